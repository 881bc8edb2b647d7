"""Who may sign in."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    VIETNAMESE = "vi", _("Vietnamese")
    ENGLISH = "en", _("English")


class UserManager(BaseUserManager["User"]):
    """E-mail addresses are kept in lower case, so that they compare equal however they are typed."""

    def create_user(self, email: str, *, name: str, password: str | None = None, language: str = "vi") -> User:
        """Without a password the user has an unusable one."""
        user = self.model(email=email.strip().lower(), name=name, language=language)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A person who signs in. Rights come from dated roles at units, so there is no superuser.

    Who is invited and has not come in yet has no `joined_at` and is not active.
    """

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("full name"), max_length=120)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.VIETNAMESE)
    digest = models.BooleanField(_("one mail a day about what is due"), default=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_at = models.DateTimeField(default=timezone.now, null=True, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("user")
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="accounts_user_email_in_lower_case"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        """First letters of the first and the last word, as on a badge."""
        words = self.name.split() or ["?"]
        return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


class Invitation(models.Model):
    """The only way in. The link's token is kept as a hash; it opens once, for a fortnight."""

    user = models.ForeignKey(User, models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(accepted_at=None, revoked_at=None),
                name="accounts_one_open_invitation",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk} of user {self.user_id}"

    def is_open(self, at: datetime) -> bool:
        return self.accepted_at is None and self.revoked_at is None and at < self.expires_at


class SharedCount(models.Model):
    """Django's cache in the database: attempts to sign in are counted over all processes and machines."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "accounts_shared_count"

    def __str__(self) -> str:
        return self.cache_key


class Part(models.TextChoices):
    """What a member of the rehearsal's cast plays."""

    CLERK = "clerk", _("Office clerk")
    LEADER = "leader", _("Leader of the office")
    OFFICER = "officer", _("Unit officer")
    HEAD = "head", _("Unit head, who approves")
    TWO_UNITS = "two_units", _("Officer of two units")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")
    COLLEAGUE = "colleague", _("Colleague at the unit, without a role")
    STRANGER = "stranger", _("Stranger")


class CastMember(models.Model):
    """Whom a rehearsal offers for one-press sign-in; the rows are made with the rehearsal province only."""

    user = models.OneToOneField(User, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=20, choices=Part)
    unit_words = models.CharField(max_length=200)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.part} {self.user_id}"


class Verb(models.TextChoices):
    """What the record calls each write of this room."""

    CHOSEN = "accounts.chosen"
    CODES_MADE = "accounts.codes_made"
    INVITED = "accounts.invited"
    JOINED = "accounts.joined"
    KEY_ADDED = "accounts.key_added"
    KEY_REMOVED = "accounts.key_removed"
    LET_BACK = "accounts.let_back"
    PASSWORD_CHANGED = "accounts.password_changed"  # noqa: S105 - a verb
    REVOKED = "accounts.invitation_revoked"
    SESSION_ENDED = "accounts.session_ended"
    SIGNED_IN = "accounts.signed_in"
    SIGNED_OUT = "accounts.signed_out"
    STOPPED = "accounts.stopped"
