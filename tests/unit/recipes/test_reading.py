"""Recipes that are mistaken or hostile: each refused in a line that names file, key and cure, before any load."""

from __future__ import annotations

import hashlib
import inspect
from pathlib import Path

import pytest

from graphkit.errors import DataError, GraphkitError, UsageError
from graphkit.networks.snapshot import Snapshot
from graphkit.recipes import read
from graphkit.recipes.checks import sources
from graphkit.recipes.kinds import kinds, module, options
from graphkit.recipes.template import template
from graphkit.recipes.values import KINDS, parameters

SOURCE = '[[source]]\nformat = "casebase"\n'
REPORT = '[[output]]\nkind = "report"\n'
EXPORT = '[[output]]\nkind = "export"\nformat = "gexf"\n'
PAIRS = '[[output]]\nkind = "query"\nquery = "cofunding_pairs"\n'
CLIFF = SOURCE + '[[output]]\nkind = "cliff"\nfile = "a.csv"\n'
GOOD = SOURCE + REPORT


def _recipe(folder: Path, text: str | bytes, name: str = "report.toml") -> Path:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_the_least_recipe(tmp_path: Path) -> None:
    found = read(_recipe(tmp_path, GOOD))
    assert found.out == tmp_path / "report"
    assert (found.store, found.seed, found.languages) == (None, 0, ("en",))
    assert [(each.kind, each.network, each.target) for each in found.outputs] == [("report", None, "report")]
    assert found.sha256 == hashlib.sha256(GOOD.encode()).hexdigest()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_recipe_to_begin_with(tmp_path: Path, lang: str) -> None:
    found = read(_recipe(tmp_path, template(lang)))
    assert [each.kind for each in found.outputs] == ["report", "centrality", "coalitions", "exit", "resources"]
    # Shared parameters go to the outputs that take them, and to no other.
    assert [each.options.get("weight") for each in found.outputs] == [None, "count", "count", None, None]


def test_both_begin_with_the_same() -> None:
    import tomllib

    assert tomllib.loads(template("en")) == tomllib.loads(template("fr"))


def test_every_option_of_every_output_has_a_kind_that_is_checked() -> None:
    for kind in kinds():
        assert set(options(kind).values()) <= set(KINDS), kind
        assert isinstance(module(kind).ENDINGS, tuple)
    assert set(parameters(Snapshot.network, leave_out=("self",)).values()) <= set(KINDS)


def test_a_network_has_the_options_of_the_library(tmp_path: Path) -> None:
    text = (
        GOOD
        + '[network.n]\nfunders_only = true\nsince = 2019\nuntil = 2021\nrollup = ["department_of"]\ncurrency = "eur"\n'
    )
    (options,) = read(_recipe(tmp_path, text)).networks.values()
    assert dict(options) == {
        "funders_only": True, "since": 2019, "until": 2021, "rollup": ("department_of",), "currency": "eur"
    }  # fmt: skip
    assert set(options) <= set(inspect.signature(Snapshot.network).parameters)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "report.toml: It names no data. Write [[source]] with format and files"),
        (SOURCE, 'report.toml: It asks for nothing. Write [[output]] with kind = "report".'),
        ("a = \n", "report.toml is no TOML: Invalid value (at line 1, column 5)"),
        (GOOD + "seed = 1\nkind = 2\n[", "is no TOML"),
        ("a = " + "[" * 30_000, "nested too deep"),
        ("a = " + "9" * 10_000, "report.toml is no recipe: Exceeds the limit"),
        ("#" * (1 << 20) + "\n", "larger than a recipe can be"),
        (b"out = '\xe9t\xe9'\n" + GOOD.encode(), "report.toml, line 1: It is not written in UTF-8"),
        (GOOD + "[netwrok.a]\n", "There is no key named 'netwrok'. Did you mean network?"),
        ("recipe = 2\n" + GOOD, "report.toml, recipe: 2 is a way of writing recipes that is not known here"),
        ("seed = -1\n" + GOOD, "report.toml, seed: -1 is no seed"),
        ('seed = "0"\n' + GOOD, "report.toml, seed: '0' is no whole number"),
        ("seed = true\n" + GOOD, "report.toml, seed: True is no whole number"),
        ("seed" + ".a" * 5_000 + " = 1\n" + GOOD, "report.toml, seed: A table is no whole number"),
        ("seed = [1]\n" + GOOD, "report.toml, seed: A list is no whole number"),
        (f'out = "{"o" * 300}"\n' + GOOD, "is no name for a folder"),
        (f'[[source]]\nformat = "scdl"\nfiles = "{"f" * 300}"\n' + REPORT, "cannot be read: File name too long"),
        ('languages = ["de"]\n' + GOOD, "report.toml, languages: There is no language named 'de'"),
        ("languages = []\n" + GOOD, "report.toml, languages: It names no language"),
        ("languages = 1\n" + GOOD, "report.toml, languages: 1 is no list"),
        ('out = "../elsewhere"\n' + GOOD, "report.toml, out: '../elsewhere' is not inside the folder of the recipe"),
        ('out = "."\n' + GOOD, "is not inside the folder of the recipe"),
        ('out = "report.toml"\n' + GOOD, "is the recipe itself"),
        ('out = ""\n' + GOOD, "report.toml, out: It is empty"),
        ('out = "a\\u0000b"\n' + GOOD, "has a control character in it"),
        ('store = "neo4j://me:secret@host"\n' + GOOD, "It holds a password or a name"),
        ("source = 1\n" + REPORT, "report.toml, source: Write [[source]], with two brackets"),
        ("[source]\nformat='scdl'\n" + REPORT, "report.toml, source: Write [[source]], with two brackets"),
        ("[[source]]\n" + REPORT, "report.toml, [[source]] 1: It has no format"),
        ('[[source]]\nformat = "scld"\n' + REPORT, "1, format: There is no format named 'scld'. Did you mean scdl"),
        ('[[source]]\nformat = "scdl"\n' + REPORT, "[[source]] 1: It has no files"),
        ('[[source]]\nformat = "scdl"\nfiles = ["none.csv"]\n' + REPORT, "There is no file 'none.csv' beside"),
        ('[[source]]\nformat = "scdl"\nfiles = "no-*.csv"\n' + REPORT, "No file is named like 'no-*.csv'"),
        ('[[source]]\nformat = "scdl"\nfile = "a"\n' + REPORT, "There is no key named 'file'. Did you mean files"),
        (SOURCE + 'sha256 = "abc"\n' + REPORT, "[[source]] 1, sha256: 'abc' is no SHA-256"),
        (SOURCE + 'files = ["a"]\n' + REPORT, "There is no key named 'files'"),
        ('[[source]]\nformat = "scdl"\nfiles = "."\nretrieved = 2020-01-01T00:00:00\n' + REPORT, "is no day"),
        ('[[source]]\nformat = "scdl"\nfiles = "."\noptions = { shet = 1 }\n' + REPORT, "named 'shet'. Did you mean"),
        ('[[source]]\nformat = "scdl"\nfiles = "."\nmapping = "m"\n' + REPORT, "The format scdl takes no mapping"),
        (GOOD + "[network]\nsince = 2019\n", "report.toml, network: Networks have names. Write [network.NAME]"),
        (GOOD + '[network."../a"]\n', "[network.../a]: It is no name for a network"),
        (GOOD + "[network.a]\nsinse = 2019\n", "[network.a]: There is no key named 'sinse'. Did you mean since"),
        (GOOD + '[network.a]\nsince = "2019"\n', "[network.a], since: '2019' is no whole number"),
        (GOOD + "[network.a]\nsince = 2020\nuntil = 2019\n", "[network.a]: since=2020 is after until=2019"),
        (GOOD + '[network.a]\ngrain = "year"\n', "[network.a], grain: There is no grain named 'year'"),
        (GOOD + '[network.a]\nties = ["FUND"]\n', "ties: There is no tie between actor and action named 'FUND'"),
        (GOOD + '[network.a]\ncurrency = "euro"\n', "[network.a], currency: currency='euro' is no ISO 4217 code"),
        (GOOD + "[network.a]\nsince = 99999999999999999999\n", "since: 99999999999999999999 is too large"),
        (SOURCE + "[[output]]\n", "[[output]] 1: It has no kind"),
        (SOURCE + '[[output]]\nkind = "raport"\n', "kind: There is no output named 'raport'. Did you mean report"),
        (GOOD + 'titel = "x"\n', "[[output]] 1 (report): There is no key named 'titel'. Did you mean title"),
        (GOOD + 'file = "x"\n', "There is no key named 'file'"),
        (GOOD + 'network = "a"\n', "[[output]] 1 (report), network: There is no network in this recipe named 'a'"),
        (GOOD + "[network.a]\n[network.b]\n", "several networks. Write network = with one of a, b"),
        (GOOD + 'folder = "/a/b"\n', "[[output]] 1 (report), folder: '/a/b' is not inside the output folder"),
        (GOOD + 'folder = "a/../../b"\n', "is not inside the output folder"),
        (GOOD + 'folder = "c:\\\\x"\n', "is not inside the output folder"),
        (GOOD + 'folder = "."\n', "'.' is no name for a file"),
        (GOOD + 'folder = ".hidden"\n', "is no name for a file"),
        (GOOD + 'folder = "Store"\n', "is a name that a run keeps for itself"),
        (GOOD + 'folder = "run.json"\n', "is a name that a run keeps for itself"),
        (GOOD + 'title = "a\\nb"\n', "[[output]] 1 (report), title: 'a\\nb' has a control character"),
        (SOURCE + '[[output]]\nkind = "centrality"\nfile = "a.xlsx"\n', "'a.xlsx' must end in .csv or .json"),
        (SOURCE + '[[output]]\nkind = "centrality"\nmeasures = ["degre"]\n', "There is no measure named 'degre'"),
        (SOURCE + '[[output]]\nkind = "centrality"\nmeasures = [1]\n', "measures: 1 is no text"),
        (SOURCE + '[[output]]\nkind = "centrality"\nweight = "sum"\n', "There is no weight named 'sum'"),
        (SOURCE + '[[output]]\nkind = "centrality"\nwhose = "grants"\n', "There is no side named 'grants'"),
        (SOURCE + '[[output]]\nkind = "centrality"\nerror = nan\n', "error: nan is no number"),
        (SOURCE + '[[output]]\nkind = "coalitions"\nmethod = "leyden"\n', "There is no method named 'leyden'"),
        (SOURCE + '[[output]]\nkind = "coalitions"\nruns = -1\n', "runs=-1 must be 0 or more"),
        (SOURCE + '[[output]]\nkind = "backbone"\nalpha = 2\n', "alpha=2 is not between 0 and 1"),
        (SOURCE + '[[output]]\nkind = "exit"\nrules = "mony"\n', "There is no rule named 'mony'"),
        (SOURCE + '[[output]]\nkind = "exit"\ncascade = 0.5\n', "cascade= is of named funders"),
        (SOURCE + '[[output]]\nkind = "resources"\nby = ["colour"]\n', "There is no share named 'colour'"),
        (SOURCE + '[[output]]\nkind = "brokers"\nshow = "all"\n', "There is no table of brokers named 'all'"),
        (SOURCE + '[[output]]\nkind = "bottom-link"\nassume = "galactic"\n', "There is no scale named 'galactic'"),
        (SOURCE + '[[output]]\nkind = "describe"\ncentralisation = "x"\n', "There is no centralisation named 'x'"),
        (SOURCE + '[[output]]\nkind = "money"\nby = ["bogus"]\n', "(money): There is no grouping named 'bogus'"),
        (SOURCE + '[[output]]\nkind = "query"\n', "It names no query"),
        (SOURCE + '[[output]]\nkind = "query"\nquery = "MATCH (n) DETACH DELETE n"\n', "no query named 'MATCH"),
        (SOURCE + '[[output]]\nkind = "query"\nquery = "cofunding_pairs"\nparams = { x = 1 }\n', "named 'x'"),
        (SOURCE + PAIRS + 'params = { min_actions = "x" }\n', "cannot take min_actions='x': give a whole number"),
        (SOURCE + '[[output]]\nkind = "export"\n', "It names no format. Write format = with one of csv, "),
        (SOURCE + EXPORT + 'coalitions = "lieden"\n', "[[output]] 1 (export): There is no method named 'lieden'"),
        (SOURCE + EXPORT + "bom = true\n", "[[output]] 1 (export): GEXF 1.3 has no mark for Excel"),
        (SOURCE + EXPORT + 'projection = "heavy"\n', "There is no weight named 'heavy'"),
        (GOOD + REPORT, "[[output]] 2 (report): report is where another output goes (report)"),
        (CLIFF + '[[output]]\nkind = "exit"\nfile = "a.csv/b.csv"\n', "is where another output goes (a.csv)"),
        (CLIFF + '[[output]]\nkind = "report"\nfolder = "A.csv"\n', "A.csv is where another output goes (a.csv)"),
        (GOOD + "[parameters]\nweigth = 1\n", "[parameters]: There is no option of these outputs named 'weigth'"),
    ],
)  # fmt: skip
def test_what_is_mistaken_is_told(tmp_path: Path, text: str | bytes, told: str) -> None:
    with pytest.raises(DataError) as refused:
        read(_recipe(tmp_path, text))
    message = str(refused.value)
    assert told in message
    assert message.startswith(("report.toml", str(tmp_path)))
    assert len(message) < 1_500
    assert [file.name for file in tmp_path.iterdir()] == ["report.toml"]


# Texts that only the data can tell to be wrong: names of the data, and what is written as it is.
OPEN = {
    *(("report", "title"), ("report", "question"), ("map", "title"), ("exit", "funders")),
    *(("money", "actor"), ("money", "source"), ("resources", "name")),
}


def test_every_text_that_is_one_of_a_list_is_checked_before_there_are_data() -> None:
    needed = {"export": {"format": "gexf"}, "backbone": {"model": "disparity"}}
    for kind in kinds():
        for name, takes in options(kind).items():
            if takes not in ("str", "Sequence[str]") or (kind, name) in OPEN:
                continue
            given = {**needed.get(kind, {}), name: "bogus" if takes == "str" else ("bogus",)}
            assert hasattr(module(kind), "check"), (kind, name)
            with pytest.raises(UsageError, match="bogus"):
                module(kind).check(given)


def test_a_recipe_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"There is no recipe .*graphkit run --init writes one"):
        read(tmp_path / "none.toml")
    with pytest.raises(DataError, match="is a folder"):
        read(tmp_path)


def test_a_whole_path_was_asked_for(tmp_path: Path) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    assert read(_recipe(folder, f'out = "{tmp_path / "there"}"\n{GOOD}')).out == tmp_path / "there"
    assert read(_recipe(folder, GOOD), out=tmp_path / "there").out == tmp_path / "there"


def test_a_title_stays_a_title(tmp_path: Path) -> None:
    title = "{0.__class__} %s $HOME </script><script>alert(1)</script>"
    (output,) = read(_recipe(tmp_path, GOOD + f"title = '{title}'\n")).outputs
    assert output.options["title"] == title


def test_files_are_found_beside_the_recipe_and_by_pattern(tmp_path: Path) -> None:
    for name in ("grants-2.csv", "grants-1.csv", "other.csv", "a[1].csv"):
        (tmp_path / name).write_text(name)
    text = '[[source]]\nformat = "scdl"\nfiles = ["grants-*.csv", "a[1].csv"]\nretrieved = 2026-01-31\n' + REPORT
    recipe = read(_recipe(tmp_path, text))
    (source,) = recipe.sources
    assert [file.name for file in source.files] == ["grants-1.csv", "grants-2.csv", "a[1].csv"]
    (checked,) = sources(recipe)
    assert [each.sha256 for each in checked.loads] == [
        hashlib.sha256(name.encode()).hexdigest() for name in ("grants-1.csv", "grants-2.csv", "a[1].csv")
    ]


def test_a_file_that_is_not_the_one_of_then(tmp_path: Path) -> None:
    (tmp_path / "grants.csv").write_text("now")
    then, now = (hashlib.sha256(text).hexdigest() for text in (b"then", b"now"))
    text = '[[source]]\nformat = "scdl"\nfiles = "grants.csv"\nsha256 = "{}"\n' + REPORT
    with pytest.raises(GraphkitError, match=f"grants.csv is not what the recipe was written for: its SHA-256 is {now}"):
        sources(read(_recipe(tmp_path, text.format(then))))
    assert len(sources(read(_recipe(tmp_path, text.format(now.upper()))))) == 1
    two = text.replace('"{}"', f'["{now}", "{now}"]')
    with pytest.raises(GraphkitError, match="Loads: 1; hashes: 2"):
        sources(read(_recipe(tmp_path, two)))
