"""Hashes of passwords move to a table of their own, which no office's scope reads."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.sql_passwords import SQL, UNDO

MOVE = "INSERT INTO accounts_password (user_id, hash, given_by_name) SELECT id, password, '' FROM accounts_user"
BACK = "UPDATE accounts_user SET password = hash FROM accounts_password WHERE user_id = id"


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0010_access_log_is_kept'),
    ]

    operations = [
        migrations.CreateModel(
            name='Password',
            fields=[
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='secret', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('hash', models.CharField(max_length=128)),
                ('given_by_name', models.CharField(blank=True, max_length=130)),
                ('given_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'Password',
                'verbose_name_plural': 'Passwords',
                'default_permissions': (),
            },
        ),
        migrations.RunSQL(MOVE, BACK),
        migrations.RemoveField(
            model_name='user',
            name='password',
        ),
        migrations.RunSQL(SQL, UNDO),
    ]
