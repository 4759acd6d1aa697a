"""Bytes → text: UTF-8, byte order marks, what a page declares, and what can safely be guessed."""

from __future__ import annotations

import codecs
import re

from analysis.errors import ArticleError

# UTF-32's mark begins with UTF-16's, so it is looked for first.
# Mark → encoding of what stands behind it, and encoding of both together.
_MARKS = {
    codecs.BOM_UTF8: ("utf-8", "utf-8-sig"),
    codecs.BOM_UTF32_LE: ("utf-32-le", "utf-32"),
    codecs.BOM_UTF32_BE: ("utf-32-be", "utf-32"),
    codecs.BOM_UTF16_LE: ("utf-16-le", "utf-16"),
    codecs.BOM_UTF16_BE: ("utf-16-be", "utf-16"),
}
_CYRILLIC = ("cp1251", "koi8_u", "koi8_r", "iso8859_5", "cp866")
# The bytes of windows-1252 that windows-1250, -1251 and -1254 read alike, or that only fit there:
# quotes, dashes and their like; a pound or euro sign at a sum; a letter with an accent in a word.
_WESTERN = re.compile(
    rb"""
      [\x85\x91-\x97\x99\xa0\xa9\xab\xb0\xb7\xbb]
    | [\xa3\x80] (?= \ ? [0-9] ) | (?<= [0-9] ) [\x80\xa3] | (?<= [0-9]\  ) \x80
    | (?<! [\x80-\xff] ) [\xc1\xc2\xc4\xc7\xc9\xcb\xcd\xce\xd3\xd4\xd6\xda\xdc] (?= [A-Za-z] )
    | (?<= [A-Za-z] ) [\xdf\xe1\xe2\xe4\xe7\xe9\xeb\xed\xee\xf3\xf4\xf6\xfa\xfc] (?! [\xa1-\xff] )
    """,
    re.VERBOSE,
)
_HIGH = re.compile(rb"[\x80-\xff]")
_LETTERS = re.compile(rb"[A-Za-z\x80-\xff]")
_CONTROL = re.compile("[\0-\x08\x0e-\x1f]")
_MOSTLY = 0.6
_MANY_ZEROS = 0.6
_ENOUGH = 20  # Cyrillic letters; fewer could be anything


def marked_encoding(content: bytes) -> str | None:
    """The encoding that a byte order mark tells, under the name that takes the mark away."""
    mark = _mark_of(content)
    return _MARKS[mark][1] if mark else None


def _mark_of(content: bytes) -> bytes:
    return next((mark for mark in _MARKS if content.startswith(mark)), b"")


def decode(content: bytes, declared: str | None = None) -> str:
    """The text of some bytes, as it stands.

    A byte order mark counts first, then UTF-8 where it fits, then what is declared. Of the rest
    only what is nearly certain is guessed: UTF-16 without a mark; windows-1252 where each byte
    beyond ASCII means the same in its sisters or fits a sum or a word; a text in Cyrillic
    (charset-normalizer).

    Args:
        content: what a file holds.
        declared: the charset that a header or a page names; an unknown one is passed over.

    Raises:
        ArticleError: it is no text, or guessing would be unsafe; the error names the first byte
            that is not as it should be, and the remedy.

    >>> decode("It’s £5 million".encode("cp1252"))
    'It’s £5 million'
    """
    mark = _mark_of(content)
    encoding = _MARKS[mark][0] if mark else "utf-8"
    try:
        text = content[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        guess = None if mark else _declared(content, declared) or _guessed(content)
        if guess is None:
            raise _undecodable(content, encoding, error.start + len(mark)) from error
        text = guess
    if "\0" in text:
        text = _wide(content) or ""
        if not text:
            msg = (
                f"byte 0x00 at position {content.index(0)}: not a text file; save it as UTF-8 text"
            )
            raise ArticleError(msg)
    return text


def _declared(content: bytes, name: str | None) -> str | None:
    """The text in the charset that is declared; on the web latin-1 means windows-1252."""
    if not name:
        return None
    try:
        known = codecs.lookup(name.strip("\"' ")).name
        return content.decode("cp1252" if known in ("iso8859-1", "ascii") else known)
    except (LookupError, UnicodeError, ValueError):
        return None


def _guessed(content: bytes) -> str | None:
    if b"\0" in content:
        return _wide(content)
    if not _HIGH.search(_WESTERN.sub(b"", content)):
        return content.decode("cp1252")
    high, letters = len(_HIGH.findall(content)), len(_LETTERS.findall(content))
    return _cyrillic(content) if high > max(_ENOUGH, _MOSTLY * letters) else None


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of English text is zero."""
    half = len(content) // 2
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        others = content[1 - first :: 2].count(0)
        if not others and content[first::2].count(0) > _MANY_ZEROS * half:
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError:
                return None
            return None if _CONTROL.search(text) else text
    return None


def _cyrillic(content: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(content, cp_isolation=list(_CYRILLIC)).best()
    if best is None:
        return None
    text = content.decode(best.encoding)
    words = re.findall(r"[^\W\d_a-zA-Z]+", text)
    return text if words and all(map(_is_cyrillic_word, words)) else None


def _is_cyrillic_word(word: str) -> bool:
    """Whether it is in the case that people write: small, one capital, or all capitals."""
    cyrillic = all("\u0400" <= letter <= "\u04ff" for letter in word)
    return cyrillic and (word[1:].islower() or word.isupper() or len(word) == 1)


def _undecodable(content: bytes, encoding: str, position: int) -> ArticleError:
    where = f"byte 0x{content[position]:02x} at position {position}"
    if encoding == "utf-8":
        line = content.count(b"\n", 0, position) + 1
        where = f"line {line}: {where}"
    return ArticleError(
        f"{where} is not {encoding.upper()}; save the file as UTF-8, "
        "for example: iconv -f WINDOWS-1252 -t UTF-8 OLD.txt > NEW.txt"
    )
