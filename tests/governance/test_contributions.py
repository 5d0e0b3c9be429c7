"""What an indicator contributes to is part of the text of its objective, and so part of its life."""

from governance.models import Contribution, Indicator, StatutoryIndicator
from governance.queries import history_of
from tests.governance.scenes import refusal
from tests.world import acting
from workflow.gate import perform


def a_bvpi(world) -> StatutoryIndicator:
    bvpi = StatutoryIndicator(plan=world.plan, financial_year="2001/02", number=127)
    perform(bvpi.add, actor=acting(world.colin))
    return bvpi


def test_it_counts_as_an_act_on_the_objective_and_stands_in_its_history(world):
    seal, version = world.street.seal(), world.street.version
    indicator = Indicator.objects.filter(objective=world.street).first()
    added = Contribution(plan=world.plan, statutory=a_bvpi(world), objective=world.street, indicator=indicator)

    perform(added.add, actor=acting(world.colin))

    world.street.refresh_from_db()
    assert world.street.seal() != seal
    assert world.street.version == version + 1
    assert "127" in history_of(world.street, acting(world.colin))[0].sentence


def test_somebody_whose_page_is_older_does_not_add_it(world):
    seen, bvpi = world.street.version, a_bvpi(world)
    indicator = Indicator.objects.filter(objective=world.street).first()
    perform(world.street.submit, actor=acting(world.olive))
    added = Contribution(plan=world.plan, statutory=bvpi, objective=world.street, indicator=indicator)

    (sentence,) = refusal(added.add, acting(world.colin), seen=seen)

    assert sentence.startswith("Street crime: objective 1 has changed since you opened it.")


def test_it_stands_under_the_objective_of_its_indicator_and_under_no_other(world):
    only = ["A contribution of an indicator stands under the objective of that indicator."]
    bvpi, indicator = a_bvpi(world), Indicator.objects.filter(objective=world.street).first()
    colin = acting(world.colin)

    def contribution(**of):
        return Contribution(plan=world.plan, statutory=bvpi, **of)

    assert refusal(contribution(indicator=indicator).add, colin) == only
    assert refusal(contribution(indicator=indicator, objective=world.guns).add, colin) == only
    assert refusal(contribution(aspect=world.aspect, objective=world.street).add, colin) == only
    perform(contribution(aspect=world.aspect).add, actor=colin)
    perform(contribution(indicator=indicator, objective=world.street).add, actor=colin)
