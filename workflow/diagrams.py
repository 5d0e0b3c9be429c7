"""State diagrams drawn from the code, as Mermaid in Markdown."""

from __future__ import annotations

from typing import Any

from workflow.acts import Rule, rules_of
from workflow.models import Governed
from workflow.states import moves
from workflow.triggers import governed_models


def diagrams() -> dict[str, str]:
    """The page of every model with a life of its own, by file name."""
    return {f"{model._meta.model_name}.md": page(model) for model in governed_models() if model.state_field()}


def page(model: type[Governed]) -> str:
    """The diagram of `model`, and a table of its acts: from, to, right, what must hold, what the ledger says."""
    name = str(model._meta.verbose_name)
    field: Any = model._meta.get_field(model.state_field() or "")
    labels = {str(value): str(label) for value, label in field.choices or ()}
    arrows = [(rule, source, target) for rule in rules_of(model) for source, target in moves(model, rule)]
    diagram = [f"    {key}: {label}" for key, label in labels.items()]
    diagram += [f"    [*] --> {field.default}"]
    diagram += [f"    {source} --> {target}: {rule.verb}" for rule, source, target in arrows if source != target]
    rows = [_row(model, rule, labels) for rule in rules_of(model)]
    return "\n".join(
        [
            f"# The life of {'an' if name[0] in 'aeio' else 'a'} {name}",
            "",
            "Drawn from the code by `make states`; a test says when it is stale.",
            "",
            "```mermaid",
            "stateDiagram-v2",
            *diagram,
            "```",
            "",
            "| act | from | to | right | what must hold | ledger |",
            "| --- | --- | --- | --- | --- | --- |",
            *rows,
            "",
        ]
    )


def _row(model: type[Governed], rule: Rule, labels: dict[str, str]) -> str:
    own = list(moves(model, rule))
    before = ", ".join(dict.fromkeys(labels[source] for source, _ in own))
    after = ", ".join(dict.fromkeys(labels[target] for _, target in own))
    holds = "; ".join(check.__name__.replace("_", " ") for check in (*rule.guards, *rule.demands))
    right = rule.permission.partition(".")[2]
    return f"| {rule.verb} | {before} | {after} | {right} | {holds} | `{rule.records}` |"
