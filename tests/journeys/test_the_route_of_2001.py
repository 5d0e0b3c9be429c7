"""The route of the 2001/02 plan, played meeting by meeting from 14 December 2000 to 19 April 2001.

Priorities are confirmed, the workshop and FPBV look at the drafts, a panel sees them, the Authority refers instead of
deciding, a paper comes late, a committee is consulted, the draft is approved subject to a condition, the final version
is delegated, approved anew, and published. In the end the minutes, the ledger and the objectives tell one story.
"""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from audit.models import AuditEvent
from evidence.questions import QUESTIONS
from evidence.questions.asking import report_on
from governance import procedures
from governance.models import Body, Condition, Decision, Delegation, Objective, Plan
from governance.roles import RoleName
from meetings.minuted import minutes_as_read
from meetings.models import (
    Appendix,
    Determination,
    Item,
    Meeting,
    Minute,
    Minutes,
    Paper,
    Presence,
    Recommendation,
    Seat,
)
from meetings.sitting import confirm_minutes, determine
from tests.audit.paper import verify
from tests.clock import recorded_on
from tests.evidence.packs import REGISTER, packed, unpacked, verified
from tests.governance.scenes import answered, consult, refusal
from tests.meetings import scenes
from tests.world import FEB_8, JAN_15, JAN_17, JAN_22, MAR_8, MAR_31, World, acting, appoint, bring_to
from workflow.gate import perform, perform_each

DEC_1, DEC_8, DEC_14 = date(2000, 12, 1), date(2000, 12, 8), date(2000, 12, 14)
JAN_25, FEB_2, FEB_14, FEB_19, FEB_20 = (
    date(2001, 1, 25), date(2001, 2, 2), date(2001, 2, 14), date(2001, 2, 19), date(2001, 2, 20),
)  # fmt: skip
FEB_27, MAR_2, MAR_16, MAR_22, MAR_23 = (
    date(2001, 2, 27), date(2001, 3, 2), date(2001, 3, 16), date(2001, 3, 22), date(2001, 3, 23),
)  # fmt: skip
APR_17, APR_19 = date(2001, 4, 17), date(2001, 4, 19)


TO_WHOM = {"referred": ["referred_to"], "delegated": ["delegated_to"]}
GOES_WITH = {"conditional": ["conditions"], "delegated": ["delegations"]}


class Clerk:
    """Whoever conducts the meetings of one body, from the calendar to the close."""

    def __init__(self, world: World, body: Body, person: object, chair: object) -> None:
        self.world, self.body, self.person, self.chair = world, body, person, chair

    def on(self, day: date):
        return acting(self.person, day)

    def calls(self, on: date, out: date, title: str, *asked: tuple[str, str], appended=(), because="", **more) -> Item:
        """A meeting with one report on its agenda, published on a day."""
        meeting = Meeting(body=self.body, held_on=on, held_at=scenes.TWO, place="Room 5", **more.pop("meeting", {}))
        with recorded_on(out):
            perform(meeting.schedule, actor=self.on(out))
            item = Item(meeting=meeting, title=title, plan=self.world.plan, order=1, **more)
            perform(item.add, actor=self.on(out))
            if not item.oral:
                self.writes(item, out)
            for order, (verb, text) in enumerate(asked, 1):
                asks = Recommendation(meeting=meeting, item=item, verb=verb, text=text, order=order)
                perform(asks.add, actor=self.on(out))
            for thing in appended:
                what = {"plan": thing} if isinstance(thing, Plan) else {"objective": thing}
                perform(Appendix(meeting=meeting, item=item, **what).add, actor=self.on(out))
            scenes.published(self.world, meeting, out, self.person, because=because)
        item.refresh_from_db()
        return item

    def writes(self, item: Item, out: date) -> None:
        paper = Paper(
            meeting=item.meeting, item=item, title=item.title, by="Commissioner", written_on=out, background="None"
        )
        perform(paper.add, actor=self.on(out))

    def takes(self, item: Item) -> Minute:
        """The meeting sits, and the item is taken with the chair presiding."""
        meeting = Meeting.objects.get(pk=item.meeting_id)
        on = meeting.held_on
        with recorded_on(on):
            arrivals = [Presence(meeting=meeting, seat=seat).arrive for seat in Seat.objects.filter(meeting=meeting)]
            perform_each(arrivals, actor=self.on(on))
            meeting.refresh_from_db()
            perform(meeting.open, actor=self.on(on))
            return self.takes_up(item)

    def takes_up(self, item: Item) -> Minute:
        item = Item.objects.get(pk=item.pk)
        minute = Minute(meeting=item.meeting, item=item, chair=scenes.seat_of(item.meeting, self.chair))
        perform(minute.take_up, actor=self.on(item.meeting.held_on))
        return minute

    def resolves(self, minute: Minute, *kinds: str, text: str = "", last: bool = True, **more) -> None:
        """Each recommendation is answered in its order, with what goes with such an answer; the item is concluded."""
        on = minute.meeting.held_on
        asked = minute.item.recommendations.filter(agenda__isnull=False).order_by("order")
        with recorded_on(on):
            for each, kind in zip(asked, kinds, strict=True):
                to_whom = {name: more[name] for name in TO_WHOM.get(kind, ()) if name in more}
                with_it = {name: more[name] for name in GOES_WITH.get(kind, ()) if name in more}
                about = {"meeting": minute.meeting, "minute": minute, "recommendation": each}
                determination = Determination(**about, kind=kind, text=text or f"it be {kind}.", **to_whom)
                determine(determination, actor=self.on(on), **with_it)
            minute.refresh_from_db()
            perform(minute.conclude, actor=self.on(on))
            if last:
                self.closes(minute.meeting)

    def closes(self, meeting: Meeting) -> None:
        """The meeting is over, and its draft minutes go out."""
        meeting = Meeting.objects.get(pk=meeting.pk)
        on = meeting.held_on
        perform(meeting.close, actor=self.on(on))
        minutes = Minutes(meeting=meeting)
        perform(minutes.draft, actor=self.on(on))
        perform(partial(minutes.circulate, circulated_on=on), actor=self.on(on))


@pytest.fixture
def clerks(world: World):
    """The Authority with four members beside its chair, FPBV with a chair of its own, the workshop, a panel, CDO."""
    admin = acting(world.anna)
    panel = Body(name="Oversight Panel", short_name="Oversight Panel", kind="panel", parent=world.mpa)
    cdo = Body(name="Consultation, Diversity and Outreach", short_name="CDO", kind="committee", parent=world.mpa)
    for body in (panel, cdo):
        procedures.establish(body, actor=admin)
        appoint(world.clare, body, RoleName.CLERK, by=admin)
    rachel, *_ = scenes.members(world, world.mpa, "Rachel", "Peter", "Nora", "Tom")
    appoint(rachel, world.fpbv, RoleName.CHAIR, by=admin)
    for name, body in (("Uma", world.fpbv), ("Vic", world.fpbv), ("Wes", world.workshop), ("Xena", world.workshop)):
        scenes.members(world, body, name)
    for body in (panel, cdo):
        appoint(rachel, body, RoleName.CHAIR, by=admin)
        appoint(world.mira, body, RoleName.MEMBER, by=admin)
    return {
        "MPA": Clerk(world, world.mpa, world.clare, world.charles),
        "FPBV": Clerk(world, world.fpbv, world.ken, rachel),
        "Workshop": Clerk(world, world.workshop, world.clare, world.mira),
        "Panel": Clerk(world, panel, world.clare, rachel),
        "CDO": Clerk(world, cdo, world.clare, rachel),
    }


def states(world: World) -> list[str]:
    return [Objective.objects.get(pk=each.pk).state for each in (world.street, world.guns)]


@pytest.mark.slow
def test_the_plan_of_2001_goes_from_meeting_to_meeting_until_it_is_published(world, clerks, tmp_path):
    authority, fpbv, workshop = clerks["MPA"], clerks["FPBV"], clerks["Workshop"]

    # 14 December: the Authority confirms the priorities.
    item = authority.calls(DEC_14, DEC_8, "Priorities for 2001/02", ("agree", "the priorities"))
    authority.resolves(authority.takes(item), "agreed")

    # 17 January: the members' workshop works on the indicators.
    bring_to(world, "workshop_review")
    perform(world.guns.submit, actor=acting(world.omar))
    both = [Objective.objects.get(pk=each.pk) for each in (world.street, world.guns)]
    item = workshop.calls(
        JAN_17, JAN_15, "Indicators", ("discuss", "the indicators"), appended=both, because="A workshop.",
        meeting={"kind": "workshop", "in_public": False},
    )  # fmt: skip
    workshop.resolves(workshop.takes(item), "discussed")
    with recorded_on(JAN_17):
        perform_each([each.invite_comment for each in both], actor=workshop.on(JAN_17))

    # 22 January: FPBV, report 3. The papers of the 16th hold the texts that are there on the 22nd.
    item = fpbv.calls(
        JAN_22, JAN_17, "Draft objectives, indicators and targets", ("discuss", "the drafts"),
        ("endorse", "the approach"), appended=both, because="The workshop met on the day the papers went out.",
    )  # fmt: skip
    fpbv.resolves(fpbv.takes(item), "discussed", "endorsed")
    with recorded_on(JAN_22):
        perform_each([each.refer_to_authority for each in both], actor=fpbv.on(JAN_22))

    # 25 January: the panel, which only advises, notes an early draft. It could not endorse it.
    panel = clerks["Panel"]
    item = panel.calls(
        JAN_25, JAN_22, "Early draft of the plan", ("endorse", "the draft"), because="A panel.",
        meeting={"in_public": False},
    )  # fmt: skip
    minute = panel.takes(item)
    endorsed = Determination(
        meeting=minute.meeting, minute=minute, recommendation=item.recommendations.get(), kind="endorsed", text="so."
    )
    assert refusal(partial(endorsed.record), panel.on(JAN_25), effective_on=JAN_25) == [
        "On 25 January 2001 Oversight Panel did not have the power to recommend."
    ]
    panel.resolves(minute, "noted")

    # 8 February: the Authority considers the list, and refers it to FPBV instead of deciding. Nothing moves.
    both = [Objective.objects.get(pk=each.pk) for each in both]
    item = authority.calls(FEB_8, FEB_2, "List of objectives and targets", ("approve", "the list"), appended=both)
    authority.resolves(authority.takes(item), "referred", referred_to=world.fpbv, text="FPBV finalise the list.")
    assert states(world) == ["authority_approval", "authority_approval"]

    # 20 February: FPBV agrees the final version; a late paper is taken because the chair holds it urgent.
    item = fpbv.calls(FEB_20, FEB_14, "Final version", ("agree", "the final version"))
    meeting = item.meeting
    late = Item(meeting=meeting, title="Stop and search", plan=world.plan, order=2, oral=True)
    ken = fpbv.on(FEB_19)
    with recorded_on(FEB_19):
        perform(late.add, actor=ken)
        why = "The Home Office wrote on 16 February."
        held = partial(late.hold_urgent, chair="Rachel Member", special_circumstances=why)
        perform(held, actor=ken, because="The chair said so by telephone.")
        scenes.published(world, Meeting.objects.get(pk=meeting.pk), FEB_19, world.ken)
    fpbv.resolves(fpbv.takes(item), "agreed", text="the final version be agreed, subject to consultation.", last=False)
    with recorded_on(FEB_20):
        asked = consult(world, world.street, on=FEB_20, required=True, due_on=FEB_27)
        fpbv.resolves(fpbv.takes_up(late))

    # 27 February: the consultation committee is asked, and its answer recorded.
    cdo = clerks["CDO"]
    item = cdo.calls(FEB_27, FEB_20, "Stop and search measure", ("comment", "the measure"))
    cdo.resolves(cdo.takes(item), "discussed")
    with recorded_on(FEB_27):
        answered(world, asked, on=FEB_27)
        perform(Plan.objects.get(pk=world.plan.pk).refer, actor=acting(world.colin, FEB_27))

    # 8 March: the Authority approves the draft subject to a condition, and delegates the final version to FPBV.
    whole = Plan.objects.get(pk=world.plan.pk)
    both = [Objective.objects.get(pk=each.pk) for each in both]
    item = authority.calls(
        MAR_8, MAR_2, "Draft plan", ("approve", "the draft"), ("delegate", "the final version"),
        appended=[*both, whole],
    )  # fmt: skip
    condition = Condition(text="Put the robbery figure right.", owner=world.olive, due_on=MAR_23, checker=world.fpbv)
    lent = Delegation(scope="text", to_body=world.fpbv, ends_on=MAR_31)
    authority.resolves(
        authority.takes(item), "conditional", "delegated",
        conditions=[condition], delegations=[lent], delegated_to=world.fpbv,
    )  # fmt: skip
    assert states(world) == ["approved", "approved"]
    publication = partial(Objective.objects.get(pk=world.street.pk).publish, published_on=MAR_8)
    assert any("condition" in told.lower() for told in refusal(publication, authority.on(MAR_8)))

    # 16 March: the owner puts the figure right, as far as the delegation lets her. The approval falls with the text.
    with recorded_on(MAR_16):
        perform(
            world.resolved.revise, actor=acting(world.olive, MAR_16), text="Reduce by 6 per cent",
            resolution="resolved", numbers=["6"], because="The Authority asked for it.", basis="Report 10",
        )  # fmt: skip
    assert (
        Decision.objects.get(body=world.mpa, reference="item 1, recommendation 1")
        .outcomes.filter(objective=world.street, voided_on=MAR_16)
        .exists()
    )

    # 22 March: FPBV approves the final text in the Authority's place, and says that the condition is met.
    street = Objective.objects.get(pk=world.street.pk)
    item = fpbv.calls(
        MAR_22, MAR_16, "Final text of the plan", ("approve", "the final text"),
        appended=[street, Plan.objects.get(pk=world.plan.pk)],
    )  # fmt: skip
    fpbv.resolves(fpbv.takes(item), "approved")
    with recorded_on(MAR_23):
        met = partial(Condition.objects.get().confirm_met, closed_on=MAR_23)
        perform(met, actor=fpbv.on(MAR_23), effective_on=MAR_23, basis="Minute of 22 March")

    # 31 March: published, on the day the law sets.
    with recorded_on(MAR_31):
        perform(Plan.objects.get(pk=world.plan.pk).approve, actor=authority.on(MAR_31))
        procedures.publish_plan(Plan.objects.get(pk=world.plan.pk), actor=authority.on(MAR_31), on=MAR_31)
    assert states(world) == ["published", "published"]

    # 17 April: FPBV notes the publication and confirms the minutes of 22 January.
    january = Meeting.objects.get(body=world.fpbv, held_on=JAN_22)
    item = fpbv.calls(APR_17, date(2001, 4, 9), "Publication of the plan", ("note", "the publication"))
    fpbv.resolves(fpbv.takes(item), "noted", last=False)
    late = Item(meeting=item.meeting, title="Minutes of 22 January", kind="minutes", minutes_of=january, order=2)
    with recorded_on(APR_17):
        today = fpbv.on(APR_17)
        perform(late.add, actor=today)
        asks = Recommendation(meeting=item.meeting, item=late, verb="confirm", text="the minutes", order=1)
        perform(asks.add, actor=today)
        perform(
            partial(late.hold_urgent, chair="Rachel Member", special_circumstances="Left out."),
            actor=today,
            because="x",
        )
        scenes.published(world, Meeting.objects.get(pk=item.meeting_id), APR_17, world.ken)
        fpbv.resolves(fpbv.takes_up(late), "confirmed")
        confirm_minutes(
            Minutes.objects.get(meeting=january),
            under=Item.objects.get(pk=late.pk),
            signed_by=scenes.seat_of(item.meeting, fpbv.chair),
            actor=today,
            on=APR_17,
        )

    # What is left behind agrees.
    assert Meeting.objects.get(pk=january.pk).state == "confirmed"
    read = minutes_as_read(Meeting.objects.get(body=world.mpa, held_on=MAR_8))
    assert [one.kind for each in read.items for one in each.resolved] == ["conditional", "delegated"]
    numbers = Minute.objects.filter(meeting__body=world.fpbv).order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4, 5, 6]
    decided = Decision.objects.exclude(procedure="written").order_by("decided_on", "reference")
    assert [(each.body.short_name, each.decided_on, each.reference) for each in decided] == [
        ("Workshop", JAN_17, "item 1, recommendation 1"),
        ("FPBV", JAN_22, "item 1, recommendation 1"),
        ("FPBV", JAN_22, "item 1, recommendation 2"),
        ("MPA", MAR_8, "item 1, recommendation 1"),
        ("MPA", MAR_8, "item 1, recommendation 2"),
        ("FPBV", MAR_22, "item 1, recommendation 1"),
    ]
    told = AuditEvent.objects.filter(subject_type="governance.objective", subject_id=str(world.street.pk))
    assert [line.action for line in told.order_by("seq")][-2:] == ["objective.approved", "objective.published"]
    assert verify()["whole"]

    # The auditor asks. Three meetings were called at short notice, with a reason each time, and nobody ever said what
    # the 200 firearms rest on; nothing else is wrong.
    told = {slug: report_on(each, acting(world.ada, APR_19)).answer.found for slug, each in QUESTIONS.items()}
    assert {slug: len(found) for slug, found in told.items() if found} == {"notice": 3, "basis": 1}
    assert all("The reason given: " in each.what for each in told["notice"])

    # An outsider finds it whole, and in it the link that stands at the foot of the minutes.
    printed = AuditEvent.objects.get(action="minutes.confirmed").link
    for level in ("open", "auditor"):
        code, text = verified(unpacked(packed(world, level), tmp_path / level), printed)
        assert (code, f"The head {printed} lies in this ledger: {REGISTER}, entry " in text) == (0, True), text
