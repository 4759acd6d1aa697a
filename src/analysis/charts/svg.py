"""A chart as an SVG that can stand in an HTML page: the same bytes for the same chart."""

from __future__ import annotations

import io
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure

from analysis.charts.settings import INK
from analysis.charts.style import colour_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.axes import Axes
    from matplotlib.patches import Patch

_FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
_WHITE = (1.0, 1.0, 1.0, 1.0)
_LINK = "{http://www.w3.org/1999/xlink}href"
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_FAMILY = re.compile(r"font-family:[^;]*;?\s*")


def svg(chart: Axes | Figure, *, title: str, description: str, prefix: str = "chart") -> str:
    """A chart as one `<svg>` element, for a page in light or dark colours.

    Args:
        chart: axes, or a figure.
        title: what the chart is; read out by screen readers.
        description: what it shows, in a sentence.
        prefix: starts every id; it must be unique within the page.

    Returns:
        The element, without an XML declaration: transparent, its text in the page's text colour,
        but for a figure that has backgrounds of its own (`plt.style.use("dark_background")`);
        marks as links with tooltips. Its role is `img`, or `group` where it holds links, since
        an image hides the links in it from screen readers. Always the same bytes for one chart.

    >>> import analysis
    >>> figures = analysis.extract("Russia launched 123 drones; 71 were shot down.")
    >>> claims = analysis.strikes(figures)
    >>> drawn = svg(analysis.charts.strikes_by_night(claims), title="Nights", description="By day.")
    >>> drawn.partition("<title")[0].count("<svg")
    1
    """
    figure = chart if isinstance(chart, Figure) else chart.get_figure(root=True)
    if figure is None:
        msg = "these axes belong to no figure"
        raise ValueError(msg)
    words = _number_marks(figure)
    is_plain = not has_background(figure)
    file = io.StringIO()
    with (
        mpl.rc_context({"svg.hashsalt": prefix, "svg.fonttype": "none", "text.parse_math": False}),
        _drawn_once(figure, figure_patches(figure) if is_plain else []) as canvas,
    ):
        canvas.print_svg(file, metadata={"Date": None})  # type: ignore[no-untyped-call]
    root = ET.fromstring(file.getvalue())  # noqa: S314 - matplotlib wrote it just now
    _plain_names(root)
    if is_plain:
        _take_page_colours(root)
    _clean(root)
    _linked(root, words)
    _rename(root, prefix)
    _describe(root, title, description, prefix)
    return ET.tostring(root, encoding="unicode", short_empty_elements=True) + "\n"


def figure_patches(figure: Figure) -> list[Patch]:
    """The backgrounds of a figure and of its axes."""
    return [figure.patch, *(ax.patch for ax in figure.axes)]


def has_background(figure: Figure) -> bool:
    """Whether a background has a colour that the user chose: neither white nor none."""
    colours = [to_rgba(patch.get_facecolor()) for patch in figure_patches(figure)]
    return any(colour[3] and colour != _WHITE for colour in colours)


@contextmanager
def _drawn_once(figure: Figure, patches: Sequence[Patch]) -> Iterator[FigureCanvasSVG]:
    """A canvas for the figure without `patches`; `Figure.savefig` would draw everything twice."""
    before = figure.canvas
    colours = [(patch.get_facecolor(), patch.get_edgecolor()) for patch in patches]
    for patch in patches:
        patch.set(facecolor="none", edgecolor="none")
    try:
        yield FigureCanvasSVG(figure)
    finally:
        figure.set_canvas(before)
        for patch, (face, edge) in zip(patches, colours, strict=True):
            patch.set(facecolor=face, edgecolor=edge)


def _number_marks(figure: Figure) -> dict[str, str]:
    """Give each linked mark an id; id → its words."""
    marks = [artist for artist in figure.findobj(include_self=False) if artist.get_url()]
    words = {}
    for number, artist in enumerate(marks):
        artist.set_gid(f"mark-{number}")
        words[f"mark-{number}"] = str(artist.get_label())
    return words


def _plain_names(root: ET.Element) -> None:
    """Take the XML name spaces off: inline in HTML an SVG needs none."""
    for element in root.iter():
        element.tag = element.tag.rsplit("}", 1)[-1]
        if _LINK in element.attrib:
            element.set("href", element.attrib.pop(_LINK))
        if "d" in element.attrib:
            element.set("d", " ".join(element.get("d", "").split()))
        element.text = element.text if (element.text or "").strip() else None
        element.tail = None


def _clean(root: ET.Element) -> None:
    """Drop what would reach beyond the chart: metadata, a style for the whole page, fonts."""
    for element in list(root):
        if element.tag == "metadata" or element.find("style") is not None:
            root.remove(element)
    for text in root.iter("text"):
        text.set("style", _FAMILY.sub("", text.get("style", "")))


def _take_page_colours(root: ET.Element) -> None:
    """Draw what is in ink, and text without a colour, in the colour of the page's text.

    What is too dark for a dark page takes the page's own colour for it, where the page has one.
    """
    hit = colour_of("measures", "hit")
    for element in root.iter():
        style = element.get("style", "").replace(INK, "currentColor")
        style = style.replace(hit, f"var(--hit, {hit})")
        if element.tag == "text" and "fill:" not in style:
            style += "; fill: currentColor"
        if style:
            element.set("style", style)


def _linked(root: ET.Element, words: dict[str, str]) -> None:
    """Make each link say where it leads; a link stays within the page."""
    for group in root.iter("g"):
        said = words.get(group.get("id", ""), "")
        for anchor in group.iter("a") if said else ():
            anchor.attrib.pop("target", None)
            anchor.set("aria-label", said)
            tooltip = ET.Element("title")
            tooltip.text = said
            anchor.insert(0, tooltip)


def _rename(root: ET.Element, prefix: str) -> None:
    """Keep the ids that something refers to, each with the prefix; drop the others."""
    own = {element.get("id", "") for element in root.iter()}
    used = {name for element in root.iter() for name in _references(element)} & own
    for element in root.iter():
        name = element.attrib.pop("id", None)
        if name in used:
            element.set("id", f"{prefix}-{name}")
        if element.get("href", "")[1:] in used:
            element.set("href", f"#{prefix}-{element.get('href', '')[1:]}")
        for key in ("clip-path", "style"):
            if key in element.attrib:
                element.set(key, _REFERENCE.sub(rf"url(#{prefix}-\1)", element.get(key, "")))


def _references(element: ET.Element) -> Iterator[str]:
    if element.tag == "use":
        yield element.get("href", "")[1:]
    for key in ("clip-path", "style"):
        yield from _REFERENCE.findall(element.get(key, ""))


def _describe(root: ET.Element, title: str, description: str, prefix: str) -> None:
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    root.set("xmlns", "http://www.w3.org/2000/svg")
    root.set("role", "img" if root.find(".//a") is None else "group")
    root.set("aria-labelledby", f"{prefix}-title")
    root.set("aria-describedby", f"{prefix}-desc")
    root.set("font-family", _FONTS)
    root.set("stroke-linejoin", "round")
    for place, (tag, text) in enumerate((("title", title), ("desc", description))):
        element = ET.Element(tag, {"id": f"{prefix}-{tag}"})
        element.text = text
        root.insert(place, element)
