"""Figures of two runs put together as one run would have given them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.storage import stacked, with_types

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


def gather(tables: Sequence[pd.DataFrame], articles: Sequence[str]) -> pd.DataFrame:
    """The figures of some articles, in their order, typed as those of a single run.

    Args:
        tables: figures tables.
        articles: ids of the articles wanted.

    Returns:
        The figures table that `analysis.extract` gives for these articles.
    """
    place = {name: at for at, name in enumerate(articles)}
    whole = stacked(tables)
    rank = whole["article_id"].map(place)
    wanted = whole.loc[rank[rank.notna()].sort_values(kind="stable").index]
    # A unit that no row has any more is no category any more.
    return with_types(wanted.assign(unit=wanted["unit"].astype("str")).reset_index(drop=True))
