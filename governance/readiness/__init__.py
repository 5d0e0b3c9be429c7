"""Whether a plan can be approved by a date: every objective and target resolved, likely, at risk or cannot, and why.

`facts` are plain values, `gathering` and `history` read them, `verdicts` judges them by rules that know neither
database nor clock, `answer` says what that means for the plan, `burn_down` and `chart` draw the way to zero.
"""

from governance.readiness.answer import Answer, Readiness
from governance.readiness.ask import burn_down_of, notice_for, readiness, usual_meeting
from governance.readiness.reasons import Finding, Verdict
from governance.readiness.seen import Seen, as_it_stands, as_it_stood
from governance.readiness.what_if import WhatIf

__all__ = [
    "Answer",
    "Finding",
    "Readiness",
    "Seen",
    "Verdict",
    "WhatIf",
    "as_it_stands",
    "as_it_stood",
    "burn_down_of",
    "notice_for",
    "readiness",
    "usual_meeting",
]
