import django.db.models.functions.comparison
import django.db.models.functions.text
import persian.functions
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_nobody_promotes_themselves'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='user',
            options={'ordering': ('sort_key', 'id'), 'verbose_name': 'User', 'verbose_name_plural': 'Users'},
        ),
        migrations.RemoveConstraint(
            model_name='user',
            name='user_role_fits_place',
        ),
        migrations.AddField(
            model_name='user',
            name='search_text',
            field=models.GeneratedField(db_persist=True, expression=persian.functions.Fold(django.db.models.functions.text.Concat(django.db.models.functions.comparison.Cast('first_name', models.TextField()), models.Value(' ', models.TextField()), django.db.models.functions.comparison.Cast('last_name', models.TextField()), models.Value(' ', models.TextField()), django.db.models.functions.comparison.Cast('username', models.TextField()), output_field=models.TextField())), output_field=models.TextField()),
        ),
        migrations.AddField(
            model_name='user',
            name='sort_key',
            field=models.GeneratedField(db_persist=True, expression=persian.functions.SortKey(django.db.models.functions.text.Concat(django.db.models.functions.comparison.Cast('last_name', models.TextField()), models.Value(' ', models.TextField()), django.db.models.functions.comparison.Cast('first_name', models.TextField()), output_field=models.TextField())), output_field=models.TextField(db_collation='C')),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('username'), name='user_name_once', violation_error_message='This username is taken.'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('county', None), ('ngo_id', None), ('province', None), ('role', 'national_expert')), models.Q(('county', None), ('ngo_id', None), ('province__isnull', False), ('role__in', ['director_general', 'provincial_expert'])), models.Q(('county__isnull', False), ('ngo_id', None), ('province__isnull', False), ('role__in', ['county_expert', 'case_worker'])), models.Q(('ngo_id__isnull', False), ('province__isnull', False), ('role', 'ngo_officer')), models.Q(('is_active', False), ('province__isnull', False), ('role', 'ngo_officer')), models.Q(('county', None), ('ngo_id', None), ('role', 'auditor')), _connector='OR'), name='user_role_fits_place', violation_error_message='The role does not fit the place: a provincial role needs a province, a county role a county too, an NGO officer an NGO.'),
        ),
    ]
