"""What waits for somebody on the way to a licence, and after it."""

from licensing.worklist import applications, inquiries, licences

DUTIES = (*applications.DUTIES, *inquiries.DUTIES, *licences.DUTIES)
