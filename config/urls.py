"""Which room answers which address?"""

from django.urls import include, path

from decisions.archive.public import one_page, read

handler404 = "decisions.house.not_saved.not_there"
urlpatterns = [
    path("", include("decisions.house.urls")),
    path("guide/", include("decisions.guide.urls")),
    path("archive/", include("decisions.archive.urls")),
    path("read/<str:token>/", read, name="read"),
    path("read/<str:token>/one-page.pdf", one_page, name="read_paper"),
    path("rulebook/", include("decisions.rulebook.urls")),
    path("fora/", include("decisions.fora.urls")),
]
