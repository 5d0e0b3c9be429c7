"""What follows from acts: in the same transaction, under the same number, without a right of its own, and once."""

from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import AuditEvent
from audit.sealed import sealed
from governance.models import Objective, Seal, Target
from governance.models.outcome import OutcomeKind
from tests.fingerprint import fingerprint
from tests.governance.scenes import resolved
from tests.workflow.many import many_before_the_authority
from tests.world import FEB_8, JAN_15, MAR_31, acting, bring_to, resolve, submit
from workflow import consequences
from workflow.blockers import Blocked
from workflow.consequences import Consequence
from workflow.gate import blockers, one_act, perform, perform_each


@pytest.fixture
def asked(monkeypatch) -> list:
    """What was done each time somebody was asked what follows; nothing does."""
    told: list = []
    monkeypatch.setattr(
        consequences, "_followers", [lambda done: told.append([each.rule.records for each in done]) or []]
    )
    return told


def test_it_is_asked_once_for_everything_that_was_done(world, asked):
    with one_act():
        resolve(world)
        submit(world)

    assert asked == [["target.revised", "objective.submitted"]]


def test_nothing_follows_from_an_act_that_changes_nothing(world, asked):
    perform(partial(world.street.revise, title=world.street.title), actor=acting(world.olive))

    assert asked == []


def test_what_was_refused_and_forgotten_is_not_shown(world, asked):
    def revise_and_submit():
        with one_act():
            perform(partial(world.street.revise, title="To halve it"), actor=acting(world.olive))
            perform(world.guns.submit, actor=acting(world.olive))

    with one_act():
        resolve(world)
        with pytest.raises(Blocked):
            revise_and_submit()

    assert asked == [["target.revised"]]


def test_its_line_bears_the_number_the_actor_the_role_and_the_day_of_what_it_follows_from(world):
    resolve(world)
    with one_act() as act:
        perform(world.street.submit, actor=acting(world.olive, MAR_31), effective_on=JAN_15, because="It is ready.")

    submitted, taken = act.events
    assert (submitted.action, taken.action) == ("objective.submitted", "seal.taken")
    for name in ("act_id", "actor_id", "actor_label", "role", "effective_on", "version", "within_id", "plan_id"):
        assert getattr(taken, name) == getattr(submitted, name), name
    assert taken.role == "objective owner of TP"
    assert (submitted.because, taken.because) == ("It is ready.", "")


def test_the_version_counts_an_act_and_what_follows_from_it_once(world):
    resolve(world)
    before = Objective.objects.get(pk=world.street.pk).version

    submit(world)

    assert world.street.version == before + 1 == Objective.objects.get(pk=world.street.pk).version


def test_nothing_follows_from_what_has_followed(world, asked, monkeypatch):
    text = sealed({"title": "A text"})
    text.save()

    def seals_for_ever(done):
        asked.append([each.rule.records for each in done])
        return [
            Consequence(
                Seal(objective=done[0].subject, sealed=text, occasion="submitted", taken_on=JAN_15).take, of=done[0]
            )
        ]

    monkeypatch.setattr(consequences, "_followers", [seals_for_ever])
    submit(world)

    assert asked == [["objective.submitted"]]
    assert world.street.seals.count() == 1


def test_if_what_follows_is_refused_nothing_has_been_done(world, monkeypatch):
    bring_to(world, "authority_approval")
    approval = resolved(world, world.mpa, OutcomeKind.APPROVED)

    def voids_without_a_change(done):
        return [Consequence(partial(approval.void, voided_on=FEB_8), of=done[0])]

    monkeypatch.setattr(consequences, "_followers", [voids_without_a_change])
    before, text = fingerprint(), world.resolved.baseline
    with pytest.raises(Blocked, match="Street crime: objective 1 is the very text that was approved"):
        perform(
            partial(world.resolved.revise, review_on=MAR_31),
            actor=acting(world.olive),
            because="To be looked at again.",
        )

    assert fingerprint() == before
    assert (world.resolved.review_on, world.resolved.baseline) == (None, text)


def test_an_act_of_its_own_follows_from_nothing(world, monkeypatch):
    monkeypatch.setattr(consequences, "_followers", [lambda done: [Consequence(world.street.approve, of=done[0])]])
    before = fingerprint()

    with pytest.raises(TypeError, match="“approve” is an act of its own: it follows from nothing"):
        resolve(world)

    assert fingerprint() == before


def test_what_only_follows_is_refused_to_everybody_and_offered_to_nobody(world):
    submit(world)
    seal = Seal(objective=world.street, sealed=world.street.seals.get().sealed, occasion="submitted", taken_on=JAN_15)

    assert [each.sentence for each in blockers(seal.take, actor=acting(world.clare))] == [
        f"Nobody can seal the text of Street crime: objective 1 ({seal.digest[:8]}): it follows from other acts."
    ]


def test_what_follows_takes_as_many_statements_for_many_as_for_few(world):
    statements = {}
    for count, year in ((3, "2002/03"), (12, "2003/04")):
        objectives = many_before_the_authority(world, count, year)
        targets = list(Target.objects.filter(objective__in=objectives).select_related("objective"))
        with CaptureQueriesContext(connection) as captured:
            perform_each(
                [partial(target.revise, text="6 per cent") for target in targets],
                actor=acting(world.olive, FEB_8),
                because="More officers.",
            )
        statements[count] = len(captured)
        assert AuditEvent.objects.filter(action="outcome.voided", plan_id=objectives[0].plan_id).count() == count

    assert statements[12] == statements[3]
