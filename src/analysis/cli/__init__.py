"""The command `analysis`: figures from articles, reports from figures.

Exit codes: 0 done; 1 a problem, told in one message, or silently where the reader of a pipe went
away; 2 the command was called wrongly; 3 done, but some articles or corrections were left out; 130
interrupted. `diff` ends with 0 where nothing changed, 1 where something did, and 2 on a problem.
"""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

import click

from analysis import __version__
from analysis.cli.adding import add
from analysis.cli.correcting import correct
from analysis.cli.extracting import extract
from analysis.cli.figures import explain, show
from analysis.cli.reporting import evaluate, report
from analysis.cli.tables import diff, export
from analysis.cli.wording import harmless
from analysis.errors import AnalysisError

if TYPE_CHECKING:
    from collections.abc import Sequence

PROBLEM, INTERRUPTED = 1, 130
_EVERY_LETTER = ("utf-8", "utf8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and leave Python with its exit code.

    Args:
        arguments: the words after `analysis`; without them those of the command line.
    """
    _replace_unknown_letters()
    sys.exit(_exit_code(arguments))


def _replace_unknown_letters() -> None:
    """Let a terminal that knows no Cyrillic show a question mark instead of ending the command."""
    out = sys.stdout
    if isinstance(out, io.TextIOWrapper) and out.encoding.lower() not in _EVERY_LETTER:
        out.reconfigure(errors="replace")


def _exit_code(arguments: Sequence[str] | None) -> int:
    try:
        code = analysis.main(arguments, prog_name="analysis", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except AnalysisError as error:
        click.echo(f"analysis: {harmless(str(error))}", err=True)
        return PROBLEM
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        # Python flushes stdout once more at its end, which would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEM
    return code if isinstance(code, int) else 0


@click.group(
    commands=[add, extract, show, explain, correct, report, export, diff, evaluate],
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done, 1 a problem, 2 called wrongly, "
    "3 some articles or corrections were left out.",
)
@click.version_option(__version__, prog_name="analysis")
def analysis() -> None:
    """Read figures on the war in Ukraine out of news articles, each with who says so.

    \b
    Start with an article saved as a text file:
      analysis show article.txt                    the article with its figures marked
      analysis extract article.txt                 its figures as a table
      analysis extract data/articles -o out.xlsx   those of a folder, in a file
      analysis report                              reports/index.html from data/articles
      analysis add https://news.example/a          an article of the web, into data/articles
    """
