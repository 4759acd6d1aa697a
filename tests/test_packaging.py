"""The package as it is installed: its dependencies, its lock, its files, its import."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from typing import TYPE_CHECKING

import pytest
import yaml
from conftest import ROOT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import analysis

if TYPE_CHECKING:
    from pathlib import Path

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]
DECLARED = [*PROJECT["dependencies"], *EXTRAS["scale"], *EXTRAS["test"], *EXTRAS["dev"]]
LOCK = (ROOT / "requirements.lock").read_text()
IMPORT_CLOCK = """
import sys, time
began = time.perf_counter()
import analysis
print(1000 * (time.perf_counter() - began))
print(sorted({"pandas", "numpy", "matplotlib", "papermill", "yaml"} & set(sys.modules)))
"""
HIDDEN_NAMES = """
import importlib, pkgutil, types, analysis
for module in pkgutil.iter_modules(analysis.__path__, "analysis."):
    if module.name != "analysis.__main__":
        importlib.import_module(module.name)
print([n for n in analysis.__all__ if isinstance(getattr(analysis, n), types.ModuleType)])
"""


def bounds(requirements: list[str]) -> dict[str, str]:
    parsed = map(Requirement, requirements)
    return {canonicalize_name(each.name): str(each.specifier) for each in parsed}


def locked() -> dict[str, str]:
    lines = [line.split(" ;")[0].rstrip("\\ ") for line in LOCK.splitlines() if "==" in line[:60]]
    return bounds([line for line in lines if not line.startswith(" ")])


def test_conda_environment_has_the_same_packages_and_bounds() -> None:
    listed = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    names = [line for line in listed if isinstance(line, str) and line != "pip"]
    python = f"python{PROJECT['requires-python']}"
    assert bounds(names) == bounds([*DECLARED, python])


def test_lock_pins_every_dependency_within_its_bounds() -> None:
    pins = locked()
    outside = [
        text
        for text in DECLARED
        if not Requirement(text).specifier.contains(
            pins[canonicalize_name(Requirement(text).name)].removeprefix("==")
        )
    ]
    assert outside == []


def imported() -> set[str]:
    nodes = [
        node
        for path in (ROOT / "src").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
    ]
    plain = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    full = plain | {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name.split(".")[0] for name in full} - sys.stdlib_module_names - {"analysis"}


@pytest.mark.slow
def test_every_imported_package_is_declared() -> None:
    distributions = packages_distributions()
    needed = {canonicalize_name(distributions[name][0]) for name in imported()}
    declared = bounds([*PROJECT["dependencies"], *EXTRAS["scale"]])
    assert needed - set(declared) == set()


def test_every_pin_of_the_lock_has_a_hash() -> None:
    entries = LOCK.replace("\\\n", "").splitlines()
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("sign", ["://", "/home", "/tmp", "--index", "--find-links"])  # noqa: S108
def test_lock_names_no_address_or_folder(sign: str) -> None:
    assert sign not in LOCK


@pytest.mark.slow
def test_import_is_quick_and_loads_no_heavy_package() -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", IMPORT_CLOCK], capture_output=True, text=True, check=True
        ).stdout.splitlines()
        for _ in range(3)
    ]
    assert min(float(milliseconds) for milliseconds, _ in runs) <= 30
    assert {loaded for _, loaded in runs} == {"[]"}


@pytest.mark.parametrize("name", analysis.__all__)
def test_public_name_can_be_loaded(name: str) -> None:
    assert getattr(analysis, name) is not None


@pytest.mark.slow
def test_public_functions_are_not_hidden_by_modules_of_their_name() -> None:
    run = subprocess.run(
        [sys.executable, "-c", HIDDEN_NAMES], capture_output=True, text=True, check=True
    )
    assert run.stdout == "[]\n"


def test_completion_offers_a_dozen_names_in_order() -> None:
    offered = dir(analysis)
    assert offered == sorted(offered)
    assert 10 <= len(offered) <= 15


@pytest.mark.parametrize("name", dir(analysis))
def test_what_completion_offers_is_there_and_says_what_it_is(name: str) -> None:
    assert getattr(analysis, name).__doc__


def test_a_module_of_the_package_needs_no_import_of_its_own() -> None:
    code = "import analysis; print(analysis.charts.save, analysis.exploration.Choice)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'analysis' has no attribute 'figure'"):
        analysis.figure  # noqa: B018


@pytest.mark.slow
def test_wheel_carries_words_and_template(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    names = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    package = ROOT / "src"
    files = [path for path in package.rglob("*") if path.suffix not in ("", ".pyc")]
    expected = {path.relative_to(package).as_posix() for path in files if path.is_file()}
    assert expected - set(names) == set()
    assert any(name.endswith("lexicon/weapons.toml") for name in names)
