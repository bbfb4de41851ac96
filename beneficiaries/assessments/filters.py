"""What the list of questionnaires can be narrowed by."""

import django_filters
from django.utils.translation import gettext_lazy as _

from beneficiaries.assessments.models import Questionnaire
from screens.filters import FilterForm


class QuestionnaireFilter(django_filters.FilterSet):
    is_used = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[("True", _("Women are asked by it")), ("False", _("Not asked by any more"))],
        empty_label=_("All"),
    )

    class Meta:
        model = Questionnaire
        fields: list[str] = []
        form = FilterForm
