from collections.abc import Callable, Iterator
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.template import engines
from django.test import Client, RequestFactory
from playwright.sync_api import Browser, Page


@pytest.fixture(autouse=True)
def own_addresses(settings):
    settings.ROOT_URLCONF = "tests.interface.addresses"
    settings.DEMO = True


@pytest.fixture
def draw() -> Callable[..., str]:
    """What a template of ours, written in the test, gives on a page."""

    def drawn(source: str, query: str = "", **context: object) -> str:
        request = RequestFactory().get(f"/list/{query}")
        return engines["django"].from_string("{% load gds %}" + source).render(context, request)

    return drawn


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


class Silent(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a server of our own: `live_server` would want a database, and these pages want none."""
    server = make_server("127.0.0.1", 0, WSGIHandler(), handler_class=Silent)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=[1280, 390], ids=["desk", "telephone"])
def page(request, chromium: Browser) -> Iterator[Page]:
    """A fresh window, once as wide as a desk's and once as a telephone's."""
    with chromium.new_context(viewport={"width": request.param, "height": 900}) as context:
        yield context.new_page()
