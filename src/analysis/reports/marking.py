"""Article text with its figures marked, as safe HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.reports import wording
from analysis.reports.fragments import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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
        f"<p>{_marked(text, start, end, ordered, with_tip=True)}</p>" for start, end in paragraphs
    )


def marked_sentence(claims: Sequence[Claim], text: str | None) -> str:
    """One sentence as HTML with its figures marked and their anchors set.

    Args:
        claims: figures of one sentence.
        text: the article's text; None where only the figures table is known. Then the sentence
            carries the anchors of its figures before it, unmarked.
    """
    sentence = claims[0].sentence
    offset = None if text is None else sentence_offset(claims[0], text)
    if text is None or offset is None:
        ids = "".join(f'<span id="{claim.anchor}"></span>' for claim in claims)
        return f"{ids}{safe(sentence)}"
    ordered = _apart(claims, len(text))
    return _marked(text, offset, offset + len(sentence), ordered, with_tip=False)


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
    start: int,
    end: int,
    spans: Mapping[tuple[int, int], list[Claim]],
    *,
    with_tip: bool,
) -> str:
    parts, position = [], start
    for (first, last), claims in spans.items():
        if start <= first and last <= end:
            parts.append(safe(text[position:first]))
            parts.append(_mark(text[first:last], claims, with_tip=with_tip))
            position = last
    return "".join([*parts, safe(text[position:end])])


def _mark(phrase: str, claims: Sequence[Claim], *, with_tip: bool) -> str:
    first, *others = claims
    ids = "".join(f'<span id="{other.anchor}"></span>' for other in others)
    if not with_tip:
        return f'{ids}<mark class="{first.topic}" id="{first.anchor}">{safe(phrase)}</mark>'
    tip_id = f"tip-{first.anchor}"
    tips = "".join(_tip(claim) for claim in claims)
    return (
        f'{ids}<mark class="{first.topic}" id="{first.anchor}" tabindex="0" '
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
