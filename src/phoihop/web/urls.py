"""Addresses of the frame."""

from django.urls import path

from phoihop.web.views import frame

app_name = "web"
urlpatterns = [
    path("", frame.start, name="start"),
    path("giao-dien/", frame.theme, name="theme"),
    path("dv/<slug:unit>/muc-luc/", frame.more, name="more"),
]
