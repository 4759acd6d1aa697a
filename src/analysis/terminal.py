"""Articles and figures as a terminal shows them: marked in colour, and as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from analysis.claims import plain_rows
from analysis.cli.wording import harmless
from analysis.reports.claims import claims_of
from analysis.reports.wording import bounded, label, period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import TextIO

    import pandas as pd

    from analysis.articles import Article
    from analysis.evaluation import Comparison, Evaluation, Score
    from analysis.reports.claims import Claim

_STYLES = {
    "strikes": "bold red",
    "territory": "bold green",
    "aid": "bold blue",
    "casualties": "bold magenta",
}
_MOST_ROWS = 40
_WIDTH_OF_PIPES = 100


def console(stream: TextIO) -> Console:
    """A console that prints texts as they are: colour for a terminal, none in pipes."""
    width = None if stream.isatty() else _WIDTH_OF_PIPES
    return Console(file=stream, width=width, highlight=False, markup=False, emoji=False)


def article_text(article: Article, figures: pd.DataFrame, *, colour: bool) -> Text:
    """An article's text with its figures marked: by topic in colour, else in [brackets]."""
    text = Text(harmless(article.text))
    claims = sorted(claims_of(figures), key=lambda claim: (claim.start, claim.end))
    if colour:
        for claim in claims:
            text.stylize(_STYLES[claim.topic], claim.start, claim.end)
        return text
    return Text(_bracketed(text.plain, claims))


def figures_table(figures: pd.DataFrame, *, with_article: bool = False) -> Table | Text:
    """The figures as a table: what is counted, the number with its bound, where, when, who says so.

    Args:
        figures: a figures table; the first 40 rows are shown.
        with_article: give each row's article.
    """
    if figures.empty:
        return Text("No figures.")
    table = Table(box=None, pad_edge=False, header_style="bold", expand=False)
    for name in ("Measure", "Value", "Who, where", "When", "Claimant"):
        table.add_column(name, overflow="fold")
    if with_article:
        table.add_column("Article", overflow="fold")
    for claim in claims_of(figures.head(_MOST_ROWS)):
        table.add_row(*_cells(claim, with_article=with_article), style=_STYLES[claim.topic])
    return table


def rest_of(figures: pd.DataFrame) -> str | None:
    """What `figures_table` leaves out, in words; None where it shows all."""
    left = len(figures) - _MOST_ROWS
    return f"... and {left:,} more; -o FILE writes them all" if left > 0 else None


def print_evaluation(screen: Console, evaluation: Evaluation) -> None:
    """Print an evaluation: its scores, in all and by groups, and every error."""
    total = {"core": evaluation.core, "full": evaluation.full}
    articles = f"{evaluation.articles} annotated articles"
    screen.print(_score_table(articles, total))
    for names in (("topic",), ("topic", "measure"), ("outlet",)):
        screen.print()
        screen.print(_score_table(f"Core by {' and '.join(names)}", evaluation.by(*names)))
    screen.print()
    screen.print(_attribute_table(evaluation))
    errors = evaluation.errors()
    screen.print(f"\n{len(errors)} figures with an error")
    for verdict in errors:
        screen.print(harmless(str(verdict)), soft_wrap=True)


def print_comparison(screen: Console, comparison: Comparison) -> None:
    """Print what a change gained and lost, a line each."""
    screen.print(f"\n{len(comparison.gained)} gained, {len(comparison.lost)} lost")
    for line in (*comparison.gained, *comparison.lost):
        screen.print(harmless(line), soft_wrap=True)


def print_changes(screen: Console, claims: pd.DataFrame, events: pd.DataFrame) -> None:
    """Print what `analysis.changes` found: how many, then each claim with its sentence."""
    if claims.empty and events.empty:
        screen.print("No changes.")
        return
    for noun, table in (("claims", claims), ("events", events)):
        counts = table["change"].value_counts()
        told = ", ".join(f"{counts[kind]} {kind}" for kind in table["change"].cat.categories)
        screen.print(Text(f"{noun.capitalize()}: {told}", style="bold"))
        for row in plain_rows(table):
            lines = _changed_claim(row) if noun == "claims" else _changed_event(row)
            for line in lines:
                screen.print(harmless(line), soft_wrap=True)
        screen.print()


def _changed_claim(row: Mapping[str, Any]) -> Iterable[str]:
    who = f", {row['attribution']}" if row["attribution"] else ""
    number = "" if row["value"] is None else f"{row['value']:,.15g} {row['unit']}"
    yield f"{row['change']}: {row['article_id']}: {row['measure']} {number}{who}"
    if row["details"]:
        yield f"    {row['details']}"
    yield f"    «{' '.join((row['sentence'] or '').split())}»"


def _changed_event(row: Mapping[str, Any]) -> Iterable[str]:
    details = f": {row['details']}" if row["details"] else ""
    yield f"{row['change']}: {row['event_id']}{details}"


def _score_table(title: str, scores: Mapping[str, Score]) -> Table:
    table = _plain_table(title, "precision", "recall", "F1", "right", "invented", "missed")
    for name, score in scores.items():
        shares = [f"{share:.3f}" for share in (score.precision, score.recall, score.f1)]
        counts = [str(count) for count in (score.right, score.invented, score.missed)]
        table.add_row(Text(harmless(name)), *shares, *counts)
    return table


def _attribute_table(evaluation: Evaluation) -> Table:
    table = _plain_table("Attributes of the right figures", "accuracy", "agree", "of")
    for name, (agreeing, known) in evaluation.attributes().items():
        share = f"{agreeing / known:.3f}" if known else ""
        table.add_row(name, share, str(agreeing), str(known))
    return table


def _plain_table(first: str, *numbers: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(first)
    for name in numbers:
        table.add_column(name, justify="right")
    return table


def _cells(claim: Claim, *, with_article: bool) -> Iterable[Text]:
    places = dict.fromkeys(part for part in (claim.actor, claim.recipient, claim.place) if part)
    days = period(claim.date_start, claim.date_end)
    number = bounded(claim) + (" (corrected)" if claim.corrected else "")
    cells = [label(claim), number, ", ".join(places), days, claim.claimant]
    if with_article:
        cells.append(claim.article_id)
    return [Text(harmless(cell)) for cell in cells]


def _bracketed(text: str, claims: Sequence[Claim]) -> str:
    parts, done = [], 0
    for claim in claims:
        # "71 of 123" may state two figures in one phrase; it is put in brackets once.
        if claim.start >= done:
            parts += [text[done : claim.start], "[", text[claim.start : claim.end], "]"]
            done = claim.end
    return "".join([*parts, text[done:]])
