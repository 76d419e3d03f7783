"""Which read-only links were given out, until when, and who looked?"""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.db import models

from .codes import new_code
from .recommendation import SavedRecommendation

SALT = "subsidium read-only link"
NEEDED = tuple(f"recommendation__{part}" for part in ("edition", "case_file", "owner"))


class ReadLink(models.Model):
    """A link by which anybody may read one recommendation, as shared, until it ends.

    The address is signed, so that what stands in the database alone opens nothing.
    """

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    recommendation = models.ForeignKey(
        SavedRecommendation, on_delete=models.PROTECT, related_name="links"
    )
    for_whom = models.CharField(max_length=120)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.for_whom

    @property
    def token(self) -> str:
        return signing.Signer(salt=SALT).sign(self.code)


class LinkView(models.Model):
    """One visit by a link: when, and with which browser. No address of the visitor is kept."""

    link = models.ForeignKey(ReadLink, on_delete=models.CASCADE, related_name="views")
    at = models.DateTimeField()
    browser = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return str(self.at)


def link_of(token: str) -> ReadLink | None:
    """The link that a signed token names; None where the token is not one of ours."""
    try:
        code = signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature:
        return None
    found = ReadLink.objects.select_related(*NEEDED)
    return found.defer("recommendation__edition__document").filter(code=code).first()
