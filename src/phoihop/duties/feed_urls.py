"""The one address of this room that stands behind no unit: a calendar cannot sign in."""

from django.urls import path

from phoihop.duties.views import calendar

app_name = "duties-feed"
urlpatterns = [path("lich/<str:token>.ics", calendar.feed, name="feed")]
