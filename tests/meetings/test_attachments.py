"""Files that go with an item: taken in by what they are, kept once, sealed by their hash, and handed out to be kept."""

from __future__ import annotations

import hashlib
import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction

from audit.models import SealedFile
from audit.sealed import faults_in_texts, keep_file
from meetings import files
from meetings.models import Agenda, Attachment
from tests.governance.scenes import refusal
from tests.journeys import days
from tests.ledger import triggers_off
from tests.meetings.scenes import PDF, a_meeting, afresh, an_agenda, an_attachment, an_item, published
from tests.world import JAN_15, acting

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20
JPEG = b"\xff\xd8\xff\xe0" + b"0" * 20


def word(*more: str) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as document:
        for name in ("[Content_Types].xml", "word/document.xml", *more):
            document.writestr(name, "<x/>")
    return packed.getvalue()


@pytest.mark.once
@pytest.mark.parametrize(
    ("data", "kind"),
    [(PDF, files.PDF), (PNG, files.PNG), (JPEG, files.JPEG), (word(), files.WORD)],
    ids=["PDF", "PNG", "JPEG", "Word"],
)
def test_a_file_is_known_by_its_content(data, kind):
    assert files.kind_of(data) == kind


@pytest.mark.once
@pytest.mark.parametrize(
    "data",
    [b"MZ an executable", b"<svg onload=alert(1)>", b"<html>%PDF-", b"PK\x03\x04 no zip", word()[:60], b"GIF89a",
     b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"],
    ids=["a program", "a drawing", "a page", "no zip", "half a document", "GIF", "old Word"],  # a zip keeps the time
)  # fmt: skip
def test_what_is_none_of_these_is_not_taken(data):
    with pytest.raises(files.NotTaken, match="none of those that are taken, whatever its name says"):
        files.kind_of(data)


@pytest.mark.once
def test_a_spreadsheet_is_no_word_document():
    packed = BytesIO()
    with ZipFile(packed, "w") as document:
        document.writestr("[Content_Types].xml", "<x/>")
        document.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(files.NotTaken):
        files.kind_of(packed.getvalue())


@pytest.mark.once
def test_macros_are_not_taken():
    with pytest.raises(files.NotTaken, match="brings macros along"):
        files.kind_of(word("word/vbaProject.bin"))


@pytest.mark.once
def test_an_empty_file_and_a_large_one_are_refused_in_a_sentence():
    with pytest.raises(files.NotTaken, match=r"^The file is empty\.$"):
        files.kind_of(b"")
    with pytest.raises(files.NotTaken, match=r"has 8,000,001 bytes; an attachment may have 8,000,000"):
        files.kind_of(b"%PDF-" + b"0" * (files.LIMIT - 4))


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "kept"),
    [("map.pdf", "map.pdf"), ("../../etc/passwd", "passwd.pdf"), ("C:\\maps\\a.PDF", "a.pdf"), ("a\r\nb.pdf", "ab.pdf"),
     ('"><x>.html', "x.html.pdf"), ("", "attachment.pdf"), ("...", "attachment.pdf"), ("x" * 300, "x" * 180 + ".pdf")],
)  # fmt: skip
def test_a_name_is_a_text_and_never_a_path(name, kept):
    assert files.tidy(name, files.PDF) == kept


# On the pages


@pytest.fixture
def item(world, settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_15"
    return an_agenda(world, a_meeting(world))


def hand_in(client, item, data, name="map.pdf", title=""):
    address = f"/meetings/{item.meeting_id}/agenda/items/{item.pk}/attachments/add/"
    form = {"seen": afresh(item.meeting).version, "title": title, "file": SimpleUploadedFile(name, data)}
    return client.post(address, form)


@pytest.mark.once
def test_the_clerk_hands_in_a_file_and_everybody_takes_it_away(world, client, item):
    client.force_login(world.ken)
    assert hand_in(client, item, PDF, "../Borough map.exe", "Map of the boroughs").status_code == 302
    attachment = Attachment.objects.get()
    assert (attachment.title, attachment.name) == ("Map of the boroughs", "Borough map.exe.pdf")
    published(world, item.meeting)
    client.logout()

    answer = client.get(attachment.get_absolute_url())

    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith('attachment; filename="Borough map.exe.pdf"')
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.once
@pytest.mark.parametrize(
    "data", [b"<html><script>alert(1)</script>", b"", word("word/vbaProject.bin")], ids=["a page", "empty", "macros"]
)
def test_what_is_not_taken_comes_back_in_a_sentence_and_is_kept_nowhere(world, client, item, data):
    client.force_login(world.ken)

    page = hand_in(client, item, data)

    assert page.status_code == 200
    assert "There is a problem" in page.content.decode()
    assert not SealedFile.objects.exists()


@pytest.mark.once
def test_a_file_that_is_refused_by_the_gate_is_kept_nowhere(world, client, item):
    client.force_login(world.clare)  # clerk of the Authority, and not of FPBV
    page = hand_in(client, item, PDF)
    assert page.status_code == 409
    assert not SealedFile.objects.exists()


@pytest.mark.once
def test_the_same_file_is_attached_once_and_its_bytes_are_kept_once(world, item):
    first = an_attachment(world, item)
    other = an_attachment(world, an_item(world, item.meeting, "Another"))
    assert first.file_id == other.file_id == hashlib.sha256(PDF).hexdigest()
    assert SealedFile.objects.count() == 1
    again = Attachment(
        meeting=item.meeting, item=item, title="So", name="so.pdf", kind=files.PDF, size=3, file_id=first.file_id
    )
    assert refusal(again.add, acting(world.ken)) == [
        "The same has been done already, perhaps a moment ago by somebody else."
    ]


@pytest.mark.once
def test_it_is_sealed_by_name_and_hash(world, item):
    an_attachment(world, item)
    published(world, item.meeting)
    (told,) = json.loads(Agenda.objects.get().sealed_open.text)["items"]
    assert told["attachments"] == [{"name": "map.pdf", "sha256": hashlib.sha256(PDF).hexdigest(), "title": "Map"}]


@pytest.mark.once
def test_what_was_withdrawn_is_handed_out_to_nobody(world, client, item):
    from workflow.gate import perform

    attachment = an_attachment(world, item)
    perform(attachment.withdraw, actor=acting(world.ken, JAN_15))
    client.force_login(world.ken)
    assert client.get(attachment.get_absolute_url()).status_code == 404


# The store


def run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_sealedfile SET data = %s", "UPDATE audit_sealedfile SET digest = 'f0' || substr(digest, 3)",
     "DELETE FROM audit_sealedfile"],
)  # fmt: skip
def test_no_file_is_changed_or_deleted(db, statement):
    with transaction.atomic():
        keep_file(PDF)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        run(statement, *([b"x"] if "%s" in statement else []))
    assert bytes(SealedFile.objects.get().data) == PDF


def test_a_file_that_is_not_what_its_hash_says_is_found(world):
    item = an_agenda(world, a_meeting(world))
    digest = an_attachment(world, item).file_id
    assert list(faults_in_texts()) == []
    with transaction.atomic():
        with triggers_off():
            run("UPDATE audit_sealedfile SET data = %s", b"another map")
            found = [(each.where, each.what) for each in faults_in_texts()]
        transaction.set_rollback(True)
    assert found == [(f"file {digest}", "The file kept under this seal is not the file that was sealed.")]
