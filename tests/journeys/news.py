"""Addresses of messages and of who hears of what: their forms, their lines of the table, and the things they name."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from accounts.models import User
from governance.models import Body, Resolution, SustainedActivity, Target
from notifications.letters.stopping import link_to_stop
from notifications.models import Message, ReminderRule, Snooze, Topic
from tests.world import OCTOBER, World, acting
from workflow.gate import perform

FORMS: dict[str, dict[str, str]] = {
    "ladder": {
        "lead_days": "14",
        "every_days": "2",
        "starts_on-day": "31",
        "starts_on-month": "3",
        "starts_on-year": "2001",
        "because": "So.",
        "checked": "yes",
    },
    "chase": {"target": "{unresolved}", "line": "Please."},
    "snooze": {
        "last_day-day": "2",
        "last_day-month": "4",
        "last_day-year": "2001",
        "because": "So.",
        "checked": "yes",
    },
    "choices": {**dict.fromkeys(Topic.values, "daily"), "zone": "Europe/Paris"},
}

TABLE = """
inbox | | nothing | in; 200 | in; 405 | in; 405
choices | | choices | in; 200 | in; done | =
message | {told} | nothing | in; 200 olive; 404 | in; 405 | in; 405
stop | {stop} | nothing | 200 | done | 405
who_hears | | nothing | in; 200 colin ada una; 403 | in; 405 | in; 405
hearers | {entry} | nothing | in; 200 colin ada; 404 una; 403 | in; 405 | in; 405
outbox | | nothing | in; 200 clerks; 403 | in; 405 | in; 405
outbox_act | {stuck} again | nothing | in; 405 | in; done clare ken; 404 una; 403 | in; 405
chases | | nothing | in; 200 colin ada una; 403 | in; 405 | in; 405
chase | {plan} | chase | in; 200 colin ada; 404 | in; done colin; 403 ada; 404 | in; 405
chase | {plan} ?standing=overdue | nothing | in; 200 colin ada; 404 | in; 422 colin; 403 ada; 404 | in; 405
snooze | {unresolved} | snooze | in; 200 colin ada; 404 | in; done colin; 409 ada; 404 | =
end_snooze | {unresolved} | nothing | in; 405 | in; done colin; 403 ada; 404 | in; 405
reminders | {body} | nothing | in; 404 officeless; 200 | in; 405 | in; 405
bring_reminder_rule | {body} | ladder | in; 200 anna; 404 officeless; 403 | in; done anna; 404 officeless; 403 | =
end_reminder_rule | {ladder} | its end | in; 200 anna; 404 officeless; 403 | in; done anna; 404 officeless; 403 | =
outbox_act | {stuck} leave | nothing | in; 405 | in; done clare ken; 404 una; 403 | in; 405
"""


def messages_of(world: World) -> dict[str, Any]:
    """Olive was told something; what Ken was to be told stands still."""
    return {
        "told": told(world.olive).pk,
        "stuck": told(world.ken, state="failed").pk,
        "ladder": a_reminder_rule(world).pk,
        "unresolved": an_unresolved_target(world).pk,
        "stop": link_to_stop(world.olive.pk, ["comments"]).rstrip("/").rpartition("/")[2],
    }


def an_unresolved_target(world: World) -> Target:
    """Of a sustained activity, so that no objective waits for it; nobody is reminded of it in March."""
    calls = SustainedActivity(plan=world.plan, title="Answering calls", order=9)
    perform(calls.add, actor=acting(world.colin))
    target = Target(activity=calls, text="?? per cent", resolution=Resolution.PLACEHOLDER)
    perform(target.add, actor=acting(world.colin))
    target.refresh_from_db()
    snooze = Snooze(target=target)
    perform(snooze.begin, actor=acting(world.colin), last_day=date(2001, 4, 30), because="The returns come in May.")
    return target


def a_reminder_rule(world: World, body: Body | None = None, **more: Any) -> ReminderRule:
    """The Authority, or another body, reminds people in a way of its own."""
    rule = ReminderRule(body=body or world.mpa, **{"starts_on": OCTOBER, **more})
    perform(rule.bring_into_force, actor=acting(world.anna), because="Standing orders.")
    return rule


def told(person: User, state: str = "sent", subject: str = "Answer a comment by 22 January 2001") -> Message:
    """A message that came to its end."""
    now = timezone.now()
    return Message.objects.create(
        person=person, occasion="at_once", state=state, created_at=now, next_try_at=now, sent_at=now, subject=subject
    )
