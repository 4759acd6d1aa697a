"""Amounts of money in a sentence, each with the stretch of words that belongs to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from analysis.extraction.lexicon import read_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Document, Item, Sentence
    from analysis.extraction.quantities import Quantity

NO_CURRENCY = ""
_CODE = 3
_LARGE = 1e6
_SCALES = ("illion", "bn", "mn", "tn")
_SAYS_OTHER = {"CAD": ("c$", "ca$"), "AUD": ("a$", "au$"), "NZD": ("nz$",)}
_LEAD = 5
_HOME_ROLES = ("leader", "capital", "government")


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money: the index of its item, and where the sums before and behind it stand.

    first is the index behind the sum before it (or 0), last the index of the one behind it (or
    the number of items); elided tells that its currency stands with another sum.
    """

    at: int
    quantity: Quantity
    first: int
    last: int
    elided: bool = False


@cache
def aid_words(name: str) -> frozenset[str]:
    """A list of aid_words.toml, by its name."""
    words = read_lexicon("aid_words")[name]["words"]
    return frozenset(map(str, words)) if isinstance(words, list) else frozenset()


@cache
def own_currency(donor: str | None) -> str | None:
    """The donor's own currency, where the lexicon knows it."""
    words = read_lexicon("currencies").get(donor or "", {}).get("words")
    return str(words[0]) if isinstance(words, list) else None


@cache
def donor_of_currency(unit: str) -> str | None:
    """The one donor whose money it is; None for dollars and euros, which many use."""
    for donor, entry in read_lexicon("currencies").items():
        if entry.get("words") == [unit] and entry.get("sole"):
            return donor
    return None


def find_amounts(sentence: Sentence, currency: str | None) -> list[Amount]:
    """The sentence's sums of money, in order.

    Args:
        sentence: the sentence.
        currency: of the last sum before the sentence, for "the 35 billion that ...".
    """
    found: list[tuple[int, Quantity, bool]] = []
    for at in sentence.numbers:
        quantity = sentence.items[at].number
        if quantity is None:
            continue
        if is_money(quantity.unit):
            currency = quantity.unit
            found.append((at, quantity, False))
        elif _is_elided(sentence.items, at, quantity, is_told=currency is not None):
            found.append((at, replace(quantity, unit=currency or NO_CURRENCY), True))
    found = [
        f for n, f in enumerate(found) if n == 0 or not _restates(sentence.items, found[n - 1], f)
    ]
    ends = [at for at, _, _ in found] + [len(sentence.items)]
    starts = [0] + [at + 1 for at in ends]
    return [
        Amount(at, quantity, starts[n], ends[n + 1], elided)
        for n, (at, quantity, elided) in enumerate(found)
    ]


def _restates(
    items: Sequence[Item], first: tuple[int, Quantity, bool], second: tuple[int, Quantity, bool]
) -> bool:
    """Whether a sum says another again: "$680 million - that is, $500 million US"."""
    between = [item.text for item in items[first[0] + 1 : second[0]] if item.text.isalpha()]
    return between in (["that", "is"], ["or"], ["equal", "to"], ["equivalent", "to"])


def is_money(unit: str) -> bool:
    """Whether a unit is a currency's code."""
    return len(unit) == _CODE and unit.isupper()


def _is_elided(items: Sequence[Item], at: int, quantity: Quantity, *, is_told: bool) -> bool:
    """Whether a bare number is money whose currency stands elsewhere: "the 35 billion that ..."."""
    text = items[at].text
    if quantity.unit != "count" or quantity.value < _LARGE or not _is_scaled(text):
        return False
    near = items[at + 1 : at + 3]
    if any(item.tag("aid", "package", "financial", "pledge") for item in near):
        return True
    if not is_told or not near:
        return is_told
    after = near[0]
    if after.is_sign or after.is_grammar(
        "relative", "be", "have", "conjunction", "clause", "adverb"
    ):
        return True
    is_aid = "aid" in after.tags and not after.tag("aid", "military purpose")
    return is_aid or after.is_grammar("preposition", "by") or after.text in ("this", "last")


def _is_scaled(text: str) -> bool:
    return any(scale in text for scale in _SCALES)


def with_currency(
    quantity: Quantity, donor: str | None, document: Document, notes: dict[str, str]
) -> Quantity:
    """The sum in the donor's own dollars, where the text makes plain that it means those.

    A bare dollar sign is the donor's own where the article marks American dollars beside it, or
    where it tells of the donor's aid from the donor's own capital; not where it writes "C$".
    notes keeps the answer for the rest of the article.
    """
    own = own_currency(donor)
    if quantity.unit == NO_CURRENCY:
        return replace(quantity, unit=own or NO_CURRENCY)
    if own not in _SAYS_OTHER or not quantity.bare_dollar or _says_us(document, quantity):
        return quantity
    key = f"bare dollars of {donor}"
    if key not in notes:
        is_marked = any(mark in document.view for mark in _SAYS_OTHER[own])
        is_own = _marks_american(document) or _is_home(document, str(donor))
        notes[key] = own if is_own and not is_marked else quantity.unit
    return replace(quantity, unit=notes[key])


def _says_us(document: Document, quantity: Quantity) -> bool:
    return (
        document.view[quantity.start : quantity.end].rstrip(". ").endswith((" us", " usd", " u.s"))
    )


def _marks_american(document: Document) -> bool:
    """Whether some sum of the article names American dollars, beside bare dollar signs."""
    return any(
        q.unit == "USD" and (not q.bare_dollar or _says_us(document, q))
        for q in document.quantities
    )


def _is_home(document: Document, donor: str) -> bool:
    """Whether the article's first sentences speak of the donor's capital, leaders or government."""
    for index in range(min(_LEAD, len(document.spans))):
        for item in document.sentence(index).items:
            tag = item.tag("actors")
            if (
                tag is not None
                and tag.entry.get("actor") == donor
                and tag.entry.get("role") in _HOME_ROLES
            ):
                return True
    return False
