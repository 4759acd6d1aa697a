"""The examples of the documents: run them, and show what they print.

A `pycon` block holds Python with `>>>`, a `console` block commands after `$ `; both are run in the
project's folder. An `sh` block is shown only: `.ci/run` runs make, and JupyterLab opens a window.
`make docs` writes what the examples print into the documents; tests/test_docs.py compares.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/*.md"))]
BLOCK = re.compile(r"^```(?P<kind>pycon|console)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
ENVIRONMENT = {
    **os.environ,
    "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
    "COLUMNS": "100",
    "NO_COLOR": "1",
}


def run_block(block: re.Match[str]) -> str:
    """The block with the outputs that its examples print now."""
    run = run_python if block["kind"] == "pycon" else run_commands
    return f"```{block['kind']}\n{run(block['body'])}```"


def run_python(body: str) -> str:
    names: dict[str, object] = {}
    parts = []
    for example in doctest.DocTestParser().get_examples(body):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), contextlib.chdir(ROOT):
            exec(compile(example.source, "<document>", "single"), names)  # noqa: S102 - our own
        first, *others = example.source.splitlines()
        parts += [f">>> {first}", *(f"... {line}" for line in others), _trimmed(printed.getvalue())]
    return "".join(f"{part}\n" for part in parts if part)


def run_commands(body: str) -> str:
    parts = []
    for command in re.findall(r"^\$ (.*)", body, re.MULTILINE):
        run = subprocess.run(
            ["bash", "-c", command],
            cwd=ROOT,
            env=ENVIRONMENT,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        parts += [f"$ {command}", _trimmed(run.stdout)]
    return "".join(f"{part}\n" for part in parts if part)


def _trimmed(printed: str) -> str:
    return "\n".join(line.rstrip() for line in printed.rstrip().splitlines())


if __name__ == "__main__":
    for path in DOCUMENTS:
        path.write_text(BLOCK.sub(run_block, path.read_text(encoding="utf-8")), encoding="utf-8")
