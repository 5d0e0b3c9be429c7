"""Erasing a person leaves the ledger valid, and nothing of them but what the law has kept (I2, I5)."""

import json
from datetime import date
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit import erasing as words
from audit.canonical import canonical
from audit.models import SOMEBODY_ERASED, WORDS_ERASED, AuditEvent, AuditWords
from audit.switch import opened
from audit.triggers import ERASURE
from governance import erasing, sign_ins
from governance.models import Appointment, Body, Comment, Deputation, Erasure, SavedFilter
from governance.roles import RoleName
from meetings.models import Item
from notifications.models import Message
from tests.evidence import second
from tests.evidence.packs import packed, unpacked, verified
from tests.governance.erasing import EMAIL, NAME, USERNAME, residues, somebody_everywhere
from tests.governance.scenes import somebody_elsewhere, somebody_who_served
from tests.ledger import triggers_off
from tests.meetings.scenes import a_meeting, an_agenda, published
from tests.world import a_person, appoint, comment_on, resolve, submit
from workflow.blockers import Blocked
from workflow.gate import perform
from workflow.writing import open_gate, write_rows

FEB_1 = date(2001, 2, 1)
ASKED = "Asked for on 3 May."


@pytest.fixture(autouse=True)
def _on_1_february(settings):
    settings.TODAY = "tests.governance.test_erasing.feb_1"


def feb_1() -> date:
    return FEB_1


def verify() -> list[str]:
    """What `verify_ledger` finds; nothing if all is well."""
    out = StringIO()
    try:
        call_command("verify_ledger", "--json", stdout=out)
    except SystemExit:
        assert json.loads(out.getvalue())["faults"]
    return [f"{fault['where']}: {fault['what']}" for fault in json.loads(out.getvalue())["faults"]]


def erase(world, person, because=ASKED, by=None):
    return erasing.erase(person, actor=world.acting(by or world.anna, FEB_1), because=because)


def said(answer) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


# What is left


def test_nothing_is_left_of_a_person_but_a_number_and_every_hash_still_holds(world, tmp_path):
    zach, canaries = somebody_everywhere(world)
    before = dict(AuditEvent.objects.values_list("key", "link"))
    everywhere = {word for found in residues(canaries.words).values() for word in found}
    assert everywhere == set(canaries.words)
    assert len(everywhere) >= 20
    assert verify() == []

    erasure = erase(world, zach)

    assert residues(canaries.words) == {}
    assert verify() == []
    assert before.items() <= dict(AuditEvent.objects.values_list("key", "link")).items()
    assert (erasure.words, erasure.entries) == (
        len(list(words.read_list(erasure.removed))),
        len(erasure.removed.split("\n")),
    )
    for level in ("auditor", "open"):
        folder = unpacked(packed(world, level), tmp_path / level)
        code, text = verified(folder)
        assert code == 0, text
        assert second.broken_books(folder) == set()
        everything = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file()).decode().lower()
        assert [word for word in canaries.words if word.lower() in everything] == []


def test_the_line_says_who_by_number_why_and_how_much_and_names_nobody(world):
    zach, _ = somebody_everywhere(world)
    erasure = erase(world, zach)
    line = AuditEvent.objects.get(action="person.erased")
    assert (line.book, line.because, line.effective_on) == ("register", ASKED, FEB_1)
    assert line.subject_label == f"person {zach.pk}"
    changes = {name: pair[1] for name, pair in line.changes.items()}
    assert changes == {
        "person": str(zach.pk),
        "erased_on": "2001-02-01",
        "words": str(erasure.words),
        "entries": str(erasure.entries),
        "removed": erasure.removed,
    }


def test_nobody_signs_in_as_them_and_who_was_signed_in_is_not(world):
    zach, _ = somebody_everywhere(world)
    erase(world, zach)
    zach.refresh_from_db()
    assert (zach.name, zach.username, zach.email) == (f"Erased person {zach.pk}", f"erased-{zach.pk}", "")
    assert not zach.is_active
    assert not zach.has_usable_password()
    assert str(zach.pk) not in [session.get_decoded().get("_auth_user_id") for session in Session.objects.all()]
    with pytest.raises(Blocked, match=r"^Somebody who was erased does not sign in again\.$"):
        sign_ins.restore(zach, actor=world.acting(world.anna, FEB_1))
    with pytest.raises(Blocked, match=r"^Somebody who was erased holds no office again: enter them as somebody new\.$"):
        appoint(zach, world.fpbv, RoleName.MEMBER, by=world.acting(world.anna, FEB_1), starts_on=FEB_1)


def test_what_others_said_of_them_goes_and_all_else_that_others_said_stays(world):
    zach, _ = somebody_everywhere(world)
    comment_on(world, "Why not ten per cent, Zacharias?")
    erase(world, zach)
    assert list(Comment.objects.order_by("pk").values_list("text", flat=True)) == [
        WORDS_ERASED,
        WORDS_ERASED,
        "Why not ten per cent, Zacharias?",
    ]
    assert Message.objects.get(person=world.mira).text == WORDS_ERASED
    assert SavedFilter.objects.get(person=world.ada).query == WORDS_ERASED


def test_of_two_people_of_one_name_one_is_erased(world):
    other = a_person("another", NAME)
    appoint(other, world.fpbv, RoleName.MEMBER, by=world.acting(world.anna))
    zach, _ = somebody_everywhere(world)
    erase(world, zach)
    other.refresh_from_db()
    assert (str(other), other.is_active) == (NAME, True)


def test_a_deputys_time_ends_with_them(world):
    zach = a_person(USERNAME, NAME)
    lent = Deputation(owner=world.olive, body=world.tp, deputy=zach, starts_on=FEB_1, ends_on=date(2001, 3, 1))
    perform(lent.name, actor=world.acting(world.olive, FEB_1), because="Leave.")
    erase(world, zach)
    lent.refresh_from_db()
    assert lent.ends_on == date(2001, 1, 31)
    assert verify() == []
    assert residues([NAME]) == {}


# What stays, because the law has it kept


def test_what_was_published_stays_and_is_said_beforehand(world):
    zach = a_person(USERNAME, NAME)
    meeting = a_meeting(world)
    item = an_agenda(world, meeting)
    note = Item(meeting=meeting, title="Thanks", kind="other", note=f"To thank {NAME}.", order=9)
    perform(note.add, actor=world.acting(world.ken))
    assert item
    published(world, meeting)

    told = " ".join(erasing.beforehand(zach))
    assert "Their name stays in: Sealed texts of what was published, decided or minuted (seal " in told
    assert f"Their name stays in: Agendas, papers and minutes that no longer change (item {note.pk})." in told
    assert "The law has it kept and open to the public (LGA 1972 s.100C, 100D; UK GDPR Art. 17(3)(b))." in told

    erase(world, zach)
    assert set(residues([NAME])) == {"audit.SealedText.text", "meetings.Item.note", "audit.AuditWords.words"}
    assert verify() == []
    assert NAME in Client().get(reverse("meeting", args=[meeting.pk])).text


# Who is not erased


def refusals(world, person, **more) -> list[str]:
    with pytest.raises(Blocked) as refused:
        erase(world, person, **more)
    return [blocker.sentence for blocker in refused.value.blockers]


def test_who_holds_an_office_or_has_something_open_is_not_erased(world):
    assert refusals(world, world.olive) == [
        "Olive Grant is objective owner of TP: end that office first.",
        "Olive Grant owns objectives that are not published: give them another owner first.",
    ]
    later = a_person(USERNAME, NAME)
    appoint(later, world.fpbv, RoleName.MEMBER, by=world.acting(world.anna), starts_on=date(2001, 4, 1))
    assert refusals(world, later) == [f"{NAME} will from 1 April 2001 be member of FPBV: end that office first."]
    resolve(world)
    submit(world)
    comment = comment_on(world)
    with transaction.atomic(), open_gate():
        QuerySet(Comment).filter(pk=comment.pk).update(owner=world.walter)
    assert refusals(world, world.walter) == ["Walter Street has comments to answer: give them to somebody else first."]


def test_nobody_erases_themselves_or_without_a_right_or_a_reason_or_twice(world):
    assert "Nobody erases themselves: another administrator must do it." in refusals(world, world.anna)
    assert refusals(world, world.walter, by=world.ada) == [
        f"Your role does not let you erase person {world.walter.pk}."
    ]
    assert refusals(world, world.walter, because="") == ["Give a reason: it is kept with the change."]
    for naming in ("walter street asked", "walter asked", "Sent by WALTER@example.org"):
        assert refusals(world, world.walter, because=naming) == [
            "Give a reason that does not name the person: it is kept."
        ]
    erase(world, world.walter)
    before = (AuditEvent.objects.count(), list(User.objects.order_by("pk").values()))
    assert refusals(world, world.walter) == ["This person was erased on 1 February 2001."]
    assert (AuditEvent.objects.count(), list(User.objects.order_by("pk").values())) == before


def test_whoever_administers_an_authority_they_never_served_does_not_erase_them(world):
    una, rose = somebody_elsewhere(), somebody_who_served(world)
    city = Body.objects.get(short_name="City")

    assert refusals(world, rose, by=una) == [f"Your role does not let you erase person {rose.pk}."]
    # Nor by an office there that was ended before it began.
    write_rows([Appointment(person=rose, body=city, role=RoleName.MEMBER, starts_on=FEB_1, ends_on=date(2001, 1, 31))])
    assert refusals(world, rose, by=una) == [f"Your role does not let you erase person {rose.pk}."]
    erase(world, rose)


# Whoever takes words out in another way is found


def test_a_word_that_no_erasure_accounts_for_is_a_fault(world, tmp_path):
    zach, _ = somebody_everywhere(world)
    erase(world, zach)
    event = AuditEvent.objects.with_words().get(book="register", seq=3)
    with transaction.atomic():
        words.remove({event.key: {"actor"}})
    fault = "Its words for “actor” are not those that were hashed."
    assert verify() == [f"register:3: {fault}"]
    folder = unpacked(packed(world), tmp_path / "pack")
    code, text = verified(folder)
    assert (code, f"ledger/register.jsonl, entry 3: {fault}" in text) == (1, True)
    assert second.broken_books(folder) == {"register"}


def test_a_word_that_was_erased_and_is_there_again_is_a_fault(world, tmp_path):
    zach, _ = somebody_everywhere(world)
    kept = dict(AuditWords.objects.values_list("pk", "words"))
    erasure = erase(world, zach)
    key, name = next(words.read_list(erasure.removed))
    with triggers_off():
        AuditWords.objects.filter(pk=key).update(words=kept[key])
    fault = f"Its words for “{name}” were erased, and are there again."
    assert f"{key}: {fault}" in verify()
    folder = unpacked(packed(world), tmp_path / "pack")
    assert fault in verified(folder)[1]
    assert second.broken_books(folder) == {key.partition(":")[0]}


def test_a_text_that_is_put_in_place_of_an_erased_one_is_a_fault(world, tmp_path):
    zach, _ = somebody_everywhere(world)
    erase(world, zach)
    comment = Comment.objects.order_by("pk").first()
    with triggers_off():
        connection.cursor().execute("UPDATE governance_comment SET text = 'Well done.' WHERE id = %s", [comment.pk])
    assert verify() == [
        f"governance.comment {comment.pk}: Its text is “Well done.”, and the ledger proves “{WORDS_ERASED}”."
    ]
    assert "The text of comment" in verified(unpacked(packed(world), tmp_path / "pack"))[1]


def changed(event: AuditEvent, change) -> str:
    spoken = json.loads(event.spoken.words)
    change(spoken)
    return canonical(spoken).decode()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda spoken: spoken["actor"].__setitem__(0, "Somebody else"), id="another value"),
        pytest.param(lambda spoken: spoken.update(basis=["More", "00" * 16]), id="one more"),
        pytest.param(lambda spoken: spoken.update(subject=spoken["actor"]), id="another's"),
    ],
)
def test_the_door_lets_words_out_and_nothing_in(world, change):
    event = AuditEvent.objects.with_words().get(book="register", seq=3)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), opened(ERASURE):
        AuditWords.objects.filter(pk=event.pk).update(words=changed(event, change))
    for door in (
        lambda: AuditWords.objects.filter(pk=event.pk).update(event_id="register:99"),
        lambda: AuditWords.objects.filter(pk=event.pk)._raw_delete("default"),
        lambda: AuditEvent.objects.filter(pk=event.pk).update(role="chair"),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), opened(ERASURE):
            door()


def test_the_door_is_shut_again_behind_an_erasure(world):
    zach, _ = somebody_everywhere(world)
    erase(world, zach)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditWords.objects.filter(pk="register:3").update(words="{}")


# Pages


def test_every_page_they_stood_on_still_opens(world, client):
    zach, _ = somebody_everywhere(world)
    touched = [key for key, _ in words.read_list(erase(world, zach).removed)]
    pages = ["/ledger/", "/ledger/export/", "/people/", reverse("person", args=[zach.pk]), f"/ledger/?person={zach.pk}"]
    pages += [reverse("ledger_entry", args=[key]) for key in dict.fromkeys(touched)]
    pages += [world.street.get_absolute_url(), f"{world.street.get_absolute_url()}?as_at=2001-01-31"]
    pages += [world.plan.get_absolute_url(), f"{world.plan.get_absolute_url()}?as_at=2001-01-31"]
    pages += [reverse("said_and_done", args=[world.plan.slug]), reverse("target", args=[world.undecided.pk])]
    pages += [reverse("body", args=[world.workshop.pk])]
    client.force_login(world.ada)
    for page in pages:
        answer = client.get(page)
        body = b"".join(answer) if answer.streaming else answer.content
        assert answer.status_code == 200, page
        assert not [name for name in (b"Quillfeather", b"Oldbarrow") if name in body], page
    entry = said(client.get(reverse("ledger_entry", args=[touched[-1]])))
    assert SOMEBODY_ERASED in entry or WORDS_ERASED in entry


def test_an_administrator_erases_somebody_on_two_pages(world, client):
    zach, _ = somebody_everywhere(world)
    client.force_login(world.anna)
    person, page = reverse("person", args=[zach.pk]), reverse("erase_person", args=[zach.pk])
    assert page in client.get(person).text
    assert f"Erase {NAME}" in said(client.get(page))
    check = said(client.post(page, {"because": ASKED}))
    assert f"{NAME} can never sign in again, and is called “Erased person {zach.pk}” from now on." in check
    assert not Erasure.objects.exists()
    answer = client.post(page, {"because": ASKED, "checked": "yes"}, follow=True)
    assert "The person has been erased." in said(answer)
    assert "Erased on Thursday 1 February 2001" in said(answer)
    assert page not in answer.text
    assert "This person was erased on 1 February 2001." in said(client.get(page))
    assert client.post(page, {"because": ASKED, "checked": "yes"}).status_code == 409


@pytest.mark.parametrize("name", ["ada", "clare", "olive"])
def test_only_an_administrator_erases(world, client, name):
    client.force_login(getattr(world, name))
    answer = client.post(reverse("erase_person", args=[world.ken.pk]), {"because": ASKED, "checked": "yes"})
    assert (answer.status_code, "Only an administrator erases a person." in said(answer)) == (403, True)


# On the command line


def command(*words: str) -> str:
    out = StringIO()
    call_command("erase_person", *words, stdout=out)
    return out.getvalue()


def test_the_command_says_what_will_go_erases_and_lists_it(world, tmp_path):
    zach, _ = somebody_everywhere(world)
    assert "Nothing has been done." in command(USERNAME)
    with pytest.raises(CommandError, match=r"^Say who erases them: --as USERNAME\.$"):
        command(USERNAME, "--because", ASKED)
    with pytest.raises(CommandError, match="end that office first"):
        command("olive", "--because", ASKED, "--as", "anna")
    with pytest.raises(CommandError, match=r"^Nobody has the username “nobody”\.$"):
        command("nobody")
    assert command(USERNAME, "--because", ASKED, "--as", "anna").startswith(f"Person {zach.pk} is erased: ")
    assert command("--list") == f"{zach.pk} 2001-02-01\n"
    kept = tmp_path / "erased.txt"
    kept.write_text(command("--list"))
    assert command("--again", str(kept), "--as", "anna") == ""


def test_after_an_older_backup_was_restored_they_are_erased_again(world, tmp_path):
    zach, _ = somebody_everywhere(world)
    kept = tmp_path / "erased.txt"
    kept.write_text(f"{zach.pk} 2001-01-20\n99999 2001-01-21\n")
    assert f"Person {zach.pk} is erased: " in command("--again", str(kept), "--as", "anna")
    assert residues([NAME, EMAIL]) == {}
    assert verify() == []
