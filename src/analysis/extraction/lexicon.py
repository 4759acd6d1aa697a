"""The domain's words: lexicon files → one dictionary of phrases with their tags.

A lexicon file is TOML. Each of its tables is an entry: what the words mean. Keys of an entry:

words     forms taken as written
nouns     singular nouns; the plural is taken too
verbs     regular verbs in the base form; their inflected forms are taken too
past      past forms and past participles of irregular verbs
examples  texts in which the entry must be found (run by the tests)
rejects   texts in which it must not be found

All other keys are the entry's attributes, of use to the step that reads the kind of tag. The kind
of an entry's tag is its file's name: a word of weapons.toml has the tag "weapons".
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import field
from functools import cache
from importlib.resources import files
from itertools import filterfalse
from typing import TYPE_CHECKING, Any

from analysis.errors import LexiconError
from analysis.extraction.values import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

KINDS = (
    "weapons",
    "strikes",
    "people",
    "casualties",
    "territory",
    "aid",
    "actors",
    "places",
    "speech",
    "grammar",
)
"""The lexicon files that hold tagged words, each named for the kind of its tags."""

_FORMS = ("words", "nouns", "verbs", "past")
_TESTS = ("examples", "rejects")
# The most frequent ones; the others are cut off by the pattern, which is slower.
_SIGNS = ",.'\""
_RUN = re.compile(r"[^\W\d_]+|\d+")
_MODEL = re.compile(r"[^\W\d_]+-\d\w*")
_SIBILANTS = ("s", "x", "z", "ch", "sh")


@frozen
class Entry:
    """One entry of a lexicon file: its kind (the file), its name, and its attributes.

    get gives an attribute's value, None where the entry has none; it is the mapping's own, which
    is asked a hundred times in an article.
    """

    kind: str
    name: str
    attributes: Mapping[str, object]
    get: Callable[[str], object] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "get", self.attributes.get)


@frozen
class Tag:
    """An entry as one of its words shows it; form is base, past, ing or word."""

    entry: Entry
    form: str

    @property
    def name(self) -> str:
        """The entry's name."""
        return self.entry.name


@cache
def read_lexicon(kind: str) -> dict[str, dict[str, object]]:
    """Entries of one lexicon file by name, as the file states them.

    Raises:
        LexiconError: the file is no TOML, or an entry has neither words nor examples.
    """
    tables = read_tables(kind)
    for name, table in tables.items():
        check_entry(f"lexicon/{kind}.toml", name, table)
    return tables


def read_tables(file: str) -> dict[str, dict[str, Any]]:
    """The tables of a lexicon file, unchecked.

    Raises:
        LexiconError: the file is no TOML.
    """
    path = files("analysis.extraction") / "lexicon" / f"{file}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        msg = f"lexicon/{file}.toml: {error}"
        raise LexiconError(msg) from error


@cache
def word_set(file: str, name: str) -> frozenset[str]:
    """The words of one entry of a lexicon file, as written.

    >>> "barrage" in word_set("background", "event")
    True
    """
    words: list[str] = read_lexicon(file)[name].get("words", [])  # type: ignore[assignment]
    return frozenset(words)


@cache
def clause_words(name: str) -> frozenset[str]:
    """Small words by what they do beside a number or a name (clause_words.toml)."""
    return word_set("clause_words", name)


@cache
def clause_stems(name: str) -> tuple[str, ...]:
    """A list of clause_words.toml that holds beginnings or ends of words."""
    return tuple(clause_words(name))


@cache
def strike_words(name: str) -> frozenset[str]:
    """A list of words that stand around counted weapons (strike_words.toml)."""
    return word_set("strike_words", name)


def check_entry(file: str, name: str, table: object) -> None:
    """Check that an entry of a lexicon file is a table with words.

    Raises:
        LexiconError: it is not; the text names file and entry.
    """
    where = f"{file}: [{name}]"
    if not isinstance(table, dict):
        msg = f"{where} must be a table with words, nouns, verbs or past"
        raise LexiconError(msg)
    if not any(table.get(form) for form in _FORMS):
        msg = f"{where} has no words; give it words, nouns, verbs or past"
        raise LexiconError(msg)
    for key in (*_FORMS, *_TESTS):
        texts = table.get(key, [])
        if not isinstance(texts, list) or not all(isinstance(t, str) and t for t in texts):
            msg = f"{where} {key} must be a list of texts"
            raise LexiconError(msg)


type_longer = dict[str, list[tuple[tuple[str, ...], "Phrases"]]]
"""Second word → the words after it, the longest first, with what the whole phrase means."""


@frozen
class Phrases:
    """What may begin with a word: tags of the word alone, and longer phrases by their second word.

    A longer phrase is given by its words after the second, the longest first, and its meaning.
    cased tells that a tag of the word alone holds only where it is printed in one way; is_alone
    that it is neither cased nor begins a longer phrase; is_sign that the word is a sign.
    """

    alone: dict[str, Tag]
    longer: type_longer
    grammar: str = ""
    cased: bool = False
    is_alone: bool = False
    is_sign: bool = False


@cache
def phrases() -> dict[str, Phrases]:
    """First word → the phrases that begin with it, with their tags by kind."""
    tagged: dict[tuple[str, ...], dict[str, Tag]] = {}
    for kind in KINDS:
        for name, table in read_lexicon(kind).items():
            rest = {k: v for k, v in table.items() if k not in (*_FORMS, *_TESTS)}
            entry = Entry(kind, name, rest)
            for phrase, form in _forms(table):
                tagged.setdefault(tuple(phrase.split()), {}).setdefault(kind, Tag(entry, form))
    return _by_first_word(tagged)


@frozen
class Signals:
    """What a text must hold to hold one of some phrases: one of the words, or all of a set.

    sets has each set of words under the one of them that tells most, its head; first are the words
    and the heads, of which most texts hold none.
    """

    words: frozenset[str]
    first: frozenset[str]
    sets: Mapping[str, Sequence[frozenset[str]]]

    def are_in(self, words: set[str]) -> bool:
        """Whether a text with these bare words can hold one of the phrases."""
        if self.first.isdisjoint(words):
            return False
        if not self.words.isdisjoint(words):
            return True
        return any(needed <= words for word in self.first & words for needed in self.sets[word])


@cache
def signals(kind: str, *names: str) -> Signals:
    """What a text must hold to have a tag of this kind.

    Not for grammar, which has signs. names are those of entries, where only they are meant.

    >>> signals("casualties").are_in({"two", "dead"}), signals("casualties").are_in({"the"})
    (True, False)
    """
    tables = read_lexicon(kind)
    told = [tables[name] for name in names] if names else tables.values()
    return signals_of(phrase for table in told for phrase, _ in _forms(table))


def signals_of(phrases: Iterable[str]) -> Signals:
    """What a text must hold to hold one of the phrases.

    >>> found = signals_of(["uav", "attack uav", "means of attack", "s-300"])
    >>> sorted(found.words), sorted(found.sets["means"][0])
    (['s-300', 'uav'], ['attack', 'means', 'of'])
    """
    alone: set[str] = set()
    sets: dict[str, list[frozenset[str]]] = {}
    found = {tuple(sorted(find_bare_words(phrase))) for phrase in phrases}
    for words in sorted(found, key=lambda words: (len(words), words)):
        models = [word for word in words if "-" in word]
        if len(words) == 1 or models:
            alone.update(models or words)
        elif alone.isdisjoint(words):
            sets.setdefault(max(words, key=_distinction), []).append(frozenset(words))
    return Signals(frozenset(alone), frozenset(alone.union(sets)), sets)


def _distinction(word: str) -> tuple[bool, bool, int]:
    """How well a word tells its phrase: a name best, then a rare word, a long one."""
    is_name = word.isalpha() and len(word) > 1
    return is_name, word not in _vague_words(), len(word)


@cache
def _vague_words() -> frozenset[str]:
    """Words that stand in many sentences, whatever they tell of."""
    tables = (*read_lexicon("grammar").values(), *read_lexicon("strikes").values())
    return frozenset(phrase for table in tables for phrase, _ in _forms(table))


def find_bare_words(view: str) -> set[str]:
    """The runs of letters and of digits in a plain view, with models (and a few words with signs).

    >>> sorted(find_bare_words("12 kh-101's"))
    ['101', '12', 'kh', 'kh-101', 's']
    """
    for sign in _SIGNS:
        view = view.replace(sign, " ")
    words = set(view.split())
    for word in list(filterfalse(str.isalpha, words)):
        words.update(_RUN.findall(word))
        if "-" in word:
            words.update(_MODEL.findall(word))
    return words


def _by_first_word(tagged: dict[tuple[str, ...], dict[str, Tag]]) -> dict[str, Phrases]:
    longer: dict[str, type_longer] = {}
    none: type_longer = {}  # one for all words, which keeps it near at hand
    for words, tags in sorted(tagged.items(), key=lambda pair: -len(pair[0])):
        if len(words) > 1:
            second = longer.setdefault(words[0], {}).setdefault(words[1], [])
            second.append((words[2:], _meaning(words[0], tags, none)))
    by_first = {word: _meaning(word, {}, phrases) for word, phrases in longer.items()}
    for words, tags in tagged.items():
        if len(words) == 1:
            by_first[words[0]] = _meaning(words[0], tags, longer.get(words[0], none))
    return by_first


def _meaning(word: str, tags: dict[str, Tag], longer: type_longer) -> Phrases:
    """What a word, or a phrase that begins with it, means."""
    cased = any(tag.entry.get("case") for tag in tags.values())
    is_alone, is_sign = not (cased or longer), not word[0].isalnum()
    return Phrases(tags, longer, grammar_of(tags), cased, is_alone, is_sign)


def grammar_of(tags: dict[str, Tag]) -> str:
    """The class of a function word with these tags; empty for any other word."""
    tag = tags.get("grammar")
    return "" if tag is None else str(tag.entry.get("class") or tag.name)


def _forms(table: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Every written form of an entry's words, lower case, with the name of the form."""
    lists = {form: [str(word).lower() for word in table.get(form, [])] for form in _FORMS}  # type: ignore[attr-defined]
    yield from ((word, "word") for word in lists["words"])
    yield from ((word, "past") for word in lists["past"])
    for noun in lists["nouns"]:
        yield noun, "word"
        yield _plural(noun), "word"
    for verb in lists["verbs"]:
        yield from _inflected(verb)


def _plural(noun: str) -> str:
    """`"attack drone"` → `"attack drones"`, `"casualty"` → `"casualties"`."""
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(_SIBILANTS) else "s")


def _inflected(verb: str) -> Iterator[tuple[str, str]]:
    """Forms of a regular verb; in a phrase its first word is the verb ("knock out")."""
    first, _, rest = verb.partition(" ")
    rest = " " + rest if rest else ""
    stem = first.removesuffix("e")
    yield first + rest, "base"
    if first.endswith("y") and first[-2] not in "aeiou":
        yield first[:-1] + "ies" + rest, "base"
        yield first[:-1] + "ied" + rest, "past"
    else:
        yield _plural(first) + rest, "base"
        yield stem + "ed" + rest, "past"
    yield stem + "ing" + rest, "ing"
