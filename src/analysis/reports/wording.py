"""How the pages put a claim into words: numbers with their bounds, days, and who says so.

The pages never state a claim in their own voice: each phrase here has a claimant or leaves
room for one.
"""

from __future__ import annotations

import calendar
import tomllib
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from analysis.reports.claims import Claim

_LARGE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """The words of the pages by table: measures, weapons, units, qualifiers, topics."""
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


@cache
def _claimants() -> Mapping[str, Sequence[str]]:
    """The words of claimants' names that tell how a sentence holds them."""
    text = (Path(__file__).parent / "claimants.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def number(value: float) -> str:
    """A number as people print it.

    >>> number(112000.0), number(65e9), number(19.5), number(1_800_000.0)
    ('112,000', '65 billion', '19.5', '1.8 million')
    """
    for size, name in _LARGE:
        if abs(value) >= size:
            return f"{_plain(value / size)} {name}"
    return _plain(value)


def _plain(value: float) -> str:
    digits = 0 if abs(value) >= 1000 else 2  # noqa: PLR2004  the thousands carry no decimals
    text = f"{value:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(value: float, unit: str) -> str:
    """A number with its unit.

    >>> amount(112000.0, "km2"), amount(20.0, "percent"), amount(65e9, "USD"), amount(5e9, "NOK")
    ('112,000 km²', '20%', '$65 billion', 'NOK 5 billion')
    """
    units = words()["units"]
    if unit in units:
        return units[unit].replace("#", number(value))
    return f"{unit} {number(value)}"


def bounded(claim: Claim) -> str:
    """The amount that a claim commits to, its bound in words: "at least $65 billion"."""
    return " ".join(part for part in bound_and_amount(claim) if part)


def bound_and_amount(claim: Claim) -> tuple[str, str]:
    """A claim's bound in words, empty where there is none, and its amount."""
    if claim.qualifier == "range" and claim.low is not None and claim.high is not None:
        return "", f"{number(claim.low)}–{amount(claim.high, claim.unit)}"
    return words()["qualifiers"][claim.qualifier], amount(claim.value, claim.unit)


def bounds(claim: Claim) -> str:
    """What a claim's words leave open, as a short note; empty for an exact number."""
    return words()["bounds"].get(claim.qualifier, "")


def plain_day(day: date | None) -> str:
    """A day in words, "12 February 2025"; "no date" where there is none."""
    return "no date" if day is None else f"{day.day} {day:%B %Y}"


def period(start: date | None, end: date | None) -> str:
    """A day or a period in words, as short as it can be without loss."""
    first, last = start or end, end or start
    if first is None or last is None:
        return "no date"
    if first == last:
        return plain_day(last)
    if (whole := _whole_period(first, last)) is not None:
        return whole
    if first.year != last.year:
        return f"{plain_day(first)} – {plain_day(last)}"
    if first.month != last.month:
        return f"{first.day} {first:%B} – {plain_day(last)}"
    return f"{first.day}–{plain_day(last)}"


def noun(claim: Claim) -> str:
    """What a claim counts, "drones", "people", "held", without the amount."""
    if claim.topic == "strikes":
        return words()["weapons"].get(claim.weapon or "other", "weapons")
    if claim.topic == "aid":
        kind = claim.category or ""
        return f"{'' if kind in ('', 'total') else kind} aid".strip()
    if claim.topic == "casualties":
        return {"civilian": "civilians", "military": "soldiers"}.get(claim.category or "", "people")
    return "territory"


def label(claim: Claim) -> str:
    """A short title of what is counted: "drones launched", "military aid pledged"."""
    return f"{noun(claim)} {words()['measures'][claim.measure]}"


def context(claim: Claim) -> str:
    """Whose number it is and where: "Russia · Ukraine", without repeating a name."""
    parts = [claim.actor, claim.recipient, claim.place]
    return " · ".join(dict.fromkeys(part for part in parts if part))


def speaker(claim: Claim) -> str:
    """The claimant as the start of a sentence: "Ukraine's air force"."""
    return capitalised(claim.claimant)


def capitalised(text: str) -> str:
    """A text with a capital at its start; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def said(claim: Claim) -> str:
    """One sentence that leaves the number to its claimant: "Ukraine's air force said ..."."""
    clause = f"{statement(claim)}{when(claim)}"
    if claim.attribution and _is_document(claim.attribution):
        return f"According to {with_article(claim.attribution)}, {clause}"
    verb = "said" if claim.attribution else "reported"
    return f"{capitalised(with_article(claim.claimant))} {verb} that {clause}"


def with_article(claimant: str) -> str:
    """A claimant's name as a sentence holds it.

    >>> with_article("White House"), with_article("Zelenskyy"), with_article("air force")
    ('the White House', 'Zelenskyy', 'the air force')
    """
    low = claimant.lower()
    starts = _claimants()["takes_article"]
    takes = any(low == start or low.startswith(f"{start} ") for start in starts)
    return f"the {claimant}" if takes else claimant


def _is_document(claimant: str) -> bool:
    """Whether a claimant is no speaker but a map, a count, an analysis: a text or data."""
    found = {word.strip(",.'’").lower() for word in claimant.split()}
    return not found.isdisjoint(_claimants()["documents"])


def when(claim: Claim) -> str:
    """The claim's time as the end of a sentence: " on 12 February 2025"; empty without one."""
    start, end = claim.date_start, claim.date_end
    if start is None and end is None:
        return ""
    if start is None or end is None or (end - start).days <= 1:
        return f" on {period(start, end)}"
    if (whole := _whole_period(start, end)) is not None:
        return f" in {whole}"
    return f" between {plain_day(start)} and {plain_day(end)}"


def short_period(start: date | None, end: date | None) -> str:
    """A day or a period for a table's cell: "12 Feb 2025", not broken within a day."""
    text = period(start, end)
    for month in calendar.month_name[1:]:
        text = text.replace(month, month[:3])
    days = [part.replace(" ", "\N{NO-BREAK SPACE}") for part in text.split(" – ")]
    return " – ".join(part.replace("–", "\N{WORD JOINER}–\N{WORD JOINER}") for part in days)


def unbroken(text: str) -> str:
    """A sentence whose numbers keep their units on one line."""
    for unit in (" km²", *(f" {name}" for _, name in _LARGE)):
        text = text.replace(unit, f"\N{NO-BREAK SPACE}{unit[1:]}")
    return text


def _whole_period(start: date, end: date) -> str | None:
    """A calendar month or calendar years by name; None for other periods."""
    if (start.day, end + timedelta(days=1)) == (1, _next_month(start)):
        return f"{start:%B %Y}"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"
    return None


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def statement(claim: Claim) -> str:
    """The number in a clause without its claimant: "Russia launched 123 drones"."""
    table = words()["statements"]
    if not claim.actor:
        table = {**table, **words()["bare_statements"]}
    return table[claim.measure].format(
        actor=spoken(claim.actor or ""),
        counted=counted(claim),
        were="was" if _is_one(claim) else "were",
    )


def counted(claim: Claim) -> str:
    """The amount with what it counts and where: "at least 2 people in Kyiv"."""
    if claim.topic == "territory":
        return f"{bounded(claim)} {_ground(claim)}"
    if claim.topic == "aid":
        return f"{bounded(claim)} in {noun(claim)} for {spoken(claim.recipient or 'Ukraine')}"
    thing = noun(claim)
    thing = words()["singulars"].get(thing, thing) if _is_one(claim) else thing
    where = f" in {claim.place}" if claim.place and claim.topic == "casualties" else ""
    return f"{bounded(claim)} {thing}{where}"


def _ground(claim: Claim) -> str:
    if claim.place and (claim.measure == "controlled" or claim.unit == "percent"):
        return f"of {claim.place}"
    if claim.place and claim.place != claim.actor:
        return f"of territory in {claim.place}"
    return "of territory"


def _is_one(claim: Claim) -> bool:
    return claim.value == 1 and claim.qualifier != "range"


def term(value: str) -> str:
    """A term of the tables as readers know it: "cruise missiles" for cruise_missile."""
    for table in ("weapons", "measures"):
        if value in words()[table]:
            return words()[table][value]
    return value


def spoken(name: str) -> str:
    """A name as a sentence says it: "the United States"."""
    return words()["spoken"].get(name, name)


def count(number: int, thing: str) -> str:
    """A count with what it counts.

    >>> count(1, "article"), count(1234, "figure")
    ('1 article', '1,234 figures')
    """
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def articles(claims: Iterable[Claim]) -> str:
    """How many articles state claims, and how many stories these are where some are copies."""
    stories = {claim.article_id: claim.source for claim in claims}
    told = count(len(stories), "article")
    apart = len(set(stories.values()))
    return told if apart == len(stories) else f"{told} ({apart:,} without copies)"


def listed(names: Iterable[str]) -> str:
    """Names as a sentence lists them.

    >>> listed(["Germany"]), listed(["Germany", "Norway", "Japan"])
    ('Germany', 'Germany, Norway and Japan')
    """
    every = list(names)
    if len(every) < 2:  # noqa: PLR2004  one name needs no "and"
        return "".join(every)
    return f"{', '.join(every[:-1])} and {every[-1]}"
