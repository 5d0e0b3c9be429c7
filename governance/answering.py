"""What becomes of a comment: the answer, and the change in the text that it led to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from audit.models import AuditEvent
from governance.models import Aspect, Comment, Indicator, SustainedActivity
from governance.models.about import WORDS_OF
from workflow.actors import Actor
from workflow.blockers import Blocked, Blocker
from workflow.gate import Act, Seen, one_act, perform
from workflow.models import Governed
from workflow.sentences import Change, changes, sentence

TEXT_CHANGES = ("added", "revised", "retargeted", "placed", "withdrawn", "corrected")
"""What an act on a thing or a part of it is called, in the ledger, if it changes what is read"""


def answer(
    comment: Comment, *, actor: Actor, disposition: str, answer: str, change: str = "", seen: Seen = None
) -> None:
    """Say what becomes of a comment; `change` is the act that it led to, one of those since it was made."""
    if change and change not in {each.act_id for each in changes_since(comment)}:
        raise Blocked([Blocker("change", "That act did not change what the comment is about, or came before it.")])
    perform(comment.give_answer, actor=actor, disposition=disposition, answer=answer, change=change, seen=seen)


def take_in(
    comment: Comment,
    *,
    actor: Actor,
    answer: str,
    because: str = "",
    basis: str = "",
    over_later_words: bool = False,
    seen: Seen = None,
    **values: Any,
) -> None:
    """Accept a proposed wording: it is put into the draft and its author answered, as one act.

    Who takes it in must be allowed to do both. `values` go with the wording, such as the resolution of a target. The
    line of the change is read by everybody once it is published, and so names the body and nobody in it.
    """
    reason = because or f"A wording proposed in {comment.body.short_name}."
    with one_act() as act:
        accepted = partial(comment.accept_wording, over_later_words=over_later_words)
        perform(accepted, actor=actor, answer=answer, change=act.act_id, because=because, seen=seen)
        perform(revision(comment, **values), actor=actor, because=reason, basis=basis)


def revision(comment: Comment, **values: Any) -> Act:
    """The act that puts the proposed wording in place of the words the comment is about."""
    thing = comment.thing
    values = {**_kept(thing), **values, WORDS_OF[comment.about]: comment.proposed}
    return partial(thing.revise, **values)


def _kept(thing: Governed) -> dict[str, Any]:
    """What the act of revising a thing takes beside its words, as it is."""
    kept: dict[type[Governed], tuple[str, ...]] = {
        Aspect: ("status",),
        SustainedActivity: ("title",),
        Indicator: ("items",),
    }
    return {name: getattr(thing, name) for name in kept.get(type(thing), ())}


@dataclass(frozen=True)
class Linked:
    """A change of the text, as a page shows it beside the comment that led to it."""

    act_id: str
    sentence: str
    effective_on: Any
    changes: list[Change]


def changes_since(comment: Comment) -> list[Linked]:
    """Every act since the comment was made that changed the text of what it is about, or of a part of it."""
    root = comment.heading
    lines = AuditEvent.objects.within(root._meta.label_lower, root.pk)
    made = lines.about(Comment._meta.label_lower, comment.pk).order_by("seq").values_list("seq", flat=True).first()
    since = lines.filter(seq__gt=made or 0).exclude(subject_type=Comment._meta.label_lower)
    return _linked(since.with_words().order_by("seq"))


def linked_to(comments: Iterable[Comment]) -> Mapping[str, Linked]:
    """The change each comment led to, by its act; one query."""
    acts = {each.replied.change for each in comments} - {""}
    if not acts:
        return {}
    lines = AuditEvent.objects.filter(act_id__in=acts).exclude(subject_type=Comment._meta.label_lower)
    return {linked.act_id: linked for linked in _linked(lines.with_words().order_by("seq"))}


def _linked(lines: Iterable[AuditEvent]) -> list[Linked]:
    """Lines about the text, those of one act together."""
    found: dict[str, Linked] = {}
    for line in lines:
        if line.action.rpartition(".")[2] not in TEXT_CHANGES:
            continue
        own = Linked(line.act_id, sentence(line), line.effective_on, list(changes(line)))
        if (before := found.get(line.act_id)) is not None:
            own = Linked(own.act_id, before.sentence, own.effective_on, [*before.changes, *own.changes])
        found[line.act_id] = own
    return list(found.values())
