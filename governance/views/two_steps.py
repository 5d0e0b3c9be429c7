"""A form, then a page that says what follows, then the act: for acts whose consequences depend on what is typed.

Works without JavaScript: the second page is the same form once more with everything typed hidden in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import BoundField, Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from audit.vocabulary import sentence_for
from governance.forms.act import ActForm
from interface.dates import DateParts
from interface.forms import NOTHING_CHOSEN
from interface.words import clock, in_words
from workflow.acts import Call
from workflow.blockers import Blocked, Blocker
from workflow.gate import Act, objections, perform
from workflow.middleware import Request


@dataclass(frozen=True)
class Step:
    """An act as it is typed: what would be done, what follows from it, and how it is done if not by `perform`."""

    act: Act
    told: Sequence[str]
    details: dict[str, Any]
    """what goes with the act beside its own values: reason, version seen"""
    do: Callable[[], object] | None = None
    then: Callable[[], str] | None = None
    """the address of what is there when it is done, if that is not where the person came from"""
    beside: Mapping[str, Any] = field(default_factory=dict)
    """what else its check page shows, or shows instead: values for the template"""
    others: Sequence[Act] = ()
    """what `do` does beside it, and must be possible as well"""
    done: str = ""
    """what is said when it is done, if that is not the sentence of the act"""


def two_steps(
    request: Request,
    form: Form,
    step: Callable[[Any], Step],
    *,
    heading: str,
    button: str,
    back_url: str,
    against: Sequence[Blocker] = (),
    template: str = "governance/form.html",
    shown: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Take the form; ask `step` what it means; show what follows; do it when that comes back.

    A refusal comes back in the form, with everything that was typed and every reason. What stands `against` the
    act whatever is typed is shown in place of the form. `shown` are values for a template of the page's own.
    """
    status = 200
    if request.method == "POST" and "checked" not in request.POST:
        _see_it_on_the_check_page(form)
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        taken = step(form)
        found = _done_or_refused(taken, request) if "checked" in request.POST else _objections(taken, request)
        if not found and "checked" in request.POST:
            messages.success(request, taken.done) if taken.done else _say_done(request, taken.act)
            return redirect(taken.then() if taken.then else back_url)
        if not found:
            context = {"heading": heading, "button": button, "back_url": back_url, **taken.beside}
            return _check_page(request, form, taken.told, context)
        _take_in(form, found)
        status = 409
    page = {**(shown or {}), "form": form, "heading": heading, "button": "Continue", "back_url": back_url}
    if request.method != "POST":
        page["blockers"] = against
    return render(request, template, page, status=status)


def _objections(taken: Step, request: Request) -> list[Blocker]:
    acts = (taken.act, *taken.others)
    found = [each for act in acts for each in objections(act, actor=request.actor, **taken.details)]
    return list(dict.fromkeys(found))


def _done_or_refused(taken: Step, request: Request) -> list[Blocker]:
    do = taken.do or partial(perform, taken.act, actor=request.actor, **taken.details)
    try:
        do()
    except Blocked as blocked:
        return blocked.blockers
    return []


def _check_page(request: Request, form: Form, told: Sequence[str], context: dict[str, Any]) -> HttpResponse:
    context = {"typed": typed_in(form), "rows": rows_of(form), "told": told, **context}
    return render(request, "governance/check.html", context)


def typed_in(form: Form) -> list[tuple[str, str]]:
    """Everything typed, by the names of its boxes: hidden in the check page, it comes back with it."""
    data = cast(QueryDict, form.data)
    return [(name, value) for name in _names(form) for value in data.getlist(name)]


def rows_of(form: Form) -> list[dict[str, object]]:
    """What was typed, as the check page shows it; boxes left empty are left out."""
    rows: list[dict[str, object]] = [{"key": field.label, "value": _shown(field)} for field in form.visible_fields()]
    return [row for row in rows if row["value"]]


def _names(form: Form) -> list[str]:
    """What the boxes of a form are called: a date has three."""
    return [
        name
        for field in form
        for name in (
            [f"{field.html_name}-{part}" for part in DateParts.parts]
            if isinstance(field.field.widget, DateParts)
            else [field.html_name]
        )
    ]


def _shown(field: BoundField) -> object:
    """What was typed, in the words of the page."""
    value = field.form.cleaned_data.get(field.name)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(field.field.widget, DateParts):
        return in_words(value) if value else ""
    if isinstance(value, time):
        return clock(value)
    if isinstance(value, QuerySet):
        return "\n".join(str(each) for each in value)
    options = {
        str(key): str(text) for key, text in getattr(field.field.widget, "choices", ()) if text != NOTHING_CHOSEN
    }
    return options.get(str(field.value()), value or "")


def _see_it_on_the_check_page(form: Form) -> None:
    """Whoever sends no version at first sees the thing as it is now before they confirm; there, none is refused."""
    if isinstance(form, ActForm) and form.is_bound and not form.data.get("seen"):
        form.see({"seen": form.thing.root})


def _take_in(form: Form, found: list[Blocker]) -> None:
    """The next attempt is made with the thing as it is now before the person's eyes."""
    if isinstance(form, ActForm):
        form.refuse(found)
    else:
        form.add_error(None, [blocker.sentence for blocker in found])


def _say_done(request: Request, act: Act) -> None:
    call = Call.of(act)
    messages.success(request, sentence_for(call.rule.records).format(actor="You", subject=call.subject) + ".")
