"""What a signed-in person saw is in no cache afterwards."""

import pytest
from django.contrib.auth import authenticate, get_user_model, login
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.cache import cache_control

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@cache_control(public=True, max_age=600)
def public_page(request):
    return HttpResponse("the published plan")


def page(request):
    return HttpResponse("a draft")


def sign_in(request):
    login(request, authenticate(request, username="clerk", password="correct horse battery"))
    return HttpResponse()


def broken(request):
    raise RuntimeError


def who(request):
    return HttpResponse(request.user.get_username())


urlpatterns = [
    path("public", public_page),
    path("page", page),
    path("sign-in", sign_in),
    path("broken", broken),
    path("who", who),
]


@pytest.fixture
def clerk():
    return get_user_model().objects.create_user(
        "clerk", name="Clerk", email="clerk@example.org", password="correct horse battery"
    )


@pytest.mark.parametrize("address", ["/page", "/public", "/nowhere", "/broken"])
def test_every_answer_to_a_signed_in_person_is_private(client, clerk, address):
    client.force_login(clerk)
    client.raise_request_exception = False
    assert client.get(address).headers["Cache-Control"] == "private, no-store"


def test_the_answer_that_signs_in_is_private(client, clerk):
    assert client.post("/sign-in").headers["Cache-Control"] == "private, no-store"


def test_an_answer_to_a_token_is_private(client):
    answer = client.get("/public", headers={"Authorization": "Bearer something"})
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_public_page_stays_public_for_everybody_else(client):
    answer = client.get("/public")
    assert answer.headers["Cache-Control"] == "public, max-age=600"
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_a_person_stays_signed_in_while_keys_rotate(client, clerk, settings):
    settings.SECRET_KEY = "the key of last year " * 3
    client.force_login(clerk)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the key of this year " * 3, [settings.SECRET_KEY]
    assert client.get("/who").content == b"clerk"
    # The first request moved the session to the new key: the old one can go.
    settings.SECRET_KEY_FALLBACKS = []
    assert client.get("/who").content == b"clerk"
    settings.SECRET_KEY = "a key nobody announced " * 3
    assert client.get("/who").content == b""
