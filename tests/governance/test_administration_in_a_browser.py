"""The ledger, bodies, people and the sign-in in a real browser: with axe at two widths, and without JavaScript."""

import os
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from audit.models import AuditEvent
from governance.models import Appointment, Power
from interface import build_static
from tests.world import bring_to, comment_on

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PICTURES = os.environ.get("PICTURES", "")


def jan_15() -> date:
    return date(2001, 1, 15)


@pytest.fixture
def site(settings, live_server, transactional_db, world):
    build_static.main() if not (build_static.ROOT / "static" / "build" / "screen.css").exists() else None
    settings.TODAY = "tests.governance.test_administration_in_a_browser.jan_15"
    return live_server.url


def signed_in(context, site, person):
    client = Client()
    client.force_login(person)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])


def look(page, address, failures):
    """Axe, the width of the page, and what the browser complains about."""
    complaints: list[str] = []
    hear = page.on("console", lambda message: complaints.append(message.text))
    page.wait_for_load_state()
    found = [(each["id"], each["nodes"][0]["html"][:200]) for each in Axe().run(page).response["violations"]]
    width = page.viewport_size["width"]
    if found or complaints:
        failures.append((width, address, found, complaints))
    if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
        failures.append((width, address, f"{wide} wide", []))
    if PICTURES:
        name = address.strip("/").replace("/", "-").split("?")[0] or "first"
        page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
    return hear


@pytest.mark.once
def test_every_page_can_be_used_by_everybody(site, chromium, world):
    bring_to(world, "committee_comment")
    comment_on(world)
    entry = AuditEvent.objects.get(action="objective.submitted")
    ken = Appointment.objects.get(person=world.ken)
    power = Power.objects.get(body=world.fpbv)
    as_ada = ["/ledger/", "/ledger/?kind=governance.target&thing=x", f"/ledger/{entry.key}/", "/ledger/check/"]
    as_anna = ["/bodies/", f"/bodies/{world.fpbv.pk}/", "/bodies/new/", f"/bodies/{world.fpbv.pk}/name/"]
    as_anna += [f"/bodies/{world.fpbv.pk}/powers/confer/", f"/powers/{power.pk}/end/"]
    as_anna += [f"/bodies/{world.fpbv.pk}/appoint/", f"/appointments/{ken.pk}/dismiss/", "/people/"]
    as_anna += [f"/people/{world.ken.pk}/", f"/people/{world.ken.pk}/suspend/", "/password/"]
    failures: list[object] = []
    for width in (1280, 390):
        for person, addresses in [(None, ["/sign-in/?next=/bodies/"]), (world.ada, as_ada), (world.anna, as_anna)]:
            with chromium.new_context(viewport={"width": width, "height": 900}) as context:
                if person:
                    signed_in(context, site, person)
                page = context.new_page()
                for address in addresses:
                    assert page.goto(site + address).status == 200, address
                    look(page, address, failures)
                if person == world.ada:
                    page.click("text=Check the ledger >> nth=-1")
                    look(page, "/checked/", failures)
                if person == world.anna:
                    page.goto(f"{site}/appointments/{ken.pk}/dismiss/")
                    page.click("main button[type=submit]")
                    look(page, "/check/", failures)
                    page.goto(f"{site}/bodies/{world.fpbv.pk}/appoint/")
                    page.click("main button[type=submit]")
                    look(page, "/wrong/", failures)
    assert failures == []


def test_an_appointment_is_made_without_javascript(site, chromium, world):
    with chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900}) as context:
        page = context.new_page()
        page.goto(f"{site}/bodies/{world.fpbv.pk}/appoint/")
        page.fill("#id_username", "anna")
        page.fill("#id_password", "a quiet word")
        page.click("main button[type=submit]")
        page.check("input[name=role][value=clerk]")
        page.fill("#id_name", "Jane Roe")
        page.fill("#id_username", "jane")
        page.fill("#id_email", "jane@example.org")
        page.fill("#id_starts_on-day", "15")
        page.fill("#id_starts_on-month", "Jan")
        page.fill("#id_starts_on-year", "2001")
        page.click("text=Continue")
        page.click("text=Change what you typed")
        assert page.input_value("#id_name") == "Jane Roe"
        page.click("text=Continue")
        page.click("main button[name=checked]")
        assert "You recorded the appointment of Jane Roe as clerk of FPBV." in page.inner_text("main")
    assert Appointment.objects.filter(person__username="jane", role="clerk").exists()
