from supervision.models.annual_report import AnnualReport
from supervision.models.case import Measure, MeasureEffect, SupervisionCase

__all__ = [
    "AnnualReport",
    "Measure",
    "MeasureEffect",
    "SupervisionCase",
]
