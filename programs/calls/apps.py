from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CallsConfig(AppConfig):
    name = "programs.calls"
    verbose_name = _("Calls and proposals")

    def ready(self) -> None:
        from councils import kinds, matters
        from jobs.daily import daily
        from letters import about, fields
        from ngos import page
        from programs.actions import sources
        from programs.calls import policies, worklist  # noqa: F401
        from programs.calls.bodies import WORKING_GROUP
        from programs.calls.letters import FIELDS, SUBJECTS
        from programs.calls.matter import ProposalMatter
        from programs.calls.navigation import ENTRIES
        from programs.calls.ngo_part import PART
        from programs.calls.open_data import awards
        from programs.calls.raising import SOURCE
        from programs.calls.services.calls import close_past_calls
        from programs.calls.services.funding import against_allocation
        from programs.calls.views.funded import proposal_of
        from programs.money import open_data
        from programs.money.models import Allocation
        from programs.money.services.reading import declare_in_the_way
        from screens import navigation, page_links
        from screens import worklist as worklists

        open_data.declare(awards)
        declare_in_the_way(against_allocation)
        page_links.declare(Allocation, proposal_of)
        kinds.declare(WORKING_GROUP)
        matters.declare(ProposalMatter())
        daily("close_past_calls", close_past_calls)
        worklists.declare(*worklist.DUTIES)
        page.declare(PART)
        sources.declare(SOURCE)
        navigation.declare(*ENTRIES)
        about.declare(*SUBJECTS)
        fields.declare(*FIELDS)
