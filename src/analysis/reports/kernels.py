"""The kernels of a run: quickly started, and none left when the run is broken off."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from types import TracebackType

_STARTER = "from analysis.reports.preloaded import main; main()"


class Kernels:
    """The kernels of a run; the context's end kills those that still run.

    On Linux they are forked from a process that has loaded what notebooks need. Elsewhere, and
    where that process has failed, they are started in the ordinary way.
    """

    def __init__(self) -> None:
        self._managers: list[Any] = []
        self._lock = Lock()
        self._starter: subprocess.Popen[bytes] | None = None
        self._connection: Any = None

    def load(self) -> None:
        """Begin to load what the kernels need, in a process of its own."""
        if sys.platform != "linux":
            return
        ours, theirs = multiprocessing.Pipe()
        number = theirs.fileno()
        self._starter = subprocess.Popen(  # noqa: S603 - nothing of this comes from outside
            [sys.executable, "-c", _STARTER, str(number)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[number],
            start_new_session=True,  # Ctrl-C is for the run alone, which then ends all this
        )
        theirs.close()
        self._connection = ours

    def __enter__(self) -> Self:
        """Kernels that the context's end kills."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Kill what still runs."""
        self.stop()
        if self._starter is not None:
            self._starter.kill()
            self._starter.wait()
            self._connection.close()

    def stop(self) -> None:
        """Kill every kernel that still runs; its notebook ends with an error."""
        for manager in self._managers:
            pid = getattr(manager.provisioner, "pid", None)
            if pid is not None and manager.has_kernel:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    def manager_class(self) -> type:
        """A kernel manager whose kernels are known here and say nothing on the terminal."""
        from jupyter_client.manager import AsyncKernelManager

        kernels = self

        class Known(AsyncKernelManager):
            async def _async_launch_kernel(
                self,
                kernel_cmd: list[str],
                **options: Any,  # noqa: ANN401 - jupyter_client's own
            ) -> None:
                kernels._managers.append(self)
                forked = kernels.fork(self.connection_file, options)
                if forked is None:
                    quiet = {**options, "stderr": subprocess.DEVNULL}
                    await super()._async_launch_kernel(kernel_cmd, **quiet)
                else:
                    provisioner: Any = self.provisioner
                    provisioner.process = forked
                    provisioner.pid = provisioner.pgid = forked.pid
                    self._reconcile_connection_info(provisioner.connection_info)

            _launch_kernel = _async_launch_kernel

        return Known

    def fork(self, connection_file: str, options: dict[str, Any]) -> Forked | None:
        """A kernel forked from the process that is loaded; None where there is none.

        Args:
            connection_file: where its manager tells it the ports.
            options: those of `subprocess.Popen` that its manager would start it with.
        """
        if self._connection is None:
            return None
        request = {
            "connection_file": connection_file,
            "environment": dict(options.get("env") or os.environ),
            "folder": str(options.get("cwd") or Path.cwd()),
        }
        with suppress(EOFError, OSError):
            pid = self.ask(request)
            return None if pid is None else Forked(pid, self)
        return None

    def ask(self, request: object) -> int | None:
        """Send a request to the process that is loaded.

        Raises:
            EOFError, OSError: it is gone.
        """
        with self._lock:
            self._connection.send(request)
            answer: int | None = self._connection.recv()
            return answer


class Forked:
    """A forked kernel, as far as its manager needs a `subprocess.Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, kernels: Kernels) -> None:
        self.pid = pid
        self._kernels = kernels

    def poll(self) -> int | None:
        """Its exit code; None while it runs."""
        try:
            return self._kernels.ask(self.pid)
        except (EOFError, OSError):  # it ends with the process that it was forked from
            return -signal.SIGKILL

    def wait(self) -> int | None:
        """Its exit code; its manager asks for it when it has ended."""
        return self.poll()

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    terminate = kill
