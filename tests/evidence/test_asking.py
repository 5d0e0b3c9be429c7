"""An auditor asks for a pack in the browser, and takes it away; nobody else does."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta

import pytest
from django.utils import timezone

from audit.models import AuditEvent
from evidence import making, progress
from evidence.making import ask_for, make_what_was_asked_for
from evidence.models import Export, Job, Part
from evidence.verifier.verify import MANIFEST_HASH
from governance.models import Appointment
from tests.evidence.packs import manifest_of, unpacked, verified
from tests.governance.scenes import refusal
from tests.world import JAN_15, JAN_22, acting
from workflow.blockers import Blocked
from workflow.gate import perform

DAY_8, DAY_9 = date(2001, 1, 22), date(2001, 1, 23)


@pytest.fixture(autouse=True)
def rings(settings, monkeypatch):
    """The doorbell is heard by nobody; on 15 January."""
    settings.TODAY = "tests.evidence.test_asking.jan_15"
    rung = []
    monkeypatch.setattr(making, "_wake", lambda: rung.append(True))
    return rung


def jan_15() -> date:
    return JAN_15


def jan_23() -> date:
    return DAY_9


def made(today=JAN_15) -> int:
    return make_what_was_asked_for(timezone.now(), today)


def asks(client, world, level="auditor", who="ada"):
    client.force_login(getattr(world, who))
    return client.post("/audit-packs/", {"plan": world.plan.pk, "level": level})


def actions():
    return list(
        AuditEvent.objects.filter(subject_type="evidence.export").order_by("seq").values_list("action", flat=True)
    )


def test_an_auditor_asks_waits_and_takes_the_pack_away(
    world, client, tmp_path, django_capture_on_commit_callbacks, rings
):
    with django_capture_on_commit_callbacks(execute=True):
        assert asks(client, world).status_code == 302
    assert rings == [True]
    assert "Waiting" in client.get("/audit-packs/").text
    export = Export.objects.get()
    assert client.post(f"/audit-packs/{export.pk}/download/", follow=True).text.count("It has not been made yet.") == 1

    assert made() == 1
    assert "Ready, " in client.get("/audit-packs/").text
    answer = client.post(f"/audit-packs/{export.pk}/download/")
    data = b"".join(answer.streaming_content)

    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="assent-pack-{world.plan.slug}-auditor-2001-01-15.zip"'
    )
    assert int(answer.headers["Content-Length"]) == len(data)
    folder = unpacked(data, tmp_path / "pack")
    assert verified(folder)[0] == 0
    assert manifest_of(folder)["level"] == "auditor"
    assert (folder / MANIFEST_HASH).read_text().startswith(Job.objects.get().manifest)
    assert actions() == ["export.asked_for", "export.downloaded"]
    assert Export.objects.get().downloads == 1


def test_a_pack_comes_in_parts_and_whole(world, monkeypatch):
    monkeypatch.setattr(making, "A_PART", 1000)
    export = ask_for(world.plan, "open", actor=world.acting(world.ada))
    made()

    export.refresh_from_db()
    assert Part.objects.count() > 10
    assert zipfile.ZipFile(io.BytesIO(b"".join(making.parts_of(export)))).testzip() is None


def test_without_a_cache_a_pack_is_made_and_only_nobody_knows_how_far_it_is(world, client, monkeypatch):
    def away(*_, **__):
        raise ConnectionError

    for what in ("get", "set"):
        monkeypatch.setattr(f"evidence.progress.cache.{what}", away)
    export = ask_for(world.plan, "open", actor=world.acting(world.ada))
    assert made() == 1
    Job.objects.filter(export=export).update(state="making")
    client.force_login(world.ada)

    page = client.get("/audit-packs/").text

    assert "Being made" in page
    assert "per cent" not in page


@pytest.mark.parametrize("who", ["colin", "clare", "charles", "olive", "anna", "sue", "walter"])
def test_nobody_but_an_auditor_asks_for_one(world, client, who):
    assert asks(client, world, who=who).status_code == 403
    assert not Export.objects.exists()
    assert actions() == []


def test_it_is_bound_to_the_person_who_asked(world, client):
    export = ask_for(world.plan, "auditor", actor=world.acting(world.ada))
    made()
    client.force_login(world.charles)

    assert client.post(f"/audit-packs/{export.pk}/download/").status_code == 404
    assert refusal(export.download, world.acting(world.charles))[-1] == (
        "An audit pack is for the person who asks for it, and for nobody else."
    )


def test_whoever_is_no_auditor_any_more_gets_nothing_they_asked_for_as_one(world, client):
    first = ask_for(world.plan, "auditor", actor=world.acting(world.ada))
    assert made() == 1
    ask_for(world.plan, "open", actor=world.acting(world.ada))
    office = Appointment.objects.get(person=world.ada)
    perform(office.dismiss, actor=world.acting(world.anna), last_day=JAN_15 - timedelta(days=1), because="Moved on.")
    client.force_login(world.ada)

    assert made() == 0
    assert list(Job.objects.order_by("pk").values_list("state", flat=True)) == ["ready", "failed"]
    page = client.post(f"/audit-packs/{first.pk}/download/", follow=True)
    assert page.status_code == 403
    assert "export.downloaded" not in actions()


def test_after_seven_days_it_is_gone(world, client, settings):
    export = ask_for(world.plan, "auditor", actor=world.acting(world.ada))
    made()
    export.refresh_from_db()
    assert refusal(export.download, acting(world.ada, DAY_9)) == [
        "It could be downloaded until 22 January 2001: ask for another."
    ]
    made(DAY_8)
    assert Part.objects.exists()
    made(DAY_9)

    assert not Part.objects.exists()
    settings.TODAY = "tests.evidence.test_asking.jan_23"
    client.force_login(world.ada)
    assert "No longer kept" in client.get("/audit-packs/").text
    assert DAY_8 == JAN_22


def test_who_waits_for_the_same_already_is_told_so(world, client):
    asks(client, world)
    page = asks(client, world)

    assert page.status_code == 422
    assert f"You wait for an audit pack of {world.plan} already." in page.text
    asks(client, world, level="open")
    made()
    asks(client, world)
    assert Export.objects.count() == 3


def test_a_pack_whose_maker_was_killed_is_made_by_the_next_one_to_look(world):
    ask_for(world.plan, "open", actor=world.acting(world.ada))
    now = timezone.now()
    Job.objects.update(state="making", started_at=now)

    assert make_what_was_asked_for(now + timedelta(minutes=14), JAN_15) == 0
    assert make_what_was_asked_for(now + timedelta(minutes=16), JAN_15) == 1


def test_a_pack_that_cannot_be_made_says_so_and_the_next_one_is_made(world, client, monkeypatch):
    ask_for(world.plan, "open", actor=world.acting(world.ada))
    ask_for(world.plan, "auditor", actor=world.acting(world.ada))
    write = making._write
    monkeypatch.setattr(making, "_write", lambda job, actor: 1 / 0 if job.export.level == "open" else write(job, actor))

    assert made() == 1
    client.force_login(world.ada)
    assert "Could not be made: ask for another" in client.get("/audit-packs/").text


def test_how_far_it_is_stands_on_the_page(world, client):
    ask_for(world.plan, "open", actor=world.acting(world.ada))
    Job.objects.update(state="making")
    progress.note(Job.objects.get().pk, 40)
    client.force_login(world.ada)

    assert "Being made: 40 per cent" in client.get("/audit-packs/").text


def test_a_level_or_a_plan_that_is_not_offered_is_refused(world, client):
    client.force_login(world.ada)

    for wrong in ({"plan": 987654321, "level": "open"}, {"plan": world.plan.pk, "level": "everything"}, {}):
        assert client.post("/audit-packs/", wrong).status_code == 422
    with pytest.raises(Blocked, match="Your role does not let you ask for an audit pack"):
        ask_for(world.plan, "open", actor=world.acting(world.walter))
