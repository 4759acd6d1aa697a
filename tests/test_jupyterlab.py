"""A real JupyterLab in a real browser: the notebook runs, its widgets answer, nothing complains."""

from __future__ import annotations

import base64
import shutil
import time
from typing import TYPE_CHECKING, Any

import chromium
import jupyterlab
import pytest
from conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

SECONDS = 45
IS_READY = """
window.jupyterapp?.shell.currentWidget?.context?.path === PATH
  && jupyterapp.shell.currentWidget.context.isReady
  && jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.connectionStatus === "connected"
  && jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === "idle"
"""
RUN_ALL = """
window.ran = false;
jupyterapp.commands.execute("notebook:run-all-cells").then(() => { window.ran = true; });
0
"""
FAILED = """
[...document.querySelectorAll(".jp-OutputArea-output[data-mime-type*=error],"
  + ".jp-OutputArea-output[data-mime-type*=stderr]")].map(one => one.textContent.slice(0, 500))
"""
CHOOSE = """
(() => {
  const fields = [...document.querySelectorAll(".widget-dropdown")];
  const list = fields.find(one => one.textContent.trim().startsWith(LABEL)).querySelector("select");
  list.value = VALUE;
  list.dispatchEvent(new Event("change", {bubbles: true}));
})()
"""
CHART = "document.querySelector('.widget-html svg')?.textContent ?? ''"
LEAD = """
(() => {
  document.querySelector(".dt-container td a[href^='#f-']").click();
  const mark = document.querySelector(".articles details[open] mark.found");
  const tip = mark.querySelector(".tip");
  return mark === document.activeElement && getComputedStyle(tip).display !== "none"
    && tip.textContent;
})()
"""
TYPE = """
(() => {
  const field = document.querySelector(SELECTOR);
  field.value = TEXT;
  field.dispatchEvent(new Event("input", {bubbles: true}));
  field.dispatchEvent(new Event("change", {bubbles: true}));
})()
"""
PRESS = """
[...document.querySelectorAll("button.widget-button, .widget-button button")]
  .find(one => one.textContent.trim() === NAME).click()
"""
COLOURS = """
(() => {
  const style = getComputedStyle(document.querySelector(".wf.lab"));
  const back = getComputedStyle(document.querySelector(".jp-Notebook"));
  return [style.color, back.backgroundColor];
})()
"""
SEARCH = ".dt-container .dt-search input"


class Notebook:
    """A notebook that is open in the Lab, and what may be asked of the page."""

    def __init__(self, browser: chromium.Browser, screenshots: Path) -> None:
        self.browser, self._screenshots = browser, screenshots

    def script(self, script: str, **values: str) -> Any:  # noqa: ANN401 - from the page
        for name, value in values.items():
            script = script.replace(name, f"{value!r}")
        return self.browser.evaluate(script)

    def wait(self, script: str, **values: str) -> Any:  # noqa: ANN401 - from the page
        until = time.monotonic() + SECONDS
        while not (found := self.script(script, **values)):
            if time.monotonic() > until:
                self.keep("timeout")
                pytest.fail(f"waited in vain for {script}")
            time.sleep(0.1)
        return found

    def keep(self, name: str) -> None:
        """Keep a screenshot with the test's other files."""
        taken = self.browser.call("Page.captureScreenshot")["data"]
        (self._screenshots / f"{name}.png").write_bytes(base64.b64decode(taken))

    def run(self, path: str) -> None:
        """Open another notebook in the same Lab, and run all its cells."""
        self.wait("window.jupyterapp?.restored.then(() => true)")
        self.script("jupyterapp.commands.execute('docmanager:open', {path: PATH}); 0", PATH=path)
        self.wait(IS_READY, PATH=path)
        self.script(RUN_ALL)
        self.wait("window.ran")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The notebooks, the tutorial and the sample articles, where tests may write."""
    folder = tmp_path_factory.mktemp("lab") / "project"
    for name in ("notebooks", "data/articles", "data/gold", "docs"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "reports").mkdir()
    shutil.copy(ROOT / "reports" / "reports.toml", folder / "reports")
    return folder


@pytest.fixture(scope="module")
def lab(project: Path) -> Iterator[jupyterlab.Lab]:
    if chromium.found() is None:
        pytest.skip("neither Chromium nor Chrome is installed")
    lab = jupyterlab.Lab(project, project.parent / "server")
    yield lab
    lab.close()


@pytest.fixture(scope="module")
def browser(lab: jupyterlab.Lab, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    browser = chromium.Browser(chromium.found() or "", tmp_path_factory.mktemp("browser"))
    browser.call("Log.enable")
    browser.size(1280, 1400)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def explore(
    lab: jupyterlab.Lab, browser: chromium.Browser, tmp_path_factory: pytest.TempPathFactory
) -> Notebook:
    """notebooks/explore.ipynb after Run All."""
    notebook = Notebook(browser, tmp_path_factory.mktemp("screenshots"))
    browser.call("Page.navigate", url=lab.url("notebooks/explore.ipynb"))
    notebook.run("notebooks/explore.ipynb")
    notebook.wait("document.querySelectorAll('.dt-container tbody tr').length >= 10")
    notebook.keep("explore")
    return notebook


def test_every_cell_runs(explore: Notebook) -> None:
    assert explore.script(FAILED) == []


def test_the_explorer_shows_another_topic_when_it_is_chosen(explore: Notebook) -> None:
    assert "Drones launched by Russia" in explore.wait(CHART)
    explore.script(CHOOSE, LABEL="Topic", VALUE="Territory")
    explore.wait(f"({CHART}).includes('What Russia holds of Ukraine')")
    explore.keep("territory")


def test_a_chart_is_drawn_below_its_cell(explore: Notebook) -> None:
    drawn = "document.querySelector('.jp-RenderedHTMLCommon > svg')?.textContent"
    assert "largest attack" in explore.wait(drawn)


def test_a_row_leads_to_its_sentence_which_tells_the_rule(explore: Notebook) -> None:
    assert "rule: " in explore.script(LEAD)
    explore.keep("sentence")


def test_the_table_searches(explore: Notebook) -> None:
    explore.script(TYPE, SELECTOR=SEARCH, TEXT="Odesa")
    explore.wait("document.querySelector('.dt-info').textContent.includes('filtered')")
    shown = "document.querySelector('.dt-container tbody').textContent"
    assert "Odesa" in explore.script(shown)
    explore.keep("search")


def test_a_pasted_article_is_read_and_saved(explore: Notebook, project: Path) -> None:
    pasted = "Night over Odesa\n\nUkraine's air force said it shot down 71 of 123 drones."
    explore.script(TYPE, SELECTOR=".widget-textarea textarea", TEXT=pasted)
    explore.script(PRESS, NAME="Read")
    explore.wait("document.body.textContent.includes('2 figures; nothing is saved yet.')")
    explore.script(PRESS, NAME="Save")
    explore.wait("document.body.textContent.includes('Saved as')")
    explore.keep("pasted")
    assert "71 of 123" in (project / "data/articles/night-over-odesa.md").read_text()


def test_the_dark_theme_is_readable(explore: Notebook) -> None:
    explore.script(
        "jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'}); 0"
    )
    explore.wait("document.body.dataset.jpThemeLight === 'false'")
    explore.wait(f"({COLOURS})[0].match(/\\d+/g).slice(0, 3).every(part => part > 200)")
    back = [int(part) for part in explore.script(COLOURS)[1].strip("rgba()").split(",")[:3]]
    explore.keep("dark")
    assert max(back) < 60


@pytest.mark.parametrize("path", ["docs/tutorial.ipynb", "notebooks/briefing.ipynb"])
def test_another_notebook_runs(path: str, explore: Notebook) -> None:
    explore.run(path)
    explore.keep(path.replace("/", "-"))
    assert explore.script(FAILED) == []


def test_the_console_has_no_errors(explore: Notebook, browser: chromium.Browser) -> None:
    assert browser.complaints() == []


def test_nothing_is_asked_of_any_other_host(
    explore: Notebook, lab: jupyterlab.Lab, browser: chromium.Browser
) -> None:
    own = (lab.address, "data:", "blob:")
    assert [one for one in browser.requests if not one.startswith(own)] == []
