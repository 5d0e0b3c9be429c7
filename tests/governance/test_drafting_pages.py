"""Writing an objective page by page: add, change, order, share and withdraw its parts, and check it before it goes."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from audit.models import AuditEvent
from governance.models import ActionPoint, Contribution, ExemptNote, Indicator, Note, StatutoryIndicator, Target
from tests.journeys import days
from tests.world import bring_to, submit
from workflow.gate import perform

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("_january")]


@pytest.fixture
def _january(settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_17"


class Desk:
    """A person at the pages on which Street crime: objective 1 is written."""

    def __init__(self, client, world, person):
        self.client, self.world = client, world
        client.force_login(person)

    def address(self, path):
        return f"/objectives/{self.world.street.pk}/draft/{path}"

    def read(self, path=""):
        answer = self.client.get(self.address(path))
        assert answer.status_code == 200, answer.status_code
        return BeautifulSoup(answer.content, "html.parser")

    def send(self, path, **typed):
        """Send the form of a page with what it showed, and what was typed."""
        self.world.street.refresh_from_db()
        data = {"seen": self.world.street.version, **typed}
        return self.client.post(self.address(path), data)

    def told(self, answer):
        """What the next page says at its top."""
        page = BeautifulSoup(self.client.get(answer.url).content, "html.parser")
        return words(page.select_one(".govuk-notification-banner__content"))


def words(soup):
    return " ".join(soup.get_text(" ").split())


@pytest.fixture
def desk(client, world):
    return Desk(client, world, world.olive)


def tasks(page):
    return [words(item) for item in page.select(".govuk-task-list__item")]


# The sections


def test_the_sections_say_what_is_still_to_do(desk):
    assert tasks(desk.read()) == [
        "Wording Completed",
        "Indicators and targets 1 target not resolved",
        "Action points and milestones Not yet started",
        "Notes Not yet started",
        "What it contributes to Not yet started",
        "Exempt notes Not yet started",
    ]


@pytest.mark.parametrize("name", ["walter", "anna", "sue"])
def test_they_have_no_page_for_whoever_reads_no_plan_in_preparation(client, world, name):
    bring_to(world, "published")
    client.force_login(getattr(world, name))

    assert client.get(f"/objectives/{world.street.pk}/").status_code == 200
    for path in ("", "wording/", "check/", "notes/", "notes/add/", "exempt-notes/", "indicators/add/"):
        assert client.get(f"/objectives/{world.street.pk}/draft/{path}").status_code == 404


def test_somebody_elses_objective_can_be_read_and_not_written(client, world):
    page = Desk(client, world, world.omar).read("notes/")

    assert "Street crime: objective 1 belongs to Olive Grant." in words(page)
    assert page.select("main form") == []


def test_a_section_or_part_that_is_not_there_has_no_page(desk, world):
    foreign = world.guns.indicators.get()
    for path in (
        "poems/",
        "poems/add/",
        f"indicators/{foreign.pk}/",
        f"indicators/{foreign.pk}/withdraw/",
        f"indicators/{foreign.pk}/target/",
        "notes/1/",
        "contributions/1/",
    ):
        assert desk.client.get(desk.address(path)).status_code == 404, path
    assert desk.send("contributions/order/").status_code == 404


# Adding and changing


def test_the_wording_is_saved_and_the_sections_come_back(desk, world):
    answer = desk.send("wording/", title="To halve street crime")

    assert answer.url == desk.address("")
    assert desk.told(answer) == "You revised Street crime: objective 1."
    world.street.refresh_from_db()
    assert world.street.title == "To halve street crime"


def test_to_save_what_stands_there_already_writes_nothing_and_says_so(desk, world):
    before = AuditEvent.objects.count()

    answer = desk.send("wording/", title="To reduce street crime")

    assert "Nothing was different, so nothing has been changed." in desk.told(answer)
    assert AuditEvent.objects.count() == before


def test_an_indicator_is_added_with_its_target_on_one_page(desk, world):
    answer = desk.send(
        "indicators/add/",
        text="Robberies",
        items="of shops\n\nof banks\n",
        served_by="own",
        target_text="Reduce by 1,725",
        resolution="resolved",
        numbers="1,725",
        unit="robberies",
    )

    assert answer.status_code == 302
    added = world.street.indicators.last()
    assert (added.text, added.items, added.order) == ("Robberies", ["of shops", "of banks"], 3)
    assert (added.target.text, added.target.numbers, added.target.unit) == ("Reduce by 1,725", ["1725"], "robberies")
    lines = AuditEvent.objects.filter(action__in=["indicator.added", "target.added"]).latest_first()[:2]
    assert len({line.act_id for line in lines}) == 1


def test_a_target_that_is_not_there_yet_is_missing(desk, world):
    desk.send("indicators/add/", text="Robberies", served_by="own", target_text="", resolution="missing")

    assert world.street.indicators.last().target.resolution == "missing"


def test_a_target_that_says_it_is_resolved_with_a_mark_in_it_is_refused_and_nothing_is_lost(desk, world):
    answer = desk.send(
        "indicators/add/", text="Robberies", served_by="own", target_text="?? per cent", resolution="resolved"
    )

    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 409
    assert "The text still says “??”, so the target is not resolved." in words(page)
    assert page.select_one("textarea[name=text]").get_text(strip=True) == "Robberies"
    assert world.street.indicators.count() == 2


def test_an_indicator_is_added_under_the_target_of_another(desk, world):
    desk.send("indicators/add/", text="Robberies", served_by=world.resolved.pk, resolution="missing")

    assert world.street.indicators.last().target == world.resolved
    assert world.street.targets.count() == 2


def test_two_indicators_share_a_target_and_are_parted_again(desk, world):
    cleared = world.street.indicators.last()

    desk.send(f"indicators/{cleared.pk}/target/", served_by=world.resolved.pk, because="They are counted together.")
    cleared.refresh_from_db()
    assert cleared.target == world.resolved
    assert list(world.street.targets.all()) == [world.resolved]

    desk.send(f"indicators/{cleared.pk}/target/", served_by="own", because="They are counted apart.")
    cleared.refresh_from_db()
    assert cleared.target.resolution == "missing"


def test_every_other_part_is_added_and_changed(desk, world):
    bvpi = StatutoryIndicator(plan=world.plan, financial_year="2001/02", number=127)
    perform(bvpi.add, actor=world.acting(world.colin))
    recorded = world.street.indicators.first()
    for path, typed in [
        ("notes/add/", {"text": "See the annex."}),
        ("action-points/add/", {"text": "Patrols", "due": "2001-09"}),
        ("contributions/add/", {"indicator": recorded.pk, "statutory": bvpi.pk}),
        ("exempt-notes/add/", {"text": "Counsel advises against it.", "paragraph": 12}),
    ]:
        assert desk.send(path, **typed).status_code == 302, path
    note, point = Note.objects.get(objective=world.street), ActionPoint.objects.get(objective=world.street)
    exempt = ExemptNote.objects.get(objective=world.street)
    assert Contribution.objects.get(objective=world.street).statutory == bvpi
    assert exempt.ground == "paragraph 12, legal advice and legal proceedings"

    desk.send(f"notes/{note.pk}/", text="See annex B.")
    desk.send(f"action-points/{point.pk}/", text="Patrols at night", due="2001/02")
    desk.send(f"indicators/{recorded.pk}/", text="Thefts", items="of telephones")
    desk.send(f"exempt-notes/{exempt.pk}/", text="Counsel advises it.", paragraph=12)

    for row in (note, point, recorded, exempt):
        row.refresh_from_db()
    assert (note.text, point.text, point.due) == ("See annex B.", "Patrols at night", "2001/02")
    assert (recorded.text, recorded.items, exempt.text) == ("Thefts", ["of telephones"], "Counsel advises it.")
    assert [task.split(" ")[-1] for task in tasks(desk.read())].count("Completed") == 5


def test_a_day_that_is_none_is_refused_in_a_sentence(desk):
    page = BeautifulSoup(desk.send("action-points/add/", text="Patrols", due="soon").content, "html.parser")

    assert "“soon” is not a date: write 2002-03-31, 2002-03 or 2001/02." in words(page)


# Order


def order_of(world):
    return [each.text for each in world.street.indicators.all()]


def test_a_part_moves_up_and_stays_in_sight(desk, world):
    first, second = world.street.indicators.all()

    answer = desk.send("indicators/order/", **{f"place_{first.pk}": 1, f"place_{second.pk}": 2}, move=f"up:{second.pk}")

    assert answer.url == desk.address(f"indicators/#part-{second.pk}")
    assert desk.read("indicators/").select_one(f"#part-{second.pk}")["tabindex"] == "-1"
    assert order_of(world) == ["Offences cleared up", "Recorded street crimes"]


def test_parts_are_put_in_the_order_of_their_numbers(desk, world):
    first, second = world.street.indicators.all()

    desk.send("indicators/order/", **{f"place_{first.pk}": 9, f"place_{second.pk}": 4})

    assert order_of(world) == ["Offences cleared up", "Recorded street crimes"]


def test_the_first_does_not_move_up_and_nothing_is_written(desk, world):
    first, second = world.street.indicators.all()
    before = AuditEvent.objects.count()

    desk.send("indicators/order/", **{f"place_{first.pk}": 1, f"place_{second.pk}": 2}, move=f"up:{first.pk}")

    assert AuditEvent.objects.count() == before


def test_a_place_that_is_no_number_is_said_so(desk, world):
    first, second = world.street.indicators.all()

    answer = desk.send("indicators/order/", **{f"place_{first.pk}": "top", f"place_{second.pk}": 2})

    assert "A place is a whole number." in answer.content.decode()


def test_once_others_have_it_another_order_needs_a_reason(desk, world):
    submit(world)
    first, second = world.street.indicators.all()
    places = {f"place_{first.pk}": 2, f"place_{second.pk}": 1}

    assert "Enter reason." in desk.send("indicators/order/", **places).content.decode()
    desk.send("indicators/order/", **places, because="The important one first.")

    assert order_of(world) == ["Offences cleared up", "Recorded street crimes"]


# Withdrawing


def test_an_indicator_is_withdrawn_with_the_target_nobody_else_needs(desk, world):
    cleared = world.street.indicators.last()
    page = desk.read(f"indicators/{cleared.pk}/withdraw/")
    assert "Its target, “?? per cent”, goes with it, and so does what it contributes to." in words(page)

    assert "Enter reason." in desk.send(f"indicators/{cleared.pk}/withdraw/").content.decode()
    answer = desk.send(f"indicators/{cleared.pk}/withdraw/", because="Nobody counts it.")

    assert answer.url == desk.address("indicators/")
    assert order_of(world) == ["Recorded street crimes"]
    assert list(world.street.targets.all()) == [world.resolved]


def test_the_page_of_a_target_that_was_withdrawn_tells_its_history(desk, world):
    cleared = world.street.indicators.last()
    desk.send(f"indicators/{cleared.pk}/withdraw/", because="Nobody counts it.")

    page = BeautifulSoup(desk.client.get(f"/targets/{world.undecided.pk}/").content, "html.parser")

    assert "Withdrawn" in words(page)
    assert "Olive Grant withdrew the target “?? per cent” of Street crime: objective 1." in words(page)


# Checking


def test_everything_is_shown_before_it_is_submitted_with_every_reason_against_it(client, world):
    desk = Desk(client, world, world.omar)

    page = words(desk.read("check/"))

    assert "To reduce street crime" in page
    assert "Recorded street crimes" in page
    assert "Street crime: objective 1 belongs to Olive Grant." in page


def test_it_is_submitted_from_there(desk, world):
    page = desk.read("check/")
    form = page.select_one("main form")

    answer = desk.client.post(form["action"], {"seen": form.select_one("[name=seen]")["value"]})

    assert answer.url == f"/objectives/{world.street.pk}/"
    world.street.refresh_from_db()
    assert world.street.state == "workshop_review"


def test_a_page_that_is_older_than_the_text_is_not_submitted(desk, world):
    form = desk.read("check/").select_one("main form")
    desk.send("wording/", title="To halve street crime")

    answer = desk.client.post(form["action"], {"seen": form.select_one("[name=seen]")["value"]})

    assert answer.status_code == 409
    assert "Street crime: objective 1 has changed since you opened it." in answer.content.decode()
    world.street.refresh_from_db()
    assert world.street.state == "draft"


def test_what_is_approved_is_read_here_and_no_longer_written(desk, world):
    bring_to(world, "approved")

    page = words(desk.read("notes/"))

    assert "Street crime: objective 1 is approved: its text no longer changes." in page


def test_a_target_of_an_indicator_is_not_withdrawn_alone(desk, world):
    answer = desk.client.post(
        f"/targets/{world.resolved.pk}/acts/withdraw/", {"seen": world.street.version, "because": "So."}
    )

    assert answer.status_code == 409
    assert Target.objects.filter(pk=world.resolved.pk).exists()
    assert Indicator.objects.filter(objective=world.street).count() == 2
