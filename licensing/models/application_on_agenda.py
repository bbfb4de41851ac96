"""Which item of a council's agenda is about which application."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from councils.models.session import OnAgenda
from licensing.models.application import Application


class ApplicationOnAgenda(OnAgenda):
    """An application that stands, or stood, on an agenda."""

    application = models.ForeignKey(
        Application, verbose_name=_("Application"), on_delete=models.PROTECT,
        related_name="on_agendas",
    )  # fmt: skip

    class Meta:
        verbose_name = _("Application on an agenda")
        verbose_name_plural = _("Applications on agendas")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "application"],
                name="item_application_once",
                violation_error_message=_("This application is on the agenda already."),
            ),
        ]
