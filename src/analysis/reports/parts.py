"""The parts of a report, in the order in which a reader meets them, as safe HTML."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from analysis.reports import comparison, findings, marking, wording
from analysis.reports.fragments import Cell, Fragment, joined, link, paragraph, safe, table
from analysis.schema import TOPICS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analysis.articles import Article
    from analysis.reports.claims import Claim
    from analysis.reports.findings import Finding
    from analysis.reports.report import Report

NOT_VERIFIED = "Claims by the parties named, not verified; nothing is averaged."
_TILES_OF_A_TOPIC_ON_THE_BRIEFING = 2
_TILES_ON_THE_INDEX = 4


def headline(report: Report) -> Fragment:
    """The finding as a sentence with its number and claimant, and what the report rests on."""
    found = _findings(report)
    if not report.claims:
        return _lead(report, f"No figures on {report.title.lower()} in this selection", "")
    finding = found[0] if report.selection.topic else max(found, key=_newest)
    remark = f", {finding.remark}" if finding.remark else ""
    return _lead(report, f"{wording.said(finding.claim)}{remark}", finding.claim.anchor)


def _newest(finding: Finding) -> date:
    return finding.claim.day or date.min


def _lead(report: Report, sentence: str, anchor: str) -> Fragment:
    scope = report.selection.words()
    eyebrow = " · ".join(part for part in (report.title, scope) if part)
    basis = _basis(report)
    to_sentence = f' <a href="#{anchor}">Read the sentence</a>' if anchor else ""
    html = (
        f'<header class="lead"><p class="eyebrow">{safe(eyebrow)}</p>'
        f"<h1>{safe(wording.unbroken(sentence))}</h1>"
        f'<p class="standfirst">{safe(basis)} {NOT_VERIFIED}{to_sentence}</p></header>'
    )
    facts = {"title": report.title, "headline": sentence, "summary": basis, "anchor": anchor}
    return Fragment(html, f"{eyebrow}\n{sentence}\n{basis}", facts)


def _basis(report: Report) -> str:
    if not report.claims:
        read = wording.count(len(report.articles), "article")
        return (
            f"{read} read; none states a figure that matches. "
            "Widen the period, the place or the outlet, or add articles."
        )
    claimants = {claim.claimant for claim in report.claims}
    figures = wording.count(len(report.claims), "figure")
    return (
        f"{figures} from {wording.articles(report.claims)}, "
        f"stated by {wording.count(len(claimants), 'claimant')}; "
        f"as of {wording.plain_day(report.as_of)}."
    )


def _findings(report: Report) -> list[Finding]:
    topic = report.selection.topic
    if topic:
        return findings.find(report.standing, [topic])
    by_topic = [findings.find(report.standing, [name]) for name in TOPICS]
    most = _TILES_OF_A_TOPIC_ON_THE_BRIEFING
    return [finding for found in by_topic for finding in found[:most]]


def key_numbers(report: Report) -> Fragment:
    """The numbers at the top: value with bounds, claimant, day, and the way to the sentence."""
    found = _findings(report)
    if not found:
        return Fragment("", "")
    tiles = [f"<li>{_tile(finding, report.standing)}</li>" for finding in found]
    lines = [f"{f.label}: {wording.said(f.claim)}" for f in found]
    facts = {"tiles": f'<ul class="tiles">{"".join(tiles[:_TILES_ON_THE_INDEX])}</ul>'}
    return Fragment(f'<ul class="tiles">{"".join(tiles)}</ul>', "\n".join(lines), facts)


def _tile(finding: Finding, claims: Sequence[Claim]) -> str:
    claim = finding.claim
    note = wording.bounds(claim)
    small = f"<small>{safe(note)}</small>" if note else ""
    word, number = wording.bound_and_amount(claim)
    bound = f"<span>{safe(word)}</span> " if word else ""
    return (
        f'<div class="tile {claim.topic}"><span class="label">{safe(finding.label)}</span>'
        f'<strong><a href="#{claim.anchor}">{bound}{safe(number)}</a></strong>{small}'
        f'<span class="what">{safe(wording.capitalised(wording.label(claim)))}, '
        f"{safe(wording.period(claim.date_start, claim.date_end))}</span>"
        f'{_change(claim, claims)}<span class="who">{safe(wording.speaker(claim))}</span></div>'
    )


def _change(claim: Claim, claims: Sequence[Claim]) -> str:
    """What the same claimant said of the period before, and how the two differ."""
    before = comparison.claim_before(claim, claims)
    if before is None:
        return ""
    differs = comparison.difference(claim, before)
    change = f"<b>{safe(differs)}</b> against " if differs else "before: "
    return (
        f'<span class="change">{change}<a href="#{before.anchor}">'
        f"{safe(wording.bounded(before))}</a>{safe(wording.when(before))}</span>"
    )


def claims_table(claims: Sequence[Claim], *, caption: str, limit: int = 0) -> Fragment:
    """Claims as a table; each number leads to its sentence.

    Args:
        claims: the rows, in their order.
        caption: says what the rows are.
        limit: at most so many rows; 0 for all.
    """
    if not claims:
        return paragraph("No figures of this kind in this selection.")
    shown = claims[:limit] if limit else claims
    rest = len(claims) - len(shown)
    note = f"{rest:,} more stand under Sources. {NOT_VERIFIED}" if rest else NOT_VERIFIED
    columns = ["What is counted", "Number", "Whose, where", "When", "Claimant"]
    return table(columns, [_claim_row(claim) for claim in shown], caption=caption, note=note)


def _claim_row(claim: Claim) -> list[Cell]:
    return [
        Cell(wording.capitalised(wording.label(claim))),
        Cell(wording.bounded(claim), f"#{claim.anchor}", _small_print(claim), is_number=True),
        Cell(wording.context(claim)),
        Cell(wording.short_period(claim.date_start, claim.date_end)),
        Cell(wording.speaker(claim)),
    ]


def _small_print(claim: Claim) -> str:
    return ", ".join(part for part in (claim.stated, claim.corrected and "corrected") if part)


def sources(report: Report) -> Fragment:
    """Every article with its figures' sentences, the numbers marked; the latest first.

    Each mark carries the anchor that tiles, charts and tables lead to.
    """
    if not report.claims:
        return paragraph("No article states a figure that matches this selection.")
    groups: dict[str, list[Claim]] = {}
    for claim in report.claims:
        groups.setdefault(claim.article_id, []).append(claim)
    in_order = sorted(groups.values(), key=_published_last_first)
    return joined([*(_source(report, claims) for claims in in_order), _problems(report)])


def _published_last_first(claims: Sequence[Claim]) -> tuple[int, str]:
    day = claims[0].published
    return (-day.toordinal() if day else 1, claims[0].article_id)


def _source(report: Report, claims: Sequence[Claim]) -> Fragment:
    first = claims[0]
    text = report.text_of(first.article_id)
    title = first.title or first.article_id
    items = "".join(
        f"<li>{_cited(group, text, report)}</li>" for group in marking.by_sentence(claims, text)
    )
    html = (
        f'<article class="source"><h3><bdi>{safe(title)}</bdi></h3>'
        f"<p>{_byline(report, first)}</p><ul>{items}</ul></article>"
    )
    return Fragment(html, f"{title}\n" + "\n".join(f"  {wording.said(c)}" for c in claims))


def _byline(report: Report, claim: Claim) -> str:
    page = report.page_of(claim.article_id)
    parts = [
        f"<bdi>{safe(claim.outlet)}</bdi>" if claim.outlet else "outlet not stated",
        safe(wording.plain_day(claim.published)),
        f'<a href="{safe(page)}">The article with its figures marked</a>' if page else "",
        link(claim.url, "Original") if claim.url else "",
        safe(_copied(report, claim)),
    ]
    return " · ".join(part for part in parts if part)


def _copied(report: Report, claim: Claim) -> str:
    """What a copy says of itself: it is no source of its own."""
    if claim.source == claim.article_id:
        return ""
    first = next((one for one in report.claims if one.article_id == claim.source), None)
    title = first.title if first and first.title else claim.source
    return f"a copy of “{title}”, with which it counts as one source"


def _cited(claims: Sequence[Claim], text: str | None, report: Report) -> str:
    page = report.page_of(claims[0].article_id)
    quoted = f"<blockquote>{marking.marked_sentence(claims, text)}</blockquote>"
    return quoted + "".join(f'<p class="reading">{_reading(claim, page)}</p>' for claim in claims)


def _reading(claim: Claim, page: str) -> str:
    amount = safe(wording.bounded(claim))
    shown = f'<a href="{safe(page)}#{claim.anchor}">{amount}</a>' if page else amount
    parts = [wording.context(claim), wording.period(claim.date_start, claim.date_end)]
    rest = " · ".join(safe(part) for part in parts if part)
    said = f"{shown} {safe(wording.label(claim))} · {rest} · claimed by {safe(claim.claimant)}"
    return f"{said} · corrected: {safe(claim.corrected)}" if claim.corrected else said


def _problems(report: Report) -> Fragment:
    if not report.problems:
        return Fragment("", "")
    items = "".join(f"<li>{safe(problem)}</li>" for problem in report.problems)
    html = f"<h3>What could not be read or applied</h3><ul>{items}</ul>"
    return Fragment(html, "\n".join(report.problems))


def article(report: Report) -> Fragment:
    """The text of a report's article with its figures marked.

    Hovering, focusing or tapping a mark tells what it says; see `marking.marked_text`.
    """
    if not report.articles:
        return paragraph("There is no article.")
    return article_text(report.articles[0], report.claims)


def article_text(article: Article, claims: Iterable[Claim]) -> Fragment:
    """An article's text with its figures marked."""
    marked = marking.marked_text(article.text, claims, title=article.title)
    return Fragment(f'<div class="text">{marked}</div>', article.text)
