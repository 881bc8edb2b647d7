from django.urls import path

from phoihop.notices import views

app_name = "notices"
urlpatterns = [path("thong-bao/", views.notices, name="list")]
