"""Taking a file from a browser without letting a huge one fill the disk."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest


class SizeLimit(FileUploadHandler):
    """Keeps no more of a file than the limit; the rest is read in pieces and thrown away.

    Reading on keeps the connection alive, so that the person sees why the file is refused.
    """

    def __init__(self, request: HttpRequest, max_bytes: int) -> None:
        super().__init__(request)
        self.max_bytes = max_bytes
        self.received = 0

    @property
    def is_exceeded(self) -> bool:
        return self.received > self.max_bytes

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.received += len(raw_data)
        return None if self.is_exceeded else raw_data  # None ends the chunk's way here

    def file_complete(self, file_size: int) -> Any:
        return None  # the handlers after this one keep the file
