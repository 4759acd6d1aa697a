"""What can go wrong while reports are made: what is told, what stays, what is left behind."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from report_projects import SHOW, files_of, left_behind, notebook, render

from analysis.errors import ReportError

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.slow

KILL = "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"
SLEEP = "import os, time\nopen('{marker}', 'w').write(str(os.getpid()))\ntime.sleep(60)"
SECONDS = 60


def rewrite(project: Path, *sources: str) -> None:
    (project / "notebooks" / "small.ipynb").write_text(notebook(*sources))


# A notebook fails


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        (("1 / 0", SHOW), "cell 2: ZeroDivisionError: division by zero"),
        (("x = 1", SHOW, "1 / 0"), "cell 4: ZeroDivisionError"),
        (("import sys\nsys.exit(0)", SHOW), "cell 2: SystemExit: 0"),
        (("import sys\nsys.exit('no')", SHOW), "cell 2: SystemExit: no"),
        ((KILL, SHOW), "cell 2: the kernel died"),
        (("1", KILL), "cell 3: the kernel died"),
        (("def", SHOW), "cell 2: SyntaxError"),
        (("import time", "time.sleep(30)"), "cell 3: it took more than 1 s"),
    ],
)
def test_a_failure_is_told_and_keeps_the_last_good_report(
    rendered: Path, sources: tuple[str, ...], said: str
) -> None:
    good = files_of(rendered)["small.html"]
    rewrite(rendered, *sources)
    summary = render(rendered, timeout=1)
    after = files_of(rendered)
    assert (summary.exit_code, good) == (1, after["small.html"])
    assert f"report small failed in small.ipynb, {said}" in str(summary)
    assert "failed/small.ipynb" in after
    assert b"The latest run failed" in after["index.html"]
    assert left_behind(rendered) == []


def test_other_reports_are_made_when_one_fails(project: Path) -> None:
    (project / "notebooks" / "other.ipynb").write_text(notebook(KILL))
    with (project / "reports" / "reports.toml").open("a") as file:
        file.write('[[report]]\nname = "other"\n')
    summary = render(project)
    assert (summary.rendered, [one.report for one in summary.failed]) == (("small",), ["other"])


def test_a_report_that_never_worked_has_a_page_for_the_links_to_it(project: Path) -> None:
    good = (project / "notebooks" / "small.ipynb").read_text()
    rewrite(project, "1 / 0")
    render(project)
    assert b"This report could not be made yet" in files_of(project)["small.html"]
    (project / "notebooks" / "small.ipynb").write_text(good)
    render(project)
    assert b"Start , most 5" in files_of(project)["small.html"]


def test_a_time_out_may_stand_in_reports_toml(project: Path) -> None:
    config = project / "reports" / "reports.toml"
    config.write_text('timeout = 1\n[[report]]\nname = "small"\n')
    rewrite(project, "import time\ntime.sleep(30)")
    assert "it took more than 1 s" in str(render(project))


# The disk is full, or may not be written to


def full_disk(after: Callable[[str], bool]) -> Callable[..., Any]:
    write = Path.write_text

    def write_text(path: Path, text: str, **options: Any) -> int:  # noqa: ANN401
        if after(text):
            write(path, text[: len(text) // 2], **options)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return write(path, text, **options)

    return write_text


def test_a_full_disk_names_the_report_and_keeps_the_good_one(
    rendered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = files_of(rendered)["small.html"]
    monkeypatch.setattr(Path, "write_text", full_disk(lambda text: "Start 2025" in text))
    said = r"report small failed in small.ipynb, its page cannot be written: No space left"
    with pytest.raises(ReportError, match=said):
        render(rendered, parameters={"start": "2025-01-01"})
    assert files_of(rendered)["small.html"] == good
    assert left_behind(rendered) == []


def test_a_disk_that_is_full_from_the_start_keeps_everything(
    rendered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_of(rendered)
    monkeypatch.setattr(Path, "write_text", full_disk(lambda _: True))
    with pytest.raises(ReportError, match="No space left on device"):
        render(rendered, force=True)
    assert files_of(rendered) == before
    assert left_behind(rendered) == []


def test_a_folder_that_cannot_be_made_is_named(project: Path) -> None:
    (project / "file").write_text("")
    with pytest.raises(ReportError, match=r"cannot write .*file"):
        render(project, output=project / "file" / "reports")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_named(project: Path) -> None:
    (project / "reports").chmod(0o555)
    with pytest.raises(ReportError, match=r"Permission denied.*Reports made before stay"):
        render(project)


def test_a_read_only_disk_is_named(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    monkeypatch.setattr("analysis.locking._taken", refuse)
    with pytest.raises(ReportError, match=r"Read-only file system.*Reports made before stay"):
        render(project)


def test_a_page_that_is_not_written_to_its_end_is_never_in_its_place(
    rendered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = files_of(rendered)["small.html"]

    def break_off(_: Path, __: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", break_off)
    with pytest.raises(KeyboardInterrupt):
        render(rendered, force=True)
    assert files_of(rendered)["small.html"] == good
    assert left_behind(rendered) == []


# The run is ended from outside


def start(project: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "analysis", "report", "--articles", "articles", "--figures"]
    return subprocess.Popen(
        [*command, "figures.parquet"],
        cwd=project,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def kernel_of(project: Path) -> int:
    """The process id that the sleeping cell has written."""
    marker, until = project / "marker", time.monotonic() + SECONDS
    while not (marker.is_file() and marker.read_text()):
        assert time.monotonic() < until
        time.sleep(0.05)
    return int(marker.read_text())


def is_gone(pid: int) -> bool:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def sleeping(rendered: Path) -> Path:
    """A project with a good report, whose notebook now sleeps."""
    rewrite(rendered, SLEEP.format(marker=rendered / "marker"), SHOW)
    return rendered


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_broken_off_leaves_nothing_behind(
    sleeping: Path, number: signal.Signals
) -> None:
    good = files_of(sleeping)["small.html"]
    run = start(sleeping)
    kernel = kernel_of(sleeping)
    run.send_signal(number)
    _, said = run.communicate(timeout=SECONDS)
    assert (run.returncode, "Traceback" in said) == (130, False)
    assert files_of(sleeping)["small.html"] == good
    assert left_behind(sleeping) == []
    assert is_gone(kernel)


def test_after_a_run_that_was_killed_the_next_one_takes_over(sleeping: Path) -> None:
    run = start(sleeping)
    kernel = kernel_of(sleeping)
    run.kill()
    run.communicate(timeout=SECONDS)
    assert is_gone(kernel)
    rewrite(sleeping, SHOW, "1")
    assert render(sleeping).rendered == ("small",)
    assert left_behind(sleeping) == []


def test_a_second_run_waits_for_the_first(project: Path) -> None:
    rewrite(
        project, f"open({str(project / 'marker')!r}, 'w').write('1')\nimport time", "time.sleep(2)"
    )
    first = start(project)
    kernel_of(project)
    second = start(project)
    told = [run.communicate(timeout=SECONDS) for run in (first, second)]
    assert [run.returncode for run in (first, second)] == [0, 0]
    assert f"waiting for process {first.pid}" in told[1][1]
    assert "1 unchanged" in told[1][0]
    assert left_behind(project) == []
