"""When an article appeared, and what tells it: its front matter, metadata, address or dateline.

Relative dates ("on Wednesday") are resolved against this day, so that a wrong one is worse than
none: what could be read two ways is not read, and an undated article stays undated.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.errors import ArticleError, TableError
from analysis.frontmatter import parse_day

if TYPE_CHECKING:
    from collections.abc import Iterator

EARLIEST = dt.date(2014, 1, 1)
"""The first year of the war; a page that tells an earlier day most likely tells it of itself."""

_FIRST_OF_ALL = dt.date(1990, 1, 1)  # another war may be studied
# Days that metadata may tell before and after the address: time zones, and updates of the text.
_BEFORE, _AFTER = 1, 7
_TOP_LINES, _TOP = 12, 1500  # lines and characters in which a text may tell its day
_MONTH_NAMES = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTHS = _MONTH_NAMES.split("|")
# Matches: /2025/02/12/, /2025/feb/12/, /2025-02-12-title, /20250212/, /20250212-title.
_IN_ADDRESS = re.compile(
    rf"""
    / (?P<year> 20\d\d )
    (?: (?P<sign> [/-] ) (?P<month> \d{{1,2}} | {_MONTH_NAMES} ) (?P=sign) (?P<day> \d{{1,2}} )
      | (?P<month_8> \d\d ) (?P<day_8> \d\d ) )
    (?= [/_.?\#-] | $ )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_YEAR_IN_ADDRESS = re.compile(r"/(20\d\d)/")
_MONTH = rf"(?i:{_MONTH_NAMES})[a-z]{{0,6}}\.?"
_TIME = r"\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?"
# Matches: Published: Feb 12, 2025; Updated on Wednesday, 12 February 2025 at 10:15 GMT; 2025-02-12;
# By Jo Example, Feb. 12, 2025.
_OWN_LINE = re.compile(
    rf"""
    [\s*_(\[]*
    (?: (?P<label> (?:first\ |last\ )? (?:published|posted|updated|modified|date|issued) )
        (?: \ (?:on|at) )? \s*:?\s* (?: {_TIME} [,\s]* )?
      | by\ [^\d]{{3,60}}? [,|•·–—-] \s* )?
    (?P<day> (?: (?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]? \s+ )?
       (?: {_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+20\d\d
         | \d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+20\d\d
         | 20\d\d-\d\d-\d\d (?: [T\ ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)? )? ) )
    (?: \s* [,|•·–—/-]? \s* (?:at\s+)? {_TIME} \s* (?:[a-z]{{2,4}}|\(?[A-Z]{{2,4}}\)?)? )?
    (?: \s* (?: \| .{{0,80}} | [•·/,–—-] \s* (?: (?:last\ )?updated | modified | \d ) .{{0,60}} ) )?
    [\s*_)\]]*
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Matches: KYIV, Feb. 12 (Outlet) - ; MOSCOW, September 27, 2024. /Outlet/ ; Kyiv, 12 Feb 2025 —.
_DATELINE = re.compile(
    rf"""
    [A-Z][\w .’'/-]{{2,40}} (?: ,\ [A-Z][\w .’']{{2,30}} )? ,\s
    (?P<day> {_MONTH}\s+\d{{1,2}} | \d{{1,2}}\s+{_MONTH} ) (?: ,?\s+(?P<year>20\d\d) )?
    \.? \s* (?: (?: \( [^()]{{2,40}} \) \s* )? [-–—] | / [^()/]{{2,40}} / )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Publication:
    """The day on which an article appeared.

    Attributes:
        day: the day; None where nothing tells it.
        origin: what tells it: "front matter", "metadata", "url" or "dateline".
        set_aside: another day that the metadata tell, which was not believed.
    """

    day: dt.date | None
    origin: str | None
    set_aside: dt.date | None = None


def day_of(published: object) -> dt.date | None:
    """The day that a caller gives: a date, a point in time or YYYY-MM-DD; None for nothing.

    Raises:
        TableError: it is no day.

    >>> day_of("2025-02-12")
    datetime.date(2025, 2, 12)
    """
    if published is None or published != published or published == "":  # noqa: PLR0124 - NaT, NaN
        return None
    if isinstance(published, dt.datetime):
        return published.date()
    if isinstance(published, dt.date):
        return published
    try:
        return dt.datetime.fromisoformat(str(published).strip()).date()
    except ValueError as error:
        msg = f"published is {published!r}; give a day as YYYY-MM-DD, such as 2025-02-12"
        raise TableError(msg) from error


def publication_day(
    stated: dt.date | None,
    stated_from: str | None,
    url: str | None,
    text: str,
    *,
    latest: dt.date | None = None,
) -> Publication:
    r"""Settle on which day an article appeared.

    A front matter is believed, since a person wrote it. Then come metadata, the address, and a
    line of the text's top or its dateline, where their day lies between 2014 and tomorrow.
    Metadata are also set aside where they tell more than a week after the day in the address, or
    more than a day before it: an address is made once, metadata change with every copy and move.
    Within the week they tell an update, and the text that is read is the updated one. A day in two
    readings ("12/02/2025") and a dateline whose year nothing tells are passed over.

    Args:
        stated: the day that the front matter or the metadata give.
        stated_from: "front matter" or "metadata".
        url: where the article can be read.
        text: its text, clean, with or without the headline.
        latest: the last day that can be; None for tomorrow.

    Raises:
        ArticleError: the front matter's day cannot be.

    >>> publication_day(None, None, "https://news.example/2025/02/12/drones", "").origin
    'url'
    >>> publication_day(None, None, None, "Drones\n\nFeb 12, 2025\n\nText.").day
    datetime.date(2025, 2, 12)
    """
    latest = latest or dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    if stated and stated_from == "front matter":
        _check(stated, latest)
        return Publication(stated, stated_from)
    addressed = _plausible(_day_of_address(url), latest)
    believed = _plausible(stated, latest)
    if believed and (not addressed or -_BEFORE <= (believed - addressed).days <= _AFTER):
        return Publication(believed, stated_from)
    if addressed:
        return Publication(addressed, "url", stated)
    told = next((day for day in _days_of_top(text, url) if _plausible(day, latest)), None)
    return Publication(told, "dateline" if told else None, stated)


def _check(day: dt.date, latest: dt.date) -> None:
    if not _FIRST_OF_ALL <= day <= latest:
        where = "after today" if day > latest else "before there was a web"
        msg = f"'published' is {day}, {where}; correct the year, or delete the line"
        raise ArticleError(msg)


def _plausible(day: dt.date | None, latest: dt.date) -> dt.date | None:
    return day if day and EARLIEST <= day <= latest else None


def _day_of_address(url: str | None) -> dt.date | None:
    found = _IN_ADDRESS.search(url) if url else None
    if not found:
        return None
    month = (found["month"] or found["month_8"]).lower()
    number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month)
    return _date(int(found["year"]), number, int(found["day"] or found["day_8"]))


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _days_of_top(text: str, url: str | None) -> Iterator[dt.date]:
    """The days that the top of a text tells, the likeliest first: updates after all others."""
    updates = []
    datelines = []
    lines = [line for line in text[:_TOP].split("\n") if line.strip()]
    for line in lines[:_TOP_LINES]:
        if (own := _OWN_LINE.fullmatch(line)) and (day := parse_day(own["day"])):
            if (own["label"] or "").lower().endswith(("updated", "modified")):
                updates.append(day)
            else:
                yield day
        elif (dateline := _DATELINE.match(line)) and (day := _day_of_dateline(dateline, url)):
            datelines.append(day)
    yield from (*datelines, *updates)


def _day_of_dateline(found: re.Match[str], url: str | None) -> dt.date | None:
    """A dateline's day; its year, where it has none, is the address's."""
    addressed = _YEAR_IN_ADDRESS.search(url) if url and not found["year"] else None
    year = found["year"] or (addressed[1] if addressed else "")
    return parse_day(f"{found['day']} {year}")
