"""How right the extraction is, as parts of a report: scores, attributes, and every error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.reports.fragments import Cell, Fragment, joined, paragraph, safe, table
from analysis.reports.selection import find_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from analysis.evaluation import Comparison, Evaluation, Score, Verdict

_HEADERS = ("Precision", "Recall", "F1", "Right", "Invented", "Missed")
_BASIS = (
    "Core asks for topic, measure, unit and number; full for qualifier, weapon and actor as well."
)
_NOTE = "F1 is the harmonic mean of precision and recall."


@dataclass(frozen=True, slots=True)
class Accuracy:
    """What an accuracy report speaks of.

    Attributes:
        title: the report's subject.
        evaluation: extracted against annotated figures.
        comparison: what changed since an older evaluation; None without one.
    """

    title: str
    evaluation: Evaluation
    comparison: Comparison | None


def open_accuracy(gold: str, against: str = "", *, title: str = "Accuracy") -> Accuracy:
    """Extract the figures of annotated articles and compare them with the annotations.

    Args:
        gold: a folder with pairs of files NAME.txt and NAME.json, also in folders below it.
        against: a file that `analysis evaluate --save` wrote; empty for none.
        title: the report's subject.

    Raises:
        ParameterError: there is no such folder or file.
        AnalysisError: the folder holds no annotated articles, or a file cannot be used.
    """
    from analysis.evaluation import compare, evaluate, load_evaluation

    evaluation = evaluate(find_path(gold))
    old = load_evaluation(find_path(against)) if against else None
    return Accuracy(title, evaluation, compare(old, evaluation) if old else None)


def headline(accuracy: Accuracy) -> Fragment:
    """The scores as a sentence, and what they rest on."""
    core, full = accuracy.evaluation.core, accuracy.evaluation.full
    known = core.right + core.missed
    sentence = f"{core.right:,} of {known:,} annotated figures found, {core.invented:,} invented"
    basis = (
        f"{accuracy.evaluation.articles:,} annotated articles. "
        f"F1 {core.f1:.3f} core, {full.f1:.3f} full. {_BASIS}"
    )
    html = (
        f'<header class="lead"><p class="eyebrow">{safe(accuracy.title)}</p>'
        f'<h1>{safe(sentence)}</h1><p class="standfirst">{safe(basis)}</p></header>'
    )
    facts = {"title": accuracy.title, "headline": sentence, "summary": basis}
    return Fragment(html, f"{accuracy.title}\n{sentence}\n{basis}", facts)


def scores(accuracy: Accuracy, *names: str) -> Fragment:
    """Precision, recall and F1 of groups of figures, or of all of them.

    Args:
        accuracy: the report's subject.
        names: what to group by: topic, measure, outlet or article_id; none for core and full.
    """
    evaluation = accuracy.evaluation
    if not names:
        total = {"Core": evaluation.core, "Full": evaluation.full}
        return _score_table("All figures", "Asked for", total)
    told = " and ".join(names)
    return _score_table(f"Core by {told}", told.capitalize(), evaluation.by(*names))


def _score_table(caption: str, first: str, groups: Mapping[str, Score]) -> Fragment:
    rows = [[Cell(name), *_score_cells(score)] for name, score in groups.items()]
    return table([first, *_HEADERS], rows, caption=caption, note=_NOTE)


def _score_cells(score: Score) -> list[Cell]:
    shares = [f"{share:.3f}" for share in (score.precision, score.recall, score.f1)]
    counts = [f"{count:,}" for count in (score.right, score.invented, score.missed)]
    return [Cell(text, is_number=True) for text in (*shares, *counts)]


def attributes(accuracy: Accuracy) -> Fragment:
    """How often each attribute of the right figures agrees, where the annotation gives it."""
    rows = [
        [
            Cell(name.capitalize()),
            Cell(f"{agreeing / known:.3f}" if known else "", is_number=True),
            Cell(f"{agreeing:,}", is_number=True),
            Cell(f"{known:,}", is_number=True),
        ]
        for name, (agreeing, known) in accuracy.evaluation.attributes().items()
    ]
    columns = ["Attribute", "Accuracy", "Agree", "Of"]
    return table(columns, rows, caption="Attributes of the right figures")


def errors(accuracy: Accuracy) -> Fragment:
    """Every missed or invented figure and every wrong attribute, with its sentence."""
    by_article: dict[str, list[Verdict]] = {}
    for verdict in accuracy.evaluation.errors():
        by_article.setdefault(verdict.article_id, []).append(verdict)
    if not by_article:
        return paragraph("Every annotated figure was found with all its attributes.")
    return joined(_errors_of(name, verdicts) for name, verdicts in by_article.items())


def _errors_of(article: str, verdicts: Iterable[Verdict]) -> Fragment:
    listed = list(verdicts)
    items = "".join(f"<li>{_quoted(one)}</li>" for one in listed)
    html = f'<article class="source"><h3>{safe(article)}</h3><ul>{items}</ul></article>'
    return Fragment(html, "\n".join(str(one) for one in listed))


def _quoted(verdict: Verdict) -> str:
    """The sentence, and what is wrong with what was read from it."""
    quoted = f"<blockquote>{_marked(verdict)}</blockquote>"
    return f'{quoted}<p class="reading">{safe(_what(verdict))}</p>'


def _marked(verdict: Verdict) -> str:
    """The sentence with the annotated words, or the invented number, marked."""
    before, words, after = verdict.sentence.partition(verdict.words or verdict.sentence)
    return f"{safe(before)}<mark>{safe(words)}</mark>{safe(after)}" if words else safe(before)


def _what(verdict: Verdict) -> str:
    told = f"{verdict.topic}, {verdict.measure} {verdict.number}"
    wrong = [f"{name} {got}, not {want}" for name, (want, got) in verdict.wrong.items()]
    return f"{told}: {'; '.join(wrong)}" if wrong else f"{verdict.outcome.capitalize()}: {told}"


def changed(accuracy: Accuracy) -> Fragment:
    """What a change of rules gained and lost since the older evaluation, a line each."""
    if accuracy.comparison is None:
        return paragraph("No older evaluation to compare with.")
    lines = [*accuracy.comparison.gained, *accuracy.comparison.lost]
    if not lines:
        return paragraph("Nothing gained and nothing lost.")
    html = "".join(f"<li>{safe(line)}</li>" for line in lines)
    return Fragment(f"<ul>{html}</ul>", "\n".join(lines))
