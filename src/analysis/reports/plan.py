"""Which reports there are: reports.toml, and the notebooks that it names."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import ReportError
from analysis.reports.specification import check_parameters, read_specification

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

CONFIG = Path("reports") / "reports.toml"
SECONDS_A_CELL = 600
_KINDS = {
    "name": str,
    "notebook": str,
    "title": str,
    "parameters": dict,
    "timeout": int,
    "on_request": bool,
}
_RIGHT = {
    str: "a text",
    dict: "a table of parameters",
    int: "a whole number of seconds from 1",
    bool: "true or false",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """One report to be made.

    Attributes:
        name: its file's name without .html.
        notebook: the notebook's file.
        content: the notebook as JSON.
        title: what the links to it say.
        parameters: checked; paths to the inputs are added when it runs.
        timeout: how many seconds one of its cells may take.
        on_request: whether it is made only when it is named.
    """

    name: str
    notebook: Path
    content: dict[str, Any]
    title: str
    parameters: Mapping[str, object]
    timeout: int = SECONDS_A_CELL
    on_request: bool = False


def read_plans(config: Path) -> list[Plan]:
    """Every report of reports.toml, in its order, those on request among them.

    Raises:
        ReportError: the file cannot be read, or an entry in it cannot be used.
        ParameterError: a parameter does not fit its notebook.
    """
    folder = _notebook_folder(config)
    return [_plan(entry, folder, config) for entry in _read_entries(config).values()]


def choose(
    config: Path,
    names: Sequence[str] = (),
    parameters: Mapping[str, object] | None = None,
    timeout: int | None = None,
) -> tuple[list[Plan], list[Plan]]:
    """The reports that pages link to, and those to be made now, with their parameters checked.

    Args:
        config: reports.toml; notebooks stand in `notebooks/` beside its folder.
        names: reports of reports.toml, or notebooks that it does not list; empty for all but those
            on request.
        parameters: overrides for those to be made now.
        timeout: how many seconds a cell of those may take; None for what reports.toml says.

    Raises:
        ReportError: reports.toml or an entry in it cannot be used, or there is no report or
            notebook of a name; the error lists what there is.
        ParameterError: a parameter does not fit its notebook.
    """
    entries = _read_entries(config)
    folder = _notebook_folder(config)
    listed = [plan for plan in read_plans(config) if not plan.on_request]
    wanted = []
    for name in dict.fromkeys(names or [plan.name for plan in listed]):
        entry = entries.get(name, {"name": name, "notebook": name})
        if name not in entries and not (folder / f"{name}.ipynb").is_file():
            raise ReportError(_no_such(name, entries, folder))
        plan = _plan(entry, folder, config, parameters or {})
        wanted.append(replace(plan, timeout=timeout or plan.timeout))
    return listed, wanted


def _no_such(name: str, entries: Iterable[str], folder: Path) -> str:
    known = sorted({*entries, *(path.stem for path in folder.glob("*.ipynb"))})
    near = get_close_matches(name, known, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return f"there is no report {name!r}.{hint} There are {', '.join(known)}."


def _read_entries(config: Path) -> dict[str, dict[str, Any]]:
    try:
        content = tomllib.loads(config.read_text(encoding="utf-8"))
    except OSError as error:
        msg = f"cannot read {config}: {error.strerror}; run this in the project's folder"
        raise ReportError(msg) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        msg = f"{config}: {error}"
        raise ReportError(msg) from error
    found: dict[str, dict[str, Any]] = {}
    for entry in content.get("report", []):
        name = _checked_name(entry, config)
        if name in found:
            msg = f"{config}: two reports have the name {name}"
            raise ReportError(msg)
        found[name] = {"timeout": content.get("timeout", SECONDS_A_CELL), **entry}
    return found


def _checked_name(entry: Mapping[str, object], config: Path) -> str:
    name = entry.get("name")
    if not isinstance(name, str) or not _is_file_name(name) or name == "index":
        msg = f"{config}: {name!r} is no name for a report; use letters, digits, - and _"
        raise ReportError(msg)
    if unknown := sorted(entry.keys() - _KINDS.keys()):
        may = ", ".join(key for key in _KINDS if key != "name")
        msg = f"{config}: report {name} has the key {unknown[0]}; it may have {may}"
        raise ReportError(msg)
    return name


def _checked_kinds(entry: Mapping[str, object], where: str) -> None:
    for key, value in entry.items():
        if type(value) is not _KINDS[key] or (key == "timeout" and value < 1):  # type: ignore[operator]
            msg = f"{where} has {key} = {value!r}; {_RIGHT[_KINDS[key]]} is expected"
            raise ReportError(msg)


def _is_file_name(name: str) -> bool:
    return bool(name) and name.replace("-", "").replace("_", "").isalnum() and name.isascii()


def _notebook_folder(config: Path) -> Path:
    return config.resolve().parent.parent / "notebooks"


def _plan(
    entry: Mapping[str, Any],
    folder: Path,
    config: Path,
    overrides: Mapping[str, object] | None = None,
) -> Plan:
    where = f"{config}: report {entry['name']}"
    _checked_kinds(entry, where)
    name, notebook = entry["name"], entry.get("notebook", entry["name"])
    path = folder / f"{notebook}.ipynb"
    content = _read_notebook(path, where)
    specification = read_specification(content, f"notebook {notebook}")
    given = {**entry.get("parameters", {}), **(overrides or {})}
    if "title" in entry and "title" in specification:
        given = {"title": entry["title"], **given}
    checked = check_parameters(specification, given, f"report {name}")
    default = specification["title"].default if "title" in specification else name
    return Plan(
        name=name,
        notebook=path,
        content=content,
        title=str(checked.get("title") or entry.get("title") or default or name),
        parameters=checked,
        timeout=entry.get("timeout", SECONDS_A_CELL),
        on_request=entry.get("on_request", False),
    )


def _read_notebook(path: Path, where: str) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        msg = f"{where}: there is no notebook {path}"
        raise ReportError(msg) from error
    except (OSError, ValueError) as error:
        msg = f"{where}: {path} is no notebook that can be read: {error}"
        raise ReportError(msg) from error
    if not isinstance(content, dict) or "cells" not in content:
        msg = f"{where}: {path} is no notebook: it has no cells"
        raise ReportError(msg)
    return content
