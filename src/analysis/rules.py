"""Which of several claims about one event stands in a table: an ordered list of rules.

The rules and their order stand in rules.toml. Nothing is averaged, and a claim that is not chosen
stays beside the chosen one, with the rule that decided.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from analysis.wording import says

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from analysis.claims import Row

_STATUS = {"revised": 1, "first": -1}


def rules_of(topic: str) -> list[str]:
    """The names of a topic's rules, the first to be asked first.

    >>> rules_of("casualties")[:2]
    ['revised', 'later']
    """
    return list(_tables()["order"][topic])


def order_for(claim: Row) -> str:
    """The order that a claim's event follows: its topic's, or `totals` for months of strikes."""
    topic: str = claim["topic"]
    return "totals" if topic == "strikes" and claim["period"] not in ("night", "day") else topic


def words_of(rule: str) -> str:
    """A rule in words.

    >>> words_of("later")
    'later report over earlier'
    """
    words: str = _tables()["words"][rule]
    return words


def rule_names() -> tuple[str, ...]:
    """Every rule's name, as tables hold it."""
    return tuple(_tables()["words"])


def ranked(claims: Iterable[Row], topic: str) -> list[Row]:
    """The claims, the one that the rules choose first.

    Args:
        claims: rows with `numbers` (measure → value, low, high), `scope`, `status`, `published`,
            `claimant`, `article_id` and `story`.
        topic: whose order of rules is followed: a key of `order` in rules.toml.
    """
    stories: dict[str, list[Row]] = {}
    for claim in sorted(claims, key=_original_first):
        stories.setdefault(str(claim["story"]), []).append(claim)
    groups = [_best_first(group, "within") for _, group in sorted(stories.items())]
    fullest = _best_first([group[0] for group in groups], topic)
    return fullest + _best_first([claim for group in groups for claim in group[1:]], topic)


def _original_first(claim: Row) -> tuple[bool, str]:
    """A story's first article before its copies, so that none is chosen for being later."""
    return claim["article_id"] != claim["story"], str(claim["figure_ids"])


def _best_first(claims: list[Row], topic: str) -> list[Row]:
    rules = rules_of(topic)
    return sorted(claims, key=lambda claim: [grade(rule, claim) for rule in rules], reverse=True)


def decided_by(chosen: Row, other: Row, topic: str) -> str:
    """The rule by which the chosen claim comes before another; `larger` where they grade alike."""
    within = chosen["story"] == other["story"]
    for rule in rules_of("within" if within else topic):
        ours, theirs = grade(rule, chosen), grade(rule, other)
        if ours != theirs:
            return rule if ours > theirs else "whole"
    return "larger"


def grade(rule: str, claim: Row) -> float:
    """How far a claim meets a rule; of two claims the one with the higher grade comes first."""
    return _GRADES[rule](claim)


def _precision(claim: Row) -> float:
    """2 where the first number is exact, 1 where it is bounded, 0 where it is about right."""
    return next((_known_ends(number) for number in claim["numbers"].values()), 0)


def _known_ends(number: Row) -> float:
    if number["low"] is None and number["high"] is None:
        return 0
    return 2 if number["low"] == number["high"] else 1


def _day(claim: Row) -> float:
    return float(claim["published"].toordinal()) if claim["published"] else 0


def _largest(claim: Row) -> float:
    return max((number["value"] or 0 for number in claim["numbers"].values()), default=0)


_GRADES: dict[str, Callable[[Row], float]] = {
    "nation": lambda claim: claim["scope"] == "national",
    "revised": lambda claim: _STATUS.get(claim["status"], 0),
    "tally": lambda claim: "launched" in claim["numbers"],
    "precise": _precision,
    "later": _day,
    "official": lambda claim: says("official", claim["claimant"]),
    "complete": lambda claim: len(claim["numbers"]),
    "larger": _largest,
}


@cache
def _tables() -> dict[str, dict[str, Any]]:
    text = files("analysis").joinpath("rules.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
