"""What she is given: cash, goods, loans, training and so on, with its value and who gives it."""

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import Province
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.models.scopes import of_the_woman
from beneficiaries.safeguards.benefits import Benefit
from ngos.models import NGO
from persian.dates import today
from persian.functions import Fold
from persian.model_fields import JalaliDateField, PersianCharField, RialField


class Provider(models.TextChoices):
    OFFICE = "office", _("The office (provider)")
    NGO = "ngo", _("An NGO (provider)")
    AGENCY = "agency", _("An agency (provider)")
    BENEFACTOR = "benefactor", _("A benefactor (provider)")


class _DayNumber(Func):
    """Days since 1970: a text of a date is no constant expression, its number is."""

    template = "(%(expressions)s - DATE '1970-01-01')"
    output_field = models.IntegerField()


@tracked(exclude=["identity"])
class Service(models.Model):
    """One service to one woman. What goes on for a time is current until its end.

    `identity` tells services of one woman apart: kind, day, what it is.
    """

    row_scope = of_the_woman()

    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="services")
    # The woman's, kept by a key of two columns; imports are by province.
    province = models.ForeignKey(
        Province, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(_("Kind of service"), max_length=20, choices=Benefit.choices)
    title = PersianCharField(_("What it is"), max_length=120)
    value = RialField(_("Value (rial)"), null=True, blank=True)
    given_on = JalaliDateField(_("Given on"), default=today)
    until = JalaliDateField(
        _("Goes on until"), null=True, blank=True,
        help_text=_("Empty where it is given once."),
    )  # fmt: skip
    provider = models.CharField(
        _("Who gives it"), max_length=20, choices=Provider.choices, default=Provider.OFFICE
    )
    ngo = models.ForeignKey(
        NGO, verbose_name=_("NGO"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    provider_name = PersianCharField(
        _("Name of the provider"), max_length=120, blank=True, default=""
    )
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True, null=True)
    identity = models.GeneratedField(
        expression=Concat(
            Cast("kind", models.TextField()), Value("/", models.TextField()),
            Cast(_DayNumber("given_on"), models.TextField()), Value("/", models.TextField()),
            Fold("title"), output_field=models.TextField(),
        ),
        output_field=models.TextField(),
        db_persist=True,
    )  # fmt: skip

    class Meta:
        verbose_name = _("Service")
        verbose_name_plural = _("Services")
        default_permissions = ()
        ordering = ("-given_on", "-id")
        indexes = [
            models.Index(fields=["beneficiary", "kind", "until"], name="service_current"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["beneficiary", "identity"],
                name="service_once",
                violation_error_message=_("This service of this day stands here already."),
            ),
            models.CheckConstraint(
                name="service_is_known",
                condition=Q(kind__in=Benefit.values, provider__in=Provider.values) & ~Q(title=""),
                violation_error_message=_("Write what it is, and choose from the lists."),
            ),
            models.CheckConstraint(
                name="service_value_is_whole",
                condition=Q(value=None) | Q(value__gte=0),
                violation_error_message=_("A value is no less than nothing."),
            ),
            models.CheckConstraint(
                name="service_ends_after_it_begins",
                condition=Q(until=None) | Q(until__gte=F("given_on")),
                violation_error_message=_("It ends before it begins."),
            ),
            models.CheckConstraint(
                name="service_names_its_provider",
                condition=Q(provider=Provider.OFFICE, ngo=None)
                | Q(provider=Provider.NGO, ngo__isnull=False)
                | (Q(provider__in=[Provider.AGENCY, Provider.BENEFACTOR], ngo=None)
                   & ~Q(provider_name="")),
                violation_error_message=_("Say who the provider is."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title
