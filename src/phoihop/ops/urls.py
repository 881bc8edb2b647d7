from django.urls import path

from phoihop.ops import readiness, views

app_name = "ops"
urlpatterns = [
    path("healthz", readiness.healthz, name="healthz"),
    path("readyz", readiness.readyz, name="readyz"),
    path("dv/<slug:unit>/viec-nen/", views.jobs, name="jobs"),
    path("dv/<slug:unit>/viec-nen/<int:pk>/chay-lai/", views.run_again, name="run_again"),
    path("dv/<slug:unit>/viec-nen/<int:pk>/bo/", views.drop, name="drop_job"),
]
