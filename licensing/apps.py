from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LicensingConfig(AppConfig):
    name = "licensing"
    verbose_name = _("Licensing")

    def ready(self) -> None:
        from councils import matters
        from jobs.daily import daily
        from licensing import policies, registries, verification  # noqa: F401
        from licensing.admin.record_licences import RECORD_LICENCES
        from licensing.navigation import ENTRIES
        from licensing.services.applications.matter import ApplicationMatter
        from licensing.services.inquiries.lapsing import lapse_inquiries
        from licensing.services.licences.sample import print_sample
        from licensing.services.licences.shown import SHOWN_LICENCE
        from licensing.views.applications import part as applications
        from licensing.views.licences import part as licences
        from licensing.worklist import DUTIES
        from licensing.yearly import FIGURES
        from ngos import kept, list_actions, page
        from papers import samples
        from screens import navigation, worklist, yearly

        daily("lapse_inquiries", lapse_inquiries)
        worklist.declare(*DUTIES)
        matters.declare(ApplicationMatter())
        page.declare(applications.PART, licences.PART)
        kept.declare(SHOWN_LICENCE)
        list_actions.declare(RECORD_LICENCES)
        samples.declare(print_sample)
        navigation.declare(*ENTRIES)
        yearly.declare(10, *FIGURES)
