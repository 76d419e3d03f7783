"""Where can the rule book be read?"""

from django.urls import path

from . import views

app_name = "rulebook"
urlpatterns = [
    path("", views.book, name="book"),
    path("record/", views.record, name="record"),
]
