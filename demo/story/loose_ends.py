"""What else still said “X”, “***” or “under development” outside the targets, and what the coordinator put there."""

from __future__ import annotations

from datetime import date

from demo.stage import Stage
from demo.story.figures_of_february import OF_THE_ACTIVITIES
from demo.timetable import YOUTH
from governance.models import ActionPoint, Aspect, Note, SustainedActivity, Target
from governance.models.content import AspectStatus
from workflow.gate import perform

NO_OBJECTIVE = "No objective is set for 2001/02: {}."
WITHOUT_AN_OBJECTIVE = {
    "External and internal communication and consultation": "the budget of 14 December paid for none",
    "Responding to staff survey": "what the survey asks for is done under People strategy",
    "Combating bureaucracy": "nothing could be measured by March",
    "Changing culture": "nothing could be measured by March",
}
"""aspect -> why"""

IN_TEXTS = {
    "Homicide": ("it is X per cent", "it is 90 per cent"),
    "Modernising Personnel": ("\n\n[More text to come].", ""),
    "Dealing with corruption and dishonesty": (" (1/1/2001 - figures to be renewed before publication)", ""),
}
"""sustained activity -> what its text says, and what it says then"""


def name_the_staff(stage: Stage, day: date) -> None:
    """The pilots of restorative warnings take twelve people."""
    objective = stage.objective(YOUTH, 4)
    point = ActionPoint.objects.get(objective=objective, text__contains="***")
    perform(point.revise, actor=stage.on(day, "imran"), text=point.text.replace("***", "12"), due=point.due)


def tidy_up(stage: Stage, day: date) -> None:
    """The coordinator's: headings and sustained activities have no other owner."""
    marcus = stage.on(day, "marcus")
    plan = stage.plan
    for title, why in WITHOUT_AN_OBJECTIVE.items():
        aspect = Aspect.objects.get(plan=plan, title=title)
        because = "Decided with the budget and the survey before the final version goes to FPBV."
        perform(aspect.revise, actor=marcus, title=title, status=AspectStatus.SET_OUT, because=because)
        note = Note.objects.get(aspect=aspect)
        perform(note.revise, actor=marcus, text=NO_OBJECTIVE.format(why), because=because)
    knives = Note.objects.get(aspect__plan=plan, aspect__title__startswith="Criminal use", text__contains="knives")
    words = "Note: What is said of firearms holds for knives as well, but for the laboratory."
    perform(knives.revise, actor=marcus, text=words, because="The chapter on knives was not ready in time.")
    _activities(stage, day)


def _activities(stage: Stage, day: date) -> None:
    marcus = stage.on(day, "marcus")
    for activity in SustainedActivity.objects.filter(plan=stage.plan, title__in=IN_TEXTS):
        was, now = IN_TEXTS[activity.title]
        text = activity.text.replace(was, now)
        perform(activity.revise, actor=marcus, title=activity.title, text=text, because="Ready for the final version.")
    for target in Target.objects.filter(activity__plan=stage.plan, activity__title__in=OF_THE_ACTIVITIES):
        values = OF_THE_ACTIVITIES[target.activity.title] if target.activity else {}
        because, basis = "The departments have reported.", "Returns of the departments, 9 February 2001"
        perform(target.revise, actor=marcus, because=because, basis=basis, **values)
