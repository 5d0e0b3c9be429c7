from django.db import migrations


def tell_nobody_of_the_past(apps, schema_editor):
    """What is in the ledger by now was written before anybody was to be told of it."""
    books, places = apps.get_model("audit", "Book"), apps.get_model("notifications", "Heard")
    places.objects.bulk_create(places(book=key, seq=seq) for key, seq in books.objects.values_list("key", "seq"))


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0003_sealedfile'),
        ('notifications', '0002_hearing'),
    ]

    operations = [
        migrations.RunPython(tell_nobody_of_the_past, migrations.RunPython.noop, elidable=True),
    ]
