"""What owners resolve by the end of January, so that the workshop can see it. The figures are invented."""

from __future__ import annotations

from datetime import date

from demo.stage import Place
from demo.story.targets import Decided
from demo.timetable import CHILDREN, DRUGS, PEOPLE, RAPE, RECRUITMENT, YOUTH

GUNS = "Criminal use of firearms and knives"
FIRST_GUNS: Place = (GUNS, 1)
FIREARMS_DESK = "Returns of the firearms desk, April to December 2000"

BY_THE_END_OF_JANUARY = [
    Decided(
        FIRST_GUNS,
        "Under development",
        "Increase by 5 per cent",
        "The arrests of the year so far have been counted.",
        FIREARMS_DESK,
        {"form": "percentage_change", "direction": "increase", "numbers": ["5"], "unit": "per cent"},
    ),
    Decided(
        FIRST_GUNS,
        "Under development",
        "No figure is set",
        "Four kinds of sources would have asked for four figures.",
        "Note of the intelligence branch, 26 January 2001",
        explanation="An operation is begun where intelligence leads, and a figure would ask for one without it.",
    ),
    Decided(
        FIRST_GUNS,
        "Under development",
        "At least 1,200 submissions",
        "The boroughs have said how many they can make.",
        FIREARMS_DESK,
        {"form": "minimum", "comparator": ">=", "numbers": ["1200"], "unit": "submissions"},
    ),
    Decided(
        FIRST_GUNS,
        "Under development",
        "No figure is set",
        "Members asked on 22 January whose doing this is.",
        "Minutes of FPBV, 22 January 2001",
        explanation="How many people come forward is not in the hands of the service; the number is published.",
    ),
    Decided(
        (GUNS, 2),
        "Under development",
        "No figure is set until there is a base line",
        "The laboratory began to count links in November.",
        "Letter of the Forensic Science Service, 19 January 2001",
        explanation="A figure waits until the first full year has been counted.",
        review_on=date(2002, 1, 31),
    ),
    Decided(
        (YOUTH, None),
        "Reduce by",
        "Reduce by 3 per cent",
        "The share of the last three years has been worked out.",
        "Youth offending returns 1998 to 2000",
        {"form": "percentage_change", "direction": "decrease", "numbers": ["3"], "unit": "per cent"},
    ),
    Decided(
        (YOUTH, 2),
        "80 per cent (?)",
        "80 per cent",
        "The courts have agreed to the listing that it needs.",
        "Letter of the youth courts, 24 January 2001",
        {"numbers": ["80"], "unit": "per cent"},
    ),
    Decided(
        (YOUTH, 4),
        "By Jan 2002",
        "By January 2002, 50 per cent of warnings to be delivered in this way at pilot sites",
        "The three boroughs have named their staff.",
        "Returns of the pilot boroughs, January 2001",
        {"numbers": ["50"], "unit": "per cent", "deadline": "2002-01"},
    ),
    Decided(
        (YOUTH, 4),
        "",
        "No target is set",
        "The indicator came without one.",
        "Note of the research branch, 25 January 2001",
        explanation="The pilots run for less than a year, too short to compare who offends again.",
    ),
    Decided(
        (RAPE, 2),
        "There are no systems yet",
        "There are no systems yet that would show how well victims are served. The MPS will:\n"
        "• Watch how often such crimes are reported, and in particular:\n"
        "• marked rises and trends;\n"
        "• the judicial disposal rate;\n"
        "• the 'no crime' rate\n"
        "• and maintain the judicial disposal rate of 2000/01\n"
        "• Ask victims in a survey what was good and what was not:\n"
        "• Review regularly how a case looks to the person who reported it\n"
        "• Review regularly how such cases are investigated",
        "Last year's rate is what is to be kept; its figure is printed when the year has ended.",
        "Crime returns to December 2000",
        {"unit": ""},
    ),
    Decided(
        (CHILDREN, 1),
        "By 10 per cent",
        "By 10 per cent on the rate of 2000/01",
        "The rate of the year is known in April; the step is decided now.",
        "Crime returns to December 2000",
        {"form": "percentage_change", "direction": "increase", "numbers": ["10"], "unit": "per cent"},
    ),
]

AFTER_HER_LEAVE = [
    Decided(
        (PEOPLE, 1),
        "[Under development]",
        "5 per cent more than in the survey of 2000",
        "The survey of 2000 has been counted.",
        "Staff survey 2000",
        {"form": "percentage_change", "direction": "increase", "numbers": ["5"], "unit": "per cent"},
    ),
    Decided(
        (PEOPLE, 9),
        "(Target currently",
        "No target is set",
        "What was researched is in: the figure speaks for nothing.",
        "Research note 3 of the personnel department",
        explanation="Few grievances may mean that people are content, or that they dare not bring any.",
    ),
    Decided(
        (RECRUITMENT, 2),
        "Budgeted Workforce",
        "All posts in the budget to be filled by 31 March 2002",
        "The posts are those of the budget of 14 December.",
        "Budget 2001/02, schedule of posts",
        {"form": "date_milestone", "deadline": "2002-03-31"},
    ),
]
"""Joyce Abara's, on 1 February"""

WHEN_THE_TEAMS_HAVE_ANSWERED = [
    Decided(
        (DRUGS, 2),
        "5,000 persons",
        "5,000 persons",
        "Those who treat them have places for so many.",
        "Answer of the Drug Action Teams of 1 February 2001",
        {"form": "absolute_count", "numbers": ["5000"], "unit": "persons"},
    ),
]
