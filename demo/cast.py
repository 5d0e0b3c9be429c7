"""The bodies of the demo and the people in them. Bodies are those of the reference case; people are invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from governance.models.body import BodyKind, PowerKind
from governance.roles import RoleName

PASSWORD = "a demo for all"  # noqa: S105 - printed, and good for nothing outside the demo
FOUNDED = date(2000, 10, 2)
CLERK_LEAVES = date(2001, 1, 31)
CLERK_COMES = date(2001, 2, 1)


@dataclass(frozen=True)
class Sits:
    """A body: what it is, under which other, and what it may do to a plan."""

    short_name: str
    name: str
    kind: BodyKind
    parent: str = ""
    power: PowerKind | None = None


BODIES = [
    Sits("MPA", "Metropolitan Police Authority", BodyKind.AUTHORITY, power=PowerKind.APPROVE),
    Sits("FPBV", "Finance, Planning and Best Value Committee", BodyKind.COMMITTEE, "MPA", PowerKind.RECOMMEND),
    Sits(
        "PSPM",
        "Professional Standards and Performance Monitoring Committee",
        BodyKind.COMMITTEE,
        "MPA",
        PowerKind.RECOMMEND,
    ),
    Sits("CDO", "Consultation, Diversity and Outreach Committee", BodyKind.COMMITTEE, "MPA", PowerKind.RECOMMEND),
    Sits("Oversight Panel", "Oversight Panel", BodyKind.PANEL, "MPA", PowerKind.ADVISE),
    Sits("Workshop", "Members' workshop", BodyKind.WORKSHOP, "MPA", PowerKind.ADVISE),
    Sits("MPS", "Metropolitan Police Service", BodyKind.SERVICE, "MPA"),
    Sits("TP", "Territorial Policing", BodyKind.BUSINESS_GROUP, "MPS"),
    Sits("SO", "Specialist Operations", BodyKind.BUSINESS_GROUP, "MPS"),
    Sits("Resources", "Resources", BodyKind.BUSINESS_GROUP, "MPS"),
]


@dataclass(frozen=True)
class Office:
    """A role in a body for a term."""

    role: RoleName
    body: str
    starts_on: date = FOUNDED
    ends_on: date | None = None


@dataclass(frozen=True)
class Person:
    """Somebody to sign in as. The first office says under which body the sign-in page has them."""

    username: str
    name: str
    offices: tuple[Office, ...]
    can: str
    """what the person comes to do, in one line"""
    tries: str
    """what a visitor could try as them"""

    @property
    def email(self) -> str:
        return f"{self.username}@example.org"


ADMINISTRATOR = Person(
    "helen",
    "Helen Whitcombe",
    (Office(RoleName.ADMINISTRATOR, "MPA"),),
    "Appoints people and sets up bodies; decides nothing.",
    "appoint somebody in Bodies and people; the plan in preparation is closed to her.",
)

PEOPLE = [
    Person(
        "karen",
        "Karen Maddox",
        (Office(RoleName.OWNER, "TP"),),
        "Owns street crime and burglary.",
        "turn the “??? per cent” of Burglary: objective 1 into “2 per cent”, and submit it.",
    ),
    Person(
        "imran",
        "Imran Sheikh",
        (Office(RoleName.OWNER, "TP"),),
        "Owns the objectives for young people.",
        "answer the comment on objective 2; the overall one says “Reduce by ?? per cent”.",
    ),
    Person(
        "stuart",
        "Stuart Penhale",
        (Office(RoleName.OWNER, "SO"),),
        "Owns firearms and Class A drugs.",
        "look at five targets that are still under development.",
    ),
    Person(
        "angela",
        "Angela Rowntree",
        (Office(RoleName.OWNER, "SO"),),
        "Owns hate crime, domestic violence, rape and child abuse.",
        "read why the workshop sent the objective on stop and search back.",
    ),
    Person(
        "joyce",
        "Joyce Abara",
        (Office(RoleName.OWNER, "Resources"),),
        "Owns the people strategy and recruitment.",
        "see the history of Recruitment and retention: objective 4, from “??” to a figure.",
    ),
    Person(
        "martin",
        "Martin Cleave",
        (Office(RoleName.OWNER, "Resources"),),
        "Owns diversity.",
        "act for Joyce Abara, who is on leave: what she owns is his to write until 31 January.",
    ),
    Person(
        "marcus",
        "Marcus Adeyemi",
        (Office(RoleName.COORDINATOR, "MPA"),),
        "Sets up the plan and its route, imports reports, gives objectives their owners.",
        "ask on My tasks whether the plan can be approved in time, and what if the meeting moved.",
    ),
    Person(
        "ruth",
        "Ruth Pargeter",
        (
            Office(RoleName.CLERK, "MPA"),
            Office(RoleName.CLERK, "Workshop"),
            Office(RoleName.CLERK, "Oversight Panel"),
        ),
        "Clerk of the Authority, the workshop and the panel: records decisions, publishes.",
        "publish People strategy: objective 6, which is approved.",
    ),
    Person(
        "eleanor",
        "Eleanor Strand",
        (Office(RoleName.CHAIR, "MPA"),),
        "Chairs the Authority.",
        "ask on My tasks whether the plan can be approved on 8 February 2001, and why not.",
    ),
    ADMINISTRATOR,
    Person(
        "alan",
        "Alan Thwaite",
        (Office(RoleName.AUDITOR, "MPA"),),
        "Reads everything and its history, changes nothing.",
        "read the whole history of People strategy: objective 2.",
    ),
    Person(
        "owen",
        "Owen Trelawney",
        (
            Office(RoleName.MEMBER, "MPA"),
            Office(RoleName.MEMBER, "FPBV"),
            Office(RoleName.MEMBER, "Workshop"),
            Office(RoleName.MEMBER, "Oversight Panel"),
        ),
        "Member of the Authority, FPBV, the workshop and the panel.",
        "read what he has noted on Street crime: objective 1, which nobody else sees, and send his review.",
    ),
    Person(
        "gerald",
        "Gerald Finch",
        (Office(RoleName.CLERK, "FPBV", ends_on=CLERK_LEAVES),),
        "Clerk of FPBV until the end of January.",
        "record what FPBV said; from 1 February the plan is closed to him.",
    ),
    Person(
        "priya",
        "Priya Nair",
        (Office(RoleName.CLERK, "FPBV", starts_on=CLERK_COMES),),
        "Clerk of FPBV from 1 February.",
        "look for the plan before that day: it is not hers to read yet.",
    ),
    Person(
        "douglas",
        "Douglas Keane",
        (
            Office(RoleName.CHAIR, "FPBV"),
            Office(RoleName.MEMBER, "Workshop"),
            Office(RoleName.MEMBER, "MPA"),
        ),
        "Chairs FPBV, sits in the workshop and on the Authority.",
        "record what FPBV said about Street crime: objective 1.",
    ),
    Person(
        "sunita",
        "Sunita Bhatt",
        (
            Office(RoleName.MEMBER, "FPBV"),
            Office(RoleName.MEMBER, "Workshop"),
            Office(RoleName.MEMBER, "MPA"),
        ),
        "Member of the Authority, FPBV and the workshop.",
        "read the answer to her comment on People strategy: objective 8.",
    ),
    Person(
        "tessa",
        "Tessa Holloway",
        (Office(RoleName.CLERK, "PSPM"), Office(RoleName.CLERK, "CDO")),
        "Clerk of PSPM and of CDO.",
        "record what PSPM said about the objectives before it.",
    ),
    Person(
        "farida",
        "Farida Osman",
        (
            Office(RoleName.CHAIR, "PSPM"),
            Office(RoleName.MEMBER, "Workshop"),
            Office(RoleName.MEMBER, "Oversight Panel"),
            Office(RoleName.MEMBER, "MPA"),
        ),
        "Chairs PSPM, sits in the workshop, on the panel and on the Authority.",
        "comment on Diversity: objective 4.",
    ),
    Person(
        "bridget",
        "Bridget Moyle",
        (
            Office(RoleName.MEMBER, "PSPM"),
            Office(RoleName.MEMBER, "Workshop"),
            Office(RoleName.MEMBER, "MPA"),
        ),
        "Member of the Authority, PSPM and the workshop.",
        "see her comment on Diverting young people from crime: objective 2 wait for its answer.",
    ),
    Person(
        "neville",
        "Neville Brathwaite",
        (Office(RoleName.CHAIR, "CDO"), Office(RoleName.MEMBER, "MPA")),
        "Chairs CDO, sits on the Authority.",
        "see his question on Race and homophobic crime: objective 1 wait for its answer.",
    ),
    Person(
        "lorna",
        "Lorna Quist",
        (Office(RoleName.MEMBER, "CDO"), Office(RoleName.MEMBER, "MPA")),
        "Member of the Authority and of CDO.",
        "comment on Diversity: objective 2.",
    ),
    Person(
        "judith",
        "Judith Amory",
        (Office(RoleName.CHAIR, "Oversight Panel"), Office(RoleName.MEMBER, "MPA")),
        "Chairs the Oversight Panel, which advises; sits on the Authority.",
        "comment on Street crime: objective 1 for the panel.",
    ),
]

USERNAMES = frozenset(person.username for person in PEOPLE)

OWNERS = {
    "Street crime": ("karen", "TP"),
    "Criminal use of firearms and knives": ("stuart", "SO"),
    "Diverting young people from crime": ("imran", "TP"),
    "Burglary": ("karen", "TP"),
    "Class A drug supply": ("stuart", "SO"),
    "Race and homophobic crime": ("angela", "SO"),
    "Domestic violence": ("angela", "SO"),
    "Rape": ("angela", "SO"),
    "Child abuse": ("angela", "SO"),
    "People strategy": ("joyce", "Resources"),
    "Recruitment and retention": ("joyce", "Resources"),
    "Diversity": ("martin", "Resources"),
}
"""aspect -> who owns its objectives, in which group"""
