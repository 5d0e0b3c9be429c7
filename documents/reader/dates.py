"""Dates as papers write them, each with the precision it was written in."""

import re
from dataclasses import dataclass

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_FULL = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? (?P<year>(?:19|20)\d\d)\b"
    r"|,? '?(?P<short>\d\d)\b(?! ?(?:%|per)))?",
    re.I,
)
_AMERICAN = re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>(?:19|20)\d\d)\b", re.I)
_MONTH_YEAR = re.compile(rf"\b{_MONTH},? (?:(?P<year>(?:19|20)\d\d)\b|'(?P<short>\d\d)\b)", re.I)
_BARE_MONTH = re.compile(rf"\b(?:by|before|until|end of|end) (?:the end of )?{_MONTH}(?! \d)", re.I)
_FIGURES = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})(?P<sep>[/.-])(?P<month>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d|\d\d)(?![\d/-]|\.\d)"
)
_ISO = re.compile(r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])")
_FINANCIAL = re.compile(r"(?<![\d/])(?P<from>(?:19|20)\d\d) ?[/–-] ?(?P<to>(?:19|20)\d\d|\d\d|\d)(?![\d/]|-\d)")
_CALENDAR = re.compile(r"\b(?:19|20)\d\d\b")
_TERM = re.compile(r"\b(?P<term>(?:spring|summer|autumn|winter) (?:term|quarter)?) ?(?P<year>(?:19|20)\d\d)?", re.I)
_DIGIT_OR_TERM = re.compile(r"\d|\bterm\b|\b(?:by|before|until|end)\b", re.I)
_YEAR = re.compile(
    r"\b(?:by|before|until|end of|during|in) (?:the end of )?(?P<year>(?:19|20)\d\d)\b(?! ?[/–-] ?\d)", re.I
)


@dataclass(frozen=True, slots=True)
class When:
    """A date in a text: `value` is ISO as far as it was written (2002-03-31, 2002-03, 2001/02, --12), `precision`
    says how far."""

    start: int
    end: int
    value: str
    precision: str
    written: str


def dates_in(text: str) -> list[When]:
    """Every date in `text`, in order, none overlapping another. No missing day, month or year is ever filled in."""
    found: list[When] = []
    if not _DIGIT_OR_TERM.search(text):
        return found
    taken = bytearray(len(text))
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            when = read(match)
            if when and not any(taken[when.start : when.end]):
                taken[when.start : when.end] = b"\1" * (when.end - when.start)
                found.append(when)
    return sorted(found, key=lambda when: when.start)


def first_day(text: str) -> str:
    """The first full date of `text` as ISO, or an empty string."""
    return next((when.value for when in dates_in(text) if when.precision == "day"), "")


def financial_year(text: str) -> str:
    """The first financial year of `text` as 2001/02, or an empty string."""
    return next((when.value for when in dates_in(text) if when.precision == "financial year"), "")


def period(text: str) -> str:
    """The year a target is for: a financial year as 2001/02, else a calendar year, or an empty string."""
    calendar = _CALENDAR.search(text)
    return financial_year(text) or (calendar[0] if calendar else "")


def _century(year: str) -> int:
    number = int(year)
    if number >= 100:
        return number
    return 1900 + number if number >= 70 else 2000 + number


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _named_day(match: re.Match[str]) -> When | None:
    day, month = int(match["day"]), _month(match["month"])
    groups = match.groupdict()
    year = groups.get("year") or groups.get("short")
    if not 1 <= day <= 31:
        return None
    if not year:
        return _when(match, f"--{month:02}-{day:02}", "day without year")
    return _when(match, f"{_century(year)}-{month:02}-{day:02}", "day")


def _figures(match: re.Match[str]) -> When | None:
    day, month = int(match["day"]), int(match["month"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return _when(match, f"{_century(match['year'])}-{month:02}-{day:02}", "day")


def _named_month(match: re.Match[str]) -> When:
    return _when(match, f"{_century(match['year'] or match['short'])}-{_month(match['month']):02}", "month")


def _bare_month(match: re.Match[str]) -> When:
    return _when(match, f"--{_month(match['month']):02}", "month without year")


def _financial(match: re.Match[str]) -> When | None:
    start, end = int(match["from"]), match["to"]
    # "2001/2", "2001/02" and "2000/2001" are one year each; "1998-2003" is a span of years, no financial year.
    if int(end) != int(str(start + 1)[-len(end) :]):
        return None
    return _when(match, f"{start}/{(start + 1) % 100:02}", "financial year")


def _term(match: re.Match[str]) -> When | None:
    if not match["year"] and "term" not in match["term"].lower():
        return None
    return _when(match, " ".join(filter(None, (match["term"].strip().lower(), match["year"]))), "term")


def _year(match: re.Match[str]) -> When:
    return _when(match, match["year"], "year")


def _when(match: re.Match[str], value: str, precision: str) -> When:
    return When(match.start(), match.end(), value, precision, match[0].strip())


_READERS = (
    (_ISO, _figures),
    (_FIGURES, _figures),
    (_FULL, _named_day),
    (_AMERICAN, _named_day),
    (_MONTH_YEAR, _named_month),
    (_FINANCIAL, _financial),
    (_TERM, _term),
    (_BARE_MONTH, _bare_month),
    (_YEAR, _year),
)
