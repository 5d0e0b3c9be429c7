"""What is different in a plan since last year: new, dropped, reworded, targets, and what is as it was."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance import procedures, rollover
from governance.changed_since import change_of_figure
from governance.models import ActionPoint, Body, Note, Resolution, Stage, StageKind, Target
from governance.since_last_year import since_last_year
from tests.governance.scenes import carry, somebody_elsewhere
from tests.workflow.many import many_drafts
from tests.world import MAR_31, a_target, acting, an_objective
from workflow.gate import perform, perform_each

PER_CENT = {"unit": "per cent", "form": "percentage_change"}


@pytest.fixture
def rolled(world):
    """2002/03 as it was started from 2001/02: nobody has changed anything yet."""
    perform(
        world.resolved.revise, actor=acting(world.olive), because="As the paper says.", basis="Report 3", **PER_CENT
    )
    for part in (Note(text="See annex A.", order=1), ActionPoint(text="More patrols", order=1)):
        part.objective = world.street
        perform(part.add, actor=acting(world.colin))
    return rollover.roll_over(world.plan, actor=acting(world.colin))


def found(world, plan, person=None):
    return since_last_year(plan, world.plan, acting(person or world.colin))


def objective(plan, aspect="Street crime"):
    return plan.objectives.get(aspect__title=aspect)


def told_of(difference, thing):
    """The changes of one objective, as label, old, new."""
    (own,) = [each for each in everything(difference) if each.thing == thing]
    return [(change.label, change.old, change.new) for change in own.changes]


def everything(difference):
    return [each for priority in difference.priorities for aspect in priority.under for each in aspect.under]


def revised(world, plan, text, because="The boroughs have reported.", **values):
    target = objective(plan).targets.get(text="Reduce by 5 per cent")
    perform(
        target.revise,
        actor=acting(world.olive),
        because=because,
        basis="Returns",
        text=text,
        resolution=Resolution.RESOLVED,
        **values,
    )


def test_right_after_it_was_started_nothing_is_different(world, rolled):
    difference = found(world, rolled)

    assert difference.counts == {"new": 0, "dropped": 0, "changed": 0, "untouched": 2, "targets": 0}
    assert [[len(aspect.folded) for aspect in priority.under] for priority in difference.priorities] == [[1, 1]]


def test_a_target_that_is_confirmed_as_it_was_is_untouched(world, rolled):
    revised(world, rolled, "Reduce by 5 per cent")

    assert found(world, rolled).counts["untouched"] == 2


def test_a_target_with_another_figure_is_told_with_the_change_of_the_figure(world, rolled):
    revised(world, rolled, "Reduce by 8 per cent", numbers=["8"])

    (own,) = [each for each in everything(found(world, rolled)) if each.kind == "changed"]
    (change,) = own.changes
    assert (change.label, change.old, change.new) == (
        "Target of “Recorded street crimes”",
        "Reduce by 5 per cent",
        "Reduce by 8 per cent",
    )
    assert (change.figure, change.was, change.now) == ("+3 points", "resolved", "resolved")
    assert found(world, rolled).counts["targets"] == 1


def test_a_figure_is_compared_only_with_one_of_the_same_kind_and_unit():
    def between(old, new, unit="per cent", other_unit=None, form="percentage_change"):
        before = Target(numbers=old, unit=unit, form="percentage_change")
        return change_of_figure(before, Target(numbers=new, unit=other_unit or unit, form=form))

    assert between(["5"], ["8"]) == "+3 points"
    assert between(["5"], ["4"]) == "−1 point"
    assert between(["200"], ["1,5"], "firearms") == ""
    assert between(["1200"], ["2450.5"], "firearms") == "+1,250.5 firearms"
    assert between(["5"], ["5"]) == between(["5"], []) == between(["5"], ["6", "7"]) == ""
    assert between(["5"], ["6"], "") == between(["5"], ["6"], "days", "hours") == ""
    assert between(["5"], ["6"], form="ratio") == ""


def test_words_that_changed_are_told_and_so_are_parts_that_came_and_went(world, rolled):
    olive, street = acting(world.olive), objective(rolled)
    perform(street.revise, actor=olive, title="To reduce street robbery")
    a_target(street, "All by March", "Stations visited", by=acting(world.colin))
    note = Note(objective=street, text="As agreed with the boroughs.", order=2)
    perform(note.add, actor=acting(world.colin))

    assert told_of(found(world, rolled), street) == [
        ("Objective", "To reduce street crime", "To reduce street robbery"),
        ("Indicator", "", "Stations visited"),
        ("Target of “Stations visited”", "", "All by March"),
        ("Note", "", "As agreed with the boroughs."),
    ]


def test_new_and_dropped_objectives_stand_under_their_aspects(world, rolled):
    colin = acting(world.colin)
    fresh = an_objective(objective(rolled).aspect, 2, "To light the streets", world.olive, world.tp, by=colin)
    perform(objective(rolled, "Firearms").withdraw, actor=colin, because="It is done.")

    difference = found(world, rolled)

    kinds = {aspect.thing.title: [(each.thing, each.kind) for each in aspect.told] for aspect in aspects(difference)}
    assert kinds == {"Street crime": [(fresh, "new")], "Firearms": [(world.guns, "dropped")]}
    assert difference.counts == {"new": 1, "dropped": 1, "changed": 0, "untouched": 1, "targets": 0}


def aspects(difference):
    return [aspect for priority in difference.priorities for aspect in priority.under]


def test_an_aspect_under_another_title_is_told_once_and_not_again_with_its_objectives(world, rolled):
    street = objective(rolled)
    perform(street.aspect.revise, actor=acting(world.colin), title="Robbery", status="")

    difference = found(world, rolled)

    (renamed,) = [aspect for aspect in aspects(difference) if aspect.kind == "changed"]
    assert [(change.label, change.old, change.new) for change in renamed.changes] == [
        ("Title", "Street crime", "Robbery")
    ]
    assert difference.counts["untouched"] == 2


def test_an_amendment_of_this_year_goes_back_to_what_its_text_went_back_to(world, rolled):
    colin = acting(world.colin, MAR_31)
    for stage in rolled.stages.all():
        perform(stage.revise, actor=colin, opens_on=MAR_31, closes_on=MAR_31, required=stage.required)
    perform(rolled.open_review, actor=colin)
    street = objective(rolled)
    for target in street.targets.all():
        perform(
            target.revise,
            actor=acting(world.olive),
            because="So.",
            basis="Returns",
            text="2 per cent",
            resolution=Resolution.RESOLVED,
        )
    world.plan = rolled
    carry(world, street, "published")
    amendment = procedures.amend(street, actor=colin, because="A new law.")

    assert amendment.continues == world.street
    assert {each.continues.objective for each in amendment.indicators.all()} == {world.street}


# In the browser


def words(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.split())


def test_the_page_marks_what_is_different_and_folds_what_is_not(world, rolled, client):
    revised(world, rolled, "Reduce by 8 per cent", numbers=["8"])
    client.force_login(world.olive)

    page = words(client.get(f"/plans/{rolled.slug}/since-last-year/"))

    assert "What is different since 2001/02" in page
    assert "Street crime: objective 1 Changed" in page
    assert "Target of “Recorded street crimes”: Reduce by [removed: 5 ] [added: 8 ] per cent" in page
    assert "+3 points" in page
    assert "1 objective is as it was" in page
    assert "What is different since 2001/02" in words(client.get(rolled.get_absolute_url()))


def test_the_page_of_an_objective_says_what_it_continues(world, rolled, client):
    client.force_login(world.olive)
    street, guns = objective(rolled), objective(rolled, "Firearms")
    perform(street.revise, actor=acting(world.olive), title="To reduce street robbery")

    assert "Continues Street crime: objective 1 of 2001/02" in words(client.get(street.get_absolute_url()))
    assert "street [removed: crime ] [added: robbery ]" in words(client.get(street.get_absolute_url()))
    assert "Continues Firearms: objective 1 of 2001/02 , with the same text" in words(
        client.get(guns.get_absolute_url())
    )
    assert "Continues" not in words(client.get(world.street.get_absolute_url()))


def test_the_year_before_shows_the_plan_that_carries_it_on_to_those_who_may_read_it(world, rolled, client):
    client.force_login(world.olive)
    assert "Carried on by Policing and performance plan 2002/03" in words(client.get(world.plan.get_absolute_url()))

    assert client.get(f"/plans/{world.plan.slug}/since-last-year/").status_code == 404


def test_whoever_may_not_read_the_year_before_sees_no_difference(world, client):
    """Somebody of a body that is on the route of the new plan alone."""
    rolled = rollover.roll_over(world.plan, actor=acting(world.colin))
    panel = a_panel_on_the_route(world, rolled)
    client.force_login(panel)

    assert client.get(rolled.get_absolute_url()).status_code == 200
    assert "2001/02" not in words(client.get(rolled.get_absolute_url()))
    assert client.get(f"/plans/{rolled.slug}/since-last-year/").status_code == 404
    assert "Continues" not in words(client.get(objective(rolled).get_absolute_url()))


def a_panel_on_the_route(world, plan):
    """Una of another authority, whose body conducts a stage of `plan`."""
    una = somebody_elsewhere()
    city = Body.objects.get(short_name="City")
    stage = Stage(plan=plan, kind=StageKind.COMMITTEE_COMMENT, body=city, opens_on=MAR_31, closes_on=MAR_31)
    perform(stage.add, actor=acting(world.colin))
    return una


def test_it_takes_as_many_queries_for_sixty_objectives_as_for_six(world, client):
    client.force_login(world.colin)
    taken = []
    for year, count in (("2003/04", 6), ("2005/06", 60)):
        new = rollover.roll_over(many_drafts(world, count, year=year)[0].plan, actor=acting(world.colin))
        dropped = list(new.objectives.all())[: count // 2]
        perform_each([each.withdraw for each in dropped], actor=acting(world.colin), because="It is done.")
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(f"/plans/{new.slug}/since-last-year/")
        assert answer.status_code == 200
        taken.append(len(queries))

    assert taken[0] == taken[1]
    assert taken[0] <= 45
