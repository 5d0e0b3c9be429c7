"""A report in the browser: handed in, seen beside its lines, put right, compared, confirmed."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from audit.models import AuditEvent
from documents.models import Paper
from governance.models import Plan

REPORT = """Objectives for the plan 2002/03

Report: 4
Date: 21 January 2002
By: Commissioner

Summary

Members are asked to discuss the drafts.

Appendix 1: Draft objectives

Safer streets

Street crime

Objective 1 To reduce street crime
Performance Indicator Recorded street crimes
Target Reduce by ?? per cent
Performance Indicator Offences cleared up
Target 12 per cent
"""


@pytest.fixture
def colin(world, client):
    """The coordinator, signed in."""
    client.force_login(world.colin)
    return client


def hand_in(client, text=REPORT, name="report-4.txt"):
    return client.post("/papers/", {"file": SimpleUploadedFile(name, text.encode())})


def confirm(client, into, **typed):
    """Look at the comparison, and confirm it as it stood on the page."""
    seen = re.search(
        r'name="seen"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="seen"', client.get(into).content.decode()
    )
    return client.post(into, {"seen": seen[1] or seen[2], **typed})


def the_paper():
    return Paper.objects.get()


def line_of(words):
    return next(number for number, line in enumerate(REPORT.splitlines(), start=1) if words in line)


def test_a_report_is_read_and_shown_beside_its_lines_and_changes_nothing(colin):
    before = AuditEvent.objects.count()

    page = colin.get(hand_in(colin).url)

    assert page.status_code == 200
    assert '<mark class="app-open">??</mark>' in page.content.decode()
    assert AuditEvent.objects.count() == before


def test_a_confirmed_report_becomes_a_plan_by_one_act_of_its_coordinator(world, colin):
    hand_in(colin)
    into = f"/papers/{the_paper().pk}/into/?body={world.mpa.pk}&financial_year=2002%2F03"
    assert "There is no such plan yet" in colin.get(into).content.decode()

    answer = confirm(colin, into, title="Policing plan")

    plan = Plan.objects.get(financial_year="2002/03")
    assert answer.url == plan.get_absolute_url()
    assert str(plan) == "Policing plan 2002/03"
    lines = AuditEvent.objects.filter(plan_id=str(plan.pk)).with_words()
    assert {line.act_id for line in lines} == {the_paper().act_id}
    assert {line.actor_label for line in lines} == {"Colin Reyes"}
    assert {line.because for line in lines} == {"report 4 of 21 January 2002"}
    assert [target.text for target in plan.objectives.get().targets.unresolved()] == ["Reduce by ?? per cent"]


def test_what_the_reader_took_wrongly_is_put_right_before_it_counts(world, colin):
    hand_in(colin)
    at = line_of("12 per cent")

    answer = colin.post(
        f"/papers/{the_paper().pk}/lines/{at}/",
        {"text": "12 per cent", "resolution": "provisional", "value": "12", "unit": "per cent"},
    )

    assert answer.url.endswith(f"#line-{at}")
    confirm(colin, f"/papers/{the_paper().pk}/into/?body={world.mpa.pk}&financial_year=2002%2F03", title="Plan")
    objective = Plan.objects.get(financial_year="2002/03").objectives.get()
    assert {target.text: target.resolution for target in objective.targets.all()}["12 per cent"] == "provisional"


def test_a_correction_is_taken_back_on_its_page(colin):
    hand_in(colin)
    address = f"/papers/{the_paper().pk}/lines/{line_of('12 per cent')}/"
    assert "Take it as it was read" not in colin.get(address).content.decode()
    colin.post(address, {"text": "14 per cent", "resolution": "provisional"})
    assert "Take it as it was read" in colin.get(address).content.decode()

    answer = colin.post(address, {"as-it-was-read": "yes"})

    assert answer.url.endswith(f"#line-{line_of('12 per cent')}")
    assert the_paper().corrections == {}


def test_nobody_else_takes_back_a_correction(world, client, colin):
    hand_in(colin)
    address = f"/papers/{the_paper().pk}/lines/{line_of('12 per cent')}/"
    colin.post(address, {"text": "14 per cent", "resolution": "provisional"})
    client.force_login(world.anna)

    assert client.post(address, {"as-it-was-read": "yes"}).status_code == 403
    assert the_paper().corrections


def test_what_was_not_on_the_page_is_not_confirmed(world, colin):
    hand_in(colin)
    into = f"/papers/{the_paper().pk}/into/?body={world.mpa.pk}&financial_year=2002%2F03"

    answer = colin.post(into, {"title": "Policing plan", "seen": "another comparison"})

    assert answer.status_code == 409
    assert not Plan.objects.filter(financial_year="2002/03").exists()


def test_calling_a_placeholder_resolved_is_refused_with_everything_typed_kept(colin):
    hand_in(colin)
    at = line_of("?? per cent")

    answer = colin.post(
        f"/papers/{the_paper().pk}/lines/{at}/", {"text": "Reduce by ?? per cent", "resolution": "resolved"}
    )

    assert answer.status_code == 409
    assert "so the target is not resolved." in answer.content.decode()
    assert "Reduce by ?? per cent" in answer.content.decode()


@pytest.mark.parametrize("name", ["olive", "ken", "ada", "anna", "sue", "walter"])
def test_nobody_but_a_coordinator_hands_in_a_report(world, client, name):
    client.force_login(getattr(world, name))

    answer = hand_in(client)

    assert answer.status_code == 403
    assert "A plan coordinator imports reports." in answer.content.decode()
    assert not Paper.objects.exists()


def test_another_coordinators_paper_is_not_there(world, colin, client):
    hand_in(colin)
    paper = the_paper()
    from governance.roles import RoleName
    from tests.world import a_person, acting, appoint

    other = a_person("cora", "Cora Nash")
    appoint(other, world.mpa, RoleName.COORDINATOR, by=acting(world.anna))
    client.force_login(other)

    assert client.get(f"/papers/{paper.pk}/").status_code == 404
    assert client.post(f"/papers/{paper.pk}/throw-away/").status_code == 404
    assert Paper.objects.exists()


def test_an_empty_file_is_refused_in_a_sentence(colin):
    answer = hand_in(colin, text=" ")

    assert answer.status_code in (200, 422)
    assert "The file is empty." in answer.content.decode()
    assert not Paper.objects.exists()


def test_a_paper_is_thrown_away_only_by_a_post(colin):
    hand_in(colin)
    paper = the_paper()

    assert colin.get(f"/papers/{paper.pk}/throw-away/").status_code == 405
    colin.post(f"/papers/{paper.pk}/throw-away/")

    assert not Paper.objects.exists()
