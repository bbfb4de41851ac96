"""Applications, councils, licences, supervision, letters: the tables of licensing."""

import django.contrib.postgres.constraints
import django.contrib.postgres.indexes
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.utils.timezone
import ngos.models.council
import ngos.models.document
import ngos.models.licence
import ngos.models.stationery
import persian.functions
import persian.model_fields
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0007_policy_settings'),
        ('ngos', '0005_rules_kept_by_triggers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='Position')),
                ('subject', persian.model_fields.PersianCharField(blank=True, max_length=300, verbose_name='Subject')),
                ('decision', models.CharField(blank=True, choices=[('approve_initially', 'Initial approval'), ('approve', 'Approval'), ('approve_conditionally', 'Approval on conditions'), ('reject', 'Rejection'), ('refer', 'Referral to another council'), ('postpone', 'Postponed to another session'), ('adopt', 'Adopted'), ('decline', 'Not adopted')], max_length=30, verbose_name='Decision')),
                ('votes_for', models.PositiveSmallIntegerField(default=0, verbose_name='Votes for')),
                ('votes_against', models.PositiveSmallIntegerField(default=0, verbose_name='Votes against')),
                ('votes_abstained', models.PositiveSmallIntegerField(default=0, verbose_name='Abstentions')),
                ('reason', persian.model_fields.PersianTextField(blank=True, default='', verbose_name='Reason')),
                ('conditions', persian.model_fields.PersianTextField(blank=True, default='', verbose_name='Conditions')),
                ('owner', persian.model_fields.PersianCharField(blank=True, max_length=120, verbose_name='Owner')),
                ('due_on', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='Due on')),
                ('follow_up', models.CharField(choices=[('none', 'Needs none'), ('open', 'Open'), ('done', 'Done'), ('dropped', 'Dropped')], default='none', max_length=10, verbose_name='Follow-up')),
                ('follow_up_notes', persian.model_fields.PersianTextField(blank=True, default='', verbose_name='What was done')),
            ],
            options={
                'verbose_name': 'Resolution',
                'verbose_name_plural': 'Resolutions',
                'ordering': ('session', 'position', 'id'),
            },
        ),
        migrations.CreateModel(
            name='AgendaItemEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('position', models.PositiveSmallIntegerField(verbose_name='Position')),
                ('subject', persian.model_fields.PersianCharField(blank=True, max_length=300, verbose_name='Subject')),
                ('decision', models.CharField(blank=True, choices=[('approve_initially', 'Initial approval'), ('approve', 'Approval'), ('approve_conditionally', 'Approval on conditions'), ('reject', 'Rejection'), ('refer', 'Referral to another council'), ('postpone', 'Postponed to another session'), ('adopt', 'Adopted'), ('decline', 'Not adopted')], max_length=30, verbose_name='Decision')),
                ('votes_for', models.PositiveSmallIntegerField(default=0, verbose_name='Votes for')),
                ('votes_against', models.PositiveSmallIntegerField(default=0, verbose_name='Votes against')),
                ('votes_abstained', models.PositiveSmallIntegerField(default=0, verbose_name='Abstentions')),
                ('reason', persian.model_fields.PersianTextField(blank=True, default='', verbose_name='Reason')),
                ('conditions', persian.model_fields.PersianTextField(blank=True, default='', verbose_name='Conditions')),
                ('owner', persian.model_fields.PersianCharField(blank=True, max_length=120, verbose_name='Owner')),
                ('due_on', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='Due on')),
                ('follow_up', models.CharField(choices=[('none', 'Needs none'), ('open', 'Open'), ('done', 'Done'), ('dropped', 'Dropped')], default='none', max_length=10, verbose_name='Follow-up')),
                ('follow_up_notes', persian.model_fields.PersianTextField(blank=True, default='', verbose_name='What was done')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AnnualReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fiscal_year', models.PositiveSmallIntegerField(verbose_name='Fiscal year')),
                ('due_on', persian.model_fields.JalaliDateField(editable=False, verbose_name='Due on')),
                ('received_on', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='Received on')),
                ('activities', persian.model_fields.PersianTextField(blank=True, default='', verbose_name='Activities')),
                ('income', persian.model_fields.RialField(blank=True, null=True, verbose_name='Income')),
                ('expense', persian.model_fields.RialField(blank=True, null=True, verbose_name='Expense')),
                ('signed_by_ceo', models.BooleanField(default=False, verbose_name='Signed by the CEO')),
                ('signed_by_inspector', models.BooleanField(default=False, verbose_name='Signed by the inspector')),
                ('state', models.CharField(choices=[('due', 'Awaited'), ('received', 'Received'), ('returned', 'Returned for completion'), ('accepted', 'Accepted')], default='due', editable=False, max_length=10, verbose_name='State')),
                ('remarks', persian.model_fields.PersianTextField(blank=True, default='', verbose_name='Remarks')),
            ],
            options={
                'verbose_name': 'Annual report',
                'verbose_name_plural': 'Annual reports',
                'ordering': ('-fiscal_year', 'id'),
                'permissions': [('accept_annualreport', 'Can accept annual reports')],
            },
        ),
        migrations.CreateModel(
            name='AnnualReportEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('fiscal_year', models.PositiveSmallIntegerField(verbose_name='Fiscal year')),
                ('due_on', persian.model_fields.JalaliDateField(editable=False, verbose_name='Due on')),
                ('received_on', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='Received on')),
                ('activities', persian.model_fields.PersianTextField(blank=True, default='', verbose_name='Activities')),
                ('income', persian.model_fields.RialField(blank=True, null=True, verbose_name='Income')),
                ('expense', persian.model_fields.RialField(blank=True, null=True, verbose_name='Expense')),
                ('signed_by_ceo', models.BooleanField(default=False, verbose_name='Signed by the CEO')),
                ('signed_by_inspector', models.BooleanField(default=False, verbose_name='Signed by the inspector')),
                ('state', models.CharField(choices=[('due', 'Awaited'), ('received', 'Received'), ('returned', 'Returned for completion'), ('accepted', 'Accepted')], default='due', editable=False, max_length=10, verbose_name='State')),
                ('remarks', persian.model_fields.PersianTextField(blank=True, default='', verbose_name='Remarks')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tracking_code', models.CharField(editable=False, max_length=20, unique=True, verbose_name='Tracking code')),
                ('kind', models.CharField(choices=[('establishment', 'Establishment'), ('renewal', 'Renewal'), ('changes', 'Changes'), ('upgrade', 'Upgrade of level'), ('branch', 'Branch'), ('alignment', 'Alignment'), ('network', 'Network'), ('appeal', 'Appeal'), ('dissolution', 'Dissolution')], max_length=20, verbose_name='Kind')),
                ('level', models.CharField(choices=[('national', 'National'), ('provincial', 'Provincial'), ('county', 'County level')], help_text='The level that the licence is asked for; its council decides.', max_length=20, verbose_name='Activity level')),
                ('subject', persian.model_fields.PersianTextField(blank=True, default='', help_text='The changes, the decision appealed against, or the reason.', verbose_name='What is asked for')),
                ('external_ref', persian.model_fields.PersianCharField(blank=True, max_length=60, verbose_name='Ministry portal code')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Submitted'), ('returned', 'Returned for completion'), ('preliminary_review', 'Preliminary review'), ('initial_approved', 'Initially approved'), ('inquiries', 'Under inquiry'), ('final_review', 'Final review'), ('conditional', 'Approved on conditions'), ('referred', 'Referred to another council'), ('approved', 'Approved'), ('assembly_held', 'Assembly held'), ('registry_introduced', 'Introduced to the registry'), ('registered', 'Registered'), ('licensed', 'Licensed'), ('completed', 'Carried out'), ('rejected', 'Rejected'), ('appealed', 'Under appeal'), ('withdrawn', 'Withdrawn')], default='draft', editable=False, max_length=20, verbose_name='State')),
                ('state_since', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='State since')),
                ('conditions', persian.model_fields.PersianTextField(blank=True, default='', editable=False, verbose_name='Conditions')),
                ('assembly_on', persian.model_fields.JalaliDateField(blank=True, editable=False, null=True, verbose_name='Founding assembly')),
                ('registration_no', persian.model_fields.PersianCharField(blank=True, editable=False, max_length=30, verbose_name='Registration number')),
                ('registered_on', persian.model_fields.JalaliDateField(blank=True, editable=False, null=True, verbose_name='Registered on')),
                ('gazette_no', persian.model_fields.PersianCharField(blank=True, editable=False, max_length=60, verbose_name='Official Gazette number')),
                ('submitted_on', persian.model_fields.JalaliDateField(blank=True, editable=False, null=True, verbose_name='Submitted on')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created at')),
            ],
            options={
                'verbose_name': 'Application',
                'verbose_name_plural': 'Applications',
                'ordering': ('-state_since', '-id'),
                'permissions': [('submit_application', 'Can submit applications'), ('appeal_application', 'Can appeal against a rejection'), ('hold_assembly', 'Can record a founding assembly'), ('withdraw_application', 'Can withdraw applications'), ('review_application', 'Can review applications'), ('take_up_application', 'Can take up referred applications'), ('introduce_to_registry', 'Can introduce to the registry'), ('sign_licence', 'Can sign licences')],
            },
        ),
        migrations.CreateModel(
            name='ApplicationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('tracking_code', models.CharField(editable=False, max_length=20, verbose_name='Tracking code')),
                ('kind', models.CharField(choices=[('establishment', 'Establishment'), ('renewal', 'Renewal'), ('changes', 'Changes'), ('upgrade', 'Upgrade of level'), ('branch', 'Branch'), ('alignment', 'Alignment'), ('network', 'Network'), ('appeal', 'Appeal'), ('dissolution', 'Dissolution')], max_length=20, verbose_name='Kind')),
                ('level', models.CharField(choices=[('national', 'National'), ('provincial', 'Provincial'), ('county', 'County level')], help_text='The level that the licence is asked for; its council decides.', max_length=20, verbose_name='Activity level')),
                ('subject', persian.model_fields.PersianTextField(blank=True, default='', help_text='The changes, the decision appealed against, or the reason.', verbose_name='What is asked for')),
                ('external_ref', persian.model_fields.PersianCharField(blank=True, max_length=60, verbose_name='Ministry portal code')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Submitted'), ('returned', 'Returned for completion'), ('preliminary_review', 'Preliminary review'), ('initial_approved', 'Initially approved'), ('inquiries', 'Under inquiry'), ('final_review', 'Final review'), ('conditional', 'Approved on conditions'), ('referred', 'Referred to another council'), ('approved', 'Approved'), ('assembly_held', 'Assembly held'), ('registry_introduced', 'Introduced to the registry'), ('registered', 'Registered'), ('licensed', 'Licensed'), ('completed', 'Carried out'), ('rejected', 'Rejected'), ('appealed', 'Under appeal'), ('withdrawn', 'Withdrawn')], default='draft', editable=False, max_length=20, verbose_name='State')),
                ('state_since', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='State since')),
                ('conditions', persian.model_fields.PersianTextField(blank=True, default='', editable=False, verbose_name='Conditions')),
                ('assembly_on', persian.model_fields.JalaliDateField(blank=True, editable=False, null=True, verbose_name='Founding assembly')),
                ('registration_no', persian.model_fields.PersianCharField(blank=True, editable=False, max_length=30, verbose_name='Registration number')),
                ('registered_on', persian.model_fields.JalaliDateField(blank=True, editable=False, null=True, verbose_name='Registered on')),
                ('gazette_no', persian.model_fields.PersianCharField(blank=True, editable=False, max_length=60, verbose_name='Official Gazette number')),
                ('submitted_on', persian.model_fields.JalaliDateField(blank=True, editable=False, null=True, verbose_name='Submitted on')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created at')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ApplicationStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=30, verbose_name='Step')),
                ('source', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Submitted'), ('returned', 'Returned for completion'), ('preliminary_review', 'Preliminary review'), ('initial_approved', 'Initially approved'), ('inquiries', 'Under inquiry'), ('final_review', 'Final review'), ('conditional', 'Approved on conditions'), ('referred', 'Referred to another council'), ('approved', 'Approved'), ('assembly_held', 'Assembly held'), ('registry_introduced', 'Introduced to the registry'), ('registered', 'Registered'), ('licensed', 'Licensed'), ('completed', 'Carried out'), ('rejected', 'Rejected'), ('appealed', 'Under appeal'), ('withdrawn', 'Withdrawn')], max_length=20, verbose_name='From')),
                ('target', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Submitted'), ('returned', 'Returned for completion'), ('preliminary_review', 'Preliminary review'), ('initial_approved', 'Initially approved'), ('inquiries', 'Under inquiry'), ('final_review', 'Final review'), ('conditional', 'Approved on conditions'), ('referred', 'Referred to another council'), ('approved', 'Approved'), ('assembly_held', 'Assembly held'), ('registry_introduced', 'Introduced to the registry'), ('registered', 'Registered'), ('licensed', 'Licensed'), ('completed', 'Carried out'), ('rejected', 'Rejected'), ('appealed', 'Under appeal'), ('withdrawn', 'Withdrawn')], max_length=20, verbose_name='To')),
                ('reason', persian.model_fields.PersianTextField(blank=True, default='', verbose_name='Reason')),
                ('taken_by_name', persian.model_fields.PersianCharField(blank=True, max_length=130, verbose_name='Taken by')),
                ('taken_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='Taken at')),
            ],
            options={
                'verbose_name': 'Step of an application',
                'verbose_name_plural': 'Steps of applications',
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_present', models.BooleanField(default=False, verbose_name='Present')),
            ],
            options={
                'verbose_name': 'Attendance',
                'verbose_name_plural': 'Attendance',
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='AttendanceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('is_present', models.BooleanField(default=False, verbose_name='Present')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Council',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('national', 'National'), ('provincial', 'Provincial'), ('county', 'County level')], max_length=20, verbose_name='Level')),
                ('name', persian.model_fields.PersianCharField(max_length=160, verbose_name='Name')),
                ('is_active', models.BooleanField(default=True, verbose_name='In use')),
            ],
            options={
                'verbose_name': 'Council',
                'verbose_name_plural': 'Councils',
                'ordering': ('province', 'county', 'id'),
            },
        ),
        migrations.CreateModel(
            name='CouncilEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('level', models.CharField(choices=[('national', 'National'), ('provincial', 'Provincial'), ('county', 'County level')], max_length=20, verbose_name='Level')),
                ('name', persian.model_fields.PersianCharField(max_length=160, verbose_name='Name')),
                ('is_active', models.BooleanField(default=True, verbose_name='In use')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CouncilMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('full_name', persian.model_fields.PersianCharField(max_length=120, verbose_name='Name')),
                ('office_title', persian.model_fields.PersianCharField(blank=True, max_length=160, verbose_name='Office held')),
                ('seat', models.CharField(choices=[('chair', 'Chair'), ('secretary', 'Secretary'), ('islamic_council', "Islamic council's representative"), ('ngo_representative', "NGOs' representative"), ('member', 'Member')], max_length=20, verbose_name='Seat')),
                ('is_voting', models.BooleanField(default=True, verbose_name='Has a vote')),
                ('start_on', persian.model_fields.JalaliDateField(verbose_name='From')),
                ('end_on', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='Until')),
            ],
            options={
                'verbose_name': 'Member of a council',
                'verbose_name_plural': 'Members of councils',
                'ordering': ('council', 'id'),
            },
        ),
        migrations.CreateModel(
            name='CouncilMemberEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('full_name', persian.model_fields.PersianCharField(max_length=120, verbose_name='Name')),
                ('office_title', persian.model_fields.PersianCharField(blank=True, max_length=160, verbose_name='Office held')),
                ('seat', models.CharField(choices=[('chair', 'Chair'), ('secretary', 'Secretary'), ('islamic_council', "Islamic council's representative"), ('ngo_representative', "NGOs' representative"), ('member', 'Member')], max_length=20, verbose_name='Seat')),
                ('is_voting', models.BooleanField(default=True, verbose_name='Has a vote')),
                ('start_on', persian.model_fields.JalaliDateField(verbose_name='From')),
                ('end_on', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='Until')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('series', models.CharField(max_length=40, verbose_name='Series')),
                ('year', models.PositiveSmallIntegerField(default=0, verbose_name='Year')),
                ('last', models.BigIntegerField(verbose_name='Last number')),
            ],
            options={
                'verbose_name': 'Counter',
                'verbose_name_plural': 'Counters',
            },
        ),
        migrations.CreateModel(
            name='Counterpart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', persian.model_fields.PersianCharField(max_length=160, verbose_name='Name')),
                ('address', persian.model_fields.PersianTextField(blank=True, default='', verbose_name='Address')),
                ('is_active', models.BooleanField(default=True, verbose_name='In use')),
                ('name_key', models.GeneratedField(db_persist=True, expression=persian.functions.Fold('name'), output_field=models.TextField())),
            ],
            options={
                'verbose_name': 'Counterpart',
                'verbose_name_plural': 'Counterparts',
                'ordering': ('name_key', 'id'),
            },
        ),
        migrations.CreateModel(
            name='CounterpartEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('name', persian.model_fields.PersianCharField(max_length=160, verbose_name='Name')),
                ('address', persian.model_fields.PersianTextField(blank=True, default='', verbose_name='Address')),
                ('is_active', models.BooleanField(default=True, verbose_name='In use')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Inquiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.CharField(choices=[('judiciary', 'Judiciary'), ('intelligence', 'Intelligence'), ('police', 'Police (FARAJA)'), ('specialist', 'Specialist body')], max_length=20, verbose_name='Authority')),
                ('letter_no', persian.model_fields.PersianCharField(max_length=60, verbose_name='Letter number')),
                ('sent_on', persian.model_fields.JalaliDateField(verbose_name='Sent on')),
                ('due_on', persian.model_fields.JalaliDateField(verbose_name='Due on')),
                ('reminded_on', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='Last reminder')),
                ('reminders', models.PositiveSmallIntegerField(default=0, verbose_name='Reminders')),
                ('result', models.CharField(choices=[('pending', 'Pending'), ('positive', 'Positive'), ('negative', 'Negative'), ('silent_consent', 'Silent consent')], default='pending', max_length=20, verbose_name='Result')),
                ('answered_on', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='Answered on')),
                ('answer_no', persian.model_fields.PersianCharField(blank=True, max_length=60, verbose_name='Number of the answer')),
            ],
            options={
                'verbose_name': 'Inquiry',
                'verbose_name_plural': 'Inquiries',
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='InquiryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('authority', models.CharField(choices=[('judiciary', 'Judiciary'), ('intelligence', 'Intelligence'), ('police', 'Police (FARAJA)'), ('specialist', 'Specialist body')], max_length=20, verbose_name='Authority')),
                ('letter_no', persian.model_fields.PersianCharField(max_length=60, verbose_name='Letter number')),
                ('sent_on', persian.model_fields.JalaliDateField(verbose_name='Sent on')),
                ('due_on', persian.model_fields.JalaliDateField(verbose_name='Due on')),
                ('reminded_on', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='Last reminder')),
                ('reminders', models.PositiveSmallIntegerField(default=0, verbose_name='Reminders')),
                ('result', models.CharField(choices=[('pending', 'Pending'), ('positive', 'Positive'), ('negative', 'Negative'), ('silent_consent', 'Silent consent')], default='pending', max_length=20, verbose_name='Result')),
                ('answered_on', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='Answered on')),
                ('answer_no', persian.model_fields.PersianCharField(blank=True, max_length=60, verbose_name='Number of the answer')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('direction', models.CharField(choices=[('outgoing', 'Outgoing'), ('incoming', 'Incoming')], max_length=10, verbose_name='Direction')),
                ('kind', models.CharField(choices=[('coordination', 'Coordination'), ('support', 'Support'), ('notice', 'Notice'), ('seizure', 'Seizure'), ('inquiry', 'Inquiry'), ('report', 'Report')], max_length=20, verbose_name='Kind')),
                ('number', persian.model_fields.PersianCharField(max_length=60, verbose_name='Number')),
                ('year', models.PositiveSmallIntegerField(editable=False, verbose_name='Year')),
                ('written_on', persian.model_fields.JalaliDateField(verbose_name='Date')),
                ('reply_due_on', persian.model_fields.JalaliDateField(blank=True, help_text='Empty where no reply is awaited.', null=True, verbose_name='Reply expected by')),
                ('subject', persian.model_fields.PersianCharField(max_length=300, verbose_name='Subject')),
                ('body', persian.model_fields.PersianTextField(blank=True, default='', verbose_name='Text')),
                ('file', models.FileField(blank=True, max_length=200, upload_to=ngos.models.document.storage_name, verbose_name='File')),
                ('original_name', models.CharField(blank=True, editable=False, max_length=200)),
                ('content_type', models.CharField(blank=True, editable=False, max_length=120)),
                ('size', models.PositiveIntegerField(default=0, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created at')),
                ('search_text', models.GeneratedField(db_persist=True, expression=persian.functions.Fold(django.db.models.functions.text.Concat(django.db.models.functions.comparison.Cast('number', models.TextField()), models.Value('\n', models.TextField()), django.db.models.functions.comparison.Cast('subject', models.TextField()), output_field=models.TextField())), output_field=models.TextField())),
            ],
            options={
                'verbose_name': 'Letter',
                'verbose_name_plural': 'Letters',
                'ordering': ('-written_on', '-id'),
            },
        ),
        migrations.CreateModel(
            name='LetterEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('direction', models.CharField(choices=[('outgoing', 'Outgoing'), ('incoming', 'Incoming')], max_length=10, verbose_name='Direction')),
                ('kind', models.CharField(choices=[('coordination', 'Coordination'), ('support', 'Support'), ('notice', 'Notice'), ('seizure', 'Seizure'), ('inquiry', 'Inquiry'), ('report', 'Report')], max_length=20, verbose_name='Kind')),
                ('number', persian.model_fields.PersianCharField(max_length=60, verbose_name='Number')),
                ('year', models.PositiveSmallIntegerField(editable=False, verbose_name='Year')),
                ('written_on', persian.model_fields.JalaliDateField(verbose_name='Date')),
                ('reply_due_on', persian.model_fields.JalaliDateField(blank=True, help_text='Empty where no reply is awaited.', null=True, verbose_name='Reply expected by')),
                ('subject', persian.model_fields.PersianCharField(max_length=300, verbose_name='Subject')),
                ('body', persian.model_fields.PersianTextField(blank=True, default='', verbose_name='Text')),
                ('file', models.FileField(blank=True, max_length=200, upload_to=ngos.models.document.storage_name, verbose_name='File')),
                ('original_name', models.CharField(blank=True, editable=False, max_length=200)),
                ('content_type', models.CharField(blank=True, editable=False, max_length=120)),
                ('size', models.PositiveIntegerField(default=0, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created at')),
            ],
            options={
                'abstract': False,
            },
        ),
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
        migrations.CreateModel(
            name='Licence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('initial_approval', 'Initial approval'), ('principle_approval', 'Approval in principle'), ('activity_licence', 'Activity licence'), ('credential', 'Credential'), ('branch_permit', 'Branch permit')], max_length=20, verbose_name='Kind')),
                ('number', persian.model_fields.PersianCharField(max_length=60, verbose_name='Number')),
                ('serial', models.BigIntegerField(blank=True, editable=False, null=True, verbose_name='Serial')),
                ('issued_on', persian.model_fields.JalaliDateField(verbose_name='Issued on')),
                ('expires_on', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='Expires on')),
                ('session_no', persian.model_fields.PersianCharField(blank=True, max_length=60, verbose_name='Session number')),
                ('session_on', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='Session date')),
                ('state', models.CharField(choices=[('valid', 'Valid'), ('suspended', 'Suspended'), ('revoked', 'Revoked'), ('superseded', 'Superseded')], default='valid', max_length=20, verbose_name='State')),
                ('state_since', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='State since')),
                ('suspended_until', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='Suspended until')),
                ('state_reason', persian.model_fields.PersianCharField(blank=True, max_length=300, verbose_name='Reason')),
                ('extended_by', persian.model_fields.PersianCharField(blank=True, max_length=120, verbose_name='Extended by resolution')),
                ('notes', persian.model_fields.PersianTextField(blank=True, default='', verbose_name='Notes')),
                ('verification_code', models.CharField(default=ngos.models.licence.new_verification_code, editable=False, max_length=20, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created at')),
            ],
            options={
                'verbose_name': 'Licence',
                'verbose_name_plural': 'Licences',
                'ordering': ('-issued_on', '-id'),
                'permissions': [('print_licence', 'Can print licences'), ('suspend_licence', 'Can suspend licences'), ('revoke_licence', 'Can revoke licences'), ('extend_licences', 'Can extend many licences by a resolution')],
            },
        ),
        migrations.CreateModel(
            name='LicenceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('initial_approval', 'Initial approval'), ('principle_approval', 'Approval in principle'), ('activity_licence', 'Activity licence'), ('credential', 'Credential'), ('branch_permit', 'Branch permit')], max_length=20, verbose_name='Kind')),
                ('number', persian.model_fields.PersianCharField(max_length=60, verbose_name='Number')),
                ('serial', models.BigIntegerField(blank=True, editable=False, null=True, verbose_name='Serial')),
                ('issued_on', persian.model_fields.JalaliDateField(verbose_name='Issued on')),
                ('expires_on', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='Expires on')),
                ('session_no', persian.model_fields.PersianCharField(blank=True, max_length=60, verbose_name='Session number')),
                ('session_on', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='Session date')),
                ('state', models.CharField(choices=[('valid', 'Valid'), ('suspended', 'Suspended'), ('revoked', 'Revoked'), ('superseded', 'Superseded')], default='valid', max_length=20, verbose_name='State')),
                ('state_since', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='State since')),
                ('suspended_until', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='Suspended until')),
                ('state_reason', persian.model_fields.PersianCharField(blank=True, max_length=300, verbose_name='Reason')),
                ('extended_by', persian.model_fields.PersianCharField(blank=True, max_length=120, verbose_name='Extended by resolution')),
                ('notes', persian.model_fields.PersianTextField(blank=True, default='', verbose_name='Notes')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created at')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('oral_notice', 'Oral notice'), ('written_notice', 'Written notice'), ('warning', 'Warning'), ('suspension', 'Suspension'), ('revocation', 'Revocation'), ('dissolution_request', 'Request for dissolution')], max_length=20, verbose_name='Measure')),
                ('decided_on', persian.model_fields.JalaliDateField(verbose_name='Decided on')),
                ('reason', persian.model_fields.PersianTextField(verbose_name='Reason')),
                ('grave_reason', persian.model_fields.PersianTextField(blank=True, default='', help_text='Needed only where the measure comes earlier than the ladder has it.', verbose_name='Why a rung is skipped')),
                ('from_on', persian.model_fields.JalaliDateField(verbose_name='From')),
                ('to_on', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='Until')),
                ('deadline_on', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='To be mended by')),
                ('lifted_on', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='Lifted on')),
                ('complained_on', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='Complained on')),
                ('complaint', persian.model_fields.PersianTextField(blank=True, default='', verbose_name='Complaint')),
                ('complaint_result', models.CharField(blank=True, choices=[('pending', 'Pending'), ('upheld', 'Measure upheld'), ('lifted', 'Measure lifted')], max_length=10, verbose_name='Result of the complaint')),
                ('answered_on', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='Answered on')),
                ('answer', persian.model_fields.PersianTextField(blank=True, default='', verbose_name='Answer to the complaint')),
            ],
            options={
                'verbose_name': 'Measure',
                'verbose_name_plural': 'Measures',
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='MeasureEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('oral_notice', 'Oral notice'), ('written_notice', 'Written notice'), ('warning', 'Warning'), ('suspension', 'Suspension'), ('revocation', 'Revocation'), ('dissolution_request', 'Request for dissolution')], max_length=20, verbose_name='Measure')),
                ('decided_on', persian.model_fields.JalaliDateField(verbose_name='Decided on')),
                ('reason', persian.model_fields.PersianTextField(verbose_name='Reason')),
                ('grave_reason', persian.model_fields.PersianTextField(blank=True, default='', help_text='Needed only where the measure comes earlier than the ladder has it.', verbose_name='Why a rung is skipped')),
                ('from_on', persian.model_fields.JalaliDateField(verbose_name='From')),
                ('to_on', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='Until')),
                ('deadline_on', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='To be mended by')),
                ('lifted_on', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='Lifted on')),
                ('complained_on', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='Complained on')),
                ('complaint', persian.model_fields.PersianTextField(blank=True, default='', verbose_name='Complaint')),
                ('complaint_result', models.CharField(blank=True, choices=[('pending', 'Pending'), ('upheld', 'Measure upheld'), ('lifted', 'Measure lifted')], max_length=10, verbose_name='Result of the complaint')),
                ('answered_on', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='Answered on')),
                ('answer', persian.model_fields.PersianTextField(blank=True, default='', verbose_name='Answer to the complaint')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(editable=False, verbose_name='Year')),
                ('number', models.PositiveIntegerField(verbose_name='Number')),
                ('held_on', persian.model_fields.JalaliDateField(verbose_name='Date')),
                ('place', persian.model_fields.PersianCharField(blank=True, max_length=160, verbose_name='Place')),
                ('minutes', persian.model_fields.PersianTextField(blank=True, default='', verbose_name='Minutes')),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('signed', 'Signed'), ('cancelled', 'Cancelled')], default='planned', editable=False, max_length=20, verbose_name='State')),
                ('signed_at', models.DateTimeField(editable=False, null=True, verbose_name='Signed at')),
                ('signed_by_name', persian.model_fields.PersianCharField(blank=True, editable=False, max_length=130, verbose_name='Signed by')),
                ('quorum_percent', models.PositiveSmallIntegerField(editable=False, null=True, verbose_name='Quorum (percent)')),
                ('majority_percent', models.PositiveSmallIntegerField(editable=False, null=True, verbose_name='Majority (percent)')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created at')),
            ],
            options={
                'verbose_name': 'Session',
                'verbose_name_plural': 'Sessions',
                'ordering': ('-held_on', '-id'),
                'permissions': [('sign_session', 'Can sign sessions'), ('follow_up_resolution', 'Can follow up resolutions')],
            },
        ),
        migrations.CreateModel(
            name='SessionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('year', models.PositiveSmallIntegerField(editable=False, verbose_name='Year')),
                ('number', models.PositiveIntegerField(verbose_name='Number')),
                ('held_on', persian.model_fields.JalaliDateField(verbose_name='Date')),
                ('place', persian.model_fields.PersianCharField(blank=True, max_length=160, verbose_name='Place')),
                ('minutes', persian.model_fields.PersianTextField(blank=True, default='', verbose_name='Minutes')),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('signed', 'Signed'), ('cancelled', 'Cancelled')], default='planned', editable=False, max_length=20, verbose_name='State')),
                ('signed_at', models.DateTimeField(editable=False, null=True, verbose_name='Signed at')),
                ('signed_by_name', persian.model_fields.PersianCharField(blank=True, editable=False, max_length=130, verbose_name='Signed by')),
                ('quorum_percent', models.PositiveSmallIntegerField(editable=False, null=True, verbose_name='Quorum (percent)')),
                ('majority_percent', models.PositiveSmallIntegerField(editable=False, null=True, verbose_name='Majority (percent)')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created at')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('holder_name', persian.model_fields.PersianCharField(max_length=120, verbose_name='Name of the signatory')),
                ('post', persian.model_fields.PersianCharField(max_length=160, verbose_name='Post')),
                ('position', models.PositiveSmallIntegerField(default=10, help_text='The lowest number signs first, on the right.', verbose_name='Position')),
                ('is_active', models.BooleanField(default=True, help_text='Signatures no longer in use are not printed.', verbose_name='In use')),
                ('image', models.FileField(blank=True, max_length=200, upload_to=ngos.models.stationery.storage_name, verbose_name='Image of the signature')),
            ],
            options={
                'permissions': [('fetch_signature', 'Can fetch the image of a signature')], 'verbose_name': 'Signature',
                'verbose_name_plural': 'Signatures',
                'ordering': ('province__sort_key', 'position', 'id'),
            },
        ),
        migrations.CreateModel(
            name='SignatureEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('holder_name', persian.model_fields.PersianCharField(max_length=120, verbose_name='Name of the signatory')),
                ('post', persian.model_fields.PersianCharField(max_length=160, verbose_name='Post')),
                ('position', models.PositiveSmallIntegerField(default=10, help_text='The lowest number signs first, on the right.', verbose_name='Position')),
                ('is_active', models.BooleanField(default=True, help_text='Signatures no longer in use are not printed.', verbose_name='In use')),
                ('image', models.FileField(blank=True, max_length=200, upload_to=ngos.models.stationery.storage_name, verbose_name='Image of the signature')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Stationery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office_title', persian.model_fields.PersianCharField(max_length=120, verbose_name='Title of the office')),
                ('department', persian.model_fields.PersianCharField(blank=True, max_length=120, verbose_name='Department')),
                ('address', persian.model_fields.PersianCharField(blank=True, help_text='Stands at the foot of letters and minutes.', max_length=200, verbose_name='Address and phone')),
                ('law_sentence', persian.model_fields.PersianTextField(blank=True, default='', help_text='Stands on licences above the name: by which law they are issued. Empty for the usual sentence, which names the by-law of 1395.', max_length=600, verbose_name='Sentence of the law')),
                ('emblem', models.FileField(blank=True, max_length=200, upload_to=ngos.models.stationery.storage_name, verbose_name='Emblem')),
            ],
            options={
                'verbose_name': 'Stationery',
                'verbose_name_plural': 'Stationery',
                'ordering': ('province__sort_key', 'id'),
            },
        ),
        migrations.CreateModel(
            name='StationeryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('office_title', persian.model_fields.PersianCharField(max_length=120, verbose_name='Title of the office')),
                ('department', persian.model_fields.PersianCharField(blank=True, max_length=120, verbose_name='Department')),
                ('address', persian.model_fields.PersianCharField(blank=True, help_text='Stands at the foot of letters and minutes.', max_length=200, verbose_name='Address and phone')),
                ('law_sentence', persian.model_fields.PersianTextField(blank=True, default='', help_text='Stands on licences above the name: by which law they are issued. Empty for the usual sentence, which names the by-law of 1395.', max_length=600, verbose_name='Sentence of the law')),
                ('emblem', models.FileField(blank=True, max_length=200, upload_to=ngos.models.stationery.storage_name, verbose_name='Emblem')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SupervisionCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(choices=[('inspection', 'Inspection'), ('complaint', 'Complaint'), ('annual_report', 'Annual report'), ('authority', 'Another authority'), ('media', 'Media'), ('other', 'Other')], max_length=20, verbose_name='Source')),
                ('finding', persian.model_fields.PersianTextField(verbose_name='Finding')),
                ('opened_on', persian.model_fields.JalaliDateField(verbose_name='Opened on')),
                ('hearing_on', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='Hearing')),
                ('hearing_notes', persian.model_fields.PersianTextField(blank=True, default='', verbose_name='What the NGO said')),
                ('state', models.CharField(choices=[('open', 'Open'), ('heard', 'Heard'), ('decided', 'Decided'), ('complained', 'Complained of'), ('closed', 'Closed')], default='open', editable=False, max_length=20, verbose_name='State')),
                ('closed_on', persian.model_fields.JalaliDateField(blank=True, editable=False, null=True, verbose_name='Closed on')),
                ('outcome', persian.model_fields.PersianTextField(blank=True, default='', editable=False, verbose_name='Outcome')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created at')),
            ],
            options={
                'verbose_name': 'Supervision case',
                'verbose_name_plural': 'Supervision cases',
                'ordering': ('-opened_on', '-id'),
                'permissions': [('decide_measure', 'Can decide on measures'), ('complain_of_measure', 'Can record complaints about measures')],
            },
        ),
        migrations.CreateModel(
            name='SupervisionCaseEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('source', models.CharField(choices=[('inspection', 'Inspection'), ('complaint', 'Complaint'), ('annual_report', 'Annual report'), ('authority', 'Another authority'), ('media', 'Media'), ('other', 'Other')], max_length=20, verbose_name='Source')),
                ('finding', persian.model_fields.PersianTextField(verbose_name='Finding')),
                ('opened_on', persian.model_fields.JalaliDateField(verbose_name='Opened on')),
                ('hearing_on', persian.model_fields.JalaliDateField(blank=True, null=True, verbose_name='Hearing')),
                ('hearing_notes', persian.model_fields.PersianTextField(blank=True, default='', verbose_name='What the NGO said')),
                ('state', models.CharField(choices=[('open', 'Open'), ('heard', 'Heard'), ('decided', 'Decided'), ('complained', 'Complained of'), ('closed', 'Closed')], default='open', editable=False, max_length=20, verbose_name='State')),
                ('closed_on', persian.model_fields.JalaliDateField(blank=True, editable=False, null=True, verbose_name='Closed on')),
                ('outcome', persian.model_fields.PersianTextField(blank=True, default='', editable=False, verbose_name='Outcome')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Created at')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AlterModelOptions(
            name='person',
            options={'ordering': ('sort_key', 'id'), 'permissions': [('export_person', 'Can export people')], 'verbose_name': 'Person', 'verbose_name_plural': 'People'},
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='term',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='term',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='term',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='document',
            name='document_type_is_known',
        ),
        migrations.AddField(
            model_name='term',
            name='holds_public_office',
            field=models.BooleanField(default=False, verbose_name='Holds public office'),
        ),
        migrations.AddField(
            model_name='term',
            name='is_known_benefactor',
            field=models.BooleanField(default=False, verbose_name='Is a known benefactor'),
        ),
        migrations.AddField(
            model_name='termevent',
            name='holds_public_office',
            field=models.BooleanField(default=False, verbose_name='Holds public office'),
        ),
        migrations.AddField(
            model_name='termevent',
            name='is_known_benefactor',
            field=models.BooleanField(default=False, verbose_name='Is a known benefactor'),
        ),
        migrations.AlterField(
            model_name='document',
            name='type',
            field=models.CharField(choices=[('charter', 'Charter'), ('gazette', 'Official Gazette'), ('registration', 'Registration notice'), ('licence', 'Licence'), ('minutes', 'Minutes'), ('application_form', 'Application form'), ('founders_minutes', 'Minutes of the founders'), ('assembly_minutes', 'Minutes of the general assembly'), ('id_cards', 'Identity cards of founders or board'), ('clearance', 'Certificates of no criminal record'), ('expertise', 'Evidence of expertise'), ('financial', 'Financial statement'), ('lease', 'Deed or lease of the office'), ('letter', 'Letter'), ('other', 'Other document')], max_length=20, verbose_name='Type'),
        ),
        migrations.AlterField(
            model_name='documentevent',
            name='type',
            field=models.CharField(choices=[('charter', 'Charter'), ('gazette', 'Official Gazette'), ('registration', 'Registration notice'), ('licence', 'Licence'), ('minutes', 'Minutes'), ('application_form', 'Application form'), ('founders_minutes', 'Minutes of the founders'), ('assembly_minutes', 'Minutes of the general assembly'), ('id_cards', 'Identity cards of founders or board'), ('clearance', 'Certificates of no criminal record'), ('expertise', 'Evidence of expertise'), ('financial', 'Financial statement'), ('lease', 'Deed or lease of the office'), ('letter', 'Letter'), ('other', 'Other document')], max_length=20, verbose_name='Type'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='term',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_termevent" ("end_on", "gazette_no", "holds_public_office", "id", "is_known_benefactor", "ngo_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "start_on") SELECT new_values."end_on", new_values."gazette_no", new_values."holds_public_office", new_values."id", new_values."is_known_benefactor", new_values."ngo_id", new_values."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."post", new_values."start_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c0068a030e2b35775f4ec0ce7500257601b740b8', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_4f517', referencing='REFERENCING NEW TABLE AS new_values ', table='ngos_term', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='term',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_termevent" ("end_on", "gazette_no", "holds_public_office", "id", "is_known_benefactor", "ngo_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "start_on") SELECT new_values."end_on", new_values."gazette_no", new_values."holds_public_office", new_values."id", new_values."is_known_benefactor", new_values."ngo_id", new_values."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."post", new_values."start_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='053e14f5ff9888998ad3e3583f0884b41c76c817', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_b839a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='ngos_term', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='term',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_termevent" ("end_on", "gazette_no", "holds_public_office", "id", "is_known_benefactor", "ngo_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "start_on") SELECT old_values."end_on", old_values."gazette_no", old_values."holds_public_office", old_values."id", old_values."is_known_benefactor", old_values."ngo_id", old_values."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."post", old_values."start_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7ef9f4fefba3170b8d01e789426fac3501042094', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_eb03f', referencing='REFERENCING OLD TABLE AS old_values ', table='ngos_term', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('type__in', ['charter', 'gazette', 'registration', 'licence', 'minutes', 'application_form', 'founders_minutes', 'assembly_minutes', 'id_cards', 'clearance', 'expertise', 'financial', 'lease', 'letter', 'other'])), name='document_type_is_known', violation_error_message='Choose the type of the document from the list.'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='county',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.county'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='province',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.province'),
        ),
        migrations.AddField(
            model_name='agendaitemevent',
            name='county',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.county'),
        ),
        migrations.AddField(
            model_name='agendaitemevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ngos.agendaitem'),
        ),
        migrations.AddField(
            model_name='agendaitemevent',
            name='province',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.province'),
        ),
        migrations.AddField(
            model_name='annualreport',
            name='ngo',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='annual_reports', to='ngos.ngo', verbose_name='NGO'),
        ),
        migrations.AddField(
            model_name='annualreportevent',
            name='ngo',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ngos.ngo', verbose_name='NGO'),
        ),
        migrations.AddField(
            model_name='annualreportevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ngos.annualreport'),
        ),
        migrations.AddField(
            model_name='application',
            name='branch_county',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.county', verbose_name='County of the branch'),
        ),
        migrations.AddField(
            model_name='application',
            name='created_by',
            field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Created by'),
        ),
        migrations.AddField(
            model_name='application',
            name='ngo',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='applications', to='ngos.ngo', verbose_name='NGO'),
        ),
        migrations.AddField(
            model_name='agendaitemevent',
            name='application',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ngos.application', verbose_name='Application'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='application',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agenda_items', to='ngos.application', verbose_name='Application'),
        ),
        migrations.AddField(
            model_name='applicationevent',
            name='branch_county',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.county', verbose_name='County of the branch'),
        ),
        migrations.AddField(
            model_name='applicationevent',
            name='created_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Created by'),
        ),
        migrations.AddField(
            model_name='applicationevent',
            name='ngo',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ngos.ngo', verbose_name='NGO'),
        ),
        migrations.AddField(
            model_name='applicationevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ngos.application'),
        ),
        migrations.AddField(
            model_name='applicationstep',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='ngos.application', verbose_name='Application'),
        ),
        migrations.AddField(
            model_name='applicationstep',
            name='taken_by',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Taken by'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='county',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.county'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='province',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.province'),
        ),
        migrations.AddField(
            model_name='attendanceevent',
            name='county',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.county'),
        ),
        migrations.AddField(
            model_name='attendanceevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ngos.attendance'),
        ),
        migrations.AddField(
            model_name='attendanceevent',
            name='province',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.province'),
        ),
        migrations.AddField(
            model_name='council',
            name='county',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='accounts.county', verbose_name='County'),
        ),
        migrations.AddField(
            model_name='council',
            name='province',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='accounts.province', verbose_name='Province'),
        ),
        migrations.AddField(
            model_name='applicationevent',
            name='council',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ngos.council', verbose_name='Council'),
        ),
        migrations.AddField(
            model_name='application',
            name='council',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='ngos.council', verbose_name='Council'),
        ),
        migrations.AddField(
            model_name='agendaitemevent',
            name='refer_to',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ngos.council', verbose_name='Refer to'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='refer_to',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ngos.council', verbose_name='Refer to'),
        ),
        migrations.AddField(
            model_name='councilevent',
            name='county',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.county', verbose_name='County'),
        ),
        migrations.AddField(
            model_name='councilevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ngos.council'),
        ),
        migrations.AddField(
            model_name='councilevent',
            name='province',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.province', verbose_name='Province'),
        ),
        migrations.AddField(
            model_name='councilmember',
            name='council',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='ngos.council', verbose_name='Council'),
        ),
        migrations.AddField(
            model_name='councilmember',
            name='county',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.county'),
        ),
        migrations.AddField(
            model_name='councilmember',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='ngos.person', verbose_name='Person'),
        ),
        migrations.AddField(
            model_name='councilmember',
            name='province',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.province'),
        ),
        migrations.AddField(
            model_name='attendanceevent',
            name='member',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ngos.councilmember', verbose_name='Member'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attended', to='ngos.councilmember', verbose_name='Member'),
        ),
        migrations.AddField(
            model_name='councilmemberevent',
            name='council',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ngos.council', verbose_name='Council'),
        ),
        migrations.AddField(
            model_name='councilmemberevent',
            name='county',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.county'),
        ),
        migrations.AddField(
            model_name='councilmemberevent',
            name='person',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ngos.person', verbose_name='Person'),
        ),
        migrations.AddField(
            model_name='councilmemberevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ngos.councilmember'),
        ),
        migrations.AddField(
            model_name='councilmemberevent',
            name='province',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.province'),
        ),
        migrations.AddField(
            model_name='counter',
            name='province',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.province', verbose_name='Province'),
        ),
        migrations.AddField(
            model_name='counterpart',
            name='province',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='accounts.province', verbose_name='Province'),
        ),
        migrations.AddField(
            model_name='counterpartevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ngos.counterpart'),
        ),
        migrations.AddField(
            model_name='counterpartevent',
            name='province',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.province', verbose_name='Province'),
        ),
        migrations.AddField(
            model_name='inquiry',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='inquiries', to='ngos.application', verbose_name='Application'),
        ),
        migrations.AddField(
            model_name='inquiryevent',
            name='application',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ngos.application', verbose_name='Application'),
        ),
        migrations.AddField(
            model_name='inquiryevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ngos.inquiry'),
        ),
        migrations.AddField(
            model_name='letter',
            name='application',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='letters', to='ngos.application', verbose_name='Application'),
        ),
        migrations.AddField(
            model_name='letter',
            name='counterpart',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='ngos.counterpart', verbose_name='Counterpart'),
        ),
        migrations.AddField(
            model_name='letter',
            name='county',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='accounts.county', verbose_name='County'),
        ),
        migrations.AddField(
            model_name='letter',
            name='ngo',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='letters', to='ngos.ngo', verbose_name='NGO'),
        ),
        migrations.AddField(
            model_name='letter',
            name='province',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='accounts.province', verbose_name='Province'),
        ),
        migrations.AddField(
            model_name='letter',
            name='reply_to',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='ngos.letter', verbose_name='In reply to'),
        ),
        migrations.AddField(
            model_name='letterevent',
            name='application',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ngos.application', verbose_name='Application'),
        ),
        migrations.AddField(
            model_name='letterevent',
            name='counterpart',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ngos.counterpart', verbose_name='Counterpart'),
        ),
        migrations.AddField(
            model_name='letterevent',
            name='county',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.county', verbose_name='County'),
        ),
        migrations.AddField(
            model_name='letterevent',
            name='ngo',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ngos.ngo', verbose_name='NGO'),
        ),
        migrations.AddField(
            model_name='letterevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ngos.letter'),
        ),
        migrations.AddField(
            model_name='letterevent',
            name='province',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.province', verbose_name='Province'),
        ),
        migrations.AddField(
            model_name='letterevent',
            name='reply_to',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ngos.letter', verbose_name='In reply to'),
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
            model_name='licence',
            name='application',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='licences', to='ngos.application', verbose_name='Application'),
        ),
        migrations.AddField(
            model_name='licence',
            name='ngo',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='licences', to='ngos.ngo', verbose_name='NGO'),
        ),
        migrations.AddField(
            model_name='licence',
            name='previous',
            field=models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next', to='ngos.licence', verbose_name='Renews'),
        ),
        migrations.AddField(
            model_name='licence',
            name='province',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, to='accounts.province', verbose_name='Province'),
        ),
        migrations.AddField(
            model_name='licence',
            name='resolution',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='licences', to='ngos.agendaitem', verbose_name='Resolution'),
        ),
        migrations.AddField(
            model_name='licenceevent',
            name='application',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ngos.application', verbose_name='Application'),
        ),
        migrations.AddField(
            model_name='licenceevent',
            name='ngo',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ngos.ngo', verbose_name='NGO'),
        ),
        migrations.AddField(
            model_name='licenceevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ngos.licence'),
        ),
        migrations.AddField(
            model_name='licenceevent',
            name='previous',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ngos.licence', verbose_name='Renews'),
        ),
        migrations.AddField(
            model_name='licenceevent',
            name='province',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.province', verbose_name='Province'),
        ),
        migrations.AddField(
            model_name='licenceevent',
            name='resolution',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ngos.agendaitem', verbose_name='Resolution'),
        ),
        migrations.AddField(
            model_name='measure',
            name='resolution',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='ngos.agendaitem', verbose_name='Resolution'),
        ),
        migrations.AddField(
            model_name='measureevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ngos.measure'),
        ),
        migrations.AddField(
            model_name='measureevent',
            name='resolution',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ngos.agendaitem', verbose_name='Resolution'),
        ),
        migrations.AddField(
            model_name='session',
            name='chair',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chaired', to='ngos.councilmember', verbose_name='Chair'),
        ),
        migrations.AddField(
            model_name='session',
            name='council',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='ngos.council', verbose_name='Council'),
        ),
        migrations.AddField(
            model_name='session',
            name='county',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.county'),
        ),
        migrations.AddField(
            model_name='session',
            name='province',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.province'),
        ),
        migrations.AddField(
            model_name='session',
            name='signed_by',
            field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Signed by'),
        ),
        migrations.AddField(
            model_name='attendanceevent',
            name='session',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ngos.session', verbose_name='Session'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendance', to='ngos.session', verbose_name='Session'),
        ),
        migrations.AddField(
            model_name='agendaitemevent',
            name='session',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ngos.session', verbose_name='Session'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agenda', to='ngos.session', verbose_name='Session'),
        ),
        migrations.AddField(
            model_name='sessionevent',
            name='chair',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ngos.councilmember', verbose_name='Chair'),
        ),
        migrations.AddField(
            model_name='sessionevent',
            name='council',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ngos.council', verbose_name='Council'),
        ),
        migrations.AddField(
            model_name='sessionevent',
            name='county',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.county'),
        ),
        migrations.AddField(
            model_name='sessionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ngos.session'),
        ),
        migrations.AddField(
            model_name='sessionevent',
            name='province',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.province'),
        ),
        migrations.AddField(
            model_name='sessionevent',
            name='signed_by',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Signed by'),
        ),
        migrations.AddField(
            model_name='signature',
            name='province',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.province', verbose_name='Province'),
        ),
        migrations.AddField(
            model_name='signatureevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ngos.signature'),
        ),
        migrations.AddField(
            model_name='signatureevent',
            name='province',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.province', verbose_name='Province'),
        ),
        migrations.AddField(
            model_name='stationery',
            name='province',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.province', verbose_name='Province'),
        ),
        migrations.AddField(
            model_name='stationeryevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ngos.stationery'),
        ),
        migrations.AddField(
            model_name='stationeryevent',
            name='province',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.province', verbose_name='Province'),
        ),
        migrations.AddField(
            model_name='supervisioncase',
            name='annual_report',
            field=models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='case', to='ngos.annualreport', verbose_name='Annual report'),
        ),
        migrations.AddField(
            model_name='supervisioncase',
            name='ngo',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cases', to='ngos.ngo', verbose_name='NGO'),
        ),
        migrations.AddField(
            model_name='measureevent',
            name='case',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ngos.supervisioncase', verbose_name='Supervision case'),
        ),
        migrations.AddField(
            model_name='measure',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='measures', to='ngos.supervisioncase', verbose_name='Supervision case'),
        ),
        migrations.AddField(
            model_name='supervisioncaseevent',
            name='annual_report',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ngos.annualreport', verbose_name='Annual report'),
        ),
        migrations.AddField(
            model_name='supervisioncaseevent',
            name='ngo',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='ngos.ngo', verbose_name='NGO'),
        ),
        migrations.AddField(
            model_name='supervisioncaseevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='ngos.supervisioncase'),
        ),
        migrations.AddIndex(
            model_name='annualreport',
            index=models.Index(condition=models.Q(('received_on', None)), fields=['due_on'], name='report_awaited'),
        ),
        migrations.AddConstraint(
            model_name='annualreport',
            constraint=models.UniqueConstraint(fields=('ngo', 'fiscal_year'), name='report_once_a_year', violation_error_message="This NGO's report of this year is there already."),
        ),
        migrations.AddConstraint(
            model_name='annualreport',
            constraint=models.CheckConstraint(condition=models.Q(('fiscal_year__gte', 1300), ('fiscal_year__lte', 1500)), name='report_year_is_likely', violation_error_message='Write the year with four digits, such as 1402.'),
        ),
        migrations.AddConstraint(
            model_name='annualreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('income', None), ('income__gte', 0), _connector='OR'), models.Q(('expense', None), ('expense__gte', 0), _connector='OR')), name='report_money_is_not_negative', violation_error_message='Income and expense may not be negative.'),
        ),
        migrations.AddConstraint(
            model_name='annualreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'due'), ('received_on', None)), models.Q(models.Q(('state', 'due'), _negated=True), ('received_on__isnull', False)), _connector='OR'), name='report_received_has_a_day', violation_error_message='Enter the day on which the report was received.'),
        ),
        migrations.AddConstraint(
            model_name='annualreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'accepted'), _negated=True), models.Q(models.Q(('activities', ''), _negated=True), ('expense__isnull', False), ('income__isnull', False), ('signed_by_ceo', True), ('signed_by_inspector', True)), _connector='OR'), name='report_accepted_is_whole', violation_error_message='A report is accepted with its activities, income and expense, and the signatures of CEO and inspector.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='annualreport',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_annualreportevent" ("activities", "due_on", "expense", "fiscal_year", "id", "income", "ngo_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "remarks", "signed_by_ceo", "signed_by_inspector", "state") SELECT new_values."activities", new_values."due_on", new_values."expense", new_values."fiscal_year", new_values."id", new_values."income", new_values."ngo_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."received_on", new_values."remarks", new_values."signed_by_ceo", new_values."signed_by_inspector", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='deb49bbdbff6253b4e3a03bd87504a34a03887ae', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ad34d', referencing='REFERENCING NEW TABLE AS new_values ', table='ngos_annualreport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='annualreport',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_annualreportevent" ("activities", "due_on", "expense", "fiscal_year", "id", "income", "ngo_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "remarks", "signed_by_ceo", "signed_by_inspector", "state") SELECT new_values."activities", new_values."due_on", new_values."expense", new_values."fiscal_year", new_values."id", new_values."income", new_values."ngo_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."received_on", new_values."remarks", new_values."signed_by_ceo", new_values."signed_by_inspector", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c1a448936be5d1860302aa76c420e2da09e5ea07', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_7fd5b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='ngos_annualreport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='annualreport',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_annualreportevent" ("activities", "due_on", "expense", "fiscal_year", "id", "income", "ngo_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "remarks", "signed_by_ceo", "signed_by_inspector", "state") SELECT old_values."activities", old_values."due_on", old_values."expense", old_values."fiscal_year", old_values."id", old_values."income", old_values."ngo_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."received_on", old_values."remarks", old_values."signed_by_ceo", old_values."signed_by_inspector", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='439657af39a6963c367032ffea1dc8cb27968c4f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_52f1e', referencing='REFERENCING OLD TABLE AS old_values ', table='ngos_annualreport', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='annualreportevent',
            index=django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='ngos_annual_pgh_cre_7fc49a_brin'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='annualreportevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='69a7751bd9d96a1f76d369210c20ba207f0b4d6c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_fdd7e', table='ngos_annualreportevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='council',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('county', None), ('level', 'national'), ('province', None)), models.Q(('county', None), ('level', 'provincial'), ('province__isnull', False)), models.Q(('county__isnull', False), ('level', 'county'), ('province__isnull', False)), _connector='OR'), name='council_level_fits_place', violation_error_message="The level does not fit the place: a county's council needs its county, a province's its province, the national one neither."),
        ),
        migrations.AddConstraint(
            model_name='council',
            constraint=models.UniqueConstraint(fields=('province', 'county'), name='council_once_at_a_place', nulls_distinct=False, violation_error_message='This place has its council already.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='council',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_councilevent" ("county_id", "id", "is_active", "level", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id") SELECT new_values."county_id", new_values."id", new_values."is_active", new_values."level", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."province_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='658389a4ab9f9c0a66046d7902f0e94c9768f51a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d579d', referencing='REFERENCING NEW TABLE AS new_values ', table='ngos_council', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='council',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_councilevent" ("county_id", "id", "is_active", "level", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id") SELECT new_values."county_id", new_values."id", new_values."is_active", new_values."level", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."province_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0d40ac41e31c989c11128a35b573eef963ad572e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_4fd98', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='ngos_council', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='council',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_councilevent" ("county_id", "id", "is_active", "level", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id") SELECT old_values."county_id", old_values."id", old_values."is_active", old_values."level", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."province_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c21fa596dfdc9b1d7a43b345f48413a3f8d9fe3d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_aec02', referencing='REFERENCING OLD TABLE AS old_values ', table='ngos_council', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='applicationevent',
            index=django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='ngos_applic_pgh_cre_dac081_brin'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='applicationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f760c3edaefca43399e2d725587489167ab04b02', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_88204', table='ngos_applicationevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['state', 'state_since'], name='application_waiting'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['establishment', 'renewal', 'changes', 'upgrade', 'branch', 'alignment', 'network', 'appeal', 'dissolution'])), name='application_kind_is_known', violation_error_message='Choose the kind of the application from the list.'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('level__in', ['national', 'provincial', 'county'])), name='application_level_is_known', violation_error_message='Choose the level from the list.'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'branch'), _negated=True), ('branch_county__isnull', False), _connector='OR'), name='application_branch_has_a_county', violation_error_message='Choose the county in which the branch is to be.'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('assembly_on', None), ('assembly_on__lte', persian.functions.Today()), _connector='OR'), name='application_assembly_has_been', violation_error_message='The assembly is still to come.'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('registered_on', None), ('registered_on__lte', persian.functions.Today()), _connector='OR'), name='application_registration_has_been', violation_error_message='The registration is still to come.'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['completed', 'licensed', 'withdrawn', 'rejected']), _negated=True), fields=('ngo', 'kind'), name='application_of_a_kind_once_open', violation_error_message='This NGO has an open application of this kind already.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='application',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_applicationevent" ("assembly_on", "branch_county_id", "conditions", "council_id", "created_at", "created_by_id", "external_ref", "gazette_no", "id", "kind", "level", "ngo_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_on", "registration_no", "state", "state_since", "subject", "submitted_on", "tracking_code") SELECT new_values."assembly_on", new_values."branch_county_id", new_values."conditions", new_values."council_id", new_values."created_at", new_values."created_by_id", new_values."external_ref", new_values."gazette_no", new_values."id", new_values."kind", new_values."level", new_values."ngo_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."registered_on", new_values."registration_no", new_values."state", new_values."state_since", new_values."subject", new_values."submitted_on", new_values."tracking_code" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='632bc530d6495a4dfd21c20d743b534db6012a1c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_27b77', referencing='REFERENCING NEW TABLE AS new_values ', table='ngos_application', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='application',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_applicationevent" ("assembly_on", "branch_county_id", "conditions", "council_id", "created_at", "created_by_id", "external_ref", "gazette_no", "id", "kind", "level", "ngo_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_on", "registration_no", "state", "state_since", "subject", "submitted_on", "tracking_code") SELECT new_values."assembly_on", new_values."branch_county_id", new_values."conditions", new_values."council_id", new_values."created_at", new_values."created_by_id", new_values."external_ref", new_values."gazette_no", new_values."id", new_values."kind", new_values."level", new_values."ngo_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."registered_on", new_values."registration_no", new_values."state", new_values."state_since", new_values."subject", new_values."submitted_on", new_values."tracking_code" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e6a56f32b74e250af02c00394dddf8b0f3521c35', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_5d07c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='ngos_application', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='application',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_applicationevent" ("assembly_on", "branch_county_id", "conditions", "council_id", "created_at", "created_by_id", "external_ref", "gazette_no", "id", "kind", "level", "ngo_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_on", "registration_no", "state", "state_since", "subject", "submitted_on", "tracking_code") SELECT old_values."assembly_on", old_values."branch_county_id", old_values."conditions", old_values."council_id", old_values."created_at", old_values."created_by_id", old_values."external_ref", old_values."gazette_no", old_values."id", old_values."kind", old_values."level", old_values."ngo_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."registered_on", old_values."registration_no", old_values."state", old_values."state_since", old_values."subject", old_values."submitted_on", old_values."tracking_code" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f24c1a457379eb5176f86145b6de301afb2fdc78', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_bc799', referencing='REFERENCING OLD TABLE AS old_values ', table='ngos_application', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='councilevent',
            index=django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='ngos_counci_pgh_cre_b46c0c_brin'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='councilevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ac2344ba9007fdfacf402e1f22b2bb95db557bde', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d47d8', table='ngos_councilevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='councilmember',
            constraint=models.CheckConstraint(condition=models.Q(('seat__in', ['chair', 'secretary', 'islamic_council', 'ngo_representative', 'member'])), name='seat_is_known', violation_error_message='Choose the seat from the list.'),
        ),
        migrations.AddConstraint(
            model_name='councilmember',
            constraint=models.CheckConstraint(condition=models.Q(('end_on', None), ('end_on__gte', models.F('start_on')), _connector='OR'), name='seat_ends_after_it_begins', violation_error_message='The term ends before it begins.'),
        ),
        migrations.AddConstraint(
            model_name='councilmember',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('seat', 'ngo_representative'), _negated=True), ('person__isnull', False), _connector='OR'), name='seat_of_ngos_names_a_person', violation_error_message='Choose the person of the register who represents the NGOs.'),
        ),
        migrations.AddConstraint(
            model_name='councilmember',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('seat__in', ['chair', 'secretary'])), expressions=[('council', '='), ('seat', '='), (ngos.models.council._Days(), '&&')], name='seat_of_chair_or_secretary_once', violation_error_message='Somebody else has this seat in part of that time. End that term first.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='councilmember',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_councilmemberevent" ("council_id", "county_id", "end_on", "full_name", "id", "is_voting", "office_title", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "seat", "start_on") SELECT new_values."council_id", new_values."county_id", new_values."end_on", new_values."full_name", new_values."id", new_values."is_voting", new_values."office_title", new_values."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."province_id", new_values."seat", new_values."start_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='19f52cf462ac90b62c17e4bb0242583b96cbc8c1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_36ddf', referencing='REFERENCING NEW TABLE AS new_values ', table='ngos_councilmember', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='councilmember',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_councilmemberevent" ("council_id", "county_id", "end_on", "full_name", "id", "is_voting", "office_title", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "seat", "start_on") SELECT new_values."council_id", new_values."county_id", new_values."end_on", new_values."full_name", new_values."id", new_values."is_voting", new_values."office_title", new_values."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."province_id", new_values."seat", new_values."start_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ff6bdf0b5c609ad2c2004d55825e7175a47251bb', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_14c5c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='ngos_councilmember', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='councilmember',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_councilmemberevent" ("council_id", "county_id", "end_on", "full_name", "id", "is_voting", "office_title", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "seat", "start_on") SELECT old_values."council_id", old_values."county_id", old_values."end_on", old_values."full_name", old_values."id", old_values."is_voting", old_values."office_title", old_values."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."province_id", old_values."seat", old_values."start_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='52b43520bd26eca165160e82f7bd4aa1bcde399a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_87570', referencing='REFERENCING OLD TABLE AS old_values ', table='ngos_councilmember', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='councilmemberevent',
            index=django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='ngos_counci_pgh_cre_ff90e8_brin'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='councilmemberevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8c4995a88783d6f76510fb630a1f8045f5bf5d1b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_713d4', table='ngos_councilmemberevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='counter',
            constraint=models.UniqueConstraint(fields=('province', 'series', 'year'), name='counter_once'),
        ),
        migrations.AddConstraint(
            model_name='counterpart',
            constraint=models.UniqueConstraint(fields=('province', 'name_key'), name='counterpart_once', violation_error_message='A counterpart of this name is there already.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='counterpart',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_counterpartevent" ("address", "id", "is_active", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id") SELECT new_values."address", new_values."id", new_values."is_active", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."province_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='54092ee0199951451c455720d2237f0a9faec6ce', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_7afec', referencing='REFERENCING NEW TABLE AS new_values ', table='ngos_counterpart', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='counterpart',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_counterpartevent" ("address", "id", "is_active", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id") SELECT new_values."address", new_values."id", new_values."is_active", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."province_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."address" IS DISTINCT FROM (new_values."address") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."province_id" IS DISTINCT FROM (new_values."province_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e9408f6a22f9d840117d724bba6389eeec27a357', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e1435', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='ngos_counterpart', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='counterpart',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_counterpartevent" ("address", "id", "is_active", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id") SELECT old_values."address", old_values."id", old_values."is_active", old_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."province_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='4d658e814089bee0191581031ce1e05cc365a88a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_7ce11', referencing='REFERENCING OLD TABLE AS old_values ', table='ngos_counterpart', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='counterpartevent',
            index=django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='ngos_counte_pgh_cre_78c2c7_brin'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='counterpartevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='107674a59eb29c44cf0f5bec9094b3770f07447d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_35fd0', table='ngos_counterpartevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(('authority__in', ['judiciary', 'intelligence', 'police', 'specialist'])), name='inquiry_authority_is_known', violation_error_message='Choose the authority from the list.'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(('result__in', ['pending', 'positive', 'negative', 'silent_consent'])), name='inquiry_result_is_known', violation_error_message='Choose the result from the list.'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__gt', models.F('sent_on'))), name='inquiry_is_due_after_it_is_sent', violation_error_message='The inquiry is due before it is sent.'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(('answered_on', None), models.Q(('answered_on__gte', models.F('sent_on')), ('answered_on__lte', persian.functions.Today())), _connector='OR'), name='inquiry_is_answered_after_it_is_sent', violation_error_message='The answer is of a day before the inquiry was sent, or still to come.'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_on', None), ('result', 'pending')), models.Q(models.Q(('result', 'pending'), _negated=True), ('answered_on__isnull', False)), _connector='OR'), name='inquiry_answer_has_a_day', violation_error_message='Enter the day of the answer.'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.UniqueConstraint(condition=models.Q(('result', 'pending')), fields=('application', 'authority'), name='inquiry_pending_once', violation_error_message='This authority has been asked and has not answered.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inquiry',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_inquiryevent" ("answer_no", "answered_on", "application_id", "authority", "due_on", "id", "letter_no", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_on", "reminders", "result", "sent_on") SELECT new_values."answer_no", new_values."answered_on", new_values."application_id", new_values."authority", new_values."due_on", new_values."id", new_values."letter_no", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."reminded_on", new_values."reminders", new_values."result", new_values."sent_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0a97a20f6b3011628bc71f56542d97c126f9a665', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e805a', referencing='REFERENCING NEW TABLE AS new_values ', table='ngos_inquiry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inquiry',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_inquiryevent" ("answer_no", "answered_on", "application_id", "authority", "due_on", "id", "letter_no", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_on", "reminders", "result", "sent_on") SELECT new_values."answer_no", new_values."answered_on", new_values."application_id", new_values."authority", new_values."due_on", new_values."id", new_values."letter_no", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."reminded_on", new_values."reminders", new_values."result", new_values."sent_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c74ccb5ddce4cc0d2fa13c62bafcf4bd4a35cfce', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_050c6', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='ngos_inquiry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inquiry',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_inquiryevent" ("answer_no", "answered_on", "application_id", "authority", "due_on", "id", "letter_no", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_on", "reminders", "result", "sent_on") SELECT old_values."answer_no", old_values."answered_on", old_values."application_id", old_values."authority", old_values."due_on", old_values."id", old_values."letter_no", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."reminded_on", old_values."reminders", old_values."result", old_values."sent_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c7b487f1b711a948ce28e1bea605ac663e87f34c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_291e0', referencing='REFERENCING OLD TABLE AS old_values ', table='ngos_inquiry', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='inquiryevent',
            index=django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='ngos_inquir_pgh_cre_5b3824_brin'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inquiryevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='047ed7d5e01bfef20b0ffc7fb79ed16493d06537', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7bd25', table='ngos_inquiryevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['province', '-written_on', '-id'], name='letter_by_date'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.F('search_text'), 'gin_trgm_ops'), name='letter_search'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('direction__in', ['outgoing', 'incoming']), ('kind__in', ['coordination', 'support', 'notice', 'seizure', 'inquiry', 'report'])), name='letter_kind_is_known', violation_error_message='Choose the kind of the letter from the list.'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('counterpart__isnull', False), ('ngo__isnull', False), _connector='OR'), name='letter_has_another_side', violation_error_message='Choose the counterpart or the NGO.'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('subject', ''), _negated=True), models.Q(('number', ''), _negated=True)), name='letter_has_a_subject', violation_error_message='A letter needs its number and its subject.'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('reply_due_on', None), ('reply_due_on__gte', models.F('written_on')), _connector='OR'), name='letter_reply_after_it', violation_error_message='The reply is expected before the letter was written.'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.UniqueConstraint(condition=models.Q(('direction', 'outgoing')), fields=('province', 'year', 'number'), name='letter_number_once_a_year', violation_error_message='This office has sent a letter of this number in this year already.'),
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
        migrations.AddIndex(
            model_name='letterevent',
            index=django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='ngos_letter_pgh_cre_88d67d_brin'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letterevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='815ddbbb8d5d309fc2499a61623c3697ecbc5f7a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_441e2', table='ngos_letterevent', when='BEFORE')),
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
        migrations.AddIndex(
            model_name='licence',
            index=models.Index(fields=['province', '-issued_on', '-id'], name='licence_by_issue'),
        ),
        migrations.AddIndex(
            model_name='licence',
            index=models.Index(condition=models.Q(('state__in', ('valid', 'suspended'))), fields=['province', 'expires_on'], name='licence_by_expiry'),
        ),
        migrations.AddConstraint(
            model_name='licence',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['initial_approval', 'principle_approval', 'activity_licence', 'credential', 'branch_permit'])), name='licence_kind_is_known', violation_error_message='Choose the kind of the licence from the list.'),
        ),
        migrations.AddConstraint(
            model_name='licence',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['valid', 'suspended', 'revoked', 'superseded'])), name='licence_state_is_known', violation_error_message='Choose the state of the licence from the list.'),
        ),
        migrations.AddConstraint(
            model_name='licence',
            constraint=models.CheckConstraint(condition=models.Q(('number', ''), _negated=True), name='licence_has_a_number', violation_error_message='A licence needs its number.'),
        ),
        migrations.AddConstraint(
            model_name='licence',
            constraint=models.CheckConstraint(condition=models.Q(('expires_on', None), ('expires_on__gt', models.F('issued_on')), _connector='OR'), name='licence_ends_after_it_begins', violation_error_message='The licence expires before it is issued.'),
        ),
        migrations.AddConstraint(
            model_name='licence',
            constraint=models.CheckConstraint(condition=models.Q(('suspended_until', None), models.Q(('state', 'suspended'), ('suspended_until__gt', models.F('state_since'))), _connector='OR'), name='licence_suspension_ends_after_it_begins', violation_error_message='The suspension ends before it begins.'),
        ),
        migrations.AddConstraint(
            model_name='licence',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'valid'), ('state_since__isnull', False), _connector='OR'), name='licence_state_has_its_day', violation_error_message='Enter the day from which this state holds.'),
        ),
        migrations.AddConstraint(
            model_name='licence',
            constraint=models.UniqueConstraint(fields=('province', 'kind', 'number'), name='licence_number_once', violation_error_message='This office has issued a licence of this kind and number already.'),
        ),
        migrations.AddConstraint(
            model_name='licence',
            constraint=models.UniqueConstraint(fields=('province', 'serial'), name='licence_serial_once', violation_error_message='This serial is taken.'),
        ),
        migrations.AddConstraint(
            model_name='licence',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('kind', 'activity_licence'), ('state__in', ('valid', 'suspended'))), deferrable=django.db.models.constraints.Deferrable['IMMEDIATE'], expressions=[('ngo', '='), (ngos.models.licence._Days(), '&&')], name='licence_one_in_force', violation_error_message='This NGO has an activity licence in force for part of that time already. Renew that one instead.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='licence',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_licenceevent" ("application_id", "created_at", "expires_on", "extended_by", "id", "issued_on", "kind", "ngo_id", "notes", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "province_id", "resolution_id", "serial", "session_no", "session_on", "state", "state_reason", "state_since", "suspended_until") SELECT new_values."application_id", new_values."created_at", new_values."expires_on", new_values."extended_by", new_values."id", new_values."issued_on", new_values."kind", new_values."ngo_id", new_values."notes", new_values."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."previous_id", new_values."province_id", new_values."resolution_id", new_values."serial", new_values."session_no", new_values."session_on", new_values."state", new_values."state_reason", new_values."state_since", new_values."suspended_until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8ce8192357a38ae70cf3761bad8a5a988092a5b9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_f863b', referencing='REFERENCING NEW TABLE AS new_values ', table='ngos_licence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='licence',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_licenceevent" ("application_id", "created_at", "expires_on", "extended_by", "id", "issued_on", "kind", "ngo_id", "notes", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "province_id", "resolution_id", "serial", "session_no", "session_on", "state", "state_reason", "state_since", "suspended_until") SELECT new_values."application_id", new_values."created_at", new_values."expires_on", new_values."extended_by", new_values."id", new_values."issued_on", new_values."kind", new_values."ngo_id", new_values."notes", new_values."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."previous_id", new_values."province_id", new_values."resolution_id", new_values."serial", new_values."session_no", new_values."session_on", new_values."state", new_values."state_reason", new_values."state_since", new_values."suspended_until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."application_id" IS DISTINCT FROM (new_values."application_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."expires_on" IS DISTINCT FROM (new_values."expires_on") OR old_values."extended_by" IS DISTINCT FROM (new_values."extended_by") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."issued_on" IS DISTINCT FROM (new_values."issued_on") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."ngo_id" IS DISTINCT FROM (new_values."ngo_id") OR old_values."notes" IS DISTINCT FROM (new_values."notes") OR old_values."number" IS DISTINCT FROM (new_values."number") OR old_values."previous_id" IS DISTINCT FROM (new_values."previous_id") OR old_values."province_id" IS DISTINCT FROM (new_values."province_id") OR old_values."resolution_id" IS DISTINCT FROM (new_values."resolution_id") OR old_values."serial" IS DISTINCT FROM (new_values."serial") OR old_values."session_no" IS DISTINCT FROM (new_values."session_no") OR old_values."session_on" IS DISTINCT FROM (new_values."session_on") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."state_reason" IS DISTINCT FROM (new_values."state_reason") OR old_values."state_since" IS DISTINCT FROM (new_values."state_since") OR old_values."suspended_until" IS DISTINCT FROM (new_values."suspended_until")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3694d80e755b66ba0211eadbf28bc34e9b574a42', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e0bab', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='ngos_licence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='licence',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_licenceevent" ("application_id", "created_at", "expires_on", "extended_by", "id", "issued_on", "kind", "ngo_id", "notes", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "province_id", "resolution_id", "serial", "session_no", "session_on", "state", "state_reason", "state_since", "suspended_until") SELECT old_values."application_id", old_values."created_at", old_values."expires_on", old_values."extended_by", old_values."id", old_values."issued_on", old_values."kind", old_values."ngo_id", old_values."notes", old_values."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."previous_id", old_values."province_id", old_values."resolution_id", old_values."serial", old_values."session_no", old_values."session_on", old_values."state", old_values."state_reason", old_values."state_since", old_values."suspended_until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a8ace69ba03901acd112d5f4a735e8344117b51b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6c565', referencing='REFERENCING OLD TABLE AS old_values ', table='ngos_licence', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='licenceevent',
            index=django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='ngos_licenc_pgh_cre_767419_brin'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='licenceevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8a07384b8e0dbce2243ac905ea7b0d9a54657da5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_78474', table='ngos_licenceevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.UniqueConstraint(fields=('council', 'year', 'number'), name='session_number_once_a_year', violation_error_message='This council has a session of this number in this year already.'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='session_number_counts_from_one', violation_error_message='Sessions are numbered from one.'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'signed', 'cancelled'])), name='session_state_is_known', violation_error_message='Choose the state from the list.'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('majority_percent__isnull', False), ('quorum_percent__isnull', False), ('signed_at__isnull', False), ('state', 'signed')), models.Q(models.Q(('state', 'signed'), _negated=True), ('signed_at', None)), _connector='OR'), name='session_signed_by_somebody', violation_error_message='A session is signed by its chair.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_sessionevent" ("chair_id", "council_id", "county_id", "created_at", "held_on", "id", "majority_percent", "minutes", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "province_id", "quorum_percent", "signed_at", "signed_by_id", "signed_by_name", "state", "year") SELECT new_values."chair_id", new_values."council_id", new_values."county_id", new_values."created_at", new_values."held_on", new_values."id", new_values."majority_percent", new_values."minutes", new_values."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."place", new_values."province_id", new_values."quorum_percent", new_values."signed_at", new_values."signed_by_id", new_values."signed_by_name", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7a663a6f9ab414741dfc95808e6a57c3fe4f1ea8', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2654b', referencing='REFERENCING NEW TABLE AS new_values ', table='ngos_session', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_sessionevent" ("chair_id", "council_id", "county_id", "created_at", "held_on", "id", "majority_percent", "minutes", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "province_id", "quorum_percent", "signed_at", "signed_by_id", "signed_by_name", "state", "year") SELECT new_values."chair_id", new_values."council_id", new_values."county_id", new_values."created_at", new_values."held_on", new_values."id", new_values."majority_percent", new_values."minutes", new_values."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."place", new_values."province_id", new_values."quorum_percent", new_values."signed_at", new_values."signed_by_id", new_values."signed_by_name", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9eb9e3e3557cd64758c1ac212f256b940b68b765', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_c8b9b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='ngos_session', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_sessionevent" ("chair_id", "council_id", "county_id", "created_at", "held_on", "id", "majority_percent", "minutes", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "province_id", "quorum_percent", "signed_at", "signed_by_id", "signed_by_name", "state", "year") SELECT old_values."chair_id", old_values."council_id", old_values."county_id", old_values."created_at", old_values."held_on", old_values."id", old_values."majority_percent", old_values."minutes", old_values."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."place", old_values."province_id", old_values."quorum_percent", old_values."signed_at", old_values."signed_by_id", old_values."signed_by_name", old_values."state", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='28075907b490b1df0fd774c7f628d3b48c07d44a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_09cc8', referencing='REFERENCING OLD TABLE AS old_values ', table='ngos_session', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='attendanceevent',
            index=django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='ngos_attend_pgh_cre_ae0973_brin'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendanceevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='dfcf81549453a0b7975bc91f3b4963c508b9cac3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8bbd7', table='ngos_attendanceevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(fields=('session', 'member'), name='attendance_once', violation_error_message='This member is on the list already.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_attendanceevent" ("county_id", "id", "is_present", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "session_id") SELECT new_values."county_id", new_values."id", new_values."is_present", new_values."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."province_id", new_values."session_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='dceb7a9c66325017059bb98369276badb2c21600', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ddad4', referencing='REFERENCING NEW TABLE AS new_values ', table='ngos_attendance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_attendanceevent" ("county_id", "id", "is_present", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "session_id") SELECT new_values."county_id", new_values."id", new_values."is_present", new_values."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."province_id", new_values."session_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2ae96d13ce1cde65ee5bd4489faccaba0b0e8413', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_18094', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='ngos_attendance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_attendanceevent" ("county_id", "id", "is_present", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "session_id") SELECT old_values."county_id", old_values."id", old_values."is_present", old_values."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."province_id", old_values."session_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5126b9dde28e05aea61224acd87ec8503a1aeeab', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_33644', referencing='REFERENCING OLD TABLE AS old_values ', table='ngos_attendance', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='agendaitemevent',
            index=django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='ngos_agenda_pgh_cre_53ea8b_brin'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitemevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2d4f775b4313be32da9aea1667da459f26a605f2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a31f0', table='ngos_agendaitemevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='agendaitem',
            index=models.Index(condition=models.Q(('follow_up', 'open')), fields=['due_on'], name='item_to_follow_up'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('application__isnull', False), models.Q(('subject', ''), _negated=True), _connector='OR'), name='item_has_a_subject', violation_error_message='Name the subject, or choose an application.'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('decision__in', ['', 'approve_initially', 'approve', 'approve_conditionally', 'reject', 'refer', 'postpone', 'adopt', 'decline'])), name='item_decision_is_known', violation_error_message='Choose the decision from the list.'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision', 'refer'), _negated=True), ('refer_to__isnull', False), _connector='OR'), name='item_referral_names_a_council', violation_error_message='Choose the council to refer to.'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision', 'approve_conditionally'), _negated=True), models.Q(('conditions', ''), _negated=True), _connector='OR'), name='item_conditions_are_named', violation_error_message='Write the conditions of the approval.'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('follow_up__in', ['none', 'open', 'done', 'dropped'])), name='item_follow_up_is_known', violation_error_message='Choose the state of the follow-up from the list.'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('follow_up', 'open'), _negated=True), models.Q(('owner', ''), _negated=True), _connector='OR'), name='item_to_follow_up_has_an_owner', violation_error_message='Name who sees to it.'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('follow_up__in', ['done', 'dropped']), _negated=True), models.Q(('follow_up_notes', ''), _negated=True), _connector='OR'), name='item_closed_says_what_was_done', violation_error_message='Write what was done, or why it was dropped.'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(condition=models.Q(('application__isnull', False)), fields=('session', 'application'), name='item_application_once', violation_error_message='This application is on the agenda already.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_agendaitemevent" ("application_id", "conditions", "county_id", "decision", "due_on", "follow_up", "follow_up_notes", "id", "owner", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "province_id", "reason", "refer_to_id", "session_id", "subject", "votes_abstained", "votes_against", "votes_for") SELECT new_values."application_id", new_values."conditions", new_values."county_id", new_values."decision", new_values."due_on", new_values."follow_up", new_values."follow_up_notes", new_values."id", new_values."owner", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."position", new_values."province_id", new_values."reason", new_values."refer_to_id", new_values."session_id", new_values."subject", new_values."votes_abstained", new_values."votes_against", new_values."votes_for" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e1310435cd7afcad1be8bc7609cfc33facc8689b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_4e5a1', referencing='REFERENCING NEW TABLE AS new_values ', table='ngos_agendaitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_agendaitemevent" ("application_id", "conditions", "county_id", "decision", "due_on", "follow_up", "follow_up_notes", "id", "owner", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "province_id", "reason", "refer_to_id", "session_id", "subject", "votes_abstained", "votes_against", "votes_for") SELECT new_values."application_id", new_values."conditions", new_values."county_id", new_values."decision", new_values."due_on", new_values."follow_up", new_values."follow_up_notes", new_values."id", new_values."owner", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."position", new_values."province_id", new_values."reason", new_values."refer_to_id", new_values."session_id", new_values."subject", new_values."votes_abstained", new_values."votes_against", new_values."votes_for" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7806c2f4a431ab48efbd9de21d40b1fe804d2d3a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e78af', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='ngos_agendaitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_agendaitemevent" ("application_id", "conditions", "county_id", "decision", "due_on", "follow_up", "follow_up_notes", "id", "owner", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "province_id", "reason", "refer_to_id", "session_id", "subject", "votes_abstained", "votes_against", "votes_for") SELECT old_values."application_id", old_values."conditions", old_values."county_id", old_values."decision", old_values."due_on", old_values."follow_up", old_values."follow_up_notes", old_values."id", old_values."owner", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."position", old_values."province_id", old_values."reason", old_values."refer_to_id", old_values."session_id", old_values."subject", old_values."votes_abstained", old_values."votes_against", old_values."votes_for" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7a9263e2cd51bf17f46347095cb02c3ef5265212', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_630ba', referencing='REFERENCING OLD TABLE AS old_values ', table='ngos_agendaitem', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='sessionevent',
            index=django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='ngos_sessio_pgh_cre_822e0e_brin'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sessionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d3b7f8a2f3dfd0a65a2807c9df76c07e8e8b78d8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_816dd', table='ngos_sessionevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(fields=('province', 'holder_name', 'post'), name='signature_of_a_holder_once', violation_error_message='The signature of this person in this post is there already.'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('holder_name', ''), _negated=True), models.Q(('post', ''), _negated=True)), name='signature_has_a_holder', violation_error_message='Enter the name and the post of the signatory.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signature',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_signatureevent" ("holder_name", "id", "image", "is_active", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "post", "province_id") SELECT new_values."holder_name", new_values."id", new_values."image", new_values."is_active", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."position", new_values."post", new_values."province_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bffd30c8d8ff9f3dc7b692f66dfdaa9d67453e79', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a01f2', referencing='REFERENCING NEW TABLE AS new_values ', table='ngos_signature', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signature',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_signatureevent" ("holder_name", "id", "image", "is_active", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "post", "province_id") SELECT new_values."holder_name", new_values."id", new_values."image", new_values."is_active", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."position", new_values."post", new_values."province_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='39824fc333e273784a4136017181647719d52b97', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_41bf8', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='ngos_signature', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signature',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_signatureevent" ("holder_name", "id", "image", "is_active", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "post", "province_id") SELECT old_values."holder_name", old_values."id", old_values."image", old_values."is_active", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."position", old_values."post", old_values."province_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='32270461f2c2cd5c0c7ec687eadd27cfe605a572', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_27ef2', referencing='REFERENCING OLD TABLE AS old_values ', table='ngos_signature', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='signatureevent',
            index=django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='ngos_signat_pgh_cre_74e359_brin'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signatureevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d6069933d2bfda5510836d4a12f8b0276341b5be', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4e487', table='ngos_signatureevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='stationery',
            constraint=models.UniqueConstraint(fields=('province',), name='stationery_once_in_province', violation_error_message='The stationery of this province is there already. Change that one.'),
        ),
        migrations.AddConstraint(
            model_name='stationery',
            constraint=models.CheckConstraint(condition=models.Q(('office_title', ''), _negated=True), name='stationery_has_a_title', violation_error_message='Enter the title of the office.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stationery',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_stationeryevent" ("address", "department", "emblem", "id", "law_sentence", "office_title", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id") SELECT new_values."address", new_values."department", new_values."emblem", new_values."id", new_values."law_sentence", new_values."office_title", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."province_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bc6b09ced07ce2c2506b0a80462b21a2fe1fd294', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d90d4', referencing='REFERENCING NEW TABLE AS new_values ', table='ngos_stationery', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stationery',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_stationeryevent" ("address", "department", "emblem", "id", "law_sentence", "office_title", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id") SELECT new_values."address", new_values."department", new_values."emblem", new_values."id", new_values."law_sentence", new_values."office_title", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', new_values."id", new_values."province_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='28c601a124b7de8c1095decb4324feb707fe287b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d29ad', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='ngos_stationery', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stationery',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "ngos_stationeryevent" ("address", "department", "emblem", "id", "law_sentence", "office_title", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id") SELECT old_values."address", old_values."department", old_values."emblem", old_values."id", old_values."law_sentence", old_values."office_title", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', old_values."id", old_values."province_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1d5e191c9b32be84901bd264f581e1f63354bbef', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_b29ca', referencing='REFERENCING OLD TABLE AS old_values ', table='ngos_stationery', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='stationeryevent',
            index=django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='ngos_statio_pgh_cre_30dd0d_brin'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stationeryevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='93b4aa9002f7451c9aadc341080cfa25bbddc333', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_39ca4', table='ngos_stationeryevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='supervisioncase',
            constraint=models.CheckConstraint(condition=models.Q(('source__in', ['inspection', 'complaint', 'annual_report', 'authority', 'media', 'other'])), name='case_source_is_known', violation_error_message='Choose the source from the list.'),
        ),
        migrations.AddConstraint(
            model_name='supervisioncase',
            constraint=models.CheckConstraint(condition=models.Q(('finding', ''), _negated=True), name='case_has_a_finding', violation_error_message='Write what was found.'),
        ),
        migrations.AddConstraint(
            model_name='supervisioncase',
            constraint=models.CheckConstraint(condition=models.Q(('opened_on__lte', persian.functions.Today())), name='case_opened_by_today', violation_error_message='This day is still to come. Enter today or an earlier day.'),
        ),
        migrations.AddConstraint(
            model_name='supervisioncase',
            constraint=models.CheckConstraint(condition=models.Q(('hearing_on', None), ('hearing_on__gte', models.F('opened_on')), _connector='OR'), name='case_is_heard_after_it_is_opened', violation_error_message='The hearing is before the case was opened.'),
        ),
        migrations.AddConstraint(
            model_name='supervisioncase',
            constraint=models.CheckConstraint(condition=models.Q(('closed_on', None), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='case_closes_after_it_is_opened', violation_error_message='The case is closed before it was opened.'),
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
        migrations.AddIndex(
            model_name='measureevent',
            index=django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='ngos_measur_pgh_cre_4edeaf_brin'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measureevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='80277621e92aa0e14d3418ba397b5bc6c6d186f1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_faf38', table='ngos_measureevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['oral_notice', 'written_notice', 'warning', 'suspension', 'revocation', 'dissolution_request'])), name='measure_kind_is_known', violation_error_message='Choose the measure from the list.'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='measure_has_a_reason', violation_error_message='Write the reason of the measure.'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(('from_on__gte', models.F('decided_on')), ('decided_on__lte', persian.functions.Today())), name='measure_begins_when_decided', violation_error_message='The measure begins before it was decided, or was decided on a day to come.'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('to_on', None), ('to_on__gt', models.F('from_on')), _connector='OR'), models.Q(('lifted_on', None), ('lifted_on__gte', models.F('from_on')), _connector='OR')), name='measure_ends_after_it_begins', violation_error_message='The measure ends before it begins.'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('complained_on', None), ('complaint_result', '')), models.Q(('complained_on__gte', models.F('decided_on')), models.Q(('complaint_result', ''), _negated=True)), _connector='OR'), name='measure_complaint_follows_it', violation_error_message='The complaint is of a day before the measure.'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(('answered_on', None), ('answered_on__gte', models.F('complained_on')), _connector='OR'), name='measure_answer_follows_complaint', violation_error_message='The answer is of a day before the complaint.'),
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
        migrations.AddIndex(
            model_name='supervisioncaseevent',
            index=django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_created_at'], name='ngos_superv_pgh_cre_335dc5_brin'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='supervisioncaseevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c16ea2bc661174fd3f5cbe060018044734047c08', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_560f4', table='ngos_supervisioncaseevent', when='BEFORE')),
        ),
    ]
