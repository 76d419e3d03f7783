"""Where can the rule book be read?"""

from django.urls import path, re_path

from . import views

app_name = "rulebook"
urlpatterns = [
    path("", views.book, name="book"),
    path("record/", views.record, name="record"),
    path("disputed/", views.disputed, name="disputed"),
    re_path(r"^questionnaire\.(?P<kind>docx|pdf)$", views.questionnaire, name="questionnaire"),
]
