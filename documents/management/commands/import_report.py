"""`manage.py import_report`: what a committee report says, and a plan made of it or brought up to it."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from documents import papers
from documents.importing.corrections import targets_in
from documents.importing.findings import Comparison
from documents.models import Paper
from documents.reader import Unreadable
from governance.models import Body, Plan
from governance.models.target import OPEN
from workflow import clock
from workflow.actors import Actor
from workflow.blockers import Blocked

WIDTH = 110


class Command(BaseCommand):
    help = (
        "Reads a committee report (text, HTML or .docx). With --plan it makes the draft plan of that year, or brings "
        "it up to a later report: nothing is deleted, and what cannot be taken over is listed. With --dry-run nothing "
        "is changed. Takes effect on the day of the import."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--plan", default="", metavar="YEAR", help="the plan's financial year: 2001/02")
        parser.add_argument("--as", default="", dest="username", metavar="USERNAME", help="who imports it")
        parser.add_argument("--body", default="", metavar="SHORT_NAME", help="whose plan it is, if that is not plain")
        parser.add_argument("--title", default="", help="the plan's title, if it is set up now")
        parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="the day of the import, if not today")
        parser.add_argument("--anyway", action="store_true", help="also if the plan has a report no earlier than this")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done and do nothing")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *, file: Path, plan: str, dry_run: bool, **options: Any) -> None:
        actor = _actor(options["username"], options["on"])
        paper = _paper(file, actor)
        as_json = options["format"] == "json"
        if not plan:
            if not dry_run:
                raise CommandError("Say which plan it is for (--plan 2001/02), or only have it read (--dry-run).")
            self.stdout.write(_json(paper.reading) if as_json else "\n".join(_read(paper)))
            return
        self._import(paper, plan, actor, dry_run, as_json, options)

    def _import(
        self, paper: Paper, year: str, actor: Actor, dry_run: bool, as_json: bool, options: dict[str, Any]
    ) -> None:
        named = bool(options["username"])
        if not named and not dry_run:
            raise CommandError("Say who imports it: --as USERNAME.")
        body = _body(options["body"], year, actor)
        plan = papers.plan_for(body, year, options["title"] or paper.heading.title or "Plan")
        if dry_run and not named:
            found = papers.comparison(paper, plan, actor=actor)
            self.stdout.write(_json(found.as_json()) if as_json else "\n".join(_compared(found)))
            return
        do = papers.rehearse if dry_run else papers.confirm
        try:
            done = do(paper, plan, actor=actor, anyway=options["anyway"])
        except Blocked as refused:
            raise CommandError(_refusal(refused)) from refused
        if as_json:
            self.stdout.write(_json(done.comparison.as_json()))
        elif done.already:
            by = done.already.imported_by
            self.stdout.write(f"{by} has imported this paper into {done.plan} already: nothing to do.")
        else:
            self.stdout.write("\n".join([f"{done.plan}, from {paper.heading.source}", *_compared(done.comparison)]))


def _actor(username: str, on: date | None) -> Actor:
    today = on or clock.today()
    if not username:
        return Actor(AnonymousUser(), today=today)
    try:
        return Actor(User.objects.get(username=username), today=today)
    except User.DoesNotExist:
        raise CommandError(f"There is nobody with the user name “{username}”.") from None


def _paper(file: Path, actor: Actor) -> Paper:
    try:
        with file.open("rb") as opened:
            data = opened.read(papers.LIMIT + 1)
        return papers.read_in(data, file.name, actor.person if isinstance(actor.person, User) else None)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
    except Unreadable as refusal:
        raise CommandError(refusal.sentence) from refusal


def _body(short_name: str, year: str, actor: Actor) -> Body:
    """Whose plan it is: as named; else the only body that has a plan for the year; else the only one where the person
    may set up a plan."""
    if short_name:
        try:
            return Body.objects.get(short_name=short_name)
        except Body.DoesNotExist:
            raise CommandError(f"There is no body “{short_name}”.") from None
    bodies: set[Body] = {plan.body for plan in Plan.objects.filter(financial_year=year).select_related("body")}
    if not bodies and actor.pk:
        scopes = [scope for permission, scope in actor.grants if permission == "governance.set_up_plan"]
        bodies = set(Body.objects.filter(pk__in=[scope.rpartition(":")[2] for scope in scopes]))
    if len(bodies) != 1:
        raise CommandError("Say whose plan it is: --body SHORT_NAME.")
    (body,) = bodies
    return body


def _refusal(refused: Blocked) -> str:
    sentences = [
        f"{each.sentence} Who can: {each.cleared_by}." if each.cleared_by else each.sentence
        for each in refused.blockers
    ]
    if any(each.code == "not_later" for each in refused.blockers):
        sentences.append("If that is meant, say --anyway.")
    return " ".join(dict.fromkeys(sentences))


def _read(paper: Paper) -> Iterator[str]:
    """What was read, what is still open in it, and what found no place."""
    reading = paper.reading
    yield paper.heading.source
    counts = reading.get("counts") or {}
    yield ", ".join(f"{count} {name}" for name, count in counts.items() if isinstance(count, int))
    open_ones = {
        (line, target.get("text") or "(no target)", target["resolution"])
        for line, target in targets_in(reading)
        if target["resolution"] in OPEN
    }
    for title, lines in [
        ("Unresolved targets", [f"line {line}: {resolution}: {text}" for line, text, resolution in sorted(open_ones)]),
        ("Open queries", [f"line {each['line']}: {each['text']}" for each in reading.get("open_queries") or []]),
        ("Could not be placed", [f"line {each['line']}: {each['text']}" for each in reading.get("unplaced") or []]),
    ]:
        yield from _listed(title, lines)


def _compared(found: Comparison) -> Iterator[str]:
    changed = [f"{each.path}: {each.field} from “{each.old}” to “{each.new}”" for each in found.changed]
    conflicts = [f"{each.path}: {each.sentence}" for each in found.conflicts]
    yield from _listed("Changed", changed)
    yield from _listed("Added", [f"{each.path}: {each.text}" if each.text else each.path for each in found.added])
    yield from _listed("No longer in the report, for you to decide", [each.path for each in found.missing])
    yield from _listed("Not taken over", conflicts)


def _listed(title: str, lines: list[str]) -> Iterator[str]:
    yield f"\n{title}: {len(lines)}"
    for line in lines:
        flat = " ".join(line.split())
        yield f"  {flat}" if len(flat) <= WIDTH else f"  {flat[: WIDTH - 1]}…"


def _json(found: object) -> str:
    return json.dumps(found, indent=2, ensure_ascii=False)
