"""The areas of governors and mayors who tell of a figure: theirs, where they name no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.extraction.attribution import attribution_of, speaker_at
from analysis.extraction.land_places import is_capital
from analysis.extraction.named_places import places_in, words_of
from analysis.extraction.place_lists import NARROW
from analysis.extraction.speakers import speakers_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.extraction.document import Document
    from analysis.extraction.speaker_names import Speaker

_OPENING = 4
_FAR = 80  # sentences back to where a governor was named, in a book too


def area_of_speaker(document: Document, index: int, at: int) -> str | None:
    """The area of a governor or mayor who states it: "Kharkiv's mayor said one was hurt"."""
    speaker = speaker_at(document, index, at)
    if speaker is None:
        return None
    items = document.sentence(index).items
    if any(item.text == ";" for item in items[speaker.last + 1 : at]):
        return None
    words = speaker.name.words
    return _area(document, index, speaker, words)


def area_of_known_speaker(document: Document, index: int, at: int) -> str | None:
    """The same by all of their title, and where it was told before: "Klitschko added"."""
    name = attribution_of(document, index, at)
    surname = name.lower().rpartition(" ")[2] if name else ""
    if not surname.isalpha():
        return None
    told = (_area_told(document, k, surname) for k in range(max(0, index - _FAR), index + 1))
    return next((area for area in told if area is not None), None)


def _area_told(document: Document, index: int, surname: str) -> str | None:
    """The area in a sentence's phrase for the speaker of that surname."""
    start, end = document.spans[index]
    if surname not in document.view[start:end]:
        return None
    for speaker in speakers_in(document, index):
        if any(surname in text.split() for text in speaker.name.words):
            phrase = document.sentence(index).items[speaker.first : speaker.last + 1]
            return _area(document, index, speaker, [item.text for item in phrase])
    return None


def _area(document: Document, index: int, speaker: Speaker, phrase: Sequence[str]) -> str | None:
    """The place in a speaker's own phrase, or in the title behind it."""
    items = document.sentence(index).items
    words = {word.removesuffix("'s") for text in phrase for word in text.split()}
    for place in places_in(document, index):
        if not speaker.first <= place.first <= speaker.last or place.kind not in NARROW:
            continue
        offices = "governed" if is_capital(items[place.first]) else "local"
        return place.text if not words.isdisjoint(words_of(offices)) else None
    return _of_title(document, index, speaker.last + 1) or _spoken_of(document, index, words)


def _spoken_of(document: Document, index: int, words: set[str]) -> str | None:
    """What a governor without a place speaks of: "shelling of the Kherson region", he said."""
    if words.isdisjoint(words_of("governed")):
        return None
    named = (p.text for p in places_in(document, index) if p.kind in NARROW and not p.apart)
    return next(named, None)


def _of_title(document: Document, index: int, comma: int) -> str | None:
    """The area in a title behind the speaker: "..., wrote Ivan Koval, head of Sumy's council"."""
    items = document.sentence(index).items
    if [item.text for item in items[comma : comma + 1]] != [","]:
        return None
    end = next((i for i in range(comma + 1, len(items)) if items[i].is_sign), len(items))
    opening = items[comma + 1 : min(end, comma + _OPENING)]
    if not any(item.text in words_of("local") for item in opening):
        return None
    inside = (p for p in places_in(document, index) if comma < p.first < end and p.kind in NARROW)
    return next((place.text for place in inside), None)
