"""The query library without a store: headers, parameters, shaped rows, the reference page."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date

import pandas as pd
import pytest

from graphkit import querybook
from graphkit.coalitions.cards.attributes import ATTRIBUTE_OF_LINK
from graphkit.errors import UnknownName, UsageError
from graphkit.model.columns import TWO_MODE
from graphkit.model.schema import schema
from graphkit.model.vocabularies import vocabularies
from graphkit.querybook import REQUIRED, parse, query

HEADER = """// summary: Actions
// fr: Actions
// question: 0 none
// params: min_actions:int=2, actor:str, share:float=0.5, all:bool=no, since:date=2019-01-31, theme:str=null
// names: actor=Actor
// codes: theme=themes
// returns: action:str, n:int, amount:float, known:bool, day:date,
//   names:list[str]
// note: First part,
//   second part.
// regrants: counted
MATCH (x:Action)
RETURN x.name AS action
ORDER BY action
"""


@pytest.fixture
def invented() -> querybook.Query:
    """A query with a parameter and a column of every type."""
    return parse("invented", HEADER)


def test_the_header_is_read(invented: querybook.Query) -> None:
    assert invented.params["min_actions"] == ("int", 2)
    assert invented.params["actor"].default is REQUIRED
    assert invented.params["actor"].required
    assert invented.params["since"].default == date(2019, 1, 31)
    assert invented.params["all"].default is False
    assert not invented.params["theme"].required
    assert invented.params["theme"] == ("str", None)
    assert list(invented.returns.items())[-1] == ("names", "list[str]")
    assert invented.notes == ("First part, second part.",)
    assert invented.counts_regrants
    assert not query("actions_with_one_funder").counts_regrants
    assert invented.statement().startswith("MATCH")


@pytest.mark.parametrize(
    ("spoilt", "says"),
    [
        (HEADER.replace("// fr: Actions\n", ""), "fr"),
        (HEADER.replace("// note: First", "// remark: First"), "remark"),
        (HEADER.replace("min_actions:int", "min_actions:integer"), "integer"),
        (HEADER.replace("n:int", "n:number"), "number"),
        (HEADER.replace("actor=Actor", "actress=Actor"), "actress"),
        (HEADER.replace("actor=Actor", "actor=Person"), "Person"),
        (HEADER.replace("theme=themes", "theme=topics"), "topics"),
        (HEADER.replace("actor:str", "actor"), "'actor'"),
    ],
)
def test_a_header_that_is_wrong_is_named(spoilt: str, says: str) -> None:
    with pytest.raises(ValueError, match=rf"invented\.cypher: .*{says}"):
        parse("invented", spoilt)


def test_values_are_taken_as_text_and_as_what_they_are(invented: querybook.Query) -> None:
    text = {
        "min_actions": "3",
        "actor": " Avise ",
        "share": "0.25",
        "all": "Oui",
        "since": "2020-02-29",
        "theme": "suivi",
    }
    typed = {"min_actions": 3, "actor": "Avise", "share": 0.25, "all": True, "since": date(2020, 2, 29)}
    assert invented.values(text) == {**typed, "theme": "monitoring"}
    assert invented.values({**typed, "theme": None})["theme"] is None
    assert invented.values({"actor": "Avise"})["min_actions"] == 2


@pytest.mark.parametrize(
    ("name", "value", "cure"),
    [
        ("min_actions", "two", "whole number"),
        ("min_actions", "2.5", "whole number"),
        ("min_actions", True, "whole number"),
        ("min_actions", 2**63, "whole number"),
        ("share", "half", "0.5"),
        ("share", "nan", "0.5"),
        ("share", "inf", "0.5"),
        ("all", "maybe", "yes or no"),
        ("since", "31/01/2019", "2019-01-31"),
        ("since", "2019", "2019-01-31"),
        ("actor", "  ", "id or exact name"),
        ("actor", 12, "id or exact name"),
        ("theme", "wether", "themes|weather|monitoring"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_the_cure(
    invented: querybook.Query, name: str, value: object, cure: str
) -> None:
    with pytest.raises(UsageError, match=cure) as told:
        invented.values({"actor": "Avise", name: value})
    assert "invented" in str(told.value)
    assert name in str(told.value)


def test_a_missing_value_names_the_query_and_the_parameter(invented: querybook.Query) -> None:
    with pytest.raises(UsageError, match="query invented needs actor: id or exact name of a node Actor"):
        invented.values({})


def test_an_unknown_parameter_shows_those_there_are(invented: querybook.Query) -> None:
    with pytest.raises(UnknownName, match=r"query invented named 'acteur'.*min_actions, actor"):
        invented.values({"actor": "Avise", "acteur": "Avise"})
    with pytest.raises(UnknownName, match="takes no parameter"):
        query("coalitions").values({"n": 1})


def test_an_unknown_query_shows_near_ones() -> None:
    with pytest.raises(UnknownName, match="Did you mean cofunding_pairs"):
        query("cofunding_pair")


def test_rows_get_the_columns_and_types_of_the_header(invented: querybook.Query) -> None:
    # As the embedded engine gives them: dates as text, columns without any value left out, whole numbers as floats.
    raw = pd.DataFrame({"n": [1.0, None], "day": ["2020-01-02", None], "extra": [1, 2], "action": ["a", None]})
    frame = invented.shaped(raw)
    assert list(frame.columns) == ["action", "n", "amount", "known", "day", "names"]
    assert str(frame["n"].dtype) == "Int64"
    assert frame["n"].tolist() == [1, pd.NA]
    assert frame["day"].tolist() == [date(2020, 1, 2), None]
    assert frame["action"].tolist() == ["a", None]
    assert str(frame["amount"].dtype) == "float64"
    assert str(frame["known"].dtype) == "boolean"


def test_no_rows_still_have_columns(invented: querybook.Query) -> None:
    frame = invented.shaped(pd.DataFrame())
    assert list(frame.columns) == list(invented.returns)
    assert frame.empty


def test_a_store_with_words_of_its_own_gets_them() -> None:
    found = parse("invented", HEADER, {"neo4j": "MATCH (y:Action)\nRETURN y.name AS action\nORDER BY action\n"})
    assert found.statement("neo4j").startswith("MATCH (y:Action)")
    assert found.statement("embedded").startswith("MATCH (x:Action)")


@pytest.mark.parametrize("name", querybook.names())
class TestEveryQuery:
    """What holds for each file of the library; a new file is tested without a further word."""

    def test_is_described(self, name: str) -> None:
        found = query(name)
        assert found.returns
        assert found.question[0].isdigit()
        assert not found.summary.endswith(".")
        assert f"## {name}\n" in querybook.describe()

    def test_orders_its_rows_at_the_end(self, name: str) -> None:
        for engine in querybook.ENGINES:
            assert re.search(r"\nORDER BY [^\n]*(\n +[^\n]*)*$", query(name).statement(engine))

    def test_only_reads(self, name: str) -> None:
        writing = r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|LOAD|FOREACH|CALL)\b"
        assert not re.search(writing, query(name).statement(), re.IGNORECASE)

    def test_uses_the_parameters_of_its_header_and_no_others(self, name: str) -> None:
        assert set(re.findall(r"\$(\w+)", query(name).statement())) == set(query(name).params)

    def test_returns_the_columns_of_its_header(self, name: str) -> None:
        returned = query(name).statement().rsplit("\nRETURN", 1)[1].split("\nORDER BY")[0]
        # What stands in brackets is computed on the way.
        while re.search(r"[{(\[][^{}()\[\]]*[})\]]", returned):
            returned = re.sub(r"[{(\[][^{}()\[\]]*[})\]]", "", returned)
        items = [item.removeprefix(" DISTINCT ").strip() for item in returned.split(",")]
        assert [re.split(r"\bAS\s+", item)[-1].strip("` ") for item in items] == list(query(name).returns)

    def test_names_only_what_the_model_has(self, name: str) -> None:
        statement = re.sub(r"'[^']*'", "''", query(name).statement())
        labels = set(re.findall(r"\(\w*:(\w+)", statement))
        assert labels <= {*schema().nodes, "Funder"}
        ties = {tie for part in re.findall(r"\[\w*:([A-Z_|]+)", statement) for tie in part.split("|")}
        assert ties <= set(schema().ties)
        # Variables of one letter stand for nodes and ties; s and o also for sums on their way.
        properties = set(re.findall(r"\b[a-z]\.`?(\w+)`?", statement))
        nodes = {p for kind in schema().nodes.values() for p in kind.properties}
        known = nodes | {p for kind in schema().ties.values() for p in kind.properties}
        assert properties <= known | {"known", "stated", "total", "key", "ties", "years", "currency", "basis", "f"}


def test_codes_in_statements_are_in_the_vocabularies() -> None:
    codes = {code for terms in vocabularies().values() for code in terms}
    # The query of shared traits says what a link is and calls it as the cards do.
    own = {
        "",
        "9999",
        "#",
        "/",
        "funder",
        "financial",
        "Funder",
        *TWO_MODE,
        *ATTRIBUTE_OF_LINK,
        *ATTRIBUTE_OF_LINK.values(),
    }
    for name in querybook.names():
        found = set(re.findall(r"'([^']*)'", query(name).statement()))
        assert found <= codes | own, name


def test_what_came_to_nothing_is_asked_for_in_the_same_words() -> None:
    # Neither engine has a view that queries share, so the same lines stand in each file (decision 0025).
    texts = {name: query(name).statement() for name in querybook.names()}
    asking = {name: text for name, text in texts.items() if re.search(r"\b(?:AS|IN) refused\b", text)}
    assert len(asking) > 1
    gathered: set[str] = set()
    looked_up: set[str] = set()
    noted: set[str] = set()
    for name, text in asking.items():
        before, found, after = text.partition(" AS given")
        assert found, name
        gathered.add(before[before.index("COLLECT {") :])
        asked = re.findall(r"coalesce\(\w\.role, ''\) <> .*?'' IN given\b", after, re.DOTALL)
        assert asked, name
        looked_up |= {re.sub(r"\s+", " ", re.sub(r"\b\w\.(?=id|role)", "its.", words)) for words in asked}
        noted |= {note for note in query(name).notes if "SAME_AS" in note}
        assert len([note for note in query(name).notes if note in noted]) == 1, name
    assert len(gathered) == 1, gathered
    assert len(looked_up) == 1, looked_up
    assert len(noted) == 1, noted


def test_scales_stand_in_the_order_of_the_vocabulary() -> None:
    statement = query("supports_from_other_scales").statement()
    scales = re.findall(r"'(\w+)'", statement.split("AS scales")[0])
    assert scales == list(vocabularies()["scales"])


def test_looking_at_a_query_imports_nothing_heavy() -> None:
    heavy = "{'pandas', 'numpy', 'pyarrow', 'neo4j', 'arcadedb', 'networkx', 'matplotlib'}"
    code = f"import sys; from graphkit import querybook as q; q.describe(); print({heavy} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
