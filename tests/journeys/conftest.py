"""A browser at the address of a real server, signed in as a person of the world."""

from collections.abc import Callable
from contextlib import contextmanager

import pytest
from django.conf import settings as django_settings
from django.test import Client

from tests import world as world_


@pytest.fixture(scope="session")
def stylesheet():
    """Pages are looked at as they are served: with their styles."""
    from interface.build_static import main

    main()


@pytest.fixture
def on_a_day(settings) -> Callable[[object], None]:
    """Sets what the pages take for today."""

    def set_day(day) -> None:
        settings.TODAY = f"tests.journeys.days.on_{day:%Y_%m_%d}"

    return set_day


@pytest.fixture
def window(chromium, live_server, stylesheet):
    """`with window("olive", width=390) as page`: a window of somebody who has just signed in."""

    @contextmanager
    def opened(username: str | None, *, width: int = 1280, javascript: bool = True):
        viewport = {"width": width, "height": 900}
        with chromium.new_context(
            viewport=viewport, java_script_enabled=javascript, base_url=live_server.url
        ) as context:
            if username:
                context.add_cookies([{**_session_of(username), "url": live_server.url}])
            yield context.new_page()

    return opened


def _session_of(username: str) -> dict[str, str]:
    from accounts.models import User

    client = Client()
    client.force_login(User.objects.get(username=username))
    name = django_settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value}


@pytest.fixture
def story(transactional_db):
    """The world, committed, so that a server in another thread sees it."""
    return world_.the_world()


@pytest.fixture
def town(world, settings):
    """Our authority and another one on 31 March, with one of everything that has an address."""
    from tests.journeys.town import the_town

    return the_town(world, settings)
