"""What a resolution means for the objectives and the plan that were before a body when it was taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import prefetch_related_objects

from governance.chronicle import Chronicle, plan_changed_on
from governance.models import Objective
from governance.models.outcome import OutcomeKind
from governance.seal import READ_OF_AN_OBJECTIVE
from meetings.models import Appendix, Determination, Item
from meetings.models.determination import DeterminationKind as Kind

MEANS: dict[str, str] = {
    Kind.DISCUSSED: OutcomeKind.DISCUSSED,
    Kind.NOTED: OutcomeKind.NOTED,
    Kind.RECEIVED: OutcomeKind.NOTED,
    Kind.ENDORSED: OutcomeKind.ENDORSED,
    Kind.RECOMMENDED: OutcomeKind.ENDORSED,
    Kind.AGREED: OutcomeKind.AGREED,
    Kind.AS_AMENDED: OutcomeKind.AGREED,
    Kind.APPROVED: OutcomeKind.APPROVED,
    Kind.CONDITIONAL: OutcomeKind.APPROVED,
    Kind.REFERRED_BACK: OutcomeKind.REFERRED_BACK,
    Kind.WITHDRAWN: OutcomeKind.WITHDRAWN,
}
"""What a determination means for each objective appended to its item; of the others, nothing is decided yet"""

BIND_NOTHING = (OutcomeKind.NOTED, OutcomeKind.DISCUSSED)
"""What a body says of what it has read, whatever becomes of it afterwards"""


def appended_to(item: Item) -> list[Appendix]:
    """What was brought before the body under an item, as it was published."""
    rows = Appendix.objects.filter(item=item, agenda__isnull=False).select_related(
        "agenda", "plan", "objective__plan", "objective__aspect__priority"
    )
    return list(rows.order_by("pk"))


def sent_on(item: Item, appendices: list[Appendix]) -> date:
    """The day on which members had the last of it."""
    days = [each.agenda.issued_on for each in appendices if each.agenda is not None]
    return max(days, default=item.agenda.issued_on if item.agenda is not None else item.meeting.held_on)


@dataclass
class Meaning:
    """What is said with a resolution of what was appended to its item.

    What is noted or discussed after its text has changed is minuted and gets no outcome: the body spoke of the text
    that was published, and an outcome is bound to the text of now.
    """

    about: dict[Objective, str]
    """outcome of governance by objective"""
    whole: str = ""
    """that of the plan; "" for none"""
    changed: list[Objective] = field(default_factory=list)
    """objectives that get none, because their text is another now"""
    plan_changed: bool = False
    """whether the plan gets none for that reason"""


def meaning_of(determination: Determination, apart: Mapping[Objective, str]) -> Meaning:
    """What each appended objective, and the plan as a whole, get from it; `apart` says of what they get another."""
    meant = MEANS.get(determination.kind, "")
    appendices = appended_to(determination.minute.item)
    objectives = [each.objective for each in appendices if each.objective is not None]
    about = {each: kind for each in objectives if (kind := apart.get(each, meant))}
    whole = meant if any(each.plan_id is not None for each in appendices) else ""
    found, since = Meaning(about, whole), sent_on(determination.minute.item, appendices)
    if any(kind in BIND_NOTHING for kind in about.values()):
        another = set(_changed(appendices, since))
        found.changed = [each for each, kind in about.items() if kind in BIND_NOTHING and each in another]
        found.about = {each: kind for each, kind in about.items() if each not in found.changed}
    if whole in BIND_NOTHING and _plan_changed(appendices, since):
        found.whole, found.plan_changed = "", True
    return found


def _changed(appendices: Sequence[Appendix], since: date) -> list[Objective]:
    """The objectives whose text is another than the one that was published, or was another in between."""
    published = {each.objective: each.sealed_id for each in appendices if each.objective is not None}
    prefetch_related_objects(list(published), *READ_OF_AN_OBJECTIVE)
    told = Chronicle(since, published)
    return [each for each, seal in published.items() if each.seal() != seal or told.changed_on(each) is not None]


def _plan_changed(appendices: Sequence[Appendix], since: date) -> bool:
    return any(each.plan is not None and plan_changed_on(each.plan, since) is not None for each in appendices)
