"""A deadline is as precise as it was decided, and a day, month or year that there is."""

import pytest

from governance.forms.target import ReviseTargetForm, is_partial_date
from governance.models import Target
from tests.world import acting
from workflow.acts import rules_of


@pytest.mark.parametrize("text", ["2002-03-31", "2002-03", "2001/02", "1999/00", "2000-02-29"])
def test_what_is_a_date(text):
    assert is_partial_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "2002-02-31",
        "2001-02-29",
        "2001/07",
        "2001/01",
        "2002-13",
        "2002-00",
        "0000-01",
        "2002",
        "soon",
        "2001-1-1",
        "٢٠٠١/٠٢",
    ],
)
def test_what_is_none(world, text):
    assert not is_partial_date(text)
    rule = next(rule for rule in rules_of(Target) if rule.name == "revise")
    typed = {"text": "5", "resolution": "resolved", "because": "So.", "deadline": text, "seen": "1"}
    form = ReviseTargetForm(typed, thing=world.resolved, rule=rule, actor=acting(world.olive))

    assert form.errors == {"deadline": [f"“{text}” is not a deadline: write 2002-03-31, 2002-03 or 2001/02."]}
