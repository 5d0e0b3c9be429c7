"""A paper in the browser's flow: received, put right by a person, compared, confirmed; and what is kept of it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command

from audit.models import AuditEvent
from documents import papers
from documents.models import Paper
from documents.reader import Unreadable
from governance.models import Target
from tests.documents.importing import (
    SEED,
    YEAR,
    a_paper,
    a_report,
    a_target,
    an_aspect,
    an_indicator,
    an_objective,
    bring_in,
    how_much,
    only_target,
    street_crime,
    the_plan,
)
from tests.world import FEB_8, JAN_15, JAN_22
from workflow.actors import Actor
from workflow.blockers import Blocked

PAPER = (
    "Report: 3\nDate: 22 January 2001\n\nStreet crime\n\nObjective 1 To reduce street crime\n"
    "Performance Indicator Recorded street crimes\nTarget Reduce by ?? per cent\n"
)


@pytest.fixture
def paper(world) -> Paper:
    """Street crime: one target, at line 114, says ?? per cent."""
    paper = a_paper(street_crime("?? per cent", "placeholder"), world.colin)
    paper.save(force_insert=True)
    return paper


def confirm(world, paper: Paper, **more):
    return papers.confirm(paper, the_plan(world), actor=world.acting(world.colin, JAN_22), **more)


# Received


def test_a_received_paper_is_kept_under_an_id_of_its_own(world):
    paper = papers.receive(PAPER.encode(), "report.txt", world.colin)

    kept = Paper.objects.get(pk=paper.pk)
    assert (bytes(kept.data), kept.name, kept.received_by) == (PAPER.encode(), "report.txt", world.colin)
    assert kept.pk.version == 4
    assert str(kept) == "report 3 of 22 January 2001"
    assert not kept.is_imported


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\papers\\report.txt", "report.txt"),
        ("nul\x00byte\r\n.txt", "nulbyte.txt"),
        ("\u202etxt.exe", "txt.exe"),
        ("x" * 400, "x" * 255),
        ("", ""),
    ],
)
def test_a_file_name_is_only_ever_a_text(world, sent, kept):
    assert papers.receive(PAPER.encode(), sent, world.colin).name == kept


def test_a_file_that_cannot_be_read_is_not_kept(world):
    with pytest.raises(Unreadable, match=r"^The file is empty\.$"):
        papers.receive(b" ", "report.txt", world.colin)

    assert not Paper.objects.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(world, monkeypatch):
    monkeypatch.setattr(papers.reader, "read", None)

    with pytest.raises(Unreadable, match=r"^The file has 8,000,001 bytes; a report may have 8,000,000\.$"):
        papers.receive(b"x" * 8_000_001, "report.txt", world.colin)


def test_nobody_has_more_than_twenty_papers_waiting(world):
    for _ in range(20):
        papers.receive(PAPER.encode(), "report.txt", world.colin)

    with pytest.raises(Unreadable, match=r"^You have 20 papers waiting: confirm or throw away one of them first\.$"):
        papers.receive(PAPER.encode(), "report.txt", world.colin)

    papers.throw_away(Paper.objects.first())
    papers.receive(PAPER.encode(), "report.txt", world.colin)


def test_a_paper_that_waits_is_seen_by_its_sender_and_an_imported_one_by_who_may_read_the_plan(world, paper):
    def seen_by(person) -> bool:
        return Paper.objects.visible_to(world.acting(person)).filter(pk=paper.pk).exists()

    assert [seen_by(person) for person in (world.colin, world.ada, world.olive, world.walter)] == [True] + [False] * 3
    confirm(world, paper)
    assert [seen_by(person) for person in (world.colin, world.ada, world.olive, world.walter)] == [True] * 3 + [False]
    assert not Paper.objects.visible_to(Actor(AnonymousUser(), today=JAN_15)).exists()


def test_what_was_read_stands_beside_its_source_line(world):
    paper = papers.receive(PAPER.encode(), "report.txt", world.colin)

    assert papers.source_lines(paper)[8] == "Target Reduce by ?? per cent"
    assert paper.reading["priorities"][0]["aspects"][0]["objectives"][0]["indicators"][0]["targets"][0]["line"] == 8


# Put right


def test_a_correction_stands_in_the_plan_and_in_the_reason(world, paper):
    papers.correct(paper, 114, resolution="deliberately_not_set", explanation="The boroughs decide in March.")
    papers.correct(paper, 114, text="No target yet")

    done = confirm(world, Paper.objects.get(pk=paper.pk))

    target = only_target()
    assert (target.text, target.resolution) == ("No target yet", "deliberately_not_set")
    assert target.explanation == "The boroughs decide in March."
    lines = AuditEvent.objects.filter(act_id=done.act_id).with_words()
    assert {line.because for line in lines if line.action == "target.added"} == {
        "report 3 of 22 January 2001, corrected by hand at line 114"
    }
    assert {line.because for line in lines if line.action != "target.added"} == {"report 3 of 22 January 2001"}


def test_a_corrected_value_is_the_value(world, paper):
    papers.correct(
        paper, 114, text="5 per cent", resolution="resolved", value="5", unit="per cent", form="percentage_change"
    )

    confirm(world, paper)

    target = only_target()
    assert (target.numbers, target.unit, target.form) == (["5"], "per cent", "percentage_change")


def test_a_shared_target_is_corrected_once_for_all(world):
    shared = a_target("Not appropriate", "deliberately_not_set", line=290, shared=True)
    indicators = [an_indicator("White persons", dict(shared)), an_indicator("Minority persons", dict(shared))]
    paper = a_paper(a_report(an_aspect("Hate crime", an_objective(1, "To search fairly", *indicators))), world.colin)
    paper.save(force_insert=True)

    papers.correct(paper, 290, text="Not appropriate at present")
    confirm(world, paper)

    assert only_target().indicators.count() == 2


def test_an_indicator_without_a_target_can_be_given_one(world):
    reading = a_report(an_aspect("Street crime", an_objective(1, "To reduce it", an_indicator("Crimes", line=219))))
    paper = a_paper(reading, world.colin)
    paper.save(force_insert=True)

    papers.correct(paper, 219, text="5 per cent", resolution="resolved")
    confirm(world, paper)

    assert only_target().text == "5 per cent"


@pytest.mark.parametrize(
    ("line", "values", "sentences"),
    [
        (7, {"text": "5 per cent"}, ["There is no target at line 7."]),
        (114, {"resolution": "resolved"}, ["The text still says “??”, so the target is not resolved."]),
        (114, {"resolution": "decided"}, ["Resolution: Value 'decided' is not a valid choice."]),
        (114, {"value": "five"}, ["“five” is not a number: write it as 5 or 2.5."]),
        (114, {"form": "guess"}, ["Form: Value 'guess' is not a valid choice."]),
        (114, {"resolution": "delegated"}, ["Say who sets the target instead."]),
        (114, {"text": "", "resolution": "resolved"}, ["A resolved target has a text."]),
        (114, {"text": "", "resolution": "deliberately_not_set"}, ["Say why no target is set."]),
        (114, {"review_on": "next May"}, ["“next May” is not a day: write it as 2001-10-31."]),
    ],
)
def test_a_correction_obeys_the_rules_of_the_plan(world, paper, line, values, sentences):
    with pytest.raises(Blocked) as refused:
        papers.correct(paper, line, **values)

    assert [blocker.sentence for blocker in refused.value.blockers] == sentences
    paper.refresh_from_db()
    assert paper.corrections == {}


def test_only_a_target_can_be_corrected(world, paper):
    with pytest.raises(TypeError, match="A target of a report has no owner to correct"):
        papers.correct(paper, 114, owner="olive")


def test_a_correction_can_be_taken_back(world, paper):
    digest = paper.digest
    papers.correct(paper, 114, text="X per cent")
    assert paper.digest != digest

    papers.forget_correction(paper, 114)

    assert (paper.corrections, paper.digest) == ({}, digest)


# Compared and confirmed


def test_what_is_compared_is_what_is_done(world, paper):
    actor = world.acting(world.colin, JAN_22)
    before = how_much()
    compared = papers.comparison(paper, the_plan(world), actor=actor).as_json()
    rehearsed = papers.rehearse(paper, the_plan(world), actor=actor).comparison.as_json()
    assert how_much() == before
    assert not paper.is_imported

    done = confirm(world, paper)

    assert done.comparison.as_json() == rehearsed == compared
    assert paper.is_imported
    assert Paper.objects.get(pk=paper.pk).plan == done.plan
    assert (paper.act_id, paper.imported_by) == (done.act_id, world.colin)


def test_what_has_changed_since_it_was_compared_is_not_confirmed(world, paper):
    actor = world.acting(world.colin, JAN_22)
    seen = papers.comparison(paper, the_plan(world), actor=actor).seal()
    papers.correct(paper, 114, text="X per cent")
    before = how_much()

    with pytest.raises(Blocked) as refused:
        confirm(world, paper, seen=seen)

    assert str(refused.value) == (
        "Policing and performance plan 2002/03 or the paper has changed since you compared them. "
        "Look again, and confirm then."
    )
    assert how_much() == before
    confirm(world, paper, seen=papers.comparison(paper, the_plan(world), actor=actor).seal())


def test_confirming_twice_does_it_once(world, paper):
    first = confirm(world, paper)
    before = how_much()

    second = confirm(world, Paper.objects.get(pk=paper.pk))

    assert second.already == paper
    assert second.act_id == first.act_id
    assert how_much() == before


def test_an_imported_paper_is_no_longer_corrected_or_thrown_away(world, paper):
    confirm(world, paper)
    sentence = r"^This paper has been imported into Policing and performance plan 2002/03\.$"

    with pytest.raises(Blocked, match=sentence):
        papers.correct(paper, 114, text="X per cent")
    with pytest.raises(Blocked, match=sentence):
        papers.throw_away(paper)
    with pytest.raises(Blocked, match=sentence):
        papers.confirm(paper, world.plan, actor=world.acting(world.colin, JAN_22))


def test_the_same_file_put_right_otherwise_is_another_paper_of_the_same_day(world, paper):
    confirm(world, paper)
    again = a_paper(street_crime("?? per cent", "placeholder"), world.colin)
    again.save(force_insert=True)
    papers.correct(again, 114, text="5 per cent", resolution="resolved")

    with pytest.raises(
        Blocked, match=r"^Report 3 of 22 January 2001 is no later than report 3 of 22 January 2001, which"
    ):
        confirm(world, again)

    confirm(world, again, anyway=True)
    assert only_target().text == "5 per cent"


def test_what_a_person_put_right_stays_when_the_next_report_repeats_it(world, paper):
    papers.correct(paper, 114, resolution="under_development")
    confirm(world, paper)

    found = bring_in(world, street_crime("?? per cent", "placeholder", number="8", date="2001-02-08"), on=FEB_8)

    assert found.comparison.as_json() == {"changed": [], "added": [], "missing": [], "conflicts": []}
    assert only_target().resolution == "under_development"


@pytest.mark.skipif(not SEED.exists(), reason="The reference paper is not here.")
def test_the_seed_received_and_confirmed_is_what_the_command_makes_of_it(world, capsys):
    paper = papers.receive(SEED.read_bytes(), SEED.name, world.colin)
    papers.correct(paper, 172, text="Reduce by 4 per cent", resolution="resolved", value="4")
    confirm(world, paper)

    target = Target.objects.get(objective__plan__financial_year=YEAR, text="Reduce by 4 per cent")
    assert target.source.endswith("line 172")
    written = Target.objects.filter(objective__plan__financial_year=YEAR).exclude(resolution="missing")
    assert written.unresolved().count() == 16
    call_command("verify_ledger")
    assert capsys.readouterr().out.startswith("The ledger is whole: ")
