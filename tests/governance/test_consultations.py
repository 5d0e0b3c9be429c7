"""An outside party is asked about a text; what waits for its answer waits, and everything else does not."""

from datetime import date
from functools import partial

import pytest

from audit.models import AuditEvent
from governance import personal_links
from governance.models import Consultation, Outcome, Plan, Resolution, SustainedActivity, Target
from governance.models.outcome import OutcomeKind
from tests.audit.paper import verify
from tests.governance.scenes import ANSWER, REASON, answered, consult, decided, refusal
from tests.world import FEB_8, JAN_15, JAN_17, MAR_8, MAR_31, a_target, acting, bring_to, say
from workflow.blockers import Blocked
from workflow.gate import blockers, perform

FEB_9 = date(2001, 2, 9)
SUBJECT = "5,000 persons [NB: This target is subject to consultation with those who give the treatment]"


def kept(consultation: Consultation) -> Consultation:
    return Consultation.objects.get(pk=consultation.pk)


# Asking


def test_a_coordinator_asks_a_party_and_the_text_is_kept_as_it_was_then(world):
    asked = consult(world, target=world.undecided)

    found = kept(asked)
    assert (found.state, found.asked_seal, str(found)) == (
        "open",
        world.street.seal(),
        "the consultation of the Prison Service about Street crime: objective 1",
    )
    assert found.asked_text["target"] == "?? per cent"
    assert [each["text"] for each in found.asked_text["objectives"][0]["indicators"]] == [
        "Recorded street crimes",
        "Offences cleared up",
    ]
    assert not found.has_changed_since()
    perform(partial(world.street.revise, title="To halve street crime"), actor=acting(world.olive))
    assert kept(asked).has_changed_since()
    assert kept(asked).asked_text == found.asked_text


def test_an_owner_asks_about_their_own_objective_and_about_no_other(world):
    consult(world, by=world.olive)

    theirs = Consultation(
        objective=world.guns,
        opened_by=world.olive,
        opened_on=JAN_15,
        due_on=FEB_8,
        party="Customs",
        purpose="So.",
        question="Can you?",
    )
    assert refusal(theirs.open, acting(world.olive)) == [
        "Your role does not let you open the consultation of Customs about Firearms: objective 1.",
        "Firearms: objective 1 belongs to Omar Siddiq.",
    ]


def test_only_a_coordinator_asks_about_a_plan_as_a_whole(world):
    asked = consult(world, world.plan)

    assert [each["name"] for each in kept(asked).asked_text["objectives"]] == [
        "Street crime: objective 1",
        "Firearms: objective 1",
    ]
    assert not kept(asked).has_changed_since()
    with pytest.raises(Blocked, match="Your role does not let you"):
        consult(world, world.plan, by=world.clare)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"on": date(2001, 1, 16)}, None),
        ({"due_on": date(2001, 1, 14)}, "An answer cannot be due before it was asked for."),
        ({"opened_on": date(2001, 1, 16)}, "16 January 2001 is still to come: a party is asked first."),
        ({"opened_by": "olive"}, "A consultation is opened by the person the party can turn to."),
        ({"target": "guns"}, "“200 firearms” of Firearms: objective 1 is not part of Street crime: objective 1."),
        ({"state": "answered"}, "begins open"),
    ],
)
def test_a_question_makes_sense(world, more, told):
    by = acting(world.colin, more.pop("on", JAN_15))
    values = {"opened_by": world.colin, "opened_on": JAN_15, "due_on": FEB_8, **more}
    if more.get("opened_by"):
        values["opened_by"] = world.olive
    if more.get("target"):
        values["target"] = world.guns.targets.get()
    asked = Consultation(objective=world.street, party="Customs", purpose="So.", question="Can you?", **values)
    if told is None:
        perform(asked.open, actor=by)
    elif "state" in more:
        assert refusal(asked.open, by) == ["The consultation of Customs about Street crime: objective 1 begins open."]
    else:
        assert refusal(asked.open, by) == [told]


def test_nobody_is_asked_about_what_is_decided(world):
    bring_to(world, "approved")
    with pytest.raises(Blocked, match="objective 1 is approved: nothing is left to consult about."):
        consult(world, on=FEB_8)


# An answer by letter, more time, and an end without an answer


def test_an_answer_by_letter_is_recorded_and_the_link_leads_nowhere_any_more(world):
    word = personal_links.new_word()
    asked = consult(world, link=personal_links.hash_of(word))
    assert personal_links.behind(word, JAN_17) == asked

    answered(world, asked)

    found = kept(asked)
    assert (found.state, found.view, found.means, found.link) == ("answered", "agrees", "letter", "")
    assert personal_links.behind(word, JAN_17) is None
    assert refusal(partial(found.record_answer, **ANSWER, received_on=JAN_17), acting(world.colin, JAN_17)) == [
        "The consultation of the Prison Service about Street crime: objective 1 is in “Answered”: to record the answer "
        "of it, it must be in “Open”."
    ]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"view": ""}, "Say what the party thinks of the text."),
        ({"answered_by": " "}, "Say who answers for the party."),
        (
            {"received_on": date(2001, 1, 14)},
            "The answer must have come between 15 January 2001, when it was asked for, and 17 January 2001.",
        ),
        (
            {"received_on": date(2001, 1, 18)},
            "The answer must have come between 15 January 2001, when it was asked for, and 17 January 2001.",
        ),
    ],
)
def test_a_letter_says_what_who_and_when(world, more, told):
    asked = consult(world)

    act = partial(asked.record_answer, **{**ANSWER, "received_on": JAN_17, **more})

    assert refusal(act, acting(world.colin, JAN_17)) == [told]
    assert kept(asked).is_open


def test_more_time_is_never_less(world):
    asked, colin = consult(world), acting(world.colin, FEB_9)
    told = "Give a day after 8 February 2001 that has not passed: more time is never less."
    assert refusal(partial(asked.extend, due_on=FEB_8), colin) == [told]
    assert refusal(partial(asked.extend, due_on=JAN_17), colin) == [told]

    perform(partial(asked.extend, due_on=FEB_9), actor=colin)

    assert kept(asked).due_on == FEB_9


def test_it_ends_without_an_answer_only_with_a_reason(world):
    asked = consult(world)
    assert refusal(asked.close, acting(world.colin)) == ["Give a reason: it is kept with the change."]

    perform(asked.close, actor=acting(world.colin), because="They wrote that they do not answer such questions.")

    assert (kept(asked).state, kept(asked).get_state_display()) == ("closed", "Closed without an answer")
    for act in (partial(asked.extend, due_on=MAR_8), partial(asked.renew_link, link="x"), asked.revoke_link):
        assert (
            "The consultation of the Prison Service about Street crime: objective 1 is closed without an answer."
            in refusal(act, acting(world.colin))
        )


def test_what_people_wrote_and_who_they_are_stands_beside_the_ledger_and_not_in_it(world):
    word = personal_links.new_word()
    asked = consult(world, contact="jane@prison.example", link=personal_links.hash_of(word))
    answered(world, asked)

    lines = list(AuditEvent.objects.about("governance.consultation", asked.pk))
    written = b" ".join(bytes(line.text) for line in lines)
    for secret in (b"Jane", b"prison.example", b"Prison Service", b"treat as many", b"We can", word.encode()):
        assert secret not in written
    assert lines[-1].changes["answered_by"] == [None, "Jane Roe"]
    assert verify()["whole"]


# What waits


def test_no_objective_is_approved_while_a_required_party_has_not_answered(world):
    bring_to(world, "authority_approval")
    asked = consult(world, on=JAN_17)
    told = "1 consultation is not answered yet: the Prison Service until 8 February 2001."
    against = [
        each for each in blockers(world.street.approve, actor=acting(world.clare)) if each.code == "consultation"
    ]
    assert [(each.sentence, each.where) for each in against] == [
        (told, f"/objectives/{world.street.pk}/#consultations")
    ]
    assert "Colin Reyes" in against[0].cleared_by

    with pytest.raises(Blocked, match="1 consultation is not answered yet"):
        say(world, world.mpa, OutcomeKind.APPROVED, world.clare, FEB_8, "MPA 8")

    answered(world, asked, on=FEB_8)
    say(world, world.mpa, OutcomeKind.APPROVED, world.clare, FEB_8, "MPA 8")
    world.street.refresh_from_db()
    assert world.street.state == "approved"


def test_nor_one_whose_party_was_let_off_with_a_reason_is_held_up_nor_by_one_that_need_not_answer(world):
    bring_to(world, "authority_approval")
    asked = consult(world, on=JAN_17)
    consult(world, on=JAN_17, required=False, party="Customs")
    perform(asked.close, actor=acting(world.colin, FEB_8), because="They do not answer.")

    say(world, world.mpa, OutcomeKind.APPROVED, world.clare, FEB_8, "MPA 8")

    world.street.refresh_from_db()
    assert world.street.state == "approved"


def test_no_plan_is_approved_while_a_party_asked_about_it_as_a_whole_has_not_answered(world):
    perform(world.guns.withdraw, actor=acting(world.colin), because="It is done.")
    bring_to(world, "approved")
    asked = consult(world, world.plan, on=FEB_8, due_on=MAR_8)
    plan, clare = Plan.objects.get(pk=world.plan.pk), acting(world.clare, MAR_31)
    perform(plan.refer, actor=acting(world.colin, MAR_31))
    decision = decided(world, world.mpa, MAR_8, "all of it", plan)
    perform(Outcome(decision=decision, plan=plan, kind=OutcomeKind.APPROVED).record, actor=clare)

    assert refusal(plan.approve, clare) == [
        "1 consultation is not answered yet: the Prison Service until 8 March 2001."
    ]
    answered(world, asked, on=MAR_31)
    perform(plan.approve, actor=clare)


# Targets stay provisional


CLOSED = {"text": "5,000 persons", "resolution": Resolution.RESOLVED, "numbers": ["5000"]}


@pytest.fixture
def treated(world) -> Target:
    """Olive's target that says it is subject to consultation."""
    return a_target(world.street, SUBJECT, "Persons treated", by=acting(world.colin), resolution=Resolution.PROVISIONAL)


def closing(world, target: Target, on: date = JAN_17) -> list[str]:
    """The sentences against closing it; it is closed if there are none."""
    try:
        perform(partial(target.revise, **CLOSED), actor=acting(world.olive, on), **REASON)
    except Blocked as blocked:
        return [blocker.sentence for blocker in blocked.blockers]
    return []


@pytest.mark.parametrize("asked_about", ["the target", "its objective"])
def test_a_target_subject_to_consultation_waits_until_the_answer_is_recorded(world, treated, asked_about):
    assert closing(world, treated) == [f"“{SUBJECT}” stays provisional until a consultation about it is recorded."]
    asked = consult(world, target=treated if asked_about == "the target" else None)
    waits = [f"“{SUBJECT}” waits for the Prison Service until 8 February 2001."]
    assert closing(world, treated) == waits
    with pytest.raises(Blocked, match="waits for the Prison Service"):
        perform(partial(treated.take_from_report, **CLOSED), actor=acting(world.colin, JAN_17), **REASON)
    # Another provisional text is no closing.
    perform(partial(treated.revise, text=f"4,000 persons, {SUBJECT[15:]}"), actor=acting(world.olive, JAN_17), **REASON)

    answered(world, asked)

    assert closing(world, treated) == []
    assert Target.objects.get(pk=treated.pk).resolution == "resolved"


def test_it_is_set_free_by_an_end_without_an_answer_and_not_by_a_consultation_about_another_target(world, treated):
    answered(world, consult(world, target=world.undecided))
    assert closing(world, treated) == [f"“{SUBJECT}” stays provisional until a consultation about it is recorded."]

    perform(consult(world, target=treated).close, actor=acting(world.colin), because="They do not answer.")

    assert closing(world, treated) == []


def test_a_target_that_says_nothing_waits_only_for_a_required_consultation_about_itself(world):
    consult(world)
    consult(world, target=world.resolved)
    asked = consult(world, target=world.undecided, required=False)
    assert closing(world, world.undecided) == []
    perform(
        partial(world.undecided.revise, text="?? persons", resolution=Resolution.PLACEHOLDER),
        actor=acting(world.olive),
        **REASON,
    )
    perform(asked.close, actor=acting(world.colin), because="Asked anew.")

    consult(world, target=world.undecided)

    assert closing(world, world.undecided) == ["“?? persons” waits for the Prison Service until 8 February 2001."]


def test_the_target_of_a_sustained_activity_waits_for_a_consultation_about_its_plan(world):
    colin = acting(world.colin)
    activity = SustainedActivity(plan=world.plan, title="Homicide", order=7)
    perform(activity.add, actor=colin)
    target = Target(activity=activity, text="80 per cent?", resolution=Resolution.PROVISIONAL)
    perform(target.add, actor=colin)
    asked = consult(world, world.plan, target=target)
    close = partial(target.revise, text="80 per cent", resolution=Resolution.RESOLVED)

    assert refusal(close, colin, **REASON) == ["“80 per cent?” waits for the Prison Service until 8 February 2001."]
    answered(world, asked)
    perform(close, actor=acting(world.colin, JAN_17), **REASON)
