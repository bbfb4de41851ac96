from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "programs.projects"
    verbose_name = _("Programs")

    def ready(self) -> None:
        from councils import kinds
        from letters import about, fields
        from ngos import page
        from programs.actions import sources
        from programs.projects import policies, worklist  # noqa: F401
        from programs.projects.bodies import KINDS
        from programs.projects.letters import FIELDS, SUBJECTS
        from programs.projects.navigation import ENTRIES
        from programs.projects.ngo_part import PART
        from programs.projects.raising import SOURCE
        from screens import navigation
        from screens import worklist as worklists

        for kind in KINDS:
            kinds.declare(kind)
        worklists.declare(*worklist.DUTIES)
        page.declare(PART)
        sources.declare(SOURCE)
        navigation.declare(*ENTRIES)
        about.declare(*SUBJECTS)
        fields.declare(*FIELDS)
