"""The designs that new templates begin with: all of them are drawn, and can be read."""

import json
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "Sources" / "StudioFiles" / "web" / "starters"
STARTERS = {file.stem: json.loads(file.read_text()) for file in sorted(FOLDER.glob("*.json"))}


def layers_of(layers):
    for layer in layers:
        yield layer
        yield from layers_of(layer.get("layers", []))


def test_all_are_listed():
    listed = re.search(r"const files = \[(.*?)\]", (FOLDER / "index.js").read_text(), re.S)
    assert sorted(re.findall(r'"([\w-]+)"', listed.group(1))) == sorted(STARTERS)
    assert len(STARTERS) >= 10
    assert len({starter["name"] for starter in STARTERS.values()}) == len(STARTERS)


def test_sizes_stay_in_place_when_the_designs_arrive(studio):
    held = []
    studio.route("**/starters/*.json", lambda route: held.append(route))
    studio.get_by_role("button", name="New template").click()
    size = studio.get_by_role("button", name="Open Graph")
    before = size.bounding_box()
    for route in held:
        route.continue_()
    studio.unroute("**/starters/*.json")
    studio.locator(".starter").first.wait_for()
    assert size.bounding_box() == before


@pytest.mark.parametrize("name", STARTERS)
def test_it_needs_nothing_of_the_site(name):
    starter = STARTERS[name]
    assert starter["id"] == name
    layers = list(layers_of(starter["jsonData"]["layers"]))
    assert not [layer["name"] for layer in layers if "fontFamily" in layer]
    assert not [layer["name"] for layer in layers if layer["type"] == "image"]
    assert all(each.get("default") for each in starter["jsonData"]["variables"])


@pytest.mark.parametrize("name", STARTERS)
def test_it_draws_without_a_remark(server, name):
    answer = server.call("POST", "/api/inspect", {"jsonData": STARTERS[name]["jsonData"]})
    assert answer["notes"] == []


@pytest.mark.parametrize("name", STARTERS)
def test_every_variable_shows(name):
    data = STARTERS[name]["jsonData"]
    text = json.dumps(data["layers"]) + str(data["canvas"]["background"])
    assert [each["name"] for each in data["variables"] if "{{%s}}" % each["name"] not in text] == []


@pytest.mark.parametrize("name", STARTERS)
def test_a_longer_text_fits_too(server, name):
    data = STARTERS[name]["jsonData"]
    first = data["variables"][0]
    answer = server.call("POST", "/api/inspect", {
        "jsonData": data, "variables": {first["name"]: first["default"] + " and then more"}})
    assert [note for note in answer["notes"] if note["rule"] == "overflow"] == []
