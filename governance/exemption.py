"""What may be kept from the public, and under which paragraph: Schedule 12A to the Local Government Act 1972.

The list was put in force on 1 April 1986 by the Local Government (Access to Information) Act 1985 and replaced on
1 March 2006 by SI 2006/88. A number means something only in its list: 7 was business affairs, and is crime.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from workflow.words import day


@dataclass(frozen=True)
class ExemptionList:
    """The paragraphs under which information was exempt from a day on."""

    name: str
    since: date
    paragraphs: Mapping[int, str]

    def __str__(self) -> str:
        return f"the list in force from {day(self.since)}"


LISTS = (
    ExemptionList(
        "1986",
        date(1986, 4, 1),
        {
            1: "an employee or office-holder",
            2: "an employee of a magistrates’ court or probation committee",
            3: "an occupier of the authority’s accommodation",
            4: "somebody who has a service of the authority, or asks for one",
            5: "somebody who has financial help of the authority, or asks for it",
            6: "the care, adoption, fostering or education of a child",
            7: "the financial or business affairs of a person",
            8: "what is to be spent under a contract",
            9: "terms proposed in negotiating a contract",
            10: "who made a tender",
            11: "negotiations about labour relations",
            12: "legal advice and legal proceedings",
            13: "a notice or order about to be made",
            14: "preventing, investigating or prosecuting crime",
            15: "who informed the authority in confidence",
        },
    ),
    ExemptionList(
        "2006",
        date(2006, 3, 1),
        {
            1: "an individual",
            2: "what is likely to show who an individual is",
            3: "the financial or business affairs of a person",
            4: "negotiations about labour relations",
            5: "legal professional privilege",
            6: "a notice or order about to be made",
            7: "preventing, investigating or prosecuting crime",
        },
    ),
)


def list_in_force(on: date) -> ExemptionList | None:
    """The list of a day; None before there was one."""
    return next((each for each in reversed(LISTS) if each.since <= on), None)


def in_words(name: str, paragraph: int) -> str:
    """What a paragraph of the list of that name is about."""
    return next((each.paragraphs.get(paragraph, "") for each in LISTS if each.name == name), "")
