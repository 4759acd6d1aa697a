"""Dirty text: characters, entities, mojibake, boilerplate, and what must stay as it is."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.articles import find_articles
from analysis.boilerplate import is_boilerplate, read_boilerplate
from analysis.cleaning import clean_text

DATA = Path(__file__).resolve().parents[1] / "data"
SAMPLES = list(find_articles([DATA / "gold", DATA / "articles"]).articles.values())
examples = settings(deadline=None, max_examples=200, derandomize=True)

# Developed on; each is a vice of real pages, its words invented.
DIRTY = {
    "line ends": ("One.\r\nTwo.\rThree.\u2028Four.", "One.\nTwo.\nThree.\nFour."),
    "soft hyphen": ("the air de\u00adfence", "the air defence"),
    "zero width in a number": ("1\u200b,\u200c294 km", "1,294 km"),
    "mark within the text": ("20 km\ufeff (12 miles)", "20 km (12 miles)"),
    "direction": ("\u202eenorD\u202c \u2067tank\u2069", "enorD tank"),
    "control characters": ("71\x00 of\x07 123\x1b", "71 of 123"),
    "half a character": ("71\ud83d drones", "71 drones"),
    "entities": (
        "Kyiv&rsquo;s &quot;71&nbsp;drones&quot; &#8211; so",
        'Kyiv’s "71\u00a0drones" – so',
    ),
    "entities twice": ("Q&amp;amp;A &amp;lt;5", "Q&A <5"),
    "entity that is a soft hyphen": ("de&shy;fence", "defence"),
    "mojibake of windows-1252": ("Itâ€™s Â£5 million â€“ so", "It’s £5 million – so"),
    "mojibake of Latin-1": ("womenâ\x80\x99s", "women’s"),
    "mojibake beside good quotes": ("“No”, Itâ€™s", "“No”, It’s"),
    "mojibake of windows-1251": ("вЂњShot downвЂќ", "“Shot down”"),
    "windows-1252 read as Latin-1": ("It\x92s \x9371\x94", "It’s “71”"),
    "gap of a dropped line": ("One.\n\nAdvertisement\n\nTwo.", "One.\n\nTwo."),
    "tail": ("One.\n\nShare post:\nFacebook\nTwitter", "One.\n"),
}
CLEAN = {
    "straight and curly quotes": "“No”, he said. \"Yes\", 'it' isn’t",
    "dashes": "a - b – c — d − e ‑ f",
    "no-break and thin spaces": "1\u00a0294 km, 1\u202f294 km, 1\u2009294 km",
    "accents": "Orbán, Erdoğan, Wałęsa, Şanlıurfa, Škoda, café, Ángel, â, Ã",
    "Cyrillic": "Він сказав: «Збито 71 зі 123». Россия. Сбито.",
    "signs": "5 < 6 & 7 > 3; AT&T; R&D; 20 °C; § 5; ½",
    "emoji": "🙋🏼\u200d♀️ and 👋",
    "tabs": "Launched\t71\nDown\t12",
    "wrapped paragraph": "It told readers to\nshare\nmore\nthan 100 posts on\nTelegram\nand X.",
    "more than": "More than 120 drones",
    "boilerplate alone": "Read more\n\nAdvertisement",
    "empty": "",
}


@pytest.mark.parametrize(("dirty", "clean"), DIRTY.values(), ids=DIRTY.keys())
def test_dirty_text_is_cleaned(dirty: str, clean: str) -> None:
    assert clean_text(dirty) == clean


@pytest.mark.parametrize("text", CLEAN.values(), ids=CLEAN.keys())
def test_what_was_typed_stays(text: str) -> None:
    assert clean_text(text) is text


def test_sample_articles_stay_byte_for_byte() -> None:
    texts = [path.read_bytes().decode() for path in SAMPLES]
    assert [text for text in texts if clean_text(text) is not text] == []


def _parts() -> list[str]:
    """What dirt is made of, to be joined in any order."""
    dirt = [part for pair in DIRTY.values() for part in pair]
    lines = [f"\n{line}\n" for table in read_boilerplate().values() for line in table["examples"]]
    pieces = [
        "&",
        "amp;",
        "#38;",
        "#",
        "lt;",
        "shy;",
        "&#x26;",
        "\u00ad",
        "\u200b",
        "\n",
        "\r",
        "Ã",
    ]
    return [*dirt, *lines, *CLEAN.values(), *pieces * 4, *"©¢â€™Â\u0080\u0099 71.?", "\n\n"]


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=200))
@examples
def test_cleaning_any_text_again_changes_nothing(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


@given(st.lists(st.sampled_from(_parts()), max_size=20))
@examples
@example(["&", "&", "#97;", "mp;", "amp;"])
def test_cleaning_any_dirt_again_changes_nothing(parts: list[str]) -> None:
    once = clean_text("".join(parts))
    assert clean_text(once) == once


@given(
    st.lists(
        st.sampled_from(
            [
                "Kyiv’s",
                "air",
                "force:",
                "“71",
                "–",
                "123”",
                "drones,",
                "é\xa0й",
                "½",
                "€",
                "£",
                "\n",
            ]
        )
    )
)
@examples
def test_clean_words_stay(words: list[str]) -> None:
    text = " ".join(words)
    assert clean_text(text) is text


LINES = [
    (name, key, line)
    for name, table in read_boilerplate().items()
    for key in ("examples", "rejects", "lines")
    for line in table.get(key, ())
]


def test_boilerplate_is_dropped() -> None:
    lines = [line for _, key, line in LINES if key != "rejects"]
    assert len(lines) > 200
    assert [line for line in lines if not is_boilerplate(line)] == []


def test_rejects_stay() -> None:
    lines = [line for _, key, line in LINES if key == "rejects"]
    assert len(lines) > 30
    assert [line for line in lines if is_boilerplate(line)] == []


def test_boilerplate_is_in_lower_case() -> None:
    tables = read_boilerplate().values()
    words = [word for table in tables for key in ("lines", "begins") for word in table.get(key, ())]
    assert [word for word in words if word != word.lower()] == []


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement: 71 drones shot down.",
        "Related: 71 drones shot down",
        "A street where three died. Photograph: Jo Example/AP",
        "FILE - A plant that 14 drones hit, Feb. 12, 2025. (AP Photo/Jo Example)",
        "Sign up for our count of 71 drones.",
        "Contributing: seventy drones.",
    ],
)
def test_no_line_with_a_figure_is_dropped(line: str) -> None:
    assert clean_text(f"Title\n\n{line}\n\nText.") == f"Title\n\n{line}\n\nText."


HOSTILE = {
    "ampersands": "&amp;" * 200_000,
    "open entities": "&" * 1_000_000,
    "nested entities": "&" * 200_000 + "#35;" * 200_000,
    "mojibake": "Ã" * 300_000,
    "lines": "Advertisement\n" * 70_000,
    "blank lines": "\n" * 1_000_000,
    "brackets": "(photo: " * 120_000,
    "soft hyphens": "\u00ad" * 1_000_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_megabyte_of_dirt_is_cleaned_in_seconds(text: str) -> None:
    start = time.perf_counter()
    clean_text(text)
    assert time.perf_counter() - start < 8


@pytest.mark.slow
def test_a_clean_article_costs_microseconds() -> None:
    text = "Ukraine’s air force said it had shot down 71 of 123 drones.\n\n" * 60
    clean_text(text)
    times = [_seconds(text) for _ in range(50)]
    assert min(times) < 100e-6


def _seconds(text: str) -> float:
    start = time.perf_counter()
    clean_text(text)
    return time.perf_counter() - start
