"""What happened until 22 January 2001, day by day: every act by somebody who might have done it, on its day.

The stages are those of the reference case; what was said in them is invented. Two reports come in: an early one about
the service's own people, whose objectives are further on therefore, and report 3 of 22 January with the whole plan. The
early one is invented as well: it says no more than report 3, and less.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.contrib.auth.hashers import make_password

from accounts.models import User
from demo import agendas, calendar, cast, clock
from demo.stage import TITLE, YEAR, Place, Stage
from governance import answering, procedures
from governance.models import (
    Appointment,
    Body,
    Comment,
    Deputation,
    Disposition,
    NoticeRule,
    Plan,
    Power,
    SayingKind,
    StageKind,
    StandingRule,
    Verdict,
)
from governance.models import Stage as PartOfRoute
from governance.models.consultation import View
from governance.models.outcome import OutcomeKind
from governance.models.standing_rule import RuleKind
from workflow.gate import perform, perform_each

PEOPLE, RECRUITMENT, DIVERSITY = "People strategy", "Recruitment and retention", "Diversity"
STREETS, YOUTH, DRUGS = "Street crime", "Diverting young people from crime", "Class A drug supply"
HATE, HOME, RAPE, CHILDREN = "Race and homophobic crime", "Domestic violence", "Rape", "Child abuse"


def november(day: int) -> date:
    return date(2000, 11, day)


def december(day: int) -> date:
    return date(2000, 12, day)


def january(day: int) -> date:
    return date(2001, 1, day)


ROUTE = [
    (StageKind.WORKSHOP_REVIEW, "Workshop", november(13), date(2001, 2, 2), True),
    (StageKind.COMMITTEE_COMMENT, "FPBV", november(20), date(2001, 2, 20), True),
    (StageKind.COMMITTEE_COMMENT, "PSPM", november(20), date(2001, 2, 9), True),
    (StageKind.COMMITTEE_COMMENT, "CDO", november(20), date(2001, 2, 27), False),
    (StageKind.COMMITTEE_COMMENT, "Oversight Panel", january(25), date(2001, 2, 15), False),
    (StageKind.AUTHORITY_APPROVAL, "MPA", december(11), december(14), True),
]
"""stage, body, opens, closes, required"""


def found_the_bodies(stage: Stage) -> None:
    """The installation sets itself up, and the administrator appoints everybody else."""
    clock.tell(cast.FOUNDED)
    password = make_password(cast.PASSWORD)  # one for all: hashing it for each would take most of the time
    for person in cast.PEOPLE:
        User.objects.create(username=person.username, name=person.name, email=person.email, password=password)
    bodies: dict[str, Body] = {}
    for sits in cast.BODIES:
        parent = bodies.get(sits.parent)
        bodies[sits.short_name] = Body(name=sits.name, short_name=sits.short_name, kind=sits.kind, parent=parent)
    helen = procedures.found(
        bodies["MPA"],
        administrator=stage.person(cast.ADMINISTRATOR.username),
        today=cast.FOUNDED,
        because="The demo begins.",
    )
    for short_name, body in bodies.items():
        if short_name != "MPA":
            body.parent = bodies[next(sits.parent for sits in cast.BODIES if sits.short_name == short_name)]
            procedures.establish(body, actor=helen)
    powers = [
        Power(body=bodies[sits.short_name], kind=sits.power, starts_on=cast.FOUNDED)
        for sits in cast.BODIES
        if sits.power
    ]
    perform_each([power.confer for power in powers], actor=helen, because="Standing orders of 2 October 2000.")
    rule = StandingRule(body=bodies["MPA"], kind=RuleKind.CHIEF_OFFICER_CONSULTED, starts_on=cast.FOUNDED)
    perform(rule.bring_into_force, actor=helen, because="Police Act 1996 s.8(3)-(4).")
    notice = NoticeRule(body=bodies["MPA"], clear_days=3, starts_on=cast.FOUNDED)
    perform(notice.bring_into_force, actor=helen, because="LGA 1972 s.100B, as it stands in 2000.")
    appointments = [
        Appointment(
            person=stage.person(person.username),
            body=bodies[office.body],
            role=office.role,
            starts_on=office.starts_on,
            ends_on=office.ends_on,
        )
        for person in cast.PEOPLE
        for office in person.offices
        if person is not cast.ADMINISTRATOR
    ]
    perform_each([appointment.appoint for appointment in appointments], actor=helen)


def set_up_the_plan(stage: Stage) -> None:
    """The coordinator sets up the year and its route, and opens the review."""
    marcus = stage.on(november(6), "marcus")
    plan = Plan(body=stage.body("MPA"), title=TITLE, financial_year=YEAR)
    perform(plan.set_up, actor=marcus)
    parts = [
        PartOfRoute(plan=plan, kind=kind, body=stage.body(body), opens_on=opens, closes_on=closes, required=required)
        for kind, body, opens, closes, required in ROUTE
    ]
    perform_each([part.add for part in parts], actor=marcus)
    perform(plan.open_review, actor=marcus)


EARLY: list[Place] = [
    *((PEOPLE, number) for number in (2, 3, 4, 5, 6, 7, 8)),
    *((RECRUITMENT, number) for number in (1, 3, 4, 6, 7, 8)),
    *((DIVERSITY, number) for number in (1, 2, 3, 4, 6)),
]
"""Submitted in November"""
LEFT_WITH_THE_COMMITTEES: list[Place] = [
    (PEOPLE, 8),
    (RECRUITMENT, 3),
    (RECRUITMENT, 7),
    (DIVERSITY, 2),
    (DIVERSITY, 3),
    (DIVERSITY, 4),
]
APPROVED_EARLY: list[Place] = [(PEOPLE, 2), (PEOPLE, 6), (PEOPLE, 7), (RECRUITMENT, 1), (DIVERSITY, 6)]


def begin_with_people_and_diversity(stage: Stage) -> None:
    """Report 5 goes out a week before its meeting; the owners submit what can be."""
    stage.take_in("2000-11-21-report-5.txt", november(14))
    stage.give_owners(november(15))
    stage.submit(EARLY, november(17))


def first_workshop(stage: Stage) -> None:
    """Members look at the indicators; each comment is answered before an objective goes on."""
    asked = stage.comment(
        (PEOPLE, 4), "bridget", "Workshop", november(23), "Does the average count officers on long-term sick leave?"
    )
    doubted = stage.comment(
        (RECRUITMENT, 8), "owen", "Workshop", november(23), "We do not run the vetting. Can the service promise this?"
    )
    stage.answer(
        asked, november(24), Disposition.NOTED, "It does. Leaving them out would flatter the figure, so they stay in."
    )
    stage.answer(doubted, november(24), Disposition.ACCEPTED, "It cannot. I shall withdraw the objective.")
    stage.says(
        "Workshop",
        OutcomeKind.DISCUSSED,
        EARLY,
        by="ruth",
        sent=november(20),
        on=november(27),
        reference="Workshop 1",
    )
    stage.invite([place for place in EARLY if place != (RECRUITMENT, 8)], november(28))
    perform(
        stage.objective(RECRUITMENT, 8).withdraw,
        actor=stage.on(december(1), "joyce"),
        because="How long vetting takes is not in the hands of the service, as the workshop pointed out.",
    )


def first_committees(stage: Stage) -> None:
    """PSPM and FPBV answer by written procedure; what they endorsed goes to the Authority."""
    with_committees = [place for place in EARLY if place != (RECRUITMENT, 8)]
    on_time = [place for place in with_committees if place not in LEFT_WITH_THE_COMMITTEES]
    asked = stage.comment(
        (PEOPLE, 8), "sunita", "FPBV", december(4), "What happens to a grievance that stage 2 does not settle?"
    )
    stage.answer(
        asked,
        december(5),
        Disposition.ACCEPTED_IN_PART,
        "It goes to stage 3. The indicator stays as it is, and the yearly report will say how many got that far.",
    )
    for body, clerk, reference in [("PSPM", "tessa", "PSPM 2"), ("FPBV", "gerald", "FPBV 5")]:
        stage.says(
            body, OutcomeKind.ENDORSED, on_time, by=clerk, sent=november(29), on=december(7), reference=reference
        )
    stage.says(
        "FPBV",
        OutcomeKind.REFERRED_BACK,
        [(RECRUITMENT, 7)],
        by="gerald",
        sent=november(29),
        on=december(7),
        reference="FPBV 5a",
        because="Half of what difference? The paper should show the average of each group first.",
    )
    stage.refer(on_time, december(8))


def authority_in_december(stage: Stage) -> None:
    """The Authority approves what cannot wait; two are published at once, each with its reason."""
    stage.revise(
        (RECRUITMENT, 4),
        december(13),
        because="The survey of leavers in their first year has been counted.",
        basis="Leavers' survey, April to October 2000",
        text="10 per cent",
        numbers=["10"],
        unit="per cent",
        form="rate_or_share",
    )
    stage.revise(
        (DIVERSITY, 1),
        december(13),
        because="The date was that of the year before: the plan runs to 31 March 2002.",
        text="5 per cent of police strength to be made up of visible ethnic minority officers by 31/03/2002",
        deadline="2002-03-31",
    )
    stage.says(
        "MPA",
        OutcomeKind.APPROVED,
        APPROVED_EARLY,
        by="ruth",
        sent=december(8),
        on=december(14),
        reference="Authority 7",
    )
    stage.publish((RECRUITMENT, 1), december(18), "Released early: the recruiting campaign starts on 2 January.")
    stage.publish((PEOPLE, 2), december(18), "Released early: training places for 2001 are given out in January.")


def amend_what_was_published(stage: Stage) -> None:
    """Inspectors had been forgotten. The amendment goes the whole way again and takes the place of the first text."""
    place = (PEOPLE, 2)
    procedures.amend(
        stage.objective(*place),
        actor=stage.on(december(20), "marcus"),
        because="Inspectors need the training as much as sergeants, and were left out.",
    )
    perform(
        stage.objective(*place).revise,
        actor=stage.on(december(21), "joyce"),
        title="To ensure all Sergeants and Inspectors undergo the corporate training package prior to promotion",
    )
    stage.submit([place], december(21))
    spoken = [
        ("Workshop", OutcomeKind.DISCUSSED, "ruth", january(3), "Workshop 2"),
        ("PSPM", OutcomeKind.ENDORSED, "tessa", january(9), "PSPM 4"),
        ("FPBV", OutcomeKind.ENDORSED, "gerald", january(9), "FPBV 6"),
        ("MPA", OutcomeKind.APPROVED, "ruth", january(15), "Authority, written procedure 1"),
    ]
    after: dict[str, Callable[[list[Place], date], None]] = {"Workshop": stage.invite, "FPBV": stage.refer}
    for body, kind, clerk, day, reference in spoken:
        stage.says(body, kind, [place], by=clerk, sent=december(22), on=day, reference=reference)
        if body in after:
            after[body]([place], day)
    stage.publish((DIVERSITY, 6), january(15), "Released early: trainers are hired for the spring.")
    stage.publish(place, january(16), "Replaces the text of 18 December, which left inspectors out.")


LATE: list[Place] = [
    (STREETS, 1),
    (YOUTH, 1),
    (YOUTH, 2),
    (YOUTH, 3),
    (DRUGS, 1),
    (DRUGS, 2),
    (HATE, 1),
    (HATE, 2),
    (HOME, None),
    (RAPE, 1),
    (CHILDREN, 2),
    (CHILDREN, 3),
    (RECRUITMENT, 5),
    (DIVERSITY, 5),
]
"""Submitted when report 3 had gone out"""
SEEN_ON_17_JANUARY: list[Place] = [(STREETS, 1), (YOUTH, 3), (DRUGS, 1), (HATE, 1), (CHILDREN, 3)]


def take_in_the_whole_plan(stage: Stage) -> None:
    """Report 3 goes out on the last lawful day; what has come far already stays as it is."""
    stage.take_in("2001-01-22-report-3.txt", january(16))
    perform(
        PartOfRoute.objects.get(plan=stage.plan, kind=StageKind.AUTHORITY_APPROVAL).revise,
        actor=stage.on(january(16), "marcus"),
        because="The Authority decided on what could not wait in December; the rest comes to it in February and March.",
        opens_on=date(2001, 2, 8),
        closes_on=date(2001, 3, 8),
        required=True,
    )
    stage.give_owners(january(16))
    stage.submit(LATE, january(16))


def second_workshop(stage: Stage) -> None:
    """The workshop of 17 January gets through a part of them, and sends one back."""
    asked = stage.comment(
        (STREETS, 1), "owen", "Workshop", january(17), "How does 5 per cent in a year fit the five-year target?"
    )
    stage.comment(
        (YOUTH, 2), "bridget", "Workshop", january(17), "80 per cent with a question mark: who decides, and when?"
    )
    often, again, early = stage.points(
        (CHILDREN, 3),
        january(17),
        ("douglas", "Who checks that referrals are followed up?"),
        ("farida", "And who follows the referrals up?"),
        ("sunita", "The boroughs must be told early."),
    )
    perform(again.merge, actor=stage.on(january(17), "ruth"), into=often)
    stage.answer(
        asked,
        january(18),
        Disposition.ACCEPTED,
        "It is the first of five steps of about the same size. The plan will say so in the note.",
    )
    for point in (often, early):
        stage.answer(point, january(18), Disposition.NOTED, "It goes into the guidance for the boroughs.")
    stage.says(
        "Workshop",
        OutcomeKind.DISCUSSED,
        SEEN_ON_17_JANUARY,
        by="ruth",
        sent=january(16),
        on=january(18),
        reference="Workshop 3",
    )
    stage.invite(SEEN_ON_17_JANUARY, january(18))
    perform(
        stage.objective(HATE, 2).send_back,
        actor=stage.on(january(18), "ruth"),
        because="The Consultation, Diversity and Outreach Committee should be asked about the indicators first.",
    )


def ask_outside(stage: Stage) -> None:
    """Two parties outside are asked: one about the target that the report calls subject to consultation."""
    stage.ask(
        (DRUGS, 2),
        "marcus",
        january(18),
        party="Drug Action Teams for London",
        about="5,000 persons",
        purpose="The plan is to say how many people should be treated. Only those who treat them know how many can be.",
        question="Have you places for 5,000 people whom the police refer to you between April 2001 and March 2002?",
        due_on=date(2001, 2, 2),
    )
    stage.ask(
        (HATE, 1),
        "angela",
        january(18),
        party="Victim Support London",
        purpose="The objective is about how victims are treated. Those who support them see what we do not.",
        question="Do these indicators show what matters to the people who come to you?",
        due_on=january(31),
    )


def an_answer_comes_in(stage: Stage) -> None:
    """By letter, on the day of the meeting; the coordinator records it."""
    stage.record_answer(
        "Victim Support London",
        january(22),
        view=View.AGREES_WITH_CHANGES,
        answer="Most of them. Satisfaction should be asked for again after six months, when many a case has ended.",
        answered_by="Rosalind Achebe",
        answered_as="Director",
    )


def before_the_committee(stage: Stage) -> None:
    """The last days before the meeting of 22 January: comments come in, and an amendment is begun."""
    procedures.amend(
        stage.objective(RECRUITMENT, 1),
        actor=stage.on(january(19), "marcus"),
        because="The budget of 14 December may pay for more recruits; the owner is to look at the figure again.",
    )
    asked = stage.comment(
        (DIVERSITY, 3), "lorna", "CDO", january(19), "Are officers on career breaks counted as having left?"
    )
    stage.comment(
        (HATE, 1), "neville", "CDO", january(19), "Parity is right. How will victims who do not report be reached?"
    )
    stage.answer(asked, january(22), Disposition.NOTED, "No: only those who resign before thirty years of service.")
    perform(
        Deputation(
            owner=stage.person("joyce"),
            body=stage.body("Resources"),
            deputy=stage.person("martin"),
            starts_on=january(22),
            ends_on=january(31),
        ).name,
        actor=stage.on(january(22), "joyce"),
        because="I am on leave until the end of the month.",
    )
    review_before_fpbv(stage)


def review_before_fpbv(stage: Stage) -> None:
    """Sunita sends one review with comments of every kind, of which one wording is taken in and one objection is not;
    what Owen has noted is still his alone."""
    stage.note(
        (DRUGS, 1),
        "sunita",
        "FPBV",
        "Is 1,725 more than last year? The paper gives no figure for it.",
        kind=SayingKind.QUESTION,
        on_its_target=True,
    )
    stage.note(
        (STREETS, 1),
        "sunita",
        "FPBV",
        "It should say whose streets.",
        kind=SayingKind.PROPOSAL,
        proposed=f"{stage.objective(STREETS, 1).title} in London",
    )
    stage.note((CHILDREN, 3), "sunita", "FPBV", "An aim without a figure binds nobody.", kind=SayingKind.OBJECTION)
    stage.send(
        (DRUGS, 1), "sunita", "FPBV", january(22), Verdict.ASKS_FOR_CHANGES, "Three objectives cannot be measured yet."
    )
    wording = Comment.objects.get(kind=SayingKind.PROPOSAL)
    objection = Comment.objects.get(kind=SayingKind.OBJECTION)
    answering.take_in(wording, actor=stage.on(january(22), "karen"), answer="It says so now.")
    stage.answer(
        objection,
        january(22),
        Disposition.NOT_ACCEPTED,
        "A figure would count the children we find, not those we miss.",
    )
    stage.note((STREETS, 1), "owen", "FPBV", "Ask about the five-year target once more.")


TIMETABLE: list[Callable[[Stage], None]] = [
    found_the_bodies,
    calendar.adopt_standing_orders,
    calendar.schedule_the_year,
    set_up_the_plan,
    begin_with_people_and_diversity,
    first_workshop,
    first_committees,
    authority_in_december,
    calendar.call_workshop_and_panel,
    amend_what_was_published,
    take_in_the_whole_plan,
    agendas.publish_report_3,
    second_workshop,
    ask_outside,
    before_the_committee,
    an_answer_comes_in,
]
"""In the order of their days"""
