"""A process that has loaded what notebooks need, and becomes a kernel by a fork.

Loading pandas, matplotlib and IPython takes a kernel most of its time. Here it is done once for all
kernels of a run, and each is still a process of its own: one that dies takes nothing with it.
`analysis.reports.kernels` starts this and asks it for kernels.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# A kernel sets this before matplotlib is loaded; afterwards it would come too late.
_OBJECTS = 50_000  # made between two searches for garbage; a notebook's tables and charts are short
_INLINE = "module://matplotlib_inline.backend_inline"


def main() -> None:
    """Answer requests on the connection that the command line names, until it is closed.

    A request is the keyword arguments of a kernel to be made (answered by its process id), or the
    id of one (answered by its exit code, None while it runs).
    """
    connection = Connection(int(sys.argv[1]))
    _load()
    running: dict[int, int | None] = {}
    try:
        while True:
            asked = connection.recv()
            if isinstance(asked, int):
                running[asked] = exit_code = _exit_code(asked, running[asked])
                connection.send(exit_code)
            else:
                pid = _fork(connection, asked)
                running[pid] = None
                connection.send(pid)
    except (EOFError, OSError):  # whoever asked for kernels is gone
        _end(pid for pid, code in running.items() if code is None)


def _load() -> None:
    gc.disable()  # nothing that is loaded here is let go
    os.environ.setdefault("MPLBACKEND", _INLINE)
    import pandas.io.parquet  # noqa: F401

    import analysis.charts
    import analysis.currency
    import analysis.reports.exhibits
    import analysis.reports.parts
    import analysis.tables

    analysis.currency.currencies()  # reads the rates of some twenty years
    gc.freeze()  # what is loaded stays shared between the kernels
    gc.enable()
    gc.set_threshold(_OBJECTS)


def _fork(connection: Connection, asked: Mapping[str, object]) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            connection.close()
            _become_kernel(**asked)  # type: ignore[arg-type]
        finally:
            os._exit(1)
    return pid


def _become_kernel(connection_file: str, environment: Mapping[str, str], folder: str) -> None:
    os.setsid()  # signals for the kernel reach what it starts, and nothing else
    null = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(null, stream)
    os.environ.clear()
    # The kernel ends itself when this process is gone.
    os.environ.update({**environment, "JPY_PARENT_PID": str(os.getppid())})
    os.environ.setdefault("MPLBACKEND", _INLINE)
    os.chdir(folder)
    sys.argv = [sys.executable, "-f", connection_file]
    from ipykernel.kernelapp import IPKernelApp

    IPKernelApp.launch_instance(["-f", connection_file])
    os._exit(0)


def _exit_code(pid: int, known: int | None) -> int | None:
    if known is not None:
        return known
    ended, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if ended else None


def _end(pids: object) -> None:
    for pid in pids:  # type: ignore[attr-defined]
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
