"""The root addresses."""

from django.urls import URLPattern, URLResolver, include, path

handler400 = "phoihop.web.views.errors.bad_request"
handler403 = "phoihop.web.views.errors.forbidden"
handler404 = "phoihop.web.views.errors.not_found"
handler429 = "phoihop.web.views.errors.too_many"
handler500 = "phoihop.web.views.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("phoihop.web.urls")),
    path("", include("phoihop.accounts.urls")),
    path("", include("phoihop.ops.urls")),
    path("dv/<slug:unit>/", include("phoihop.files.urls")),
    path("dv/<slug:unit>/", include("phoihop.notices.urls")),
    path("dv/<slug:unit>/", include("phoihop.duties.urls")),
    path("", include("phoihop.duties.feed_urls")),
    path("dv/<slug:unit>/", include("phoihop.reports.urls")),
    path("dv/<slug:unit>/", include("phoihop.synthesis.urls")),
    path("dv/<slug:unit>/", include("phoihop.duties.desk_urls")),
    path("dv/<slug:unit>/", include("phoihop.documents.urls")),
    path("", include("phoihop.org.urls")),
    path("", include("phoihop.accounts.sign_in_urls")),
]
