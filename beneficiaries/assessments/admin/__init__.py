"""Questionnaires on the staff site."""

from beneficiaries.assessments.admin import questionnaire  # noqa: F401
