"""Two people who act in the same moment, each on a connection of their own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection

from workflow.blockers import Blocked
from workflow.gate import perform


def at_once(rounds: int, *parties: Callable[[int], Any]) -> list[list[Any]]:
    """What each of `parties` answered in each round; every round begins for all of them in the same moment.

    Whatever a party raises is raised here: a thread that dies must not leave a test green.
    """
    start, answers, broken = threading.Barrier(len(parties)), [[None] * len(parties) for _ in range(rounds)], []

    def play(number: int, party: Callable[[int], Any]) -> None:
        try:
            for round_ in range(rounds):
                start.wait(60)
                answers[round_][number] = party(round_)
        except threading.BrokenBarrierError:
            pass  # another party has broken, and says why
        except BaseException as error:  # noqa: BLE001 - it is raised below
            broken.append(error)
            start.abort()
        finally:
            connection.close()

    threads = [threading.Thread(target=play, args=each) for each in enumerate(parties)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(300)
    if broken:
        raise ExceptionGroup("While acting at once", broken)
    assert not any(thread.is_alive() for thread in threads)
    return answers


def wins_or_is_told(act: Callable[..., None], **how: Any) -> str:
    """ "won", or the sentences of the refusal."""
    try:
        perform(act, **how)
    except Blocked as blocked:
        return str(blocked) or "refused without a word"
    return "won"


def one_winner(answers: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """The rounds in which not exactly one has won."""
    return [round_ for round_ in answers if round_.count("won") != 1]
