"""What does an edition's document say? (Rule book, issue catalogue, fora and States.)"""

from __future__ import annotations

from typing import Any

from ..edition import Edition, edition_of
from ..facts import State
from ..fora import Forum
from ..ladder import LEVELS
from ..rules import STEPS, Option, Question, RuleBook, Topic
from .reading import Refused, at, checksum, choice, items, record, texts, truth, words
from .rules import read_rule, vocabulary

KEYS = ("title", "questions", "issues", "rules", "fora", "states")
QUESTION = ("key", "step", "label", "text", "why", "help", "source", "options")
TOPIC = ("key", "label", "group", "definition", "source")
FORUM = (
    "id", "name", "short_name", "kind", "level", "scope", "binding", "status", "mandate",
    "mandate_core", "instruments", "membership_rule", "membership_confidence",
)  # fmt: skip


def read_edition(document: Any, number: int = 0) -> Edition:
    """An edition ready to fire. Raises Refused; deeper checks of a book are another matter."""
    record(document, "", required=KEYS)
    questions = tuple(
        read_question(value, place) for place, value in items(document["questions"], "questions")
    )
    topics = tuple(
        Topic(**texts(record(value, place, TOPIC), place, TOPIC))
        for place, value in items(document["issues"], "issues")
    )
    known = vocabulary(questions, topics)
    rules = tuple(
        read_rule(value, place, known) for place, value in items(document["rules"], "rules")
    )
    book = RuleBook(words(document["title"], "title", 300), questions, topics, rules)
    states = [read_state(value, place) for place, value in items(document["states"], "states")]
    fora = [read_forum(value, place) for place, value in items(document["fora"], "fora")]
    for place, keys in (
        ("questions", [question.key for question in questions]),
        ("issues", [topic.key for topic in topics]),
        ("rules", [rule.key for rule in rules]),
        ("fora", [forum.id for forum in fora]),
        ("states", [state.code for state in states]),
    ):
        refuse_twice(keys, place)
    by_code = {state.code: state for state in states}
    return edition_of(book, tuple(fora), by_code, checksum(document), number)


def refuse_twice(keys: list[str], place: str) -> None:
    for number, key in enumerate(keys):
        if key in keys[:number]:
            raise Refused(f"{place}[{number}]", f'"{key}" stands twice')


def read_question(value: Any, place: str) -> Question:
    record(value, place, QUESTION, ("several",))
    options = tuple(
        read_option(option, where) for where, option in items(value["options"], f"{place}.options")
    )
    if not options:
        raise Refused(f"{place}.options", "a question needs at least one option")
    refuse_twice([option.key for option in options], f"{place}.options")
    plain = texts(value, place, [key for key in QUESTION if key != "options"])
    choice(plain["step"], f"{place}.step", STEPS, "a step")
    several = truth(value.get("several", False), f"{place}.several")
    return Question(**plain, options=options, several=several)


def read_option(value: Any, place: str) -> Option:
    record(value, place, ("key", "label"), ("help",))
    return Option(**texts(value, place, value.keys()))


def read_state(value: Any, place: str) -> State:
    record(value, place, ("code", "region", "un_member"), ("name",))
    return State(
        code=words(value["code"], f"{place}.code", 2),
        region=words(value["region"], f"{place}.region", 30),
        un_member=truth(value["un_member"], f"{place}.un_member"),
        name=words(value.get("name", ""), f"{place}.name", 200),
    )


def read_forum(value: Any, place: str) -> Forum:
    if not isinstance(value, dict):
        raise Refused(place, "expected an object with keys")
    for key in FORUM:
        if key not in value:
            raise Refused(at(place, key), "is missing")
    beyond = items(value.get("members_non_iso", []), at(place, "members_non_iso"))
    outside_iso = {
        words(record(row, where, ("code", "name"))["code"], where, 40) for where, row in beyond
    }
    plain = ("id", "name", "short_name", "kind", "scope", "binding", "status", "membership_rule",
             "membership_confidence")  # fmt: skip
    codes = {
        key: frozenset(
            words(code, where, 40) for where, code in items(value.get(key, []), at(place, key))
        )
        for key in ("members", "uncertain", "suspended", "mandate", "mandate_core", "instruments")
    }
    return Forum(
        **texts(value, place, plain),
        level=LEVELS[choice(value["level"], f"{place}.level", LEVELS, "a level")],
        mandate=codes["mandate"],
        mandate_core=codes["mandate_core"],
        instruments=codes["instruments"],
        members=codes["members"] | outside_iso,
        unsure=codes["uncertain"] | codes["suspended"],
        is_template=truth(value.get("is_template", False), f"{place}.is_template"),
        involves_subnational=truth(
            value.get("involves_subnational", False), f"{place}.involves_subnational"
        ),
        needs_bloc=truth(value.get("needs_bloc", False), f"{place}.needs_bloc"),
        facts=value,
    )
