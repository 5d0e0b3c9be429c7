"""Who gets what from which address: the table that tests/journeys/test_addresses.py holds every page against.

A line is the name of an address, what stands in it, the form that is posted to it, and what everybody gets: for GET,
for POST with that form filled in rightly, and for a method nobody has heard of (`=` where that is answered like GET).
`200 readers; 404` is a page for readers and no such page for everybody else. Besides statuses there are `in` (nobody is
asked to sign in first) and `done` (taken somewhere else, because it has been done). An address without a line fails.
"""

from __future__ import annotations

from typing import NamedTuple

from tests.journeys import agendas, calendars, news, published, taking_away

PEOPLE = "nobody walter sue olive omar colin clare ken mira charles ada anna una".split()
"""Nobody has signed in; walter and sue, the superuser, hold no office; una holds every office in another authority"""

GROUPS = {
    "readers": "olive omar colin clare ken mira charles ada",
    "strangers": "walter sue anna una",
    "officeless": "walter sue",
    "desk": "clare ken charles ada",
    "clerks": "clare ken una",
    "officers": "olive omar colin clare ken mira charles ada anna una",
    "everybody": " ".join(PEOPLE),
}


def on(name: str, day: str, month: str) -> dict[str, str]:
    """A day of 2001 as its three boxes."""
    return {f"{name}-day": day, f"{name}-month": month, f"{name}-year": "2001"}


FORMS: dict[str, dict[str, str]] = {
    "sign in": {"username": "olive", "password": "a quiet word"},
    "sign out": {"": ""},
    "new password": {
        "old_password": "a quiet word",
        "new_password1": "two quiet words here",
        "new_password2": "two quiet words here",
    },
    "forgotten": {"email": "olive@example.org"},
    "set password": {"new_password1": "two quiet words here", "new_password2": "two quiet words here"},
    "nothing": {"": ""},
    "erasing": {"because": "Asked for.", "checked": "yes"},
    "plan": {"body": "{mpa}", "title": "Another plan", "financial_year": "2005/06"},
    "stage": {
        "kind": "committee_comment",
        "body": "{mpa}",
        **on("opens_on", "17", "1"),
        **on("closes_on", "22", "1"),
        "checked": "yes",
    },
    "stage dates": {
        **on("opens_on", "17", "1"),
        **on("closes_on", "24", "1"),
        "required": "on",
        "because": "Late.",
        "seen": "{plan_version}",
        "checked": "yes",
    },
    "withdraw a stage": {"seen": "{plan_version}", "because": "So.", "checked": "yes"},
    "deputy": {
        "body": "{tp}",
        "deputy": "{person}",
        **on("starts_on", "31", "3"),
        **on("ends_on", "30", "4"),
        "because": "So.",
        "checked": "yes",
    },
    "deputy's day": {
        **on("last_day", "31", "3"),
        "seen": "{tp_version}",
        "because": "So.",
        "checked": "yes",
    },
    "attendance": {"seat-{seat}": "here", "seat-{other_seat}": "absent"},
    "leaves": {"seat": "{seat}", "what": "left", "item": "{sat}"},
    "substitute": {"seat": "{april_seat}", "person": "{charles}"},
    "visitor": {"name": "Sir John Stevens", "capacity": "Commissioner"},
    "interest": {"seat": "{seat}", "item": "{other_item}", "kind": "money", "nature": "My shares."},
    "chair": {"chair": "{seat}"},
    "another chair": {"chair": "{other_seat}"},
    "words": {"text": "it be so."},
    "until": on("until", "17", "4"),
    "comment by letter": {"seat": "{held_seat}", "text": "I could not come.", **on("sent_on", "31", "3")},
    "written comment": {"text": "I would rather not."},
    "motion": {"text": "it be so", "mover": "{seat}"},
    "call-in": {"person": "{rita}", **on("asked_on", "31", "3")},
    "as amended": {"wording": "it be discussed in March"},
    "resolution": {"kind": "discussed", "text": "it be discussed.", "checked": "yes"},
    "how": {"how": "hands"},
    "ballots": {"seat-{seat}": "for"},
    "ballot": {"motion": "{motion}", "choice": "for"},
    "papers": {
        "seen": "{plan_version}",
        **on("issued_on", "31", "3"),
    },
    "decision": {
        **on("circulated_on", "15", "1"),
        **on("decided_on", "31", "3"),
        "reference": "paper 9",
        "outcome_{review}": "discussed",
        "seen_{review}": "{review_version}",
    },
    "new year": {"seen": "{next_plan_version}", "because": "So.", "title": "Policing plan"},
    "new objective": {
        "seen": "0",
        "aspect": "{aspect}",
        "label": "numbered",
        "number": "9",
        "title": "To light the streets",
    },
    "new priority": {"seen": "0", "title": "Safer homes", "scope": "external"},
    "new BVPI": {"seen": "0", "number": "8", "limb": "", "text": "Invoices paid in time"},
    "aspect": {"seen": "{aspect_version}", "title": "Robbery", "because": "So."},
    "split": {
        "seen": "{draft_version}",
        "because": "So.",
        "title": "To light the streets",
        "number": "9",
        "indicators": "{indicator}",
    },
    "act on plan": {"seen": "{plan_version}", "because": "So."},
    "act on draft": {"seen": "{draft_version}", "because": "So."},
    "act on review": {"seen": "{review_version}", "because": "So."},
    "act on published": {"seen": "{published_version}", "because": "So."},
    "title": {"seen": "{draft_version}", "because": "So.", "title": "To reduce snatches of telephones"},
    "owner": {"seen": "{draft_version}", "because": "So.", "office": "{olive}:{tp}"},
    "published on": {
        "seen": "{draft_version}",
        **on("published_on", "31", "3"),
    },
    "target": {
        "seen": "{draft_version}",
        "because": "So.",
        "basis": "Returns",
        "text": "12 per cent",
        "resolution": "resolved",
        "numbers": "12",
    },
    "remark": {"kind": "", "text": "Why not more?", "proposed": "", "words": "{words}"},
    "review": {"verdict": "has_comments", "reason": "", "noted": "{noted}"},
    "reading": {"seal": "{read}"},
    "points": {"objective": "{review}", "points": "More patrols?"},
    "merge": {"into": "{another_comment}", "seen": "{review_version}"},
    "who answers": {"office": "{olive}:{tp}", "seen": "{review_version}"},
    "cut-off": {
        **on("until", "31", "3"),
        "seen": "{plan_version}",
        "because": "So.",
    },
    "wording": {"seen": "{draft_version}", "title": "To reduce snatches of telephones"},
    "reason": {"seen": "{draft_version}", "because": "So."},
    "note": {"seen": "{draft_version}", "text": "See annex B."},
    "exempt note": {"seen": "{draft_version}", "text": "Counsel has been asked.", "paragraph": "12"},
    "shared target": {"seen": "{draft_version}", "because": "So.", "served_by": "{target}"},
    "order": {"seen": "{draft_version}", "place_{note}": "1", "move": ""},
    "answer": {"disposition": "noted", "answer": "Thank you.", "seen": "{review_version}"},
    "body": {
        "name": "Audit Panel",
        "short_name": "AP",
        "kind": "panel",
        "parent": "{mpa}",
        "because": "So.",
        "checked": "yes",
    },
    "name": {"name": "Finance Committee", "seen": "{body_version}", "because": "So.", "checked": "yes"},
    "power": {
        "kind": "advise",
        **on("starts_on", "31", "3"),
        "because": "So.",
        "checked": "yes",
    },
    "last day": {
        **on("last_day", "31", "3"),
        "seen": "{body_version}",
        "because": "So.",
        "checked": "yes",
    },
    "rule of notice": {
        "clear_days": "5",
        "counted": "working",
        "nation": "ENG",
        "late_after": "17:00",
        **on("starts_on", "31", "3"),
        "because": "So.",
        "checked": "yes",
    },
    "closure": {
        "reason": "Easter",
        **on("starts_on", "12", "4"),
        **on("ends_on", "17", "4"),
        "checked": "yes",
    },
    "office": {
        "role": "member",
        "person": "{walter}",
        **on("starts_on", "31", "3"),
        "because": "So.",
        "checked": "yes",
    },
    "question": {
        "party": "Customs",
        "purpose": "To set a target.",
        "question": "Can you?",
        **on("due_on", "31", "3"),
        "seen": "{draft_version}",
        "checked": "yes",
    },
    "question about plan": {
        "party": "Customs",
        "purpose": "To set a target.",
        "question": "Can you?",
        **on("due_on", "31", "3"),
        "seen": "{plan_version}",
        "checked": "yes",
    },
    "letter": {
        "view": "agrees",
        "answer": "We can.",
        "answered_by": "Jane Roe",
        **on("received_on", "31", "3"),
        "seen": "{asked_version}",
        "checked": "yes",
    },
    "more time": {"due_on-day": "2", "due_on-month": "4", "due_on-year": "2001", "seen": "{asked_version}"},
    "asked": {"seen": "{asked_version}", "because": "So."},
    "party": {
        "view": "agrees",
        "answer": "We can.",
        "answered_by": "Jane Roe",
        "answered_as": "Head of healthcare",
        "checked": "yes",
    },
    "rule": {
        "kind": "chief_officer_consulted",
        **on("starts_on", "31", "3"),
        "because": "So.",
        "checked": "yes",
    },
    "urgency rule": {**on("starts_on", "31", "3"), "because": "So.", "checked": "yes"},
    "urgent": {
        **on("decided_on", "31", "3"),
        "reference": "urgent 1",
        "consulted": "{charles}",
        **on("consulted_on", "30", "3"),
        "could_not_wait": "So.",
        "outcome_{approved}": "approved",
        "seen_{approved}": "{approved_version}",
    },
    "its end": {
        **on("last_day", "31", "3"),
        "seen": "{mpa_version}",
        "because": "So.",
        "checked": "yes",
    },
    "meeting": {
        "body": "{body}",
        "kind": "ordinary",
        **on("held_on", "24", "4"),
        "held_at": "14:00",
        "place": "Room 5",
        "openness": "as_usual",
        "checked": "yes",
    },
    "orders": {
        "call_in_members": "0",
        "call_in_days": "0",
        "quorum_share": "3",
        "quorum_least": "3",
        "casting_vote": "on",
        **on("starts_on", "31", "3"),
        "because": "So.",
        "checked": "yes",
    },
    "year": {
        "body": "{body}",
        "kind": "ordinary",
        "held_at": "2pm",
        "place": "Room 5",
        "openness": "as_usual",
        "dates": "24 April 2001\n25 April 2001, 10am, Room 6",
        "checked": "yes",
    },
    "joint body": {"body": "{workshop}", "checked": "yes"},
    "another day": {
        **on("held_on", "25", "4"),
        "held_at": "10am",
        "seen": "{planned_version}",
        "because": "So.",
        "checked": "yes",
    },
    "another place": {"place": "Room 6", "seen": "{planned_version}", "because": "So."},
    "cancelled": {"seen": "{planned_version}", "because": "So."},
    "met": {
        **on("closed_on", "31", "3"),
        "basis": "Minute 12",
        "seen": "{approved_version}",
    },
    "waived": {
        **on("closed_on", "31", "3"),
        "because": "So.",
        "seen": "{approved_version}",
    },
    "put off": {
        **on("due_on", "2", "4"),
        "because": "So.",
        "seen": "{approved_version}",
    },
    "revoked": {
        **on("revoked_on", "31", "3"),
        "because": "So.",
        "seen": "{approved_version}",
    },
    "decided": {
        **on("decided_on", "31", "3"),
        "reference": "note 1",
        "outcome_{approved}": "approved",
        "seen_{approved}": "{approved_version}",
    },
    "reported": {
        **on("reported_on", "31", "3"),
        "reported_as": "MPA report 12",
        "seen": "{under_version}",
    },
    "correction": {"text": "Reduce by 4 per cent", "resolution": "resolved", "value": "4"},
    "import": {"seen": "0", "title": "Another plan"},
}
"""What is typed into each form; names in braces are things of the town in test_addresses.py"""
FORMS |= agendas.FORMS | calendars.FORMS | news.FORMS | taking_away.FORMS | published.FORMS

TABLE = """
live | | nothing | 200 | 405 | 405
ready | | nothing | 200 | 405 | 405
accessibility | | nothing | 200 | 405 | 405
gallery | | nothing | 404 | 405 | 405
sign_in | | sign in | 200 nobody; done | done | 405 nobody; done
sign_out | | sign out | 405 | done | =
password_change | | new password | in; 200 | in; done | in; 405
password_forgotten | | forgotten | 200 | done | 405
password_sent | | nothing | 200 | 405 | 405
password_reset_confirm | MQ a-token | set password | 200 | 200 | =
tasks | | nothing | done nobody; 200 | 405 | 405
plans | | nothing | 200 | 405 | 405
route | {plan} | nothing | in; 404 strangers; 200 | in; 405 | in; 405
set_up_plan | | plan | in; 200 | in; done colin; 200 | =
plan | {plan} | nothing | 404 nobody strangers; 200 | 405 | 405
plan | {plan} ?as_at=2001-01-15 | nothing | 404 nobody strangers; 200 | 405 | 405
plan | {plan} ?as_at=someday | nothing | 404 nobody strangers; 422 | 405 | 405
plan_pdf | {plan} | nothing | 404 nobody strangers; 200 | 405 | 405
plan_pdf | {plan} ?as_at=2001-01-15 | nothing | 404 nobody strangers; 200 | 405 | 405
plan_summary_pdf | {plan} | nothing | 404 nobody strangers; 200 | 405 | 405
plan_docx | {plan} | nothing | 404 nobody strangers; 200 | 405 | 405
target_chart | {target} | nothing | 404 | 405 | 405
plan_table | {plan} targets csv | nothing | 404 nobody strangers; 200 | 405 | 405
plan_table | {plan} decisions json | nothing | 404 nobody strangers; 200 | 405 | 405
plan_table | {plan} decisions xlsx ?as_at=someday | nothing | 404 nobody strangers; 422 | 405 | 405
plan_table | {plan} people csv | nothing | 404 | 405 | 405
plan_as_at | {plan} ?as_at=2001-01-15 | nothing | 404 nobody strangers; 200 | 405 | 405
add_stage | {plan} | stage | in; 404 strangers; 200 | in; done colin; 404 strangers; 409 | =
readiness | {plan} | nothing | in; 200 colin clare ken charles ada; 404 | in; 405 | in; 405
burn_down | {plan} | nothing | in; 200 colin clare ken charles ada; 404 | in; 405 | in; 405
decisions | {plan} | nothing | 404 nobody strangers; 200 | 405 | 405
record_decision | {plan} ?body={workshop} | decision | in; 404 strangers; 200 | in; done clare; 404 strangers; 403 | =
decide_in_urgency | {plan} {mpa} | urgent | in; 404 strangers; 200 | in; done clare; 404 strangers; 409 | =
record_decision | {plan} ?body={body} | decision | in; 404 strangers; 200 | in; 200 ken; 404 strangers; 403 | =
headings | {next_plan} | nothing | in; 404 strangers; 200 | in; 405 | in; 405
add_objective | {next_plan} | new objective | in; 404 strangers; 200 | in; done colin; 404 strangers; 409 | =
add_heading | {next_plan} priority | new priority | in; 404 strangers; 200 | in; done colin; 404 strangers; 409 | =
add_heading | {next_plan} statutory | new BVPI | in; 404 strangers; 200 | in; done colin; 404 strangers; 409 | =
order_headings | {next_plan} priorities {next_key} | nothing | in; 404 strangers; 200 | in; 404 strangers; 200 | =
heading_act | {next} aspect {aspect} revise | aspect | in; 404 strangers; 200 | in; done colin; 404 strangers; 409 | =
split | {draft} | split | in; 404 strangers; 200 | in; done colin; 404 strangers; 409 | =
roll_over | {next_plan} | new year | in; 404 strangers; 200 | in; done colin; 404 strangers; 409 | =
since_last_year | {plan} | nothing | 404 | 405 | 405
since_last_year | {next_plan} | nothing | 404 nobody strangers; 200 | 405 | 405
plan_act | {plan} refer | act on plan | in; 404 strangers; 200 | in; 404 strangers; 409 | =
plan_act | {plan} publish | published on | in; 404 strangers; 200 | in; 404 strangers; 409 | =
plan_act | {plan} set_up | act on plan | in; 404 | in; 404 | =
objective | {draft} | nothing | 404 nobody strangers; 200 | 405 | 405
objective | {review} | nothing | 404 nobody strangers; 200 | 405 | 405
objective | {published} | nothing | 200 | 405 | 405
objective | {review} ?as_at=2001-01-15 | nothing | 404 nobody strangers; 200 | 405 | 405
objective | {published} ?as_at=2001-01-15 | nothing | 404 nobody strangers; 200 | 405 | 405
objective_as_at | {review} ?as_at=2001-01-15 | nothing | 404 nobody strangers; 200 | 405 | 405
amend | {published} | act on published | in; 200 | in; done colin; 409 | =
objective_act | {draft} revise | title | in; 404 strangers; 200 | in; done olive; 404 strangers; 409 | =
objective_act | {draft} assign | owner | in; 404 strangers; 200 | in; done colin; 404 strangers; 409 | =
objective_act | {draft} submit | act on draft | in; 404 strangers; 200 | in; done olive; 404 strangers; 409 | =
objective_act | {draft} invite_comment | act on draft | in; 404 strangers; 200 | in; 404 strangers; 409 | =
objective_act | {draft} approve | act on draft | in; 404 strangers; 200 | in; 404 strangers; 409 | =
objective_act | {draft} withdraw | act on draft | in; 404 strangers; 200 | in; done olive colin; 404 strangers; 409 | =
objective_act | {draft} supersede | act on draft | in; 404 | in; 404 | =
objective_act | {draft} save | act on draft | in; 404 | in; 404 | =
objective_act | {review} invite_comment | act on review | in; 404 strangers; 200 | in; 404 strangers; 409 | =
objective_act | {review} send_back | act on review | in; 404 strangers; 200 | in; 404 strangers; 409 | =
objective_act | {published} withdraw | act on published | in; 200 | in; 409 | =
draft | {draft} | nothing | in; 404 strangers; 200 | in; 405 | in; 405
draft | {published} | nothing | in; 404 strangers; 200 | in; 405 | in; 405
draft_wording | {draft} | wording | in; 404 strangers; 200 | in; done olive; 404 strangers; 409 | =
draft_check | {draft} | nothing | in; 404 strangers; 200 | in; 405 | in; 405
draft_section | {draft} notes | nothing | in; 404 strangers; 200 | in; 405 | in; 405
add_part | {draft} notes | note | in; 404 strangers; 200 | in; done olive colin; 404 strangers; 409 | =
add_part | {draft} exempt-notes | exempt note | in; 404 strangers; 200 | in; done olive colin; 404 strangers; 409 | =
order_parts | {draft} notes | order | in; 405 | in; done olive colin; 404 strangers; 409 | =
change_part | {draft} notes {note} | note | in; 404 strangers; 200 | in; done olive; 404 strangers; 409 | =
withdraw_part | {draft} notes {note} | reason | in; 404 strangers; 200 | in; done olive colin; 404 strangers; 409 | =
share_target | {draft} {indicator} | shared target | in; 404 strangers; 200 | in; done olive; 404 strangers; 409 | =
condition | {condition} | nothing | 404 nobody strangers; 200 | 405 | 405
condition_act | {condition} confirm_met | met | in; 404 strangers; 200 | in; done ken; 404 strangers; 409 | =
condition_act | {condition} waive | waived | in; 404 strangers; 200 | in; done charles; 404 strangers; 409 | =
condition_act | {condition} extend | put off | in; 404 strangers; 200 | in; done charles; 404 strangers; 409 | =
condition_act | {condition} set | waived | in; 404 | in; 404 | =
delegation | {delegation} | nothing | 404 nobody strangers; 200 | 405 | 405
delegation_act | {delegation} revoke | revoked | in; 404 strangers; 200 | in; done clare charles; 404 strangers; 409 | =
delegation_act | {delegation} give | revoked | in; 404 | in; 404 | =
decide | {to_colin} | decided | in; 404 strangers; 200 | in; done colin; 404 strangers; 200 | =
decision_act | {under} report | reported | in; 404 strangers; 200 | in; done clare; 404 strangers; 409 | =
answer | {comment} | answer | in; 404 strangers; 200 | in; done omar clare; 404 strangers; 409 | =
your_comments | | nothing | in; 200 | in; 405 | in; 405
comment_act | {comment} merge | merge | in; 404 strangers; 200 | in; done clare; 404 strangers; 409 | =
comment_act | {comment} assign | who answers | in; 404 strangers; 200 | in; done clare; 404 strangers; 409 | =
comment_act | {comment} waive | act on review | in; 404 strangers; 200 | in; 404 strangers; 409 | =
comment_act | {comment} give_answer | act on review | in; 404 | in; 404 | =
review | {part} | nothing | in; 404 strangers; 200 | in; 405 | in; 405
add_remark | {part} ?about=objective-{review} | remark | in; 404 strangers; 200 | in; done mira; 404 strangers; 409 | =
mark_as_read | {part} {review} | reading | in; 405 | in; done mira; 404 | =
send_review | {part} | review | in; 404 strangers; 200 | in; done mira; 404 strangers; 409 | =
points | {part} | points | in; 404 strangers; 200 | in; done clare; 404 strangers; 409 | =
points | {stage} | points | in; 404 | in; 404 | =
coverage | {part} | nothing | in; 200 colin clare; 404 | in; 405 | in; 405
change_remark | {remark} | remark | in; 200 mira; 404 | in; done mira; 404 | =
remove_remark | {remark} | nothing | in; 200 mira; 404 | in; done mira; 404 | =
said_and_done | {plan} | nothing | in; 404 strangers; 200 | in; 405 | in; 405
export_said_and_done | {plan} | nothing | in; 404 strangers; 200 | in; 405 | in; 405
stage_act | {stage} set_cut_off | cut-off | in; 404 strangers; 200 | in; done colin; 404 strangers; 409 | =
stage_act | {stage} revise | stage dates | in; 404 strangers; 200 | in; done colin; 404 strangers; 409 | =
stage_act | {stage} withdraw | withdraw a stage | in; 404 strangers; 200 | in; done colin; 404 strangers; 409 | =
stage_act | {stage} add | withdraw a stage | in; 404 | in; 404 | =
stage_act | {stage} issue_papers | papers | in; 404 strangers; 200 | in; 404 strangers; 409 | =
objective_versions | {review} | nothing | 404 nobody strangers; 200 | 405 | 405
objective_versions | {published} | nothing | 200 | 405 | 405
objective_comparison | {review} | nothing | 404 nobody strangers; 200 | 405 | 405
objective_comparison | {published} | nothing | 200 | 405 | 405
plan_versions | {plan} | nothing | 404 nobody strangers; 200 | 405 | 405
plan_comparison | {plan} | nothing | 404 nobody strangers; 200 | 405 | 405
sealed_text | {seal} | nothing | 404 nobody strangers; 200 | 405 | 405
sealed_text | {published_seal} | nothing | 200 | 405 | 405
target | {target} | nothing | 404 nobody strangers; 200 | 405 | 405
target | {published_target} ?as_at=2001-01-15 | nothing | 404 nobody strangers; 200 | 405 | 405
target | {published_target} | nothing | 200 | 405 | 405
target_act | {target} revise | target | in; 404 strangers; 200 | in; done olive; 404 strangers; 409 | =
target_act | {published_target} revise | target | in; 200 | in; 409 | =
consultations | {plan} | nothing | in; 404 strangers; 200 | in; 405 | in; 405
consult_about_plan | {plan} | question about plan | in; 404 strangers; 200 | in; done colin; 404 strangers; 409 | =
consult | {draft} | question | in; 404 strangers; 200 | in; done olive colin; 404 strangers; 409 | =
consultation | {asked} | nothing | in; 404 strangers; 200 | in; 405 | in; 405
record_answer | {asked} | letter | in; 404 strangers; 200 | in; done colin clare; 404 strangers; 409 | =
renew_link | {asked} | asked | in; 404 strangers; 200 | in; done olive colin; 404 strangers; 409 | =
consultation_act | {asked} extend | more time | in; 404 strangers; 200 | in; done olive colin; 404 strangers; 409 | =
consultation_act | {asked} revoke_link | asked | in; 404 strangers; 200 | in; done olive colin; 404 strangers; 409 | =
consultation_act | {asked} close | asked | in; 404 strangers; 200 | in; done olive colin; 404 strangers; 409 | =
consultation_act | {asked} give_answer | asked | in; 404 | in; 404 | =
answer_consultation | {word} | party | 200 | done | 405
answer_consultation | no-such-word | party | 404 | 404 | 405
notice | {body} | nothing | in; 404 officeless; 200 | in; 405 | in; 405
notice | {body} ?meeting-day=1&meeting-month=4 | nothing | in; 404 officeless; 200 | in; 405 | in; 405
bring_notice_rule | {body} | rule of notice | in; 200 anna; 404 officeless; 403 | in; done anna; 404 officeless; 403 | =
end_notice_rule | {notice_rule} | its end | in; 200 anna; 404 officeless; 403 | in; done anna; 404 officeless; 403 | =
announce_closure | {body} | closure | in; 200 anna; 404 officeless; 403 | in; done anna; 404 officeless; 403 | =
end_closure | {closure} | its end | in; 200 anna; 404 officeless; 403 | in; done anna; 404 officeless; 403 | =
bring_rule_into_force | {body} | rule | in; 200 anna; 404 officeless; 403 | in; done anna; 404 officeless; 403 | =
bring_urgency_rule | {body} | urgency rule | in; 200 anna; 404 officeless; 403 | in; done anna; 404 officeless; 403 | =
end_urgency_rule | {urgency_rule} | its end | in; 200 anna; 404 officeless; 403 | in; done anna; 404 officeless; 403 | =
end_rule | {rule} | its end | in; 200 anna; 404 officeless; 403 | in; done anna; 404 officeless; 403 | =
ledger | | nothing | in; 200 ada una; 403 | in; 405 | in; 405
ledger_check | | nothing | in; 200 ada una; 403 | in; 200 ada una; 403 | =
ledger_export | | nothing | in; 200 ada una; 403 | in; 405 | in; 405
ledger_entry | {entry} | nothing | in; 200 ada; 404 una; 403 | in; 405 | in; 405
bodies | | nothing | in; 404 officeless; 200 | in; 405 | in; 405
establish_body | | body | in; 404 officeless; 200 anna una; 403 | in; done anna; 200 una; 404 officeless; 403 | =
body | {body} | nothing | in; 404 officeless; 200 | in; 405 | in; 405
revise_body | {body} | name | in; 200 anna; 404 officeless; 403 | in; done anna; 404 officeless; 403 | =
confer_power | {body} | power | in; 200 anna; 404 officeless; 403 | in; done anna; 404 officeless; 403 | =
appoint | {body} | office | in; 200 anna; 404 officeless; 403 | in; done anna; 404 officeless; 403 | =
end_power | {power} | last day | in; 200 anna; 404 officeless; 403 | in; done anna; 404 officeless; 403 | =
dismiss | {office} | last day | in; 200 anna; 404 officeless; 403 | in; done anna; 404 officeless; 403 | =
people | | nothing | in; 404 officeless; 200 | in; 405 | in; 405
person | {person} | nothing | in; 404 officeless; 200 | in; 405 | in; 405
# One installation founds one authority: an administrator of its top body looks after all sign-ins. Una is another.
deputies | {olive} | nothing | in; 404 officeless; 200 | in; 405 | in; 405
name_deputy | {olive} | deputy | in; 200 olive anna; 404 officeless; 403 | in; done olive anna; 404 officeless; 403 | =
end_deputation | {deputation} | deputy's day | in; 404 officeless; 200 | in; done olive anna; 404 officeless; 409 | =
act_for | {olive} | nothing | in; 405 | in; done walter; 404 | in; 405
stop_acting | | nothing | in; 405 | in; done | in; 405
suspend_sign_in | {person} | | in; 200 anna una; 404 officeless; 403 | in; done anna una; 404 officeless; 403 | =
erase_person | {person} | erasing | in; 200 anna una; 404 officeless; 403 | in; 409 anna una; 404 officeless; 403 | =
restore_sign_in | {person} | | in; 200 anna una; 404 officeless; 403 | in; done anna una; 404 officeless; 403 | =
meeting | {meeting} | nothing | 200 | 405 | 405
sitting | {sitting} | nothing | in; 200 desk; 404 | in; 405 | in; 405
sitting_act | {sitting} close | nothing | in; 405 | in; 409 desk; 404 | in; 405
attendance | {sitting} | attendance | in; 200 desk; 404 | in; done ken; 409 desk; 404 | =
comes_or_goes | {sitting} | leaves | in; 200 desk; 404 | in; done ken; 409 desk; 404 | =
substitute | {meeting} | substitute | in; 200 desk; 404 | in; done ken; 409 desk; 404 | =
take_back_substitute | {lent} {substitution} | nothing | in; 405 | in; done ken; 409 desk; 404 | in; 405
visitor | {sitting} | visitor | in; 200 desk; 404 | in; done ken; 409 desk; 404 | =
declare_interest | {sitting} | interest | in; 200 desk; 404 | in; done ken; 409 desk; 404 | =
item_taken | {sitting} {sat} | nothing | in; 200 desk; 404 | in; 405 | in; 405
take_up | {sitting} {other_item} | chair | in; 200 desk; 404 | in; 409 desk; 404 | =
hand_over | {sitting} {sat} | another chair | in; 200 desk; 404 | in; done ken; 409 desk; 404 | =
write_minute | {sitting} {sat} | words | in; 200 desk; 404 | in; done ken; 409 desk; 404 | =
invite_comments | {sitting} {sat} | until | in; 200 desk; 404 | in; done ken; 409 desk; 404 | =
take_in_comment | {held} {noted_item} | comment by letter | in; 200 desk; 404 | in; done ken; 409 desk; 404 | =
send_comment | {held} 1 | written comment | in; 200 mira; 404 | in; done mira; 404 | =
suspend | {sitting} {sat} | suspension | in; 200 desk; 404 | in; done ken; 409 desk; 404 | =
record_motion | {sitting} {sat} | motion | in; 200 desk; 404 | in; done ken; 409 desk; 404 | =
resolve | {sitting} {sat} ?recommendation={ask} | resolution | in; 200 desk; 404 | in; done ken; 409 desk; 404 | =
conclude_item | {sitting} {sat} | nothing | in; 405 | in; 409 desk; 404 | in; 405
put_motion | {sitting} {motion} | how | in; 200 desk; 404 | in; done ken; 409 desk; 404 | =
call_in | {held} {decided} | call-in | in; 200 ken charles mira; 404 | in; done ken charles mira; 404 | =
as_amended | {sitting} {amendment} | as amended | in; 200 desk; 404 | in; done ken; 409 desk; 404 | =
as_amended | {sitting} {motion} | as amended | in; 404 | in; 404 | =
close_vote | {sitting} {motion} | nothing | in; 200 desk; 404 | in; 409 desk; 404 | =
names | {sitting} {motion} | ballots | in; 200 desk; 404 | in; 409 desk; 404 | =
motion_act | {sitting} {motion} withdraw | nothing | in; 405 | in; done ken; 409 desk; 404 | in; 405
vote | {sitting} | ballot | in; 200 mira; 404 | in; 409 mira; 404 | =
minutes | {held} | nothing | 200 | 405 | 405
minutes_pdf | {held} | nothing | 200 | 405 | 405
minutes_pdf | {sitting} | nothing | 404 | 405 | 405
confirm_minutes | {held} | nothing | in; 200 desk; 404 | in; 200 desk; 404 | =
minutes_act | {held} circulate | nothing | in; 405 | in; done ken; 409 desk; 404 | in; 405
reword | {held} {determination} | words | in; 200 desk; 404 | in; done ken; 409 desk; 404 | =
meetings | | nothing | 200 | 405 | 405
meetings_month | 2001-04 | nothing | 200 | 405 | 405
schedule_meeting | | meeting | in; 200 clerks; 404 officeless; 403 | in; done ken; 200 clerks; 404 officeless; 403 | =
standing_orders | {body} | nothing | in; 404 officeless; 200 | in; 405 | in; 405
bring_standing_orders | {body} | orders | in; 200 anna; 404 officeless; 403 | in; done anna; 404 officeless; 403 | =
end_standing_orders | {orders} | its end | in; 200 anna; 404 officeless; 403 | in; done anna; 404 officeless; 403 | =
schedule_year | | year | in; 200 clerks; 404 officeless; 403 | in; done ken; 200 clerks; 404 officeless; 403 | =
invite_body | {planned} | joint body | in; 200 | in; done ken; 409 | =
move_meeting | {planned} | another day | in; 200 | in; done ken; 409 | =
move_meeting | {meeting} | another day | in; 200 | in; 409 | =
meeting_act | {planned} relocate | another place | in; 200 | in; done ken; 409 | =
meeting_act | {planned} cancel | cancelled | in; 200 | in; done ken; 409 | =
meeting_act | {planned} call | nothing | in; 404 | in; 404 | =
papers | | a report | in; 200 colin una; 403 | in; done colin una; 403 | =
paper | {paper} | nothing | in; 200 colin; 404 una; 403 | in; 200 colin; 404 una; 403 | =
correct_line | {paper} {line} | correction | in; 200 colin; 404 una; 403 | in; done colin; 404 una; 403 | =
paper_into | {paper} ?{into} | import | in; 200 colin; 404 una; 403 | in; 409 colin; 404 una; 403 | =
throw_away | {paper} | nothing | in; 405 | in; done colin; 404 una; 403 | =
"""


class Row(NamedTuple):
    """What an address answers to everybody."""

    name: str
    thing: str
    form: str
    answers: dict[str, dict[str, str]]
    """method -> who -> answer"""

    def __str__(self) -> str:
        return f"{self.name} {self.thing}".strip()


def rows() -> list[Row]:
    """The table, line by line."""
    found = []
    table = TABLE + agendas.TABLE + calendars.TABLE + news.TABLE + taking_away.TABLE + published.TABLE
    for line in table.strip().splitlines():
        if line.startswith("#") or not line.strip():
            continue
        name, thing, form, get, post, brew = (part.strip() for part in line.split("|"))
        answers = {"GET": _everybody(get), "POST": _everybody(post), "BREW": _everybody(get if brew == "=" else brew)}
        found.append(Row(name, thing, form, answers))
    return found


def _everybody(told: str) -> dict[str, str]:
    answers: dict[str, str] = {}
    for part in told.split(";"):
        answer, *who = part.split()
        if answer == "in":
            answer, who = "sign-in", ["nobody"]
        named = [person for name in who for person in GROUPS.get(name, name).split()]
        if strangers := set(named) - set(PEOPLE):
            raise ValueError(f"Nobody is called {strangers}: {told}")
        for person in named or PEOPLE:
            answers.setdefault(person, answer)
    if missing := set(PEOPLE) - set(answers):
        raise ValueError(f"What do {missing} get? {told}")
    return answers
