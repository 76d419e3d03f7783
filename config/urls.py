"""Which room answers which address?"""

from django.urls import include, path

urlpatterns = [
    path("", include("decisions.house.urls")),
    path("guide/", include("decisions.guide.urls")),
    path("archive/", include("decisions.archive.urls")),
    path("rulebook/", include("decisions.rulebook.urls")),
    path("fora/", include("decisions.fora.urls")),
]
