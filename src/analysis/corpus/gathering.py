"""Figures of several runs or parts put together as one run would have given them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.schema import figures_frame
from analysis.storage import with_types

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def gather(tables: Iterable[pd.DataFrame | None], articles: Sequence[str]) -> pd.DataFrame:
    """The figures of some articles, in their order, typed as those of a single run.

    Args:
        tables: figures tables; None for none.
        articles: ids of the articles wanted.

    Returns:
        The figures table that `analysis.extract` gives for these articles.
    """
    place = {name: at for at, name in enumerate(articles)}
    whole = _stacked(tables)
    rank = whole["article_id"].map(place)
    wanted = rank[rank.notna()].sort_values(kind="stable").index
    return with_types(whole.loc[wanted].reset_index(drop=True))


def joined(tables: Iterable[pd.DataFrame | None]) -> pd.DataFrame:
    """Figures tables one under the other, with the types of one."""
    return with_types(_stacked(tables))


def _stacked(tables: Iterable[pd.DataFrame | None]) -> pd.DataFrame:
    """The tables with units as plain text.

    Categories of two tables would become objects, and those that no row has any more would stay.
    """
    present = [table for table in tables if table is not None and len(table)]
    texts = [table.assign(unit=table["unit"].astype("str")) for table in present]
    return pd.concat(texts, ignore_index=True) if texts else figures_frame({})
