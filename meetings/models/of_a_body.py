"""What everything about meetings has in common: its rights are held in the body that meets, and in no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from governance.models import Body
from governance.roles import who_may
from workflow.actors import Actor
from workflow.models import Governed
from workflow.permissions import scope_key


class OfAMeeting(Governed):
    """A part of a meeting: it is locked with its meeting, and whoever may conduct that may act on it."""

    within: ClassVar[tuple[str, ...]] = ("meeting",)
    shown_with: ClassVar[tuple[str, ...]] = ("meeting__body",)

    class Meta(Governed.Meta):
        abstract = True

    if TYPE_CHECKING:
        meeting: Any

    def get_absolute_url(self) -> str:
        return self.meeting.get_absolute_url()  # type: ignore[no-any-return]

    def scopes(self, permission: str) -> tuple[str, ...]:
        return self.meeting.scopes(permission)  # type: ignore[no-any-return]

    def who_may(self, permission: str, actor: Actor) -> str:
        return self.meeting.who_may(permission, actor)  # type: ignore[no-any-return]


def scopes_of(body_id: int) -> tuple[str, ...]:
    """Rights in a body itself: the clerk of the Authority is not the clerk of its committees."""
    return (scope_key(Body, body_id),)


def who_may_in(body_id: int, permission: str, actor: Actor) -> str:
    """In words, who holds `permission` in a body."""
    return who_may(permission, scopes_of(body_id), actor)
