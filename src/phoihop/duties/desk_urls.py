"""Addresses of the reading desk, behind `/dv/<unit>/`."""

from django.urls import path

from phoihop.duties.views.desk import doers, editing, items, page

app_name = "desk"
_DESK = "van-ban/<int:pk>/ban-doc/"
_ITEM = _DESK + "viec/<int:item>/"
urlpatterns = [
    path(_DESK, page.desk, name="desk"),
    path(_DESK + "mo/", page.lay, name="lay"),
    path(_DESK + "co-mat/", page.present, name="present"),
    path(_DESK + "giao/", page.assign, name="assign"),
    path(_DESK + "da-giao/", page.given, name="given"),
    path(_DESK + "dau/", editing.header, name="header"),
    path(_DESK + "ngay/", editing.day, name="day"),
    path(_DESK + "them/", items.add, name="add"),
    path(_DESK + "xac-nhan-chac/", items.confirm_sure, name="confirm_sure"),
    path(_DESK + "ai-lam/", doers.doers, name="doers"),
    path(_DESK + "tim-don-vi/", doers.targets, name="targets"),
    path(_DESK + "thay/", doers.replace, name="replace"),
    path(_DESK + "bo-nguoi-nhan/", doers.drop, name="drop"),
    path(_DESK + "cua-ta/", doers.own, name="own"),
    path(_ITEM + "xac-nhan/", items.confirm, name="confirm"),
    path(_ITEM + "bo/", items.reject, name="reject"),
    path(_ITEM + "mo-lai/", items.reopen, name="reopen"),
    path(_ITEM + "chon/", items.choose, name="choose"),
    path(_ITEM + "tach/", items.split, name="split"),
    path(_ITEM + "noi/", items.join, name="join"),
    path(_ITEM + "bo-noi/", items.part, name="part"),
    path(_ITEM + "chu/", items.words, name="words"),
    path(_ITEM + "khi/", items.when, name="when"),
    path(_ITEM + "sua/", editing.edit, name="edit"),
    path(_ITEM + "ai-lam/", doers.doers, name="item_doers"),
]
