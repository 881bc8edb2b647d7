"""A document is held by a unit: the same file at two units is two documents."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from phoihop.extract import SURE
from phoihop.files.models import StoredFile
from phoihop.org.models import Unit


class Verb(models.TextChoices):
    """What the record calls each write of this room."""

    CITATION_RESOLVED = "documents.citation_resolved"
    CORRECTED = "documents.corrected"
    ISSUED = "documents.issued"
    REGISTERED = "documents.registered"
    WITHDRAWN = "documents.withdrawn"


class Direction(models.TextChoices):
    IN = "in", _("Incoming")
    OUT = "out", _("Outgoing")
    INTERNAL = "internal", _("Internal")


class Urgency(models.TextChoices):
    NONE = "", _("Ordinary")
    URGENT = "khan", _("Urgent")
    VERY_URGENT = "thuong_khan", _("Very urgent")
    EXPRESS = "hoa_toc", _("Express")
    EXPRESS_TIMED = "hoa_toc_hen_gio", _("Express by the hour")


class Term(models.Model):
    """A committee's term: Party numbers are unique per issuer, type and term."""

    issuer = models.CharField(max_length=200)
    name = models.CharField(max_length=100)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "name"], name="term_once")]

    def __str__(self) -> str:
        return self.name


class Document(models.Model):
    """`number` is canonical (581-CV/BTGTU); the type is kept apart from the symbol; `text` is what was read."""

    class Status(models.TextChoices):
        NEW = "new", _("To be read")
        READING = "reading", _("On the desk")
        ASSIGNED = "assigned", _("Assigned")
        FILED = "filed", _("Filed")  # nothing to do here
        ISSUED = "issued", _("Issued")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    direction = models.CharField(max_length=10, choices=Direction.choices, default=Direction.IN)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.NEW)
    doc_type = models.CharField(max_length=60, blank=True)
    number = models.CharField(max_length=80, blank=True)
    number_raw = models.CharField(max_length=120, blank=True)
    issuer = models.CharField(max_length=300, blank=True)
    issuer_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    signed_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    subject = models.CharField(max_length=600, blank=True)
    signer_position = models.CharField(max_length=200, blank=True)
    signed_for = models.CharField(max_length=200, blank=True)
    urgency = models.CharField(max_length=20, choices=Urgency.choices, blank=True, default="")
    term = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    arrived_on = models.DateField(null=True, blank=True)
    arrival_number = models.PositiveIntegerField(null=True, blank=True)  # counted per unit and year
    text = models.TextField(blank=True)
    folded = models.TextField(blank=True)  # kit.fold of number, issuer, subject and text: what search reads
    content_hash = models.CharField(max_length=64, blank=True)  # of the file, or of the pasted text
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField(max_length=255, blank=True)
    found = models.JSONField(default=dict, blank=True)  # what the reader found, with offsets and rules
    remarks = models.JSONField(default=list, blank=True)  # what a reader should know of the file, in both languages
    withdrawn_reason = models.CharField(max_length=500, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "content_hash"], condition=~Q(content_hash=""), name="document_file_once_per_unit"
            ),
            models.UniqueConstraint(
                fields=["unit", "year", "arrival_number"],
                condition=Q(arrival_number__isnull=False),
                name="document_arrival_number_once",
            ),
            models.UniqueConstraint(
                fields=["unit", "doc_type", "term", "number"],
                condition=Q(direction="out", term__isnull=False) & ~Q(number="") & ~Q(status="withdrawn"),
                name="document_party_number_once",
            ),
            models.UniqueConstraint(
                fields=["unit", "doc_type", "year", "number"],
                condition=Q(status="issued", term=None),
                name="document_state_number_once",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "status", "-created_at"]),
            models.Index(fields=["unit", "direction", "-created_at"]),
            models.Index(fields=["number"]),
        ]

    def __str__(self) -> str:
        return self.number or self.subject or self.file_name


class Passage(models.Model):
    """Words of a document at their place; offsets in characters into its text."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="passages")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    path = models.CharField(max_length=60, blank=True)  # II.3.b

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "start", "end"], name="passage_once"),
            models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="passage_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}[{self.start}:{self.end}]"


class Citation(models.Model):
    """Raw words, and the document they mean or «not yet here»; `number` is bare («18») where no symbol is said."""

    class Relation(models.TextChoices):
        BASIS = "basis", _("Basis")
        IMPLEMENTS = "implements", _("Implements")
        AMENDS = "amends", _("Amends")
        REPLACES = "replaces", _("Replaces")
        REVIEWS = "reviews", _("Reviews")
        CONTINUES = "continues", _("Continues")
        MENTIONS = "mentions", _("Mentions")

    document = models.ForeignKey(Document, models.CASCADE, related_name="citations")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    raw = models.CharField(max_length=600)
    number = models.CharField(max_length=80)
    doc_type = models.CharField(max_length=60, blank=True)
    issuer = models.CharField(max_length=300, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    relation = models.CharField(max_length=20, choices=Relation.choices, default=Relation.MENTIONS)
    resolved = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="cited_by")
    chosen = models.BooleanField(default=False)  # by a person: what comes in later does not change it
    times = models.PositiveSmallIntegerField(default=1)  # named in the letter, shortly and by pointing included

    class Meta:
        indexes = [models.Index(fields=["number"])]

    def __str__(self) -> str:
        return self.number


class ScannedPage(models.Model):
    """A page that was read from its picture: `words` are start and end in the text, the box on the sheet in shares of its
    width and height (left, top, right, bottom), and how sure.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="scanned_pages")
    number = models.PositiveSmallIntegerField()  # from 1
    sure = models.PositiveSmallIntegerField()  # percent
    words = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="scanned_page_once")]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.document_id}/{self.number}"

    @property
    def asks(self) -> bool:
        """A person has to compare it with its picture."""
        return self.sure < SURE


class Scan(models.Model):
    """A scan on its way to the register. Of its file nothing is kept here, not even the name, until it is read and bears no
    mark.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for the reader")
        READING = "reading", _("Being read")
        DONE = "done", _("Read")
        REFUSED = "refused", _("Not taken in")
        LOST = "lost", _("To be sent again")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    direction = models.CharField(max_length=10, choices=Direction.choices, default=Direction.IN)
    arrived_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    pages = models.PositiveIntegerField(default=0)
    pages_read = models.PositiveIntegerField(default=0)
    said = models.JSONField(default=dict, blank=True)  # why it was refused, by language
    document = models.ForeignKey(Document, models.CASCADE, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-created_at"])]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"

    @property
    def ended(self) -> bool:
        return self.ended_at is not None


class Batch(models.Model):
    """Files dropped together. Of one that was refused nothing is here: its place among the others stays empty."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    direction = models.CharField(max_length=10, choices=Direction.choices, default=Direction.IN)
    arrived_on = models.DateField(null=True, blank=True)
    total = models.PositiveSmallIntegerField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["unit", "-created_at"], name="batch_of_unit")]

    def __str__(self) -> str:
        return f"{self.pk}: {self.total}"


class BatchItem(models.Model):
    """What became of the file at this place: a letter (`already` here before), a scan on its way to be one, or a refusal."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="items")
    place = models.PositiveSmallIntegerField()  # from 1
    document = models.ForeignKey(Document, models.CASCADE, null=True, related_name="+")
    scan = models.ForeignKey(Scan, models.CASCADE, null=True, related_name="+")
    already = models.BooleanField(default=False)
    why = models.TextField(blank=True, default="")  # it was refused, in words without its name; never of a marked paper

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["batch", "place"], name="batch_place_once")]

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.place}"

    @property
    def letter(self) -> Document | None:
        return self.document or (self.scan.document if self.scan else None)
