from beneficiaries.intake.models.draft import Draft, Search

__all__ = ["Draft", "Search"]
