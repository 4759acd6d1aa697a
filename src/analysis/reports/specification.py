"""The parameters a notebook takes, and whether given ones fit; nothing given is run as code."""

from __future__ import annotations

import ast
import io
import tokenize
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import ParameterError
from analysis.reports.selection import read_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_DAYS = ("start", "end")
_CHOICES = "one of: "


@dataclass(frozen=True, slots=True)
class Parameter:
    """One line of a notebook's parameters cell, `name = default  # help`.

    Attributes:
        name, default: as the cell says.
        help: the comment on its line. "one of: a, b" at its end lists the values allowed.
    """

    name: str
    default: object
    help: str = ""

    @property
    def kind(self) -> type:
        """The type that its default has; a value must have it too."""
        return type(self.default)

    @property
    def choices(self) -> tuple[str, ...]:
        """The values allowed; empty for any."""
        _, found, listed = self.help.partition(_CHOICES)
        return tuple(part.strip() for part in listed.split(",")) if found else ()


def read_specification(notebook: Mapping[str, object], where: str) -> dict[str, Parameter]:
    """The parameters of a notebook, from its cell tagged `parameters`, in their order.

    Args:
        notebook: the notebook as JSON.
        where: its name, for the errors.

    Raises:
        ParameterError: there is no such cell, or it holds more than assignments of plain values.
    """
    cells = notebook.get("cells")
    for cell in cells if isinstance(cells, list) else []:
        if "parameters" in cell.get("metadata", {}).get("tags", []):
            return _parameters("".join(cell["source"]), where)
    msg = f"{where}: no cell is tagged parameters; tag the one that sets them"
    raise ParameterError(msg)


def _parameters(source: str, where: str) -> dict[str, Parameter]:
    try:
        statements = ast.parse(source).body
    except SyntaxError as error:
        msg = f"{where}: the parameters cell is no Python: {error.msg}, line {error.lineno}"
        raise ParameterError(msg) from error
    comments = _comments(source)
    found = {}
    for statement in statements:
        name, value = _assignment(statement, where)
        found[name] = Parameter(name, value, comments.get(statement.lineno, ""))
    return found


def _assignment(statement: ast.stmt, where: str) -> tuple[str, object]:
    target = statement.targets[0] if isinstance(statement, ast.Assign) else None
    if isinstance(statement, ast.AnnAssign):
        target = statement.target
    value = getattr(statement, "value", None)
    if isinstance(target, ast.Name) and isinstance(value, ast.expr):
        try:
            return target.id, ast.literal_eval(value)
        except ValueError:
            pass
    msg = (
        f"{where}: line {statement.lineno} of the parameters cell is no plain `name = value`; "
        "a value is a text, a number, True, False, a list or a dict"
    )
    raise ParameterError(msg)


def _comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {
        token.start[0]: token.string.lstrip("# ").strip()
        for token in tokens
        if token.type == tokenize.COMMENT
    }


def check_parameters(
    specification: Mapping[str, Parameter], given: Mapping[str, object], where: str
) -> dict[str, object]:
    """The given parameters as plain values of the right types.

    Text is read as a number or as true or false where the parameter is one; a date becomes ISO
    text and a path text.

    Args:
        specification: what the notebook takes.
        given: name → value.
        where: the report's name, for the errors.

    Raises:
        ParameterError: an unknown name, a wrong type, or a value out of its range. The error
            says what is right.
    """
    checked = {}
    for name, value in given.items():
        parameter = specification.get(name)
        if parameter is None:
            raise ParameterError(_unknown(name, specification, where))
        checked[name] = _checked(parameter, value, where)
    _check_order(checked, where)
    return checked


def _check_order(given: Mapping[str, object], where: str) -> None:
    first, last = (given.get(name) for name in _DAYS)
    if first and last and read_day(str(first), where) > read_day(str(last), where):
        msg = f"{where}: start {first} is after end {last}; swap them"
        raise ParameterError(msg)


def _unknown(name: str, known: Iterable[str], where: str) -> str:
    near = get_close_matches(str(name), known, n=1, cutoff=0.5)
    hint = f" Did you mean {near[0]}?" if near else ""
    return f"{where} takes no parameter {name!r}.{hint} It takes {', '.join(known)}."


def _checked(parameter: Parameter, value: object, where: str) -> object:
    plain = _plain(parameter, value, where)
    if parameter.choices and plain not in parameter.choices:
        raise _wrong(parameter, value, where, f"one of {', '.join(parameter.choices)}")
    if parameter.name in _DAYS and plain:
        read_day(str(plain), f"{where}: {parameter.name}")
    return plain


def _plain(parameter: Parameter, value: object, where: str) -> object:
    read = _READERS.get(parameter.kind)
    if read is None:
        raise _wrong(parameter, value, where, "no parameter that can be given")
    try:
        return read(value)
    except (TypeError, ValueError) as error:
        raise _wrong(parameter, value, where, _KINDS[parameter.kind]) from error


def _wrong(parameter: Parameter, value: object, where: str, right: str) -> ParameterError:
    shown = parameter.default if parameter.default != "" else '""'
    note = f" ({parameter.help})" if parameter.help else ""
    return ParameterError(
        f"{where}: {parameter.name} is {value!r}; it must be {right}, such as {shown}{note}"
    )


def _text(value: object) -> str:
    if type(value) is str:
        return value
    if type(value) is date:
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    raise TypeError


def _flag(value: object) -> bool:
    words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if type(value) is bool:
        return value
    if type(value) is str and value.lower() in words:
        return words[value.lower()]
    raise TypeError


def _whole(value: object) -> int:
    if type(value) in (int, str):
        return int(str(value))
    raise TypeError


def _decimal(value: object) -> float:
    if type(value) in (int, float, str):
        return float(str(value))
    raise TypeError


def _list(value: object) -> list[object]:
    if type(value) is list and all(_is_plain(part) for part in value):
        return value
    raise TypeError


def _mapping(value: object) -> dict[str, object]:
    if type(value) is dict and all(type(k) is str and _is_plain(v) for k, v in value.items()):
        return value
    raise TypeError


def _is_plain(value: object) -> bool:
    if type(value) is list:
        return all(_is_plain(part) for part in value)
    if type(value) is dict:
        return all(type(key) is str and _is_plain(part) for key, part in value.items())
    return value is None or type(value) in (str, int, float, bool)


_READERS: Mapping[type, Callable[[object], object]] = {
    str: _text,
    bool: _flag,
    int: _whole,
    float: _decimal,
    list: _list,
    dict: _mapping,
}
_KINDS = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    list: "a list of plain values",
    dict: "a table of plain values",
}
