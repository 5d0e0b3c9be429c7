"""How sentences write things."""

from collections.abc import Sequence
from datetime import date


def day(date_: date) -> str:
    """A date as people write it: 8 February 2001."""
    return f"{date_.day} {date_:%B %Y}"


def capital(thing: object) -> str:
    """The name of a thing at the beginning of a sentence."""
    text = str(thing)
    return text[:1].upper() + text[1:]


def as_sentence(text: str) -> str:
    """What somebody wrote, as a sentence that ends."""
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them: FPBV, PSPM and MPA."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
