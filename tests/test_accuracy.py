"""Accuracy on annotated articles may not fall under the floors of accuracy.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from analysis import evaluate

ROOT = Path(__file__).resolve().parents[1]
FLOORS = tomllib.loads((ROOT / "tests" / "accuracy.toml").read_text(encoding="utf-8"))


def _cases() -> list[object]:
    """Folder, what is measured, and its floor; aims not reached yet are expected to fail."""
    return [
        pytest.param(folder, name, floor, marks=_marks(folder, name), id=f"{folder} {name}")
        for folder, floors in FLOORS.items()
        for name, floor in floors.items()
        if name != "not_reached"
    ]


def _marks(folder: str, name: str) -> list[pytest.MarkDecorator]:
    skip = pytest.mark.skipif(not (ROOT / folder).is_dir(), reason=f"no {folder}")
    aim = pytest.mark.xfail(reason="an aim, not reached yet", strict=True, raises=AssertionError)
    return [skip, aim] if name in FLOORS[folder].get("not_reached", ()) else [skip]


@cache
def _measured(folder: str) -> dict[str, float]:
    evaluation = evaluate(ROOT / folder)
    shares = {name: agree / of for name, (agree, of) in evaluation.attributes().items() if of}
    return {"core": evaluation.core.f1, "full": evaluation.full.f1, **shares}


@pytest.mark.parametrize(("folder", "name", "floor"), _cases())
def test_accuracy_has_not_fallen(folder: str, name: str, floor: float) -> None:
    assert _measured(folder)[name] >= floor
