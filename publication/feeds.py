"""Feeds in Atom (RFC 4287): what changed in plans, for programs that look again from time to time.

Whatever people wrote goes in as text: a title is no markup, a summary is escaped once as HTML and once as XML. Links
are built from our own address, and the id of an entry from the ledger, so that neither depends on how somebody asked.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from governance.models import Body, Plan
from governance.published import Edition, editions_of, with_changes
from interface.sinks import xml_text
from publication.door import the_public
from publication.news import Item, news_of
from publication.reading import plan_and_editions
from publication.views.bodies import find_body

LATEST = 50
"""entries of a feed; the pages have all"""
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""when a feed without an entry was last changed: it must not say another time whenever it is asked"""


class Atom(Atom1Feed):
    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else NEVER


class News(Feed, ABC):  # type: ignore[type-arg]
    """A feed of this room: `title_of`, `address_of` and `items` say what it is about."""

    feed_type = Atom
    author_name = "Assent"

    @abstractmethod
    def title_of(self, about: Any) -> str:
        """What it tells of."""

    @abstractmethod
    def address_of(self, about: Any) -> str:
        """The page that tells the same."""

    @abstractmethod
    def own_address_of(self, about: Any) -> str:
        """Where it is read."""

    def title(self, about: Any) -> str:
        return xml_text(self.title_of(about))

    def link(self, about: Any) -> str:
        return absolute(self.address_of(about))

    def feed_url(self, about: Any) -> str:
        return absolute(self.own_address_of(about))


class Changes(News):
    """Every edition of every plan."""

    def title_of(self, about: Any) -> str:
        return "Published plans: what changed"

    def address_of(self, about: Any) -> str:
        return reverse("published_changes")

    def own_address_of(self, about: Any) -> str:
        return reverse("changes_feed")

    def items(self, about: Any) -> list[Edition]:
        found = editions_of(Plan.objects.visible_to(the_public()).select_related("body"))
        return latest(edition for editions in found.values() for edition in editions)

    def item_title(self, edition: Edition) -> str:
        return xml_text(f"{edition.plan}: edition {edition.number}")

    def item_description(self, edition: Edition) -> str:
        return in_html([*edition.changes, *(f"Because: {reason}" for reason in edition.because)])

    def item_link(self, edition: Edition) -> str:
        return absolute(reverse("edition", args=[edition.plan.slug, edition.number]))

    def item_guid(self, edition: Edition) -> str:
        return urn(edition.link)

    def item_updateddate(self, edition: Edition) -> datetime:
        return edition.recorded_at

    def item_pubdate(self, edition: Edition) -> datetime:
        return edition.recorded_at


class ChangesOfAPlan(Changes):
    """Every edition of one plan."""

    def get_object(self, request: HttpRequest, slug: str) -> tuple[Plan, list[Edition]]:
        return plan_and_editions(slug, the_public())

    def title_of(self, about: tuple[Plan, list[Edition]]) -> str:
        return f"{about[0]}: what changed"

    def address_of(self, about: tuple[Plan, list[Edition]]) -> str:
        return reverse("editions", args=[about[0].slug])

    def own_address_of(self, about: tuple[Plan, list[Edition]]) -> str:
        return reverse("plan_feed", args=[about[0].slug])

    def items(self, about: tuple[Plan, list[Edition]]) -> list[Edition]:
        return latest(about[1])


class NewsOfABody(News):
    """Agendas, minutes and decisions of one body, from the day on which they were published."""

    def get_object(self, request: HttpRequest, pk: int) -> Body:
        return find_body(pk)

    def title_of(self, about: Body) -> str:
        return f"{about}: agendas, minutes and decisions"

    def address_of(self, about: Body) -> str:
        return reverse("published_body", args=[about.pk])

    def own_address_of(self, about: Body) -> str:
        return reverse("body_feed", args=[about.pk])

    def items(self, about: Body) -> list[Item]:
        return news_of(about, the_public(), LATEST)

    def item_title(self, item: Item) -> str:
        return xml_text(item.title)

    def item_description(self, item: Item) -> str:
        return in_html([item.told])

    def item_link(self, item: Item) -> str:
        return absolute(item.address)

    def item_guid(self, item: Item) -> str:
        return urn(item.key)

    def item_updateddate(self, item: Item) -> datetime:
        return item.at

    def item_pubdate(self, item: Item) -> datetime:
        return item.at


def latest(editions: Iterable[Edition]) -> list[Edition]:
    """The latest of some editions, each with what it brought."""
    by_time = sorted(editions, key=lambda edition: (edition.recorded_at, edition.number), reverse=True)
    return with_changes(by_time[:LATEST])


def in_html(sentences: Sequence[str]) -> SafeString:
    """Sentences as paragraphs of HTML, in which nothing that people wrote is markup."""
    return format_html_join("", "<p>{}</p>", ((xml_text(sentence),) for sentence in sentences))


def absolute(address: str) -> str:
    """An address of ours as others write it."""
    return f"{settings.ADDRESS}{address}"


def urn(told: str) -> str:
    """An id that stays, whatever our address will be: made of something that never changes."""
    return uuid5(NAMESPACE_OID, told).urn
