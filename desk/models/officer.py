"""Who speaks for which NGO at its desk, and who was invited to."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.row_security import WRITE, Access, Follows, value
from accounts.scope import Kind
from ngos.models import NGO
from persian.model_fields import JalaliDateField, PersianCharField


class SigningPost(models.TextChoices):
    """Who signs an annual report."""

    CEO = "ceo", _("CEO")
    INSPECTOR = "inspector", _("Inspector")


ADMINISTERS = "(SELECT desk_administers())"


@dataclass(frozen=True)
class OfOfficers(Follows):
    """Rows of an NGO's officers: jobs and commands write what no office writes by itself."""

    def access(self, model: type[models.Model]) -> dict[Kind, Access]:
        return {**super().access(model), Kind.SYSTEM: Access(WRITE)}


@dataclass(frozen=True)
class OfAdministrators(OfOfficers):
    """Rows of an NGO that its officers read and those of them write who administer its desk."""

    def access(self, model: type[models.Model]) -> dict[Kind, Access]:
        found = super().access(model)
        own = f"ngo_id = {value('ngo')}"
        found[Kind.NGO] = Access(self.ngo_grant, own, f"{own} AND post = '' AND {ADMINISTERS}")
        return found


@tracked()
class Officer(models.Model):
    """One account that speaks for one NGO, until a day or until it is removed.

    An account works for one NGO at a time (`User.ngo_id`); these rows say between which of them it
    may choose. They are written by functions of the database alone (`desk/sql.py`). The name is
    kept, since officers read no account but their own.
    """

    row_scope = OfOfficers(("ngo",), grant="SELECT, UPDATE (ngo_id)")  # where NGOs become one

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Account"), on_delete=models.PROTECT,
        related_name="+", db_constraint=False,
    )  # fmt: skip
    ngo = models.ForeignKey(
        NGO, verbose_name=_("NGO"), on_delete=models.PROTECT, related_name="officers"
    )
    name = PersianCharField(_("Name"), max_length=130)
    is_administrator = models.BooleanField(_("Invites and removes officers"), default=False)
    post = models.CharField(
        _("Signs as"), max_length=20, blank=True, default="", choices=SigningPost.choices,
        help_text=_("Whoever signs the annual report at the desk; named by the office alone."),
    )  # fmt: skip
    ends_on = JalaliDateField(_("Until"), null=True, blank=True)
    invited_by_name = PersianCharField(_("Invited by"), max_length=130, blank=True)
    made_at = models.DateTimeField(_("Since"), default=timezone.now)
    removed_at = models.DateTimeField(_("Removed at"), null=True, blank=True)
    removed_by_name = PersianCharField(_("Removed by"), max_length=130, blank=True)

    class Meta:
        verbose_name = _("Officer at the desk")
        verbose_name_plural = _("Officers at the desk")
        ordering = ("removed_at", "name", "id")
        default_permissions = ()
        permissions = [
            ("use_desk", _("Can use the desk of the own NGO")),
            ("manage_officers", _("Can invite and remove officers")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "ngo"],
                condition=Q(removed_at=None),
                name="officer_once_in_ngo",
                violation_error_message=_("This person speaks for the NGO already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked(exclude=["token_hash"])
class Invitation(models.Model):
    """A link by which one person becomes an officer, once and until a moment.

    The link's word is shown once to whoever invites; stored is its SHA-256.
    """

    row_scope = OfAdministrators(
        ("ngo",),
        grant="SELECT, INSERT, UPDATE (withdrawn_at, ngo_id)",
        ngo_grant="SELECT, INSERT, UPDATE (withdrawn_at)",
    )

    ngo = models.ForeignKey(
        NGO, verbose_name=_("NGO"), on_delete=models.PROTECT, related_name="invitations"
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    name = PersianCharField(_("Name of the person"), max_length=130)
    is_administrator = models.BooleanField(_("Invites and removes officers"), default=False)
    post = models.CharField(
        _("Signs as"), max_length=20, blank=True, default="", choices=SigningPost.choices,
        help_text=_("Whoever signs the annual report at the desk; named by the office alone."),
    )  # fmt: skip
    ends_on = JalaliDateField(
        _("Speaks for the NGO until"), null=True, blank=True,
        help_text=_("The last day of the term; empty where it has no end."),
    )  # fmt: skip
    invited_by_name = PersianCharField(_("Invited by"), max_length=130)
    made_at = models.DateTimeField(_("Invited at"), default=timezone.now)
    expires_at = models.DateTimeField(_("Link valid until"))
    used_at = models.DateTimeField(_("Accepted at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("Withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Invitation to the desk")
        verbose_name_plural = _("Invitations to the desk")
        ordering = ("-id",)
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="invitation_has_a_name",
                condition=~Q(name=""),
                violation_error_message=_("Enter the name of the person."),
            ),
            models.CheckConstraint(
                name="invitation_expires_later",
                condition=Q(expires_at__gt=F("made_at")),
                violation_error_message=_("The link expires before it is made."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return not self.used_at and not self.withdrawn_at and self.expires_at > timezone.now()
