"""Where is each page of the guide?"""

from django.urls import path

from . import (
    views,
    views_edition,
    views_exchange,
    views_interests,
    views_questions,
    views_result,
    views_sharing,
    views_teams,
    views_what_if,
)

app_name = "guide"
urlpatterns = [
    path("", views.cases, name="cases"),
    path("new/", views.start, name="start"),
    path("import/", views_exchange.import_case, name="import"),
    path("teams/", views_teams.teams, name="teams"),
    path("<slug:code>/", views.task_list, name="task_list"),
    path("<slug:code>/about/", views.about, name="about"),
    path("<slug:code>/states/", views.states, name="states"),
    path("<slug:code>/issues/", views.issues, name="issues"),
    path("<slug:code>/interests/", views_interests.interests, name="interests"),
    path("<slug:code>/answer/<slug:step>/", views_questions.section, name="section"),
    path("<slug:code>/answer/<slug:step>/<slug:key>/", views_questions.question, name="question"),
    path("<slug:code>/own-view/", views_result.own_view, name="own_view"),
    path("<slug:code>/check/", views_result.check, name="check"),
    path("<slug:code>/recommendation/", views_result.recommendation, name="recommendation"),
    path("<slug:code>/recommendation/try/", views_what_if.trying, name="trying"),
    path("<slug:code>/recommendation/level/", views_what_if.other_level, name="other_level"),
    path("<slug:code>/edition/", views_edition.edition, name="edition"),
    path("<slug:code>/copy/", views_result.copy, name="copy"),
    path("<slug:code>/sharing/", views_sharing.sharing, name="sharing"),
    path("<slug:code>/case.json", views_exchange.export, name="export"),
]
