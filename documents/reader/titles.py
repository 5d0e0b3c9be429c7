"""Titles compared as a reader would: capitals, plurals, small words and a slip of the pen make no other title."""

import re
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")
_SMALL = frozenset("and the of to for in a an with by our on at from or".split())


@lru_cache(maxsize=4096)
def words_of(title: str) -> tuple[str, ...]:
    """The telling words of a title, lower-case, singular, without small words."""
    return tuple(_singular(word) for word in _all_words(title) if word not in _SMALL)


def same_title(one: str, other: str) -> bool:
    """True when two titles name the same thing: the same telling words in the same order, but for a slip."""
    first, second = words_of(one), words_of(other)
    return bool(first) and len(first) == len(second) and all(map(_same_word, first, second))


def part_of(part: str, whole: str) -> bool:
    """True when every telling word of `part` is in `whole`: "Race crime" is part of "Race and homophobic crime"."""
    words = words_of(part)
    return bool(words) and all(any(_same_word(word, other) for other in words_of(whole)) for word in words)


def merged_from(whole: str, parts: list[str]) -> bool:
    """True when `whole` is two or more of `parts` made into one title, with no word of its own."""
    inside = [part for part in parts if part_of(part, whole)]
    return len(inside) > 1 and all(
        any(_same_word(word, other) for part in inside for other in words_of(part)) for word in words_of(whole)
    )


def rest_after(title: str, glued: str) -> str | None:
    """What follows `title` in `glued` ("Safer streets Street crime" after "Safer streets"), or None if it does not
    begin so."""
    wanted = [_singular(word) for word in _all_words(title)]
    found = list(_WORD.finditer(glued.lower()))
    if not wanted or len(found) <= len(wanted):
        return None
    if not all(_same_word(word, _singular(match[0])) for word, match in zip(wanted, found, strict=False)):
        return None
    return glued[found[len(wanted) - 1].end() :].strip(" :;,-–—") or None


def _all_words(title: str) -> list[str]:
    return [match[0].replace("’", "'") for match in _WORD.finditer(title[:300].lower().replace("’", "'"))]


def _singular(word: str) -> str:
    word = word.replace("’", "'").removesuffix("'s")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=20_000)
def _same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < 6 or abs(len(one) - len(other)) > 1:
        return False
    return _one_slip(one, other)


def _one_slip(one: str, other: str) -> bool:
    """True when one letter too many, too few, wrong, or two swapped make the difference."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    first, second = one[start:], other[start:]
    return (
        first[1:] == second
        or first == second[1:]
        or (first[1:] == second[1:])
        or (first[2:] == second[2:] and first[:2] == second[1::-1])
    )
