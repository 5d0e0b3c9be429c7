"""Next year's plan begins from this year's: everything in force is carried over, and nobody guesses a target."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import AuditEvent
from governance import rollover
from governance.models import (
    ActionPoint,
    Aspect,
    Contribution,
    Note,
    Objective,
    Plan,
    Resolution,
    StatutoryIndicator,
    SustainedActivity,
    Target,
)
from tests.fingerprint import fingerprint
from tests.governance.scenes import amended, refusal
from tests.workflow.many import many_drafts
from tests.world import JAN_15, MAR_31, a_target, acting, bring_to, resolve
from workflow.blockers import Blocked
from workflow.gate import blockers, perform
from workflow.sentences import sentence

TODAY = "tests.journeys.days.on_2001_03_31"


@pytest.fixture
def rolled(world):
    """2001/02 with one of everything in it, and the plan of 2002/03 that Colin started from it."""
    colin = acting(world.colin)
    bvpi = StatutoryIndicator(plan=world.plan, financial_year="2001/02", number=127, limb="a", text="Robberies")
    unused = StatutoryIndicator(plan=world.plan, financial_year="2001/02", number=23, text="Reporting")
    terrorism = SustainedActivity(plan=world.plan, title="Terrorism", order=1, text="It goes on.")
    for thing in (bvpi, unused, terrorism, Note(aspect=world.aspect, text="See annex A.", order=1)):
        perform(thing.add, actor=colin)
    indicator = world.street.indicators.first()
    for contribution in (
        Contribution(plan=world.plan, statutory=bvpi, aspect=world.aspect),
        Contribution(plan=world.plan, statutory=bvpi, indicator=indicator, objective=world.street),
        Note(objective=world.street, text="As counted in December.", order=1),
        ActionPoint(objective=world.street, text="Patrols", due="2001-09", order=1),
        Target(activity=terrorism, text="All exercises held", resolution=Resolution.RESOLVED),
    ):
        perform(contribution.add, actor=colin)
    a_target(
        world.guns,
        "Target setting inappropriate",
        "Knives seized",
        by=colin,
        resolution=Resolution.DELIBERATELY_NOT_SET,
        explanation="More seizures may mean more knives.",
    )
    return rollover.roll_over(world.plan, actor=colin)


def test_the_new_plan_begins_as_a_draft_of_the_next_year_and_knows_which_it_carries_on(world, rolled):
    assert (rolled.financial_year, rolled.title, rolled.state) == ("2002/03", world.plan.title, "draft")
    assert (rolled.follows, rolled.body) == (world.plan, world.mpa)


def test_everything_in_force_stands_in_it_under_its_heading_and_knows_what_it_was_made_from(world, rolled):
    street = rolled.objectives.get(aspect__title="Street crime")

    assert [each.title for each in rolled.priorities.all()] == ["Safer streets"]
    assert [each.title for each in rolled.aspects.all()] == ["Street crime", "Firearms"]
    assert street.continues == world.street
    assert street.aspect.continues == world.aspect
    assert street.aspect.priority.continues == world.aspect.priority
    assert [(each.text, each.continues.objective) for each in street.indicators.all()] == [
        ("Recorded street crimes", world.street),
        ("Offences cleared up", world.street),
    ]
    assert {each.target.objective for each in street.indicators.all()} == {street}
    assert [each.text for each in street.notes.all()] == ["As counted in December."]
    assert [(each.text, each.due) for each in street.action_points.all()] == [("Patrols", "2001-09")]
    assert [each.text for each in street.aspect.notes.all()] == ["See annex A."]
    assert [(each.title, each.text) for each in rolled.sustained_activities.all()] == [("Terrorism", "It goes on.")]


def test_an_objective_begins_again_as_a_draft_with_its_owner_whatever_it_had_become(world):
    bring_to(world, "published")

    new = rollover.roll_over(world.plan, actor=acting(world.colin, MAR_31))

    street = new.objectives.get(aspect__title="Street crime")
    assert (street.state, street.round, street.published_on) == ("draft", 0, None)
    assert (street.owner, street.held_by) == (world.olive, world.tp)
    assert (street.number, street.title) == (1, "To reduce street crime")


def test_an_owner_who_holds_the_office_no_longer_is_not_carried_over_and_the_group_is(world):
    office = world.olive.appointments.get()
    perform(office.dismiss, actor=acting(world.anna), last_day=date(2001, 1, 14))

    new = rollover.roll_over(world.plan, actor=acting(world.colin, JAN_15))

    owners = {each.aspect.title: (each.owner, each.held_by) for each in new.objectives.all()}
    assert owners == {"Street crime": (None, world.tp), "Firearms": (world.omar, world.so)}


def test_what_was_withdrawn_or_superseded_stays_behind_and_a_published_amendment_is_carried_over(world):
    perform(world.guns.withdraw, actor=acting(world.colin), because="It is done.")
    amendment = amended(world, "published")

    new = rollover.roll_over(world.plan, actor=acting(world.colin, MAR_31))

    assert [each.continues for each in new.objectives.all()] == [amendment]


def test_nobody_guesses_a_target(world, rolled):
    """Resolved ones become provisional as written, closed ones come under development, open ones stay open."""
    targets = {each.text: each for each in Target.objects.filter(continues__isnull=False)}

    assert {text: each.resolution for text, each in targets.items()} == {
        "Reduce by 5 per cent": "provisional",
        "?? per cent": "placeholder",
        "200 firearms": "provisional",
        "Target setting inappropriate": "under_development",
        "All exercises held": "provisional",
    }
    assert targets["Reduce by 5 per cent"].numbers == ["5"]
    assert targets["Target setting inappropriate"].explanation == "More seizures may mean more knives."
    assert {text: each.source for text, each in targets.items()} == {
        "Reduce by 5 per cent": "2001/02, Street crime: objective 1, where it was resolved",
        "?? per cent": "2001/02, Street crime: objective 1, where it was placeholder",
        "200 firearms": "2001/02, Firearms: objective 1, where it was resolved",
        "Target setting inappropriate": "2001/02, Firearms: objective 1, where it was deliberately not set",
        "All exercises held": "2001/02, Terrorism, where it was resolved",
    }


def test_the_statutory_indicators_that_something_contributes_to_are_entered_for_the_new_year(rolled):
    """Keyed by year, number and limb: the others belong to the set of the year before (LGA 1999 s.4)."""
    (bvpi,) = rolled.statutory_indicators.all()

    assert (bvpi.financial_year, bvpi.number, bvpi.limb, bvpi.text) == ("2002/03", 127, "a", "Robberies")
    assert {(each.statutory, each.aspect, each.objective) for each in rolled.contributions.all()} == {
        (bvpi, rolled.aspects.get(title="Street crime"), None),
        (bvpi, None, rolled.objectives.get(aspect__title="Street crime")),
    }


def test_the_route_comes_a_year_later_and_a_review_is_not_opened_before_its_dates_are_checked(world, rolled):
    stages = list(rolled.stages.all())
    assert [(each.body.short_name, each.opens_on, each.closes_on) for each in stages] == [
        ("Workshop", date(2002, 1, 15), date(2002, 1, 17)),
        ("FPBV", date(2002, 1, 17), date(2002, 1, 22)),
        ("MPA", date(2002, 1, 22), date(2002, 3, 8)),
    ]
    colin = acting(world.colin)
    assert refusal(rolled.open_review, colin) == [
        "The dates of Workshop review by Workshop, Committee comment by FPBV, Authority approval by MPA were carried "
        "over from the year before, and nobody has checked them yet."
    ]

    for stage in stages:  # two are right as they are
        perform(stage.revise, actor=colin, opens_on=stage.opens_on, closes_on=stage.closes_on, required=True)

    assert blockers(Plan.objects.get(pk=rolled.pk).open_review, actor=colin) == []


def test_only_leap_years_have_a_twenty_ninth_of_february():
    assert rollover.a_year_on(date(2000, 2, 29)) == date(2001, 2, 28)
    assert rollover.a_year_on(date(1999, 2, 28)) == date(2000, 2, 28)


def test_its_lines_are_one_act_in_the_book_of_the_new_plan_and_say_where_things_come_from(world, rolled):
    lines = list(AuditEvent.objects.filter(plan_id=str(rolled.pk)).with_words().order_by("seq"))

    assert len({line.act_id for line in lines}) == 1
    assert {line.book for line in lines} == {f"plan-{rolled.pk}"}
    assert sentence(lines[0]) == (
        "Colin Reyes started Policing and performance plan 2002/03 from the plan of the year before."
    )
    assert {line.because for line in lines[1:]} == {"Carried over from Policing and performance plan 2001/02"}
    drafted = next(line for line in lines if line.action == "objective.drafted")
    assert drafted.changes["continues"] == [None, drafted.changes["continues"][1]]
    assert drafted.changes["continues"][1] is not None


def test_nothing_changes_in_the_plan_of_the_year_before(world):
    before = fingerprint_of(world.plan)

    rollover.roll_over(world.plan, actor=acting(world.colin))

    assert fingerprint_of(world.plan) == before


def fingerprint_of(plan):
    return [
        list(model.objects.filter(**of).order_by("pk").values())
        for model, of in [
            (Plan, {"pk": plan.pk}),
            (Aspect, {"plan": plan}),
            (Objective, {"plan": plan}),
            (Target, {"objective__plan": plan}),
        ]
    ]


def test_only_who_sets_up_plans_starts_one(world):
    before = fingerprint()

    for person in (world.olive, world.clare, world.charles, world.anna, world.sue, world.walter):
        with pytest.raises(Blocked) as refused:
            rollover.roll_over(world.plan, actor=acting(person))
        assert [each.sentence for each in refused.value.blockers] == [
            "Your role does not let you start Policing and performance plan 2002/03 from the year before."
        ]

    assert fingerprint() == before


def test_a_second_plan_of_that_year_is_refused_and_nothing_of_it_stays(world, rolled):
    before = fingerprint()

    with pytest.raises(Blocked) as refused:
        rollover.roll_over(world.plan, actor=acting(world.colin))

    assert [each.sentence for each in refused.value.blockers] == [
        "Metropolitan Police Authority has a plan for 2002/03 already: Policing and performance plan 2002/03."
    ]
    assert fingerprint() == before


def test_a_year_that_does_not_follow_is_refused(world):
    later = Plan(body=world.mpa, title="Plan", financial_year="2004/05", follows=world.plan)
    elsewhere = Plan(body=world.fpbv, title="Plan", financial_year="2002/03", follows=world.plan)
    empty = Plan(body=world.mpa, title="Plan", financial_year="2002/03", follows=world.plan)

    assert refusal(later.roll_over, acting(world.colin)) == ["2004/05 does not follow 2001/02: 2002/03 does."]
    assert "A plan carries on a plan of the same body." in refusal(elsewhere.roll_over, acting(world.colin))
    assert refusal(empty.set_up, acting(world.colin)) == ["A plan that is set up empty carries on no other."]


def test_nothing_is_made_to_continue_what_stands_in_some_other_plan(world):
    (elsewhere,) = many_drafts(world, 1, year="2005/06", targets=False)
    taken = Objective(plan=world.plan, aspect=world.aspect, number=7, title="To end it", continues=elsewhere)

    assert refusal(taken.draft, acting(world.colin)) == [
        "What is carried on comes from the same plan or from the plan of the year before."
    ]


def test_it_takes_as_many_statements_for_sixty_objectives_as_for_six(world):
    statements = []
    for year, count in (("2003/04", 6), ("2005/06", 60)):
        many = many_drafts(world, count, year=year)
        with CaptureQueriesContext(connection) as queries:
            new = rollover.roll_over(many[0].plan, actor=acting(world.colin))
        assert new.objectives.count() == count
        statements.append(len(queries))

    assert statements[0] == statements[1]
    assert statements[0] <= 260


# In the browser


@pytest.fixture
def colin(client, world, settings):
    settings.TODAY = TODAY
    client.force_login(world.colin)
    return client


def words(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode()).replace("&#x27;", "'")
    return " ".join(text.split())


def test_the_coordinator_reads_what_will_be_carried_over_and_then_starts_it(world, colin):
    resolve(world)
    perform(world.olive.appointments.get().dismiss, actor=acting(world.anna, MAR_31), last_day=date(2001, 3, 30))
    address = f"/plans/{world.plan.slug}/roll-over/"
    assert "Start 2002/03 from 2001/02" in words(colin.get(world.plan.get_absolute_url()))

    page = words(colin.get(address))

    for told in [
        "Policing and performance plan 2002/03 begins as a draft: nobody reads it but those who prepare it.",
        "It carries over 1 priority, 2 aspects, 2 objectives and 3 indicators, with their notes and action points.",
        "3 resolved targets become provisional, with the text as written: nobody guesses a figure for 2002/03.",
        "Olive Grant is no longer an objective owner of TP: 1 objective has no owner then.",
        "The route has 3 stages, with dates one year on: they are to be checked before its review is opened.",
        "Policing and performance plan 2001/02 is still in review: what changes in it from now on is not carried over.",
        "What bodies said, comments and approvals stay with 2001/02.",
    ]:
        assert told in page

    answer = colin.post(address, {"title": "Policing plan", "because": "", "seen": world.plan.version}, follow=True)

    new = Plan.objects.get(financial_year="2002/03")
    assert new.title == "Policing plan"
    assert answer.redirect_chain[-1][0] == new.get_absolute_url()
    assert "You started Policing plan 2002/03 from 2001/02." in words(answer)
    assert "To be checked" in words(answer)
    again = colin.get(address)
    assert "has a plan for 2002/03 already" in words(again)


def test_a_second_attempt_comes_back_with_the_reason_and_with_what_was_typed(world, colin):
    rollover.roll_over(world.plan, actor=acting(world.colin, MAR_31))

    answer = colin.post(
        f"/plans/{world.plan.slug}/roll-over/", {"title": "Typed by hand", "because": "x", "seen": world.plan.version}
    )

    assert answer.status_code == 409
    assert "has a plan for 2002/03 already" in words(answer)
    assert "Typed by hand" in answer.content.decode()


def test_who_may_not_is_told_so_and_not_what_is_in_preparation(world, client, settings):
    settings.TODAY = TODAY
    rollover.roll_over(world.plan, actor=acting(world.colin, MAR_31))
    client.force_login(world.olive)

    page = words(client.get(f"/plans/{world.plan.slug}/roll-over/"))

    assert "Your role does not let you start Policing and performance plan 2002/03 from the year before." in page
    assert "already" not in page
