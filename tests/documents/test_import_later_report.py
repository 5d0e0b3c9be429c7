"""A later report makes a draft of changes: what is revised, added, missing, and what people wrote in between."""

from datetime import date

import pytest

from audit.models import AuditEvent
from governance import procedures
from governance.models import Aspect, Indicator, Note, Objective, StatutoryIndicator, SustainedActivity, Target
from tests.documents.importing import (
    YEAR,
    a_report,
    a_target,
    an_aspect,
    an_indicator,
    an_objective,
    aspect_of,
    bring_in,
    compared,
    how_much,
    indicator_of,
    later,
    objective_of,
    only_target,
    street_crime,
    target_of,
)
from tests.world import FEB_8, JAN_15, JAN_22, bring_to
from workflow.blockers import Blocked
from workflow.gate import perform

NOTHING = {"changed": [], "added": [], "missing": [], "conflicts": []}
FEB_2 = date(2001, 2, 2)
FEB_12 = date(2001, 2, 12)
MAR_8 = date(2001, 3, 8)
STREET = "Street crime / objective 1"


def given_to_olive(world, objective: Objective) -> None:
    perform(objective.assign, actor=world.acting(world.colin, JAN_22), owner=world.olive, held_by=world.tp)


def closed_by_olive(world, on: date, text: str = "2 per cent") -> Target:
    """Olive owns the one objective there is, and resolves its one target by hand."""
    target = only_target()
    given_to_olive(world, target.objective)
    perform(
        target.revise,
        actor=world.acting(world.olive, on),
        because="The boroughs have reported.",
        basis="Borough returns",
        text=text,
        resolution="resolved",
    )
    return target


# What is revised


def test_the_same_words_in_a_later_report_change_nothing(world):
    bring_in(world, street_crime())
    before = AuditEvent.objects.count()

    done = bring_in(world, later(street_crime()), on=FEB_8)

    assert done.comparison.as_json() == NOTHING
    assert AuditEvent.objects.count() == before


def test_a_target_is_revised_with_old_and_new_text_and_value(world):
    bring_in(world, street_crime("?? per cent", "placeholder"))
    report = later(street_crime("Reduce by 2 per cent"))
    target_of(report).update(value="2", values=["2"], unit="per cent", form="percentage_change", line=96)

    done = bring_in(world, report, on=FEB_8)

    assert done.comparison.as_json()["changed"] == [
        {
            "path": f"{STREET} / indicator 1 / target",
            "field": "text",
            "old": "?? per cent",
            "new": "Reduce by 2 per cent",
        },
        {"path": f"{STREET} / indicator 1 / target", "field": "resolution", "old": "placeholder", "new": "resolved"},
        {"path": f"{STREET} / indicator 1 / target", "field": "form", "old": "", "new": "percentage_change"},
        {"path": f"{STREET} / indicator 1 / target", "field": "numbers", "old": "", "new": "2"},
        {"path": f"{STREET} / indicator 1 / target", "field": "unit", "old": "", "new": "per cent"},
    ]
    line = AuditEvent.objects.with_words().get(act_id=done.act_id)
    assert line.action == "target.revised"
    assert line.changes["text"] == ["?? per cent", "Reduce by 2 per cent"]
    assert line.changes["numbers"] == [[], ["2"]]
    assert (line.because, line.basis) == ("report 8 of 8 February 2001", "FPBV, report 8 of 8 February 2001")
    assert only_target().source == "FPBV, report 8 of 8 February 2001, line 96"


def test_titles_texts_and_statuses_are_revised(world):
    reading = street_crime()
    aspect_of(reading)["notes"] = ["These annual targets need their context."]
    objective_of(reading)["actions"] = ["Implement OTIS at all teams."]
    bring_in(world, reading)
    report = later(reading)
    report["priorities"][0]["title"] = "Making London's streets safer"
    aspect_of(report).update(
        title="Street crimes", status="under development", notes=["These targets need their context."]
    )
    objective_of(report).update(
        title="To reduce the incidence of street crime", actions=["Implement OTIS at all 32 teams."]
    )
    indicator_of(report).update(text="The number of recorded street crimes", items=["Robbery"])

    found = bring_in(world, report, on=FEB_8).comparison.as_json()

    now = "Street crimes / objective 1"
    assert [(each["path"], each["field"], each["new"]) for each in found["changed"]] == [
        ("Making London's streets safer", "title", "Making London's streets safer"),
        ("Street crimes", "title", "Street crimes"),
        ("Street crimes", "status", "under_development"),
        ("Street crimes / note 1", "text", "These targets need their context."),
        (now, "title", "To reduce the incidence of street crime"),
        (f"{now} / action point 1", "text", "Implement OTIS at all 32 teams."),
        (f"{now} / indicator 1", "text", "The number of recorded street crimes"),
        (f"{now} / indicator 1", "items", "Robbery"),
    ]
    assert found["added"] == found["missing"] == found["conflicts"] == []
    assert Indicator.objects.get(objective__plan__financial_year=YEAR).items == ["Robbery"]


# Which is which


def test_a_renumbered_objective_is_the_same(world):
    first = an_objective(1, "To reduce street crime", an_indicator("Crimes", a_target("5 per cent")))
    second = an_objective(2, "To recover firearms", an_indicator("Firearms", a_target("200")))
    bring_in(world, a_report(an_aspect("Street crime", first, second)))
    report = a_report(
        an_aspect("Street crime", {**second, "number": 1}, {**first, "number": 2}), number="8", date="2001-02-08"
    )

    done = bring_in(world, report, on=FEB_8)

    found = done.comparison.as_json()
    assert [(each["path"], each["field"], each["old"], each["new"]) for each in found["changed"]] == [
        ("Street crime / objective 1", "number", "2", "1"),
        ("Street crime / objective 1", "order", "2", "1"),
        ("Street crime / objective 2", "number", "1", "2"),
        ("Street crime / objective 2", "order", "1", "2"),
    ]
    assert found["added"] == found["missing"] == []
    in_order = Objective.objects.filter(plan=done.plan).values_list("number", "title")
    assert list(in_order) == [(1, "To recover firearms"), (2, "To reduce street crime")]


def test_a_reworded_objective_of_the_same_number_is_the_same(world):
    bring_in(world, street_crime())
    report = later(street_crime())
    objective_of(report)["title"] = "To reduce the street crime that Londoners suffer"

    found = bring_in(world, report, on=FEB_8).comparison.as_json()

    assert [each["field"] for each in found["changed"]] == ["title"]
    assert Objective.objects.filter(plan__financial_year=YEAR).count() == 1


def test_another_objective_of_the_same_number_is_another(world):
    bring_in(world, street_crime())
    report = later(street_crime())
    objective_of(report)["title"] = "To answer letters sooner"

    found = bring_in(world, report, on=FEB_8).comparison.as_json()

    assert found["added"][0] == {"path": STREET, "text": "To answer letters sooner"}
    assert found["missing"] == [{"path": STREET, "text": "To reduce street crime"}]
    assert Objective.objects.filter(plan__financial_year=YEAR, number=1).count() == 2


def test_what_is_new_stands_where_the_report_has_it(world):
    names = ["To reduce robbery", "To reduce burglary", "To reduce snatch theft"]
    bring_in(world, a_report(an_aspect("Street crime", an_objective(1, names[0]), an_objective(2, names[1]))))
    report = a_report(
        an_aspect(
            "Street crime",
            an_objective(1, names[0]),
            an_objective(2, names[2]),
            an_objective(3, names[1], an_indicator("X")),
        ),
        number="8",
        date="2001-02-08",
    )

    done = bring_in(world, report, on=FEB_8)

    assert list(Objective.objects.filter(plan=done.plan).values_list("title", flat=True)) == [
        names[0],
        names[2],
        names[1],
    ]


def test_what_vanished_is_listed_and_never_deleted(world):
    reading = street_crime(
        sustained_activities=[{"title": "Homicide", "text": "Teams investigate.", "targets": [a_target("89 per cent")]}]
    )
    objective_of(reading)["indicators"].append(an_indicator("Clear-ups", a_target("10 per cent")))
    objective_of(reading)["notes"] = ["A note."]
    aspect_of(reading)["objectives"].append(an_objective(2, "To answer letters sooner"))
    aspect_of(reading)["contributes_to"] = [{"number": 127, "limb": "", "text": "Robberies per 1,000"}]
    reading["priorities"][0]["aspects"].append(an_aspect("Firearms", an_objective(1, "To find firearms")))
    bring_in(world, reading)
    rows = [model.objects.count() for model in (Aspect, Objective, Indicator, Target, Note, SustainedActivity)]
    report = later(street_crime())
    target_of(report).update(text="", resolution="missing")

    found = bring_in(world, report, on=FEB_8).comparison.as_json()

    assert {each["path"] for each in found["missing"]} == {
        "Firearms",
        "Firearms / objective 1",
        "Street crime / BVPI 127",
        f"{STREET} / note 1",
        f"{STREET} / indicator 1 / target",
        f"{STREET} / indicator 2",
        "Street crime / objective 2",
        "Sustained activities / Homicide",
    }
    assert found["changed"] == found["added"] == found["conflicts"] == []
    assert [model.objects.count() for model in (Aspect, Objective, Indicator, Target, Note, SustainedActivity)] == rows


def test_a_shared_target_is_revised_once(world):
    shared = a_target("Not appropriate", "deliberately_not_set", line=290, shared=True)
    indicators = [an_indicator("White persons", dict(shared)), an_indicator("Minority persons", dict(shared))]
    reading = a_report(an_aspect("Hate crime", an_objective(1, "To search fairly", *indicators)))
    bring_in(world, reading)
    report = later(reading)
    for indicator in objective_of(report)["indicators"]:
        indicator["targets"][0]["text"] = "Not appropriate now"

    done = bring_in(world, report, on=FEB_8)

    assert only_target().indicators.count() == 2
    assert AuditEvent.objects.filter(act_id=done.act_id, action="target.revised").count() == 1


def test_statutory_indicators_are_found_again_by_number_limb_and_words(world):
    reading = street_crime()
    aspect_of(reading)["contributes_to"] = [
        {"number": 26, "limb": "", "text": "Days lost per police officer"},
        {"number": 26, "limb": "", "text": "Days lost per civilian"},
        {"number": 129, "limb": "a", "text": "Offenders charged"},
    ]
    bring_in(world, reading)

    assert StatutoryIndicator.objects.filter(plan__financial_year=YEAR).count() == 3
    assert compared(world, later(reading), on=FEB_8) == NOTHING


def test_a_plan_made_by_hand_is_brought_up_to_a_report(world):
    """The world's own plan was never imported."""
    found = bring_in(world, street_crime("Reduce by 6 per cent"), year="2001/02").comparison.as_json()

    assert found["changed"] == [
        {
            "path": f"{STREET} / indicator 1 / target",
            "field": "text",
            "old": "Reduce by 5 per cent",
            "new": "Reduce by 6 per cent",
        },
        {"path": f"{STREET} / indicator 1 / target", "field": "numbers", "old": "5", "new": ""},
    ]
    missing = {each["path"] for each in found["missing"]}
    assert missing == {"Firearms", "Firearms / objective 1", f"{STREET} / indicator 2"}
    assert Objective.objects.filter(plan=world.plan).count() == 2


def test_an_aspect_is_not_moved_to_another_priority(world):
    crime, rape = (an_aspect(title, an_objective(1, f"About {title}")) for title in ("Street crime", "Rape"))
    reading = a_report(crime)
    reading["priorities"].append({"title": "Hate crimes", "scope": "external", "aspects": [rape]})
    bring_in(world, reading)
    report = later(reading)
    report["priorities"][1]["aspects"].append(report["priorities"][0]["aspects"].pop())

    found = bring_in(world, report, on=FEB_8).comparison.as_json()

    assert found == NOTHING | {
        "conflicts": [
            {
                "path": "Street crime",
                "field": "priority",
                "old": "Safer streets",
                "new": "Hate crimes",
                "sentence": "An import does not move an aspect to another priority.",
            }
        ]
    }


def test_a_target_that_serves_two_indicators_is_not_parted(world):
    shared = a_target("Parity", line=290, shared=True)
    indicators = [an_indicator("White persons", dict(shared)), an_indicator("Minority persons", dict(shared))]
    bring_in(world, a_report(an_aspect("Hate crime", an_objective(1, "To search fairly", *indicators))))
    apart = [
        an_indicator("White persons", a_target("Parity")),
        an_indicator("Minority persons", a_target("20 per cent")),
    ]
    report = a_report(
        an_aspect("Hate crime", an_objective(1, "To search fairly", *apart)), number="8", date="2001-02-08"
    )

    found = bring_in(world, report, on=FEB_8).comparison.as_json()

    assert found["changed"] == []
    assert [each["sentence"] for each in found["conflicts"]] == [
        "In the plan this target serves several indicators; an import does not part them."
    ]


def test_an_indicator_in_other_words_is_another_and_its_target_stays(world):
    bring_in(world, street_crime())
    report = later(street_crime("90 per cent"))
    indicator_of(report)["text"] = "Letters answered within ten days"

    found = bring_in(world, report, on=FEB_8).comparison.as_json()

    assert found["changed"] == []
    assert [each["path"] for each in found["added"]] == [f"{STREET} / indicator 1 / target", f"{STREET} / indicator 1"]
    assert found["missing"] == [{"path": f"{STREET} / indicator 1", "text": "Recorded street crimes"}]


# What people wrote in between


def test_a_target_closed_by_hand_is_never_thrown_open_again(world):
    bring_in(world, street_crime("?? per cent", "placeholder"))
    target = closed_by_olive(world, FEB_2)
    before = AuditEvent.objects.count()

    done = bring_in(world, later(street_crime("?? per cent", "placeholder")), on=FEB_8)

    sentence = "Olive Grant closed it on 2 February 2001; the report still has “?? per cent”."
    path = f"{STREET} / indicator 1 / target"
    assert done.comparison.as_json() == NOTHING | {
        "conflicts": [
            {"path": path, "field": "text", "old": "2 per cent", "new": "?? per cent", "sentence": sentence},
            {"path": path, "field": "resolution", "old": "resolved", "new": "placeholder", "sentence": sentence},
        ]
    }
    target.refresh_from_db()
    assert (target.text, target.resolution) == ("2 per cent", "resolved")
    assert AuditEvent.objects.count() == before


def test_an_open_target_in_other_words_does_not_replace_one_closed_by_hand_either(world):
    bring_in(world, street_crime("?? per cent", "placeholder"))
    closed_by_olive(world, FEB_2)

    found = bring_in(world, later(street_crime("X per cent", "placeholder")), on=FEB_8).comparison.as_json()

    assert found["changed"] == []
    assert {each["sentence"] for each in found["conflicts"]} == {
        "Olive Grant closed it on 2 February 2001; the report still has “X per cent”."
    }


def test_a_later_figure_replaces_one_closed_by_hand_before_it(world):
    bring_in(world, street_crime("?? per cent", "placeholder"))
    closed_by_olive(world, FEB_2)

    found = bring_in(world, later(street_crime("3 per cent")), on=FEB_8).comparison.as_json()

    assert found["conflicts"] == []
    assert only_target().text == "3 per cent"


def test_a_figure_older_than_the_one_closed_by_hand_is_a_conflict(world):
    bring_in(world, street_crime("?? per cent", "placeholder"))
    closed_by_olive(world, FEB_12)

    found = bring_in(world, later(street_crime("3 per cent")), on=FEB_12).comparison.as_json()

    assert found["changed"] == []
    assert found["conflicts"][0]["sentence"] == (
        "Olive Grant changed it on 12 February 2001, after the report of 8 February 2001."
    )
    assert only_target().text == "2 per cent"


def test_words_changed_by_hand_are_kept_while_the_report_only_repeats_its_own(world):
    bring_in(world, street_crime())
    objective = Objective.objects.get(plan__financial_year=YEAR)
    given_to_olive(world, objective)
    olive = world.acting(world.olive, FEB_2)
    perform(objective.revise, actor=olive, title="To reduce street robbery")

    found = bring_in(world, later(street_crime()), on=FEB_8).comparison.as_json()

    assert found == NOTHING | {
        "conflicts": [
            {
                "path": STREET,
                "field": "title",
                "old": "To reduce street robbery",
                "new": "To reduce street crime",
                "sentence": "Olive Grant changed it on 2 February 2001; the report still has what was imported before.",
            }
        ]
    }
    report = later(street_crime(), number="10", date="2001-03-08")
    objective_of(report)["title"] = "To reduce robbery in the street"
    assert bring_in(world, report, on=MAR_8).comparison.as_json()["conflicts"] == []
    objective.refresh_from_db()
    assert objective.title == "To reduce robbery in the street"


def test_a_target_that_a_report_closed_is_opened_again_by_a_later_report(world):
    """No person decided in between; the later report is the plan's latest text, and the ledger keeps both."""
    bring_in(world, street_crime("5 per cent"))

    found = bring_in(world, later(street_crime("5 per cent?", "provisional")), on=FEB_8).comparison.as_json()

    assert [each["field"] for each in found["changed"]] == ["text", "resolution"]
    assert only_target().resolution == "provisional"


def test_an_objective_that_no_longer_changes_is_listed_with_the_gates_sentence(world):
    bring_in(world, street_crime())
    objective = Objective.objects.get(plan__financial_year=YEAR)
    colin = world.acting(world.colin, FEB_2)
    perform(objective.withdraw, actor=colin, because="Another plan has it.")
    report = later(street_crime("Reduce by 6 per cent"))
    objective_of(report).update(title="To reduce the incidence of street crime", notes=["Why."])
    aspect_of(report)["objectives"].append(an_objective(2, "To recover firearms"))

    done = bring_in(world, report, on=FEB_8)

    found = done.comparison.as_json()
    sentence = "Street crime: objective 1 is withdrawn: its text no longer changes."
    assert [(each["path"], each["field"]) for each in found["conflicts"]] == [
        (STREET, "title"),
        (f"{STREET} / note 1", ""),
        (f"{STREET} / indicator 1 / target", "text"),
    ]
    assert {each["sentence"] for each in found["conflicts"]} == {sentence}
    assert found["added"] == [{"path": "Street crime / objective 2", "text": "To recover firearms"}]
    assert Target.objects.get(objective=objective).text == "Reduce by 5 per cent"


def test_an_approved_objective_stays_and_the_rest_is_imported(world):
    bring_to(world, "approved")
    reading = street_crime("Reduce by 6 per cent", date="2001-02-20")
    reading["priorities"][0]["aspects"].append(an_aspect("Rape", an_objective(1, "To help victims")))
    aspect_of(reading)["title"] = "Street crimes"

    found = bring_in(world, reading, on=date(2001, 2, 20), year="2001/02").comparison.as_json()

    sentences = {(each["path"], each["field"]): each["sentence"] for each in found["conflicts"]}
    closed = "Street crime: objective 1 is approved: its text no longer changes."
    assert sentences["Street crimes / objective 1 / indicator 1 / target", "text"] == closed
    assert sentences["Street crimes", "title"] == (
        "1 objective is decided under this title: Street crime: objective 1."
    )
    assert [each["path"] for each in found["added"]] == ["Rape", "Rape / objective 1"]
    world.aspect.refresh_from_db()
    assert world.aspect.title == "Street crime"


# Earlier reports


@pytest.mark.parametrize("on", ["2001-01-09", "2001-01-22"])
def test_a_report_no_later_than_the_last_is_refused_unless_it_is_meant(world, on):
    bring_in(world, street_crime())
    report = later(street_crime("Reduce by 4 per cent"), number="4", date=on)
    before = how_much()

    with pytest.raises(Blocked) as refused:
        bring_in(world, report)

    day = "9 January 2001" if on == "2001-01-09" else "22 January 2001"
    assert str(refused.value) == (
        f"Report 4 of {day} is no later than report 3 of 22 January 2001, which Colin Reyes has imported."
    )
    assert how_much() == before
    assert bring_in(world, report, anyway=True).comparison.changed


def test_the_day_of_an_import_is_the_day_of_the_person_never_of_the_report(world):
    done = bring_in(world, street_crime(), on=JAN_15)

    days = AuditEvent.objects.filter(act_id=done.act_id).values_list("effective_on", flat=True)
    assert set(days) == {JAN_15}


# What was withdrawn in between


def test_what_somebody_withdrew_is_told_and_not_put_back(world):
    report = street_crime()
    objective_of(report).update(notes=["See annex A.", "See annex B."])
    bring_in(world, report)
    note = Note.objects.get(text="See annex A.")
    perform(note.withdraw, actor=world.acting(world.colin, FEB_2))

    done = bring_in(world, later(report), on=FEB_8)

    assert done.comparison.as_json() == {
        **NOTHING,
        "conflicts": [
            {
                "path": f"{STREET} / note 1",
                "field": "",
                "old": "",
                "new": "See annex A.",
                "sentence": "Colin Reyes withdrew it on 2 February 2001; the report still has it.",
            }
        ],
    }
    assert [each.text for each in Note.objects.filter(objective=note.objective)] == ["See annex B."]


def test_an_indicator_that_was_withdrawn_stays_out_with_its_target(world):
    bring_in(world, street_crime())
    target = only_target()
    given_to_olive(world, target.objective)
    procedures.withdraw_indicator(
        target.indicators.get(), actor=world.acting(world.olive, FEB_2), because="Nobody counts it."
    )

    done = bring_in(world, later(street_crime()), on=FEB_8)

    assert [each.sentence for each in done.comparison.conflicts] == [
        "Olive Grant withdrew it on 2 February 2001; the report still has it."
    ]
    assert not Target.objects.filter(objective=target.objective).exists()


def test_what_stands_again_in_the_same_words_is_matched_with_that(world):
    report = street_crime()
    objective_of(report).update(notes=["See annex A."])
    bring_in(world, report)
    note = Note.objects.get(text="See annex A.")
    perform(note.withdraw, actor=world.acting(world.colin, FEB_2))
    perform(Note(objective=note.objective, text="See annex A.", order=1).add, actor=world.acting(world.colin, FEB_2))

    assert bring_in(world, later(report), on=FEB_8).comparison.as_json() == NOTHING


def test_a_report_without_what_was_withdrawn_misses_nothing(world):
    report = street_crime()
    objective_of(report).update(notes=["See annex A."])
    bring_in(world, report)
    perform(Note.objects.get(text="See annex A.").withdraw, actor=world.acting(world.colin, FEB_2))

    assert bring_in(world, later(street_crime()), on=FEB_8).comparison.as_json() == NOTHING
