"""Addresses of figures and forms, behind `/dv/<unit>/`."""

from django.urls import path

from phoihop.reports.views import answers, forms, rollup, rollups, series

app_name = "reports"
_ONE = "so-lieu/<int:duty>/<str:period>/"
urlpatterns = [
    path("so-lieu/", rollups.rollups, name="rollups"),
    path("so-lieu/<int:duty>/chuoi/<str:code>/", series.series, name="series"),
    path(_ONE, rollup.rollup, name="rollup"),
    path(_ONE + "don-vi/", answers.answers, name="answers"),
    path(_ONE + "chi-tieu/<str:code>/", rollup.figure, name="figure"),
    path(_ONE + "loi/<str:code>/", rollup.narratives, name="narratives"),
    path("bieu-mau/", forms.forms, name="forms"),
    path("bieu-mau/moi/", forms.new, name="new_form"),
    path("bieu-mau/<int:pk>/", forms.form, name="form"),
    path("bieu-mau/<int:pk>/sua/", forms.edit, name="edit_form"),
    path("bieu-mau/<int:pk>/bo-nhap/", forms.drop, name="drop_draft"),
    path("bieu-mau/<int:pk>/dung/", forms.bind, name="bind"),
]
