"""The reference paper becomes the draft plan it describes, by one command."""

import json

import pytest
from django.core.management import CommandError, call_command

from audit.models import AuditEvent
from documents.models import Paper
from governance.models import (
    ActionPoint,
    Aspect,
    Contribution,
    Indicator,
    Note,
    Objective,
    Plan,
    Priority,
    StatutoryIndicator,
    SustainedActivity,
    Target,
)
from governance.models.content import AspectStatus
from tests.documents.importing import SEED, YEAR, how_much

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="The reference paper is not here.")

COMMAND = ("import_report", str(SEED), "--plan", YEAR, "--as", "colin", "--body", "MPA", "--on", "2001-01-22")


@pytest.fixture
def imported(world, capsys):
    call_command(*COMMAND)
    capsys.readouterr()
    return Plan.objects.get(financial_year=YEAR)


def test_everything_in_it_has_a_row(imported):
    ours = {"objective__plan": imported}

    assert Priority.objects.filter(plan=imported).count() == 6
    assert Aspect.objects.filter(plan=imported).count() == 17
    assert Objective.objects.filter(plan=imported, labelled=True).count() == 40
    assert Objective.objects.filter(plan=imported, labelled=False).count() == 1
    assert Indicator.objects.filter(**ours).count() == 60
    assert Target.objects.filter(**ours).exclude(resolution="missing").count() == 58
    assert Target.objects.filter(**ours).exclude(resolution="missing").unresolved().count() == 17
    assert Target.objects.filter(**ours, resolution="missing").count() == 1
    assert SustainedActivity.objects.filter(plan=imported).count() == 10
    assert Target.objects.filter(activity__plan=imported, resolution="under_development").count() == 4
    assert StatutoryIndicator.objects.filter(plan=imported, financial_year=YEAR).count() == 31


def test_a_target_keeps_its_text_its_value_and_where_it_was_read(imported):
    target = Target.objects.get(objective__plan=imported, text="Reduce street crime by 5 per cent")

    assert (target.resolution, target.form, target.direction) == ("resolved", "percentage_change", "decrease")
    assert (target.numbers, target.unit) == (["5"], "per cent")
    assert target.source == "Finance, Planning and Best Value Committee, report 3 of 22 January 2001, line 114"


def test_a_placeholder_has_no_number(imported):
    placeholders = Target.objects.filter(objective__plan=imported, resolution="placeholder")

    assert {tuple(target.numbers) for target in placeholders} == {()}


def test_a_target_that_is_not_set_says_why_in_its_own_words(imported):
    target = Target.objects.get(objective__plan=imported, text__contains="base line")

    assert target.resolution == "deliberately_not_set"
    assert target.explanation == "Target setting inappropriate until base line figure is determined"


def test_one_target_serves_two_indicators(imported):
    target = Target.objects.get(objective__plan=imported, text__contains="use of this power")

    served = [str(each.statutory) for indicator in target.indicators.all() for each in indicator.contributions.all()]
    assert served == ["BVPI 138", "BVPI 139"]


def test_an_aspect_says_why_it_has_no_objective(imported):
    statuses = dict(Aspect.objects.filter(plan=imported).exclude(status="").values_list("title", "status"))

    assert statuses["Anti-social behaviour"] == AspectStatus.DELEGATED
    assert statuses["Responding to staff survey"] == AspectStatus.UNDER_DISCUSSION
    assert statuses["Combating bureaucracy"] == AspectStatus.UNDER_DEVELOPMENT


def test_an_aspect_contributes_to_the_indicator_it_refers_to_above(imported):
    own = Contribution.objects.filter(aspect__title="Race and homophobic crime", plan=imported)
    of_indicators = Contribution.objects.filter(indicator__objective__aspect__title="Race and homophobic crime")

    named = {contribution.statutory_id for contribution in own}
    assert {contribution.statutory_id for contribution in of_indicators if contribution.plan_id == imported.pk} < named
    assert sorted(str(contribution.statutory) for contribution in own) == ["BVPI 138", "BVPI 139", "BVPI 141"]


def test_actions_notes_and_milestones_stand_under_their_objective(imported):
    otis = Objective.objects.get(plan=imported, title__startswith="To increase the quantity of intelligence")

    assert ActionPoint.objects.filter(objective=otis).count() == 2
    assert ActionPoint.objects.filter(objective__plan=imported, due="2001/02").count() == 2
    assert Note.objects.filter(aspect__title="Street crime", aspect__plan=imported).count() == 1


def test_every_line_says_who_when_and_from_which_report(imported):
    lines = AuditEvent.objects.filter(plan_id=str(imported.pk)).with_words()

    assert {line.act_id for line in lines} == {Paper.objects.get().act_id}
    assert {line.because for line in lines} == {"report 3 of 22 January 2001"}
    basis = "Finance, Planning and Best Value Committee, report 3 of 22 January 2001"
    assert {line.basis for line in lines} == {basis}
    assert {line.actor_label for line in lines} == {"Colin Reyes"}
    assert {line.role for line in lines} == {"plan coordinator of MPA"}
    assert {line.effective_on.isoformat() for line in lines} == {"2001-01-22"}


def test_a_second_run_writes_nothing(imported, capsys):
    before = how_much()

    call_command(*COMMAND)

    assert how_much() == before
    plan = "Development of objectives for the policing and performance plan 2001/02 2002/03"
    said = f"Colin Reyes has imported this paper into {plan} already: nothing to do.\n"
    assert capsys.readouterr().out == said


def test_the_same_words_in_another_file_change_nothing_either(imported, tmp_path, capsys):
    """What makes a second run do nothing is that everything is found again, not only that the file is known."""
    before, other = how_much(), tmp_path / "other.txt"
    other.write_bytes(SEED.read_bytes() + b"\n\n")

    call_command("import_report", str(other), *COMMAND[2:], "--anyway", "--format", "json")

    found = json.loads(capsys.readouterr().out)
    assert found == {"changed": [], "added": [], "missing": [], "conflicts": []}
    assert how_much()[:2] == before[:2]


def test_a_later_version_of_it_is_a_draft_of_changes(imported, tmp_path, capsys):
    text = SEED.read_text()
    for old, new in [
        ("Report: 3", "Report: 8"),
        ("Date: 22 January 2001", "Date: 8 February 2001"),
        ("Reduce by ?? per cent", "Reduce by 3 per cent"),
        ("Target ??? per cent", "Target Reduce non-residential burglary by 2 per cent"),
        ("To reduce all police officer turnover", "To reduce the turnover of all police officers"),
        ("Target 9 days\n", "Target 8.5 days\n"),
    ]:
        assert old in text
        text = text.replace(old, new)
    report = tmp_path / "report-8.txt"
    report.write_text(text)
    arguments = ["--plan", YEAR, "--as", "colin", "--on", "2001-02-08", "--format", "json"]

    call_command("import_report", str(report), *arguments, "--dry-run")
    rehearsed = json.loads(capsys.readouterr().out)
    call_command("import_report", str(report), *arguments)
    done = json.loads(capsys.readouterr().out)

    assert done == rehearsed
    assert done["added"] == done["missing"] == done["conflicts"] == []
    assert [
        (each["path"], each["old"], each["new"]) for each in done["changed"] if each["field"] in ("text", "title")
    ] == [
        (
            "Diverting young people from crime / overall objective / indicator 1 / target",
            "Reduce by ?? per cent",
            "Reduce by 3 per cent",
        ),
        (
            "Burglary / objective 1 / indicator 2 / target",
            "??? per cent",
            "Reduce non-residential burglary by 2 per cent",
        ),
        (
            "People strategy / objective 4 / indicator 1 / target",
            "9 days",
            "8.5 days",
        ),
        (
            "Recruitment and retention / objective 3",
            "To reduce all police officer turnover",
            "To reduce the turnover of all police officers",
        ),
    ]
    assert Target.objects.filter(objective__plan=imported).exclude(resolution="missing").unresolved().count() == 15
    lines = AuditEvent.objects.filter(plan_id=str(imported.pk), action="target.revised").with_words()
    assert {line.because for line in lines} == {"report 8 of 8 February 2001"}


def test_the_ledger_proves_what_was_imported(imported, capsys):
    call_command("verify_ledger")

    assert capsys.readouterr().out.startswith("The ledger is whole: ")


def test_a_dry_run_prints_what_was_read_and_changes_nothing(world, capsys):
    before = how_much()

    call_command("import_report", str(SEED), "--dry-run", "--format", "json")

    reading = json.loads(capsys.readouterr().out)
    assert set(reading) >= {"report", "priorities", "sustained_activities", "open_queries", "unplaced", "counts"}
    assert reading["counts"]["unresolved"] == 17
    assert how_much() == before


def test_a_dry_run_in_words_names_what_is_still_open(world, capsys):
    call_command("import_report", str(SEED), "--dry-run")

    said = capsys.readouterr().out
    assert "6 priorities, 17 aspects, 40 objectives, 60 indicators, 58 targets, 17 unresolved" in said
    assert "  line 172: placeholder: Reduce by ?? per cent\n" in said
    assert "Could not be placed: 0" in said


def test_a_dry_run_says_what_the_run_then_does(world, capsys):
    before = how_much()
    call_command(*COMMAND, "--dry-run", "--format", "json")
    rehearsed = capsys.readouterr().out
    assert how_much() == before
    call_command("import_report", str(SEED), "--plan", YEAR, "--body", "MPA", "--dry-run", "--format", "json")
    compared = capsys.readouterr().out
    assert how_much() == before

    call_command(*COMMAND, "--format", "json")

    assert capsys.readouterr().out == rehearsed == compared
    assert {"path": "Street crime / objective 1", "text": "To reduce the incidence of street crime"} in json.loads(
        rehearsed
    )["added"]


def test_a_file_that_is_no_report_is_refused_in_the_readers_words(world, tmp_path):
    pdf = tmp_path / "report.pdf"
    pdf.write_bytes(b"%PDF-1.4")

    with pytest.raises(CommandError, match=r"^The file is a PDF; send the report as plain text, HTML or \.docx\.$"):
        call_command("import_report", str(pdf), "--dry-run")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "Say which plan it is for (--plan 2001/02), or only have it read (--dry-run)."),
        (("--plan", YEAR), "Say who imports it: --as USERNAME."),
        (("--plan", YEAR, "--as", "nobody"), "There is nobody with the user name “nobody”."),
        (("--plan", YEAR, "--as", "colin", "--body", "XYZ"), "There is no body “XYZ”."),
        (("--plan", YEAR, "--as", "olive"), "Say whose plan it is: --body SHORT_NAME."),
        (
            ("--plan", "2002/04", "--as", "colin"),
            "“2002/04” is not a financial year: write it as 2001/02.",
        ),
    ],
)
def test_the_command_says_what_it_misses(world, arguments, sentence):
    before = how_much()

    with pytest.raises(CommandError) as refused:
        call_command("import_report", str(SEED), *arguments)

    assert str(refused.value) == sentence
    assert how_much() == before


def test_a_missing_file_is_named(world):
    with pytest.raises(CommandError, match=r"^nowhere\.txt cannot be read: No such file or directory\.$"):
        call_command("import_report", "nowhere.txt", "--dry-run")
