"""Tags for what can be done with a thing."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.urls import reverse

from governance.models import Plan
from workflow.gate import Offer

register = template.Library()


BACKWARD = {"send_back", "withdraw", "cancel"}
"""Acts that take a thing off its way: never the first button"""


@register.simple_tag
def open_offers(offers: Iterable[Offer]) -> list[Offer]:
    """The acts that can be done now, those that lead on first."""
    return sorted((offer for offer in offers if offer.open), key=lambda offer: offer.rule.name in BACKWARD)


@register.filter
def leads_on(offer: Offer) -> bool:
    """Whether the act brings its thing further on its way."""
    return offer.rule.name not in BACKWARD


@register.simple_tag
def closed_offers(offers: Iterable[Offer]) -> list[Offer]:
    """The acts that cannot, those that only await their turn first."""
    return sorted((offer for offer in offers if not offer.open), key=lambda offer: len(offer.blockers))


@register.simple_tag
def act_url(thing: Any, act: str) -> str:
    """The check page of an act."""
    key = thing.slug if isinstance(thing, Plan) else thing.pk
    return reverse(f"{thing._meta.model_name}_act", args=[key, act])
