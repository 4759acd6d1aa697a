"""The folder of the reports: each file put in its place in one step, and the manifest."""

from __future__ import annotations

import json
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import ReportError
from analysis.reports.pages import Entry, Link, article_pages, index_page, page
from analysis.reports.plan import Plan, versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pandas as pd

    from analysis.articles import Article
    from analysis.reports.notebooks import Rendered

MANIFEST = "manifest.json"
FAILED = "failed"
ARTICLE_PAGES = "articles"


@contextmanager
def workplace(output: Path) -> Iterator[Path]:
    """A folder beside the reports, on the same disk, that is gone afterwards.

    Args:
        output: the folder of the reports; made where it is missing.

    Raises:
        ReportError: the disk is full, or nothing may be written there.
    """
    folder = None
    try:
        output.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=".reports-", dir=output.resolve().parent))
        yield folder
    except OSError as error:
        where = error.filename or output
        msg = f"cannot write {where}: {error.strerror or error}; reports made before stay"
        raise ReportError(msg) from error
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


def links_of(listed: Sequence[Plan]) -> tuple[Link, ...]:
    """The links in the head of every page."""
    return (
        Link("index.html", "All reports"),
        *(Link(f"{plan.name}.html", plan.title) for plan in listed),
        Link(f"{ARTICLE_PAGES}/index.html", "Articles"),
    )


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

    def put_report(self, plan: Plan, rendered: Rendered, key: str) -> dict[str, Any]:
        """Put a report in its place; return its entry in the manifest."""
        html = page(
            rendered.body,
            title=plan.title,
            description=rendered.facts.get("headline", plan.title),
            links=self.links,
            here=f"{plan.name}.html",
        )
        self.put(f"{plan.name}.html", html)
        (self.output / FAILED / f"{plan.name}.ipynb").unlink(missing_ok=True)
        return {
            "key": key,
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

    def put_article_pages(self, articles: Iterable[Article], figures: pd.DataFrame) -> None:
        """Every article's page; the pages of articles that are gone are removed."""
        above = [replace(link, href=_from_article_pages(link.href)) for link in self.links]
        written = set()
        for name, html in article_pages(articles, figures, above):
            self.put(f"{ARTICLE_PAGES}/{name}", html)
            written.add(name)
        for path in (self.output / ARTICLE_PAGES).glob("*.html"):
            if path.name not in written:
                path.unlink()

    def put_index(self, entries: Mapping[str, Mapping[str, Any]]) -> None:
        """The index of the reports, in the order of `entries` (those of the manifest)."""
        shown = [
            Entry(f"{name}.html", entry["facts"], is_stale="failed" in entry)
            for name, entry in entries.items()
            if "facts" in entry and (self.output / f"{name}.html").is_file()
        ]
        self.put("index.html", index_page(shown, self.links))

    def put_manifest(self, manifest: Mapping[str, object]) -> None:
        """What the reports were made from: hashes, parameters and versions."""
        content = {**manifest, "versions": versions()}
        self.put(MANIFEST, json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def _from_article_pages(href: str) -> str:
    own = f"{ARTICLE_PAGES}/"
    return href.removeprefix(own) if href.startswith(own) else f"../{href}"


def read_manifest(output: Path) -> dict[str, Any]:
    """The manifest of the last run; empty where there is none that can be read."""
    try:
        manifest = json.loads((output / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    known = isinstance(manifest, dict) and isinstance(manifest.get("reports"), dict)
    return manifest if known else {}
