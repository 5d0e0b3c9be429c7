"""Hearing no more of something by one click, without signing in: the link itself says who and what."""

from __future__ import annotations

from collections.abc import Iterable

from django.core import signing
from django.urls import reverse

from accounts.models import User
from notifications.letters.places import absolute
from notifications.models import How, Preference, Topic

SALT = "notifications.stop"
ONE_CLICK = "List-Unsubscribe"
"""What a mail program posts"""


def link_to_stop(person: int, topics: Iterable[str]) -> str:
    """The address at which a person stops hearing of some topics; it works for as long as our key does."""
    word = signing.dumps([person, sorted(topics)], salt=SALT, compress=True)
    return absolute(reverse("stop", args=[word]))


def headers_to_stop(link: str) -> dict[str, str]:
    """What mail programs show as a button (RFC 8058)."""
    return {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": f"{ONE_CLICK}=One-Click"}


def read_link(word: str) -> tuple[User, list[Topic]] | None:
    """Who is to hear no more of what; None for a word we did not write, or about nobody."""
    try:
        person, topics = signing.loads(word, salt=SALT)
    except signing.BadSignature:
        return None
    found = User.objects.filter(pk=person).first()
    return (found, [Topic(topic) for topic in topics if topic in Topic.values]) if found else None


def stop(person: User, topics: Iterable[Topic]) -> None:
    """From now on nothing of these by e-mail; the inbox still has it. May be done twice."""
    for topic in topics:
        Preference.objects.update_or_create(person=person, topic=topic, defaults={"how": How.OFF})


def has_stopped(person: User, topics: Iterable[Topic]) -> bool:
    """Whether a person hears of none of these by e-mail."""
    off = Preference.objects.filter(person=person, how=How.OFF).values_list("topic", flat=True)
    return set(topics) <= set(off)
