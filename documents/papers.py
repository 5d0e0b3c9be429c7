"""A report on its way into a plan: received, read, put right by a person, compared, confirmed.

Pages and `manage.py import_report` call the same functions. What people see before they confirm is what is done then.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from accounts.models import User
from audit.canonical import canonical, plain
from documents import reader
from documents.importing import corrections
from documents.importing.findings import Comparison
from documents.importing.procedure import Done, bring_in, compared, hold_body, refuse_without_the_right
from documents.models import Paper
from documents.reader import Unreadable
from governance.models import Body, Plan
from workflow.actors import Actor
from workflow.blockers import Blocked, Blocker
from workflow.gate import one_act

LIMIT = 8_000_000
"""Bytes of a file; the reader has narrower limits for each kind of file"""
WAITING = 20
"""Papers one person can have waiting: what is not confirmed should be thrown away"""


def receive(data: bytes, name: str, person: User) -> Paper:
    """Read a file and keep it until `person` confirms what was read. Raises Unreadable with a sentence for people."""
    paper = read_in(data, name, person)
    if Paper.objects.waiting().filter(received_by=person).count() >= WAITING:
        raise Unreadable(f"You have {WAITING} papers waiting: confirm or throw away one of them first.")
    paper.save(force_insert=True)
    return paper


def read_in(data: bytes, name: str, person: User | None) -> Paper:
    """The paper in a file, not kept yet. Raises Unreadable."""
    if len(data) > LIMIT:
        raise Unreadable(f"The file has {len(data):,} bytes; a report may have {LIMIT:,}.")
    paper = Paper(name=_tidy(name), data=data, reading=reader.read(data).as_json(), received_by=person)
    paper.report_on = paper.heading.on
    paper.digest = _digest(paper)
    return paper


def source_lines(paper: Paper) -> dict[int, str]:
    """The lines of the paper as they were written, by the numbers that its reading gives."""
    return {line.number: line.as_written for line in reader.source_lines(bytes(paper.data))}


def correct(paper: Paper, line: int, **values: Any) -> None:
    """Put right what was read of the target at `line`: any of `corrections.FIELDS`. A target at one line that serves
    two indicators is one target. Raises Blocked with every reason if that cannot be; `paper` is then as it was."""
    with _held(paper):
        before = paper.corrections.get(str(line), {})
        checked = corrections.checked(paper.as_corrected(), line, {**before, **values})
        paper.corrections = {**paper.corrections, str(line): checked}
        _save_corrections(paper)


def forget_correction(paper: Paper, line: int) -> None:
    """Take what was read at `line` as it was read."""
    with _held(paper):
        paper.corrections = {at: values for at, values in paper.corrections.items() if at != str(line)}
        _save_corrections(paper)


def throw_away(paper: Paper) -> None:
    """Forget a paper nobody has confirmed."""
    with _held(paper):
        paper.delete()


def plan_for(body: Body, financial_year: str, title: str) -> Plan:
    """The plan of a body for a year, or one that an import would set up."""
    plan = Plan.objects.filter(body=body, financial_year=financial_year).first()
    return plan or Plan(body=body, financial_year=financial_year, title=title[:200])


def comparison(paper: Paper, plan: Plan, *, actor: Actor) -> Comparison:
    """What confirming `paper` would do to `plan`; empty if it has been imported already. Changes nothing."""
    if already_imported(paper, plan):
        return Comparison()
    return compared(paper.draft(), plan, actor=actor, imports=_imports(plan))


def already_imported(paper: Paper, plan: Plan) -> Paper | None:
    """The same file with the same corrections, if it has been imported into `plan`."""
    return _imported(plan).filter(digest=paper.digest).first()


def later_report(paper: Paper, plan: Plan) -> Paper | None:
    """A report in `plan` than which `paper` is no later, if there is one: importing it takes a word of its own."""
    return next((other for other in _imported(plan) if not paper.is_later_than(other)), None)


def confirm(paper: Paper, plan: Plan, *, actor: Actor, anyway: bool = False, seen: str = "") -> Done:
    """Import `paper` into `plan`, as `comparison` showed it: all of it or nothing, as one act.

    `seen` is the seal of the comparison that the person had before them: if it would be another now, it is refused.
    Importing the same paper again does nothing and says so in `Done.already`. Raises Blocked if the actor may not, if
    the report is no later than one that is there (unless `anyway`), or if the gate refuses any part.
    """
    plan = copy.copy(plan)  # a plan that is refused must not look as if it had been set up
    with one_act():
        plan = hold_body(plan)
        refuse_without_the_right(plan, actor)
        if earlier := already_imported(paper, plan):
            return Done(plan, Comparison(), earlier.act_id, already=earlier)
        new = paper._state.adding
        if not new and Paper.objects.select_for_update().get(pk=paper.pk).is_imported:
            raise Blocked([Blocker("imported", f"This paper has been imported into {paper.plan}.")])
        if not anyway and (later := later_report(paper, plan)):
            raise Blocked([_not_later(paper, later)])
        done = bring_in(paper.draft(), plan, actor=actor, imports=_imports(plan))
        if seen and seen != done.comparison.seal():
            raise Blocked([_changed_meanwhile(done.plan)])
        kept = copy.copy(paper)
        kept.plan, kept.act_id, kept.imported_by_id, kept.imported_at = done.plan, done.act_id, actor.pk, timezone.now()
        kept.save(force_insert=new)
    paper.__dict__.update(kept.__dict__)
    return done


def rehearse(paper: Paper, plan: Plan, *, actor: Actor, anyway: bool = False) -> Done:
    """Do everything `confirm` does, and take it back: what is refused here would be refused then, in the same words."""
    with transaction.atomic():
        done = confirm(copy.copy(paper), plan, actor=actor, anyway=anyway)
        transaction.set_rollback(True)
    return done


@contextmanager
def _held(paper: Paper) -> Iterator[None]:
    """`paper` as it is now, locked, and refused if it has become part of a plan."""
    with transaction.atomic():
        fresh = Paper.objects.select_for_update().defer("data", "reading").get(pk=paper.pk)
        if fresh.is_imported:
            raise Blocked([Blocker("imported", f"This paper has been imported into {fresh.plan}.")])
        paper.corrections = fresh.corrections
        yield


def _save_corrections(paper: Paper) -> None:
    paper.digest = _digest(paper)
    paper.save(update_fields=["corrections", "digest"])


def _digest(paper: Paper) -> str:
    """The file and what was corrected in it: the same file read otherwise is another paper."""
    corrected = canonical(plain(paper.corrections)) if paper.corrections else b""
    return hashlib.sha256(bytes(paper.data) + corrected).hexdigest()


def _tidy(name: str) -> str:
    """A file name as a text: without its folders, and without what no line of text has."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(character for character in last if character.isprintable())[:255]


def _imported(plan: Plan) -> models.QuerySet[Paper]:
    return Paper.objects.imported_into(plan).defer("data").select_related("imported_by")


def _imports(plan: Plan) -> frozenset[str]:
    return frozenset(Paper.objects.imported_into(plan).values_list("act_id", flat=True))


def _changed_meanwhile(plan: Plan) -> Blocker:
    return Blocker("changed", f"{plan} or the paper has changed since you compared them. Look again, and confirm then.")


def _not_later(paper: Paper, other: Paper) -> Blocker:
    mine = str(paper)
    return Blocker(
        "not_later",
        f"{mine[:1].upper()}{mine[1:]} is no later than {other}, which {other.imported_by} has imported.",
    )
