"""Where can the rule book be read, edited, checked, weighed and published?"""

from django.urls import path, re_path

from . import draft_views, edition_views, impact_views, merging_views, views
from .checking import views as checking
from .commenting import views as commenting
from .editing import rule_views
from .editing import views as editing
from .editing.moving import move_item
from .editing.question_retiring import retire_option
from .editing.removing import remove_item
from .editing.title_pages import book_title
from .exchange import views as exchange
from .publishing import views as publishing
from .trying import views as trying

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
    path("editions/<int:number>/checks/", checking.edition_checks, name="edition_checks"),
    path("editions/<int:number>/trial/", trying.edition_trial, name="edition_trial"),
    path("health/", checking.health, name="health"),
    path("difference/", edition_views.difference, name="difference"),
    re_path(
        r"^editions/(?P<number>[0-9]{1,9})/rulebook\.(?P<kind>toml|json|dmn)$",
        exchange.edition_file,
        name="edition_file",
    ),
    path("drafts/new/", draft_views.new, name="new_draft"),
    path("drafts/import/", exchange.import_draft, name="import_draft"),
    re_path(
        r"^drafts/(?P<code>[-a-zA-Z0-9_]+)/rulebook\.(?P<kind>toml|json|dmn)$",
        exchange.draft_file,
        name="draft_file",
    ),
    path(f"{draft}/", draft_views.draft, name="draft"),
    path(f"{draft}/steps/", draft_views.steps, name="steps"),
    path(f"{draft}/steps/<int:number>/undo/", draft_views.undo_step, name="undo"),
    path(f"{draft}/comments/", commenting.comments, name="draft_comments"),
    path(f"{draft}/publish/", publishing.publish, name="publish"),
    path(f"{draft}/approve/", publishing.approve, name="approve"),
    path(f"{draft}/merge/", merging_views.merge, name="merge"),
    path(f"{draft}/checks/", checking.checks, name="checks"),
    path(f"{draft}/impact/", impact_views.impact, name="impact"),
    path(f"{draft}/health/", checking.draft_health, name="draft_health"),
    path(f"{draft}/trial/", trying.trial, name="trial"),
    path(f"{draft}/preview-rule/", rule_views.preview_rule, name="preview_rule"),
    path(f"{draft}/title/", book_title, name="book_title"),
    path(f"{draft}/questions/<slug:key>/retire/", retire_option, name="retire_option"),
    path(f"{draft}/<str:kind>/<slug:key>/move/", move_item, name="move_item"),
    path(f"{draft}/<str:kind>/<slug:key>/remove/", remove_item, name="remove_item"),
    # Last, since any word may be a kind: other parts of a draft stand above.
    path(f"{draft}/<str:kind>/", editing.items, name="items"),
    path(f"{draft}/<str:kind>/new-one/", editing.new_item, name="new_item"),
    path(f"{draft}/<str:kind>/<slug:key>/", editing.item, name="item"),
]
