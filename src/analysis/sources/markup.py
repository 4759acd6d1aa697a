"""HTML as a tree, within limits, and the text of a piece of HTML."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from analysis.errors import ArticleError

if TYPE_CHECKING:
    from analysis.sources.limits import Limits

_SHORT_TAG, _LONG_TAGS = 1_000, 20_000
_DEEP = 20
_TAG = re.compile(r"<(?:(?P<comment>!--)|(?P<raw>script|style)\b|[a-zA-Z])", re.IGNORECASE)
_IN_TAG = re.compile(r"""(?<![=\s])\s*+=\s*+(?P<quote>["'])|>""")
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
# A tag that only markup has, not the < of "<5 km".
_MARKUP = re.compile(
    r"</(?:p|div|a|b|i|em|strong|span|h[1-6]|ul|ol|li|figure|blockquote|article|section)\s*>"
    r"|<br\s*/?>",
    re.IGNORECASE,
)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BREAKS = re.compile(r" ?\n[ \n]*")
# Of the characters that nobody uses, since lxml takes no controls.
_LINE, _PARAGRAPH = "\ue000", "\ue001"


def is_markup(text: str) -> bool:
    """Whether a text is written in HTML."""
    return "<" in text and (_MARKUP.search(text) is not None or is_page(text))


def is_page(text: str) -> bool:
    """Whether it is a whole page and not a piece of one."""
    return _PAGE.search(text, 0, 2000) is not None


def check_tags(text: str) -> None:
    """Refuse tags with thousands of attributes, for which parsers take hours.

    Raises:
        ArticleError: there are such tags.
    """
    at, left = 0, _LONG_TAGS
    while len(text) > _LONG_TAGS and (tag := _TAG.search(text, at)):
        at, bare = _end_of_tag(text, tag)
        left -= max(0, bare - _SHORT_TAG)
        if left < 0:
            msg = "a tag of its markup never seems to end; save the article's text as .txt"
            raise ArticleError(msg)
        if at < 0:
            return


def _end_of_tag(text: str, tag: re.Match[str]) -> tuple[int, int]:
    """Where a tag ends, or what it keeps from being read; -1 where it never does.

    Also how many of its characters stand outside of quotes.
    """
    if tag["comment"]:
        return text.find("-->", tag.end()), 0
    at, bare = tag.end(), 0
    while piece := _IN_TAG.search(text, at):
        bare += piece.start() - at
        if not piece["quote"]:
            return (text.find("</", piece.end()) if tag["raw"] else piece.end()), bare
        at = text.find(piece["quote"], piece.end()) + 1
        if not at:
            return -1, bare
    return -1, bare + len(text) - at


def parse_markup(text: str, limits: Limits) -> Any:  # noqa: ANN401 - lxml has no types
    """A page, or a piece of one, as a tree.

    Raises:
        ArticleError: it is empty, or elements are too many or nested too deep.
    """
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    content = text.replace("\0", "").encode("utf-8", "replace")
    try:
        tree = html.document_fromstring(content, parser=parser)
    except etree.ParserError as error:
        msg = "it holds no markup and no text; delete the file, or save the page again"
        raise ArticleError(msg) from error
    _check_tree(tree, limits)
    return tree


def _check_tree(tree: Any, limits: Limits) -> None:  # noqa: ANN401
    from lxml import etree

    depth = count = steps = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        steps += depth
        if depth > limits.depth or steps > _DEEP * limits.tags:
            msg = "elements of its markup are nested too deep; save the article's text as .txt"
            raise ArticleError(msg)
        if count > limits.tags:
            msg = f"its markup has more than {limits.tags:,} elements; save its text as .txt"
            raise ArticleError(msg)


def text_of_markup(text: str, limits: Limits) -> str:
    """The text of a piece of HTML, all of it, with blank lines between paragraphs.

    Raises:
        ArticleError: as `parse_markup`.
    """
    check_tags(text)
    tree = parse_markup(text, limits)
    for element in [*tree.iter(*markup_words()["dropped"])]:
        element.drop_tree()
    for element in tree.iter():
        _break_lines(element)
    joined = "".join(tree.itertext()).replace(_LINE, "\n").replace(_PARAGRAPH, "\n\n")
    return _BREAKS.sub(lambda gap: "\n\n" if gap[0].count("\n") > 1 else "\n", joined).strip()


def _break_lines(element: Any) -> None:  # noqa: ANN401
    text, tail = (_SPACES.sub(" ", part or "") for part in (element.text, element.tail))
    if element.tag in markup_words()["blocks"]:
        text, tail = _PARAGRAPH + text, _PARAGRAPH + tail
    elif element.tag == "br":
        tail = _LINE + tail
    element.text, element.tail = text, tail


@cache
def markup_words() -> dict[str, tuple[str, ...]]:
    """The lists of markup.toml: `blocks`, `dropped`, `days`."""
    path = files("analysis.sources") / "markup.toml"
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: tuple(words) for name, words in entries.items()}
