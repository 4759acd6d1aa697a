"""A number with its unit, or the reason why it is no amount: a date, a year, a name, a code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from analysis.extraction.numerals import find_numerals, read_words, word_list
from analysis.extraction.qualifiers import bound_before
from analysis.extraction.units import PERCENT, YEAR, next_word, read_measure
from analysis.extraction.values import replace

if TYPE_CHECKING:
    from analysis.extraction.numerals import Numeral
    from analysis.extraction.units import Unit

# How far before a number its qualifier or its label may begin.
_REACH = 48
_OPENERS = "([{\"',;:\u2013"
_HARMLESS = " \n\r([{\"'$\u20ac\u00a3,;\u2013"
_PLAIN_ENDS = " ,\n"
_CODE_SIGNS = "./:\u2044"
_TIME = re.compile(r"[0-2]?[0-9]\.[0-5][0-9]")
# "4. Ukraine" at the beginning of a line.
_LIST_MARK = re.compile(r"(?:\A|\n)[0-9]{1,2}\.[ \n]")
_ADJECTIVE = re.compile(r"-[a-z]")

_LAST_DAY = 31
_OLDEST = 110
_HOURS = 24
_YEARS = range(1900, 2101)
_YEARS_BY_CUE = range(1000, 2200)
_YEAR_DIGITS = 4
_SHORTEST_TELEPHONE = 7


@dataclass(slots=True)
class Amount:
    """A numeral and what stands beside it; filled in while that is judged.

    Attributes:
        numeral: the number, not converted.
        start: where the phrase with currency and sign begins.
        end: where the phrase with unit ends.
        unit: the unit; None where none is written.
        before: the words before the phrase, nearest last.
        rejected: why it is no amount (date, year, name, clock, code, idiom, compound), else "".
        joined: glued by a hyphen or slash to a number before it.
        age: somebody's age.
        negative: a minus sign belongs to it.
        last_word: the word before the phrase, without brackets and commas.
    """

    numeral: Numeral
    start: int
    end: int
    unit: Unit | None
    before: tuple[str, ...]
    rejected: str = ""
    joined: bool = False
    age: bool = False
    negative: bool = False
    last_word: str = ""


def read_amounts(text: str, view: str) -> list[Amount]:
    """All numerals of the text with their units, in order; those that are no amount say why."""
    amounts: list[Amount] = []
    for numeral in find_numerals(view):
        previous = amounts[-1] if amounts else None
        amounts.append(_read_amount(text, view, numeral, previous))
    return amounts


def _read_amount(text: str, view: str, numeral: Numeral, previous: Amount | None) -> Amount:
    numeral, start, end, unit = read_measure(text, view, numeral)
    before = tuple(view[start - _REACH if start > _REACH else 0 : start].split())
    last = before[-1].strip(_OPENERS) if before else ""
    amount = Amount(numeral, start, end, unit, before, last_word=last)
    left = view[start - 1] if start else " "
    if left not in _HARMLESS:
        _judge_left(view, amount, left, previous)
    if amount.rejected:
        return amount
    if view[amount.end : amount.end + 1] not in _PLAIN_ENDS and _is_code(view, amount):
        amount.rejected = "code"
    elif numeral.spelled and _is_vague(view, amount):
        amount.rejected = "idiom"
    elif amount.unit is None:
        _judge_bare(text, view, amount)
    else:
        _judge_measured(view, amount)
    return amount


def _is_vague(view: str, amount: Amount) -> bool:
    """Whether nobody counted: "several hundred", "a few dozen kilometres"."""
    numeral = amount.numeral
    if numeral.base != 1 or not numeral.scaled:
        return False
    by_the = view.endswith("by the ", 0, amount.start)  # "drones by the dozen"
    return by_the or (view[amount.start] != "a" and amount.last_word in word_list("vague"))


def _judge_left(view: str, amount: Amount, left: str, previous: Amount | None) -> None:
    """What is glued before a number: a letter (MH17), a hyphen, a point, a colon."""
    other = view[amount.start - 2] if amount.start > 1 else " "
    if left in "-/" and previous is not None and previous.end == amount.start - 1:
        # 20-25 may be a range, Shahed-136/131 is none.
        amount.joined, amount.rejected = True, "code" if previous.rejected else ""
    elif left in "-/":
        _judge_hyphen(view, amount, other)
    elif left == ".":
        _judge_point(amount, other)
    elif _is_glued(amount, left, other):
        amount.rejected = "code"


def _is_glued(amount: Amount, left: str, other: str) -> bool:
    """Whether a letter or sign before a number makes it a code or a telephone number."""
    digits = amount.numeral.end - amount.numeral.start
    is_telephone = left == "+" and digits >= _SHORTEST_TELEPHONE
    is_code = left.isalnum() or left in "_#=&\u2116\u2044" or (left == ":" and other.isdigit())
    return is_code or is_telephone


def _judge_hyphen(view: str, amount: Amount, other: str) -> None:
    """A hyphen before a number: a model (Kh-101), a code, or a minus."""
    signed = amount.unit is not None and amount.unit.kind in word_list("signed_kinds")
    if other.isdigit():
        amount.rejected = "code"
    elif other.isalpha():
        _judge_prefix(view, amount)
    elif signed and view[amount.start - 1] == "-":
        amount.start, amount.negative = amount.start - 1, True


def _judge_prefix(view: str, amount: Amount) -> None:
    """A word glued before a number: a prefix ("sub-300"), or a name (Kh-101)."""
    if view.endswith("minus-", 0, amount.start):
        amount.negative = True
    elif not view.endswith(("sub-", " to-"), 0, amount.start) and not (
        amount.unit and amount.numeral.spelled
    ):
        amount.rejected = "name"


def _judge_point(amount: Amount, other: str) -> None:
    """A point before digits: a decimal (.375), a name (ID.3), or a full stop without blank."""
    numeral = amount.numeral
    if other.isdigit() or (other.isalpha() and numeral.value < 10):  # noqa: PLR2004 a digit
        amount.rejected = "code"
    elif not (other.isalnum() or numeral.spelled or numeral.scaled):
        value = numeral.value / 10 ** (numeral.end - numeral.start)
        amount.numeral, amount.start = replace(numeral, value=value), amount.start - 1


def _is_code(view: str, amount: Amount) -> bool:
    """Clock times, dates, versions, ratios, 5G, 1990s: 17:22, 12.02.2025, 3:1, 24/7."""
    right = view[amount.end : amount.end + 1]
    if right in _CODE_SIGNS:
        return view[amount.end + 1 : amount.end + 2].isdigit()
    return right.isalnum() or right == "_"


def _judge_measured(view: str, amount: Amount) -> None:
    """A number with a unit: mind ages, "minus 20 degrees", and "a three-year war"."""
    unit, end = amount.unit, amount.end
    if amount.last_word == "minus":
        start = view.rindex("minus", 0, amount.start)
        amount.negative, amount.start, amount.before = True, start, amount.before[:-1]
    elif unit is None or unit.kind != "time":
        return
    elif view.startswith(("-old", " old", " of age"), end):
        amount.age = True
    elif amount.numeral.spelled and "-" in view[amount.numeral.end : end]:
        amount.rejected = "compound"


def _judge_bare(text: str, view: str, amount: Amount) -> None:
    """A number without unit: a share, a number word, an age, or digits that name something."""
    numeral = amount.numeral
    following = next_word(view, amount.end)
    if numeral.share:
        amount.unit = PERCENT
        if numeral.spelled and not _is_share(view, amount, following):
            amount.rejected = "idiom"
    elif numeral.spelled:
        amount.rejected = _reason_against_word(view, amount, following)
        if not amount.rejected and text[amount.start].isupper():
            amount.rejected = _reason_against_capital(text, amount, following)
    elif _is_age(text, view, amount):
        amount.unit, amount.age = YEAR, True
    else:
        amount.rejected = _reason_against_digits(text, view, amount, following)


def _is_share(view: str, amount: Amount, following: str) -> bool:
    """Whether a fraction is a share: not "a third drone", "the second half"."""
    word = view[amount.start : amount.end]
    last = amount.last_word
    if word == "half":
        is_share = following in word_list("half_of") or last in word_list("share_cues")
        return is_share and last not in word_list("not_half_after")
    if word in read_words("numbers")["fractions"]["values"]:
        return False
    return word[:2].strip() != "a" or following == "of" or last in word_list("share_cues")


def _reason_against_word(view: str, amount: Amount, following: str) -> str:
    """Why a number word is no amount, or ""."""
    numeral = amount.numeral
    word = view[amount.start : amount.end]
    last = amount.last_word
    if _is_clock(view, amount):
        return "clock"
    if not numeral.scaled:
        if _ADJECTIVE.match(view, amount.end):
            return "compound"
        if last in word_list("places") or (word == "one" and _is_pronoun(view, amount, following)):
            return "idiom"
    return "idiom" if numeral.halved else ""


def _reason_against_capital(text: str, amount: Amount, following: str) -> str:
    """Why a capitalised number word is a name: "the Kick Six win"; titles capitalise all words."""
    if not amount.before or not following or following in word_list("function_words"):
        return ""
    at = amount.start - 1 - len(amount.before[-1])
    is_after_name = at >= 0 and text[at].isupper() and amount.before[-1].isalpha()
    return "name" if is_after_name and text[amount.end : amount.end + 2].strip().islower() else ""


def _is_pronoun(view: str, amount: Amount, following: str) -> bool:
    """Whether "one" is no number: "no one", "one another", "the one who left"."""
    if amount.last_word == "no" or following in word_list("not_one_before"):
        return True
    if view.startswith("'s", amount.end):
        return True
    stands_alone = not following or following in word_list("function_words")
    return stands_alone and amount.last_word in word_list("not_one_after")


def _is_age(text: str, view: str, amount: Amount) -> bool:
    """Whether it is an age: "aged 41", "the age of 41", "Olena Petrenko, 41, said"."""
    if not amount.before or amount.numeral.value > _OLDEST:
        return False
    if amount.last_word in word_list("age_cues") or amount.before[-2:] == ("age", "of"):
        return True
    name = amount.start - 1 - len(amount.before[-1])
    is_apposition = amount.before[-1].endswith(",") and view[amount.end : amount.end + 1] in (
        ",",
        ".",
    )
    return is_apposition and name >= 0 and text[name].isupper()


def _reason_against_digits(text: str, view: str, amount: Amount, following: str) -> str:
    """Why bare digits are no amount: a clock time, a label's number, a date, a year; or ""."""
    if text[amount.start] == "0" and text[amount.start + 1 : amount.start + 2].isdigit():
        return "code"  # "01.02." is a day
    if following.rstrip(".") in word_list("clock") or _is_time_after_year(view, amount):
        return "clock"
    if _is_clock(view, amount):
        return "clock"
    if _is_label(text, amount, following) or _numbers_something(text, view, amount):
        return "name"
    months = word_list("months")
    is_date = amount.last_word.rstrip(".") in months or following.rstrip(".") in months
    if is_date and amount.numeral.value <= _LAST_DAY and not amount.numeral.scaled:
        return "date"
    return "year" if _is_year(text, view, amount, following) else ""


def _numbers_something(text: str, view: str, amount: Amount) -> bool:
    """Whether the digits number a point of a list or a house: "4. Ukraine", "49 Ranch Road"."""
    if _LIST_MARK.match(view, max(0, amount.start - 1), amount.end + 2):
        return True
    return text[amount.end + 1 : amount.end + 2].isupper() and (
        _address().match(text, amount.end) is not None
    )


@cache
def _address() -> re.Pattern[str]:
    """Behind a house's number: " Zorro Ranch Road, Stanley", but not " Wall Street banks"."""
    streets = "|".join(sorted(word_list("streets")))
    ends = r"\.?(?=\s*$|[^\w\s'’-]|\s+(?:in|on|at|near|to)\b)"
    return re.compile(rf" (?:[A-Z0-9][\w'’.]* ){{1,4}}(?:{streets}){ends}")


def _is_clock(view: str, amount: Amount) -> bool:
    """Whether the words beside it make it a time of day: "six in the morning"."""
    if amount.numeral.value > _HOURS:
        return False
    if not {amount.last_word, " ".join(amount.before[-2:])}.isdisjoint(word_list("clock_cues")):
        return True
    return view.startswith(_clock_phrases(), amount.end + 1)


@cache
def _clock_phrases() -> tuple[str, ...]:
    """What makes a number before it a time of day."""
    return tuple(word_list("clock_phrases"))


def _is_time_after_year(view: str, amount: Amount) -> bool:
    """Whether it is a clock time with a point: "1 May 2022 20.38"."""
    if len(amount.last_word) != _YEAR_DIGITS or not amount.last_word.isdigit():
        return False
    return _TIME.fullmatch(view, amount.start, amount.end) is not None


def _is_label(text: str, amount: Amount, following: str) -> bool:
    """Whether the word before makes a number a name: "Article 5", "Game 2"."""
    last = amount.last_word
    labels = word_list("labels")
    if last == "number" and amount.before[-2:-1] and amount.before[-2] in word_list("plurals"):
        return False  # "they number 4,100"
    if last.rpartition("/")[2] in labels or " ".join(amount.before[-2:]) in labels:
        return True
    if last == "day" and following == "of":
        return True
    at = amount.start - 1 - len(last)
    return last in word_list("capital_labels") and at >= 0 and text[at].isupper()


def _is_year(text: str, view: str, amount: Amount, following: str) -> bool:
    """Four digits, unless they count or are bounded: "2,000", "2000 drones", "over 2000"."""
    written = text[amount.start : amount.end]
    if len(written) != _YEAR_DIGITS or not written.isdigit() or following in word_list("counted"):
        return False
    last = amount.last_word.rstrip(".")
    if last in word_list("months") or last in word_list("year_cues"):
        return int(written) in _YEARS_BY_CUE
    bound, _ = bound_before(view, amount.start, amount.before)
    return int(written) in _YEARS and bound not in ("more_than", "less_than")
