from beneficiaries.records.models.beneficiary import Beneficiary
from beneficiaries.records.models.household import HouseholdMember

__all__ = ["Beneficiary", "HouseholdMember"]
