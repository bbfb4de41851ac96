"""Who signed which annual report at the desk."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from desk.models.officer import OfOfficers, SigningPost
from persian.model_fields import PersianCharField
from supervision.models import AnnualReport


@tracked()
class ReportSignature(models.Model):
    """One of the two signatures of an annual report, from its signer's own account.

    Written by a function of the database alone, which asks whether the signer holds the post today;
    a report whose text or figures change afterwards, or that the office returns, loses both.
    """

    row_scope = OfOfficers(("report",), grant="SELECT")

    # Nobody may change or delete a signature: with its report the database takes it away.
    report = models.ForeignKey(
        AnnualReport, verbose_name=_("Annual report"), on_delete=models.DO_NOTHING,
        related_name="signatures", db_constraint=False,
    )  # fmt: skip
    post = models.CharField(_("Signs as"), max_length=20, choices=SigningPost.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Account"), on_delete=models.PROTECT,
        related_name="+", db_constraint=False,
    )  # fmt: skip
    name = PersianCharField(_("Name"), max_length=130)
    signed_at = models.DateTimeField(_("Signed at"), default=timezone.now)

    class Meta:
        verbose_name = _("Signature of an annual report")
        verbose_name_plural = _("Signatures of annual reports")
        ordering = ("id",)
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["report", "post"],
                name="report_signed_once_by_a_post",
                violation_error_message=_("This post has signed the report already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_post_display()}: {self.name}"
