"""Tags for comments: what a reader can do with one."""

from __future__ import annotations

from django import template
from django.urls import reverse

from governance.models import StageKind
from governance.said_and_done import Said
from workflow.actors import Actor

register = template.Library()


@register.simple_tag
def comment_links(said: Said, actor: Actor) -> list[tuple[str, str]]:
    """The links beside a comment that waits for an answer: to answer, merge, give out and waive it, as far as the
    person's office tells; the pages they lead to say why not, where it cannot be done."""
    comment = said.comment
    if comment.is_answered or actor.pk is None:
        return []
    links = [("Answer", reverse("answer", args=[comment.pk]))] if said.may_answer else []
    own = comment.body.own_scope
    if comment.stage == StageKind.WORKSHOP_REVIEW and actor.role_for("governance.capture_point", own):
        links.append(("Merge", reverse("comment_act", args=[comment.pk, "merge"])))
        links.append(("Say who answers", reverse("comment_act", args=[comment.pk, "assign"])))
    if actor.role_for("governance.waive_comment", own):
        links.append(("Waive", reverse("comment_act", args=[comment.pk, "waive"])))
    return links
