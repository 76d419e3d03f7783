"""What do the catalogue's own words mean, in plain ones?"""

from __future__ import annotations

from decisions.subsidiarity.catalogue import ANSWERS

KINDS = {
    "supranational_body": (
        "Supranational body",
        "States have handed powers to it, and its acts can bind them directly.",
    ),
    "regional_organisation": (
        "Regional organisation",
        "A treaty made it. Its members belong to one region, or to another limited circle.",
    ),
    "regional_consultative_process": (
        "Regional dialogue",
        "States of one region talk here informally. Nothing that is said binds them.",
    ),
    "interregional_consultative_process": (
        "Dialogue across regions",
        "States of two or more regions talk here informally. Nothing that is said binds them.",
    ),
    "specialised_agency": (
        "Specialised agency",
        "A standing body with one technical or protective task.",
    ),
    "global_process": (
        "Global process",
        "A worldwide conference, compact, commission or meeting of treaty parties.",
    ),
    "bilateral_format_template": (
        "Arrangement between two",
        "Two parties make it with each other; a union of States may be one of them.",
    ),
    "research_network": (
        "Research network",
        "It gathers data, research or advice. States do not negotiate here.",
    ),
}
LEVELS = {
    "bilateral": "Two parties.",
    "subregional": "Neighbours within one region.",
    "regional": "One region or continent.",
    "interregional": "Two regions or more, but not the whole world.",
    "global": "Open to the whole world, or speaking for it.",
}
SCOPES = {
    "limited": ("Limited", "It deals with a few well-defined matters (B.2 §2)."),
    "specialised": ("Specialised", "It has one technical or protective task (B.2 §3)."),
    "comprehensive": (
        "Comprehensive",
        "It deals with most of migration, or with migration and the matters around it (B.2 §4).",
    ),
}
BINDING = {
    "binding": "It can make rules that bind its members in law, directly or by treaty.",
    "soft_law": "It makes standards or promises that bind politically, not in law.",
    "consultative_only": "It makes no rules. It talks, advises, researches or lends a hand.",
}
INSTRUMENTS = {
    "standards": "Sets rules or standards",
    "monitoring": "Watches how States keep their word",
    "adjudication": "Settles disputes or hears complaints",
    "funds": "Gives or passes on money",
    "operations": "Does work on the ground",
    "dialogue": "Brings States together to talk",
    "training": "Trains officials and gives technical help",
    "data": "Gathers figures, research and information",
}
STATUSES = {
    "active": ("Active", "It works, and nothing shows that it has closed."),
    "dormant": ("Dormant", "It was never closed, but no sign of life was found for years."),
    "uncertain": ("In doubt", "It exists on paper; whether it still works is in doubt."),
    "ended": ("Ended", "It has closed or finished its work."),
    "succeeded": ("Succeeded", "Another forum has taken its place."),
    "template": ("A form to use", "A pattern for any two parties, not a body of its own."),
}
HISTORY = frozenset({"ended", "succeeded"})
"""Statuses of fora that are kept for the record only."""
CONFIDENCE = {
    "high": "The list of members is well supported: several sources agree, or it is official.",
    "medium": "The list of members rests on one source, or was put together from a count.",
    "low": "The list of members comes from memory. Whoever is not on it may still take part.",
    "n/a": "It has no list of member States.",
}
ROUTES = {
    "CC": "a public classification of countries",
    "FB26": "the World Factbook of 2026",
    "FB20": "the World Factbook of 2020",
    "WEB": "a web page that names the members",
    "WEBCOUNT": "a web page that gives their number",
    "UNV": "recorded votes in the General Assembly",
    "ARI": "a list from memory that is as long as the published number",
    "TREATY": "the text of a closed treaty",
    "MEM": "memory",
}
RELATIONS = {
    "part_of": "Part of",
    "has_part": "Has as parts",
    "predecessor": "Came after",
    "successor": "Followed by",
    "secretariat": "Served by",
    "serves": "Serves",
    "coordinator": "Coordinated by",
    "coordinates": "Coordinates",
    "counterpart": "Counterpart",
    "related": "Related",
}
"""What stands before the other forum's name. Any other type is shown as it is spelled."""
OPPOSITES = {**ANSWERS, "serves": "secretariat"}
"""How the other forum sees the same relation; one that is not named reads alike from both ends."""


def kind_label(kind: str) -> str:
    return KINDS[kind][0] if kind in KINDS else spelled(kind)


def status_label(status: str) -> str:
    return STATUSES[status][0] if status in STATUSES else spelled(status)


def listed(words: list[str]) -> str:
    """Some words as one phrase."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)


def spelled(key: str) -> str:
    """A word that another edition may use and this list does not know."""
    return key.replace("_", " ").capitalize()
