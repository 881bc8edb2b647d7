"""How allauth behaves here: nobody signs up, words are ours, mails are in the reader's language."""

from __future__ import annotations

import base64
import hashlib
import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User

log = logging.getLogger("phoihop.accounts")


class AccountAdapter(DefaultAccountAdapter):
    """Users exist by invitation only."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Ask your administrator to let you in again."),
        "email_password_mismatch": _(
            "Address and password do not belong together. Check both and try again, or ask for a new password below."
        ),
        "enter_current_password": _("This is not your present password. Type it again."),
        "incorrect_code": _("This code is not valid, or no longer. Type the one that is shown now."),
        "incorrect_password": _("This is not your password. Type it again."),
        "invalid_password_reset": _("This link is no longer valid. Ask for a new one."),
        "too_many_login_attempts": _(
            "There were too many attempts to sign in. Wait five minutes and try again, or ask for a new password below."
        ),
        "rate_limited": _("There were too many attempts. Wait five minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def format_email_subject(self, subject: str) -> str:
        return subject

    def reauthenticate(self, user: User, password: str) -> bool:
        """By the address of the user; allauth's own table of addresses stays empty."""
        found = self.authenticate(allauth_context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def set_password(self, user: User, password: str) -> None:
        user.set_password(password)
        user.save(update_fields=["password"])

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        user = context.get("user")
        with translation.override(user.language if isinstance(user, User) else translation.get_language()):
            mail: EmailMessage = super().render_mail(template_prefix, email, context, headers)
        return mail

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that does not answer is told to the reader, and the log knows why."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            log.exception("mail %s was not sent", template_prefix)
            messages.error(
                allauth_context.request,
                gettext("The mail could not be sent just now. Try again in a few minutes, or tell your administrator."),
            )

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Word to the user that their way of signing in was changed, in case it was not they."""
        super().send_notification_mail(template_prefix, user, {"user": user, **(context or {})}, email or user.email)


class SecondStepAdapter(DefaultMFAAdapter):
    """Secrets of the second step are kept encrypted under the installation's key."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def encrypt(self, text: str) -> str:
        return _locksmith().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _locksmith().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's signature
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Passkey %(number)s") % {"number": count + 1}


def _locksmith() -> Fernet:
    key = hashlib.sha256(b"phoihop second step" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
