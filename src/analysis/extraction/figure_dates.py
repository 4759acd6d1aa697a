"""When: the days that a figure is about, by the date mentions around it."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.extraction.aid_dates import (
    counted_period,
    dates_of_aid,
    is_new_point,
    is_of_today,
    note_period,
    without_terms,
)
from analysis.extraction.counted import is_event
from analysis.extraction.date_choice import ToldDate, date_of_pair, in_year_told, nearest_date
from analysis.extraction.named_places import words_of
from analysis.extraction.running_dates import days_so_far, is_running
from analysis.extraction.speaker_phrases import nouns_of
from analysis.extraction.speakers import speakers_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.extraction.claims import Claim, Memory
    from analysis.extraction.dates import DateMention
    from analysis.extraction.document import Document, Item

type_days = tuple[date | None, date | None]

_NO_DAYS: type_days = (None, None)
_LEAD = 6
_DATELINE = 4
_LEAD_REACH = 45
_BODY = 20  # sentences that may tell when, where the lead does not
_PARAGRAPH = 20  # sentences; longer ones are no prose
_NEAR = 5
_NEAR_RELATIVE = 3
_SPEECH_REACH = 6
_MONTH = 27
_WEEK = 6
_LONG = ("since", "war", "year", "until")


def date_of(document: Document, index: int, at: int, claim: Claim, memory: Memory) -> type_days:
    """First and last day of what the figure tells of; (None, None) where the text does not tell.

    Args:
        document: the article.
        index: the sentence of the figure.
        at: the item of its number.
        claim: the figure.
        memory: what the figures before left; updated.
    """
    days = (
        _today(document, index, at, claim)
        or _own_days(document, index, at, claim, spoken=False)
        or counted_period(document, index, claim, memory)
        or _own_days(document, index, at, claim, spoken=True)
        or days_so_far(document, index, at, claim)
        or (None if claim.rule == "has" else _same_sentence(index, at, memory))
        or _without_mention(document, index, claim, memory)
    )
    if days[0] is not None and days[1] is not None:
        note_period(document, index, claim, (days[0], days[1]), memory)
        memory.days, memory.days_at = days, (index, at)
    return days


def _today(document: Document, index: int, at: int, claim: Claim) -> type_days | None:
    """The day of publication, for land that a side "now holds"."""
    items = document.sentence(index).items
    near = (*items[max(0, at - _NEAR) : at], *items[at + 1 : at + 2])
    if not _is_level(claim) or not any(item.text in words_of("now") for item in near):
        return None
    return document.published, document.published


def _own_days(
    document: Document, index: int, at: int, claim: Claim, *, spoken: bool
) -> type_days | None:
    """Days that a mention of the sentence gives the number; spoken ones date the saying."""
    told = _dates_told(document, index)
    dates = _dates_of(document, index, at, claim, told) if told else ()
    if not dates:
        return None
    items, today = document.sentence(index).items, document.published
    if spoken:
        chosen = next((d.mention for d in dates if d.spoken), None)
    else:
        told = [d for d in dates if not d.spoken]
        chosen = nearest_date(items, at, told, cause=claim.topic == "casualties")
        chosen = _night_of_day(chosen, dates, today)
    if chosen is None or (today is not None and _is_past_of_present(claim, chosen, today)):
        return None
    if "respectively" in document.bare_words(index):
        chosen = date_of_pair(document, index, at, chosen)
    if today is not None and chosen.kind == "until" and chosen.last > today:
        return today, chosen.last  # "15 billion a year until 2030"
    return chosen.first, chosen.last


def _is_past_of_present(claim: Claim, chosen: DateMention, today: date) -> bool:
    """Whether a year long gone dates something else than what a side "occupies"."""
    is_present = _is_level(claim) and claim.cue in words_of("holds") and claim.rule != "list"
    return is_present and chosen.kind == "year" and chosen.last < today


def _dates_of(
    document: Document, index: int, at: int, claim: Claim, dates: Sequence[ToldDate]
) -> Sequence[ToldDate]:
    """The mentions that can be a claim's: only aid is given for days to come."""
    today = document.published
    if claim.topic == "aid":
        told = dates_of_aid(document.sentence(index).items, at, dates, today)
        return told if claim.measure == "requested" else without_terms(document, index, at, told)
    return dates if today is None else [d for d in dates if d.mention.first <= today]


def _night_of_day(
    chosen: DateMention | None, dates: Sequence[ToldDate], today: date | None
) -> DateMention | None:
    """The day that the sentence names for its "overnight": "On Friday it counted 93 overnight"."""
    if chosen is None or today is None or chosen.kind != "night" or chosen.first != today:
        return chosen
    days = (d.mention for d in dates if d.mention.kind == "day")
    return next((day for day in days if 0 < (today - day.last).days <= _WEEK), chosen)


def _dates_told(document: Document, index: int) -> list[ToldDate]:
    """The mentions of a sentence that date what it tells, or when it was said."""
    if index not in document.told_dates:
        document.told_dates[index] = list(_read_dates(document, index))
    return document.told_dates[index]


def _read_dates(document: Document, index: int) -> Iterator[ToldDate]:
    mentions = in_year_told(document.view, document.dates(index))
    items = document.sentence(index).items if mentions else ()
    for mention in mentions:
        first = _item_at(items, mention.start)
        if items[first].text == "overnight" and _are_attacks(items, first + 1):
            continue  # "5,600 drones in overnight attacks during September"
        last = _item_at(items, mention.end - 1)
        owns = len(items) > last + 2 and items[last + 1].text == "(" and items[last + 2].number
        if owns or not _is_background(document, items, first, mention):
            spoken = mention.kind != "year" and _is_of_speech(document, index, first)
            spoken = spoken or _is_dateline(items, first, last)
            yield ToldDate(mention, first, last, spoken)


def _is_dateline(items: Sequence[Item], first: int, last: int) -> bool:
    """Whether the mention dates the article: "Kyiv, 26 June 2025 – Attacks killed ..."."""
    behind = items[last + 1].text if last + 1 < len(items) else ""
    opened = all(item.is_sign or "places" in item.tags for item in items[:first])
    return 0 < first <= _DATELINE and behind in {"-", "\u2013", "\u2014"} and opened


def _are_attacks(items: Sequence[Item], i: int) -> bool:
    """Whether a noun of attacks stands at item i, in the plural."""
    return i < len(items) and is_event(items[i]) and items[i].text.endswith("s")


def _item_at(items: Sequence[Item], offset: int) -> int:
    """The item that holds an offset, or the one behind it."""
    return next((i for i, item in enumerate(items) if item.end > offset), len(items) - 1)


def _is_background(document: Document, items: Sequence[Item], i: int, mention: DateMention) -> bool:
    """Whether the mention at item i tells of something else: a record's span, an annexation."""
    before = [item.text for item in items[max(0, i - _NEAR) : i]]
    since = "since" in document.view[mention.start : mention.end].split()
    if (since or mention.kind in _LONG) and _is_of_record(items, i):
        return True
    if mention.kind != "since" and _is_within_since(items, i):
        return True
    if mention.kind in ("since", "war"):
        return False
    if mention.kind == "year" and _is_of_borders(items, i):
        return True
    compared = "than" in before[-2:] or before[-2:] in (["up", "on"], ["down", "on"])
    return compared or _is_of_the_past(items, i, mention)


def _is_of_borders(items: Sequence[Item], i: int) -> bool:
    """Whether the year says which borders are meant: "its borders of 1991", "the 1991 borders"."""
    behind = items[i + 1].text if i + 1 < len(items) else ""
    before = [item.text for item in items[max(0, i - 2) : i]]
    borders = words_of("borders")
    return behind in borders or (len(before) > 1 and before[0] in borders and before[1] == "of")


def _is_of_record(items: Sequence[Item], i: int) -> bool:
    """Whether a superlative stands before the mention, and no copula: "the worst since May".

    "At least" and "at most" qualify a number and tell of no record.
    """
    start = max(0, i - 2 * _NEAR)
    far = {items[k].text for k in range(start, i) if k == 0 or items[k - 1].text != "at"}
    near = items[max(0, i - _NEAR_RELATIVE) : i]
    return not words_of("superlative").isdisjoint(far) and not any(k.grammar == "be" for k in near)


def _is_within_since(items: Sequence[Item], i: int) -> bool:
    """Whether "since" stands before the mention in its clause: "since the truce of January 29"."""
    for item in reversed(items[max(0, i - 3 * _NEAR) : i]):
        if item.text == "since":
            return True
        if item.is_sign:
            return False
    return False


def _is_of_the_past(items: Sequence[Item], i: int, mention: DateMention) -> bool:
    """Whether a year or a month dates what is told beside the figure: "annexed in 2014"."""
    if mention.kind not in {"year", "month", "quarter", "season"}:
        return False
    cuts = (k for k in range(i - 1, -1, -1) if items[k].text in (",", ";") or _is_area(items[k]))
    start = next(cuts, -1) + 1
    near = [
        items[k].text
        for k in range(max(start, i - 4), i)
        if k == 0 or items[k - 1].number is None  # "201 sq km occupied in July"
    ]
    behind = items[i + 1].text if i + 1 < len(items) else ""
    return bool(words_of("past") & set(near)) or behind in words_of("past")


def _is_area(item: Item) -> bool:
    return item.number is not None and item.number.unit in ("km2", "percent")


def _is_of_speech(document: Document, index: int, i: int) -> bool:
    """Whether the mention tells when the speaker spoke: "said on Tuesday that ..."."""
    items = document.sentence(index).items
    if any(item.text in nouns_of("message") for item in items[max(0, i - 3) : i]):
        return True
    for speaker in speakers_in(document, index):
        if speaker.first <= i <= speaker.last:
            return True
        between = items[speaker.last + 1 : i]
        if speaker.last < i <= speaker.last + _SPEECH_REACH and not any(
            _tells(item) for item in between
        ):
            return True
    return False


def _tells(item: Item) -> bool:
    """Whether the item belongs to what is said, not to the saying of it."""
    if (
        item.number is not None
        or item.grammar in {"pronoun", "clause", "relative"}
        or item.text in ",:;"
    ):
        return True
    return any(kind in item.tags for kind in ("strikes", "casualties", "weapons", "territory"))


def _same_sentence(index: int, at: int, memory: Memory) -> type_days | None:
    """The days of the figure before in the same sentence."""
    return memory.days if memory.days_at[0] == index and memory.days_at[1] <= at else None


def _without_mention(document: Document, index: int, claim: Claim, memory: Memory) -> type_days:
    """Days of a figure whose sentence names none: today's state, or the event told before."""
    today = (document.published, document.published)
    is_aid = claim.topic == "aid"
    if memory.days is not None and memory.days_at[0] == index - 1 and _restates(document, index):
        return memory.days
    announced = is_aid and _is_announced_today(document, index, claim)
    if announced or _holds_still(document, index, claim):
        return today
    found = _from_paragraph(document, index, memory)
    if found is None and claim.topic == "casualties" and is_running(document, index, claim):
        return today
    if found is None and not (is_aid and is_new_point(document, index)):
        found = _lead(document, index, memory)
        if is_aid and claim.measure != "delivered" and _is_long(found):
            is_own = memory.lead_at > 0 or memory.lead_at == index
            found = None if is_own else found  # a term, or what another paragraph promised in May
    asked = claim.measure == "requested" and not claim.cue.split(" ")[0].endswith(("ed", "ght"))
    if found is None and is_aid and (asked or claim.measure == "pledged"):
        return today
    return found or _days_before(document, memory) or _body_days(document, claim) or _NO_DAYS


def _restates(document: Document, index: int) -> bool:
    """Whether it says the figure before in other words: "That is 19 percent of the country"."""
    items = document.sentence(index).items[:2]
    return items[0].text in ("that", "this") and items[-1].grammar == "be"


def _is_long(days: type_days | None) -> bool:
    """Whether it is a month or more."""
    first, last = days or _NO_DAYS
    return first is not None and last is not None and (last - first).days >= _MONTH


def _days_before(document: Document, memory: Memory) -> type_days | None:
    """The days of the figure before, unless they are to come."""
    first, today = (memory.days or _NO_DAYS)[0], document.published
    return None if first is not None and today is not None and first > today else memory.days


def _is_level(claim: Claim) -> bool:
    """Whether it states what is the case now: "controls a fifth"."""
    return (
        claim.topic == "territory" and claim.measure == "controlled" and claim.cue != "controlled"
    )


def _holds_still(document: Document, index: int, claim: Claim) -> bool:
    """Whether it is the case on the day of the text: not what a side "once held"."""
    past = claim.cue in ("held", "occupied")
    return _is_level(claim) and not (past and words_of("once") & document.bare_words(index))


def _is_announced_today(document: Document, index: int, claim: Claim) -> bool:
    """Whether aid is announced by the headline, or by a sentence with "now"."""
    return (index == 0 and _is_present(claim)) or is_of_today(document, index)


def _is_present(claim: Claim) -> bool:
    """Whether the verb announces: "pledges", "approves", "to lend"."""
    return claim.measure == "pledged" and not claim.cue.split(" ")[0].endswith("ed")


def _from_paragraph(document: Document, index: int, memory: Memory) -> type_days | None:
    """Days of the paragraph's sentences before, or those that "that night" takes up."""
    noted, _ = memory.days_at
    if _takes_up(document, index):
        return _last_mention(document, index - 1) or memory.days
    for k in range(index - 1, max(-1, index - 1 - _PARAGRAPH), -1):
        if "\n" in document.text[document.spans[k][1] : document.spans[k + 1][0]]:
            return None
        if k == noted:
            return memory.days
        found = _last_mention(document, k)
        if found is not None:
            return found
    return None


def _takes_up(document: Document, index: int) -> bool:
    """Whether the sentence begins with "that night", "in the same period"."""
    items = document.sentence(index).items[:5]
    texts = [item.text for item in items]
    return any(a in ("that", "same") and b in words_of("same") for a, b in pairwise(texts))


def _last_mention(document: Document, index: int) -> type_days | None:
    """The last day or period of a sentence that dates what it tells."""
    if index < 0:
        return None
    found = list(_event_mentions(document, index, spoken=False))
    return (found[-1].first, found[-1].last) if found else None


def _event_mentions(document: Document, index: int, *, spoken: bool) -> Iterator[DateMention]:
    """Mentions of a sentence that may date an event; those of speech only where asked for."""
    today = document.published
    if all(m.kind in _LONG or (today and m.first > today) for m in document.dates(index)):
        return
    for told in _dates_told(document, index):
        future = today is not None and told.mention.first > today
        if told.spoken == spoken and told.mention.kind not in _LONG and not future:
            yield told.mention


def _lead(document: Document, index: int, memory: Memory) -> type_days | None:
    """The days of the lead, looked for once in an article; what was dated before stands nearer."""
    if not memory.lead_read:
        memory.lead_days, memory.lead_at = _lead_days(document)
        memory.lead_read = True
    dated_before = memory.days is not None and memory.lead_at > index
    return memory.days if dated_before else memory.lead_days


def _lead_days(document: Document) -> tuple[type_days | None, int]:
    """The days of the event that the article's first sentences tell of, and the sentence."""
    today = document.published
    if today is None:
        return None, -1
    for k in range(min(_LEAD, len(document.spans))):
        for spoken in (False, True):
            for mention in _event_mentions(document, k, spoken=spoken):
                if "earlier" in document.view[mention.start : mention.end]:
                    continue  # what it is compared with
                if (today - mention.last).days <= _LEAD_REACH:
                    return (mention.first, mention.last), k
        if _is_night_in_a_row(document, k):
            return (today, today), k
    return None, -1


def _body_days(document: Document, claim: Claim) -> type_days | None:
    """The days of a recent attack that the body dates, where the lead does not date it."""
    today = document.published
    if today is None or claim.topic not in ("strikes", "casualties"):
        return None
    for k in range(_LEAD, min(_BODY, len(document.spans))):
        for mention in _event_mentions(document, k, spoken=False):
            recent = mention.kind in ("day", "night") and (today - mention.last).days <= _WEEK
            if recent and any(claim.topic in i.tags for i in document.sentence(k).items):
                return mention.first, mention.last
    return None


def _is_night_in_a_row(document: Document, index: int) -> bool:
    """In "a second consecutive night of strikes": the night before publication."""
    start, end = document.spans[index]
    text = document.view[start:end]
    return any(words in text for words in words_of("night_in_a_row"))
