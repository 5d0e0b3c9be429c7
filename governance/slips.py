"""What is a slip in a published text, and what is another promise. Pure functions over words; no row is read.

A slip is put right by a correction; what a text promises changes only by an amendment that a body decides on. Whatever
carries the promise must be the same before and after: figures, units, dates, and the words that say in which direction,
how far, and whether at all.
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

FIGURES = """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million half halve third quarter
    fifth tenth double treble twice once
""".split()
UNITS = """
    per percent cent points point day days week weeks month months year years hour hours minute minutes pound pounds
    January February March April May June July August September October November December
""".split()
DIRECTIONS = """
    increase increases increased reduce reduces reduced decrease decreased raise lower cut grow maintain keep improve
    more less fewer least most minimum maximum exceed exceeds above below under over within before after by until
    every each all none no not never without same equal parity unless except only
""".split()
PROMISES = frozenset(word.lower() for word in (*FIGURES, *UNITS, *DIRECTIONS))
"""words that carry what is promised"""

SIGNS = re.compile(r"[%£<>≤≥=?*]")
WORDS = re.compile(r"[%£<>≤≥=?*]|\d+(?:[.,/]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")

MISSPELT = 0.75
"""how like a word of a promise another must be to be that word with a slip in it: a setting of ours"""
THE_SAME_SENTENCE = 0.6
"""how like its old wording the new one must be to be that wording put right: a setting of ours"""


def what_it_would_promise(old: str, new: str) -> list[tuple[str, str]]:
    """What stands in the place of what, where a text would promise something else: (“5”, “6”); none for a slip.

    A misspelt word of a promise may become that word: “incrase” is no direction, “increase” is the one it meant.
    """
    gone, come = Counter(_promising(old)), Counter(_promising(new))
    lost, found = list((gone - come).elements()), list((come - gone).elements())
    misspelt = [word for word in _words(old) if word not in _words(new) and not _promises(word)]
    for word in list(found):
        if slip := next((each for each in misspelt if _is_meant_by(word, each)), ""):
            misspelt.remove(slip)
            found.remove(word)
    paired = max(len(lost), len(found))
    return list(zip(lost + [""] * (paired - len(lost)), found + [""] * (paired - len(found)), strict=True))


def is_another_sentence(old: str, new: str) -> bool:
    """Whether so little of it stays that nobody would call it the old wording put right."""
    return SequenceMatcher(None, old, new, autojunk=False).ratio() < THE_SAME_SENTENCE


def _words(text: str) -> list[str]:
    return [word.lower() for word in WORDS.findall(text)]


def _promising(text: str) -> list[str]:
    return [word for word in _words(text) if _promises(word)]


def _promises(word: str) -> bool:
    return word in PROMISES or word[0].isdigit() or bool(SIGNS.fullmatch(word))


def _is_meant_by(word: str, slip: str) -> bool:
    return word.isalpha() and SequenceMatcher(None, word, slip, autojunk=False).ratio() >= MISSPELT
