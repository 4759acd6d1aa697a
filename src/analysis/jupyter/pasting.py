"""Pasting an article: see its figures, save it, and put right what the machine got wrong."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from analysis.corrections import correct, write_corrections
from analysis.errors import AnalysisError
from analysis.jupyter.boxes import Box, grid
from analysis.jupyter.showing import show_article, shown
from analysis.reports import wording
from analysis.reports.claims import Claim, claims_of
from analysis.reports.fragments import joined, paragraph
from analysis.reports.selection import find_path
from analysis.schema import COLUMNS
from analysis.writing import draft_article, write_article

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Sequence

    import pandas as pd

    from analysis.articles import Article
    from analysis.corrections import Correction

_KNOWN = ("published", "outlet", "title", "url", "name")
_HINTS = {
    "published": "the day it appeared, such as 2025-02-12",
    "title": "empty: the first line of the text",
    "name": "the file's name; empty: the day and the first words",
}
# What a person most often puts right; analysis.correct changes every column.
_COLUMNS = (
    "measure",
    "value",
    "qualifier",
    "low",
    "high",
    "unit",
    "weapon",
    "category",
    "actor",
    "place",
    "date_start",
    "date_end",
    "attribution",
)
_ACTIONS = (("change it", "change"), ("drop it: no figure", "drop"), ("add a figure", "add"))
_MOST_WORDS = 12
_ACCEPTED = ".txt,.md,.html,.htm,.pdf,.docx,.eml"


def paste(folder: str | os.PathLike[str] = "../data/articles") -> Box:
    """Widgets to paste an article or load its file, see its figures, correct and save it.

    What is corrected before the article is saved is kept with it, and written by Save.
    `analysis.write_article` saves without widgets, `analysis.correct` corrects.

    Args:
        folder: where articles are saved; a path as the notebooks' parameters take it. The
            corrections stand in `corrections.csv` there or beside it.

    >>> paste("data/articles")
    A form to paste an article, in JupyterLab.
    """
    return _Paster(_place(folder)).box


def _place(folder: str | os.PathLike[str]) -> Path:
    try:
        return find_path(str(folder))
    except AnalysisError:  # not there yet: it is made when an article is saved
        return Path(folder)


def figures_of(article: Article, pending: Sequence[Correction] = ()) -> pd.DataFrame:
    """An article's figures, with the corrections that belong to its folder, or are to be saved."""
    from analysis.corrections import corrections_of
    from analysis.tables import extract

    wanted = corrections_of([article.path]) if article.path else pending
    own = [one for one in wanted if one.article_id == article.id]
    return extract(article, corrections=own)


def words_around(text: str, start: int, end: int) -> str:
    """A stretch of a text with as many words around it as make it the only one of its kind.

    >>> words_around("Of three tanks, three burned.", 16, 21)
    'three burned.'
    """
    from analysis.corrections.matching import places_of

    before, after = text[:start].split(" "), text[end:].split(" ")
    for count in range(_MOST_WORDS):
        right = " ".join(after[: 1 + (count + 1) // 2]) if count else ""
        left = " ".join(before[-1 - count // 2 :]) if count else ""
        words = f"{left if count > 1 else ''}{text[start:end]}{right}".strip()
        if len(places_of(words, text)) == 1:
            return words
    return text[start:end]


def _loaded(name: str, content: bytes) -> tuple[str, dict[str, str]]:
    """The text of a file, and what else it says of the article; a text's front matter stays in it.

    Raises:
        ArticleError: it cannot be read, or holds several articles.
    """
    from analysis.articles import decode_text, read_article

    if name.lower().endswith((".txt", ".md")):
        return decode_text(content), {}
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        article = read_article(path)
    known = {field: getattr(article, field) for field in _KNOWN if hasattr(article, field)}
    return article.text, {field: str(value) for field, value in known.items() if value}


class _Paster:
    """The widgets, the article that they hold, and what they show."""

    def __init__(self, folder: Path) -> None:
        import ipywidgets as widgets

        self._folder = folder
        self._article: Article | None = None
        self._claims: list[Claim] = []
        self._pending: list[Correction] = []
        wide = widgets.Layout(width="auto")
        self.text = widgets.Textarea(
            placeholder="Paste the article, its headline first", rows=10, layout=wide
        )
        self.file = widgets.FileUpload(accept=_ACCEPTED, description="Or a file")
        self.known = {
            name: widgets.Text(
                description=name.capitalize(), placeholder=_HINTS.get(name, ""), layout=wide
            )
            for name in _KNOWN
        }
        self.read = _button(widgets, "Read", self._on_read)
        self.save = _button(widgets, "Save", self._on_save, disabled=True)
        self.message, self.preview = widgets.HTML(), widgets.HTML()
        self.file.observe(self._on_file, names="value")
        self.correcting = _Correcting(widgets, self._correct, self._take_back)
        self.box = Box(
            [
                self.text,
                *self.known.values(),
                widgets.HBox([self.file, self.read, self.save]),
                self.message,
                self.preview,
                self.correcting.box,
            ],
            "A form to paste an article, in JupyterLab.",
        )

    def _given(self) -> dict[str, Any]:
        return {name: field.value.strip() or None for name, field in self.known.items()}

    def _try(self, action: Callable[[], str]) -> None:
        """Do something and say what was done, or what is wrong."""
        try:
            said = action()
        except AnalysisError as error:
            said = str(error)
        lines = [paragraph(line) for line in said.splitlines()]
        self.message.value = shown(joined(lines))._repr_html_()

    def _on_file(self, _change: object) -> None:
        def load() -> str:
            (file,) = self.file.value
            text, known = _loaded(Path(file["name"]).name, bytes(file["content"]))
            self.text.value = text
            for name, value in known.items():
                self.known[name].value = value
            return f"{file['name']} is loaded; Read shows its figures."

        if self.file.value:
            self._try(load)

    def _on_read(self, _button: object) -> None:
        def read() -> str:
            given = {name: value for name, value in self._given().items() if name != "name"}
            article = draft_article(self.text.value, **given)
            if self._article is None or self._article.text != article.text:
                self._pending = []
            self._show(article)
            self.save.disabled = False
            return self._unsaved()

        self._try(read)

    def _unsaved(self) -> str:
        figures = wording.count(len(self._claims), "figure")
        if not self._pending:
            return f"{figures}; nothing is saved yet."
        kept = wording.count(len(self._pending), "correction")
        return f"{figures}, after {kept}; Save writes them with the article."

    def _on_save(self, _button: object) -> None:
        def save() -> str:
            if self._pending and self._draft().text != self._opened().text:
                msg = "the text was changed since it was read and corrected; Read it again"
                raise AnalysisError(msg)
            saved = write_article(self.text.value, self._folder, **self._given())
            said = [f"Saved as {self._folder / (saved.id + '.md')}."]
            if self._pending:
                said.append(str(write_corrections(saved, self._pending)))
                self._pending = []
            self._show(saved)
            return "\n".join(said)

        self._try(save)

    def _draft(self) -> Article:
        return draft_article(self.text.value)

    def _opened(self) -> Article:
        if self._article is None:
            msg = "there is no article yet; paste one, then Read"
            raise AnalysisError(msg)
        return self._article

    def _show(self, article: Article) -> None:
        figures = figures_of(article, self._pending)
        self._article, self._claims = article, claims_of(figures)
        self.preview.value = show_article(article, figures)._repr_html_()
        self.correcting.offer(self._claims, can_take_back=bool(self._pending))

    def _correct(self) -> None:
        def write() -> str:
            article = self._opened()
            asked = self.correcting.asked(article.text)
            if article.path:
                written = correct(article, **asked)
                self._show(article)
                return str(written)
            drafted = correct(article, **asked, pending=self._pending, dry_run=True)
            # What it changes is kept until the article is saved.
            self._pending += [outcome.correction for outcome in drafted.outcomes]
            self._show(article)
            return f"{drafted.told}\n{self._unsaved()}"

        self._try(write)

    def _take_back(self) -> None:
        def take() -> str:
            self._pending = self._pending[:-1]
            self._show(self._opened())
            return self._unsaved()

        self._try(take)


def _button(
    widgets: Any,  # noqa: ANN401 - the module
    label: str,
    on_click: Callable[[object], None],
    *,
    disabled: bool = False,
) -> Any:  # noqa: ANN401 - a widget without types
    button = widgets.Button(description=label, disabled=disabled)
    button.on_click(on_click)
    return button


class _Correcting:
    """The widgets of one correction: which figure, what is wrong, who says so and why."""

    def __init__(
        self,
        widgets: Any,  # noqa: ANN401 - the module
        on_write: Callable[[], None],
        on_take_back: Callable[[], None],
    ) -> None:
        wide = widgets.Layout(width="auto")
        self._claims: dict[str, Claim] = {}
        self.figure = widgets.Dropdown(description="Figure", layout=wide)
        self.action = widgets.Dropdown(description="Do", options=_ACTIONS, layout=wide)
        self.words = widgets.Text(
            description="Words", placeholder="to add: the words that hold the number", layout=wide
        )
        self.columns = {name: _field(widgets, name) for name in _COLUMNS}
        self.who = widgets.Text(description="Who", layout=wide)
        self.why = widgets.Text(description="Why", layout=wide)
        self.write = _button(widgets, "Correct", lambda _: on_write())
        self.take_back = _button(widgets, "Take back", lambda _: on_take_back())
        self.box = widgets.VBox(
            [
                widgets.HTML("<b>Put right what is wrong</b>"),
                self.figure,
                self.action,
                self.words,
                grid(list(self.columns.values()), "19rem"),
                self.who,
                self.why,
                widgets.HBox([self.write, self.take_back]),
            ]
        )
        self.figure.observe(self._on_figure, names="value")
        self.box.layout.display = "none"

    def offer(self, claims: list[Claim], *, can_take_back: bool) -> None:
        """Offer an article's figures, and to take back a correction that is not saved yet."""
        self.box.layout.display = ""
        self.take_back.layout.display = "" if can_take_back else "none"
        self._claims = {claim.figure_id: claim for claim in claims}
        self.figure.options = [(wording.said(claim), claim.figure_id) for claim in claims]
        self.figure.value = claims[0].figure_id if claims else None
        self._on_figure(None)

    def _on_figure(self, _change: object) -> None:
        claim = self._claims.get(self.figure.value or "")
        for name, field in self.columns.items():
            field.value = _cell(claim, name) if claim else ""

    def asked(self, text: str) -> dict[str, Any]:
        """The arguments of `analysis.correct`.

        Raises:
            AnalysisError: no figure is chosen, or no words are given for one to add.
        """
        said = {"who": self.who.value, "why": self.why.value}
        filled = {name: field.value.strip() for name, field in self.columns.items()}
        if self.action.value == "add":
            if not self.words.value.strip():
                msg = "to add a figure, give the words of the text that hold the number"
                raise AnalysisError(msg)
            added = {name: value for name, value in filled.items() if value}
            return {**said, "at": self.words.value, "add": added}
        claim = self._claims.get(self.figure.value or "")
        if claim is None:
            msg = "no figure is chosen"
            raise AnalysisError(msg)
        at = {"at": words_around(text, claim.start, claim.end), "of": claim.measure}
        if self.action.value == "drop":
            return {**said, **at, "drop": True}
        changed = {
            name: value or None for name, value in filled.items() if value != _cell(claim, name)
        }
        return {**said, **at, "change": changed}


def _field(widgets: Any, name: str) -> Any:  # noqa: ANN401 - a widget without types
    """A field for a column: a list of its terms, or a line of text."""
    terms, label = COLUMNS[name], name.replace("_", " ").capitalize()
    wide = widgets.Layout(width="auto")
    if isinstance(terms, tuple):
        return widgets.Dropdown(description=label, options=["", *terms], value="", layout=wide)
    return widgets.Text(description=label, layout=wide)


def _cell(claim: Claim, name: str) -> str:
    from analysis.corrections.values import cell_of

    value = getattr(claim, name)
    return "" if value is None else cell_of(value)
