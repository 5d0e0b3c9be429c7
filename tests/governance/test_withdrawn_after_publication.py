"""What is published is withdrawn by the decision of a body with the power: openly, for good, and still to be read."""

from datetime import date
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from audit.models import AuditEvent
from evidence.came_about import came_about
from governance.models import Decision, Objective, Outcome, Plan, Power, Seal, Target
from governance.models.outcome import OutcomeKind
from governance.published import editions_of, record_of_edition, with_changes
from governance.withdrawal import withdrawal_of
from tests.audit.paper import verify
from tests.governance.scenes import a_plan, carry, clerk_of, decided, refusal
from tests.publication.scenes import amend_it, page_of, publish_the_plan, said
from tests.world import JAN_15, MAR_31, acting, bring_to
from workflow.blockers import Blocked
from workflow.gate import blockers, perform
from workflow.writing import write_rows

APR_3 = date(2001, 4, 3)
MAY_2 = date(2001, 5, 2)
MAY_3 = date(2001, 5, 3)
WHY = "A new law took its place."
NOBODY_DECIDED = (
    "No decision of MPA since Street crime: objective 1 was published on 31 March 2001 is recorded: "
    "MPA has to decide that it is withdrawn."
)

LISTED = "Street crime: objective 1 . Withdrawn on 3 May 2001 by decision MPA 12 , taken by MPA on 2 May 2001."
"""as the page of a plan lists it"""


@pytest.fixture
def published(world):
    """The plan is out, with Street crime: objective 1; Firearms was withdrawn before it was published."""
    publish_the_plan(world)
    world.street.refresh_from_db()
    return world


def decide(world, body=None, on: date = MAY_2, reference: str = "MPA 12", **more) -> Decision:
    """A body resolves something about the plan after its publication."""
    body = body or world.mpa
    made = Decision(**{"plan": world.plan, **more}, body=body, circulated_on=JAN_15, decided_on=on, reference=reference)
    perform(made.record, actor=acting(clerk_of(world, body), max(on, MAY_2)))
    return made


def withdraw(world, decision: Decision, on: date = MAY_3) -> Objective:
    perform(partial(world.street.withdraw_published, decision=decision), actor=acting(world.clare, on), because=WHY)
    return Objective.objects.get(pk=world.street.pk)


def refused(world, decision, person=None, on: date = MAY_3, thing=None, because: str = WHY) -> list[str]:
    act = partial((thing or world.street).withdraw_published, decision=decision)
    return refusal(act, acting(person or world.clare, on), because=because)


def stranger(world):
    return acting(world.walter, MAY_3)


def test_the_clerk_withdraws_it_by_a_decision_of_the_authority_and_the_ledger_says_so(published):
    decision = decide(published)
    street = withdraw(published, decision)

    assert (street.state, street.withdrawn_under, street.published_on) == ("withdrawn", decision, MAR_31)
    told = withdrawal_of(street)
    assert (told.on, told.because, told.decision) == (MAY_3, WHY, decision)
    line = AuditEvent.objects.with_words().get(action="objective.withdrawn_after_publication")
    assert line.changes["state"] == ["published", "withdrawn"]
    assert verify()["whole"]


def test_everybody_reads_it_on_and_no_draft_that_was_withdrawn_before(published):
    decision = decide(published)
    withdraw(published, decision)

    known = Objective.objects.visible_to(stranger(published))
    assert published.street in known
    assert published.guns not in known
    assert list(known.current().filter(plan=published.plan)) == []
    assert decision in Decision.objects.visible_to(stranger(published))


def test_a_decision_of_no_consequence_for_the_public_stays_unknown_to_it(published):
    assert decide(published) not in Decision.objects.visible_to(stranger(published))


def test_the_withdrawal_makes_an_edition_and_the_one_before_reads_as_it_did(published):
    withdraw(published, decide(published))

    first, second = with_changes(editions_of([published.plan])[published.plan.pk])
    assert second.made_on == MAY_3
    assert second.changes == ("Street crime: objective 1 was withdrawn after its publication; it stays readable.",)
    assert second.because == (WHY,)
    before, after = (record_of_edition(each) for each in (first, second))
    assert before.find(Objective, published.street.pk).state == "published"
    assert [each.pk for each in before.plan.objectives.current()] == [published.street.pk]
    then = after.find(Objective, published.street.pk)
    assert withdrawal_of(then).decision.reference == "MPA 12"
    assert list(after.plan.objectives.current()) == []
    assert after.find(Objective, published.guns.pk) is None


def test_the_plan_is_sealed_as_the_public_reads_it_from_then_on(published):
    withdraw(published, decide(published))
    plan = Plan.objects.get(pk=published.plan.pk)
    anew = Seal.objects.get(plan=plan, occasion="publication", stage="withdrawn")
    assert (anew.taken_on, anew.digest) == (MAY_3, plan.seal())


def test_how_a_target_came_about_ends_with_the_withdrawal(published):
    withdraw(published, decide(published))
    last = came_about(Target.objects.get(pk=published.resolved.pk), stranger(published)).moments[-1]
    assert (last.on, last.what, last.because) == (
        MAY_3,
        "Withdrawn with its objective, after it was published",
        WHY,
    )


def test_without_a_decision_it_is_refused_with_the_body_that_has_to_decide(published):
    assert refused(published, None) == [
        NOBODY_DECIDED,
        "Choose the decision by which it is withdrawn: MPA has to have taken it.",
    ]
    (found,) = blockers(published.street.withdraw_published, actor=acting(published.clare, MAY_3))
    assert (found.sentence, found.cleared_by) == (
        NOBODY_DECIDED,
        "the chair of MPA (Charles Ogden) or the clerk of MPA (Clare Hobbs)",
    )


def test_with_a_decision_recorded_it_has_to_be_named(published):
    decide(published)
    assert refused(published, None) == ["Choose the decision by which it is withdrawn: MPA has to have taken it."]
    assert blockers(published.street.withdraw_published, actor=acting(published.clare, MAY_3)) == []


def test_a_reason_is_required(published):
    decision = decide(published)
    assert refused(published, decision, because=" ") == ["Give a reason: it is kept with the change."]


def test_only_whoever_publishes_withdraws(published):
    decision = decide(published)
    for person in (published.olive, published.colin, published.charles, published.ken, published.anna):
        found = refused(published, decision, person)
        assert found[0].startswith("Your role does not let you withdraw"), found


def test_a_body_without_the_power_withdraws_nothing(published):
    decision = decide(published, published.fpbv, reference="FPBV 5")
    assert refused(published, decision) == [
        NOBODY_DECIDED,
        "The decision FPBV 5 of FPBV was not taken by a body that approves: MPA has to.",
    ]


def test_a_body_that_has_the_power_on_the_day_withdraws_it(published):
    power = Power(body=published.fpbv, kind="approve", starts_on=APR_3)
    perform(power.confer, actor=acting(published.anna, APR_3), because="Standing orders.")
    assert withdraw(published, decide(published, published.fpbv, reference="FPBV 5")).state == "withdrawn"


def test_a_decision_before_the_publication_withdraws_nothing(published):
    decision = decide(published, on=date(2001, 3, 30))
    assert refused(published, decision) == [
        NOBODY_DECIDED,
        "The decision MPA 12 of MPA was taken on 30 March 2001, before Street crime: objective 1 was published.",
    ]


def test_a_decision_of_the_very_day_is_enough(published):
    assert withdraw(published, decide(published, on=MAR_31)).state == "withdrawn"


def test_nothing_is_withdrawn_before_the_day_of_its_decision(published):
    decision = decide(published)
    assert refused(published, decision, on=APR_3) == [
        NOBODY_DECIDED,
        "The decision MPA 12 of MPA was taken on 2 May 2001: nothing is withdrawn by it on 3 April 2001.",
    ]
    assert withdraw(published, decision, MAY_2).state == "withdrawn"


def test_what_approved_it_on_the_day_of_its_publication_does_not_withdraw_it(world):
    carry(world, world.street, "draft")
    bring_to(world, "workshop_review")
    carry(world, world.street, "published", "first")
    approval = Outcome.objects.get(objective=world.street, kind=OutcomeKind.APPROVED)
    assert approval.decision.decided_on == world.street.published_on
    assert refused(world, approval.decision) == [
        NOBODY_DECIDED,
        "The decision first M of MPA approved Street crime: objective 1: nothing is withdrawn by it.",
    ]


def test_what_approved_the_plan_on_that_day_does_not_either(published):
    whole = decided(published, published.mpa, MAR_31, "MPA 9")
    outcome = Outcome(decision=whole, plan=published.plan, kind=OutcomeKind.APPROVED, stage="before_authority")
    write_rows([outcome])
    assert refused(published, whole) == [
        NOBODY_DECIDED,
        "The decision MPA 9 of MPA approved Policing and performance plan 2001/02: nothing is withdrawn by it.",
    ]


def test_a_decision_about_another_plan_withdraws_nothing(published):
    other = decide(published, plan=a_plan(published))
    assert refused(published, other) == [NOBODY_DECIDED, "The decision MPA 12 of MPA is about another plan."]


def test_a_decision_that_can_still_be_called_in_withdraws_nothing_yet(published):
    decision = decide(published, takes_effect_on=date(2001, 5, 7))
    assert refused(published, decision) == [
        NOBODY_DECIDED,
        "The decision MPA 12 of MPA does not take effect on 3 May 2001.",
    ]
    assert withdraw(published, decision, date(2001, 5, 7)).state == "withdrawn"


def test_an_amendment_under_way_is_withdrawn_first(published):
    amendment = amend_it(published, state="workshop_review")
    decision = decide(published)
    assert refused(published, decision) == [
        "An amendment of Street crime: objective 1 is under way: withdraw that first."
    ]
    perform(amendment.withdraw, actor=acting(published.colin, MAY_2), because="It goes as a whole.")
    assert withdraw(published, decision).state == "withdrawn"


def test_what_is_withdrawn_is_never_approved_published_amended_or_withdrawn_again(published):
    decision = decide(published)
    street = withdraw(published, decision)
    clare = acting(published.clare, MAY_3)
    for act in (street.approve, partial(street.publish, published_on=MAY_3), street.send_back, street.submit):
        assert any("is in “Withdrawn”" in each for each in refusal(act, clare, because=WHY))
    assert any("is in “Withdrawn”" in each for each in refused(published, decision, thing=street))
    with pytest.raises(Blocked, match="Only a published objective is amended"):
        amend_it(published)


def test_what_is_not_published_is_withdrawn_without_this(world):
    bring_to(world, "approved")
    assert refused(world, None) == [
        "Street crime: objective 1 is in “Approved”: to withdraw it after its publication, it must be in “Published”."
    ]


def test_what_an_amendment_replaced_is_not_withdrawn_but_the_amendment_is(published):
    amendment = amend_it(published)
    decision = decide(published)
    before = Objective.objects.get(pk=published.street.pk)
    assert "Street crime: objective 1 is in “Superseded”" in refused(published, decision, thing=before)[0]
    act = partial(amendment.withdraw_published, decision=decision)
    perform(act, actor=acting(published.clare, MAY_3), because=WHY)
    assert list(Objective.objects.current().filter(plan=published.plan)) == [], "the text before does not come back"


def test_the_database_knows_no_published_text_withdrawn_without_a_decision(published):
    with pytest.raises(IntegrityError), transaction.atomic():
        QuerySet(Objective).filter(pk=published.street.pk).update(state="withdrawn")


def test_pages_say_in_title_and_text_that_it_is_withdrawn(published, client):
    withdraw(published, decide(published))
    for path in (f"objectives/{published.street.pk}/", f"targets/{published.resolved.pk}/"):
        for page in (page_of(client, f"/published/{path}"), page_of(client, f"/{path}")):
            assert "Withdrawn on 3 May 2001" in page.title.text
            text = said(page.main)
            assert "Withdrawn on 3 May 2001. It is no longer in the plan." in text
            assert f"Why: {WHY}" in text
            assert "Decided by MPA on 2 May 2001 ( MPA 12 )" in text or "on 2 May 2001 (MPA 12)" in text


def test_the_page_of_the_plan_and_that_of_the_decision_name_what_was_withdrawn(published, client):
    decision = decide(published)
    withdraw(published, decision)
    plan = said(page_of(client, f"/published/plans/{published.plan.slug}/").main)
    assert "Withdrawn after publication These were published, and have been withdrawn since." in plan
    assert f"{LISTED} {published.street.title}" in plan
    told = said(page_of(client, f"/published/decisions/{decision.pk}/").main)
    assert "Withdrawn after its publication: Street crime: objective 1" in told
    earlier = page_of(client, f"/published/plans/{published.plan.slug}/editions/1/objectives/{published.street.pk}/")
    assert "Withdrawn" not in said(earlier.main)
    later = page_of(client, f"/published/plans/{published.plan.slug}/editions/2/objectives/{published.street.pk}/")
    assert f"Why: {WHY}" in said(later.main)


def test_the_plan_of_an_edition_lists_what_had_been_withdrawn_and_that_of_before_has_it_as_it_stood(published, client):
    decision = decide(published)
    withdraw(published, decision)
    plan = f"/published/plans/{published.plan.slug}/"
    first, second, now = (page_of(client, f"{plan}{each}").main for each in ("editions/1/", "editions/2/", ""))

    assert "ithdrawn" not in said(first)
    assert first.select_one(f"article a[href='{plan}editions/1/objectives/{published.street.pk}/']")
    for page, objective in (
        (second, f"{plan}editions/2/objectives/{published.street.pk}/"),
        (now, f"/published/objectives/{published.street.pk}/"),
    ):
        assert not page.select("article")
        section = page.select_one("section[aria-labelledby=withdrawn]")
        assert f"{LISTED} {published.street.title}" in said(section)
        assert str(published.guns) not in said(page), "it was withdrawn before it was published"
        links = [each["href"] for each in section.select("a")]
        assert links == [objective, f"/published/decisions/{decision.pk}/"]
        assert page.select_one("nav a[href='#withdrawn']")


def test_as_json_a_moment_names_the_decision_by_which_it_was_withdrawn(published, client):
    decision = decide(published)
    withdraw(published, decision)
    entry = AuditEvent.objects.get(action="objective.withdrawn_after_publication").seq
    book = published.plan.ledger_book
    of_it = {"id": decision.pk, "body": str(published.mpa)}
    how = {
        "on": "2001-05-03",
        "because": WHY,
        "decision": {**of_it, "reference": "MPA 12", "decided_on": "2001-05-02"},
    }
    for seq, withdrawn in ((entry - 1, None), (entry, how)):
        one = client.get(f"/objectives/{published.street.pk}/as-at.json?as_at={book}:{seq}").json()["objective"]
        whole = client.get(f"/plans/{published.plan.slug}/as-at.json?as_at={book}:{seq}").json()
        assert one["withdrawn"] == withdrawn
        assert whole["withdrawn"] == ([one] if withdrawn else [])


def test_the_page_of_a_moment_shows_it_as_it_stood_then(published, client):
    withdraw(published, decide(published))
    entry = AuditEvent.objects.get(action="objective.withdrawn_after_publication").seq
    client.force_login(published.colin)
    for path in (f"objectives/{published.street.pk}/", f"targets/{published.resolved.pk}/"):
        then, since = (
            said(page_of(client, f"/{path}?as_at={published.plan.ledger_book}:{seq}").main)
            for seq in (entry - 1, entry)
        )
        assert f"Why: {WHY}" not in then
        assert f"Why: {WHY}" in since


def test_the_clerk_withdraws_it_on_a_page(published, client):
    before = decide(published, on=date(2001, 3, 30), reference="MPA 7")
    decision = decide(published, on=MAR_31)
    client.force_login(published.clare)
    address = f"/objectives/{published.street.pk}/acts/withdraw_published/"
    page = page_of(client, address)
    offered = [each["value"] for each in page.select("select[name=decision] option") if each.get("value")]
    assert offered == [str(decision.pk)]
    assert str(before.pk) not in offered
    sent = {"decision": decision.pk, "because": WHY, "seen": published.street.version}
    assert client.post(address, sent).status_code == 302
    published.street.refresh_from_db()
    assert published.street.withdrawn_under == decision
