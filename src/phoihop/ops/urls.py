from django.urls import path

from phoihop.ops import readiness

app_name = "ops"
urlpatterns = [
    path("healthz", readiness.healthz, name="healthz"),
    path("readyz", readiness.readyz, name="readyz"),
]
