"""A text that still says “??” is not resolved; one that only looks like it is."""

import pytest

from governance.marks import mark_in

pytestmark = pytest.mark.once

NOT_DECIDED = {
    "?? per cent": "??",
    "??? per cent": "???",
    "Reduce by ? per cent": "?",
    "100 per cent?": "100 per cent?",
    "80 per cent (?)": "80 per cent (?)",
    "By Jan 2002 50 per cent(?) of warnings to be delivered in this way": "50 per cent(?)",
    "32 teams?": "32 teams?",
    "5,000 [?]": "5,000 [?]",
    "X per cent": "X",
    "x per cent": "x",
    "Recruit XX% more": "XX",
    "maintain the current judicial disposal rate of X per cent": "X",
    "By 10 per cent (from 9 per cent to 1.1X per cent)": "1.1X",
    "The ratio not to exceed X transfers out to Y transfers in": "X",
    "Y officers": "Y",
    "Class X per cent": "X",
    "a commitment of *** staff": "***",
    "____ per cent": "____",
    "Number to be calculated": "Number to be calculated",
    "Budgeted Workforce Target by 31.03.02 (Number to be calculated)": "Number to be calculated",
    "Base line is still to be determined by boroughs": "Base line is still to be determined",
    "5 per cent (to be agreed)": "to be agreed",
    "To be confirmed": "To be confirmed",
    "Officers: TBC": "TBC",
    "[Under development]": "[Under development]",
    "(Target currently being researched)": "(Target currently being researched)",
    "5,000 persons [NB: This target is subject to consultation]": "subject to consultation",
    "12% (provisional)": "(provisional)",
}

DECIDED = [
    "Reduce street crime by 5 per cent",
    "32 by March 2002",
    "Reduce X-ray waiting",
    "Arrest suppliers of Class Y drugs",
    "Cases under Part X of the Act",
    "Recruit from Generation Y",
    "4x4 vehicles in every borough",
    "Ask victims: “Would you call 999?”",
    "Who will benefit? Every borough.",
    "Is London safe? Survey 500 residents.",
    "Joint protocols to be agreed by March 2002",
    "50 per cent of warnings to be delivered in this way at pilot sites",
    "Wastage to be the same level for female and for male police officers",
    "All systems under development tested by March 2002",
    "All CRIS entries with a RI, RS and HO flag to correspond with CRIMINT entries",
    "6 per cent (on 26,650 =1600)",
    "Revoke provisional driving licences",
]


@pytest.mark.parametrize(("text", "mark"), NOT_DECIDED.items())
def test_a_mark_is_found_as_it_is_written(text, mark):
    assert mark_in(text) == mark


@pytest.mark.parametrize("text", DECIDED)
def test_what_only_looks_like_a_mark_is_none(text):
    assert mark_in(text) == ""
