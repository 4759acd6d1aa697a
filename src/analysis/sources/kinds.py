"""What a file is, told by its name: its kind, its stem and its compression."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

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
        return self.name in ("text", "page", "mail", "docx", "pdf")


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
    kinds = tomllib.loads((files("analysis.sources") / "kinds.toml").read_text(encoding="utf-8"))
    return {end: kind for kind, entry in kinds.items() for end in entry["suffixes"]}
