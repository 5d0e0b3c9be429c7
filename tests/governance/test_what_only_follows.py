"""Acts that nobody does: they follow from others, and the gate refuses them to everybody."""

from functools import partial

import pytest

from governance.models import Seal
from governance.models.outcome import OutcomeKind
from tests.governance import matrix
from tests.governance.matrix_people import everybody
from tests.governance.scenes import resolved
from tests.world import MAR_31, acting, bring_to
from workflow.acts import rules_of
from workflow.blockers import Blocked
from workflow.gate import acts_of, blockers, perform
from workflow.triggers import governed_models


@pytest.mark.parametrize("act", matrix.ONLY_FOLLOW)
def test_nobody_does_what_only_follows(world, act):
    bring_to(world, "authority_approval")
    approval = resolved(world, world.mpa, OutcomeKind.APPROVED)
    alone = {
        "Outcome.void": partial(approval.void, voided_on=MAR_31),
        "Decision.be_noted": partial(approval.decision.be_noted, reported_on=MAR_31, reported_as="MPA, item 3"),
        "Decision.call_in": partial(approval.decision.call_in, called_in_on=MAR_31),
        "Seal.take": Seal(
            objective=world.street, sealed=world.street.seals.first().sealed, occasion="submitted", taken_on=MAR_31
        ).take,
    }[act]

    for person in everybody(world).values():
        assert "follows" in {blocker.code for blocker in blockers(alone, actor=acting(person, MAR_31))}
        with pytest.raises(Blocked, match="it follows from other acts"):
            perform(alone, actor=acting(person, MAR_31))
    assert [offer for offer in acts_of(approval, acting(world.clare, MAR_31)) if offer.rule.name == "void"] == []


def test_every_act_that_only_follows_is_in_the_table():
    follow = {
        f"{model.__name__}.{rule.name}"
        for model in governed_models()
        if model._meta.app_label == "governance"
        for rule in rules_of(model)
        if rule.follows
    }

    assert follow == set(matrix.ONLY_FOLLOW)
