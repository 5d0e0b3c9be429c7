"""The signs by which planners write that something is not decided yet: “?? per cent”, “from X to 1.1X”, “80 (?)”.

Told apart from what only looks like one: X-ray, Class Y, a question put to victims. Where in doubt it is a mark: a
refused text can be put in other words, a guessed figure is in the plan.
"""

from __future__ import annotations

import re

_UNIT = r"(?:per\ ?cent\b|percent\b|%)"
_FIGURE = r"(?:number|figure|level|rate|ratio|target|percentage|amount|value|base\ ?line|date|total)s?"
_SETTLED = r"(?:calculated|confirmed|determined|set|agreed|decided|advised)"

_MARKS = re.compile(
    rf"""
      \?{{2,}} | \*{{3,}} | _{{3,}}
    | (?P<query> \d[\d,.]* (?:\ ?{_UNIT} | \ [a-z]+)? \ ?[(\[]?\?[)\]]?)
    | (?<![\w?])\?(?=\ ?{_UNIT}) | [(\[]\?[)\]]
    | (?<![-'’\w.])(?:\d+(?:\.\d+)?)?[XYZN]{{1,3}}(?=\ ?{_UNIT})
    | (?<![-'’\w.])(?-i:\d+(?:\.\d+)?[XY]\b)
    | (?P<letter> (?<![-'’\w.&])(?-i:X{{1,3}}|Y{{1,3}})(?![-'’\w&]|\.\w))
    | \b{_FIGURE}\ (?:is\ |are\ |still\ |yet\ )*to\ be\ {_SETTLED}\b
    | \bto\ be\ {_SETTLED}(?=\s*(?:[)\].;,]|$))
    | \bT\.?B\.?[ACD]\b | \bsubject\ to\ (?:consultation|confirmation|agreement)\b | [(\[]provisional[)\]]
    | \A\W*(?:target\ )?(?:is\ )?(?:currently\ )?(?:under\ (?:development|discussion)|being\ researched)\W*\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NAMED_BY_A_LETTER = re.compile(
    r"\b(?:class|category|grade|group|type|division|zone|area|schedule|section|part|title|chapter|form|annex|appendix"
    r"|table|level|band|option|phase|generation|operation|project|sector|team|site|Malcolm) $",
    re.IGNORECASE,
)
_QUOTES = re.compile(r"[“\"‘][^”\"’]*$")


_SUBJECT_TO_CONSULTATION = re.compile(r"\bsubject to (?:[\w'’-]+ ){0,5}?consultation", re.IGNORECASE)


def is_subject_to_consultation(text: str) -> bool:
    """Whether `text` says that it waits for somebody outside to be consulted."""
    return _SUBJECT_TO_CONSULTATION.search(text) is not None


def mark_in(text: str) -> str:
    """The first sign in `text` that it is not decided yet, as it is written; "" if there is none."""
    for found in _MARKS.finditer(text):
        before = text[: found.start()]
        names = found["letter"] and _NAMED_BY_A_LETTER.search(before)
        asks = found["query"] and _QUOTES.search(before)
        if not (names or asks):
            return found[0].strip()
    return ""
