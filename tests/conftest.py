"""What several test files need."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from analysis.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from web_site import Site

    Run = Callable[..., "Ended"]

ROOT = Path(__file__).parents[1]

# For a child process: the kilobytes that it took at most. On Linux ru_maxrss counts its parent in,
# which here is pytest, as large as it has grown.
PEAK = """
def peak():
    import pathlib, resource
    status = pathlib.Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(status.read_text().split("VmHWM:")[1].split()[0])
"""


class Ended(NamedTuple):
    """How a command ended: its exit code and what it printed."""

    code: int
    out: str
    err: str


@pytest.fixture
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file below the test's folder: name, content → path."""

    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process: words → exit code and what it printed."""

    def run_command(*words: object) -> Ended:
        with pytest.raises(SystemExit) as ended:
            main([str(word) for word in words])
        out, err = capfd.readouterr()
        return Ended(int(str(ended.value.code)), out, err)

    return run_command


@pytest.fixture
def site() -> Iterator[Site]:
    """A site on this machine that answers as its `pages` say."""
    from web_site import running_site

    with running_site() as running:
        yield running


@pytest.fixture(scope="session")
def _rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from report_projects import make_project, render

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("analysis.reports.rendering.hash_of_code", lambda: "fixed")
        folder = make_project(tmp_path_factory.mktemp("rendered") / "project")
        render(folder)
    return folder


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one small report, not yet rendered."""
    from report_projects import make_project

    # What is up to date must not hang on a developer who saves a module meanwhile.
    monkeypatch.setattr("analysis.reports.rendering.hash_of_code", lambda: "fixed")
    return make_project(tmp_path / "project")


@pytest.fixture
def rendered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _rendered: Path) -> Path:
    """The same project with its report up to date."""
    monkeypatch.setattr("analysis.reports.rendering.hash_of_code", lambda: "fixed")
    return shutil.copytree(_rendered, tmp_path / "project")


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with articles in files of several kinds."""
    from corpora import mixed

    return mixed(tmp_path_factory.mktemp("corpus") / "mixed")


@pytest.fixture(scope="session")
def whole(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run over it that nothing disturbed."""
    from corpora import run

    out = tmp_path_factory.mktemp("whole") / "out"
    run(corpus, out)
    return out
