"""IATI: every real file, and what a whole country's file adds up to."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from graphkit.errors import FormatError
from tests.unit.loaders.accounts import run

# Files that hold no activities, and the words they are refused with.
REFUSED = {
    ".csv": "is no XML. Get the file of activities",
    ".json": "is no XML. Get the file of activities",
    "": "is no XML. Get the file of activities",
    ".xsd": "is an XML schema, no data. Load",
    "codelists": "is a code list of the standard, no data. Load",
    "organisation-standard-example-annotated.xml": "holds organisations, no activities. Load",
}


def refused(path: Path) -> str | None:
    return next((REFUSED[key] for key in (path.name, path.parts[-3], path.suffix) if key in REFUSED), None)


@pytest.mark.real_data
def test_every_real_file_is_loaded_or_refused_by_name(real_data: Path) -> None:
    loaded = {}
    for path in sorted(path for path in (real_data / "iati").rglob("*") if path.is_file()):
        words = REFUSED[""] if path.name == "LICENSE" else refused(path)
        if words is not None:
            with pytest.raises(FormatError, match=rf"^{re.escape(path.name)} {re.escape(words)}"):
                run("iati", path)
            continue
        account = run("iati", path).account
        loaded[path.name] = account.read, account.rejected
    assert loaded == {
        "dportal.xml": (70, 0),
        "CD.xml": (1020, 0),
        "activity-standard-example-annotated.xml": (2, 0),
    }


@pytest.mark.real_data
def test_a_whole_country_adds_up_and_every_place_is_right(real_data: Path) -> None:
    path = real_data / "iati" / "datastore" / "CD.xml"
    sums, kinds = Counter[str](), Counter[str]()
    for one in ET.parse(path).getroot().iter("transaction"):
        letter = one.find("transaction-type").attrib["code"]
        sums["committed" if letter == "C" else "disbursed"] += int(one.findtext("value"))
        kinds[letter] += 1
    assert (kinds, kinds.total()) == ({"E": 522, "D": 159, "C": 134}, 815)
    found = run("iati", path)
    for basis, amount in sums.items():
        assert sum(Decimal(str(t["amount"])) for t in found.funds() if t.get("basis") == basis) == amount
    # Parents and children that stand in other countries' files are known by name and say no more.
    actions = found.nodes("Action").values()
    assert (sum("identifiers" in action for action in actions), len(actions)) == (205, 273)
    assert all(set(action) == {"id", "name"} for action in actions if "identifiers" not in action)
    assert not [action["name"] for action in actions if action["name"].startswith("iati:")]
    # One funder is named in every activity and gives in none; the one that gives is there under its name.
    assert Counter(t.start for t in found.ties("FUNDS")) == {"IATI:GB-1": 815, "IATI:GB": 205}
    # Classes of organisations are no hubs: "Other." took part in 59 activities.
    names = {actor["name"] for actor in found.nodes("Actor").values()}
    assert {"PRICEWATERHOUSECOOPERS", "MINES ADVISORY GROUP"} < names
    assert not {"Other.", "Donor country-based NGO", "Supplier Name Withheld"} & names
    lines = path.read_text(encoding="utf-8").splitlines()
    for tie in found.funds():
        activity, transaction = re.match(r"line (\d+).*?(?:\(line (\d+)\))?$", tie["locator"]).groups()
        assert "<iati-activity" in lines[int(activity) - 1]
        assert transaction is None or "<transaction>" in lines[int(transaction) - 1]
