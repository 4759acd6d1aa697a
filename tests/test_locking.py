"""One run at a time: a lock is held, waited for, and never held twice."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from analysis import locking
from analysis.locking import LOCK, locked

if TYPE_CHECKING:
    from pathlib import Path


def silent(_holder: str) -> None:
    """Tell nobody who is waited for."""


def test_a_free_folder_is_held_at_once_and_left_clean(tmp_path: Path) -> None:
    with locked(tmp_path, pytest.fail) as waited:
        assert (waited, (tmp_path / LOCK).exists()) == (False, True)
    assert list(tmp_path.iterdir()) == []


def test_a_lock_is_given_back_where_the_work_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(tmp_path, silent):
        raise ZeroDivisionError
    with locked(tmp_path, pytest.fail):
        pass


def test_who_is_waited_for_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    holder, told, tries = locked(tmp_path, silent), list[str](), list[float]()
    holder.__enter__()
    (tmp_path / LOCK).write_text("123")

    def wait(seconds: float) -> None:
        tries.append(seconds)
        if len(tries) == 3:
            holder.__exit__(None, None, None)

    monkeypatch.setattr(time, "sleep", wait)
    with locked(tmp_path, told.append) as waited:
        assert (waited, told) == (True, ["process 123"])


def test_a_lock_that_its_holder_removed_meanwhile_is_not_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Both opened the file; the other run ended and removed it before this one locked it.
    path = tmp_path / LOCK
    path.touch()
    monkeypatch.setattr("fcntl.flock", lambda *_: path.unlink(missing_ok=True))
    assert locking._taken(path) is None  # noqa: SLF001 - the moment cannot be met from outside
    path.touch()
    monkeypatch.setattr("fcntl.flock", lambda *_: (path.unlink(missing_ok=True), path.touch()))
    assert locking._taken(path) is None  # noqa: SLF001
