"""Addresses of units, groups, people and the record; all but the first stand under `/dv/<unit>/`."""

from django.urls import path

from phoihop.org.views import bringing, groups, journal, people, person, pictures, restructuring, start, units

app_name = "org"
urlpatterns = [
    path("bat-dau/", start.found, name="found"),
    path("dv/<slug:unit>/don-vi/", units.tree, name="units"),
    path("dv/<slug:unit>/don-vi/<slug:key>/", units.unit, name="unit"),
    path("dv/<slug:unit>/don-vi/<slug:key>/nguon-goc/", pictures.family, name="family"),
    path("dv/<slug:unit>/cay/hinh/", pictures.picture, name="picture"),
    path("dv/<slug:unit>/cay/thay-doi/", pictures.changes, name="changes"),
    path("dv/<slug:unit>/don-vi/<slug:key>/cai-dat/", units.settings, name="unit_settings"),
    path("dv/<slug:unit>/don-vi/<slug:key>/ten-khac/", units.alias, name="unit_alias"),
    path("dv/<slug:unit>/don-vi/<slug:key>/ten-khac/bo/", units.forget, name="unit_alias_drop"),
    path("dv/<slug:unit>/nhap-don-vi/", bringing.units, name="bring_units"),
    path("dv/<slug:unit>/nhap-don-vi/mau/", bringing.unit_template_file, name="unit_template"),
    path("dv/<slug:unit>/sap-xep/", restructuring.decisions, name="decisions"),
    path("dv/<slug:unit>/sap-xep/moi/", restructuring.new, name="decide"),
    path("dv/<slug:unit>/sap-xep/<int:pk>/", restructuring.decision, name="decision"),
    path("dv/<slug:unit>/sap-xep/<int:pk>/rut/", restructuring.withdraw, name="withdraw"),
    path("dv/<slug:unit>/nhom/", groups.groups, name="groups"),
    path("dv/<slug:unit>/nhom/moi/", groups.new, name="group_new"),
    path("dv/<slug:unit>/nhom/<int:pk>/", groups.group, name="group"),
    path("dv/<slug:unit>/nhom/<int:pk>/ten-khac/bo/", groups.forget, name="group_alias_drop"),
    path("dv/<slug:unit>/con-nguoi/", people.people, name="people"),
    path("dv/<slug:unit>/con-nguoi/moi/", people.invite, name="invite"),
    path("dv/<slug:unit>/con-nguoi/danh-sach/", bringing.people, name="bring_people"),
    path("dv/<slug:unit>/con-nguoi/danh-sach/mau/", bringing.people_template_file, name="people_template"),
    path("dv/<slug:unit>/con-nguoi/<int:pk>/", person.person, name="person"),
    path("dv/<slug:unit>/con-nguoi/<int:pk>/vai/", person.grant, name="grant"),
    path("dv/<slug:unit>/con-nguoi/<int:pk>/dong/", person.close, name="close_account"),
    path("dv/<slug:unit>/con-nguoi/<int:pk>/mo/", person.reopen, name="open_account"),
    path("dv/<slug:unit>/con-nguoi/<int:pk>/thu/", person.letter, name="invite_again"),
    path("dv/<slug:unit>/nhat-ky/", journal.journal, name="journal"),
    path("dv/<slug:unit>/loi-moi/<int:pk>/rut/", people.take_back, name="take_back"),
    path("dv/<slug:unit>/vai/<int:pk>/thoi/", person.revoke, name="revoke"),
    path("dv/<slug:unit>/vai/<int:pk>/thay/", person.lend, name="lend"),
]
