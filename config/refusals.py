"""When Assent does not start, and the sentence it says then. An unsafe start is refused, not warned about."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

DEVELOPMENT_SECRET = "development-only-secret-never-used-in-production"  # noqa: S105 - refused below in production
SHORTEST_SECRET = 50
FEWEST_DIFFERENT_CHARACTERS = 5
THIS_MACHINE = {"127.0.0.1", "localhost", "::1", "[::1]"}

NO_KEY = "Assent does not start without a secret of its own: set ASSENT_SECRET_KEY to 50 or more random characters."
EASY_TO_GUESS = (
    "Assent does not start with a secret that is easy to guess: "
    "every key in ASSENT_SECRET_KEY and ASSENT_SECRET_KEY_FALLBACKS needs 50 or more random characters."
)
EVERY_HOST = "Assent does not answer to every host name: set ASSENT_HOSTS to the names people use, without `*`."
NO_ADDRESS = (
    "Assent does not start without its address: set ASSENT_ADDRESS to what people type, beginning with `https://`."
)
REACHABLE = "{mode} is for this machine only: unset {variable}, or leave ASSENT_HOSTS and ASSENT_ADDRESS at 127.0.0.1."
FOREIGN_CLOCK = "Only the demo has clocks of its own: leave {setting} at {clock}."
SERVERS_CLOCKS = {"TODAY": "workflow.clock.server_today", "NOW": "audit.clock.server_now"}
FOREIGN_DATABASE = "The demo keeps to a database file of its own, var/demo.sqlite3: unset DATABASE_URL."


def refuse_to_start(
    *, debug: bool, demo: bool, secrets: Sequence[str], hosts: Sequence[str], address: str, database_url: str
) -> None:
    """Raise with the first reason why this installation may not start. `secrets` holds the current key first."""
    names = {urlsplit(address).hostname, *hosts}
    if any("*" in host for host in hosts):
        raise ImproperlyConfigured(EVERY_HOST)
    if demo and database_url:
        raise ImproperlyConfigured(FOREIGN_DATABASE)
    if demo and not names <= THIS_MACHINE:
        raise ImproperlyConfigured(REACHABLE.format(mode="The demo", variable="ASSENT_DEMO"))
    if debug and not names <= THIS_MACHINE:
        raise ImproperlyConfigured(REACHABLE.format(mode="Debug mode", variable="ASSENT_DEBUG"))
    if debug or demo:
        return
    if not secrets[0] or DEVELOPMENT_SECRET in secrets:
        raise ImproperlyConfigured(NO_KEY)
    if any(map(_is_weak, secrets)):
        raise ImproperlyConfigured(EASY_TO_GUESS)
    if urlsplit(address).scheme != "https" or not urlsplit(address).hostname:
        raise ImproperlyConfigured(NO_ADDRESS)


def refuse_foreign_clocks(*, demo: bool, clocks: Mapping[str, str]) -> None:
    """Raise if anything but the demo would take another clock than the server's for today, or for the ledger's."""
    for setting, clock in SERVERS_CLOCKS.items():
        if not demo and clocks[setting] != clock:
            raise ImproperlyConfigured(FOREIGN_CLOCK.format(setting=setting, clock=clock))


def _is_weak(secret: str) -> bool:
    return (
        len(secret) < SHORTEST_SECRET
        or len(set(secret)) < FEWEST_DIFFERENT_CHARACTERS
        or secret.startswith("django-insecure-")
    )
