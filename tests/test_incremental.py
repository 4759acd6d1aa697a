"""Runs that read only what is new or changed, and write what a run from nothing would."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from analysis.articles import read_articles
from analysis.corpus import Settings, Update, update_figures
from analysis.corpus.state import place_of_state
from analysis.corrections import read_corrections
from analysis.errors import TableError
from analysis.fingerprints import stamp_of_package
from analysis.storage import read_figures

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analysis.corrections import Correction

    Write = Callable[[str, str | bytes], Path]

NIGHT = "Russia launched {} drones at Ukraine overnight, and 71 were shot down.\n"
TOLL = "At least 12 people were killed in Kharkiv, Ukraine's police said.\n"
CORRECTIONS = """article_id,words,action,measure,who,when,why
b,71,change,suppressed,Jane,2025-02-12,jammed
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles that were saved some time ago."""
    place = tmp_path / "articles"
    for name, text in {"a.txt": TOLL, "b.txt": NIGHT.format(123), "c.md": NIGHT.format(50)}.items():
        save(place / name, text)
    return place


def save(path: Path, text: str, *, seconds_ago: float = 60) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    then = time.time() - seconds_ago
    os.utime(path, (then, then))


def run(
    folder: Path, *, corrections: list[Correction] | None = None, fresh: bool = False
) -> Update:
    output = folder.parent / "figures.parquet"
    return update_figures(folder, [output], corrections=corrections or [], fresh=fresh)


def table(folder: Path) -> bytes:
    return (folder.parent / "figures.parquet").read_bytes()


def from_nothing(folder: Path, corrections: list[Correction] | None = None) -> bytes:
    output = folder.parent / "elsewhere" / "figures.parquet"
    shutil.rmtree(output.parent, ignore_errors=True)
    update_figures(folder, [output], corrections=corrections or [])
    return output.read_bytes()


def articles(folder: Path) -> list[str]:
    figures = read_figures(folder.parent / "figures.parquet")
    return list(dict.fromkeys(figures["article_id"]))


@pytest.fixture
def extracted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the articles that are extracted from here on."""
    from analysis import tables

    add, names = tables._add, []  # noqa: SLF001 - each article passes there once

    def noted(columns: object, article_id: str, *rest: object) -> None:
        names.append(article_id)
        add(columns, article_id, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(tables, "_add", noted)
    return names


def test_first_run_reads_all(folder: Path, extracted: list[str]) -> None:
    assert (run(folder).articles, extracted) == (3, ["a", "b", "c"])


def test_unchanged_articles_are_not_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run(folder)
    monkeypatch.setattr("analysis.corpus.incremental._hash_of_file", pytest.fail)
    again = run(folder)
    assert (again.read, again.figures, again.articles) == (0, first.figures, 3)


def test_unchanged_run_touches_no_file(folder: Path) -> None:
    run(folder)
    before = {path: path.stat() for path in folder.parent.iterdir() if path.is_file()}
    run(folder)
    assert {path: path.stat() for path in before} == before


def test_only_the_changed_article_is_read(folder: Path, extracted: list[str]) -> None:
    run(folder)
    extracted.clear()
    save(folder / "b.txt", NIGHT.format(300), seconds_ago=30)
    run(folder)
    assert extracted == ["b"]
    assert table(folder) == from_nothing(folder)


def test_change_without_another_size_is_seen(folder: Path) -> None:
    run(folder)
    save(folder / "b.txt", NIGHT.format(321), seconds_ago=30)
    run(folder)
    assert 321 in list(read_figures(folder.parent / "figures.parquet")["value"])


def test_article_saved_twice_within_a_tick_is_read_again(folder: Path) -> None:
    now = time.time()
    path = folder / "b.txt"
    save(path, NIGHT.format(300))
    os.utime(path, (now, now))
    run(folder)
    save(path, NIGHT.format(400))
    os.utime(path, (now, now))
    run(folder)
    assert 400 in list(read_figures(folder.parent / "figures.parquet")["value"])


def test_touched_article_is_not_read_again(folder: Path, extracted: list[str]) -> None:
    run(folder)
    extracted.clear()
    save(folder / "b.txt", NIGHT.format(123), seconds_ago=30)
    assert (run(folder).read, extracted) == (0, [])


def test_moved_article_is_not_read_again(folder: Path, extracted: list[str]) -> None:
    run(folder)
    extracted.clear()
    (folder / "2025").mkdir()
    (folder / "b.txt").rename(folder / "2025" / "b.txt")
    run(folder)
    assert extracted == []
    assert table(folder) == from_nothing(folder)


def test_new_article_takes_its_place_in_order(folder: Path) -> None:
    run(folder)
    save(folder / "aa.txt", NIGHT.format(77))
    run(folder)
    assert articles(folder) == ["a", "aa", "b", "c"]
    assert table(folder) == from_nothing(folder)


def test_figures_of_a_deleted_article_go(folder: Path) -> None:
    run(folder)
    (folder / "b.txt").unlink()
    run(folder)
    assert articles(folder) == ["a", "c"]
    assert table(folder) == from_nothing(folder)


def test_all_articles_deleted_leaves_an_empty_table(folder: Path) -> None:
    run(folder)
    for path in folder.iterdir():
        path.unlink()
    run(folder)
    assert articles(folder) == []
    assert table(folder) == from_nothing(folder)


def test_article_whose_id_changes_is_read_again(folder: Path) -> None:
    run(folder)
    save(folder / "2025" / "b.txt", NIGHT.format(9))
    run(folder)
    assert articles(folder) == ["2025/b", "a", "articles/b", "c"]


def test_corrections_are_applied_anew(folder: Path, write: Write, extracted: list[str]) -> None:
    run(folder)
    extracted.clear()
    corrections = read_corrections(write("corrections.csv", CORRECTIONS))
    run(folder, corrections=corrections)
    assert "suppressed" in list(read_figures(folder.parent / "figures.parquet")["measure"])
    assert extracted == []
    assert table(folder) == from_nothing(folder, corrections)


def test_correction_taken_away_leaves_the_machine_s_reading(folder: Path, write: Write) -> None:
    run(folder, corrections=read_corrections(write("corrections.csv", CORRECTIONS)))
    run(folder)
    assert table(folder) == from_nothing(folder)


def test_correction_that_no_longer_matches_is_told_on_each_run(folder: Path, write: Write) -> None:
    corrections = read_corrections(write("corrections.csv", CORRECTIONS.replace("71", "72")))
    first = run(folder, corrections=corrections)
    again = run(folder, corrections=corrections)
    assert len(first.unmatched) == 1
    assert again.unmatched == first.unmatched


def test_bad_article_is_told_on_each_run(folder: Path, extracted: list[str]) -> None:
    save(folder / "bad.txt", "---\ntitle: a: b\n---\nText.")
    first = run(folder)
    extracted.clear()
    again = run(folder)
    assert len(first.skipped) == 1
    assert (again.skipped, extracted) == (first.skipped, [])


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_article_that_may_be_read_again_is_read(folder: Path) -> None:
    (folder / "b.txt").chmod(0)
    assert len(run(folder).skipped) == 1
    (folder / "b.txt").chmod(0o600)
    assert run(folder).skipped == []


def test_table_changed_by_hand_is_written_again(folder: Path) -> None:
    run(folder)
    before = table(folder)
    (folder.parent / "figures.parquet").write_bytes(b"something else")
    run(folder)
    assert table(folder) == before


def test_another_form_needs_no_reading(folder: Path, extracted: list[str]) -> None:
    run(folder)
    extracted.clear()
    outputs = [folder.parent / "figures.parquet", folder.parent / "figures.csv"]
    update_figures(folder, outputs)
    assert extracted == []
    assert len(read_figures(outputs[1])) == len(read_figures(outputs[0]))


def test_other_code_reads_all_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(folder)
    _write_code_again(monkeypatch)
    monkeypatch.setattr("analysis.corpus.settings.hash_of_package", lambda _but_not: "other")
    assert run(folder).read == 3


def test_code_that_was_only_written_again_reads_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(folder)
    _write_code_again(monkeypatch)
    assert run(folder).read == 0


def test_code_that_stands_as_it_did_is_not_opened(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analysis.corpus.settings.stamp_of_package", lambda _but_not: "as it was")
    run(folder)
    monkeypatch.setattr("analysis.corpus.settings.hash_of_package", pytest.fail)
    assert run(folder).read == 0


def test_code_that_nothing_vouches_for_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analysis.corpus.settings.stamp_of_package", lambda _but_not: "")
    run(folder)
    monkeypatch.setattr("analysis.corpus.settings.hash_of_package", lambda _but_not: "other")
    assert run(folder).read == 3


def _write_code_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.corpus.settings.stamp_of_package", lambda _but_not: "saved anew")


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of one file, saved some time ago as far as the clock of this test goes."""
    save(tmp_path / "package" / "rules.py", "LIMIT = 1")
    monkeypatch.setattr("analysis.fingerprints._PACKAGE", tmp_path / "package")
    monkeypatch.setattr("analysis.fingerprints.time_ns", lambda: time.time_ns() + 60 * 10**9)
    return tmp_path / "package"


def test_code_is_known_again_by_sizes_and_times(package: Path) -> None:
    assert stamp_of_package() == stamp_of_package() != ""


def test_code_with_its_old_size_and_time_is_other_code(package: Path) -> None:
    before, saved = stamp_of_package(), (package / "rules.py").stat()
    time.sleep(0.05)  # a tick of the file system's clock
    (package / "rules.py").write_text("LIMIT = 2")
    os.utime(package / "rules.py", ns=(saved.st_mtime_ns, saved.st_mtime_ns))
    assert stamp_of_package() != before


def test_code_saved_just_now_vouches_for_nothing(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analysis.fingerprints.time_ns", time.time_ns)
    (package / "rules.py").write_text("LIMIT = 2")
    assert stamp_of_package() == ""


def test_subpackage_that_does_not_matter_changes_no_stamp(package: Path) -> None:
    before = stamp_of_package({"cli"})
    save(package / "cli" / "main.py", "")
    assert stamp_of_package({"cli"}) == before


def test_other_settings_read_all_again(folder: Path) -> None:
    run(folder)
    output = folder.parent / "figures.parquet"
    assert update_figures(folder, [output], settings=Settings({"text": "body"})).read == 3


def test_fresh_reads_all_again(folder: Path) -> None:
    run(folder)
    assert run(folder, fresh=True).read == 3


@pytest.mark.parametrize(
    "at", [0, 40, 100, 200, -10], ids=["form", "hash", "head", "records", "figures"]
)
def test_damaged_state_is_told_and_made_anew(folder: Path, at: int) -> None:
    run(folder)
    state = place_of_state(folder.parent / "figures.parquet")
    content = bytearray(state.read_bytes())
    content[at] ^= 1
    state.write_bytes(content)
    save(folder / "a.txt", TOLL + TOLL, seconds_ago=30)  # so that more than the head is needed
    done = run(folder)
    assert done.read == 3
    assert "all articles are read anew" in str(done.problem)
    assert table(folder) == from_nothing(folder)


@pytest.mark.parametrize("content", [b"", b"PAR1", b"analysis: state of a run, form 1\n{}\n"])
def test_foreign_state_is_told_and_made_anew(folder: Path, content: bytes) -> None:
    place_of_state(folder.parent / "figures.parquet").write_bytes(content)
    done = run(folder)
    assert str(place_of_state(folder.parent / "figures.parquet")) in str(done.problem)
    assert run(folder).problem is None


def test_cut_state_is_told_and_made_anew(folder: Path) -> None:
    run(folder)
    state = place_of_state(folder.parent / "figures.parquet")
    state.write_bytes(state.read_bytes()[:-100])
    (folder / "b.txt").unlink()
    assert "not what was written" in str(run(folder).problem)


def test_tables_among_the_articles_are_no_articles(folder: Path) -> None:
    output = folder / "figures.csv"
    update_figures(folder, [output])
    again = update_figures(folder, [output])
    assert (again.read, again.others) == (0, [])


def records(*names: str) -> str:
    return "".join(f'{{"id": "{name}", "text": "{TOLL.strip()}"}}\n' for name in names)


def test_dump_is_one_file_of_many_articles(folder: Path, extracted: list[str]) -> None:
    save(folder / "dump.jsonl", records("x", "y"))
    run(folder)
    extracted.clear()
    (folder / "b.txt").unlink()
    run(folder)
    assert (articles(folder), extracted) == (["a", "c", "x", "y"], [])


def test_dump_whose_ids_another_takes_is_read_again(folder: Path) -> None:
    save(folder / "b.jsonl", records("x", "y"))
    run(folder)
    save(folder / "a.jsonl", records("y"), seconds_ago=30)
    run(folder)
    assert table(folder) == from_nothing(folder)
    assert "y" in articles(folder)


def test_dump_gets_its_ids_back_when_the_other_goes(folder: Path) -> None:
    save(folder / "e.jsonl", records("y"))
    save(folder / "f.jsonl", records("x", "y"))
    run(folder)
    assert articles(folder)[3:] == ["y", "x", "f#2"]
    (folder / "e.jsonl").unlink()
    run(folder)
    assert articles(folder)[3:] == ["x", "y"]


def test_ids_are_those_of_read_articles(folder: Path) -> None:
    save(folder / "e.jsonl", records("y", "y", "a"))
    save(folder / "f.jsonl", records("x", "y"))
    run(folder)
    assert articles(folder) == [article.id for article in read_articles(folder)]


def test_copies_of_a_story_are_found_again(folder: Path) -> None:
    save(folder / "b2.txt", f"{NIGHT.format(123)}Read more\n")
    run(folder)
    (folder / "b.txt").unlink()
    save(folder / "a2.txt", NIGHT.format(123), seconds_ago=30)
    run(folder)
    stories = read_figures(folder.parent / "figures.parquet").set_index("article_id")["story"]
    assert stories["b2"].iloc[0] == "a2"
    assert table(folder) == from_nothing(folder)


@pytest.mark.slow
def test_copies_among_many_articles_are_found_by_their_signatures(folder: Path) -> None:
    for number in range(310):
        save(folder / f"n{number:03}.txt", NIGHT.format(1000 + number))
    save(folder / "z.txt", NIGHT.format(1005))
    run(folder)
    save(folder / "d.txt", NIGHT.format(1005), seconds_ago=30)
    (folder / "a.txt").unlink()
    assert run(folder).read == 1
    stories = read_figures(folder.parent / "figures.parquet").set_index("article_id")["story"]
    assert {stories["z"].iloc[0], stories["n005"].iloc[0]} == {"d"}
    assert table(folder) == from_nothing(folder)


def test_what_a_killed_run_left_half_written_goes(folder: Path) -> None:
    for name in (".figures.parquet.1.part", "..figures.parquet.state.1.part", ".other.1.part"):
        (folder.parent / name).write_text("half")
    run(folder)
    assert [path.name for path in folder.parent.glob(".*.part")] == [".other.1.part"]


@pytest.mark.parametrize("paths", ["articles/a.txt", "articles", "articles/*"])
def test_no_article_is_written_over(folder: Path, paths: str) -> None:
    dump = folder / "a.csv"
    dump.write_text("id,text\nx,Text.\n")
    named = str(folder.parent / paths.replace("a.txt", "a.csv"))
    with pytest.raises(TableError, match=r"a\.csv: it is one of the articles .* name another file"):
        update_figures(named, [dump])
    assert dump.read_text() == "id,text\nx,Text.\n"


def test_table_whose_state_was_deleted_is_written_again(folder: Path) -> None:
    table = folder / "figures.csv"
    update_figures(folder, [table])
    place_of_state(table).unlink()
    assert update_figures(folder, [table]).articles == 3


@pytest.fixture
def closed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder among the articles that may not be listed."""
    save(folder / "closed" / "d.txt", TOLL)
    scandir, open_ = os.scandir, os.open

    def refuse(function: Callable[..., Any]) -> Callable[..., Any]:
        def refusing(path: Any, *rest: Any, **choices: Any) -> Any:  # noqa: ANN401
            if str(path) == str(folder / "closed"):
                raise PermissionError(13, "Permission denied", str(path))
            return function(path, *rest, **choices)

        return refusing

    monkeypatch.setattr(os, "scandir", refuse(scandir))
    monkeypatch.setattr(os, "open", refuse(open_))
    return folder / "closed"


def test_folder_that_may_not_be_listed_is_told_on_each_run(folder: Path, closed: Path) -> None:
    (first,), (again,) = run(folder).skipped, run(folder).skipped
    assert first == again
    assert str(closed) in first
    assert "Permission denied" in first


def test_folder_that_may_be_listed_again_is_read(
    folder: Path, closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (closed.is_dir(), run(folder).articles) == (True, 3)
    monkeypatch.undo()
    assert run(folder).articles == 4


def test_lock_needs_no_room_on_the_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("analysis.locking.os.write", full)
    assert run(folder).articles == 3
    assert not list(folder.parent.glob(".*.lock"))


@pytest.mark.slow
def test_two_runs_at_once_write_one_after_the_other(folder: Path) -> None:
    output = folder.parent / "figures.parquet"
    script = (
        "import sys; from analysis.corpus import update_figures;"
        "print(update_figures(sys.argv[1], sys.argv[2:]).read)"
    )
    command = [sys.executable, "-c", script, str(folder), str(output)]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert sorted(one.communicate()[0].strip() for one in runs) == ["0", "3"]
    assert not list(folder.parent.glob(".*.lock"))


def test_year_2300_is_a_time(folder: Path) -> None:
    os.utime(folder / "a.txt", (10_413_792_000, 10_413_792_000))
    assert [run(folder).articles, run(folder).articles] == [3, 3]


def test_state_is_one_hidden_file(folder: Path) -> None:
    run(folder)
    names = sorted(path.name for path in folder.parent.iterdir())
    assert names == [".figures.parquet.state", "articles", "figures.parquet"]


def test_article_in_another_script_is_told_on_each_run(folder: Path) -> None:
    (folder / "cyrillic.txt").write_text("Росія запустила 123 дрони.")
    assert [run(folder).foreign for _ in range(2)] == [["cyrillic"]] * 2


def test_articles_of_the_folder_one_is_in_are_found(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "more").mkdir()
    save(folder / "more" / "d.txt", TOLL)
    monkeypatch.chdir(folder)
    done = update_figures(".", [folder.parent / "figures.parquet"])
    assert (done.articles, articles(folder)) == (4, ["a", "b", "c", "d"])
