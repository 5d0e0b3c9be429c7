"""Writing many rows in a number of statements that does not grow with the rows."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models


def insert_rows(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Insert `rows`, whose keys are already set, as one prepared statement.

    Django's own bulk_create cuts a thousand wide rows into dozens of statements on SQLite.
    """
    if not rows:
        return
    fields: Sequence[Any] = model._meta.concrete_fields
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608 - names of our own model
            [[field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields] for row in rows],
        )


def update_rows(model: type[models.Model], names: Sequence[str], rows: Sequence[models.Model]) -> None:
    """Write the fields `names` of `rows` as one prepared statement, each row found by its key."""
    if not rows or not names:
        return
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    key: Any = model._meta.pk
    quote = connection.ops.quote_name
    settings = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    table = quote(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET {settings} WHERE {quote(key.column)} = %s",  # noqa: S608 - names of our own model
            [
                [field.get_db_prep_save(getattr(row, field.attname), connection) for field in [*fields, key]]
                for row in rows
            ],
        )
