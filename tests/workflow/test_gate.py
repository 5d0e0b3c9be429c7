"""One way in: who may, what must hold, what is written, and what is left alone."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
import time_machine
from django.core.management import CommandError, call_command

from audit import vocabulary
from audit.models import AuditEvent
from audit.signals import recorded
from governance.models import Body, Contribution, Objective, StatutoryIndicator, Target
from tests.fingerprint import fingerprint
from tests.governance.scenes import acting_for, stand_in
from tests.world import FEB_8, JAN_15, JAN_17, bring_to, resolve, submit, walk_to
from workflow.acts import Call
from workflow.blockers import Blocked, OutsideTheGate
from workflow.gate import acts_of, blockers, one_act, perform, perform_each

REPORTED = {"because": "The boroughs have reported.", "basis": "Returns", "resolution": "resolved"}


def refused(act, **how) -> list[str]:
    """The sentences of the refusal, after a look that nothing has changed."""
    before = fingerprint()
    with pytest.raises(Blocked) as refusal:
        perform(act, **how)
    assert fingerprint() == before
    return [blocker.sentence for blocker in refusal.value.blockers]


def fail_after(step) -> None:
    """An act that fails when its first step is done."""
    with one_act():
        step()
        raise RuntimeError


# Outside the gate


def test_an_act_called_by_hand_is_refused(world):
    before = fingerprint()

    with pytest.raises(OutsideTheGate, match="^“submit” is an act: it goes through workflow.gate.perform.$"):
        world.street.submit()
    with pytest.raises(OutsideTheGate, match="^“revise” is an act"):
        world.undecided.revise(text="2 per cent")

    assert world.undecided.text == "?? per cent"
    assert fingerprint() == before


def test_an_act_by_hand_is_refused_also_after_an_act_through_the_gate_that_failed(world):
    refused(world.street.submit, actor=world.acting(world.omar))

    with pytest.raises(OutsideTheGate):
        world.street.submit()


def test_a_state_is_not_assigned_by_hand(world):
    with pytest.raises(AttributeError, match="Direct state modification is not allowed"):
        world.street.state = "approved"


# Nothing to do


def test_what_changes_nothing_writes_nothing_and_counts_as_nothing(world):
    before = fingerprint()

    line = perform(world.mpa.revise, actor=world.acting(world.anna), name="Metropolitan Police Authority")

    assert line is None
    assert fingerprint() == before


def test_what_changes_nothing_once_it_is_tidied_writes_nothing(world):
    perform(world.mpa.revise, actor=world.acting(world.anna), name="Caf\u00e9 Authority")
    before = fingerprint()

    assert perform(world.mpa.revise, actor=world.acting(world.anna), name="Cafe\u0301 \x00Authority") is None
    assert fingerprint() == before


def test_a_person_who_may_not_is_refused_even_if_nothing_would_change(world):
    assert refused(world.mpa.revise, actor=world.acting(world.walter), name=world.mpa.name) == [
        "Your role does not let you change Metropolitan Police Authority."
    ]


# What one has seen


def test_somebody_whose_page_is_old_is_told_what_has_changed(world):
    seen = Objective.objects.get(pk=world.street.pk).version
    perform(
        world.resolved.take_from_report,
        actor=world.acting(world.colin),
        because="Report 4",
        text="Reduce by 6 per cent",
    )

    assert refused(world.street.submit, actor=world.acting(world.olive), seen=seen) == [
        "Street crime: objective 1 has changed since you opened it. Colin Reyes revised the target “Reduce by 5 per "
        "cent” of Street crime: objective 1: Text as written from “Reduce by 5 per cent” to “Reduce by 6 per cent”. "
        "Look again, and decide then."
    ]


def test_somebody_whose_page_is_new_may_act(world):
    perform(
        world.street.submit, actor=world.acting(world.olive), seen=Objective.objects.get(pk=world.street.pk).version
    )

    assert world.street.state == "workshop_review"


def test_an_older_page_is_one_reason_among_all(world):
    sentences = refused(world.street.submit, actor=world.acting(world.omar), seen=0)

    assert len(sentences) == 3
    assert sentences[:2] == [
        "Your role does not let you submit Street crime: objective 1.",
        "Street crime: objective 1 belongs to Olive Grant.",
    ]


# One act


def test_what_people_call_one_act_has_one_number(world):
    with one_act() as act:
        perform(world.mpa.revise, actor=world.acting(world.anna), name="Police Authority")
        perform(world.street.submit, actor=world.acting(world.olive))
        assert act.events == []
        assert AuditEvent.objects.filter(act_id=act.act_id).count() == 0

    lines = AuditEvent.objects.filter(act_id=act.act_id)
    assert sorted(line.action for line in lines) == ["body.revised", "objective.submitted", "seal.taken"]
    assert [event.act_id for event in act.events] == [act.act_id] * 3


def test_two_acts_have_two_numbers(world):
    perform(world.mpa.revise, actor=world.acting(world.anna), name="Police Authority")
    perform(world.fpbv.revise, actor=world.acting(world.anna), name="Finance Committee")

    assert len(set(AuditEvent.objects.filter(action="body.revised").values_list("act_id", flat=True))) == 2


def test_a_part_that_was_refused_and_caught_leaves_no_line_and_no_trace(world):
    anna = world.acting(world.anna)
    versions = (world.mpa.version, world.fpbv.version)

    def procedure():
        with one_act():
            perform(world.fpbv.revise, actor=anna, name="Finance Committee")
            perform(world.street.submit, actor=anna)

    with one_act() as act:
        perform(world.mpa.revise, actor=anna, name="Police Authority")
        with pytest.raises(Blocked):
            perform_each([partial(world.fpbv.revise, name="Finance Committee"), world.street.submit], actor=anna)
        with pytest.raises(Blocked):
            procedure()

    assert [event.subject_id for event in act.events] == [str(world.mpa.pk)]
    assert [Body.objects.get(pk=body.pk).version for body in (world.mpa, world.fpbv)] == [versions[0] + 1, versions[1]]
    assert Body.objects.get(pk=world.fpbv.pk).name == "Finance, Planning and Best Value Committee"


def test_an_act_that_fails_at_its_end_is_not_done_at_all(world):
    before = fingerprint()

    with pytest.raises(RuntimeError):
        fail_after(partial(perform, world.mpa.revise, actor=world.acting(world.anna), name="Police Authority"))

    assert fingerprint() == before


def test_the_next_act_does_not_belong_to_the_one_that_failed(world):
    with pytest.raises(RuntimeError), one_act() as failed:
        raise RuntimeError
    line = perform(world.mpa.revise, actor=world.acting(world.anna), name="Police Authority")

    assert line.act_id != failed.act_id


# Days


def test_nothing_takes_effect_on_a_day_to_come(world):
    tomorrow = JAN_15 + timedelta(days=1)

    assert refused(world.street.submit, actor=world.acting(world.olive), effective_on=tomorrow) == [
        "Nothing can take effect on a day that is still to come."
    ]


def test_it_takes_effect_today_unless_another_day_is_given(world):
    assert perform(world.street.submit, actor=world.acting(world.olive)).effective_on == JAN_15


@pytest.mark.parametrize("effective_on", [None, JAN_15, JAN_15 - timedelta(days=900)])
def test_it_was_recorded_when_the_server_says(world, effective_on):
    with time_machine.travel(datetime(2026, 5, 4, 10, 30, tzinfo=UTC), tick=False):
        perform(world.street.submit, actor=world.acting(world.olive), effective_on=effective_on)

    line = AuditEvent.objects.get(action="objective.submitted")
    assert line.recorded_at == datetime(2026, 5, 4, 10, 30, tzinfo=UTC)
    assert line.effective_on == effective_on or JAN_15


# People


def test_a_superuser_may_do_nothing_by_being_one(world):
    sue = world.acting(world.sue)

    assert refused(world.street.submit, actor=sue)[0] == "Your role does not let you submit Street crime: objective 1."
    for thing in (world.street, world.plan, world.mpa, world.undecided):
        for offer in acts_of(thing, sue):
            assert "role" in [blocker.code for blocker in offer.blockers], offer.rule.name


def test_an_administrator_decides_nothing(world):
    anna = world.acting(world.anna)

    for thing in (world.street, world.plan, world.undecided):
        assert all("role" in [blocker.code for blocker in offer.blockers] for offer in acts_of(thing, anna))


def test_somebody_not_signed_in_may_do_nothing(world):
    from django.contrib.auth.models import AnonymousUser

    from workflow.actors import Actor

    nobody = Actor(AnonymousUser(), today=JAN_15)
    assert (
        refused(world.street.submit, actor=nobody)[0] == "Your role does not let you submit Street crime: objective 1."
    )


def test_a_suspended_person_is_refused_at_their_next_act_though_they_were_let_in_before(world):
    olive = world.acting(world.olive)
    assert blockers(world.street.submit, actor=olive) == []
    type(world.olive).objects.filter(pk=world.olive.pk).update(is_active=False)

    assert refused(world.street.submit, actor=olive) == ["Your role does not let you submit Street crime: objective 1."]


def test_a_person_whose_term_has_ended_is_refused_at_their_next_act_though_they_were_let_in_before(world):
    ken = world.acting(world.ken, JAN_17)
    bring_to(world, "committee_comment")
    assert "role" not in [blocker.code for blocker in blockers(world.street.refer_to_authority, actor=ken)]
    perform(world.ken.appointments.get().dismiss, actor=world.acting(world.anna), last_day=JAN_15)

    assert refused(world.street.refer_to_authority, actor=ken)[0] == (
        "Your role does not let you refer Street crime: objective 1 to the Authority."
    )


def test_on_the_last_day_of_their_term_a_person_may_still_act(world):
    appointment = world.olive.appointments.get()
    perform(appointment.dismiss, actor=world.acting(world.anna), last_day=JAN_15)

    perform(world.street.submit, actor=world.acting(world.olive, JAN_15))
    assert world.street.state == "workshop_review"


def test_a_line_says_in_which_role_and_body_it_was_done_as_held_then(world):
    assert perform(world.street.submit, actor=world.acting(world.olive)).role == "objective owner of TP"


def test_a_line_says_on_whose_behalf_it_was_done(world):
    perform(world.street.submit, actor=acting_for(stand_in(world, deputy=world.omar)))

    line = AuditEvent.objects.get(action="objective.submitted")
    assert (line.actor_label, line.on_behalf_of_label) == ("Omar Siddiq", "Olive Grant")


# What is handed in


def test_details_that_an_act_does_not_know_fail_and_nothing_is_written(world):
    before = fingerprint()

    with pytest.raises(TypeError, match="A target has no colour to revise"):
        perform(world.undecided.revise, actor=world.acting(world.olive), because="So", colour="blue")
    with pytest.raises(TypeError, match="unexpected keyword argument 'colour'"):
        perform(world.street.submit, actor=world.acting(world.olive), colour="blue")
    with pytest.raises(TypeError, match="unexpected keyword argument 'state'"):
        perform(world.mpa.revise, actor=world.acting(world.anna), name="A", state="approved")

    assert fingerprint() == before


def test_text_is_kept_in_one_form(world):
    resolve(world, text="2 per cent\r\nof cafe\u0301s\rand\x00 bars \ud800")

    assert Target.objects.get(pk=world.undecided.pk).text == "2 per cent\nof caf\u00e9s\nand bars "


def test_text_within_lists_is_kept_in_one_form(world):
    details = {**REPORTED, "text": "2 per cent", "numbers": ["2\x00", "cafe\u0301\r\n", ["\ud800"]]}
    perform(world.undecided.revise, actor=world.acting(world.olive), **details)

    assert Target.objects.get(pk=world.undecided.pk).numbers == ["2", "caf\u00e9\n", [""]]


def test_reasons_are_kept_in_one_form(world):
    details = {
        **REPORTED,
        "because": "  Cafe\u0301s\r\nhave\x00 reported.\ud800 ",
        "basis": "\r\n",
        "text": "2 per cent",
    }
    with pytest.raises(Blocked, match="^Give the basis"):
        perform(world.undecided.revise, actor=world.acting(world.olive), **details)
    perform(world.undecided.revise, actor=world.acting(world.olive), **{**details, "basis": "Returns"})

    assert AuditEvent.objects.get(action="target.revised").because == "Caf\u00e9s\nhave reported."


def test_a_reason_of_blanks_is_none(world):
    assert refused(world.street.withdraw, actor=world.acting(world.olive), because=" \n\t ") == [
        "Give a reason: it is kept with the change."
    ]


def test_a_value_too_long_or_of_no_kind_is_answered_with_a_sentence(world):
    anna, olive = world.acting(world.anna), world.acting(world.olive)

    assert refused(world.mpa.revise, actor=anna, name="A" * 151) == [
        "Name: Ensure this value has at most 150 characters (it has 151)."
    ]
    assert refused(world.mpa.revise, actor=anna, name="") == ["Name: This field cannot be blank."]
    assert refused(
        world.undecided.revise, actor=olive, **{**REPORTED, "text": "2", "form": "guess", "unit": "u" * 101}
    ) == [
        "Form: Value 'guess' is not a valid choice.",
        "Unit: Ensure this value has at most 100 characters (it has 101).",
    ]


def test_what_the_database_itself_does_not_keep_is_answered_with_the_statement_that_must_hold(world):
    colin = world.acting(world.colin)
    bvpi = StatutoryIndicator(plan=world.plan, financial_year="2001/02", number=138, text="a unique one")
    perform(bvpi.add, actor=colin)
    from_nothing = Contribution(plan=world.plan, statutory=bvpi)

    assert refused(from_nothing.add, actor=colin) == ["A contribution comes from one thing."]


def test_what_is_there_already_is_not_brought_into_being_again(world):
    assert refused(world.street.draft, actor=world.acting(world.colin)) == [
        "Street crime: objective 1 is already there."
    ]


def test_what_is_not_there_yet_comes_into_being_by_no_other_act(world):
    target = Target(objective=world.street, text="3 per cent", resolution="resolved")

    assert refused(target.revise, actor=world.acting(world.olive), **{**REPORTED, "text": "2 per cent"}) == [
        "“3 per cent” of Street crime: objective 1 is not there."
    ]
    assert not Target.objects.filter(text="3 per cent").exists()


def test_the_same_name_twice_is_answered_with_a_sentence(world):
    assert refused(world.fpbv.revise, actor=world.acting(world.anna), name=world.mpa.name) == [
        "The same has been done already, perhaps a moment ago by somebody else."
    ]


# What an act is


def test_an_act_may_bring_its_details_along(world):
    act = partial(partial(world.undecided.revise, text="1 per cent", resolution="resolved"), text="2 per cent")
    perform(act, actor=world.acting(world.olive), because="The boroughs have reported.", basis="Returns")

    assert Target.objects.get(pk=world.undecided.pk).text == "2 per cent"


def test_details_without_their_names_are_refused_rather_than_lost(world):
    with pytest.raises(TypeError, match="hands in details without their names"):
        Call.of(partial(world.mpa.revise, "Police Authority"))


def test_nothing_else_is_taken_for_an_act(world):
    class Pretender:
        rule = "submit"

    for impostor in (
        world.street.save,
        world.street.delete,
        world.street.seal,
        world.street.refresh_from_db,
        Objective.submit,
        Objective.objects.update,
        partial(world.street.save),
        Pretender(),
        lambda: None,
        "submit",
        None,
    ):
        with pytest.raises(TypeError, match="is not an act"):
            Call.of(impostor)


def test_looking_at_what_can_be_done_changes_nothing(world):
    before = fingerprint()

    for person in (world.olive, world.clare, world.charles, world.sue, world.walter):
        for thing in (world.street, world.plan, world.undecided, world.mpa):
            acts_of(thing, world.acting(person))

    assert fingerprint() == before


# The vocabulary


def test_an_action_nobody_declared_is_found_before_anything_runs(db, monkeypatch):
    monkeypatch.delitem(vocabulary._SENTENCES, "objective.approved")

    with pytest.raises(CommandError, match="approve records “objective.approved”, which no room has declared"):
        call_command("check")


def test_an_action_nobody_declared_fails_at_the_act_and_nothing_is_done(world, monkeypatch):
    before = fingerprint()
    monkeypatch.delitem(vocabulary._SENTENCES, "objective.submitted")

    with pytest.raises(vocabulary.UnknownAction, match="^The ledger has no action “objective.submitted”.$"):
        perform(world.street.submit, actor=world.acting(world.olive))

    assert fingerprint() == before


# Announcing


@pytest.fixture
def told():
    heard: list[list[str]] = []

    def hear(keys, **_):
        heard.append(keys)

    recorded.connect(hear)
    yield heard
    recorded.disconnect(hear)


def test_an_act_is_announced_once_with_all_its_lines_and_only_after_commit(
    world, told, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        walk_to(world, "authority_approval")
        assert told == []

    decisions = [keys for keys in told if len(keys) == 3]
    assert len(decisions) == 2, "each decision with its outcome and its seal"
    assert len({key for keys in told for key in keys}) == sum(map(len, told))


@pytest.mark.django_db(transaction=True)
def test_an_act_that_was_refused_or_rolled_back_is_never_announced(world, told):
    told.clear()
    with pytest.raises(Blocked):
        perform(world.street.submit, actor=world.acting(world.omar))
    with pytest.raises(RuntimeError):
        fail_after(partial(submit, world))

    assert told == []
    submit(world)
    assert len(told) == 1


@pytest.mark.django_db(transaction=True)
def test_a_receiver_that_fails_does_not_reach_the_person_who_acted(world):
    def fail(**_):
        raise RuntimeError("the post office is closed")

    recorded.connect(fail)
    try:
        submit(world)
    finally:
        recorded.disconnect(fail)

    assert Objective.objects.get(pk=world.street.pk).state == "workshop_review"


def test_the_day_of_the_actor_and_not_the_servers_decides_what_may_take_effect(world):
    with time_machine.travel(datetime(1999, 1, 1, tzinfo=UTC)):
        assert perform(world.street.submit, actor=world.acting(world.olive, FEB_8)).effective_on == FEB_8
