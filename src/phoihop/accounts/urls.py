"""Addresses of sign-in and of what a user chooses."""

from django.urls import path

from phoihop.accounts.views import choices

app_name = "accounts"
urlpatterns = [
    path("ngon-ngu/", choices.language, name="language"),
]
