"""Parts extracted by several processes, of which any may die or hang.

The standard library's pools give up when one of their processes is killed. Here each process has a
pipe of its own: one that ends is replaced, and its part tried again. An article at which processes
end again and again is recorded as an error, and the part goes on without it.
"""

from __future__ import annotations

import signal
import time
from collections import Counter, deque
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

from analysis.corpus.working import BEFORE_ARTICLES, extract_part
from analysis.errors import AnalysisError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from ctypes import c_int64
    from multiprocessing.connection import Connection

    from analysis.corpus.folder import Place, Result
    from analysis.corpus.parts import Part
    from analysis.corpus.settings import Settings

SECONDS = 60.0
"""How long one article may take."""

# After so many ends of a process at one step the article of that step is to blame. A process that
# the system kills for its memory may have met any article; an exception meets the same one again.
_KILLS, _HANGS, _EXCEPTIONS = 3, 2, 1
_MOST_ENDS = 12
_SECONDS_BETWEEN_LOOKS = 0.5
_DONE, _PROBLEM, _EXCEPTION = "done", "problem", "exception"


class WorkerError(AnalysisError):
    """The processes cannot work at all."""


@dataclass(slots=True)
class Job:
    """A part to extract, and what was learned of it by processes that ended."""

    part: Part
    place: Place
    ends: Counter[tuple[int, int]] = field(default_factory=Counter)
    blamed: dict[int, str] = field(default_factory=dict)

    def blame(self, step: int, cause: str, limit: int) -> None:
        """Note that a process ended at a step, and leave the step out where that is its fault.

        Raises:
            WorkerError: no process can begin, or leaving the step out does not help.
        """
        self.ends[step, limit] += 1
        if self.ends[step, limit] > 2 * limit and step in self.blamed:
            msg = f"{self.part}: {cause}, also without the article at which this happened first; "
            msg += "leave the file out or report it. The parts that are done stay"
            raise WorkerError(msg)
        if step == BEFORE_ARTICLES:
            if self.ends[step, limit] >= _KILLS:
                msg = f"the processes end before they begin, {cause}; see whether the machine has "
                msg += 'memory left. A script calls this below: if __name__ == "__main__":'
                raise WorkerError(msg)
        elif self.ends[step, limit] >= limit or self.ends.total() > _MOST_ENDS:
            self.blamed[step] = f"{cause}; look into the article, and leave it out or report it"


def run_jobs(
    jobs: Iterable[Job], settings: Settings, workers: int, *, seconds: float = SECONDS
) -> Generator[tuple[Job, Result]]:
    """Extract parts by processes.

    Args:
        jobs: what to do.
        settings: the choices of the run.
        workers: how many processes.
        seconds: how long one article may take.

    Yields:
        Each job with its result, as they are done.

    Raises:
        AnalysisError: a result cannot be written, or no process can work.
    """
    todo = iter(jobs)
    again: deque[Job] = deque()
    with _pool(settings, workers) as pool:
        while True:
            for worker in pool:
                if worker.job is None and (job := again.popleft() if again else next(todo, None)):
                    worker.begin(job)
            busy = [worker for worker in pool if worker.job]
            if not busy:
                return
            for worker in _that_told(busy):
                job, result = worker.hear()
                if result is None:
                    again.append(job)
                else:
                    yield job, result
            for worker in busy:
                worker.end_if_hanging(seconds)


@contextmanager
def _pool(settings: Settings, workers: int) -> Iterator[list[_Worker]]:
    pool = [_Worker(settings) for _ in range(workers)]
    try:
        yield pool
    finally:
        for worker in pool:
            worker.end()


def _that_told(busy: list[_Worker]) -> list[_Worker]:
    """The workers that have something to tell, or ended."""
    ready = set(wait([worker.pipe for worker in busy], _SECONDS_BETWEEN_LOOKS))
    return [worker for worker in busy if worker.pipe in ready]


class _Worker:
    """A process, started when there is work for it, and again when it ended."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: Any = None
        self._pipe: Connection | None = None
        self._step: Any = None
        self._seen, self._since, self._hangs = BEFORE_ARTICLES, 0.0, False
        self.job: Job | None = None

    @property
    def pipe(self) -> Connection:
        """Where it tells results; at its end when the process ended."""
        assert self._pipe is not None  # noqa: S101 - only asked of one that has begun
        return self._pipe

    def begin(self, job: Job) -> None:
        """Give the process a job."""
        if self._process is None:
            self._start()
        self._step.value = BEFORE_ARTICLES
        self._seen, self._since, self._hangs = BEFORE_ARTICLES, time.monotonic(), False
        self.job = job
        with suppress(BrokenPipeError):  # it ended; hear() will tell
            self.pipe.send((job.part, job.place, job.blamed))

    def _start(self) -> None:
        # A fork would copy threads' locks as they are; of the other ways this one is everywhere.
        context = get_context("spawn")
        self._step = context.RawValue("q", BEFORE_ARTICLES)
        self._pipe, theirs = context.Pipe()
        process = context.Process(
            target=_work, args=(theirs, self._step, self._settings), daemon=True
        )
        process.start()
        self._process = process
        theirs.close()  # so that the pipe ends when the process does

    def hear(self) -> tuple[Job, Result | None]:
        """The job and its result; None where it is to be tried again.

        Raises:
            AnalysisError: it could not be done, whoever does it.
        """
        job, self.job = self.job, None
        assert job is not None  # noqa: S101 - only asked of one that works
        try:
            kind, content = self.pipe.recv()
        except (EOFError, OSError):
            kind, content = "", ""
        if kind == _DONE:
            return job, content
        step, code = max(self._step.value, BEFORE_ARTICLES), self.end()
        if kind == _PROBLEM:
            raise content
        if kind == _EXCEPTION:
            job.blame(step, content, _EXCEPTIONS)
        elif self._hangs:
            job.blame(step, "it takes longer than an article may", _HANGS)
        else:
            job.blame(step, f"its process was ended by {_signal(code)}", _KILLS)
        return job, None

    def end_if_hanging(self, seconds: float) -> None:
        """End the process if it has been at one article for too long; hear() then tells."""
        step, now = self._step.value if self._step else BEFORE_ARTICLES, time.monotonic()
        if step != self._seen or self.job is None:
            self._seen, self._since = step, now
        elif now - self._since > seconds:
            self._hangs = True
            self._process.kill()

    def end(self) -> int | None:
        """End the process, and tell its exit code."""
        if self._process is None:
            return None
        self.pipe.close()
        if self.job is not None:
            self._process.kill()
        self._process.join(1)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join()
        code: int | None = self._process.exitcode
        self._process.close()
        self._process = None
        return code


def _signal(code: int | None) -> str:
    if code is not None and code < 0:
        return signal.Signals(-code).name
    return f"exit code {code}"


def _work(pipe: Connection, step: c_int64, settings: Settings) -> None:
    """What a process does until nobody has a job for it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; who started it ends it

    def reach(number: int) -> None:
        step.value = number

    while True:
        try:
            part, place, blamed = pipe.recv()
        except (EOFError, OSError):  # whoever gave the jobs is gone
            return
        with _Told(pipe):
            pipe.send((_DONE, extract_part(part, settings, place, reach=reach, blamed=blamed)))


class _Told:
    """Tells an exception through the pipe, whatever it is, and lets the process end by it."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, _trace: object) -> None:
        if error is None:
            return
        with suppress(OSError):
            if isinstance(error, AnalysisError):
                self._pipe.send((_PROBLEM, error))
            else:
                told = " ".join(f"{type(error).__name__}: {error}".split())[:500]
                self._pipe.send((_EXCEPTION, told))
        raise SystemExit(1) from error
