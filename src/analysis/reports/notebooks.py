"""Running a notebook with its parameters, and its outputs as the body of a page."""

from __future__ import annotations

import copy
import logging
import os
import re
import signal
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from analysis.errors import ReportError
from analysis.reports.fragments import FACTS_TYPE, FRAGMENT_TYPE, TEMPLATE_FOLDER
from analysis.reports.specification import read_specification

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from nbconvert import HTMLExporter

    from analysis.reports.plan import Plan

SECONDS_A_CELL = 600
_SILENT = logging.NullHandler()


class NotebookError(ReportError):
    """A notebook failed.

    Attributes:
        cell: the number of the cell in the notebook, counted from 1; 0 where none is to blame.
        cause: what went wrong, in one line.
    """

    def __init__(self, cell: int, cause: str) -> None:
        self.cell, self.cause = cell, cause
        super().__init__(f"cell {cell}: {cause}" if cell else cause)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A notebook's outputs: the body of its page, and what the index says of it."""

    body: str
    facts: Mapping[str, str]


class Kernels:
    """The kernels of a run, so that none is left when the run is broken off."""

    def __init__(self) -> None:
        self._managers: list[Any] = []

    def manager_class(self) -> type:
        """A kernel manager whose kernels are known here and say nothing on the terminal."""
        from jupyter_client.manager import AsyncKernelManager

        managers = self._managers

        class Known(AsyncKernelManager):
            async def _async_start_kernel(self, **options: Any) -> None:  # noqa: ANN401
                managers.append(self)
                await super()._async_start_kernel(**{**options, "stderr": subprocess.DEVNULL})

            start_kernel = _async_start_kernel

        return Known

    def stop(self) -> None:
        """Kill every kernel that still runs; its notebook ends with an error."""
        for manager in self._managers:
            pid = getattr(manager.provisioner, "pid", None)
            if pid is not None:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGTERM)


def run(
    plan: Plan, parameters: Mapping[str, object], target: Path, kernels: Kernels
) -> dict[str, Any]:
    """Run a notebook in a kernel of its own.

    Args:
        plan: the notebook.
        parameters: all of them, checked; those that the notebook does not take are left out.
        target: where the executed notebook is kept, also when it fails.
        kernels: where its kernel is registered.

    Raises:
        NotebookError: a cell failed, the kernel died, or time ran out.
    """
    from jupyter_client.kernelspec import NoSuchKernel
    from jupyter_core.utils import ensure_event_loop
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    # What papermill would log is told by the NotebookError.
    logging.getLogger("papermill").addHandler(_SILENT)
    started: list[Any] = []
    options = {
        "kernel_manager_class": kernels.manager_class(),
        "on_notebook_start": lambda notebook: started.append(notebook),  # noqa: PLW0108  by keyword
    }
    try:
        executed = _execute(plan, parameters, target, options)
    except PapermillExecutionError as error:
        raise NotebookError(_cell_number(plan, error.source), _cause(error)) from error
    except DeadKernelError as error:
        cause = "the kernel died (killed, or out of memory)"
        raise NotebookError(_keep(plan, started, target), cause) from error
    except CellTimeoutError as error:
        cause = f"it took more than {SECONDS_A_CELL} s"
        raise NotebookError(_keep(plan, started, target), cause) from error
    except NoSuchKernel as error:
        raise NotebookError(0, "no Jupyter kernel python3 is installed here") from error
    finally:
        ensure_event_loop().close()  # jupyter_client leaves the thread's own loop open
    _check_all_ran(plan, executed)
    return executed


def _execute(
    plan: Plan, parameters: Mapping[str, object], target: Path, options: Mapping[str, object]
) -> dict[str, Any]:
    import nbformat
    import papermill

    notebook = nbformat.from_dict(copy.deepcopy(plan.content))  # type: ignore[no-untyped-call]
    taken = read_specification(plan.content, plan.notebook.name)
    executed = papermill.execute_notebook(
        notebook,
        str(target).replace("{", "{{").replace("}", "}}"),  # papermill formats paths
        parameters={name: value for name, value in parameters.items() if name in taken},
        kernel_name="python3",
        progress_bar=False,
        request_save_on_cell_execute=False,
        execution_timeout=SECONDS_A_CELL,
        shutdown_kernel="immediate",
        **options,
    )
    return dict(executed)


def _keep(plan: Plan, started: list[Any], target: Path) -> int:
    """Keep a notebook that papermill lost; return the number of the cell that it ended in."""
    import nbformat

    if not started:
        return 0
    nbformat.write(started[0], target)  # type: ignore[no-untyped-call]
    begun = [one for one in started[0].cells if one.metadata.get("papermill", {}).get("start_time")]
    return _cell_number(plan, begun[-1].source) if begun else 0


def _cause(error: Any) -> str:  # noqa: ANN401  papermill has no types
    return f"{error.ename}: {str(error.evalue).strip() or 'no message'}"


def _cell_number(plan: Plan, source: object) -> int:
    """A cell's number in the notebook as it is written, without the injected parameters."""
    sources = ["".join(cell["source"]) for cell in plan.content["cells"]]
    return sources.index(str(source)) + 1 if source in sources else 0


def _check_all_ran(plan: Plan, executed: Mapping[str, Any]) -> None:
    """Refuse a run that only looks complete: `sys.exit()` in a cell ends it without an error."""
    for cell in executed["cells"]:
        if cell["cell_type"] != "code" or not cell["source"].strip():
            continue
        errors = [one for one in cell["outputs"] if one["output_type"] == "error"]
        if errors:
            cause = f"{errors[0]['ename']}: {errors[0]['evalue']}"
            raise NotebookError(_cell_number(plan, cell["source"]), cause)
        if cell["execution_count"] is None:
            raise NotebookError(_cell_number(plan, cell["source"]), "the cell did not run")


def render(executed: Mapping[str, Any]) -> Rendered:
    """The outputs and the text of an executed notebook as a page's body, without its code."""
    import nbformat

    notebook = nbformat.from_dict(dict(executed))  # type: ignore[no-untyped-call]
    body, _ = _exporter().from_notebook_node(notebook, {"fragment_type": FRAGMENT_TYPE})
    return Rendered(_with_heading_ids(body.strip()), _facts(executed))


def _with_heading_ids(body: str) -> str:
    """Give each h2 an id from its words, so that the list of contents can lead to it."""
    used: set[str] = set()

    def named(heading: re.Match[str]) -> str:
        words = re.sub(r"<[^>]+>|&[^;]+;", "", heading[1])
        name = base = re.sub(r"[^0-9a-z]+", "-", words.lower()).strip("-") or "part"
        number = 1
        while name in used:
            number += 1
            name = f"{base}-{number}"
        used.add(name)
        return f'<h2 id="{name}">{heading[1]}</h2>'

    return re.sub(r"<h2>(.*?)</h2>", named, body)


def _facts(executed: Mapping[str, Any]) -> dict[str, str]:
    facts: dict[str, str] = {}
    for cell in executed["cells"]:
        for output in cell.get("outputs", []):
            facts = {**output.get("data", {}).get(FACTS_TYPE, {}), **facts}
    return {str(name): str(value) for name, value in facts.items()}


@cache
def _exporter() -> HTMLExporter:
    from nbconvert import HTMLExporter
    from traitlets.config import Config

    shown = [FRAGMENT_TYPE, "text/html", "image/svg+xml", "image/png", "text/plain"]
    return HTMLExporter(  # type: ignore[no-untyped-call]
        config=Config({"NbConvertBase": {"display_data_priority": shown}}),
        extra_template_basedirs=[str(TEMPLATE_FOLDER.parent)],
        template_name=TEMPLATE_FOLDER.name,
        default_preprocessors=[],
        exclude_anchor_links=True,
    )
