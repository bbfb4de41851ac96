from django.apps import AppConfig
from django.db import models
from django.utils.translation import gettext_lazy as _


class SupervisionConfig(AppConfig):
    name = "supervision"
    verbose_name = _("Supervision")

    def ready(self) -> None:
        from councils import matters
        from imports.duplicates.rules import Awaited
        from jobs.daily import daily
        from licensing import requirements
        from licensing.services.licences import held
        from ngos import duplicates, page
        from ngos.services import change_status
        from screens import navigation, worklist
        from supervision import policies  # noqa: F401
        from supervision import worklist as duties
        from supervision.models import AnnualReport
        from supervision.navigation import ENTRIES
        from supervision.services.annual_reports.raise_due import raise_daily
        from supervision.services.annual_reports.required import reports_of_the_last_years
        from supervision.services.cases.in_effect import end_effects, is_suspended_by_a_case
        from supervision.services.cases.matter import MeasureMatter
        from supervision.views import part
        from supervision.workflow import ReportState

        daily("raise_due_reports", raise_daily)
        worklist.declare(*duties.DUTIES)
        matters.declare(MeasureMatter())
        page.declare(part.PART)
        change_status.when_changed(end_effects)
        held.may_not_lift(is_suspended_by_a_case)
        held.when_changed(end_effects)
        requirements.also(reports_of_the_last_years)
        # Each of two that are one owes a report of the same year, though only one will bring it.
        due = Awaited(("fiscal_year",), models.Q(state=ReportState.DUE))
        duplicates.RULES.also({AnnualReport: due})
        navigation.declare(*ENTRIES)
