"""What a council decides on is said by a table of the room whose rows it is about."""

import django.db.models.deletion
import persian.model_fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


# What stood on an agenda until now were applications. The name of an item is what people read in the
# minutes and its history; signed sessions are written here, which nothing else may do.
MOVED = """
ALTER TABLE ngos_agendaitem DISABLE TRIGGER USER;
UPDATE ngos_agendaitem item SET matter = 'application', reference = application.tracking_code,
    subject = left(application.tracking_code || '، ' || ngo.name, 300)
FROM ngos_application application JOIN ngos_ngo ngo ON ngo.id = application.ngo_id
WHERE application.id = item.application_id;
INSERT INTO ngos_applicationonagenda (item_id, session_id, application_id)
SELECT id, session_id, application_id FROM ngos_agendaitem WHERE application_id IS NOT NULL;
ALTER TABLE ngos_agendaitem ENABLE TRIGGER USER;
SET CONSTRAINTS ALL IMMEDIATE;
"""

# An application is of the place of the council, stays where it is once the session is signed, and
# its row names the session of its item.
OF_PLACE = """
DROP FUNCTION ngos_item_of_place CASCADE;
CREATE FUNCTION ngos_application_of_place() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    item ngos_agendaitem;
BEGIN
    SELECT * INTO item FROM ngos_agendaitem WHERE id = NEW.item_id;
    IF item.id IS NULL THEN
        RAISE insufficient_privilege USING MESSAGE = 'The item is out of sight.';
    END IF;
    IF NEW.session_id IS DISTINCT FROM item.session_id THEN
        RAISE check_violation USING CONSTRAINT = 'item_is_of_the_session',
            MESSAGE = 'The item is of another session.';
    END IF;
    IF NOT EXISTS (
        SELECT FROM ngos_application application JOIN ngos_ngo ngo ON ngo.id = application.ngo_id
        WHERE application.id = NEW.application_id
        AND (item.province_id IS NULL OR ngo.province_id = item.province_id)
        AND (item.county_id IS NULL OR ngo.county_id = item.county_id)
    ) THEN
        RAISE check_violation USING CONSTRAINT = 'item_is_of_the_place',
            MESSAGE = 'The NGO is of another place than the council.';
    END IF;
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION ngos_application_of_place FROM PUBLIC;
CREATE TRIGGER zz_application_of_place BEFORE INSERT OR UPDATE ON ngos_applicationonagenda
FOR EACH ROW EXECUTE FUNCTION ngos_application_of_place();
CREATE TRIGGER signed_stays BEFORE INSERT OR UPDATE OR DELETE ON ngos_applicationonagenda
FOR EACH ROW EXECUTE FUNCTION ngos_part_of_signed_session_stays();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0014_access_log_about_own_accounts'),
        ('ngos', '0015_what_is_not_known'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='agendaitem',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='agendaitem',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='agendaitem',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='agendaitem',
            name='item_application_once',
        ),
        migrations.RemoveConstraint(
            model_name='agendaitem',
            name='item_has_a_subject',
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='matter',
            field=models.CharField(blank=True, editable=False, max_length=30),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='reference',
            field=models.CharField(blank=True, editable=False, max_length=60, verbose_name='Tracking code'),
        ),
        migrations.AddField(
            model_name='agendaitemevent',
            name='matter',
            field=models.CharField(blank=True, editable=False, max_length=30),
        ),
        migrations.AddField(
            model_name='agendaitemevent',
            name='reference',
            field=models.CharField(blank=True, editable=False, max_length=60, verbose_name='Tracking code'),
        ),
        migrations.CreateModel(
            name='ApplicationOnAgenda',
            fields=[
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='of_%(class)s', serialize=False, to='ngos.agendaitem')),
            ],
            options={
                'verbose_name': 'Application on an agenda',
                'verbose_name_plural': 'Applications on agendas',
            },
        ),
        migrations.AddField(
            model_name='applicationonagenda',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='on_agendas', to='ngos.application', verbose_name='Application'),
        ),
        migrations.AddField(
            model_name='applicationonagenda',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ngos.session'),
        ),
        migrations.RunSQL(MOVED),
        migrations.AddConstraint(
            model_name='applicationonagenda',
            constraint=models.UniqueConstraint(fields=('session', 'application'), name='item_application_once', violation_error_message='This application is on the agenda already.'),
        ),
        migrations.RunSQL(OF_PLACE),
        migrations.RemoveField(
            model_name='agendaitem',
            name='application',
        ),
        migrations.RemoveField(
            model_name='agendaitemevent',
            name='application',
        ),
        migrations.AlterField(
            model_name='agendaitem',
            name='subject',
            field=persian.model_fields.PersianCharField(max_length=300, verbose_name='Subject'),
        ),
        migrations.AlterField(
            model_name='agendaitemevent',
            name='subject',
            field=persian.model_fields.PersianCharField(max_length=300, verbose_name='Subject'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_agendaitemevent" ("conditions", "county_id", "decision", "due_on", "follow_up", "follow_up_notes", "id", "matter", "owner", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "province_id", "reason", "refer_to_id", "reference", "session_id", "subject", "votes_abstained", "votes_against", "votes_for") SELECT new_values."conditions", new_values."county_id", new_values."decision", new_values."due_on", new_values."follow_up", new_values."follow_up_notes", new_values."id", new_values."matter", new_values."owner", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."position", new_values."province_id", new_values."reason", new_values."refer_to_id", new_values."reference", new_values."session_id", new_values."subject", new_values."votes_abstained", new_values."votes_against", new_values."votes_for" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d6d393093562a1b52e9a0422154d363e65fb0139', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_4e5a1', referencing='REFERENCING NEW TABLE AS new_values ', table='ngos_agendaitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_agendaitemevent" ("conditions", "county_id", "decision", "due_on", "follow_up", "follow_up_notes", "id", "matter", "owner", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "province_id", "reason", "refer_to_id", "reference", "session_id", "subject", "votes_abstained", "votes_against", "votes_for") SELECT new_values."conditions", new_values."county_id", new_values."decision", new_values."due_on", new_values."follow_up", new_values."follow_up_notes", new_values."id", new_values."matter", new_values."owner", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."position", new_values."province_id", new_values."reason", new_values."refer_to_id", new_values."reference", new_values."session_id", new_values."subject", new_values."votes_abstained", new_values."votes_against", new_values."votes_for" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='03cbd7bd30c750d6d61ab79b705af21f9d7421f3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e78af', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='ngos_agendaitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_agendaitemevent" ("conditions", "county_id", "decision", "due_on", "follow_up", "follow_up_notes", "id", "matter", "owner", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "province_id", "reason", "refer_to_id", "reference", "session_id", "subject", "votes_abstained", "votes_against", "votes_for") SELECT old_values."conditions", old_values."county_id", old_values."decision", old_values."due_on", old_values."follow_up", old_values."follow_up_notes", old_values."id", old_values."matter", old_values."owner", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."position", old_values."province_id", old_values."reason", old_values."refer_to_id", old_values."reference", old_values."session_id", old_values."subject", old_values."votes_abstained", old_values."votes_against", old_values."votes_for" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='cce47214cec3f12615818d3883468daa42146bd7', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_630ba', referencing='REFERENCING OLD TABLE AS old_values ', table='ngos_agendaitem', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('subject', ''), _negated=True), name='item_has_a_subject', violation_error_message='Write the subject.'),
        ),
    ]
