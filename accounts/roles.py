"""Roles and what each may do: the one table of permissions.

A permission says *what* may be done; scope (`scope.py`) says with which rows. The rooms above name
their permissions; which role has them is decided here, so that an office can read it on one page.
"""

from functools import cache

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.scope import Kind


class Role(models.TextChoices):
    NATIONAL_EXPERT = "national_expert", _("National expert")
    DIRECTOR_GENERAL = "director_general", _("Director general")
    PROVINCIAL_EXPERT = "provincial_expert", _("Provincial expert")
    COUNTY_EXPERT = "county_expert", _("County expert")
    COUNCIL_SECRETARY = "council_secretary", _("Council secretary")
    COUNCIL_CHAIR = "council_chair", _("Council chair")
    CASE_WORKER = "case_worker", _("Case worker")
    NGO_OFFICER = "ngo_officer", _("NGO officer")
    AUDITOR = "auditor", _("Auditor")


N, D, P, C, S, H, W, A = (
    Role.NATIONAL_EXPERT,
    Role.DIRECTOR_GENERAL,
    Role.PROVINCIAL_EXPERT,
    Role.COUNTY_EXPERT,
    Role.COUNCIL_SECRETARY,
    Role.COUNCIL_CHAIR,
    Role.CASE_WORKER,
    Role.AUDITOR,
)
O = Role.NGO_OFFICER  # noqa: E741  one letter for each role, as in the table below
STAFF = frozenset({N, D, P, C, S, H, W, A})
# The levels at which a role may be given. An auditor audits one province, or all; councils sit at
# every level.
LEVELS: dict[Role, tuple[Kind, ...]] = {
    N: (Kind.NATIONAL,),
    D: (Kind.PROVINCE,),
    P: (Kind.PROVINCE,),
    C: (Kind.COUNTY,),
    W: (Kind.COUNTY,),
    S: (Kind.COUNTY, Kind.PROVINCE, Kind.NATIONAL),
    H: (Kind.COUNTY, Kind.PROVINCE, Kind.NATIONAL),
    A: (Kind.PROVINCE, Kind.NATIONAL),
    O: (Kind.NGO,),
}

_READERS = {N, D, P, C, S, H, A}
_EDITORS = {N, D, P, C}
_MANAGERS = {N, D}
_EXPERTS = {N, P, C}
_CARERS = {D, P, C, W}  # who work with persons in need
_APPLICANTS = {O, P, C}  # an expert types what came on paper

PERMISSIONS: dict[str, set[Role]] = {
    # Accounts
    "accounts.view_user": _MANAGERS | {A},
    "accounts.add_user": _MANAGERS,
    "accounts.change_user": _MANAGERS,
    "accounts.delete_user": set(),
    "accounts.view_province": _READERS,
    "accounts.add_province": set(),
    "accounts.change_province": set(),
    "accounts.delete_province": set(),
    "accounts.view_county": _READERS,
    "accounts.add_county": {N},
    "accounts.change_county": {N},
    "accounts.delete_county": set(),
    "accounts.view_policysetting": _READERS,
    "accounts.change_policysetting": _MANAGERS,
    "accounts.view_accessentry": _MANAGERS | {A},
    # The register
    "ngos.view_ngo": _READERS | {W},
    "ngos.add_ngo": _EDITORS,
    "ngos.change_ngo": _EDITORS,
    "ngos.change_status": {N, D, P},
    "ngos.delete_ngo": _MANAGERS,
    "ngos.merge_ngo": {N, D, P},
    "ngos.export_ngo": _READERS,
    "ngos.view_field": _READERS,
    "ngos.add_field": {N},
    "ngos.change_field": {N},
    "ngos.delete_field": set(),
    "ngos.view_person": _READERS,
    "ngos.add_person": _EDITORS,
    "ngos.change_person": _EDITORS,
    "ngos.delete_person": _MANAGERS,
    "ngos.export_person": {N, D, P, C, A},
    "ngos.view_term": _READERS | {W},
    "ngos.add_term": _EDITORS,
    "ngos.change_term": _EDITORS,
    "ngos.delete_term": _MANAGERS,
    "ngos.view_branch": _READERS | {W},
    "ngos.add_branch": _EDITORS,
    "ngos.change_branch": _EDITORS,
    "ngos.delete_branch": _MANAGERS,
    "ngos.view_document": _READERS,
    "ngos.add_document": _EDITORS,
    "ngos.change_document": _EDITORS,
    "ngos.delete_document": _MANAGERS,
    # Personal data that lists and pages mask for everybody else
    "ngos.view_personal_data": {N, D, P, S, H},
    # What the public register keeps back
    "public.withhold_ngo": _MANAGERS,
    "public.view_withheld": _READERS,
    "public.add_withheld": set(),  # on the page of the NGO
    "public.change_withheld": set(),
    "public.delete_withheld": set(),
    # Imports
    "imports.view_run": {N, D, P, A},
    "imports.add_run": {N, D, P},
    "imports.change_run": {N, D, P},
    "imports.delete_run": set(),
    "imports.view_duplicatepair": {N, D, P, A},
    # What the office's papers bear
    "papers.view_stationery": _READERS,
    "papers.add_stationery": _MANAGERS,
    "papers.change_stationery": _MANAGERS,
    "papers.delete_stationery": set(),
    "papers.view_signature": _READERS,
    "papers.add_signature": _MANAGERS,
    "papers.change_signature": _MANAGERS,
    # By itself: those who keep the signatures, and those who issue the licences that bear them.
    "papers.fetch_signature": _MANAGERS | {H},
    "papers.delete_signature": set(),  # put out of use: what was printed bears it
    # Councils
    "councils.view_council": _READERS,
    "councils.add_council": {N, D},
    "councils.change_council": {N, D, S},
    "councils.delete_council": set(),
    "councils.view_session": _READERS,
    "councils.add_session": {S},
    "councils.change_session": {S},
    "councils.delete_session": set(),
    "councils.sign_session": {H},
    # Whom the seat of a secretary or a chair lets act for a body that is no council.
    "councils.act_by_seat": _EDITORS | {S, H},
    "councils.view_agendaitem": _READERS,
    "councils.add_agendaitem": set(),
    "councils.change_agendaitem": set(),
    "councils.delete_agendaitem": set(),
    "councils.follow_up_resolution": {N, D, P, C, S},
    # Applications and licences; what leads from state to state is in licensing/workflow.py
    "licensing.view_application": _READERS | {O},
    "licensing.add_application": _APPLICANTS,
    "licensing.change_application": _APPLICANTS,
    "licensing.delete_application": set(),
    "licensing.submit_application": _APPLICANTS,
    "licensing.appeal_application": _APPLICANTS,
    "licensing.hold_assembly": _APPLICANTS,
    "licensing.withdraw_application": _APPLICANTS,
    "licensing.review_application": _EXPERTS,
    "licensing.take_up_application": {S},
    "licensing.introduce_to_registry": {S},
    "licensing.sign_licence": {H},
    "licensing.view_applicationstep": _READERS | {O},
    "licensing.view_inquiry": _READERS,
    "licensing.add_inquiry": _EXPERTS,
    "licensing.change_inquiry": _EXPERTS,
    "licensing.delete_inquiry": set(),
    "licensing.view_licence": _READERS,
    "licensing.add_licence": {N, P},
    "licensing.change_licence": {N, P},
    "licensing.delete_licence": set(),
    "licensing.print_licence": {N, D, P, C, S, H},
    "licensing.suspend_licence": {N, D, P},
    "licensing.revoke_licence": {N, D},
    "licensing.extend_licences": {N, D},
    # Supervision and annual reports
    "supervision.view_supervisioncase": _READERS,
    "supervision.add_supervisioncase": _EDITORS,
    "supervision.change_supervisioncase": _EDITORS,
    "supervision.delete_supervisioncase": set(),
    "supervision.decide_measure": {N, D, P},
    "supervision.propose_measure": _EDITORS,  # to a council, whose session decides
    "supervision.complain_of_measure": _APPLICANTS,
    "supervision.view_annualreport": _READERS | {O},
    "supervision.add_annualreport": _EDITORS,
    "supervision.change_annualreport": _EDITORS,
    "supervision.delete_annualreport": set(),
    "supervision.accept_annualreport": {N, P, C},
    # Letters
    "letters.view_letter": _READERS,
    "letters.add_letter": _EDITORS | {S},
    "letters.change_letter": _EDITORS | {S},
    "letters.delete_letter": set(),
    "letters.view_counterpart": _READERS,
    "letters.add_counterpart": _EDITORS | {S},
    "letters.change_counterpart": _EDITORS | {S},
    "letters.delete_counterpart": set(),
    "letters.view_lettertemplate": _READERS,
    "letters.add_lettertemplate": {N, D, P},
    "letters.change_lettertemplate": {N, D, P},
    "letters.delete_lettertemplate": _MANAGERS,
    # Events: courses and their people, exhibitions, visits
    "events.view_event": _READERS,
    "events.add_event": _EDITORS,
    "events.change_event": _EDITORS,
    "events.delete_event": set(),  # an event is cancelled
    "events.take_attendance": _EDITORS | {S},
    "events.view_session": _READERS,
    "events.add_session": set(),  # on the page of its event, by whoever changes that
    "events.change_session": _EDITORS,
    "events.delete_session": set(),  # a session is cancelled
    "events.view_participant": _READERS,
    "events.add_participant": set(),
    "events.change_participant": _EDITORS,
    "events.delete_participant": set(),
    "events.export_participant": {N, D, P, C, A},
    "events.issue_certificate": {N, D, P},
    "events.view_centre": _READERS,
    "events.add_centre": _EDITORS,
    "events.change_centre": _EDITORS,
    "events.delete_centre": set(),
    # Action points
    "actions.view_actionpoint": _READERS,
    "actions.add_actionpoint": _EDITORS | {S},
    "actions.change_actionpoint": _EDITORS | {S},
    "actions.delete_actionpoint": set(),
    "actions.verify_actionpoint": _EDITORS | {S},
    # Programs, agreements, and what programs are told apart by
    "projects.view_program": _READERS,
    "projects.add_program": _EDITORS,
    "projects.change_program": _EDITORS,
    "projects.delete_program": set(),
    "projects.approve_program": _MANAGERS,
    "projects.view_agreement": _READERS,
    "projects.add_agreement": _EDITORS,
    "projects.change_agreement": _EDITORS,
    "projects.delete_agreement": set(),
    "projects.view_harm": _READERS,
    "projects.add_harm": {N},
    "projects.change_harm": {N},
    "projects.delete_harm": set(),
    "projects.view_upperdocument": _READERS,
    "projects.add_upperdocument": {N},
    "projects.change_upperdocument": {N},
    "projects.delete_upperdocument": set(),
    # Money of programs; what leads from state to state is in programs/money/workflow.py
    "money.view_priority": _READERS,
    "money.add_priority": {N},
    "money.change_priority": {N},
    "money.delete_priority": set(),
    "money.view_source": {N, D, P, A},
    "money.add_source": {N, D, P},
    "money.change_source": {N, D, P},
    "money.delete_source": set(),
    "money.view_allocation": _READERS,
    "money.add_allocation": {N, D, P},
    "money.change_allocation": set(),  # what was asked for stays
    "money.delete_allocation": set(),
    "money.approve_allocation": {N, D},
    "money.pay_allocation": {N, D, P},
    "money.spend_allocation": _EDITORS,
    "money.verify_allocation": {N, D, P},
    "money.reverse_allocation": {N, D, P},
    "money.publish_open_data": _MANAGERS,
    "money.view_entry": _READERS,
    "money.view_campaign": {N, D, P, A},
    "money.add_campaign": {N, D, P},
    "money.change_campaign": set(),  # its steps change it
    "money.delete_campaign": set(),
    "money.draw_campaign": {N, D},
    "money.view_campaignitem": {N, D, P, A},
    "money.add_campaignitem": set(),  # drawing adds it
    "money.change_campaignitem": {N, D, P},
    "money.delete_campaignitem": set(),
    "money.add_entry": set(),  # the steps of its allocation add it
    "money.change_entry": set(),
    "money.delete_entry": set(),
    # Calls of working groups and the proposals of NGOs; what leads from state to state is in
    # programs/calls/workflow.py
    "calls.view_call": _READERS,
    "calls.add_call": _EDITORS | {S, H},
    "calls.change_call": _EDITORS | {S, H},
    "calls.delete_call": set(),
    "calls.stand_in_for_secretary": _MANAGERS,
    "calls.view_proposal": _READERS | {O},
    "calls.add_proposal": _EDITORS | {S},
    "calls.change_proposal": set(),  # sent anew, as a revision
    "calls.delete_proposal": set(),
    "calls.submit_proposal": _EDITORS | {S, O},
    "calls.weigh_proposal": _EDITORS | {S, H},
    "calls.review_proposal": _EDITORS | {S, H},
    # Micro-funds: their members, loans and books; self-help groups
    "microfunds.view_microfund": _READERS,
    "microfunds.add_microfund": _EDITORS,
    "microfunds.change_microfund": _EDITORS,
    "microfunds.delete_microfund": set(),
    "microfunds.view_fundmember": _READERS,
    "microfunds.add_fundmember": _EDITORS,
    "microfunds.change_fundmember": _EDITORS,
    "microfunds.delete_fundmember": set(),
    "microfunds.export_fundmember": {N, D, P, C, A},
    "microfunds.view_loan": _READERS,
    "microfunds.add_loan": _EDITORS,
    "microfunds.change_loan": _EDITORS,
    "microfunds.delete_loan": set(),
    # Three persons have part in each loan, whatever their roles.
    "microfunds.approve_loan": {N, D, P},
    "microfunds.pay_loan": _EDITORS,
    "microfunds.view_ledgerentry": _READERS,
    "microfunds.add_ledgerentry": set(),  # by what is done with savings, grants and loans
    "microfunds.change_ledgerentry": set(),
    "microfunds.delete_ledgerentry": set(),
    "microfunds.post_ledgerentry": _EDITORS,
    "microfunds.reverse_ledgerentry": {N, D, P},
    "microfunds.view_selfhelpgroup": _READERS,
    "microfunds.add_selfhelpgroup": _EDITORS,
    "microfunds.change_selfhelpgroup": _EDITORS,
    "microfunds.delete_selfhelpgroup": set(),
    # Networks, assemblies of benefactors, neighbourhoods, facilities
    "networks.view_network": _READERS,
    "networks.add_network": _EDITORS,
    "networks.change_network": _EDITORS,
    "networks.delete_network": set(),
    "neighbourhoods.view_neighbourhood": _READERS,
    "neighbourhoods.add_neighbourhood": _EDITORS,
    "neighbourhoods.change_neighbourhood": _EDITORS,
    "neighbourhoods.delete_neighbourhood": set(),
    "neighbourhoods.view_facility": _READERS,
    "neighbourhoods.add_facility": _EDITORS,
    "neighbourhoods.change_facility": _EDITORS,
    "neighbourhoods.delete_facility": set(),
    # Women who head households. The ministry, councils and auditors open no record.
    "records.view_beneficiary": _CARERS,
    "records.add_beneficiary": {P, C, W},
    "records.change_beneficiary": {P, C, W},
    "records.delete_beneficiary": set(),  # a record is closed, and erased by policy
    "records.reveal_beneficiary": _CARERS,  # with a reason, which is logged
    "records.export_beneficiary": {D, P, C},
    "records.assign_beneficiary": {D, P, C},
    "records.view_householdmember": _CARERS,
    "records.add_householdmember": set(),  # on the page of the woman, by whoever changes that
    "records.change_householdmember": set(),
    "records.delete_householdmember": set(),
    "safeguards.view_opening": {D},
    "safeguards.review_opening": {D},
    "safeguards.view_look": _CARERS,
    "safeguards.view_question": _CARERS,
    "safeguards.view_transfer": _CARERS,
    "safeguards.answer_transfer": {D, P, C},
    "safeguards.add_opening": set(),  # a function of the database writes them
    "safeguards.change_opening": set(),  # a function of the database writes them
    "safeguards.delete_opening": set(),  # a function of the database writes them
    "safeguards.add_question": set(),
    "safeguards.change_question": set(),
    "safeguards.delete_question": set(),
    "safeguards.add_transfer": set(),
    "safeguards.change_transfer": set(),
    "safeguards.delete_transfer": set(),
    "safeguards.view_note": {P, C, W},
    "safeguards.add_note": {P, C, W},
    "safeguards.change_note": {P, C, W},
    "safeguards.delete_note": set(),
    "assessments.view_questionnaire": _CARERS,
    "assessments.add_questionnaire": {P, C},
    "assessments.change_questionnaire": {P, C},
    "assessments.delete_questionnaire": set(),  # who was asked by it keeps it
    "care.answer_complaint": {P, C, W},
    "care.decide_complaint": {D},
    "care.graduate_beneficiary": {P, C, W},
    "intake.view_draft": {P, C, W},
    "intake.add_draft": {P, C, W},
    "intake.change_draft": {P, C, W},
    "intake.delete_draft": set(),
    # The NGOs' own desk
    "desk.use_desk": {O},
    "desk.manage_officers": _EDITORS | {O},  # of an NGO's officers: its administrators
    "desk.view_changerequest": _READERS | {O},
    "desk.add_changerequest": set(),  # on the page of its NGO
    "desk.change_changerequest": set(),  # its fields are decided
    "desk.delete_changerequest": set(),
    "desk.ask_changes": _EDITORS | {O},  # the office on the NGO's behalf
    "desk.decide_changes": _EDITORS,
    # Staff screens
    "screens.view_worklist": set(STAFF),
    "screens.view_export": set(STAFF),
    "screens.view_savedfilter": set(STAFF),
    "screens.add_savedfilter": set(STAFF),
    "screens.change_savedfilter": set(STAFF),
    "screens.delete_savedfilter": set(STAFF),
}


@cache  # a page asks more than a hundred times
def permissions_of(role: str) -> frozenset[str]:
    """Every permission of a role, as `app.codename`."""
    return frozenset(name for name, roles in PERMISSIONS.items() if role in roles)


# Verbs of permissions that change nothing of an office's rows.
_LOOKING = ("view", "export", "print", "fetch", "reveal")
# The rooms of persons in need: whoever changes rows there changes, for that, none elsewhere.
OF_PERSONS_IN_NEED = frozenset({"records", "safeguards", "intake", "assessments", "care"})


def readers_only(app: str) -> list[Role]:
    """The roles of the office that may change nothing of an app's rows but what is their own, such
    as a filter."""
    is_of_persons = app in OF_PERSONS_IN_NEED
    changing = {
        role
        for name, roles in PERMISSIONS.items()
        for role in roles
        if not name.startswith("screens.")
        and name.partition(".")[2].split("_")[0] not in _LOOKING
        and (is_of_persons or name.partition(".")[0] not in OF_PERSONS_IN_NEED)
    }
    return sorted(STAFF - changing)
