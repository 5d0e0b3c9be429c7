"""Bodies: who reads about them, and what an administrator does with them."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from audit.models import AuditEvent
from governance import procedures
from governance.models import Appointment, Body, Power
from governance.roles import RoleName
from tests.fingerprint import fingerprint
from tests.world import FEB_8, MAR_8, OCTOBER, a_person, appoint
from workflow.blockers import Blocked

ONLY_ANNA = "the administrator of MPA (Anna Whitfield)"
OTHERS = ["colin", "olive", "omar", "clare", "ken", "mira", "charles", "ada"]


@pytest.fixture(autouse=True)
def _on_15_january(settings):
    settings.TODAY = "tests.governance.test_body_pages.jan_15"


def jan_15() -> date:
    return date(2001, 1, 15)


@pytest.fixture
def anna(client, world):
    client.force_login(world.anna)
    return client


def said(answer):
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def a_day(name, day):
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def go_on(client, address, **typed):
    """The check page that follows a form."""
    answer = client.post(address, typed)
    assert "Check before you go on" in said(answer), said(answer)
    return answer


def confirm(client, answer, address, button="checked"):
    """Press a button of the check page, with what its hidden boxes hold and nothing else."""
    boxes = BeautifulSoup(answer.content, "html.parser").select("main form input[type=hidden]")
    typed = {box["name"]: box["value"] for box in boxes if box["name"] != "csrfmiddlewaretoken"}
    return client.post(address, {**typed, button: "yes"}, follow=True)


def office(world, name, body="fpbv"):
    return Appointment.objects.get(person=getattr(world, name), body=getattr(world, body))


def pages(world):
    """Every page of this file that takes an act, by who may: manage bodies, or manage people."""
    power = Power.objects.get(body=world.fpbv)
    return {
        "/bodies/new/": "establishes a body",
        f"/bodies/{world.fpbv.pk}/name/": f"changes {world.fpbv}",
        f"/bodies/{world.fpbv.pk}/powers/confer/": f"confers a power on {world.fpbv}",
        f"/powers/{power.pk}/end/": f"ends a power of {world.fpbv}",
        f"/bodies/{world.fpbv.pk}/appoint/": f"appoints people to {world.fpbv}",
        f"/appointments/{office(world, 'ken').pk}/dismiss/": f"dismisses people from {world.fpbv}",
    }


# Who may


@pytest.mark.parametrize("name", ["anna", *OTHERS])
def test_whoever_holds_an_office_reads_about_bodies(client, world, name):
    client.force_login(getattr(world, name))
    assert client.get("/bodies/").status_code == 200
    assert client.get(f"/bodies/{world.fpbv.pk}/").status_code == 200
    assert 'href="/bodies/"' in client.get("/").text


@pytest.mark.parametrize("name", ["walter", "sue"])
def test_for_a_stranger_there_is_no_such_page_whether_it_exists_or_not(client, world, name):
    client.force_login(getattr(world, name))
    missing = client.get("/bodies/99999/")
    for address in ["/bodies/", f"/bodies/{world.fpbv.pk}/", *pages(world)]:
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code in (404, 405)
        if address not in ("/bodies/", f"/bodies/{world.fpbv.pk}/"):
            assert said(client.get(address)) == said(missing)
    assert 'href="/bodies/"' not in client.get("/").text


def test_somebody_not_signed_in_is_asked_to_sign_in(client, world):
    for address in ["/bodies/", f"/bodies/{world.fpbv.pk}/", *pages(world)]:
        assert client.get(address).headers["Location"].startswith("/sign-in/?next=/")


@pytest.mark.parametrize("name", OTHERS)
def test_only_an_administrator_changes_anything(client, world, name):
    client.force_login(getattr(world, name))
    before = fingerprint()
    for address, does in pages(world).items():
        for answer in (client.get(address), client.post(address, {"checked": "yes"})):
            assert answer.status_code == 403, address
            assert f"Only an administrator {does}: {ONLY_ANNA}." in said(answer)
    assert fingerprint() == before
    text = said(client.get(f"/bodies/{world.fpbv.pk}/"))
    assert f"Only an administrator changes bodies and appoints people: {ONLY_ANNA}." in text
    assert "Dismiss" not in text


def test_an_administrator_of_one_body_looks_after_that_body_alone(client, world):
    petra = a_person("petra", "Petra Lane")
    appoint(petra, world.fpbv, RoleName.ADMINISTRATOR, by=world.acting(world.anna))
    client.force_login(petra)
    assert client.get(f"/bodies/{world.fpbv.pk}/appoint/").status_code == 200
    assert client.get(f"/bodies/{world.mpa.pk}/appoint/").status_code == 403
    assert client.get(f"/appointments/{office(world, 'charles', 'mpa').pk}/dismiss/").status_code == 403
    options = BeautifulSoup(client.get("/bodies/new/").content, "html.parser").select("select[name=parent] option")
    assert [option.get_text() for option in options] == ["Choose one", str(world.fpbv)]
    # The gate says the same to whoever gets past the page.
    new = Appointment(person=world.walter, body=world.mpa, role=RoleName.CLERK, starts_on=OCTOBER)
    with pytest.raises(Blocked, match=r"^Your role does not let you appoint Walter Street as clerk of MPA\.$"):
        procedures.perform(new.appoint, actor=world.acting(petra))


def test_looking_changes_nothing(anna, world):
    before = fingerprint()
    for address in ["/bodies/", f"/bodies/{world.fpbv.pk}/", *pages(world), "/bodies/99999/"]:
        anna.get(address)
    assert fingerprint() == before


def test_a_form_from_elsewhere_is_refused(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.anna)
    before = fingerprint()
    for address in pages(world):
        assert client.post(address, {"checked": "yes"}).status_code == 403
    assert fingerprint() == before


@pytest.mark.parametrize("pk", ["0", "99999", "9" * 30])
def test_a_body_that_is_not_there(anna, world, pk):
    paths = ["/bodies/{}/", "/bodies/{}/name/", "/bodies/{}/appoint/", "/powers/{}/end/", "/appointments/{}/dismiss/"]
    for path in paths:
        assert anna.get(path.format(pk)).status_code == 404


# What is shown


def test_bodies_are_shown_as_they_are_part_of_each_other(anna, world):
    soup = BeautifulSoup(anna.get("/bodies/").content, "html.parser")
    top = soup.select_one("main > ul")
    assert [a.get_text() for a in top.select(":scope > li > a")] == ["Metropolitan Police Authority"]
    below = [a.get_text() for a in top.select(":scope > li > ul > li > a")]
    assert below == [
        "Finance, Planning and Best Value Committee",
        "Members' workshop",
        "Metropolitan Police Service",
    ]
    assert [a.get_text() for a in top.select(":scope > li > ul > li > ul > li > a")] == [
        "Specialist Operations",
        "Territorial Policing",
    ]
    text = " ".join(top.get_text(" ").split())
    assert "Finance, Planning and Best Value Committee (FPBV) Committee; can recommend; 2 people" in text
    assert "Metropolitan Police Service (MPS) Service; nobody holds an office in it" in text


def test_a_body_shows_powers_people_and_history(anna, world):
    appoint(world.walter, world.fpbv, RoleName.CHAIR, by=world.acting(world.anna), starts_on=MAR_8)
    procedures.perform(office(world, "mira").dismiss, actor=world.acting(world.anna), last_day=date(2001, 1, 10))
    text = said(anna.get(f"/bodies/{world.fpbv.pk}/"))
    assert (
        "Appointments in force Person Office First day Last day What you can do Ken Marsh Clerk 2 October 2000" in text
    )
    assert (
        "Appointments to come Person Office First day Last day What you can do Walter Street Chair 8 March 2001" in text
    )
    assert (
        "Earlier appointments Person Office First day Last day Mira Shah Member 2 October 2000 10 January 2001" in text
    )
    assert "Powers in force Power First day Last day What you can do Recommend 2 October 2000 None set" in text
    assert "Anna Whitfield ended the appointment of Mira Shah as member of FPBV." in text
    assert "Part of Metropolitan Police Authority" in text


# What is done


def test_a_body_is_established_with_its_offices(anna, world):
    typed = {"name": "Oversight Panel", "short_name": "Panel", "kind": "panel", "parent": world.mpa.pk}
    answer = go_on(anna, "/bodies/new/", **typed)
    assert "Oversight Panel becomes part of Metropolitan Police Authority: whoever administers" in said(answer)
    answer = confirm(anna, answer, "/bodies/new/")
    assert "You established Oversight Panel." in said(answer)
    panel = Body.objects.get(short_name="Panel")
    assert panel.parent == world.mpa
    appoint(world.walter, panel, RoleName.MEMBER, by=world.acting(world.anna))
    assert world.acting(world.walter).may_anywhere("governance.read_plan")


def test_the_check_page_does_nothing_yet_and_can_be_gone_back_from(anna, world):
    before = fingerprint()
    typed = {"name": "Oversight “Panel”", "short_name": "Panel", "kind": "panel", "parent": world.mpa.pk}
    answer = go_on(anna, "/bodies/new/", **typed, because="The Authority asked for it.")
    back = confirm(anna, answer, "/bodies/new/", button="change")
    soup = BeautifulSoup(back.content, "html.parser")
    assert soup.select_one("input[name=name]")["value"] == "Oversight “Panel”"
    assert soup.select_one("textarea[name=because]").get_text().strip() == "The Authority asked for it."
    assert fingerprint() == before


def test_a_second_body_of_that_name_is_refused_with_everything_typed_kept(anna, world):
    typed = {"name": "fpbv again", "short_name": "fpbv", "kind": "panel", "parent": world.mpa.pk, "because": "Why not"}
    answer = anna.post("/bodies/new/", {**typed, "checked": "yes"})
    assert "There is a body called “fpbv” already." in said(answer)
    assert "Why not" in answer.text
    assert not Body.objects.filter(name="fpbv again").exists()


def test_a_name_is_changed_and_the_short_name_stays(anna, world):
    address = f"/bodies/{world.fpbv.pk}/name/"
    answer = go_on(anna, address, name="Finance Committee", seen=world.fpbv.version)
    assert "Its short name stays FPBV." in said(answer)
    assert "You changed Finance" in said(confirm(anna, answer, address))
    world.fpbv.refresh_from_db()
    assert (world.fpbv.name, world.fpbv.short_name) == ("Finance Committee", "FPBV")


def test_who_looked_at_an_older_page_is_told_what_changed_meanwhile_and_can_go_on(anna, world):
    address = f"/bodies/{world.fpbv.pk}/name/"
    seen = Body.objects.get(pk=world.fpbv.pk).version
    appoint(world.walter, world.fpbv, RoleName.MEMBER, by=world.acting(world.anna))
    answer = anna.post(address, {"name": "Finance Committee", "seen": seen, "checked": "yes"})
    assert answer.status_code == 409
    assert "Finance, Planning and Best Value Committee has changed since you opened it." in said(answer)
    assert "Anna Whitfield recorded the appointment of Walter Street as member of FPBV." in said(answer)
    box = BeautifulSoup(answer.content, "html.parser").select_one("input[name=seen]")
    assert int(box["value"]) == Body.objects.get(pk=world.fpbv.pk).version
    assert not Body.objects.filter(name="Finance Committee").exists()


def test_a_power_is_conferred_and_ended(anna, world):
    address = f"/bodies/{world.fpbv.pk}/powers/confer/"
    assert "Enter reason." in said(anna.post(address, {"kind": "approve", **a_day("starts_on", MAR_8)}))
    answer = go_on(anna, address, kind="approve", because="New standing orders.", **a_day("starts_on", MAR_8))
    assert "From 8 March 2001 on, FPBV can approve." in said(answer)
    assert "You recorded the power FPBV: approve." in said(confirm(anna, answer, address))
    once_more = go_on(anna, address, kind="approve", because="Once more.", **a_day("starts_on", MAR_8))
    again = confirm(anna, once_more, address)
    assert again.status_code == 409
    assert "The same has been done already, perhaps a moment ago by somebody else." in said(again)

    power = Power.objects.get(body=world.mpa, kind="approve")
    address = f"/powers/{power.pk}/end/"
    assert "Enter reason." in said(anna.post(address, {**a_day("last_day", FEB_8)}))
    answer = go_on(anna, address, because="New standing orders.", **a_day("last_day", FEB_8))
    assert "From 9 February 2001 on, MPA can no longer approve." in said(answer)
    assert f"The route of 1 plan ({world.plan}) leads to it for approval." in said(answer)
    confirm(anna, answer, address)
    power.refresh_from_db()
    assert power.ends_on == FEB_8


def test_somebody_already_here_is_appointed(anna, world):
    address = f"/bodies/{world.fpbv.pk}/appoint/"
    typed = {"role": "member", "person": world.walter.pk, "because": "Elected."} | a_day("starts_on", jan_15())
    answer = go_on(anna, address, **typed)
    told = (
        "From 15 January 2001, Walter Street can, in FPBV: read plans in preparation; comment on an objective; "
        "vote at a meeting of the body; comment in writing on an item of a meeting of the body; "
        "read exempt papers of the body."
    )
    assert told in said(answer)
    assert "You recorded the appointment of Walter Street as member of FPBV." in said(confirm(anna, answer, address))
    assert world.acting(world.walter).may_anywhere("governance.comment_objective")
    assert AuditEvent.objects.latest_first()[0].because == "Elected."


NEW = {
    "role": "clerk",
    "name": "Jane Roe",
    "username": "jane",
    "email": "jane@example.org",
    **a_day("starts_on", OCTOBER),
}


def test_somebody_new_is_entered_with_their_first_office_and_without_a_password(anna, world):
    address = f"/bodies/{world.fpbv.pk}/appoint/"
    answer = go_on(anna, address, **NEW)
    assert "Jane Roe is entered as a new person, who cannot sign in before they have a password." in said(answer)
    assert not User.objects.filter(username="jane").exists()
    confirm(anna, answer, address)
    jane = User.objects.get(username="jane")
    assert (jane.name, jane.email, jane.has_usable_password(), jane.is_superuser, jane.is_staff) == (
        "Jane Roe", "jane@example.org", False, False, False,
    )  # fmt: skip
    assert Appointment.objects.get(person=jane).role == "clerk"
    line = AuditEvent.objects.latest_first()[0]
    assert (line.action, line.subject_label) == ("appointment.made", "Jane Roe as clerk of FPBV")


def test_nobody_is_entered_if_the_appointment_is_refused(anna, world):
    typed = NEW | a_day("starts_on", FEB_8) | a_day("ends_on", jan_15())
    before = fingerprint()
    for button in ({}, {"checked": "yes"}):
        answer = anna.post(f"/bodies/{world.fpbv.pk}/appoint/", typed | button)
        assert answer.status_code == 409
        assert "The last day of a term cannot come before its first." in said(answer)
        assert 'value="jane@example.org"' in answer.text
    assert fingerprint() == before


def test_two_people_cannot_have_one_username_however_fast(world):
    double = User(username="ken", name="Another Ken", email="ken2@example.org")
    office = Appointment(body=world.fpbv, role=RoleName.CLERK, starts_on=OCTOBER)
    before = fingerprint()
    with pytest.raises(Blocked, match="^Somebody has the username “ken” already\\.$"):
        procedures.enrol_and_appoint(double, office, actor=world.acting(world.anna))
    assert fingerprint() == before


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"person": "walter"}, "Choose somebody already here or enter somebody new, not both."),
        ({"name": "", "username": "", "email": ""}, "Choose somebody already here, or enter somebody new."),
        ({"email": ""}, "Enter the e-mail address of the new person."),
        ({"username": ""}, "Enter the username of the new person."),
        ({"username": "KEN"}, "Somebody has the username “KEN” already. If it is them, choose them above."),
        ({"email": "Ken@example.org"}, "Ken Marsh has this e-mail address already. If it is them, choose them above."),
        ({"username": "jane roe"}, "A username is made of letters, figures and the signs @ . + - _, without blanks."),
        ({"role": "emperor"}, "Choose office from the list."),
        ({"starts_on-day": "31", "starts_on-month": "2"}, "First day must be a real date."),
    ],
)
def test_what_is_wrong_with_an_appointment_is_said(anna, world, changed, sentence):
    changed = {key: world.walter.pk if value == "walter" else value for key, value in changed.items()}
    before = fingerprint()
    answer = anna.post(f"/bodies/{world.fpbv.pk}/appoint/", {**NEW, **changed, "checked": "yes"})
    assert sentence in said(answer)
    assert fingerprint() == before


@pytest.fixture
def petra(client, world):
    """Petra Lane administers FPBV alone."""
    petra = a_person("petra", "Petra Lane")
    appoint(petra, world.fpbv, RoleName.ADMINISTRATOR, by=world.acting(world.anna))
    client.force_login(petra)
    return client


def to_choose_from(client, world):
    soup = BeautifulSoup(client.get(f"/bodies/{world.fpbv.pk}/appoint/").content, "html.parser")
    return [option.get_text() for option in soup.select("select[name=person] option")][1:]


def test_an_administrator_of_one_body_chooses_among_those_she_may_know_of(petra, world):
    found = to_choose_from(petra, world)
    assert "Ken Marsh (clerk of FPBV)" in found
    assert "Mira Shah (member of FPBV, member of Workshop)" in found
    assert not [name for name in found if "Walter Street" in name or "Sue Root" in name or "(ken)" in name]
    typed = {"role": "member", "person": world.walter.pk} | a_day("starts_on", jan_15())
    answer = petra.post(f"/bodies/{world.fpbv.pk}/appoint/", typed)
    assert "Choose somebody already here from the list." in said(answer)
    assert not Appointment.objects.filter(person=world.walter).exists()


def test_an_administrator_of_all_chooses_among_everybody_by_username(anna, world):
    found = to_choose_from(anna, world)
    assert {"Walter Street (walter)", "Sue Root (sue)", "Ken Marsh (ken)"} <= set(found)


@pytest.mark.parametrize("username", ["ken", "walter"])
def test_an_administrator_of_one_body_is_not_told_whose_address_it_is(petra, world, username):
    for changed, sentence in [
        ({"email": f"{username}@example.org"}, "That address cannot be used."),
        ({"username": username}, "That username cannot be used."),
    ]:
        answer = petra.post(f"/bodies/{world.fpbv.pk}/appoint/", {**NEW, **changed, "checked": "yes"})
        assert sentence in said(answer)
        assert "already. If it is them" not in said(answer)
        assert "Walter Street" not in said(answer)


def test_an_administrator_of_one_body_appoints_somebody_known_and_somebody_new(petra, world):
    address = f"/bodies/{world.fpbv.pk}/appoint/"
    typed = {"role": "member", "person": world.olive.pk} | a_day("starts_on", jan_15())
    answer = go_on(petra, address, **typed)
    assert "Olive Grant (objective owner of TP)" in said(answer)
    assert "You recorded the appointment of Olive Grant as member of FPBV." in said(confirm(petra, answer, address))
    confirm(petra, go_on(petra, address, **NEW), address)
    assert "Jane Roe (clerk of FPBV)" in to_choose_from(petra, world)


def test_nobody_appoints_themselves(anna, world):
    typed = {"role": "clerk", "person": world.anna.pk} | a_day("starts_on", jan_15())
    answer = anna.post(f"/bodies/{world.fpbv.pk}/appoint/", typed)
    assert answer.status_code == 409
    assert "Nobody appoints themselves: another administrator must do it." in said(answer)


def test_dismissing_the_last_clerk_says_what_the_body_is_left_without(anna, world):
    address = f"/appointments/{office(world, 'ken').pk}/dismiss/"
    assert "Dismiss Ken Marsh as clerk of FPBV" in said(anna.get(address))
    answer = go_on(anna, address, **a_day("last_day", FEB_8), seen=Body.objects.get(pk=world.fpbv.pk).version)
    text = said(answer)
    assert "Ken Marsh keeps the rights of this office to the end of 8 February 2001." in text
    assert "FPBV has no clerk from 9 February 2001 on." in text
    assert "Nobody can record what FPBV decides then." in text
    assert "Ken Marsh holds no other office on 9 February 2001, but can still sign in." in text
    assert "You ended the appointment of Ken Marsh as clerk of FPBV." in said(confirm(anna, answer, address))
    assert office(world, "ken").ends_on == FEB_8


def test_dismissing_one_of_two_clerks_leaves_the_other(anna, world):
    appoint(world.walter, world.fpbv, RoleName.CLERK, by=world.acting(world.anna))
    answer = go_on(anna, f"/appointments/{office(world, 'ken').pk}/dismiss/", **a_day("last_day", FEB_8))
    assert "has no clerk" not in said(answer)
    assert "Nobody can record" not in said(answer)


def test_a_successor_who_begins_later_is_named(anna, world):
    appoint(world.walter, world.fpbv, RoleName.CLERK, by=world.acting(world.anna), starts_on=MAR_8)
    answer = go_on(anna, f"/appointments/{office(world, 'ken').pk}/dismiss/", **a_day("last_day", FEB_8))
    assert "FPBV has no clerk from 9 February 2001 on, until Walter Street begins on 8 March 2001." in said(answer)


def test_dismissing_an_owner_names_the_objectives_left_behind(anna, world):
    answer = go_on(anna, f"/appointments/{office(world, 'olive', 'tp').pk}/dismiss/", **a_day("last_day", FEB_8))
    assert "It leaves 1 objective (Street crime: objective 1) with an owner who can no longer write." in said(answer)


def test_dismissing_the_last_administrator_says_that_nobody_can_appoint_any_more(anna, world):
    answer = go_on(anna, f"/appointments/{office(world, 'anna', 'mpa').pk}/dismiss/", **a_day("last_day", FEB_8))
    assert "MPA has no administrator from 9 February 2001 on." in said(answer)
    assert "Nobody can appoint or dismiss people in MPA then." in said(answer)


def test_a_last_day_before_the_term_comes_back_in_the_form(anna, world):
    address = f"/appointments/{office(world, 'ken').pk}/dismiss/"
    refused = anna.post(address, {**a_day("last_day", date(2000, 1, 1)), "because": "A slip"})
    assert refused.status_code == 409
    assert "The last day cannot come before the term began." in said(refused)
    assert "A slip" in refused.text
    assert office(world, "ken").ends_on is None


def test_whoever_is_dismissed_has_no_rights_with_their_next_page(client, world):
    ken = Client()
    ken.force_login(world.ken)
    assert ken.get("/bodies/").status_code == 200
    client.force_login(world.anna)
    address = f"/appointments/{office(world, 'ken').pk}/dismiss/"
    confirm(client, go_on(client, address, **a_day("last_day", date(2001, 1, 14))), address)
    assert ken.get("/bodies/").status_code == 404


def test_who_administered_a_moment_ago_is_refused_at_the_last_step(anna, world):
    """The check page was shown; then the right went."""
    petra = a_person("petra", "Petra Lane")
    appoint(petra, world.mpa, RoleName.ADMINISTRATOR, by=world.acting(world.anna))
    address = f"/appointments/{office(world, 'ken').pk}/dismiss/"
    answer = go_on(anna, address, **a_day("last_day", FEB_8))
    end = Appointment.objects.get(person=world.anna).dismiss
    procedures.perform(end, actor=world.acting(petra), last_day=date(2001, 1, 14))
    assert confirm(anna, answer, address).status_code == 404
    assert office(world, "ken").ends_on is None


# How many queries


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def more_bodies_and_people(world, number, prefix):
    anna = world.acting(world.anna)
    for each in range(number):
        body = Body(name=f"{prefix} {each}", short_name=f"{prefix}{each}", kind="panel", parent=world.fpbv)
        procedures.perform(body.establish, actor=anna)
        procedures.perform(Power(body=body, kind="advise", starts_on=OCTOBER).confer, actor=anna, because="So.")
        person = User.objects.create(username=f"{prefix}{each}", name=f"{prefix} {each}")
        appoint(person, world.fpbv, RoleName.MEMBER, by=anna)
        appoint(person, body, RoleName.MEMBER, by=anna)


@pytest.mark.once
def test_the_pages_ask_as_often_for_30_times_as_many(anna, world):
    addresses = ["/bodies/", f"/bodies/{world.fpbv.pk}/"]
    few = [queries(anna, address) for address in addresses]
    more_bodies_and_people(world, 10, "A")
    more = [queries(anna, address) for address in addresses]
    more_bodies_and_people(world, 50, "B")
    many = [queries(anna, address) for address in addresses]
    assert few == more == many == EXPECTED_QUERIES


# Session, person, rights (3); then the bodies with their numbers, and their powers. For one body: all bodies, powers,
# rules, its rule on urgency, offices, the bodies below, its next meetings, who may, and the history.
EXPECTED_QUERIES = [7, 14]
