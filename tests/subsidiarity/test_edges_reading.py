"""Are texts, values and whole files read and refused in exactly the words that are promised?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity.wire import Refused, checksum, parse_json, parse_toml, reading, to_json
from decisions.subsidiarity.wire.reading import (
    SIZE_LIMIT,
    at,
    choice,
    choices,
    hint,
    items,
    kind,
    record,
    shown,
    texts,
    truth,
    words,
)

pytestmark = pytest.mark.core


def refusal(read: Any, *arguments: Any) -> str:
    with pytest.raises(Refused) as refused:
        read(*arguments)
    return str(refused.value)


def test_a_refusal_bears_its_place_unless_it_concerns_the_whole() -> None:
    one, whole = Refused("title", "is missing"), Refused("", "too large")
    assert (str(one), one.place, one.problem) == ("title: is missing", "title", "is missing")
    assert (str(whole), whole.place, whole.problem) == ("too large", "", "too large")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{\n "a": ]}', "line 2, column 7: not JSON (Expecting value)"),
        ('{"a": {"b": 1, "b": 2}}', "b: this key stands twice in one object"),
        ('{"a": NaN}', "NaN is not a number that can be used here"),
        ('{"a": -Infinity}', "-Infinity is not a number that can be used here"),
        ("[" * 100_000, "nested too deeply to be read"),
        ("9" * 5000, "holds a number that is too long to be read"),
    ],
)
def test_json_is_refused_in_these_words(text: str, message: str) -> None:
    assert refusal(parse_json, text) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = [", "not TOML (Invalid value (at end of document))"),
        ("a = " + "[" * 50_000, "nested too deeply to be read"),
    ],
)
def test_toml_is_refused_in_these_words(text: str, message: str) -> None:
    assert refusal(parse_toml, text) == message


@pytest.mark.parametrize("parse", [parse_json, parse_toml])
def test_a_file_is_read_up_to_its_limit(parse: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert SIZE_LIMIT == 5_000_000
    monkeypatch.setattr(reading, "SIZE_LIMIT", 3)
    assert refusal(parse, "a=12") == "too large: 4 characters, allowed are 3"
    monkeypatch.setattr(reading, "SIZE_LIMIT", 4)
    assert parse("a=12" if parse is parse_toml else "1234")


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (parse_json, "9" * 5000),
        (parse_json, "[" * 100_000),
        (parse_json, "NaN"),
        (parse_toml, "a = ["),
        (parse_toml, "a = " + "[" * 50_000),
        (parse_toml, "#" * 5_000_001),
    ],
)
def test_what_concerns_the_whole_has_an_empty_place(parse: Any, text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse(text)
    assert refused.value.place == ""


def test_the_same_key_may_stand_in_two_objects() -> None:
    assert parse_json('[{"a": 1}, {"a": null}]') == [{"a": 1}, {"a": None}]


def test_json_is_written_sorted_with_two_spaces_and_in_utf_8() -> None:
    assert to_json({"b": 1, "a": ["é"]}) == '{\n  "a": [\n    "é"\n  ],\n  "b": 1\n}'


def test_a_checksum_is_over_the_canonical_json() -> None:
    # SHA-256 of {"a":["é"],"b":1} in UTF-8, as any tool gives it.
    known = "cde3c54c1d323a37b399fbf0246d2a68a66d3f4c8b57844aaab17ee6cddfdc07"
    assert checksum({"b": 1, "a": ["é"]}) == known
    assert checksum({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


@pytest.mark.parametrize(
    ("value", "place", "message"),
    [
        ([], "x", "x: expected an object with keys, got a list"),
        ({"c": 1}, "x", "x.c: unknown key; allowed: a, b"),
        ({"c": 1}, "", "c: unknown key; allowed: a, b"),
        ({"b": 1}, "x", "x.a: is missing"),
        ({}, "", "a: is missing"),
    ],
)
def test_a_record_has_its_keys_and_no_others(value: Any, place: str, message: str) -> None:
    assert refusal(record, value, place, ("a",), ("b",)) == message
    assert record({"a": 1}, place, ("a",), ("b",)) == {"a": 1}
    assert record({}, place) == {}


def test_places_are_joined_by_points_and_numbered_in_brackets() -> None:
    assert (at("a", "b"), at("", "b")) == ("a.b", "b")
    assert list(items(["x", "y"], "a")) == [("a[0]", "x"), ("a[1]", "y")]
    assert refusal(items, (), "a") == "a: expected a list, got a number"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (5, "t: expected a text, got a number"),
        ("four", "t: has 4 characters, allowed are 3"),
        ("a\x00", "t: holds U+0000, which cannot be written as text"),
        ("\x1f", "t: holds U+001F, which cannot be written as text"),
        ("\x0b", "t: holds U+000B, which cannot be written as text"),
        ("\ud800", "t: holds U+D800, which cannot be written as text"),
        ("\udfff", "t: holds U+DFFF, which cannot be written as text"),
    ],
)
def test_a_text_is_no_longer_than_allowed_and_can_be_written(value: Any, message: str) -> None:
    assert refusal(words, value, "t", 3) == message


def test_lines_and_tabs_are_text() -> None:
    assert words("\t\n\r", "t", 3) == "\t\n\r"
    assert words("x" * 10_000, "t") == "x" * 10_000
    assert refusal(words, "x" * 10_001, "t") == "t: has 10001 characters, allowed are 10000"


def test_several_texts_are_read_by_key() -> None:
    assert texts({"a": "x", "b": "y", "c": 1}, "p", ("a", "b")) == {"a": "x", "b": "y"}
    assert (
        refusal(texts, {"a": "x", "c": 1}, "p", ("a", "c")) == "p.c: expected a text, got a number"
    )


def test_truth_is_true_or_false_and_nothing_else() -> None:
    assert (truth(True, "t"), truth(False, "t")) == (True, False)
    assert refusal(truth, 0, "t") == "t: expected true or false, got a number"
    assert refusal(truth, None, "t") == "t: expected true or false, got nothing (null)"


def test_a_choice_is_one_of_the_allowed_keys() -> None:
    assert choice("a", "c", ("a", "b")) == "a"
    assert refusal(choice, "x", "c", ("a", "b")) == 'c: "x" is not an option; allowed: a, b'
    assert refusal(choice, ["a"], "c", ("a",), "a key") == "c: a list is not a key; allowed: a"


def test_choices_are_different_allowed_keys_in_any_order() -> None:
    assert choices(["b", "a"], "c", ("a", "b")) == {"a", "b"}
    assert choices([], "c", ("a", "b")) == frozenset()
    assert isinstance(choices(["a"], "c", ("a",)), frozenset)
    assert refusal(choices, ["a", "a"], "c", ("a",)) == 'c[1]: "a" stands twice'
    assert refusal(choices, ["a", "x"], "c", ("a",)) == 'c[1]: "x" is not an option; allowed: a'
    assert refusal(choices, "a", "c", ("a",)) == "c: expected a list, got a text"


MANY = [f"key-{number:02}" for number in range(40)]


@pytest.mark.parametrize(
    ("value", "allowed", "words"),
    [
        ("x", MANY, ", ".join(MANY)),
        ("KEY-39", ["zz", *MANY], "one of 41 keys such as key-39"),
        ("kez-07", ["zz", *MANY], "one of 41 keys such as key-07, key-37, key-30"),
        ("zy", ["zz", *MANY], "one of 41 keys such as zz"),
        ("§", ["zz", *MANY], "one of 41 keys such as key-00, key-01, key-02"),
        (39, ["key", "39", *MANY], "one of 42 keys such as 39"),
    ],
)
def test_of_very_many_keys_the_nearest_are_named(
    value: Any, allowed: list[str], words: str
) -> None:
    assert hint(value, allowed) == words


@pytest.mark.parametrize(
    ("value", "what", "said"),
    [
        ({}, "an object", "an object"),
        ([], "a list", "a list"),
        ("a", "a text", '"a"'),
        ("x" * 61, "a text", f'"{"x" * 60}"'),
        (True, "true or false", "true or false"),
        (None, "nothing (null)", "nothing (null)"),
        (1, "a number", "a number"),
        (1.5, "a number", "a number"),
    ],
)
def test_a_value_is_called_by_its_kind(value: Any, what: str, said: str) -> None:
    assert (kind(value), shown(value)) == (what, said)
