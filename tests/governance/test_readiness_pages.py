"""The page on which chair and coordinator see whether a plan can be approved in time, and its picture."""

import pytest
from bs4 import BeautifulSoup

from governance.roles import RoleName
from tests.clock import recorded_on
from tests.fingerprint import fingerprint
from tests.governance.test_page_queries import grow, queries_of
from tests.workflow.many import MANY
from tests.world import JAN_22, a_person, appoint, resolve

pytestmark = pytest.mark.once

FEBRUARY = "meeting-day=8&meeting-month=2&meeting-year=2001"
JANUARY = "meeting-day=25&meeting-month=1&meeting-year=2001"


@pytest.fixture(autouse=True)
def _on_15_january(settings):
    settings.TODAY = "tests.journeys.days.on_2001_01_15"


@pytest.fixture
def charles(client, world):
    client.force_login(world.charles)
    return client


def page_of(client, world, query="", page=""):
    answer = client.get(f"/plans/{world.plan.slug}/readiness/{page}?{query}")
    assert answer.status_code == 200, answer.status_code
    return BeautifulSoup(answer.content, "html.parser")


def said(soup):
    return " ".join(soup.get_text(" ").split())


def rows(soup):
    """Every objective and target with its verdict, in order."""
    cells = [row.select("th, td") for row in soup.select(".app-readiness tbody tr")]
    return [(said(what).removesuffix(" Placeholder"), said(verdict)) for what, verdict, _ in cells]


def captions(soup):
    return [said(caption) for caption in soup.select(".app-readiness caption")]


# Who sees it


def test_chair_coordinator_clerks_and_auditor_see_it_and_to_others_there_is_no_such_page(world, client):
    petra = a_person("petra", "Petra Lane")
    appoint(petra, world.fpbv, RoleName.CHAIR, by=world.acting(world.anna))
    for person, status in [
        (world.charles, 200),
        (world.colin, 200),
        (world.clare, 200),
        (world.ken, 200),
        (world.ada, 200),
        (petra, 200),
        (world.olive, 404),
        (world.mira, 404),
        (world.anna, 404),
        (world.walter, 404),
    ]:
        client.force_login(person)
        for page in ("", "burn-down.svg"):
            assert client.get(f"/plans/{world.plan.slug}/readiness/{page}").status_code == status, person
        if status == 200 or person == world.olive:
            linked = f"/plans/{world.plan.slug}/readiness/".encode()
            assert (linked in client.get(world.plan.get_absolute_url()).content) == (status == 200)
            assert (linked in client.get("/").content) == (status == 200)


# What it says


def test_it_answers_in_a_sentence_and_gives_the_day_of_the_papers_and_how_it_was_counted(world, charles):
    words = said(page_of(charles, world, FEBRUARY))

    assert (
        "Metropolitan Police Authority can probably approve on 8 February 2001: 2 of 2 objectives are likely to be "
        "ready by 2 February 2001, when the papers must go out, and nothing is worse."
    ) in words
    assert "3 clear days lie between them (Monday 5 February, Tuesday 6 February and Wednesday 7 February)" in words
    assert "As it stands on Monday 15 January 2001, 18 days before that." in words


def test_without_a_question_it_is_about_the_last_day_of_the_route_and_grouped_by_owner(world, charles):
    page = page_of(charles, world)

    assert "approve on 8 March 2001" in said(page)
    assert captions(page) == ["Olive Grant (2 likely)", "Omar Siddiq (1 likely)"]
    assert rows(page) == [
        ("Street crime: objective 1", "likely"),
        ("“?? per cent” of Street crime: objective 1", "likely"),
        ("Firearms: objective 1", "likely"),
    ]


def test_each_row_says_why_who_can_clear_it_and_leads_there(world, charles):
    target = page_of(charles, world, FEBRUARY).select(".app-readiness tbody tr")[1]

    assert (
        "Olive Grant has resolved no target before: we allow 14 days, and 18 are left. Who can clear it: Olive Grant."
    ) in said(target)
    assert [link["href"] for link in target.select("a")] == [f"/targets/{world.undecided.pk}/acts/revise/"]


def test_it_can_be_grouped_by_what_stands_in_the_way_and_narrowed_to_one_verdict(world, charles):
    by_blocker = page_of(charles, world, f"{JANUARY}&by=blocker")
    assert captions(by_blocker) == [
        "A body that has not spoken: FPBV (2 cannot)",
        "Targets that are not resolved (1 at risk)",
    ]

    cannot = page_of(charles, world, f"{JANUARY}&verdict=cannot")
    assert [verdict for _, verdict in rows(cannot)] == ["cannot", "cannot"]

    resolved = page_of(charles, world, "verdict=resolved")
    assert [what for what, _ in rows(resolved)] == [
        "“Reduce by 5 per cent” of Street crime: objective 1",
        "“200 firearms” of Firearms: objective 1",
    ]


def test_more_clear_days_are_counted_from_the_box(world, charles):
    assert "must go out by Wednesday 31 January 2001: 5 clear days lie" in said(
        page_of(charles, world, f"{FEBRUARY}&clear_days=5")
    )


def test_what_makes_no_sense_is_said_and_the_usual_is_shown_instead(world, charles):
    page = page_of(
        charles, world, "meeting-day=31&meeting-month=2&meeting-year=2001&clear_days=-1&by=moon&as_at=Easter"
    )
    problems = said(page.select_one(".govuk-error-summary"))

    assert "The day of the meeting must be a real date." in problems
    assert "“Easter” is no moment of this plan." in problems
    assert "approve on 8 March 2001" in said(page)
    assert "A meeting about the plan for 2001/02 is between 1998 and 2004." in said(
        page_of(charles, world, "meeting-day=1&meeting-month=1&meeting-year=0001")
    )


def test_what_if_stands_beside_how_it_is_with_its_conditions_and_changes_nothing(world, charles):
    fpbv = next(stage.pk for stage in world.plan.stages.all() if stage.body_id == world.fpbv.pk)
    before = fingerprint()

    page = page_of(charles, world, f"{JANUARY}&skip={fpbv}&conditions=on")

    assert [[said(cell) for cell in row.select("th, td")] for row in page.select("table")[0].select("tbody tr")] == [
        ["cannot", "2", "0", "0", "0"],
        ["at risk", "0", "0", "1", "0"],
        ["likely", "0", "2", "0", "0"],
        ["resolved", "0", "0", "2", "2"],
    ]
    words = said(page)
    assert (
        "2 more objectives would be ready or likely to be: Street crime: objective 1, Firearms: objective 1." in words
    )
    assert "1 condition of the approval, to be met by 31 March 2001" in words
    assert "“?? per cent” of Street crime: objective 1 To be met by Olive Grant" in words
    assert "How it would be, by owner" in words
    assert fingerprint() == before


def test_as_at_a_day_the_page_shows_what_was_unresolved_then(world, charles, settings):
    with recorded_on(JAN_22):
        resolve(world, on=JAN_22)
    settings.TODAY = "tests.journeys.days.on_2001_02_08"

    now, then = page_of(charles, world), page_of(charles, world, "as_at=2001-01-15")

    assert "?? per cent" not in said(now)
    assert "?? per cent" in said(then)
    assert "As it stood on Monday 15 January 2001" in said(then)
    assert "On 15 January 2001 1 target is unresolved." in said(then)
    assert then.select_one("img.app-chart")["src"].endswith("burn-down.svg?as_at=2001-01-15")


# The way to zero


def test_the_picture_has_words_for_those_who_do_not_see_it_and_its_figures_beside_it(world, charles):
    page = page_of(charles, world, FEBRUARY)
    image = page.select_one("img.app-chart")

    assert "To reach zero by 2 February 2001, 1 must be resolved in 18 days." in image["alt"]
    assert image["src"] == f"/plans/{world.plan.slug}/readiness/burn-down.svg?{FEBRUARY}"
    figures = page.select("details table")[0]
    assert [[said(cell) for cell in row.select("th, td")] for row in figures.select("tbody tr")] == [
        ["15 January 2001", "+1", "1"]
    ]


def test_the_picture_is_a_file_of_its_own_the_same_each_time_and_keeps_to_our_rules_for_pages(world, charles):
    address = f"/plans/{world.plan.slug}/readiness/burn-down.svg?{FEBRUARY}"
    first, second = charles.get(address), charles.get(address)

    assert first.content == second.content
    assert first["Content-Type"] == "image/svg+xml"
    assert "style-src 'self'" in first["Content-Security-Policy"]
    assert b"style=" not in first.content
    assert "Unresolved targets of Policing and performance plan 2001/02" in first.content.decode()


# However large the plan is

PINNED = {"": 26, "burn-down.svg": 14}
"""The most queries, session and sign-in among them"""


@pytest.mark.parametrize("page", PINNED)
def test_it_asks_the_same_number_of_questions_for_sixty_objectives_as_for_six(world, charles, page, settings):
    settings.TODAY = "tests.journeys.days.on_2001_01_17"
    address = f"/plans/{world.plan.slug}/readiness/{page}?{FEBRUARY}"
    grow(world, 6)
    few = queries_of(charles, address)
    grow(world, 54)

    assert queries_of(charles, address) == few
    assert few <= PINNED[page]


@pytest.mark.slow
@pytest.mark.once
def test_it_asks_the_same_number_of_questions_for_many_objectives_as_for_forty(world, charles, settings):
    settings.TODAY = "tests.journeys.days.on_2001_01_17"
    addresses = [f"/plans/{world.plan.slug}/readiness/{page}?{FEBRUARY}" for page in PINNED]
    grow(world, 38)
    forty = [queries_of(charles, address) for address in addresses]
    grow(world, MANY - 40)

    assert world.plan.objectives.count() == MANY
    assert [queries_of(charles, address) for address in addresses] == forty
