"""Where can the rule book be read, edited, checked, weighed and published?"""

from django.urls import path, re_path

from . import draft_views, edition_views, views
from .editing import views as editing

app_name = "rulebook"
draft = "drafts/<slug:code>"
urlpatterns = [
    path("", views.book, name="book"),
    path("record/", views.record, name="record"),
    path("disputed/", views.disputed, name="disputed"),
    re_path(r"^questionnaire\.(?P<kind>docx|pdf)$", views.questionnaire, name="questionnaire"),
    path("editions/", edition_views.editions, name="editions"),
    path("editions/<int:number>/", edition_views.edition, name="edition"),
    re_path(
        r"^editions/(?P<number>[0-9]{1,9})/book\.(?P<kind>docx|pdf)$",
        edition_views.edition_paper,
        name="edition_paper",
    ),
    path("difference/", edition_views.difference, name="difference"),
    path("drafts/new/", draft_views.new, name="new_draft"),
    path(f"{draft}/", draft_views.draft, name="draft"),
    path(f"{draft}/steps/", draft_views.steps, name="steps"),
    path(f"{draft}/steps/<int:number>/undo/", draft_views.undo_step, name="undo"),
    # Last, since any word may be a kind: other parts of a draft stand above.
    path(f"{draft}/<str:kind>/", editing.items, name="items"),
    path(f"{draft}/<str:kind>/new-one/", editing.new_item, name="new_item"),
    path(f"{draft}/<str:kind>/<slug:key>/", editing.item, name="item"),
]
