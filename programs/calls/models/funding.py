"""Which allocation is for which proposal: an unsupported proposal has no funding (article S1)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.row_security import OFFICE, Follows
from programs.calls.models.proposal import Proposal
from programs.money.models import Allocation


class ProposalFunding(models.Model):
    """An allocation for a proposal of the same NGO, which a working group supports.

    That it does, and goes on doing so, a trigger says.
    """

    row_scope = Follows(("proposal", "allocation"), kinds=OFFICE, grant="SELECT, INSERT")

    allocation = models.OneToOneField(
        Allocation, primary_key=True, on_delete=models.PROTECT, related_name="of_proposal"
    )
    proposal = models.ForeignKey(
        Proposal, verbose_name=_("Proposal"), on_delete=models.PROTECT, related_name="fundings"
    )

    class Meta:
        verbose_name = _("Funding of a proposal")
        verbose_name_plural = _("Fundings of proposals")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.allocation)
