from licensing.models.application import Application, ApplicationStep
from licensing.models.application_on_agenda import ApplicationOnAgenda
from licensing.models.inquiry import Inquiry
from licensing.models.licence import Licence

__all__ = [
    "Application",
    "ApplicationOnAgenda",
    "ApplicationStep",
    "Inquiry",
    "Licence",
]
