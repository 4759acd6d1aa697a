"""The links that every page has in its head."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.reports.plan import Plan

ARTICLE_PAGES = "articles"


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a page's head."""

    href: str
    text: str


def links_of(listed: Sequence[Plan]) -> tuple[Link, ...]:
    """The links to all pages that are always there, as seen from a report."""
    return (
        Link("index.html", "All reports"),
        *(Link(f"{plan.name}.html", plan.title) for plan in listed),
        Link(f"{ARTICLE_PAGES}/index.html", "Articles"),
    )


def from_article_pages(links: Sequence[Link]) -> list[Link]:
    """The same links as seen from an article's page."""
    own = f"{ARTICLE_PAGES}/"
    return [
        replace(
            link,
            href=link.href.removeprefix(own) if link.href.startswith(own) else f"../{link.href}",
        )
        for link in links
    ]
