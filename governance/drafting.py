"""An objective as it is written: its sections, how far each has come, and what stands against submitting it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from governance.models import ActionPoint, Contribution, ExemptNote, Indicator, Note, Objective
from workflow.models import Governed


@dataclass(frozen=True)
class Section:
    """The parts of one kind that an objective can have."""

    slug: str
    title: str
    model: type[Governed]
    relation: str
    """where an objective has them"""
    one: str
    """what people call one of them"""
    ordered: bool = True
    """whether they stand in an order that is part of the text"""

    def parts_of(self, objective: Objective) -> list[Any]:
        return list(getattr(objective, self.relation).all())

    def url(self, objective: Objective) -> str:
        """The page on which they are listed."""
        return reverse("draft_section", args=[objective.pk, self.slug])


SECTIONS = (
    Section("indicators", "Indicators and targets", Indicator, "indicators", "indicator"),
    Section("action-points", "Action points and milestones", ActionPoint, "action_points", "action point"),
    Section("notes", "Notes", Note, "notes", "note"),
    Section("contributions", "What it contributes to", Contribution, "contributions", "contribution", ordered=False),
    Section("exempt-notes", "Exempt notes", ExemptNote, "exempt_notes", "exempt note", ordered=False),
)
"""In the order in which a reader meets them"""


def section_called(slug: str) -> Section | None:
    """The section of an address."""
    return next((section for section in SECTIONS if section.slug == slug), None)


@dataclass(frozen=True)
class Progress:
    """How far a section has come, in words."""

    title: str
    url: str
    status: str
    is_complete: bool


def progress_of(objective: Objective) -> list[Progress]:
    """Every section with what is still to do in it, the wording first."""
    wording = Progress(
        "Wording",
        reverse("draft_wording", args=[objective.pk]),
        "Completed" if objective.title.strip() else "Not yet started",
        bool(objective.title.strip()),
    )
    return [wording, *(_progress(section, objective) for section in SECTIONS)]


def _progress(section: Section, objective: Objective) -> Progress:
    begun = bool(section.parts_of(objective))
    undecided = _undecided(objective) if section.model is Indicator else 0
    status = "Completed" if begun else "Not yet started"
    if undecided:
        status = f"{undecided} {'target' if undecided == 1 else 'targets'} not resolved"
    return Progress(section.title, section.url(objective), status, begun and not undecided)


def _undecided(objective: Objective) -> int:
    return len({each.target_id for each in objective.indicators.all() if each.target.is_open})


def next_order(section: Section, objective: Objective) -> int:
    """The place after the last."""
    return max((part.order for part in section.parts_of(objective)), default=0) + 1
