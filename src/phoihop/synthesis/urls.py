from django.urls import path, re_path

from phoihop.synthesis.views import pages

app_name = "synthesis"
urlpatterns = [
    path("tong-hop/", pages.reports, name="reports"),
    path("tong-hop/lap/", pages.start, name="start"),
    path("tong-hop/<int:pk>/", pages.draft, name="draft"),
    path("tong-hop/<int:pk>/cau/<int:sentence>/", pages.sources, name="sources"),
    path("tong-hop/<int:pk>/cau/<int:sentence>/sua/", pages.edit, name="edit"),
    path("tong-hop/<int:pk>/muc/<int:section>/them/", pages.add, name="add"),
    path("tong-hop/<int:pk>/ten/", pages.retitle, name="retitle"),
    path("tong-hop/<int:pk>/buoc/<slug:name>/", pages.step, name="step"),
    re_path(r"^tong-hop/(?P<pk>\d+)/bao-cao\.(?P<kind>docx|pdf)$", pages.paper, name="paper"),
]
