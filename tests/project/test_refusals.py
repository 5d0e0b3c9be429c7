"""An unsafe installation does not start, and says why in one sentence."""

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from config.refusals import DEVELOPMENT_SECRET, refuse_foreign_clocks, refuse_to_start
from tests.project.programs import PRODUCTION, manage

pytestmark = pytest.mark.once

GOOD = {
    "debug": False,
    "demo": False,
    "secrets": [PRODUCTION["ASSENT_SECRET_KEY"]],
    "hosts": ["assent.example.org", "127.0.0.1", "localhost"],
    "address": "https://assent.example.org",
    "database_url": "postgresql://assent@db/assent",
}
HERE = {"hosts": ["127.0.0.1", "localhost"], "address": "http://127.0.0.1:8000", "database_url": ""}

NO_KEY = "Assent does not start without a secret of its own: set ASSENT_SECRET_KEY to 50 or more random characters."
EASY_TO_GUESS = (
    "Assent does not start with a secret that is easy to guess: "
    "every key in ASSENT_SECRET_KEY and ASSENT_SECRET_KEY_FALLBACKS needs 50 or more random characters."
)
EVERY_HOST = "Assent does not answer to every host name: set ASSENT_HOSTS to the names people use, without `*`."
NO_ADDRESS = (
    "Assent does not start without its address: set ASSENT_ADDRESS to what people type, beginning with `https://`."
)
DEBUG_REACHABLE = (
    "Debug mode is for this machine only: unset ASSENT_DEBUG, or leave ASSENT_HOSTS and ASSENT_ADDRESS at 127.0.0.1."
)
DEMO_REACHABLE = (
    "The demo is for this machine only: unset ASSENT_DEMO, or leave ASSENT_HOSTS and ASSENT_ADDRESS at 127.0.0.1."
)
FOREIGN_DATABASE = "The demo keeps to a database file of its own, var/demo.sqlite3: unset DATABASE_URL."


@pytest.mark.parametrize(
    ("spoilt", "sentence"),
    [
        ({"secrets": [""]}, NO_KEY),
        ({"secrets": [DEVELOPMENT_SECRET]}, NO_KEY),
        ({"secrets": [*GOOD["secrets"], DEVELOPMENT_SECRET]}, NO_KEY),
        ({"secrets": ["short"]}, EASY_TO_GUESS),
        ({"secrets": ["abca" * 20]}, EASY_TO_GUESS),
        ({"secrets": ["django-insecure-" + GOOD["secrets"][0]]}, EASY_TO_GUESS),
        ({"secrets": [*GOOD["secrets"], "short"]}, EASY_TO_GUESS),
        ({"hosts": ["*"]}, EVERY_HOST),
        ({"hosts": ["assent.example.org", "*.example.org"]}, EVERY_HOST),
        ({"address": ""}, NO_ADDRESS),
        ({"address": "http://assent.example.org"}, NO_ADDRESS),
        ({"address": "https://"}, NO_ADDRESS),
        ({"debug": True}, DEBUG_REACHABLE),
        ({"debug": True, **HERE, "address": "https://assent.example.org"}, DEBUG_REACHABLE),
        ({"debug": True, **HERE, "hosts": ["*"]}, EVERY_HOST),
        ({"demo": True, "database_url": ""}, DEMO_REACHABLE),
        ({"demo": True, **HERE, "database_url": "sqlite:////srv/assent.sqlite3"}, FOREIGN_DATABASE),
    ],
)
def test_an_unsafe_installation_is_refused(spoilt, sentence):
    with pytest.raises(ImproperlyConfigured) as refusal:
        refuse_to_start(**(GOOD | spoilt))
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "given", [{}, {"debug": True, **HERE}, {"demo": True, **HERE}, {"debug": True, "demo": True, **HERE}]
)
def test_an_installation_in_order_starts(given):
    refuse_to_start(**(GOOD | given))


@pytest.mark.parametrize(
    ("spoilt", "sentence"),
    [
        ({"ASSENT_SECRET_KEY": ""}, NO_KEY),
        ({"ASSENT_HOSTS": "*"}, EVERY_HOST),
        ({"ASSENT_DEBUG": "1"}, DEBUG_REACHABLE),
        ({"ASSENT_ADDRESS": ""}, NO_ADDRESS),
    ],
)
def test_the_settings_ask_for_the_refusal(spoilt, sentence, tmp_path):
    answer = manage("check", given=PRODUCTION | spoilt, folder=tmp_path)
    assert answer.returncode != 0
    assert answer.stderr.rstrip().endswith(sentence)


SERVERS = {"TODAY": "workflow.clock.server_today", "NOW": "audit.clock.server_now"}


@pytest.mark.parametrize(
    ("foreign", "sentence"),
    [
        (
            {"NOW": "demo.clock.now"},
            "Only the demo has clocks of its own: leave NOW at audit.clock.server_now.",
        ),
        (
            {"TODAY": "demo.clock.today"},
            "Only the demo has clocks of its own: leave TODAY at workflow.clock.server_today.",
        ),
    ],
)
def test_nothing_but_the_demo_starts_with_another_clock_than_the_servers(foreign, sentence):
    refuse_foreign_clocks(demo=False, clocks=SERVERS)
    refuse_foreign_clocks(demo=True, clocks=SERVERS | foreign)
    with pytest.raises(ImproperlyConfigured) as refusal:
        refuse_foreign_clocks(demo=False, clocks=SERVERS | foreign)
    assert str(refusal.value) == sentence


def test_an_installation_asks_for_that_refusal_when_it_starts(settings):
    settings.NOW = "demo.clock.now"
    with pytest.raises(ImproperlyConfigured, match=r"^Only the demo has clocks of its own: leave NOW at "):
        apps.get_app_config("config").ready()
