"""Micro-funds and their members on the staff site."""

from contextlib import suppress
from typing import Any

from django.contrib import admin
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from files.exporting import ExportColumn
from ngos.personal_data import PERMISSION, sees_personal_data
from persian.dates import format_jalali
from persian.identifiers import IdentifierError, clean_mobile, clean_national_id
from persian.numbers import format_number
from programs.microfunds.badges import fund_badge
from programs.microfunds.filters import FundFilter, MemberFilter
from programs.microfunds.models import AccountKind, FundMember, MicroFund
from programs.microfunds.services.funds import tracks_of_fund, tracks_of_member
from programs.microfunds.services.reading import balance_of
from programs.microfunds.views import fund as funds
from programs.microfunds.views import member as members
from screens.history import Track
from screens.listing_cells import masked, two_lines
from screens.record_admin import RecordAdmin
from screens.saved_filters import ListTab


@admin.register(MicroFund)
class MicroFundAdmin(RecordAdmin):
    """The funds of an office, with what stands in their books."""

    form_page = funds.FORM
    pages = {"detail": funds.detail, "book": funds.book, **funds.MOVES}
    filterset_class = FundFilter
    folded_search_field = "name_key"
    search_fields = ("name_key",)
    search_help_text = _("Name")
    ordering = ("name_key", "id")
    list_select_related = ("county", "province", "operator")
    list_display = ("what", "state_badge", "members", "saved", "lent", "in_cash", "where")
    sortable_by = ()
    list_tabs = (
        ListTab(_("All")),
        ListTab(_("At work"), "state=active"),
        ListTab(_("Lends nothing for now"), "state=paused"),
        ListTab(_("Closed"), "state=closed"),
    )
    empty_list_icon = "savings"
    empty_list_text = _(
        "The micro-funds of your office's place will stand here, with their savings and loans."
    )

    def get_export_columns(self) -> tuple[ExportColumn, ...]:
        return (
            ExportColumn("name"), ExportColumn("kind"),
            ExportColumn("operator__name", _("NGO that operates it")),
            ExportColumn("province__name", _("Province")),
            ExportColumn("county__name", _("County")),
            ExportColumn("place"), ExportColumn("founded_on"), ExportColumn("state"),
            ExportColumn(Count("members", filter=Q(members__left_on=None)), _("Members")),
            ExportColumn(balance_of(AccountKind.SAVINGS, fund="pk"), _("Savings")),
            ExportColumn(balance_of(AccountKind.GRANTS, fund="pk"), _("Grants")),
            ExportColumn(balance_of(AccountKind.LOAN, fund="pk"), _("Loans with borrowers")),
            ExportColumn(balance_of(AccountKind.FEES, fund="pk"), _("Fees")),
            ExportColumn(balance_of(AccountKind.CASH, fund="pk"), _("Cash")),
        )  # fmt: skip

    def prepare_page(self, page: QuerySet[MicroFund]) -> QuerySet[MicroFund]:
        return page.defer("notes").annotate(
            member_count=Count("members", filter=Q(members__left_on=None)),
            savings=balance_of(AccountKind.SAVINGS, fund="pk"),
            loans_out=balance_of(AccountKind.LOAN, fund="pk"),
            cash=balance_of(AccountKind.CASH, fund="pk"),
        )

    def history_tracks(self, request: HttpRequest, obj: Any) -> list[Track]:
        return tracks_of_fund(obj.pk)

    @admin.display(description=_("Name of the fund"))
    def what(self, fund: MicroFund) -> SafeString:
        return two_lines(fund.name, fund.operator or fund.get_kind_display())

    @admin.display(description=_("State"))
    def state_badge(self, fund: MicroFund) -> SafeString:
        return fund_badge(fund.state)

    @admin.display(description=_("Members"))
    def members(self, fund: Any) -> str:
        return format_number(fund.member_count)

    @admin.display(description=_("Savings"))
    def saved(self, fund: Any) -> str:
        return format_number(fund.savings)

    @admin.display(description=_("Loans with borrowers"))
    def lent(self, fund: Any) -> str:
        return format_number(fund.loans_out)

    @admin.display(description=_("Cash"))
    def in_cash(self, fund: Any) -> str:
        return format_number(fund.cash)

    @admin.display(description=_("County"))
    def where(self, fund: MicroFund) -> str:
        return str(fund.county or fund.province)


@admin.register(FundMember)
class FundMemberAdmin(RecordAdmin):
    """Members of funds, with their personal numbers masked in the list for everybody."""

    form_page = members
    pages = {"detail": members.detail, "leave": members.leave, **members.MOVES}
    filterset_class = MemberFilter
    folded_search_field = "name_key"
    search_fields = ("name_key",)
    search_help_text = _("Name, national ID or mobile")
    ordering = ("name_key", "id")
    list_select_related = ("fund",)
    list_display = ("full_name", "of_fund", "national_number", "saved", "since")
    sortable_by = ()
    export_permission = "microfunds.export_fundmember"
    list_tabs = (
        ListTab(_("All")),
        ListTab(_("Members today"), "is_member=yes"),
        ListTab(_("Have left"), "is_member=no"),
    )
    empty_list_icon = "group"
    empty_list_text = _("The members of micro-funds will stand here. They are added on their fund.")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """A whole number finds its owner, for those who see it; anything else is a name."""
        if sees_personal_data(request.user):
            number = Q()
            for name, clean in (("mobile", clean_mobile), ("national_id", clean_national_id)):
                with suppress(IdentifierError):
                    number |= Q(**{name: clean(search_term)})
            if number:
                return queryset.filter(number), False
        return super().get_search_results(request, queryset, search_term)

    def get_export_columns(self) -> tuple[ExportColumn, ...]:
        return (
            ExportColumn("fund__name", _("Micro-fund")), ExportColumn("full_name"),
            ExportColumn("national_id", personal=PERMISSION, is_masked=True),
            ExportColumn("mobile", personal=PERMISSION, is_masked=True),
            ExportColumn("joined_on"), ExportColumn("left_on"),
            ExportColumn(balance_of(AccountKind.SAVINGS, member="pk"), _("Savings")),
            ExportColumn(balance_of(AccountKind.LOAN, member="pk"), _("Still owes")),
        )  # fmt: skip

    def prepare_page(self, page: QuerySet[FundMember]) -> QuerySet[FundMember]:
        return page.annotate(savings=balance_of(AccountKind.SAVINGS, member="pk"))

    def history_tracks(self, request: HttpRequest, obj: Any) -> list[Track]:
        return tracks_of_member(obj.pk)

    @admin.display(description=_("Micro-fund"))
    def of_fund(self, member: FundMember) -> str:
        return member.fund.name

    @admin.display(description=_("National ID"))
    def national_number(self, member: FundMember) -> SafeString:
        return masked(member.national_id)

    @admin.display(description=_("Savings"))
    def saved(self, member: Any) -> str:
        return format_number(member.savings)

    @admin.display(description=_("Joined on"), ordering=F("joined_on"))
    def since(self, member: FundMember) -> str:
        return format_jalali(member.joined_on)
