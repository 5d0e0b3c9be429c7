"""How the print of a plan begins, and what stands on each of its pages."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.platypus import PageBreak, Spacer

from documents.plan.read import PlanRead
from documents.printing.furniture import Book, Furniture
from documents.printing.styles import BODY, CAPTION, CELL, GROUP, SMALL, TITLE, WARN
from documents.printing.tables import GRID, table
from documents.printing.text import Linked, Strong, paragraph, paragraphs

COUNTED = {
    "Priorities": "priorities",
    "Aspects": "aspects",
    "Objectives": "objectives",
    "Overall objectives, which only the text states": "overall",
    "Indicators": "indicators",
    "Targets": "targets",
    "Of these, still open": "unresolved",
    "Indicators without a target line": "missing",
}
ON_THE_PAGE = "The same can be read as a page, which says how each target came about: "


def furniture(read: PlanRead, what: str) -> Furniture:
    """Head, foot and what the file says of itself."""
    name = read.plan.body.name
    return Furniture(
        title=f"{read.title}{': summary' if what == 'Summary' else ''}",
        author=name,
        subject=f"{what} of {name}",
        seal=f"{'Draft, not published. ' if read.is_draft else ''}Seal of the text (SHA-256): {read.seal}",
        address=read.address,
        dated=read.dated,
        mark=read.mark,
    )


def front(book: Book, read: PlanRead) -> None:
    """The cover, on a page of its own."""
    book.add(Spacer(0, 40 * mm), *head(read), Spacer(0, 10 * mm), counts(read), *proof(read), PageBreak())


def head(read: PlanRead) -> list[object]:
    """Whose plan it is, what it is called, for which year, and what became of it."""
    status = paragraph(WARN if read.is_draft else BODY, read.status)
    moment = [paragraph(WARN, read.moment)] if read.moment else []
    return [
        *paragraphs(CAPTION, read.plan.body.name),
        *paragraphs(TITLE, read.plan.title),
        paragraph(GROUP, f"Financial year {read.plan.financial_year}"),
        Spacer(0, 6 * mm),
        status,
        *moment,
    ]


def counts(read: PlanRead) -> object:
    """How much it holds, and how much of it is open."""
    found = {name: getattr(read.counts, counted) for name, counted in COUNTED.items()}
    shown = {name: number for name, number in found.items() if number or name in ("Objectives", "Targets")}
    rows = [[[paragraph(CELL, name)], [paragraph(CELL, Strong(f"{number:,}"))]] for name, number in shown.items()]
    heads = [[paragraph(CELL, Strong(name))] for name in ("In this plan", "Number")]
    return table([heads, *rows], (0.6, 0.4), GRID)


def proof(read: PlanRead) -> list[object]:
    """Which text it is, and where to read it."""
    return [
        paragraph(SMALL, f"Seal of the text of this plan (SHA-256): {read.seal}"),
        paragraph(SMALL, f"Ledger entry {read.proof.key}: {read.proof.link}"),
        paragraph(SMALL, ON_THE_PAGE, Linked(read.address, read.address)),
    ]
