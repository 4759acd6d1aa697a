"""A numeral with the unit beside it, or the reason why it is no amount (a date, a name, a year)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from analysis.extraction.numerals import GAP, find_numerals, read_words, trie, word_list

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.extraction.numerals import Numeral

# How far before a number its qualifier, its currency or its label may begin.
_REACH = 48
_LONGEST_CODE = 3
# How far before a crown the country whose it is may be named.
_CONTEXT = 2000
_OPENERS = "([{\"'\u2013"
_NEXT_WORD = re.compile(rf"(?:{GAP}|-)?([^\W\d_][\w.']*)")

_ADJECTIVE = re.compile(r"-[a-z]")
_RATE = re.compile(r"(?:[ -](?:an?|per)[ -]|/)(\w+(?: (?:foot|feet|metre|meter|hour))?)")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written.

    Attributes:
        name: its name in the figures table.
        kind: units of one kind measure the same thing.
        factor: one of it in the named unit.
        needs_magnitude: a unit only behind "million" or the like.
        bare_dollar: a dollar that names no country.
        per: what a price or a rate is for: "$52 a barrel".
        near: the currency that it is near the mention of a country.
    """

    name: str
    kind: str
    factor: float = 1.0
    needs_magnitude: bool = False
    bare_dollar: bool = False
    per: str = ""
    near: tuple[tuple[str, str], ...] = ()


COUNT = Unit("count", "count")
PERCENT = Unit("percent", "share")
YEAR = Unit("year", "time")
METRE = Unit("metre", "length")
TONNE = Unit("tonne", "weight")
POUND = Unit("pound", "weight")


@dataclass(frozen=True, slots=True)
class Amount:
    """A numeral and what stands beside it.

    Attributes:
        numeral: the number, not converted.
        start: where the phrase with currency and sign begins.
        end: where the phrase with unit ends.
        unit: the unit; None where none is written.
        before: the words before the phrase, nearest last.
        joined: glued by a hyphen or slash to a number before it.
        rejected: a date, a name or a code: no amount.
        age: somebody's age.
        negative: a minus sign belongs to it.
    """

    numeral: Numeral
    start: int
    end: int
    unit: Unit | None
    before: tuple[str, ...]
    joined: bool = False
    rejected: bool = False
    age: bool = False
    negative: bool = False


@cache
def _units(side: str) -> Mapping[str, Unit]:
    """Word or phrase → unit, as written before a number or after it."""
    units: dict[str, Unit] = {}
    for name, table in read_words("units").items():
        bare = name == "dollar"
        near = tuple(table.get("near", {}).items())
        unit = Unit(
            table["unit"], table["kind"], float(table.get("factor", 1)), bare_dollar=bare, near=near
        )
        if side == "after":
            late = replace(unit, needs_magnitude=True)
            units |= dict.fromkeys(table.get("after_magnitude", ()), late)
        units |= {word: unit for word in table.get(side, ()) if word not in units}
    return units


@cache
def _pounds() -> Unit:
    """ "Pounds" without a magnitude weigh."""
    return Unit("pound", "weight")


@cache
def _unit_after() -> re.Pattern[str]:
    return re.compile(rf"(?:{GAP}|-)?({trie(_units('after'))})(?!\w)")


@cache
def _unit_before() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w$])({trie(_units('before'))})\ ?\Z")


@cache
def _before_ends() -> frozenset[str]:
    """The last letters of the units that are written before a number."""
    return frozenset(word[-1] for word in _units("before"))


def read_amounts(text: str, view: str) -> list[Amount]:
    """All numerals of the text with their units, in order; those that are no amount are marked."""
    amounts: list[Amount] = []
    for numeral in find_numerals(text, view):
        amount = _read_amount(text, view, numeral)
        previous = amounts[-1] if amounts else None
        if amount.joined and (
            previous is None or previous.end < amount.start - 1 or previous.rejected
        ):
            amount = replace(amount, rejected=True)
        amounts.append(amount)
    return amounts


def _read_amount(text: str, view: str, numeral: Numeral) -> Amount:
    start, unit = _read_before(text, view, numeral)
    end = numeral.end
    if unit is None:
        end, unit, numeral = _read_after(text, view, numeral)
    else:
        end, unit, numeral = _read_behind_sign(text, view, numeral, unit)
    if unit is not None and unit.kind in ("money", "share"):
        unit = _with_rate(view, end, unit, scaled=numeral.scaled)
    before = tuple(view[max(0, start - _REACH) : start].split())
    amount = Amount(numeral, start, end, unit, before)
    return _judge(text, view, amount)


def _read_before(text: str, view: str, numeral: Numeral) -> tuple[int, Unit | None]:
    """The currency before a number, and where the phrase begins."""
    start = numeral.start
    last = view[start - 1 : start] if start else ""
    if last == " ":
        last = view[start - 2 : start - 1]
    if last not in _before_ends() or not last:
        return start, None
    match = _unit_before().search(view, max(0, start - 12), start)
    if match is None or not _is_code(text, match):
        return start, None
    return match.start(), _units("before")[match[1]]


def _is_code(text: str, match: re.Match[str]) -> bool:
    """Whether a currency's letters are written so: US$ and Nkr, not "gave us $5"."""
    word = text[match.start(1) : match.end(1)]
    is_glued_sign = " " not in word and not word.isalpha()
    return is_glued_sign or word[0].isupper() or len(word) > _LONGEST_CODE


def _read_after(text: str, view: str, numeral: Numeral) -> tuple[int, Unit | None, Numeral]:
    """The unit behind a number, where the phrase ends, and the number read by that unit."""
    match = _unit_after().match(view, numeral.end)
    if match is None:
        return _read_letter(view, numeral)
    unit = _units("after")[" ".join(match[1].split())]
    word = text[match.start(1) : match.end(1)]
    if unit.needs_magnitude and numeral.value < 1e5:
        if match[1] != "pounds":
            return numeral.end, None, numeral
        unit = POUND
    if unit.kind == "money" and match[1] == unit.name.lower() and not word.isupper():
        return numeral.end, None, numeral
    if word in ("G", "L", "P", "PS") or (
        len(word) == 1 and match.start(1) > numeral.end and word.isalpha()
    ):
        return numeral.end, None, numeral
    return match.end(), _by_context(view, unit, match.start()), numeral


def _by_context(view: str, unit: Unit, at: int) -> Unit:
    """Crowns and kroner are of the country named last before them."""
    low = max(0, at - _CONTEXT)
    named = [(view.rfind(stem, low, at), code) for stem, code in unit.near]
    place, code = max(named, default=(-1, ""))
    return replace(unit, name=code) if place >= 0 else unit


def _read_letter(view: str, numeral: Numeral) -> tuple[int, Unit | None, Numeral]:
    """A glued letter that is a unit here: "20m high", "5t"."""
    if numeral.letter == "t":
        return numeral.end, TONNE, replace(numeral, value=numeral.base)
    if numeral.letter == "m" and _next_word(view, numeral.end) in word_list("metre_cues"):
        return numeral.end, METRE, replace(numeral, value=numeral.base)
    return numeral.end, None, numeral


def _read_behind_sign(
    text: str, view: str, numeral: Numeral, unit: Unit
) -> tuple[int, Unit, Numeral]:
    """What follows a number with a currency before it: "$65 billion US", "$5 m"."""
    match = _NEXT_WORD.match(view, numeral.end)
    if match is None:
        return numeral.end, unit, numeral
    word = match[1]
    letters = read_words("numbers")["letters"]["values"]
    if word in letters and not numeral.scaled and word != "t":
        numeral = replace(numeral, value=numeral.base * letters[word], end=match.end())
        match = _NEXT_WORD.match(view, numeral.end)
        word = match[1] if match else ""
    if match and unit.bare_dollar and text[match.start(1)].isupper():
        other = _units("behind_sign").get(word.rstrip("."), _units("behind_sign").get(word))
        if other:
            return match.start(1) + len(word.rstrip(".")), other, numeral
    again = _units("after").get(word)
    if match and again and again.kind == "money":
        return match.end(), unit if again.bare_dollar else again, numeral
    return numeral.end, unit, numeral


def _with_rate(view: str, end: int, unit: Unit, *, scaled: bool) -> Unit:
    """The unit of a price or a wage: "$52 a barrel"; "€1.65bn a month" stays a sum."""
    match = _RATE.match(view, end)
    per = _units("after").get(match[1]) if match else None
    if per is None or per.kind == "money" or (scaled and per.kind == "time"):
        return unit
    return replace(unit, per=per.name)


def _next_word(view: str, end: int) -> str:
    match = _NEXT_WORD.match(view, end)
    return match[1] if match else ""


def _judge(text: str, view: str, amount: Amount) -> Amount:
    """Mark an amount that is none, an age, a negative number, or a part of a range."""
    left, right = _neighbours(view, amount)
    if left.isalnum() or left == "_":
        return replace(amount, rejected=True)
    if left == "." and amount.numeral.value >= 1:
        amount = _judge_point(view, amount)
    if left in "-/" and left:
        amount = _judge_hyphen(view, amount)
    if amount.rejected or _is_part_of_code(view, amount, left, right):
        return replace(amount, rejected=True)
    if _last(amount) == "minus" and amount.unit:
        return replace(amount, negative=True)
    if amount.unit is None:
        return _judge_bare(text, view, amount)
    if amount.unit.kind == "time":
        age = view.startswith(("-old", " old", " of age"), amount.end)
        is_adjective = amount.numeral.spelled and "-" in view[amount.numeral.end : amount.end]
        return replace(amount, age=age, rejected=is_adjective and not age)
    return amount


def _neighbours(view: str, amount: Amount) -> tuple[str, str]:
    left = view[amount.start - 1] if amount.start else ""
    return left, view[amount.end : amount.end + 1]


def _judge_hyphen(view: str, amount: Amount) -> Amount:
    """A hyphen before a number: a model (Kh-101), a range (20-25), or a minus."""
    start = amount.start
    other = view[start - 2 : start - 1] if start > 1 else ""
    if other.isdigit() or other in "%)" and other:
        return replace(amount, joined=True)
    if other.isalpha():
        return _judge_prefix(view, amount)
    if view[start - 1] == "-" and amount.unit and amount.unit.kind in word_list("signed_kinds"):
        return replace(amount, start=start - 1, negative=True)
    return amount


def _judge_prefix(view: str, amount: Amount) -> Amount:
    """A word glued before a number by a hyphen: a prefix ("sub-300") or a name ("Kh-101")."""
    if view.endswith("minus-", 0, amount.start):
        return replace(amount, negative=True)
    known = view.endswith("sub-", 0, amount.start) or (amount.unit and amount.numeral.spelled)
    return amount if known else replace(amount, rejected=True)


def _judge_point(view: str, amount: Amount) -> Amount:
    """A point before digits: a decimal (.375) or a name (ID.3)."""
    before = view[amount.start - 2 : amount.start - 1] if amount.start > 1 else " "
    if before.isalnum():
        return replace(amount, rejected=not before.isalpha() or amount.numeral.value < 10)
    if amount.numeral.spelled or amount.numeral.scaled:
        return amount
    digits = amount.numeral.end - amount.numeral.start
    numeral = replace(amount.numeral, value=amount.numeral.value / 10**digits)
    return replace(amount, numeral=numeral, start=amount.start - 1)


def _is_part_of_code(view: str, amount: Amount, left: str, right: str) -> bool:
    """Clock times, dates, versions, ratios and telephone numbers: 17:22, 12.02.2025, 3:1, 24/7."""
    if right.isalpha() or right == "_":
        return True
    if right and right in ".:/" and view[amount.end + 1 : amount.end + 2].isdigit():
        return True
    if (
        left
        and left in ".:#№"
        and (left in "#№" or view[amount.start - 2 : amount.start - 1].isdigit())
    ):
        return True
    return left == "+" and amount.end - amount.start > 6


def _judge_bare(text: str, view: str, amount: Amount) -> Amount:
    """A number without unit: a share, "one", an age, or no amount at all."""
    numeral = amount.numeral
    following = _next_word(view, amount.end)
    if numeral.share:
        is_share = _is_share(view, amount, following)
        return replace(amount, unit=PERCENT, rejected=not is_share)
    if numeral.halved:
        return replace(amount, rejected=not numeral.scaled)
    if numeral.spelled:
        is_adjective = not numeral.scaled and _ADJECTIVE.match(view, amount.end) is not None
        idiom = is_adjective or _is_idiom(view, amount, following)
        return replace(amount, rejected=idiom or _last(amount) in word_list("places"))
    if _is_age(text, view, amount):
        return replace(amount, unit=YEAR, age=True)
    return replace(amount, rejected=_is_name(text, amount, following))


def _last(amount: Amount) -> str:
    return amount.before[-1].strip(_OPENERS) if amount.before else ""


def _is_share(view: str, amount: Amount, following: str) -> bool:
    """Whether a fraction is a share: not "a third drone", "the second half"."""
    word = view[amount.numeral.start : amount.numeral.end]
    last = _last(amount)
    if word == "half":
        if last in word_list("not_half_after"):
            return False
        return following in word_list("half_of") or last in word_list("share_cues")
    if word in read_words("numbers")["fractions"]["values"]:
        return False
    if word.startswith("a ") or word.startswith("a\n"):
        return following == "of" or last in word_list("share_cues")
    return True


def _is_idiom(view: str, amount: Amount, following: str) -> bool:
    """Whether a number word is none: "no one", "several hundred"."""
    word = view[amount.start : amount.end]
    last = _last(amount)
    if word == "one":
        return _is_pronoun(view, amount, last, following)
    is_lone_scale = (
        amount.numeral.base == 1 and amount.numeral.scaled and not word.startswith(("a", "one"))
    )
    return is_lone_scale and last in word_list("vague")


def _is_pronoun(view: str, amount: Amount, last: str, following: str) -> bool:
    """Whether "one" is no number: "no one", "one another", "the one who left"."""
    if last == "no" or following in word_list("not_one_before"):
        return True
    if view.startswith("'s", amount.end):
        return True
    stands_alone = not following or following in word_list("function_words")
    return stands_alone and last in word_list("not_one_after")


def _is_age(text: str, view: str, amount: Amount) -> bool:
    """ "aged 41", "the age of 41", or "Olena Petrenko, 41, said"."""
    if _last(amount) in word_list("age_cues") or amount.before[-2:] == ("age", "of"):
        return True
    start, end = amount.start, amount.end
    if not (amount.before and amount.numeral.value <= 110 and amount.before[-1].endswith(",")):
        return False
    name = start - 1 - len(amount.before[-1])
    return view[end : end + 1] in (",", ".") and name >= 0 and text[name].isupper()


def _is_name(text: str, amount: Amount, following: str) -> bool:
    """Whether bare digits are a date, a year, a clock time, or the number in a name."""
    last = _last(amount)
    value = amount.numeral.value
    if following in word_list("clock") or _is_label(text, amount, last):
        return True
    months = word_list("months")
    if value <= 31 and (last.rstrip(".") in months or following.rstrip(".") in months):
        return not amount.numeral.scaled
    return _is_year(text, amount, last, following)


def _is_label(text: str, amount: Amount, last: str) -> bool:
    if last.rpartition("/")[2] in word_list("labels"):
        return True
    if last not in word_list("capital_labels"):
        return False
    at = amount.start - 1 - len(last)
    return at >= 0 and text[at].isupper()


def _is_year(text: str, amount: Amount, last: str, following: str) -> bool:
    """Four digits, unless they count or are bounded: "2,000", "2000 drones", "over 2000"."""
    written = text[amount.start : amount.end]
    value = amount.numeral.value
    if len(written) != 4 or not written.isdigit() or not 1000 <= value <= 2199:
        return False
    if following in word_list("counted"):
        return False
    stem = last.rstrip(".,")
    if stem in word_list("months") or stem in word_list("year_cues"):
        return True
    return 1900 <= value <= 2100 and stem not in word_list("share_cues") and stem != "than"
