"""Files that took long to write, kept until something they tell of changes.

A file is kept under the heads of the two books of the ledger that its text comes from, the plan's and the register of
bodies: as long as neither has another line, the plan is the same and so is its file. Nothing rests on what is kept:
where the cache is lost or does not answer, the file is written anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from time import perf_counter

import reportlab
import structlog
from django.conf import settings
from django.core.cache import cache

from audit.ledger import REGISTER
from audit.models import Book
from governance.models import Plan

LONG = 1.0
"""seconds from which on a file is worth keeping"""
DAYS = 30
FORM = 1
"""of our files; another number whenever they look different for the same plan"""

logger = structlog.get_logger(__name__)


def kept(plan: Plan, what: str, write: Callable[[], bytes]) -> bytes:
    """The file `what` of a plan as it is now: the one that was kept, or else what `write` writes."""
    key = _key(plan, what)
    found = _found(key)
    if found is not None:
        return found
    began = perf_counter()
    content = write()
    if perf_counter() - began >= LONG:
        _keep(key, content)
    return content


def _key(plan: Plan, what: str) -> str:
    heads = Book.objects.filter(key__in=[plan.ledger_book, REGISTER]).order_by("key").values_list("identity", "link")
    told = [FORM, reportlab.Version, settings.ADDRESS, settings.TIME_ZONE, plan.pk, plan.state, what, *heads]
    return f"plan-file-{hashlib.sha256(repr(told).encode()).hexdigest()}"


def _found(key: str) -> bytes | None:
    try:
        return cache.get(key)  # type: ignore[no-any-return]
    except Exception as error:  # noqa: BLE001 - whatever a cache does, the file can be written
        logger.warning("plan_file_not_found", error=type(error).__name__)
        return None


def _keep(key: str, content: bytes) -> None:
    try:
        cache.set(key, content, timeout=DAYS * 24 * 60 * 60)
    except Exception as error:  # noqa: BLE001 - as above
        logger.warning("plan_file_not_kept", error=type(error).__name__)
