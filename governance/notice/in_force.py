"""Which rule of notice holds for a meeting of a body, and on which days the body is closed."""

from __future__ import annotations

from datetime import date, timedelta

from governance.models.body import Body
from governance.models.notice import NoticeRule
from governance.notice.counting import Counting

CUSTOMARY = Counting(clear_days=3)
"""What is counted where no rule is in force: three clear working days, the rule of 2001 (LGA 1972 s.100B(3))"""


def rule_for(body: Body, meeting_on: date) -> NoticeRule | None:
    """The rule in force on the day of the meeting: the body's own, else that of the nearest body above it."""
    for each in body.lineage():
        for rule in each.notice_rules.all():
            if rule.in_force_on(meeting_on):
                return rule  # type: ignore[no-any-return]
    return None


def bodies_with_their_rules() -> dict[int, Body]:
    """Every body by its key, with its rules of notice and closures and the body above it: whoever counts for many
    meetings asks these, and sends no query for each; three queries."""
    bodies: dict[int, Body] = {
        body.pk: body for body in Body.objects.prefetch_related("notice_rules", "closures").order_by()
    }
    for body in bodies.values():
        if body.parent_id is not None:
            body.parent = bodies[body.parent_id]
    return bodies


def counting_for(body: Body, meeting_on: date) -> Counting:
    """How notice of a meeting of `body` is counted.

    A closure of a body above closes those below it too. Takes a query for each body up to the one above all.
    """
    rule = rule_for(body, meeting_on)
    base = rule.counting() if rule else CUSTOMARY
    closed = {
        closure.starts_on + timedelta(days=at): f"closed: {closure.reason}"
        for each in body.lineage()
        for closure in each.closures.all()
        for at in range((closure.ends_on - closure.starts_on).days + 1)
    }
    return Counting(base.clear_days, base.counted, base.nation, base.late_after, closed)
