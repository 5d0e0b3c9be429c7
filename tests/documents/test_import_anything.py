"""Whatever the reader may read: it is imported as a whole, found again, and proved by the ledger."""

import random
from typing import Any

import pytest
from django.core.management import call_command

from governance.models import Form, Resolution
from tests.documents.importing import bring_in, compared, later
from tests.world import FEB_8

WORDS = "street crime crimes reduce the number of firearms ?? X per cent 5 10 victim's é ß *** – to be set".split()
ROUNDS = 10


class AnyReport:
    """Reports in which titles repeat, texts are empty, values do not fit and numbers are none."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - the same reports in every run

    def text(self, most: int = 4) -> str:
        return " ".join(self.random.choices(WORDS, k=self.random.randint(0, most)))

    def some(self, make: Any, most: int = 3) -> list[Any]:
        return [make() for _ in range(self.random.randint(0, most))]

    def target(self) -> dict[str, Any]:
        choice = self.random.choice
        return {
            "text": self.text(),
            "line": self.random.randint(0, 30),
            "resolution": choice([*Resolution.values, "weird", ""]),
            "form": choice([*Form.values, "", "x" * 50]),
            "value": choice([None, "5", "1e9"]),
            "values": choice([[], ["5", "7"]]),
            "unit": choice(["", "per cent", "u" * 200]),
            "deadline": choice(["", "2002-03", "2001/02", "2002-02-31", "--12", "2002-03-31"]),
            "shared": choice([True, False, False]),
            "direction": choice(["", "increase", "up"]),
            "comparator": choice(["", ">=", "~"]),
            "baseline": choice(["", "b" * 400]),
            "denominator": choice(["", "each borough"]),
        }

    def indicator(self) -> dict[str, Any]:
        return {
            "text": self.text(),
            "line": self.random.randint(0, 30),
            "items": self.some(self.text),
            "statutory": self.random.sample([138, 139, 23], self.random.randint(0, 2)),
            "targets": self.some(self.target, 2),
            "baseline": self.text(),
        }

    def contribution(self) -> dict[str, Any]:
        choice = self.random.choice
        return {"number": choice([23, 138, 129]), "limb": choice(["", "a"]), "text": choice(["see above", self.text()])}

    def objective(self) -> dict[str, Any]:
        return {
            "number": self.random.choice([None, 1, 2, 3, "1.2", "A", 99999999]),
            "title": self.text(),
            "notes": self.some(self.text, 2),
            "actions": self.some(self.text, 2),
            "labelled": self.random.random() < 0.8,
            "indicators": self.some(self.indicator),
        }

    def aspect(self) -> dict[str, Any]:
        return {
            "title": self.text(2),
            "status": self.random.choice(["", "under development", "delegated", "odd"]),
            "notes": self.some(self.text),
            "contributes_to": self.some(self.contribution),
            "objectives": self.some(self.objective),
        }

    def priority(self) -> dict[str, Any]:
        return {
            "title": self.text(2),
            "scope": self.random.choice(["external", "?"]),
            "aspects": self.some(self.aspect),
        }

    def activity(self) -> dict[str, Any]:
        targets, contributions = self.some(self.target, 2), self.some(self.contribution)
        return {"title": self.text(2), "text": self.text(), "contributes_to": contributions, "targets": targets}

    def report(self, date: str) -> dict[str, Any]:
        return {
            "report": {"title": "T", "number": "3", "date": date, "body": "B"},
            "priorities": self.some(self.priority),
            "sustained_activities": self.some(self.activity),
            "milestones": [{"line": 1, "date": "2002-03", "text": self.text(), "on": "text"}],
        }


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_what_was_imported_is_found_again(world, seed, capsys):
    some = AnyReport(seed)
    first, second = some.report("2001-01-22"), some.report("2001-02-08")
    nothing = {"changed": [], "added": [], "missing": [], "conflicts": []}

    bring_in(world, first)
    assert compared(world, later(first, date="2001-01-30")) == nothing

    bring_in(world, second, on=FEB_8)
    again = compared(world, later(second, date="2001-02-09"), on=FEB_8)
    assert (again["changed"], again["added"]) == ([], [])
    call_command("verify_ledger")
    assert capsys.readouterr().out.startswith("The ledger is whole: ")
