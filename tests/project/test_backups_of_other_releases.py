"""Which backups a release takes in: those of its own kind of database, whose migrations it can go on from."""

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from config.backup.chest import Manifest
from config.backup.database import CannotBeDone
from config.backup.release import refuse_unless_ours


def backup_of(*migrations: str, vendor: str = "") -> Manifest:
    return Manifest("2001-03-31T12:00:00+00:00", vendor or connection.vendor, sorted(migrations), {}, "")


@pytest.fixture
def now() -> set[str]:
    """What this release migrates."""
    return {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}


@pytest.fixture
def before(now) -> set[str]:
    """What had been migrated at the last moment before migrations began anew."""
    here = MigrationLoader(None).disk_migrations
    squashed = {f"{app}.{name}" for (app, name), migration in here.items() if migration.replaces}
    old = {f"{app}.{name}" for migration in here.values() for app, name in migration.replaces}
    assert (len(squashed), len(old)) == (6, 42)  # the demo has two more, in a database of its own
    return now - squashed | old


def test_what_this_release_made_is_taken_in_and_what_one_before_it_made(now):
    refuse_unless_ours(backup_of(*now))
    refuse_unless_ours(backup_of("accounts.0001_initial"))


def test_a_database_that_has_all_the_old_migrations_is_taken_in(now, before):
    refuse_unless_ours(backup_of(*before))
    refuse_unless_ours(backup_of(*before, *now))  # once it has been migrated by this release


def test_a_database_that_has_some_of_the_old_migrations_is_refused(before):
    with pytest.raises(CannotBeDone) as refused:
        refuse_unless_ours(backup_of(*before - {"governance.0017_withdrawn_under"}))

    assert str(refused.value) == (
        "The backup is from before migrations began anew, and its database lacks governance.0017_withdrawn_under. "
        "Bring it back with the code it was made by, bring that up to date with the last code before, and back it up "
        "again."
    )


def test_a_later_release_is_refused(now):
    with pytest.raises(CannotBeDone) as refused:
        refuse_unless_ours(backup_of(*now, "governance.0099_of_next_year"))

    assert str(refused.value) == (
        "The backup is of a later release than this one, which does not know governance.0099_of_next_year."
    )


def test_another_kind_of_database_is_refused(now):
    other, names = ("sqlite", "SQLite"), ("postgresql", "PostgreSQL")
    theirs, ours = (names, other) if connection.vendor == "sqlite" else (other, names)
    with pytest.raises(CannotBeDone) as refused:
        refuse_unless_ours(backup_of(*now, vendor=theirs[0]))

    assert str(refused.value) == (f"This is a backup of {theirs[1]}, and DATABASE_URL names a database of {ours[1]}.")
