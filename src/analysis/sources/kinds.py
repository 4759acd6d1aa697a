"""What a file is, told by its name: its kind, its stem and its compression."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

_COMPRESSIONS = (".gz", ".bz2", ".xz")
# Archives whose name holds both, such as .tgz.
_SHORT = {".tgz": ".gz", ".tbz2": ".bz2", ".txz": ".xz"}


@dataclass(frozen=True, slots=True)
class Kind:
    """What a name says of a file.

    Attributes:
        name: a key of kinds.toml, such as "page".
        stem: the file's name without the ends that tell its kind.
        compression: ".gz", ".bz2", ".xz", or "" where it is not compressed.
    """

    name: str
    stem: str
    compression: str = ""

    @property
    def is_single(self) -> bool:
        """Whether such a file holds one article."""
        return _holds()[self.name] == "one"

    @property
    def may_be_original(self) -> bool:
        """Whether such a file may be what a text beside it was made of."""
        is_of_one = _holds()[self.name] in ("one", "one or many")
        return is_of_one and self.name != "text" and not self.compression


def kind_of(name: str) -> Kind | None:
    """What a file of this name is; None where its end is not known.

    >>> kind_of("dump.2024.jsonl.gz")
    Kind(name='jsonl', stem='dump.2024', compression='.gz')
    """
    lower = name.lower()
    packed = next((end for end in _COMPRESSIONS if lower.endswith(end)), "")
    bare = lower.removesuffix(packed)
    end = next((end for end in suffixes() if bare.endswith(end) and bare != end), None)
    if end is None:
        return None
    return Kind(suffixes()[end], name[: len(bare) - len(end)], packed or _SHORT.get(end, ""))


@cache
def suffixes() -> dict[str, str]:
    """The end of a name, in lower case → the kind of file that it tells."""
    return {end: kind for kind, entry in _entries().items() for end in entry["suffixes"]}


def remedy_for(name: str) -> str:
    """What to do with a file of this name, whose kind cannot be read."""
    ends = _remedies().items()
    found = (remedy for end, remedy in ends if name.lower().endswith(end))
    return next(found, "save the article's text as .txt")


@cache
def _holds() -> dict[str, str]:
    return {kind: entry["holds"] for kind, entry in _entries().items()}


def _entries() -> dict[str, Any]:
    return {kind: entry for kind, entry in _file().items() if kind != "remedies"}


def _remedies() -> dict[str, str]:
    remedies: dict[str, str] = _file()["remedies"]
    return remedies


@cache
def _file() -> dict[str, Any]:
    # They take as long to load as all else that a run loads which finds nothing changed.
    import tomllib
    from importlib.resources import files

    path = files("analysis.sources") / "kinds.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
