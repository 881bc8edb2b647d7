"""Uploads stay in memory, whatever their size: a byte on the disk would be a byte kept before anything was checked."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class MemoryUploadHandler(FileUploadHandler):
    """Of a file over the limit only the size is kept, so that the page can say so; a request far over it is not read."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],  # noqa: N803 - Django's name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        if content_length > settings.REQUEST_LIMIT:
            raise RequestDataTooBig

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._kept, self._size = BytesIO(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self._size += len(raw_data)
        if self._size <= settings.UPLOAD_LIMIT:
            self._kept.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        kept = self._kept if self._size <= settings.UPLOAD_LIMIT else BytesIO()
        kept.seek(0)
        return InMemoryUploadedFile(
            kept,
            self.field_name,
            self.file_name or "",
            self.content_type or "",
            file_size,
            self.charset,
            self.content_type_extra,
        )
