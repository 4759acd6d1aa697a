"""Every public table by name, with what it promises: columns, types, terms, key and units."""

from __future__ import annotations

from analysis.attacks import SCHEMA
from analysis.nights import COMPARED, MONTHS, NIGHTS
from analysis.reconciliation.accounting import ACCOUNTS, POOLED, SHARES
from analysis.reconciliation.donors import DONORS, GIFTS
from analysis.reconciliation.events import EVENTS
from analysis.reconciliation.land import LAND
from analysis.reconciliation.links import CLAIMS
from analysis.tables import AID, CASUALTIES, TERRITORY

SCHEMAS = {
    schema.name: schema
    for schema in (
        SCHEMA,
        TERRITORY,
        AID,
        CASUALTIES,
        NIGHTS,
        MONTHS,
        COMPARED,
        EVENTS,
        CLAIMS,
        ACCOUNTS,
        SHARES,
        POOLED,
        LAND,
        GIFTS,
        DONORS,
    )
}
"""Table → its promise; `analysis.contracts.check_table(table, SCHEMAS[name])` checks it."""
