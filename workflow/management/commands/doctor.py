"""`manage.py doctor`: is the data sound?"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from audit.chain import Fault
from audit.moment import one_moment
from workflow.soundness import Invariant, invariants

SHOWN = 5
"""how many faults of a kind are named to a person; --json names all"""


class Command(BaseCommand):
    help = (
        "Looks whether everything holds that always holds, of the ledger, plans, meetings, messages and packs. Names "
        "what does not, and exits 1. Changes nothing, and may be run while people work."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print every statement with all its faults as JSON")

    def handle(self, *, json: bool, **_: Any) -> None:
        with one_moment():
            found = [(each, list(each.faults())) for each in invariants()]
        self.stdout.write(_as_json(found) if json else _in_words(found))
        if any(faults for _, faults in found):
            raise SystemExit(1)


Found = list[tuple[Invariant, list[Fault]]]


def _as_json(found: Found) -> str:
    checks = [{"statement": each.statement, "faults": [fault.as_json() for fault in faults]} for each, faults in found]
    return json.dumps({"sound": not any(check["faults"] for check in checks), "checks": checks}, indent=2)


def _in_words(found: Found) -> str:
    broken = [(each, faults) for each, faults in found if faults]
    if not broken:
        return f"The data is sound: {len(found)} statements hold."
    lines = [f"The data is NOT sound: {len(broken)} of {len(found)} statements do not hold."]
    for each, faults in broken:
        lines += ["", each.statement, *(f"  {fault.where}: {fault.what}" for fault in faults[:SHOWN])]
        lines += [f"  and {len(faults) - SHOWN} more: see --json"] if len(faults) > SHOWN else []
    return "\n".join(lines)
