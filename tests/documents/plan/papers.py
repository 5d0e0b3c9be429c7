"""The plan of the reference paper, read once for all tests of a process: what its documents are written from."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from documents.plan.read import as_it_stands
from governance.models import Plan
from tests import world as world_
from tests.documents.importing import SEED, YEAR
from tests.world import JAN_22, acting

DEMO = Path(settings.ROOT) / "demo" / "reports" / "2001-01-22-report-3.txt"
PAPER = SEED if SEED.exists() else DEMO
"""the paper itself where it is at hand; else the one of the demo, which has the same plan in other words"""
COMMAND = ("import_report", str(PAPER), "--plan", YEAR, "--as", "colin", "--body", "MPA", "--on", "2001-01-22")


@pytest.fixture(scope="session")
def reference(django_db_setup, django_db_blocker):
    """Imported from the paper, as its coordinator reads it. All of it is in hand: the database is as it was before."""
    with django_db_blocker.unblock(), transaction.atomic():
        colin = acting(world_.the_world().colin, JAN_22)
        call_command(*COMMAND)
        read = as_it_stands(Plan.objects.get(financial_year=YEAR), colin)
        transaction.set_rollback(True)
    return read
