"""Charts of aid: by donor, by kind and over time; amounts in one currency, never added.

A chart shows the amounts stated in one currency; of a table of `analysis.currency.converted` it
shows all of them, converted, with the amount as stated beside.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from analysis.charts import words
from analysis.charts.claimants import says
from analysis.charts.labels import near_labels
from analysis.charts.settings import FAINT, points, styled
from analysis.charts.style import (
    SMALL,
    Heading,
    axes,
    colour_of,
    empty,
    grid,
    head,
    height_of,
    letters,
    link,
    mark,
    time_axis,
)
from analysis.claims import plain_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from analysis.charts.labels import Point
    from analysis.claims import Row

_MOST_LABELS = 3
_HEADROOM = 8  # times the largest amount, for the labels above it
_MEASURES = ("pledged", "delivered", "requested")
_KINDS = {"total": "all kinds together", "": "kind not said"}
_ENDS = ("", "_low", "_high")


def _selected(claims: pd.DataFrame, currency: str | None) -> tuple[str, list[Row]]:
    """The currency to show and the claims in it, each with its `shown` amount and bounds.

    The currency is the one asked for, else that of the conversion, else the one most often stated.
    """
    rows = [row for row in plain_rows(claims) if row["donor"]]
    if currency is None and "converted_to" in claims and rows:
        shown = [_shown(row, "converted") for row in rows if row["converted"] is not None]
        return str(rows[0]["converted_to"]), shown
    counts = claims["currency"].value_counts()
    chosen = currency or (str(counts.sort_index().idxmax()) if len(counts) else "USD")
    return chosen, [_shown(row, "amount") for row in rows if row["currency"] == chosen]


def _shown(row: Row, name: str) -> Row:
    return {**row, **{f"shown{end}": row[f"{name}{end}"] for end in _ENDS}}


def _basis(claims: pd.DataFrame, chosen: str, rows: Sequence[Row]) -> str:
    """What the amounts are, for the line under the title."""
    if not rows or all(row["shown"] == row["amount"] for row in rows):
        return f"Amounts stated in {chosen}"
    left = sum(claims["donor"].notna() & claims["converted"].isna())
    without = f"; {words.plural(left, 'amount')} without a rate left out" if left else ""
    return f"Amounts in {chosen} at the ECB rate of their day{without}"


def _number(row: Row) -> Row:
    return {"low": row["shown_low"], "high": row["shown_high"]}


def _bounded(row: Row, chosen: str) -> str:
    """The amount as stated, and what it is in the currency shown where that is another one."""
    stated = words.bounded(row["amount"], row["amount_low"], row["amount_high"], row["currency"])
    if row["currency"] == chosen:
        return stated
    return f"{stated} ({words.derived(row['shown'], chosen)})"


def _stated(row: Row, chosen: str) -> str:
    return f"{_bounded(row, chosen)}, {says(row['claimant'])}"


def _said(row: Row, chosen: str) -> str:
    kind = f" {row['category']}" if row["category"] else ""
    since = f" since {words.month(row['date_start'])}" if row["cumulative"] else ""
    what = f"{row['donor']}: {_bounded(row, chosen)}{kind} {row['measure']}{since}"
    return f"{what}, {words.day(row['date'])} – {words.named(row['claimant'])}"


@styled("aid")
def aid_by_donor(
    claims: pd.DataFrame,
    *,
    currency: str | None = None,
    most: int = 12,
    ax: Axes | None = None,
) -> Axes:
    """Every amount stated for each donor, the donor with the largest first.

    Running totals and single announcements stand on one line but are never added: a total holds
    the announcements before it.

    Args:
        claims: the table of `analysis.aid`, or `converted` of it: then all currencies are shown.
        currency: an ISO 4217 code; without it that of the conversion, else the one most often
            stated.
        most: how many donors to show.
        ax: where to draw; without it a new figure is made.

    >>> import analysis
    >>> text = "Germany pledged 2 billion euros in military aid, the ministry said."
    >>> claims = analysis.aid(analysis.extract(text, published="2025-02-12"))
    >>> print(aid_by_donor(claims).get_title("left"))
    Aid to Ukraine by donor: most from Germany, €2bn,
    says ministry
    """
    chosen, rows = _selected(claims, currency)
    if not rows:
        return empty(axes(ax, SMALL), "Aid to Ukraine by donor")
    groups = _groups(rows, [row["donor"] for row in rows])
    shown = dict(list(groups.items())[:most])
    first = _largest_of(next(iter(shown.values())))
    title = f"Aid to Ukraine by donor: most from {first['donor']}, {_stated(first, chosen)}"
    return _lines(
        axes(ax, height_of(len(shown))), shown, chosen, title, _basis(claims, chosen, rows)
    )


@styled("aid")
def aid_by_category(
    claims: pd.DataFrame, *, currency: str | None = None, ax: Axes | None = None
) -> Axes:
    """Every amount stated for each kind of aid: military, financial, humanitarian, all together.

    Args:
        claims: the table of `analysis.aid`, or `converted` of it: then all currencies are shown.
        currency: as in `aid_by_donor`.
        ax: where to draw; without it a new figure is made.

    >>> import analysis
    >>> text = "Germany pledged 2 billion euros in military aid, the ministry said."
    >>> claims = analysis.aid(analysis.extract(text, published="2025-02-12"))
    >>> print(aid_by_category(claims).get_title("left"))
    Aid to Ukraine by kind: most military, €2bn, says
    ministry
    """
    chosen, rows = _selected(claims, currency)
    if not rows:
        return empty(axes(ax, SMALL), "Aid to Ukraine by kind")
    kinds = [_KINDS.get(row["category"] or "", str(row["category"])) for row in rows]
    groups = _groups(rows, kinds)
    apart = [kind for kind in groups if kind not in _KINDS.values()]
    most = f": most {apart[0]}, {_stated(_largest_of(groups[apart[0]]), chosen)}" if apart else ""
    title = f"Aid to Ukraine by kind{most}"
    return _lines(
        axes(ax, height_of(len(groups))), groups, chosen, title, _basis(claims, chosen, rows)
    )


def _groups(rows: Sequence[Row], names: Sequence[str]) -> dict[str, list[Row]]:
    """The rows by name, the name with the largest amount first."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for name, row in zip(names, rows, strict=True):
        groups[name].append(row)
    order = sorted(groups, key=lambda name: (-_largest_of(groups[name])["shown"], name))
    return {name: groups[name] for name in order}


def _largest_of(rows: Sequence[Row]) -> Row:
    return max(rows, key=lambda row: (row["shown"], row["figure_ids"]))


def _lines(ax: Axes, groups: dict[str, list[Row]], chosen: str, title: str, basis: str) -> Axes:
    """One line a group with all its amounts, on a scale of tens."""
    for y, (name, group) in enumerate(groups.items()):
        for row in group:
            _amount_mark(ax, (row["shown"], float(y)), row, "x", chosen)
        _line_label(ax, y, name, _largest_of(group), chosen)
    ax.set_xscale("log")
    ax.set_ylim(len(groups) - 0.5, -0.75)
    ax.set_yticks([])
    ax.minorticks_off()
    grid(ax, "x", lambda value: words.amount(value, chosen))
    subtitle = (
        f"{basis}, each mark one claim on a tenfold scale; large marks are running totals, "
        "nothing is added up"
    )
    rows = [row for group in groups.values() for row in group]
    return head(ax, Heading(title, subtitle, _key(rows)))


def _key(rows: Sequence[Row]) -> dict[str, str]:
    stated = {row["measure"] for row in rows}
    return {name: colour_of("measures", name) for name in _MEASURES if name in stated}


def _amount_mark(ax: Axes, at: tuple[object, float], row: Row, along: str, chosen: str) -> None:
    for artist in mark(ax, at, _number(row), colour_of("measures", row["measure"]), along):
        link(artist, row["figure_ids"], _said(row, chosen))
        if row["cumulative"]:
            artist.set_markersize(artist.get_markersize() * 1.45)


def _line_label(ax: Axes, y: float, name: str, row: Row, chosen: str) -> None:
    kind = f" {row['category']}" if row["category"] not in (None, "total", name) else ""
    whose = "" if row["donor"] == name else f" by {row['donor']}"
    since = (
        f"since {words.month(row['date_start'])}" if row["cumulative"] else words.day(row["date"])
    )
    transform = ax.get_yaxis_transform()
    label = words.first_capital(name)
    ax.text(0, y - 0.24, label, va="bottom", weight="bold", size=points(9), transform=transform)
    amount = f"largest: {_bounded(row, chosen)}"
    told = f"{amount}{kind} {row['measure']}{whose}, {since}"
    ax.annotate(
        told if len(label) + len(told) < letters(ax) else amount,
        (1, y - 0.24),
        xycoords=transform,
        va="bottom",
        ha="right",
        size=points(9),
        alpha=FAINT,
    )
    ax.axhline(y, color="#9aa3ad", linewidth=0.6, alpha=0.5, zorder=0)


@styled("aid")
def aid_over_time(
    claims: pd.DataFrame,
    *,
    currency: str | None = None,
    donor: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Amounts over time: announcements as small dots, running totals as large ones.

    The totals that one claimant counts from one day on are joined by a line.

    Args:
        claims: the table of `analysis.aid`, or `converted` of it: then all currencies are shown.
        currency: as in `aid_by_donor`.
        donor: one donor; without it all of them.
        ax: where to draw; without it a new figure is made.

    >>> import analysis
    >>> text = "Germany pledged 2 billion euros in military aid, the ministry said."
    >>> claims = analysis.aid(analysis.extract(text, published="2025-02-12"))
    >>> print(aid_over_time(claims).get_title("left"))
    Aid to Ukraine over time: the largest amount, €2bn,
    on 12 Feb 2025
    """
    chosen, rows = _selected(claims, currency)
    rows = [row for row in rows if row["date"] and donor in (None, row["donor"])]
    title = f"Aid {f'from {donor} ' if donor else ''}to Ukraine over time"
    if not rows:
        return empty(axes(ax, SMALL), title)
    ax = axes(ax, 4.0)
    for row in rows:
        _amount_mark(ax, (_day(row), row["shown"]), row, "y", chosen)
    _totals(ax, [row for row in rows if row["cumulative"]])
    ax.set_yscale("log")
    ax.set_ylim(top=_HEADROOM * max(row["shown"] for row in rows))
    ax.minorticks_off()
    time_axis(ax)
    grid(ax, "y", lambda value: words.amount(value, chosen))
    first = _largest_of(rows)
    title = f"{title}: the largest amount, {_bounded(first, chosen)}, on {words.day(_day(first))}"
    basis = _basis(claims, chosen, rows)
    subtitle = f"{basis}; small dots are announcements, large ones running totals"
    head(ax, Heading(title, subtitle, _key(rows)))
    near_labels(ax, _labels(rows, chosen), [(_day(row), row["shown"]) for row in rows])
    return ax


def _totals(ax: Axes, rows: Sequence[Row]) -> None:
    """Join the totals of one donor and kind that one claimant counts from one day on."""
    lines: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["date"], row["figure_ids"])):
        names = ("measure", "donor", "category", "claimant", "date_start")
        lines[tuple(row[name] for name in names)].append(row)
    for (measure, *_), line in lines.items():
        days, amounts = [_day(row) for row in line], [row["shown"] for row in line]
        ax.plot(days, amounts, "-", color=colour_of("measures", str(measure)), alpha=0.4)


def _labels(rows: Sequence[Row], chosen: str) -> dict[str, list[Point]]:
    """The largest amounts, each of another donor, as `near_labels` takes them."""
    by_donor: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: (row["shown"], row["figure_ids"])):
        by_donor[row["donor"]] = row
    largest = sorted(by_donor.values(), key=lambda row: -row["shown"])[:_MOST_LABELS]
    return {
        f"{row['donor']} {_bounded(row, chosen)}": [(_day(row), row["shown"])] for row in largest
    }


def _day(row: Row) -> Any:  # noqa: ANN401 - a day of any type that matplotlib takes
    """The day an amount stands at: of what it is about, or of the article where that is earlier.

    A promise for the years to come was made before them.
    """
    return min(day for day in (row["date"], row["published"]) if day is not None)
