"""Amounts of money in a sentence, each with the stretch of words that belongs to it."""

from __future__ import annotations

import re
from dataclasses import field
from functools import cache
from typing import TYPE_CHECKING

from analysis.extraction.lexicon import clause_words, read_lexicon, word_set
from analysis.extraction.units import currency_called
from analysis.extraction.values import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Document, Item, Sentence
    from analysis.extraction.quantities import Quantity

NO_CURRENCY = ""
_CODE = 3
_LARGE = 1e6
_SCALE = re.compile("illion|bn|mn|tn")
_SAYS_OTHER = {"CAD": ("c$", "ca$"), "AUD": ("a$", "au$"), "NZD": ("nz$",)}
_LEAD = 5
_HOME_ROLES = ("leader", "capital", "government")
_DATELINE = 7
_DASHES = ("-", "\u2013", "\u2014", "(")
_SCALED = {"trillion": 1e12, "tn": 1e12, "billion": 1e9, "bn": 1e9, "million": 1e6, "mn": 1e6}
_WHOLE = 4
_FAR = 14
_THOUSAND = 1000
_FRAME = 2
_HEADCOUNT = 5


@frozen
class Amount:
    """A sum of money: the index of its item, and where the sums before and behind it stand.

    first is the index behind the sum before it (or 0), last the index of the one behind it (or
    the number of items); elided tells that its currency stands with another sum; before keeps
    the items before it that belong to it, once they were looked for.
    """

    at: int
    quantity: Quantity
    first: int
    last: int
    elided: bool = False
    before: list[int] = field(default_factory=list, repr=False, compare=False)


@cache
def aid_words(name: str) -> frozenset[str]:
    """A list of aid_words.toml, by its name."""
    return word_set("aid_words", name)


@cache
def aid_stems(name: str) -> tuple[str, ...]:
    """A list of aid_words.toml that holds beginnings of words."""
    return tuple(aid_words(name))


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


def may_hold_money(document: Document, index: int) -> bool:
    """Whether a number of the sentence has a currency, or may take one of another sentence's."""
    return any(
        is_money(number.unit) or _is_scaled(document.view[number.start : number.end])
        for number in document.numbers_in(index)
    )


def find_amounts(sentence: Sentence, currency: str | None) -> list[Amount]:
    """The sentence's sums of money, in order.

    Args:
        sentence: the sentence.
        currency: of the last sum before the sentence, for "the 35 billion that ...".
    """
    found: list[tuple[int, Quantity, bool]] = []
    currency = _currency_ahead(sentence.items) or currency
    for at in sentence.numbers:
        quantity = sentence.items[at].number
        if quantity is None:
            continue
        if is_money(quantity.unit):
            currency = quantity.unit
            found.append((at, quantity, False))
        elif (whole := _unit_of_whole(sentence.items, at, quantity)) is not None:
            found.append((at, replace(quantity, unit=whole), True))
        elif _is_elided(
            sentence.items, at, quantity, is_told=currency is not None
        ) and not _counts_people(sentence.items, at):
            found.append((at, replace(quantity, unit=currency or NO_CURRENCY), True))
        elif found and (scale := _scale_of_list(sentence.items, at, found[-1])):
            found.append((at, _scaled(quantity, scale, found[-1][1].unit), True))
    if not found:
        return []
    found = _without_conversions(sentence.items, found)
    found = [
        f for n, f in enumerate(found) if n == 0 or not _restates(sentence.items, found[n - 1], f)
    ]
    starts = _starts(sentence.items, [at for at, _, _ in found])
    ends = _ends(sentence.items, [at for at, _, _ in found])
    return [
        Amount(at, quantity, starts[n], ends[n + 1], elided)
        for n, (at, quantity, elided) in enumerate(found)
    ]


def _currency_ahead(items: Sequence[Item]) -> str | None:
    """The currency of a sentence's bare numbers, named at its beginning: "In euros, they ..."."""
    opening = [item.text for item in items[:2]]
    return currency_called(opening[1]) if opening[:1] == ["in"] and opening[1:] else None


def _without_conversions(
    items: Sequence[Item], found: Sequence[tuple[int, Quantity, bool]]
) -> list[tuple[int, Quantity, bool]]:
    """The sums without those of a bracket that says one again: "a €90bn loan (£79bn; $105bn)"."""
    kept: list[tuple[int, Quantity, bool]] = []
    closes = -1
    for one in found:
        if one[0] < closes:
            continue
        before = items[max(0, one[0] - 2) : one[0]]  # "(around £64 billion)"
        is_led = any(item.text == "(" for item in before)
        if kept and is_led and _is_conversion(items, kept[-1], one):
            closes = next((i for i in range(one[0], len(items)) if items[i].text == ")"), -1)
            continue
        kept.append(one)
    return kept


def _is_conversion(
    items: Sequence[Item], first: tuple[int, Quantity, bool], second: tuple[int, Quantity, bool]
) -> bool:
    """Whether a bracket's sum, behind a noun of the sum before, has another currency.

    Farther behind only where the bracket holds nothing else and no other giver stands between.
    """
    if second[1].unit == first[1].unit:
        return False
    between = items[first[0] + 1 : second[0] - 1]
    if len(between) == 1 and between[0].text == "(":
        return True  # "NOK 2 billion (equivalent to EUR 195 million)"
    if len(between) <= _WHOLE:
        return bool(between) and not any(map(_parts_sums, between))
    alone = any(item.text == ")" for item in items[second[0] + 1 : second[0] + 2])
    return alone and len(between) <= _FAR and not any(map(_gives_too, between))


def _parts_sums(item: Item) -> bool:
    return item.is_sign or "actors" in item.tags or (item.grammar or "compound") != "compound"


def _gives_too(item: Item) -> bool:
    actor = item.tags.get("actors")
    other = actor is not None and actor.entry.get("actor") != "Ukraine"
    return other or item.grammar == "conjunction" or item.text in (",", ";")


def _ends(items: Sequence[Item], places: Sequence[int]) -> list[int]:
    """Where the words of each sum end: at the next, or behind it where it is the whole."""
    ends = [*places, len(items)]
    for n in range(len(places) - 2, -1, -1):
        if ends[n + 1] - ends[n] <= _WHOLE and items[ends[n] + 1].grammar == "of":
            ends[n + 1] = ends[n + 2]
    return ends


def _starts(items: Sequence[Item], places: Sequence[int]) -> list[int]:
    """Where the words of each sum begin: behind the one before, or before it where it frames it.

    As in "bringing the total under its $15 billion program to $9 billion".
    """
    starts = [0]
    for n, at in enumerate(places[:-1]):
        is_level = items[places[n + 1] - 1].text in ("to", "at")
        starts.append(starts[n] if is_level and is_frame(items, at) else at + 1)
    return [*starts, len(items)]


def is_frame(items: Sequence[Item], at: int) -> bool:
    """Whether a sum is the size of a program that another one belongs to: "under its $15bn ..."."""
    if at < _FRAME or at + 1 >= len(items) or items[at - 1].grammar != "determiner":
        return False
    is_led = items[at - _FRAME].text in aid_words("framing")
    return is_led and items[at + 1].tag("aid", "scheme", "package", "financial") is not None


def _restates(
    items: Sequence[Item], first: tuple[int, Quantity, bool], second: tuple[int, Quantity, bool]
) -> bool:
    """Whether a sum says another again: "$680 million - that is, $500 million US"."""
    texts = " ".join(item.text for item in items[first[0] + 1 : second[0]]).split()
    between = [text for text in texts if text.isalpha() and text not in aid_words("bounds")]
    return between in (["that", "is"], ["or"], ["equal", "to"], ["equivalent", "to"])


def is_money(unit: str) -> bool:
    """Whether a unit is a currency's code."""
    return len(unit) == _CODE and unit.isupper()


def _is_elided(items: Sequence[Item], at: int, quantity: Quantity, *, is_told: bool) -> bool:
    """Whether a bare number is money whose currency stands elsewhere: "the 35 billion that ..."."""
    text = items[at].text
    is_word = " " not in text and text.isalpha()  # "150 [million]"
    if quantity.unit != "count" or quantity.value < _LARGE or is_word or not _is_scaled(text):
        return False
    near = items[at + 1 : at + 3]
    if any(item.tag("aid", "package", "financial", "pledge") for item in near):
        return True
    if not is_told or not near:
        return is_told
    after = near[0]
    if after.is_sign or after.grammar in (
        "relative",
        "be",
        "have",
        "conjunction",
        "clause",
        "adverb",
        "modal",
    ):
        return True
    if len(near) > 1 and _is_share(*near):
        return True
    is_aid = "aid" in after.tags and not after.tag(
        "aid", "military purpose", "humanitarian purpose"
    )
    return (
        is_aid
        or after.grammar in ("preposition", "by")
        or after.text in clause_words("this_or_last")
    )


def _counts_people(items: Sequence[Item], at: int) -> bool:
    """As in "a population of 11.6 million", "12 million people need it and 6 million get it"."""
    if any(item.text in aid_words("headcount") for item in items[max(0, at - _HEADCOUNT) : at]):
        return True
    if at + 1 >= len(items) or items[at + 1].grammar not in ("modal", "be", "have", "relative"):
        return False
    for i in range(at - 1, 0, -1):
        if items[i].number is not None:
            return "people" in items[i + 1].tags
    return False


def _is_share(after: Item, second: Item) -> bool:
    """As in "63 billion of it", "190 billion a year earlier"."""
    if after.grammar == "of":
        return second.text in aid_words("whole named")
    return after.text == "a" and second.text in aid_words("clock")


def _unit_of_whole(items: Sequence[Item], at: int, quantity: Quantity) -> str | None:
    """The currency of the whole that a bare number is part of: "16 billion of its 50 bn euros"."""
    if quantity.unit != "count" or at + 1 >= len(items) or items[at + 1].grammar != "of":
        return None
    for item in items[at + 2 : at + 2 + _WHOLE]:
        if item.number is not None:
            is_same = is_money(item.number.unit) and _is_scaled(items[at].text)
            return item.number.unit if is_same else None
    return None


def _scale_of_list(items: Sequence[Item], at: int, last: tuple[int, Quantity, bool]) -> float:
    """What a bare number in a list takes of the sum before: "... €17bn, ahead of Britain at 14.8".

    0 where it is no such sum: it stands behind no name, nor behind "at" or "with" and a name.
    """
    behind = items[at + 1] if at + 1 < len(items) else None
    named = items[at - 2] if items[at - 1].text in aid_words("before a bare sum") else items[at - 1]
    is_listed = behind is None or behind.is_sign or behind.grammar == "conjunction"
    is_listed = is_listed and "actors" in named.tags
    number = items[at].number
    if not (is_listed or _is_of_other_aid(items, at)) or number is None or number.unit != "count":
        return 0.0
    text = items[last[0]].text
    scale = next((value for word, value in _SCALED.items() if word in text), 0.0)
    return scale if number.value < _THOUSAND else 0.0


def _is_of_other_aid(items: Sequence[Item], at: int) -> bool:
    """As in "gave 70 billion euros in military aid and 75 in financial aid"."""
    led = items[at - 1].text in ("and", ",")
    behind = items[at + 1 : at + 3]
    return led and len(behind) > 1 and behind[0].text == "in" and "aid" in behind[1].tags


def _scaled(quantity: Quantity, scale: float, unit: str) -> Quantity:
    """A quantity in a unit and a magnitude that another one states."""
    low = None if quantity.low is None else quantity.low * scale
    high = None if quantity.high is None else quantity.high * scale
    return replace(quantity, value=quantity.value * scale, low=low, high=high, unit=unit)


def _is_scaled(text: str) -> bool:
    return _SCALE.search(text) is not None


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
        is_own = _means_own(document, str(donor), _SAYS_OTHER[own])
        notes[key] = own if is_own else quantity.unit
    return replace(quantity, unit=notes[key])


def in_dollars_of(whole: Quantity, part: Quantity) -> Quantity:
    """A part with a bare dollar sign, in the dollars of its whole."""
    is_dollar = whole.unit in ("USD", *_SAYS_OTHER)
    return replace(part, unit=whole.unit) if part.bare_dollar and is_dollar else part


def _means_own(document: Document, donor: str, marks: Sequence[str]) -> bool:
    """Whether the article's bare dollars, where the donor gives them, are the donor's own.

    They are where other dollars are marked as American, and at the donor's home. Where the article
    marks the donor's dollars ("C$"), the bare ones are American, unless those are marked as well.
    """
    if any(mark in document.view for mark in marks):
        return _marks_american(document) or (
            _is_dateline(document, donor) and not _is_converted(document, marks)
        )
    return _marks_american(document) or _is_home(document, donor)


def _is_converted(document: Document, marks: Sequence[str]) -> bool:
    """Whether bare dollars say a marked sum again: "C$500 million ($370 million)"."""
    stated = (q.stated.lower() for q in document.quantities if q.stated)
    return any(text.startswith(tuple(marks)) and "($" in text for text in stated)


def _is_dateline(document: Document, donor: str) -> bool:
    """Whether the article is sent from the donor's capital: "CANBERRA - ..."."""
    for index in range(min(_LEAD, len(document.spans))):
        items = document.sentence(index).items[:_DATELINE]
        capital = items[0].tags.get("actors") if items else None
        is_sent = any(item.text in _DASHES for item in items[1:])
        if is_sent and capital is not None and capital.entry.get("actor") == donor:
            return document.text[items[0].start : items[0].end].isupper()
    return False


def _says_us(document: Document, quantity: Quantity) -> bool:
    return (
        document.view[quantity.start : quantity.end].rstrip(". ").endswith((" us", " usd", " u.s"))
    )


def _marks_american(document: Document) -> bool:
    """Whether some sum of the article names American dollars, beside bare dollar signs."""
    return any(
        (q.unit == "USD" and (not q.bare_dollar or _says_us(document, q)))
        or (q.bare_dollar and q.stated is not None and _says_american(q.stated.lower()))
        for q in document.quantities
    )


def _says_american(stated: str) -> bool:
    return "us$" in stated or "usd" in stated


def _is_home(document: Document, donor: str) -> bool:
    """Whether the article's first sentences speak of the donor's capital, leaders or government."""
    for index in range(min(_LEAD, len(document.spans))):
        for item in document.sentence(index).items:
            tag = item.tags.get("actors")
            if (
                tag is not None
                and tag.entry.get("actor") == donor
                and tag.entry.get("role") in _HOME_ROLES
            ):
                return True
    return False
