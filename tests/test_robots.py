"""What a robots.txt allows, by the rules and examples of RFC 9309."""

from __future__ import annotations

import pytest

from analysis.fetching.robots import Robots, read_robots

FOR_ALL = "User-agent: *\n"


@pytest.mark.parametrize(
    ("rule", "path", "is_allowed"),
    [
        ("Disallow: /fish", "/fish.html", False),
        ("Disallow: /fish", "/catfish", True),
        ("Disallow: /fish/", "/fish", True),
        ("Disallow: /*.php", "/a/b.php?x=1", False),
        ("Disallow: /*.php$", "/a/b.php?x=1", True),
        ("Disallow: /*.php$", "/a/b.php", False),
        ("Disallow: /fish*.php", "/fishheads/cat.php", False),
        ("Disallow: /fish*.php", "/php.fish", True),
        ("Disallow: /a*b*b$", "/ab", True),
        ("Disallow: /$", "/", False),
        ("Disallow: /$", "/a", True),
        ("Disallow: /*?session=", "/a?session=1", False),
        ("Disallow:", "/a", True),
        ("Disallow: /ніч", "/%D0%BD%D1%96%D1%87/1", False),
        ("Disallow: /%7ejane", "/~jane", False),
        ("Disallow: /a%2fb", "/a/b", True),
        ("Disallow: /a%2fb", "/a%2Fb", False),
        ("disallow : /a # a comment", "/a", False),
    ],
)
def test_rule_is_about_the_paths_that_it_fits(rule: str, path: str, is_allowed: bool) -> None:  # noqa: FBT001
    assert read_robots(FOR_ALL + rule, "reader").allows(path) is is_allowed


@pytest.mark.parametrize(
    ("rules", "is_allowed"),
    [
        ("Disallow: /\nAllow: /news/", True),
        ("Allow: /\nDisallow: /news/", False),
        ("Disallow: /news/night\nAllow: /news/night", True),
        ("Disallow: /*night\nAllow: /news/", False),
    ],
)
def test_longest_rule_decides_and_of_equals_the_kinder(rules: str, is_allowed: bool) -> None:  # noqa: FBT001
    assert read_robots(FOR_ALL + rules, "reader").allows("/news/night") is is_allowed


@pytest.mark.parametrize(
    "text",
    [
        "User-agent: *\nDisallow:\nUser-agent: Reader/2.0\nDisallow: /",
        "User-agent: other\nUser-agent: reader\nDisallow: /\n\nUser-agent: *\nAllow: /",
        "User-agent: reader\nAllow: /b\nUser-agent: *\nAllow: /\nUser-agent: READER\nDisallow: /a",
        "User-agent: reader\nSitemap: https://news.example/map.xml\n\nDisallow: /a",
    ],
)
def test_groups_that_name_the_program_are_its_rules(text: str) -> None:
    assert not read_robots(text, "reader").allows("/a")


def test_group_of_a_program_with_a_longer_name_is_another_ones() -> None:
    assert read_robots("User-agent: reader-images\nDisallow: /", "reader") == Robots()


@pytest.mark.parametrize(
    ("value", "seconds"), [("5", 5), ("0.5", 0.5), ("soon", 0), ("inf", 0), ("-1", 0)]
)
def test_delay_is_a_number_of_seconds(value: str, seconds: float) -> None:
    assert read_robots(f"{FOR_ALL}Crawl-delay: {value}", "reader").delay == seconds


def test_thousands_of_stars_are_no_trap() -> None:
    text = FOR_ALL + "Disallow: /" + "*a" * 200_000 + "b"
    assert read_robots(text, "reader").allows("/" + "a" * 1_900)
