"""Our authority and another one, with one of everything that has an address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Model

from audit.models import AuditEvent
from documents import papers
from governance import personal_links, reviewing, rollover
from governance.models import (
    Appointment,
    Aspect,
    Body,
    Closure,
    Comment,
    Condition,
    Consultation,
    Decision,
    Delegation,
    NoticeRule,
    Objective,
    Plan,
    Power,
    Priority,
    Remark,
    Stage,
    StageKind,
    StandingRule,
    UrgencyRule,
)
from governance.models.about import seal_of_words
from governance.models.outcome import OutcomeKind
from meetings.models import Meeting, StandingOrders
from notifications.models import ReminderRule
from tests import ways
from tests.documents.test_paper_pages import REPORT
from tests.governance.conditions import a_condition, approve_subject_to
from tests.governance.delegations import a_delegation, approve_under
from tests.governance.scenes import (
    a_closure,
    a_notice_rule,
    carry,
    consult,
    somebody_elsewhere,
    stand_in,
    the_chief_officer_rule,
    written_comments_until,
)
from tests.governance.urgency import rule_in_force
from tests.journeys.agendas import APR_17, agendas_in_preparation
from tests.journeys.calendars import calendars_of
from tests.journeys.news import messages_of, told
from tests.journeys.published import a_published_plan, a_withdrawn_objective
from tests.journeys.sittings import meetings_of_today
from tests.journeys.substitutes import lent_in_the_evening
from tests.journeys.taking_away import a_pack
from tests.meetings.scenes import TWO
from tests.world import (
    JAN_15,
    JAN_17,
    JAN_22,
    MAR_8,
    MAR_31,
    OCTOBER,
    World,
    a_note_on,
    a_target,
    acting,
    an_action_point_of,
    an_objective,
    bring_to,
    say,
)
from workflow.gate import perform, perform_each
from workflow.writing import write_rows

TODAY = "tests.journeys.days.on_2001_03_31"
WORD = "a-word-of-a-personal-link-that-is-long-enough"


@dataclass
class Town:
    """Our authority and another one, and what an address needs to name each of their things."""

    world: World
    ours: dict[str, Any]
    theirs: dict[str, Any]

    @property
    def absent(self) -> dict[str, Any]:
        """The same things under numbers that nothing ever had."""
        plan = {
            "plan": "987654321-2001-02",
            "next_plan": "987654321-2002-03",
            "next": "987654321-2002-03",
            "entry": "plan-987654321:1",
            "paper": UUID(int=7),
        }
        return {**self.ours, **dict.fromkeys(self.theirs, 987654321), **plan}


def the_town(world: World, settings: Any) -> Town:
    """On 31 March: one objective of ours is published, one before the workshop, one in draft; another authority."""
    settings.TODAY = TODAY
    ours, theirs = ways.go("a town", partial(_build, world))
    for each in vars(world).values():
        if isinstance(each, Model):
            each.refresh_from_db()
    return Town(world, dict(ours), dict(theirs))


def _build(world: World) -> tuple[dict[str, Any], dict[str, Any]]:
    """What an address needs to name each thing of ours, and of theirs."""
    theirs = _theirs()
    colin = acting(world.colin)
    its_note, its_point = a_note_on(world.street, by=colin), an_action_point_of(world.street, by=colin)
    bring_to(world, "published")
    draft = an_objective(world.aspect, 2, "To reduce snatches", world.olive, world.tp, by=colin)
    target = a_target(draft, "10 per cent", "Snatches", by=colin, numbers=["10"])
    note = a_note_on(draft, by=colin)
    perform(world.guns.submit, actor=acting(world.omar))
    world.guns.refresh_from_db()
    say(world, world.workshop, "discussed", world.clare, JAN_17, "workshop 2", world.guns)
    written_comments_until(world.plan, MAR_31, world.colin)
    comment, another = (
        Comment(objective=world.guns, stage="workshop_review", body=world.workshop, author=world.mira, text=text)
        for text in ("Why 200?", "Why not 300?")
    )
    asked = consult(world, draft, on=MAR_31, due_on=MAR_31, link=personal_links.hash_of(WORD))
    rule, urgency_rule = the_chief_officer_rule(world), rule_in_force(world)
    notice_rule, closure = a_notice_rule(world), a_closure(world, MAR_31, date(2001, 4, 5), "Spring")
    orders = StandingOrders(body=world.mpa, substitutes="above", starts_on=OCTOBER)
    perform(orders.bring_into_force, actor=acting(world.anna), because="Resolved.")
    perform_each([comment.make, another.make], actor=acting(world.mira, MAR_31))
    remark = Remark(
        author=world.mira, stage=world.plan.stages.get(body=world.workshop), objective=world.guns, text="So?"
    )
    reviewing.note(remark)
    approved, condition, to_colin, delegation = _approved_and_delegated(world)
    under = _decided_under_it(world, approved)
    for thing in (world.guns, draft, world.plan, world.street):
        thing.refresh_from_db()
    next_plan = rollover.roll_over(world.plan, actor=colin)
    ours = {
        **agendas_in_preparation(world),
        **meetings_of_today(world),
        **lent_in_the_evening(world),
        **messages_of(world),
        **calendars_of(world),
        **a_pack(world.plan, world.ada),
        **a_published_plan(world),
        **a_withdrawn_objective(world),
        "plan_pk": world.plan.pk,
        "plan": world.plan.slug,
        "draft": draft.pk,
        "review": world.guns.pk,
        "published": world.street.pk,
        "target": target.pk,
        "indicator": target.indicators.get().pk,
        "note": note.pk,
        "published_target": world.resolved.pk,
        "published_indicator": world.resolved.indicators.get().pk,
        "published_note": its_note.pk,
        "published_point": its_point.pk,
        "comment": comment.pk,
        "another_comment": another.pk,
        "part": remark.stage_id,
        "remark": remark.pk,
        "words": seal_of_words(world.guns.title),
        "read": world.guns.seal(),
        "noted": reviewing.seal_of_remarks([remark]),
        "stage": world.plan.stages.get(body=world.fpbv).pk,
        "seal": world.guns.seals.first().pk,
        "published_seal": world.street.seals.get(occasion="publication").pk,
        "body": world.fpbv.pk,
        "mpa": world.mpa.pk,
        "workshop": world.workshop.pk,
        "tp": world.tp.pk,
        "asked": asked.pk,
        "asked_version": draft.version,
        "word": WORD,
        "condition": condition.pk,
        "approved": approved.pk,
        "delegation": delegation.pk,
        "to_colin": to_colin.pk,
        "under": under.pk,
        "under_version": Decision.objects.get(pk=under.pk).version,
        "rule": rule.pk,
        "urgency_rule": urgency_rule.pk,
        "notice_rule": notice_rule.pk,
        "closure": closure.pk,
        "orders": orders.pk,
        "mpa_version": Body.objects.get(pk=world.mpa.pk).version,
        "power": Power.objects.get(body=world.fpbv).pk,
        "office": Appointment.objects.get(person=world.ken).pk,
        "person": world.ken.pk,
        "olive": world.olive.pk,
        "walter": world.walter.pk,
        "deputation": stand_in(world, world.walter, starts_on=MAR_31, ends_on=MAR_31, named_on=MAR_31).pk,
        "tp_version": Body.objects.get(pk=world.tp.pk).version,
        "paper": papers.receive(REPORT.encode(), "report-4.txt", world.colin).pk,
        "line": 1 + REPORT.splitlines().index("Target Reduce by ?? per cent"),
        "entry": AuditEvent.objects.filter(plan_id=str(world.plan.pk)).latest_first().first().key,
    }
    ours |= {f"{name}_version": Objective.objects.get(pk=ours[name]).version for name in OBJECTIVES}
    ours |= {"into": f"body={world.mpa.pk}&financial_year=2005/06"}
    next_aspect = next_plan.aspects.get(title="Firearms")
    ours |= {"next_key": next_plan.pk, "aspect": next_aspect.pk, "aspect_version": next_aspect.version}
    ours |= {
        "next": next_plan.slug,
        "next_plan": next_plan.slug,
        "next_plan_version": Plan.objects.get(pk=next_plan.pk).version,
    }
    ours |= {"plan_version": Plan.objects.get(pk=world.plan.pk).version}
    ours |= {"body_version": Body.objects.get(pk=world.fpbv.pk).version}
    return ours, theirs


def _approved_and_delegated(world: World) -> tuple[Objective, Condition, Delegation, Delegation]:
    """Street crime: objective 3, which Olive must still do something for; Colin and FPBV may approve it anew, and the
    workshop, which has not."""
    approved = an_objective(world.aspect, 3, "To light the parks", world.olive, world.tp, by=acting(world.colin))
    carry(world, approved, "authority_approval", "parks")
    condition = a_condition(world, objective=approved, due_on=MAR_31)
    given = [a_delegation(world, to=to, objective=approved) for to in (world.colin, world.fpbv, world.workshop)]
    about = {"about": {approved: OutcomeKind.APPROVED}, "reference": "MPA 9"}
    approve_subject_to(world, condition, on=MAR_31, sent=MAR_31, delegations=given, **about)
    return approved, condition, given[0], given[2]


def _decided_under_it(world: World, approved: Objective) -> Decision:
    """FPBV has approved it once more, and MPA has not been told yet."""
    approved.refresh_from_db()
    return approve_under(world, on=MAR_31, about={approved: OutcomeKind.APPROVED})


OBJECTIVES = ("draft", "review", "published", "approved")


def _theirs() -> dict[str, Any]:
    """One of everything in an authority that has nothing to do with ours."""
    una = somebody_elsewhere()
    by = acting(una)
    city = Body.objects.get(short_name="City")
    power = Power(body=city, kind="approve", starts_on=OCTOBER)
    write_rows([power])
    plan = Plan(body=city, title="City plan", financial_year="2001/02")
    perform(plan.set_up, actor=by)
    stages = [
        Stage(plan=plan, kind=StageKind.WORKSHOP_REVIEW, body=city, opens_on=JAN_15, closes_on=JAN_17),
        Stage(plan=plan, kind=StageKind.AUTHORITY_APPROVAL, body=city, opens_on=JAN_22, closes_on=MAR_8),
    ]
    for stage in stages:
        perform(stage.add, actor=by)
    perform(plan.open_review, actor=by)
    priority = Priority(plan=plan, title="Safer offices", order=1)
    perform(priority.add, actor=by)
    aspect = Aspect(plan=plan, priority=priority, title="Fraud", order=1)
    perform(aspect.add, actor=by)
    fraud = an_objective(aspect, 1, "To detect fraud", una, city, by=by)
    target = a_target(fraud, "20 per cent", "Frauds detected", by=by, numbers=["20"])
    note, point = a_note_on(fraud, by=by), an_action_point_of(fraud, by=by)
    perform(fraud.submit, actor=by)
    comment = Comment(objective=fraud, stage="workshop_review", body=city, author=una, text="Why 20?")
    write_rows([comment])  # she holds every office and owns it: past the gate, for nobody comments on their own
    asked = Consultation(
        objective=fraud,
        party="Customs",
        purpose="So.",
        question="Can you?",
        opened_by=una,
        opened_on=JAN_15,
        due_on=MAR_8,
    )
    perform(asked.open, actor=by)
    decision = Decision(plan=plan, body=city, circulated_on=JAN_15, decided_on=JAN_15, reference="City 1")
    perform(decision.record, actor=by)
    condition = Condition(plan=plan, decision=decision, text="So.", owner=una, due_on=JAN_15, checker=city)
    delegation = Delegation(plan=plan, decision=decision, scope="text", to_officer=una, ends_on=MAR_31)
    write_rows([condition])
    write_rows([delegation])
    rule = StandingRule(body=city, kind="chief_officer_consulted", starts_on=OCTOBER)
    urgency_rule = UrgencyRule(body=city, starts_on=OCTOBER)
    notice_rule = NoticeRule(body=city, clear_days=3, starts_on=OCTOBER)
    closure = Closure(body=city, reason="Spring", starts_on=MAR_31, ends_on=MAR_31)
    orders = StandingOrders(body=city, starts_on=OCTOBER)
    reminders = ReminderRule(body=city, starts_on=OCTOBER)
    for row in (rule, urgency_rule, notice_rule, closure, orders, reminders):
        write_rows([row])
    remark = Remark(author=una, stage=stages[0], objective=fraud, text="So?")
    reviewing.note(remark)
    meeting = Meeting(body=city, held_on=APR_17, held_at=TWO, place="Guildhall", in_public=False)
    perform(meeting.schedule, actor=by)
    return {
        **dict.fromkeys(("meeting", "planned", "sitting", "held", "lent"), meeting.pk),
        **a_pack(plan, una),
        "plan_pk": plan.pk,
        "told": told(una).pk,
        "stuck": told(una, state="failed").pk,
        "ladder": reminders.pk,
        "unresolved": target.pk,
        "plan": plan.slug,
        **dict.fromkeys(("next_plan", "next"), rollover.roll_over(plan, actor=by).slug),
        **dict.fromkeys(OBJECTIVES, fraud.pk),
        **dict.fromkeys(("target", "published_target"), target.pk),
        **dict.fromkeys(("indicator", "published_indicator"), target.indicators.get().pk),
        **dict.fromkeys(("note", "published_note"), note.pk),
        "published_point": point.pk,
        "comment": comment.pk,
        "asked": asked.pk,
        "condition": condition.pk,
        **dict.fromkeys(("delegation", "to_colin"), delegation.pk),
        "under": decision.pk,
        "rule": rule.pk,
        "urgency_rule": urgency_rule.pk,
        "notice_rule": notice_rule.pk,
        "closure": closure.pk,
        "orders": orders.pk,
        **dict.fromkeys(("stage", "part"), stages[0].pk),
        **dict.fromkeys(("seal", "published_seal"), plan.seals.first().pk),
        "remark": remark.pk,
        "body": city.pk,
        "power": power.pk,
        "office": Appointment.objects.filter(person=una).first().pk,
        "person": una.pk,
        "paper": papers.receive(REPORT.encode(), "city.txt", una).pk,
        "entry": AuditEvent.objects.filter(plan_id=str(plan.pk)).first().key,
    }
