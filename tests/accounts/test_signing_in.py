"""Signing in, and changing one's password, in plain words."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.world import PASSWORD

WRONG = "The username and the password do not belong together. Capital letters count in a password."


@pytest.fixture(autouse=True)
def _on_15_january(settings):
    settings.TODAY = "tests.accounts.test_signing_in.jan_15"


def jan_15() -> date:
    return date(2001, 1, 15)


def said(answer):
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def sign_in(client, username="ken", password=PASSWORD, **more):
    return client.post("/sign-in/", {"username": username, "password": password, **more})


def test_somebody_signs_in_and_arrives_where_they_wanted_to_go(client, world):
    page = client.get("/sign-in/?next=/bodies/")
    assert "You need to sign in to see that page. You are taken there afterwards." in said(page)
    box = BeautifulSoup(page.content, "html.parser").select_one("input[name=next]")
    answer = sign_in(client, next=box["value"])
    assert answer.headers["Location"] == "/bodies/"
    assert client.get("/bodies/").status_code == 200


def test_nobody_is_sent_to_another_site(client, world):
    for elsewhere in ("https://example.org/", "//example.org/", "javascript:alert(1)"):
        assert sign_in(Client(), next=elsewhere).headers["Location"] == "/"


@pytest.mark.parametrize(
    ("username", "password"),
    [("ken", "wrong"), ("nobody", PASSWORD), ("suspended", PASSWORD), ("ken", PASSWORD.upper())],
)
def test_it_never_says_which_of_the_two_is_wrong(client, world, username, password):
    world.mira.username, world.mira.is_active = "suspended", False
    world.mira.save()
    answer = sign_in(client, username, password)
    assert answer.status_code == 200
    assert "There is a problem" in said(answer)
    assert WRONG in said(answer)
    assert f'value="{username}"' in answer.text
    assert f'value="{password}"' not in answer.text
    assert "sessionid" not in client.cookies


def test_an_empty_form_says_what_to_enter(client, world):
    text = said(sign_in(client, "", ""))
    assert "Enter username." in text
    assert "Enter password." in text


def test_somebody_who_has_not_set_a_password_cannot_sign_in(client, world):
    world.ken.set_unusable_password()
    world.ken.save()
    for password in ("", "!", world.ken.password):
        assert "sessionid" not in sign_in(client, password=password).cookies


def test_who_is_signed_in_already_goes_on(client, world):
    client.force_login(world.ken)
    assert client.get("/sign-in/").headers["Location"] == "/"
    assert client.get("/sign-in/?next=/bodies/").headers["Location"] == "/bodies/"


def test_signing_out_takes_a_form(client, world):
    client.force_login(world.ken)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").headers["Location"] == "/sign-in/"
    assert client.get("/bodies/").status_code == 302


def test_a_form_from_elsewhere_signs_nobody_in(world):
    assert sign_in(Client(enforce_csrf_checks=True)).status_code == 403


# One's password

NEW = "horse battery staple 7"


def change(client, old=PASSWORD, new=NEW, again=NEW):
    return client.post("/password/", {"old_password": old, "new_password1": new, "new_password2": again}, follow=True)


def test_a_password_is_changed_and_every_other_browser_is_signed_out(client, world):
    elsewhere = Client()
    for browser in (client, elsewhere):
        sign_in(browser)
    answer = change(client)
    assert "Your password is changed. Wherever else you were signed in, you no longer are." in said(answer)
    assert client.get("/bodies/").status_code == 200
    assert elsewhere.get("/bodies/").status_code == 302
    assert WRONG in said(sign_in(Client()))
    assert sign_in(Client(), password=NEW).status_code == 302


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"old": "wrong"}, "Your password now: that is not it."),
        ({"again": "another one altogether"}, "The two new passwords are not the same."),
        ({"new": "short", "again": "short"}, "This password is too short. It must contain at least 12 characters."),
        ({"new": "ken@example.org", "again": "ken@example.org"}, "The password is too similar to the email address."),
        ({"new": "", "again": ""}, "Enter new password."),
    ],
)
def test_what_is_wrong_with_a_new_password_is_said(client, world, typed, sentence):
    sign_in(client)
    assert sentence in said(change(client, **typed))
    world.ken.refresh_from_db()
    assert world.ken.check_password(PASSWORD)


def test_the_page_is_for_those_who_are_signed_in(client, world):
    assert client.get("/password/").headers["Location"] == "/sign-in/?next=/password/"
