"""Tables as they are published: Parquet, CSV and Excel, with a data package that describes them.

`export_tables` writes a folder that can be handed on as it is. `datapackage.json` follows the Data
Package standard of Frictionless Data: each column's name, type, unit, allowed values and meaning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.loading import loaded_on_demand

if TYPE_CHECKING:
    from analysis.exchange.export import export_tables
    from analysis.exchange.publication import Publication, publication_of

__all__ = ["Publication", "export_tables", "publication_of"]

_HOMES = {"export": ("export_tables",), "publication": ("Publication", "publication_of")}

__getattr__ = loaded_on_demand(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)
