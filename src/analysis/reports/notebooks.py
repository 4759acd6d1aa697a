"""Running a notebook with its parameters, and its outputs as the body of a page."""

from __future__ import annotations

import copy
import logging
import re
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from analysis.errors import ReportError
from analysis.reports.fragments import FACTS_TYPE, FRAGMENT_TYPE, TEMPLATE_FOLDER
from analysis.reports.specification import read_specification

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from nbconvert import HTMLExporter
    from nbformat import NotebookNode

    from analysis.reports.kernels import Kernels
    from analysis.reports.plan import Plan

_INJECTED = "injected-parameters"
_TELLS_OF_ERROR = "papermill-error-cell-tag"
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
    from jupyter_core.utils import ensure_event_loop

    # What papermill would log is told by the NotebookError.
    logging.getLogger("papermill").addHandler(_SILENT)
    started: list[Any] = []
    options = {
        "kernel_manager_class": kernels.manager_class(),
        "on_notebook_start": lambda notebook: started.append(notebook),  # noqa: PLW0108  by keyword
    }
    try:
        with _told(plan, started, target):
            executed = _execute(plan, parameters, target, options)
    finally:
        ensure_event_loop().close()  # jupyter_client leaves the thread's own loop open
    _check_all_ran(executed)
    return executed


@contextmanager
def _told(plan: Plan, started: list[Any], target: Path) -> Iterator[None]:
    """Turn what can go wrong into a NotebookError that says which cell, and why."""
    from jupyter_client.kernelspec import NoSuchKernel
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    try:
        yield
    except PapermillExecutionError as error:
        cause = f"{error.ename}: {str(error.evalue).strip() or 'no message'}"
        raise NotebookError(_number(started[0].cells, error.cell_index), cause) from error
    except CellTimeoutError as error:
        cause = f"it took more than {plan.timeout} s; reports.toml or --timeout may allow more"
        raise NotebookError(_keep(started, target), cause) from error
    except DeadKernelError as error:
        cause = "the kernel died (killed, or out of memory)"
        raise NotebookError(_keep(started, target), cause) from error
    except NoSuchKernel as error:
        raise NotebookError(0, "no Jupyter kernel python3 is installed here") from error
    except RuntimeError as error:  # jupyter_client's, where a kernel does not answer
        raise NotebookError(0, f"its kernel did not start: {error}") from error
    except OSError as error:
        cause = f"what it did cannot be written: {error.strerror or error}"
        raise NotebookError(0, cause) from error


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
        execution_timeout=plan.timeout,
        shutdown_kernel="immediate",
        **options,
    )
    return dict(executed)


def _keep(started: list[Any], target: Path) -> int:
    """Keep a notebook that papermill lost; return the number of the cell that it ended in."""
    import nbformat

    if not started:
        return 0
    cells = started[0].cells
    with suppress(OSError):
        nbformat.write(started[0], target)  # type: ignore[no-untyped-call]
    begun = [n for n, cell in enumerate(cells) if cell["metadata"]["papermill"]["start_time"]]
    return _number(cells, begun[-1]) if begun else 0


def _number(cells: Sequence[Mapping[str, Any]], index: int) -> int:
    """A cell's number in the notebook as it is written.

    papermill adds a cell with the parameters, and after an error some that tell of it.
    """
    tags = [cell["metadata"].get("tags", []) for cell in cells]
    ran = [each for each in tags if _TELLS_OF_ERROR not in each]
    return index + 1 - sum(_INJECTED in each for each in ran[:index])


def _check_all_ran(executed: Mapping[str, Any]) -> None:
    """Refuse a run that only looks complete: `sys.exit()` in a cell ends it without an error."""
    for index, cell in enumerate(executed["cells"]):
        if cell["cell_type"] != "code" or not cell["source"].strip():
            continue
        errors = [one for one in cell["outputs"] if one["output_type"] == "error"]
        if errors:
            cause = f"{errors[0]['ename']}: {errors[0]['evalue']}"
            raise NotebookError(_number(executed["cells"], index), cause)
        if cell["execution_count"] is None:
            raise NotebookError(_number(executed["cells"], index), "the cell did not run")


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
    from nbconvert import HTMLExporter, TemplateExporter
    from traitlets.config import Config

    class Body(HTMLExporter):
        """Only the template's work: parsing its result once more would take ten times as long."""

        def from_notebook_node(  # type: ignore[override] # as HTMLExporter does
            self,
            nb: NotebookNode,
            resources: dict[str, Any] | None = None,
            **kw: Any,  # noqa: ANN401 - nbconvert's own
        ) -> tuple[str, dict[str, Any]]:
            return TemplateExporter.from_notebook_node(self, nb, resources, **kw)

    shown = [FRAGMENT_TYPE, "text/html", "image/svg+xml", "image/png", "text/plain"]
    return Body(  # type: ignore[no-untyped-call]
        config=Config({"NbConvertBase": {"display_data_priority": shown}}),
        extra_template_basedirs=[str(TEMPLATE_FOLDER.parent)],
        template_name=TEMPLATE_FOLDER.name,
        default_preprocessors=[],
        exclude_anchor_links=True,
    )
