"""After publication nothing changes silently: an amendment goes the same way beside the published text."""

from functools import partial

import pytest

from audit.models import AuditEvent
from governance import procedures
from governance.models import (
    ActionPoint,
    Contribution,
    Indicator,
    Note,
    Objective,
    StatutoryIndicator,
    Target,
)
from governance.queries import counts_of
from governance.seal import as_read
from tests.governance.scenes import amended, carry, refusal
from tests.world import MAR_31, acting, bring_to
from workflow.actors import Actor
from workflow.gate import perform

BECAUSE = "The Home Secretary set a new objective."


@pytest.fixture
def colin(world) -> Actor:
    return acting(world.colin, MAR_31)


def amend(world) -> Objective:
    return procedures.amend(world.street, actor=acting(world.colin, MAR_31), because=BECAUSE)


def test_the_amendment_begins_as_a_copy_of_every_part(world):
    """Targets that two indicators share, statutory indicators, notes and action points among them."""
    colin = acting(world.colin)
    bvpi = StatutoryIndicator(plan=world.plan, financial_year="2001/02", number=127)
    second = Indicator(objective=world.street, target=world.resolved, text="Robberies", items=["a", "b"], order=3)
    for part in (
        bvpi,
        second,
        Note(objective=world.street, text="See the five-year target.", order=1),
        ActionPoint(objective=world.street, text="Roll-out", due="2002-03", order=1),
    ):
        perform(part.add, actor=colin)
    perform(Contribution(plan=world.plan, statutory=bvpi, objective=world.street, indicator=second).add, actor=colin)
    bring_to(world, "published")

    copy = amend(world)

    assert copy.seal() == world.street.seal()
    assert copy.targets.count() == world.street.targets.count() == 2
    assert copy.indicators.get(text="Robberies").target.indicators.count() == 2
    assert not set(copy.targets.all()) & set(world.street.targets.all())
    assert (copy.state, copy.round, copy.amends, copy.owner) == ("draft", 0, world.street, world.olive)


def test_the_published_text_stays_as_it_is_while_the_amendment_changes(world):
    bring_to(world, "published")
    before = as_read(world.street)
    copy = amend(world)
    target = copy.targets.get(text="Reduce by 5 per cent")

    perform(partial(target.revise, text="Reduce by 7 per cent"), actor=acting(world.olive, MAR_31), because=BECAUSE)

    published = Objective.objects.get(pk=world.street.pk)
    assert as_read(published) == before
    assert (published.state, published.version) == ("published", world.street.version)
    assert copy.seal() != published.seal()


def test_the_published_text_is_changed_by_nobody(world, colin):
    bring_to(world, "published")
    no_longer = ["Street crime: objective 1 is published: its text no longer changes."]
    olive = acting(world.olive, MAR_31)
    indicator = world.street.indicators.first()
    bvpi = StatutoryIndicator(plan=world.plan, financial_year="2001/02", number=127)
    perform(bvpi.add, actor=colin)

    for act, actor in [
        (partial(world.resolved.revise, text="7 per cent"), olive),
        (partial(world.resolved.take_from_report, text="7 per cent"), colin),
        (Target(objective=world.street, text="", resolution="missing").add, olive),
        (partial(indicator.take_from_report, text="x", items=[]), colin),
        (Note(objective=world.street, text="x", order=1).add, olive),
        (ActionPoint(objective=world.street, text="x", order=1).add, olive),
        (Contribution(plan=world.plan, statutory=bvpi, objective=world.street, indicator=indicator).add, colin),
        (partial(world.street.take_from_report, title="x"), colin),
    ]:
        assert refusal(act, actor, because=BECAUSE, basis="x") == no_longer


def test_it_goes_the_same_way_and_takes_the_place_of_what_it_amends(world):
    copy = amended(world, "approved")
    assert Objective.objects.get(pk=world.street.pk).state == "published"

    procedures.publish(copy, actor=acting(world.clare, MAR_31), on=MAR_31)

    world.street.refresh_from_db()
    assert (copy.state, world.street.state) == ("published", "superseded")
    of_both = AuditEvent.objects.filter(subject_type="governance.objective").order_by("-recorded_at", "-seq")
    published, superseded = of_both[:2][::-1]
    assert (published.action, superseded.action) == ("objective.published", "objective.superseded")
    assert published.act_id == superseded.act_id


def test_what_is_superseded_stays_readable_by_everybody(world):
    procedures.publish(amended(world, "approved"), actor=acting(world.clare, MAR_31), on=MAR_31)

    assert world.street in Objective.objects.visible_to(acting(world.walter))
    assert world.street.targets.count() == 2


def test_nothing_is_superseded_before_its_amendment_is_published(world):
    amended(world, "approved")

    assert refusal(world.street.supersede, acting(world.clare, MAR_31)) == [
        "Street crime: objective 1 has no published amendment to take its place."
    ]


def test_an_amendment_says_why(world, colin):
    bring_to(world, "published")

    assert refusal(procedures.amendment_of(world.street).draft_amendment, colin, because=" ") == [
        "Give a reason: it is kept with the change."
    ]


@pytest.mark.parametrize("person", ["olive", "clare", "charles", "anna", "sue", "ada"])
def test_only_a_coordinator_begins_one(world, person):
    bring_to(world, "published")

    assert refusal(
        procedures.amendment_of(world.street).draft_amendment, acting(getattr(world, person), MAR_31), because=BECAUSE
    ) == ["Your role does not let you draft an amendment of Street crime: objective 1."]


def test_an_owner_does_not_begin_one_by_drafting(world):
    bring_to(world, "published")

    assert refusal(procedures.amendment_of(world.street).draft, acting(world.olive, MAR_31)) == [
        "A published objective is changed by an amendment of it, not by another draft."
    ]


def test_only_what_is_published_is_amended(world, colin):
    bring_to(world, "approved")

    assert refusal(procedures.amendment_of(world.street).draft_amendment, colin, because=BECAUSE) == [
        "Only a published objective is amended."
    ]


def test_one_amendment_at_a_time(world, colin):
    first = amended(world)

    second = procedures.amendment_of(world.street)
    assert refusal(second.draft_amendment, colin, because=BECAUSE) == [
        "An amendment of Street crime: objective 1 is under way already."
    ]

    perform(first.withdraw, actor=colin, because="Not needed.")
    perform(second.draft_amendment, actor=colin, because=BECAUSE)


def test_an_amendment_can_be_amended_once_it_is_published(world, colin):
    first = amended(world, "published")

    second = procedures.amend(first, actor=colin, because=BECAUSE)
    carry(world, second, "published", "second amendment")

    first.refresh_from_db()
    assert (first.state, second.state) == ("superseded", "published")
    assert list(Objective.objects.current().filter(aspect=world.aspect)) == [second]


@pytest.mark.parametrize("state", ["draft", "workshop_review", "authority_approval", "approved", "published"])
def test_a_plans_totals_never_count_both(world, state):
    alone = counts_of(world.plan, acting(world.ada))

    copy = amended(world, state)

    current = Objective.objects.current().filter(aspect=world.aspect)
    assert list(current) == [copy if state == "published" else world.street]
    both = counts_of(world.plan, acting(world.ada))
    assert (both.objectives, both.indicators, both.targets) == (alone.objectives, alone.indicators, alone.targets)


def test_totals_do_not_count_both_even_before_the_old_text_is_marked_superseded(world):
    copy = amended(world, "approved")

    perform(partial(copy.publish, published_on=MAR_31), actor=acting(world.clare, MAR_31))

    assert list(Objective.objects.current().filter(aspect=world.aspect)) == [copy]


def test_an_amendment_under_way_does_not_hold_up_the_plan(world, colin):
    amended(world, "workshop_review")
    perform(world.guns.withdraw, actor=colin, because="It is done.")

    perform(world.plan.refer, actor=colin)


def test_an_unpublished_amendment_is_seen_by_nobody_outside(world):
    copy = amended(world, "approved")

    assert copy not in Objective.objects.visible_to(acting(world.walter))
    assert copy in Objective.objects.visible_to(acting(world.ada))
