

import django.contrib.postgres.indexes
import django.db.models.deletion
import persian.model_fields
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('councils', '0004_rules_of_kinds'),
        ('ngos', '0003_rules'),
    ]

    operations = [
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', persian.model_fields.PersianCharField(max_length=100, verbose_name='موضوع')),
                ('asked_on', persian.model_fields.JalaliDateField(verbose_name='تاریخ درخواست')),
                ('state', models.CharField(choices=[('asked', 'درخواست\u200cشده'), ('given', 'داده\u200cشده'), ('declined', 'ردشده')], default='asked', max_length=10, verbose_name='وضعیت')),
                ('ngo', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='ngos.ngo')),
            ],
            options={
                'verbose_name': 'گواهی',
                'verbose_name_plural': 'گواهی\u200cها',
            },
        ),
        migrations.CreateModel(
            name='CertificateEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('subject', persian.model_fields.PersianCharField(max_length=100, verbose_name='موضوع')),
                ('asked_on', persian.model_fields.JalaliDateField(verbose_name='تاریخ درخواست')),
                ('state', models.CharField(choices=[('asked', 'درخواست\u200cشده'), ('given', 'داده\u200cشده'), ('declined', 'ردشده')], default='asked', max_length=10, verbose_name='وضعیت')),
                ('ngo', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ngos.ngo')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='certificates.certificate')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CertificateOnAgenda',
            fields=[
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='of_%(class)s', serialize=False, to='councils.agendaitem')),
                ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='on_agendas', to='certificates.certificate')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='councils.session')),
            ],
            options={
                'verbose_name': 'گواهی در دستور جلسه',
                'verbose_name_plural': 'گواهی\u200cها در دستور جلسه',
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='certificate',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "certificates_certificateevent" ("asked_on", "id", "ngo_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "subject") SELECT new_values."asked_on", new_values."id", new_values."ngo_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."state", new_values."subject" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='434b406eb751f3732322d99174fe4a5a7ba43938', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_261ce', referencing='REFERENCING NEW TABLE AS new_values ', table='certificates_certificate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='certificate',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "certificates_certificateevent" ("asked_on", "id", "ngo_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "subject") SELECT new_values."asked_on", new_values."id", new_values."ngo_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."state", new_values."subject" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='05705e128d7a2f3d3b99662b169eb6d004b08e38', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f76a0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='certificates_certificate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='certificate',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "certificates_certificateevent" ("asked_on", "id", "ngo_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "subject") SELECT old_values."asked_on", old_values."id", old_values."ngo_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."state", old_values."subject" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3b76c66d47c0c0196edfeafc3a29f30b7239ebe5', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_480fe', referencing='REFERENCING OLD TABLE AS old_values ', table='certificates_certificate', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='certificateevent',
            index=django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='certificate_pgh_cre_9a0ebe_brin'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='certificateevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='09bfe9edae648a0f30cc1b5a99c1a04373e6e557', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c7666', table='certificates_certificateevent', when='BEFORE')),
        ),
    ]
