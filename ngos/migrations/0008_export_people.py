"""A permission for taking the list of people out in a file."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('ngos', '0007_licensing_rules'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='person',
            options={'ordering': ('sort_key', 'id'), 'permissions': [('export_person', 'Can export people')], 'verbose_name': 'Person', 'verbose_name_plural': 'People'},
        ),
    ]
