"""Parts and tables extracted by the workers of a Dask cluster (extra `scale`)."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from analysis.corpus.workers import WorkerError, run_jobs
from analysis.corpus.working import extract_part
from analysis.errors import AnalysisError, ArticleError
from analysis.schema import figures_frame
from analysis.sources.columns import check_columns, find_columns, raw_of
from analysis.sources.ids import Ids
from analysis.sources.kinds import Kind
from analysis.sources.raw import Source
from analysis.sources.reading import article_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping

    import pandas as pd

    from analysis.articles import Article
    from analysis.corpus.folder import Place, Result
    from analysis.corpus.parts import Part
    from analysis.corpus.settings import Settings
    from analysis.corpus.workers import Job
    from analysis.extraction.anchors import Anchors

LOCAL = "local"
# Parts that wait at a worker, so that it is never idle and the scheduler holds few.
_AHEAD = 3
_SECONDS_TO_CONNECT = 30


def run_on_cluster(
    jobs: list[Job], settings: Settings, address: str, workers: int
) -> Generator[tuple[Job, Result]]:
    """Extract parts by the workers of a Dask cluster.

    A part whose worker dies is done by another; one that no worker survives is done here, by
    processes that find out which article is to blame.

    Args:
        jobs: what to do.
        settings: the choices of the run.
        address: the scheduler's address; "local" starts a cluster here.
        workers: how many processes, where one is started here.

    Yields:
        Each job with its result, as they are done.

    Raises:
        WorkerError: no such cluster, or its workers run other code.
    """
    left: list[Job] = []
    with _client(address, workers) as client:
        for job, result in _done(client, jobs, settings):
            if result is None:
                left.append(job)
            else:
                yield job, result
    yield from run_jobs(left, settings, 1)


def _done(client: Any, jobs: list[Job], settings: Settings) -> Iterator[tuple[Job, Result | None]]:  # noqa: ANN401
    """Each job with its result; None where no worker of the cluster could do it."""
    todo, running = iter(jobs), {}
    key, folder = settings.key, str(Path.cwd())

    def submit(job: Job) -> Any:  # noqa: ANN401 - a future, of a package without types
        future = client.submit(_extract, job.part, settings, job.place, key, folder, pure=False)
        running[future.key] = job
        return future

    ahead = _AHEAD * max(sum(client.nthreads().values()), 1)
    done = _distributed().as_completed([submit(job) for job in islice(todo, ahead)])
    for future in done:
        job, error = running.pop(future.key), future.exception()
        if isinstance(error, AnalysisError):
            raise error
        yield job, None if error else future.result()
        if following := next(todo, None):
            done.add(submit(following))


def _extract(part: Part, settings: Settings, place: Place, key: str, folder: str) -> Result:
    """What a worker of the cluster does for a part."""
    if settings.key != key:
        msg = "a worker of the cluster has another version of analysis, or of what it reads with; "
        msg += "install the same everywhere"
        raise WorkerError(msg)
    if Path.cwd() != Path(folder):  # the paths may start there
        os.chdir(folder)
    return extract_part(part, settings, place)


@contextmanager
def _client(address: str, workers: int) -> Iterator[Any]:
    distributed = _distributed()
    if address == LOCAL:
        with (
            distributed.LocalCluster(
                n_workers=workers, threads_per_worker=1, dashboard_address=None
            ) as cluster,
            distributed.Client(cluster) as client,
        ):
            yield client
        return
    try:
        client = distributed.Client(address, timeout=_SECONDS_TO_CONNECT)
    except (OSError, TimeoutError, ValueError) as error:
        msg = (
            f"{address}: no Dask scheduler answers there ({error}); start one with: dask scheduler"
        )
        raise WorkerError(msg) from error
    with client:
        yield client


def _distributed() -> Any:  # noqa: ANN401 - a package without types
    try:
        from dask import distributed
    except ImportError as error:
        msg = "Dask is not installed; install it with: pip install 'analysis-war-figures[scale]'"
        raise WorkerError(msg) from error
    return distributed


def extract_dataframe(
    articles: Any,  # noqa: ANN401 - a package without types
    *,
    columns: Mapping[str, str] | None = None,
    anchors: Anchors | None = None,
) -> Any:  # noqa: ANN401
    """The figures of a Dask DataFrame of articles, one partition at a time.

    Args:
        articles: a Dask DataFrame, a row an article.
        columns: field of an article → the column that holds it; others are guessed from common
            names, as by `analysis.read_articles`.
        anchors: the names without which a long text is not read; None for those shipped.

    Returns:
        A Dask DataFrame with the columns and types of `analysis.extract`. Articles have the ids of
        the column of ids, or `3#17`, the 17th row of the fourth partition. Rows without text give
        no figures.

    Raises:
        ArticleError: no column holds the text.
        WorkerError: Dask is not installed.
    """
    _distributed()
    from dask.dataframe import utils

    meta = cast("Any", utils).clear_known_categories(figures_frame({}), cols=["unit"])
    found = find_columns([str(name) for name in articles.columns], check_columns(columns))
    return articles.map_partitions(
        _figures_of,
        found,
        anchors,
        meta=meta,
        enforce_metadata=False,
    )


def _figures_of(
    table: pd.DataFrame,
    columns: dict[str, str],
    anchors: Anchors | None,
    partition_info: Mapping[str, Any] | None = None,
) -> pd.DataFrame:
    """The figures of one partition."""
    from analysis.tables import extract

    number = partition_info["number"] if partition_info else 0
    return extract(_articles(table, columns, str(number), anchors), anchors=anchors)


def _articles(
    table: pd.DataFrame, columns: dict[str, str], name: str, anchors: Anchors | None
) -> Iterator[Article]:
    """The articles of a table that may hold figures."""
    from analysis.corpus.gate import may_hold_figures_in

    source = Source(name, Kind("parquet", name), name, BytesIO(), Path(name))
    ids = Ids()
    wanted = table[list(dict.fromkeys(columns.values()))].astype(object)
    records = wanted.where(wanted.notna(), None).to_dict("records")
    for row, record in enumerate(cast("list[dict[str, object]]", records), 1):
        raw = raw_of(record, columns, row, f"row {row}")
        text, title = raw.text, raw.title or ""
        if isinstance(text, str) and not may_hold_figures_in(text, str(title), anchors):
            continue
        article = article_of(raw, source, ids)
        if not isinstance(article, ArticleError):
            yield replace(article, path=None)
