"""Booths (غرفه) of an exhibition and what they sold."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.row_security import OFFICE, Follows
from ngos.models import NGO
from persian.functions import Fold
from persian.model_fields import JalaliDateField, PersianCharField, RialField
from programs.events.models.event import Event


@tracked(exclude=["identity"])
class Booth(models.Model):
    """A booth of an NGO, or of a woman by her name."""

    row_scope = Follows(("event",), kinds=OFFICE)

    event = models.ForeignKey(
        Event, verbose_name=_("Event"), on_delete=models.CASCADE, related_name="booths"
    )
    number = PersianCharField(_("Number"), max_length=20, blank=True, default="")
    ngo = models.ForeignKey(
        NGO, verbose_name=_("NGO"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="booths",
    )  # fmt: skip
    holder = PersianCharField(
        _("Holder"), max_length=120, blank=True, default="",
        help_text=_("The woman who sells there, by her name."),
    )  # fmt: skip
    goods = PersianCharField(_("Goods"), max_length=200, blank=True, default="")
    identity = models.GeneratedField(
        expression=Concat(
            Coalesce(Cast("ngo_id", models.TextField()), models.Value("", models.TextField())),
            models.Value("/", models.TextField()),
            Fold("holder"),
            output_field=models.TextField(),
        ),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("Booth")
        verbose_name_plural = _("Booths")
        ordering = ("number", "id")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="booth_is_somebody_s",
                condition=Q(ngo__isnull=False) | ~Q(holder=""),
                violation_error_message=_("Choose the NGO, or write who sells there."),
            ),
            models.UniqueConstraint(
                fields=["event", "identity"],
                name="booth_once_for_each",
                violation_error_message=_("They have a booth at this exhibition already."),
            ),
        ]

    def __str__(self) -> str:
        return self.holder or str(self.ngo)


@tracked()
class Sale(models.Model):
    """What a booth sold on one day, in whole rials."""

    row_scope = Follows(("booth",), kinds=OFFICE)

    booth = models.ForeignKey(
        Booth, verbose_name=_("Booth"), on_delete=models.CASCADE, related_name="sales"
    )
    sold_on = JalaliDateField(_("Date"))
    amount = RialField(_("Sales (rial)"))

    class Meta:
        verbose_name = _("Sales of a day")
        verbose_name_plural = _("Sales")
        ordering = ("sold_on", "id")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="sale_is_not_negative",
                condition=Q(amount__gte=0),
                violation_error_message=_("Sales are not negative."),
            ),
            models.UniqueConstraint(
                fields=["booth", "sold_on"],
                name="sale_once_a_day",
                violation_error_message=_("The sales of this day are recorded already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.booth_id}/{self.sold_on}"
