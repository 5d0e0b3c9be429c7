"""A member keeps their remarks to themselves until they send one review; then each is a comment and gets an answer."""

from functools import partial

import pytest
from django.db import IntegrityError, transaction

from audit.models import AuditEvent
from governance import answering, procedures, reviewing
from governance.models import Comment, Indicator, Objective, Outcome, Plan, Remark, Review, SustainedActivity, Target
from governance.models.outcome import OutcomeKind
from governance.roles import RoleName
from tests.governance.scenes import acting_for, carry, decided, refusal, stand_in, written_comments_until
from tests.world import JAN_15, JAN_17, JAN_22, MAR_31, acting, appoint, bring_to, comment_on, resolve, submit
from workflow.blockers import Blocked
from workflow.gate import blockers, perform
from workflow.writing import write_rows


@pytest.fixture
def stage(world):
    """The workshop, with Street crime: objective 1 before it."""
    submit(world)
    return world.plan.stages.get(body=world.workshop)


def note(world, stage, person=None, **said) -> Remark:
    """Mira notes something, on the objective if she does not say on what."""
    about = {} if {"aspect", "plan_as_a_whole", "activity"} & set(said) else {"objective": world.street}
    remark = Remark(author=person or world.mira, stage=stage, **{"text": "Why so little?", **about, **said})
    reviewing.note(remark)
    return remark


def send(world, stage, person=None, verdict="has_comments", reason="", on=JAN_17) -> bool:
    return reviewing.send(stage, actor=acting(person or world.mira, on), verdict=verdict, reason=reason)


def refused(doing) -> list[str]:
    with pytest.raises(Blocked) as found:
        doing()
    return [blocker.sentence for blocker in found.value.blockers]


# Pending


def test_what_is_noted_leaves_no_line_in_the_ledger_and_no_comment(world, stage):
    lines = AuditEvent.objects.count()
    version = type(world.street).objects.get(pk=world.street.pk).version

    remark = note(world, stage)

    assert AuditEvent.objects.count() == lines
    assert not Comment.objects.exists()
    assert type(world.street).objects.get(pk=world.street.pk).version == version
    assert (remark.quoted, remark.seen) == ("To reduce street crime", version)


@pytest.mark.parametrize(
    "person", ["olive", "omar", "colin", "clare", "ken", "charles", "ada", "anna", "sue", "walter"]
)
def test_nobody_but_its_author_finds_a_remark(world, stage, person):
    note(world, stage)

    assert not Remark.objects.visible_to(acting(getattr(world, person))).exists()
    assert Remark.objects.visible_to(acting(world.mira)).count() == 1


def test_a_review_is_sent_in_one_act_and_its_remarks_are_comments_then(world, stage):
    note(world, stage)
    note(world, stage, target=world.undecided, objective=world.street, kind="objection", text="Two years running.")

    assert send(world, stage, verdict="asks_for_changes", reason="The second target is open.")

    review = Review.objects.get()
    assert (review.person, review.verdict, review.reason) == (
        world.mira,
        "asks_for_changes",
        "The second target is open.",
    )
    first, second = Comment.objects.all()
    assert (first.name, second.name) == ("Street crime: objective 1", "“?? per cent” of Street crime: objective 1")
    assert first.review == second.review == review
    assert not Remark.objects.exists()
    new = AuditEvent.objects.filter(action__in=["review.submitted", "comment.made"])
    assert sorted(line.action for line in new) == ["comment.made", "comment.made", "review.submitted"]
    assert len({line.act_id for line in new}) == 1


def test_a_review_that_cannot_be_sent_in_full_is_not_sent_at_all(world, stage):
    note(world, stage)
    note(world, stage, kind="objection", text="")

    assert refused(partial(send, world, stage)) == ["Say why you object."]
    assert (Remark.objects.count(), Comment.objects.count(), Review.objects.count()) == (2, 0, 0)


def test_a_remark_changed_since_its_author_looked_at_all_of_them_is_not_sent(world, stage):
    remark, mira = note(world, stage), acting(world.mira, JAN_17)
    looked_at = reviewing.seal_of_remarks(reviewing.remarks_of(mira, stage))
    remark.text = "Nonsense."
    reviewing.note(remark)
    sending = partial(reviewing.send, stage, actor=mira, verdict="has_comments")

    assert refused(partial(sending, noted=looked_at)) == [
        "You have changed your remarks since you opened this page. Look at all of them, and send them then."
    ]
    assert (Remark.objects.count(), Comment.objects.count(), Review.objects.count()) == (1, 0, 0)

    assert sending(noted=reviewing.seal_of_remarks(reviewing.remarks_of(mira, stage)))


def test_a_remark_that_was_sent_from_another_window_is_not_noted_anew(world, stage):
    in_another_window = Remark.objects.get(pk=note(world, stage).pk)
    send(world, stage)
    in_another_window.text = "Why not more?"

    assert refused(partial(reviewing.note, in_another_window)) == [
        "You have sent this remark, or taken it out, since you opened this page. What you typed here has not been "
        "kept: note it anew if it is still to be said."
    ]
    assert not Remark.objects.exists()
    assert Comment.objects.get().text == "Why so little?"


def test_a_remark_that_is_still_there_is_changed_and_stays_one(world, stage):
    remark = note(world, stage)
    remark.text = "Why not more?"
    reviewing.note(remark)

    assert Remark.objects.get().text == "Why not more?"


def test_a_review_is_taken_up_again_and_further_remarks_are_pending_until_then(world, stage):
    send(world, stage, verdict="supports")
    note(world, stage)
    assert not Comment.objects.exists()

    assert send(world, stage, verdict="has_comments")

    assert Review.objects.get().verdict == "has_comments"
    assert Comment.objects.get().review == Review.objects.get()
    assert not send(world, stage, verdict="has_comments"), "nothing was different"


def approved_by_march(world):
    """The plan, with Street crime in it, is approved as a whole; every stage takes written comments for longer."""
    perform(world.guns.withdraw, actor=acting(world.colin), because="It is done.")
    resolve(world)
    bring_to(world, "approved")
    clare, plan = acting(world.clare, MAR_31), Plan.objects.get(pk=world.plan.pk)
    perform(plan.refer, actor=acting(world.colin, MAR_31))
    whole = Outcome(decision=decided(world, world.mpa, reference="the plan"), plan=plan, kind=OutcomeKind.APPROVED)
    perform(whole.record, actor=clare)
    perform(plan.approve, actor=clare)
    written_comments_until(plan, MAR_31, world.colin)


def test_no_review_of_an_approved_plan_is_sent_or_taken_up_again_though_there_is_time(world, stage):
    send(world, stage, verdict="supports")
    approved_by_march(world)
    committee = world.plan.stages.get(body=world.fpbv)
    sentence = "Policing and performance plan 2001/02 is approved, and nothing of it is before "

    for at, name in ((stage, "Workshop"), (committee, "FPBV")):
        assert refused(partial(send, world, at, verdict="has_comments", on=MAR_31)) == [f"{sentence}{name}."]
    assert Review.objects.get().verdict == "supports"


def test_a_review_of_the_plan_before_the_authority_is_taken_up_again(world, stage):
    send(world, stage, verdict="supports")
    perform(world.guns.withdraw, actor=acting(world.colin), because="It is done.")
    resolve(world)
    bring_to(world, "approved")
    perform(Plan.objects.get(pk=world.plan.pk).refer, actor=acting(world.colin, MAR_31))
    written_comments_until(world.plan, MAR_31, world.colin)
    stage.refresh_from_db()

    assert send(world, stage, verdict="has_comments", on=MAR_31)


def test_a_member_reviews_an_amendment_of_a_published_plan(world, stage):
    approved_by_march(world)
    procedures.publish_plan(Plan.objects.get(pk=world.plan.pk), actor=acting(world.clare, MAR_31), on=MAR_31)
    street = Objective.objects.get(pk=world.street.pk)
    amendment = procedures.amend(street, actor=acting(world.colin, MAR_31), because="A new law.")
    stage = world.plan.stages.get(body=world.workshop)
    assert refused(partial(send, world, stage, verdict="supports", on=MAR_31)) == [
        "Policing and performance plan 2001/02 is published, and nothing of it is before Workshop."
    ]
    carry(world, amendment, "workshop_review")
    note(world, stage, objective=amendment)

    assert send(world, stage, on=MAR_31)


def test_one_person_has_one_review_in_a_stage(world, stage):
    send(world, stage, verdict="supports")
    again = Review(stage=stage, person=world.mira)

    assert refusal(partial(again.submit, verdict="supports", reason=""), acting(world.mira, JAN_17)) == [
        "The same has been done already, perhaps a moment ago by somebody else."
    ]


def test_changes_are_asked_for_and_interests_declared_with_a_reason(world, stage):
    assert refused(partial(send, world, stage, verdict="asks_for_changes")) == ["Say why you ask for changes."]
    assert refused(partial(send, world, stage, verdict="abstains")) == ["Say what your interest is."]
    assert refused(partial(send, world, stage, verdict="")) == ["Say what you think of what is before your body."]
    assert send(world, stage, verdict="abstains", reason="My brother runs a taxi firm.")


def test_who_abstains_makes_no_comments(world, stage):
    note(world, stage)

    assert refused(partial(send, world, stage, verdict="abstains", reason="My brother.")) == [
        "Who declares an interest and abstains makes no comments: take your remarks out first."
    ]


def test_nobody_comments_on_an_objective_they_own(world, stage):
    appoint(world.olive, world.workshop, RoleName.MEMBER, by=acting(world.anna))
    remark = note(world, stage, person=world.olive)

    assert [blocker.sentence for blocker in reviewing.against(remark, acting(world.olive, JAN_17))] == [
        "You own Street crime: objective 1: you answer comments on it, and make none."
    ]
    perform(world.guns.submit, actor=acting(world.omar))
    assert not reviewing.against(
        note(world, stage, person=world.olive, objective=world.guns), acting(world.olive, JAN_17)
    )


def test_somebody_else_cannot_send_it(world, stage):
    review = Review(stage=stage, person=world.mira)

    assert refusal(partial(review.submit, verdict="supports", reason=""), acting(world.charles)) == [
        "Your role does not let you send a review for Workshop.",
        "A comment is made by the person whose it is.",
    ]


# In time


def test_written_comments_are_taken_up_to_the_cut_off_and_on_that_day(world, stage):
    late = ["Workshop took written comments until 17 January 2001."]
    assert refused(partial(send, world, stage, on=JAN_22)) == late
    note(world, stage)
    assert [blocker.sentence for blocker in reviewing.against(Remark.objects.get(), acting(world.mira, JAN_22))] == late

    perform(partial(stage.set_cut_off, until=JAN_22), actor=acting(world.colin))
    stage.refresh_from_db()

    assert send(world, stage, on=JAN_22)


def test_comments_do_not_end_before_the_stage_opens(world):
    stage = world.plan.stages.get(body=world.fpbv)

    assert refusal(partial(stage.set_cut_off, until=JAN_15), acting(world.colin)) == [
        "Comments cannot end before the stage opens on 17 January 2001."
    ]
    perform(partial(stage.set_cut_off, until=JAN_17), actor=acting(world.colin))
    perform(partial(stage.set_cut_off, until=None), actor=acting(world.colin))
    assert stage.last_day_for_comments == JAN_22


# About what


def homicide(world) -> Target:
    colin = acting(world.colin)
    activity = SustainedActivity(plan=world.plan, title="Homicide", text="It goes on.", order=1)
    perform(activity.add, actor=colin)
    target = Target(activity=activity, text="Under development", resolution="under_development")
    perform(target.add, actor=colin)
    return target


def test_members_comment_on_every_node_of_the_plan(world, stage):
    target = homicide(world)
    indicator = Indicator.objects.filter(objective=world.street).first()
    for about in (
        {"plan_as_a_whole": world.plan},
        {"aspect": world.aspect},
        {"activity": target.activity},
        {"activity": target.activity, "target": target},
        {"objective": world.street, "indicator": indicator},
        {"objective": world.street, "target": world.resolved},
        {"objective": world.street},
    ):
        note(world, stage, **about)

    send(world, stage)

    assert [str(comment) for comment in Comment.objects.all()] == [
        "Policing and performance plan 2001/02",
        "Street crime",
        "Homicide",
        "“Under development” of Homicide",
        "“Recorded street crimes” of Street crime: objective 1",
        "“Reduce by 5 per cent” of Street crime: objective 1",
        "Street crime: objective 1",
    ]
    assert world.street.comments.count() == 3
    for comment in Comment.objects.all():
        assert (comment.quoted, comment.is_stale) == (comment.words, False)


def test_a_comment_is_about_exactly_one_thing(world, stage):
    both = Comment(stage=stage.kind, body=world.workshop, author=world.mira, text="Why?", aspect=world.aspect)
    both.objective = world.street
    with pytest.raises(IntegrityError, match="a_comment_is_about_one_thing"), transaction.atomic():
        write_rows([both])

    elsewhere = Comment(objective=world.guns, target=world.resolved, stage=stage.kind, body=world.workshop, text="Why?")
    elsewhere.author = world.mira
    perform(world.guns.submit, actor=acting(world.omar))
    assert refusal(elsewhere.make, acting(world.mira, JAN_17)) == [
        "What the comment is about is no part of Firearms: objective 1."
    ]


def test_nothing_more_is_said_of_what_has_been_withdrawn(world, stage):
    indicator = Indicator.objects.filter(objective=world.street).first()
    said = {
        "objective": world.street,
        "stage": stage.kind,
        "body": world.workshop,
        "author": world.mira,
        "text": "Why?",
    }
    perform(Comment(indicator=indicator, **said).make, actor=acting(world.mira))

    perform(indicator.withdraw, actor=acting(world.olive), because="It cannot be counted.")

    assert refusal(Comment(indicator=indicator, **said).make, acting(world.mira)) == [
        "“Recorded street crimes” of Street crime: objective 1 has been withdrawn: nothing more is said about it."
    ]


def test_the_plan_as_a_whole_is_commented_on_while_it_is_in_review(world):
    stage = world.plan.stages.get(body=world.fpbv)
    comment = Comment(
        plan_as_a_whole=world.plan, stage=stage.kind, body=world.fpbv, author=world.mira, text="Too long."
    )
    wrong = Comment(
        plan_as_a_whole=world.plan, stage=stage.kind, body=world.mpa, author=world.charles, text="Too long."
    )

    assert refusal(wrong.make, acting(world.charles)) == [
        "Policing and performance plan 2001/02 is not before that body for comment."
    ]
    perform(comment.make, actor=acting(world.mira))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"text": " "}, "Say what you have to say."),
        ({"kind": "question", "text": ""}, "Say what you have to say."),
        ({"kind": "objection", "text": ""}, "Say why you object."),
        ({"kind": "proposal", "text": "Shorter.", "proposed": " "}, "Write the wording you propose."),
        ({"text": "Why?", "proposed": "To halve it"}, "A wording stands only in a comment that proposes one."),
    ],
)
def test_a_comment_says_what_its_kind_needs(world, stage, said, sentence):
    comment = Comment(objective=world.street, stage=stage.kind, body=world.workshop, author=world.mira, **said)

    assert refusal(comment.make, acting(world.mira)) == [sentence]


def test_a_proposed_wording_speaks_for_itself_but_not_for_a_whole_plan(world, stage):
    said = {"kind": "proposal", "proposed": "To halve street crime", "stage": stage.kind, "body": world.workshop}
    on_the_plan = Comment(plan_as_a_whole=world.plan, author=world.mira, **said)

    assert refusal(on_the_plan.make, acting(world.mira)) == [
        "No wording is proposed for a plan as a whole: say which part of it you mean."
    ]
    perform(Comment(objective=world.street, author=world.mira, **said).make, actor=acting(world.mira))


def test_a_comment_whose_text_has_changed_since_is_stale(world, stage):
    note(world, stage, target=world.undecided, objective=world.street)
    send(world, stage)
    assert not Comment.objects.get().is_stale

    resolve(world, on=JAN_17)

    comment = Comment.objects.get()
    assert (comment.is_stale, comment.quoted, comment.words) == (True, "?? per cent", "2 per cent")


def test_a_comment_keeps_the_words_its_author_wrote_about_not_those_at_the_time_of_sending(world, stage):
    note(world, stage, target=world.undecided, objective=world.street)
    resolve(world, on=JAN_17)

    send(world, stage)

    assert (Comment.objects.get().quoted, Comment.objects.get().is_stale) == ("?? per cent", True)


# Answers


def proposed(world, stage, **said) -> Comment:
    """Mira's wording for the objective, sent."""
    note(world, stage, kind="proposal", text="", **{"proposed": "To halve street crime", **said})
    send(world, stage)
    return Comment.objects.get()


def test_an_accepted_wording_goes_into_the_draft_in_the_same_act(world, stage):
    comment = proposed(world, stage)

    answering.take_in(comment, actor=acting(world.olive, JAN_17), answer="Better so.")

    world.street.refresh_from_db()
    assert world.street.title == "To halve street crime"
    assert (comment.disposition, comment.answer) == ("accepted", "Better so.")
    revised = AuditEvent.objects.with_words().get(action="objective.revised")
    assert comment.change == revised.act_id == AuditEvent.objects.get(action="comment.answered").act_id
    assert revised.because == "A wording proposed in Workshop.", "everybody will read it, and no comment is published"
    (linked,) = answering.linked_to([comment]).values()
    assert [(each.old, each.new) for each in linked.changes] == [("To reduce street crime", "To halve street crime")]


def test_a_wording_for_a_target_is_taken_in_with_what_it_settles(world, stage):
    comment = proposed(world, stage, target=world.undecided, objective=world.street, proposed="2 per cent")
    olive = acting(world.olive, JAN_17)

    assert refused(partial(answering.take_in, comment, actor=olive, answer="Yes.", resolution="resolved")) == [
        "Give the basis of the target: what the figure, or the decision to have none, rests on."
    ]
    assert Comment.objects.get().disposition == ""
    answering.take_in(comment, actor=olive, answer="Yes.", resolution="resolved", numbers=["2"], basis="Returns")

    world.undecided.refresh_from_db()
    assert (world.undecided.text, world.undecided.resolution) == ("2 per cent", "resolved")


def test_a_wording_does_not_replace_a_text_that_came_after_it_unless_that_is_meant(world, stage):
    comment = proposed(world, stage)
    olive = acting(world.olive, JAN_17)
    perform(partial(world.street.revise, title="To reduce it by a third"), actor=olive, because="Agreed so.")

    assert refused(partial(answering.take_in, comment, actor=olive, answer="Yes.")) == [
        "The text has changed since this wording was proposed: it was “To reduce street crime”, and is “To reduce it "
        "by a third” now. Say that you want it in place of the text as it is now, or answer without taking it in."
    ]
    answering.take_in(comment, actor=olive, answer="Yes.", over_later_words=True)

    world.street.refresh_from_db()
    assert world.street.title == "To halve street crime"


def test_who_may_answer_but_not_write_takes_no_wording_in(world, stage):
    comment = proposed(world, stage)

    found = refused(partial(answering.take_in, comment, actor=acting(world.clare, JAN_17), answer="Yes."))

    assert found[0] == "Your role does not let you revise Street crime: objective 1."
    assert Comment.objects.get().disposition == ""


def test_only_a_proposed_wording_is_taken_in(world, stage):
    note(world, stage)
    send(world, stage)
    taking = partial(Comment.objects.get().accept_wording, answer="Yes.", change="x")

    assert refusal(taking, acting(world.olive, JAN_17)) == ["This comment proposes no wording."]


def test_an_answer_is_linked_to_a_change_since_the_comment_and_to_no_other(world, stage):
    earlier = AuditEvent.objects.filter(action="target.added").first().act_id
    note(world, stage)
    send(world, stage)
    comment = Comment.objects.get()
    resolve(world, on=JAN_17)
    olive = acting(world.olive, JAN_17)
    (since,) = answering.changes_since(comment)
    giving = partial(answering.answer, comment, actor=olive, disposition="accepted", answer="Two per cent.")

    assert refused(partial(giving, change=earlier)) == [
        "That act did not change what the comment is about, or came before it."
    ]
    giving(change=since.act_id)

    assert ("?? per cent", "2 per cent") in [(each.old, each.new) for each in since.changes]
    assert comment.change == since.act_id


def test_comments_on_the_plan_are_answered_by_its_coordinator_before_it_goes_to_the_authority(world, stage):
    note(world, stage, aspect=world.aspect)
    send(world, stage)
    comment = Comment.objects.get()
    answering_it = partial(comment.give_answer, disposition="noted", answer="Thank you.")

    assert [each.sentence for each in blockers(answering_it, actor=acting(world.clare, JAN_17))] == [
        "Comments on Street crime are answered by the coordinator of the plan."
    ]
    colin = acting(world.colin, JAN_17)
    assert "1 comment is not answered yet: on Street crime." in [
        each.sentence for each in blockers(world.plan.refer, actor=colin)
    ]
    perform(answering_it, actor=colin)
    plan = Plan.objects.get(pk=world.plan.pk)
    assert not [each for each in blockers(plan.refer, actor=colin) if each.code == "unanswered_comment"]


# Waived


def test_the_chair_waives_a_comment_with_a_reason_and_the_stage_can_be_left(world):
    bring_to(world, "authority_approval")
    stage = world.plan.stages.get(body=world.mpa)
    written_comments_until(world.plan, JAN_22, world.colin)
    note(world, stage, person=world.charles)
    send(world, stage, person=world.charles, on=JAN_22)
    comment = Comment.objects.get()
    charles = acting(world.charles, JAN_22)

    assert refusal(partial(comment.waive, answer=""), charles) == ["Give a reason: it is kept with the change."]
    perform(partial(comment.waive, answer="Said before."), actor=charles, because="Said before.")

    assert (comment.is_answered, comment.disposition, comment.answer) == (True, "waived", "Said before.")
    found = blockers(world.street.approve, actor=acting(world.clare, JAN_22))
    assert not [each for each in found if each.code == "unanswered_comment"]


def test_a_chair_who_stands_in_for_the_owner_waives_nothing_said_of_what_is_theirs(world):
    bring_to(world, "authority_approval")
    written_comments_until(world.plan, JAN_22, world.colin)
    note(world, world.plan.stages.get(body=world.mpa), person=world.charles)
    send(world, world.plan.stages.get(body=world.mpa), person=world.charles, on=JAN_22)
    waive = partial(Comment.objects.get().waive, answer="Said before.")
    assert blockers(waive, actor=acting(world.charles, JAN_22)) == []
    stand_in(world, world.charles, starts_on=JAN_22, named_on=JAN_22)

    assert refusal(waive, acting(world.charles, JAN_22), because="Said before.") == [
        "You are a deputy of Olive Grant, who owns Street crime: objective 1, so somebody else must decide on it."
    ]


@pytest.mark.parametrize("person", ["olive", "colin", "clare", "ken", "mira", "ada", "anna"])
def test_nobody_waives_but_the_chair_of_the_body(world, stage, person):
    note(world, stage)
    send(world, stage)
    found = blockers(partial(Comment.objects.get().waive, answer="No."), actor=acting(getattr(world, person), JAN_17))

    assert found[0].sentence == "Your role does not let you waive the comment on Street crime: objective 1."


# Around the answer


def test_a_comment_is_not_merged_into_one_that_was_merged_a_moment_ago(world, stage):
    """The answer would go to the last of the chain, and its author would read none."""
    first, second, third = (comment_on(world, text) for text in ("Why?", "Why so?", "Why this?"))
    clare = acting(world.clare, JAN_17)
    as_the_form_found_it = Comment.objects.get(pk=second.pk)
    perform(partial(second.merge, into=third), actor=clare)

    assert refusal(partial(first.merge, into=as_the_form_found_it), clare) == [
        "That comment has been merged itself: merge this into the same one."
    ]


def test_a_deputy_does_not_answer_for_the_owner_what_they_said_as_a_member(world, stage):
    deputation = stand_in(world, deputy=world.mira)
    comment = comment_on(world, "Shorter.", kind="proposal", proposed="To halve street crime")

    assert refused(partial(answering.take_in, comment, actor=acting_for(deputation), answer="Quite right.")) == [
        "You made this comment: whom you stand in for answers it."
    ]
    answering.take_in(comment, actor=acting(world.olive, JAN_17), answer="Quite right.")


def test_what_is_no_number_is_said_when_a_wording_is_taken_in_and_nothing_is_done(world, stage, client, settings):
    settings.TODAY = "tests.journeys.days.on_2001_01_17"
    comment = comment_on(world, "More.", kind="proposal", proposed="Reduce by 10 per cent", target=world.resolved)
    client.force_login(world.olive)
    form = {"seen": Objective.objects.get(pk=world.street.pk).version, "disposition": "accepted", "answer": "Yes."}
    form |= {"take_in": "on", "resolution": "resolved", "numbers": "about ten", "basis": "Returns"}

    answer = client.post(f"/comments/{comment.pk}/answer/", form)

    assert "“about ten” is not a number. Write what is not a number in the text." in answer.content.decode()
    assert Target.objects.get(pk=world.resolved.pk).numbers == ["5"]
