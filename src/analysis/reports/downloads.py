"""Data that a page carries in itself, to be saved from it without any script or server."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

from analysis.reports.fragments import safe

if TYPE_CHECKING:
    import pandas as pd


def download(content: bytes, name: str, text: str) -> str:
    """A link that saves `content` as the CSV file `name`.

    Args:
        content: the file's bytes.
        name: what it is called; made plain.
        text: the words of the link.
    """
    encoded = base64.b64encode(content).decode("ascii")
    file = f"{'-'.join(re.findall(r'[a-z0-9]+', name.lower())) or 'data'}.csv"
    return (
        f'<a class="download" download="{file}" href="data:text/csv;base64,{encoded}">'
        f"{safe(text)}</a>"
    )


def table_csv(table: pd.DataFrame) -> bytes:
    """A tidy table as CSV: days in ISO form, no text that a spreadsheet would run as a formula."""
    from analysis.storage import without_formulas

    plain = table.copy()
    for name in plain.columns:
        if str(plain[name].dtype).startswith("datetime"):
            plain[name] = plain[name].dt.strftime("%Y-%m-%d")
        elif str(plain[name].dtype) in ("string", "str"):
            plain[name] = without_formulas(plain[name])
    return plain.to_csv(index=False, lineterminator="\n").encode()
