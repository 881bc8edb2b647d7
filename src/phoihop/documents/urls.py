"""Addresses of the register, behind `/dv/<unit>/`."""

from django.urls import path

from phoihop.documents.views import batch, citing, document, intake, register, scan

app_name = "documents"
urlpatterns = [
    path("van-ban/", register.register, name="register"),
    path("van-ban/nhan/", intake.take_in, name="take_in"),
    path("van-ban/nhan/quet/<int:pk>/", scan.scan, name="scan"),
    path("van-ban/can-tim/", citing.wanted, name="wanted"),
    path("van-ban/nhan/loat/", batch.start, name="start_batch"),
    path("van-ban/nhan/loat/<int:pk>/", batch.batch, name="batch"),
    path("van-ban/nhan/loat/<int:pk>/tep/", batch.send, name="send_into"),
    path("van-ban/<int:pk>/", document.document, name="document"),
    path("van-ban/<int:pk>/vien-dan/", citing.choose, name="choose_cited"),
    path("van-ban/<int:pk>/sua/", document.correct, name="correct"),
    path("van-ban/<int:pk>/thu-hoi/", document.withdraw, name="withdraw"),
    path("van-ban/<int:pk>/tep/", document.original, name="original"),
    path("van-ban/<int:pk>/trang/<int:number>/", scan.picture, name="picture"),
    path("van-ban/<int:pk>/chu/", scan.words, name="words"),
    path("van-ban/<int:pk>/luu/", document.file_away, name="file_away"),
]
