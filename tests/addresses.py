"""Every address of the project, found in the URL conf, and who may open it.

Addresses of the staff site's lists and forms follow from its registrations and the role table.
Every other address is named in `OTHERS` with the rule for it; one that is missing fails the tests.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.workflow import Taker, Workflow
from beneficiaries.care.parts import PARTS as CARE_PARTS
from beneficiaries.care.parts import STEPPED
from beneficiaries.records.parts import PARTS as WOMAN_PARTS
from beneficiaries.safeguards.parts import PARTS as SAFEGUARD_PARTS
from licensing.workflow import APPLICATION
from programs.actions.workflow import ACTION
from programs.calls.parts import CALL_PARTS
from programs.calls.workflow import CALL, PROPOSAL
from programs.events.views.parts import PARTS as EVENT_PARTS
from programs.microfunds.parts import LOAN_PARTS
from programs.microfunds.workflow import LOAN
from programs.money.campaign_workflow import CAMPAIGN
from programs.money.workflow import ALLOCATION
from programs.neighbourhoods.parts import PARTS as NEIGHBOURHOOD_PARTS
from programs.networks.forms import PARTS as NETWORK_PARTS
from programs.projects.parts import AGREEMENT_PARTS, PROGRAM_PARTS
from programs.projects.workflow import PROGRAM
from screens.record_parts import RecordPart

PUBLIC = "public"  # anybody, signed in or not
SIGNED_IN = "signed in"  # anybody with an account
STAFF = "staff"  # every role of the office
DESK = "desk"  # officers of NGOs


def steps_of(workflow: Workflow) -> dict[str, str]:
    """The addresses of a workflow's steps that people take, by their permissions."""
    return {
        f"admin:{workflow.app}_{workflow.noun}_{step.name}": workflow.permission(step)
        for step in workflow.steps
        if step.by is Taker.PERSON
    }


def parts_of(name: str, parts: Iterable[RecordPart]) -> dict[str, str]:
    """The addresses of what is kept from a record's page."""
    return {
        f"admin:{name}_{part.key}_{page}": part.permission
        for part in parts
        for page in ("add", "change", "remove")
    }


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
    "admin:councils_council_detail": "councils.view_council",
    "admin:councils_council_members_add": "councils.change_council",
    "admin:councils_council_members_change": "councils.change_council",
    "admin:councils_council_members_end": "councils.change_council",
    "admin:councils_session_detail": "councils.view_session",
    "admin:councils_session_attendance": "councils.change_session",
    "admin:councils_session_minutes": "councils.view_session",
    "admin:councils_session_text": "councils.change_session",
    "admin:councils_session_cancel": "councils.change_session",
    "admin:councils_session_sign": "councils.sign_session",
    "admin:councils_session_items_add": "councils.change_session",
    "admin:councils_session_items_order": "councils.change_session",
    "admin:councils_session_items_record": "councils.change_session",
    "admin:councils_session_items_remove": "councils.change_session",
    "admin:councils_agendaitem_detail": "councils.view_agendaitem",
    "admin:screens_export_progress": "screens.view_export",
    "admin:screens_export_file": "screens.view_export",
    "admin:screens_export_locked": "screens.view_export",
    "admin:papers_stationery_image": "papers.view_stationery",
    "admin:papers_stationery_sample_small": "papers.view_stationery",
    "admin:papers_stationery_sample_large": "papers.view_stationery",
    "admin:papers_signature_image": "papers.fetch_signature",
    # Applications: their steps follow from the workflow below
    "admin:worklist": "screens.view_worklist",
    "admin:reports": "ngos.view_ngo",
    "admin:performance_report": "ngos.view_ngo",
    "admin:report": "licensing.view_licence",  # of the one that is tried; each has its own
    "admin:report_file": "licensing.view_licence",
    "admin:licensing_application_establish": "licensing.add_application",
    "admin:licensing_application_detail": "licensing.view_application",
    "admin:licensing_application_edit": "licensing.change_application",
    "admin:licensing_application_inquiry_add": "licensing.add_inquiry",
    "admin:licensing_application_inquiry_answer": "licensing.change_inquiry",
    "admin:licensing_application_inquiry_correct": "licensing.change_inquiry",
    "admin:licensing_application_inquiry_remind": "licensing.change_inquiry",
    **{
        f"admin:licensing_application_{step.name}": APPLICATION.permission(step)
        for step in APPLICATION.steps
        if step.by is Taker.PERSON and step.name != "sign_licence"
    },
    # Supervision, annual reports, letters
    "admin:supervision_supervisioncase_add_to": "supervision.add_supervisioncase",
    "admin:supervision_supervisioncase_detail": "supervision.view_supervisioncase",
    "admin:supervision_supervisioncase_hear": "supervision.change_supervisioncase",
    "admin:supervision_supervisioncase_decide": "supervision.decide_measure",
    "admin:supervision_supervisioncase_propose": "supervision.propose_measure",
    "admin:supervision_supervisioncase_withdraw": "supervision.propose_measure",
    "admin:supervision_supervisioncase_complain": "supervision.complain_of_measure",
    "admin:supervision_supervisioncase_answer": "supervision.decide_measure",
    "admin:supervision_supervisioncase_reinstate": "supervision.decide_measure",
    "admin:supervision_supervisioncase_close": "supervision.decide_measure",
    "admin:supervision_annualreport_add_to": "supervision.add_annualreport",
    "admin:supervision_annualreport_detail": "supervision.view_annualreport",
    "admin:supervision_annualreport_receive": "supervision.change_annualreport",
    "admin:supervision_annualreport_return": "supervision.accept_annualreport",
    "admin:supervision_annualreport_accept": "supervision.accept_annualreport",
    "admin:supervision_annualreport_pursue": "supervision.add_supervisioncase",
    "admin:letters_letter_detail": "letters.view_letter",
    "admin:letters_letter_file": "letters.view_letter",
    "admin:letters_letter_print": "letters.view_letter",
    # Women who head households
    "admin:records_beneficiary_detail": "records.view_beneficiary",
    "admin:records_beneficiary_edit": "records.change_beneficiary",
    "admin:records_beneficiary_numbers": "records.change_beneficiary",
    "admin:records_beneficiary_reveal": "records.reveal_beneficiary",
    "admin:records_beneficiary_assign": "records.assign_beneficiary",
    "admin:records_beneficiary_close": "records.change_beneficiary",
    "admin:records_beneficiary_open_again": "records.change_beneficiary",
    "admin:records_beneficiary_glass": "records.view_beneficiary",
    "admin:records_beneficiary_looks": "safeguards.view_look",
    "admin:records_beneficiary_statement": "safeguards.view_look",
    "admin:records_beneficiary_notes_add": "safeguards.add_note",
    "admin:records_beneficiary_notes_read": "safeguards.view_note",
    "admin:records_beneficiary_notes_change": "safeguards.change_note",
    **parts_of("records_beneficiary", SAFEGUARD_PARTS),
    "admin:safeguards_opening_readers": "safeguards.review_opening",
    "admin:safeguards_opening_review": "safeguards.review_opening",
    "admin:safeguards_question_ask": "records.add_beneficiary",
    "admin:safeguards_transfer_ask": "records.add_beneficiary",
    "admin:safeguards_transfer_answer": "safeguards.answer_transfer",
    "admin:intake_draft_begin": "intake.add_draft",
    "admin:intake_draft_detail": "intake.view_draft",
    "admin:intake_draft_save": "intake.change_draft",
    **parts_of("records_beneficiary", WOMAN_PARTS),
    **parts_of("records_beneficiary", CARE_PARTS),
    "admin:records_beneficiary_assess": "records.change_beneficiary",
    "admin:records_beneficiary_assessments_read": "records.view_beneficiary",
    "admin:assessments_questionnaire_detail": "assessments.view_questionnaire",
    "admin:assessments_questionnaire_workbook": "assessments.view_questionnaire",
    "admin:assessments_questionnaire_version": "assessments.change_questionnaire",
    "admin:assessments_questionnaire_use": "assessments.change_questionnaire",
    **{
        f"admin:records_beneficiary_{part.key}_{name}": permission
        for part in STEPPED
        for name, permission in [
            ("add", part.permission),
            *((step.name, step.permission) for step in part.steps),
        ]
    },
    # Programs
    "admin:actions_actionpoint_detail": "actions.view_actionpoint",
    **steps_of(ACTION),
    "admin:money_source_detail": "money.view_source",
    "admin:money_source_edit": "money.change_source",
    "admin:money_allocation_detail": "money.view_allocation",
    "admin:money_allocation_priorities": "money.view_allocation",
    "admin:money_allocation_open_data": "money.publish_open_data",
    "admin:money_allocation_open_data_file": "money.publish_open_data",
    "admin:money_campaign_detail": "money.view_campaign",
    **steps_of(CAMPAIGN),
    "admin:money_campaignitem_reply": "money.change_campaignitem",
    "admin:money_campaignitem_judge": "money.change_campaignitem",
    "admin:money_entry_file": "money.view_entry",
    **steps_of(ALLOCATION),
    "admin:projects_program_detail": "projects.view_program",
    "admin:projects_program_process": "projects.view_program",
    "admin:projects_agreement_detail": "projects.view_agreement",
    **steps_of(PROGRAM),
    "admin:calls_call_detail": "calls.view_call",
    "admin:calls_call_compared": "calls.view_proposal",
    "admin:calls_call_workbook": "calls.view_proposal",
    "admin:calls_proposal_detail": "calls.view_proposal",
    "admin:calls_proposal_tell": "calls.weigh_proposal",
    "admin:calls_proposal_fund": "money.add_allocation",
    "admin:calls_proposal_ask": "calls.weigh_proposal",
    "admin:calls_proposal_declare": "calls.review_proposal",
    "admin:calls_proposal_score": "calls.review_proposal",
    **steps_of(CALL),
    **steps_of(PROPOSAL),
    **parts_of("calls_call", CALL_PARTS),
    "admin:networks_network_detail": "networks.view_network",
    **parts_of("networks_network", NETWORK_PARTS),
    "admin:neighbourhoods_neighbourhood_detail": "neighbourhoods.view_neighbourhood",
    **parts_of("neighbourhoods_neighbourhood", NEIGHBOURHOOD_PARTS),
    **parts_of("projects_program", PROGRAM_PARTS),
    **parts_of("projects_agreement", AGREEMENT_PARTS),
    "admin:microfunds_microfund_detail": "microfunds.view_microfund",
    "admin:microfunds_microfund_book": "microfunds.view_ledgerentry",
    **dict.fromkeys(
        (
            "admin:microfunds_microfund_grant",
            "admin:microfunds_microfund_return_grant",
            "admin:microfunds_microfund_cost",
            "admin:microfunds_fundmember_deposit",
            "admin:microfunds_fundmember_withdraw",
            "admin:microfunds_loan_repay",
        ),
        "microfunds.post_ledgerentry",
    ),
    "admin:microfunds_fundmember_detail": "microfunds.view_fundmember",
    "admin:microfunds_fundmember_leave": "microfunds.change_fundmember",
    "admin:microfunds_loan_detail": "microfunds.view_loan",
    "admin:microfunds_loan_release": "microfunds.pay_loan",
    "admin:microfunds_ledgerentry_detail": "microfunds.view_ledgerentry",
    "admin:microfunds_ledgerentry_reverse": "microfunds.reverse_ledgerentry",
    "admin:microfunds_selfhelpgroup_detail": "microfunds.view_selfhelpgroup",
    **steps_of(LOAN),
    **parts_of("microfunds_loan", LOAN_PARTS),
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
    "admin:licensing_licence_print": "licensing.print_licence",
    "admin:licensing_licence_correct": "licensing.change_licence",
    "admin:licensing_licence_suspend": "licensing.suspend_licence",
    "admin:licensing_licence_lift": "licensing.suspend_licence",
    "admin:licensing_licence_revoke": "licensing.revoke_licence",
    "admin:licensing_licence_extend": "licensing.extend_licences",
    "admin:supervision_annualreport_raise_due": "supervision.add_annualreport",
    "admin:licensing_application_sign": "licensing.sign_licence",
    "admin:licensing_licence_add_to": "licensing.add_licence",
    # Events and their parts
    "admin:events_event_detail": "events.view_event",
    "admin:events_event_calendar": "events.view_event",
    "admin:events_event_certificates": "events.issue_certificate",
    **{
        f"admin:events_event_{part.name}_{action}": part.permission
        for part in EVENT_PARTS
        for action in ("add", "change")
    },
    "admin:events_session_detail": "events.view_session",
    "admin:events_session_mark": "events.take_attendance",
    "admin:events_session_all": "events.take_attendance",
    "admin:events_session_code": "events.take_attendance",
    "admin:events_session_square": "events.take_attendance",
    "admin:events_session_cancel": "events.change_session",
    "admin:events_participant_detail": "events.view_participant",
    "admin:events_participant_certificate": "events.issue_certificate",
    "admin:events_participant_withdraw": "events.issue_certificate",
    # The desk of the NGOs
    "desk": DESK,
    "desk_ngo": DESK,
    "desk_contact": DESK,
    "desk_changes": DESK,
    "desk_change_ask": DESK,
    "desk_change_withdraw": DESK,
    "desk_change_paper": DESK,
    "desk_officers": DESK,
    "desk_part": DESK,
    "desk_report": DESK,
    "desk_report_sign": DESK,
    "admin:desk_changerequest_detail": "desk.view_changerequest",
    "admin:desk_changerequest_of": "desk.ask_changes",
    "admin:desk_changerequest_ask": "desk.ask_changes",
    "admin:desk_changerequest_invite": "desk.manage_officers",
    "admin:desk_changerequest_dismiss": "desk.manage_officers",
    "admin:desk_changerequest_uninvite": "desk.manage_officers",
    "admin:desk_changerequest_paper": "desk.view_changerequest",
    "attend": PUBLIC,
    "public_register": PUBLIC,
    "public_list": PUBLIC,
    "admin:ngos_ngo_withhold": "public.withhold_ngo",
    "admin:ngos_ngo_show": "public.withhold_ngo",
    "robots": PUBLIC,
    "sitemap": PUBLIC,
    "sitemap_part": PUBLIC,
    **{f"api_{name}": PUBLIC for name in ("docs", "description", "reconcile")},
    **dict.fromkeys(
        ("list_ngos", "one_ngo", "list_licences", "list_calls", "list_awards", "list_dumps"),
        PUBLIC,
    ),
    "public_ngo": PUBLIC,
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
    "desk_invited": "opens for whoever holds a link; tests/desk/test_officers.py",
    "desk_choose": "asks for another of one's own NGOs; tests/desk/test_officers.py",
    "desk_remove": "for an administrator of the desk; tests/desk/test_officers.py",
    "desk_invitation_withdraw": "for an administrator of the desk; tests/desk/test_officers.py",
    "admin:login": "sends to the page of signing in; tests/accounts/test_sign_in.py",
    "api_dump": "a file that is written once a day; tests/api/test_interface.py",
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
