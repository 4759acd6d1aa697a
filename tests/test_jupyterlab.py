"""A real JupyterLab in a real browser: notebooks run, widgets answer, nothing complains."""

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
ENTER = """
(() => {
  const fields = [...document.querySelectorAll(".widget-text")];
  const field = fields.find(one => one.textContent.trim() === LABEL).querySelector("input");
  field.value = TEXT;
  field.dispatchEvent(new Event("input", {bubbles: true}));
  field.dispatchEvent(new Event("change", {bubbles: true}));
})()
"""
PRESS = """
(() => {
  const buttons = [...document.querySelectorAll("button.widget-button")];
  const named = buttons.find(one => one.textContent.trim() === NAME && !one.disabled);
  named?.click();
  return named !== undefined;
})()
"""
COLOURS = """
(() => {
  const style = getComputedStyle(document.querySelector(".wf.lab"));
  const back = getComputedStyle(document.querySelector(".jp-Notebook"));
  return [style.color, back.backgroundColor];
})()
"""
SEARCH = ".dt-container .dt-search input"
SHOWN = "document.querySelector('.dt-info').textContent"
NUMBERS = "[...document.querySelectorAll('.dt-container td.number')].map(one => one.textContent)"
SORT = "document.querySelectorAll('.dt-container .dtcc-button_order')[COLUMN].click()"
FILTER = """
(() => {
  document.querySelectorAll(".dt-container .dtcc-button_dropdown")[COLUMN].click();
  const asked = document.querySelector(".dtcc-dropdown");
  const [list, field] = [asked.querySelector("select"), asked.querySelector("input")];
  list.value = OPERATOR;
  field.value = TEXT;
  for (const one of [list, field]) one.dispatchEvent(new Event("input", {bubbles: true}));
  document.body.click();
})()
"""
BOXES = "[...document.querySelectorAll('.wf, .widget-vbox')]"
WIDE = f"""
{BOXES}
  .filter(one => one.scrollWidth > one.clientWidth + 1)
  .map(one => `${{one.className}}: ${{one.scrollWidth}} in ${{one.clientWidth}}`)
"""
LEAVE = """
(async () => {
  const open = jupyterapp.shell.currentWidget;
  await open.sessionContext.shutdown();
  open.dispose();
})()
"""
# explore.ipynb is open all the while; the others come and go, each with a kernel of its own.
OTHERS = [
    "docs/tutorial.ipynb",
    *(f"notebooks/{path.name}" for path in sorted((ROOT / "notebooks").glob("*.ipynb"))),
]
OTHERS.remove("notebooks/explore.ipynb")


class Notebook:
    """A notebook that is open in the Lab, and what may be asked of the page."""

    def __init__(self, browser: chromium.Browser, screenshots: Path) -> None:
        self.browser, self._screenshots = browser, screenshots

    def script(self, script: str, **values: object) -> Any:  # noqa: ANN401 - from the page
        for name, value in values.items():
            script = script.replace(name, f"{value!r}")
        return self.browser.evaluate(script)

    def wait(self, script: str, told: str = "", **values: object) -> Any:  # noqa: ANN401 - from the page
        """Wait until a script gives something; what `told` gives is told where it does not."""
        until = time.monotonic() + SECONDS
        while not (found := self.script(script, **values)):
            if time.monotonic() > until:
                self.keep("timeout")
                pytest.fail(f"waited in vain for {script}: {self.script(told) if told else ''}")
            time.sleep(0.1)
        return found

    def keep(self, name: str, shown: str = "") -> None:
        """Keep a screenshot with the test's other files, the element `shown` in sight."""
        if shown:
            self.script("document.querySelector(SHOWN)?.scrollIntoView(); 0", SHOWN=shown)
            self.script("new Promise(done => setTimeout(done, 200)).then(() => 0)")
        taken = self.browser.call("Page.captureScreenshot")["data"]
        (self._screenshots / f"{name}.png").write_bytes(base64.b64decode(taken))

    def press(self, name: str) -> None:
        """Press a button, once it is there and can be pressed."""
        self.wait(PRESS, NAME=name)

    def theme(self, name: str) -> None:
        """Take a theme, "Light" or "Dark", and wait until JupyterLab has it on."""
        command = "jupyterapp.commands.execute('apputils:change-theme', {theme: THEME}); 0"
        self.script(command, THEME=f"JupyterLab {name}")
        self.wait("document.body.dataset.jpThemeName === THEME", THEME=f"JupyterLab {name}")
        self.wait("!document.querySelector('.jp-Splash, #jupyterlab-splash')")

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
    assert notebook.script(FAILED) == []
    notebook.wait("document.querySelectorAll('.dt-container tbody tr').length >= 10")
    notebook.keep("explore", ".wf .lead")
    return notebook


def test_the_explorer_shows_another_topic_when_it_is_chosen(explore: Notebook) -> None:
    assert "Drones launched by Russia" in explore.wait(CHART)
    explore.script(CHOOSE, LABEL="Topic", VALUE="Territory")
    explore.wait(f"({CHART}).includes('What Russia holds of Ukraine')")
    explore.keep("territory", ".widget-dropdown")


def test_a_chart_is_drawn_below_its_cell(explore: Notebook) -> None:
    drawn = "document.querySelector('.jp-RenderedHTMLCommon > svg')?.textContent"
    assert "largest attack" in explore.wait(drawn)


def test_a_row_leads_to_its_sentence_which_tells_the_rule(explore: Notebook) -> None:
    assert "rule: " in explore.script(LEAD)
    explore.keep("sentence")


def test_the_table_searches(explore: Notebook) -> None:
    explore.script(TYPE, SELECTOR=SEARCH, TEXT="Odesa")
    explore.wait(f"{SHOWN}.includes('filtered')")
    shown = "document.querySelector('.dt-container tbody').textContent"
    assert "Odesa" in explore.script(shown)
    explore.keep("search", ".dt-container")
    explore.script(TYPE, SELECTOR=SEARCH, TEXT="")
    explore.wait(f"!{SHOWN}.includes('filtered')")


def test_the_table_sorts_by_value(explore: Notebook) -> None:
    explore.script(SORT, COLUMN=2)
    explore.wait(f"{NUMBERS}[0] === '0'")
    explore.script(SORT, COLUMN=2)
    explore.wait(f"{NUMBERS}[0].includes('billion')")
    assert ["billion" in one for one in explore.script(NUMBERS)] == [True] * 10


def test_the_table_filters_by_day_and_by_number(explore: Notebook) -> None:
    explore.script(FILTER, COLUMN=4, OPERATOR="greater", TEXT="2026-05-01")
    explore.wait(f"{SHOWN}.includes('filtered')")
    explore.script(FILTER, COLUMN=2, OPERATOR="greaterOrEqual", TEXT="8150")
    explore.wait(f"{NUMBERS}.includes('8,150')")
    explore.keep("filter", ".dt-container")
    assert "810" not in explore.script(NUMBERS)


def test_the_explorer_shows_more_claims(explore: Notebook) -> None:
    claims = (
        "[...document.querySelectorAll('.widget-html table tbody tr')].map(one => one.innerText)"
    )
    explore.script(CHOOSE, LABEL="Topic", VALUE="Air attacks")
    explore.wait(f"{claims}.length === 50 && !{claims}.some(one => one.startsWith('territory'))")
    before = explore.script(claims)
    explore.press("Show 200 more claims")
    explore.wait(f"{claims}.length > 50")
    after = explore.script(claims)
    assert (after[:50], len(after)) == (before, 250)


def test_a_pasted_article_is_corrected_and_saved(explore: Notebook, project: Path) -> None:
    pasted = "Night over Odesa\n\nUkraine's air force said it shot down 71 of 123 drones."
    explore.script(TYPE, SELECTOR=".widget-textarea textarea", TEXT=pasted)
    explore.press("Read")
    explore.wait("document.body.textContent.includes('2 figures; nothing is saved yet.')")
    explore.script(ENTER, LABEL="Value", TEXT="72")
    explore.script(ENTER, LABEL="Who", TEXT="Jane Doe")
    explore.script(ENTER, LABEL="Why", TEXT="an example")
    explore.press("Correct")
    explore.wait("document.body.textContent.includes('after 1 correction; Save writes them')")
    explore.keep("corrected", ".widget-textarea")
    explore.press("Save")
    explore.wait("document.body.textContent.includes('written to')")
    explore.keep("saved", ".widget-textarea")
    assert "71 of 123" in (project / "data/articles/night-over-odesa.md").read_text()
    assert "71,change,intercepted,,,72" in (project / "data/corrections.csv").read_text()


def test_the_dark_theme_is_readable(explore: Notebook) -> None:
    explore.theme("Dark")
    explore.wait(f"({COLOURS})[0].match(/\\d+/g).slice(0, 3).every(part => part > 200)")
    back = [int(part) for part in explore.script(COLOURS)[1].strip("rgba()").split(",")[:3]]
    explore.keep("dark", ".widget-dropdown")
    explore.theme("Light")
    assert max(back) < 60


def test_a_narrow_window_holds_everything(explore: Notebook, browser: chromium.Browser) -> None:
    browser.size(420, 1400)
    explore.script("jupyterapp.commands.execute('application:toggle-left-area'); 0")
    explore.wait("document.querySelector('.jp-Notebook').clientWidth < 360")
    explore.wait(f"({WIDE}).length === 0", told=WIDE)
    explore.keep("narrow", ".widget-dropdown")
    boxes, wide = explore.script(f"{BOXES}.length"), explore.script(WIDE)
    explore.script("jupyterapp.commands.execute('application:toggle-left-area'); 0")
    browser.size(1280, 1400)
    assert boxes > 0
    assert wide == []


@pytest.mark.parametrize("path", OTHERS)
def test_another_notebook_runs(path: str, explore: Notebook) -> None:
    explore.run(path)
    explore.keep(path.replace("/", "-"), ".wf")
    failed = explore.script(FAILED)
    explore.script(LEAVE)
    assert failed == []


def test_the_console_has_no_errors(explore: Notebook, browser: chromium.Browser) -> None:
    assert browser.complaints() == []


def test_nothing_is_asked_of_any_other_host(
    explore: Notebook, lab: jupyterlab.Lab, browser: chromium.Browser
) -> None:
    own = (lab.address, "data:", "blob:")
    assert [one for one in browser.requests if not one.startswith(own)] == []
