"""A permission for taking the list of people out in a file."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('ngos', '0005_rules_kept_by_triggers'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='person',
            options={'ordering': ('sort_key', 'id'), 'permissions': [('export_person', 'Can export people')], 'verbose_name': 'Person', 'verbose_name_plural': 'People'},
        ),
    ]
