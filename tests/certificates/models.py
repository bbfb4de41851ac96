"""A certificate that an office gives an NGO, when its council has said yes."""

from django.db import models

from accounts.history import tracked
from accounts.row_security import OFFICE, Follows
from councils.models import OnAgenda
from ngos.models import NGO
from persian.model_fields import JalaliDateField, PersianCharField


class State(models.TextChoices):
    ASKED = "asked", "درخواست‌شده"
    GIVEN = "given", "داده‌شده"
    DECLINED = "declined", "ردشده"


@tracked()
class Certificate(models.Model):
    """One certificate of one NGO."""

    row_scope = Follows(("ngo",), kinds=OFFICE)

    ngo = models.ForeignKey(NGO, on_delete=models.PROTECT, related_name="certificates")
    subject = PersianCharField("موضوع", max_length=100)
    asked_on = JalaliDateField("تاریخ درخواست")
    state = models.CharField("وضعیت", max_length=10, choices=State.choices, default=State.ASKED)

    class Meta:
        verbose_name = "گواهی"
        verbose_name_plural = "گواهی‌ها"

    def __str__(self) -> str:
        return self.subject


class CertificateOnAgenda(OnAgenda):
    """A certificate that stands, or stood, on an agenda."""

    certificate = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, related_name="on_agendas"
    )

    class Meta:
        verbose_name = "گواهی در دستور جلسه"
        verbose_name_plural = "گواهی‌ها در دستور جلسه"
