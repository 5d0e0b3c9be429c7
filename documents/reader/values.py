"""The typed value beside a target's text: form, direction, comparator, number, unit, baseline, deadline.

Only what is written is read. Numbers that are dates, workings in brackets, denominators or names ("999 calls",
"stage 2") are not the value; where two numbers claim to be it (a range), there is no value, only `values`.
"""

import re
from dataclasses import dataclass

from documents.reader import dates
from documents.reader.figures import (
    FRACTION,
    PAIR,
    PER_CENT,
    Figure,
    figures_in,
    is_range,
    strongest,
    without_other_numbers,
)

_RAISED = re.compile(r"[⁰¹²³⁴-⁹]")
_INCREASE = re.compile(
    r"\b(?:increas\w*|rais\w+|improv\w*|grow\w*|more|expand\w*|rise|higher|enhanc\w+|maximis\w+)\b", re.I
)
_DECREASE = re.compile(r"\b(?:reduc\w*|decreas\w*|cut\w*|lower\w*|fewer|fall|minimis\w+|halv\w+|drop\w*|less)\b", re.I)
_MAINTAIN = re.compile(
    r"\b(?:maintain\w*|no (?:increase|growth|rise|change)|hold\w*|keep\w*|sustain\w*|zero growth|remain\w*|retain)\b",
    re.I,
)
_NO_RISE = re.compile(r"\b(?:no (?:increase|growth|rise|change)|zero growth|remain\w*)\b", re.I)
_MAXIMUM = re.compile(
    r"\b(?:not? (?:to )?(?:exceed|more than|greater than|higher than|above|over|later than)"
    r"|(?:should|must|will|shall|does|do) not exceed|not exceed\w*|at most|a maximum of|maximum"
    r"|up to|fewer than|less than|below|within|or (?:less|fewer|under|below))\b|<=?|≤"
    r"|\bunder (?=\d)",
    re.I,
)
_MINIMUM = re.compile(
    r"\b(?:at least|no(?:t)? (?:less|fewer|lower) than|not? below|a minimum of|minimum"
    r"|or (?:more|above|better|over)|in excess of|more than|greater than|above|exceed\w*)\b|>=?|≥|\bover (?=\d)",
    re.I,
)
_PARITY = re.compile(
    r"\b(?:parity|(?:the )?same (?:level|rate|proportion|percentage|as|standard|for)"
    r"|equal (?:to|levels?|rates?|proportions?)|equality|equivalent to|no (?:difference|gap|disparity) between"
    r"|in line with|match(?:es|ing)? (?:that|those|the))\b",
    re.I,
)
_RATIO = re.compile(
    r"\bratio\b|(?<![\d:])\d+(?:\.\d+)? ?: ?\d+(?![\d:])|\bfor every\b|\b\w+ [\w ]{1,30}\bout to \w+ [\w ]{1,30}\bin\b",
    re.I,
)
_CORRESPOND = re.compile(
    r"^(?:that )?(?:all|every|each)\b.*\b(?:to|will|have|has|must|should|correspond\w*|match\w*|be)\b", re.I
)
_FREQUENCY = re.compile(
    r"\b(?P<frequency>(?:per|a|an|each|every|once (?:a|per|every)|twice (?:a|per)) ?(?:school |academic |calendar "
    r"|financial )?(?:term|quarter|month|week|year|day|annum|fortnight))\b"
    r"|\b(?P<adverb>annually|monthly|quarterly|weekly|daily|yearly|termly|twice[- ]yearly)\b",
    re.I,
)
_EACH = re.compile(
    r"\b(?:at|in|on|for|per|by|from|to|with) (?P<each>(?:each|every) [\w' -]{1,60}?)(?=[.,;(]|\bby\b|$)"
    r"|\bper (?P<per>(?!cent|term|quarter|month|week|year|day|annum|hour)[\w' ,]{1,40}?)(?=[.;(]|\bby\b|$)",
    re.I,
)
_TIMES = ("days", "hours", "minutes", "seconds", "years", "weeks")
_EACH_ONE = re.compile(
    r"\b(?:per|each) (?:officer|person|employee|member|civilian|firefighter|head|case|call|fte"
    r"|worker|[a-z]+er)\b|\btime (?:to|taken|between|for)\b|\bhow long\b",
    re.I,
)
_PER = re.compile(
    r"\bper (?!cent\b|annum\b|term\b|year\b|month\b|quarter\b|week\b|day\b|hour\b)(?:[\d,]+ )?[a-z]+", re.I
)
_AVERAGE = re.compile(r"\b(?:average|mean|median)\b", re.I)
_CHANGE_AFTER = re.compile(
    r"^ ?(?:point )?(?:(?:overall|net|annual|real|year on year) )?(?:reduction|increase|decrease"
    r"|improvement|rise|cut|fall|growth|fewer|more|less)\b",
    re.I,
)
_CHANGE_BEFORE = re.compile(r"\b(?:reduction|increase|decrease|improvement|rise|cut|fall)s?\b[^.;]{0,60}\bof $", re.I)
_BASELINE = re.compile(
    r"\b(?:(?:when )?compared (?:to|with)|in comparison (?:to|with)|as against|against|relative to|than (?:in|the)"
    r"|over|on|from)(?P<baseline> "
    r"(?:the |its |a |an )?(?:(?:total|figures?|level|number|rate|performance|outturn|baseline|position|average"
    r"|previous|last)\b[\w ]{0,40}?)?(?:(?:for|in|of|at) )?(?:(?:19|20)\d\d ?[/–-] ?\d{1,4}|(?:19|20)\d\d"
    r"|the (?:previous|last) (?:financial )?year"
    r"|(?:previous|last) (?:financial )?year)(?: (?:total|figures?|level|baseline|outturn|performance)s?)?)",
    re.I,
)
_FROM_TO = re.compile(rf"\bfrom (?P<from>£?\d[\d,.]{{0,20}}(?: ?{PER_CENT})?(?: [a-z]+)?) to (?=£?\d)", re.I)
_STATED_BASELINE = re.compile(r"\((?P<baseline>(?:baseline|[12]\d{3}[/–-]\d{1,4})[^()]{0,80})\)", re.I)
_DEADLINE_BEFORE = re.compile(
    r"(?:\b(?:by|before|until|till|no later than|not later than|up to|at|on)(?: the)?(?: end(?: of)?)?(?: the)?"
    r"|\bend(?: of)?(?: the)?|\b(?:during|in|for|throughout|within)(?: the)?(?: financial year| year)?)\s*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Value:
    """What a target's text says in figures and dates; every field is empty where the text does not say it."""

    form: str = ""
    direction: str = ""
    comparator: str = ""
    number: str | None = None
    numbers: tuple[str, ...] = ()
    unit: str = ""
    denominator: str = ""
    frequency: str = ""
    baseline: str = ""
    deadline: str = ""
    deadline_written: str = ""


def value_of(
    text: str, *, indicator: str = "", listed: bool = False, period: str = "", open_blank: bool = False
) -> Value:
    """The value in a target's text. `indicator` helps to tell an average from a count; `listed` says it has bullets;
    `open_blank` that a number is still to come, so that none of the numbers that are there is the value."""
    text = _RAISED.sub(" ", text)
    whens = dates.dates_in(text)
    baseline = _baseline(text)
    deadline = _deadline(text, whens)
    blanked = without_other_numbers(text, whens)
    found = figures_in(blanked)
    unclear = open_blank or listed or is_range(blanked, found) or bool(PAIR.search(blanked))
    main = None if unclear else strongest(found)
    unit = _unit(text, main, found, open_blank)
    frequency, denominator = _rhythm(text)
    if listed:
        form = "narrative_list"
    elif main is None and FRACTION.search(blanked):
        form = "rate_or_share"
    else:
        form = _form(text, indicator, main, unit, bool(deadline), frequency)
    return Value(
        form=form,
        direction=_direction(text, form),
        comparator=_comparator(text, form, main),
        number=main.number if main else None,
        numbers=tuple(each.number for each in found),
        unit=unit,
        denominator=denominator,
        frequency=frequency,
        baseline=baseline,
        deadline=_iso(deadline) if deadline else period,
        deadline_written=deadline.written if deadline else "",
    )


def _unit(text: str, main: Figure | None, found: list[Figure], open_blank: bool) -> str:
    if open_blank:
        return "per cent" if re.search(PER_CENT, text, re.I) else ""
    if main:
        return main.unit
    return found[0].unit if found and len({each.unit for each in found}) == 1 else ""


def _iso(deadline: dates.When) -> str:
    """The deadline where it has a year and a day, month or year of its own; a school term has none."""
    return "" if "without" in deadline.precision or deadline.precision == "term" else deadline.value


def _baseline(text: str) -> str:
    found = _FROM_TO.search(text)
    if found:
        return found["from"].strip()
    stated = _STATED_BASELINE.search(text) or _BASELINE.search(text)
    return stated["baseline"].strip() if stated else ""


def _deadline(text: str, whens: list[dates.When]) -> dates.When | None:
    from_baseline = [
        match.span("baseline") for pattern in (_BASELINE, _STATED_BASELINE) for match in pattern.finditer(text)
    ]
    open_whens = [when for when in whens if not any(start <= when.start < end for start, end in from_baseline)]
    for when in open_whens:
        lead = text[max(0, when.start - 40) : when.start]
        if _DEADLINE_BEFORE.search(lead) or when.precision in ("year", "month without year"):
            return when
    return next((when for when in open_whens if when.precision in ("day", "month")), None)


def _rhythm(text: str) -> tuple[str, str]:
    frequency = _FREQUENCY.search(text)
    each = _EACH.search(text)
    return (
        (frequency["frequency"] or frequency["adverb"]).strip() if frequency else "",
        (each["each"] or each["per"] or "").strip() if each else "",
    )


def _form(text: str, indicator: str, main: Figure | None, unit: str, dated: bool, frequency: str) -> str:
    per_cent = unit in ("per cent", "percentage points")
    if _RATIO.search(_STATED_BASELINE.sub("", text)):
        return "ratio"
    if per_cent and _is_change(text, main):
        return "percentage_change"
    if _PARITY.search(text) and not main:
        return "parity"
    if _bounded(_MAXIMUM, text, main):
        return "maximum"
    if _bounded(_MINIMUM, text, main):
        return "minimum"
    if per_cent and main:
        return "rate_by_date" if dated else "rate_or_share"
    if main and frequency:
        return "frequency_per_unit"
    if main and _AVERAGE.search(f"{text} {indicator}"):
        return "average_level"
    if main and unit.split(" ")[0] in _TIMES and _EACH_ONE.search(indicator):
        return "average_level"
    if main and _PER.search(text):
        return "rate_or_share"
    if main:
        return "count_by_date" if dated else "absolute_count"
    if _MAINTAIN.search(text) and _NO_RISE.search(text):
        return "percentage_change"
    if _CORRESPOND.search(text):
        return "full_correspondence"
    if re.search(r"\bhalv\w+\b", text, re.I):
        return "percentage_change"
    if re.search(r"\b(?:number|figure)\b", text, re.I) and dated and not per_cent:
        return "count_by_date"
    if dated and not per_cent:
        return "date_milestone"
    return ""


def _is_change(text: str, main: Figure | None) -> bool:
    if main is None:
        blank = re.search(rf"\b(?:by|of) (?:[^\s]{{1,5}}) ?{PER_CENT}", text, re.I)
        return bool(blank and (_INCREASE.search(text) or _DECREASE.search(text) or text[:2].lower() == "by"))
    before, after = text[: main.start][-90:], text[main.end :]
    if before.endswith(("-", "+", "–", "−")) and not before[:-1].rstrip()[-1:].isdigit():
        return True
    if _CHANGE_AFTER.search(after) or _CHANGE_BEFORE.search(before):
        return True
    by = re.search(
        r"\bby(?: a further| at least| up to| not less than| no less than| a minimum of| around| about| between)? $",
        before,
        re.I,
    )
    return bool(by)


def _bounded(pattern: re.Pattern[str], text: str, main: Figure | None) -> bool:
    """True when the bound stands by the number: shortly before it, or just after ("or more")."""
    if main is None:
        found = pattern.search(text)
        return bool(
            found
            and "later" not in found[0]
            and re.search(r"\b[XYN]\b|\?\?|\*\*\*", text[found.end() : found.end() + 12])
        )
    before, after = text[max(0, main.start - 40) : main.start], text[main.end : main.end + 24]
    near = [match for match in pattern.finditer(before) if not match[0].lower().startswith("or ")]
    if near and len(before) - near[-1].end() <= 14 and not re.search(r"\d", before[near[-1].end() :]):
        return True
    return any(match[0].lower().startswith(("or ", "max", "min")) for match in pattern.finditer(after))


def _direction(text: str, form: str) -> str:
    """The way the figure is to move. Only a form that has a way gets one; `achieve` is reaching a level."""
    if form in ("", "narrative_list"):
        return ""
    if form == "percentage_change" and text[:1] in "-–−+":
        return "increase" if text[0] == "+" else "decrease"
    decrease, increase, maintain = _DECREASE.search(text), _INCREASE.search(text), _MAINTAIN.search(text)
    if form in ("maximum", "minimum", "ratio", "parity", "full_correspondence", "date_milestone"):
        return "maintain" if maintain and not decrease and not increase else "achieve"
    verbs = [
        (match.start(), way)
        for match, way in ((decrease, "decrease"), (increase, "increase"), (maintain, "maintain"))
        if match
    ]
    if verbs and (form == "percentage_change" or min(verbs)[0] < 25):
        return min(verbs)[1]
    return "" if form == "percentage_change" else "achieve"


def _comparator(text: str, form: str, main: Figure | None) -> str:
    if form == "parity":
        return "same as"
    if form == "maximum" or (form == "ratio" and _MAXIMUM.search(text)):
        return "<="
    if form == "minimum" or (form == "percentage_change" and main and _bounded(_MINIMUM, text, main)):
        return ">="
    return "=" if main and form else ""
