from programs.projects.models.agreement import Agreement, Party
from programs.projects.models.catalogue import Harm, UpperDocument
from programs.projects.models.parts import (
    Indicator,
    Measurement,
    Milestone,
    Partner,
    ProcessStep,
    Risk,
)
from programs.projects.models.program import Program, ProgramType

__all__ = [
    "Agreement",
    "Harm",
    "Indicator",
    "Measurement",
    "Milestone",
    "Partner",
    "Party",
    "ProcessStep",
    "Program",
    "ProgramType",
    "Risk",
    "UpperDocument",
]
