"""How a person wants to hear of things."""

from __future__ import annotations

from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q


class Topic(models.TextChoices):
    """What people choose by: each kind of news belongs to one."""

    OBJECTIVES = "objectives", "Your objectives and targets"
    COMMENTS = "comments", "Comments and reviews"
    DECISIONS = "decisions", "Decisions, conditions and delegations"
    MEETINGS = "meetings", "Meetings, agendas and papers"
    PLAN = "plan", "The plan and its route"
    OFFICES = "offices", "Your offices and deputies"
    REMINDERS = "reminders", "Reminders of what is due"


class How(models.TextChoices):
    """How soon."""

    AT_ONCE = "at_once", "At once"
    DAILY = "daily", "Once a day, at seven in the morning"
    WEEKLY = "weekly", "Once a week, on Monday at seven in the morning"
    OFF = "off", "Not by e-mail"


class Preference(models.Model):
    """What a person chose about one topic; without a row they hear at once."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="preferences")
    topic = models.CharField("topic", max_length=20, choices=Topic)
    how = models.CharField("how", max_length=10, choices=How)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        verbose_name = "preference"
        constraints = [
            models.UniqueConstraint(fields=["person", "topic"], name="one_choice_a_topic"),
            models.CheckConstraint(condition=Q(topic__in=Topic.values), name="topic_is_known"),
            models.CheckConstraint(condition=Q(how__in=How.values), name="how_soon_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_topic_display()} {self.get_how_display()}"


class Reader(models.Model):
    """Where a person reads: the zone in which their mornings begin and times are told."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="reads_in")
    zone = models.CharField("time zone", max_length=60)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        verbose_name = "reader"

    def __str__(self) -> str:
        return f"{self.person} in {self.zone}"


def zones_of(people: list[int]) -> dict[int, ZoneInfo]:
    """The zone of each of some people; that of the installation, where they chose none."""
    chosen = dict(Reader.objects.filter(person__in=people).values_list("person", "zone"))
    return {person: ZoneInfo(chosen.get(person, settings.TIME_ZONE)) for person in people}
