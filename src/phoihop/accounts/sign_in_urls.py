"""Addresses of allauth that are used, under the names it asks for; what is not here does not exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as step
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.urls import path, re_path
from django.views.generic import RedirectView, TemplateView

from phoihop.accounts.views.sign_in import sign_in

View = Callable[..., HttpResponseBase]


def whole(view: View) -> View:
    """A change and its record are one transaction; looking at the page takes no lock."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            return view(request, *args, **kwargs)

    return wrapped


urlpatterns = [
    path("dang-nhap/", sign_in, name="account_login"),
    path("dang-nhap/buoc-hai/", step.authenticate, name="mfa_authenticate"),
    path("dang-nhap/khoa/", login_not_required(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path("dang-nhap/da-dong/", account.account_inactive, name="account_inactive"),
    path("quen-mat-khau/", account.password_reset, name="account_reset_password"),
    path("quen-mat-khau/da-gui/", account.password_reset_done, name="account_reset_password_done"),
    path("quen-mat-khau/xong/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^quen-mat-khau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        whole(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("tai-khoan/", step.index, name="mfa_index"),
    path("tai-khoan/mat-khau/", whole(account.password_change), name="account_change_password"),
    path(
        "tai-khoan/dat-mat-khau/",
        TemplateView.as_view(template_name="accounts/no_password.html"),
        name="account_set_password",
    ),
    path("tai-khoan/xac-nhan/", account.reauthenticate, name="account_reauthenticate"),
    path("tai-khoan/xac-nhan/ma/", step.reauthenticate, name="mfa_reauthenticate"),
    path("tai-khoan/xac-nhan/khoa/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("tai-khoan/ma-tu-ung-dung/bat/", whole(totp.activate_totp), name="mfa_activate_totp"),
    path("tai-khoan/ma-tu-ung-dung/tat/", whole(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("tai-khoan/ma-du-phong/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("tai-khoan/ma-du-phong/tao/", whole(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("tai-khoan/ma-du-phong/tai/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("tai-khoan/khoa/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("tai-khoan/khoa/them/", whole(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("tai-khoan/khoa/<int:pk>/bo/", whole(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("tai-khoan/khoa/<int:pk>/ten/", whole(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
]
