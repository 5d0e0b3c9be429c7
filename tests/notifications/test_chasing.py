"""A coordinator writes a line to those who must resolve targets, each once a day; or has nobody reminded for a while.

In the world the Authority is to decide by Thursday 8 March 2001, so papers must go out by Friday 2 March.
"""

from datetime import date, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from governance.models import Objective, Resolution, Target
from notifications.chase.letters import chase
from notifications.composing import compose
from notifications.due.scan import reminders_for
from notifications.hearing.following import begin_here
from notifications.letters import write
from notifications.models import ChaseLetter, Delivery, How, Message, Preference, Snooze, Topic
from notifications.outbox import sweep
from notifications.round import go_round
from tests.governance.scenes import stand_in
from tests.notifications.test_chase import _january, page, standing  # noqa: F401 - a fixture among them
from tests.world import JAN_17, World, a_target, acting, resolve
from workflow.blockers import Blocked
from workflow.gate import blockers, perform
from workflow.writing import write_rows

pytestmark = pytest.mark.django_db
MAR_2 = date(2001, 3, 2)
FEB_20 = date(2001, 2, 20)
"""On which Olive is reminded first"""
LINE = "Can you tell me by Friday, please?"


@pytest.fixture
def quiet(world) -> World:
    begin_here()
    return world


def chased(world, *targets, line=LINE, by=None, on=JAN_17):
    keys = [target.pk for target in targets or (world.undecided,)]
    return chase(world.plan, keys, line, actor=acting(by or world.colin, on), now=timezone.now())


def posted(on=JAN_17):
    """What arrives of what waits, and of nothing else."""
    mail.outbox.clear()
    compose(timezone.now())
    sweep(partial(write, on=on))
    return mail.outbox


# Chasing


def test_each_owner_gets_one_message_with_all_of_theirs_and_the_line_on_top(quiet):
    more = a_target(quiet.street, "X", "Robberies", by=acting(quiet.colin), resolution=Resolution.PLACEHOLDER)
    guns = a_target(quiet.guns, "", "Guns handed in", by=acting(quiet.colin), resolution=Resolution.MISSING)
    begin_here()
    found = chased(quiet, quiet.undecided, more, guns)
    assert (found.done, found.left_out) == ("Written to Olive Grant and Omar Siddiq.", "")

    letters = {letter.to[0]: letter for letter in posted()}
    assert len(letters) == 2
    letter = letters["Olive Grant <olive@example.org>"]
    assert letter.subject == "Colin Reyes: Resolve 2 targets by 2 March 2001"
    assert letter.from_email.startswith("Colin Reyes through Assent <")
    assert letter.body.startswith(f"Colin Reyes writes to you: “{LINE}”")
    for target in (quiet.undecided, more):
        assert f"/targets/{target.pk}/acts/revise/" in letter.body
    assert f"/targets/{guns.pk}/" not in letter.body, "that is Omar's"


def test_whoever_was_written_to_today_is_not_written_to_again(quiet):
    chased(quiet)
    again = chased(quiet, line="And now?")
    assert (again.done, again.left_out) == (
        "",
        "Not written to: Olive Grant (was written to today already, by Colin Reyes).",
    )
    assert len(posted()) == 1
    assert chased(quiet, on=JAN_17 + timedelta(days=1)).done == "Written to Olive Grant."
    assert Delivery.objects.filter(kind="chase.targets").count() == 2


def test_the_database_holds_it_once_a_day(quiet):
    chased(quiet)
    letter = ChaseLetter.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        ChaseLetter.objects.create(plan=quiet.plan, person=quiet.olive, by=quiet.colin, on=letter.on, line="Again")


def test_it_says_who_was_not_written_to_and_why(quiet):
    stand_in(quiet)  # Priya, who may not read the plan
    quiet.olive.is_active = False
    quiet.olive.save()
    resolved = chased(quiet, quiet.undecided, quiet.resolved)
    assert resolved.done == ""
    assert resolved.left_out == (
        "Not written to: 1 of what you chose is resolved, or not there any more; Olive Grant (cannot sign in); "
        "Priya Nair (may not read the plan)."
    )
    assert posted() == []


def test_nobody_chases_themselves(quiet):
    write_rows_owner(quiet.street, quiet.colin)
    assert chased(quiet).left_out == "Not written to: Colin Reyes (nobody chases themselves)."
    assert not ChaseLetter.objects.exists()


def write_rows_owner(objective, person):
    """Past the gate: a coordinator who owns an objective as well."""
    fresh = Objective.objects.get(pk=objective.pk)
    fresh.owner = person
    with transaction.atomic():
        write_rows([fresh], counted={fresh.root_row})


def test_whoever_wants_no_reminders_by_mail_has_it_in_their_inbox(quiet):
    Preference.objects.create(person=quiet.olive, topic=Topic.REMINDERS, how=How.OFF)
    assert chased(quiet).done == "Written to Olive Grant (in their inbox only, as they chose)."
    assert posted() == []
    assert Message.objects.get(person=quiet.olive).subject == "Colin Reyes: Resolve a target by 2 March 2001"


def test_what_is_resolved_meanwhile_is_left_out_and_then_nothing_goes(quiet):
    chased(quiet)
    resolve(quiet)
    begin_here()
    assert posted() == []
    assert Delivery.objects.get(kind="chase.targets").needless == "It was settled before it went out."


def test_a_chase_is_the_last_contact(quiet):
    chased(quiet)
    assert standing(quiet, JAN_17).last is None, "it has not gone out yet"
    posted()
    assert standing(quiet, JAN_17).last.name == "Olive Grant"


@pytest.mark.parametrize(
    "line",
    [
        "Hello\r\nBcc: all@example.org\r\n\r\nYou are dismissed.",
        "<script>alert(1)</script><a href='https://evil.example/'>here</a>",
        "=?utf-8?q?=0ABcc:x?= \u202e \u2028 \0 .\r\n.\r\nRSET",
        "- a list\n- of ours?\nhttp://127.0.0.1:8000/plans/",
    ],
)
def test_whatever_stands_in_the_line_or_in_a_name_is_text(quiet, line):
    quiet.colin.name = "Colin\r\nBcc: x@example.org"
    quiet.colin.save()
    chased(quiet, line=line.replace("\0", ""))
    (letter,) = posted()
    read = message_from_bytes(letter.message().as_bytes(), _class=EmailMessage, policy=policy.default)
    assert "Bcc" not in read
    assert [each.addr_spec for each in read["To"].addresses] == ["olive@example.org"]
    assert len(read["From"].addresses) == 1
    assert "\n" not in letter.subject
    first = letter.body.splitlines()[0]
    assert first.startswith("Colin Bcc: x@example.org writes to you: “")
    assert first.endswith("”"), "all of it on one line, between marks of ours"
    html = letter.alternatives[0][0]
    assert "<script>" not in html
    assert "evil.example/'>" not in html
    assert html.count("<a ") <= 4


def test_whoever_only_looks_on_writes_to_nobody(quiet):
    with pytest.raises(
        Blocked,
        match=r"^Only a coordinator of the plan chases and snoozes: the plan coordinator of MPA \(Colin Reyes\)\.$",
    ):
        chased(quiet, by=quiet.ada)
    assert not ChaseLetter.objects.exists()


@pytest.mark.usefixtures("_january")
def test_the_page_sends_and_says_what_became_of_it(quiet, client):
    here = reverse("chase", args=[quiet.plan.slug])
    client.force_login(quiet.colin)
    answer = client.post(here, {"target": quiet.undecided.pk, "line": LINE}, follow=True)
    assert "Written to Olive Grant." in answer.content.decode()
    assert len(posted()) == 1
    for typed in ({}, {"line": LINE}):
        empty = client.post(here, typed)
        assert empty.status_code == 422
        assert "Choose whom to chase: tick a target at least." in empty.content.decode()
    assert LINE in empty.content.decode(), "nothing typed is lost"
    silent = client.post(here, {"target": quiet.undecided.pk, "line": ""})
    assert silent.status_code == 422
    assert f'value="{quiet.undecided.pk}" id="target-{quiet.undecided.pk}" form="letter" checked' in (
        silent.content.decode()
    )
    assert "nobody chases" not in empty.content.decode()
    assert client.post(here, {"target": ["x", "9" * 40, "-1", ""], "line": LINE}).status_code == 422
    client.force_login(quiet.ada)
    refused = client.post(here, {"target": quiet.undecided.pk, "line": LINE})
    assert refused.status_code == 403
    assert "Only a coordinator of the plan chases and snoozes: the plan coordinator of MPA (Colin Reyes)." in (
        refused.content.decode()
    )


# Snoozing


def snoozed(world, last_day=MAR_2, by=None, on=JAN_17, because="The returns come in March."):
    snooze = Snooze(target=world.undecided)
    perform(snooze.begin, actor=acting(by or world.colin, on), because=because, last_day=last_day)
    return snooze


def reminded(on):
    return {each.due.what for each in reminders_for(on)}


def test_nobody_is_reminded_of_a_snoozed_target_until_its_last_day_is_over(quiet):
    assert len(reminded(FEB_20)) == 1
    snoozed(quiet, FEB_20 + timedelta(days=2))
    found = {days: bool(reminded(FEB_20 + timedelta(days=days))) for days in range(5)}
    assert found == {0: False, 1: False, 2: False, 3: True, 4: True}, "it ends by itself"
    found = standing(quiet, JAN_17)
    assert found.next.on == FEB_20 + timedelta(days=3)
    perform(Snooze.objects.get().renew, actor=acting(quiet.colin), because="Later.", last_day=MAR_2 + timedelta(days=9))
    found = standing(quiet, JAN_17)
    assert (found.next.on, found.then) == (MAR_2 + timedelta(days=10), None), "then everybody hears of it at once"
    assert found.next.names == ("Charles Ogden", "Colin Reyes", "Olive Grant")


def test_it_stops_what_was_found_and_has_not_gone_out(quiet):
    from notifications.due.scan import scan

    scan(FEB_20, timezone.now())
    snoozed(quiet, FEB_20, on=FEB_20)
    compose(timezone.now(), whatever_the_hour=True)
    sweep(partial(write, on=FEB_20))
    assert mail.outbox == []


def test_who_snoozed_it_until_when_and_why_is_shown_and_in_the_ledger(quiet):
    snoozed(quiet)
    found = standing(quiet, JAN_17).snooze
    assert (found.last_day, found.by, found.because) == (MAR_2, "Colin Reyes", "The returns come in March.")
    line = AuditEvent.objects.get(action="snooze.begun")
    assert line.plan_id == str(quiet.plan.pk)
    assert standing(quiet, MAR_2 + timedelta(days=1)).snooze is None


def test_it_can_be_ended_early_and_begun_anew(quiet):
    snooze = snoozed(quiet)
    perform(snooze.end, actor=acting(quiet.colin, JAN_17))
    assert standing(quiet, JAN_17).snooze is None
    assert len(reminded(FEB_20)) == 1
    with pytest.raises(Blocked, match="are not snoozed any more"):
        perform(snooze.end, actor=acting(quiet.colin, JAN_17))
    perform(snooze.renew, actor=acting(quiet.colin, JAN_17), because="Once more.", last_day=FEB_20)
    assert standing(quiet, JAN_17).snooze.because == "Once more."


def test_one_snooze_a_target(quiet):
    snoozed(quiet)
    with pytest.raises(Blocked, match="The same has been done already"):
        snoozed(quiet)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"because": ""}, "Give a reason: it is kept with the change."),
        ({"last_day": JAN_17 - timedelta(days=1)}, "The last day without reminders cannot have passed."),
        ({"last_day": JAN_17 + timedelta(days=367)}, "A snooze lasts a year at most."),
    ],
)
def test_a_reason_and_a_day_within_a_year(quiet, change, sentence):
    with pytest.raises(Blocked) as refused:
        snoozed(quiet, **change)
    assert [each.sentence for each in refused.value.blockers] == [sentence]
    for last_day in (JAN_17, JAN_17 + timedelta(days=366)):
        with transaction.atomic():
            snoozed(quiet, last_day)
            transaction.set_rollback(True)


def test_nobody_snoozes_what_is_resolved(quiet):
    snooze = Snooze(target=quiet.resolved)
    assert [each.sentence for each in blockers(snooze.begin, actor=acting(quiet.colin))] == [
        f"Nobody is reminded of {quiet.resolved}: it is resolved."
    ]
    assert blockers(Snooze(target=quiet.undecided).begin, actor=acting(quiet.colin)) == []


def test_only_a_coordinator_snoozes_and_ends_it(quiet):
    snooze = snoozed(quiet)
    fresh = Snooze(target=a_target(quiet.guns, "", "Guns", by=acting(quiet.colin), resolution=Resolution.MISSING))
    everybody = "anna olive omar clare ken mira charles ada sue walter".split()
    for who in everybody:
        actor = acting(getattr(quiet, who), JAN_17)
        for act in (snooze.end, snooze.renew, fresh.begin):
            assert [each.code for each in blockers(act, actor=actor)] == ["role"], (who, act)
    for act in (snooze.end, snooze.renew, fresh.begin):
        assert blockers(act, actor=acting(quiet.colin, JAN_17)) == []


def test_nobody_is_chased_about_what_is_snoozed(quiet):
    snoozed(quiet)
    target = Target.objects.get(pk=quiet.undecided.pk)
    assert chased(quiet).left_out == f"Not written to: anybody about {target} (it is snoozed to 2 March 2001)."


def test_a_snooze_is_no_change_of_the_objective(quiet):
    before = Objective.objects.get(pk=quiet.street.pk).version
    snoozed(quiet)
    assert Objective.objects.get(pk=quiet.street.pk).version == before


@pytest.mark.usefixtures("_january")
def test_the_page_warns_where_a_snooze_goes_beyond_the_papers(quiet, client):
    client.force_login(quiet.colin)
    address = reverse("snooze", args=[quiet.undecided.pk])
    typed = {"last_day-day": "3", "last_day-month": "3", "last_day-year": "2001", "because": "They come <b>late</b>."}
    check = client.post(address, typed).content.decode()
    assert "Nobody will be reminded before Friday 2 March 2001, and it may come too late after." in check
    assert "too late" not in client.post(address, {**typed, "last_day-day": "2"}).content.decode()
    client.post(address, {**typed, "checked": "yes"})
    found = page(client, quiet.colin, reverse("chase", args=[quiet.plan.slug]))[1]
    assert "to 3 March 2001 by Colin Reyes: They come &lt;b&gt;late&lt;/b&gt;." in found
    assert "That is after the papers go out." in found
    assert (
        "1 unresolved target<"
        in page(client, quiet.ada, f"{reverse('chase', args=[quiet.plan.slug])}?standing=snoozed")[1]
    )
    client.force_login(quiet.colin)
    again = client.post(reverse("end_snooze", args=[quiet.undecided.pk]), follow=True).content.decode()
    assert "again." in again
    assert Snooze.objects.get().last_day is None


def test_a_round_sends_chases_at_once_and_reminders_in_the_morning(quiet):
    chased(quiet, on=FEB_20)
    mail.outbox.clear()
    go_round(on=FEB_20, whatever_the_hour=True)
    assert sorted(letter.subject for letter in mail.outbox) == [
        "Colin Reyes: Resolve a target by 2 March 2001",
        "Resolve a target by 2 March 2001",
    ]
