"""Where are saved recommendations?"""

from django.urls import path

from . import views

app_name = "archive"
urlpatterns = [
    path("", views.recommendations, name="list"),
    path("<slug:code>/", views.recommendation, name="recommendation"),
    path("<slug:code>/recommendation.json", views.as_json, name="json"),
]
