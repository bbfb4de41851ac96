"""The access log: who came in, who failed to, and who carried what away."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models.place import County, Province
from accounts.roles import Role
from accounts.row_security import AccessLog


class Act(models.TextChoices):
    """What is logged. The database knows the same list (`accounts_log_access`)."""

    SIGNED_IN = "signed_in", _("Signed in")
    SIGN_IN_FAILED = "sign_in_failed", _("Failed to sign in")
    CODE_FAILED = "code_failed", _("Wrong code of the second factor")
    CONFIRMATION_FAILED = "confirmation_failed", _("Wrong password at a confirmation")
    LOCKED_OUT = "locked_out", _("Made to wait after wrong tries")
    SIGNED_OUT = "signed_out", _("Signed out")
    SESSIONS_ENDED = "sessions_ended", _("Sessions ended")
    PASSWORD_CHANGED = "password_changed", _("Changed the own password")
    PASSWORD_GIVEN = "password_given", _("Gave a password")
    SECOND_FACTOR_SET = "second_factor_set", _("Set up the second factor")
    SECOND_FACTOR_REMOVED = "second_factor_removed", _("Turned the second factor off")
    SECOND_FACTOR_RESET = "second_factor_reset", _("Reset a second factor")
    CODES_RENEWED = "codes_renewed", _("Made new recovery codes")
    ACCOUNT_MADE = "account_made", _("Made an account")
    ACCOUNT_CHANGED = "account_changed", _("Changed the role, place or access of an account")
    EXPORTED = "exported", _("Exported a list")
    PRINTED = "printed", _("Printed a paper")
    FILE_TAKEN = "file_taken", _("Took a file")
    PERSONAL_DATA_SHOWN = "personal_data_shown", _("Was shown personal data")
    POLICY_CHANGED = "policy_changed", _("Decided on a policy")
    LOG_PRUNED = "log_pruned", _("Old lines of this log went, by policy")


class Unusual(models.TextChoices):
    """Why a line stands out."""

    NEW_ADDRESS = "new_address", _("From a new address")
    MANY_FAILURES = "many_failures", _("Many failures within an hour")
    MANY_ROWS = "many_rows", _("Many rows at once")
    OUT_OF_HOURS = "out_of_hours", _("Outside office hours")


class AccessEntry(models.Model):
    """One act. Written by the database's function alone, which takes the person from the scope in
    force; nobody changes a line, and none goes but by the policy on how long they are kept.

    Names stand as text beside the ids, since the log outlives roles, names and accounts.
    """

    row_scope = AccessLog()

    at = models.DateTimeField(_("When"), db_default=Now())
    act = models.CharField(_("What"), max_length=30, choices=Act.choices)
    # Whose act it was; empty for a visitor whom no account is known of, and for the system.
    user_id = models.BigIntegerField(null=True)
    name = models.CharField(_("Person"), max_length=130, blank=True)
    role = models.CharField(_("Role"), max_length=30, choices=Role.choices, blank=True)
    province = models.ForeignKey(
        Province, verbose_name=_("Province"), null=True, on_delete=models.PROTECT,
        db_index=False, related_name="+",
    )  # fmt: skip
    county = models.ForeignKey(
        County, verbose_name=_("County"), null=True, on_delete=models.PROTECT,
        db_index=False, related_name="+",
    )  # fmt: skip
    # The account that it was done to, where that is another.
    about_id = models.BigIntegerField(null=True)
    about_name = models.CharField(_("Whose account"), max_length=130, blank=True)
    about_province = models.ForeignKey(
        Province, null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    address = models.GenericIPAddressField(_("From where"), null=True)
    device = models.CharField(_("Device"), max_length=80, blank=True)
    unusual = ArrayField(models.CharField(max_length=20), verbose_name=_("Unusual"), default=list)
    # Bounded, and without personal data: which list, how many rows, which paper.
    details = models.JSONField(_("Details"), default=dict)

    class Meta:
        verbose_name = _("Line of the access log")
        verbose_name_plural = _("Access log")
        default_permissions = ("view",)
        ordering = ("-id",)
        indexes = [
            BrinIndex(fields=["at"], name="access_by_time", autosummarize=True),
            models.Index(fields=["user_id", "-id"], name="access_of_person"),
            models.Index(fields=["about_id", "-id"], name="access_about_account"),
            models.Index(fields=["province", "-id"], name="access_of_province"),
        ]
        constraints = [
            models.CheckConstraint(
                name="access_act_is_known", condition=models.Q(act__in=Act.values)
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()} — {self.name}"
