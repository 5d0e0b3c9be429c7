"""The labels papers put before an objective, an indicator or a target, in the many ways they write them.

Source of the shapes: domain.md sections 3 and 5 (labels alone on a line, with a colon, with a BVPI in brackets,
unnumbered). A label without a colon is told from a sentence that merely begins with the word ("Target setting is
...") by what follows.
"""

import re
from dataclasses import dataclass, replace

from documents.reader import dates, statutory
from documents.reader.lines import Line

OBJECTIVE, INDICATOR, TARGET = "objective", "indicator", "target"
BASELINE, ACTIONS, NOTE, MILESTONE, DETAIL = "baseline", "actions", "note", "milestone", "detail"
PRIORITY, ASPECT = "priority", "aspect"

_NUMBER = (
    r"(?:no\.? ?|number |#)?\(?(?P<number>\d{1,3}(?:\.\d{1,3}){0,3}(?:[a-z]\b|\([a-z]\))?"
    r"|[A-Z](?:\d{1,2}(?:\.\d{1,3})?)?(?![\w'’])|[IVX]{1,5}\b|one\b|two\b|three\b|four\b|five\b"
    r"|six\b|seven\b|eight\b|nine\b|ten\b)\)?"
)
_SEPARATOR = r" ?(?P<separator>[:.–—-]|\)(?= ))? ?"
_YEAR = r"(?:19|20)\d\d"
_FINANCIAL = r"(?:19|20)\d\d ?[/–-] ?(?:(?:19|20)\d\d|\d{1,2})"

_OBJECTIVE = re.compile(
    r"(?P<label>(?:(?:strategic|overall|key|draft|smart|corporate|proposed|policing|local|specific"
    rf"|sub-?)[ -])*objectives?|obj\.?)(?: ?{_NUMBER}(?=[\s:.)–—-]|$))?{_SEPARATOR}(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_INDICATOR = re.compile(
    r"(?P<label>(?:(?:key|best value|statutory|local|headline|national|corporate|draft|proposed|supporting"
    r"|outcome)[ -])*(?:performance (?:indicators?|measures?)|indicators?|measures?(?: of success)?"
    rf"|success measures?|measured by|k?pis?))(?: ?{_NUMBER}(?=[\s:.)(–—-]|$))?(?P<statute> ?[(\[]?\b(?:BVPI"
    rf"|BV)s? ?\d[^)\]:]{{0,40}}[)\]]?)?{_SEPARATOR}(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_TARGET = re.compile(
    rf"(?P<label>(?:{_FINANCIAL} )?(?:(?:annual|year-?end|draft|proposed|performance|local|national"
    r"|corporate|smart|new|our|the|key) )*targets?)"
    rf"(?P<period>,? ?\(?(?:for )?(?:the year )?(?:{_FINANCIAL}|{_YEAR}(?=\)?(?: ?[:–—-](?!\d)"
    rf"|$)))\)?)?(?P<set> set\b)?(?: ?(?P<number>\d{{1,2}}(?:\.\d{{1,2}})?)(?= ?[:–—](?!\d)))?{_SEPARATOR}(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_DETAILS = (
    (
        BASELINE,
        re.compile(
            r"(?:baseline|base line|current performance|(?:last|previous) year|performance in [\d/]{4,9}"
            r"|outturn)(?: ?\(?[\d/]{4,9}\)?)?(?: figure)? ?[:–—] ?(?P<rest>.*)",
            re.I | re.S,
        ),
    ),
    (
        ACTIONS,
        re.compile(
            r"(?:key |main |supporting )?action(?:s| points?)?(?: to be taken)?(?: ?:|$) ?(?P<rest>.*)", re.I | re.S
        ),
    ),
    (MILESTONE, re.compile(r"milestones?(?: \d{1,2})?(?: ?[:–—]|$) ?(?P<rest>.*)", re.I | re.S)),
    (
        NOTE,
        re.compile(r"(?:drafting )?(?:notes?|n\.?b\.?)(?: \d{1,2})?(?: ?[:.–—] ?| (?=[A-Z]))(?P<rest>.*)", re.I | re.S),
    ),
    (
        DETAIL,
        re.compile(
            r"(?:owner|lead(?: officer| business group)?|responsib\w+(?: officer)?|rationale|context"
            r"|source|data source|frequency|definition|comments?|accountable officer|monitoring|resources?"
            r"|timescale)s? ?: ?(?P<rest>.*)",
            re.I | re.S,
        ),
    ),
)
_HEADED = (
    (
        PRIORITY,
        re.compile(
            r"(?:(?:(?:overarching|strategic|policing|key|corporate|local|external|internal"
            rf"|service) )?priority(?: area)?|theme)(?: ?{_NUMBER})?(?=[\s:.–—-]){_SEPARATOR}(?P<rest>.*)",
            re.I | re.S,
        ),
    ),
    (
        ASPECT,
        re.compile(
            r"(?:(?:specific |service |policing )?aspect(?: of service)?"
            rf"|service area)(?: ?{_NUMBER})?(?=[\s:.–—-]){_SEPARATOR}(?P<rest>.*)",
            re.I | re.S,
        ),
    ),
)

# After a label without colon or number these words make a sentence of it, not a label with its text.
_SENTENCE = re.compile(
    r"(?:is|are|was|were|will|would|should|shall|may|must|can|could|and|or|has|have|had|of|for"
    r"|which|that|needs?|as|in|on|from|"
    r"shown|setting|settings|targets?|indicators?|data|text|area|areas|attached|agreed|above|below"
    r"|included?|described)\b[^:]*",
    re.DOTALL,
)
_SENTENCE_AFTER_TARGET = re.compile(
    r"(?:is|are|was|were|will|would|and|or|has|have|had|of|for|which|that|the|those|these|known"
    r"|repeat|setting|settings|dates?|"
    r"levels?|groups?|hardening|audience|detection|areas?|shown|figures?|times?|performance"
    r"|prolific|offenders?|response|premises)\b.*",
    re.DOTALL,
)
_GLUED = re.compile(
    r"(?<=[\w.;,)%?] )(?:(?:Key )?(?:[Pp]erformance )?(?:[Ii]ndicator|[Mm]easure)|KPI|PI"
    r"|Target)(?: \d{1,2}(?:\.\d{1,2})?)?(?: ?\d{4}[/-]\d{2,4})?(?:: ?| [–—-] )(?=\S)"
)
_BARE_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,2})\s+(?=[A-Z])")
_WORDS_AS_NUMBERS = {
    word: str(at) for at, word in enumerate("one two three four five six seven eight nine ten".split(), 1)
}
_STATE_NOT_TITLE = re.compile(
    r"(?:s? )?(?:is |are )?(?:still "
    r"|currently )?(?:(?:being|to be) (?:developed|agreed|confirmed|determined|drafted|decided|set|finalised)"
    r"|(?:under|in) (?:development|discussion|review|consideration|preparation))\b.*",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Label:
    """What a label says: its kind, its number as written, the text after it, and for a plural that a list may
    follow."""

    kind: str
    text: str
    number: str = ""
    plural: bool = False
    period: str = ""
    statutory: tuple[int, ...] = ()
    separated: bool = False

    @property
    def alone(self) -> bool:
        """True when the label stands without text: the text is on a later line."""
        return not self.text


def label_of(line: Line) -> Label | None:
    """The label at the start of `line`, or None. A table column's role counts as its label."""
    text = line.text
    if line.role in (OBJECTIVE, INDICATOR, TARGET, PRIORITY, ASPECT, BASELINE, NOTE, DETAIL):
        labelled = _by_words(text, "") if line.role in (OBJECTIVE, INDICATOR, TARGET, PRIORITY, ASPECT) else None
        if labelled and labelled.kind == line.role and not labelled.alone:
            return labelled
        number = _numbering(line.bullet) if line.role == OBJECTIVE else ""
        bare = _BARE_NUMBER.match(text) if line.role == OBJECTIVE and not number else None
        if bare:
            return Label(OBJECTIVE, text[bare.end() :], bare["number"])
        named = statutory.numbers_in(text) if line.role == INDICATOR else ()
        written = line.as_written if not number and line.bullet else text
        return Label(line.role, written, number, statutory=named)
    if line.role:
        return None
    return _by_words(text, _numbering(line.bullet))


def _by_words(text: str, numbering: str) -> Label | None:
    first = text[:1].lower()
    if not first or (len(text) > 4_000 and first not in "otpmikbsn"):
        return None
    return _objective(text, numbering) or _indicator(text) or _target(text) or _headed(text) or _detail(text)


def unglue(lines: list[Line]) -> list[Line]:
    """The lines with "Objective 1: ... Performance indicator: ... Target: ..." on one line taken apart, each under
    its number. Only labels with a colon or dash are cut off; without one the words may belong to the sentence."""
    apart: list[Line] = []
    for line in lines:
        label = label_of(line) if not line.role else None
        if label is None and line.text[:1].islower() and not (line.gap or line.bullet or line.role) and apart:
            # The rest of a label's text, on a line of its own.
            label = label_of(apart[-1])
        cuts = (
            [found.start() for found in _GLUED.finditer(line.text)]
            if label and label.kind in (OBJECTIVE, INDICATOR)
            else []
        )
        if not cuts:
            apart.append(line)
            continue
        ends = [*cuts, len(line.text)]
        apart.append(replace(line, text=line.text[: cuts[0]].rstrip(" ;")))
        apart += [
            replace(line, text=line.text[start:end].strip(" ;"), bullet="", level=0, gap=False)
            for start, end in zip(cuts, ends[1:], strict=True)
        ]
    return apart


def starts_something(line: Line) -> bool:
    """True when a label or a bracketed note begins on `line`, so that it continues no earlier line."""
    return label_of(line) is not None or line.text.startswith(("[", "BVPI"))


def says_undecided(text: str) -> bool:
    """True for what stands where a title should: "under development", "to be agreed" and the like."""
    return bool(_STATE_NOT_TITLE.fullmatch(text.strip(" []().")))


def _numbering(bullet: str) -> str:
    bare = bullet.strip("().")
    return bare if bare[:1].isdigit() else ""


def _objective(text: str, numbering: str) -> Label | None:
    found = _OBJECTIVE.fullmatch(text)
    if not found:
        return None
    number, separator, rest = found["number"] or "", found["separator"], found["rest"]
    if len(number) == 1 and number.isalpha() and not separator and rest[:1].islower():
        # "Objective A reduction in ...": the letter is the first word of the title.
        number, rest = "", f"{number} {rest}"
    if number.isalpha() and len(number) == 1 and number.islower():
        number, rest = "", f"{number}{rest if separator is None else separator + ' ' + rest}"
    if not _is_label(bool(number), separator, rest, _SENTENCE):
        return None
    plural = found["label"].lower().endswith("s")
    if (not number and says_undecided(rest)) or (plural and rest and not separator):
        return None
    return Label(
        OBJECTIVE, rest, _WORDS_AS_NUMBERS.get(number.lower(), number) or numbering, plural, separated=bool(separator)
    )


def _indicator(text: str) -> Label | None:
    found = _INDICATOR.fullmatch(text)
    if not found:
        return None
    number, separator, rest = found["number"] or "", found["separator"], found["rest"]
    word = found["label"].lower()
    if len(number) == 1 and number.isalpha() and not separator and rest[:1].islower():
        number, rest = "", f"{number} {rest}"
    if (
        number.isdigit()
        and not separator
        and rest[:1].islower()
        and not word.startswith(("pi", "kpi"))
        and rest.split(" ")[0] in _UNITS
    ):
        # "Indicator 2 per cent of ...": the figure belongs to the text.
        number, rest = "", f"{number} {rest}"
    statute = statutory.numbers_in(found["statute"] or "")
    if not (statute or _is_label(bool(number), separator, rest, _SENTENCE)):
        return None
    loose = not (separator or number or statute) and rest
    if (
        loose
        and word.startswith(("measure", "indicator", "pi", "kpi"))
        and not rest[:1].isupper()
        and rest[:1] not in "(%0123456789"
    ):
        return None
    plural = word.endswith("s") and not word.endswith("success")
    if plural and loose:
        return None
    named = tuple(dict.fromkeys([*statute, *statutory.numbers_in(rest)]))
    return Label(INDICATOR, rest, number, plural, statutory=named, separated=bool(separator))


_UNITS = {"per", "percent", "days", "hours", "minutes", "officers", "people", "persons"}


def _target(text: str) -> Label | None:
    found = _TARGET.fullmatch(text)
    if not found:
        return None
    separator, rest = found["separator"], found["rest"]
    period = dates.period(found["period"] or found["label"])
    if not _is_label(bool(period or found["number"] or found["set"]), separator, rest, _SENTENCE_AFTER_TARGET):
        return None
    label = found["label"].lower()
    if (
        not (separator or period or found["set"])
        and rest
        and (label.endswith("s") or label.startswith(("the ", "our ")))
    ):
        return None
    return Label(TARGET, rest, found["number"] or "", label.endswith("s"), period, separated=bool(separator))


def _headed(text: str) -> Label | None:
    for kind, pattern in _HEADED:
        found = pattern.fullmatch(text)
        if found and (found["number"] or found["separator"]) and found["rest"] and len(text) <= 200:
            if not found["separator"] and found["rest"][:1].islower():
                continue
            return Label(kind, found["rest"].rstrip(":"), found["number"] or "", separated=bool(found["separator"]))
    return None


def _detail(text: str) -> Label | None:
    for kind, pattern in _DETAILS:
        found = pattern.fullmatch(text)
        if found:
            return Label(kind, found["rest"], separated=True)
    return None


def _is_label(numbered: bool, separator: str | None, rest: str, sentence: re.Pattern[str]) -> bool:
    if separator == "." and not rest and not numbered:
        return False
    return bool(numbered or (separator and separator != ".") or not rest or not sentence.fullmatch(rest))
