"""The marks by which a draft says that something in it is still open."""

import re
from dataclasses import dataclass

_UNIT = (
    r"(?:per ?cent|percent|%|percentage points?|days?|hours?|minutes?|officers?|people|persons?"
    r"|recruits?|staff|transfers?|offences|cases|disposals|incidents|arrests|visits|complaints"
    r"|pounds|million)"
)

BLANK = re.compile(
    r"(?P<mark>"
    r"\?{2,}"
    r"|\*{3,}"
    r"|_{3,}"
    r"|\.{4,}|…{2,}"
    rf"|(?:_{{2}}|\.{{2,3}}|…|\[ {{0,8}}\]) ?(?={_UNIT}(?![\w-]))"
    # A sentence that stops where its number should stand.
    r"|\b(?:by|than|at least|exceed)(?=\W*$)"
    # A unit without its number: the blank was left as white space.
    r"|(?:^\W*|\b(?:by|to|at|least|than|exceed) )(?:per ?cent\b|percent\b|%)"
    rf"|(?<![\w.])(?:\d(?:\.\d{{1,2}})?)?[XYZN](?:\.\d)?(?= ?{_UNIT}(?![\w-]))"
    rf"|(?<![\w.])(?:x{{1,3}}|y{{1,2}}|n{{1,2}}|X{{2,3}}|Y{{2,3}}|N{{2}})(?= ?{_UNIT}(?![\w-]))"
    r"|[£€]\s?[XxYy]{1,3}\b"
    rf"|[\[(](?:[XxYyNn]{{1,3}}|\s{{0,3}}|#|number|figure|tbc|tbd|tba)[\])](?= ?{_UNIT})"
    r"|(?<=\bby )[XY](?= (?:and|or)\b|[.,;]|$)|(?<=\bto )[XYx](?=[.,;]|$)"
    r"|(?<=\bto )[XYZ](?= [a-z])|(?<=\bfrom )[XYZ](?= )|(?<=\bexceed )[XYZ](?= )"
    r"|(?<=\bleast )[XYZ](?= )|(?<=\bthan )[XYZ](?= )|(?<=\btotal of )[XYZ]\b"
    rf"|(?<![\w?])\?(?= ?{_UNIT}(?![\w-]))"
    r"|\[(?:number|figure|percentage|amount|date|insert[^\]]{0,60}|x|X|\?)\]"
    r")"
)
NUMBER_TO_COME = re.compile(
    r"(?P<mark>\b(?:number|figure|percentage|amount|level|value|target|date)s? "
    r"(?:is |are |still )?(?:yet )?(?:to be|being) "
    r"(?:calculated|confirmed|determined|inserted|set|agreed|decided|supplied|advised|added|finalised|established"
    r"|identified)\b|\bto be (?:confirmed|agreed|calculated|determined|decided|set|inserted|advised|finalised"
    r"|announced|identified|specified|quantified)\b|\bt\.?b\.?[cda]\b\.?"
    r"|\bawait(?:s|ing|ed) (?:\w+ )?(?:confirmation|decision|agreement|data|figures?|information|outcome|results?"
    r"|baseline)\b|\bnot yet (?:known|set|agreed|determined|decided|available)\b"
    r"|\bno (?:figure|number|percentage)s? (?:\w+ ){0,4}?(?:yet|given|available|known|set)\b)",
    re.IGNORECASE,
)
UNDER_DEVELOPMENT = re.compile(
    r"(?P<mark>\b(?:(?:still |currently )?under "
    r"(?:development|discussion|review|consideration|construction|negotiation)|in (?:development|preparation)"
    r"|(?:still |currently )?being "
    r"(?:developed|drafted|prepared|considered|discussed|formulated|reviewed|drawn up|worked up)"
    r"|(?:yet )?to be (?:developed|drafted|formulated|drawn up|worked up|discussed)|work (?:is )?in progress)\b)",
    re.IGNORECASE,
)
# The whole text says only that it waits. Inside a sentence the same words may speak of cases "awaiting trial".
AWAITED = re.compile(
    r"(?P<mark>^\W*(?:(?:the |this |our )?(?:targets?|figures?|numbers?|levels?|percentages?|details?|guidance"
    r"|decisions?|data|information|results?) )?(?:(?:is|are|has been|have been) )?(?:still "
    r"|currently )?(?:await(?:s|ing|ed)?\b|wait(?:s|ing)? for\b|(?:pending|subject to)\b[^,;:]*$|deferred\b|postponed\b"
    r"|held over\b|(?:to follow|to come)\W*$|not (?:yet )?available\b|not yet \w+\b)"
    r"|\b(?:awaited|to follow)(?=\W*$))",
    re.IGNORECASE,
)
BEING_RESEARCHED = re.compile(
    r"(?P<mark>\b(?:(?:currently |still )?being (?:researched|investigated|explored|scoped)"
    r"|under (?:research|investigation)"
    r"|research (?:is )?(?:being|under ?way|in progress|continuing|needed|required|is to be)[\w ]{0,20}"
    r"|to be researched)\b)",
    re.IGNORECASE,
)
SUBJECT_TO = re.compile(
    r"(?P<mark>\bsubject to (?:[\w'’-]+ ){0,5}?(?:consultation|confirmation|agreement|approval|discussions?"
    r"|negotiations?|review|ratification|funding|budget|resources|validation|decisions?|change|revision|outcomes?"
    r"|award|contracts?)\b|\bprovisional(?:ly)?\b|\bindicative\b|\(draft\)|\[draft\]|\bcannot set this\b"
    r"|\bto be (?:reviewed|revisited|consulted (?:on|upon))\b"
    r"|\bpending (?:[\w'’-]+ ){0,4}?(?:consultation|confirmation|agreement|approval|review|outcome|decision"
    r"|budget)\b)",
    re.IGNORECASE,
)
QUERY_AFTER_NUMBER = re.compile(
    r"(?<![\d,.])\d[\d,.]{0,20}(?: ?(?:per ?cent|percent|%|[a-z]{1,20}))?(?P<mark> ?\(\?{1,3}\)"
    r"| ?\[\?{1,3}\]|\?{1,3}(?!\w))",
    re.IGNORECASE,
)
NOT_SET = re.compile(
    r"(?P<mark>\b(?:inappropriate|not (?:\w+ )?(?:considered |thought |deemed )?(?:to be )?appropriate"
    r"|no (?:\w+ ){0,2}?targets?(?: (?:to be|will be|has been|have been|is|are|was|should be) "
    r"(?:\w+ )?(?:set|proposed|needed|required|applied))?"
    r"|targets? (?:will|is|are|has|have|should) not (?:to )?(?:be|been)? ?(?:set|proposed|needed|required)"
    r"|(?:will|does|do|did) not set (?:a |any )?targets?|not (?:[\w']+ ){0,4}?to set (?:a |any )?targets?"
    r"|monitor(?:ing|ed)? only|for (?:monitoring(?: purposes)?(?: only)?|information(?: purposes)? only)"
    r"|not to be (?:set|targeted)"
    r"|n/a|not applicable)(?!\w))",
    re.IGNORECASE,
)
UNTIL_BASELINE = re.compile(
    r"(?P<mark>\b(?:until|once|when|after|following|pending|subject to)\b[^.;]{0,80}\bbase ?-?lines?\b"
    r"|\bbase ?-?lines?\b[^.;]{0,40}\b(?:to be|being|is being|will be|year|not yet|needs to be)\b[^.;]{0,40}"
    r"|\b(?:establish|set|determine|develop|create)(?:ing)? (?:a |the |an )?(?:\w+ )?base ?-?lines?\b)",
    re.IGNORECASE,
)
DELEGATED = re.compile(
    r"(?P<mark>\b(?:left|delegated|devolved) to (?:the |each |individual |local )?\w+"
    r"|\bno (?:corporate|central|force-?wide|service-?wide|authority-?wide|[a-z]+-wide) "
    r"(?:monitoring|objectives?|targets?|indicators?)"
    r"|\b(?:each|every|individual|local) (?:\w+ ){1,3}?(?:will|to|should|shall|may|must|can) "
    r"(?:set|agree|decide|develop|choose) (?:its|their) own\b"
    r"|\b(?:sets?|agrees?|decides?) (?:its|their) own (?:objectives?|targets?)\b"
    r"|\b(?:set|developed|agreed|determined|decided|monitored|negotiated) "
    r"(?:locally|(?:at|by) (?:the |each |individual )?(?:borough|division|divisional|district|local|bcu|area"
    r"|command unit|basic command unit|ocu)s?\b(?: commanders?| commands?)?(?: level)?))",
    re.IGNORECASE,
)
_QUERIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("blank", BLANK),
    ("queried number", QUERY_AFTER_NUMBER),
    ("number to come", NUMBER_TO_COME),
    ("under development", UNDER_DEVELOPMENT),
    ("being researched", BEING_RESEARCHED),
    ("subject to", SUBJECT_TO),
    (
        "to be done",
        re.compile(
            r"(?P<mark>\b(?:further|more|additional) (?:text|work|input|information|detail)[\w ]{0,20} "
            r"(?:expected|needed|required|awaited|to follow|to come)|\bwill (?:be needed|need to be)\b"
            r"|\bto be (?:updated|completed|added|supplied|revised|checked|clarified)\b|\byet to be \w+"
            r"|\bto follow\b)",
            re.I,
        ),
    ),
    ("only draft", re.compile(r"(?P<mark>\b(?:are|is) (?:only|still) (?:a )?drafts?\b)", re.I)),
    ("not for now", re.compile(r"(?P<mark>\bcurrently inappropriate\b|\binappropriate until\b)", re.I)),
    ("remark", re.compile(r"(?P<mark>(?<![A-Za-z])N\.?B\.?(?=[ :]))")),
)


@dataclass(frozen=True, slots=True)
class Query:
    """One thing a draft leaves open: the line, its text, the kind of mark and the very characters."""

    line: int
    text: str
    kind: str = ""
    mark: str = ""


def mark_in(pattern: re.Pattern[str], text: str) -> str:
    """The characters by which `pattern` marks `text` as open, or an empty string."""
    found = pattern.search(text)
    return found["mark"].strip() if found else ""


def queries_in(text: str, line: int) -> list[Query]:
    """The open queries of one line: one per kind of mark, so a blank and an NB in one paragraph are two."""
    found: list[Query] = []
    taken: list[tuple[int, int]] = []
    for kind, pattern in _QUERIES:
        match = pattern.search(text)
        if kind == "number to come" and NOT_SET.search(text):
            continue
        if kind == "remark" and any(other.kind == "subject to" for other in found):
            # "[NB: subject to consultation]" is one query, not two.
            continue
        if match and not any(match.start("mark") < end and start < match.end("mark") for start, end in taken):
            taken.append(match.span("mark"))
            found.append(Query(line, text, kind, match["mark"].strip()))
    return found
