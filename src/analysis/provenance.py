"""From a number in a derived table or a group back to the sentences that state it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd

_ID_COLUMNS = ("figure_ids", "figure_id")


def sentences_of(figures: pd.DataFrame, source: object) -> pd.DataFrame:
    """The figures behind something, with sentence, claimant and article.

    pandas keeps no provenance through a sum or a groupby, but ids survive: group with
    `agg(figure_ids=("figure_id", " ".join))`, or use the tables of this package, which all have
    `figure_ids`.

    Args:
        figures: the figures table.
        source: ids, one text that holds several, a row or a table with a column `figure_ids` or
            `figure_id`, or a column of such.

    Returns:
        Those rows of `figures`, in their order: with bounds, unit, claimant, sentence, article.

    Raises:
        TableError: the figures hold none of the ids, or some of them are others'.

    >>> import analysis
    >>> figures = analysis.extract("Russia launched 123 drones; 71 were shot down.")
    >>> by_measure = figures.groupby("measure", observed=True).agg(
    ...     value=("value", "sum"), figure_ids=("figure_id", " ".join)
    ... )
    >>> print(*analysis.sentences_of(figures, by_measure.loc["launched"])["sentence"])
    Russia launched 123 drones; 71 were shot down.
    """
    wanted = set(_ids(source))
    unknown = sorted(wanted - set(figures["figure_id"]))
    if unknown:
        msg = f"these figures hold no {unknown[0]!r}; give the table that the ids come from"
        raise TableError(msg)
    return figures[figures["figure_id"].isin(wanted)]


def _ids(source: object) -> Iterator[str]:
    """Every id that a text, a row, a column or a table holds."""
    import pandas as pd

    if isinstance(source, str):
        yield from source.split()
    elif isinstance(source, pd.DataFrame):
        yield from _ids(source[_id_column(source.columns)])
    elif isinstance(source, pd.Series) and {*_ID_COLUMNS} & {*source.index}:
        yield from _ids(source[_id_column(source.index)])
    elif not pd.api.types.is_list_like(source):
        if not pd.isna(source):  # type: ignore[call-overload]
            yield str(source)
    else:
        for one in source:  # type: ignore[attr-defined]
            yield from _ids(one)


def _id_column(names: Iterable[object]) -> str:
    found = [name for name in _ID_COLUMNS if name in list(names)]
    if not found:
        msg = 'it has no ids; group with agg(figure_ids=("figure_id", " ".join))'
        raise TableError(msg)
    return found[0]
