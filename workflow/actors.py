"""Who acts, on which day, for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from workflow import permissions

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


@dataclass(frozen=True)
class Role:
    """A role held in a body, as people say it: clerk of FPBV."""

    name: str
    body: str

    def __str__(self) -> str:
        return f"{self.name} of {self.body}" if self.body else self.name


class Actor:
    """A person on a day. The day is handed in by the form, the API or the command: the domain never asks the clock.

    What the person may do is read once and kept, so an actor lives for one request or one act; the gate takes a fresh
    one after it has locked, so that a right revoked a moment ago no longer counts.
    """

    founds = False
    """whether this is the installation itself, setting up the first body before anybody holds an office"""

    def __init__(
        self,
        person: User | AnonymousUser,
        *,
        today: date,
        on_behalf_of: User | None = None,
    ) -> None:
        self.person = person
        self.today = today
        self.on_behalf_of = on_behalf_of

    def __str__(self) -> str:
        return str(self.person)

    @property
    def pk(self) -> int | None:
        return self.person.pk

    @property
    def principal(self) -> User | AnonymousUser:
        """In whose name they act: somebody for whom they stand in, or themselves."""
        return self.on_behalf_of or self.person

    def afresh(self) -> Actor:
        """The same person on the same day, for the same other, with nothing remembered of what they may do."""
        return type(self)(self.person, today=self.today, on_behalf_of=self.on_behalf_of)

    @cached_property
    def grants(self) -> permissions.Grants:
        """Every right this person holds today, as {(permission, scope): role}; one query."""
        return permissions.grants_of(self)

    def role_for(self, permission: str, scopes: tuple[str, ...]) -> Role | None:
        """The role that gives `permission` on the first of `scopes` where it is held; None if none does."""
        for scope in scopes:
            if role := self.grants.get((permission, scope)):
                return role
        return None

    def may_anywhere(self, permission: str) -> bool:
        """Whether this person holds `permission` on anything: shows a link, and never lets an act through."""
        return any(held == permission for held, _ in self.grants)
