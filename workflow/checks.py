"""What is asked of every governed model before anything runs: a mistake in a rule is found at start, not at the act."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register

from audit.vocabulary import actions
from workflow.acts import rules_of
from workflow.models import Governed
from workflow.triggers import governed_models


@register()
def check_rules(**_: Any) -> list[CheckMessage]:
    return [error for model in governed_models() for error in _errors_of(model)]


def _errors_of(model: type[Governed]) -> Iterator[CheckMessage]:
    rules = list(rules_of(model))
    if not any(rule.creates for rule in rules):
        yield Error(
            "No act brings it into being.", hint="Give it a @governed(creates=True).", obj=model, id="workflow.E001"
        )
    for rule in rules:
        if rule.follows == bool(rule.permission):
            yield Error(
                f"{rule.name} {'asks for a right nobody uses' if rule.follows else 'can be done without a right'}.",
                hint="Give it a permission; or follows=True if it only follows from other acts.",
                obj=model,
                id="workflow.E003",
            )
        if rule.records not in actions():
            yield Error(
                f"{rule.name} records “{rule.records}”, which no room has declared.",
                hint="Add it with its sentence to the room's vocabulary.py.",
                obj=model,
                id="workflow.E002",
            )
