"""Making the packs that people asked for: what is to be made lies in the database, and whoever looks makes it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, BinaryIO

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Q

from evidence import progress
from evidence.models import KEPT_FOR, Export, Job, JobState, Part
from evidence.pack import write_pack
from evidence.post import send
from evidence.sight import AUDITOR, for_an_auditor, in_the_open
from governance.ledger import READ_LEDGER
from governance.models import Plan
from interface.sinks import header
from workflow.actors import Actor
from workflow.doorbell import ring
from workflow.gate import perform

A_PART = 1 << 20
GIVEN_UP_AFTER = timedelta(minutes=15)
"""Longer than a task may take: whoever began it was killed"""

logger = structlog.get_logger(__name__)


def ask_for(plan: Plan, level: str, *, actor: Actor) -> Export:
    """Somebody wants a pack of `plan`. Raises Blocked."""
    last_day = actor.today + KEPT_FOR
    who: Any = actor.pk  # nobody signed out holds the right to ask, which the gate sees to
    export = Export(plan=plan, person_id=who, level=level, asked_on=actor.today, last_day=last_day)
    with transaction.atomic():
        perform(export.ask_for, actor=actor)
        Job.objects.create(export=export)
        transaction.on_commit(_wake, robust=True)
    return export


def make_what_was_asked_for(now: datetime, today: date) -> int:
    """Make every pack that waits, and let go of those whose last day is over; how many were made. May run twice, and
    several at once: the database gives each to one of them."""
    _let_go(today)
    waiting = Q(state=JobState.WAITING) | Q(state=JobState.MAKING, started_at__lt=now - GIVEN_UP_AFTER)
    made = 0
    for pk in Job.objects.filter(waiting).order_by("pk").values_list("pk", flat=True):
        if Job.objects.filter(waiting, pk=pk).update(state=JobState.MAKING, started_at=now):
            made += _make(Job.objects.select_related("export__plan__body", "export__person").get(pk=pk), today)
    return made


def parts_of(export: Export) -> Iterator[bytes]:
    """The pack, piece by piece."""
    for data in export.job.parts.order_by("number").values_list("data", flat=True).iterator(chunk_size=1):
        yield bytes(data)


def _make(job: Job, today: date) -> bool:
    export, actor = job.export, Actor(job.export.person, today=today)
    state = JobState.FAILED
    try:
        if actor.person.is_active and actor.role_for(READ_LEDGER, export.scopes(READ_LEDGER)):
            _write(job, actor)
            state = JobState.READY
    except Exception:
        logger.exception("export_failed", export=export.pk)
    if not Job.objects.filter(pk=job.pk, state=JobState.MAKING).update(state=state):
        # Somebody was erased meanwhile, and it was made of what was there before.
        job.parts.all().delete()
        return False
    if state == JobState.READY:
        _tell(export)
    return state == JobState.READY


def _tell(export: Export) -> None:
    """Whoever asked for it need not look again and again."""
    words = {"plan": header(export.plan), "asked_on": export.asked_on, "last_day": export.last_day}
    words |= {"address": settings.ADDRESS, "path": export.get_absolute_url()}
    send(export.person, "Your audit pack is ready", "pack", words)


def _write(job: Job, actor: Actor) -> None:
    export = job.export
    sight = for_an_auditor(export.plan, actor) if export.level == AUDITOR else in_the_open(export.plan, actor.today)
    with tempfile.TemporaryFile() as file:
        manifest = write_pack(sight, file, progress=partial(progress.note, export.pk))
        size = file.tell()
        file.seek(0)
        with transaction.atomic():
            job.parts.all().delete()
            for number, data in enumerate(_pieces(file)):
                Part.objects.create(job=job, number=number, data=data)
            Job.objects.filter(pk=job.pk).update(manifest=manifest, size=size)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while data := file.read(A_PART):
        yield data


def _let_go(today: date) -> None:
    over = Job.objects.filter(export__last_day__lt=today).exclude(state=JobState.GONE)
    for job in over:
        with transaction.atomic():
            job.parts.all().delete()
            Job.objects.filter(pk=job.pk).update(state=JobState.GONE)


def let_go_of_names(**_: object) -> None:
    """Somebody was erased: no pack is kept that was made before. It can be asked for again."""
    Job.objects.exclude(state=JobState.WAITING).update(state=JobState.GONE, manifest="", size=0)
    Part.objects.all().delete()


def _wake() -> None:
    """Ring for a worker; where there is none, in the demo, it is made at once. A ring that nobody hears is made good by
    the next minute's."""
    from evidence.tasks import make_exports

    if settings.DEMO:
        make_exports()
        return
    ring(make_exports)
