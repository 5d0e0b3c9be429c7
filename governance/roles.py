"""Which role may do what: one table, granted through django-guardian to a group per body and role.

A person belongs to such a group on a day if an appointment of theirs is in force on it. The table is code; who holds
which office from when to when is data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.db import models
from guardian.models import GroupObjectPermission

from workflow.actors import Actor, Role
from workflow.permissions import scope_key

if TYPE_CHECKING:
    from governance.models import Appointment, Body, Deputation


class RoleName(models.TextChoices):
    """The offices a person can hold in a body."""

    OWNER = "owner", "objective owner"
    COORDINATOR = "coordinator", "plan coordinator"
    CLERK = "clerk", "clerk"
    MEMBER = "member", "member"
    CHAIR = "chair", "chair"
    AUDITOR = "auditor", "auditor"
    ADMINISTRATOR = "administrator", "administrator"


PERMISSIONS = {
    "read_plan": "read plans in preparation",
    "read_ledger": "read the whole ledger",
    "read_readiness": "see whether a plan can be approved in time",
    "set_up_plan": "set up a plan",
    "set_route": "set the route of a plan",
    "move_plan": "move a plan on",
    "approve_plan": "approve a plan",
    "publish_plan": "publish a plan",
    "import_report": "import a committee report",
    "edit_headings": "write the headings of a plan",
    "assign_objective": "give an objective its owner",
    "draft_objective": "draft an objective",
    "revise_objective": "revise an objective",
    "revise_target": "revise a target",
    "submit_objective": "submit an objective",
    "withdraw_objective": "withdraw an objective",
    "amend_objective": "amend a published objective",
    "move_objective": "move an objective to its next stage",
    "send_back_objective": "send an objective back",
    "approve_objective": "approve an objective",
    "publish_objective": "publish an objective",
    "comment_objective": "comment on an objective",
    "answer_comment": "answer a comment",
    "capture_point": "take down points in a workshop",
    "waive_comment": "waive a comment",
    "record_decision": "record a decision of the body",
    "take_decision": "decide, as an officer, what a body has delegated to them",
    "decide_in_urgency": "decide, as the clerk of the body, what cannot wait until it meets",
    "report_decision": "report to the body what was decided in its place",
    "confirm_condition": "confirm that a condition is met, where the body is named for it",
    "waive_condition": "waive a condition of the body, or give it more time",
    "open_consultation": "consult an outside party, and see to it until it has answered",
    "record_consultation": "record what an outside party answered by letter",
    "answer_consultation": "answer a consultation",
    "issue_papers": "issue the papers of the body",
    "schedule_meeting": "put meetings of the body into the calendar",
    "prepare_agenda": "prepare agendas and papers of the body",
    "publish_agenda": "publish agendas of the body",
    "hold_urgent": "record that the chair holds a late item urgent",
    "record_meeting": "record what happens at a meeting of the body, and draft its minutes",
    "cast_vote": "vote at a meeting of the body",
    "comment_in_writing": "comment in writing on an item of a meeting of the body",
    "read_draft_agenda": "read agendas of the body before they are published",
    "read_exempt_papers": "read exempt papers of the body",
    "manage_bodies": "manage bodies and their powers",
    "manage_people": "appoint and dismiss people",
    "name_deputy": "say who stands in for an objective owner",
    "record_finding": "record what an audit found, and say whether the answer will do",
    "answer_finding": "answer, for the body, what an audit found",
}
"""Every right there is, as verb_subject, and what it lets one do. All are held on a body."""

ROLES: dict[RoleName, frozenset[str]] = {
    RoleName.OWNER: frozenset(
        {
            "read_plan",
            "draft_objective",
            "revise_objective",
            "revise_target",
            "submit_objective",
            "withdraw_objective",
            "answer_comment",
            "open_consultation",
            "name_deputy",
            "take_decision",
        }
    ),
    RoleName.COORDINATOR: frozenset(
        {
            "read_plan",
            "read_readiness",
            "set_up_plan",
            "set_route",
            "move_plan",
            "import_report",
            "edit_headings",
            "assign_objective",
            "draft_objective",
            "withdraw_objective",
            "amend_objective",
            "revise_target",
            "open_consultation",
            "record_consultation",
            "answer_comment",
            "take_decision",
        }
    ),
    RoleName.CLERK: frozenset(
        {
            "read_plan",
            "read_readiness",
            "move_objective",
            "send_back_objective",
            "withdraw_objective",
            "record_decision",
            "take_decision",
            "decide_in_urgency",
            "report_decision",
            "confirm_condition",
            "issue_papers",
            "approve_objective",
            "publish_objective",
            "approve_plan",
            "publish_plan",
            "answer_comment",
            "record_consultation",
            "capture_point",
            "schedule_meeting",
            "prepare_agenda",
            "publish_agenda",
            "record_meeting",
            "hold_urgent",
            "read_draft_agenda",
            "read_exempt_papers",
            "answer_finding",
        }
    ),
    RoleName.MEMBER: frozenset(
        {"read_plan", "comment_objective", "read_exempt_papers", "cast_vote", "comment_in_writing"}
    ),
    RoleName.CHAIR: frozenset(
        {
            "read_plan",
            "read_readiness",
            "comment_objective",
            "waive_comment",
            "send_back_objective",
            "withdraw_objective",
            "record_decision",
            "confirm_condition",
            "waive_condition",
            "approve_objective",
            "approve_plan",
            "cast_vote",
            "comment_in_writing",
            "hold_urgent",
            "read_draft_agenda",
            "read_exempt_papers",
        }
    ),
    RoleName.AUDITOR: frozenset(
        {"read_plan", "read_ledger", "read_readiness", "read_draft_agenda", "read_exempt_papers", "record_finding"}
    ),
    RoleName.ADMINISTRATOR: frozenset({"manage_bodies", "manage_people", "name_deputy"}),
}
"""What each role may do in its body. An administrator decides nothing."""

OF_A_CONSULTED_PARTY = frozenset({"answer_consultation"})
"""What comes with a personal link and with no office: it is held on one consultation, and on nothing else"""


class Founder(Actor):
    """The installation setting itself up: may establish bodies and appoint people until anybody holds an office."""

    founds = True

    def role_for(self, permission: str, scopes: tuple[str, ...]) -> Role | None:
        from governance.models import Appointment

        founds = permission in {"governance.manage_bodies", "governance.manage_people"}
        return Role("founder", "") if founds and not Appointment.objects.exists() else None


class ConsultedParty(Actor):
    """An outside party at its personal link: nobody signed in, with the one right to answer what it was asked.

    It brings the hash of the link it came by; whether that still leads anywhere is asked when the row is locked.
    """

    def __init__(self, name: str, *, consultation: str, link: str, today: date) -> None:
        super().__init__(AnonymousUser(), today=today)
        self.name, self.consultation, self.link = name, consultation, link

    def __str__(self) -> str:
        return self.name

    def afresh(self) -> ConsultedParty:
        return type(self)(self.name, consultation=self.consultation, link=self.link, today=self.today)

    def role_for(self, permission: str, scopes: tuple[str, ...]) -> Role | None:
        answers = permission.removeprefix("governance.") in OF_A_CONSULTED_PARTY and self.consultation in scopes
        return Role("consulted party", "") if answers else None


def group_name(short_name: str, role: str) -> str:
    """The group of everyone who holds `role` in the body of this short name: MPA: chair."""
    return f"{short_name}: {role}"


def open_offices(bodies: Iterable[Body]) -> None:
    """Give every role of each body its group, with exactly the rights of the table; may be run again."""
    from django.contrib.contenttypes.models import ContentType

    from governance.models import Body

    kind = ContentType.objects.get_for_model(Body)
    rights = {right.codename: right for right in Permission.objects.filter(content_type=kind)}
    for body in bodies:
        for role, codenames in ROLES.items():
            group, _ = Group.objects.get_or_create(name=group_name(body.short_name, role))
            held = GroupObjectPermission.objects.filter(group=group)
            held.exclude(content_type=kind, object_pk=str(body.pk), permission__codename__in=codenames).delete()
            GroupObjectPermission.objects.bulk_create(
                [
                    GroupObjectPermission(
                        group=group, permission=rights[codename], content_type=kind, object_pk=str(body.pk)
                    )
                    for codename in sorted(codenames)
                ],
                ignore_conflicts=True,
            )


def offices_of(actor: Actor) -> Mapping[str, Role]:
    """The groups `actor` belongs to on their day, by the appointments in force; nothing for a suspended person.

    Somebody who acts for an owner has the rights of the office that was lent to them, and none of their own meanwhile.
    """
    from governance.models import Appointment

    if actor.on_behalf_of is not None:
        role, principal = RoleName.OWNER, actor.on_behalf_of.pk
        lent = [each.body for each in offices_lent_to(actor) if each.owner_id == principal]
        return {group_name(body.short_name, role): Role(role.label, body.short_name) for body in lent}
    own = Appointment.objects.open_to(actor.pk, actor.today).values_list("body__short_name", "role")
    return {group_name(body, role): Role(RoleName(role).label, body) for body, role in own}


def offices_lent_to(actor: Actor) -> list[Deputation]:
    """The deputations by which `actor` may act for others on their day; read once and kept.

    Most people stand in for nobody, so that is asked first: every page asks it, and the rest is a long question.
    """
    from governance.models import Deputation

    if "offices_lent_to" not in actor.__dict__:
        stands_in = Deputation.objects.in_force(actor.today).filter(deputy=actor.pk).exists()
        lent = Deputation.objects.open_to(actor.pk, actor.today).select_related("owner", "body") if stands_in else ()
        actor.__dict__["offices_lent_to"] = list(lent)
    return actor.__dict__["offices_lent_to"]  # type: ignore[no-any-return]


def who_may(permission: str, scopes: Iterable[str], actor: Actor) -> str:
    """In words, who holds `permission` on any of `scopes` on the actor's day: the clerk of FPBV (Jane Roe).

    Who holds which office is for those who hold one; everybody else is told the office alone.
    """
    codename = permission.removeprefix("governance.")
    roles = [role for role, held in ROLES.items() if codename in held]
    named: dict[str, list[str]] = {}
    for appointment in _office_holders(actor):
        if appointment.role in roles and _scope(appointment) in scopes:
            office = f"the {appointment.get_role_display()} of {appointment.body.short_name}"
            named.setdefault(office, []).append(str(appointment.person))
    if not actor.grants:
        return " or ".join(named)
    return " or ".join(f"{office} ({', '.join(people)})" for office, people in named.items())


def _scope(appointment: Appointment) -> str:
    return scope_key(type(appointment.body), appointment.body_id)


def _office_holders(actor: Actor) -> list[Appointment]:
    """Every appointment in force on the actor's day; read once and kept with the actor."""
    from governance.models import Appointment

    if "office_holders" not in actor.__dict__:
        actor.__dict__["office_holders"] = list(
            Appointment.objects.in_force(actor.today)
            .filter(person__is_active=True)
            .select_related("body", "person")
            .order_by("body__short_name", "role", "person__name")
        )
    return actor.__dict__["office_holders"]  # type: ignore[no-any-return]
