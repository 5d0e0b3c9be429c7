"""Every ledger action of this room, and its sentence."""

from audit import vocabulary

SENTENCES = {
    "meeting.scheduled": "{actor} scheduled {subject}",
    "meeting.moved": "{actor} moved {subject}",
    "meeting.relocated": "{actor} changed the place of {subject}",
    "meeting.cancelled": "{actor} cancelled {subject}",
    "meeting.called": "With that, {actor} called {subject}",
    "joint_body.invited": "{actor} invited {subject}",
    "standing_orders.brought_into_force": "{actor} brought into force {subject}",
    "standing_orders.ended": "{actor} ended {subject}",
    "item.added": "{actor} added {subject} to an agenda",
    "item.revised": "{actor} changed {subject}",
    "item.placed": "{actor} put {subject} in another place",
    "item.withdrawn": "{actor} took {subject} off an agenda",
    "item.held_urgent": "{actor} recorded that the chair holds {subject} urgent",
    "item.issued": "With that, {actor} published {subject}",
    "recommendation.added": "{actor} added {subject}",
    "recommendation.revised": "{actor} changed {subject}",
    "recommendation.withdrawn": "{actor} withdrew {subject}",
    "recommendation.issued": "With that, {actor} published {subject}",
    "paper.added": "{actor} added {subject}",
    "paper.revised": "{actor} changed {subject}",
    "paper.withdrawn": "{actor} withdrew {subject}",
    "paper.issued": "With that, {actor} published {subject}",
    "appendix.added": "{actor} added {subject}",
    "appendix.withdrawn": "{actor} took away {subject}",
    "appendix.issued": "With that, {actor} published {subject}",
    "agenda.published": "{actor} published {subject}",
    "seat.given": "With that, {actor} recorded {subject}",
}

vocabulary.declare(SENTENCES)
