"""`export_audit` and `checkpoint`: what leaves the house, at which level, in which form."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from functools import partial

import pytest
from django.core.management import CommandError, call_command

from audit.models import AuditEvent, Book
from evidence.lines import shown_lines
from evidence.open import open_rules
from evidence.sight import for_an_auditor
from evidence.verifier.verify import RECORDS
from governance.as_at.public import OPEN_TO_ALL
from governance.models import ExemptNote, Power
from governance.roles import RoleName
from interface.sinks import STARTS_A_FORMULA, text_of
from meetings.models import Item, Meeting, Minutes
from tests.audit.paper import verify
from tests.evidence.packs import REGISTER, lines, manifest_of, packed, sight_of, unpacked, verified
from tests.ledger import triggers_off
from tests.meetings.at_the_table import do, interest, moved
from tests.meetings.scenes import (
    a_meeting,
    a_meeting_with_secrets,
    an_exempt_item,
    an_item,
    concluded,
    published,
    resolved,
    sitting,
    taken,
)
from tests.world import JAN_17, a_person, acting, appoint, bring_to, comment_on, resolve
from workflow.gate import perform
from workflow.triggers import governed_models

WORD = "Brightwater"
SAID = "Why not ten per cent?"
ANSWER = "It was answered in the room."
NOTE = "The Dorking informant"


@pytest.fixture
def eventful(world):
    """A meeting with exempt papers, an exempt note, a comment, and an objective that was published in the end."""
    a_meeting_with_secrets(world)
    note = ExemptNote(objective=world.street, text=NOTE, paragraph=14, schedule="1986")
    perform(note.add, actor=world.acting(world.olive))
    bring_to(world, "workshop_review")
    comment = comment_on(world, SAID)
    perform(partial(comment.give_answer, disposition="noted", answer=ANSWER), actor=world.acting(world.olive, JAN_17))
    bring_to(world, "published")
    return world


def exported(tmp_path, form, **options):
    file = tmp_path / f"{form}-{len(list(tmp_path.iterdir()))}"
    call_command("export_audit", plan="2001/02", format=form, output=file, stdout=io.StringIO(), **options)
    return file.read_bytes()


def everything_in(data: bytes) -> str:
    """The words of a file; of a pack, those of its files."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


# Levels


@pytest.mark.parametrize("form", ["csv", "jsonl", "pack"])
def test_nothing_exempt_private_or_unpublished_is_in_an_open_export(eventful, tmp_path, form):
    opened, whole = (everything_in(exported(tmp_path, form, level=level)) for level in ("open", "auditor"))

    closed = [WORD, NOTE, SAID, ANSWER, "To find more firearms", "Ada Lovell", "Walter Street"]
    assert [word for word in closed if word in opened] == []
    assert [word for word in closed if word not in whole] == ["Walter Street"] * (form != "pack"), "the control"
    assert "To reduce street crime" in opened
    assert "The boroughs have reported." in opened, "why a published target changed stands on its page as well"


def test_what_was_minuted_without_the_public_is_in_no_open_export(fpbv, tmp_path):
    """Motions, resolutions and interests of a closed item; those of the open item beside it are there."""
    world, meeting = fpbv, a_meeting(fpbv)
    items = {"Estate": an_item(world, meeting, "Estate", kind="other", plan=None)}
    items[WORD] = an_exempt_item(world, meeting, kind="other")
    published(world, meeting)
    sitting(world, meeting)
    minutes = Minutes(meeting=meeting)
    for word, item in items.items():
        item.refresh_from_db()
        do(world, interest(item, world.mira, nature=f"My shares in {word}."))
        minute = taken(world, item, world.rachel)
        motion = moved(world, minute, world.peter, f"{word} be sold")
        do(world, motion.agree)
        resolved(world, minute, "noted", text=f"to note {word}")
        do(world, partial(minute.write, text=f"{word} was discussed"))
        concluded(world, minute)
    excluding = taken(world, Item.objects.get(meeting=meeting, kind="exclusion"), world.rachel)
    resolved(world, excluding, "agreed", asked=excluding.item.recommendations.get())
    concluded(world, excluding)
    do(world, Meeting.objects.get(pk=meeting.pk).close)
    do(world, minutes.draft)
    do(world, partial(minutes.circulate, circulated_on=meeting.held_on))

    opened, whole = (everything_in(packed(world, level)) for level in ("open", "auditor"))

    assert WORD not in opened
    for said in ("My shares in {}.", "{} be sold", "to note {}"):
        assert said.format(WORD) in whole, "the control"
        assert said.format("Estate") in opened
    assert "Estate was discussed" not in opened, "drafts of what was said stand in the lines"
    assert verified(unpacked(packed(world, "open"), tmp_path / "open"))[0] == 0


def test_both_levels_verify_and_say_how_much_is_withheld(eventful, tmp_path):
    for level in ("open", "auditor"):
        folder = unpacked(packed(eventful, level), tmp_path / level)
        code, text = verified(folder)
        withheld = sum(int(book["withheld"]) for book in manifest_of(folder)["books"].values())
        assert code == 0, text
        assert f"Redaction level “{level}”: {withheld} entries are there by their hash only." in text
        assert (withheld > 0) == (level == "open")


@pytest.mark.once
def test_words_that_are_withheld_are_named_beside_their_entry(eventful, tmp_path):
    folder = unpacked(packed(eventful, "open"), tmp_path / "open")
    register = lines(folder, REGISTER)
    issued = next(line for line in register if line["entry"] and line["entry"]["action"] == "agenda.published")

    assert set(issued["words"]) == {"actor", "subject"}
    assert "Late advice" in str(register), "the titles of closed items are public"
    assert not any(line["words"].keys() & {"because", "text.1", "note.1"} for line in register)


def test_an_auditor_of_one_body_reads_in_a_pack_what_they_read_in_the_ledger(world, tmp_path):
    petra = a_person("petra", "Petra Lane")
    appoint(petra, world.fpbv, RoleName.AUDITOR, by=acting(world.anna))
    sight = for_an_auditor(world.plan, world.acting(petra))

    assert {line.within_id for line in shown_lines(sight)} == {str(world.fpbv.pk)}


# Forms


def test_the_same_ledger_gives_the_same_bytes(eventful, tmp_path):
    for form in ("csv", "jsonl", "pack"):
        assert exported(tmp_path, form) == exported(tmp_path, form), form


def test_a_line_holds_the_very_bytes_that_were_hashed(eventful, tmp_path):
    first, *rest = exported(tmp_path, "jsonl", level="auditor").splitlines()

    assert json.loads(first)["level"] == "auditor"
    assert json.loads(first)["books"]["register"]["link"] == Book.objects.get(key="register").link
    texts = dict(AuditEvent.objects.values_list("key", "text"))
    assert len(rest) == len(texts)
    for line in rest:
        read = json.loads(line)
        assert b'"entry":' + bytes(texts[f"{read['book']}:{read['seq']}"]) + b',"leaf"' in line


@pytest.mark.once
def test_no_cell_of_the_table_is_a_formula_and_every_row_states_its_level(world, tmp_path):
    resolve(world, text="=2+5 per cent")
    perform(partial(world.street.revise, title="@SUM(A1)"), actor=world.acting(world.olive))
    table = exported(tmp_path, "csv", level="auditor").decode("utf-8-sig")

    head, *rows = csv.reader(io.StringIO(table))

    assert head[-1] == "Redaction level"
    assert {row[-1] for row in rows} == {"auditor"}
    assert not [cell for row in rows for cell in row if cell[:1] and cell[0] in STARTS_A_FORMULA]
    assert "@SUM(A1)" in "".join(text_of(cell) for row in rows for cell in row)


@pytest.mark.once
def test_every_kind_of_governed_row_has_its_place_in_a_pack():
    placed = [label for labels in RECORDS.values() for label in labels]

    assert sorted(placed) == sorted(model._meta.label_lower for model in governed_models()), (
        "Name it in RECORDS of evidence/verifier/verify.py; whether it is open is said in evidence/open.py."
    )


# A damaged database


def test_a_pack_of_a_damaged_database_says_what_verify_ledger_says(world, tmp_path):
    from django.db import connection

    with triggers_off(), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_auditevent SET text = %s WHERE key = 'register:7'", [b"\xff{}"])
        cursor.execute("UPDATE governance_power SET kind = 'approve' WHERE kind = 'advise'")
        cursor.execute("UPDATE audit_auditwords SET words = '{' WHERE event_id = 'register:9'")
    folder = unpacked(packed(world), tmp_path / "pack")

    code, text = verified(folder)

    assert code == 1
    assert f"{REGISTER}, entry 7: Its text is not the text that was hashed." in text
    assert f"{REGISTER}, entry 9: Its names and reasons are missing or cannot be read." in text
    assert "is “approve”, and the ledger proves “advise”." in text


def test_a_row_that_no_line_tells_of_is_named(world, tmp_path):
    from django.db import connection

    from workflow.writing import open_gate

    with triggers_off(), open_gate(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO governance_power (version, starts_on, kind, body_id) VALUES (1, '2000-10-02', 'approve', %s)",
            [world.tp.pk],
        )
    folder = unpacked(packed(world), tmp_path / "pack")

    power = Power.objects.get(body=world.tp)
    assert f"rights.jsonl: There is a row power {power.pk}, but no entry says how it came about." in verified(folder)[1]


# Commands


@pytest.mark.once
@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"plan": "1999/00"}, "There is no plan for 1999/00."),
        ({"body": "FPBV"}, "There is no plan for 2001/02."),
    ],
)
def test_a_plan_that_is_not_there_is_named(world, tmp_path, options, sentence):
    asked = {"plan": "2001/02", "format": "csv", "output": tmp_path / "out", **options}
    with pytest.raises(CommandError, match=f"^{sentence}$"):
        call_command("export_audit", **asked)
    assert not (tmp_path / "out").exists()


@pytest.mark.once
def test_no_file_is_written_over_and_no_half_of_one_is_left(world, tmp_path, monkeypatch):
    kept = tmp_path / "kept"
    kept.write_text("mine")
    export = partial(call_command, "export_audit", plan="2001/02", format="csv")
    for command in (export, partial(call_command, "checkpoint")):
        with pytest.raises(CommandError, match="kept is there already"):
            command(output=kept)
        with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
            command(output=tmp_path / "nowhere" / "out")
    assert kept.read_text() == "mine"

    monkeypatch.setattr("evidence.exporting.heads", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        exported(tmp_path, "jsonl")
    assert [each.name for each in tmp_path.iterdir()] == ["kept"]


@pytest.mark.once
def test_a_checkpoint_is_kept_and_known_again(world, tmp_path):
    file = tmp_path / "checkpoint.json"
    call_command("checkpoint", output=file, stdout=io.StringIO())
    kept = json.loads(file.read_text())
    resolve(world)

    assert kept["taken_at"].endswith("Z")
    assert verify("--checkpoint", file)["whole"]
    folder = unpacked(packed(world), tmp_path / "pack")
    assert verified(folder, *(book["link"] for book in kept["books"].values()))[0] == 0


@pytest.mark.once
def test_sight_of_the_open_names_nobody_but_those_who_acted_in_an_office(eventful, tmp_path):
    folder = unpacked(packed(eventful, "open"), tmp_path / "open")

    named = {person["name"] for person in lines(folder, "people.jsonl")}
    assert "Clare Hobbs" in named
    assert named.isdisjoint({"Ada Lovell", "Walter Street", "Sue Root", "Omar Siddiq"})
    assert sight_of(eventful, "open").is_open


def test_what_is_open_of_a_plan_is_what_its_page_shows_at_a_moment_and_its_seals(world):
    of_plans = {label for label in open_rules([world.plan]) if label.startswith("governance.")}
    assert of_plans == OPEN_TO_ALL | {"governance.seal"}
