"""In which order does a file say what it says, whatever the order in which it was stored?

A database may keep the keys of an object in an order of its own, so a file has one that is ours:
the same document gives the same bytes everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from decisions.subsidiarity.wire import forum_keys
from decisions.subsidiarity.wire.editions import KEYS, QUESTION, TOPIC
from decisions.subsidiarity.wire.rules import RULE

DERIVED = ("issue", "states", "regions", "roles", "hardness")
"""Facts that nobody is asked, which stand first."""
OPTION = ("key", "label", "help")
STATE = ("code", "name", "region", "un_member")
EXAMPLE = ("fires", "says", "answers")
RULE_KEYS = (*(key for key in RULE if key != "when"), "examples", "when")
QUESTION_KEYS = (*(key for key in QUESTION if key != "options"), "several", "options")
FORUM = (*forum_keys.NAMES, "aliases", *forum_keys.REQUIRED, *forum_keys.OPTIONAL)

Document = dict[str, Any]


def ordered(document: Mapping[str, Any]) -> Document:
    """The document of an edition or a draft with all its keys in order."""
    facts = (*DERIVED, *(question["key"] for question in document["questions"]))
    return in_order(
        {
            **document,
            "questions": [ordered_question(each) for each in document["questions"]],
            "issues": [in_order(each, TOPIC) for each in document["issues"]],
            "rules": [ordered_rule(each, facts) for each in document["rules"]],
            "fora": [ordered_forum(each) for each in document["fora"]],
            "states": [in_order(each, STATE) for each in document["states"]],
        },
        KEYS,
    )


def in_order(value: Mapping[str, Any], keys: Iterable[str]) -> Document:
    """These keys first, as far as they are there; then any others, by name."""
    known = dict.fromkeys([*keys, *sorted(value)])
    return {key: value[key] for key in known if key in value}


def ordered_question(question: Mapping[str, Any]) -> Document:
    options = [in_order(option, OPTION) for option in question["options"]]
    return in_order({**question, "options": options}, QUESTION_KEYS)


def ordered_rule(rule: Mapping[str, Any], facts: Iterable[str]) -> Document:
    parts: Document = {**rule, "when": in_order(rule["when"], facts)}
    if "examples" in rule:
        parts["examples"] = [
            in_order({**each, "answers": in_order(each["answers"], facts)}, EXAMPLE)
            for each in rule["examples"]
        ]
    return in_order(parts, RULE_KEYS)


def ordered_forum(forum: Mapping[str, Any]) -> Document:
    parts = {
        **forum,
        **{
            key: [in_order(row, first) for row in forum[key]]
            for key, first in (("relations", ("type", "id")), ("members_non_iso", ("code", "name")))
            if key in forum
        },
    }
    return in_order(parts, FORUM)
