from programs.calls.models.call import Call, CallForm, Clarification, Criterion, Question
from programs.calls.models.funding import ProposalFunding
from programs.calls.models.proposal import Proposal, ProposalOnAgenda, Revision
from programs.calls.models.review import Assignment, Review

__all__ = [
    "Assignment",
    "Call",
    "CallForm",
    "Clarification",
    "Criterion",
    "Proposal",
    "ProposalFunding",
    "ProposalOnAgenda",
    "Question",
    "Review",
    "Revision",
]
