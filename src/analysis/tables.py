"""From articles to the figures table, and from that to the tidy tables of three topics.

The figures table has a row for each number as it is stated (see `analysis.schema`). The tables
derived here and in `analysis.attacks` have a row for each claim; they never average, never
convert currencies and never decide who is right. Each row keeps the ids of its figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from analysis.attacks import STATUSES, strikes
from analysis.claims import (
    PERIODS,
    is_national,
    merge_repeats,
    period_of,
    rows_of,
    scope_of,
    typed,
)
from analysis.contracts import Schema
from analysis.duplicates import StoryCollector
from analysis.errors import TableError
from analysis.nights import nights, strikes_by_month
from analysis.publication import day_of
from analysis.schema import (
    CATEGORIES,
    COLUMNS,
    DAY,
    MEASURES,
    NUMBER,
    OPTIONAL,
    QUALIFIERS,
    TEXT,
    figure_stem,
    figures_frame,
)
from analysis.storage import read_figures, write_figures
from analysis.texts import texts_of
from analysis.wording import COMMITMENTS, commitment_of, status_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from os import PathLike

    import pandas as pd

    from analysis.articles import Article
    from analysis.claims import Row
    from analysis.corrections import Correction, Outcome
    from analysis.extraction.anchors import Anchors
    from analysis.extraction.figures import Figure

__all__ = [
    "UKRAINE_KM2",
    "aid",
    "casualties",
    "extract",
    "nights",
    "read_figures",
    "strikes",
    "strikes_by_month",
    "territory",
    "write_figures",
]

UKRAINE_KM2 = 603_628
"""The area of Ukraine in its borders of 1991, in square kilometres."""

_OF_ARTICLE = ("figure_id", "article_id", "published", "outlet", "title", "url")
_OF_FIGURE = tuple(name for name in COLUMNS if name not in (*_OF_ARTICLE, *OPTIONAL))
_CLAIM = {"article_id": TEXT, "story": TEXT, "published": DAY, "claimant": TEXT}
_NUMBER = {"value": NUMBER, "low": NUMBER, "high": NUMBER, "qualifier": QUALIFIERS}
_TIME = {"date": DAY, "date_start": DAY, "date_end": DAY, "period": PERIODS}
_IDS = {"status": STATUSES, "figure_ids": TEXT}


def extract(
    source: str | Article | PathLike[str] | Iterable[str | Article | PathLike[str]],
    *,
    published: object = None,
    corrections: str | PathLike[str] | Iterable[Correction] | None = None,
    on_problem: Callable[[Outcome], None] | None = None,
    anchors: str | PathLike[str] | Anchors | None = None,
) -> pd.DataFrame:
    """The figures that articles state, one a row.

    Args:
        source: a text, an article, a `Path` of articles (as `read_articles` reads it), or several
            of them. A `str` is always a text; one that is a file's name is an error.
        published: the day on which texts without a date of their own appeared: a date, a
            datetime, or text such as "2025-02-12". It resolves "on Wednesday" or "overnight".
        corrections: a file of corrections, or corrections, to apply (`analysis.corrections`).
        on_problem: called with the outcome of each correction that no longer matches its text;
            without it each is a `CorrectionWarning`.
        anchors: a file of the names without which a long text is not read, for another war
            (`analysis.extraction.anchors.read_anchors`).

    Returns:
        The figures table (columns and types: `analysis.schema.COLUMNS`), in the order of the
        articles and, within one, of the text. Always the same for the same input. Articles that
        are copies of one story have one `story` (`analysis.duplicates`).

    Raises:
        TableError: `published` is no date, two articles have one id, or a source is none of these.
        ArticleError: a path does not exist, an article cannot be read, or a text is a file's name.
        CorrectionError: the file of corrections cannot be read, or a row of it breaks a rule.
        LexiconError: the file of anchors cannot be used.

    >>> import analysis
    >>> figures = analysis.extract("More than 70 of 123 drones were shot down.")
    >>> print(figures[["measure", "value", "low", "high"]].to_string(index=False))
        measure  value   low  high
    intercepted   70.0  70.0   NaN
       launched  123.0 123.0 123.0
    """
    day = day_of(published)
    names = _anchors(anchors)
    if corrections is None:
        return _extracted(texts_of(source), day, names)
    from analysis.corrections import apply_corrections

    articles: list[Article] = []
    figures = _extracted(_kept(texts_of(source), day, articles), day, names)
    return apply_corrections(figures, corrections, articles, on_problem=on_problem)


def _kept(
    texts: Iterable[tuple[str, str, Article | None]], day: date | None, articles: list[Article]
) -> Iterable[tuple[str, str, Article | None]]:
    """The same texts, each also put into `articles` as it passes."""
    from analysis.articles import Article

    for article_id, text, article in texts:
        articles.append(article or Article(article_id, text, published=day))
        yield article_id, text, article


def _anchors(anchors: str | PathLike[str] | Anchors | None) -> Anchors | None:
    from analysis.extraction.anchors import read_anchors

    is_file = isinstance(anchors, str) or hasattr(anchors, "__fspath__")
    return read_anchors(cast("str", anchors)) if is_file else cast("Anchors | None", anchors)


def figures_of(
    articles: Iterable[Article],
    anchors: Anchors | None,
    take: Callable[[str, str], None],
) -> pd.DataFrame:
    """The figures of some articles of many, without the stories that only all of them tell.

    Args:
        articles: the articles.
        anchors: the names without which a long text is not read.
        take: called with id and text of each article that holds figures.
    """
    columns = _columns_of(texts_of(articles), None, anchors, take)
    return figures_frame(columns)


def _extracted(
    texts: Iterable[tuple[str, str, Article | None]], day: date | None, anchors: Anchors | None
) -> pd.DataFrame:
    collector = StoryCollector()
    columns = _columns_of(texts, day, anchors, collector.add)
    stories = collector.copies()
    columns["story"] = [stories.get(one, one) for one in columns["article_id"]]
    return figures_frame(columns)


def _columns_of(
    texts: Iterable[tuple[str, str, Article | None]],
    day: date | None,
    anchors: Anchors | None,
    take: Callable[[str, str], None],
) -> dict[str, list[Any]]:
    from analysis.extraction.figures import read_figures as read  # tables need no lexicon

    columns: dict[str, list[Any]] = {name: [] for name in COLUMNS if name not in OPTIONAL}
    seen: set[str] = set()
    for article_id, text, article in texts:
        if article_id in seen:
            msg = f"two articles have the id {article_id!r}: give each an id of its own"
            raise TableError(msg)
        seen.add(article_id)
        own = day_of(getattr(article, "published", None)) or day
        found = read(text, own, anchors=anchors)
        _add(columns, article_id, found, own, article)
        if found:
            take(article_id, text)
    return columns


def _add(
    columns: dict[str, list[Any]],
    article_id: str,
    found: Sequence[Figure],
    day: date | None,
    article: Article | None,
) -> None:
    for name in _OF_FIGURE:
        columns[name].extend([getattr(figure, name) for figure in found])
    columns["figure_id"].extend(_ids(article_id, found))
    columns["article_id"].extend([article_id] * len(found))
    columns["published"].extend([day] * len(found))
    for name in ("outlet", "title", "url"):
        columns[name].extend([getattr(article, name, None)] * len(found))


def _ids(article_id: str, found: Iterable[Any]) -> list[str]:
    """An id a figure; the second of one number and measure gets :2."""
    count: dict[str, int] = {}
    ids = []
    for figure in found:
        stem = figure_stem(article_id, figure.start, figure.measure)
        count[stem] = count.get(stem, 0) + 1
        ids.append(stem if count[stem] == 1 else f"{stem}:{count[stem]}")
    return ids


_TERRITORY = {
    **_CLAIM,
    "actor": TEXT,
    "place": TEXT,
    "national": "bool",
    "scope": TEXT,
    "measure": MEASURES["territory"],
    "unit": ("km2", "percent"),
    **_NUMBER,
    "derived_share": NUMBER,
    "derived_km2": NUMBER,
    **_TIME,
    **_IDS,
}
TERRITORY = Schema(
    "territory",
    _TERRITORY,
    ("figure_ids",),
    {"value": "unit", "derived_share": "percent", "derived_km2": "km2"},
)


def territory(figures: pd.DataFrame) -> pd.DataFrame:
    """What is said about ground held, gained or lost; one row a claim.

    Key: `article_id`, `claimant`, `actor`, `place`, `measure`, `unit`, `date_start`, `date_end`
    and the number. A repeat in one article is no second row.

    Columns:
        `claimant` states it, `actor` holds, gains or loses; `place` as printed, `national` where
        it is the whole country. `value`, `low`, `high` in `unit` (`km2` or `percent`); a missing
        bound is open. `derived_share`: derived, stated by nobody: `value` as percent of Ukraine's
        603,628 km² (borders of 1991), only for km² of Ukraine as a whole; `derived_km2` the
        other way round. `scope` is `national` (Ukraine as a whole) or the place: what is held in
        Russia's Kursk region stands apart. `date` is the last day, `period` is day, month, year
        or period.

    Raises:
        TableError: `figures` lacks a column.

    >>> import analysis
    >>> text = "Russia gained 325 square kilometres in January, DeepState said."
    >>> claims = analysis.territory(analysis.extract(text, published="2025-02-12"))
    >>> print(claims[["measure", "value", "unit", "period", "claimant"]].to_string(index=False))
    measure  value unit period  claimant
     gained  325.0  km2  month DeepState
    """
    rows = [row for row in _claims(figures, "territory") if row["unit"] in ("km2", "percent")]
    for row in rows:
        row["national"] = is_national(row["place"])
        row["scope"] = scope_of(row["place"], ("Ukraine",))
        if row["scope"] == "national" and row["value"] is not None:
            of_whole = row["value"] / (UKRAINE_KM2 if row["unit"] == "km2" else 100)
            row["derived_share"] = 100 * of_whole if row["unit"] == "km2" else None
            row["derived_km2"] = UKRAINE_KM2 * of_whole if row["unit"] == "percent" else None
    return typed(rows, _TERRITORY)


_AID = {
    **_CLAIM,
    "donor": TEXT,
    "recipient": TEXT,
    "measure": MEASURES["aid"],
    "commitment": COMMITMENTS,
    "verb": TEXT,
    "category": CATEGORIES,
    "currency": TEXT,
    "amount": NUMBER,
    "amount_low": NUMBER,
    "amount_high": NUMBER,
    "qualifier": QUALIFIERS,
    **_TIME,
    "cumulative": "bool",
    **_IDS,
}
AID = Schema("aid", _AID, ("figure_ids",), {"amount": "currency"})
_LONG = 31  # days; a total over a longer time that is no calendar year has been adding up


def aid(figures: pd.DataFrame) -> pd.DataFrame:
    """What donors are said to have promised, given or been asked for; one row a claim.

    Key: `article_id`, `claimant`, `donor`, `recipient`, `measure`, `category`, `currency`,
    `date_start`, `date_end` and the amount. A repeat in one article is no second row.

    Columns:
        `amount`, `amount_low`, `amount_high` in `currency` (ISO 4217, never converted); a
        missing bound is open. `measure` keeps pledged, delivered and requested apart, and
        `commitment` says how far the sum has come (requested, pledged, committed, approved,
        appropriated, allocated, disbursed, delivered) by the `verb` as printed. `date` is
        the last day. `cumulative` where the amount is a running total ("since February 2022"):
        it holds the single announcements before it, so the two must not be added.

    Raises:
        TableError: `figures` lacks a column.

    >>> import analysis
    >>> text = "Germany pledged 2 billion euros in military aid, the ministry said."
    >>> claims = analysis.aid(analysis.extract(text, published="2025-02-12"))
    >>> print(claims[["donor", "measure", "amount", "currency", "category"]].to_string(index=False))
      donor measure       amount currency category
    Germany pledged 2000000000.0      EUR military
    """
    currency = [row for row in _claims(figures, "aid") if str(row["unit"]).isupper()]
    rows = [
        {
            **row,
            "donor": row["actor"],
            "commitment": row["commitment"] or row["measure"],
            "currency": row["unit"],
            "amount": row["value"],
            "amount_low": row["low"],
            "amount_high": row["high"],
            "cumulative": _is_running(row),
        }
        for row in currency
    ]
    return typed(rows, _AID)


def _is_running(row: Row) -> bool:
    if row["period"] != "period":
        return False
    days: int = (row["date_end"] - row["date_start"]).days
    return days > _LONG


_CASUALTIES = {
    **_CLAIM,
    "side": TEXT,
    "measure": MEASURES["casualties"],
    "category": CATEGORIES,
    "place": TEXT,
    "national": "bool",
    "scope": TEXT,
    **_NUMBER,
    **_TIME,
    **_IDS,
}
CASUALTIES = Schema("casualties", _CASUALTIES, ("figure_ids",), {"value": "people"})


def casualties(figures: pd.DataFrame) -> pd.DataFrame:
    """How many people are said to be killed, injured, missing or captured; one row a claim.

    Key: `article_id`, `claimant`, `side`, `measure`, `category`, `place`, `date_start`,
    `date_end` and the number. A repeat in one article is no second row.

    Columns:
        `side` is the side the victims belong to; `value`, `low`, `high` count people, a missing
        bound is open. `category` is civilian, military or missing. `measure` `casualties` is
        killed and wounded as one number. `scope` is `national` or the place. `date` is the
        last day, `period` is day, month, year or period.

    Raises:
        TableError: `figures` lacks a column.

    >>> import analysis
    >>> text = "At least two civilians were killed in Kyiv, police said."
    >>> claims = analysis.casualties(analysis.extract(text, published="2025-02-12"))
    >>> print(claims[["category", "measure", "low", "high", "place"]].to_string(index=False))
    category measure  low  high place
    civilian  killed  2.0   NaN  Kyiv
    """
    rows = _claims(figures, "casualties")
    for row in rows:
        row["side"] = row["actor"]
        row["national"] = is_national(row["place"])
        row["scope"] = scope_of(row["place"])
    return typed(rows, _CASUALTIES)


_KEYS = ("attribution", "actor", "recipient", "place", "category", "date_start", "date_end")
_READ = (*_KEYS, "published", "measure", "unit", "value", "low", "high", "qualifier", "sentence")


def _claims(figures: pd.DataFrame, topic: str) -> list[Row]:
    """The claims of a topic: repeats merged, with claimant, last day and period."""
    read = rows_of(figures, topic, _READ)
    for row in read:
        row["status"] = status_of(row["sentence"], row["value"])
        if topic == "aid":
            found = commitment_of(row["sentence"], row["value"], row["measure"])
            row["commitment"], row["verb"] = found if found[1] else (None, None)
    rows = merge_repeats(read, _KEYS)
    for row in rows:
        row["claimant"] = row["attribution"]
        row["date"] = row["date_end"]
        row["period"] = period_of(row["date_start"], row["date_end"])
    return rows
