"""Interests of members by the rules of the day: which kinds there are, who is out, and what a dispensation does."""

from datetime import date

import pytest

from meetings.models import Interest
from meetings.voting import counting_for_item
from tests.governance.scenes import refusal
from tests.meetings.at_the_table import ballot, casts, chairing, do, interest, is_taken, name, put, sits
from tests.meetings.scenes import taken
from tests.world import acting

DAYS = {1974: date(2001, 1, 22), 2002: date(2003, 3, 27), 2012: date(2013, 5, 26)}
KNOWN = {
    1974: (
        {"money": True},
        "On 22 January 2001 the law knew no such interest, but: interest in money (LGA 1972 s.94).",
    ),
    2002: (
        {"personal": False, "prejudicial": True},
        "On 27 March 2003 the law knew no such interest, but: personal interest and prejudicial interest "
        "(LGA 2000 s.50).",
    ),
    2012: (
        {"disclosable": True, "other": False},
        "On 26 May 2013 the law knew no such interest, but: disclosable pecuniary interest and other interest "
        "(Localism Act 2011 s.31).",
    ),
}
"""regime -> its kinds, with whether each keeps a member out; and what is said of any other"""
EVERY_KIND = {kind for kinds, _ in KNOWN.values() for kind in kinds}


@pytest.mark.parametrize("regime", KNOWN)
def test_an_interest_is_of_a_kind_the_law_knew_on_the_day_of_the_meeting(fpbv, regime):
    _, (budget, _) = sits(fpbv, on=DAYS[regime])
    kinds, told = KNOWN[regime]

    for kind in EVERY_KIND - set(kinds):
        assert refusal(interest(budget, fpbv.nora, kind), acting(fpbv.ken, DAYS[regime])) == [told]
    for person, kind in zip((fpbv.nora, fpbv.tom), kinds, strict=False):
        do(fpbv, interest(budget, person, kind))
    assert set(Interest.objects.values_list("kind", flat=True)) == set(kinds)


@pytest.mark.parametrize(("regime", "kind"), [(regime, kind) for regime, (kinds, _) in KNOWN.items() for kind in kinds])
def test_who_is_kept_out_of_an_item_and_who_may_stay_speak_and_vote(fpbv, regime, kind):
    day = DAYS[regime]
    meeting, (budget, estate) = sits(fpbv, on=day)
    do(fpbv, interest(budget, fpbv.nora, kind))
    minute = taken(fpbv, budget, fpbv.rachel)
    motion = put(fpbv, minute, fpbv.peter, "own_devices")
    counting = {seat.person.name for seat in counting_for_item(meeting, budget.pk)}

    if KNOWN[regime][0][kind]:
        assert refusal(ballot(motion, fpbv.nora), acting(fpbv.nora, day)) == [
            "Nora Member declared an interest in item 1, Budget: they take no part, and have no vote."
        ]
        assert "Nora Member" not in counting
    else:
        casts(motion, fpbv.nora)
        assert "Nora Member" in counting
    assert len(counting_for_item(meeting, estate.pk)) == 5


@pytest.mark.parametrize(("regime", "kind"), [(1974, "money"), (2002, "prejudicial"), (2012, "disclosable")])
def test_with_a_dispensation_a_member_takes_part_all_the_same(fpbv, regime, kind):
    _, (budget, _) = sits(fpbv, on=DAYS[regime])
    do(fpbv, interest(budget, fpbv.nora, kind, dispensation="The standards committee, on 3 May"))
    do(fpbv, interest(budget, fpbv.tom, kind, dispensation="  "))
    minute = taken(fpbv, budget, fpbv.nora)
    motion = put(fpbv, minute, fpbv.nora, "by_name")

    do(fpbv, name(motion, fpbv.nora, "for"))
    assert refusal(name(motion, fpbv.tom, "for"), acting(fpbv.ken, DAYS[regime])) == [
        "Tom Member declared an interest in item 1, Budget: they take no part, and have no vote."
    ]


def test_an_interest_that_keeps_a_member_out_is_declared_before_they_vote(fpbv):
    _, minute = is_taken(fpbv)
    motion = put(fpbv, minute, fpbv.peter, "own_devices")
    casts(motion, fpbv.nora)

    assert refusal(interest(minute.item, fpbv.nora), acting(fpbv.ken, DAYS[1974])) == [
        "Nora Member has voted under item 1, Budget already."
    ]
    do(fpbv, interest(minute.item, fpbv.nora, dispensation="The Secretary of State"))
    do(fpbv, interest(minute.item, fpbv.tom))


def test_an_interest_recorded_by_mistake_is_taken_back_and_the_member_is_in_again(fpbv):
    _, (budget, _) = sits(fpbv)
    do(fpbv, interest(budget, fpbv.rachel))
    assert refusal(chairing(budget, fpbv.rachel), acting(fpbv.ken, DAYS[1974]))
    do(fpbv, Interest.objects.get().withdraw)
    do(fpbv, chairing(budget, fpbv.rachel))

    assert refusal(Interest.everything.get().withdraw, acting(fpbv.ken, DAYS[1974]))[0].startswith(
        "This declaration of interest has been withdrawn"
    )
