"""The queue of likely duplicates."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_nobody_promotes_themselves'),
        ('imports', '0003_background'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DuplicatePair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='Registry')),
                ('first_id', models.BigIntegerField()),
                ('second_id', models.BigIntegerField()),
                ('score', models.FloatField(verbose_name='Likelihood')),
                ('reasons', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None, verbose_name='Why')),
                ('state', models.CharField(choices=[('open', 'To be decided'), ('different', 'Told apart'), ('merged', 'Merged')], default='open', max_length=20, verbose_name='State')),
                ('found_at', models.DateTimeField(verbose_name='Found at')),
                ('decider_name', models.CharField(blank=True, max_length=130, verbose_name='By')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='Decided at')),
                ('decided_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='By')),
                ('province', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='accounts.province', verbose_name='Province')),
            ],
            options={
                'verbose_name': 'Likely duplicate',
                'verbose_name_plural': 'Likely duplicates',
                'ordering': ('-score', 'id'),
                'default_permissions': ('view',),
                'indexes': [models.Index(fields=['province', 'state', '-score', 'id'], name='pair_in_queue'), models.Index(fields=['kind', 'second_id'], name='pair_by_second')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'first_id', 'second_id'), name='pair_once'), models.CheckConstraint(condition=models.Q(('first_id__lt', models.F('second_id'))), name='pair_in_order'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'different', 'merged'])), name='pair_state_is_known')],
            },
        ),
    ]
