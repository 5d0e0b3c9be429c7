"""The audit trail: who reads it, what it says, what it is narrowed by, and the file people take away."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit import ledger
from audit.models import AuditEvent
from governance.models import Plan
from governance.roles import RoleName
from interface.sinks import text_of
from tests.fingerprint import fingerprint
from tests.ledger import triggers_off
from tests.world import JAN_22, a_person, appoint, bring_to, comment_on, resolve

ONLY_ADA = "Only an auditor reads the whole ledger: the auditor of MPA (Ada Lovell)."
PAGES = ["/ledger/", "/ledger/check/", "/ledger/export/", "/ledger/register:1/", "/ledger/register:99999/"]


@pytest.fixture(autouse=True)
def _on_15_january(settings):
    settings.TODAY = "tests.governance.test_ledger_pages.jan_15"


def jan_15() -> date:
    return date(2001, 1, 15)


@pytest.fixture
def ada(client, world):
    client.force_login(world.ada)
    return client


def page_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return BeautifulSoup(answer.content, "html.parser")


def said(soup):
    return " ".join(soup.get_text(" ").split())


def sentences(soup):
    return [heading.get_text() for heading in soup.select(".moj-timeline__title")]


def an_auditor_of(world, body):
    """Petra Lane audits one body and what is under it, not the whole Authority."""
    petra = a_person("petra", "Petra Lane")
    appoint(petra, body, RoleName.AUDITOR, by=world.acting(world.anna))
    return petra


# Who may


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("name", ["anna", "colin", "olive", "omar", "clare", "ken", "mira", "charles"])
def test_whoever_holds_another_office_is_told_who_reads_it(client, world, name, address):
    client.force_login(getattr(world, name))
    answer = client.get(address)
    assert answer.status_code == 403
    assert ONLY_ADA in answer.text


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("name", ["walter", "sue"])
def test_a_stranger_is_refused_and_told_no_name(client, world, name, address):
    client.force_login(getattr(world, name))
    answer = client.get(address)
    assert answer.status_code == 403
    assert "Only an auditor reads the whole ledger." in answer.text
    assert "Ada Lovell" not in answer.text


@pytest.mark.parametrize("address", PAGES)
def test_somebody_not_signed_in_is_asked_to_sign_in(client, world, address):
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/?next=/ledger/")


def test_only_auditors_have_the_link(client, world):
    for person, there in [(world.ada, True), (world.olive, False), (world.anna, False), (world.walter, False)]:
        client.force_login(person)
        assert ('href="/ledger/"' in client.get("/").text) is there


def test_an_auditor_of_one_body_reads_of_that_body_alone(client, world):
    petra = an_auditor_of(world, world.fpbv)
    client.force_login(petra)
    soup = page_of(client, "/ledger/")
    assert sorted(sentences(soup)) == [
        "Anna Whitfield established Finance, Planning and Best Value Committee.",
        "Anna Whitfield recorded the appointment of Ken Marsh as clerk of FPBV.",
        "Anna Whitfield recorded the appointment of Mira Shah as member of FPBV.",
        "Anna Whitfield recorded the appointment of Petra Lane as auditor of FPBV.",
        "Anna Whitfield recorded the power FPBV: recommend.",
    ]
    of_the_plan = AuditEvent.objects.filter(book=world.plan.ledger_book).first()
    assert client.get(f"/ledger/{of_the_plan.key}/").status_code == 404
    assert of_the_plan.key not in b"".join(client.get("/ledger/export/").streaming_content).decode()
    assert client.get("/ledger/nowhere:1/").status_code == 404


def test_a_right_that_has_ended_is_gone_with_the_next_page(client, world, settings):
    from governance.models import Appointment
    from workflow.gate import perform

    client.force_login(world.ada)
    assert client.get("/ledger/").status_code == 200
    office = Appointment.objects.get(person=world.ada)
    perform(office.dismiss, actor=world.acting(world.anna), last_day=jan_15() - timedelta(days=1))
    assert client.get("/ledger/").status_code == 403


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ["/ledger/", "/ledger/export/", "/ledger/register:1/"])
def test_the_ledger_is_only_read(ada, address, method):
    assert getattr(ada, method)(address).status_code == 405


def test_looking_changes_nothing(ada, world):
    bring_to(world, "committee_comment")
    before = fingerprint()
    for address in [*PAGES, "/ledger/?page=2&kind=governance.target", "/ledger/?thing=x", f"/ledger/{_last().key}/"]:
        b"".join(ada.get(address))
    ada.post("/ledger/check/")
    assert fingerprint() == before


# What it says


def test_the_whole_ledger_is_there_latest_first_25_a_page(ada, world):
    resolve(world)
    count = AuditEvent.objects.count()
    soup = page_of(ada, "/ledger/")
    assert f"{count} entries, latest first" in said(soup)
    assert sentences(soup)[0].startswith("Olive Grant revised the target ")
    assert len(sentences(soup)) == 25
    pages = [sentences(page_of(ada, f"/ledger/?page={number}")) for number in range(1, -(-count // 25) + 1)]
    assert len([each for page in pages for each in page]) == count


def test_a_line_tells_who_as_what_when_why_and_what_changed(ada, world):
    bring_to(world, "authority_approval")
    soup = page_of(ada, "/ledger/?action=target.revised")
    (line,) = soup.select(".moj-timeline__item")
    text = said(line)
    key = AuditEvent.objects.get(action="target.revised").key
    assert "As objective owner of TP." in text
    assert (
        "Target as written: removed: ?? per cent added: 2 per cent" in text
        or "removed: ?? per cent added: 2 per cent" in text
    )
    assert "Because: The boroughs have reported." in text
    assert "Basis: Borough returns to December 2000" in text
    assert "with effect from Monday 15 January 2001" in text
    assert [a["href"] for a in line.select("a")] == [f"/ledger/{key}/", f"/targets/{world.undecided.pk}/"]


def test_the_effective_day_is_told_only_where_it_is_another(ada, world):
    from workflow.gate import perform

    today = timezone.localdate()
    perform(world.guns.submit, actor=world.acting(world.omar, today))
    (line,) = page_of(ada, "/ledger/?action=objective.submitted").select(".moj-timeline__item")
    assert "with effect" not in said(line)


def test_a_new_owner_is_told_by_name(ada, world):
    soup = page_of(ada, "/ledger/?action=objective.drafted")
    assert "Owner: Olive Grant" in said(soup)
    assert "Held by: Territorial Policing" in said(soup)


def test_a_comment_is_read_by_auditors_of_the_plan(ada, world):
    bring_to(world, "committee_comment")
    comment_on(world, "Why not ten per cent?")
    assert "Why not ten per cent?" in said(page_of(ada, "/ledger/?action=comment.made"))


def test_what_people_wrote_stays_text(ada, world):
    bring_to(world, "committee_comment")
    comment_on(world, "<script>alert(1)</script><b>bold</b>")
    key = AuditEvent.objects.get(action="comment.made").key
    for address in ["/ledger/?action=comment.made", f"/ledger/{key}/"]:
        html = ada.get(address).text
        assert "<script>alert" not in html
        assert "<b>bold" not in html
        assert "&lt;b&gt;bold" in html


def test_an_entry_shows_everything_and_the_rest_of_its_act(ada, world):
    bring_to(world, "approved")
    event = AuditEvent.objects.get(action="objective.approved")
    soup = page_of(ada, f"/ledger/{event.key}/")
    text = said(soup)
    for part in [event.leaf, event.link, event.act_id, bytes(event.text).decode(), event.spoken.words]:
        assert part in text
    assert f"Checked as this page was opened: the entry is what was recorded, and follows entry {event.book}:" in text
    assert "Thursday 8 February 2001" in text
    assert "Clare Hobbs recorded the decision MPA 8 of MPA." in text
    assert "Clare Hobbs recorded that MPA approved Street crime: objective 1." in text
    others = set(AuditEvent.objects.filter(act_id=event.act_id).values_list("key", flat=True)) - {event.key}
    linked = {a["href"] for a in soup.select("a")}
    assert {f"/ledger/{key}/" for key in others} <= linked
    assert f"/people/{world.clare.pk}/" in linked
    assert f"/objectives/{world.street.pk}/" in linked


def test_the_first_entry_of_a_book_follows_its_beginning(ada, world):
    assert "follows the beginning of its book" in said(page_of(ada, "/ledger/register:1/"))


def test_an_entry_that_was_altered_says_so(ada, world):
    event = _last()
    with triggers_off():
        AuditEvent.objects.filter(pk=event.pk).update(role="chair of MPA")
    assert "Its column role does not say what its text says." in said(page_of(ada, f"/ledger/{event.key}/"))


# What it is narrowed by


def test_every_filter_narrows_and_is_a_chip_that_can_be_taken_off(ada, world):
    bring_to(world, "committee_comment")
    today = timezone.localdate()
    day = f"recorded_from-day={today.day}&recorded_from-month={today.month}&recorded_from-year={today.year}"
    tomorrow = today + timedelta(days=1)
    later = f"recorded_from-day={tomorrow.day}&recorded_from-month={tomorrow.month}&recorded_from-year={tomorrow.year}"
    every = AuditEvent.objects.count()
    of_today = AuditEvent.objects.filter(recorded_at__year=today.year).count()  # the world is of January 2001
    of_the_plan = AuditEvent.objects.filter(book=world.plan.ledger_book).count()
    of_the_17th = AuditEvent.objects.filter(effective_on=date(2001, 1, 17)).count()
    for query, expected, chip in [
        (f"person={world.olive.pk}", AuditEvent.objects.filter(actor_id=world.olive.pk).count(), "Person: Olive Grant"),
        ("action=objective.submitted", 1, "What was done: Objective: submitted"),
        (f"book={world.plan.ledger_book}", of_the_plan, f"Plan: {world.plan}"),
        ("book=register", every - of_the_plan, "Plan: None: bodies, people and rules"),
        ("kind=governance.power", 3, "Kind of thing: Power"),
        (f"thing=Target+{world.undecided.pk}", 2, f"One thing and its parts: Target {world.undecided.pk}"),
        (day, of_today, f"Recorded from: {today.day} {today.month} {today.year}"),
        (later, 0, f"Recorded from: {tomorrow.day} {tomorrow.month} {tomorrow.year}"),
        (day.replace("_from", "_to"), every, "Recorded to:"),
        ("effective_on-day=17&effective_on-month=1&effective_on-year=2001", of_the_17th, "Effective on: 17 1 2001"),
    ]:
        soup = page_of(ada, f"/ledger/?{query}&page=1")
        entries = "1 entry matches" if expected == 1 else f"{expected} entries match"
        assert entries in said(soup), query
        (tag,) = soup.select(".moj-filter__tag")
        assert chip in said(tag)
        assert tag["href"] == "?"


def names_to_choose_from(client):
    return [option.get_text() for option in page_of(client, "/ledger/").select("select[name=person] option")]


def test_the_people_of_a_filter_are_those_whose_acts_the_person_reads(client, world):
    client.force_login(an_auditor_of(world, world.fpbv))
    assert names_to_choose_from(client) == ["Any", "Anna Whitfield"]
    client.force_login(world.ada)
    assert names_to_choose_from(client) == ["Any", "Anna Whitfield", "Colin Reyes"]
    resolve(world)
    assert names_to_choose_from(client) == ["Any", "Anna Whitfield", "Colin Reyes", "Olive Grant"]


def test_filters_add_up(ada, world):
    resolve(world)
    query = (
        f"person={world.olive.pk}&action=target.revised&book={world.plan.ledger_book}&thing=objective+{world.street.pk}"
    )
    soup = page_of(ada, f"/ledger/?{query}")
    assert "1 entry matches" in said(soup)
    assert len(soup.select(".moj-filter__tag")) == 4


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("thing=the+first+one", "“the first one” is no kind and number: write, for example, objective 3."),
        ("thing=dragon+3", "“dragon 3” is no kind and number: write, for example, objective 3."),
        ("recorded_from-day=31&recorded_from-month=2&recorded_from-year=2001", "Recorded from must be a real date."),
        ("person=0", "Choose person from the list."),
        ("action=target.dreamt", "Choose what was done from the list."),
    ],
)
def test_a_filter_that_makes_no_sense_shows_nothing_and_says_why(ada, world, query, sentence):
    soup = page_of(ada, f"/ledger/?{query}")
    assert sentence in said(soup)
    assert sentences(soup) == []
    assert ada.get(f"/ledger/export/?{query}").status_code == 302


def test_a_filter_that_nothing_matches_says_what_to_do(ada, world):
    text = said(page_of(ada, f"/ledger/?person={world.colin.pk}&action=body.established"))
    assert "No entry matches Remove a filter, or look at all entries." in text


def test_dates_at_the_end_of_time_are_no_error(ada, world):
    for name in ("recorded_from", "recorded_to", "effective_on"):
        for year in ("0001", "9999"):
            query = f"{name}-day=31&{name}-month=12&{name}-year={year}"
            assert ada.get(f"/ledger/?{query}").status_code == 200, query
    assert ada.get(f"/ledger/?thing=objective+{'9' * 18}").status_code == 200
    assert ada.get("/ledger/?page=999999").status_code == 200
    assert ada.get("/ledger/?page=x").status_code == 200


# The file


def rows_of(client, query=""):
    answer = client.get(f"/ledger/export/{query}")
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("\ufeff")
    return answer, list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_the_file_holds_exactly_what_is_filtered(ada, world):
    resolve(world)
    answer, rows = rows_of(ada, "?kind=governance.target&page=2")
    events = AuditEvent.objects.filter(subject_type="governance.target").latest_first()
    assert [row["Entry"] for row in rows] == [event.key for event in events]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="ledger-2001-01-15.csv"'
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    first = rows[0]
    assert first["Person"] == "Olive Grant"
    assert first["Role"] == "objective owner of TP"
    assert first["Because"] == "The boroughs have reported."
    assert "“?? per cent” became “2 per cent”" in first["Changes"]
    assert first["Link"] == events[0].link
    assert len(rows_of(ada)[1]) == AuditEvent.objects.count()


def test_no_cell_of_the_file_is_a_formula_and_the_text_comes_back(ada, world):
    from workflow.gate import perform

    texts = ["=1+1", "+44", "-2", "@SUM(A1)", "\t=1", " =1", "＝1", "'quoted", "a, b; “c”"]
    for text in texts:
        perform(
            world.resolved.revise,
            actor=world.acting(world.olive),
            because=text,
            basis=text,
            text=f"{text} by 5 per cent",
        )
    _, rows = rows_of(ada, "?action=target.revised")
    for row in rows:
        for value in row.values():
            assert not re.match(r"[\s]*[=+\-@＝＋－＠]", value), value
    assert [text_of(row["Because"]) for row in reversed(rows)] == [text.strip() for text in texts]


# The chain


def test_the_check_says_in_words_that_the_chain_holds(ada, world):
    assert "follow one another" not in said(page_of(ada, "/ledger/check/"))
    text = said(BeautifulSoup(ada.post("/ledger/check/").content, "html.parser"))
    entries = AuditEvent.objects.count()
    assert f"Checked just now: {entries} entries in 2 books follow one another." in text
    assert _last().link in text


def test_the_check_names_the_first_entry_that_does_not_follow(ada, world):
    with triggers_off():
        AuditEvent.objects.filter(key="register:5").update(action="body.revised")
    text = said(BeautifulSoup(ada.post("/ledger/check/").content, "html.parser"))
    assert (
        "The ledger is not whole. First fault, at register:5: Its column action does not say what its text says."
        in text
    )
    assert "follow one another" not in text


def test_an_auditor_of_one_body_has_those_books_checked_in_which_they_read(client, world):
    """A book of somebody else's is not named, nor what is wrong with it."""
    with triggers_off():
        AuditEvent.objects.filter(key=f"{world.plan.ledger_book}:2").update(action="body.revised")
    client.force_login(an_auditor_of(world, world.fpbv))
    text = said(BeautifulSoup(client.post("/ledger/check/").content, "html.parser"))
    entries = AuditEvent.objects.filter(book="register").count()
    assert f"Checked just now: {entries} entries in 1 book follow one another." in text
    assert world.plan.ledger_book not in text
    client.force_login(world.ada)
    text = said(BeautifulSoup(client.post("/ledger/check/").content, "html.parser"))
    assert f"First fault, at {world.plan.ledger_book}:2: " in text


def test_an_auditor_of_one_body_is_told_what_is_wrong_with_its_plans_book(client, world):
    client.force_login(an_auditor_of(world, world.mpa))
    with triggers_off():
        AuditEvent.objects.filter(book=world.plan.ledger_book).delete()
    text = said(BeautifulSoup(client.post("/ledger/check/").content, "html.parser"))
    assert f"First fault, at {world.plan.ledger_book}:1: The head counts " in text


def test_the_check_is_for_auditors(client, world):
    client.force_login(world.anna)
    assert client.post("/ledger/check/").status_code == 403


# How many queries


def _last():
    return AuditEvent.objects.latest_first()[0]


def write_lines(world, number):
    """More lines than anybody's acts, straight into the book: this is about reading them."""
    target = world.undecided
    with transaction.atomic():
        ledger.write(
            ledger.Line(
                action="target.revised",
                act_id=ledger.new_act_id(),
                book=world.plan.ledger_book,
                subject=("governance.target", str(target.pk), f"target {each}"),
                within=("governance.objective", str(world.street.pk)),
                version=each,
                actor=(str(world.olive.pk), "Olive Grant"),
                role="objective owner of TP",
                effective_on=JAN_22,
                changes={"text": ["?? per cent", f"{each} per cent"]},
                plan=str(world.plan.pk),
                because="A reason.",
            )
            for each in range(number)
        )


def queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = client.get(address)
        b"".join(answer)
    assert answer.status_code == 200
    return len(captured)


# Of the list: session, person, rights (2), for whom they stand in, bodies (2), people and plans to choose from (2), how
# many, the lines, and what may be seen of what they are about (3). An entry has no choices, but its act, its neighbours
# and the link before.
EXPECTED_QUERIES = [18, 18, 14]


@pytest.mark.once
def test_the_pages_ask_as_often_for_600_and_6000_lines(ada, world):
    write_lines(world, 60)
    addresses = ["/ledger/", f"/ledger/?person={world.olive.pk}&thing=target+{world.undecided.pk}"]
    addresses.append(f"/ledger/{_last().key}/")
    few = [queries(ada, address) for address in addresses]
    write_lines(world, 540)
    more = [queries(ada, address) for address in addresses]
    write_lines(world, 5400)
    many = [queries(ada, address) for address in addresses]
    assert few == more == many == EXPECTED_QUERIES


def test_the_file_asks_once_more_for_each_500_lines(ada, world):
    write_lines(world, 60)
    few = queries(ada, "/ledger/export/?action=target.revised")
    write_lines(world, 340)
    assert queries(ada, "/ledger/export/?action=target.revised") == few
    write_lines(world, 700)
    more = queries(ada, "/ledger/export/?action=target.revised")
    assert few == 15
    assert more - few == 2 * 3  # three slices instead of one, three queries for what may be seen in each


def test_the_plans_of_a_filter_are_those_the_person_may_read(ada, world):
    assert Plan.objects.count() == 1
    options = [option.get_text() for option in page_of(ada, "/ledger/").select("select[name=book] option")]
    assert options == ["Any", "Policing and performance plan 2001/02", "None: bodies, people and rules"]
