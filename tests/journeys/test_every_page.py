"""Every page of the governance room: axe finds nothing, nothing leaves the screen at 390 px, and it says what it is."""

from datetime import date
from itertools import count

import pytest
from axe_playwright_python.sync_playwright import Axe

from audit.models import AuditEvent
from documents import papers
from governance import reviewing, rollover
from governance.models import Remark
from governance.personal_links import hash_of
from governance.roles import RoleName
from meetings.models import Meeting
from tests.documents.test_paper_pages import REPORT
from tests.environment import ALL
from tests.governance.conditions import approved_by_the_workshop
from tests.governance.delegations import a_delegation
from tests.governance.findings import recorded
from tests.governance.scenes import consult, stand_in
from tests.governance.urgency import rule_in_force
from tests.journeys.news import messages_of
from tests.journeys.published import PAGES as PUBLISHED_PAGES
from tests.journeys.published import a_published_plan, a_withdrawn_objective
from tests.meetings.scenes import a_meeting, an_agenda, an_attachment, an_exempt_item, an_item, appended, published
from tests.world import JAN_17, MAR_8, acting, appoint, bring_to, comment_on
from workflow.gate import perform

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.once]

PAGES = [
    ("olive", "/"),
    ("olive", "/plans/"),
    ("olive", "/plans/{plan}/"),
    ("olive", "/plans/{plan}/?resolution=unresolved"),
    ("olive", "/plans/{plan}/?q=nothing+at+all"),
    ("olive", "/objectives/{street}/"),
    ("olive", "/plans/{plan}/?as_at=2001-01-17"),
    ("olive", "/plans/{plan}/?as_at=someday"),
    ("olive", "/objectives/{street}/?as_at=2001-01-17"),
    ("olive", "/targets/{target}/?as_at=2001-01-17"),
    ("olive", "/objectives/{guns}/?as_at=2000-10-02"),
    ("olive", "/objectives/{street}/draft/"),
    ("olive", "/objectives/{street}/draft/wording/"),
    ("olive", "/objectives/{street}/draft/indicators/"),
    ("olive", "/objectives/{street}/draft/indicators/add/"),
    ("olive", "/objectives/{street}/draft/notes/"),
    ("olive", "/objectives/{street}/draft/exempt-notes/add/"),
    ("olive", "/objectives/{street}/draft/indicators/{indicator}/target/"),
    ("olive", "/objectives/{street}/draft/indicators/{indicator}/withdraw/"),
    ("olive", "/objectives/{guns}/draft/check/"),
    ("olive", "/targets/{target}/"),
    ("olive", "/targets/{target}/acts/revise/"),
    ("olive", "/objectives/{guns}/acts/submit/"),
    ("olive", "/objectives/{street}/acts/withdraw/"),
    ("olive", "/comments/{comment}/answer/"),
    ("olive", "/plans/{plan}/you-said-we-did/"),
    ("olive", "/comments/{wording}/answer/"),
    ("mira", "/comments/"),
    ("mira", "/stages/{part}/review/"),
    ("mira", "/stages/{part}/review/remark/?about=target-{target}"),
    ("mira", "/stages/{part}/review/send/"),
    ("mira", "/remarks/{remark}/"),
    ("mira", "/remarks/{remark}/remove/"),
    ("clare", "/stages/{part}/points/"),
    ("clare", "/stages/{part}/coverage/"),
    ("clare", "/comments/{comment}/acts/merge/"),
    ("clare", "/comments/{comment}/acts/assign/"),
    ("clare", "/objectives/{street}/acts/send_back/"),
    ("clare", "/plans/{plan}/decisions/"),
    ("clare", "/plans/{plan}/decisions/record/?body={workshop}"),
    ("clare", "/plans/{plan}/decisions/record/"),
    ("colin", "/plans/new/"),
    ("colin", "/plans/{plan}/route/add/"),
    ("colin", "/plans/{plan}/headings/"),
    ("colin", "/plans/{plan}/headings/add/priority/"),
    ("colin", "/plans/{plan}/headings/add/activity/"),
    ("colin", "/plans/{plan}/headings/add/statutory/"),
    ("colin", "/plans/{plan}/headings/objective/"),
    ("colin", "/plans/{plan}/headings/order/aspects/{priority}/"),
    ("colin", "/plans/{plan}/headings/aspect/{aspect}/acts/revise/"),
    ("colin", "/objectives/{guns}/acts/renumber/"),
    ("colin", "/objectives/{guns}/acts/move/"),
    ("colin", "/objectives/{guns}/split/"),
    ("colin", "/plans/{plan}/readiness/"),
    ("colin", "/plans/{plan}/readiness/?by=blocker&skip=committee_comment"),
    ("colin", "/plans/{next}/roll-over/"),
    ("olive", "/plans/{next}/"),
    ("olive", "/plans/{next}/since-last-year/"),
    ("olive", "/objectives/{continued}/"),
    ("colin", "/objectives/{guns}/acts/assign/"),
    ("colin", "/plans/{plan}/acts/refer/"),
    ("colin", "/stages/{stage}/acts/revise/"),
    ("mira", "/objectives/{street}/versions/"),
    ("mira", "/objectives/{street}/compare/"),
    ("mira", "/plans/{plan}/versions/"),
    ("mira", "/plans/{plan}/compare/"),
    ("clare", "/stages/{stage}/acts/issue_papers/"),
    ("colin", "/stages/{workshop_stage}/acts/withdraw/"),
    ("colin", "/plans/{plan}/route/"),
    ("olive", "/people/{olive}/deputies/"),
    ("olive", "/people/{olive}/deputies/name/"),
    ("olive", "/deputations/{deputation}/end/"),
    ("olive", "/bodies/{mpa}/notice/?meeting-day=22&meeting-month=1&meeting-year=2001"),
    ("olive", "/bodies/{mpa}/notice/?meeting-day=22&meeting-month=1&meeting-year=1"),
    ("anna", "/bodies/{mpa}/notice/"),
    ("anna", "/bodies/{mpa}/notice/rules/new/"),
    ("anna", "/bodies/{mpa}/standing-orders/"),
    ("anna", "/bodies/{mpa}/standing-orders/new/"),
    ("anna", "/bodies/{mpa}/notice/closures/new/"),
    ("omar", "/"),
    ("colin", "/papers/"),
    ("colin", "/papers/{paper}/"),
    ("colin", "/papers/{paper}/?every-line=1"),
    ("colin", "/papers/{paper}/lines/{line}/"),
    ("colin", "/papers/{paper}/into/?body={mpa}&financial_year=2001/02"),
    ("colin", "/papers/{paper}/into/?financial_year=soon"),
    ("colin", "/plans/{plan}/consultations/"),
    ("colin", "/plans/{plan}/consultations/open/"),
    ("colin", "/consultations/{asked}/"),
    ("colin", "/consultations/{asked}/acts/record_answer/"),
    ("colin", "/consultations/{asked}/acts/renew_link/"),
    ("colin", "/consultations/{asked}/acts/extend/"),
    ("colin", "/consultations/{asked}/acts/close/"),
    ("olive", "/objectives/{street}/consultations/open/"),
    (None, "/meetings/"),
    (None, "/meetings/?year=2001&state=planned&page=2"),
    (None, "/meetings/?year=1"),
    (None, "/meetings/month/2001-01/"),
    (None, "/meetings/month/2001-03/?body={mpa}"),
    (None, "/meetings/{meeting}/"),
    ("ken", "/meetings/"),
    ("ken", "/meetings/new/"),
    ("ken", "/meetings/year/"),
    (None, "/meetings/{out}/"),
    (None, "/meetings/{out}/items/1/"),
    (None, "/meetings/{out}/items/3/"),
    (None, "/meetings/{out}/pack/"),
    ("ken", "/meetings/{out}/pack/?part=2"),
    ("ken", "/meetings/{out}/agenda/"),
    ("ken", "/meetings/{out}/agenda/items/{late}/urgent/"),
    ("ken", "/meetings/{out}/agenda/publish/"),
    ("ken", "/meetings/{meeting}/agenda/"),
    ("ken", "/meetings/{meeting}/agenda/publish/"),
    ("ken", "/meetings/{meeting}/agenda/add/report/"),
    ("ken", "/meetings/{meeting}/agenda/add/minutes/"),
    ("ken", "/meetings/{meeting}/agenda/items/{item}/"),
    ("ken", "/meetings/{meeting}/agenda/items/{item}/change/"),
    ("ken", "/meetings/{meeting}/agenda/items/{item}/off/"),
    ("ken", "/meetings/{meeting}/agenda/items/{item}/appendices/"),
    ("ken", "/meetings/{meeting}/agenda/items/{item}/report/add/"),
    ("ken", "/meetings/{meeting}/agenda/items/{item}/recommendations/add/"),
    ("ken", "/meetings/{meeting}/agenda/items/{item}/attachments/add/"),
    ("ken", "/meetings/{meeting}/"),
    ("ken", "/meetings/{meeting}/invite/"),
    ("ken", "/meetings/{meeting}/acts/move/"),
    ("ken", "/meetings/{meeting}/acts/relocate/"),
    ("ken", "/meetings/{meeting}/acts/cancel/"),
    ("mira", "/meetings/{meeting}/acts/cancel/"),
    ("mira", "/bodies/{mpa}/"),
    ("ken", "/conditions/{condition}/"),
    ("ken", "/conditions/{condition}/acts/confirm_met/"),
    ("ken", "/plans/{plan}/decisions/"),
    ("ken", "/"),
    ("ken", "/delegations/{delegation}/"),
    ("clare", "/delegations/{delegation}/acts/revoke/"),
    ("colin", "/delegations/{to_colin}/decide/"),
    ("clare", "/decisions/{decision}/acts/report/"),
    ("clare", "/plans/{plan}/decisions/urgency/{mpa}/"),
    ("anna", "/bodies/{mpa}/urgency/new/"),
    ("charles", "/conditions/{condition}/acts/waive/"),
    ("charles", "/conditions/{condition}/acts/extend/"),
    (None, "/consultations/{word}/"),
    (None, "/consultations/no-such-word/"),
    ("olive", "/calendar/"),
    ("olive", "/inbox/"),
    ("olive", "/inbox/{told}/"),
    ("olive", "/inbox/choices/"),
    (None, "/stop/{stop}/"),
    ("colin", "/who-hears/"),
    ("colin", "/who-hears/{entry}/"),
    ("colin", "/chase/"),
    ("colin", "/plans/{plan}/chase/"),
    ("colin", "/targets/{unresolved}/snooze/"),
    ("ada", "/plans/{plan}/chase/?standing=overdue"),
    ("ada", "/audit-packs/"),
    ("ada", "/audit/"),
    ("ada", "/audit/all/"),
    ("ada", "/audit/findings/"),
    ("ada", "/audit/findings/new/?question=basis&kind=governance.target&key={target}"),
    ("ada", "/audit/findings/{finding}/"),
    ("ken", "/audit/findings/{finding}/acts/give_answer/"),
    ("ada", "/ledger/?kind=governance.target"),
    ("ada", "/targets/{target}/came-about/"),
    ("ken", "/outbox/"),
    ("anna", "/bodies/{mpa}/reminders/"),
    ("anna", "/bodies/{mpa}/reminders/new/"),
    *((None, address) for address in PUBLISHED_PAGES),
    (None, "/sign-in/"),
    (None, "/password/forgotten/"),
    (None, "/password/sent/"),
    (None, "/nowhere/"),
    (None, "/accessibility/"),
]


NOWHERE = ("/nowhere/", "/published/nothing/here/", "/consultations/no-such-word/")
"""addresses with nothing at them"""
WIDTHS = [1280, 390]
"""a common laptop and a common telephone, in pixels"""


def test_axe_finds_nothing_on_any_page_and_nothing_leaves_the_screen(story, window, on_a_day):
    bring_to(story, "workshop_review")
    comment = comment_on(story)
    wording = comment_on(story, "Shorter.", kind="proposal", proposed="To reduce it", target=story.undecided)
    remark = Remark(
        author=story.mira, stage=story.plan.stages.get(body=story.workshop), objective=story.street, text="So?"
    )
    reviewing.note(remark)
    condition = approved_by_the_workshop(story)
    appoint(story.charles, story.workshop, RoleName.CHAIR, by=acting(story.anna))
    rule_in_force(story, story.fpbv)
    next_plan, continued = _next_year(story)
    on_a_day(JAN_17)
    named = {
        "plan": story.plan.slug,
        "next": next_plan.slug,
        "continued": continued.pk,
        "street": story.street.pk,
        "guns": story.guns.pk,
        "target": story.undecided.pk,
        "indicator": story.street.indicators.first().pk,
        "comment": comment.pk,
        "wording": wording.pk,
        "remark": remark.pk,
        "part": remark.stage_id,
        "asked": consult(story, on=JAN_17, link=hash_of("a-word")).pk,
        "word": "a-word",
        "condition": condition.pk,
        "finding": recorded(story).pk,
        "decision": condition.decision_id,
        **_delegated(story, condition.decision),
        "workshop": story.workshop.pk,
        "stage": story.plan.stages.get(body=story.mpa).pk,
        "workshop_stage": story.plan.stages.get(body=story.workshop).pk,
        "olive": story.olive.pk,
        "deputation": stand_in(story, story.omar).pk,
        "mpa": story.mpa.pk,
        "meeting": (meeting := _meetings(story)),
        **_agendas(story, meeting),
        "priority": story.aspect.priority_id,
        "aspect": story.aspect.pk,
        "paper": papers.receive(REPORT.encode(), "report-4.txt", story.colin).pk,
        "line": 1 + REPORT.splitlines().index("Target Reduce by ?? per cent"),
        **messages_of(story),
        **a_published_plan(story),
        **a_withdrawn_objective(story),
        "entry": AuditEvent.objects.filter(action="comment.made").latest("seq").key,
    }
    faults = []
    for username in dict.fromkeys(who for who, _ in PAGES):
        with window(username) as page:
            for address in [address.format(**named) for who, address in PAGES if who == username]:
                faults += [f"{username} {address}: {fault}" for fault in _faults_of(page, address)]
    assert not faults, "\n".join(faults)


def _meetings(story):
    """FPBV meets on 22 January and, with others, often; one of its meetings is cancelled. Returns the first."""
    first = a_meeting(story)
    for day in range(23, 31):
        a_meeting(story, on=date(2001, 1, day))
    perform(a_meeting(story, on=date(2001, 1, 31)).cancel, actor=acting(story.ken), because="No business.")
    a_meeting(story, story.mpa, MAR_8)
    return first.pk


def _agendas(story, meeting):
    """That of the first is begun; another is out, with an exempt item, and a late one is in preparation."""
    begun = Meeting.objects.get(pk=meeting)
    item = an_item(story, begun)
    an_exempt_item(story, begun)
    out = a_meeting(story, on=date(2001, 2, 1))
    report = an_agenda(story, out)
    appended(story, report)
    an_attachment(story, report)
    an_exempt_item(story, out, kind="other")
    published(story, Meeting.objects.get(pk=out.pk))
    late = an_item(story, Meeting.objects.get(pk=out.pk), "Late news", JAN_17)
    return {"item": item.pk, "out": out.pk, "late": late.pk}


def _delegated(story, decision):
    """What that decision delegates, to the committee and to an officer."""
    found = {}
    for number, (name, to) in enumerate({"delegation": story.fpbv, "to_colin": story.colin}.items(), 1):
        given = a_delegation(story, to=to, plan=story.plan, decision=decision, number=number)
        perform(given.give, actor=acting(story.clare, JAN_17))
        found[name] = given.pk
    return found


def _next_year(story):
    """The plan of the year after, in which one objective has other words and a part of its own."""
    next_plan = rollover.roll_over(story.plan, actor=acting(story.colin))
    continued = next_plan.objectives.get(aspect__title="Street crime")
    perform(continued.revise, actor=acting(story.olive), title="To reduce street robbery")
    return next_plan, continued


_turns = count()


def _faults_of(page, address):
    """Whether anything leaves the screen is asked at each width, axe at one of them in turn. Every third page is asked
    for the contrast of its colours, or all with ADDRESSES=all: they come from one stylesheet, and take most of axe's
    time."""
    turn = next(_turns)
    examined, contrast = WIDTHS[turn % len(WIDTHS)], ALL or turn % 3 == 0
    answer = page.goto(address)
    missing = address in NOWHERE or "as_at=2000" in address
    expected = 404 if missing else 422 if address.endswith(("soon", "someday")) else 200
    if answer.status != expected:
        yield f"answers {answer.status}"
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for violation in _violations(page, contrast) if width == examined else ():
            yield f"axe at {width} px: {violation['id']}: {violation['nodes'][0]['html'][:120]}"
        if (over := page.evaluate("document.documentElement.scrollWidth - window.innerWidth")) > 0:
            yield f"{over} px wider than the screen of {width} px"
    if page.locator("h1").count() != 1:
        yield "has no single heading"


def _violations(page, contrast):
    options = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": contrast}}}
    return Axe().run(page, options=options).response["violations"]
