"""Scanned documents of some NGOs: real PDF files of one page that holds nothing to read."""

import datetime

from django.core.files.base import ContentFile

from demonstration.register import Draft
from ngos.models import Document
from ngos.models.document import DocumentType

_FILES = {
    DocumentType.CHARTER: "اساسنامه",
    DocumentType.GAZETTE: "آگهی روزنامه رسمی",
    DocumentType.LICENCE: "پروانه",
    DocumentType.MINUTES: "صورتجلسه مجمع",
}


def blank_page(lines: int) -> bytes:
    """A PDF file of one A5 page: a frame, and grey bars where a letter has its lines."""
    bars = "".join(
        f"60 {480 - 24 * line} {300 - 13 * (line % 4)} 8 re f\n" for line in range(lines)
    )
    drawing = f"0.2 0.45 0.45 RG 2 w 24 24 372 547 re S\n0.82 g\n{bars}".encode()
    bodies = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Contents 4 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
    )
    file = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    file += b"".join(b"%010d 00000 n \n" % place for place in places)
    return file + (
        b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, table)
    )


def invent(drafts: list[Draft], today: datetime.date) -> list[Document]:
    """A few documents for one NGO in fifty, not yet stored; storing them writes their files."""
    documents = []
    for number, draft in enumerate(drafts[::50]):
        ngo = draft.ngo
        for place, document_type in enumerate(list(_FILES)[: 1 + number % len(_FILES)]):
            content = blank_page(8 + 3 * place)
            issued_on = today - datetime.timedelta(120 + 40 * number)
            is_licence = document_type == DocumentType.LICENCE
            documents.append(
                Document(
                    ngo=ngo,
                    type=document_type,
                    number=ngo.licence_no if is_licence else str(1400 + 7 * number + place),
                    issued_on=ngo.licence_issued_on if is_licence else issued_on,
                    expires_on=ngo.licence_expires_on if is_licence else None,
                    file=ContentFile(content, name="document.pdf"),
                    original_name=f"{_FILES[document_type]} {number + 1}.pdf",
                    content_type="application/pdf",
                    size=len(content),
                )
            )
    return documents
