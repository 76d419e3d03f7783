"""Which keys may an entry of the catalogue of fora have, and which words may they hold?"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ..ladder import LEVELS

Vocabulary = tuple[str, Collection[str]]
"""What such a word is called, and all of them."""

WORDS: Mapping[str, Vocabulary] = {
    "kind": ("a kind of forum", (
        "supranational_body", "regional_organisation", "regional_consultative_process",
        "interregional_consultative_process", "specialised_agency", "global_process",
        "bilateral_format_template", "research_network",
    )),
    "level": ("a level", LEVELS),
    "scope": ("a scope", ("limited", "specialised", "comprehensive")),
    "binding": ("a kind of outcome", ("binding", "soft_law", "consultative_only")),
    "status": ("a status", (
        "active", "dormant", "uncertain", "ended", "succeeded", "template",
    )),
    "membership_rule": ("a rule of membership", (
        "listed", "un_members", "un_members_except", "template", "none",
    )),
    "membership_confidence": ("a degree of confidence", ("high", "medium", "low", "n/a")),
}  # fmt: skip
LISTED_WORDS: Mapping[str, Vocabulary] = {
    "instruments": ("an instrument", (
        "standards", "monitoring", "adjudication", "funds", "operations", "dialogue", "training",
        "data",
    )),
    "membership_routes": ("a route to the members", (
        "CC", "FB26", "FB20", "WEB", "WEBCOUNT", "UNV", "ARI", "TREATY", "MEM",
    )),
    "count_parts": ("a list that can be counted", (
        "members", "uncertain", "observers", "departed", "excluded", "members_non_iso",
    )),
}  # fmt: skip
RELATION: Vocabulary = ("a relation", (
    "has_part", "part_of", "successor", "predecessor", "secretariat", "serves", "coordinator",
    "coordinates", "counterpart", "related",
))  # fmt: skip
STANDINGS = (
    "members", "observers", "suspended", "departing", "uncertain", "departed", "excluded",
)  # fmt: skip
OTHER_STATES = ("paper_members", "voted_against", "abstained")
"""Lists of States that only pages show."""
AMONG_MEMBERS = {
    "suspended": True, "departing": True, "observers": False, "departed": False, "excluded": False,
}  # fmt: skip
"""Whether who stands on such a list is a member too. Who is uncertain may be one or not."""
NAMES = ("id", "name", "short_name")
NOTES = (
    "binding_note", "status_note", "secretariat", "members_sense", "paper_members_note",
    "uncertain_note", "departing_note", "observers_note", "suspended_note",
)  # fmt: skip
LISTED_NOTES = ("aliases", "named_in_paper", "member_organisations")
YEARS = ("as_of", "active_from", "active_to")
COUNTS = ("published_count", "count_extra", "count_gap")
YEAR = (1800, 2200)
COUNT = (0, 1_000)
"""What years and counts may lie between."""
MARKS = ("is_template", "involves_subnational", "needs_bloc", "small_group")
REQUIRED = (*NAMES, *WORDS, "mandate", "mandate_core", "instruments")
OPTIONAL = (
    *STANDINGS, "members_non_iso", *OTHER_STATES, *NOTES, *LISTED_NOTES, *YEARS, *COUNTS,
    "count_parts", "membership_routes", *MARKS, "relations", "seat_country", "last_evidence",
)  # fmt: skip
