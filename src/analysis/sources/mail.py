"""Mail as articles: newsletters and alerts, saved as .eml files."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.errors import MessageError
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING, cast

from analysis.errors import ArticleError
from analysis.sources.bounded import whole
from analysis.sources.charsets import decode_leniently
from analysis.sources.faults import BROKEN
from analysis.sources.markup import text_of_markup
from analysis.sources.raw import Raw

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from email.message import EmailMessage

    from analysis.sources.limits import Limits
    from analysis.sources.raw import Found, Source, Wishes

# The standard library takes a time that grows with the square of a head's length.
_LONGEST_HEAD = 2_000


def read_mail(source: Source, wishes: Wishes) -> Iterator[Found]:
    """The text of a mail, plain where it has one, else of its HTML; the sender is the outlet.

    Raises:
        ArticleError: it is no mail, or holds no text.
    """
    content = whole(source.stream, wishes.limits.article)
    try:
        mail = message_from_bytes(content, policy=policy.default)
        heads = {name.lower(): _short(value) for name, value in mail.raw_items()}
        yield Raw(
            _text(mail, wishes.limits),
            _decoded("subject", heads),
            _sender(heads),
            _day(heads),
        )
    except MessageError as error:
        msg = f"no mail that can be read ({error}); save it again"
        raise ArticleError(msg) from error


def _short(value: object) -> str:
    return str(value)[:_LONGEST_HEAD]


def _decoded(name: str, heads: dict[str, str]) -> str | None:
    try:
        return str(policy.default.header_fetch_parse(name, heads[name])).strip() or None
    except BROKEN:  # its parser fails on much of what is no head
        return None


def _sender(heads: dict[str, str]) -> str | None:
    name, address = parseaddr(_decoded("from", heads) or "")
    return name or address or None


def _day(heads: dict[str, str]) -> dt.date | None:
    try:
        return parsedate_to_datetime(heads.get("date", "")).date()
    except ValueError:
        return None


def _text(mail: EmailMessage, limits: Limits) -> str:
    if not any(mail.raw_items()):
        msg = "no mail: it begins with no head such as From; save it as .txt"
        raise ArticleError(msg)
    part = mail.get_body(preferencelist=("plain", "html"))
    if part is None:
        msg = "a mail without text; save what is attached as files of their own"
        raise ArticleError(msg)
    # Its own decoder gives up on a charset that does not exist.
    content = part.get_payload(decode=True)
    text = decode_leniently(cast("bytes", content) or b"", part.get_content_charset())
    return text_of_markup(text, limits) if part.get_content_subtype() == "html" else text
