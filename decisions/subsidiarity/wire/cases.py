"""What does a case document say? (model.md section 9: states, answers, issues.)"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..edition import Edition
from ..facts import NO_ANSWER, ROLES, Case, Issue, Party, Value
from ..interests import STANCES, Interest
from ..rules import Question
from .reading import Refused, at, choice, choices, items, record, state_code, truth, words

PARTY_KEYS = ("state", "all_states", "members_of")


def read_batch(document: Any, edition: Edition) -> list[tuple[str, Case]] | None:
    """The cases of `{"cases": [{"id", "case"}]}` with their ids; None for a single case."""
    if not (isinstance(document, dict) and "cases" in document):
        return None
    record(document, "", required=("cases",))
    found: dict[str, Case] = {}
    for place, entry in items(document["cases"], "cases"):
        record(entry, place, required=("id", "case"))
        key = words(entry["id"], f"{place}.id", 200)
        if key in found:
            raise Refused(f"{place}.id", f'"{key}" stands twice')
        found[key] = read_case(entry["case"], edition, f"{place}.case")
    return list(found.items())


def read_case(document: Any, edition: Edition, place: str = "", unfinished: bool = False) -> Case:
    """A case under an edition's questions, issues, fora and States. Raises Refused.

    An `unfinished` case, still being answered, may lack States and issues.
    """
    record(document, place, required=("states", "issues"), optional=("title", "answers"))
    answers = read_answers(document.get("answers", {}), at(place, "answers"), edition)
    parties = read_parties(document["states"], at(place, "states"), edition)
    if not (parties or unfinished):
        raise Refused(at(place, "states"), "name at least one State")
    if not (document["issues"] or unfinished):
        raise Refused(at(place, "issues"), "name at least one issue")
    case = Case(
        title=words(document.get("title", ""), at(place, "title"), 300),
        parties=parties,
        answers={key: value for key, value in answers.items() if value is not None},
        issues=tuple(read_issues(document["issues"], at(place, "issues"), edition, parties)),
    )
    for number, issue in enumerate(case.issues):
        refuse_two_interests(case, issue, f"{at(place, 'issues')}[{number}]")
    return case


def refuse_two_interests(case: Case, issue: Issue, place: str) -> None:
    direct = {**case.answers, **issue.answers}.get("interest")
    if direct and issue.interests:
        raise Refused(
            f"{place}.interests",
            "stances stand beside a direct answer to interest; give one or the other",
        )


def read_answers(value: Any, place: str, edition: Edition) -> dict[str, Value | None]:
    questions = edition.book.question_by_key
    if not isinstance(value, dict):
        raise Refused(place, "expected an object of answers by question")
    return {
        key: read_answer(answer, where, questions[choice(key, where, questions, "a question")])
        for key, answer in value.items()
        for where in [at(place, key)]
    }


def read_answer(value: Any, place: str, question: Question) -> Value | None:
    """One option, several, or None for "I do not know"."""
    if value is None:
        return None
    options = [option.key for option in question.options]
    if not question.several:
        return frozenset({choice(value, place, options)})
    given = choices(value, place, options)
    if not given:
        raise Refused(place, f"is empty; allowed: some of {', '.join(options)}, or leave it out")
    if NO_ANSWER in given and len(given) > 1:
        raise Refused(place, f'"{NO_ANSWER}" excludes the other options')
    return given


def read_parties(value: Any, place: str, edition: Edition) -> tuple[Party, ...]:
    rows = [
        (where, entry, party_key(entry, where, edition)) for where, entry in items(value, place)
    ]
    keys = [key for _, _, key in rows]
    singly = frozenset(key for key in keys if key in edition.states)
    for number, (where, _, key) in enumerate(rows):
        if key in keys[:number]:
            raise Refused(where, f'"{key}" stands twice')
    return tuple(
        Party(key, read_roles(entry, where), seats_of(key, where, edition, singly))
        for where, entry, key in rows
    )


def party_key(entry: Any, place: str, edition: Edition, extra: tuple[str, ...] = ("roles",)) -> str:
    """The key of a row: a State code, `all_states`, or `members_of:<forum>`."""
    record(entry, place, optional=(*PARTY_KEYS, *extra))
    named = [key for key in PARTY_KEYS if key in entry]
    if len(named) != 1:
        raise Refused(place, f"name exactly one of {', '.join(PARTY_KEYS)}")
    if named == ["state"]:
        return state_code(entry["state"], f"{place}.state", edition.states)
    if named == ["all_states"]:
        if not truth(entry["all_states"], f"{place}.all_states"):
            raise Refused(f"{place}.all_states", "can only be true; leave the row out otherwise")
        return "all_states"
    blocs = [forum.id for forum in edition.fora if forum.members]
    return f"members_of:{choice(entry['members_of'], f'{place}.members_of', blocs, 'a forum')}"


def read_roles(entry: Mapping[str, Any], place: str) -> frozenset[str]:
    return choices(entry.get("roles", []), f"{place}.roles", ROLES)


def seats_of(key: str, place: str, edition: Edition, singly: frozenset[str]) -> frozenset[str]:
    """The States that a row stands for, less those that have a row of their own."""
    if key in edition.states:
        return frozenset({key})
    if key == "all_states":
        everyone = frozenset(code for code, state in edition.states.items() if state.un_member)
    else:
        bloc = key.partition(":")[2]
        everyone = next(forum.members for forum in edition.fora if forum.id == bloc)
    if not everyone - singly:
        raise Refused(place, "all its States have a row of their own; leave this row out")
    return everyone - singly


def read_issues(
    value: Any, place: str, edition: Edition, parties: tuple[Party, ...]
) -> Iterable[Issue]:
    seen: set[str] = set()
    for where, entry in items(value, place):
        record(entry, where, required=("issue",), optional=("answers", "interests"))
        topic = choice(entry["issue"], f"{where}.issue", edition.book.topic_by_key, "an issue")
        if topic in seen:
            raise Refused(f"{where}.issue", f'"{topic}" stands twice')
        seen.add(topic)
        yield Issue(
            topic,
            read_answers(entry.get("answers", {}), f"{where}.answers", edition),
            read_interests(entry.get("interests", []), f"{where}.interests", edition, parties),
        )


def read_interests(
    value: Any, place: str, edition: Edition, parties: tuple[Party, ...]
) -> tuple[Interest, ...]:
    rows = {party.key: party for party in parties}
    found: dict[tuple[str, str | None], Interest] = {}
    for where, entry in items(value, place):
        party = party_key(entry, where, edition, ("role", "stated", "assessed"))
        if party not in rows:
            raise Refused(where, f'"{party}" has no row in states; allowed: {", ".join(rows)}')
        interest = read_interest(entry, where, party)
        refuse_foreign_role(interest, rows[party], where)
        key = (party, interest.role)
        if key in found:
            raise Refused(where, f'"{party}" has a stance for this role already')
        found[key] = interest
    return tuple(found.values())


def refuse_foreign_role(interest: Interest, row: Party, place: str) -> None:
    """A stance in one role stands only for a party that has this role, or whose roles are open."""
    if interest.role and row.roles and interest.role not in row.roles:
        held = ", ".join(role for role in ROLES if role in row.roles)
        raise Refused(
            f"{place}.role", f'"{row.key}" has no role {interest.role} in states; allowed: {held}'
        )


def read_interest(entry: Mapping[str, Any], place: str, party: str) -> Interest:
    stances = {
        kind: choice(entry[kind], f"{place}.{kind}", STANCES, "a stance")
        for kind in ("stated", "assessed")
        if entry.get(kind) is not None
    }
    if not stances:
        raise Refused(place, f"has no stance; allowed: {', '.join(STANCES)}")
    role = entry.get("role")
    if role is not None:
        choice(role, f"{place}.role", ROLES, "a role")
    return Interest(party, stances.get("stated"), stances.get("assessed"), role)


def write_case(case: Case, edition: Edition) -> dict[str, Any]:
    """The document of a case: read_case gives the same case back."""
    return {
        "title": case.title,
        "states": [
            {**party_entry(party.key), "roles": [role for role in ROLES if role in party.roles]}
            for party in case.parties
        ],
        "answers": write_answers(case.answers, edition),
        "issues": [write_issue(issue, edition) for issue in case.issues],
    }


def party_entry(key: str) -> dict[str, Any]:
    """The entry that names a row."""
    if key == "all_states":
        return {"all_states": True}
    bloc = key.partition(":")[2]
    return {"members_of": bloc} if bloc else {"state": key}


def write_answers(answers: Mapping[str, Value | None], edition: Edition) -> dict[str, Any]:
    several = {q.key for q in edition.book.questions if q.several}
    return {
        key: None if value is None else sorted(value) if key in several else next(iter(value))
        for key, value in answers.items()
    }


def write_issue(issue: Issue, edition: Edition) -> dict[str, Any]:
    written: dict[str, Any] = {"issue": issue.topic}
    if issue.answers:
        written["answers"] = write_answers(issue.answers, edition)
    if issue.interests:
        written["interests"] = [write_interest(interest) for interest in issue.interests]
    return written


def write_interest(interest: Interest) -> dict[str, Any]:
    stances = {"role": interest.role, "stated": interest.stated, "assessed": interest.assessed}
    return party_entry(interest.party) | {key: value for key, value in stances.items() if value}
