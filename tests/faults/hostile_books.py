"""What might somebody send who means harm, or whose file was spoiled on the way?"""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import tomli_w

Document = dict[str, Any]
ODD = [None, True, False, 0, -1, 7.5, 1e308, float("inf"), 10**12, 10**40, "", "x", "no", "ä" * 400,
       "x" * 12_000, "\x00", "\x1b[31m", "\ud800", "{{ 7*7 }}", "<script>", "../../etc", [], {},
       [[]], [{}], {"none_of": []}, {"none_of": ["no"]}, ["no", "no"], ["no", None], {"": ""},
       "one_state", "=1+1"]  # fmt: skip
KEYS = ["odd", "", "key", "when", "none_of", "a\x00", "x" * 300, "__class__", "a.b", "rules", "id"]


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """(container, key) of everything inside."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in list(inside):
        yield value, key
        if isinstance(part, dict | list):
            yield from places(part)


def spoil(document: Document, chance: random.Random) -> None:
    """One thing in it becomes another."""
    found = list(places(document))
    if not found:
        return
    holder, key = chance.choice(found)
    match chance.randrange(7):
        case 0 | 1:
            holder[key] = json.loads(json.dumps(chance.choice(ODD)))
        case 2:
            del holder[key]
        case 3 if isinstance(holder, dict):
            holder[chance.choice(KEYS)] = chance.choice(ODD)
        case 4 if isinstance(holder, list):
            holder += [json.loads(json.dumps(holder[key]))] * chance.choice([1, 1, 40, 2_000])
        case 5:
            deep: Any = holder[key]
            for _ in range(chance.choice([1, 3, 9, 30])):
                deep = [deep] if chance.random() < 0.5 else {"x": deep}
            holder[key] = deep
        case _:
            other, place = chance.choice(found)
            holder[key] = json.loads(json.dumps(other[place])) if place in keys_of(other) else "x"


def keys_of(holder: Any) -> Any:
    return holder.keys() if isinstance(holder, dict) else range(len(holder))


def torn(content: bytes, chance: random.Random) -> bytes:
    """Bytes lost, doubled, put in."""
    place = chance.randrange(len(content) or 1)
    end = place + chance.randrange(40)
    head, tail = content[:place], content[place:]
    match chance.randrange(8):
        case 0:
            return head
        case 1:
            return head + chance.randbytes(5) + tail
        case 2:
            return head + content[end:]
        case 3:
            return head + content[place:end] * 3 + content[end:]
        case 4:
            return content.decode(errors="replace").encode("utf-16")
        case 5:
            return content + content
        case 6:
            return b"\xef\xbb\xbf" * chance.choice([1, 2]) + content
        case _:
            strange = [
                b"\x00",
                b"{",
                b'"',
                b"'''",
                b"\\",
                b"]",
                b"[[",
                b"=",
                b"\n#",
                b"\r",
                b".",
                b"-",
            ]
            return head + chance.choice(strange) * chance.choice([1, 1, 50]) + tail


def written(document: Document, chance: random.Random) -> bytes:
    """As TOML where TOML can say it, else as JSON."""
    if chance.random() < 0.6:
        with suppress(TypeError, ValueError, AttributeError, RecursionError):
            return tomli_w.dumps(document, multiline_strings=chance.random() < 0.5).encode()
    return json.dumps(document).encode()


def packed(chance: random.Random) -> bytes:
    """A file that grows a thousandfold when it is unpacked."""
    if chance.random() < 0.5:
        return gzip.compress(b"0" * 1_000_000)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("book.toml", "0" * 1_000_000)
    return file.getvalue()


def laughs(chance: random.Random) -> bytes:
    """Entities that grow in each other, and one that reads a file."""
    lines = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    outside = '<!ENTITY f SYSTEM "file:///etc/passwd">'
    start = chance.choice(["", '<?xml version="1.0"?>', "\n  "])
    return f'{start}<!DOCTYPE d [<!ENTITY l0 "ha">{lines}{outside}]><d>&l9;&f;</d>'.encode()


def many_rules(chance: random.Random) -> bytes:
    rule = {"key": "r", "title": "t", "theme": "t", "effect": "not_below", "value": "regional",
            "strength": "decisive", "rationale": "r", "source": "s", "grade": "assumption",
            "when": {"states": ["one"]}}  # fmt: skip
    number = chance.choice([999, 1_001, 4_000])
    return json.dumps({"rules": [{**rule, "key": f"r{n}"} for n in range(number)]}).encode()


def many_options(chance: random.Random) -> bytes:
    """Every set of the options is a value: 25 options have 33 million."""
    options = [{"key": f"o{n}", "label": "o"} for n in range(chance.choice([11, 25, 3_000]))]
    asked = dict.fromkeys(("key", "label", "text", "why", "help", "source"), "x")
    asked |= {"step": "level", "several": True, "options": options}
    return json.dumps({"questions": [asked], "rules": []}).encode()


def sized(*sizes: int) -> Callable[[random.Random], int]:
    return lambda chance: chance.choice(sizes)


SIZE = sized(3, 21, 400, 20_000)
BOMBS: list[Callable[[random.Random], bytes]] = [
    packed,
    laughs,
    many_rules,
    many_options,
    lambda c: b"rules = " + b"[" * SIZE(c),
    lambda c: b"rules = " + b"{a = " * SIZE(c) + b"1" + b"}" * c.choice([0, 5]),
    lambda c: b'{"rules": ' + b"[" * SIZE(c) + b"]" * SIZE(c) + b"}",
    lambda c: b'{"rules":' * SIZE(c),
    lambda c: b"rules" + b".a" * SIZE(c) + b" = 1",
    lambda c: b"[rules" + b".a" * SIZE(c) + b"]",
    lambda c: b"[[rules" + b".a" * SIZE(c) + b"]]",
    lambda c: (b"a" + b".b" * c.choice([9, 90, 2_000]) + b" = 1\n") * 40,
    lambda c: b"[[rules]]\n" * SIZE(c),
    lambda c: b"[[rules]]\n[[rules.examples]]\n" * SIZE(c),
    lambda c: b"rules = [" + b"1," * SIZE(c) + b"]",
    lambda c: b"title = " + b"9" * SIZE(c),
    lambda c: b"title = 0x" + b"f" * SIZE(c),
    lambda c: b'{"title": -' + b"9" * SIZE(c) + b"}",
    lambda c: b'{"title": 1e' + b"9" * c.choice([3, 400]) + b"}",
    lambda c: b"title = " + c.choice([b"nan", b"-inf", b"1e999", b"2026-11-26", b"2026-11-26T25:99:00Z",
                                      b"07:32:00", b"1979-02-30", b"0b2", b"+0", b"1__0"]),
    lambda c: b'title = "' + b"x" * SIZE(c) + b'"',
    lambda c: b"k" * SIZE(c) + b" = 1",
    lambda c: json.dumps({"k" * SIZE(c): 1}).encode(),
    lambda c: b"title = 'a'\n" * c.choice([2, 500]),
    lambda c: b'{"rules": [], ' + b'"title": "a", ' * c.choice([2, 500]) + b'"x": 1}',
    lambda c: b'title = "' + c.choice([b"\\u0000", b"\\ud800", b"\\U00110000", b"\\x41", b"\\"]) + b'"',
    lambda c: b'{"title": "' + c.choice([b"\\u0000", b"\\ud800", b"\\u202e", b"\\x"]) + b'"}',
    lambda c: b'"""' * SIZE(c),
    lambda c: b"\\" * SIZE(c),
    lambda c: b'title = """' + b'\\"' * SIZE(c),
    lambda c: b"# " + b"[" * SIZE(c),
    lambda c: c.randbytes(SIZE(c)),
    lambda c: b" " * c.choice([1, 900_000, 1_000_001]),
    lambda c: b"\xef\xbb\xbf",
]  # fmt: skip


def hostile(documents: list[Document], chance: random.Random) -> bytes:
    """One file: a document spoiled, or its text torn, or a bomb."""
    if chance.random() < 0.25:
        return chance.choice(BOMBS)(chance)
    document = json.loads(json.dumps(chance.choice(documents)))
    for part in list(document):
        if chance.random() < 0.3:
            del document[part]
    for _ in range(chance.choice([0, 1, 1, 1, 2, 5])):
        spoil(document, chance)
    content = written(document, chance)
    return torn(content, chance) if chance.random() < 0.35 else content
