"""Where can the fora be looked up?"""

from django.urls import path

from . import views

app_name = "fora"
urlpatterns = [
    path("", views.catalogue, name="catalogue"),
    path("who/", views.who, name="who"),
    path("states/", views.states, name="states"),
    path("states/<str:code>/", views.state, name="state"),
    path("overlap/", views.overlap, name="overlap"),
    path("<str:key>/", views.forum, name="forum"),
]
