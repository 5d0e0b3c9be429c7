"""The pictures are drawn from the code, and say so when they are old."""

import pytest
from django.conf import settings

from governance.models import Objective, Plan
from workflow.acts import rules_of
from workflow.diagrams import diagrams

pytestmark = pytest.mark.once
FOLDER = settings.ROOT / "docs" / "states"


def test_the_pictures_in_docs_are_those_of_the_code():
    drawn = {file.name: file.read_text() for file in FOLDER.glob("*.md")}

    assert drawn == diagrams(), "docs/states is stale: run `make states`"


def test_every_model_with_a_life_of_its_own_has_a_picture():
    assert {"objective.md", "plan.md"} <= set(diagrams())


@pytest.mark.parametrize("model", [Objective, Plan])
def test_a_picture_names_every_state_and_every_act(model):
    page = diagrams()[f"{model._meta.model_name}.md"]

    for state, label in model._meta.get_field("state").choices:
        assert f"    {state}: {label}" in page
    for rule in rules_of(model):
        assert f"| {rule.verb} |" in page
        assert f"| `{rule.records}` |" in page
    assert "    [*] --> draft" in page
