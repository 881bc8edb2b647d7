"""The one mail of this room that allauth does not send."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from phoihop.accounts.models import Invitation


def link_of(token: str) -> str:
    return str(settings.BASE_URL).rstrip("/") + reverse("accounts:accept", args=[token])


def send_invitation(invitation: Invitation, token: str) -> None:
    user = invitation.user
    with translation.override(user.language):
        text = render_to_string("accounts/mail/invitation.txt", {"invitation": invitation, "link": link_of(token)})
        send_mail(_("Your invitation to Phối hợp"), text, None, [user.email])


def goes_out() -> bool:
    """Whether this installation has somewhere to send mail; doctor says what to set."""
    return not settings.EMAIL_BACKEND.endswith(("console.EmailBackend", "dummy.EmailBackend"))
