"""What every test stands on: the environment, the databases, a browser, and no way out to other machines."""

import gc
import os
import shutil
from collections.abc import Iterator

import django
import pytest

from tests import environment, network, services  # the environment is in place from here on

network.guard()
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
django.setup()
# Where it is set, pytest-django reads the settings before this file; xdist's workers would inherit it.
del os.environ["DJANGO_SETTINGS_MODULE"]

from django.conf import settings  # noqa: E402 - after the environment

from tests import ledger, migrated, ways  # noqa: E402
from tests import world as world_  # noqa: E402

if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # whatever a test writes is forgotten anyway
    settings.DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
gc.set_threshold(100_000, 50, 100)  # looking for cycles after every 700 objects took a fifteenth of the time
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a slow one costs a second a person
ledger.let_tests_empty_the_database()

# Not about pictures on a screen, nor about the machines of whoever makes the browser.
CHROMIUM_FLAGS = """
    --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync
""".split()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, rather than skip, what is about the other database, and what CI has not."""
    from django.db import connection

    foreign = {"postgres_only"} if connection.vendor == "sqlite" else {"sqlite_only", "once"}
    if environment.REQUIRED and "office" not in environment.REQUIRED:
        foreign.add("office")  # too large for CI, where a skipped test is a failure
    left_out = {item for item in items if any(item.get_closest_marker(name) for name in foreign)}
    if environment.SHARED:
        left_out |= cases_of_the_other(items, here=connection.vendor == "postgresql")
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [item for item in items if item not in left_out]  # in their order: what empties the database comes last


def cases_of_the_other(items: list[pytest.Item], here: bool) -> set[pytest.Item]:
    """Of the cases of a test that runs on both databases, if it has at least four, every second is for the other one:
    what tells cases apart is in our rules, and what tells databases apart each of them meets. ADDRESSES=all lets both
    have all."""
    cases: dict[tuple[str, str], list[pytest.Item]] = {}
    for item in items:
        if hasattr(item, "callspec") and not any(
            map(item.get_closest_marker, ("once", "sqlite_only", "postgres_only"))
        ):
            cases.setdefault((item.parent.nodeid, item.originalname), []).append(item)
    return {item for each in cases.values() if len(each) >= 4 for item in each[not here :: 2]}


def cannot_run(what: str, missing: str) -> None:
    """Skip and say why; where ASSENT_REQUIRE names it, as in CI, fail."""
    if what in environment.REQUIRED:
        pytest.fail(services.MISSING[missing], pytrace=False)
    pytest.skip(services.MISSING[missing])


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    with services.redis() as url:
        if url is None:
            cannot_run("services", "redis")
        else:
            yield url


@pytest.fixture(scope="session")
def chromium():
    """A browser for all tests of this process."""
    from playwright.sync_api import sync_playwright

    program = services.chromium()
    if program is None:
        cannot_run("browser", "chromium")
    # Playwright keeps an event loop running in this thread, and Django then suspects every query of blocking it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice, where it is installed. CI has none: there these tests run with ASSENT_REQUIRE=office alone."""
    program = shutil.which("soffice")
    if program is None:
        cannot_run("office", "soffice")
    return str(program)


@pytest.fixture
def page(chromium):
    """A fresh window, as wide as a common laptop's."""
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings, django_db_use_migrations, django_db_keepdb):
    """`python -m tests.run` has migrated once, and the database of each process is a copy."""
    return (django_db_use_migrations and migrated.begin_with_a_copy()) or django_db_keepdb


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The world is built once; each test sees it as it was."""
    with django_db_blocker.unblock():
        world_.build_world()
        ways.remember_this_place()


@pytest.fixture
def world(request, db):
    """Everybody and everything of tests/world.py; a test that ran with real transactions has emptied the database."""
    return world_.the_world()
