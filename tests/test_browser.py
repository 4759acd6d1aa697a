"""Every report in Chromium: accessible, asking nobody, reached by keyboard, within its width."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import chromium
import pytest
from conftest import ROOT

from analysis.reports import render_reports
from analysis.reports.plan import read_plans

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

CONFIG = ROOT / "reports" / "reports.toml"
REPORTS = [plan.name for plan in read_plans(CONFIG)]
# Of the articles' pages, which one template makes, the first, one with many figures, one with none.
ARTICLES = (
    "articles/index",
    "articles/2022-04-28-us-requests-33bn",
    "articles/2024-07-10-first-jamming",
    "articles/2025-02-12-air-force-123-drones",
)
PAGES = ["index", *REPORTS, *ARTICLES]
MOST_BYTES = 1_500_000

AXE = """
axe.run(document, {resultTypes: ["violations"]}).then(found => found.violations.map(
  one => `${one.id}: ${one.nodes[0].target} (${one.nodes.length} times; ${one.help})`
))
"""
# Whatever can take the focus, but for what is not shown at this width.
REACHABLE = """
[...document.querySelectorAll("a[href], [tabindex='0'], summary, button, input")]
  .filter(one => one.checkVisibility({visibilityProperty: true})).length
"""
FOCUSED = """
(() => {
  const one = document.activeElement;
  if (one === document.body) return -1;
  window.reached = window.reached || [];
  if (window.reached.includes(one)) return -1;
  return window.reached.push(one);
})()
"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
BLACK_TEXT = """
[...document.querySelectorAll("svg text, main, main p, main td")]
  .filter(one => one.textContent.trim() && one.checkVisibility())
  .map(one => getComputedStyle(one)[one instanceof SVGElement ? "fill" : "color"])
  .filter(colour => colour === "rgb(0, 0, 0)").length
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every report of the sample articles."""
    output = tmp_path_factory.mktemp("reports")
    summary = render_reports(
        REPORTS, articles=ROOT / "data" / "articles", output=output, config=CONFIG
    )
    assert summary.failed == ()
    return output


@pytest.fixture(scope="module")
def axe() -> str:
    wheels = sorted((Path(sys.prefix) / "axe").glob("axe_playwright_python-*.whl"))
    if not wheels:
        pytest.skip("axe-core is not there: make axe")
    with zipfile.ZipFile(wheels[-1]) as wheel:
        return wheel.read("axe_playwright_python/axe.min.js").decode()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[chromium.Browser]:
    command = chromium.found()
    if command is None:
        pytest.skip("neither Chromium nor Chrome is installed")
    browser = chromium.Browser(command, tmp_path_factory.mktemp("browser"))
    yield browser
    browser.close()


def test_no_report_is_larger_than_promised(folder: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in folder.glob("*.html")}
    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(
    page: str, scheme: str, folder: Path, browser: chromium.Browser, axe: str
) -> None:
    browser.scheme(scheme)
    browser.size(1280)
    browser.open(folder / f"{page}.html")
    browser.evaluate(axe)
    assert browser.evaluate(AXE) == []


@pytest.mark.parametrize("page", PAGES)
def test_no_text_is_black_on_a_dark_page(
    page: str, folder: Path, browser: chromium.Browser
) -> None:
    browser.scheme("dark")
    browser.open(folder / f"{page}.html")
    assert browser.evaluate(BLACK_TEXT) == 0


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_asked_of_any_host(page: str, folder: Path, browser: chromium.Browser) -> None:
    browser.requests.clear()
    own = folder / f"{page}.html"
    browser.open(own)
    browser.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert [one for one in browser.requests if not one.startswith("data:")] == [own.as_uri()]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_the_window(
    page: str, width: int, folder: Path, browser: chromium.Browser
) -> None:
    browser.size(width)
    browser.open(folder / f"{page}.html")
    assert browser.evaluate(TOO_WIDE) == 0


@pytest.mark.parametrize("page", ["index", "kursk", ARTICLES[1]])
def test_the_keyboard_reaches_everything(
    page: str, folder: Path, browser: chromium.Browser
) -> None:
    browser.size(1280)
    browser.open(folder / f"{page}.html")
    expected = browser.evaluate(REACHABLE)
    assert expected == _reached(browser, at_most=expected + 1)


def _reached(browser: chromium.Browser, *, at_most: int) -> Any:  # noqa: ANN401 - from the page
    reached = 0
    for _ in range(at_most):
        browser.press_tab()
        if (number := browser.evaluate(FOCUSED)) == -1:
            break
        reached = number
    return reached
