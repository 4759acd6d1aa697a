"""Reports as PDF, printed by Chromium from their pages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

from analysis.errors import ReportError
from analysis.locking import locked
from analysis.reports.publishing import put_manifest, read_manifest, workplace, writing_to

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_SECONDS = 120
_DATE = re.compile(rb"/(?:CreationDate|ModDate) ?\(D:[^)]*\)")


def find_browser() -> str:
    """The command of the Chromium or Chrome that is installed.

    Raises:
        ReportError: there is none; the error says what to install.
    """
    for name in _BROWSERS:
        if found := shutil.which(name):
            return found
    msg = (
        "a PDF is printed by Chromium or Chrome, and neither is installed here "
        "(on Debian or Ubuntu: apt-get install chromium); the HTML pages need neither"
    )
    raise ReportError(msg)


def print_reports(
    names: Sequence[str], output: Path, progress: Callable[[str, str], None]
) -> tuple[str, ...]:
    """Print reports whose PDF is out of date, each as NAME.pdf beside its page.

    Args:
        names: reports whose pages are there.
        output: the folder of the reports.
        progress: called with a report's name and its state: "printing" or "printed".

    Returns:
        The names of those printed.

    Raises:
        ReportError: no browser is installed, it failed, or the folder cannot be written to.
    """
    browser = find_browser()
    with (
        writing_to(output),
        locked(output, lambda whose: progress(whose, "waited for")),
        workplace(output) as folder,
    ):
        manifest = read_manifest(output)
        due = [name for name in names if _is_due(manifest["reports"].get(name, {}), name, output)]
        for name in due:
            progress(name, "printing")
            content = _printed(browser, output / f"{name}.html", folder)
            beside = folder / "file.part"
            beside.write_bytes(content)
            beside.replace(output / f"{name}.pdf")
            entry = manifest["reports"][name]
            entry["pdf"] = entry["sha256"]
            progress(name, "printed")
        if due:
            put_manifest(manifest, output, folder)
    return tuple(due)


def _is_due(entry: dict[str, str], name: str, output: Path) -> bool:
    is_there = (output / f"{name}.pdf").is_file()
    return "sha256" in entry and not (is_there and entry.get("pdf") == entry["sha256"])


def _printed(browser: str, page: Path, folder: Path) -> bytes:
    target = (folder / "printed.pdf").resolve()
    target.unlink(missing_ok=True)
    options = [
        "--headless",
        "--disable-gpu",
        "--disable-background-networking",
        "--no-pdf-header-footer",
        "--generate-pdf-document-outline",
        f"--user-data-dir={(folder / 'browser').resolve()}",
        f"--print-to-pdf={target}",
    ]
    if os.geteuid() == 0:  # as root Chromium cannot build its sandbox
        options.append("--no-sandbox")
    command = [browser, *options, page.resolve().as_uri()]
    try:
        ended = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - the browser is found on PATH, the page is ours
    except subprocess.TimeoutExpired as error:
        msg = f"report {page.stem}: {browser} did not print it within {_SECONDS} s"
        raise ReportError(msg) from error
    if not target.is_file():
        said = ended.stderr.decode(errors="replace").strip().splitlines()
        msg = f"report {page.stem}: {browser} did not print it: {said[-1] if said else 'no reason'}"
        raise ReportError(msg)
    return _without_traces(target.read_bytes(), page.resolve().parent)


def _without_traces(content: bytes, folder: Path) -> bytes:
    """The PDF without the hour it was printed, and with links that follow it when it is moved.

    What is taken out is filled up with spaces, since a PDF names the places of its parts.
    """
    content = _DATE.sub(lambda found: b" " * len(found[0]), content)
    here = re.escape(f"{folder.as_uri()}/".encode())
    link = re.compile(rb"\(" + here + rb"((?:[^()\\]|\\.)*)\)")
    return link.sub(lambda found: (b"(" + found[1] + b")").ljust(len(found[0])), content)
