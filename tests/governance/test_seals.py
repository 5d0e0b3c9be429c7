"""What somebody had before them is sealed on every occasion, kept once, and proves itself."""

import hashlib
from datetime import date
from functools import partial

import pytest
import rfc8785
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from audit.canonical import canonical, plain
from audit.models import AuditEvent, SealedText
from audit.sealed import faults_in_texts, texts_of
from governance import procedures
from governance.differences import summed_up
from governance.models import (
    ActionPoint,
    Contribution,
    Indicator,
    Note,
    Objective,
    Plan,
    Seal,
    StatutoryIndicator,
    SustainedActivity,
    Target,
)
from governance.models.outcome import OutcomeKind
from governance.seal import as_read, plan_as_read
from tests.audit.paper import verify
from tests.governance.scenes import refusal
from tests.ledger import triggers_off
from tests.workflow.many import many_before_the_authority
from tests.world import FEB_8, JAN_15, JAN_17, JAN_22, MAR_31, acting, bring_to, resolve, submit
from workflow.gate import perform, perform_each

FEB_9 = date(2001, 2, 9)


def taken(objective) -> list[tuple]:
    """Every seal of an objective: occasion, day, stage, body."""
    seals = Seal.objects.filter(objective=objective).select_related("body")
    return [(each.occasion, each.taken_on, each.stage, each.body.short_name if each.body else "") for each in seals]


# On every occasion


def test_an_objective_is_sealed_whenever_it_comes_to_a_body_is_decided_on_or_published(world):
    bring_to(world, "published")

    assert taken(world.street) == [
        ("submitted", JAN_15, "workshop_review", "Workshop"),
        ("decision", JAN_17, "workshop_review", "Workshop"),
        ("stage_opened", JAN_17, "committee_comment", "FPBV"),
        ("decision", JAN_22, "committee_comment", "FPBV"),
        ("stage_opened", JAN_22, "authority_approval", "MPA"),
        ("decision", FEB_8, "authority_approval", "MPA"),
        ("publication", MAR_31, "published", ""),
    ]
    assert world.street.seals.get(occasion="decision", taken_on=FEB_8).decision.reference == "MPA 8"


def test_the_seal_of_a_decision_is_that_of_its_outcome(world):
    bring_to(world, "approved")

    for outcome in world.street.outcomes.all():
        assert outcome.decision.seals.get().digest == outcome.seal


def test_a_text_is_kept_once_however_often_it_is_sealed(world):
    bring_to(world, "published")

    digests = {seal.digest for seal in world.street.seals.all()}
    assert digests == {world.street.seal()}
    assert SealedText.objects.filter(pk__in=digests).count() == 1


def test_a_plan_is_sealed_with_its_objectives_when_its_review_opens_when_it_is_referred_decided_and_published(world):
    colin, clare = acting(world.colin, MAR_31), acting(world.clare, MAR_31)
    bring_to(world, "approved")
    perform(world.guns.withdraw, actor=acting(world.colin), because="It is done.")
    perform(world.plan.refer, actor=colin)
    decision = procedures.Decision(
        plan=world.plan, body=world.mpa, circulated_on=FEB_8, decided_on=FEB_8, reference="the plan"
    )
    procedures.record_decision(decision, procedures.Resolved({}, OutcomeKind.APPROVED), actor=clare)
    perform(world.plan.approve, actor=clare)
    procedures.publish_plan(world.plan, actor=clare, on=MAR_31)

    seals = list(Seal.objects.filter(plan=world.plan).select_related("sealed"))
    assert [(each.occasion, each.stage) for each in seals] == [
        ("stage_opened", "in_review"),
        ("decision", "before_authority"),
        ("stage_opened", "before_authority"),
        ("publication", "published"),
    ]
    (published,) = texts_of([seals[-1].digest]).values()
    assert texts_of(published["objectives"]) == {world.street.seal(): plain(as_read(world.street))}
    assert seals[-1].digest == world.plan.seal()


def test_a_body_beside_another_has_a_seal_of_its_own(world):
    from governance.models import Stage

    perform(
        Stage(plan=world.plan, kind="workshop_review", body=world.fpbv, opens_on=JAN_15, closes_on=JAN_17).add,
        actor=acting(world.colin),
    )
    resolve(world)
    world.street.refresh_from_db()
    submit(world)

    assert sorted(body for *_, body in taken(world.street)) == ["FPBV", "Workshop"]
    assert len({seal.digest for seal in world.street.seals.all()}) == 1


# Papers


def papers(world, on=JAN_22, today=None, body=None):
    stage = world.plan.stages.get(body=body or world.fpbv)
    return partial(stage.issue_papers, issued_on=on), {
        "actor": acting(world.ken, today or on),
        "effective_on": on,
    }


def test_with_the_papers_everything_before_the_body_is_sealed(world):
    bring_to(world, "committee_comment")
    act, about = papers(world)
    line = perform(act, **about)

    sealed = Seal.objects.filter(occasion="papers_issued")
    assert {(each.root, each.body, each.taken_on, each.stage) for each in sealed} == {
        (world.street, world.fpbv, JAN_22, "committee_comment"),
        (world.plan, world.fpbv, JAN_22, "committee_comment"),
    }
    assert line.action == "stage.papers_issued"
    assert set(AuditEvent.objects.filter(act_id=line.act_id).values_list("action", flat=True)) == {
        "stage.papers_issued",
        "seal.taken",
    }


def test_a_supplement_of_the_same_day_is_sealed_again(world):
    bring_to(world, "committee_comment")
    for _ in range(2):
        act, about = papers(world)
        perform(act, **about)

    assert world.street.seals.filter(occasion="papers_issued").count() == 2
    assert world.plan.stages.get(body=world.fpbv).issues == 2


def test_no_papers_go_out_with_nothing_in_them(world):
    act, about = papers(world)

    assert refusal(act, **about) == ["Nothing is before FPBV for committee comment yet."]


def test_what_has_changed_since_is_not_what_went_out(world):
    bring_to(world, "committee_comment")
    revise(world, on=FEB_9)
    act, about = papers(world, on=JAN_22, today=FEB_9)

    assert refusal(act, **about) == [
        "What went out on 22 January 2001 has changed since: Street crime: objective 1 on 9 February 2001."
    ]
    assert taken(world.street)[-1][0] != "papers_issued"


def test_papers_that_went_out_under_another_title_are_not_what_went_out(world):
    bring_to(world, "committee_comment")
    aspect, colin = world.street.aspect, acting(world.colin, FEB_9)
    perform(partial(aspect.revise, title="Muggings", status=""), actor=colin, because="So.")
    act, about = papers(world, on=JAN_22, today=FEB_9)

    assert refusal(act, **about) == [
        "What went out on 22 January 2001 has changed since: Muggings: objective 1 on 9 February 2001."
    ]


def test_a_plan_that_has_changed_around_its_objectives_is_not_what_went_out(world):
    bring_to(world, "committee_comment")
    activity = SustainedActivity(plan=world.plan, title="Homicide", order=1)
    perform(activity.add, actor=acting(world.colin, FEB_9))
    act, about = papers(world, on=JAN_22, today=FEB_9)

    assert refusal(act, **about) == [
        "What went out on 22 January 2001 has changed since: Policing and performance plan 2001/02 on 9 February 2001."
    ]
    act, about = papers(world, on=FEB_9)
    perform(act, **about)


def test_papers_of_today_may_hold_what_changed_today(world):
    bring_to(world, "committee_comment")
    revise(world, on=FEB_9)
    act, about = papers(world, on=FEB_9)

    perform(act, **about)


def test_papers_go_out_on_the_day_they_take_effect(world):
    bring_to(world, "committee_comment")
    act, about = papers(world, on=JAN_22)

    assert refusal(act, **about | {"effective_on": JAN_17}) == ["Say on which day the papers go out."]


# What is in a text


def revise(world, text="9 per cent", on=FEB_9, **more):
    return perform(
        partial(world.resolved.revise, text=text, **more), actor=acting(world.olive, on), because="More officers."
    )


def enriched(world) -> Objective:
    """Street crime with something of everything a reader can see."""
    colin = acting(world.colin)
    bvpi = StatutoryIndicator(plan=world.plan, financial_year="2001/02", number=127, limb="a")
    perform(bvpi.add, actor=colin)
    indicator = world.street.indicators.first()
    perform_each(
        [
            Note(objective=world.street, text="Street crime is robbery and snatches – “muggings”.", order=1).add,
            ActionPoint(objective=world.street, text="Buy radios", due="2001-09", order=1).add,
            Contribution(plan=world.plan, statutory=bvpi, objective=world.street, indicator=indicator).add,
        ],
        actor=colin,
    )
    return Objective.objects.get(pk=world.street.pk)


def test_a_text_is_everything_a_reader_sees_and_no_key_of_any_row(world):
    read = as_read(enriched(world))

    assert {name: value for name, value in read.items() if name not in ("indicators", "targets")} == {
        "actions": [{"due": "2001-09", "text": "Buy radios"}],
        "aspect": "Street crime",
        "labelled": True,
        "notes": ["Street crime is robbery and snatches – “muggings”."],
        "number": 1,
        "priority": "Safer streets",
        "title": "To reduce street crime",
    }
    assert read["indicators"] == [
        {"items": [], "statutory": ["BVPI 127 a)"], "target": 0, "text": "Recorded street crimes"},
        {"items": [], "statutory": [], "target": 1, "text": "Offences cleared up"},
    ]
    assert [each["text"] for each in read["targets"]] == ["Reduce by 5 per cent", "?? per cent"]


def test_a_target_that_serves_two_indicators_is_one_target(world):
    perform(
        Indicator(objective=world.street, target=world.resolved, text="Snatches", order=9).add,
        actor=acting(world.colin),
    )

    read = as_read(Objective.objects.get(pk=world.street.pk))
    assert [each["target"] for each in read["indicators"]] == [0, 1, 0]
    assert len(read["targets"]) == 2


def test_what_is_sealed_is_what_any_canonicaliser_of_rfc_8785_writes(world):
    submit_enriched = enriched(world)
    resolve(world)
    perform(submit_enriched.submit, actor=acting(world.olive))
    activity = SustainedActivity(plan=world.plan, title="Homicide", order=1)
    perform(activity.add, actor=acting(world.colin))
    perform(Target(activity=activity, text="90 per cent", resolution="resolved").add, actor=acting(world.colin))

    kept = world.street.seals.get().sealed
    read = plain(as_read(Objective.objects.get(pk=world.street.pk)))
    assert kept.text.encode() == rfc8785.dumps(read) == canonical(read)
    assert hashlib.sha256(kept.text.encode()).hexdigest() == kept.digest
    plan = plain(plan_as_read(world.plan))
    assert canonical(plan) == rfc8785.dumps(plan)


def test_an_amendment_that_changes_nothing_has_the_seal_of_what_it_amends(world):
    bring_to(world, "published")
    amendment = procedures.amend(world.street, actor=acting(world.colin, MAR_31), because="A new law.")

    assert Objective.objects.get(pk=amendment.pk).seal() == Objective.objects.get(pk=world.street.pk).seal()


# The proof


def test_a_seal_is_frozen_and_so_is_its_text(world):
    resolve(world)
    submit(world)

    for statement in (
        "UPDATE audit_sealedtext SET text = '{}'",
        "DELETE FROM audit_sealedtext",
        "UPDATE governance_seal SET taken_on = '2001-01-01'",
        "DELETE FROM governance_seal",
    ):
        with pytest.raises(Exception, match="append-only|through the gate"), transaction.atomic():  # noqa: SIM117
            with connection.cursor() as cursor:
                cursor.execute(statement)
    assert verify()["whole"]


def test_a_text_that_was_tampered_with_is_found_and_named(world):
    resolve(world)
    submit(world)
    digest = world.street.seals.get().digest
    with triggers_off(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE audit_sealedtext SET text = replace(text, '2 per cent', '3 per cent') WHERE digest = %s", [digest]
        )

    assert [(each.where, each.what) for each in faults_in_texts()] == [
        (f"seal {digest}", "The text kept under this seal is not the text that was sealed.")
    ]
    assert verify()["first"]["where"] == f"seal {digest}"


def test_a_seal_whose_text_is_gone_is_found_and_named(world):
    resolve(world)
    submit(world)
    seal = world.street.seals.get()
    with triggers_off(), connection.constraint_checks_disabled(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_sealedtext WHERE digest = %s", [seal.digest])
        found = [(each.where, each.what) for each in faults_in_texts()]
        cursor.execute("INSERT INTO audit_sealedtext (digest, text) VALUES (%s, '{}')", [seal.digest])

    assert found == [(f"governance.seal {seal.pk}", f"The text it sealed, {seal.digest}, is gone.")]


def test_a_seal_that_says_another_digest_than_its_line_is_found_and_named(world):
    resolve(world)
    submit(world)
    perform(world.guns.submit, actor=acting(world.omar))
    mine, other = world.street.seals.get(), world.guns.seals.get()
    with triggers_off(), connection.cursor() as cursor:
        cursor.execute("UPDATE governance_seal SET sealed_id = %s WHERE id = %s", [other.digest, mine.pk])

    first = verify()["first"]
    assert first["where"] == f"governance.seal {mine.pk}"
    assert first["what"] == f"Its sealed is “{other.digest}”, and the ledger proves “{mine.digest}”."


# What differs


def test_a_text_differs_from_no_seal_of_its_own(world):
    bring_to(world, "committee_comment")

    assert Objective.objects.get(pk=world.street.pk).differs_from(world.street.seals.last()) == []
    assert world.plan.differs_from(world.plan.seals.last()) != []


def test_what_fpbv_had_differs_in_the_targets_that_were_revised_since(world):
    bring_to(world, "committee_comment")
    seal = world.street.seals.get(occasion="stage_opened")
    revise(world, numbers=["9"], unit="per cent")

    (target,) = Objective.objects.get(pk=world.street.pk).differs_from(seal)

    assert (target.kind, target.name, target.fate) == ("target", "Recorded street crimes", "changed")
    assert [(each.label, each.old, each.new, each.step) for each in target.changed] == [
        ("Text as written", "Reduce by 5 per cent", "9 per cent", ""),
        ("Number", "5", "9", "+4 points"),
        ("Unit", "", "per cent", ""),
    ]
    assert summed_up([target]) == "1 target"


def test_a_plan_differs_by_heading_activity_and_objective(world):
    bring_to(world, "committee_comment")
    act, about = papers(world)
    perform(act, **about)
    seal = Seal.objects.get(plan=world.plan, occasion="papers_issued")
    revise(world)
    activity = SustainedActivity(plan=world.plan, title="Homicide", order=1)
    perform(activity.add, actor=acting(world.colin))

    differing = Plan.objects.get(pk=world.plan.pk).differs_from(seal)

    assert [(each.kind, each.name, each.fate) for each in differing] == [
        ("sustained activity", "Homicide", "added"),
        ("objective", "Street crime: objective 1", "changed"),
    ]
    assert summed_up(differing) == "1 sustained activity and 1 objective"
    assert [value.label for value in differing[1].changed] == ["Target “Recorded street crimes”: text as written"]


# At once


def test_sealing_takes_as_many_statements_for_many_objectives_as_for_few(world):
    statements = {}
    for count, year in ((3, "2002/03"), (12, "2003/04")):
        objectives = many_before_the_authority(world, count, year)
        perform_each([each.approve for each in objectives], actor=acting(world.clare, FEB_8))
        with CaptureQueriesContext(connection) as captured:
            perform_each(
                [partial(each.publish, published_on=MAR_31) for each in objectives], actor=acting(world.clare, MAR_31)
            )
        statements[count] = len(captured)
        assert Seal.objects.filter(objective__in=objectives, occasion="publication").count() == count

    assert statements[12] == statements[3]


def test_the_public_reads_what_was_published_and_nothing_before(world):
    bring_to(world, "published")
    walter = acting(world.walter)

    assert {each.occasion for each in Seal.objects.visible_to(walter)} == {"publication"}
    assert Seal.objects.visible_to(acting(world.mira)).count() == Seal.objects.count()
