"""Bytes → text: what is read, what is guessed, and what is refused."""

from __future__ import annotations

import pytest

from analysis.decoding import decode
from analysis.errors import ArticleError

ENGLISH = "Ukraine’s air force: “71 of 123” – the most. The café lost £5m, or €6 million…"
RUSSIAN = "Военно-воздушные силы сообщили, что сбили 71 из 123 беспилотников.\n" * 3
UKRAINIAN = "Повітряні сили повідомили, що збили 71 зі 123. Її їжак цілий.\n" * 3
POLISH = "Wałęsa i Kaczyński mówili, że zestrzelono 71."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "cp1252"),
        ("It’s 5", "cp1252"),
        ("20 € or €20bn", "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "iso8859_5"),
        (RUSSIAN, "cp866"),
        (UKRAINIAN, "cp1251"),
        (UKRAINIAN, "koi8_u"),
    ],
)
def test_text_without_a_declared_charset_is_read(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH.replace("€", ""), "mac_roman"),
        ("The café lost £5", "cp850"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859_2"),
        ("Kaczyński said", "cp1250"),
        ("Jonas Gahr Støre pledged", "cp1252"),
        ("It read “Сбито 71”", "cp1251"),
        ("乌克兰空军说", "gbk"),
    ],
)
def test_what_could_be_read_two_ways_is_refused(text: str, encoding: str) -> None:
    with pytest.raises(ArticleError, match="is not UTF-8; save the file as UTF-8"):
        decode(text.encode(encoding))


@pytest.mark.parametrize(
    ("declared", "text"),
    [
        ("windows-1250", POLISH),
        ("ISO-8859-2", POLISH),
        ("gb2312", "乌克兰"),
        (" 'latin1'", "Støre’s"),
    ],
)
def test_declared_charset_is_used(declared: str, text: str) -> None:
    encoding = "cp1252" if "latin1" in declared else declared
    assert decode(text.encode(encoding), declared) == text


def test_utf_8_goes_before_what_is_declared() -> None:
    assert decode("Støre’s".encode(), "windows-1252") == "Støre’s"


def test_an_unknown_charset_is_passed_over() -> None:
    assert decode("It’s".encode("cp1252"), "x-user-defined") == "It’s"


@pytest.mark.parametrize("content", [b"PK\0\1", b"\x89PNG\r\n\x1a\n\0\0\0\r", b"\xff\xd8\xff\xe0"])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(ArticleError, match=r"save (it|the file) as UTF-8"):
        decode(content)
