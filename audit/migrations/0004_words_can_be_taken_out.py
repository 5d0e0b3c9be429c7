"""SQLite keeps a trigger that is there: the one on words goes, and `migrate` ends by putting up that of today."""

from django.db import migrations


def take_off(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER IF EXISTS audit_auditwords_no_update")


class Migration(migrations.Migration):

    dependencies = [
        ("audit", "0003_sealedfile"),
    ]

    operations = [
        migrations.RunPython(take_off, migrations.RunPython.noop),
    ]
