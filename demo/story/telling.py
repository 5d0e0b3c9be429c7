"""Telling the story on: chapter by chapter, each of them whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from audit.models import AuditEvent
from demo import clock
from demo.clock import in_words
from demo.stage import Stage
from demo.story.chapters import CHAPTERS, Chapter
from notifications.hearing.following import begin_here
from workflow.blockers import Blocked

NOT_THERE = "Something it tells of is not there as the story left it."
BEGIN_AGAIN = "Nothing of that chapter has happened. To hear the story as it was, begin again: make demo-reset."


class CannotGoOn(Exception):
    """What has been done meanwhile does not go with the next chapter; the sentences say why."""


def to_come() -> Sequence[Chapter]:
    """The chapters that have not been told yet."""
    return CHAPTERS[clock.chapters_told() :]


def tell_on(until: date) -> list[Chapter]:
    """Tell every chapter that ends by the end of a day, and return them.

    Nobody is told by mail of what the story tells. Raises CannotGoOn at the first chapter that does not go with what
    has been done by hand; what was told before it stands.
    """
    return list(_told_until(until))


def _told_until(until: date) -> Iterator[Chapter]:
    for chapter in to_come():
        if chapter.day > until:
            return
        try:
            _tell(chapter)
        except Blocked as refusal:
            raise CannotGoOn(_told_why(chapter, str(refusal))) from refusal
        except (ObjectDoesNotExist, LookupError) as missing:
            raise CannotGoOn(_told_why(chapter, NOT_THERE)) from missing
        finally:
            clock.pause()
        yield chapter


def _tell(chapter: Chapter) -> None:
    with transaction.atomic():
        _refuse_what_lies_behind(chapter)
        chapter.play(Stage())
        clock.turn_page(chapter.day)
        begin_here()


def _refuse_what_lies_behind(chapter: Chapter) -> None:
    """The story is told in the order of its days: nothing comes before what a visitor did on a later one."""
    later = AuditEvent.objects.filter(effective_on__gt=chapter.day).order_by("effective_on").first()
    if later is not None:
        on = in_words(later.effective_on)
        raise CannotGoOn(_told_why(chapter, f"Something has been done on {on}, which is later."))


def _told_why(chapter: Chapter, why: str) -> str:
    told = f"The story does not go on to {in_words(chapter.day)}, when {chapter.what}."
    return f"{told} {why} {BEGIN_AGAIN}"
