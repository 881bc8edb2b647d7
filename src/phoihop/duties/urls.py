from django.urls import path

from phoihop.duties.views import due_list, obligation, respond

app_name = "duties"
urlpatterns = [
    path("viec/", due_list.due_list, name="due_list"),
    path("viec/<int:pk>/", obligation.obligation, name="obligation"),
    path("viec/<int:pk>/tra-loi/", respond.respond, name="respond"),
    path("viec/<int:pk>/tra-loi/luu/", respond.save, name="save"),
    path("viec/<int:pk>/tra-loi/tep/", respond.evidence, name="evidence"),
    path("viec/<int:pk>/tra-loi/duyet/", respond.approve, name="approve"),
]
