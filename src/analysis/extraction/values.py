"""Values: the small frozen records that the steps make by the hundred."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Callable

_Class = TypeVar("_Class")
_Value = TypeVar("_Value")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[_Class]) -> type[_Class]:
    """Make a slotted dataclass whose fields are set once.

    The type checker sees to that. `dataclass(frozen=True)` would do so while the program runs, and
    take three times as long to make each of the hundreds of values of an article.
    """
    return dataclass(slots=True)(cls)


def replace(value: _Value, /, **changes: object) -> _Value:
    """A value with some fields changed: `dataclasses.replace` in a third of its time.

    All fields of the value's class are given to its `__init__`.
    """
    cls: type = type(value)
    names, values_of = _fields_of(cls)
    return type(value)(**dict(zip(names, values_of(value), strict=True), **changes))


@cache
def _fields_of(cls: type) -> tuple[tuple[str, ...], Callable[[object], tuple[object, ...]]]:
    names = tuple(one.name for one in fields(cls))
    return names, attrgetter(*names)
