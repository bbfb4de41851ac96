import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import persian.functions
import persian.model_fields
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_council_roles'),
        ('ngos', '0012_sessions_rules'),
    ]

    operations = [
        migrations.CreateModel(
            name='LetterTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', persian.model_fields.PersianCharField(max_length=120, verbose_name='Title')),
                ('kind', models.CharField(choices=[('coordination', 'Coordination'), ('support', 'Support'), ('notice', 'Notice'), ('seizure', 'Seizure'), ('inquiry', 'Inquiry'), ('report', 'Report')], max_length=20, verbose_name='Kind')),
                ('subject', persian.model_fields.PersianCharField(max_length=300, verbose_name='Subject')),
                ('body', persian.model_fields.PersianTextField(verbose_name='Text')),
                ('is_active', models.BooleanField(default=True, verbose_name='In use')),
            ],
            options={
                'verbose_name': 'Letter template',
                'verbose_name_plural': 'Letter templates',
                'ordering': ('title', 'id'),
            },
        ),
        migrations.CreateModel(
            name='LetterTemplateEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('title', persian.model_fields.PersianCharField(max_length=120, verbose_name='Title')),
                ('kind', models.CharField(choices=[('coordination', 'Coordination'), ('support', 'Support'), ('notice', 'Notice'), ('seizure', 'Seizure'), ('inquiry', 'Inquiry'), ('report', 'Report')], max_length=20, verbose_name='Kind')),
                ('subject', persian.model_fields.PersianCharField(max_length=300, verbose_name='Subject')),
                ('body', persian.model_fields.PersianTextField(verbose_name='Text')),
                ('is_active', models.BooleanField(default=True, verbose_name='In use')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='letter',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='letter',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='letter',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='measure',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='measure',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='measure',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='supervisioncase',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='supervisioncase',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='supervisioncase',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='letter',
            name='reply_due_on',
            field=persian.model_fields.JalaliDateField(blank=True, help_text='Empty where no reply is awaited.', null=True, verbose_name='Reply expected by'),
        ),
        migrations.AddField(
            model_name='supervisioncase',
            name='annual_report',
            field=models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='case', to='ngos.annualreport', verbose_name='Annual report'),
        ),
        migrations.AddField(
            model_name='supervisioncaseevent',
            name='annual_report',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ngos.annualreport', verbose_name='Annual report'),
        ),
        migrations.AddField(
            model_name='letterevent',
            name='reply_due_on',
            field=persian.model_fields.JalaliDateField(blank=True, help_text='Empty where no reply is awaited.', null=True, verbose_name='Reply expected by'),
        ),
        migrations.AddField(
            model_name='measure',
            name='answer',
            field=persian.model_fields.PersianTextField(blank=True, default='', verbose_name='Answer to the complaint'),
        ),
        migrations.AddField(
            model_name='measure',
            name='answered_on',
            field=persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='Answered on'),
        ),
        migrations.AddField(
            model_name='measure',
            name='grave_reason',
            field=persian.model_fields.PersianTextField(blank=True, default='', help_text='Needed only where the measure comes earlier than the ladder has it.', verbose_name='Why a rung is skipped'),
        ),
        migrations.AddField(
            model_name='measureevent',
            name='answer',
            field=persian.model_fields.PersianTextField(blank=True, default='', verbose_name='Answer to the complaint'),
        ),
        migrations.AddField(
            model_name='measureevent',
            name='answered_on',
            field=persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='Answered on'),
        ),
        migrations.AddField(
            model_name='measureevent',
            name='grave_reason',
            field=persian.model_fields.PersianTextField(blank=True, default='', help_text='Needed only where the measure comes earlier than the ladder has it.', verbose_name='Why a rung is skipped'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letter',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_letterevent" ("application_id", "body", "content_type", "counterpart_id", "county_id", "created_at", "direction", "file", "id", "kind", "ngo_id", "number", "original_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "reply_due_on", "reply_to_id", "size", "subject", "written_on", "year") SELECT new_values."application_id", new_values."body", new_values."content_type", new_values."counterpart_id", new_values."county_id", new_values."created_at", new_values."direction", new_values."file", new_values."id", new_values."kind", new_values."ngo_id", new_values."number", new_values."original_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."province_id", new_values."reply_due_on", new_values."reply_to_id", new_values."size", new_values."subject", new_values."written_on", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9b0a448c3287fed4e817a46c07bf556ea2432e21', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_27290', referencing='REFERENCING NEW TABLE AS new_values ', table='ngos_letter', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letter',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_letterevent" ("application_id", "body", "content_type", "counterpart_id", "county_id", "created_at", "direction", "file", "id", "kind", "ngo_id", "number", "original_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "reply_due_on", "reply_to_id", "size", "subject", "written_on", "year") SELECT new_values."application_id", new_values."body", new_values."content_type", new_values."counterpart_id", new_values."county_id", new_values."created_at", new_values."direction", new_values."file", new_values."id", new_values."kind", new_values."ngo_id", new_values."number", new_values."original_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."province_id", new_values."reply_due_on", new_values."reply_to_id", new_values."size", new_values."subject", new_values."written_on", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."application_id" IS DISTINCT FROM (new_values."application_id") OR old_values."body" IS DISTINCT FROM (new_values."body") OR old_values."content_type" IS DISTINCT FROM (new_values."content_type") OR old_values."counterpart_id" IS DISTINCT FROM (new_values."counterpart_id") OR old_values."county_id" IS DISTINCT FROM (new_values."county_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."direction" IS DISTINCT FROM (new_values."direction") OR old_values."file" IS DISTINCT FROM (new_values."file") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."ngo_id" IS DISTINCT FROM (new_values."ngo_id") OR old_values."number" IS DISTINCT FROM (new_values."number") OR old_values."original_name" IS DISTINCT FROM (new_values."original_name") OR old_values."province_id" IS DISTINCT FROM (new_values."province_id") OR old_values."reply_due_on" IS DISTINCT FROM (new_values."reply_due_on") OR old_values."reply_to_id" IS DISTINCT FROM (new_values."reply_to_id") OR old_values."size" IS DISTINCT FROM (new_values."size") OR old_values."subject" IS DISTINCT FROM (new_values."subject") OR old_values."written_on" IS DISTINCT FROM (new_values."written_on") OR old_values."year" IS DISTINCT FROM (new_values."year")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f74f3fc8967a95505f76957328984938b1c139d5', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e1dc9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='ngos_letter', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letter',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_letterevent" ("application_id", "body", "content_type", "counterpart_id", "county_id", "created_at", "direction", "file", "id", "kind", "ngo_id", "number", "original_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "reply_due_on", "reply_to_id", "size", "subject", "written_on", "year") SELECT old_values."application_id", old_values."body", old_values."content_type", old_values."counterpart_id", old_values."county_id", old_values."created_at", old_values."direction", old_values."file", old_values."id", old_values."kind", old_values."ngo_id", old_values."number", old_values."original_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."province_id", old_values."reply_due_on", old_values."reply_to_id", old_values."size", old_values."subject", old_values."written_on", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ea25798fab3e20cdb034b1eaac73c8cff1d7b562', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e2078', referencing='REFERENCING OLD TABLE AS old_values ', table='ngos_letter', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_measureevent" ("answer", "answered_on", "case_id", "complained_on", "complaint", "complaint_result", "deadline_on", "decided_on", "from_on", "grave_reason", "id", "kind", "lifted_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "resolution_id", "to_on") SELECT new_values."answer", new_values."answered_on", new_values."case_id", new_values."complained_on", new_values."complaint", new_values."complaint_result", new_values."deadline_on", new_values."decided_on", new_values."from_on", new_values."grave_reason", new_values."id", new_values."kind", new_values."lifted_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."reason", new_values."resolution_id", new_values."to_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4d5e4bf6b51647eca44d16c557777162e8de1575', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6fa07', referencing='REFERENCING NEW TABLE AS new_values ', table='ngos_measure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_measureevent" ("answer", "answered_on", "case_id", "complained_on", "complaint", "complaint_result", "deadline_on", "decided_on", "from_on", "grave_reason", "id", "kind", "lifted_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "resolution_id", "to_on") SELECT new_values."answer", new_values."answered_on", new_values."case_id", new_values."complained_on", new_values."complaint", new_values."complaint_result", new_values."deadline_on", new_values."decided_on", new_values."from_on", new_values."grave_reason", new_values."id", new_values."kind", new_values."lifted_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."reason", new_values."resolution_id", new_values."to_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8b0914f0781fd270d12a16e2ae07117043e3a46e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a4a19', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='ngos_measure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_measureevent" ("answer", "answered_on", "case_id", "complained_on", "complaint", "complaint_result", "deadline_on", "decided_on", "from_on", "grave_reason", "id", "kind", "lifted_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "resolution_id", "to_on") SELECT old_values."answer", old_values."answered_on", old_values."case_id", old_values."complained_on", old_values."complaint", old_values."complaint_result", old_values."deadline_on", old_values."decided_on", old_values."from_on", old_values."grave_reason", old_values."id", old_values."kind", old_values."lifted_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."reason", old_values."resolution_id", old_values."to_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='98af860c1c112993cccd2f604b17d3c07cd20ade', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2f09f', referencing='REFERENCING OLD TABLE AS old_values ', table='ngos_measure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='supervisioncase',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_supervisioncaseevent" ("annual_report_id", "closed_on", "created_at", "finding", "hearing_notes", "hearing_on", "id", "ngo_id", "opened_on", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "state") SELECT new_values."annual_report_id", new_values."closed_on", new_values."created_at", new_values."finding", new_values."hearing_notes", new_values."hearing_on", new_values."id", new_values."ngo_id", new_values."opened_on", new_values."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."source", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='24e25c3dc977edf7db72b42cac7ddcb979b6764b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_fc1ac', referencing='REFERENCING NEW TABLE AS new_values ', table='ngos_supervisioncase', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='supervisioncase',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_supervisioncaseevent" ("annual_report_id", "closed_on", "created_at", "finding", "hearing_notes", "hearing_on", "id", "ngo_id", "opened_on", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "state") SELECT new_values."annual_report_id", new_values."closed_on", new_values."created_at", new_values."finding", new_values."hearing_notes", new_values."hearing_on", new_values."id", new_values."ngo_id", new_values."opened_on", new_values."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."source", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='31316f886825e07559184582c782ce3c7de62485', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_3860c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='ngos_supervisioncase', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='supervisioncase',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_supervisioncaseevent" ("annual_report_id", "closed_on", "created_at", "finding", "hearing_notes", "hearing_on", "id", "ngo_id", "opened_on", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "state") SELECT old_values."annual_report_id", old_values."closed_on", old_values."created_at", old_values."finding", old_values."hearing_notes", old_values."hearing_on", old_values."id", old_values."ngo_id", old_values."opened_on", old_values."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."source", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='145f920ec6c614286c9c85ef3a37ddcee6f4346f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_f5236', referencing='REFERENCING OLD TABLE AS old_values ', table='ngos_supervisioncase', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('reply_due_on', None), ('reply_due_on__gte', models.F('written_on')), _connector='OR'), name='letter_reply_after_it', violation_error_message='The reply is expected before the letter was written.'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(('answered_on', None), ('answered_on__gte', models.F('complained_on')), _connector='OR'), name='measure_answer_follows_complaint', violation_error_message='The answer is of a day before the complaint.'),
        ),
        migrations.AddField(
            model_name='lettertemplate',
            name='province',
            field=models.ForeignKey(blank=True, help_text='Without a province, all offices have this template.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.province', verbose_name='Province'),
        ),
        migrations.AddField(
            model_name='lettertemplateevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ngos.lettertemplate'),
        ),
        migrations.AddField(
            model_name='lettertemplateevent',
            name='province',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, help_text='Without a province, all offices have this template.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.province', verbose_name='Province'),
        ),
        migrations.AddField(
            model_name='letter',
            name='search_text',
            field=models.GeneratedField(db_persist=True, expression=persian.functions.Fold(django.db.models.functions.text.Concat(django.db.models.functions.comparison.Cast('number', models.TextField()), models.Value('\n', models.TextField()), django.db.models.functions.comparison.Cast('subject', models.TextField()), output_field=models.TextField())), output_field=models.TextField()),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.F('search_text'), 'gin_trgm_ops'), name='letter_search'),
        ),
        migrations.AddConstraint(
            model_name='lettertemplate',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['coordination', 'support', 'notice', 'seizure', 'inquiry', 'report'])), name='letter_template_kind_is_known', violation_error_message='Choose the kind of the letter from the list.'),
        ),
        migrations.AddConstraint(
            model_name='lettertemplate',
            constraint=models.UniqueConstraint(fields=('province', 'title'), name='letter_template_title_once', nulls_distinct=False, violation_error_message='A template of this title is there already.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lettertemplate',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_lettertemplateevent" ("body", "id", "is_active", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "subject", "title") SELECT new_values."body", new_values."id", new_values."is_active", new_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."province_id", new_values."subject", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='106d3a2b4c97ab90e315d9e481d5fbadeaf65821', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d3481', referencing='REFERENCING NEW TABLE AS new_values ', table='ngos_lettertemplate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lettertemplate',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_lettertemplateevent" ("body", "id", "is_active", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "subject", "title") SELECT new_values."body", new_values."id", new_values."is_active", new_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."province_id", new_values."subject", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2cd14e5c2344b8245d33705436b61ec27cd709a4', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_cfecd', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='ngos_lettertemplate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lettertemplate',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_lettertemplateevent" ("body", "id", "is_active", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "subject", "title") SELECT old_values."body", old_values."id", old_values."is_active", old_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."province_id", old_values."subject", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d5cce949f73e0dbb6a17eb11e481098d1c84e96d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a4aa1', referencing='REFERENCING OLD TABLE AS old_values ', table='ngos_lettertemplate', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='lettertemplateevent',
            index=django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='ngos_letter_pgh_cre_9cf3bf_brin'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lettertemplateevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='88bc77625c207f8fb70d7961438857bf6aeab5bd', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9c548', table='ngos_lettertemplateevent', when='BEFORE')),
        ),
    ]
