"""How each act on an agenda is done in the table of rights, and what it needs: rows in preparation, past the gate."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from functools import partial
from hashlib import sha256
from typing import Any

from audit.sealed import keep, keep_file, sealed
from governance.models import Outcome
from meetings import publication
from meetings.models import ActionTaken, Agenda, Appendix, Attachment, Item, Paper, Recommendation
from meetings.models.paper import SECTIONS
from tests.governance.delegations import a_delegation
from tests.governance.scenes import decided
from tests.meetings.scenes import PDF, PDF_KIND
from tests.world import JAN_15, MAR_31
from workflow.writing import write_rows


def an_item(scene: Any, **more: Any) -> Item:
    """Which the chair holds urgent already, so that it may go out at any time."""
    values = {"title": "Late news", "kind": "other", "plan": scene.world.plan, "urgent_by": "The chair", **more}
    item = Item(meeting=scene.meeting, order=90, **values)
    write_rows([item])
    return item


def under_an_item(make: Callable[[Any, Item], Any]) -> Callable[[Any], Any]:
    """A part that is in preparation, under an item that is too."""

    def prepare(scene: Any) -> Any:
        part = make(scene, an_item(scene))
        write_rows([part])
        return part

    return prepare


def a_paper(scene: Any, item: Item) -> Paper:
    return Paper(meeting=scene.meeting, item=item, title="News", by="Clerk", written_on=JAN_15, background="None")


def a_recommendation(scene: Any, item: Item) -> Recommendation:
    return Recommendation(meeting=scene.meeting, item=item, verb="note", text="it")


def an_appendix(scene: Any, item: Item) -> Appendix:
    return Appendix(meeting=scene.meeting, item=item, objective=scene.world.guns)


def an_item_with_a_file_at_hand(scene: Any) -> Item:
    keep_file(PDF)
    return an_item(scene)


def an_attachment(scene: Any, item: Item) -> Attachment:
    file = {"name": "map.pdf", "kind": PDF_KIND, "size": len(PDF), "file_id": sha256(PDF).hexdigest()}
    return Attachment(meeting=scene.meeting, item=item, title="Map", **file)


def an_action_to_list(scene: Any) -> ActionTaken:
    """MPA has decided something under what FPBV had delegated to it; written past the gate, to be listed."""
    world = scene.world
    gave, used = (
        decided(world, body, MAR_31, reference=name) for body, name in ((world.fpbv, "gave"), (world.mpa, "used"))
    )
    lent = a_delegation(world, to=world.mpa, plan=world.plan, decision=gave)
    write_rows([lent])
    write_rows([Outcome(decision=used, plan=world.plan, kind="approved", under=lent)])
    return ActionTaken(meeting=scene.meeting, item=an_item(scene, kind="delegated"), decision=used)


def a_listed_action(scene: Any) -> ActionTaken:
    action = an_action_to_list(scene)
    write_rows([action])
    return action


def something_to_publish(scene: Any) -> None:
    """An item in preparation; and, for a meeting that was brought into session by hand, the agenda that it had."""
    an_item(scene)
    if scene.meeting.state == "in_session":
        text = sealed({"agenda": "of before"})
        keep([text])
        write_rows([Agenda(meeting=scene.meeting, issued_on=MAR_31, sealed_id=text.digest, sealed_open_id=text.digest)])
    publishing(scene, None)  # the texts are kept beforehand: a refusal changes nothing


def publishing(scene: Any, _: Any) -> Any:
    agenda = publication.next_issue(scene.meeting, scene.today, time(9))
    publication.seal(agenda)
    return agenda.publish


WORDS = {"title": "News", "section": "", "note": "", "oral": False, "to_follow": False}
IN_PUBLIC = {"confidential": False, "paragraph": None, "schedule": ""}

HOW: dict[str, Callable[[Any, Any], Any]] = {
    "Item.add": lambda scene, _: Item(meeting=scene.meeting, title="Petition", kind="other").add,
    "Item.revise": lambda scene, _: partial(scene.prepared.revise, **WORDS, **IN_PUBLIC),
    "Item.place": lambda scene, _: partial(scene.prepared.place, order=7),
    "Item.withdraw": lambda scene, _: scene.prepared.withdraw,
    "Item.hold_urgent": lambda scene, _: partial(
        scene.prepared.hold_urgent, chair="Cyril Nott", special_circumstances="The grant was cut."
    ),
    "Recommendation.add": lambda scene, _: a_recommendation(scene, scene.prepared).add,
    "Recommendation.revise": lambda scene, _: partial(scene.prepared.revise, verb="agree", text="to it"),
    "Recommendation.withdraw": lambda scene, _: scene.prepared.withdraw,
    "Paper.add": lambda scene, _: a_paper(scene, scene.prepared).add,
    "Paper.revise": lambda scene, _: partial(
        scene.prepared.revise, title="Other news", by="Clerk", written_on=JAN_15, **dict.fromkeys(SECTIONS, "")
    ),
    "Paper.withdraw": lambda scene, _: scene.prepared.withdraw,
    "Appendix.add": lambda scene, _: an_appendix(scene, scene.prepared).add,
    "Appendix.withdraw": lambda scene, _: scene.prepared.withdraw,
    "Attachment.add": lambda scene, _: an_attachment(scene, scene.prepared).add,
    "Attachment.withdraw": lambda scene, _: scene.prepared.withdraw,
    "ActionTaken.add": lambda scene, _: (
        ActionTaken(meeting=scene.meeting, item=scene.prepared.item, decision=scene.prepared.decision).add
    ),
    "ActionTaken.withdraw": lambda scene, _: scene.prepared.withdraw,
    "Agenda.publish": publishing,
}

PREPARED: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(
        ["Item.revise", "Item.place", "Item.withdraw", "Item.hold_urgent", "Recommendation.add", "Paper.add",
         "Appendix.add"],
        an_item,
    ),
    **dict.fromkeys(["Recommendation.revise", "Recommendation.withdraw"], under_an_item(a_recommendation)),
    **dict.fromkeys(["Paper.revise", "Paper.withdraw"], under_an_item(a_paper)),
    "Appendix.withdraw": under_an_item(an_appendix),
    "Attachment.add": an_item_with_a_file_at_hand,
    "Attachment.withdraw": under_an_item(lambda scene, item: an_attachment(scene, an_item_with_a_file_at_hand(scene))),
    "ActionTaken.add": an_action_to_list,
    "ActionTaken.withdraw": a_listed_action,
    "Agenda.publish": something_to_publish,
}  # fmt: skip
