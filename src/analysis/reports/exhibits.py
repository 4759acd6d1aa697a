"""Charts and tidy tables in a report: each mark and each number leads to its sentence."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.reports import wording
from analysis.reports.claims import anchor
from analysis.reports.downloads import download, table_csv
from analysis.reports.fragments import Cell, Fragment, safe, table
from analysis.reports.parts import NOT_VERIFIED

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from datetime import date

    import pandas as pd
    from matplotlib.axes import Axes

    from analysis.reports.report import Report

_FIGURE_ID = re.compile(r"(\S(?:.*?\S)?:\d+:([a-z]+)(?::\d+)?)(?= |$)")
_ENDS = {"value": ("low", "high"), "amount": ("amount_low", "amount_high")}
_DAYS = ("date", "published", "date_start", "date_end")
_NOTHING = "No figures of this kind in this selection."


@cache
def _words() -> Mapping[str, Mapping[str, Any]]:
    path = Path(__file__).parent / "exhibits.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def chart(
    report: Report,
    draw: Callable[..., Axes],
    frame: pd.DataFrame,
    *,
    note: str | None = None,
    **options: object,
) -> Fragment:
    """A chart as inline SVG with its source line; an empty table gives a line that says so.

    The first line of the function's docstring describes the chart to those who don't see it.

    Args:
        report: what the chart belongs to.
        draw: a function of `analysis.charts`.
        frame: the tidy table that it draws.
        note: what the reader must know to read it right; None for that of exhibits.toml.
        **options: passed on to `draw`.
    """
    axes = None if frame.empty else draw(frame, **options)
    if axes is None or not axes.axison:  # a chart without anything to draw has no axes
        return Fragment(f'<p class="empty">{_NOTHING}</p>', _NOTHING)
    from analysis.charts import svg, take_heading

    heading = take_heading(axes)
    title = heading.title or report.title
    description = (draw.__doc__ or title).strip().splitlines()[0]
    drawn_by = getattr(draw, "__name__", "chart")
    name = " ".join([drawn_by, title, *map(str, options.values())])  # two may share a title
    prefix = "-".join(re.findall(r"[a-z0-9]+", name.lower()))
    drawn = svg(axes, title=title, description=description, prefix=prefix)
    source = _source_line(report, _note(draw) if note is None else note)
    html = (
        f"<figure><h3>{safe(title)}</h3><p>{safe(heading.subtitle)}</p>"
        f'<div class="scroll" role="group" tabindex="0" aria-label="Chart: {safe(title)}">'
        f"{drawn}</div><figcaption>{safe(source)}</figcaption></figure>"
    )
    return Fragment(html, f"{title}. {heading.subtitle} {source}")


def _note(draw: Callable[..., Axes]) -> str:
    return str(_words()["notes"].get(getattr(draw, "__name__", ""), ""))


def _source_line(report: Report, note: str) -> str:
    articles = wording.articles(report.claims)
    basis = f"Source: {articles}, as of {wording.plain_day(report.as_of)}."
    return " ".join(part for part in (note, basis, NOT_VERIFIED) if part)


def tidy_table(
    report: Report,
    frame: pd.DataFrame,
    columns: str | Mapping[str, str],
    *,
    caption: str,
    limit: int = 0,
) -> Fragment:
    """A tidy table for readers: numbers with their bounds, each leading to its sentence.

    Args:
        report: what the table belongs to.
        frame: a table of `analysis.tables`, its rows in the order to show.
        columns: a table of exhibits.toml by name, or column → header; the first heads its row.
            `claimant` falls back on the outlet.
        caption: says what the rows are.
        limit: at most so many rows; 0 for all.
    """
    if frame.empty:
        return Fragment(f'<p class="empty">{_NOTHING}</p>', _NOTHING)
    headers = _words()["tables"][columns] if isinstance(columns, str) else columns
    shown = frame.head(limit) if limit else frame
    plain = shown.astype(object).where(shown.notna(), None).to_dict("records")
    outlets = {claim.article_id: claim.outlet for claim in report.claims}
    corrected = {claim.figure_id for claim in report.claims if claim.corrected}
    rows = [_row(row, headers, outlets, corrected) for row in plain]
    drawn = table(list(headers.values()), rows, caption=caption, note=NOT_VERIFIED)
    whole = wording.count(len(frame), "row")
    first = f"The first {len(shown):,} of {whole} are shown. " if len(shown) < len(frame) else ""
    name = f"{report.title} {columns if isinstance(columns, str) else 'table'}"
    link = download(table_csv(frame), name, f"Download all {whole} as CSV")
    html = f'{drawn.html}<p class="note">{first}{link}</p>'
    return Fragment(html, f"{drawn.text}\n{first}")


def _row(
    row: Mapping[Any, Any],
    names: Iterable[str],
    outlets: Mapping[str, str | None],
    corrected: Collection[str],
) -> list[Cell]:
    """The cells of a row; the first says so where a person corrected a figure of it."""
    first, *rest = (_cell(row, name, outlets) for name in names)
    own = {figure_id for figure_id, _ in figures_in(row.get("figure_ids"))}
    if own.isdisjoint(corrected):
        return [first, *rest]
    return [replace(first, note=", ".join(filter(None, (first.note, "corrected")))), *rest]


def _cell(row: Mapping[Any, Any], name: str, outlets: Mapping[str, str | None]) -> Cell:
    value = row[name]
    if name == "claimant":
        return Cell(wording.capitalised(value or outlets.get(row["article_id"]) or "not stated"))
    if value is None and name in _DAYS:
        return Cell("undated")
    if value is None:
        return Cell("–" if name in _measured(row) else "", is_number=name in _measured(row))
    if name in _DAYS:
        return Cell(_time(row, name))
    if isinstance(value, float):
        return _number_cell(row, name)
    return Cell(wording.term(str(value)), is_number=isinstance(value, int) and value is not True)


def _measured(row: Mapping[Any, Any]) -> set[str]:
    return {str(name) for name in row if f"{name}_low" in row} | ({*_ENDS} & row.keys())


def _time(row: Mapping[Any, Any], name: str) -> str:
    start: date | None = row.get("date_start")
    if name == "date" and row.get("period") in ("month", "year", "period") and start:
        return wording.short_period(start.date(), row["date_end"].date())  # type: ignore[attr-defined]
    day = row[name].date()
    return wording.short_period(day, day)


def _number_cell(row: Mapping[Any, Any], name: str) -> Cell:
    from analysis.charts.words import bounded

    low, high = _ENDS.get(name, (f"{name}_low", f"{name}_high"))
    if name == "converted":
        return _converted_cell(row)
    unit = str(row.get("currency") or row.get("unit") or "count")
    if name.endswith("_share"):
        return Cell(f"{100 * row[name]:.0f}%", note="derived", is_number=True)
    text = bounded(row[name], row.get(low), row.get(high), unit)
    return Cell(text, _href(row.get("figure_ids"), name), is_number=True)


def _converted_cell(row: Mapping[Any, Any]) -> Cell:
    """A derived amount with the day of its rate; nothing where the amount is in that currency."""
    from analysis.charts.words import bounded

    if row["currency"] == row["converted_to"]:
        return Cell("as stated", is_number=True)
    value, low, high = (_to_three_digits(row[f"converted{end}"]) for end in ("", "_low", "_high"))
    text = bounded(value or 0.0, low, high, row["converted_to"])
    day = row["rate_date"].date()
    return Cell(text, note=f"rate of {wording.short_period(day, day)}", is_number=True)


def _to_three_digits(amount: float | None) -> float | None:
    return None if amount is None else float(f"{amount:.3g}")


def _href(figure_ids: str | None, measure: str) -> str:
    """The link to the sentence of a measure's figure, else of the claim's first."""
    found = figures_in(figure_ids)
    own = [figure_id for figure_id, named in found if named == measure]
    first = own or [figure_id for figure_id, _ in found]
    return f"#{anchor(first[0])}" if first else ""


def figures_in(figure_ids: str | None) -> list[tuple[str, str]]:
    """The ids in a table's `figure_ids`, each with its measure.

    >>> figures_in("a b:12:launched a b:40:hit:2")
    [('a b:12:launched', 'launched'), ('a b:40:hit:2', 'hit')]
    """
    return [(str(one), str(measure)) for one, measure in _FIGURE_ID.findall(figure_ids or "")]
