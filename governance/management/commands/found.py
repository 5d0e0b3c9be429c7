"""Set up the first body and its first administrator."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import User
from governance import procedures
from governance.models import Body
from governance.models.body import BodyKind
from workflow.blockers import Blocked
from workflow.clock import today


class Command(BaseCommand):
    help = (
        "Sets up the first body and its first administrator, who then appoints everybody else in the browser. "
        "Refused as soon as anybody holds an office."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--body", required=True, help="its name, for example: Metropolitan Police Authority")
        parser.add_argument("--short-name", required=True, help="as papers write it, for example: MPA")
        parser.add_argument("--username", required=True, help="of the administrator")
        parser.add_argument("--name", required=True, help="of the administrator, as other people call them")
        parser.add_argument("--email", required=True, help="of the administrator")

    def handle(self, *, body: str, short_name: str, username: str, name: str, email: str, **_: Any) -> None:
        try:
            with transaction.atomic():
                person = User(username=username, name=name, email=email)
                person.set_unusable_password()
                person.full_clean(exclude=["password"])
                person.save()
                procedures.found(
                    Body(name=body, short_name=short_name, kind=BodyKind.AUTHORITY),
                    administrator=person,
                    today=today(),
                    because="First set-up.",
                )
        except Blocked as blocked:
            raise CommandError(str(blocked)) from blocked
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(
            f"{body} is set up, and {name} is its administrator. They set a password at "
            f"{settings.ADDRESS}/password/forgotten/, or you set one with: manage.py changepassword {username}"
        )
