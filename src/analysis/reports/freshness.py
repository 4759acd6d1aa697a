"""What each report is made of, as hashes, and why one is out of date."""

from __future__ import annotations

import os
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import ReportError, unreadable
from analysis.fingerprints import hash_of, hash_of_files, hash_of_package
from analysis.reports.specification import read_specification

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysis.reports.plan import Plan

_VERSIONS_THAT_SHOW = (
    "ipykernel",
    "matplotlib",
    "nbclient",
    "nbconvert",
    "numpy",
    "pandas",
    "papermill",
    "pyarrow",
)
_FILES = ("gold", "against")  # parameters that name files besides the articles and figures
_CHANGED = {
    "notebook": "its notebook changed",
    "parameters": "its parameters changed",
    "inputs": "articles or figures changed",
    "code": "the package or a library changed",
    "links": "the list of reports changed",
}


def made_from(plan: Plan, inputs: str, code: str, links: Sequence[str]) -> dict[str, str]:
    """The hashes of all that a report is made of; it is made again when one changes.

    Args:
        plan: the report.
        inputs: the hash of the articles and figures.
        code: the hash of the package and of the versions it runs with.
        links: the pages that its head links to.
    """
    cells = [(cell["cell_type"], "".join(cell["source"])) for cell in plan.content["cells"]]
    return {
        "notebook": hash_of(cells),
        "parameters": hash_of(plan.name, plan.title, dict(plan.parameters), _named_by(plan)),
        "inputs": inputs,
        "code": code,
        "links": hash_of(list(links)),
    }


def _named_by(plan: Plan) -> str:
    """One hash of the files that parameters name: annotated articles, an older evaluation."""
    takes = read_specification(plan.content, plan.name)
    given = [plan.parameters.get(name, takes[name].default) for name in _FILES if name in takes]
    folders = (Path(), plan.notebook.parent)  # where a notebook looks for a relative path
    roots = [folder / str(path) for path in given if path for folder in folders]
    files = [file for root in roots for file in (root, *sorted(root.rglob("*"))) if file.is_file()]
    return hash_of_files((file.name, file) for file in files)


def why_due(page: Path, entry: Mapping[str, Any], made: Mapping[str, str]) -> str:
    """Why a report is to be made again; empty where it is up to date.

    Args:
        page: its file.
        entry: its entry in the manifest of the last run.
        made: what it would be made from now.
    """
    if not page.is_file():
        return "it was not there"
    if "failed" in entry:
        return "its last run failed"
    before = entry.get("made_from", {})
    for part, reason in _CHANGED.items():
        if before.get(part) != made[part]:
            return reason if before else "nothing tells what it was made from"
    is_as_written = sha256(page.read_bytes()).hexdigest() == entry.get("sha256")
    return "" if is_as_written else "its page was changed by hand"


def hash_of_inputs(articles: str, figures: str, corrections: str) -> str:
    """One hash of the files that a run reads.

    Args:
        articles: file, folder or pattern of articles; empty for none.
        figures: a figures file; empty for none.
        corrections: a file of corrections, or "none".

    Raises:
        ReportError: one of them cannot be read, or there is neither an article nor a figures file.
        ArticleError: there are no such articles.
    """
    from analysis.articles import find_articles

    found = find_articles(articles).articles if articles else {}
    if articles and not found and not figures:
        msg = (
            f"{articles}: no articles found, so there is nothing to report; put .txt, .md or other "
        )
        msg += "files of articles there, or name another place by --articles"
        raise ReportError(msg)
    # One that cannot be read is reported and left out; a pipe would be waited for without end.
    files = [(name, path) for name, path in found.items() if _is_readable(path)]
    files += [("figures", path) for path in _tables(figures)]
    files += [("corrections", Path(corrections))] if corrections != "none" else []
    try:
        return hash_of_files(files)
    except OSError as error:
        raise ReportError(unreadable(error.filename, error)) from error


def _is_readable(path: Path) -> bool:
    return path.is_file() and os.access(path, os.R_OK)


def _tables(figures: str) -> list[Path]:
    """The files of a figures table, which may be the folder of a corpus."""
    if figures and Path(figures).is_dir():
        return sorted(Path(figures).glob("figures-*.parquet"))
    return [Path(figures)] if figures else []


def hash_of_code() -> str:
    """One hash of this package's code, words and templates, and of the versions it runs with."""
    return hash_of(hash_of_package(), versions())


def versions() -> dict[str, str]:
    """The versions of the packages that a report's look depends on."""
    found = {}
    for name in _VERSIONS_THAT_SHOW:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found
