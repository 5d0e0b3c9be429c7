"""Outside the demo there is no such room: no address, no banner, no clock, no command."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from tests.project.programs import PRODUCTION, ROOT, environment, manage

pytestmark = pytest.mark.once

ADDRESSES = ["/demo/clock/", "/demo/clock/next/", "/demo/sign-in/karen/", "/demo/outbox/"]

ASK_PRODUCTION = """
import django
django.setup()
from django.conf import settings
from django.template import engines
from django.urls import Resolver404, resolve
print("demo" in settings.INSTALLED_APPS, settings.TODAY, settings.NOW)
print([name for name in settings.TEMPLATES[0]["OPTIONS"]["context_processors"] if name.startswith("demo")])
for address in {addresses}:
    try:
        print(resolve(address))
    except Resolver404:
        print("nowhere")
print(resolve("/sign-in/").func.view_class.__module__)
"""


def test_these_tests_run_without_it():
    assert not settings.DEMO
    assert "demo" not in settings.INSTALLED_APPS
    assert settings.TODAY == "workflow.clock.server_today"
    assert settings.NOW == "audit.clock.server_now"


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.django_db
def test_its_addresses_are_nowhere(client, address):
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


@pytest.mark.django_db
def test_no_page_shows_its_line(client):
    page = client.get("/sign-in/").text
    assert "demo-banner" not in page
    assert "/demo/" not in page


def test_production_knows_nothing_of_it(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", ASK_PRODUCTION.format(addresses=ADDRESSES)],
        cwd=ROOT,
        env=environment({**PRODUCTION, "DJANGO_SETTINGS_MODULE": "config.settings"}, tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines() == [
        "False workflow.clock.server_today audit.clock.server_now",
        "[]",
        *["nowhere"] * len(ADDRESSES),
        "accounts.views",
    ], done.stderr


@pytest.mark.parametrize("given", [PRODUCTION, {"ASSENT_DEBUG": "1"}])
def test_there_is_no_such_command(given, tmp_path):
    done = manage("demo", given=given, folder=tmp_path)
    assert done.returncode != 0
    assert "Unknown command: 'demo'" in done.stderr


def test_the_room_does_not_open_by_being_named_among_the_apps():
    import demo
    from demo.apps import ELSEWHERE, DemoConfig

    with pytest.raises(ImproperlyConfigured) as refused:
        DemoConfig("demo", demo).ready()
    assert str(refused.value) == ELSEWHERE
