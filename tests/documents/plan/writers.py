"""Every document of a plan, by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from documents.plan import summary, tables, word
from documents.plan.columns import TABLES
from documents.plan.printed import printed
from documents.plan.read import PlanRead

PAPERS: dict[str, Callable[[PlanRead], bytes]] = {
    "plan.pdf": printed,
    "summary.pdf": summary.printed,
    "plan.docx": word.written,
}
WRITERS = PAPERS | {
    f"{kind}.{format}": partial(write, kind=kind) for kind in TABLES for format, (_, write) in tables.FORMATS.items()
}
