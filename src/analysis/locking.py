"""One run at a time in a folder: of reports, or of articles."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LOCK = ".lock"
_SECONDS_BETWEEN_TRIES = 0.1


@contextmanager
def locked(folder: Path, waiting: Callable[[str], None], name: str = LOCK) -> Iterator[bool]:
    """Hold a folder, or one file in it, for this run alone; another run is waited for.

    The system takes the lock from a process that dies, so that a run that was killed holds up
    no other.

    Args:
        folder: the folder, which exists.
        waiting: called once with what is waited for, such as "process 123".
        name: the file that stands there meanwhile.

    Yields:
        Whether another run was waited for, which may have changed the folder.

    Raises:
        OSError: nothing may be written there.
    """
    path, waited = folder / name, False
    while (file := _taken(path)) is None:
        if not waited:
            waiting(_holder(path))
        waited = True
        time.sleep(_SECONDS_BETWEEN_TRIES)
    try:
        yield waited
    finally:
        with suppress(OSError):
            path.unlink()
        file.close()


def _taken(path: Path) -> IO[str] | None:
    """The lock file, opened and held; None while another run holds it."""
    import fcntl

    file = path.open("a+", encoding="ascii")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # A run that ended meanwhile has removed the file that was opened here.
        if path.stat().st_ino == os.fstat(file.fileno()).st_ino:
            with suppress(OSError):  # it only tells others whom they wait for
                os.ftruncate(file.fileno(), 0)
                os.write(file.fileno(), str(os.getpid()).encode())
            return file
    except (BlockingIOError, FileNotFoundError):
        pass
    except BaseException:
        file.close()
        raise
    file.close()
    return None


def _holder(path: Path) -> str:
    with suppress(OSError, ValueError):
        return f"process {int(path.read_text(encoding='ascii'))}"
    return "another process"
