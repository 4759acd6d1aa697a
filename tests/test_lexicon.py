"""The lexicon's own examples and rejects, run through a document as the extraction runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.errors import LexiconError
from analysis.extraction import lexicon
from analysis.extraction.document import Document

# Kinds whose words each mean one thing; elsewhere a word may open several readings.
_UNAMBIGUOUS = ("people", "actors", "places")
_SIDES = {"Russia", "Ukraine"}


def _texts(kind: str, key: str) -> list[tuple[str, str]]:
    """Entry and text of every example or reject of one kind."""
    tables = lexicon.read_lexicon(kind).items()
    return [(name, text) for name, table in tables for text in _list(table, key)]


def _list(table: dict[str, object], key: str) -> list[str]:
    texts = table.get(key, [])
    assert isinstance(texts, list)
    return [str(text) for text in texts]


def _tags(text: str, kind: str) -> set[str]:
    """Names of all tags of one kind in a text."""
    document = Document(text, None)
    sentences = (document.sentence(index) for index in range(len(document.spans)))
    tags = (item.tag(kind) for sentence in sentences for item in sentence.items)
    return {tag.name for tag in tags if tag is not None}


@pytest.mark.parametrize("kind", lexicon.KINDS)
def test_examples_are_found(kind: str) -> None:
    """An entry's example holds a word or phrase with the entry's tag."""
    texts = _texts(kind, "examples")
    assert [(name, text) for name, text in texts if name not in _tags(text, kind)] == []


@pytest.mark.parametrize("kind", lexicon.KINDS)
def test_rejects_are_not_found(kind: str) -> None:
    """An entry's reject holds no word or phrase with the entry's tag."""
    texts = _texts(kind, "rejects")
    assert [(name, text) for name, text in texts if name in _tags(text, kind)] == []


def test_every_kind_of_things_has_examples() -> None:
    """Only the words of grammar stand without examples, so the tests above have texts to run."""
    assert [kind for kind in lexicon.KINDS if not _texts(kind, "examples")] == ["grammar"]


def _forms(kind: str) -> list[str]:
    """The forms taken as written, each once for every entry that has it."""
    tables = lexicon.read_lexicon(kind).values()
    return [word for table in tables for word in {*_list(table, "words"), *_list(table, "past")}]


@pytest.mark.parametrize("kind", _UNAMBIGUOUS)
def test_word_has_one_entry(kind: str) -> None:
    """No word is given by two entries of a kind: the second would be lost."""
    forms = _forms(kind)
    assert sorted(set(forms)) == sorted(forms)


@pytest.mark.parametrize("kind", lexicon.KINDS)
def test_phrase_begins_with_no_possessive(kind: str) -> None:
    """A phrase's first word is no possessive: it would hide the bare word from the lookup."""
    assert [form for form in _forms(kind) if form.split()[0].endswith("'s")] == []


def test_place_has_a_known_kind() -> None:
    """Every place says what kind of place it is."""
    kinds = {table.get("kind") for table in lexicon.read_lexicon("places").values()}
    assert kinds == {"country", "region", "city", "district", "area"}


def test_actor_has_name_and_role() -> None:
    """Every actor says whom the words name and how."""
    tables = lexicon.read_lexicon("actors").values()
    assert [table for table in tables if not {"actor", "role"} <= table.keys()] == []


def test_both_sides_are_called_the_enemy() -> None:
    """Words of role side name Russia and Ukraine only."""
    tables = lexicon.read_lexicon("actors").values()
    assert {table["actor"] for table in tables if table["role"] == "side"} == _SIDES


def test_people_category_is_a_value_of_the_figures_table() -> None:
    """People are civilian, military, or either."""
    tables = lexicon.read_lexicon("people").values()
    assert {table.get("category") for table in tables} == {"civilian", "military", None}


def _lexicon_of(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "lexicon"
    folder.mkdir()
    (folder / "trial.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(lexicon, "files", lambda _: tmp_path)
    lexicon.read_lexicon.__wrapped__("trial")


def test_broken_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is no TOML is named in the error."""
    with pytest.raises(LexiconError, match=r"lexicon/trial\.toml"):
        _lexicon_of("[a", tmp_path, monkeypatch)


def test_entry_without_words_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry without words is named in the error."""
    with pytest.raises(LexiconError, match=r"\[tank\] has no words"):
        _lexicon_of('[tank]\nclass = "other"', tmp_path, monkeypatch)


def test_words_that_are_no_list_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words must be a list: the error names the file, the entry and the key."""
    with pytest.raises(LexiconError, match=r"trial\.toml: \[tank\] words must be a list"):
        _lexicon_of('[tank]\nwords = "tank"', tmp_path, monkeypatch)


@pytest.mark.parametrize("file", ["aid_words", "casualty_words", "clause_words", "strike_words"])
def test_word_list_is_asked_for(file: str) -> None:
    """A list of plain words is asked for by its name in some module: none is left over."""
    folder = Path(lexicon.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    assert [name for name in lexicon.read_tables(file) if f'"{name}"' not in code] == []
