from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True
    replaces = [
        ('demo', '0001_initial'),
        ('demo', '0002_chapters'),
    ]

    dependencies = [

    ]

    operations = [
        migrations.CreateModel(
            name='Clock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('today', models.DateField(verbose_name='today')),
                ('chapters', models.PositiveSmallIntegerField(default=0, verbose_name='chapters told')),
            ],
            options={
                'verbose_name': 'clock',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='there_is_one_clock')],
            },
        ),
    ]
