"""Whether a backup can be brought back here: by what its database had migrated, and by what this release knows."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from config.backup.chest import Manifest
from config.backup.database import CannotBeDone

KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def refuse_unless_ours(manifest: Manifest) -> None:
    """Raises CannotBeDone for a database of another kind, of a later release, or of a state that no migration of this
    release goes on from (docs/adr/0060): before anything has been written."""
    if manifest.vendor != connection.vendor:
        raise CannotBeDone(
            f"This is a backup of {KINDS.get(manifest.vendor, manifest.vendor)}, and DATABASE_URL names a database of "
            f"{KINDS[connection.vendor]}."
        )
    had, here = set(manifest.migrations), MigrationLoader(None).disk_migrations
    replaced = {f"{app}.{name}": _named(migration.replaces) for (app, name), migration in here.items()}
    if newer := sorted(had - _named(here) - set().union(*replaced.values())):
        raise CannotBeDone(f"The backup is of a later release than this one, which does not know {newer[0]}.")
    for whole, parts in replaced.items():
        if whole not in had and parts & had and (missing := sorted(parts - had)):
            raise CannotBeDone(
                f"The backup is from before migrations began anew, and its database lacks {missing[0]}. Bring it back "
                "with the code it was made by, bring that up to date with the last code before, and back it up again."
            )


def _named(migrations: Iterable[tuple[str, str]]) -> set[str]:
    """As a manifest names them: governance.0012_…"""
    return {f"{app}.{name}" for app, name in migrations}
