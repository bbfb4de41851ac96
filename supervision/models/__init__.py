from supervision.models.annual_report import AnnualReport
from supervision.models.case import Measure, MeasureEffect, SupervisionCase
from supervision.models.proposal import MeasureOnAgenda, MeasureProposal

__all__ = [
    "AnnualReport",
    "Measure",
    "MeasureEffect",
    "MeasureOnAgenda",
    "MeasureProposal",
    "SupervisionCase",
]
