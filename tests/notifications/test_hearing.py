"""Who is told of what: by the part they have in it, once, and never of what they did or may not see."""

from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core import mail

from audit import vocabulary
from audit.models import AuditEvent
from governance.models.outcome import OutcomeKind
from notifications.doorbell import Doorbell, ring
from notifications.hearing.finding import hearers_of
from notifications.hearing.following import begin_here, catch_up
from notifications.hearing.parts import WHO, Part
from notifications.hearing.sight import SEEN
from notifications.hearing.table import WHO_HEARS
from notifications.models import Delivery, DueKind, Message
from notifications.round import go_round
from tests.clock import recorded_on
from tests.governance.urgency import decide_urgently, rule_in_force
from tests.meetings.scenes import a_meeting, an_agenda, published
from tests.world import FEB_8, JAN_15, JAN_17, MAR_31, a_person, appoint, bring_to, comment_on, resolve, say
from workflow.acts import rules_of
from workflow.gate import perform
from workflow.triggers import governed_models

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_nothing_due")]
FOLDERS = Path(django_settings.ROOT) / "templates" / "email"


@pytest.fixture
def told(world):
    """What happens from here on is told; `told()` goes round and says who got what, in order."""

    def letters():
        mail.outbox.clear()
        go_round()
        return sorted((letter.to[0].split(" <")[0], letter.subject) for letter in mail.outbox)

    begin_here()
    return letters


def test_every_row_of_the_table_is_an_action_with_a_folder_and_a_thing_people_can_see():
    assert set(WHO_HEARS) <= set(vocabulary.actions())
    assert set(WHO) == set(Part)
    models = {rule.records: model for model in governed_models() for rule in rules_of(model)}
    for action in WHO_HEARS:
        assert models[action] in SEEN, f"Say in sight.py who may see a {models[action].__name__}."
        for name in ("subject.txt", "body.txt"):
            assert (FOLDERS / action / name).read_text().strip(), f"Write templates/email/{action}/{name}."


def test_every_folder_of_an_action_has_a_row():
    folders = {path.name for path in FOLDERS.iterdir() if path.is_dir() and "." in path.name}
    assert folders - set(WHO_HEARS) == {"account.password", *DueKind.values}


def test_whoever_asked_for_more_patrols_hears_what_became_of_it_and_nobody_else_does(world, told):
    bring_to(world, "committee_comment")
    begin_here()
    comment = comment_on(world)
    assert told() == [("Olive Grant", "Answer a comment by 22 January 2001: Street crime: objective 1")]
    assert f"{django_settings.ADDRESS}/comments/{comment.pk}/answer/" in mail.outbox[0].body

    perform(
        comment.give_answer, actor=world.acting(world.olive, JAN_17), disposition="noted", answer="We will look at it."
    )
    assert told() == [("Mira Shah", "Your comment has been answered: Street crime: objective 1")]
    assert "What became of it: noted.\n\nWe will look at it." in mail.outbox[0].body


def test_the_chair_hears_what_the_clerk_decided_in_urgency(world, told):
    bring_to(world, "authority_approval")
    rule_in_force(world)
    begin_here()

    with recorded_on(MAR_31):
        decide_urgently(world)
        letters = told()

    subject = "Decided in urgency: the decision Urgent 1 of Clare Hobbs"
    assert [who for who, about in letters if about == subject] == ["Charles Ogden"]
    assert ("Olive Grant", "Approved: Street crime: objective 1") in letters
    body = next(letter.body for letter in mail.outbox if letter.subject == subject)
    assert "was consulted on 19 February 2001.\nIt could not wait: The grant lapses on 28 February.\n" in body
    assert "\n\n\n" not in body


def test_whoever_did_it_does_not_hear_of_it(world, told):
    resolve(world)
    assert told() == [("Colin Reyes", "Changed: a target of Street crime: objective 1")]
    body = mail.outbox[0].body
    assert "- Text as written: “?? per cent” became “2 per cent”" in body
    assert "The reason given: The boroughs have reported." in body
    assert "\n\n\n" not in body
    assert "Its basis: Borough returns to December 2000" in body


def test_nothing_is_told_twice_whoever_goes_round(world, told):
    resolve(world)
    assert len(told()) == 1
    assert told() == []
    Message.objects.all().delete()
    begin_here()
    assert (told(), Delivery.objects.count()) == ([], 0)


def test_a_superuser_hears_of_nothing_by_being_one(world, told):
    world.sue.is_superuser = True
    world.sue.save()
    bring_to(world, "approved")
    told()
    assert not Delivery.objects.filter(person__in=[world.sue, world.walter]).exists()


def test_an_approval_is_told_once_although_three_lines_record_it(world, told):
    bring_to(world, "authority_approval")
    begin_here()
    with recorded_on(FEB_8):
        say(world, world.mpa, OutcomeKind.APPROVED, world.clare, FEB_8, "MPA 8")
    assert told() == [
        ("Colin Reyes", "Approved: Street crime: objective 1"),
        ("Olive Grant", "Approved: Street crime: objective 1"),
    ]


def test_many_things_at_once_are_one_message(world, told):
    bring_to(world, "committee_comment")
    begin_here()
    for text in ("Why not ten?", "Why not twelve?", "Why not twenty?"):
        comment_on(world, text)
    assert told() == [("Olive Grant", "Answer a comment by 22 January 2001: Street crime: objective 1 (and 2 more)")]


def test_members_are_summoned_whatever_they_chose(world, told):
    meeting = a_meeting(world)
    an_agenda(world, meeting)
    begin_here()
    published(world, meeting)
    assert told() == [("Mira Shah", "You are summoned to the meeting of FPBV on 22 January 2001")]
    letter = mail.outbox[0]
    assert "is at 2pm, Room 5." in letter.body
    assert "This cannot be turned off: LGA 1972 Sch.12 para 4(2)(b)" in letter.body
    assert "List-Unsubscribe" not in letter.extra_headers
    assert Message.objects.get().statutory


def test_who_may_not_see_it_any_more_when_it_goes_out_does_not_get_it(world, told):
    resolve(world)
    event = AuditEvent.objects.filter(action="target.revised").latest("seq")
    catch_up(JAN_15, event.recorded_at)
    office = world.colin.appointments.get()
    perform(office.dismiss, actor=world.acting(world.anna), last_day=JAN_15)
    begin_here()
    assert told() == []
    assert Message.objects.get().said == "Nothing in it concerned you any more."
    assert Delivery.objects.get(kind="target.revised").needless == "It is gone, or you may not see it any more."


def test_somebody_with_a_part_who_may_not_see_it_is_named_and_not_told(world, told):
    stranger = a_person("omid", "Omid Stranger")
    world.street.__class__.objects.none()
    resolve(world)
    event = AuditEvent.objects.filter(action="target.revised").latest("seq")
    found = {hearer.person: hearer.why_not for hearer in hearers_of([event], JAN_15)[event.key]}
    assert found == {world.olive: "did it", world.colin: ""}
    assert stranger not in found


def test_an_office_is_told_to_whoever_holds_it(world, told):
    appoint(world.walter, world.fpbv, "member", by=world.acting(world.anna), starts_on=JAN_15)
    assert told() == [("Walter Street", "You have an office: Walter Street as member of FPBV")]


def test_an_act_that_is_rolled_back_is_never_told(world, told):
    from django.db import transaction

    with transaction.atomic():
        resolve(world)
        transaction.set_rollback(True)
    assert told() == []


def test_a_broker_that_is_away_is_no_trouble_for_whoever_acts(monkeypatch, settings):
    from notifications import tasks

    calls = []

    def away(**_):
        calls.append(1)
        raise ConnectionError

    monkeypatch.setattr(tasks.look_for_what_is_due, "apply_async", away)
    monkeypatch.setattr(Doorbell, "not_before", 0.0)
    ring()
    ring()
    assert calls == [1], "and it is not asked again at once"
