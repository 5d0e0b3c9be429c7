"""What somebody changes behind the gate's back is found, and the object is named (B1, B3)."""

import json
from datetime import time

import pytest
from django.db import IntegrityError, connection, models, transaction

from audit.models import AuditEvent
from governance.models import Objective, Target
from tests.audit.paper import in_words, verify
from tests.ledger import triggers_off
from tests.workflow.everything import one_of_each
from workflow.comparison import _faults_in_model, count_rows, faults_in_rows
from workflow.gate import perform


def another(field: models.Field, value: object) -> object:
    """A value that `field` can hold and does not hold now."""
    if isinstance(field, models.ForeignKey):
        others = field.related_model._base_manager.exclude(pk=value).values_list("pk", flat=True)
        return None if field.null and value else others.order_by("-pk").first()
    if field.choices:
        return next((choice for choice, _ in field.flatchoices if choice not in (value, "")), "another")
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.IntegerField):
        return (value or 0) + 1
    if isinstance(field, models.TimeField):
        return time(12, 34)
    if isinstance(field, models.DateField):
        return value.replace(year=value.year - 1) if value else "2001-01-01"
    return ["changed"] if isinstance(field, models.JSONField) else f"~{value}"[:7]


def every_column(rows):
    for model, row in rows.items():
        for field in [*model.governed_fields(), model._meta.get_field("version")]:
            yield row, field


def run(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def behind_the_gate(statement: str, *values: object):
    with triggers_off():
        run(statement, *values)


@pytest.fixture(autouse=True)
def constraints_are_looked_at_now(db):
    """PostgreSQL alters no table for which it still has constraints to check."""
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE")


def test_each_column_of_each_model_is_held_against_the_ledger(world):
    rows, unseen, seen, impossible = one_of_each(world), [], 0, []
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE")
    assert not list(faults_in_rows())
    with triggers_off():
        for row, field in every_column(rows):
            value, where = another(field, getattr(row, field.attname)), f"{row._meta.label_lower} {row.pk}"
            try:
                with transaction.atomic():
                    models.QuerySet(type(row)).filter(pk=row.pk).update(**{field.attname: value})
                    seen += 1
                    if [fault.where for fault in _faults_in_model(type(row))] != [where]:
                        unseen.append((where, field.name, value))
                    transaction.set_rollback(True)
            except IntegrityError:
                impossible.append(f"{where} {field.name}")

    assert unseen == []
    assert seen > 90
    assert len(impossible) < seen / 3, impossible  # where a constraint stands in the way as well


def test_a_changed_row_is_named_with_what_it_says_and_what_the_ledger_proves(world):
    behind_the_gate("UPDATE governance_target SET text = '2 per cent' WHERE id = %s", world.undecided.pk)

    verdict = verify()
    assert (verdict["whole"], verdict["code"]) == (False, 1)
    assert verdict["faults"] == [
        {
            "where": f"governance.target {world.undecided.pk}",
            "what": "Its text is “2 per cent”, and the ledger proves “?? per cent”.",
        }
    ]
    assert in_words() == (
        f"The ledger is NOT whole. First fault: governance.target {world.undecided.pk}. "
        "Its text is “2 per cent”, and the ledger proves “?? per cent”.",
        1,
    )


def test_a_state_that_nobody_reached_is_named(world):
    behind_the_gate("UPDATE governance_objective SET state = 'approved' WHERE id = %s", world.street.pk)

    assert verify()["first"] == {
        "where": f"governance.objective {world.street.pk}",
        "what": "Its state is “approved”, and the ledger proves “draft”.",
    }


def test_a_version_turned_back_is_named(world):
    version = Objective.objects.get(pk=world.street.pk).version
    behind_the_gate("UPDATE governance_objective SET version = version - 1 WHERE id = %s", world.street.pk)

    assert verify()["faults"] == [
        {
            "where": f"governance.objective {world.street.pk}",
            "what": f"It says it has seen {version - 1} acts, and the ledger proves {version}.",
        }
    ]


def test_a_deleted_row_is_named(world):
    target = Target(objective=world.guns, text="2 per cent", resolution="resolved")
    perform(target.add, actor=world.acting(world.colin))
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE")
    behind_the_gate("DELETE FROM governance_target WHERE id = %s", target.pk)

    verdict = verify()
    assert verdict["code"] == 1
    assert verdict["faults"] == [
        {"where": f"governance.target {target.pk}", "what": "The ledger says it exists, but its row is gone."}
    ]


def test_a_row_from_nowhere_is_named(world):
    with triggers_off():
        forged = Target(objective=world.guns, text="2 per cent", resolution="resolved")
        models.QuerySet(Target).bulk_create([forged])

    verdict = verify()
    assert verdict["code"] == 1
    assert verdict["faults"] == [
        {
            "where": f"governance.target {forged.pk}",
            "what": "There is such a row, but no line says how it came about.",
        }
    ]


def test_a_row_and_its_line_taken_away_together_leave_a_gap_in_the_ledger(world):
    target = Target(objective=world.guns, text="2 per cent", resolution="resolved")
    perform(target.add, actor=world.acting(world.colin))
    key = AuditEvent.objects.about("governance.target", target.pk).get().key
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE")
    with triggers_off():
        run("DELETE FROM governance_target WHERE id = %s", target.pk)
        run("DELETE FROM audit_auditevent WHERE key = %s", key)
        run("DELETE FROM audit_auditwords WHERE event_id = %s", key)

    assert verify()["first"]["where"] == key


def test_lines_that_cannot_be_read_do_not_stop_the_look_at_the_rows(world):
    event = AuditEvent.objects.about("governance.target", world.resolved.pk).get()
    with triggers_off():
        run("UPDATE audit_auditevent SET text = %s WHERE key = %s", b"\xff{", event.key)
        run("UPDATE audit_auditwords SET words = '[' WHERE event_id = %s", event.key)
        run("UPDATE governance_target SET text = '2 per cent' WHERE id = %s", world.undecided.pk)

    verdict = verify()
    assert verdict["first"] == {"where": event.key, "what": "Its text is not the text that was hashed."}
    assert {
        "where": f"governance.target {world.undecided.pk}",
        "what": "Its text is “2 per cent”, and the ledger proves “?? per cent”.",
    } in verdict["faults"]


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("starts_on = '2001-02-31'", "Its row cannot be read."),
        ("starts_on = 'tomorrow'", "Its starts_on is “None”, and the ledger proves “2000-10-02”."),
        ("role = CAST(x'ff' AS TEXT)", "Its role is “\\xff”, and the ledger proves “auditor”."),
    ],
)
def test_what_sqlite_lets_anybody_put_in_a_column_is_named(world, change, what):
    appointment = world.ada.appointments.get()
    run("PRAGMA ignore_check_constraints = ON")
    behind_the_gate(f"UPDATE governance_appointment SET {change} WHERE id = %s", appointment.pk)  # noqa: S608
    run("PRAGMA ignore_check_constraints = OFF")

    assert verify()["faults"] == [{"where": f"governance.appointment {appointment.pk}", "what": what}]


def test_a_missing_trigger_is_named(world):
    from workflow import triggers

    name = triggers.names(connection.vendor, Target)[0]
    run(f"DROP TRIGGER {name}" + (" ON governance_target" if connection.vendor == "postgresql" else ""))

    assert verify()["faults"] == [{"where": name, "what": "The trigger is missing or switched off."}]
    triggers.install(connection)
    assert verify()["whole"]


# In words


def test_a_whole_ledger_is_told_in_one_sentence(world):
    assert in_words() == (
        f"The ledger is whole: {AuditEvent.objects.count()} entries in 2 books, "
        f"and {count_rows()} objects agree with it.",
        0,
    )


def test_as_json_it_says_how_far_each_book_has_come(world):
    verdict = verify()

    assert {name: verdict[name] for name in ("whole", "first", "faults", "code", "objects")} == {
        "whole": True,
        "first": None,
        "faults": [],
        "code": 0,
        "objects": count_rows(),
    }
    assert sorted(verdict["books"]) == [f"plan-{world.plan.pk}", "register"]
    for key, book in verdict["books"].items():
        assert book["seq"] == AuditEvent.objects.filter(book=key).count()
        assert sorted(book) == ["identity", "link", "seq"]
        assert len(json.dumps(book)) > 100
