"""From notebooks to a folder of reports: only what is out of date, and never half a file."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import ReportError
from analysis.reports.plan import CONFIG, Plan, choose, hash_of_code, hash_of_files, key_of
from analysis.reports.publishing import (
    ARTICLE_PAGES,
    Place,
    links_of,
    read_manifest,
    workplace,
)
from analysis.reports.summary import Failure, Summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from analysis.reports.notebooks import Kernels
    from analysis.reports.selection import Sources

KERNELS_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class _Task:
    """What a run has to do.

    Attributes:
        listed: every report of reports.toml.
        wanted: the reports asked for; due: those of them that are out of date.
        articles, figures, corrections: the inputs as given, or as found.
        inputs: their hash; code: the hash of what makes reports of them.
        output: the folder of the reports, as it was left by the last run (manifest).
        say: tells a report's name and state.
    """

    listed: tuple[Plan, ...]
    wanted: tuple[Plan, ...]
    due: tuple[Plan, ...]
    articles: str
    figures: str
    corrections: str
    inputs: str
    code: str
    output: Path
    manifest: Mapping[str, Any]
    say: Callable[[str, str], None]

    @property
    def pages_key(self) -> str:
        shown = [f"{one.href} {one.text}" for one in links_of(self.listed)]
        return sha256("\n".join([self.inputs, self.code, *shown]).encode()).hexdigest()

    @property
    def unchanged(self) -> tuple[str, ...]:
        return tuple(plan.name for plan in self.wanted if plan not in self.due)


def render_reports(  # noqa: PLR0913  each is a choice of the command line
    names: Sequence[str] = (),
    *,
    parameters: Mapping[str, object] | None = None,
    articles: str | Path = "data/articles",
    figures: str | Path | None = None,
    corrections: str | Path | None = None,
    output: str | Path = "reports",
    config: str | Path = CONFIG,
    force: bool = False,
    progress: Callable[[str, str], None] | None = None,
) -> Summary:
    """Render the reports that reports.toml lists, or those named, where they are out of date.

    Args:
        names: reports of reports.toml, or notebooks by name; empty for all that it lists.
        parameters: overrides for the reports made, checked before any notebook starts.
        articles: file, folder or pattern of articles.
        figures: a figures file; None to extract the articles.
        corrections: a file of corrections, "none" for none; None for the one that belongs to
            the articles.
        output: the folder of the reports.
        config: reports.toml.
        force: render also what is up to date.
        progress: called with a report's name and its state: "running", "rendered",
            "unchanged" or "failed", from several threads.

    Returns:
        What was done. Where a report failed, the last good one of its name stays.

    Raises:
        ReportError: reports.toml, a notebook, an input or the folder cannot be used.
        ParameterError: a parameter is unknown, of a wrong type or out of range.
        ArticleError: there are no such articles.
    """
    given = dict(parameters or {})
    inputs = (
        str(given.pop("articles", articles) or ""),
        str(given.pop("figures", figures) or ""),
    )
    sources = (*inputs, _corrections_file(inputs[0], corrections))
    plans = choose(Path(config), names, given)
    task = _task(plans, sources, Path(output), progress, force=force)
    for name in task.unchanged:
        task.say(name, "unchanged")
    if not task.due and not _pages_are_due(task, force=force):
        problems = tuple(task.manifest.get("problems", ()))
        return Summary(task.output / "index.html", unchanged=task.unchanged, problems=problems)
    return _carry_out(task, force=force)


def _task(
    plans: tuple[list[Plan], list[Plan]],
    sources: tuple[str, str, str],
    output: Path,
    progress: Callable[[str, str], None] | None,
    *,
    force: bool,
) -> _Task:
    listed, wanted = plans
    inputs, code, manifest = _hash_of_inputs(*sources), hash_of_code(), read_manifest(output)
    links = [f"{one.href} {one.text}" for one in links_of(listed)]
    keys = {plan.name: key_of(plan, inputs, code, links) for plan in wanted}
    known = manifest.get("reports", {})
    due = tuple(
        plan
        for plan in wanted
        if force or not _is_current(output, plan.name, known.get(plan.name, {}), keys[plan.name])
    )
    return _Task(
        listed=tuple(listed),
        wanted=tuple(wanted),
        due=due,
        articles=sources[0],
        figures=sources[1],
        corrections=sources[2],
        inputs=inputs,
        code=code,
        output=output,
        manifest=manifest,
        say=progress or (lambda _name, _state: None),
    )


def _corrections_file(articles: str, corrections: str | Path | None) -> str:
    from analysis.corrections import find_corrections

    if corrections is None and articles:
        corrections = find_corrections(articles)
    return str(corrections or "none")


def _hash_of_inputs(articles: str, figures: str, corrections: str) -> str:
    from analysis.articles import find_articles

    files = list(find_articles(articles).articles.items()) if articles else []
    files += [("figures", Path(figures))] if figures else []
    files += [("corrections", Path(corrections))] if corrections != "none" else []
    try:
        return hash_of_files(files)
    except OSError as error:
        msg = f"cannot read {error.filename}: {error.strerror}"
        raise ReportError(msg) from error


def _is_current(output: Path, name: str, entry: Mapping[str, Any], key: str) -> bool:
    path = output / f"{name}.html"
    return (
        entry.get("key") == key
        and "failed" not in entry
        and path.is_file()
        and sha256(path.read_bytes()).hexdigest() == entry.get("sha256")
    )


def _pages_are_due(task: _Task, *, force: bool) -> bool:
    indexes = (task.output / "index.html", task.output / ARTICLE_PAGES / "index.html")
    there = all(path.is_file() for path in indexes)
    return force or not there or task.manifest.get("pages") != task.pages_key


def _carry_out(task: _Task, *, force: bool) -> Summary:
    from analysis.reports.selection import read_sources
    from analysis.storage import write_figures

    with workplace(task.output) as folder:
        place = Place(task.output, folder, links_of(task.listed))
        sources = read_sources(task.articles, task.figures, task.corrections)
        write_figures(sources.figures, folder / "figures.parquet")
        pages = sources if _pages_are_due(task, force=force) else None
        done, failed = _make(task, place, pages)
        entries = _entries(task, done, failed)
        place.put_index(entries)
        place.put_manifest(
            {
                "inputs": task.inputs,
                "pages": task.pages_key,
                "problems": sources.problems,
                "reports": entries,
            }
        )
    return Summary(
        index=task.output / "index.html",
        rendered=tuple(plan.name for plan in task.due if plan.name in done),
        unchanged=task.unchanged,
        failed=tuple(failed),
        problems=sources.problems,
    )


def _make(task: _Task, place: Place, pages: Sources | None) -> tuple[dict[str, Any], list[Failure]]:
    """Run what is due; return the new entries of the manifest, and what failed."""
    from analysis.reports.notebooks import NotebookError, render

    links = [f"{one.href} {one.text}" for one in place.links]
    done, failed = {}, []
    for plan, executed in _executed(task, place, pages):
        if isinstance(executed, NotebookError):
            kept = place.keep_failed(plan)
            failed.append(Failure(plan.name, plan.notebook, str(executed), kept))
            task.say(plan.name, "failed")
        else:
            key = key_of(plan, task.inputs, task.code, links)
            done[plan.name] = place.put_report(plan, render(executed), key)
            task.say(plan.name, "rendered")
    return done, sorted(failed, key=lambda failure: failure.report)


def _executed(task: _Task, place: Place, pages: Sources | None) -> Iterator[tuple[Plan, Any]]:
    """Run the notebooks, two at a time, and make the articles' pages while they run.

    Yields:
        Each plan with its executed notebook, or with the NotebookError that ended it.
    """
    from analysis.reports.notebooks import Kernels

    kernels = Kernels()
    with ThreadPoolExecutor(KERNELS_AT_ONCE) as pool:
        running = {pool.submit(_execute, task, plan, place, kernels): plan for plan in task.due}
        try:
            if pages is not None:
                place.put_article_pages(pages.articles, pages.figures)
            for future in as_completed(running):
                yield running[future], future.result()
        except BaseException:  # also on Ctrl-C no kernel is left running
            pool.shutdown(wait=False, cancel_futures=True)
            kernels.stop()
            raise


def _execute(task: _Task, plan: Plan, place: Place, kernels: Kernels) -> object:
    from analysis.reports.notebooks import NotebookError, run

    task.say(plan.name, "running")
    inputs = {
        "articles": task.articles,
        "figures": str((place.folder / "figures.parquet").resolve()),
        "pages": f"{ARTICLE_PAGES}/",
    }
    target = place.folder / f"{plan.name}.ipynb"
    try:
        return run(plan, {**plan.parameters, **inputs}, target, kernels)
    except NotebookError as error:
        return error


def _entries(
    task: _Task, done: Mapping[str, Any], failed: Sequence[Failure]
) -> dict[str, dict[str, Any]]:
    """The manifest's reports after a run, those of reports.toml first and in its order.

    A report that reports.toml no longer lists is dropped; one made only by its name stays.
    """
    listed = [plan.name for plan in task.listed]
    known = {**task.manifest.get("reports", {}), **done}
    for failure in failed:
        known[failure.report] = {**known.get(failure.report, {}), "failed": failure.cause}
    once = [name for name in known if name in done or not known[name].get("listed")]
    order = dict.fromkeys([*listed, *sorted(once)])
    return {name: {**known[name], "listed": name in listed} for name in order if name in known}
