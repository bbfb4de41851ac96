"""The states of an application."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where an application stands."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned for completion")
    PRELIMINARY_REVIEW = "preliminary_review", _("Preliminary review")
    INITIAL_APPROVED = "initial_approved", _("Initially approved")
    INQUIRIES = "inquiries", _("Under inquiry")
    FINAL_REVIEW = "final_review", _("Final review")
    CONDITIONAL = "conditional", _("Approved on conditions")
    REFERRED = "referred", _("Referred to another council")
    APPROVED = "approved", _("Approved")
    ASSEMBLY_HELD = "assembly_held", _("Assembly held")
    REGISTRY_INTRODUCED = "registry_introduced", _("Introduced to the registry")
    REGISTERED = "registered", _("Registered")
    LICENSED = "licensed", _("Licensed")
    COMPLETED = "completed", _("Carried out")
    REJECTED = "rejected", _("Rejected")
    APPEALED = "appealed", _("Under appeal")
    WITHDRAWN = "withdrawn", _("Withdrawn")


CLOSED = frozenset({State.LICENSED, State.COMPLETED, State.WITHDRAWN})
