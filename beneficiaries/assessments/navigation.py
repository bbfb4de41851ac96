"""What staff find of questionnaires in the sidebar."""

from django.utils.translation import gettext_lazy as _

from beneficiaries.records.navigation import WOMEN
from screens.navigation import Entry

ENTRIES = (
    Entry(
        WOMEN, _("Questionnaires"), "quiz", "admin:assessments_questionnaire_changelist",
        "assessments.view_questionnaire", 40,
    ),
)  # fmt: skip
