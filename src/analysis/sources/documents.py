"""Documents: the text of .docx and of .pdf files."""

from __future__ import annotations

import io
import time
import zipfile
from typing import TYPE_CHECKING, Any

from analysis.errors import ArticleError
from analysis.sources.bounded import whole
from analysis.sources.faults import BROKEN, quiet, reason_of
from analysis.sources.raw import Raw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.sources.limits import Limits
    from analysis.sources.raw import Found, Source, Wishes

_MOST_PAGES = 2_000
_LARGEST_PAGE = 5_000_000  # read in some 20 seconds where all of it is text
_MOST_PARTS = 2_000
_TITLES = ("Title", "Heading 1")


def read_docx(source: Source, wishes: Wishes) -> Iterator[Found]:
    """The paragraphs of a Word document; its title is the first one set as such.

    Raises:
        ArticleError: it is no such document, or unpacks to more than an article may hold.
    """
    content = io.BytesIO(whole(source.stream, wishes.limits.article))
    try:
        _check_parts(content, wishes.limits)
        # Its parser expands no entities and asks for no files.
        import docx

        paragraphs = docx.Document(content).paragraphs
        texts = [(one.text.strip(), one.style.name if one.style else "") for one in paragraphs]
    except (*BROKEN, zipfile.BadZipFile, _package_error()) as error:
        msg = f"no Word document that can be read ({reason_of(error)}); save it again"
        raise ArticleError(msg) from error
    title = next((text for text, style in texts if style in _TITLES and text), None)
    yield Raw("\n\n".join(text for text, _ in texts if text), title)


def _package_error() -> type[Exception]:
    from docx.opc.exceptions import OpcError

    error: type[Exception] = OpcError
    return error


def _check_parts(content: io.BytesIO, limits: Limits) -> None:
    with zipfile.ZipFile(content) as archive:
        parts = archive.infolist()
    # No part gives more than its head says.
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > 5 * limits.article:
        msg = "it unpacks to far more than an article holds, as a bomb does; save its text as .txt"
        raise ArticleError(msg)


def read_pdf(source: Source, wishes: Wishes) -> Iterator[Found]:
    """The text of a PDF's pages, as it is printed line by line.

    Raises:
        ArticleError: it is no PDF, is encrypted, takes too long, or holds pictures of text alone.
    """
    import pypdf
    from pypdf.errors import PyPdfError

    content = io.BytesIO(whole(source.stream, wishes.limits.article))
    try:
        with quiet("pypdf"):
            text = _text_of_pages(pypdf.PdfReader(content), wishes.limits)
    except (*BROKEN, PyPdfError) as error:
        msg = f"no PDF that can be read ({reason_of(error)}); print it again, or save its text"
        raise ArticleError(msg) from error
    if not text.strip():
        msg = "a PDF without text, such as a scan; run text recognition (OCR) over it first"
        raise ArticleError(msg)
    yield Raw(text)


def _text_of_pages(reader: Any, limits: Limits) -> str:  # noqa: ANN401 - loaded when needed
    if reader.is_encrypted and not reader.decrypt(""):
        msg = "an encrypted PDF; save a copy that opens without a password"
        raise ArticleError(msg)
    ends = time.monotonic() + limits.seconds
    texts: list[str] = []
    length = 0

    def look_at_clock(*_: object) -> None:
        if time.monotonic() > ends or length > limits.article:
            msg = "a PDF that takes too long or gives too much text; save its text as .txt"
            raise ArticleError(msg)

    for page in reader.pages[:_MOST_PAGES]:
        look_at_clock()
        content = page.get_contents()
        if content is not None and len(content.get_data()) > _LARGEST_PAGE:
            msg = f"a PDF with a page of more than {_LARGEST_PAGE:,} bytes; save its text as .txt"
            raise ArticleError(msg)
        # A page may draw another that draws others: the clock is looked at for each operation.
        texts.append(page.extract_text(visitor_operand_before=look_at_clock))
        length += len(texts[-1])
    look_at_clock()
    return "\n\n".join(texts)
