from ngos.models.annual_report import AnnualReport
from ngos.models.application import Application, ApplicationStep
from ngos.models.application_on_agenda import ApplicationOnAgenda
from ngos.models.branch import Branch
from ngos.models.council import Council, CouncilMember
from ngos.models.counter import Counter
from ngos.models.document import Document
from ngos.models.field import Field
from ngos.models.inquiry import Inquiry
from ngos.models.letter import Counterpart, Letter
from ngos.models.letter_template import LetterTemplate
from ngos.models.licence import Licence
from ngos.models.ngo import NGO
from ngos.models.person import Person
from ngos.models.session import AgendaItem, Attendance, Session
from ngos.models.stationery import Signature, Stationery
from ngos.models.supervision import Measure, MeasureEffect, SupervisionCase
from ngos.models.term import Term

__all__ = [
    "NGO",
    "AgendaItem",
    "AnnualReport",
    "Application",
    "ApplicationOnAgenda",
    "ApplicationStep",
    "Attendance",
    "Branch",
    "Council",
    "CouncilMember",
    "Counter",
    "Counterpart",
    "Document",
    "Field",
    "Inquiry",
    "Letter",
    "LetterTemplate",
    "Licence",
    "Measure",
    "MeasureEffect",
    "Person",
    "Session",
    "Signature",
    "Stationery",
    "SupervisionCase",
    "Term",
]
