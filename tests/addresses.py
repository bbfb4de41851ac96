"""Every address of the project, found in the URL conf, and who may open it.

Addresses of the staff site's lists and forms follow from its registrations and the role table.
Every other address is named in `OTHERS` with the rule for it; one that is missing fails the tests.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.workflow import Taker
from ngos.workflow import APPLICATION

PUBLIC = "public"  # anybody, signed in or not
SIGNED_IN = "signed in"  # anybody with an account
STAFF = "staff"  # every role of the office


@dataclass(frozen=True)
class Address:
    """A named pattern, its parameters' names, and the rule: a permission or one of the above."""

    name: str
    parameters: tuple[str, ...]
    rule: str


# What is done on the staff site with a row of any model.
ACTIONS = {
    "changelist": "view",
    "add": "add",
    "change": "view",
    "delete": "delete",
    "history": "view",
    "savedfilter_add": "view",
    "savedfilter_rename": "view",
    "savedfilter_delete": "view",
}

OTHERS: dict[str, str] = {
    "home": SIGNED_IN,
    "admin:index": STAFF,
    "admin:search": STAFF,
    "admin:password_change": STAFF,
    "admin:password_change_done": STAFF,
    "admin:jsi18n": STAFF,
    "admin:ngos_ngo_detail": "ngos.view_ngo",
    "admin:ngos_ngo_status": "ngos.change_status",
    "admin:ngos_ngo_deleted": "ngos.delete_ngo",
    "admin:ngos_ngo_restore": "ngos.delete_ngo",
    "admin:ngos_ngo_document_file": "ngos.view_document",
    "admin:ngos_ngo_terms_add": "ngos.add_term",
    "admin:ngos_ngo_terms_change": "ngos.change_term",
    "admin:ngos_ngo_terms_end": "ngos.change_term",
    "admin:ngos_ngo_terms_delete": "ngos.delete_term",
    "admin:ngos_ngo_branches_add": "ngos.add_branch",
    "admin:ngos_ngo_branches_change": "ngos.change_branch",
    "admin:ngos_ngo_branches_end": "ngos.change_branch",
    "admin:ngos_ngo_branches_delete": "ngos.delete_branch",
    "admin:ngos_ngo_documents_add": "ngos.add_document",
    "admin:ngos_ngo_documents_change": "ngos.change_document",
    "admin:ngos_ngo_documents_delete": "ngos.delete_document",
    # Councils, sessions, resolutions
    "admin:ngos_council_detail": "ngos.view_council",
    "admin:ngos_council_members_add": "ngos.change_council",
    "admin:ngos_council_members_change": "ngos.change_council",
    "admin:ngos_council_members_end": "ngos.change_council",
    "admin:ngos_session_detail": "ngos.view_session",
    "admin:ngos_session_attendance": "ngos.change_session",
    "admin:ngos_session_minutes": "ngos.view_session",
    "admin:ngos_session_text": "ngos.change_session",
    "admin:ngos_session_cancel": "ngos.change_session",
    "admin:ngos_session_sign": "ngos.sign_session",
    "admin:ngos_session_items_add": "ngos.change_session",
    "admin:ngos_session_items_order": "ngos.change_session",
    "admin:ngos_session_items_record": "ngos.change_session",
    "admin:ngos_session_items_remove": "ngos.change_session",
    "admin:ngos_agendaitem_detail": "ngos.view_agendaitem",
    "admin:screens_export_progress": "screens.view_export",
    "admin:screens_export_file": "screens.view_export",
    "admin:screens_export_locked": "screens.view_export",
    "admin:ngos_stationery_image": "ngos.view_stationery",
    "admin:ngos_stationery_sample_small": "ngos.view_stationery",
    "admin:ngos_stationery_sample_large": "ngos.view_stationery",
    "admin:ngos_signature_image": "ngos.fetch_signature",
    # Applications: their steps follow from the workflow below
    "admin:ngos_application_worklist": "ngos.view_application",
    "admin:ngos_application_establish": "ngos.add_application",
    "admin:ngos_application_detail": "ngos.view_application",
    "admin:ngos_application_edit": "ngos.change_application",
    "admin:ngos_application_inquiry_add": "ngos.add_inquiry",
    "admin:ngos_application_inquiry_answer": "ngos.change_inquiry",
    "admin:ngos_application_inquiry_correct": "ngos.change_inquiry",
    "admin:ngos_application_inquiry_remind": "ngos.change_inquiry",
    **{
        f"admin:ngos_application_{step.name}": APPLICATION.permission(step)
        for step in APPLICATION.steps
        if step.by is Taker.PERSON and step.name != "sign_licence"
    },
    # Supervision, annual reports, letters
    "admin:ngos_supervisioncase_add_to": "ngos.add_supervisioncase",
    "admin:ngos_supervisioncase_detail": "ngos.view_supervisioncase",
    "admin:ngos_supervisioncase_hear": "ngos.change_supervisioncase",
    "admin:ngos_supervisioncase_decide": "ngos.decide_measure",
    "admin:ngos_supervisioncase_complain": "ngos.complain_of_measure",
    "admin:ngos_supervisioncase_answer": "ngos.decide_measure",
    "admin:ngos_supervisioncase_reinstate": "ngos.decide_measure",
    "admin:ngos_supervisioncase_close": "ngos.decide_measure",
    "admin:ngos_annualreport_add_to": "ngos.add_annualreport",
    "admin:ngos_annualreport_detail": "ngos.view_annualreport",
    "admin:ngos_annualreport_receive": "ngos.change_annualreport",
    "admin:ngos_annualreport_return": "ngos.accept_annualreport",
    "admin:ngos_annualreport_accept": "ngos.accept_annualreport",
    "admin:ngos_annualreport_pursue": "ngos.add_supervisioncase",
    "admin:ngos_letter_detail": "ngos.view_letter",
    "admin:ngos_letter_file": "ngos.view_letter",
    "admin:ngos_letter_print": "ngos.view_letter",
    "admin:imports_run_words": "imports.change_run",
    "admin:imports_run_columns": "imports.change_run",
    "admin:imports_run_apply": "imports.change_run",
    "admin:imports_run_discard": "imports.change_run",
    "admin:imports_run_undo": "imports.change_run",
    "admin:imports_run_complete": "imports.change_run",
    "admin:imports_run_progress": "imports.view_run",
    "admin:imports_run_file": "imports.change_run",
    "admin:imports_run_refused": "imports.change_run",
    "admin:imports_run_template": "imports.add_run",
    "admin:imports_duplicatepair_merge": "ngos.merge_ngo",
    "admin:imports_duplicatepair_different": "ngos.merge_ngo",
    "admin:imports_duplicatepair_reopen": "ngos.merge_ngo",
    "admin:accounts_user_acts_view": "accounts.view_accessentry",
    "admin:accounts_user_sessions_view": "accounts.change_user",
    "admin:accounts_user_new_password_view": "accounts.change_user",
    "admin:accounts_user_second_factor_view": "accounts.change_user",
    "admin:accounts_policysetting_decide": "accounts.change_policysetting",
    "admin:ngos_licence_print": "ngos.print_licence",
    "admin:ngos_licence_correct": "ngos.change_licence",
    "admin:ngos_licence_suspend": "ngos.suspend_licence",
    "admin:ngos_licence_lift": "ngos.suspend_licence",
    "admin:ngos_licence_revoke": "ngos.revoke_licence",
    "admin:ngos_licence_extend": "ngos.extend_licences",
    "admin:ngos_annualreport_raise_due": "ngos.add_annualreport",
    "admin:ngos_application_sign": "ngos.sign_licence",
    "admin:ngos_licence_add_to": "ngos.add_licence",
    "verify": PUBLIC,
    "verify_licence": PUBLIC,
    "account_login": PUBLIC,
    "account_logout": PUBLIC,
    "account_inactive": PUBLIC,
    "account_change_password": SIGNED_IN,
    "account_reauthenticate": SIGNED_IN,
    "account_sessions": SIGNED_IN,
    "account_session_keep": PUBLIC,  # tells a visitor that there is no session
    "mfa_index": SIGNED_IN,
    "mfa_authenticate": PUBLIC,  # the second step of signing in
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
}


# Patterns that are not tried with every role, and why.
TRIED_ELSEWHERE = {
    "admin:login": "sends to the page of signing in; tests/accounts/test_sign_in.py",
    "admin:logout": "sends to the page of signing out; tests/accounts/test_sign_in.py",
    "mfa_deactivate_totp": "for who has a second factor; tests/accounts/test_sign_in.py",
    "mfa_view_recovery_codes": "for who has a second factor; tests/accounts/test_sign_in.py",
    "mfa_download_recovery_codes": "for who has a second factor; tests/accounts/test_sign_in.py",
    "admin:<path:object_id>/": "sends to the form of a row, which is tried itself",
    "admin:(?P<url>.*)$": "answers every other address of the staff site with 404",
    "admin:autocomplete": "tried by what it looks among, in tests/ngos/test_ngo_search.py",
    "admin:app_list": "shows the lists of one room, each by its own permission",
}


def patterns() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every pattern's full name (its route, where it has none) and its parameters."""
    yield from _within(get_resolver(), "", ())


def _within(
    resolver: URLResolver, namespace: str, parameters: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for entry in resolver.url_patterns:
        found = (*parameters, *entry.pattern.converters)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _within(entry, inner, found)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name or entry.pattern}", found


def addresses() -> tuple[list[Address], list[str]]:
    """All addresses with their rule, and the names of those that no rule is known for."""
    rules = {**_of_models(), **OTHERS}
    known: dict[str, Address] = {}
    unknown = []
    for name, parameters in patterns():
        if name in rules:
            known[name] = Address(name, parameters, rules[name])
        elif name not in TRIED_ELSEWHERE:
            unknown.append(name)
    return list(known.values()), unknown


def _of_models() -> dict[str, str]:
    rules = {}
    for model, model_admin in admin.site._registry.items():
        options = model._meta
        view = f"{options.app_label}.view_{options.model_name}"
        for name in ("export", "export_locked"):
            rules[f"admin:{options.app_label}_{options.model_name}_{name}"] = (
                model_admin.export_permission or view
            )
        for action, verb in ACTIONS.items():
            name = f"admin:{options.app_label}_{options.model_name}_{action}"
            rules[name] = f"{options.app_label}.{verb}_{options.model_name}"
    return rules
