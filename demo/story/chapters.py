"""The chapters in the order of their days: each tells what happened since the one before, up to the end of its day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from demo.stage import Stage
from demo.story import (
    april_19,
    february_8,
    february_20,
    february_27,
    january_22,
    january_25,
    march_8,
    march_31,
)


@dataclass(frozen=True)
class Chapter:
    """What happens until the end of a day."""

    day: date
    what: str
    """beside its button, as a sentence without its full stop"""
    play: Callable[[Stage], None]


CHAPTERS = [
    Chapter(january_22.DAY, "FPBV discusses the drafts of report 3", january_22.play),
    Chapter(january_25.DAY, "the Oversight Panel sees an early draft", january_25.play),
    Chapter(february_8.DAY, "the Authority lets FPBV finalise the list", february_8.play),
    Chapter(february_20.DAY, "FPBV agrees the final version, every target resolved", february_20.play),
    Chapter(february_27.DAY, "CDO is consulted on stop and search", february_27.play),
    Chapter(march_8.DAY, "the Authority approves the draft, subject to amendments", march_8.play),
    Chapter(march_31.DAY, "the plan is published", march_31.play),
    Chapter(april_19.DAY, "FPBV and the Authority note the publication", april_19.play),
]
