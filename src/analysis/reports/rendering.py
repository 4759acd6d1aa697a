"""From notebooks to a folder of reports: only what is out of date, and never half a file."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import ReportError
from analysis.reports.plan import (
    CONFIG,
    Plan,
    choose,
    hash_of_code,
    hash_of_files,
    key_of,
    versions,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import pandas as pd

    from analysis.articles import Article
    from analysis.reports.notebooks import Rendered
    from analysis.reports.pages import Link

KERNELS_AT_ONCE = 2
MANIFEST = "manifest.json"
FAILED = "failed"
ARTICLE_PAGES = "articles"


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that could not be made.

    Attributes:
        report: its name.
        notebook: the file of its notebook.
        cause: the cell and what went wrong.
        executed: the notebook as far as it ran; None where it did not start.
    """

    report: str
    notebook: Path
    cause: str
    executed: Path | None = None

    def __str__(self) -> str:
        kept = f"; executed so far: {self.executed}" if self.executed else ""
        return f"report {self.report} ({self.notebook.name}): {self.cause}{kept}"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run of `render_reports` did.

    Attributes:
        index: the page to open.
        rendered, unchanged: names of reports.
        failed: what could not be made; the last good report of each stays.
        problems: articles that could not be read.
    """

    index: Path
    rendered: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 when every report is good, 1 when one failed, 3 when only articles were skipped."""
        if self.failed:
            return 1
        return 3 if self.problems else 0

    def __str__(self) -> str:
        counts = [
            f"{len(names)} {word}"
            for names, word in (
                (self.rendered, "rendered"),
                (self.unchanged, "unchanged"),
                (self.failed, "failed"),
            )
            if names
        ]
        lines = [f"{', '.join(counts) or 'no reports'}; open {self.index}"]
        return "\n".join([*lines, *map(str, self.failed)])


@dataclass(frozen=True, slots=True)
class _Run:
    """What one run works with."""

    output: Path
    config: Path
    articles: str
    figures: str
    links: tuple[Link, ...]
    manifest: Mapping[str, Any]
    keys: Mapping[str, str]
    say: Callable[[str, str], None]
    inputs: str = ""
    failed: list[Failure] = field(default_factory=list)


def render_reports(  # noqa: PLR0913  each is a choice of the command line
    names: Sequence[str] = (),
    *,
    parameters: Mapping[str, object] | None = None,
    articles: str | Path = "data/articles",
    figures: str | Path | None = None,
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
        output: the folder of the reports.
        config: reports.toml.
        force: render also what is up to date.
        progress: called with a report's name and its state: "running", "rendered",
            "unchanged" or "failed". It may be called from several threads.

    Returns:
        What was done. A failure leaves the last good report in place.

    Raises:
        ReportError: reports.toml, a notebook, the articles or the folder cannot be used.
        ParameterError: a parameter is unknown, of a wrong type or out of range.
    """
    given = dict(parameters or {})
    articles = str(given.pop("articles", articles) or "")
    figures = str(given.pop("figures", figures) or "")
    listed, wanted = choose(Path(config), names, given)
    run = _prepare(Path(output), Path(config), articles, figures, listed, wanted, progress)
    due = [plan for plan in wanted if force or not _is_current(run, plan.name)]
    fresh = [plan.name for plan in wanted if plan not in due]
    for name in fresh:
        run.say(name, "unchanged")
    pages_due = force or run.manifest.get("pages") != run.keys["pages"]
    if not due and not pages_due and (run.output / "index.html").is_file():
        return Summary(run.output / "index.html", unchanged=tuple(fresh),
                       problems=tuple(run.manifest.get("problems", ())))
    return _render(run, listed, due, fresh, pages_due=pages_due)


def _prepare(  # noqa: PLR0913  one argument a fact
    output: Path,
    config: Path,
    articles: str,
    figures: str,
    listed: Sequence[Plan],
    wanted: Sequence[Plan],
    progress: Callable[[str, str], None] | None,
) -> _Run:
    from analysis.reports.pages import Link

    inputs = _hash_of_inputs(articles, figures)
    code = hash_of_code()
    links = (
        Link("index.html", "All reports"),
        *(Link(f"{plan.name}.html", plan.title) for plan in listed),
        Link(f"{ARTICLE_PAGES}/index.html", "Articles"),
    )
    shown = [f"{one.href} {one.text}" for one in links]
    keys = {plan.name: key_of(plan, inputs, code, shown) for plan in wanted}
    keys["pages"] = sha256("\n".join([inputs, code, *shown]).encode()).hexdigest()
    return _Run(
        output=output,
        config=config,
        articles=articles,
        figures=figures,
        links=links,
        manifest=_read_manifest(output),
        keys=keys,
        say=progress or (lambda _name, _state: None),
        inputs=inputs,
    )


def _hash_of_inputs(articles: str, figures: str) -> str:
    from analysis.articles import find_articles

    files = [(name, path) for name, path in find_articles(articles).articles.items()]
    if figures:
        files.append(("figures", Path(figures)))
    try:
        return hash_of_files(files)
    except OSError as error:
        msg = f"cannot read {error.filename}: {error.strerror}"
        raise ReportError(msg) from error


def _read_manifest(output: Path) -> dict[str, Any]:
    """The manifest of the last run; empty where there is none that can be read."""
    try:
        manifest = json.loads((output / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def _is_current(run: _Run, name: str) -> bool:
    known = run.manifest.get("reports", {}).get(name, {})
    path = run.output / f"{name}.html"
    return (
        known.get("key") == run.keys[name]
        and not known.get("failed")
        and path.is_file()
        and sha256(path.read_bytes()).hexdigest() == known.get("sha256")
    )


def _render(
    run: _Run, listed: Sequence[Plan], due: Sequence[Plan], fresh: Sequence[str], *, pages_due: bool
) -> Summary:
    with _workplace(run.output) as folder:
        read, table, problems = _read_inputs(run, folder)
        entries = dict(run.manifest.get("reports", {}))
        done = []
        for plan, rendered in _run_all(run, due, folder, table, read, pages_due=pages_due):
            entries[plan.name] = _publish(run, plan, rendered, folder)
            done.append(plan.name)
        for failure in run.failed:
            entries[failure.report] = {**entries.get(failure.report, {}), "failed": failure.cause}
        names = {*(plan.name for plan in listed), *(plan.name for plan in due), *fresh}
        _finish(run, listed, {n: entries[n] for n in sorted(entries) if n in names}, problems, folder)
    return Summary(
        run.output / "index.html",
        rendered=tuple(plan.name for plan in due if plan.name in done),
        unchanged=tuple(fresh),
        failed=tuple(run.failed),
        problems=tuple(problems),
    )


@contextmanager
def _workplace(output: Path) -> Iterator[Path]:
    """A folder beside the reports, on the same disk, that is gone afterwards."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=".reports-", dir=output.resolve().parent))
    except OSError as error:
        msg = f"cannot write in {output.resolve().parent}: {error.strerror}"
        raise ReportError(msg) from error
    try:
        yield folder
    except OSError as error:
        msg = f"cannot write the reports: {error.strerror or error}; the last good ones stay"
        raise ReportError(msg) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _read_inputs(run: _Run, folder: Path) -> tuple[list[Article], pd.DataFrame, list[str]]:
    """The articles and their figures, extracted once for all notebooks."""
    from analysis.reports.selection import read_sources
    from analysis.storage import write_figures

    articles, table, problems = read_sources(run.articles, run.figures)
    write_figures(table, folder / "figures.parquet")
    return articles, table, problems


def _run_all(  # noqa: PLR0913  what the pages need beside the run
    run: _Run,
    due: Sequence[Plan],
    folder: Path,
    table: pd.DataFrame,
    articles: Sequence[Article],
    *,
    pages_due: bool,
) -> Iterator[tuple[Plan, Rendered]]:
    """Run the notebooks, two at a time, and make the articles' pages while they run."""
    from analysis.reports.notebooks import render

    with ThreadPoolExecutor(KERNELS_AT_ONCE) as pool:
        waiting = {pool.submit(_execute, run, plan, folder): plan for plan in due}
        try:
            if pages_due:
                _publish_article_pages(run, articles, table, folder)
            for future in as_completed(waiting):
                if (executed := _result(run, waiting[future], future, folder)) is not None:
                    yield waiting[future], render(executed)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _execute(run: _Run, plan: Plan, folder: Path) -> dict[str, Any]:
    from analysis.reports import notebooks

    run.say(plan.name, "running")
    specification = {
        "articles": str(Path(run.articles).resolve()) if Path(run.articles).exists()
        else run.articles,
        "figures": str(folder / "figures.parquet"),
        "pages": f"{ARTICLE_PAGES}/",
    }
    return notebooks.run(plan, {**plan.parameters, **specification}, folder / f"{plan.name}.ipynb")


def _result(
    run: _Run, plan: Plan, future: Future[dict[str, Any]], folder: Path
) -> dict[str, Any] | None:
    """The executed notebook; None where it failed, which is then noted and kept."""
    from analysis.reports.notebooks import NotebookError

    try:
        return future.result()
    except NotebookError as error:
        run.failed.append(
            Failure(plan.name, plan.notebook, str(error), _keep_failed(run, plan, folder))
        )
        run.say(plan.name, "failed")
        return None


def _keep_failed(run: _Run, plan: Plan, folder: Path) -> Path | None:
    executed = folder / f"{plan.name}.ipynb"
    if not executed.is_file():
        return None
    kept = run.output / FAILED / executed.name
    kept.parent.mkdir(exist_ok=True)
    executed.replace(kept)
    return kept


def _publish(run: _Run, plan: Plan, rendered: Rendered, folder: Path) -> dict[str, Any]:
    """Put a report in its place in one step; return its entry in the manifest."""
    from analysis.reports.pages import page

    html = page(
        rendered.body,
        title=plan.title,
        description=rendered.facts.get("headline", plan.title),
        links=run.links,
        here=f"{plan.name}.html",
    )
    _put(run.output / f"{plan.name}.html", html, folder)
    (run.output / FAILED / f"{plan.name}.ipynb").unlink(missing_ok=True)
    run.say(plan.name, "rendered")
    return {
        "key": run.keys[plan.name],
        "notebook": plan.notebook.name,
        "parameters": dict(plan.parameters),
        "sha256": sha256(html.encode()).hexdigest(),
        "facts": dict(rendered.facts),
    }


def _put(target: Path, text: str, folder: Path) -> None:
    """Write a file beside its place, then move it there in one step."""
    beside = folder / "page.part"
    beside.write_text(text, encoding="utf-8", newline="\n")
    target.parent.mkdir(parents=True, exist_ok=True)
    beside.replace(target)


def _publish_article_pages(
    run: _Run, articles: Iterable[Article], table: pd.DataFrame, folder: Path
) -> None:
    """Every article's page; pages of articles that are gone are removed."""
    from analysis.reports.pages import article_pages

    above = [replace(link, href=_from_pages(link.href)) for link in run.links]
    written = set()
    for name, html in article_pages(articles, table, above):
        _put(run.output / ARTICLE_PAGES / name, html, folder)
        written.add(name)
    for path in (run.output / ARTICLE_PAGES).glob("*.html"):
        if path.name not in written:
            path.unlink()


def _from_pages(href: str) -> str:
    own = f"{ARTICLE_PAGES}/"
    return href.removeprefix(own) if href.startswith(own) else f"../{href}"


def _finish(
    run: _Run,
    listed: Sequence[Plan],
    entries: Mapping[str, Any],
    problems: Sequence[str],
    folder: Path,
) -> None:
    """Write the index and, last, the manifest that says what is up to date."""
    from analysis.reports.pages import Entry, index_page

    order = [*(plan.name for plan in listed), *entries]
    shown = [
        Entry(f"{name}.html", entries[name]["facts"], is_stale="failed" in entries[name])
        for name in dict.fromkeys(order)
        if "facts" in entries.get(name, {}) and (run.output / f"{name}.html").is_file()
    ]
    _put(run.output / "index.html", index_page(shown, run.links), folder)
    manifest = {
        "inputs": run.inputs,
        "pages": run.keys["pages"],
        "problems": list(problems),
        "reports": entries,
        "versions": versions(),
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + os.linesep
    _put(run.output / MANIFEST, text, folder)
