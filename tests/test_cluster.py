"""The workers of a Dask cluster give what one process gives, also where one of them is killed."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from corpora import PART, let_die, mixed, records, tree, write_jsonl, write_parquet

import analysis
from analysis.corpus import Progress, extract_corpus, extract_dataframe
from analysis.corpus.workers import WorkerError
from analysis.storage import read_figures

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from distributed import LocalCluster


@pytest.fixture
def cluster() -> Iterator[LocalCluster]:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
    ) as two:
        yield two


def address(cluster: LocalCluster) -> str:
    return str(cluster.scheduler_address)


@pytest.mark.slow
def test_cluster_writes_what_one_process_does(cluster: LocalCluster, tmp_path: Path) -> None:
    corpus = mixed(tmp_path / "mixed")
    extract_corpus(corpus, tmp_path / "serial", part_bytes=PART, workers=0)
    extract_corpus(corpus, tmp_path / "out", part_bytes=PART, dask=address(cluster))
    assert tree(tmp_path / "out") == tree(tmp_path / "serial")


@pytest.mark.slow
def test_killed_worker_of_a_cluster_is_survived(cluster: LocalCluster, tmp_path: Path) -> None:
    corpus = write_jsonl(tmp_path / "dump.jsonl", records(2000))
    killed: list[int] = []

    def kill(progress: Progress) -> None:
        if progress.articles and not killed:
            killed.append(cluster.workers[0].pid)
            os.kill(killed[0], signal.SIGKILL)

    extract_corpus(
        corpus, tmp_path / "out", part_bytes=PART, dask=address(cluster), on_progress=kill
    )
    extract_corpus(corpus, tmp_path / "serial", part_bytes=PART, workers=0)
    assert len(killed) == 1
    assert tree(tmp_path / "out") == tree(tmp_path / "serial")


@pytest.mark.slow
def test_article_that_ends_workers_of_a_cluster_is_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed")
    rows = records(40)
    rows[20]["body"] += " Fail me."
    let_die(tmp_path / "patch", monkeypatch)
    corpus = write_jsonl(tmp_path / "dump.jsonl", rows)
    done = extract_corpus(corpus, tmp_path / "out", dask="local", workers=1)
    assert done.errors == 1
    assert pd.read_csv(tmp_path / "out" / "_errors.csv")["article_id"].to_list() == ["r20"]


@pytest.mark.slow
def test_dataframe_gives_the_figures_of_its_articles(cluster: LocalCluster, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    import dask.dataframe as dd

    path = write_parquet(tmp_path / "table.parquet", records(100))
    with distributed.Client(cluster):
        table = dd.from_pandas(pd.read_parquet(path), npartitions=4)
        figures = extract_dataframe(table)
        computed = figures.compute()
        assert list(figures.columns) == list(computed.columns)
        assert [str(kind) for kind in figures.dtypes] == [str(kind) for kind in computed.dtypes]
    alone = analysis.extract(analysis.read_articles(path))
    same = computed.reset_index(drop=True).assign(unit=computed["unit"].to_list())
    pd.testing.assert_frame_equal(same, alone.assign(unit=alone["unit"].to_list()))


@pytest.mark.slow
def test_parts_are_a_dask_dataframe(tmp_path: Path) -> None:
    dd = pytest.importorskip("dask.dataframe")
    corpus = write_jsonl(tmp_path / "dump.jsonl", records(300))
    extract_corpus(corpus, tmp_path / "out", part_bytes=PART, workers=0)
    figures = dd.read_parquet(tmp_path / "out" / "figures-*.parquet")
    assert figures.npartitions > 1
    assert len(figures) == len(read_figures(tmp_path / "out"))


def test_without_dask_it_is_told_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "dask", None)
    corpus = write_jsonl(tmp_path / "dump.jsonl", records(4))
    with pytest.raises(WorkerError, match=r"pip install 'analysis-war-figures\[scale\]'"):
        extract_corpus(corpus, tmp_path / "out", dask="tcp://127.0.0.1:1")
