from django.urls import path

from phoihop.duties.views import board, calendar, chasing, compare, due_list, duty, lists, obligation, respond, saved

app_name = "duties"
urlpatterns = [
    path("viec/", due_list.due_list, name="due_list"),
    path("viec/<int:pk>/", obligation.obligation, name="obligation"),
    path("viec/<int:pk>/so-sanh/", compare.compare, name="compare"),
    path("viec/<int:pk>/tra-loi/", respond.respond, name="respond"),
    path("viec/<int:pk>/tra-loi/luu/", respond.save, name="save"),
    path("viec/<int:pk>/tra-loi/tep/", respond.evidence, name="evidence"),
    path("viec/<int:pk>/tra-loi/duyet/", respond.approve, name="approve"),
    path("viec/tat-ca/", lists.owed, name="owed"),
    path("viec/giao/", lists.asked, name="asked"),
    path("viec/lich/", calendar.calendars, name="calendars"),
    path("viec/lich.ics", calendar.calendar, name="calendar"),
    path("viec/<int:pk>/nhan/", chasing.accept, name="accept"),
    path("viec/<int:pk>/tra-lai/", chasing.give_back, name="return"),
    path("viec/<int:pk>/xin-gia-han/", chasing.extend, name="extend"),
    path("viec/<int:pk>/gia-han/", chasing.decide, name="decide"),
    path("viec/<int:pk>/cho-gia-han/", chasing.grant, name="grant"),
    path("viec/<int:pk>/giai-trinh/", chasing.explain_lateness, name="explain"),
    path("viec/<int:pk>/nhac/", chasing.remind, name="remind"),
    path("viec/<int:pk>/rut/", chasing.withdraw, name="withdraw"),
    path("viec/<int:pk>/phat-hanh/", chasing.dispatch, name="dispatch"),
    path("nhiem-vu/<int:pk>/", duty.duty, name="duty"),
    path("nhiem-vu/<int:pk>/su-kien/", duty.tell_event, name="tell_event"),
    path("nhiem-vu/<int:pk>/nhip/", duty.choose, name="choose_rhythm"),
    path("nhiem-vu/<int:pk>/rut/", duty.withdraw, name="withdraw_duty"),
    path("bang/", board.board, name="board"),
    path("bang/nhac/", board.remind, name="board_remind"),
    path("khung-nhin/", saved.save, name="save_view"),
    path("khung-nhin/<int:pk>/bo/", saved.drop, name="drop_view"),
]
