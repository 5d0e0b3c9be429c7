"""The closed vocabulary of the ledger: every action there is, and the sentence that says it.

A room declares its own actions in its `vocabulary.py`. An unknown action fails at once.
"""

import re

_SENTENCES: dict[str, str] = {}
_GRAMMAR = re.compile(r"[a-z_]+\.[a-z_]+")


class UnknownAction(LookupError):
    """An action that no room has declared."""


def declare(sentences: dict[str, str]) -> None:
    """Add actions as {"objective.approved": "{actor} approved {subject}"}; raises ValueError on a malformed name."""
    for action, sentence in sentences.items():
        if not _GRAMMAR.fullmatch(action):
            raise ValueError(f"“{action}” is not of the form subject.participle.")
        _SENTENCES[action] = sentence


def actions() -> dict[str, str]:
    """Every declared action with its sentence, in alphabetical order."""
    return dict(sorted(_SENTENCES.items()))


def sentence_for(action: str) -> str:
    """The template of `action`; raises UnknownAction."""
    try:
        return _SENTENCES[action]
    except KeyError:
        raise UnknownAction(f"The ledger has no action “{action}”.") from None
