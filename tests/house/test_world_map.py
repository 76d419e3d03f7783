"""Does the world map show every State, each as what it is, and never by colour alone?"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string

from decisions.house.world_frame import frame_around, whole_world
from decisions.house.world_map import (
    PATTERNS,
    Group,
    WorldMap,
    drawings,
    role_groups,
    seat_groups,
    world_map,
)
from decisions.seeds import load, state_name
from decisions.subsidiarity.facts import Party

pytestmark = pytest.mark.core

ROOT = Path(__file__).resolve().parent.parent.parent
STATES = load("states.toml")["states"]
NAMES = {state["code"]: state_name(state["code"]) for state in STATES}
MEMBERS = {state["code"] for state in STATES if state["un_member"]}
NORTH, SOUTH = frozenset(["ES", "FR", "IT", "MT", "PT"]), frozenset(["DZ", "LY", "MA", "MR", "TN"])


def row(codes: Iterable[str], *roles: str) -> Party:
    return Party("all_states", frozenset(roles), frozenset(codes))


def five_plus_five() -> WorldMap:
    roles = role_groups([row(NORTH, "receiving"), row(SOUTH, "sending", "transit")])
    seats = seat_groups({"ES", "FR", "DZ"}, {"LY", "MT"}, {"MR"})
    return world_map("both", (*roles, *seats), NAMES)


def part(drawn: WorldMap) -> str:
    return render_to_string("house/_world_map.html", {"map": drawn})


def names(rows: Iterable[object]) -> set[str]:
    return {row.name for row in rows}  # type: ignore[attr-defined]


def test_every_member_of_the_united_nations_is_drawn_or_named_as_too_small() -> None:
    drawn = world_map("un", [Group("members", "Members", MEMBERS)], NAMES)
    shapes = {shape.code for shape in drawn.entries[0].shapes}
    assert {NAMES[code] for code in MEMBERS - shapes} == names(drawn.missing) == {"Tuvalu"}
    assert {NAMES[code] for code in MEMBERS - set(drawings()["shapes"])} == names(drawn.circles) | {
        "Tuvalu"
    }
    assert len(drawn.rows) == len(MEMBERS) == drawn.entries[0].count


def test_each_code_in_the_file_is_a_known_state_with_a_place_in_the_picture() -> None:
    width, height = drawings()["size"]
    assert set(drawings()["shapes"]) | set(drawings()["circles"]) <= set(NAMES)
    assert not set(drawings()["shapes"]) & set(drawings()["circles"])
    for left, top, right, bottom in (shape["box"] for shape in drawings()["shapes"].values()):
        assert 0 <= left < right <= width
        assert 0 <= top < bottom <= height


def test_the_background_fits_the_outlines_names_its_source_and_is_small() -> None:
    text = (ROOT / "static" / "world.svg").read_text(encoding="utf-8")
    width, height = drawings()["size"]
    picture = ElementTree.fromstring(text)
    assert picture.get("viewBox") == f"0 0 {width} {height}"
    assert "Natural Earth" in text and "public domain" in text
    assert not re.search(r"<style|style=|<script|href", text)
    assert len(text) <= 80_000 and len(gzip.compress(text.encode())) <= 25_000


def test_a_state_in_several_groups_is_drawn_once_and_bears_every_mark() -> None:
    drawn = five_plus_five()
    assert [
        shape.says for entry in drawn.entries for shape in entry.shapes if shape.code == "LY"
    ] == ["Libya: Sending; Transit; No seat"]
    assert [entry.key for entry in drawn.entries if "LY" in entry.over] == [
        "sending",
        "transit",
        "not_seated",
    ]


def test_a_solid_tint_lies_below_marks_whatever_the_order_of_roles() -> None:
    drawn = world_map("one", role_groups([row(["TR"], "sending", "receiving")]), NAMES)
    assert [(entry.key, len(entry.shapes), entry.over) for entry in drawn.entries] == [
        ("sending", 0, ("TR",)),
        ("receiving", 1, ()),
    ]


def test_the_legend_counts_every_state_of_a_group_also_those_too_small() -> None:
    counts = {entry.key: entry.count for entry in five_plus_five().entries}
    assert counts == {
        "sending": 5,
        "transit": 5,
        "receiving": 5,
        "seated": 3,
        "not_seated": 2,
        "seat_unknown": 1,
    }
    assert (
        five_plus_five().label
        == "World map. Number of States: Sending: 5; Transit: 5; Receiving: 5; Has a seat: 3; No seat: 2; Seat not certain: 1."
    )


def test_groups_without_states_are_left_out_and_a_state_without_role_is_not() -> None:
    drawn = world_map("one", role_groups([row(["FR"])]), NAMES)
    assert [(entry.label, entry.count) for entry in drawn.entries] == [("No role named", 1)]
    assert drawn.entries[0].over == ()


def test_no_two_groups_of_one_kind_look_alike_without_colour() -> None:
    for groups in (role_groups([]), seat_groups((), (), ())):
        assert len({group.mark for group in groups}) == len(groups)
    assert len(set(PATTERNS.values())) == len(PATTERNS)


def test_a_place_without_a_drawing_is_named_and_not_drawn() -> None:
    drawn = world_map("one", [Group("members", "Members", ["TV", "ZZ"])], NAMES)
    assert names(drawn.missing) == {"Tuvalu", "ZZ"}
    assert drawn.frame.whole and "<path id" not in part(drawn)
    assert "Not on this map: Tuvalu, ZZ." in part(drawn)


def test_the_frame_follows_the_states_and_overseas_pieces_do_not_widen_it() -> None:
    frame = five_plus_five().frame
    assert frame.width < 600  # French Guiana lies 600 units west
    west, east = (
        world_map("w", [Group("m", "M", ["CL"])], NAMES).frame,
        world_map("e", [Group("m", "M", ["NZ"])], NAMES).frame,
    )
    for near in (frame, west, east):
        assert near.left >= 0 and near.left + near.width <= near.world[0]
        assert near.top >= 0 and near.top + near.height <= near.world[1]
    assert world_map("x", [Group("m", "M", ["CL", "NZ"])], NAMES).frame.whole


def test_what_is_too_high_or_too_wide_for_a_frame_gets_the_whole_world() -> None:
    whole = whole_world(2000, 890)
    assert frame_around([(1000, 50, 1010, 850)], 2000, 890) == whole
    assert frame_around([(100, 400, 1500, 410)], 2000, 890) == whole
    assert frame_around([(1000, 400, 1000, 400)], 2000, 890) != whole


def test_the_part_is_well_formed_with_unique_ids_and_every_reference_is_there() -> None:
    text = part(five_plus_five())
    ElementTree.fromstring(text)
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids)) and all(name.startswith("map-both") for name in ids)
    assert set(re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', text)) and {
        a or b for a, b in re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', text)
    } <= set(ids)
    assert text.count("<path id=") == 10


def test_two_maps_on_one_page_share_no_id() -> None:
    one, two = (
        part(world_map(key, role_groups([row(NORTH, "sending")]), NAMES)) for key in ("one", "two")
    )
    assert not set(re.findall(r'\sid="([^"]+)"', one)) & set(re.findall(r'\sid="([^"]+)"', two))


def test_the_part_has_no_inline_style_or_script() -> None:
    assert not re.search(r"style=|<style|<script|\son\w+=", part(five_plus_five()))


def test_names_and_labels_are_escaped() -> None:
    text = part(
        world_map(
            "one", [Group("members", "A <b> & c", ["FR", "MT"])], {"FR": "<script>x", "MT": 'M"<i>'}
        )
    )
    assert not re.search(r"<(script|i|b)>", text)
    assert "&lt;script&gt;x" in text and "A &lt;b&gt; &amp; c: 2" in text


def test_the_part_says_in_words_what_it_shows_and_that_it_takes_no_side() -> None:
    text = part(five_plus_five())
    assert '<tr><th scope="row">Malta</th><td>Receiving; No seat</td></tr>' in text
    assert "shown as a circle: Malta." in text and "Not on this map" not in text
    assert "Neither outlines nor names express an opinion" in text


def test_a_state_outside_all_groups_is_nowhere() -> None:
    text = part(five_plus_five())
    assert "Greece" not in text and "-GR" not in text


def test_even_a_map_of_all_members_is_a_small_part_of_a_page() -> None:
    text = part(world_map("un", [Group("members", "Members", MEMBERS)], NAMES))
    assert len(gzip.compress(text.encode())) < 25_000


def test_the_file_is_what_the_script_says_it_is() -> None:
    source = drawings()["source"]
    versions = json.loads(
        (ROOT / "tools" / "world_map" / "package.json").read_text(encoding="utf-8")
    )["dependencies"]
    assert source.endswith(f"world-atlas {versions['world-atlas']}")
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions.values())
