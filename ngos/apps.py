from django.apps import AppConfig
from django.db import models
from django.utils.translation import gettext_lazy as _


class NGOsConfig(AppConfig):
    name = "ngos"
    verbose_name = _("NGO register")

    def ready(self) -> None:
        # Makes known what they declare.
        from imports.duplicates.rules import Awaited
        from jobs.daily import daily
        from ngos import duplicates, kept, matters, page, policies, registries, requirements  # noqa: F401
        from ngos.models import AnnualReport
        from ngos.page import own
        from ngos.services import change_status
        from ngos.services.annual_reports.raise_due import raise_daily
        from ngos.services.annual_reports.required import reports_of_the_last_years
        from ngos.services.applications.matter import ApplicationMatter
        from ngos.services.ceo_name import CEO_NAME
        from ngos.services.inquiries.lapsing import lapse_inquiries
        from ngos.services.licences import held
        from ngos.services.licences.shown import SHOWN_LICENCE
        from ngos.services.supervision.in_effect import end_effects, is_suspended_by_a_case
        from ngos.supervision_workflow import ReportState
        from ngos.views.applications import part as applications_part
        from ngos.views.letters import part as letters_part
        from ngos.views.licences import part as licences_part
        from ngos.views.supervision import part as supervision_part
        from ngos.worklist import applications, councils, inquiries, letters, licences, supervision
        from screens import worklist

        daily("lapse_inquiries", lapse_inquiries)
        daily("raise_due_reports", raise_daily)
        for subject in (applications, inquiries, councils, licences, supervision, letters):
            worklist.declare(*subject.DUTIES)
        matters.declare(ApplicationMatter())
        page.declare(*own.PARTS)
        for each in (applications_part, letters_part, licences_part, supervision_part):
            page.declare(each.PART)

        # What the register's columns follow, and what follows from them.
        kept.declare(CEO_NAME)
        kept.declare(SHOWN_LICENCE)
        change_status.when_changed(end_effects)
        held.may_not_lift(is_suspended_by_a_case)
        held.when_changed(end_effects)
        requirements.also(reports_of_the_last_years)
        # Each of two that are one owes a report of the same year, though only one will bring it.
        due = Awaited(("fiscal_year",), models.Q(state=ReportState.DUE))
        duplicates.RULES.also({AnnualReport: due})
