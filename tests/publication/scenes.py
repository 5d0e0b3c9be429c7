"""A published plan, an amendment of it, and how the public asks for a page."""

from __future__ import annotations

from bs4 import BeautifulSoup

from governance import procedures
from governance.models import Objective, Outcome, Target
from governance.models.outcome import OutcomeKind
from tests.governance.scenes import carry, decided
from tests.world import MAR_31, World, acting, bring_to
from workflow.gate import perform


def publish_the_plan(world: World) -> None:
    """Street crime: objective 1 is published with the plan; Firearms has been withdrawn from it."""
    bring_to(world, "approved")
    perform(world.guns.withdraw, actor=acting(world.colin), because="It is done.")
    perform(world.plan.refer, actor=acting(world.colin, MAR_31))
    clare = acting(world.clare, MAR_31)
    decision = decided(world, world.mpa, reference="MPA 9, the plan")
    perform(Outcome(decision=decision, plan=world.plan, kind=OutcomeKind.APPROVED).record, actor=clare)
    perform(world.plan.approve, actor=clare)
    procedures.publish_plan(world.plan, actor=clare, on=MAR_31)
    world.plan.refresh_from_db()


def amend_it(
    world: World, state: str = "published", text: str = "Reduce by 7 per cent", amended: Objective | None = None
) -> Objective:
    """An amendment of Street crime: objective 1, or of its amendment, with another figure, carried to a state."""
    street = Objective.objects.get(pk=(amended or world.street).pk)
    amendment = procedures.amend(street, actor=acting(world.colin, MAR_31), because="A new objective was set.")
    target = Target.objects.get(objective=amendment, text__startswith="Reduce by")
    because = {"because": "The boroughs did better.", "basis": "Returns to March 2001"}
    perform(target.revise, actor=acting(world.olive, MAR_31), text=text, numbers=[text.split()[2]], **because)
    carry(world, amendment, state, round=f"amendment {amendment.pk}")
    amendment.refresh_from_db()
    return amendment


def page_of(client, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200, f"{address} answers {answer.status_code}"
    return BeautifulSoup(answer.content, "html.parser")


def said(soup: BeautifulSoup) -> str:
    return " ".join(soup.get_text(" ").split())
