"""Copies of stories found over all articles of a run, most of which it need not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.duplicates import FEW, StoryCollector, group, signatures

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Stories:
    """Gives each article with figures its story, as one run over all of them would.

    Few articles are compared as texts, so those unchanged are read again for that; of many the
    signatures are kept.
    """

    def __init__(self, signed: pd.DataFrame | None) -> None:
        self._signed = [signatures([]) if signed is None else signed]
        self._texts: dict[str, str] = {}
        self._new: set[str] = set()

    def take(self, article_id: str, text: str) -> None:
        """Take an article that was read and holds figures."""
        self._texts[article_id] = text
        self._new.add(article_id)
        if len(self._texts) >= FEW:
            self._sign()

    def settle(
        self, figures: pd.DataFrame, read: Callable[[set[str]], dict[str, str]]
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The figures with their stories, and the signatures to keep.

        Args:
            figures: those of all articles, in order.
            read: gives the texts of articles that were not read in this run.
        """
        order = list(dict.fromkeys(figures["article_id"]))
        if len(order) < FEW and len(self._signed) == 1:
            self._texts.update(read(set(order) - set(self._texts)))
            collector = StoryCollector()
            for name in order:
                collector.add(name, self._texts[name])
            return _with_stories(figures, collector.copies()), self._signed[0].iloc[:0]
        signed = self._all_signed(order, read)
        found = group(signed)
        copies = found[found["story"] != found["article_id"]]
        stories = dict(zip(copies["article_id"], copies["story"], strict=True))
        return _with_stories(figures, stories), signed

    def _all_signed(
        self, order: Sequence[str], read: Callable[[set[str]], dict[str, str]]
    ) -> pd.DataFrame:
        kept = self._signed[0]
        self._signed[0] = kept[~kept["article_id"].isin(self._new)]
        self._sign()
        there = {name for table in self._signed for name in table["article_id"]}
        self._texts = read(set(order) - there)
        self._sign()
        whole = pd.concat(self._signed, ignore_index=True)
        place = {name: at for at, name in enumerate(whole["article_id"])}
        return whole.iloc[[place[name] for name in order]].reset_index(drop=True)

    def _sign(self) -> None:
        if self._texts:
            self._signed.append(signatures(self._texts.items()))
            self._texts = {}


def _with_stories(figures: pd.DataFrame, stories: dict[str, str]) -> pd.DataFrame:
    own = figures["article_id"]
    return figures.assign(story=own.map(stories).astype("string").fillna(own))
