"""Loans, the book and self-help groups on the staff site."""

from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from files.exporting import ExportColumn
from persian.dates import format_jalali, today
from persian.numbers import format_number
from programs.microfunds.badges import group_badge, loan_badge
from programs.microfunds.filters import EntryFilter, GroupFilter, LoanFilter
from programs.microfunds.models import AccountKind, LedgerEntry, Loan, SelfHelpGroup
from programs.microfunds.parts import LOAN_PARTS
from programs.microfunds.services.funds import tracks_of_group
from programs.microfunds.services.loans import tracks
from programs.microfunds.services.reading import arrears, balance_of
from programs.microfunds.views import entry as entries
from programs.microfunds.views import group as groups
from programs.microfunds.views import loan as loans
from screens.history import Track
from screens.listing_cells import two_lines
from screens.record_admin import RecordAdmin
from screens.saved_filters import ListTab


@admin.register(Loan)
class LoanAdmin(RecordAdmin):
    """Loans of all funds, with what of each is late today."""

    parts = LOAN_PARTS
    form_page = loans
    pages = {
        "detail": loans.detail, "repay": loans.repay, "release": loans.release, **loans.STEPS,
    }  # fmt: skip
    filterset_class = LoanFilter
    search_fields = ("member__full_name", "purpose", "fund__name")
    search_help_text = _("Member, fund or purpose")
    ordering = ("-id",)
    list_select_related = ("member", "fund")
    list_display = ("who", "state_badge", "how_much", "left", "late", "asked")
    sortable_by = ("asked",)
    export_permission = "microfunds.export_fundmember"
    list_tabs = (
        ListTab(_("All")),
        ListTab(_("Asked for"), "state=requested"),
        ListTab(_("To be paid"), "state=approved"),
        ListTab(_("Instalments overdue"), "in_arrears=yes"),
        ListTab(_("Settled"), "state=settled"),
    )
    empty_list_icon = "payments"
    empty_list_text = _(
        "The loans that members of funds ask for will stand here, from the request to the end."
    )

    def get_export_columns(self) -> tuple[ExportColumn, ...]:
        return (
            ExportColumn("fund__name", _("Micro-fund")),
            ExportColumn("member__full_name", _("Member")),
            ExportColumn("amount"), ExportColumn("instalment_count"), ExportColumn("purpose"),
            ExportColumn("state"), ExportColumn("requested_on"), ExportColumn("approved_on"),
            ExportColumn("paid_on"), ExportColumn("fee"), ExportColumn("deposit"),
            ExportColumn(balance_of(AccountKind.LOAN, loan="pk"), _("Still owes")),
            ExportColumn(arrears(today()), _("Arrears")),
            ExportColumn("settled_on"),
        )  # fmt: skip

    def prepare_page(self, page: QuerySet[Loan]) -> QuerySet[Loan]:
        return page.annotate(
            owed=balance_of(AccountKind.LOAN, loan="pk"), in_arrears=arrears(today())
        )

    def history_tracks(self, request: HttpRequest, obj: Any) -> list[Track]:
        return tracks(obj.pk)

    @admin.display(description=_("Member"))
    def who(self, loan: Loan) -> SafeString:
        return two_lines(loan.member, loan.fund)

    @admin.display(description=_("State"))
    def state_badge(self, loan: Loan) -> SafeString:
        return loan_badge(loan.state)

    @admin.display(description=_("Amount (rial)"))
    def how_much(self, loan: Loan) -> SafeString:
        return two_lines(format_number(loan.amount), loan.purpose)

    @admin.display(description=_("Still owes"))
    def left(self, loan: Any) -> str:
        return format_number(loan.owed)

    @admin.display(description=_("Arrears"))
    def late(self, loan: Any) -> str:
        return format_number(loan.in_arrears) if loan.in_arrears else "—"

    @admin.display(description=_("Asked for on"), ordering=F("requested_on"))
    def asked(self, loan: Loan) -> str:
        return format_jalali(loan.requested_on)


@admin.register(LedgerEntry)
class LedgerEntryAdmin(RecordAdmin):
    """The books of the funds, the last entry first."""

    pages = {"detail": entries.detail, "reverse": entries.reverse}
    filterset_class = EntryFilter
    search_fields = ("document_no",)
    search_help_text = _("Document number")
    ordering = ("-id",)
    list_select_related = ("fund", "account__member")
    list_display = ("line", "day", "who", "gained", "account_after", "cash")
    sortable_by = ()
    export_permission = "microfunds.export_fundmember"
    empty_list_icon = "menu_book"
    empty_list_text = _("What is saved, lent and repaid in the funds will stand here.")
    export_columns = (
        ExportColumn("fund__name", _("Micro-fund")),
        "number", "made_on", "movement",
        ExportColumn("account__member__full_name", _("Member")),
        "amount", "before", "after", "cash_before", "cash_after", "document_no", "note",
        ExportColumn("reverses__number", _("Reverses")),
        "by_name", "posted_at",
    )  # fmt: skip

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """The entries of one fund in the order of their numbers, which its index has."""
        return ("-number",) if len(request.GET.getlist("fund")) == 1 else ("-id",)

    @admin.display(description=_("Number"))
    def line(self, entry: LedgerEntry) -> SafeString:
        return two_lines(format_number(entry.number), entry.fund)

    @admin.display(description=_("Date"))
    def day(self, entry: LedgerEntry) -> str:
        return format_jalali(entry.made_on)

    @admin.display(description=_("Movement"))
    def who(self, entry: LedgerEntry) -> SafeString:
        return two_lines(entries.named(entry), entry.account.member or "")

    @admin.display(description=_("Amount (rial)"))
    def gained(self, entry: LedgerEntry) -> str:
        return format_number(entry.amount)

    @admin.display(description=_("In the account"))
    def account_after(self, entry: LedgerEntry) -> str:
        return format_number(entry.after)

    @admin.display(description=_("Cash"))
    def cash(self, entry: LedgerEntry) -> str:
        return format_number(entry.cash_after)


@admin.register(SelfHelpGroup)
class SelfHelpGroupAdmin(RecordAdmin):
    """Self-help groups: their trade, their grant, whether they work."""

    form_page = groups.FORM
    pages = {"detail": groups.detail}
    filterset_class = GroupFilter
    folded_search_field = "search_text"
    search_fields = ("search_text",)
    search_help_text = _("Name, trade or place")
    ordering = ("search_text", "id")
    list_select_related = ("county", "province", "facilitator")
    list_display = ("what", "state_badge", "members", "granted", "helper", "where")
    sortable_by = ()
    list_tabs = (
        ListTab(_("All")),
        ListTab(_("At work"), "is_active=yes"),
        ListTab(_("Not at work"), "is_active=no"),
    )
    empty_list_icon = "diversity_3"
    empty_list_text = _("The self-help groups of your office's place will stand here.")
    export_columns = (
        "name", "trade", "member_count",
        ExportColumn("facilitator__name", _("NGO that facilitates it")),
        ExportColumn("fund__name", _("Micro-fund")),
        ExportColumn("province__name", _("Province")),
        ExportColumn("county__name", _("County")),
        "place", "founded_on", "grant", "granted_on", "is_active", "notes",
    )  # fmt: skip

    def history_tracks(self, request: HttpRequest, obj: Any) -> list[Track]:
        return tracks_of_group(obj.pk)

    @admin.display(description=_("Name of the group"))
    def what(self, group: SelfHelpGroup) -> SafeString:
        return two_lines(group.name, group.trade)

    @admin.display(description=_("State"))
    def state_badge(self, group: SelfHelpGroup) -> SafeString:
        return group_badge(group.is_active)

    @admin.display(description=_("Members"))
    def members(self, group: SelfHelpGroup) -> str:
        return format_number(group.member_count)

    @admin.display(description=_("Grant (rial)"))
    def granted(self, group: SelfHelpGroup) -> str:
        return format_number(group.grant) if group.grant else "—"

    @admin.display(description=_("NGO that facilitates it"))
    def helper(self, group: SelfHelpGroup) -> str:
        return str(group.facilitator or "—")

    @admin.display(description=_("County"))
    def where(self, group: SelfHelpGroup) -> str:
        return str(group.county or group.province)
