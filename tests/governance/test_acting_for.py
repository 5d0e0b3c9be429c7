"""Acting for somebody in the browser: chosen, seen on every page, and over by itself; and who can not, by any path."""

from collections.abc import Callable
from functools import partial

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from audit.models import AuditEvent
from governance.models import Deputation, Objective
from tests.fingerprint import fingerprint
from tests.governance.scenes import stand_in
from tests.journeys import days
from tests.world import JAN_15, JAN_17, JAN_22, MAR_31, acting
from workflow.gate import perform

pytestmark = pytest.mark.once

BANNER = "You act for Olive Grant (TP) until 31 March 2001, with no rights of your own meanwhile."


@pytest.fixture(autouse=True)
def _january(settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_17"


@pytest.fixture
def deputation(world) -> Deputation:
    """Priya Nair, who holds no office, stands in for Olive from 15 January to 31 March."""
    return stand_in(world)


@pytest.fixture
def priya(client, deputation) -> Client:
    client.force_login(deputation.deputy)
    return client


def said(answer):
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def begin(client, owner, **more):
    return client.post(f"/people/{owner.pk}/act-for/", **more)


def test_it_is_offered_on_my_tasks_and_in_the_account_menu(world, priya):
    assert said(priya.get("/")).count("Act for Olive Grant") == 2
    assert said(priya.get("/plans/")).count("Act for Olive Grant") == 1


def test_nobody_else_is_offered_it(world, client, deputation):
    for person in (world.olive, world.omar, world.walter):
        client.force_login(person)
        assert "Act for" not in said(client.get("/"))


def test_whoever_acts_for_somebody_sees_it_on_every_page_and_has_that_persons_tasks(world, priya):
    assert begin(priya, world.olive)["Location"] == "/"

    page = said(priya.get("/"))
    assert BANNER in page
    assert "Tasks of Olive Grant Waiting for you, for Olive Grant (2)" in page
    assert "Resolve “?? per cent”" in page
    assert "Act for Olive Grant" not in page, "chosen already"
    for address in ("/plans/", world.street.get_absolute_url(), "/accessibility/"):
        assert BANNER in said(priya.get(address)), address


def test_what_is_done_then_is_done_for_the_owner(world, priya):
    begin(priya, world.olive)
    priya.post(
        f"/objectives/{world.street.pk}/acts/submit/", {"seen": Objective.objects.get(pk=world.street.pk).version}
    )

    line = AuditEvent.objects.get(action="objective.submitted")
    assert (line.actor_label, line.on_behalf_of_label) == ("Priya Nair", "Olive Grant")
    assert "Priya Nair, for Olive Grant, submitted Street crime: objective 1." in said(
        priya.get(world.street.get_absolute_url())
    )


def test_it_stops_when_asked_to(world, priya):
    begin(priya, world.olive)
    priya.post("/act-for/stop/")

    assert BANNER not in said(priya.get("/"))
    assert priya.get(world.street.get_absolute_url()).status_code == 404


def test_it_ends_with_the_session(world, priya, deputation):
    begin(priya, world.olive)
    priya.post("/sign-out/")
    priya.force_login(deputation.deputy)

    assert BANNER not in said(priya.get("/"))


@pytest.mark.parametrize("how", ["ended", "last day", "office", "suspended"])
def test_it_ends_by_itself_when_the_time_or_the_office_ends(world, priya, deputation, settings, how):
    begin(priya, world.olive)
    if how == "ended":
        perform(partial(deputation.end, last_day=JAN_15), actor=acting(world.olive, JAN_17))
    elif how == "last day":
        perform(partial(deputation.end, last_day=JAN_17), actor=acting(world.olive, JAN_17))
        assert priya.get(world.street.get_absolute_url()).status_code == 200, "the last day counts"
        settings.TODAY = f"{days.__name__}.on_2001_01_22"
    elif how == "office":
        perform(partial(world.olive.appointments.get().dismiss, last_day=JAN_15), actor=acting(world.anna, JAN_17))
    else:
        world.olive.is_active = False
        world.olive.save()

    answer = priya.get(world.street.get_absolute_url())
    assert answer.status_code == 404
    assert "You no longer act for Olive Grant: your time as deputy is over." in said(answer)
    assert "You act for" not in said(priya.get("/"))


def test_it_is_chosen_by_a_form_with_its_token_and_by_no_link(world, deputation):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(deputation.deputy)

    assert begin(careful, world.olive).status_code == 403
    assert careful.get(f"/people/{world.olive.pk}/act-for/").status_code == 405


# The page of the owner


def test_an_owner_names_a_deputy_and_ends_their_time(world, client):
    client.force_login(world.olive)
    form = {"body": world.tp.pk, "deputy": world.mira.pk, "because": "I am on leave.", "checked": "yes"}
    for name, day in (("starts_on", JAN_17), ("ends_on", JAN_22)):
        form |= {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}

    client.post(f"/people/{world.olive.pk}/deputies/name/", form)

    page = said(client.get(f"/people/{world.olive.pk}/deputies/"))
    assert "Who stands in for you Today" in page
    assert "Mira Shah Territorial Policing 17 January 2001 22 January 2001 End" in page
    assert "Mira Shah stands in for Olive Grant in Territorial Policing until 22 January 2001." in said(
        client.get(f"/people/{world.olive.pk}/")
    )
    client.force_login(world.mira)
    assert "Mira Shah stands in for Olive Grant" in said(client.get(f"/people/{world.mira.pk}/"))


def test_the_check_page_says_what_the_deputy_can_and_keeps_out_of(world, client):
    client.force_login(world.anna)
    form = {"body": world.tp.pk, "deputy": world.clare.pk, "because": "Olive is ill."}
    for name, day in (("starts_on", JAN_17), ("ends_on", JAN_22)):
        form |= {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}

    page = said(client.post(f"/people/{world.olive.pk}/deputies/name/", form))

    assert "Clare Hobbs can act for Olive Grant in TP, on what Olive Grant owns: read plans in preparation;" in page
    assert "Clare Hobbs takes part in no decision on what Olive Grant owns meanwhile" in page
    assert not Deputation.objects.exists()


# A foreign deputy


def the_foreign(world) -> dict[str, Callable[[], object]]:
    """Walter as a deputy for whom Olive's things are as foreign as for anybody, in each way there is."""
    return {
        "of another owner": lambda: stand_in(world, world.walter, owner=world.omar, body=world.so),
        "before the days": lambda: stand_in(world, world.walter, starts_on=JAN_22, ends_on=MAR_31),
        "after the days": lambda: stand_in(world, world.walter, starts_on=JAN_15, ends_on=JAN_15),
        "ended": lambda: perform(
            partial(stand_in(world, world.walter).end, last_day=JAN_15), actor=acting(world.olive, JAN_17)
        ),
        "somebody else's": lambda: stand_in(world),
    }


WAYS = ["of another owner", "before the days", "after the days", "ended", "somebody else's"]


@pytest.mark.parametrize("way", WAYS)
def test_a_foreign_deputy_never_acts_for_the_owner(world, client, way):
    the_foreign(world)[way]()
    client.force_login(world.walter)

    assert begin(client, world.olive).status_code == 404
    assert client.get(world.street.get_absolute_url()).status_code == 404
    assert "Olive Grant" not in said(client.get("/"))


@pytest.mark.parametrize("way", [way for way in WAYS if way != "of another owner"])
def test_not_even_with_a_session_that_says_so(world, client, way):
    """The session is ours, but it may be older than the end of the time."""
    the_foreign(world)[way]()
    client.force_login(world.walter)
    session = client.session
    session["acts_for"] = [world.olive.pk, "Olive Grant"]
    session.save()
    before = fingerprint()

    submit = client.post(f"/objectives/{world.street.pk}/acts/submit/", {"seen": world.street.version})

    assert submit.status_code == 404
    assert fingerprint() == before


def test_the_deputy_of_another_owner_reads_the_plan_and_does_nothing_to_what_is_not_that_owners(world, client):
    the_foreign(world)["of another owner"]()
    client.force_login(world.walter)
    begin(client, world.omar)
    before = fingerprint()

    pages = {
        act: client.post(
            f"/objectives/{world.street.pk}/acts/{act}/",
            {"seen": Objective.objects.get(pk=world.street.pk).version, "because": "So.", "title": "Mine"},
        )
        for act in ("submit", "revise", "withdraw", "assign", "send_back", "approve", "publish")
    }

    refused = [act for act, answer in pages.items() if answer.status_code == 409]
    assert refused == ["submit", "revise", "withdraw", "send_back", "approve"]
    assert {pages[act].status_code for act in ("assign", "publish")} == {200}, "forms that are not filled in come back"
    assert "Street crime: objective 1 belongs to Olive Grant." in said(pages["submit"])
    assert fingerprint() == before
