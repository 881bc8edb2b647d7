"""What may be wrong with the record, each as a sentence that says where."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

CHANGED, REMOVED, ADDED, MOVED = "changed", "removed", "added", "moved"
SEAL_CHANGED, SEAL_MISSING, NOT_AS_NOTED = "seal_changed", "seal_missing", "not_as_noted"
WORDS_CHANGED, WORDS_GONE, WORDS_ADDED, WORDS_BACK = "words_changed", "words_gone", "words_added", "words_back"
NOTE_UNREADABLE, NOTE_TWICE, NOTE_LINK = "note_unreadable", "note_twice", "note_link"
SIGNATURE_WRONG, SIGNATURE_ALONE, UNSIGNED = "signature_wrong", "signature_alone", "unsigned"


@dataclass(frozen=True, slots=True)
class Problem:
    """`seal`, `record` and `line` (of a file outside) are 0 where the finding is not about one."""

    kind: str
    seal: int = 0
    record: int = 0
    file: str = ""
    line: int = 0

    @property
    def sentence(self) -> str:
        said = {
            CHANGED: _("Row %(record)s of the record was changed after seal %(seal)s closed it."),
            REMOVED: _("Row %(record)s of the record was removed after seal %(seal)s closed it."),
            ADDED: _("Row %(record)s was put among rows that seal %(seal)s had closed."),
            MOVED: _("Row %(record)s under seal %(seal)s holds what another row held: rows were reordered."),
            SEAL_CHANGED: _("Seal %(seal)s itself was changed, or one before it."),
            SEAL_MISSING: _("Seal %(seal)s is missing."),
            NOT_AS_NOTED: _("Seal %(seal)s is not the one that was noted outside."),
            WORDS_CHANGED: _("The words of row %(record)s are not those that were put on record."),
            WORDS_GONE: _("The words of row %(record)s are gone, and no deletion is on record."),
            WORDS_ADDED: _("There are words for row %(record)s, which does not exist."),
            WORDS_BACK: _("The words of row %(record)s were deleted by law and are there again. Delete them anew."),
            NOTE_UNREADABLE: _("Line %(line)s of %(file)s is no line that the worker writes."),
            NOTE_TWICE: _(
                "Line %(line)s of %(file)s notes seal %(seal)s otherwise than it is, or than a line before it."
            ),
            NOTE_LINK: _("Line %(line)s of %(file)s does not follow from the lines before it: some were changed."),
            SIGNATURE_WRONG: _("The signature in line %(line)s of %(file)s is not of this key, or not of these roots."),
            SIGNATURE_ALONE: _("Line %(line)s of %(file)s signs a day (seal %(seal)s) that is no longer noted."),
            UNSIGNED: _("Line %(line)s of %(file)s (seal %(seal)s) is two days old and was not signed."),
        }
        return said[self.kind] % {"seal": self.seal, "record": self.record, "file": self.file, "line": self.line}
