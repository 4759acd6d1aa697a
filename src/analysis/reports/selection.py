"""Which figures a report speaks of: reading them, finding their files, and selecting."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from analysis.articles import Article
    from analysis.corrections import Correction, Outcome

_INSTALLED_FROM = Path(__file__).parents[3]


@dataclass(frozen=True, slots=True)
class Selection:
    """What a reader asked for; an empty text asks for everything.

    Attributes:
        topic: strikes, territory, aid or casualties.
        start, end: first and last day, ISO text. A figure is in when its period touches them;
            one without a day of its own counts by the day it was published.
        place: part of a place's name, such as "Kursk".
        outlet: part of an outlet's name.
    """

    topic: str = ""
    start: str = ""
    end: str = ""
    place: str = ""
    outlet: str = ""

    def words(self) -> str:
        """The selection in words for the page, such as "from 1 January 2025, Kursk"."""
        from analysis.reports.wording import plain_day

        parts = [
            f"from {plain_day(read_day(self.start, 'start'))}" if self.start else "",
            f"to {plain_day(read_day(self.end, 'end'))}" if self.end else "",
            f"place: {self.place}" if self.place else "",
            f"outlet: {self.outlet}" if self.outlet else "",
        ]
        return ", ".join(part for part in parts if part)


def read_day(text: str, name: str) -> date:
    """A day from ISO text.

    Raises:
        ParameterError: the text is no day; the error names the parameter and the form.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        msg = f"{name} is {text!r}, which is no day; write it as 2025-02-12"
        raise ParameterError(msg) from error


def select(figures: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """The rows of a figures table that a selection asks for, in their order.

    Raises:
        ParameterError: a day cannot be read, or the first day is after the last.
    """
    import pandas as pd

    keep = pd.Series(data=True, index=figures.index)
    if selection.topic:
        keep &= figures["topic"] == selection.topic
    keep &= _in_period(figures, selection)
    for column in ("place", "outlet"):
        if part := getattr(selection, column).strip():
            keep &= figures[column].str.contains(part, case=False, regex=False).fillna(value=False)
    return figures[keep.astype(bool)]


def _in_period(figures: pd.DataFrame, selection: Selection) -> pd.Series[bool]:
    import pandas as pd

    first = figures["date_start"].fillna(figures["date_end"]).fillna(figures["published"])
    last = figures["date_end"].fillna(figures["date_start"]).fillna(figures["published"])
    keep = pd.Series(data=True, index=figures.index)
    start = read_day(selection.start, "start") if selection.start else None
    end = read_day(selection.end, "end") if selection.end else None
    if start and end and start > end:
        msg = f"start {start} is after end {end}; swap them"
        raise ParameterError(msg)
    if start:
        keep &= last >= pd.Timestamp(start)
    if end:
        keep &= first <= pd.Timestamp(end)
    return keep


def find_path(path: str) -> Path:
    """An existing file or folder that a notebook's parameter names.

    A notebook runs from its own folder in JupyterLab and from any folder by papermill. A relative
    path is looked for from the working folder first, then from the notebook's folder: the one
    papermill was given, a folder `notebooks` above the working folder, or that of the project
    which the package was installed from.

    Raises:
        ParameterError: the path is in none of these places; the error lists them.
    """
    wanted = Path(path).expanduser()
    if wanted.exists():
        return wanted
    places = [Path.cwd(), *_notebook_folders()]
    for place in places:
        if (found := place / wanted).exists():
            return found.resolve()
    tried = "\n  ".join(dict.fromkeys(str((place / wanted).resolve()) for place in places))
    msg = f"{path!r} does not exist; looked for it as\n  {tried}"
    raise ParameterError(msg)


def _notebook_folders() -> list[Path]:
    given = os.environ.get("PAPERMILL_INPUT_PATH", "")
    here = Path.cwd()
    above = [folder / "notebooks" for folder in (here, *here.parents)]
    folders = [Path(given).resolve().parent] if given else []
    return folders + [f for f in [*above, _INSTALLED_FROM / "notebooks"] if f.is_dir()]


@dataclass(frozen=True, slots=True)
class Sources:
    """Articles and their figures.

    Attributes:
        articles: those that could be read.
        figures: the figures table.
        problems: what was wrong with the others.
    """

    articles: tuple[Article, ...]
    figures: pd.DataFrame
    problems: tuple[str, ...] = ()


def read_sources(
    articles: str,
    figures: str,
    corrections: str = "",
    columns: Mapping[str, str] | None = None,
) -> Sources:
    """Articles and their figures as a notebook's parameters name them.

    Args:
        articles: file, folder or pattern of articles; empty for none.
        figures: a figures file; empty to extract the articles.
        corrections: a file of corrections, `none` for none; empty for those that belong to the
            articles where these are extracted, and for those in the figures file where it is read.
        columns: field of an article → the column of a dump that holds it; None to guess.

    Raises:
        ParameterError: both are empty, or a path does not exist.
        CorrectionError: a correction breaks a rule.
    """
    from analysis.articles import read_articles

    if not articles and not figures:
        msg = "give articles (a folder or file) or figures (a figures file); both are empty"
        raise ParameterError(msg)
    problems: list[str] = []
    read: list[Article] = []
    if articles:
        path = _expanded(articles)
        read = read_articles(
            path, columns=columns, on_error=lambda error: problems.append(str(error))
        )
    wanted = _corrections(articles, figures, corrections)
    table = _table(read, figures, wanted, lambda outcome: problems.append(str(outcome)))
    return Sources(tuple(read), table, tuple(problems))


def _corrections(articles: str, figures: str, corrections: str) -> list[Correction]:
    from analysis.corrections import corrections_of

    if corrections:
        return corrections_of([], corrections)
    return corrections_of([_expanded(articles)]) if articles and not figures else []


def _table(
    articles: list[Article],
    figures: str,
    corrections: list[Correction],
    tell: Callable[[Outcome], None],
) -> pd.DataFrame:
    from analysis.corrections import apply_corrections
    from analysis.tables import extract, read_figures

    table = read_figures(find_path(figures)) if figures else extract(articles)
    if not corrections:
        return table
    return apply_corrections(table, corrections, articles, on_problem=tell)


def _expanded(articles: str) -> str:
    """The path found, or the pattern as it is."""
    return articles if any(sign in articles for sign in "*?[") else str(find_path(articles))
