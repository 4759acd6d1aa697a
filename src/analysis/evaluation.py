"""How right the extraction is: extracted figures against annotated articles."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.articles import Article
from analysis.claims import plain_rows
from analysis.errors import AnalysisError, unreadable, unwritable
from analysis.extraction.sentences import find_sentences
from analysis.gold import ATTRIBUTES, FULL, agrees, overlaps, read_gold, same_figure
from analysis.tables import extract

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from analysis.gold import Figure, GoldArticle

RIGHT, MISSED, INVENTED = "right", "missed", "invented"
_VERSION = 2


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of right, invented and missed figures, and what follows from them."""

    right: int
    invented: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of the extracted figures that are right; 0 where nothing was extracted."""
        return self.right / (self.right + self.invented) if self.right else 0.0

    @property
    def recall(self) -> float:
        """The share of the annotated figures that were found; 0 where there are none."""
        return self.right / (self.right + self.missed) if self.right else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        wrong = self.invented + self.missed
        return 2 * self.right / (2 * self.right + wrong) if self.right else 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one annotated or invented figure.

    Attributes:
        article_id, outlet, topic, measure: where it stands and what it counts.
        number: the number with its unit, as text.
        outcome: `right` (topic, measure, unit and number agree), `missed` or `invented`.
        wrong: the attributes of a right figure that do not agree: name → (annotated, extracted).
        known: the attributes that the annotation gives.
        words: the annotated words, or the number phrase of an invented figure.
        sentence: the sentence that holds it, as the article has it.
        key: names the figure within its article, the same from run to run.
    """

    article_id: str
    outlet: str
    topic: str
    measure: str
    number: str
    outcome: str
    wrong: dict[str, tuple[str, str]]
    known: tuple[str, ...]
    words: str
    sentence: str
    key: str

    @property
    def is_full(self) -> bool:
        """Whether the figure is right with its qualifier, weapon and actor."""
        return self.outcome == RIGHT and not any(name in self.wrong for name in FULL)

    def __str__(self) -> str:
        """The verdict as a line: where, what, and the sentence."""
        wrong = "".join(f"; {name} {got}, not {want}" for name, (want, got) in self.wrong.items())
        return (
            f"{self.outcome}: {self.article_id}: {self.topic} {self.measure} {self.number}{wrong}"
            f"  «{' '.join(self.sentence.split())}»"
        )


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The verdicts on all figures of the annotated articles, and their sums.

    Attributes:
        articles: how many articles were compared.
        verdicts: one for each annotated figure, and one for each invented.
    """

    articles: int
    verdicts: tuple[Verdict, ...]

    @property
    def core(self) -> Score:
        """Figures whose topic, measure, unit and number agree."""
        return _score(self.verdicts, full=False)

    @property
    def full(self) -> Score:
        """Figures whose qualifier, weapon and actor agree as well."""
        return _score(self.verdicts, full=True)

    def by(self, *names: str) -> dict[str, Score]:
        """Core scores of groups of figures, in order.

        Args:
            names: what to group by: topic, measure, outlet or article_id, or several of them.
        """
        groups: dict[str, list[Verdict]] = defaultdict(list)
        for verdict in self.verdicts:
            groups[" ".join(getattr(verdict, name) for name in names)].append(verdict)
        return {name: _score(groups[name], full=False) for name in sorted(groups)}

    def attributes(self) -> dict[str, tuple[int, int]]:
        """Attribute → how many agree, of how many right figures whose annotation gives it."""
        right = [verdict for verdict in self.verdicts if verdict.outcome == RIGHT]
        return {
            name: (
                sum(name in verdict.known and name not in verdict.wrong for verdict in right),
                sum(name in verdict.known for verdict in right),
            )
            for name in ATTRIBUTES
        }

    def errors(self) -> tuple[Verdict, ...]:
        """The verdicts with anything wrong: missed, invented, or an attribute that disagrees."""
        return tuple(one for one in self.verdicts if one.outcome != RIGHT or one.wrong)


def _score(verdicts: Iterable[Verdict], *, full: bool) -> Score:
    chosen = list(verdicts)
    counts = Counter(verdict.outcome for verdict in chosen)
    right = sum(verdict.is_full for verdict in chosen) if full else counts[RIGHT]
    lost = counts[RIGHT] - right  # a figure with a wrong attribute is both invented and missed
    return Score(right, counts[INVENTED] + lost, counts[MISSED] + lost)


def evaluate(
    gold: str | os.PathLike[str],
    *,
    corrections: str | os.PathLike[str] | None = None,
    articles: str | os.PathLike[str] | None = None,
) -> Evaluation:
    """Extract the figures of annotated articles and compare them with the annotations.

    Args:
        gold: a folder with pairs of files NAME.txt and NAME.json, also in folders below it.
        corrections: a file of corrections: what it puts right counts as annotated, too.
        articles: where the corrected articles are; None for the folder `articles` beside the
            file, else the file's own folder.

    Raises:
        AnalysisError: the folder holds no annotated articles, or a file cannot be used.

    >>> import json, pathlib, tempfile
    >>> figure = {"topic": "strikes", "measure": "intercepted", "value": 71, "low": 71, "high": 71,
    ...           "qualifier": "exact", "unit": "count", "quote": "71", "weapon": "drone",
    ...           "actor": "Ukraine"}
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = pathlib.Path(folder, "a.txt").write_text("Ukraine shot down 71 drones.")
    ...     _ = pathlib.Path(folder, "a.json").write_text(json.dumps({"figures": [figure]}))
    ...     evaluation = evaluate(folder)
    >>> evaluation.full
    Score(right=1, invented=0, missed=0)
    """
    annotated = read_gold(gold)
    result = judge(annotated, extract([_as_article(article) for article in annotated]))
    if corrections is None:
        return result
    own = _of_corrections(Path(corrections), articles)
    return Evaluation(result.articles + own.articles, result.verdicts + own.verdicts)


def _of_corrections(file: Path, folder: str | os.PathLike[str] | None) -> Evaluation:
    """How the machine reads, uncorrected, the words that a person corrected."""
    from analysis.articles import stream_articles
    from analysis.corrections import corrected_gold, read_corrections

    wanted = read_corrections(file)
    ids = {one.article_id for one in wanted}
    beside = file.parent / "articles"
    place = folder or (beside if beside.is_dir() else file.parent)
    read = stream_articles(place, on_error=lambda _error: None)
    articles = [article for article in read if article.id in ids]
    return judge(*corrected_gold(extract(articles), wanted, articles))


def _as_article(gold: GoldArticle) -> Article:
    try:
        published = date.fromisoformat(gold.published) if gold.published else None
    except ValueError as error:
        msg = f"{gold.id}: published is {gold.published!r}, not a day as YYYY-MM-DD"
        raise AnalysisError(msg) from error
    return Article(gold.id, gold.text, gold.title, gold.outlet, published, gold.url)


def judge(articles: Sequence[GoldArticle], figures: pd.DataFrame) -> Evaluation:
    """Compare a figures table with the annotations of its articles.

    Figures are matched one to one within an article. Where several could match, the one whose
    words overlap and whose attributes agree most is taken.
    """
    found: dict[str, list[Figure]] = defaultdict(list)
    for row in plain_rows(figures):
        found[row["article_id"]].append(row)
    verdicts = [one for article in articles for one in _verdicts(article, found[article.id])]
    return Evaluation(len(articles), tuple(verdicts))


def _verdicts(article: GoldArticle, found: Sequence[Figure]) -> Iterable[Verdict]:
    pairs = _pairs(article, found)
    for place, gold in enumerate(article.figures):
        match = found[pairs[place]] if place in pairs else None
        yield _of_gold(article, gold, match, f"gold {place}")
    taken = set(pairs.values())
    repeats: Counter[str] = Counter()
    for place, figure in enumerate(found):
        if place not in taken:
            key = f"{figure['measure']} {_number(figure)} {figure['start']}"
            repeats[key] += 1
            yield _of_invented(article, figure, f"{key} {repeats[key]}")


def _pairs(article: GoldArticle, found: Sequence[Figure]) -> dict[int, int]:
    """Place of an annotated figure → place of the extracted one, the best pairs first."""
    ranked = sorted(
        (-_points(gold, figure, article.text), i, j)
        for i, gold in enumerate(article.figures)
        for j, figure in enumerate(found)
        if same_figure(gold, figure)
    )
    pairs: dict[int, int] = {}
    for _, i, j in ranked:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _points(gold: Figure, found: Figure, text: str) -> int:
    agreeing = sum(agrees(name, gold, found) for name in ATTRIBUTES)
    return agreeing + (len(ATTRIBUTES) + 1) * overlaps(gold, found, text)


def _of_gold(article: GoldArticle, gold: Figure, found: Figure | None, key: str) -> Verdict:
    wrong = {
        name: (_shown(gold, name), _shown(found, name))
        for name in ATTRIBUTES
        if found is not None and not agrees(name, gold, found)
    }
    return Verdict(
        article_id=article.id,
        outlet=article.outlet or "unknown",
        topic=gold["topic"],
        measure=gold["measure"],
        number=_number(gold),
        outcome=MISSED if found is None else RIGHT,
        wrong=wrong,
        known=tuple(name for name in ATTRIBUTES if gold[name] is not None),
        words=gold["quote"] or "",
        sentence=_sentence_of(article.text, gold["quote"]) if found is None else found["sentence"],
        key=key,
    )


def _of_invented(article: GoldArticle, figure: Figure, key: str) -> Verdict:
    return Verdict(
        article_id=article.id,
        outlet=article.outlet or "unknown",
        topic=figure["topic"],
        measure=figure["measure"],
        number=_number(figure),
        outcome=INVENTED,
        wrong={},
        known=(),
        words=article.text[figure["start"] : figure["end"]],
        sentence=figure["sentence"] or "",
        key=key,
    )


def _sentence_of(text: str, quote: str | None) -> str:
    """The sentence in which the annotated words begin; the words, where the text lacks them."""
    at = text.find(quote) if quote else -1
    spans = find_sentences(text) if at >= 0 else []
    return next((text[start:end] for start, end in spans if start <= at < end), quote or "")


def _shown(figure: Figure, name: str) -> str:
    if name == "date" and "date" not in figure:
        days = [str(figure[end])[:10] for end in ("date_start", "date_end") if figure[end]]
        return "/".join(dict.fromkeys(days)) or "missing"
    return "missing" if figure[name] is None else str(figure[name])


def _number(figure: Figure) -> str:
    if figure["value"] is None:
        return f"{figure['low']:,.13g}–{figure['high']:,.13g} {figure['unit']}"
    return f"{figure['value']:,.13g} {figure['unit']}"


def save_evaluation(evaluation: Evaluation, path: str | os.PathLike[str]) -> Path:
    """Keep an evaluation as JSON, to compare a later one with it.

    Raises:
        AnalysisError: the file cannot be written.
    """
    target = Path(path)
    content = {"version": _VERSION, **asdict(evaluation)}
    try:
        target.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    except OSError as error:
        raise AnalysisError(unwritable(target, error)) from error
    return target


def load_evaluation(path: str | os.PathLike[str]) -> Evaluation:
    """Read an evaluation that `save_evaluation` kept.

    Raises:
        AnalysisError: there is no such file, or it holds no evaluation.
    """
    try:
        content = json.loads(Path(path).read_text(encoding="utf-8"))
        verdicts = tuple(_loaded(row) for row in content["verdicts"])
        return Evaluation(content["articles"], verdicts)
    except OSError as error:
        raise AnalysisError(unreadable(path, error)) from error
    except (ValueError, KeyError, TypeError) as error:
        msg = f"{path} is no evaluation that this version can read ({error!r}); "
        msg += "make it anew: analysis evaluate GOLD --save NEW.json"
        raise AnalysisError(msg) from error


def _loaded(row: dict[str, Any]) -> Verdict:
    wrong = {name: (want, got) for name, (want, got) in row["wrong"].items()}
    return Verdict(**{**row, "wrong": wrong, "known": tuple(row["known"])})


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a change gained and lost.

    Attributes:
        gained: figures now found that were missed, inventions now gone (as they were), and
            attributes now right.
        lost: figures now missed, new inventions, and attributes now wrong.
    """

    gained: tuple[str, ...]
    lost: tuple[str, ...]


def compare(old: Evaluation, new: Evaluation) -> Comparison:
    """What a change of rules gained and lost, as lines to print; articles of one only are left out.

    Args:
        old: the evaluation before the change.
        new: the evaluation after it.
    """
    shared = {one.article_id for one in old.verdicts} & {one.article_id for one in new.verdicts}
    before, after = _faults(old, shared), _faults(new, shared)
    gained = tuple(f"gained: {before[key]}" for key in before if key not in after)
    lost = tuple(f"lost: {after[key]}" for key in after if key not in before)
    return Comparison(gained, lost)


def _faults(evaluation: Evaluation, articles: set[str]) -> dict[tuple[str, ...], str]:
    """Every single fault → its line: a figure missed or invented, an attribute that disagrees."""
    faults: dict[tuple[str, ...], str] = {}
    for verdict in evaluation.verdicts:
        if verdict.article_id in articles:
            for fault in (verdict.outcome, *verdict.wrong):
                if fault != RIGHT:
                    faults[verdict.article_id, verdict.key, fault] = str(verdict)
    return faults
