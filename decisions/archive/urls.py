"""Where are saved recommendations?"""

from django.urls import path

from . import (
    views,
    views_answer,
    views_compare,
    views_departure,
    views_dispute,
    views_exports,
    views_links,
    views_list,
    views_memo,
    views_review,
    views_saved,
    views_shelf,
    views_talk,
)

app_name = "archive"
urlpatterns = [
    path("", views_list.recommendations, name="list"),
    path("recommendations.csv", views_list.as_table, name="list_csv"),
    path("views/", views_saved.views, name="views"),
    path("compare/", views_compare.compared, name="compare"),
    path("waiting/", views_talk.waiting, name="waiting"),
    path("<slug:code>/", views.recommendation, name="recommendation"),
    path("<slug:code>/recommendation.json", views.as_json, name="json"),
    path("<slug:code>/recommendation.csv", views_exports.as_csv, name="csv"),
    path("<slug:code>/memo/<slug:kind>.<slug:form>", views_memo.memo, name="memo"),
    path("<slug:code>/tags/", views_shelf.tags, name="tags"),
    path("<slug:code>/away/", views_shelf.away, name="away"),
    path("<slug:code>/links/", views_links.links, name="links"),
    path("<slug:code>/today/", views_compare.as_of_today, name="today"),
    path("<slug:code>/history/", views_compare.history, name="history"),
    path("<slug:code>/submit/", views_review.submit, name="submit"),
    path("<slug:code>/withdraw/", views_review.withdraw, name="withdraw"),
    path("<slug:code>/review/", views_review.review, name="review"),
    path("<slug:code>/review/dispute/", views_dispute.dispute, name="dispute"),
    path("<slug:code>/answer/", views_answer.answer, name="answer"),
    path("<slug:code>/departure/", views_departure.departure, name="departure"),
    path("<slug:code>/comment/", views_talk.comment, name="comment"),
]
