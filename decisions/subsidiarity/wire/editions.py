"""What does an edition's document say? (Rule book, issue catalogue, fora and States.)"""

from __future__ import annotations

from typing import Any

from ..edition import Edition, edition_of
from ..facts import State
from ..rules import STEPS, Option, Question, RuleBook, Topic
from .fora import read_fora
from .reading import Refused, checksum, choice, items, record, refuse_twice, texts, truth, words
from .rules import read_rule, vocabulary

KEYS = ("title", "questions", "issues", "rules", "fora", "states")
QUESTION = ("key", "step", "label", "text", "why", "help", "source", "options")
TOPIC = ("key", "label", "group", "definition", "source")
SEVERAL = 10
"""Options of a question that takes several: every set of them is a value, 1,023 at most."""


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
    for place, keys in (
        ("questions", [question.key for question in questions]),
        ("issues", [topic.key for topic in topics]),
        ("rules", [rule.key for rule in rules]),
        ("states", [state.code for state in states]),
    ):
        refuse_twice(keys, place)
    by_code = {state.code: state for state in states}
    fora = read_fora(document["fora"], by_code, [topic.key for topic in topics])
    return edition_of(book, fora, by_code, checksum(document), number)


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
    if several and len(options) > SEVERAL:
        raise Refused(
            f"{place}.options",
            f"are {len(options)}; a question that takes several has at most {SEVERAL}",
        )
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
