"""The agenda as its clerk prepares it: item by item, with what is still missing before it can go out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from governance.models import Stage
from governance.views.administering import rule_named
from meetings import bringing, calling_in, delegated, preparing
from meetings.forms.agenda import KINDS, OF_MINUTES, ItemForm, OrderItemsForm, SeenOnly, first_to_offer
from meetings.models import Item, ItemKind, Meeting
from meetings.publication import next_issue, notice_for, objections_to
from meetings.reading import AgendaAsRead, Entry, agenda_as_read
from meetings.views.meetings import prepares
from meetings.views.taking import NOTHING, find_in_preparation, find_item, take, way_to_agenda
from workflow.blockers import Blocked, Blocker
from workflow.middleware import Request

NOT_MISSING = {"role", "short_notice", "empty"}
"""What stands against publication and is nothing that is missing on the agenda: the page says it elsewhere"""


@login_required
@require_safe
def agenda(request: Request, pk: int) -> HttpResponse:
    """Everything in preparation, in its order."""
    this = find_in_preparation(request, pk)
    return _page(request, this, agenda_as_read(this, request.actor))


@login_required
@require_POST
def order(request: Request, pk: int) -> HttpResponse:
    """Another order, by numbers or by one place."""
    this = find_in_preparation(request, pk)
    read = agenda_as_read(this, request.actor)
    form = OrderItemsForm(request.POST, meeting=this, groups=_groups(read))
    if not form.is_valid():
        return _page(request, this, read, form)
    way, key = form.moved
    try:
        moved = preparing.put_in_order(this, form.in_order(), actor=request.actor, seen=form.cleaned_data["seen"])
    except Blocked as blocked:
        form.add_error(None, [blocker.sentence for blocker in blocked.blockers])
        form.see({"seen": Meeting.objects.get(pk=this.pk)})
        return _page(request, this, read, form, status=409)
    if key:
        return redirect(f"{reverse('agenda', args=[pk])}?moved={key}&way={way}")
    (messages.success if moved else messages.info)(request, "The order has been changed." if moved else NOTHING)
    return redirect("agenda", pk=pk)


@login_required
@require_POST
def usual(request: Request, pk: int) -> HttpResponse:
    """Begin with the usual items."""

    def do(this: Meeting, seen: int) -> str:
        added = preparing.begin_as_usual(this, actor=request.actor, seen=seen)
        return f"Added: {added} usual item{'s'[: added != 1]}." if added else ""

    return _press(request, pk, do)


@login_required
@require_POST
def bring(request: Request, pk: int, stage: int) -> HttpResponse:
    """What awaits the body in its part of a route."""
    part = Stage.objects.filter(pk=stage).select_related("plan__body", "body").first()

    def do(this: Meeting, seen: int) -> str:
        if part is None or part.body not in this.bodies:
            raise Http404
        item = bringing.bring(this, part, actor=request.actor, seen=seen)
        return f"“{item.title}” brings what awaits {part.body.short_name} before it."

    return _press(request, pk, do)


@login_required
@require_POST
def list_actions(request: Request, pk: int) -> HttpResponse:
    """What was decided in the place of the body and is still to be reported to it."""

    def do(this: Meeting, seen: int) -> str:
        item = delegated.list_actions(this, actor=request.actor, seen=seen)
        return f"“{item.title}” lists what is to be reported to {this.body.short_name}."

    return _press(request, pk, do)


@login_required
@require_POST
def bring_called_in(request: Request, pk: int, decision: int) -> HttpResponse:
    """What a committee decided, and members called in to this body."""

    def do(this: Meeting, seen: int) -> str:
        found = next((each for each in calling_in.awaiting(this) if each.pk == decision), None)
        if found is None:
            told = f"Nothing like that awaits {this.body.short_name}, or it stands on an agenda already."
            raise Blocked([Blocker("nothing", told)])
        item = calling_in.bring(this, found, actor=request.actor, seen=seen)
        return f"“{item.title}” stands on the agenda."

    return _press(request, pk, do)


def _press(request: Request, pk: int, do: Callable[[Meeting, int], str]) -> HttpResponse:
    """A button of the page: done, or refused on the page."""
    this = find_in_preparation(request, pk)
    form = SeenOnly(request.POST)
    try:
        if not form.is_valid():
            return _page(
                request,
                this,
                agenda_as_read(this, request.actor),
                refused=[str(each) for each in form.non_field_errors()],
            )
        told = do(this, form.cleaned_data["seen"])
    except Blocked as blocked:
        sentences = [blocker.sentence for blocker in blocked.blockers]
        this = find_in_preparation(request, pk)
        return _page(request, this, agenda_as_read(this, request.actor), refused=sentences, status=409)
    (messages.success if told else messages.info)(request, told or NOTHING)
    return redirect("agenda", pk=pk)


@login_required
def add(request: Request, pk: int, kind: str) -> HttpResponse:
    """One more item, on its own, as a part of another, or as the exempt report that goes with an open one."""
    this = find_in_preparation(request, pk)
    if kind not in KINDS:
        raise Http404
    new = _new(request, this, kind)
    form = ItemForm(request.POST or None, thing=new, rule=rule_named(Item, "add"), actor=request.actor)

    def do(form: ItemForm) -> str:
        for name, value in {**form.values(), **form.beginnings()}.items():
            setattr(new, name, value)
        preparing.add(new, actor=request.actor, **form.about())
        return f"You added “{new.title}”{_and_the_resolution(new)}."

    whole = new.parent or new.with_open
    return take(
        request,
        this,
        form,
        do,
        act=_not_asked_yet(new).add,
        heading=_heading_of(new, kind),
        button="Add",
        lead=f"“{whole.title}”" if whole else "",
        back_url=reverse("agenda", args=[pk]),
    )


@login_required
def change(request: Request, pk: int, item: int) -> HttpResponse:
    """What an item says."""
    this = find_item(request, pk, item)
    form = ItemForm(request.POST or None, thing=this, rule=rule_named(Item, "revise"), actor=request.actor)
    was_exempt = this.paragraph is not None

    def do(form: ItemForm) -> str:
        changed = preparing.revise(this, actor=request.actor, **form.about(), **form.values())
        added = "" if was_exempt else _and_the_resolution(this)
        return f"You changed “{this.title}”{added}." if changed else ""

    return take(
        request, this.meeting, form, do, act=this.revise, heading="Change the item",
        back_url=this.get_absolute_url(), way=[way_to_item(this)],
    )  # fmt: skip


@login_required
def take_off(request: Request, pk: int, item: int) -> HttpResponse:
    """Off the agenda, with what goes with it."""
    this = find_item(request, pk, item)
    form = _bare(request, this, "withdraw")
    under = [*this.under.all(), *this.exempt_twins.all()]

    def do(form: Any) -> str:
        preparing.take_off(this, actor=request.actor, **form.about())
        return f"You took “{this.title}” off the agenda."

    told = ["It no longer stands on the agenda. What it said stays in the history."]
    told += [f"“{each.title}” goes with it." for each in under]
    # Whether something stands under it is no reason against: that goes first.
    return take(
        request, this.meeting, form, do, act=this.place if under else this.withdraw, heading="Take it off the agenda",
        button="Take it off", lead=this.title, told=told, back_url=reverse("agenda", args=[pk]),
        way=[way_to_item(this)],
    )  # fmt: skip


def way_to_item(this: Item) -> dict[str, str]:
    return {"text": this.title[:60], "href": reverse("agenda_item", args=[this.meeting_id, this.pk])}


def _bare(request: Request, thing: Any, act: str) -> Any:
    from meetings.forms.agenda import AgendaForm

    return AgendaForm(request.POST or None, thing=thing, rule=rule_named(type(thing), act), actor=request.actor)


def _new(request: Request, this: Meeting, kind: str) -> Item:
    """What is to be added, as the address says: `under` an item, or `with` an open one."""
    new = Item(meeting=this, kind=kind, title=_TITLES.get(kind, ""))
    if parent := _named_in(request, this, "under"):
        new.parent = parent
        new.confidential, new.paragraph, new.schedule = parent.confidential, parent.paragraph, parent.schedule
    elif twin := _named_in(request, this, "with"):
        new.with_open, new.title, new.plan = twin, twin.title, twin.plan
    if kind in OF_MINUTES:
        new.minutes_of = first_to_offer(new)
    return new


def _not_asked_yet(new: Item) -> Item:
    """What is asked of the gate before anything is typed: who asks for an item, and when, only the form says."""
    probe = copy(new)
    probe.kind = ItemKind.OTHER if new.is_asked_for else new.kind
    return probe


_TITLES = {
    "apologies": "Apologies for absence",
    "declarations": "Declarations of interests",
    "questions": "Questions and petitions",
    "delegated": delegated.TITLE,
}


def _named_in(request: Request, this: Meeting, name: str) -> Item | None:
    key = request.GET.get(name, "")
    if not key:
        return None
    if not (key.isascii() and key.isdecimal() and len(key) < 19):
        raise Http404
    return find_item(request, this.pk, int(key))


def _heading_of(new: Item, kind: str) -> str:
    if new.with_open is not None:
        return "Add an exempt report to it"
    return f"Add {KINDS[kind]}" + (" as a part of it" if new.parent is not None else "")


def _and_the_resolution(item: Item) -> str:
    """Said once: when the first exempt item brings the resolution with it."""
    if item.paragraph is None or item.parent_id is not None or not item.meeting.in_public:
        return ""
    return ". The resolution to exclude press and public stands before it and names it"


# The page


def _page(
    request: Request,
    this: Meeting,
    read: AgendaAsRead,
    form: OrderItemsForm | None = None,
    refused: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    may = prepares(this, request.actor) and this.state in ("planned", "called", "in_session")
    form = form or OrderItemsForm(meeting=this, groups=_groups(read))
    notice = notice_for(this)
    objections = objections_to(next_issue(this, request.actor.today), actor=request.actor)
    context = {
        "meeting": this,
        "agenda": read,
        "parts": _parts(read, form),
        "form": form,
        "refused": refused,
        "may_prepare": may,
        "missing": [each for each in objections if each.code not in NOT_MISSING] if read.prepared else [],
        "role_blockers": [each for each in objections if each.code == "role"],
        "notice": notice,
        "has_passed": notice.latest_issue < request.actor.today,
        "is_out": bool(read.issues),
        "usual": not read.issues and may and preparing.lacks_usual_items(this, [each.item for each in read.entries]),
        "awaiting": bringing.awaiting(this) if may else [],
        "called_in": calling_in.awaiting(this) if may else [],
        "to_be_told": delegated.still_to_be_told(this) if may else [],
        "kinds": KINDS,
        "said": _said(request, read),
        "moved": request.GET.get("moved", ""),
        "way": request.GET.get("way", ""),
        "breadcrumbs": [*way_to_agenda(this)[:1], {"text": "Prepare the agenda"}],
    }
    return render(request, "meetings/agenda.html", context, status=status)


def _groups(read: AgendaAsRead) -> list[list[Item]]:
    """What can change places with one another: Part 1, Part 2, and the parts of each item."""
    prepared = [entry.item for entry in read.prepared]
    whole = [item for item in prepared if item.parent_id is None and item.kind != ItemKind.EXCLUSION]
    parents = list(dict.fromkeys(item.parent_id for item in prepared if item.parent_id is not None))
    groups = [[item for item in whole if not item.is_closed], [item for item in whole if item.is_closed]]
    return groups + [[item for item in prepared if item.parent_id == parent] for parent in parents]


class Row:
    """An item as it stands on the clerk's page, with the box for its place and the buttons it has."""

    def __init__(self, entry: Entry, group: Sequence[Item], form: OrderItemsForm) -> None:
        self.entry, self.item = entry, entry.item
        at = group.index(entry.item) if entry.item in group else None
        self.place = form[f"place_{entry.item.pk}"] if at is not None and len(group) > 1 else None
        self.is_first = at in (None, 0)
        self.is_last = at is None or at == len(group) - 1

    @property
    def told(self) -> list[str]:
        """What stands under it, in a few words."""
        entry, item = self.entry, self.item
        told = [f"Minutes of {item.minutes_of}"] if item.minutes_of else []
        told += [f"Not in public: {item.ground}"] if item.ground else []
        told += [f"Asked for by {item.asked_by}"] if item.is_asked_for and entry.readable else []
        if entry.report:
            told.append(f"Report by {entry.report.by}, {_number(entry.report.minutes_to_read, 'minute')} to read")
        elif item.kind == ItemKind.REPORT and not item.oral and not item.to_follow:
            told.append("No report yet")
        for parts, one, many in (
            (entry.recommendations, "recommendation", ""),
            (entry.appendices, "appendix", "appendices"),
            (entry.attachments, "file", ""),
            (entry.actions_taken, "action taken", "actions taken"),
        ):
            told += [_number(len(parts), one, many)] if parts else []
        return told + ([f"Held urgent by {item.urgent_by}"] if item.urgent_by else [])


def _number(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _parts(read: AgendaAsRead, form: OrderItemsForm) -> list[tuple[str, list[Row]]]:
    """Part 1 and Part 2 of what is in preparation."""
    of_item = {item.pk: group for group in _groups(read) for item in group}
    rows = [Row(entry, of_item.get(entry.item.pk, []), form) for entry in read.prepared]
    closed = {True: [], False: []}  # type: dict[bool, list[Row]]
    for row in rows:
        closed[row.item.is_closed or row.item.kind == ItemKind.EXCLUSION].append(row)
    return [(title, part) for title, part in (("Part 1", closed[False]), ("Part 2", closed[True])) if part]


def _said(request: Request, read: AgendaAsRead) -> str:
    """Where an item stands now that a button has moved it."""
    moved = request.GET.get("moved", "")
    entry = next((each for each in read.prepared if str(each.item.pk) == moved), None)
    if entry is None:
        return ""
    group = next((group for group in _groups(read) if entry.item in group), [])
    place = group.index(entry.item) + 1 if group else 0
    return f"“{entry.item.title}” is now item {entry.number}, in place {place} of {len(group)}." if place else ""
