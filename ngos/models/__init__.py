from ngos.models.branch import Branch
from ngos.models.document import Document
from ngos.models.field import Field
from ngos.models.ngo import NGO
from ngos.models.person import Person
from ngos.models.term import Term

__all__ = [
    "NGO",
    "Branch",
    "Document",
    "Field",
    "Person",
    "Term",
]
