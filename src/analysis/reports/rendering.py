"""From notebooks to a folder of reports: only what is out of date, and never half a file."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import ReportError
from analysis.fingerprints import hash_of
from analysis.locking import locked
from analysis.reports.freshness import hash_of_code, hash_of_inputs, made_from, why_due
from analysis.reports.links import ARTICLE_PAGES, links_of
from analysis.reports.plan import CONFIG, Plan, choose
from analysis.reports.publishing import (
    FIGURES,
    Place,
    put_manifest,
    read_manifest,
    workplace,
    writing_to,
)
from analysis.reports.summary import Failure, Summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from analysis.reports.kernels import Kernels
    from analysis.reports.selection import Sources

# One more than the processors: a notebook that waits for its kernel leaves room for another.
KERNELS_AT_ONCE = min(8, (os.cpu_count() or 1) + 1)


@dataclass(frozen=True, slots=True)
class _Wish:
    """What was asked for.

    Attributes:
        plans: every report that pages link to, and those asked for.
        articles, figures, corrections: the inputs as given, or as found.
        columns: which column of a dump holds what.
        output: the folder of the reports.
        force: whether to make also what is up to date.
        say: tells a report's name and state.
    """

    plans: tuple[list[Plan], list[Plan]]
    articles: str
    figures: str
    corrections: str
    columns: dict[str, str]
    output: Path
    force: bool
    say: Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class _Task:
    """What a run has to do, as the folder stands.

    Attributes:
        made_from: what each report asked for is made of; due: why it has to be made, by name.
        inputs: the hash of the inputs.
        shell: the hash of what all pages share; pages: that of all the pages beside the reports.
        manifest: that of the last run.
        pages_are_due: whether pages beside the reports are out of date.
    """

    made_from: Mapping[str, dict[str, str]]
    due: Mapping[str, str]
    inputs: str
    shell: str
    pages: str
    manifest: Mapping[str, Any]
    pages_are_due: bool


def render_reports(  # noqa: PLR0913  each is a choice of the command line
    names: Sequence[str] = (),
    *,
    parameters: Mapping[str, object] | None = None,
    articles: str | Path = "data/articles",
    figures: str | Path | None = None,
    corrections: str | Path | None = None,
    columns: Mapping[str, str] | None = None,
    output: str | Path = "reports",
    config: str | Path = CONFIG,
    timeout: int | None = None,
    force: bool = False,
    progress: Callable[[str, str], None] | None = None,
) -> Summary:
    """Render the reports that reports.toml lists, or those named, where they are out of date.

    Args:
        names: reports of reports.toml, or notebooks by name; empty for all that it lists, but for
            those on request.
        parameters: overrides for the reports made, checked before any notebook starts.
        articles: file, folder or pattern of articles.
        figures: a figures file; None to extract the articles.
        corrections: a file of corrections, "none" for none; None for the one that belongs to
            the articles.
        columns: field of an article → the column of a dump that holds it, as
            `analysis.read_articles` takes it; a notebook gets it where it takes `columns`.
        output: the folder of the reports.
        config: reports.toml.
        timeout: how many seconds a cell may take; None for what reports.toml says.
        force: render also what is up to date.
        progress: called with a report's name and its state: "due", "running", "rendered",
            "unchanged" or "failed", from several threads; also with the process that another
            run holds the folder with, and "waited for".

    Returns:
        What was done. Where a report failed, the last good one of its name stays.

    Raises:
        ReportError: reports.toml, a notebook, an input or the folder cannot be used, or there is
            nothing to report.
        ParameterError: a parameter is unknown, of a wrong type or out of range.
        ArticleError: there are no such articles.
    """
    given = dict(parameters or {})
    found = str(given.pop("articles", articles) or "")
    wish = _Wish(
        articles=found,
        figures=str(given.pop("figures", figures) or ""),
        corrections=_corrections_file(found, corrections),
        columns=dict(columns or {}),
        plans=choose(Path(config), names, given, timeout),
        output=Path(output),
        force=force,
        say=progress or (lambda _name, _state: None),
    )
    return _nothing_to_do(wish, _task(wish)) or _in_turn(wish)


def _corrections_file(articles: str, corrections: str | Path | None) -> str:
    from analysis.corrections import find_corrections

    if corrections is None and articles:
        corrections = find_corrections(articles)
    return str(corrections or "none")


def _task(wish: _Wish) -> _Task:
    listed, wanted = wish.plans
    read = hash_of_inputs(wish.articles, wish.figures, wish.corrections)
    inputs = hash_of(read, wish.columns)
    code, manifest = hash_of_code(), read_manifest(wish.output)
    links = [f"{one.href} {one.text}" for one in links_of(listed)]
    shell = hash_of(code, links)
    pages = hash_of(inputs, shell)
    made = {plan.name: made_from(plan, inputs, code, links) for plan in wanted}
    known = manifest.get("reports", {})
    reasons = {
        name: "all were asked for"
        if wish.force
        else why_due(wish.output / f"{name}.html", known.get(name, {}), made[name])
        for name in made
    }
    indexes = (wish.output / "index.html", wish.output / ARTICLE_PAGES / "index.html")
    are_there = all(path.is_file() for path in indexes)
    return _Task(
        made_from=made,
        due={name: reason for name, reason in reasons.items() if reason},
        inputs=inputs,
        shell=shell,
        pages=pages,
        manifest=manifest,
        pages_are_due=wish.force or not are_there or manifest.get("pages") != pages,
    )


def _nothing_to_do(wish: _Wish, task: _Task) -> Summary | None:
    if task.due or task.pages_are_due:
        return None
    unchanged = tuple(task.made_from)
    for name in unchanged:
        wish.say(name, "unchanged")
    problems = tuple(task.manifest.get("problems", ()))
    return Summary(wish.output / "index.html", unchanged=unchanged, problems=problems)


def _in_turn(wish: _Wish) -> Summary:
    """Do what is to be done, after any other run in the same folder."""
    with (
        writing_to(wish.output),
        locked(wish.output, lambda whose: wish.say(whose, "waited for")),
    ):
        # Only now is it certain that no other run changes the folder.
        task = _task(wish)
        return _nothing_to_do(wish, task) or _carry_out(wish, task)


def _carry_out(wish: _Wish, task: _Task) -> Summary:
    from analysis.reports.kernels import Kernels

    with workplace(wish.output) as folder, Kernels() as kernels:
        if task.due:
            kernels.load()  # while pandas is loaded here
        from analysis.reports.selection import read_sources
        from analysis.storage import write_figures

        sources = read_sources(wish.articles, wish.figures, wish.corrections, wish.columns)
        _check_any(wish, sources)
        write_figures(sources.figures, folder / FIGURES)
        place = Place(wish.output, folder, links_of(wish.plans[0]))
        place.keep_figures(sources.figures)
        run = _Run(wish, task, place, kernels, sources)
        try:
            run.make()
        except BaseException:  # also on Ctrl-C what was finished is not made a second time
            with suppress(OSError):
                run.conclude()
            raise
        run.conclude()
    return run.summary()


def _check_any(wish: _Wish, sources: Sources) -> None:
    """Refuse to put empty reports in the place of good ones where no article can be read."""
    if sources.articles or wish.figures or not sources.problems:
        return
    count, first = len(sources.problems), sources.problems[0]
    msg = f"{wish.articles}: no article can be read, so there is nothing to report. "
    msg += f"The first of {count:,} problems: {first}"
    raise ReportError(msg)


class _Run:
    """A run that has something to do, and what it has done so far."""

    def __init__(
        self, wish: _Wish, task: _Task, place: Place, kernels: Kernels, sources: Sources
    ) -> None:
        self.wish, self.task, self.place = wish, task, place
        self.kernels, self.sources = kernels, sources
        self.plans = [plan for plan in wish.plans[1] if plan.name in task.due]
        self.entries: dict[str, dict[str, Any]] = {}
        self.failed: list[Failure] = []
        self.pages: str = task.manifest.get("pages", "")
        self.article_keys: Mapping[str, str] = task.manifest.get("articles", {})

    def make(self) -> None:
        """Run what is due, and make the articles' pages while the notebooks run."""
        from analysis.reports.notebooks import NotebookError, render

        for name in self.task.made_from:
            self.wish.say(name, "due" if name in self.task.due else "unchanged")
        for plan, executed in self._executed():
            if isinstance(executed, NotebookError):
                kept = self.place.keep_failed(plan)
                self.place.put_gap(plan)
                self.failed.append(Failure(plan.name, plan.notebook, str(executed), kept))
                self.wish.say(plan.name, "failed")
            else:
                entry = self.place.put_report(plan, render(executed))
                self.entries[plan.name] = {**entry, "made_from": self.task.made_from[plan.name]}
                self.wish.say(plan.name, "rendered")

    def _executed(self) -> Iterator[tuple[Plan, Any]]:
        """Run the notebooks, some at a time.

        Yields:
            Each plan with its executed notebook, or with the NotebookError that ended it.
        """
        with ThreadPoolExecutor(KERNELS_AT_ONCE) as pool:
            running = {pool.submit(self._execute, plan): plan for plan in self.plans}
            try:
                self._put_article_pages()
                for future in as_completed(running):
                    yield running[future], future.result()
            except BaseException:  # also on Ctrl-C no kernel is left running
                pool.shutdown(wait=False, cancel_futures=True)
                self.kernels.stop()
                raise

    def _execute(self, plan: Plan) -> object:
        from analysis.reports.notebooks import NotebookError, run

        self.wish.say(plan.name, "running")
        inputs = {
            "articles": self.wish.articles,
            "figures": str((self.place.folder / FIGURES).resolve()),
            "columns": self.wish.columns,
            "pages": f"{ARTICLE_PAGES}/",
            "previous": self.place.previous_figures(),
        }
        target = self.place.folder / f"{plan.name}.ipynb"
        try:
            return run(plan, {**plan.parameters, **inputs}, target, self.kernels)
        except NotebookError as error:
            return error

    def _put_article_pages(self) -> None:
        if self.task.pages_are_due:
            known = {} if self.wish.force else self.article_keys
            self.article_keys = self.place.put_article_pages(
                self.sources.articles, self.sources.figures, known, self.task.shell
            )
            self.pages = self.task.pages

    def conclude(self) -> None:
        """Write the index and the manifest, and keep the figures for the next run to compare."""
        self.place.put_figures()
        entries, problems = self._all_entries(), self.sources.problems
        self.place.put_index(entries)
        manifest = {
            "articles": self.article_keys,
            "inputs": self.task.inputs,
            "pages": self.pages,
            "problems": [one.replace(f"{self.wish.articles}/", "") for one in problems],
            "reports": entries,
        }
        put_manifest(manifest, self.place.output, self.place.folder)

    def _all_entries(self) -> dict[str, dict[str, Any]]:
        """The manifest's reports after the run, those of reports.toml first and in its order.

        A report that reports.toml no longer lists is dropped; one made only by its name stays.
        """
        listed = [plan.name for plan in self.wish.plans[0]]
        known = {**self.task.manifest.get("reports", {}), **self.entries}
        for failure in self.failed:
            known[failure.report] = {**known.get(failure.report, {}), "failed": failure.cause}
        once = [name for name in known if name in self.entries or not known[name].get("listed")]
        order = dict.fromkeys([*listed, *sorted(once)])
        return {name: {**known[name], "listed": name in listed} for name in order if name in known}

    @property
    def unchanged(self) -> tuple[str, ...]:
        """The reports that were asked for and are up to date."""
        return tuple(name for name in self.task.made_from if name not in self.task.due)

    def summary(self) -> Summary:
        """What the run did."""
        return Summary(
            index=self.wish.output / "index.html",
            rendered=tuple(plan.name for plan in self.plans if plan.name in self.entries),
            unchanged=self.unchanged,
            failed=tuple(sorted(self.failed, key=lambda failure: failure.report)),
            problems=self.sources.problems,
            reasons=self.task.due,
        )
