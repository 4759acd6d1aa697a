"""Article text with its figures marked, as safe HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.reports import wording
from analysis.reports.fragments import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from analysis.reports.claims import Claim


def marked_text(text: str, claims: Iterable[Claim], *, title: str | None = None) -> str:
    """An article's text as paragraphs of HTML, each figure marked with what it says.

    Hovering, focusing or tapping a mark shows its measure, value, bounds, actor, day and
    claimant, without any script.

    Args:
        text: the article's text, the one that the claims' offsets point into.
        claims: the article's figures.
        title: where the text begins with it and states no figure there, it is left out.
    """
    ordered = _apart(claims, len(text))
    paragraphs = list(_paragraphs(text, ordered))
    if paragraphs and title is not None and text[slice(*paragraphs[0])] == title:
        first_figure = min(ordered, default=(len(text), 0))[0]
        paragraphs = paragraphs[1:] if first_figure >= paragraphs[0][1] else paragraphs
    return "".join(
        f"<p>{_marked(text, paragraph, ordered, _telling_mark)}</p>" for paragraph in paragraphs
    )


def marked_sentence(claims: Sequence[Claim], text: str | None, *, with_anchors: bool = True) -> str:
    """One sentence as HTML with its figures marked and their anchors set.

    Args:
        claims: figures of one sentence.
        text: the article's text; None where only the figures table is known. Then the sentence
            carries the anchors of its figures before it, unmarked.
        with_anchors: set the anchors; only once on a page.
    """
    sentence = claims[0].sentence
    offset = None if text is None else sentence_offset(claims[0], text)
    if text is None or offset is None:
        return f"{_anchors(claims) if with_anchors else ''}{safe(sentence)}"
    ordered = _apart(claims, len(text))
    draw = _anchored_mark if with_anchors else _plain_mark
    return _marked(text, (offset, offset + len(sentence)), ordered, draw)


def _anchors(claims: Iterable[Claim]) -> str:
    return "".join(f'<span id="{claim.anchor}"></span>' for claim in claims)


def sentence_offset(claim: Claim, text: str) -> int | None:
    """Where a claim's sentence begins in its article; None where the text is another one."""
    earliest = max(0, claim.end - len(claim.sentence))
    offset = text.find(claim.sentence, earliest, claim.start + len(claim.sentence))
    return offset if 0 <= offset <= claim.start else None


def by_sentence(claims: Iterable[Claim], text: str | None) -> list[list[Claim]]:
    """The claims of one article, those of one sentence together, in the order of the text."""
    groups: dict[tuple[int, str], list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: (claim.start, claim.end)):
        offset = None if text is None else sentence_offset(claim, text)
        groups.setdefault((offset or 0, claim.sentence), []).append(claim)
    return list(groups.values())


def _paragraphs(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Start and end of each line that is not blank; a figure split over lines joins them."""
    inside = {at for start, end in spans for at in range(start, end)}
    start = position = 0
    for line in text.splitlines(keepends=True):
        position += len(line)
        if position - 1 in inside and position < len(text):
            continue
        if (whole := text[start:position].rstrip()).strip():
            yield start, start + len(whole)
        start = position


def _apart(claims: Iterable[Claim], length: int) -> Mapping[tuple[int, int], list[Claim]]:
    """Claims by the span they are stated in; of spans that overlap the first holds both."""
    spans: dict[tuple[int, int], list[Claim]] = {}
    last = (0, 0)
    for claim in sorted(claims, key=lambda claim: (claim.start, -claim.end)):
        if claim.end > length:
            continue
        if claim.start >= last[1]:
            last = (claim.start, claim.end)
        spans.setdefault(last, []).append(claim)
    return spans


def _marked(
    text: str,
    part: tuple[int, int],
    spans: Mapping[tuple[int, int], list[Claim]],
    draw: Callable[[str, Sequence[Claim]], str],
) -> str:
    """A part of the text, escaped, with the spans in it drawn as marks."""
    parts, position = [], part[0]
    for (first, last), claims in spans.items():
        if part[0] <= first and last <= part[1]:
            parts.append(safe(text[position:first]))
            parts.append(draw(text[first:last], claims))
            position = last
    return "".join([*parts, safe(text[position : part[1]])])


def _plain_mark(phrase: str, claims: Sequence[Claim]) -> str:
    return f'<mark class="{claims[0].topic}">{safe(phrase)}</mark>'


def _anchored_mark(phrase: str, claims: Sequence[Claim]) -> str:
    first, *others = claims
    mark = f'<mark class="{first.topic}" id="{first.anchor}">{safe(phrase)}</mark>'
    return _anchors(others) + mark


def _telling_mark(phrase: str, claims: Sequence[Claim]) -> str:
    """A mark that tells on hover, focus or tap what it says."""
    first, *others = claims
    tip_id = f"tip-{first.anchor}"
    tips = "".join(_tip(claim) for claim in claims)
    return (
        f'{_anchors(others)}<mark class="{first.topic}" id="{first.anchor}" tabindex="0" '
        f'aria-describedby="{tip_id}">{safe(phrase)}'
        f'<span class="tip" role="tooltip" id="{tip_id}">{tips}</span></mark>'
    )


def _tip(claim: Claim) -> str:
    note = wording.bounds(claim)
    lines = [
        f"<b>{safe(wording.bounded(claim))}</b> {safe(wording.label(claim))}",
        safe(wording.context(claim)),
        safe(wording.period(claim.date_start, claim.date_end)),
        f"claimed by {safe(claim.claimant)}",
        safe(note),
    ]
    return '<span class="claim">' + "<br>".join(line for line in lines if line) + "</span>"
