"""What readiness reads of a plan: from the rows of today and from the ledger, and what people are told by command."""

import json
from datetime import date, timedelta
from functools import partial

import pytest
from django.core.management import CommandError, call_command

from governance import procedures
from governance.as_at import at_the_end_of
from governance.models import Comment, Plan, Resolution, SustainedActivity, Target
from governance.models.outcome import OutcomeKind
from governance.readiness import WhatIf, as_it_stands, as_it_stood, readiness
from governance.roles import RoleName
from tests.clock import recorded_on
from tests.fingerprint import fingerprint
from tests.governance.scenes import a_plan, consult
from tests.world import (
    FEB_8,
    JAN_15,
    JAN_17,
    JAN_22,
    MAR_8,
    MAR_31,
    a_target,
    acting,
    an_objective,
    appoint,
    bring_to,
    comment_on,
    resolve,
    say,
    submit,
)
from workflow.gate import perform


def asked(world, on=JAN_22, meeting_on=FEB_8, **more):
    """What the chair is told on a day."""
    return readiness(as_it_stands(world.plan, world.acting(world.charles, on)), meeting_on, **more)


def told(found):
    """Name -> verdict and deciding sentence."""
    return {each.name: (str(each.verdict), each.sentence) for each in found.answer.findings}


def of(found, thing):
    """What is said of an objective."""
    return next(each for each in found.answer.objectives if each.item.key == thing.pk)


def sentences(finding):
    return [reason.sentence for reason in finding.reasons]


# What is read


def test_each_objective_is_told_with_its_targets_and_whatever_stands_in_its_way(world):
    found = asked(world, on=JAN_15)

    assert told(found) == {
        "Street crime: objective 1": (
            "likely",
            "FPBV speaks by 22 January 2001, 11 days before the papers must go out.",
        ),
        "“Reduce by 5 per cent” of Street crime: objective 1": ("resolved", "It is resolved."),
        "“?? per cent” of Street crime: objective 1": (
            "likely",
            "Olive Grant has resolved no target before: we allow 14 days, and 18 are left.",
        ),
        "Firearms: objective 1": ("likely", "FPBV speaks by 22 January 2001, 11 days before the papers must go out."),
        "“200 firearms” of Firearms: objective 1": ("resolved", "It is resolved."),
    }
    assert sentences(of(found, world.street)) == [
        "FPBV speaks by 22 January 2001, 11 days before the papers must go out.",
        "Workshop speaks by 17 January 2001, 16 days before the papers must go out.",
        "It is a draft: Olive Grant has to submit it; 18 days are left.",
        "“?? per cent”: Olive Grant has resolved no target before: we allow 14 days, and 18 are left.",
    ]
    assert of(found, world.street).reasons[0].cleared_by == "the clerk of FPBV (Ken Marsh)"
    assert found.answer.horizon.papers_on == date(2001, 2, 2)


def test_how_long_an_owner_took_is_the_median_of_what_the_ledger_tells_of_them(world):
    colin = acting(world.colin)
    for count, text in [(2, "?"), (9, "??"), (5, "X")]:
        target = a_target(world.street, f"{text} per cent", f"Rate {text}", by=colin, resolution="placeholder")
        resolve(world, target, text=f"{count} per cent", on=JAN_15 + timedelta(days=count))
    left = a_target(world.guns, "?? guns", "Guns", by=colin, resolution="placeholder")

    found = told(asked(world))

    assert found["“?? per cent” of Street crime: objective 1"] == (
        "likely",
        "Olive Grant took 5 days to resolve a target before, and 11 are left.",
    )
    assert found[f"“{left.text}” of Firearms: objective 1"] == (
        "at_risk",
        "Omar Siddiq has resolved no target before: we allow 14 days, and 11 are left.",
    ), "what Olive did says nothing of Omar"


def test_the_plan_of_another_year_tells_how_fast_an_owner_is_and_that_of_another_body_does_not(world):
    next_year = a_plan(world)
    heading = type(world.aspect.priority)(plan=next_year, title="Safer streets", order=1)
    perform(heading.add, actor=acting(world.colin))
    aspect = type(world.aspect)(plan=next_year, priority=heading, title="Street crime", order=1)
    perform(aspect.add, actor=acting(world.colin))
    objective = an_objective(aspect, 1, "To go on", world.olive, world.tp, by=acting(world.colin))
    resolve(world, a_target(objective, "X", "Rate", by=acting(world.colin), resolution="placeholder"), on=JAN_22)

    assert told(asked(world))["“?? per cent” of Street crime: objective 1"][1] == (
        "Olive Grant took 7 days to resolve a target before, and 11 are left."
    )
    assert asked(world).burn_down.now == 1, "the targets of that plan are not counted in this"


def test_a_body_that_has_spoken_is_waited_for_no_longer_and_comments_are(world):
    bring_to(world, "workshop_review")
    comment_on(world)
    say(world, world.workshop, OutcomeKind.DISCUSSED, world.clare, JAN_17, "workshop 1")

    found = of(asked(world, on=JAN_17), world.street)

    assert sentences(found) == [
        "FPBV speaks by 22 January 2001, 11 days before the papers must go out.",
        "1 comment waits for an answer; 16 days are left.",
        "It waits to be moved on from “Workshop review”; 16 days are left.",
    ]
    assert [reason.cleared_by for reason in found.reasons[1:]] == ["Olive Grant", "the clerk of Workshop (Clare Hobbs)"]


def test_what_is_before_the_authority_with_every_target_resolved_is_ready(world):
    bring_to(world, "authority_approval")
    assert told(asked(world))["Street crime: objective 1"] == (
        "resolved",
        "It is before MPA, and every target is resolved.",
    )


def test_what_has_left_the_plan_and_an_amendment_not_yet_in_it_are_not_judged(world):
    bring_to(world, "published")
    amendment = procedures.amend(world.street, actor=acting(world.colin, MAR_31), because="A new figure.")
    a_target(amendment, "?? per cent", "Rate", by=acting(world.colin, MAR_31), resolution="placeholder")
    perform(world.guns.withdraw, actor=acting(world.colin, MAR_31), because="It is done.")

    found = asked(world, on=MAR_31)

    assert [each.item.key for each in found.answer.objectives] == [world.street.pk]
    assert found.burn_down.now == 0


def test_an_indicator_without_a_target_and_targets_written_alike_are_named_by_what_they_show(world):
    colin = acting(world.colin)
    a_target(world.guns, "", "Guns seized", by=colin, resolution="missing")
    a_target(world.guns, "Under development", "Knives seized", by=colin, resolution="under_development")
    a_target(world.guns, "Under development", "Raids", by=colin, resolution="under_development")

    assert [each.name for each in asked(world).answer.unresolved] == [
        "“?? per cent” of Street crime: objective 1",
        "The missing target for “Guns seized” of Firearms: objective 1",
        "“Under development” for “Knives seized” of Firearms: objective 1",
        "“Under development” for “Raids” of Firearms: objective 1",
    ]


def test_targets_of_sustained_activities_are_judged_as_well(world):
    homicide(world)
    found = asked(world)
    assert told(found)["“Under development” of Homicide"] == (
        "at_risk",
        "Nobody has resolved a target of a sustained activity before: we allow 14 days, and 11 are left.",
    )
    assert found.answer.unresolved[-1].reasons[0].cleared_by == "the plan coordinator of MPA (Colin Reyes)"


def homicide(world):
    """A sustained activity with an open target."""
    activity = SustainedActivity(plan=world.plan, title="Homicide", order=1)
    perform(activity.add, actor=acting(world.colin))
    target = Target(activity=activity, text="Under development", resolution=Resolution.UNDER_DEVELOPMENT)
    perform(target.add, actor=acting(world.colin))
    return target


def test_a_consultation_holds_up_the_target_it_is_about_and_the_plan_if_that_was_sent_round(world):
    says_so = a_target(
        world.guns, "5 raids [subject to consultation]", "Raids", by=acting(world.colin), resolution="provisional"
    )
    consult(world, target=world.undecided)
    consult(world, world.plan, party="the Home Office", due_on=JAN_22)

    found = told(asked(world, on=JAN_15))

    late = (
        "the Prison Service has been consulted and has not answered: its answer is due on 8 February 2001, after the "
        "papers must go out."
    )
    assert found["“?? per cent” of Street crime: objective 1"] == ("cannot", late)
    assert found["Street crime: objective 1"] == ("cannot", late)
    assert found[f"“{says_so.text}” of Firearms: objective 1"] == (
        "at_risk",
        "It is subject to a consultation, and nobody has been asked.",
    )
    assert found["Policing and performance plan 2001/02"] == (
        "likely",
        "the Home Office has been consulted and has not answered: its answer is due on 22 January 2001.",
    )


@pytest.mark.parametrize("thing", ["plan", "aspect"])
def test_a_comment_on_what_nobody_owns_waits_for_the_coordinator(world, thing):
    """The plan does not go before the Authority over it."""
    submit(world)
    about = {"plan": {"plan_as_a_whole": world.plan}, "aspect": {"aspect": world.aspect}}[thing]
    comment = Comment(stage="workshop_review", body=world.workshop, author=world.mira, text="Too long.", **about)
    with recorded_on(JAN_17):
        perform(comment.make, actor=acting(world.mira, JAN_17))
    chair = acting(world.charles, JAN_22)
    then = readiness(as_it_stood(world.plan, at_the_end_of(JAN_17), chair), FEB_8)

    for found, left in ((asked(world), 11), (then, 16)):
        whole = next(each for each in found.answer.findings if each.item.kind == "plan")
        assert whole.sentence == f"1 comment waits for an answer; {left} days are left."
        assert whole.reasons[0].cleared_by == "the plan coordinator of MPA (Colin Reyes)"

    perform(
        partial(comment.give_answer, disposition="noted", answer="It has been cut."), actor=acting(world.colin, JAN_22)
    )
    world.plan = Plan.objects.get(pk=world.plan.pk)
    assert not [each for each in asked(world).answer.findings if each.item.kind == "plan"]


# The way to zero


def steps(found):
    return [(step.on, step.more, step.unresolved) for step in found.burn_down.steps]


def test_the_line_follows_what_the_ledger_tells_day_by_day(world):
    colin = acting(world.colin, JAN_17)
    later = a_target(world.guns, "?? guns", "Guns", by=colin, resolution="placeholder")
    resolve(world, on=JAN_22)

    found = asked(world)

    assert steps(found) == [(JAN_15, 1, 1), (JAN_17, 1, 2), (JAN_22, -1, 1)]
    assert found.burn_down.in_words == (
        "On 22 January 2001 1 target is unresolved. The count began on 15 January 2001 with 1; the most were 2. To "
        "reach zero by 2 February 2001, 1 must be resolved in 11 days."
    )
    assert later.is_open


def test_an_objective_that_leaves_the_plan_takes_its_targets_with_it(world):
    perform(world.street.withdraw, actor=acting(world.colin, JAN_17), because="It is somebody else's.")
    assert steps(asked(world)) == [(JAN_15, 1, 1), (JAN_17, -1, 0)]


def test_the_line_ends_with_what_is_unresolved_in_the_plan_whatever_happened(world):
    homicide(world)
    submit(world)
    resolve(world, on=JAN_17)
    a_target(world.street, "X per cent", "Rate", by=acting(world.colin, JAN_17), resolution="provisional")
    perform(world.guns.withdraw, actor=acting(world.colin, JAN_17), because="It is done.")

    found = asked(world)

    assert found.burn_down.now == len(found.answer.unresolved) == 2


# What if


def test_what_if_is_told_beside_how_it_is_and_changes_nothing(world):
    before = fingerprint()
    fpbv = next(stage.pk for stage in world.plan.stages.all() if stage.body_id == world.fpbv.pk)

    def gained(**what_if):
        soon = asked(world, on=JAN_15, meeting_on=date(2001, 1, 25), what_if=WhatIf(**what_if))
        assert {str(each.verdict) for each in soon.answer.objectives} == {"cannot"}
        return soon.difference.in_words

    assert gained(with_conditions=True) == "It would change nothing about which objectives can be ready."
    assert gained(skipped=frozenset({fpbv})) == (
        "1 more objective would be ready or likely to be: Firearms: objective 1."
    )
    assert gained(skipped=frozenset({fpbv}), with_conditions=True) == (
        "2 more objectives would be ready or likely to be: Street crime: objective 1, Firearms: objective 1."
    )
    assert fingerprint() == before


def test_a_meeting_on_another_day_is_told_beside_the_real_one(world):
    found = asked(world, meeting_on=JAN_22, moved_to=MAR_8)

    assert found.answer.headline.startswith("Metropolitan Police Authority cannot approve on 22 January 2001")
    assert found.supposed.headline.startswith(
        "Metropolitan Police Authority may not be able to approve on 8 March 2001"
    )
    assert found.difference.in_words == "It would change nothing about which objectives can be ready."


def test_conditions_name_who_has_to_meet_them_before_the_year_begins(world):
    found = asked(world, what_if=WhatIf(with_conditions=True))
    assert [(each.name, each.owner, each.due_on) for each in found.conditions] == [
        ("“?? per cent” of Street crime: objective 1", "Olive Grant", MAR_31)
    ]


# By command


def run(capsys, *more):
    call_command("readiness", "--plan", "2001/02", "--meeting", "2001-02-08", "--as-at", "2001-01-15", *more)
    return capsys.readouterr().out


def test_the_command_tells_the_same(world, capsys):
    said = run(capsys)
    assert said.startswith(
        "Metropolitan Police Authority can probably approve on 8 February 2001: 2 of 2 objectives are likely to be "
    )
    assert (
        "“?? per cent” of Street crime: objective 1: Olive Grant has resolved no target before: we allow 14 days, and "
        "18 are left. (Olive Grant)"
    ) in said


def test_the_command_says_it_in_json_and_the_same_each_time(world, capsys):
    first, second = run(capsys, "--json"), run(capsys, "--json")
    found = json.loads(first)

    assert first == second
    assert (found["verdict"], found["papers_on"], found["as_at"]) == ("likely", "2001-02-02", "2001-01-15")
    assert found["counts"]["likely"] == {"objectives": 2, "targets": 1}
    assert [each["resolution"] for each in found["findings"] if each["kind"] == "target"] == [
        "resolved", "placeholder", "resolved"
    ]  # fmt: skip


def test_the_command_says_what_it_misses(world, capsys):
    with pytest.raises(CommandError, match=r"There is no plan for 1999/00\."):
        call_command("readiness", "--plan", "1999/00")
    a_plan(world)
    call_command("readiness", "--plan", "2002/03", "--body", "MPA")
    assert "has nothing to approve on 8 March 2001" in capsys.readouterr().out


# As at


def at(world, day, meeting_on=FEB_8):
    return readiness(as_it_stood(world.plan, at_the_end_of(day), world.acting(world.charles, MAR_31)), meeting_on)


def test_as_at_a_day_it_tells_what_was_told_on_that_day(world):
    with recorded_on(JAN_17):
        submit(world, JAN_17)
        comment_on(world)
        homicide(world)
        a_target(world.guns, "X guns", "Guns", by=acting(world.colin, JAN_17), resolution="provisional")
    world.plan.refresh_from_db()
    on_that_day = asked(world, on=JAN_17)
    with recorded_on(JAN_22):
        resolve(world, on=JAN_22)
        perform(world.guns.withdraw, actor=acting(world.colin, JAN_22), because="It is done.")
        appoint(world.walter, world.mpa, RoleName.COORDINATOR, by=acting(world.anna), starts_on=JAN_15)

    then = at(world, JAN_17)

    assert then.answer.as_json() == on_that_day.answer.as_json()
    assert then.burn_down == on_that_day.burn_down
    assert [each.name for each in at(world, JAN_22).answer.unresolved] == ["“Under development” of Homicide"]


def test_how_fast_somebody_was_later_is_not_known_earlier(world):
    with recorded_on(JAN_17):
        resolve(world, a_target(world.street, "X", "Rate", by=acting(world.colin), resolution="missing"), on=JAN_17)
    assert "has resolved no target before" in told(at(world, JAN_15))["“?? per cent” of Street crime: objective 1"][1]
