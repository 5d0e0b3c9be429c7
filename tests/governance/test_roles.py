"""The table of roles says in data what the issue says in words."""

import pytest
from guardian.models import GroupObjectPermission

from governance.models import Body
from governance.roles import OF_A_CONSULTED_PARTY, PERMISSIONS, ROLES, RoleName, group_name, open_offices
from tests.world import acting
from workflow.acts import rules_of
from workflow.permissions import scope_key
from workflow.triggers import governed_models


def rights(*roles: RoleName) -> set[str]:
    return set().union(*(ROLES[role] for role in roles))


def who_holds(permission: str) -> set[str]:
    return {role.value for role, held in ROLES.items() if permission in held}


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        ("revise_objective", {"owner"}),
        ("submit_objective", {"owner"}),
        ("draft_objective", {"owner", "coordinator"}),
        ("set_up_plan", {"coordinator"}),
        ("set_route", {"coordinator"}),
        ("assign_objective", {"coordinator"}),
        ("amend_objective", {"coordinator"}),
        ("move_objective", {"clerk"}),
        ("publish_objective", {"clerk"}),
        ("comment_objective", {"member", "chair"}),
        ("record_decision", {"clerk", "chair"}),
        ("open_consultation", {"owner", "coordinator"}),
        ("record_consultation", {"clerk", "coordinator"}),
        ("approve_objective", {"clerk", "chair"}),
        ("read_ledger", {"auditor"}),
        ("read_readiness", {"coordinator", "clerk", "chair", "auditor"}),
        ("manage_people", {"administrator"}),
        ("manage_bodies", {"administrator"}),
    ],
)
def test_each_right_lies_with_the_offices_the_issue_names(permission, roles):
    assert who_holds(permission) == roles


def test_everybody_but_the_administrator_reads_plans_in_preparation():
    assert who_holds("read_plan") == set(RoleName.values) - {"administrator"}


def test_every_right_in_the_table_is_one_there_is_and_somebody_holds_each():
    assert rights(*RoleName) | OF_A_CONSULTED_PARTY == set(PERMISSIONS)


def test_what_comes_with_a_personal_link_comes_with_no_office():
    assert not rights(*RoleName) & OF_A_CONSULTED_PARTY


def test_every_act_asks_for_a_right_there_is():
    asked = {
        rule.permission
        for model in governed_models()
        if model._meta.app_label == "governance"
        for rule in rules_of(model)
        if not rule.follows
    }

    assert asked <= {f"governance.{name}" for name in PERMISSIONS}


def test_administrators_can_decide_nothing_and_auditors_only_say_what_they_found():
    rules = [rule for model in governed_models() for rule in rules_of(model)]
    asked = {rule.permission.removeprefix("governance.") for rule in rules}

    of_auditors = {f"governance.{right}" for right in ROLES[RoleName.AUDITOR]}
    recorded = {rule.records for rule in rules if rule.permission in of_auditors}
    assert {each.partition(".")[0] for each in recorded} == {"export", "finding"}
    assert ROLES[RoleName.ADMINISTRATOR] & asked == {"manage_bodies", "manage_people", "name_deputy"}


def test_each_body_has_a_group_per_role_with_exactly_its_rights(world):
    for body in Body.objects.all():
        for role, codenames in ROLES.items():
            held = GroupObjectPermission.objects.filter(group__name=group_name(body.short_name, role))
            assert set(held.values_list("permission__codename", "object_pk")) == {
                (codename, str(body.pk)) for codename in codenames
            }


def test_a_release_that_changes_the_table_changes_every_group(world, monkeypatch):
    monkeypatch.setitem(ROLES, RoleName.MEMBER, frozenset({"read_plan"}))

    open_offices([world.fpbv])

    scope = scope_key(Body, world.fpbv.pk)
    assert {right for right, held_on in acting(world.mira).grants if held_on == scope} == {"governance.read_plan"}


def test_the_role_that_gave_the_right_is_said_with_the_body(world):
    role = acting(world.clare).role_for("governance.approve_objective", world.street.plan.scopes(""))

    assert str(role) == "clerk of MPA"
