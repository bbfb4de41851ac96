"""Networks of NGOs in one field, and assemblies of benefactors: members, pledges, what was kept."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import County, Province
from accounts.row_security import OFFICE, ByPlace, Follows
from ngos.models.field import Field
from ngos.models.ngo import NGO
from persian.model_fields import JalaliDateField, PersianCharField, PersianTextField, RialField
from programs.projects.models.program import Program

# An unknown amount is no amount: NULL alone would pass a constraint.
_OF_SOMETHING = Q(amount__isnull=False, amount__gt=0) | Q(jobs__isnull=False, jobs__gt=0)


class NetworkKind(models.TextChoices):
    NGOS = "ngos", _("Network of NGOs")
    BENEFACTORS = "benefactors", _("Assembly of benefactors")


@tracked()
class Network(models.Model):
    """One network or assembly, with its brand and the NGO that operates it."""

    row_scope = ByPlace()

    province = models.ForeignKey(
        Province, verbose_name=_("Province"), on_delete=models.PROTECT, related_name="+"
    )
    county = models.ForeignKey(
        County, verbose_name=_("County"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    kind = models.CharField(_("Kind"), max_length=20, choices=NetworkKind.choices)
    name = PersianCharField(_("Name"), max_length=160)
    brand = PersianCharField(_("Brand"), max_length=80, blank=True, default="")
    field = models.ForeignKey(
        Field, verbose_name=_("Field"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="networks", help_text=_("Of a network of NGOs: the field of all members."),
    )  # fmt: skip
    target_group = PersianCharField(_("Target group"), max_length=160, blank=True, default="")
    operator = models.ForeignKey(
        NGO, verbose_name=_("NGO that operates it"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="operated_networks",
    )  # fmt: skip
    program = models.ForeignKey(
        Program, verbose_name=_("Program"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="networks",
        help_text=_("Its events and its money are shown as the network's."),
    )  # fmt: skip
    founded_on = JalaliDateField(_("Founded on"))
    ended_on = JalaliDateField(_("Ended on"), null=True, blank=True)
    about = PersianTextField(_("What it does"), blank=True, default="")
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Network")
        verbose_name_plural = _("Networks")
        ordering = ("name", "id")
        constraints = [
            models.CheckConstraint(
                name="network_has_a_name",
                condition=~Q(name="") & Q(kind__in=NetworkKind.values),
                violation_error_message=_("Write the name, and choose the kind from the list."),
            ),
            models.CheckConstraint(
                name="network_of_ngos_has_a_field",
                condition=~Q(kind=NetworkKind.NGOS) | Q(field__isnull=False),
                violation_error_message=_("A network of NGOs has the field of its members."),
            ),
            models.CheckConstraint(
                name="network_ends_after_it_begins",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("founded_on")),
                violation_error_message=_("The network ends before it was founded."),
            ),
            models.UniqueConstraint(
                fields=["province", "name"],
                name="network_once_in_a_province",
                violation_error_message=_("This province has a network of this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class Membership(models.Model):
    """Who belongs to a network, from when to when."""

    row_scope = Follows(("network",), kinds=OFFICE)

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="memberships")
    ngo = models.ForeignKey(
        NGO, verbose_name=_("NGO"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="memberships",
    )  # fmt: skip
    name = PersianCharField(
        _("Name"), max_length=160, blank=True, default="",
        help_text=_("Needed only where it is no NGO of the register."),
    )  # fmt: skip
    role = PersianCharField(_("Part taken"), max_length=120, blank=True, default="")
    joined_on = JalaliDateField(_("From"))
    left_on = JalaliDateField(_("Until"), null=True, blank=True)

    class Meta:
        verbose_name = _("Member of a network")
        verbose_name_plural = _("Members of networks")
        default_permissions = ()
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                name="membership_is_named",
                condition=~Q(name=""),
                violation_error_message=_("Choose the NGO, or write the name."),
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_begins",
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")),
                violation_error_message=_("The membership ends before it begins."),
            ),
            models.UniqueConstraint(
                fields=["network", "ngo"],
                condition=Q(ngo__isnull=False, left_on=None),
                name="member_of_a_network_once",
                violation_error_message=_("This NGO is a member already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class Pledge(models.Model):
    """What somebody has pledged to an assembly: money in whole rials, or jobs."""

    row_scope = Follows(("network",), kinds=OFFICE)

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="pledges")
    giver = PersianCharField(_("Who pledges"), max_length=160)
    pledged_on = JalaliDateField(_("Pledged on"))
    amount = RialField(_("Money (rial)"), null=True, blank=True)
    jobs = models.PositiveIntegerField(_("Jobs"), null=True, blank=True)
    due_on = JalaliDateField(_("Until"), null=True, blank=True)

    class Meta:
        verbose_name = _("Pledge")
        verbose_name_plural = _("Pledges")
        default_permissions = ()
        ordering = ("pledged_on", "id")
        constraints = [
            models.CheckConstraint(
                name="pledge_is_of_something",
                condition=~Q(giver="") & _OF_SOMETHING,
                violation_error_message=_("Write who pledges, and the money or the jobs."),
            ),
        ]

    def __str__(self) -> str:
        return self.giver


@tracked()
class Fulfilment(models.Model):
    """What was kept of a pledge on a day."""

    row_scope = Follows(("pledge",), kinds=OFFICE)

    pledge = models.ForeignKey(
        Pledge, verbose_name=_("Pledge"), on_delete=models.CASCADE, related_name="fulfilments"
    )
    on = JalaliDateField(_("Kept on"))
    amount = RialField(_("Money (rial)"), null=True, blank=True)
    jobs = models.PositiveIntegerField(_("Jobs"), null=True, blank=True)
    document_no = PersianCharField(_("Document number"), max_length=60, blank=True, default="")

    class Meta:
        verbose_name = _("What was kept")
        verbose_name_plural = _("What was kept")
        default_permissions = ()
        ordering = ("on", "id")
        constraints = [
            models.CheckConstraint(
                name="kept_is_something",
                condition=_OF_SOMETHING,
                violation_error_message=_("Write the money or the jobs."),
            ),
        ]

    def __str__(self) -> str:
        return self.pledge.giver
