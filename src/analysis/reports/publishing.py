"""The folder of the reports: each file put in its place in one step, and the manifest."""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from analysis.errors import ReportError, unwritable
from analysis.fingerprints import hash_of
from analysis.reports.freshness import versions
from analysis.reports.links import ARTICLE_PAGES, from_article_pages
from analysis.reports.summary import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from analysis.articles import Article
    from analysis.reports.links import Link
    from analysis.reports.notebooks import Rendered
    from analysis.reports.plan import Plan

MANIFEST = "manifest.json"
FIGURES, FIGURES_BEFORE = "figures.parquet", "figures-before.parquet"
FAILED = "failed"
WORKPLACE = ".work"


@contextmanager
def writing_to(output: Path) -> Iterator[None]:
    """The folder of the reports, made where it is missing.

    Raises:
        ReportError: the disk is full, or nothing may be written there.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        msg = f"{unwritable(output, error)} Reports made before stay."
        raise ReportError(msg) from error


@contextmanager
def workplace(output: Path) -> Iterator[Path]:
    """A folder in that of the reports, on the same disk, that is gone afterwards.

    Whoever calls this holds the folder's lock: what a run that was killed has left is removed.
    """
    folder = output / WORKPLACE
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reports of a run go.

    Attributes:
        output: their folder.
        folder: the workplace beside it.
        links: those in the head of every page.
    """

    output: Path
    folder: Path
    links: tuple[Link, ...]

    def put(self, name: str, text: str) -> None:
        """Write a file in the workplace, then move it to its place in one step."""
        target = self.output / name
        beside = self.folder / "file.part"
        beside.write_text(text, encoding="utf-8", newline="\n")
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.replace(target)

    def put_report(self, plan: Plan, rendered: Rendered) -> dict[str, Any]:
        """Put a report in its place; return its entry in the manifest.

        Raises:
            ReportError: the disk is full, or nothing may be written there.
        """
        from analysis.reports.pages import page

        html = page(
            rendered.body,
            title=rendered.facts.get("title") or plan.title,
            description=rendered.facts.get("headline", plan.title),
            links=self.links,
            here=f"{plan.name}.html",
        )
        try:
            self.put(f"{plan.name}.html", html)
        except OSError as error:
            cause = f"its page cannot be written: {error.strerror or error}"
            failure = Failure(plan.name, plan.notebook, cause)
            msg = f"{failure}; the last good one stays"
            raise ReportError(msg) from error
        (self.output / FAILED / f"{plan.name}.ipynb").unlink(missing_ok=True)
        (self.output / f"{plan.name}.pdf").unlink(missing_ok=True)  # it was of the page before
        return {
            "notebook": plan.notebook.name,
            "parameters": dict(plan.parameters),
            "sha256": sha256(html.encode()).hexdigest(),
            "facts": dict(rendered.facts),
        }

    def keep_failed(self, plan: Plan) -> Path | None:
        """Keep what a failed notebook did, apart from the reports; None where it did nothing."""
        executed = self.folder / f"{plan.name}.ipynb"
        if not executed.is_file():
            return None
        kept = self.output / FAILED / executed.name
        kept.parent.mkdir(exist_ok=True)
        return executed.replace(kept)

    def put_gap(self, plan: Plan) -> None:
        """Where a report has never been made, a page that says so, since other pages link to it."""
        from analysis.reports.fragments import safe
        from analysis.reports.pages import page

        name = f"{plan.name}.html"
        if (self.output / name).is_file() or name not in [link.href for link in self.links]:
            return
        told = "This report could not be made yet: its notebook failed."
        body = f'<header class="lead"><h1>{safe(plan.title)}</h1></header><p>{told}</p>'
        self.put(name, page(body, title=plan.title, description=told, links=self.links, here=name))

    def put_article_pages(
        self,
        articles: Sequence[Article],
        figures: pd.DataFrame,
        known: Mapping[str, str],
        shell: str,
    ) -> dict[str, str]:
        """The pages of articles, where they are out of date; pages of articles gone are removed.

        Args:
            articles: all of them.
            figures: the figures table.
            known: what this method returned in the last run.
            shell: the hash of what all pages share.

        Returns:
            File name → hash of what the page was made from.
        """
        from analysis.reports.pages import article_pages

        above = from_article_pages(self.links)
        keys = _article_keys(articles, figures, shell)
        folder = self.output / ARTICLE_PAGES
        there = {path.name for path in folder.glob("*.html")}
        fresh = {name for name in there if name in keys and known.get(name) == keys[name]}
        for name, html in article_pages(articles, figures, above, fresh):
            self.put(f"{ARTICLE_PAGES}/{name}", html)
        for name in there - keys.keys() - {"index.html"}:
            (folder / name).unlink()
        return keys

    def keep_figures(self, figures: pd.DataFrame) -> None:
        """Lay out, in the workplace, the figures of the last report that differ from these."""
        from analysis.reports.since import find_last

        last = find_last(figures, self.output / FIGURES, self.output / FIGURES_BEFORE)
        if last is not None:
            shutil.copyfile(last, self.folder / FIGURES_BEFORE)

    def previous_figures(self) -> str:
        """The file that `keep_figures` laid out, for the notebooks; empty where there is none."""
        path = self.folder / FIGURES_BEFORE
        return str(path.resolve()) if path.is_file() else ""

    def put_figures(self) -> None:
        """Keep the figures reported now, and those before them, for the next run to compare."""
        for name in (FIGURES_BEFORE, FIGURES):
            if (self.folder / name).is_file():
                (self.folder / name).replace(self.output / name)

    def put_index(self, entries: Mapping[str, Mapping[str, Any]]) -> None:
        """The index of the reports, in the order of `entries` (those of the manifest)."""
        from analysis.reports.pages import Entry, index_page

        shown = [
            Entry(f"{name}.html", entry["facts"], is_stale="failed" in entry)
            for name, entry in entries.items()
            if "facts" in entry and (self.output / f"{name}.html").is_file()
        ]
        self.put("index.html", index_page(shown, self.links))


def put_manifest(manifest: Mapping[str, object], output: Path, folder: Path) -> None:
    """Write what the reports were made from: hashes, parameters and versions."""
    content = {**manifest, "versions": versions()}
    beside = folder / "file.part"
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    beside.write_text(text, encoding="utf-8")
    beside.replace(output / MANIFEST)


def _article_keys(articles: Iterable[Article], figures: pd.DataFrame, shell: str) -> dict[str, str]:
    import pandas as pd

    from analysis.reports.report import page_name

    of_rows = pd.util.hash_pandas_object(figures, index=False)
    rows = of_rows.groupby(figures["article_id"].to_numpy(), sort=False).agg(list).to_dict()
    return {
        page_name(one.id): hash_of(
            shell, repr(replace(one, path=None)), [int(n) for n in rows.get(one.id, [])]
        )
        for one in articles
    }


def read_manifest(output: Path) -> dict[str, Any]:
    """The manifest of the last run; empty where there is none that can be read."""
    try:
        manifest = json.loads((output / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    known = isinstance(manifest, dict) and all(
        isinstance(manifest.get(part), dict) for part in ("articles", "reports")
    )
    return manifest if known else {}
