from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "phoihop.accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from phoihop.accounts import trail  # models are there only now

        trail.connect()
