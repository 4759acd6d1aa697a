"""Donors that no list knows: charities, companies and persons, by the name that the text gives."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from analysis.extraction.aid_nouns import COLLECTED, VERBS, role_of
from analysis.extraction.donor_names import donor_at
from analysis.extraction.money import aid_stems, aid_words
from analysis.extraction.speaker_phrases import is_capital, is_glue, nouns_of
from analysis.extraction.values import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.aid_nouns import Verdict
    from analysis.extraction.document import Document, Item
    from analysis.extraction.money import Amount

_CHAIN = 9
_LONGEST = 8
_SENTENCES = 14
_BEHIND = 14
_ASIDE = 16
_MODIFIERS = 3
_FULL = 2
_OTHERS = ("actors", "places", "weapons", "people", "aid")
_CHAINED = ("have", "modal", "adverb", "be")
# A capital or a digit inside a word marks a brand: "SpaceX", "United24"; not "McCaul".
_BRAND = re.compile(r"(?=\w{4})(?!Ma?c[A-Z])[A-Z]\w*(?:[a-z]\w*[A-Z]|[A-Z]\w*[a-z]{2}|\d)\w*$")


@frozen
class _Words:
    """A sentence's items as printed."""

    document: Document
    items: Sequence[Item]

    def is_name(self, i: int) -> bool:
        """Whether item i may be a word of somebody's own name."""
        item = self.items[i]
        if item.is_sign or item.number is not None or not is_capital(self.document, item):
            return False
        is_time = item.text in aid_words("times") or item.text.endswith("ly")
        return not (item.grammar or is_time)

    def is_link(self, i: int) -> bool:
        """Whether item i joins two words of one name: "Bank of Finland", "Save the Children"."""
        if not 0 < i < len(self.items) - 1 or not self.is_name(i - 1):
            return False
        is_joined = self.items[i].text in aid_words("in a name") or is_glue(self.items, i)
        return is_joined and self.is_name(i + 1)

    def printed(self, first: int, last: int) -> str:
        """The words from first to last, without a possessive ending."""
        text = self.document.words(self.items[first].start, self.items[last].end)
        return text.removesuffix("'s").removesuffix("\u2019s")

    def start_of_name(self, last: int) -> int:
        """The first word of the name that ends at item last."""
        first = last
        while first > 0 and last - first < _LONGEST:
            if not (self.is_name(first - 1) or self.is_link(first - 1)):
                break
            first -= 1
        return first


def antecedent(items: Sequence[Item], verb: int) -> int | None:
    """The donor of a relative clause: "after the United States, which is contributing"."""
    i = _before_chain(items, verb)
    end = subject_end(items, verb) if i > 0 and items[i].grammar == "relative" else None
    return end if end is not None and donor_at(items, end) is not None else None


def subject_end(items: Sequence[Item], verb: int) -> int | None:
    """The last item of a verb's subject, over "which has already", "plans to"."""
    i = _before_chain(items, verb)
    if i > 0 and items[i].grammar == "relative":
        i -= 1 + (items[i - 1].text == ",")
    return i if i >= 0 else None


def _before_chain(items: Sequence[Item], verb: int) -> int:
    i = verb - 1
    while i >= 0 and verb - i < _CHAIN and _is_chained(items[i]):
        i -= 1
    return i


def _is_chained(item: Item) -> bool:
    """Whether a word can stand between a subject and its deed."""
    return (
        item.grammar in _CHAINED
        or item.text in aid_words("before a deed")
        or item.text.endswith("ly")
        or role_of(item) in (*VERBS, "hope")
    )


def body_before(document: Document, index: int, verdict: Verdict) -> str | None:
    """The donor that is the subject of the deed, where it is one of its own name.

    Args:
        document: the article.
        index: the sentence.
        verdict: on the sum, with the deed that governs it.
    """
    items = document.sentence(index).items
    end = subject_end(items, verdict.at)
    if end is None:
        return None
    words = _Words(document, items)
    if items[end].text in aid_words("itself"):
        return _named_first(words, index, end)
    if items[end].text == ",":
        return _beside_aside(words, end)
    if _is_told(words, end):
        return _named_before(document, index, end)
    is_own = verdict.cue.startswith(aid_stems("own giving")) or verdict.rule == COLLECTED
    return _body_ending(words, end, is_known=is_own)


def body_behind(document: Document, items: Sequence[Item], amount: Amount) -> str | None:
    """The donor of its own name behind a donation: "$5 million donated by the Lego Foundation"."""
    words = _Words(document, items)
    for i in range(amount.at + 1, min(amount.last, amount.at + _BEHIND) - 1):
        if items[i].text == ";" or items[i].grammar in ("clause", "which"):
            return None
        if items[i].text not in aid_words("leads a giver"):
            continue
        given = items[max(0, amount.at - _BEHIND) : i]
        is_own = any(item.text.startswith(aid_stems("own giving")) for item in given)
        is_bought = any(item.text in aid_words("buying") for item in given)
        if is_bought or not (is_own or i == amount.at + 1 or role_of(items[i - 1])):
            return None  # "buy $300 million of drones from Ukrainian firms"
        end = _end_of_phrase(words, i + 1)
        return _body_ending(words, end, is_known=is_own) if end is not None else None
    return None


def _end_of_phrase(words: _Words, first: int) -> int | None:
    """The last item of the noun phrase that begins at item first."""
    i, items = first, words.items
    while i < len(items) and (
        words.is_name(i)
        or words.is_link(i)
        or items[i].grammar == "determiner"
        or (i - first <= _MODIFIERS and not (items[i].is_sign or items[i].grammar))
        or _noun_of(items[i]) in aid_words("bodies")
    ):
        i += 1
    last = i - 1
    while last >= first and not (words.is_name(last) or _is_body(items[last])):
        last -= 1
    return last if last >= first else None


def _noun_of(item: Item) -> str:
    return item.text.rpartition(" ")[2].removesuffix("'s")


def _is_body(item: Item) -> bool:
    noun = _noun_of(item)
    return noun in aid_words("bodies") or noun.endswith(("maker", "makers"))  # "a toymaker"


def _ends_in_body(items: Sequence[Item], end: int) -> bool:
    """Whether the noun is one of a body, by itself or with the word before: "refugee council"."""
    pair = " ".join(item.text for item in items[max(0, end - 1) : end + 1])
    return _is_body(items[end]) or pair in aid_words("bodies of two words")


def _beside_aside(words: _Words, comma: int) -> str | None:
    """The donor before an aside, or in it: "Smith's charity, BStrong, ..."."""
    items = words.items
    for opened in range(comma - 1, max(0, comma - _ASIDE), -1):
        if items[opened].text == ",":
            is_name = all(words.is_name(i) for i in range(opened + 1, comma))
            if is_name and _is_body(items[opened - 1]):
                return words.printed(opened + 1, comma - 1)
            is_told = any(map(_is_body, items[opened + 1 : comma]))
            return _body_ending(words, opened - 1, is_known=is_told)
    return None


def _body_ending(words: _Words, end: int, *, is_known: bool) -> str | None:
    """The donor whose noun phrase ends at an item, if it is no state and none of its leaders."""
    items = words.items
    if end >= _FULL and items[end - 1].text in aid_words("seated") and _is_body(items[end - 2]):
        if words.is_link(end - 1):
            return _named_by_noun(words, end)  # "International Fund for Ukraine"
        end -= 2  # "Rotary clubs in Poland"
    if _ends_in_body(items, end):
        return _named_by_noun(words, end)
    return _own_name(words, end, is_known=is_known) if words.is_name(end) else None


def _own_name(words: _Words, end: int, *, is_known: bool) -> str | None:
    """The name that ends at an item, where it is known as a body's, or a brand tells it."""
    items, first = words.items, words.start_of_name(end)
    while first < end and _is_of_country(items[first]):
        first += 1
    name = words.printed(first, end)
    if name.lower() in aid_words("givers"):
        return name
    owners = [i for i in range(first, end) if items[i].text.endswith("'s")]
    if owners:  # "Elon Musk's SpaceX"
        first = owners[-1] + 1
        name = words.printed(first, end)
    if not all(map(_is_free, items[first : end + 1])) or _is_titled(items, first, end):
        return None
    is_brand = name.lower() in aid_words("givers") or any(map(_BRAND.match, name.split()))
    is_told = first > 0 and _is_body(items[first - 1])
    return name if is_known or is_told or is_brand else None


def _named_by_noun(words: _Words, end: int) -> str | None:
    """As in "the Lego Foundation", "CNN's audience", "a UK charity"; no "Germany's bank"."""
    items, is_printed = words.items, is_capital(words.document, words.items[end])
    noun = end if _ends_in_body(items, end) else end - _FULL
    first = end
    while not is_printed and end - first < _MODIFIERS and _is_plain(items, first - 1):
        if is_capital(words.document, items[first - 1]):
            break
        first -= 1
    first = words.start_of_name(first)
    if first > 0 and not words.is_name(first) and words.is_name(first - 1):
        first = words.start_of_name(first - 1)
    while first < end and items[first].text.endswith("-led"):
        first += 1
    named = [i for i in range(first, end) if words.is_name(i)]
    if not named or _is_titled(items, first, end):
        return None
    own = [i for i in named if not _is_of_country(items[i]) and i != noun]
    is_private = _noun_of(items[noun]) in aid_words("own bodies")
    is_owned = any(items[i].text.endswith("'s") for i in named if _is_of_country(items[i]))
    if not (is_private or (own and not is_owned)):
        return None
    return words.printed(named[0], end)


def _is_plain(items: Sequence[Item], i: int) -> bool:
    return i >= 0 and not (items[i].is_sign or items[i].grammar or items[i].number or items[i].tags)


def _is_of_country(item: Item) -> bool:
    """As in "Norwegian", "UK", "Germany's", "UK-led"."""
    return "actors" in item.tags or "places" in item.tags


def _is_free(item: Item) -> bool:
    """Whether a word of a name names no state, place, weapon, people or aid."""
    is_state = _noun_of(item) in aid_words("state bodies")
    return not is_state and item.tags.keys().isdisjoint(_OTHERS)


def _is_titled(items: Sequence[Item], first: int, end: int) -> bool:
    """Whether a title stands before a name or in it: "Defence Secretary Grant Shapps"."""
    near = items[max(0, first - 1) : end]
    return any(_noun_of(item) in nouns_of("title") for item in near)


def _is_told(words: _Words, end: int) -> bool:
    """Whether it is a body that the text has named: "the charity", "the bank"."""
    item = words.items[end]
    led = end > 0 and words.items[end - 1].text in aid_words("told of before")
    return led and _noun_of(item) in _told_nouns() and not is_capital(words.document, item)


@cache
def _told_nouns() -> frozenset[str]:
    return aid_words("own bodies") | aid_words("lending bodies")


def _named_first(words: _Words, index: int, end: int) -> str | None:
    """The donor that an "it" stands for, before any state: "SpaceX said it had spent"."""
    for i in range(end):
        if _is_told(words, i):
            return _named_before(words.document, index, i)
        if donor_at(words.items, i) is not None:
            return None
        if words.is_name(i) and not (words.is_name(i + 1) or words.is_link(i + 1)):
            found = _body_ending(words, i, is_known=False)
            if found is not None:
                return found
    return None


def _named_before(document: Document, index: int, end: int) -> str | None:
    """The donor named last before "the charity", "the bank"; "" where the text names none."""
    noun = _noun_of(document.sentence(index).items[end])
    is_lender = noun in aid_words("lending bodies")
    for k in range(index, max(-1, index - _SENTENCES), -1):
        items = document.sentence(k).items
        words = _Words(document, items)
        for i in range((end if k == index else len(items)) - 1, -1, -1):
            found = _lender_at(items, i) if is_lender else None
            if found is None and words.is_name(i):
                found = _body_ending(words, i, is_known=False)
            if found is not None:
                return found
    return None if is_lender else ""


def _lender_at(items: Sequence[Item], i: int) -> str | None:
    donor = donor_at(items, i)
    return donor if donor in aid_words("lenders") else None


def gives_relief(donor: str | None) -> bool:
    """Whether a donor is a charity, a foundation or the like, as its name tells."""
    if donor is None or donor.lower() in aid_words("givers"):
        return False
    last = donor.rpartition(" ")[2].lower()
    return last in aid_words("own bodies") or any(map(_BRAND.match, donor.split()))
