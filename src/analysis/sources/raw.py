"""What the readers of the kinds take and give: an opened file, and raw articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from analysis.errors import ArticleError
from analysis.sources.bounded import Budget
from analysis.sources.limits import Limits

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.sources.kinds import Kind


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or a member of an archive, opened for reading.

    Attributes:
        name: what errors call it.
        kind: what its name says it is.
        id: the id of its article, or what the ids of its articles begin with.
        stream: its bytes, unpacked where it is compressed.
        path: the file on disk that it is, or lies in.
        budget: how much it may still give.
        nesting: how many archives it lies in.
        other_ids: ids to fall back to where `id` is given already.
    """

    name: str
    kind: Kind
    id: str
    stream: BinaryIO
    path: Path
    budget: Budget = field(default_factory=lambda: Budget(0, Limits()))
    nesting: int = 0
    other_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Raw:
    """An article as a reader finds it, neither cleaned nor dated.

    Attributes:
        text: its body.
        title, outlet, url: what is known of it.
        published: a day, a time, a number of seconds, or a text that tells one.
        key: the id that its dump gives it.
        row: its place in its dump, from 1; None where it is the file's only article.
        where: its place in words, for errors: "line 17".
    """

    text: object
    title: object = None
    outlet: object = None
    published: object = None
    url: object = None
    key: object = None
    row: int | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the caller of `read_file` asks for.

    Attributes:
        columns: field of an article → the column that holds it.
        limits: how much is read.
        leave_out: is told the name of each member of an archive that is of no known kind.
        wants: whether a raw article is to be made one; the others are passed over.
        wants_page: the same for a page of a web archive, by its HTML, before it is parsed.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    leave_out: Callable[[str], None] = lambda _name: None
    wants: Callable[[Raw], bool] = lambda _raw: True
    wants_page: Callable[[str], bool] = lambda _page: True


Found = Raw | ArticleError
"""A raw article, or what is wrong with the one that stands there."""

Reader = Callable[[Source, Wishes], Iterator[Found]]
