"""People: who reads about them, what is private, and whose sign-in works."""

from datetime import date, timedelta

import pytest
import structlog
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from governance import procedures, sign_ins
from governance.models import Appointment
from governance.roles import RoleName
from tests.fingerprint import fingerprint
from tests.world import FEB_8, a_person, appoint
from workflow.blockers import Blocked

OTHERS = ["colin", "olive", "omar", "clare", "ken", "mira", "charles", "ada"]
ONLY_ANNA = "Only an administrator suspends or restores a sign-in: the administrator of MPA (Anna Whitfield)."


@pytest.fixture(autouse=True)
def _on_15_january(settings):
    settings.TODAY = "tests.governance.test_people_pages.jan_15"


def jan_15() -> date:
    return date(2001, 1, 15)


@pytest.fixture
def anna(client, world):
    client.force_login(world.anna)
    return client


def said(answer):
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def of(person, page="person"):
    return reverse(page, args=[person.pk])


def pages(world):
    return ["/people/", of(world.ken), of(world.ken, "suspend_sign_in"), of(world.ken, "restore_sign_in")]


def names(answer):
    return [cell.get_text() for cell in BeautifulSoup(answer.content, "html.parser").select("tbody th a")]


@pytest.fixture
def security_log():
    with structlog.testing.capture_logs() as lines:
        yield lines


# Who may


@pytest.mark.parametrize("name", ["anna", *OTHERS])
def test_whoever_holds_an_office_reads_who_holds_which(client, world, name):
    client.force_login(getattr(world, name))
    assert client.get("/people/").status_code == 200
    assert client.get(of(world.ken)).status_code == 200


@pytest.mark.parametrize("name", ["walter", "sue"])
def test_for_a_stranger_there_are_no_people(client, world, name):
    client.force_login(getattr(world, name))
    missing = said(client.get("/people/99999/"))
    for address in [*pages(world), of(world.walter), of(world.sue)]:
        answer = client.get(address)
        assert answer.status_code == 404
        assert said(answer) == missing


def test_somebody_not_signed_in_is_asked_to_sign_in(client, world):
    for address in pages(world):
        assert client.get(address).headers["Location"].startswith("/sign-in/?next=/people/")


@pytest.mark.parametrize("name", OTHERS)
def test_addresses_usernames_and_sign_ins_are_for_administrators(client, world, name):
    client.force_login(getattr(world, name))
    for address in ["/people/", of(world.ken)]:
        text = client.get(address).text
        assert "ken@example.org" not in text
        assert "Sign-in" not in text
        assert "Suspend" not in text
    assert "Walter Street" not in client.get("/people/").text
    assert client.get(of(world.walter)).status_code == 404


@pytest.mark.parametrize("name", OTHERS)
def test_only_an_administrator_suspends_and_restores(client, world, name, security_log):
    client.force_login(getattr(world, name))
    before = fingerprint()
    for page in ("suspend_sign_in", "restore_sign_in"):
        for answer in (client.get(of(world.ken, page)), client.post(of(world.ken, page))):
            assert answer.status_code == 403
            assert ONLY_ANNA in said(answer)
    assert fingerprint() == before
    assert "sign_in_suspended" not in [line["event"] for line in security_log]


def test_an_administrator_of_one_body_reads_no_addresses_and_suspends_nobody(client, world):
    petra = a_person("petra", "Petra Lane")
    appoint(petra, world.fpbv, RoleName.ADMINISTRATOR, by=world.acting(world.anna))
    client.force_login(petra)
    assert "ken@example.org" not in client.get(of(world.ken)).text
    assert client.post(of(world.ken, "suspend_sign_in")).status_code == 403
    with pytest.raises(Blocked, match=r"^Your role does not let you suspend or restore a sign-in\.$"):
        sign_ins.suspend(world.ken, actor=world.acting(petra))


def test_looking_changes_nothing(anna, world):
    before = fingerprint()
    for address in [*pages(world), "/people/?q=ken&role=clerk", of(world.walter)]:
        assert anna.get(address).status_code == 200
    assert fingerprint() == before


# What is shown


def test_an_administrator_sees_everybody_others_those_with_an_office(anna, world):
    everybody = names(anna.get("/people/"))
    assert everybody == sorted(everybody)
    assert {"Walter Street", "Sue Root", "Ken Marsh"} <= set(everybody)
    assert "ken@example.org" in said(anna.get("/people/"))
    client = Client()
    client.force_login(world.mira)
    assert names(client.get("/people/")) == sorted(set(everybody) - {"Walter Street", "Sue Root"})


def test_people_are_narrowed_by_name_and_by_an_office_they_hold_today(anna, world):
    assert names(anna.get("/people/?q=MARSH")) == ["Ken Marsh"]
    assert names(anna.get(f"/people/?body={world.fpbv.pk}")) == ["Ken Marsh", "Mira Shah"]
    assert names(anna.get("/people/?role=clerk")) == ["Clare Hobbs", "Ken Marsh"]
    # Mira is a member of FPBV, Clare is a clerk elsewhere: neither is a clerk of FPBV.
    assert names(anna.get(f"/people/?role=clerk&body={world.fpbv.pk}")) == ["Ken Marsh"]
    assert "Nobody matches" in said(anna.get("/people/?q=nobody"))
    assert "Choose office from the list." in said(anna.get("/people/?role=emperor"))


def test_a_person_is_shown_with_every_office_over_time_and_what_they_own(client, world):
    anna = world.acting(world.anna)
    appoint(world.olive, world.fpbv, RoleName.MEMBER, by=anna, starts_on=FEB_8)
    earlier = appoint(world.olive, world.so, RoleName.OWNER, by=anna)
    procedures.perform(earlier.dismiss, actor=anna, last_day=date(2000, 12, 31))
    client.force_login(world.mira)
    text = said(client.get(of(world.olive)))
    assert "Held today Body Office First day Last day Territorial Policing Objective owner 2 October 2000" in text
    assert "To come Body Office First day Last day Finance, Planning and Best Value Committee Member 8 Feb" in text
    assert (
        "Held earlier Body Office First day Last day Specialist Operations Objective owner 2 October 2000 31 December"
        in text
    )
    assert "Street crime: objective 1 , Policing and performance plan 2001/02, for Territorial Policing Draft" in text


def test_what_a_person_owns_is_shown_to_those_who_may_read_it(anna, world):
    """An administrator reads no plan in preparation by being one."""
    assert "None that you may read." in said(anna.get(of(world.olive)))


def test_one_changes_ones_own_password_from_ones_own_page(client, world):
    client.force_login(world.ken)
    assert "Change your password" in client.get(of(world.ken)).text
    assert "Change your password" not in client.get(of(world.mira)).text


# Sign-ins


def test_whoever_is_suspended_is_signed_out_at_once_and_cannot_sign_in(anna, world, security_log):
    ken = Client()
    ken.force_login(world.ken)
    assert ken.get("/people/").status_code == 200
    page = said(anna.get(of(world.ken, "suspend_sign_in")))
    assert "Ken Marsh is signed out everywhere, and cannot sign in." in page

    answer = anna.post(of(world.ken, "suspend_sign_in"), follow=True)

    assert "Ken Marsh can no longer sign in." in said(answer)
    assert "Suspended" in said(answer)
    assert {
        "event": "sign_in_suspended",
        "log_level": "warning",
        "person": world.ken.pk,
        "by": world.anna.pk,
    } in security_log
    assert ken.get("/people/").status_code == 302
    assert "do not belong together" in said(ken.post("/sign-in/", {"username": "ken", "password": "a quiet word"}))
    assert not world.acting(world.ken).grants
    assert "Sign-in suspended" in said(anna.get("/people/"))
    assert Appointment.objects.in_force(jan_15()).filter(person=world.ken).exists()

    answer = anna.post(of(world.ken, "restore_sign_in"), follow=True)

    assert "Ken Marsh can sign in again." in said(answer)
    assert "sign_in_restored" in [line["event"] for line in security_log]
    assert ken.post("/sign-in/", {"username": "ken", "password": "a quiet word"}).status_code == 302


def test_suspending_twice_is_told_once(anna, world, security_log):
    for _ in range(2):
        assert anna.post(of(world.ken, "suspend_sign_in")).status_code == 302
    assert [line["event"] for line in security_log].count("sign_in_suspended") == 1


def test_nobody_suspends_themselves(anna, world, security_log):
    sentence = "Nobody suspends themselves: another administrator must do it."
    assert sentence in said(anna.get(of(world.anna)))
    assert sentence in said(anna.get(of(world.anna, "suspend_sign_in")))
    answer = anna.post(of(world.anna, "suspend_sign_in"))
    assert answer.status_code == 409
    assert sentence in said(answer)
    assert User.objects.get(pk=world.anna.pk).is_active
    assert "sign_in_suspended" not in [line["event"] for line in security_log]


def test_a_superuser_suspends_nobody_by_being_one(world):
    with pytest.raises(Blocked, match="Your role does not let you"):
        sign_ins.suspend(world.ken, actor=world.acting(world.sue))


def test_a_form_from_elsewhere_is_refused(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.anna)
    assert client.post(of(world.ken, "suspend_sign_in")).status_code == 403
    assert User.objects.get(pk=world.ken.pk).is_active


# How many queries


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def more_people(world, number, prefix):
    anna = world.acting(world.anna)
    for each in range(number):
        person = User.objects.create(username=f"{prefix}{each}", name=f"{prefix} {each}")
        for body in (world.fpbv, world.workshop):
            appoint(person, body, RoleName.MEMBER, by=anna)
    held = world.ken.appointments.count()
    for each in range(number // 4):
        one_day = date(1990, 1, 1) + timedelta(days=held + each)
        office = Appointment(
            person=world.ken, body=world.workshop, role=RoleName.MEMBER, starts_on=one_day, ends_on=one_day
        )
        procedures.perform(office.appoint, actor=anna)


@pytest.mark.once
def test_the_pages_ask_as_often_for_30_times_as_many(client, anna, world):
    addresses = ["/people/", of(world.ken)]
    counted = []
    for number, prefix in [(0, ""), (10, "A"), (80, "B")]:
        more_people(world, number, prefix)
        counted.append([queries(anna, address) for address in addresses])
    assert counted[0] == counted[1] == counted[2] == EXPECTED_QUERIES


# Session, person, rights (3), whether they administer (1); then the bodies to choose from, how many, the people, their
# offices; or the person, their offices, whether they may be suspended, what they own, who stands
# in for them and for whom they stand in.
EXPECTED_QUERIES = [11, 13]
