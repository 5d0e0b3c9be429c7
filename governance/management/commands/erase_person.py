"""Erase a person, say who was erased, or erase again after an old backup was restored."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from governance import erasing
from workflow.actors import Actor
from workflow.blockers import Blocked
from workflow.clock import today

AGAIN = "Erased before; an older backup was restored."


class Command(BaseCommand):
    help = (
        "Erases a person: their name goes out of the ledger, which stays valid, and out of everything beside it. It "
        "cannot be undone. Says beforehand what goes and what stays, and does nothing without --because."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", nargs="?", default="", help="of the person to be erased")
        parser.add_argument("--because", default="", help="why; it is kept, so it must not name the person")
        parser.add_argument("--as", default="", dest="administrator", metavar="USERNAME", help="who erases them")
        parser.add_argument("--list", action="store_true", help="print number and day of everybody erased, a line each")
        parser.add_argument(
            "--again", type=Path, metavar="FILE", help="erase everybody whom such a list names and who is there"
        )

    def handle(self, *, username: str, because: str, administrator: str, **options: Any) -> None:
        if options["list"]:
            self.stdout.writelines(f"{person} {day.isoformat()}\n" for person, day in erasing.erasures())
        elif options["again"]:
            self._again(_numbers_in(options["again"]), _actor(administrator))
        elif not because:
            self._say_beforehand(_person(username))
        else:
            person = _person(username)
            self._erase(person, because, _actor(administrator))

    def _say_beforehand(self, person: User) -> None:
        for sentence in erasing.beforehand(person):
            self.stdout.write(sentence)
        self.stdout.write("Nothing has been done. To erase them, say why: --because, and who you are: --as.")

    def _erase(self, person: User, because: str, actor: Actor) -> None:
        try:
            erasure = erasing.erase(person, actor=actor, because=because)
        except Blocked as blocked:
            raise CommandError(str(blocked)) from blocked
        self.stdout.write(f"Person {person.pk} is erased: {erasing.what_went(erasure)}")

    def _again(self, numbers: list[int], actor: Actor) -> None:
        known = {person for person, _ in erasing.erasures()}
        for person in User.objects.filter(pk__in=set(numbers) - known).order_by("pk"):
            self._erase(person, AGAIN, actor)


def _person(username: str) -> User:
    try:
        return User.objects.get(username=username)
    except User.DoesNotExist:
        raise CommandError(f"Nobody has the username “{username}”.") from None


def _actor(username: str) -> Actor:
    if not username:
        raise CommandError("Say who erases them: --as USERNAME.")
    return Actor(_person(username), today=today())


def _numbers_in(file: Path) -> list[int]:
    try:
        return [int(line.split()[0]) for line in file.read_text().splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise CommandError(f"{file} is not what “erase_person --list” printed.") from error
