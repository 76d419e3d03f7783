"""Which room answers which address?"""

from django.urls import include, path

from decisions.archive.public import read

urlpatterns = [
    path("", include("decisions.house.urls")),
    path("guide/", include("decisions.guide.urls")),
    path("archive/", include("decisions.archive.urls")),
    path("read/<str:token>/", read, name="read"),
    path("rulebook/", include("decisions.rulebook.urls")),
    path("fora/", include("decisions.fora.urls")),
]
