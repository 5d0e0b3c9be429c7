"""A body decides on the text it had before it, when it had it; the plan as a whole is approved as it stood then."""

from datetime import date
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance import procedures
from governance.forms.decision import DecisionForm
from governance.models import (
    ActionPoint,
    Aspect,
    Decision,
    Indicator,
    Note,
    Objective,
    Outcome,
    Priority,
    SustainedActivity,
    Target,
)
from governance.models.decision import Procedure
from governance.models.outcome import OutcomeKind
from governance.procedures import Resolved
from tests.fingerprint import fingerprint
from tests.governance.scenes import amended, refusal
from tests.workflow.many import many_drafts
from tests.world import FEB_8, JAN_15, JAN_17, JAN_22, MAR_8, MAR_31, acting, bring_to
from workflow.actors import Actor
from workflow.blockers import Blocked
from workflow.gate import blockers, perform, perform_each
from workflow.writing import open_gate

JAN_30 = date(2001, 1, 30)
FEB_5 = date(2001, 2, 5)
APPROVED = OutcomeKind.APPROVED


@pytest.fixture
def clare(world) -> Actor:
    return acting(world.clare, MAR_31)


def a_decision(world, **more) -> Decision:
    values = {"circulated_on": JAN_15, "decided_on": FEB_8, "reference": "MPA 8", **more}
    return Decision(plan=world.plan, body=world.mpa, **values)


def recorded(world, clare, about=None, whole="", because="", **more) -> list[str]:
    """The sentences with which a decision is refused; none if it is recorded."""
    about = {world.street: APPROVED} if about is None else about
    try:
        procedures.record_decision(a_decision(world, **more), Resolved(about, whole), actor=clare, because=because)
    except Blocked as blocked:
        return [blocker.sentence for blocker in blocked.blockers]
    return []


# The text


def changes(world, on: date) -> dict:
    """Every way in which the text changes before it is approved, on a day."""
    olive, colin = acting(world.olive, on), acting(world.colin, on)
    street, indicator = world.street, Indicator.objects.filter(objective=world.street).first()
    for_a_reason = {"because": "More officers."}
    return {
        "title": lambda: perform(partial(street.take_from_report, title="To halve it"), actor=colin, **for_a_reason),
        "target": lambda: perform(partial(world.resolved.revise, text="6 per cent"), actor=olive, **for_a_reason),
        "new target": lambda: perform(
            Target(objective=street, text="9 per cent", resolution="resolved").add, actor=colin
        ),
        "indicator": lambda: perform(
            partial(indicator.take_from_report, text="Robberies", items=[]), actor=colin, **for_a_reason
        ),
        "note": lambda: perform(Note(objective=street, text="Subject to funds.", order=1).add, actor=colin),
        "action": lambda: perform(ActionPoint(objective=street, text="Roll-out", order=1).add, actor=colin),
    }


CHANGED = "Street crime: objective 1 changed on 5 February 2001, after it was sent to the members on 15 January 2001."


@pytest.mark.parametrize("change", ["title", "target", "new target", "indicator", "note", "action"])
def test_what_changed_after_it_was_sent_to_the_members_is_not_what_they_decided_on(world, clare, change):
    bring_to(world, "authority_approval")
    changes(world, FEB_5)[change]()
    before = fingerprint()

    assert recorded(world, clare) == [CHANGED]
    assert fingerprint() == before


def test_a_change_between_the_decision_and_its_recording_is_noticed_and_says_whose_turn_it_is(world, clare):
    bring_to(world, "authority_approval")
    changes(world, MAR_8)["target"]()
    decision = a_decision(world)
    perform(decision.record, actor=clare)

    (blocker,) = blockers(Outcome(decision=decision, objective=world.street, kind=APPROVED).record, actor=clare)

    assert blocker.sentence == (
        "Street crime: objective 1 changed on 8 March 2001, after it was sent to the members on 15 January 2001."
    )
    assert blocker.cleared_by.startswith("the chair of MPA")
    assert blocker.where == f"{world.plan.get_absolute_url()}decisions/"


@pytest.mark.parametrize("day", [JAN_22, FEB_5])
def test_what_changed_before_it_was_sent_or_that_day_is_what_they_saw(world, clare, day):
    bring_to(world, "authority_approval")
    changes(world, day)["target"]()

    assert recorded(world, clare, circulated_on=FEB_5) == []


def test_what_is_no_part_of_the_text_may_change(world, clare):
    bring_to(world, "authority_approval")
    olive = acting(world.olive, FEB_5)
    perform(partial(world.resolved.revise, review_on=MAR_31), actor=olive, because="To be looked at again.")

    assert recorded(world, clare) == []


def test_a_meeting_decides_on_the_text_of_its_day(world, clare):
    bring_to(world, "authority_approval")
    changes(world, FEB_5)["target"]()
    at_a_meeting = {"circulated_on": None, "procedure": Procedure.MEETING}
    assert recorded(world, clare, about={world.street: "noted"}, reference="MPA 9", **at_a_meeting) == []
    changes(world, MAR_8)["note"]()

    assert recorded(world, clare, **at_a_meeting) == [
        "Street crime: objective 1 changed on 8 March 2001, after the meeting of 8 February 2001."
    ]


# What stands above it


def retitled(world, on: date) -> dict:
    """Every way in which the headings change that an objective is read under, on a day."""
    street = Objective.objects.select_related("aspect__priority").get(pk=world.street.pk)
    aspect, priority, colin = street.aspect, street.aspect.priority, acting(world.colin, on)

    def moved() -> None:
        other = Priority(plan=world.plan, title="Better service", order=2)
        perform(other.add, actor=colin)
        perform(partial(aspect.move, priority=other, order=1), actor=colin, because="So.")

    return {
        "aspect": lambda: perform(partial(aspect.revise, title="Muggings", status=""), actor=colin, because="So."),
        "priority": lambda: perform(
            partial(priority.revise, title="Safe streets", scope="external"), actor=colin, because="So."
        ),
        "moved": moved,
        "label": lambda: perform(
            partial(street.renumber, number=street.number, labelled=False), actor=colin, because="So."
        ),
    }


AT_A_MEETING = {"circulated_on": None, "procedure": Procedure.MEETING}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("aspect", "Muggings: objective 1"),
        ("priority", "Street crime: objective 1"),
        ("moved", "Street crime: objective 1"),
        ("label", "Street crime: objective 1"),
    ],
)
def test_a_heading_renamed_after_the_meeting_is_not_what_the_members_decided_under(world, clare, change, named):
    bring_to(world, "authority_approval")
    retitled(world, MAR_8)[change]()
    before = fingerprint()

    (said,) = recorded(world, clare, about={Objective.objects.get(pk=world.street.pk): APPROVED}, **AT_A_MEETING)

    assert said == f"{named} changed on 8 March 2001, after the meeting of 8 February 2001."
    assert fingerprint() == before


@pytest.mark.parametrize("change", ["aspect", "priority", "moved", "label"])
def test_a_heading_renamed_by_the_day_of_the_meeting_is_what_they_decided_under(world, clare, change):
    bring_to(world, "authority_approval")
    retitled(world, FEB_8)[change]()

    assert recorded(world, clare, about={Objective.objects.get(pk=world.street.pk): APPROVED}, **AT_A_MEETING) == []


def test_what_an_objective_does_not_show_of_its_headings_may_change(world, clare):
    bring_to(world, "authority_approval")
    aspect, colin = Aspect.objects.get(title="Street crime"), acting(world.colin, MAR_8)
    perform(partial(aspect.revise, title=aspect.title, status="under_discussion"), actor=colin, because="So.")
    perform(partial(aspect.priority.revise, title=aspect.priority.title, scope="internal"), actor=colin, because="So.")
    perform(partial(Aspect.objects.get(title="Firearms").revise, title="Guns", status=""), actor=colin, because="So.")

    assert recorded(world, clare, **AT_A_MEETING) == []


def test_many_objectives_are_asked_about_in_one_query(world):
    def statements(count: int, year: str) -> int:
        objectives = many_drafts(world, count, year)
        perform_each([objective.submit for objective in objectives], actor=acting(world.olive))
        decision = a_decision(world, plan_id=None, reference=year)
        decision.plan = objectives[0].plan
        about = dict.fromkeys(Objective.objects.filter(plan=decision.plan), APPROVED)
        with CaptureQueriesContext(connection) as asked:
            procedures.record_decision(decision, Resolved(about), actor=acting(world.clare, FEB_8))
        return len([each for each in asked if "audit_auditevent" in each["sql"] and each["sql"].startswith("SELECT")])

    assert statements(3, "2002/03") == statements(12, "2003/04")


# The day


def test_a_decision_of_a_day_before_it_came_to_the_body_is_about_something_else(world, clare):
    bring_to(world, "authority_approval")

    assert recorded(world, clare, decided_on=JAN_17) == [
        "Street crime: objective 1 came before MPA on 22 January 2001, after the decision of 17 January 2001."
    ]


def test_papers_may_be_sent_before_it_comes_and_it_may_be_decided_the_same_day(world, clare):
    bring_to(world, "authority_approval")

    assert recorded(world, clare, decided_on=JAN_22) == []


def test_nothing_is_published_before_it_was_approved(world, clare):
    bring_to(world, "approved")
    too_early = "Street crime: objective 1 was approved on 8 February 2001: it cannot have been published on "

    with pytest.raises(Blocked) as refused:
        procedures.publish(world.street, actor=clare, on=date(1990, 1, 1))
    assert [each.sentence for each in refused.value.blockers] == [f"{too_early}1 January 1990."]
    assert refusal(partial(world.street.publish, published_on=FEB_5), clare) == [f"{too_early}5 February 2001."]
    procedures.publish(world.street, actor=clare, on=FEB_8)


# The order of decisions


@pytest.mark.parametrize("kind", [OutcomeKind.REFERRED_BACK, OutcomeKind.WITHDRAWN])
def test_an_older_decision_typed_later_undoes_nothing(world, clare, kind):
    bring_to(world, "approved")

    refused = recorded(world, clare, about={world.street: kind}, decided_on=JAN_30, reference="MPA 7")

    assert refused[-1] == (
        "Street crime: objective 1 is approved: only a decision of the body that approved it undoes that."
    )
    world.street.refresh_from_db()
    assert world.street.state == "approved"


def test_a_newer_one_does(world, clare):
    bring_to(world, "approved")

    assert recorded(world, clare, {world.street: "referred_back"}, decided_on=MAR_8, reference="MPA 9") == []
    world.street.refresh_from_db()
    assert world.street.state == "draft"


# The plan as a whole


@pytest.fixture
def before_the_authority(world):
    """Street crime is approved, Firearms withdrawn; the plan, with an activity, is before the Authority."""
    colin = acting(world.colin)
    activity = SustainedActivity(plan=world.plan, title="Homicide", order=1)
    perform(activity.add, actor=colin)
    perform(Target(activity=activity, text="90 per cent", resolution="resolved").add, actor=colin)
    bring_to(world, "approved")
    perform(world.guns.withdraw, actor=colin, because="It is done.")
    perform(world.plan.refer, actor=acting(world.colin, MAR_31))
    return world.plan


def approve_as_a_whole(world, clare) -> None:
    assert recorded(world, clare, about={}, whole=APPROVED, reference="the plan", circulated_on=FEB_8) == []


PLAN_CHANGED = "The plan has changed since MPA approved it on 8 February 2001."
PLAN_VOIDED = "The approval of MPA of 8 February 2001 was voided by the change of 31 March 2001."


@pytest.mark.parametrize("change", ["priority", "aspect", "new aspect", "activity", "its target", "aspect's note"])
def test_a_plan_changed_after_the_body_approved_it_is_not_approved(world, before_the_authority, clare, change):
    plan, colin = before_the_authority, acting(world.colin, MAR_31)
    approve_as_a_whole(world, clare)
    activity, firearms = plan.sustained_activities.get(), Aspect.objects.get(title="Firearms")
    priority = firearms.priority
    act = {
        "priority": partial(priority.revise, title=priority.title, scope="internal"),
        "aspect": partial(firearms.revise, title="Guns", status=""),
        "new aspect": Aspect(plan=plan, priority=priority, title="Burglary", order=3).add,
        "activity": partial(activity.revise, title="Homicide", text="It goes on."),
        "its target": partial(activity.targets.get().revise, text="95 per cent"),
        "aspect's note": Note(aspect=firearms, text="See the annex.", order=1).add,
    }[change]
    perform(act, actor=colin, because="So.", basis="Returns")

    (blocker,) = blockers(plan.approve, actor=clare)

    assert blocker.sentence == PLAN_VOIDED
    assert blocker.where == f"{plan.get_absolute_url()}decisions/"
    assert refusal(plan.approve, clare) == [PLAN_VOIDED]


def test_a_plan_whose_objective_was_put_in_other_words_is_not_approved(world, before_the_authority, clare):
    approve_as_a_whole(world, clare)
    sealed = before_the_authority.seal()
    with open_gate(), connection.cursor() as cursor:
        cursor.execute("UPDATE governance_target SET text = '50 per cent' WHERE id = %s", [world.resolved.pk])

    assert before_the_authority.seal() != sealed
    assert refusal(before_the_authority.approve, clare) == [PLAN_CHANGED]


def test_a_plan_as_the_body_saw_it_is_approved_but_not_published_before(world, before_the_authority, clare):
    plan = before_the_authority
    approve_as_a_whole(world, clare)
    assert plan.outcomes.get().seal == plan.seal() != ""
    perform(plan.approve, actor=clare)
    procedures.publish(world.street, actor=clare, on=FEB_8)

    assert refusal(plan.publish, clare, effective_on=FEB_5) == [
        "Policing and performance plan 2001/02 was approved on 8 February 2001: "
        "it cannot have been published on 5 February 2001."
    ]
    procedures.publish_plan(plan, actor=clare, on=FEB_8)


def test_what_the_same_decision_withdrew_is_no_part_of_the_plan_it_approved(world, before_the_authority, clare):
    about = {world.street: OutcomeKind.WITHDRAWN}
    assert recorded(world, clare, about, APPROVED, because="No funds.", decided_on=MAR_8, reference="MPA 9") == []

    perform(before_the_authority.approve, actor=clare)


def test_the_seal_of_a_plan_takes_as_many_queries_for_many_objectives_as_for_few(world):
    def statements(count: int, year: str) -> int:
        plan = many_drafts(world, count, year)[0].plan
        with CaptureQueriesContext(connection) as asked:
            plan.seal()
        return len(asked)

    assert statements(2, "2002/03") == statements(12, "2003/04")


def test_a_plan_is_not_approved_with_an_open_target_in_an_activity(world, before_the_authority, clare):
    plan, colin = before_the_authority, acting(world.colin)
    target = Target(activity=plan.sustained_activities.get(), text="?? per cent", resolution="placeholder")
    perform(target.add, actor=colin)
    approve_as_a_whole(world, clare)

    (blocker,) = blockers(plan.approve, actor=clare)
    assert blocker.sentence == "1 target of a sustained activity is not resolved yet: “?? per cent” of Homicide."
    assert blocker.cleared_by.startswith("the plan coordinator of MPA")
    assert blocker.where == f"{plan.get_absolute_url()}#activities"
    perform(partial(target.revise, text="8 per cent", resolution="resolved"), actor=colin, because="So.", basis="So.")
    assert recorded(world, clare, {}, APPROVED, reference="the plan again", circulated_on=FEB_8) == []
    perform(plan.approve, actor=clare)


def test_two_open_targets_in_activities_are_counted_and_named(world, before_the_authority, clare):
    plan = before_the_authority
    for text, resolution in (("?? per cent", "placeholder"), ("", "missing")):
        target = Target(activity=plan.sustained_activities.get(), text=text, resolution=resolution)
        perform(target.add, actor=acting(world.colin))
    approve_as_a_whole(world, clare)

    assert refusal(plan.approve, clare) == [
        "2 targets of sustained activities are not resolved yet: “?? per cent” of Homicide, "
        "“no target yet” of Homicide."
    ]


def in_the_plan(world) -> dict:
    """Ways in which the plan as a whole changes while Street crime stays as it is: acts of the coordinator."""
    firearms, activity = Aspect.objects.get(title="Firearms"), world.plan.sustained_activities.get()
    late = Objective(plan=world.plan, aspect=firearms, title="Late", owner=world.olive, held_by=world.tp)
    return {
        "new activity": SustainedActivity(plan=world.plan, title="Arson", order=2).add,
        "activity": partial(activity.revise, title="Homicide", text="It goes on."),
        "its target": partial(activity.targets.get().revise, text="95 per cent"),
        "aspect": partial(firearms.revise, title="Guns", status=""),
        "aspect's note": Note(aspect=firearms, text="See the annex.", order=1).add,
        "order": partial(firearms.place, order=0),
        "scope": partial(firearms.priority.revise, title=firearms.priority.title, scope="internal"),
        "new objective": late.draft,
    }


WAYS = ["new activity", "activity", "its target", "aspect", "aspect's note", "order", "scope", "new objective"]


@pytest.mark.parametrize("change", WAYS)
def test_a_plan_changed_after_the_meeting_is_not_the_plan_the_body_approved(world, before_the_authority, clare, change):
    perform(in_the_plan(world)[change], actor=acting(world.colin, MAR_8), because="So.", basis="Returns")
    before = fingerprint()

    assert recorded(world, clare, {}, APPROVED, reference="the plan", **AT_A_MEETING) == [
        "Policing and performance plan 2001/02 changed on 8 March 2001, after the meeting of 8 February 2001."
    ]
    assert fingerprint() == before


def test_a_plan_changed_after_it_was_sent_to_the_members_is_not_the_plan_they_approved(
    world, before_the_authority, clare
):
    act = in_the_plan(world)["new activity"]
    perform(act, actor=acting(world.colin, FEB_5))
    decision = a_decision(world, reference="the plan")
    perform(decision.record, actor=clare)

    (blocker,) = blockers(Outcome(decision=decision, plan=world.plan, kind=APPROVED).record, actor=clare)

    assert blocker.sentence == (
        "Policing and performance plan 2001/02 changed on 5 February 2001, "
        "after it was sent to the members on 15 January 2001."
    )
    assert blocker.cleared_by.startswith("the chair of MPA")
    assert blocker.where == f"{world.plan.get_absolute_url()}decisions/"


@pytest.mark.parametrize("change", WAYS)
def test_a_plan_changed_by_the_day_of_the_meeting_is_the_plan_it_approved(world, before_the_authority, clare, change):
    perform(in_the_plan(world)[change], actor=acting(world.colin, FEB_8), because="So.", basis="Returns")

    assert recorded(world, clare, {}, APPROVED, reference="the plan", **AT_A_MEETING) == []


def test_an_objective_withdrawn_after_the_meeting_was_in_the_plan_the_body_approved(world, before_the_authority, clare):
    late = Objective(plan=world.plan, aspect=world.aspect, number=2, title="Late", owner=world.olive, held_by=world.tp)
    perform(late.draft, actor=acting(world.colin))
    perform(late.withdraw, actor=acting(world.colin, MAR_8), because="No funds.")

    assert recorded(world, clare, {}, APPROVED, reference="the plan", **AT_A_MEETING) == [
        "Policing and performance plan 2001/02 changed on 8 March 2001, after the meeting of 8 February 2001."
    ]


def test_what_is_no_part_of_the_text_of_a_plan_may_change_after_the_meeting(world, before_the_authority, clare):
    colin, target = acting(world.colin, MAR_8), world.plan.sustained_activities.get().targets.get()
    perform(partial(target.revise, review_on=MAR_31), actor=colin, because="To be looked at again.")
    stage = world.plan.stages.get(body=world.mpa)
    perform(partial(stage.set_cut_off, until=MAR_31), actor=colin)

    assert recorded(world, clare, {}, APPROVED, reference="the plan", **AT_A_MEETING) == []


def test_an_amendment_in_preparation_is_no_part_of_the_plan_the_body_approved(world, before_the_authority, clare):
    procedures.publish(world.street, actor=clare, on=MAR_31)
    procedures.amend(world.street, actor=acting(world.colin, MAR_31), because="A new law.")

    assert recorded(world, clare, {}, APPROVED, reference="the plan", **AT_A_MEETING) == []


# The form


def filled(world, **more) -> DecisionForm:
    days = {
        f"{name}-{part}": str(getattr(day, part))
        for name, day in (("circulated_on", JAN_15), ("decided_on", FEB_8))
        for part in ("day", "month", "year")
    }
    seen = {f"seen_{world.street.pk}": str(world.street.version), "seen_plan": str(world.plan.version)}
    data = {**days, **seen, "reference": "MPA 8", **more}
    return DecisionForm(
        {name: value for name, value in data.items() if value is not None},
        plan=world.plan,
        objectives=[world.street],
        today=MAR_31,
    )


@pytest.mark.parametrize("kind", ["referred_back", "withdrawn"])
def test_what_is_referred_back_or_withdrawn_has_a_reason(world, kind):
    about_the_objective, about_the_plan = {f"outcome_{world.street.pk}": kind}, {"plan_as_a_whole": kind}

    for said in (about_the_objective, about_the_plan):
        form = filled(world, **said)
        assert form.errors == {"because": ["Give a reason for what was referred back or withdrawn."]}
        assert filled(world, **said, because="Half of what?").is_valid()


def test_what_was_approved_needs_none(world):
    assert filled(world, **{f"outcome_{world.street.pk}": "approved"}).is_valid()


def test_the_form_says_which_version_of_the_plan_was_seen(world):
    form = filled(world, plan_as_a_whole="noted")
    assert form.is_valid()
    assert form.seen() == {world.plan: world.plan.version, world.street: world.street.version}

    assert "seen_plan" in filled(world, plan_as_a_whole="noted", seen_plan=None).errors
    assert filled(world, **{f"outcome_{world.street.pk}": "approved"}, seen_plan=None).is_valid()


def test_a_decision_about_a_plan_that_has_changed_meanwhile_is_not_recorded(world, before_the_authority, clare):
    seen = {world.plan: world.plan.version - 1}
    with pytest.raises(Blocked, match="Policing and performance plan 2001/02 has changed since you opened it"):
        procedures.record_decision(a_decision(world, reference="the plan"), Resolved({}, APPROVED, seen), actor=clare)


def test_the_reason_goes_on_record(world, client, settings):
    settings.TODAY = "tests.journeys.days.on_2001_03_31"
    bring_to(world, "approved")
    client.force_login(world.clare)
    form = filled(world, **{f"outcome_{world.street.pk}": "referred_back"}, because="Half of what?", reference="MPA 9")

    answer = client.post(f"/plans/{world.plan.slug}/decisions/record/?body={world.mpa.pk}", form.data)

    world.street.refresh_from_db()
    assert (answer.status_code, world.street.state) == (302, "draft")


# Publication


def test_originals_and_amendments_are_locked_together(world, clare, monkeypatch):
    amendment = amended(world, "approved")
    locked = []
    lock = procedures.lock
    monkeypatch.setattr(
        procedures, "lock", lambda calls: (locked.append([each.subject for each in calls]), lock(calls))
    )

    procedures.publish(amendment, actor=clare, on=MAR_31)

    assert locked == [[amendment, world.street]]
    world.street.refresh_from_db()
    assert (amendment.state, world.street.state) == ("published", "superseded")
