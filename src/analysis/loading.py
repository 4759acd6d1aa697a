"""Public names that are loaded when they are first asked for, so that an import costs little."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def loaded_on_demand(package: str, homes: Mapping[str, tuple[str, ...]]) -> Callable[[str], object]:
    """What a package takes as its `__getattr__`.

    Args:
        package: the package's name.
        homes: module of the package → the names that it gives to the package; the module itself
            can be asked for, too.

    >>> loaded_on_demand("analysis", {"articles": ("read_articles",)})("read_articles").__name__
    'read_articles'
    """

    def load(name: str) -> object:
        for module, names in homes.items():
            if name in names:
                return getattr(import_module(f"{package}.{module}"), name)
        if name in homes:
            return import_module(f"{package}.{name}")
        msg = f"module {package!r} has no attribute {name!r}"
        raise AttributeError(msg)

    return load
