"""What follows from appointing and dismissing people, from conferring and ending powers: said before it is done."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from governance.directory import in_force, roles_with
from governance.models import (
    Appointment,
    Body,
    Closure,
    NoticeRule,
    Objective,
    Plan,
    PlanState,
    Power,
    StandingRule,
    UrgencyRule,
)
from governance.models.objective import BEFORE_PUBLICATION
from governance.models.route import StageKind
from governance.notice.counting import notice_of
from governance.notice.words import count_in_words, rule_in_words
from governance.roles import PERMISSIONS, ROLES, RoleName
from workflow.words import day

A_DAY, A_FORTNIGHT = timedelta(days=1), timedelta(days=14)
SHOWN = 5


def of_appointing(appointment: Appointment, *, is_new: bool = False) -> list[str]:
    """What the person can do then."""
    rights = "; ".join(words for name, words in PERMISSIONS.items() if name in ROLES[RoleName(appointment.role)])
    begins = day(appointment.starts_on)
    until = f" until {day(appointment.ends_on)}" if appointment.ends_on else ""
    told = [f"From {begins}{until}, {appointment.person} can, in {appointment.body.short_name}: {rights}."]
    if is_new:
        told.append(f"{appointment.person} is entered as a new person, who cannot sign in before they have a password.")
    return told


def of_dismissing(appointment: Appointment, last_day: date, today: date) -> list[str]:
    """Who loses what when, and what the body is left without."""
    person, body = appointment.person, appointment.body
    if last_day < today:
        told = [f"{person} loses the rights of this office at once."]
    else:
        told = [f"{person} keeps the rights of this office to the end of {day(last_day)}."]
    others = Appointment.objects.filter(person__is_active=True).exclude(pk=appointment.pk).select_related("person")
    gone = last_day + A_DAY
    told += _office_is_empty(appointment, others, gone)
    told += _objectives_left(appointment, others.filter(body=body), gone)
    if not Appointment.objects.filter(in_force(gone), person=person).exclude(pk=appointment.pk).exists():
        told.append(f"{person} holds no other office on {day(gone)}, but can still sign in.")
    return told


def _office_is_empty(appointment: Appointment, others: Any, gone: date) -> list[str]:
    body, role = appointment.body.short_name, appointment.get_role_display()
    here, told = others.filter(body=appointment.body), []
    if not here.filter(in_force(gone), role=appointment.role).exists():
        following = here.filter(role=appointment.role, starts_on__gt=gone).order_by("starts_on").first()
        until = f", until {following.person} begins on {day(following.starts_on)}" if following else ""
        told.append(f"{body} has no {role} from {day(gone)} on{until}.")
    told += _nobody_can("governance.record_decision", f"record what {body} decides", here, appointment, gone)
    # Whoever administers a body above administers this one too.
    above = others.filter(body__in=appointment.body.lineage())
    told += _nobody_can("governance.manage_people", f"appoint or dismiss people in {body}", above, appointment, gone)
    return told


def _nobody_can(right: str, what: str, others: Any, appointment: Appointment, gone: date) -> list[str]:
    """Whether the last one who could is going."""
    roles = roles_with(right)
    if appointment.role not in roles or others.filter(in_force(gone), role__in=roles).exists():
        return []
    return [f"Nobody can {what} then."]


def _objectives_left(appointment: Appointment, others: Any, gone: date) -> list[str]:
    """Objectives the person owns as somebody of this body, and may no longer write."""
    stays = others.filter(in_force(gone), person=appointment.person, role=RoleName.OWNER)
    if appointment.role != RoleName.OWNER or stays.exists():
        return []
    rows = Objective.objects.filter(
        owner=appointment.person, held_by=appointment.body, state__in=BEFORE_PUBLICATION
    ).select_related("aspect")
    left = _listed(list(rows), "objective", "objectives")
    return [f"It leaves {left} with an owner who can no longer write."] if rows else []


def of_ending(power: Power, last_day: date) -> list[str]:
    """What the body can no longer do, and the plans that need it to."""
    body: Body = power.body
    told = [f"From {day(last_day + A_DAY)} on, {body.short_name} can no longer {power.get_kind_display()}."]
    if power.kind == "approve":
        led = Plan.objects.filter(stages__body=body, stages__kind=StageKind.AUTHORITY_APPROVAL, stages__withdrawn=False)
        if found := list(led.exclude(state__in=[PlanState.APPROVED, PlanState.PUBLISHED]).distinct()):
            told.append(f"The route of {_listed(found, 'plan', 'plans')} leads to it for approval.")
    return told


def of_conferring(power: Power) -> list[str]:
    """What the body can do then."""
    return [f"From {day(power.starts_on)} on, {power.body.short_name} can {power.get_kind_display()}."]


def of_bringing_into_force(rule: StandingRule) -> list[str]:
    """What plans are held to then, and where the rule comes from."""
    return [
        f"From {day(rule.starts_on)} on, plans of {rule.body.short_name} are held to it ({rule.source}).",
        "What counts for an objective is the day of the decision by which it is approved.",
    ]


def of_ending_a_rule(rule: StandingRule, last_day: date) -> list[str]:
    """From when on nobody asks for it any more."""
    return [f"Nothing that is approved after {day(last_day)} is held to it."]


def of_urgency(rule: UrgencyRule) -> list[str]:
    """Who decides then, and what becomes of it."""
    return [
        f"It holds for {rule.body.short_name}, and for no body under it, from {day(rule.starts_on)} on.",
        rule.in_words,
    ]


def of_ending_urgency(rule: UrgencyRule, last_day: date) -> list[str]:
    """From when on everything waits."""
    return [
        f"What is to be decided after {day(last_day)} waits until {rule.body.short_name} meets.",
        "What was decided in urgency before stands, and is still reported.",
    ]


def of_notice(rule: NoticeRule) -> list[str]:
    """For which meetings it holds, and what it means for one that is easy to count along."""
    told = [
        f"It holds for meetings of {rule.body.short_name} from {day(rule.starts_on)} on, and of every body under it "
        "that has no rule of its own.",
        rule_in_words(rule.counting()),
    ]
    return [*told, f"For example: {count_in_words(notice_of(rule.starts_on + A_FORTNIGHT, rule.counting()))}"]


def of_ending_notice(rule: NoticeRule, last_day: date) -> list[str]:
    """What is counted then."""
    return [
        f"Notice of a meeting after {day(last_day)} is counted by the rule that follows, or by that of the body above "
        f"{rule.body.short_name}.",
        "Where there is none, three clear working days are counted.",
    ]


def of_closing(closure: Closure) -> list[str]:
    """Which days no longer count."""
    body = closure.body.short_name
    if closure.ends_on is None or closure.starts_on == closure.ends_on:
        return [f"{day(closure.starts_on)} counts for no notice of {body} and of the bodies under it."]
    days = f"The days from {day(closure.starts_on)} to {day(closure.ends_on)}"
    return [f"{days} count for no notice of {body} and of the bodies under it."]


def of_opening_again(closure: Closure, last_day: date) -> list[str]:
    """Which days count again."""
    if last_day < closure.starts_on:
        return ["None of its days is closed then, and all of them count."]
    return [f"The days after {day(last_day)} count again."]


def of_establishing(body: Body) -> list[str]:
    """Where it stands."""
    return [
        f"{body.name} becomes part of {body.parent}: whoever administers {body.parent} administers it too.",
        f"Its short name, {body.short_name}, stays: papers and the ledger know it by that.",
        "It has no power and nobody in it yet.",
    ]


def of_renaming(body: Body) -> list[str]:
    """What keeps the old name."""
    return [
        "Every page shows the new name at once. The ledger keeps the name each line was written with.",
        f"Its short name stays {body.short_name}.",
    ]


def _listed(things: list[Any], one: str, many: str) -> str:
    """1 objective (Street crime: objective 1), or the first few of many."""
    named = ", ".join(str(each) for each in things[:SHOWN])
    more = f" and {len(things) - SHOWN} more" if len(things) > SHOWN else ""
    return f"{len(things)} {one if len(things) == 1 else many} ({named}{more})"
