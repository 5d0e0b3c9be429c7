"""Addresses of what leaves the house to be checked: forms, lines of the table, and the pack they name."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from accounts.models import User
from evidence.making import ask_for, make_what_was_asked_for
from governance.models import Finding, Plan, SavedFilter
from tests.world import MAR_31, acting
from workflow.gate import perform

FORMS: dict[str, dict[str, str]] = {
    "pack": {"plan": "{plan_pk}", "level": "auditor"},
    "kept": {"name": "Revised targets", "query": "action=target.revised"},
    "called": {"name": "Every target"},
    "finding": {"what": "It was late.", "severity": "minor", "body": "{body}", "days": "20"},
    "answer to a finding": {"view": "not_agreed", "answer": "It was in time.", "seen": "{finding_version}"},
}

TABLE = """
exports | | pack | in; 200 ada una; 403 | in; done ada; 422 una; 403 | =
download_export | {export} | nothing | in; 405 | in; done ada; 404 | in; 405
save_filter | | kept | in; 405 | in; done ada una; 403 | in; 405
rename_filter | {filter} | called | in; 200 ada; 404 una; 403 | in; done ada; 404 una; 403 | =
forget_filter | {filter} | nothing | in; 405 | in; done ada; 404 una; 403 | in; 405
audit | | nothing | in; 200 ada una; 403 | in; 405 | in; 405
audit_all | | nothing | in; 200 ada una; 403 | in; 405 | in; 405
findings | | nothing | in; 200 clare ken ada una; 403 | in; 405 | in; 405
record_finding | | finding | in; 200 ada una; 403 | in; done ada; 422 una; 403 | =
finding | {finding} | nothing | in; 200 clare ada; 404 | in; 405 | in; 405
finding_act | {finding} give_answer | answer to a finding | in; 200 clare ada; 404 | in; done clare; 409 ada; 404 | =
audit_report | basis | nothing | in; 200 ada una; 403 | in; 405 | in; 405
audit_report_csv | basis | nothing | in; 200 ada una; 403 | in; 405 | in; 405
target_came_about | {target} | nothing | 404 nobody strangers; 200 | 405 | 405
target_came_about | {published_target} | nothing | 200 | 405 | 405
target_came_about_json | {target} | nothing | 404 nobody strangers; 200 | 405 | 405
target_came_about_json | {published_target} | nothing | 200 | 405 | 405
"""


def a_pack(plan: Plan, auditor: User) -> dict[str, Any]:
    """An auditor has asked for one that can be passed on, and it has been made; and they have kept a filter."""
    export = ask_for(plan, "open", actor=acting(auditor, MAR_31))
    make_what_was_asked_for(timezone.now(), MAR_31)
    kept = SavedFilter.objects.create(person=auditor, name="Targets", query="kind=governance.target")
    given = {"what": "It was late.", "severity": "minor", "recorded_by": auditor, "recorded_on": MAR_31}
    finding = Finding(body=plan.body, **given)
    perform(finding.record, actor=acting(auditor, MAR_31))
    more = {"finding": finding.pk, "finding_version": finding.version}
    return {"export": export.pk, "filter": kept.pk, **more}
