"""Values: the small frozen records that the steps make by the hundred."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

_Class = TypeVar("_Class")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[_Class]) -> type[_Class]:
    """Make a slotted dataclass whose fields are set once.

    The type checker sees to that. `dataclass(frozen=True)` would do so while the program runs, and
    take three times as long to make each of the hundreds of values of an article.
    """
    return dataclass(slots=True)(cls)
