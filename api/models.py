"""What is published once a day: grants as open data, and whole files of the register."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.row_security import WRITE, Access
from accounts.scope import Kind


@dataclass(frozen=True)
class OfSystem:
    """Rows that the daily work alone reaches; visitors read them by functions of the database."""

    def access(self, model: type[models.Model]) -> dict[Kind, Access]:
        return {Kind.SYSTEM: Access(WRITE)}


class Award(models.Model):
    """One grant as it is published (360Giving), or the trace of one that is no longer."""

    row_scope = OfSystem()

    key = models.CharField(max_length=120, unique=True)
    body = models.JSONField(null=True)  # None once it is published no longer
    ngo = models.BigIntegerField(null=True)  # its receiver, where that is an NGO
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("Published grant")
        verbose_name_plural = _("Published grants")
        ordering = ("id",)

    def __str__(self) -> str:
        return self.key


class Dump(models.Model):
    """One file with the whole public register of a day."""

    row_scope = OfSystem()

    name = models.CharField(max_length=60, unique=True)
    made_at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("File of the public register")
        verbose_name_plural = _("Files of the public register")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
