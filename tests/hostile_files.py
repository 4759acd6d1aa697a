"""Bad files, each named for its vice: name → content, and what is said or read of it.

Content is bytes, or a function that makes them where that takes long.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import struct
import tarfile
import zipfile
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import source_samples as good
from source_samples import BODY, tarred, zipped

if TYPE_CHECKING:
    from collections.abc import Callable

    Content = bytes | Callable[[], bytes]

DEEP = 100_000
MB = 1_000_000
READ = "read"
"""Marks files that are read as they should be: READ + the text of an article."""
HARD_TO_PACK = Random(1).randbytes(MB).hex()  # noqa: S311 - no secret
OTHER = "it holds no text but something else"
BOMB = "as a bomb does"
NONE = "holds no"


def head(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname = kind, target
    return made


def encrypted_zip() -> bytes:
    content = bytearray(zipped({"a.txt": "Two drones."}))
    for signature, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        content[content.index(signature) + at] |= 1
    return bytes(content)


def broken_zip() -> bytes:
    content = bytearray(zipped({"a.txt": HARD_TO_PACK}))
    content[1000:1100] = bytes(100)
    return bytes(content)


def quine_like_zip() -> bytes:
    content = zipped({"a.txt": "Two drones."})
    for _ in range(8):
        content = zipped({"a.zip": content})
    return content


def overlapping_zip() -> bytes:
    """Fifty members that share the same 10 MB of zeros."""
    content = bytearray(zipped({"a.txt": b"0" * (10 * MB)}))
    at = content.index(b"PK\1\2")
    entry, end = content[at : content.index(b"PK\5\6")], content[content.index(b"PK\5\6") :]
    struct.pack_into("<HHI", end, 8, 50, 50, 50 * len(entry))
    return bytes(content[:at]) + bytes(entry) * 50 + bytes(end)


def lying_zip() -> bytes:
    """A zip that says its member has ten bytes."""
    content = bytearray(zipped({"a.txt": b"0" * (30 * MB)}))
    for signature, at in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        struct.pack_into("<I", content, content.index(signature) + at, 10)
    return bytes(content)


def docx_with(name: str, part: bytes) -> bytes:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(good.document())) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            new.writestr(info, part if info.filename == name else old.read(info))
    return made.getvalue()


def laughs(count: int = 9) -> str:
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, count + 1)
    )
    return f"<!DOCTYPE x [{entities}]>"


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHING_DOCX = docx_with(
    "word/document.xml",
    f'<?xml version="1.0"?>{laughs()}<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>'
    "&a9;</w:t></w:r></w:p></w:body></w:document>".encode(),
)
PEEPING_DOCX = docx_with(
    "word/document.xml",
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>Two.&a;</w:t></w:r></w:p></w:body>'
    "</w:document>".encode(),
)
DEEP_DOCX = docx_with("word/document.xml", b"<a>" * DEEP)


def deep_mail() -> bytes:
    heads = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(3_000)
    )
    return f"From: a@news.example\n{heads}Content-Type: text/plain\n\nTwo drones.".encode()


def looping_pdf() -> bytes:
    return good.pdf(*BODY).replace(b"/Kids [3 0 R] /Count 1", b"/Kids [2 0 R] /Count 1")


def forked_pdf() -> bytes:
    """Each of thirty nodes has the next one twice, which makes a billion pages."""
    nodes = "".join(
        f"{n} 0 obj\n<< /Type /Pages /Kids [{n + 1} 0 R {n + 1} 0 R] /Count 2 >>\nendobj\n"
        for n in range(10, 40)
    )
    page = "40 0 obj\n<< /Type /Page /MediaBox [0 0 9 9] >>\nendobj\n"
    return good.pdf(*BODY, more=nodes + page).replace(b"/Kids [3 0 R]", b"/Kids [10 0 R]")


def bomb_pdf() -> bytes:
    import zlib

    packed = zlib.compress(zlib.compress(b"(a) Tj " * (60 * MB // 7)))
    content = good.pdf(*BODY)
    start = content.index(b"<< /Length")
    end = content.index(b"endobj", start)
    stream = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(packed)
    return content[:start] + stream + packed + b"\nendstream\n" + content[end:]


def parquet_cut() -> bytes:
    return good.parquet([{"text": "Two drones."}] * 100)[:-100]


def parquet_broken() -> bytes:
    content = bytearray(good.parquet([{"text": f"{n} drones."} for n in range(500)]))
    content[100:1000] = bytes(900)
    return bytes(content)


@cache
def gzip_bomb(megabytes: int = 300) -> bytes:
    file = io.BytesIO()
    with gzip.GzipFile(fileobj=file, mode="wb") as packed:
        for _ in range(megabytes):
            packed.write(b" " * MB)
    return file.getvalue()


def tar_with_endless_name() -> bytes:
    long = head("x", tarfile.GNUTYPE_LONGNAME)
    long.size = 300 * MB
    return gzip.compress(long.tobuf(tarfile.GNU_FORMAT)) + gzip_bomb()


ROW = '{"text": "Two drones."}\n'
FILES: dict[str, tuple[Content, str]] = {
    # Web pages
    "empty.html": (b"", NONE),
    "spaces.html": (b" \n" * 50, NONE),
    "no_text.html": (b"<html><body><script>1</script></body></html>", "no text stands out"),
    "nested_100000_deep.html": (b"<div>" * DEEP + b"Two drones.", "nested too deep"),
    "nested_inline.html": (b"<b><i>" * DEEP, "nested too deep"),
    "null_bytes.html": (good.page().replace("drones", "dro\0nes").encode(), READ + "123 drones"),
    "endless_tag.html": (b"<p " + b"a" * MB, "never seems to end"),
    "endless_attributes.html": (
        ("<p " + " ".join(f"a{n}='>'" for n in range(DEEP)) + ">x").encode(), "never seems to end"),
    "endless_comment.html": (b"<!--" + b"-" * MB, NONE),
    "million_elements.html": (b"<p>a</p>" * 300_000, "more than 100,000 elements"),
    "too_large.html": (b"<p>" + b"a" * 21 * MB, "too many for an article"),
    "wrong_charset.html": (
        good.page("Київ збив дрони. " * 5).encode("cp1251").replace(b"utf-8", b"koi8-z"),
        READ + "Київ"),
    "utf_16.html": (good.page().encode("utf-16"), READ + "123 drones"),
    "entities.html": (f"{laughs()}<p>{'&a9;' * 3}</p>".encode(), READ + "&a9;"),
    "is_a_zip.html": (zipped({"a.txt": "Two."}), OTHER),
    "is_a_picture.html": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, OTHER),
    "reads_files.html": (
        (b'<iframe src="file:///etc/passwd"></iframe><img src="http://news.example/a.png">'
        b'<link rel="stylesheet" href="http://news.example/a.css"><p>Two drones were shot down.'),
        READ + "Two drones"),
    # Dumps
    "empty.json": (b"", NONE),
    "empty_list.json": (b"[]", NONE),
    "empty_object.json": (b"{}", NONE),
    "a_number.json": (b"17", "neither an object nor a list"),
    "numbers.json": (b"[1, 2, 3]", "record 1: no object with keys, but 1"),
    "nested_100000_deep.json": (b"[" * DEEP, "nested too deep"),
    "deep_value.json": (b'{"text": ' + b"[" * DEEP, "nested too deep"),
    "endless_number.json": (b'[{"text": ' + b"1" * MB + b"}]", "digits"),
    "cut_off.json": (json.dumps([{"text": "Two drones."}] * 3)[:-5].encode(), "no JSON"),
    "half_characters.json": (b'{"text": "\\ud800 two drones"}', READ + "? two drones"),
    "repeated_keys.json": (b'{"text": "One.", "text": "Two."}', READ + "Two."),
    "not_a_number.json": (b'[{"text": NaN}]', "its text is no text"),
    "empty.jsonl": (b"", NONE),
    "broken_line.jsonl": (f'{ROW}{{"text": \n{ROW}'.encode(), "line 2: no JSON"),
    "first_line_broken.jsonl": (f"{{\n{ROW}".encode(), "line 1: no JSON"),
    "nested_line.jsonl": (ROW.encode() + b"[" * DEEP, "line 2: no JSON (nested too deep)"),
    "latin_1.jsonl": ('{"text": "Caf\xe9."}'.encode("latin-1"), READ + "Caf"),
    "null_bytes.jsonl": (b"\0" * 1000, "line 1: no JSON"),
    "no_text.jsonl": (b'{"a": 1}\n' * 1000, "no column that holds the text among: a"),
    "text_is_a_list.jsonl": (b'{"text": [1, 2]}\n', "its text is no text but list"),
    "id_is_a_list.jsonl": (b'{"text": "Two drones.", "id": [1], "date": {}}', READ + "Two"),
    "empty.csv": (b"", "it holds no article"),
    "ragged.csv": (b"id,text\n1,One.\n2\n3,a,b,c\n", "line 3: 1 values for 2 columns"),
    "null_bytes.csv": (b"id,text\n1,T\0wo drones.\n", READ + "Two drones."),
    "open_quote.csv": (b'id,text\n1,"Two drones.\n' * 3, READ + "Two drones."),
    "endless_quote.csv": (b'id,text\n1,"' + b"drone\n" * 4 * MB, "field larger than"),
    "all_nulls.csv": (b"\0" * MB, "no column that holds the text"),
    "many_columns.csv": (b"a," * DEEP + b"\n", "more; name it"),
    "same_columns.csv": (b"text,text\nOne.,Two.\n", READ + "Two."),
    "no_suffix_fits.parquet": (b"id,text\n1,One.\n", "broken, or not what its name says"),
    "cut_off.parquet": (parquet_cut(), "broken, or not what its name says"),
    "broken_inside.parquet": (parquet_broken(), "broken, or not what its name says"),
    "empty.parquet": (b"", "broken, or not what its name says"),
    "no_rows.parquet": (good.parquet({"text": []}), NONE),
    "no_text.parquet": (good.parquet([{"a": 1}]), "among: a"),
    "endless_line.jsonl": (
        lambda: b'{"text": "' + b"drone " * 8 * MB + b'"}\n' + ROW.encode(),
        "line 1: too long for an article",
    ),
    "endless_line.csv": (
        lambda: b"id,text\n1," + b"drone " * 8 * MB + b"\n2,Two drones.\n",
        "line 2: too long for an article",
    ),
    "endless_value.json": (
        lambda: b'[{"text": "' + b"drone " * 8 * MB + b'"}]',
        "too long for an article",
    ),
    "endless_line.txt": (lambda: b"drone " * 8 * MB, "too many for an article"),
    "line_of_19_mb.txt": (lambda: b"drone " * 3 * MB, READ + "drone drone"),
    # Mail
    "empty.eml": (b"", "no mail"),
    "garbage.eml": (bytes(range(256)) * 100, "no mail"),
    "nested_parts.eml": (deep_mail(), "recursion"),
    "no_text.eml": (b"From: a@news.example\nContent-Type: image/png\n\nx", "a mail without text"),
    "endless_heads.eml": (
        b"From: " + b"(" * MB + b"\nSubject: " + b"=?utf-8?q?a?= " * DEEP + b"\n\nTwo drones.",
        READ + "Two drones."),
    "no_charset.eml": (
        b"From: a@news.example\nContent-Type: text/plain; charset=x-none\n\nTwo drones.",
        READ + "Two drones."),
    "no_day.eml": (b"From: a@news.example\nDate: soon\n\nTwo drones.", READ + "Two drones."),
    "deep_html.eml": (
        b"From: a@news.example\nContent-Type: text/html\n\n" + b"<div>" * DEEP, "nested too deep"),
    # Documents
    "empty.docx": (b"", "no Word document"),
    "garbage.docx": (b"PK\3\4" + bytes(1000), "no Word document"),
    "is_a_zip.docx": (zipped({"a.txt": "Two."}), "no Word document"),
    "bomb.docx": (lambda: docx_with("word/document.xml", b" " * 150 * MB), BOMB),
    "billion_laughs.docx": (LAUGHING_DOCX, "no Word document"),
    "reads_files.docx": (PEEPING_DOCX, READ + "Two."),
    "nested_100000_deep.docx": (DEEP_DOCX, "no Word document"),
    "no_text.docx": (good.document("", title=None), NONE),
    "empty.pdf": (b"", "no PDF"),
    "garbage.pdf": (b"%PDF-1.7\n" + bytes(range(256)) * 100, "no PDF"),
    "scan.pdf": (good.pdf(), "a PDF without text"),
    "loop.pdf": (looping_pdf(), "no PDF"),
    "billion_pages.pdf": (forked_pdf(), "no PDF"),
    "bomb.pdf": (bomb_pdf, "a page of more than 5,000,000 bytes"),
    "cut_off.pdf": (good.pdf(*BODY)[:-200], "no PDF"),
    "encrypted.pdf": (
        good.pdf(*BODY).replace(
            b"trailer <<",
            b"trailer << /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
            + b"00" * 32 + b"> /U <" + b"00" * 32 + b"> >>"),
        "an encrypted PDF"),
    # Web archives
    "empty.warc": (b"", NONE),
    "garbage.warc": (bytes(range(256)) * 100, "broken, or not what its name says"),
    "cut_off.warc": (good.warc(good.page(), good.page())[:-300], "cut off"),
    "cut_off.warc.gz": (good.warc(good.page(), compressed=True)[:-200], "cut off"),
    "huge_length.warc": (
        good.warc(good.page()).replace(b"Content-Length: ", b"Content-Length: 99999999999"), NONE),
    "nested_100000_deep.warc": (good.warc("<div>" * DEEP), "nested too deep"),
    "endless_attributes.warc": (
        good.warc("<p " + " ".join(f"a{n}='>'" for n in range(DEEP))), "never seems to end"),
    # Archives
    "empty.zip": (b"", "a broken archive, or none"),
    "no_members.zip": (zipped({}), NONE),
    "cut_off.zip": (zipped({"a.txt": "Two drones." * 100})[:-30], "a broken archive, or none"),
    "broken_inside.zip": (broken_zip(), "broken"),
    "encrypted.zip": (encrypted_zip(), "members are encrypted; unpack it with its password"),
    "bomb.zip": (lambda: zipped({f"{n}.txt": b"0" * (15 * MB) for n in range(10)}), BOMB),
    "overlapping.zip": (overlapping_zip, BOMB),
    "lies_about_sizes.zip": (lying_zip, "Bad CRC-32"),
    "zips_in_zips.zip": (quine_like_zip(), "archives in archives, more than 3 deep"),
    "bomb_in_bomb.zip": (
        lambda: zipped({"a.jsonl.gz": gzip_bomb(), "b.txt": "Two drones."}), BOMB),
    "climbing_names.zip": (
        zipped({"../../up.txt": "Two drones.", "/tmp/root.txt": "One."}),  # noqa: S108
        READ + "Two drones."),
    "strange_names.zip": (zipped({"a\nb\x1b[2J\u202e.txt": "Two drones."}), READ + "Two drones."),
    "only_pictures.zip": (zipped({"a.png": b"x", "b.jpg": b"x"}), NONE),
    "is_text.zip": (b"Two drones.", "a broken archive, or none"),
    "empty.tar": (b"", "a broken archive, or none"),
    "empty.tar.gz": (b"", "a broken archive, or none"),
    "is_text.tar.gz": (b"Two drones.", "a broken archive, or none"),
    "cut_off.tar.gz": (tarred({"a.txt": HARD_TO_PACK})[:-9000], "broken"),
    "climbing_names.tar": (
        tarred({"../../../up.txt": "Two drones.", "/etc/passwd.txt": "x"}, "w"),
        READ + "Two drones."),
    "links_and_devices.tar": (
        tarred({}, "w", [
            head("a.txt", tarfile.SYMTYPE, "/etc/passwd"), head("b.txt", tarfile.LNKTYPE, "a.txt"),
            head("c.txt", tarfile.CHRTYPE), head("d.txt", tarfile.FIFOTYPE),
            head("e.html", tarfile.DIRTYPE),
        ]), NONE),
    "bomb.tar.gz": (lambda: tarred({f"{n}.txt": b"0" * (15 * MB) for n in range(10)}), BOMB),
    "endless_name.tar.gz": (tar_with_endless_name, "a member's head is too long"),
    "bomb.jsonl.gz": (gzip_bomb, BOMB),
    "bomb.txt.gz": (lambda: gzip_bomb(40), "too many for an article"),
    "bomb.html.gz": (lambda: gzip_bomb(40), "too many for an article"),
    "is_text.jsonl.gz": (b"Two drones.", "broken, or not what its name says"),
}  # fmt: skip


NO_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a_pipe.jsonl": (os.mkfifo, "not a file"),
    "a_folder.html": (Path.mkdir, "not a file"),
    "loop_of_links.md": (lambda path: path.symlink_to(path.name), "cannot be read"),
    "dangling_link.csv": (lambda path: path.symlink_to("nowhere.csv"), "cannot be read"),
    "unreadable.html": (lambda path: path.touch(0), "unreadable.html: "),
}
SLOW = {
    "bomb.docx", "bomb.html.gz", "bomb.jsonl.gz", "bomb.pdf", "bomb.tar.gz", "bomb.txt.gz",
    "bomb.zip", "bomb_in_bomb.zip", "endless_name.tar.gz", "endless_quote.csv",
    "billion_pages.pdf", "endless_line.jsonl", "endless_line.csv", "endless_value.json",
    "endless_line.txt", "line_of_19_mb.txt", "million_elements.html",
    "nested_parts.eml", "overlapping.zip",
}  # fmt: skip
"""Those that take more than half a second to make or to read."""


def write_file(name: str, folder: Path) -> Path:
    """Write one of the files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    if name in NO_FILES:
        NO_FILES[name][0](path)
    else:
        content = FILES[name][0]
        path.write_bytes(content if isinstance(content, bytes) else content())
    return path


def expected(name: str) -> str:
    """What is said or read of a file."""
    return (FILES.get(name) or NO_FILES[name])[1]
