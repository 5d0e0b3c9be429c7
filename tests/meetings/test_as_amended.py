"""A carried amendment makes the substantive motion: what is put, voted on, resolved and minuted."""

from __future__ import annotations

from functools import partial

import pytest

from meetings.minuted import as_minuted
from meetings.models import Motion, Recommendation
from tests.governance.scenes import refusal
from tests.journeys import days
from tests.meetings.at_the_table import do, ken, moved
from tests.meetings.scenes import a_meeting, a_recommendation, an_item, published, resolved, sitting, taken
from tests.meetings.test_agenda_pages import words
from tests.meetings.test_resolving import resolving

MOVED, AS_AMENDED = "the drafts be endorsed soon", "the drafts be endorsed in March"
AMENDMENT = "leave out “soon” and add “in March”"


@pytest.fixture
def minute(fpbv):
    """FPBV is asked to endorse the drafts; Peter moves it, and Nora's amendment is carried."""
    meeting = a_meeting(fpbv)
    item = an_item(fpbv, meeting, kind="other", plan=None)
    a_recommendation(fpbv, item, "endorse", "the drafts")
    published(fpbv, meeting)
    sitting(fpbv, meeting)
    minute = taken(fpbv, item, fpbv.rachel)
    motion = moved(fpbv, minute, fpbv.peter, MOVED)
    do(fpbv, moved(fpbv, minute, fpbv.nora, AMENDMENT, amends=motion).agree)
    return minute


def both():
    return Motion.objects.get(amends=None), Motion.objects.get(amends__isnull=False)


def test_the_motion_as_amended_is_put_and_the_motion_as_moved_stays_to_be_read(fpbv, minute):
    motion, amendment = both()
    do(fpbv, partial(amendment.take_in, wording=AS_AMENDED))

    do(fpbv, motion.agree)

    motion.refresh_from_db()
    assert (motion.text, motion.words) == (MOVED, AS_AMENDED)
    (told, of_the_amendment) = as_minuted(minute.meeting)["items"][0]["motions"]
    assert (told["text"], told["as_amended"]) == (MOVED, AS_AMENDED)
    assert of_the_amendment["as_amended"] == ""


def test_it_is_resolved_as_amended_and_in_those_words(fpbv, minute):
    motion, amendment = both()
    asked = Recommendation.objects.get()
    do(fpbv, partial(amendment.take_in, wording=AS_AMENDED))
    do(fpbv, motion.agree)

    told = {"asked": asked, "motion": motion}
    assert refusal(resolving(minute, "endorsed", text=AS_AMENDED, **told), ken(fpbv)) == [
        "The motion was amended before it was carried: the outcome is “agreed as amended”."
    ]
    assert refusal(resolving(minute, "as_amended", text=MOVED, **told), ken(fpbv)) == [
        f"What was put and carried is the motion as amended: “That {AS_AMENDED}”."
    ]
    assert resolved(fpbv, minute, "as_amended", asked, motion=motion, text=f"{AS_AMENDED}.").text == f"{AS_AMENDED}."


def test_a_further_amendment_builds_on_the_words_of_the_one_before(fpbv, minute):
    motion, first = both()
    do(fpbv, partial(first.take_in, wording=AS_AMENDED))
    second = moved(fpbv, minute, fpbv.tom, "add “at the latest”", amends=motion)

    assert refusal(partial(first.take_in, wording="the drafts be endorsed"), ken(fpbv)) == [
        "Another amendment builds on these words: they stay."
    ]
    do(fpbv, second.agree)
    do(fpbv, partial(second.take_in, wording=f"{AS_AMENDED} at the latest"))
    motion.refresh_from_db()
    assert motion.words == f"{AS_AMENDED} at the latest"


def test_an_amendment_that_was_lost_changes_nothing(fpbv, minute):
    motion, first = both()
    do(fpbv, partial(first.take_in, wording=AS_AMENDED))
    second = moved(fpbv, minute, fpbv.tom, "add “perhaps”", amends=motion)
    do(fpbv, partial(second.put, how="hands"))
    do(fpbv, partial(second.close, in_favour=1, against=3))

    assert refusal(partial(second.take_in, wording="perhaps"), ken(fpbv)) == [
        "The amendment of Tom Member under item 1, Draft objectives is no amendment that was carried: "
        "it changes no motion."
    ]
    do(fpbv, motion.agree)
    motion.refresh_from_db()
    assert motion.words == AS_AMENDED


def test_the_words_are_the_whole_motion_and_others_than_before(fpbv, minute):
    _, amendment = both()

    assert refusal(partial(amendment.take_in, wording=" "), ken(fpbv)) == [
        "Write the whole motion as it goes on after “That”, with the amendment in it."
    ]
    assert refusal(partial(amendment.take_in, wording=MOVED), ken(fpbv)) == [
        "These are the words as they were before the amendment: write the motion as amended."
    ]


def test_the_clerk_writes_it_out_and_finds_it_in_the_resolution(fpbv, minute, client, settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_22"
    client.force_login(fpbv.ken)
    motion, amendment = both()
    at = f"/meetings/{minute.meeting.pk}/sitting/"
    page = words(client.get(f"{at}items/{minute.item_id}/"))
    assert "Write the motion as amended" in page

    client.post(f"{at}motions/{amendment.pk}/as-amended/", {"wording": AS_AMENDED})
    assert AS_AMENDED in words(client.get(f"{at}motions/{motion.pk}/put/"))
    client.post(f"{at}motions/{motion.pk}/put/", {"how": "agreed"})

    page = words(client.get(f"{at}items/{minute.item_id}/"))
    assert f"That {AS_AMENDED} As it was moved: that {MOVED}" in page
    form = client.get(f"{at}items/{minute.item_id}/resolve/?recommendation={Recommendation.objects.get().pk}")
    assert form.context["form"].initial == {"motion": motion, "text": AS_AMENDED, "kind": "as_amended"}
