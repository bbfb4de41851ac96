"""The list of questionnaires, and the pages on which women are asked by them."""

from django.contrib import admin
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from beneficiaries.assessments.filters import QuestionnaireFilter
from beneficiaries.assessments.models import Questionnaire
from beneficiaries.assessments.views import questionnaires, women
from screens.listing_cells import badge
from screens.record_admin import RecordAdmin


class _Pages:
    add = staticmethod(questionnaires.add)


@admin.register(Questionnaire)
class QuestionnaireAdmin(RecordAdmin):
    """The questionnaires of the office, and of the province's office where that has any."""

    form_page = _Pages
    pages = {
        "detail": questionnaires.detail,
        "workbook": questionnaires.workbook,
        "version": questionnaires.version,
        "use": questionnaires.use,
    }
    filterset_class = QuestionnaireFilter
    search_fields = ("title",)
    search_help_text = _("Title")
    ordering = ("title", "id")
    list_select_related = ("province", "county")
    list_display = ("title", "whose", "shown_use")
    sortable_by = ()
    export_columns = ("title", "is_used")
    empty_list_icon = "quiz"
    empty_list_text = _(
        "By what women are asked will stand here. Begin with the standard questions."
    )

    def get_urls(self) -> list[URLPattern]:
        """Also the pages of a woman that this room answers for."""
        office = self.admin_site.admin_view
        return [
            path(
                "of/<int:pk>/ask/<int:version>/", office(women.ask),
                name="records_beneficiary_assess",
            ),
            path(
                "of/<int:pk>/assessments/<int:part_pk>/", office(women.detail),
                name="records_beneficiary_assessments_read",
            ),
            *super().get_urls(),
        ]  # fmt: skip

    def has_form_for(self, request: object, object_id: str) -> bool:
        """A questionnaire changes by versions."""
        return False

    @admin.display(description=_("Office"))
    def whose(self, row: Questionnaire) -> str:
        return str(row.county or row.province)

    @admin.display(description=_("State"))
    def shown_use(self, row: Questionnaire) -> SafeString:
        if row.is_used:
            return badge(_("Women are asked by it"), tone="good", icon="check_circle")
        return badge(_("Not asked by any more"), tone="past", icon="block")
