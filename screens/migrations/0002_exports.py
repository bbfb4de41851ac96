"""Files of lists that are made in the background."""

import django.db.models.deletion
import screens.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('screens', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list_name', models.CharField(max_length=100, verbose_name='List')),
                ('query', models.TextField(blank=True)),
                ('file_format', models.CharField(max_length=10, verbose_name='Format')),
                ('asked_at', models.DateTimeField(auto_now_add=True, verbose_name='Asked for at')),
                ('state', models.CharField(choices=[('waiting', 'Being made'), ('ready', 'Ready'), ('failed', 'Not made')], default='waiting', max_length=10, verbose_name='State')),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('failure', models.TextField(blank=True)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0, verbose_name='Rows')),
                ('begun_at', models.DateTimeField(null=True)),
                ('file', models.CharField(default=screens.models.export_storage_name, max_length=100)),
                ('size', models.PositiveBigIntegerField(default=0, verbose_name='Size')),
                ('made_in', models.CharField(blank=True, max_length=100)),
                ('needs', models.JSONField(default=list)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'File of a list',
                'verbose_name_plural': 'Files of lists',
                'ordering': ('-asked_at', '-id'),
                'default_permissions': ('view',),
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['asked_at'], name='export_waits'), models.Index(fields=['user', '-asked_at'], name='export_of_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'ready', 'failed'])), name='export_state_is_known')],
            },
        ),
    ]
