"""Addresses of the frame."""

from django.urls import path

from phoihop.web.views import frame, search

app_name = "web"
urlpatterns = [
    path("", frame.start, name="start"),
    path("giao-dien/", frame.theme, name="theme"),
    path("don-vi/", frame.units, name="units"),
    path("dv/<slug:unit>/", frame.home, name="home"),
    path("dv/<slug:unit>/tim/", search.find, name="find"),
    path("dv/<slug:unit>/muc-luc/", frame.more, name="more"),
]
