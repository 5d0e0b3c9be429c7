"""Interests of members, by the rules of the day: which kinds there are, and which of them bar from speech and vote.

To the day on which bodies had to have a code of conduct, an interest in money barred (LGA 1972 s.94). Under the code a
personal interest was declared and barred nobody, a prejudicial one sent the member out (LGA 2000 s.50). Since 1 July
2012 a disclosable pecuniary interest bars (Localism Act 2011 s.31). A dispensation lets a member take part all the same
(LGA 1972 s.97; Localism Act 2011 s.33).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Kind:
    """A kind of interest under one regime."""

    name: str
    label: str
    bars: bool
    """whether a member who has it takes no part and has no vote"""


@dataclass(frozen=True)
class Regime:
    """The rules on interests from a day on."""

    since: date
    source: str
    kinds: tuple[Kind, ...]


REGIMES = (
    Regime(date(1974, 4, 1), "LGA 1972 s.94", (Kind("money", "interest in money", bars=True),)),
    Regime(
        date(2002, 5, 6),
        "LGA 2000 s.50",
        (Kind("personal", "personal interest", bars=False), Kind("prejudicial", "prejudicial interest", bars=True)),
    ),
    Regime(
        date(2012, 7, 1),
        "Localism Act 2011 s.31",
        (
            Kind("disclosable", "disclosable pecuniary interest", bars=True),
            Kind("other", "other interest", bars=False),
        ),
    ),
)

KINDS = {kind.name: kind for regime in REGIMES for kind in regime.kinds}


def regime_on(day: date) -> Regime:
    """The regime of a day; that of 1974 before there was any."""
    return next((each for each in reversed(REGIMES) if each.since <= day), REGIMES[0])
