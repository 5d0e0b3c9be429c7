"""One item before the meeting: who presides, what is moved and voted on, what is resolved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from governance.views.two_steps import Step, two_steps
from meetings.forms.sitting import (
    AsAmendedForm,
    CloseForm,
    MotionForm,
    NamesForm,
    PutForm,
    ResolveForm,
    SuspendForm,
    TakeUpForm,
    TextForm,
)
from meetings.guards.resolving import ANSWERS
from meetings.meaning import appended_to
from meetings.minuted import MinutesRead, minutes_as_read
from meetings.models import (
    Determination,
    Item,
    Meeting,
    Method,
    Minute,
    MinuteState,
    Motion,
    MotionState,
    Recommendation,
    Seat,
    Vote,
)
from meetings.models.attendance import RECORD
from meetings.models.seat import who_sits_in
from meetings.models.standing_orders import orders_for
from meetings.models.written_comment import is_open
from meetings.sitting import determine
from meetings.suspending import suspensions_among
from meetings.told import what_follows
from meetings.views.sitting import conducted, do, form_page, way_to
from meetings.voting import counting_for_item, names_of, quorum_of_meeting
from workflow.gate import Act
from workflow.middleware import Request

DIRECT = {"agree", "withdraw"}
"""acts on a motion that need no form"""


def find_taken(request: Request, pk: int, item: int) -> tuple[Meeting, Item, str]:
    """The meeting, the item, and the address of its page."""
    meeting = conducted(request, pk)
    found = get_object_or_404(Item, meeting=meeting, pk=item, agenda__isnull=False)
    found.meeting = meeting
    return meeting, found, reverse("item_taken", args=[pk, item])


def _who_counts(meeting: Meeting, item: int) -> list[Any]:
    """Who counts for an item; the number of queries does not grow with the members."""
    fetched = ("items", "agendas", *who_sits_in("seats"), "seats__presences", "seats__interests")
    prefetch_related_objects([meeting], *fetched)
    return counting_for_item(meeting, item)


def open_minute(item: Item) -> Minute:
    minute: Minute = get_object_or_404(Minute.objects.select_related("chair__person"), item=item)
    minute.meeting, minute.item = item.meeting, item
    return minute


@login_required
@require_safe
def item_taken(request: Request, pk: int, item: int) -> HttpResponse:
    """Everything about one item, with what comes next."""
    meeting, this, _ = find_taken(request, pk, item)
    read = minutes_as_read(meeting)
    order = [each.item.pk for each in read.items]
    here = order.index(this.pk)
    mine = read.items[here]
    counting = _who_counts(meeting, this.pk)
    context = {
        "meeting": meeting,
        "item": this,
        "number": mine.number,
        "minute": mine.minute,
        "motions": mine.motions,
        "suspensions": _suspensions(read, mine.minute),
        "resolved": {each.recommendation_id: each for each in mine.resolved},
        "by_itself": [each for each in mine.resolved if each.recommendation_id is None],
        "interests": mine.interests,
        "chaired_by": mine.chaired_by,
        "actions_taken": mine.actions_taken,
        "comments": mine.comments,
        "comments_open": is_open(mine.minute, request.actor.today),
        "can_be_put_right": meeting.state in ("in_session", "held"),
        "recommendations": Recommendation.objects.filter(item=this, agenda__isnull=False),
        "counting": names_of(counting),
        "quorum": quorum_of_meeting(meeting),
        "takes_up": TakeUpForm(meeting=meeting, initial={"chair": _usual_chair(meeting)}),
        "writes": TextForm(initial={"text": mine.minute.text if mine.minute else ""}),
        "records": bool(request.actor.role_for(RECORD, meeting.scopes(RECORD))),
        "before": read.items[here - 1] if here else None,
        "after": read.items[here + 1] if here + 1 < len(order) else None,
        "breadcrumbs": way_to(meeting, f"Item {mine.number}"),
    }
    return render(request, "meetings/sitting/item.html", context)


def _suspensions(read: MinutesRead, minute: Minute | None) -> list[Motion]:
    """The motions by which standing orders are suspended under an item, from what has been read."""
    if minute is None or minute.state != MinuteState.OPEN:
        return []
    motions = [each.motion for item in read.items for each in item.motions]
    return suspensions_among(motions, minute)


def _usual_chair(meeting: Meeting) -> Seat | None:
    """Whoever presided last, or else the chair of the body, if they sit there themselves."""
    last = Minute.objects.filter(meeting=meeting).select_related("chair").order_by("-pk").first()
    if last is not None:
        chair: Seat = last.chair
        return chair
    return next((seat for seat in meeting.seats.filter(presides=True) if seat.is_of_the_chair), None)


@login_required
def take_up(request: Request, pk: int, item: int) -> HttpResponse:
    """The item is called."""
    meeting, this, back = find_taken(request, pk, item)
    form = TakeUpForm(request.POST or None, meeting=meeting, initial={"chair": _usual_chair(meeting)})

    def acts(form: TakeUpForm) -> list[Act]:
        return [Minute(meeting=meeting, item=this, chair=form.cleaned_data["chair"]).take_up]

    return form_page(request, meeting, form, acts, heading=f"Take up {this}", button="Take up", back=back)


@login_required
def hand_over(request: Request, pk: int, item: int) -> HttpResponse:
    """Somebody else takes the chair while the item is before the meeting."""
    meeting, this, back = find_taken(request, pk, item)
    minute = open_minute(this)
    form = TakeUpForm(request.POST or None, meeting=meeting, initial={"chair": minute.chair})

    def acts(form: TakeUpForm) -> list[Act]:
        return [partial(minute.hand_over, chair=form.cleaned_data["chair"])]

    return form_page(
        request, meeting, form, acts, heading="Somebody else takes the chair", button="Record", back=back,
        told=["Whoever presides is there for the item, and has no interest in it that bars them."],
    )  # fmt: skip


@login_required
def write_minute(request: Request, pk: int, item: int) -> HttpResponse:
    """What was said; it can be put right until the minutes are confirmed."""
    meeting, this, back = find_taken(request, pk, item)
    minute = open_minute(this)
    form = TextForm(request.POST or None, initial={"text": minute.text})

    def acts(form: TextForm) -> list[Act]:
        return [partial(minute.write, text=form.cleaned_data["text"])]

    return form_page(request, meeting, form, acts, heading=f"What was said under {this}", button="Save", back=back)


@login_required
@require_POST
def conclude(request: Request, pk: int, item: int) -> HttpResponse:
    """The item is done with."""
    meeting, this, back = find_taken(request, pk, item)
    return do(request, meeting, [open_minute(this).conclude], back)


@login_required
def record_motion(request: Request, pk: int, item: int) -> HttpResponse:
    """A motion, or an amendment of one."""
    meeting, this, back = find_taken(request, pk, item)
    minute = open_minute(this)
    motions = Motion.objects.filter(minute=minute, state=MotionState.MOVED, amends=None)
    asks = bool(orders_for(meeting.body, meeting.held_on).motion_days)
    form = MotionForm(
        request.POST or None,
        meeting=meeting,
        motions=motions,
        asks_for_notice=asks,
        initial=_as_notice_was_given(this),
    )

    def acts(form: MotionForm) -> list[Act]:
        return [Motion(meeting=meeting, minute=minute, **form.cleaned_data).move]

    return form_page(request, meeting, form, acts, heading="Record a motion", button="Record", back=back)


@login_required
def suspend(request: Request, pk: int, item: int) -> HttpResponse:
    """A motion to suspend standing orders, which is then decided as any other."""
    meeting, this, back = find_taken(request, pk, item)
    minute = open_minute(this)
    form = SuspendForm(request.POST or None, meeting=meeting)

    def acts(form: SuspendForm) -> list[Act]:
        return [Motion(meeting=meeting, minute=minute, **form.motion()).move]

    return form_page(
        request, meeting, form, acts, heading="A motion to suspend standing orders", button="Record", back=back,
        told=[
            "It is moved and seconded, and carried by the majority of those who vote; the quorum is the ordinary one.",
            "While they are suspended, a motion can be moved without notice.",
            "The quorum, and the casting vote of whoever presides, are the law's (LGA 1972 Sch.12): they stay as they "
            "are.",
        ],
    )  # fmt: skip


def _as_notice_was_given(item: Item) -> dict[str, Any]:
    """The words of a motion on notice, to be moved by the member who gave it."""
    if not item.motion:
        return {}
    seat = Seat.objects.filter(meeting=item.meeting, person=item.asked_by_id).first()
    return {"text": item.motion, "mover": seat}


def _motion(request: Request, pk: int, motion: int) -> tuple[Meeting, Motion, str]:
    meeting = conducted(request, pk)
    rows = Motion.objects.select_related("minute__item", "mover__person")
    found: Motion = get_object_or_404(rows, meeting=meeting, pk=motion)
    found.meeting = meeting
    return meeting, found, reverse("item_taken", args=[pk, found.minute.item_id])


@login_required
@require_POST
def motion_act(request: Request, pk: int, motion: int, act: str) -> HttpResponse:
    """Agreed without a vote, or withdrawn by its mover."""
    meeting, this, back = _motion(request, pk, motion)
    if act not in DIRECT:
        raise Http404
    return do(request, meeting, [getattr(this, act)], back)


@login_required
def put_motion(request: Request, pk: int, motion: int) -> HttpResponse:
    """The vote is opened: hands, names, or each on their own device; or nobody asks for one."""
    meeting, this, back = _motion(request, pk, motion)
    form = PutForm(request.POST or None)

    def acts(form: PutForm) -> list[Act]:
        how = form.cleaned_data["how"]
        return [this.agree] if how == Method.AGREED else [partial(this.put, how=how)]

    return form_page(
        request, meeting, form, acts, heading="Decide on the motion", button="Go on", back=back,
        told=[f"That {this.words}"],
    )  # fmt: skip


@login_required
def as_amended(request: Request, pk: int, motion: int) -> HttpResponse:
    """How the motion goes once an amendment of it has been carried."""
    meeting, this, back = _motion(request, pk, motion)
    if this.amends is None:
        raise Http404
    now = this.wording or this.amends.words
    form = AsAmendedForm(request.POST or None, initial={"wording": now})

    def acts(form: AsAmendedForm) -> list[Act]:
        return [partial(this.take_in, **form.cleaned_data)]

    told = [f"The amendment that was carried: {this.text}", f"The motion as it was moved: that {this.amends.text}"]
    return form_page(
        request, meeting, form, acts, heading="Write the motion as amended", button="Save", back=back, told=told
    )


@login_required
def close_vote(request: Request, pk: int, motion: int) -> HttpResponse:
    """Nothing counts that comes after."""
    meeting, this, back = _motion(request, pk, motion)
    form = CloseForm(request.POST or None, motion=this)

    def acts(form: CloseForm) -> list[Act]:
        return [partial(this.close, **form.cleaned_data)]

    told = [f"That {this.words}", f"{len(_who_counts(meeting, this.minute.item_id))} members may vote."]
    if this.method != Method.HANDS:
        told.append(f"{this.votes.count()} have voted.")
    return form_page(request, meeting, form, acts, heading="Close the vote", button="Close", back=back, told=told)


@login_required
def names(request: Request, pk: int, motion: int) -> HttpResponse:
    """The clerk calls the names; or a member asks that the minutes show how they voted."""
    meeting, this, back = _motion(request, pk, motion)
    voted = set(this.votes.values_list("seat", flat=True))
    seats = [seat for seat in _who_counts(meeting, this.minute.item_id) if seat.pk not in voted]
    form = NamesForm(request.POST or None, seats=seats)

    def acts(form: NamesForm) -> list[Act]:
        chosen = {seat: form.cleaned_data[f"seat-{seat.pk}"] for seat in seats}
        return [
            Vote(meeting=meeting, motion=this, seat=seat, choice=choice).take_down
            for seat, choice in chosen.items()
            if choice
        ]

    return form_page(
        request, meeting, form, acts, heading="Take down how members voted", button="Take down", back=back,
        told=[f"That {this.words}", "A vote stays as it was cast: check the names before you go on."],
    )  # fmt: skip


@login_required
def resolve(request: Request, pk: int, item: int) -> HttpResponse:
    """What the body resolved, in its own words; what that means for the plan is shown before it is recorded."""
    meeting, this, back = find_taken(request, pk, item)
    minute = open_minute(this)
    asked = _asked(request, this)
    if asked is not None and Determination.objects.filter(recommendation=asked).exists():
        return redirect(back)
    objectives = [each.objective for each in appended_to(this) if each.objective is not None]
    blank = Determination(meeting=meeting, minute=minute, recommendation=asked)
    form = ResolveForm(
        request.POST or None, determination=blank, objectives=objectives, initial=_as_carried(minute, asked)
    )

    def step(form: ResolveForm) -> Step:
        determination = Determination(meeting=meeting, minute=minute, recommendation=asked, **form.resolved())
        apart, targets, conditions = form.taken_apart(), form.of_targets(), form.conditions()
        do_it: Callable[[], Any] = partial(
            determine,
            determination,
            actor=request.actor,
            apart=apart,
            targets=targets,
            conditions=conditions,
            delegations=form.delegations(),
        )
        return Step(determination.record, what_follows(determination, apart, targets, conditions), {}, do=do_it)

    heading = f"Resolve: {asked.get_verb_display()} {asked.text}" if asked else f"Resolve under {this}"
    return two_steps(request, form, step, heading=heading, button="Record", back_url=back)


def _as_carried(minute: Minute, asked: Recommendation | None) -> dict[str, Any]:
    """The last motion carried that nothing was resolved by yet: its words, as amended, are what the body resolved."""
    carried = Motion.objects.filter(minute=minute, state=MotionState.CARRIED, amends=None, determinations=None)
    motion = carried.prefetch_related("amendments").order_by("pk").last()
    if motion is None:
        return {}
    can_be_amended = asked is not None and "as_amended" in ANSWERS[asked.verb]
    kind = {"kind": "as_amended"} if motion.was_amended and can_be_amended else {}
    return {"motion": motion, "text": motion.words, **kind}


def _asked(request: Request, item: Item) -> Recommendation | None:
    """The recommendation the address names, if it names one of this item."""
    named = request.GET.get("recommendation", "")
    if not named:
        return None
    if not (named.isdecimal() and len(named) < 19):
        raise Http404
    return get_object_or_404(Recommendation, item=item, pk=int(named), agenda__isnull=False)
