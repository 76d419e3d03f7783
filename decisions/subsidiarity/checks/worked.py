"""Do the worked examples of a book bear out its rules, and does each rule have them?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..rules import Example
from ..wording import fact_label
from .covering import Box
from .matter import Matter
from .verdict import Item, listed


def failing_examples(matter: Matter) -> Iterator[Item]:
    """With all else unknown an example must make its rule fire, a near miss must rule it out."""
    for rule, box in zip(matter.edition.book.rules, matter.space.boxes, strict=True):
        for example in rule.examples:
            judge = problem_of_example if example.fires else problem_of_near_miss
            if problem := judge(matter, box, example):
                yield Item(
                    f"{rule.key}: “{example.says}” {problem}.",
                    (rule.key,),
                    {fact: tuple(sorted(given)) for fact, given in example.answers.items()},
                )


def problem_of_example(matter: Matter, box: Box, example: Example) -> str:
    """Why the rule does not certainly fire; empty where it does."""
    if barred := refused(matter, box, example):
        return f"does not make it fire: it refuses what is said of {labels(matter, barred)}"
    if missing := [fact for fact in box if fact not in example.answers]:
        return f"does not make it fire: nothing is said of {labels(matter, missing)}"
    return ""


def problem_of_near_miss(matter: Matter, box: Box, example: Example) -> str:
    """Why the rule is not certainly out; empty where it is."""
    if refused(matter, box, example) or not all(box.values()):
        return ""
    if missing := [fact for fact in box if fact not in example.answers]:
        return (
            f"is no near miss: it may still fire, as nothing is said of {labels(matter, missing)}"
        )
    return "is no near miss: it fires"


def refused(matter: Matter, box: Box, example: Example) -> list[str]:
    """The facts of which the rule does not accept what the example says."""
    values = matter.space.values
    return [
        fact
        for fact, given in example.answers.items()
        if fact in box and not box[fact] >> values[fact].index(given) & 1
    ]


def labels(matter: Matter, facts: Iterable[str]) -> str:
    return listed(fact_label(matter.edition, fact) for fact in facts)


def rules_without_example(matter: Matter) -> Iterator[Item]:
    """A rule that can never fire can have no example of it."""
    for rule, _ in matter.living():
        kinds = {example.fires for example in rule.examples}
        wanted = {True: "example that fires", False: "near miss"}
        missing = [words for kind, words in wanted.items() if kind not in kinds]
        if missing:
            yield Item(f"{rule.key} has no {' and no '.join(missing)}.", (rule.key,))
