from beneficiaries.assessments.models.assessment import Assessment
from beneficiaries.assessments.models.questionnaire import Questionnaire, Version

__all__ = ["Assessment", "Questionnaire", "Version"]
