"""`analysis report`: what it prints, prints as PDF, lists and watches."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import chromium
import pytest
from report_projects import files_of, left_behind

from analysis.errors import ReportError
from analysis.reports.printing import find_browser, print_reports

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

SECONDS = 60
INPUTS = ("--articles", "articles", "--figures", "figures.parquet")
needs_browser = pytest.mark.skipif(
    chromium.found() is None, reason="neither Chromium nor Chrome is installed"
)


def report(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "analysis", "report", *INPUTS, *arguments]
    return subprocess.run(
        command, cwd=project, capture_output=True, text=True, check=False, timeout=SECONDS
    )


def test_it_says_what_was_made_and_why(project: Path) -> None:
    ended = report(project)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == (
        "Reports: 1 rendered; open reports/index.html\n  small: it was not there\n"
    )


def test_with_nothing_to_do_it_loads_nothing_heavy(project: Path) -> None:
    report(project)
    command = [sys.executable, "-X", "importtime", "-m", "analysis", "report", *INPUTS]
    ended = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)
    assert "1 unchanged" in ended.stdout
    assert (
        re.findall(r"\b(?:pandas|matplotlib|papermill|jinja2|rich)$", ended.stderr, re.MULTILINE)
        == []
    )


def test_it_lists_the_reports_and_renders_nothing(project: Path) -> None:
    with (project / "reports" / "reports.toml").open("a") as file:
        file.write('[[report]]\nname = "once"\nnotebook = "small"\non_request = true\n')
    ended = report(project, "--list")
    assert ended.stdout.splitlines() == [
        "small                Small  (most 5)",
        "once                 Small  (on request)",
    ]
    assert list(files_of(project)) == ["reports.toml"]


def test_a_time_out_below_a_second_is_refused(project: Path) -> None:
    assert report(project, "--timeout", "0").returncode == 2


# PDF


@needs_browser
def test_a_pdf_has_a4_pages_tags_and_links_that_can_be_moved(rendered: Path) -> None:
    assert print_reports(["small"], rendered / "reports", lambda *_: None) == ("small",)
    content = files_of(rendered)["small.pdf"]
    assert content.startswith(b"%PDF-")
    assert re.search(rb"/MediaBox \[0 0 59\d\.\d+ 84\d\.\d+\]", content)
    assert b"/StructTreeRoot" in content
    assert not re.search(rb"file://|/CreationDate|/ModDate", content)
    assert left_behind(rendered) == []


@needs_browser
def test_a_pdf_is_printed_once_and_is_the_same_bytes_the_next_time(rendered: Path) -> None:
    output = rendered / "reports"
    print_reports(["small"], output, lambda *_: None)
    first = files_of(rendered)["small.pdf"]
    assert print_reports(["small"], output, lambda *_: None) == ()
    (output / "small.pdf").unlink()
    assert print_reports(["small"], output, lambda *_: None) == ("small",)
    assert files_of(rendered)["small.pdf"] == first


def test_without_a_browser_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ReportError, match="apt-get install chromium"):
        find_browser()


# Watching


@pytest.fixture
def watching(project: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-u", "-m", "analysis", "report", *INPUTS, "--watch"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=project, text=True, stdout=pipe, stderr=pipe) as watching:
        yield watching
        watching.kill()


def wait_for(path: Path, text: bytes) -> None:
    until = time.monotonic() + SECONDS
    while not (path.is_file() and text in path.read_bytes()):
        assert time.monotonic() < until, f"{text!r} never came"
        time.sleep(0.1)


def test_it_renders_again_when_an_article_is_saved(
    project: Path, watching: subprocess.Popen[str]
) -> None:
    assert watching.stderr is not None
    assert "Watching" in watching.stderr.readline()
    (project / "articles" / "quiet.txt").write_text("A quiet day\n\nNothing was counted.")
    wait_for(project / "reports" / "articles" / "index.html", b"A quiet day")
    watching.send_signal(2)
    assert "Saved: quiet.txt" in watching.communicate(timeout=SECONDS)[1]
    assert watching.returncode == 0
