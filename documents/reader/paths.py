"""Stable paths to the nodes of a report, by which an importer recognises them in a later version of the same paper.

A path is made of titles and numbers, never of lines: "Safer streets / Street crime / Objective 1 / Indicator 2 /
Target". Two nodes that would have the same path are told apart by their order: "... / Target", "... / Target (2)".
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from documents.reader.model import Aspect, Indicator, Objective, Priority, Report, Target


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the tree with its path and its kind: priority, aspect, objective, indicator or target."""

    path: str
    kind: str
    node: Priority | Aspect | Objective | Indicator | Target


def nodes_of(report: Report) -> list[Node]:
    """Every node of the tree in the order of the paper. A shared target comes once under each indicator it serves."""
    seen: Counter[str] = Counter()
    nodes = []
    for parents, name, kind, node in _walk(report):
        path = " / ".join([*parents, name])
        seen[path] += 1
        nodes.append(Node(path if seen[path] == 1 else f"{path} ({seen[path]})", kind, node))
    return nodes


def objective_name(objective: Objective) -> str:
    """How a path names an objective: by its number, or by what it is where it has none."""
    if objective.number:
        return f"Objective {objective.number}"
    return "Objective" if objective.labelled else "Overall objective"


_Step = tuple[tuple[str, ...], str, str, Priority | Aspect | Objective | Indicator | Target]


def _walk(report: Report) -> Iterator[_Step]:
    for priority in report.priorities:
        yield (), priority.title, "priority", priority
        for aspect in priority.aspects:
            yield (priority.title,), aspect.title, "aspect", aspect
            for objective in aspect.objectives:
                yield from _objective((priority.title, aspect.title), objective)


def _objective(parents: tuple[str, ...], objective: Objective) -> Iterator[_Step]:
    name = objective_name(objective)
    yield parents, name, "objective", objective
    for at, indicator in enumerate(objective.indicators, start=1):
        here = (*parents, name)
        yield here, f"Indicator {at}", "indicator", indicator
        for target in indicator.targets:
            yield (*here, f"Indicator {at}"), "Target", "target", target
