"""Which reports there are, and what each is made of: reports.toml, notebooks, and their hashes."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import ReportError
from analysis.reports.specification import check_parameters, read_specification

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

CONFIG = Path("reports") / "reports.toml"
_PACKAGE = Path(__file__).parents[1]
_SOURCE_SUFFIXES = (".py", ".toml", ".css", ".j2", ".json", ".csv", ".mplstyle")
_VERSIONS_THAT_SHOW = (
    "ipykernel",
    "matplotlib",
    "nbclient",
    "nbconvert",
    "numpy",
    "pandas",
    "papermill",
    "pyarrow",
)
_FILLED_IN = ("articles", "figures", "pages")


@dataclass(frozen=True, slots=True)
class Plan:
    """One report to be made.

    Attributes:
        name: its file's name without .html.
        notebook: the notebook's file.
        content: the notebook as JSON.
        title: what the links to it say.
        parameters: checked; paths to the inputs are added when it runs.
    """

    name: str
    notebook: Path
    content: dict[str, Any]
    title: str
    parameters: Mapping[str, object]


def read_plans(config: Path, parameters: Mapping[str, object] | None = None) -> list[Plan]:
    """The reports that reports.toml lists, each with its parameters checked.

    Args:
        config: reports.toml; notebooks stand in `notebooks/` beside its folder.
        parameters: overrides, for every report.

    Raises:
        ReportError: the file cannot be read, or an entry in it cannot be used.
        ParameterError: a parameter does not fit its notebook.
    """
    entries = _read_entries(config)
    names = [str(entry["name"]) for entry in entries]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        msg = f"{config}: two reports have the name {twice[0]}"
        raise ReportError(msg)
    folder = _notebook_folder(config)
    return [_plan(entry, folder, config, parameters or {}) for entry in entries]


def choose(
    config: Path, names: Sequence[str], parameters: Mapping[str, object]
) -> tuple[list[Plan], list[Plan]]:
    """All reports of reports.toml, and those to be made now.

    Args:
        config: reports.toml.
        names: reports of reports.toml, or notebooks that it does not list; empty for all.
        parameters: overrides for those to be made now.

    Raises:
        ReportError: there is no report or notebook of a name; the error lists what there is.
    """
    listed = read_plans(config)
    if not names:
        return listed, read_plans(config, parameters) if parameters else listed
    entries = {str(entry["name"]): entry for entry in _read_entries(config)}
    folder = _notebook_folder(config)
    wanted = []
    for name in dict.fromkeys(names):
        entry = entries.get(name, {"name": name, "notebook": name})
        if name not in entries and not (folder / f"{name}.ipynb").is_file():
            raise ReportError(_no_such(name, entries, folder))
        wanted.append(_plan(entry, folder, config, parameters))
    return listed, wanted


def _no_such(name: str, entries: Iterable[str], folder: Path) -> str:
    known = sorted({*entries, *(path.stem for path in folder.glob("*.ipynb"))})
    near = get_close_matches(name, known, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return f"there is no report {name!r}.{hint} There are {', '.join(known)}."


def _read_entries(config: Path) -> list[dict[str, Any]]:
    try:
        content = tomllib.loads(config.read_text(encoding="utf-8"))
    except OSError as error:
        msg = f"cannot read {config}: {error.strerror}; run this in the project's folder"
        raise ReportError(msg) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        msg = f"{config}: {error}"
        raise ReportError(msg) from error
    entries = content.get("report", [])
    for entry in entries:
        _check_entry(entry, config)
    return list(entries)


def _check_entry(entry: Mapping[str, object], config: Path) -> None:
    name = entry.get("name")
    if not isinstance(name, str) or not _is_file_name(name) or name == "index":
        msg = f"{config}: {name!r} is no name for a report; use letters, digits, - and _"
        raise ReportError(msg)
    if unknown := sorted(entry.keys() - {"name", "notebook", "parameters"}):
        msg = f"{config}: report {name} has the key {unknown[0]}; it may have notebook, parameters"
        raise ReportError(msg)


def _is_file_name(name: str) -> bool:
    return bool(name) and name.replace("-", "").replace("_", "").isalnum() and name.isascii()


def _notebook_folder(config: Path) -> Path:
    return config.resolve().parent.parent / "notebooks"


def _plan(
    entry: Mapping[str, Any], folder: Path, config: Path, overrides: Mapping[str, object]
) -> Plan:
    name, notebook = entry["name"], str(entry.get("notebook", entry["name"]))
    path = folder / f"{notebook}.ipynb"
    content = _read_notebook(path, f"{config}: report {name}")
    specification = read_specification(content, f"notebook {notebook}")
    given = {**entry.get("parameters", {}), **overrides}
    checked = check_parameters(specification, given, f"report {name}")
    default = specification["title"].default if "title" in specification else name
    return Plan(name, path, content, str(checked.get("title") or default or name), checked)


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


def key_of(plan: Plan, inputs: str, code: str, links: Sequence[str]) -> str:
    """The hash of all that a report is made of; it is made again when this changes.

    Args:
        plan: the report.
        inputs: the hash of the articles and figures.
        code: the hash of the package and of the versions it runs with.
        links: the pages that its head links to.
    """
    cells = [(cell["cell_type"], "".join(cell["source"])) for cell in plan.content["cells"]]
    parameters = {k: v for k, v in plan.parameters.items() if k not in _FILLED_IN}
    return _hash(plan.name, cells, parameters, inputs, code, list(links))


def hash_of_files(files: Iterable[tuple[str, Path]]) -> str:
    """One hash of files: their names, as given, and their bytes."""
    return _hash(*((name, sha256(path.read_bytes()).hexdigest()) for name, path in files))


def hash_of_code() -> str:
    """One hash of this package's code, words and templates, and of the versions it runs with."""
    files = sorted(p for p in _PACKAGE.rglob("*") if p.suffix in _SOURCE_SUFFIXES and p.is_file())
    named = [(path.relative_to(_PACKAGE).as_posix(), path) for path in files]
    return _hash(hash_of_files(named), versions())


def versions() -> dict[str, str]:
    """The versions of the packages that a report's look depends on."""
    found = {}
    for name in _VERSIONS_THAT_SHOW:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def _hash(*parts: object) -> str:
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
