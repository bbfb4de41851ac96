"""Staff screens of accounts."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action, display
from unfold.widgets import UnfoldAdminSelectWidget

from accounts.models import User
from accounts.requests import signed_in
from accounts.roles import Role
from accounts.services.ending_sessions import end_sessions
from accounts.services.users import give_password, reset_second_factor, save_user
from files.exporting import ExportColumn
from persian.dates import format_jalali_datetime
from persian.identifiers import IdentifierError, clean_mobile
from persian.numbers import format_number
from screens.admin import OfficeAdmin
from screens.listing_cells import badge, identifier, two_lines
from screens.people.filters import UserFilters
from screens.people.user_form import CountyChoiceField, UserForm
from screens.posted_once import is_the_result


@admin.register(User)
class UserAdmin(OfficeAdmin):
    """Accounts of the office: made, changed and closed, never deleted."""

    form = UserForm
    list_display = ("person", "shown_username", "shown_role", "shown_place", "state", "signed_in")
    list_select_related = ("province", "county")
    folded_search_field = "search_text"
    search_fields = ("search_text",)
    search_help_text = _("Name, username or mobile number")
    filterset_class = UserFilters
    export_columns = (
        "first_name", "last_name", "username", "email", "role",
        ExportColumn("province__name", _("Province")), ExportColumn("county__name", _("County")),
        "role_ends_on", "is_active", ExportColumn("last_login", _("Last signed in")),
    )  # fmt: skip
    readonly_fields = ("signed_in", "shown_username")
    actions_detail = ("acts_view", "sessions_view", "new_password_view", "second_factor_view")
    fieldsets = (
        (_("Person"), {"fields": (("first_name", "last_name"), ("mobile", "email"))}),
        (_("Role and place"), {"fields": ("role", ("province", "county"), "role_ends_on")}),
        (_("Signing in"), {"fields": ("username", "is_active", "signed_in")}),
    )

    # -- the list ------------------------------------------------------------------------------

    @display(description=_("Name"), ordering="sort_key")
    def person(self, user: User) -> SafeString:
        return two_lines(user.get_full_name(), user.email or "")

    @display(description=_("Username"), ordering="username")
    def shown_username(self, user: User) -> SafeString:
        return identifier(user.username)

    @display(description=_("Role"), ordering="role")
    def shown_role(self, user: User) -> str:
        return user.get_role_display()

    @display(description=_("Place"), ordering="province__sort_key")
    def shown_place(self, user: User) -> object:
        if user.county:
            return two_lines(user.county, user.province)
        return user.province or _("the whole country")

    @display(description=_("State"))
    def state(self, user: User) -> SafeString:
        if not user.is_active:
            return badge(_("Closed"), tone="past", icon="lock")
        if user.has_ended:
            return badge(_("Ended"), tone="warning", icon="event_busy")
        return badge(_("Open"), tone="good", icon="check_circle")

    @display(description=_("Last signed in"), ordering="last_login")
    def signed_in(self, user: User) -> object:
        if user.last_login is None:
            return _("never")
        return format_jalali_datetime(user.last_login)

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[User], search_term: str
    ) -> tuple[models.QuerySet[User], bool]:
        """A whole mobile number finds its account; anything else is a name or a username."""
        try:
            return queryset.filter(mobile=clean_mobile(search_term)), False
        except IdentifierError:
            return super().get_search_results(request, queryset, search_term)

    # -- the form ------------------------------------------------------------------------------

    def get_form(
        self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        return type("UserForm", (form,), {"actor": request.user})

    def formfield_for_dbfield(
        self, db_field: object, request: HttpRequest, **kwargs: object
    ) -> Any:
        """Places without the theme's buttons to make, change and view one from here."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: object
    ) -> Any:
        kwargs["widget"] = UnfoldAdminSelectWidget()
        if db_field.name == "county":
            kwargs["form_class"] = CountyChoiceField
        return db_field.formfield(**kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Nobody changes their own role or access; an NGO's officer keeps role and NGO."""
        fields: tuple[str, ...] = (*self.readonly_fields,)
        if obj and obj.pk == request.user.pk:
            return (*fields, "role", "province", "county", "role_ends_on", "is_active")
        if obj and obj.role == Role.NGO_OFFICER:
            return (*fields, "role", "province", "county")
        return fields

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        if obj is not None and not self.has_change_permission(request, obj):
            person, place, _signing_in = self.fieldsets
            return (
                person,
                place,
                (_("Signing in"), {"fields": ("shown_username", "is_active", "signed_in")}),
            )
        if obj is not None:
            return self.fieldsets
        person, place, _signing_in = self.fieldsets
        return (person, place, (_("Signing in"), {"fields": ("username",)}))

    def save_model(self, request: HttpRequest, obj: User, form: object, change: bool) -> None:
        save_user(actor=signed_in(request), user=obj)

    def response_add(
        self, request: HttpRequest, obj: User, post_url_continue: str | None = None
    ) -> HttpResponse:
        """A new account's first password is shown here, once, and kept nowhere."""
        password = give_password(actor=signed_in(request), user=obj)
        return self._password_page(request, obj, password)

    # -- what this account did -------------------------------------------------------------------

    @action(
        description=_("What this account did"),
        url_path="acts",
        icon="history",
        permissions=["view_acts"],
    )
    def acts_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """The lines of the access log about a person, for whoever may read the log."""
        user = self.get_object(request, str(object_id))
        if user is None:
            raise Http404
        address = reverse("admin:accounts_accessentry_changelist")
        return HttpResponseRedirect(f"{address}?person={user.pk}")

    def has_view_acts_permission(self, request: HttpRequest, object_id: object = None) -> bool:
        return request.user.has_perm("accounts.view_accessentry")

    # -- passwords and second factors ------------------------------------------------------------

    @action(
        description=_("New password"),
        url_path="new-password",
        icon="key",
        permissions=["change"],
    )
    def new_password_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        user = self._user(request, object_id)
        if request.method == "POST":
            password = give_password(actor=signed_in(request), user=user)
            return self._password_page(request, user, password)
        return self._question_page(
            request,
            user,
            title=_("New password for %(name)s") % {"name": user},
            question=_(
                "A new password is made and shown to you once. The old one works no more, and "
                "whoever is signed in with it is signed out."
            ),
            button=_("Make a new password"),
        )

    @action(
        description=_("Reset the second factor"),
        url_path="second-factor",
        icon="phonelink_erase",
        permissions=["change"],
    )
    def second_factor_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        user = self._user(request, object_id)
        if request.method == "POST":
            if reset_second_factor(actor=signed_in(request), user=user):
                messages.success(request, _("The second factor was reset."))
            else:
                messages.info(request, _("This account has no second factor."))
            return HttpResponseRedirect(reverse("admin:accounts_user_change", args=[user.pk]))
        return self._question_page(
            request,
            user,
            title=_("Resetting the second factor of %(name)s") % {"name": user},
            question=_(
                "For a person who has lost the phone. Their authenticator app and recovery codes "
                "work no more, and the password alone signs them in until they set up another. "
                "Make sure that it is really them who asks."
            ),
            button=_("Reset the second factor"),
        )

    @action(
        description=_("End the sessions"),
        url_path="sessions",
        icon="logout",
        permissions=["change"],
    )
    def sessions_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        user = self._user(request, object_id)
        if request.method == "POST":
            ended = end_sessions(actor=signed_in(request), user=user)
            text = gettext("%(count)s sessions were ended.")
            messages.success(request, text % {"count": format_number(ended)})
            return HttpResponseRedirect(reverse("admin:accounts_user_change", args=[user.pk]))
        return self._question_page(
            request,
            user,
            title=_("Ending the sessions of %(name)s") % {"name": user},
            question=_(
                "In every browser in which this account is signed in, its next page asks to sign "
                "in again. For a device that was lost, or somebody who has left."
            ),
            button=_("End the sessions"),
        )

    def get_actions_detail(self, request: HttpRequest, object_id: object) -> Any:
        """The others are not offered for the own account, which has pages of its own."""
        offered = super().get_actions_detail(request, object_id)
        if str(object_id) == str(request.user.pk):
            return [each for each in offered if each.action_name.endswith("acts_view")]
        return offered

    def _user(self, request: HttpRequest, object_id: object) -> User:
        user = self.get_object(request, str(object_id))
        if user is None:
            raise Http404
        if not self.has_change_permission(request, user) or user.pk == request.user.pk:
            raise PermissionDenied(_("For your own account, use the pages of your account."))
        return user

    def _question_page(self, request: HttpRequest, user: User, **texts: object) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "object": user,
            "original": user,
            **texts,
        }
        return TemplateResponse(request, "admin/accounts/user/question.html", context)

    def _password_page(self, request: HttpRequest, user: User, password: str) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": user,
            "title": _("The password of %(name)s") % {"name": user},
            "account": user,
            "password": password,
        }
        response = TemplateResponse(request, "admin/accounts/user/password.html", context)
        return is_the_result(response)
