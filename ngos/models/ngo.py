"""The register's subject: a non-governmental organisation (سمن)."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import County, Province
from accounts.row_security import ByPlace
from ngos.models.field import Field
from persian.functions import (
    Fold,
    IsLegalID,
    IsMobile,
    IsPostalCode,
    IsSheba,
    SortKey,
    Today,
    holds_precision,
)
from persian.model_fields import (
    EmailField,
    JalaliDateField,
    LegalIDField,
    MobileField,
    PersianCharField,
    PersianTextField,
    PostalCodeField,
    PrecisionField,
    ShebaField,
    WebAddressField,
)
from persian.personal_numbers import Takes
from persian.search import OPERATOR_CLASS


class Type(models.TextChoices):
    CHARITY = "charity", _("Charity")
    ASSOCIATION = "association", _("Association")
    INSTITUTE = "institute", _("Institute")
    SOCIETY = "society", _("Society")
    CENTRE = "centre", _("Centre")
    HOUSE = "house", _("House")
    ASSEMBLY = "assembly", _("Assembly")
    NETWORK = "network", _("Network")
    FOUNDATION = "foundation", _("Foundation")


class ActivityLevel(models.TextChoices):
    NATIONAL = "national", _("National")
    PROVINCIAL = "provincial", _("Provincial")
    COUNTY = "county", _("County level")


class Issuer(models.TextChoices):
    """Bodies that license NGOs (مرجع صدور)."""

    MOI = "moi", _("Ministry of Interior")
    YOUTH = "youth", _("Ministry of Sport and Youth")
    WELFARE = "welfare", _("Welfare Organisation")
    POLICE = "police", _("Police (FARAJA)")
    OTHER = "other", _("Other body")


class Status(models.TextChoices):
    """What an NGO may be. That it is unknown is no status to work under: nobody has said one."""

    UNKNOWN = "unknown", _("Unknown")
    APPLICANT = "applicant", _("Applicant")
    ACTIVE = "active", _("Active")
    INACTIVE = "inactive", _("Inactive")
    SUSPENDED = "suspended", _("Suspended")
    REVOKED = "revoked", _("Revoked")
    DISSOLVED = "dissolved", _("Dissolved")


# By what one reaches an NGO.
CONTACT = ("address", "postal_code", "phone", "mobile", "email", "website")


def _looked_up() -> Fold:
    """Everything an NGO is looked up by, folded, its parts kept apart by line breaks.

    No personal data: what is masked on the screen could be read from it piece by piece. A mobile
    number is found whole, by those who may see it.
    """
    parts = (
        "name", "former_names", "ceo_name", "legal_id", "registration_no", "licence_no", "phone",
    )  # fmt: skip
    pieces: list[models.Value | Cast] = []
    for part in parts:
        pieces += [Cast(part, models.TextField()), models.Value("\n", models.TextField())]
    return Fold(Concat(*pieces, output_field=models.TextField()))


@tracked(exclude=["search_text", "sort_key", "name_key"])
class NGO(models.Model):
    """One organisation in the register of one province's office.

    A row is what the office knows today; what it knew before stands in the history.
    """

    # By what one reaches an NGO its own officers put right at once.
    row_scope = ByPlace(ngo="id", ngo_grant=f"SELECT, UPDATE ({', '.join(CONTACT)}, updated_at)")

    name = PersianCharField(_("Name"), max_length=200)
    former_names = PersianTextField(
        _("Former names"), blank=True, default="", help_text=_("One in each line.")
    )
    ngo_type = models.CharField(_("Type"), max_length=20, choices=Type.choices, blank=True)
    is_charity = models.BooleanField(_("Is a charity"), default=False)
    field = models.ForeignKey(
        Field, verbose_name=_("Field"), on_delete=models.PROTECT, related_name="ngos"
    )
    other_fields = models.ManyToManyField(
        Field, verbose_name=_("Other fields"), blank=True, related_name="also_ngos"
    )
    # Blank where nobody has said it; what is not known is never filled in by a guess.
    activity_level = models.CharField(
        _("Activity level"), max_length=20, choices=ActivityLevel.choices, blank=True, default=""
    )
    issuer = models.CharField(
        _("Issuer"), max_length=20, choices=Issuer.choices, blank=True, default=""
    )

    legal_id = LegalIDField(_("Legal ID"), null=True, blank=True)
    registration_no = PersianCharField(
        _("Registration number"), max_length=30, blank=True, takes=Takes.PAPER_NUMBER
    )
    registration_office = PersianCharField(_("Registration office"), max_length=100, blank=True)
    founded_on = JalaliDateField(
        _("Founded on"), null=True, blank=True, precision="founded_precision"
    )
    founded_precision = PrecisionField()
    external_ref = PersianCharField(
        _("Ministry portal code"),
        max_length=60,
        blank=True,
        help_text=_("The code of this NGO in the ministry's portal."),
        takes=Takes.LONG_NUMBER,
    )

    # Both lead composite indexes below; indexes of their own would only cost. That the county
    # exists, and lies in the province, is said by one key of two columns (migration 0003).
    province = models.ForeignKey(
        Province, verbose_name=_("Province"), on_delete=models.PROTECT, db_index=False
    )
    county = models.ForeignKey(
        County,
        verbose_name=_("County"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        db_index=False,
        db_constraint=False,
        help_text=_("Without a county, the province's office alone sees this NGO."),
    )
    address = PersianTextField(_("Address"), blank=True, default="", takes=Takes.ADDRESS)
    postal_code = PostalCodeField(_("Postal code"), null=True, blank=True)
    phone = PersianCharField(_("Phone"), max_length=60, blank=True, takes=Takes.PHONE)
    mobile = MobileField(_("Mobile"), null=True, blank=True)
    email = EmailField(_("E-mail"), blank=True)
    website = WebAddressField(_("Website"), blank=True)
    sheba = ShebaField(_("Sheba"), null=True, blank=True)

    member_count = models.PositiveIntegerField(_("Members"), null=True, blank=True)
    ceo_name = PersianCharField(
        _("CEO"),
        max_length=120,
        blank=True,
        help_text=_("Follows the CEO's term in office where one is recorded."),
    )

    licence_no = PersianCharField(
        _("Licence number"), max_length=60, blank=True, takes=Takes.PAPER_NUMBER
    )
    licence_issued_on = JalaliDateField(_("Licence issued on"), null=True, blank=True)
    licence_expires_on = JalaliDateField(_("Licence expires on"), null=True, blank=True)

    status = models.CharField(
        _("Status"), max_length=20, choices=Status.choices, default=Status.UNKNOWN
    )
    status_since = JalaliDateField(_("Status since"), null=True, blank=True)
    status_reason = PersianCharField(_("Reason for the status"), max_length=300, blank=True)
    notes = PersianTextField(_("Notes"), blank=True, default="", takes=Takes.ADDRESS)

    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("Updated at"), auto_now=True)

    name_key = models.GeneratedField(
        expression=Fold("name"), output_field=models.TextField(), db_persist=True
    )
    sort_key = models.GeneratedField(
        expression=SortKey("name"),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )
    search_text = models.GeneratedField(
        expression=_looked_up(), output_field=models.TextField(), db_persist=True
    )

    class Meta:
        verbose_name = _("NGO")
        verbose_name_plural = _("NGOs")
        ordering = ("sort_key", "id")
        permissions = [
            ("change_status", _("Can change the status of NGOs")),
            ("export_ngo", _("Can export NGOs")),
            ("merge_ngo", _("Can merge NGOs")),
            ("view_personal_data", _("Can see personal data unmasked")),
        ]
        indexes = [
            GinIndex(OpClass(F("search_text"), OPERATOR_CLASS), name="ngo_search"),
            models.Index(fields=["sort_key", "id"], name="ngo_by_name_in_nation"),
            models.Index(fields=["province", "sort_key", "id"], name="ngo_by_name"),
            models.Index(fields=["county", "sort_key", "id"], name="ngo_by_county"),
            models.Index(fields=["province", "name_key"], name="ngo_by_key"),
            models.Index(fields=["province", "licence_expires_on"], name="ngo_by_expiry"),
            models.Index(fields=["mobile"], name="ngo_by_mobile", condition=~Q(mobile=None)),
        ]
        constraints = [
            models.CheckConstraint(
                name="ngo_has_a_name",
                condition=~Q(name=""),
                violation_error_message=_("An NGO needs a name."),
            ),
            models.UniqueConstraint(
                fields=["legal_id"],
                name="ngo_legal_id_once",
                violation_error_message=_("An NGO with this legal ID is registered already."),
            ),
            models.UniqueConstraint(
                fields=["name_key", "county"],
                condition=Q(legal_id=None),
                name="ngo_name_once_in_county",
                violation_error_message=_(
                    "This county has an NGO of this name without a legal ID. "
                    "Enter the legal ID to tell the two apart."
                ),
            ),
            models.UniqueConstraint(
                fields=["registration_office", "registration_no"],
                condition=~Q(registration_no="") & ~Q(registration_office=""),
                name="ngo_registration_once_in_office",
                violation_error_message=_(
                    "An NGO with this registration number is known from this registration office."
                ),
            ),
            models.CheckConstraint(
                name="ngo_legal_id_is_right",
                condition=Q(legal_id=None) | Q(IsLegalID("legal_id")),
                violation_error_message=_(
                    "The check digit of the legal ID does not match. "
                    "Compare the number with the registration notice."
                ),
            ),
            models.CheckConstraint(
                name="ngo_postal_code_is_right",
                condition=Q(postal_code=None) | Q(IsPostalCode("postal_code")),
                violation_error_message=_(
                    "A postal code has ten digits, without 0 or 2 in the first five."
                ),
            ),
            models.CheckConstraint(
                name="ngo_mobile_is_right",
                condition=Q(mobile=None) | Q(IsMobile("mobile")),
                violation_error_message=_("A mobile number has eleven digits and begins with 09."),
            ),
            models.CheckConstraint(
                name="ngo_sheba_is_right",
                condition=Q(sheba=None) | Q(IsSheba("sheba")),
                violation_error_message=_(
                    "The check digits of the Sheba do not match. "
                    "Copy it again from the bank's letter."
                ),
            ),
            models.CheckConstraint(
                name="ngo_choices_are_known",
                condition=Q(ngo_type__in=["", *Type.values])
                & Q(activity_level__in=["", *ActivityLevel.values])
                & Q(issuer__in=["", *Issuer.values])
                & Q(status__in=Status.values),
                violation_error_message=_("Choose type, level, issuer and status from the lists."),
            ),
            models.CheckConstraint(
                name="ngo_founded_in_the_past",
                condition=Q(founded_on=None) | Q(founded_on__lte=Today()),
                violation_error_message=_("The date of foundation is still to come."),
            ),
            models.CheckConstraint(
                name="ngo_founded_as_far_as_known",
                condition=holds_precision("founded_on", "founded_precision"),
                violation_error_message=_(
                    "Of a foundation the day is known, the month or the year alone."
                ),
            ),
            models.CheckConstraint(
                name="ngo_status_has_begun",
                condition=Q(status_since=None) | Q(status_since__lte=Today()),
                violation_error_message=_(
                    "The status begins on a day to come. Enter today or an earlier day."
                ),
            ),
            models.CheckConstraint(
                name="ngo_licence_ends_after_it_begins",
                condition=Q(licence_expires_on=None)
                | Q(licence_issued_on=None)
                | Q(licence_expires_on__gt=F("licence_issued_on")),
                violation_error_message=_("The licence expires before it is issued."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.county is not None and self.county.province_id != self.province_id:
            raise ValidationError({"county": _("This county is not in the chosen province.")})
