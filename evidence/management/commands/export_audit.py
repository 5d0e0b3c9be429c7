"""`manage.py export_audit`: the ledger of a plan as a table, as lines, or as a pack that anybody can check."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from evidence.exporting import FORMATS
from evidence.sight import LEVELS, OPEN, for_the_whole, in_the_open
from governance.models import Plan
from workflow.clock import today


class Command(BaseCommand):
    help = (
        "Writes the ledger of a plan, with the books it depends on, to a file: csv to be read, jsonl with every entry "
        "as it was hashed, or a pack (zip) with a program that checks it wherever there is Python. Changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--plan", required=True, metavar="YEAR", help="the plan's financial year: 2001/02")
        parser.add_argument("--body", default="", metavar="SHORT_NAME", help="whose plan it is, if that is not plain")
        parser.add_argument("--format", required=True, choices=FORMATS, help="csv, jsonl or pack")
        parser.add_argument("--output", required=True, type=Path, metavar="FILE", help="a file that is not there yet")
        parser.add_argument(
            "--level", choices=LEVELS, default=OPEN, help="open: nothing exempt, personal or unpublished; or auditor"
        )

    def handle(self, *, plan: str, body: str, output: Path, level: str, **options: Any) -> None:
        chosen = plan_of(plan, body)
        sight = in_the_open(chosen, today()) if level == OPEN else for_the_whole(chosen, today())
        try:
            with output.open("xb") as file, _whole_or_not_at_all(output):
                FORMATS[options["format"]](sight, file)
        except FileExistsError as error:
            raise CommandError(f"{output} is there already: name another file.") from error
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"Written to {output}, at redaction level “{level}”.")


@contextmanager
def _whole_or_not_at_all(output: Path) -> Iterator[None]:
    """Leave no half of a file behind."""
    try:
        yield
    except BaseException:
        output.unlink()
        raise


def plan_of(year: str, body: str) -> Plan:
    """The plan for a year, of a body if there are several. Raises CommandError."""
    plans = Plan.objects.filter(financial_year=year).select_related("body")
    found: list[Plan] = list(plans.filter(body__short_name=body) if body else plans)
    if not found:
        raise CommandError(f"There is no plan for {year}.")
    if len(found) > 1:
        raise CommandError("Say whose plan it is: --body SHORT_NAME.")
    return found[0]
