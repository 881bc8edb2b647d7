"""The sign-in page: allauth's, with the cast of a rehearsal beside it."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView

from phoihop.accounts.cast import offers


class SignInView(LoginView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "cast": offers()}


sign_in = SignInView.as_view()
