"""Small files of each kind, made here, that tests read."""

from __future__ import annotations

import io
import tarfile
import zipfile
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

BODY = (
    "Russia launched 123 drones overnight, the air force said on Wednesday morning.",
    "Of these, 71 were shot down by crews in the east and the south of the country.",
)
TEXT = "\n\n".join(BODY)
HEAD = """<title>Drones downed - The Example</title>
<meta property="og:site_name" content="The Example">
<meta property="og:title" content="Drones downed">
<meta property="article:published_time" content="2025-02-12T08:00:00Z">
<link rel="canonical" href="https://news.example/1">"""


def page(*paragraphs: str, head: str = HEAD) -> str:
    """A web page with what stands around an article."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or BODY)
    return (
        f'<!doctype html><html><head><meta charset="utf-8">{head}</head><body>'
        "<nav><a href='/'>Home</a> <a href='/war'>War</a></nav>"
        f"<article><h1>Drones downed</h1>{body}</article>"
        "<footer>Copyright 2019 The Example. All rights reserved.</footer></body></html>"
    )


def mail(*, html: bool = False) -> EmailMessage:
    """A mail with a picture attached; its text is plain, unless it is in HTML alone."""
    message = EmailMessage()
    message["Subject"] = "Drönes downed"
    message["From"] = "The Example <news@news.example>"
    message["Date"] = "Wed, 12 Feb 2025 23:30:00 -0500"
    if html:
        message.set_content("".join(f"<p>{part}</p>" for part in BODY), subtype="html")
    else:
        message.set_content(TEXT)
        message.add_alternative("<p>Something else.</p>", subtype="html")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    return message


def document(*paragraphs: str, title: str | None = "Drones downed") -> bytes:
    """A Word document."""
    import docx

    made = docx.Document()
    if title:
        made.add_heading(title, 0)
    for paragraph in paragraphs or BODY:
        made.add_paragraph(paragraph)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def pdf(*lines: str, more: str = "") -> bytes:
    """A PDF of one page, its lines in Helvetica; `more` are further objects."""
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F1 12 Tf 40 700 Td {shown} ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
            "/Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    content = "%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n{one}\nendobj\n"
    content += more
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n"
    return f"{content}{end}{trailer}startxref\n{len(content)}\n%%EOF".encode()


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A zip of members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def tarred(
    members: Mapping[str, str | bytes], mode: str = "w:gz", more: Iterable[tarfile.TarInfo] = ()
) -> bytes:
    """A tar of members, and of further heads without content."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            data = content.encode() if isinstance(content, str) else content
            head = tarfile.TarInfo(name)
            head.size = len(data)
            archive.addfile(head, io.BytesIO(data))
        for head in more:
            archive.addfile(head)
    return file.getvalue()


def parquet(records: object) -> bytes:
    """A Parquet file of records."""
    file = io.BytesIO()
    pd.DataFrame(records).to_parquet(file)
    return file.getvalue()


def warc(*pages: str, compressed: bool = False) -> bytes:
    """A web archive of pages, each with the request for it."""
    import gzip

    records = []
    for number, one in enumerate(pages, 1):
        body = one.encode()
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
        http += b"Content-Length: %d\r\n\r\n" % len(body)
        address = f"https://news.example/{number}"
        records += [
            _record("request", address, b"GET / HTTP/1.1\r\n\r\n"),
            _record("response", address, http + body),
        ]
    return b"".join(gzip.compress(one) if compressed else one for one in records)


def _record(kind: str, address: str, content: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\n"
        "WARC-Date: 2025-02-13T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{kind}-{address}>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"
