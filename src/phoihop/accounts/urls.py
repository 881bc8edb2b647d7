"""Addresses of this room's own pages."""

from django.urls import path

from phoihop.accounts.views import choices, demo, joining, sessions

app_name = "accounts"
urlpatterns = [
    path("ngon-ngu/", choices.language, name="language"),
    path("dien-tap/vao/", demo.enter, name="enter_as"),
    path("loi-moi/<str:token>/", joining.accept, name="accept"),
    path("tai-khoan/thu-hang-ngay/", choices.digest, name="digest"),
    path("tai-khoan/phien/", sessions.sessions, name="sessions"),
    path("tai-khoan/phien/khac/ket-thuc/", sessions.end_others, name="end_others"),
    path("tai-khoan/phien/<int:pk>/ket-thuc/", sessions.end_session, name="end_session"),
]
