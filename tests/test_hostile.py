"""Bad files: a right result or a clear message; no traceback, no hang, no reach outside."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from conftest import PEAK, ROOT
from hostile_files import FILES, NO_FILES, READ, SLOW, expected, write_file

from analysis.cli import main
from analysis.sources import read_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from analysis.errors import ArticleError

NAMES = [
    pytest.param(name, marks=pytest.mark.slow if name in SLOW else ())
    for name in [*FILES, *NO_FILES]
]
SECONDS = 30
# Runs the command with two gigabytes of memory, and tells what it opens to write and to speak to.
WATCHED = f"""{PEAK}
import os, resource, sys
seen = set()
def watch(event, arguments):
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        place = arguments[0] if isinstance(arguments[0], int) else os.path.abspath(arguments[0])
        if not isinstance(place, int) and not os.fsdecode(place).startswith(os.getcwd()):
            seen.add(f"wrote {{place}}")
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "os.system"):
        seen.add(f"reached {{event}} {{arguments[1:]}}")
sys.addaudithook(watch)
resource.setrlimit(resource.RLIMIT_AS, (2_500_000_000, 2_500_000_000))
from analysis.cli import main
try:
    main(["extract", *sys.argv[1:]])
finally:
    print("SEEN", sorted(seen), "END", file=sys.stderr)
    print("PEAK", peak(), file=sys.stderr)
"""


@contextmanager
def time_limit() -> Iterator[None]:
    """Fail what takes too long."""

    def fail(_number: int, _frame: object) -> None:
        pytest.fail(f"more than {SECONDS} s")

    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def outcome(path: Path) -> str:
    """The texts that are read and the messages that are told."""
    errors: list[ArticleError] = []
    texts = [f"{READ}{article.text}" for article in read_file(path, on_error=errors.append)]
    return "\n".join([*texts, *map(str, errors)])


def as_pattern(expectation: str) -> str:
    """What is read may stand anywhere in a text; a message as it is."""
    text = expectation.removeprefix(READ)
    start = READ if expectation.startswith(READ) else ""
    return start + r"[\s\S]*" + re.escape(text)


@pytest.mark.parametrize("name", NAMES)
def test_a_bad_file_is_read_right_or_told(tmp_path: Path, name: str) -> None:
    path = write_file(name, tmp_path)
    with time_limit():
        told = outcome(path)
    assert re.search(as_pattern(expected(name)), told)


@pytest.mark.slow
@pytest.mark.parametrize("command", ["extract", "show", "explain"])
@pytest.mark.parametrize("name", NAMES)
def test_the_commands_end_with_a_message_or_a_result(
    tmp_path: Path, name: str, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_file(name, tmp_path)
    with time_limit(), pytest.raises(SystemExit) as ended:
        main([command, str(path)])
    assert ended.value.code in (0, 1, 3)
    assert "".join(capsys.readouterr())


@pytest.fixture(
    scope="module",
    params=[[], ["-o", "figures.csv"], ["-o", "out/", "--workers", "1"]],
    ids=["screen", "file", "folder"],
)
def watched(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    """What a run over all bad files together tells, and the folder it ran in."""
    folder = tmp_path_factory.mktemp("hostile")
    for name in [*FILES, *NO_FILES]:
        write_file(name, folder / "in")
    (folder / "work").mkdir()
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    ended = subprocess.run(
        [sys.executable, "-c", WATCHED, folder / "in", *request.param],
        check=False, capture_output=True, cwd=folder / "work", env=environment, timeout=300,
    )  # fmt: skip
    errors = folder / "work" / "out" / "_errors.csv"
    return ended.stderr.decode() + (errors.read_text() if errors.exists() else ""), folder


@pytest.mark.slow
def test_a_run_over_all_of_them_ends_and_names_each(watched: tuple[str, Path]) -> None:
    told, _ = watched
    messages = [name for name in FILES if not expected(name).startswith(READ)]
    untold = re.search(r"^skipped (\d+) more$", told, re.MULTILINE)  # a screen names the first 200
    silent = [name for name in messages if name not in told]
    assert len(silent) <= (int(untold[1]) if untold else 0), silent
    assert "Traceback" not in told


@pytest.mark.slow
def test_it_writes_nothing_else_and_asks_no_network(watched: tuple[str, Path]) -> None:
    told, folder = watched
    assert "SEEN [] END" in told
    assert {path.name for path in (folder / "work").iterdir()} <= {
        "figures.csv",
        ".figures.csv.state",
        "out",
    }
    assert {path.name for path in folder.iterdir()} == {"in", "work"}


@pytest.mark.slow
def test_it_keeps_within_a_gigabyte(watched: tuple[str, Path]) -> None:
    told, _ = watched
    assert int(told.split("PEAK ")[1].split()[0]) < 1_000_000
