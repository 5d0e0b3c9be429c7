"""Somebody just appointed sets a first password, and somebody who forgot theirs a new one, by a link in a message."""

import re

import pytest

from accounts.models import User

ASKED = "/password/forgotten/"


@pytest.fixture(autouse=True)
def _letterbox(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def newcomer(world):
    person = User(username="nora", name="Nora Field", email="nora@example.org")
    person.set_unusable_password()
    person.save()
    return person


def link_in(mail):
    return re.search(r"/password/\S+/\S+/", mail.body)[0]


def test_a_newcomer_sets_a_first_password_and_signs_in(client, newcomer, mailoutbox):
    client.post(ASKED, {"email": "Nora@Example.org"})

    (mail,) = mailoutbox
    assert mail.to == ["nora@example.org"]
    assert "Nora Field, somebody asked for a link" in mail.body
    form = client.get(link_in(mail), follow=True).redirect_chain[-1][0]
    words = "two quiet words here"
    client.post(form, {"new_password1": words, "new_password2": words})

    assert client.login(username="nora", password=words)


def test_a_link_works_once(client, newcomer, mailoutbox):
    client.post(ASKED, {"email": "nora@example.org"})
    link = link_in(mailoutbox[0])
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"new_password1": "two quiet words here", "new_password2": "two quiet words here"})

    assert "This link has been used" in client.get(link, follow=True).content.decode()


def test_a_stranger_learns_nothing_and_no_message_goes_out(client, world, mailoutbox):
    known = client.post(ASKED, {"email": "olive@example.org"})
    unknown = client.post(ASKED, {"email": "nobody@example.org"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [mail.to for mail in mailoutbox] == [["olive@example.org"]]


def test_somebody_whose_sign_in_is_suspended_gets_no_link(client, world, mailoutbox):
    User.objects.filter(pk=world.olive.pk).update(is_active=False)

    client.post(ASKED, {"email": "olive@example.org"})

    assert mailoutbox == []


def test_the_link_is_our_own_address_whatever_a_caller_says(client, world, mailoutbox, settings):
    settings.ALLOWED_HOSTS = ["*"]

    client.post(ASKED, {"email": "olive@example.org"}, headers={"host": "evil.example"})

    assert "evil.example" not in mailoutbox[0].body
    assert settings.ADDRESS in mailoutbox[0].body
