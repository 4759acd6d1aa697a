"""The command that adds articles from the web: what it prints, and with which code it ends."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT
from web_adding import DAY, FEED, NAME
from web_site import rss, story

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Run
    from web_site import Site


def test_the_command_tells_what_came_of_each(run: Run, site: Site, tmp_path: Path) -> None:
    site.pages["/story"] = story(head=DAY)
    words = ("add", site.address(), site.address(), "--folder", tmp_path, "--allow-private")
    ended = run(*words)
    path = tmp_path / f"{NAME}.md"
    assert ended == (0, f"added: {path}\nalready there: {path}\n", "1 added; 1 already there\n")


@pytest.mark.slow
def test_the_command_ends_with_3_where_a_page_is_left_out(
    run: Run, site: Site, tmp_path: Path
) -> None:
    site.pages["/story"] = story(head=DAY)
    missing = site.address("/missing")
    ended = run("add", missing, site.address(), "--folder", tmp_path, "--allow-private")
    said = f"skipped {missing}: the site answers 404 (Not Found); check the address\n"
    assert (ended.code, ended.err) == (3, f"{said}1 skipped; 1 added\n")


def test_the_command_adds_a_feed(run: Run, site: Site, tmp_path: Path) -> None:
    site.pages.update({"/feed": (200, FEED, rss("<link>/story</link>")), "/story": story()})
    words = ("add", "--feed", site.address("/feed"), "--folder", tmp_path, "--allow-private")
    ended = run(*words, "--pause", "0.2")
    assert (ended.code, ended.err) == (0, "1 added\n")


def test_the_command_refuses_this_machine_unless_it_is_allowed(
    run: Run, site: Site, tmp_path: Path
) -> None:
    ended = run("add", site.address(), "--folder", tmp_path)
    assert (ended.code, site.asked) == (3, [])
    assert "--allow-private" in ended.err


def test_the_command_needs_a_page_or_a_feed(run: Run) -> None:
    assert run("add").code == 2


def test_the_command_makes_control_characters_harmless(run: Run, tmp_path: Path) -> None:
    ended = run("add", "http://\x1b[31m.example/", "--folder", tmp_path)
    assert (ended.code, "\x1b" in ended.err) == (3, False)


def test_the_command_tells_a_folder_that_cannot_be_written(
    run: Run, write: Callable[..., Path]
) -> None:
    ended = run("add", "http://news.example/", "--folder", write("file", "") / "articles")
    assert (ended.code, ended.out) == (1, "")
    assert "cannot write" in ended.err


@pytest.mark.slow
def test_help_loads_nothing_of_the_web() -> None:
    script = (
        "import sys\nfrom analysis.cli import main\n"
        "try: main(['add', '--help'])\n"
        "except SystemExit: print(sorted({'httpx', 'feedparser', 'pandas'} & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert run.stdout.endswith("[]\n")
