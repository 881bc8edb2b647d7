"""Django's rules of passwords, in words that our catalogues hold: Django's own Vietnamese lacks them."""

from __future__ import annotations

from django.contrib.auth import password_validation as rules
from django.utils.translation import gettext as _


class MinimumLength(rules.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _("This password is too short: %(n)d characters at least.") % {"n": self.min_length}

    def get_help_text(self) -> str:
        return _("%(n)d characters at least.") % {"n": self.min_length}


class UnlikeTheUser(rules.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return _("This password is too much like the name or the e-mail address.")

    def get_help_text(self) -> str:
        return _("Not like the name or the e-mail address.")


class Uncommon(rules.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _("This password is one of those that everybody tries first.")

    def get_help_text(self) -> str:
        return _("None of those that everybody tries first.")
