from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NGOsConfig(AppConfig):
    name = "ngos"
    verbose_name = _("NGO register")

    def ready(self) -> None:
        # Makes known what they declare.
        from jobs.daily import daily
        from ngos import duplicates, matters, page, policies, registries  # noqa: F401
        from ngos.page import own
        from ngos.services.annual_reports.raise_due import raise_daily
        from ngos.services.applications.matter import ApplicationMatter
        from ngos.services.inquiries.lapsing import lapse_inquiries
        from ngos.views.applications import part as applications_part
        from ngos.views.letters import part as letters_part
        from ngos.views.licences import part as licences_part
        from ngos.views.supervision import part as supervision_part
        from ngos.worklist import applications, councils, inquiries, licences, supervision
        from screens import worklist

        daily("lapse_inquiries", lapse_inquiries)
        daily("raise_due_reports", raise_daily)
        for subject in (applications, inquiries, councils, licences, supervision):
            worklist.declare(*subject.DUTIES)
        matters.declare(ApplicationMatter())
        page.declare(*own.PARTS)
        for each in (applications_part, letters_part, licences_part, supervision_part):
            page.declare(each.PART)
