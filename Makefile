# Every target does its own set-up; the second time nothing is installed again.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.installed
DEV := $(VENV)/.installed-dev
NOTEBOOK := $(VENV)/.installed-notebook
SITE := $(VENV)/.installed-docs

MAP_BUNDLE ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/graphkit/map-bundle

.PHONY: help demo notebook map-bundle test quick check format types docs docs-site bench fuzz real-files dist test-neo4j-current test-networkx clean

help:                 ## what there is
	@grep -E '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 22

demo: $(RUN)          ## the main job: the case base in a graph, centralities, a path, a report in ./graphkit-demo/
	$(BIN)/graphkit demo

notebook: $(NOTEBOOK) ## the worked examples of notebooks/ in a browser (JupyterLab)
	$(BIN)/jupyter lab notebooks

test: $(DEV)          ## every test; those on Neo4j where a server can be had
	$(BIN)/python -m pytest

quick: $(DEV)         ## all day: no server, nothing slow
	$(BIN)/python -m pytest -q -m "not neo4j and not slow"

test-neo4j-current: $(DEV)  ## the contract on the current Neo4j release (needs a newer JDK)
	$(BIN)/python -m pytest -m neo4j_current

test-networkx: $(DEV)  ## NetworkX's own tests of the functions that we have kernels for, on these
	$(BIN)/python -m tests.networkx_suite

check: $(DEV)         ## before a commit, and what CI runs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(MAKE) types
	$(BIN)/python -m graphkit.docs --check
	$(MAKE) test

format: $(DEV)        ## mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(DEV)         ## mypy, strict
	scripts/types-tree
	MYPYPATH=.types $(BIN)/mypy .types/graphkit

docs: $(DEV)          ## rewrite the generated pages in docs/, and what the commands of the others print
	$(BIN)/python -m graphkit.docs
	$(BIN)/python docs/_site/shown.py

docs-site: $(SITE)    ## the documentation as a site in ./site, with what its pages show run anew
	$(BIN)/python docs/_site/methods.py
	$(BIN)/python docs/_site/gallery.py
	rm -rf site
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs site
	@echo "The site is in site/index.html; it asks nothing of the network."

map-bundle:           ## rebuild the script of the map, graphkit/maps/*.bundle.js (Node and npm)
	mkdir -p $(MAP_BUNDLE)
	cp scripts/map/package.json $(MAP_BUNDLE)/
	cd $(MAP_BUNDLE) && npm install --no-audit --no-fund --no-package-lock
	MAP_BUNDLE=$(MAP_BUNDLE) node scripts/map-bundle.mjs

bench: $(DEV)         ## beside peers, as ratios
	$(BIN)/python benchmarks/load.py
	$(BIN)/python benchmarks/formats.py
	$(BIN)/python benchmarks/resolve.py
	$(BIN)/python benchmarks/networks.py
	$(BIN)/python benchmarks/backbone.py
	$(BIN)/python benchmarks/scale.py

real-files: $(DEV)    ## rewrite docs/real_files.md from the publishers' files at GRAPHKIT_TEST_DATA
	$(BIN)/python -m tests.real_files --write

fuzz: $(DEV)          ## damaged files into every loader for FUZZ_SECONDS (60); FUZZ_SEED repeats a run
	$(BIN)/python -m tests.unit.loaders.fuzzing

dist: $(DEV)          ## sdist and wheel, from nothing: an old build/ would ship deleted files
	rm -rf build dist
	$(BIN)/python -m build

clean:                ## remove what is made here, the demo included
	rm -rf $(VENV) .types build dist site docs/_built graphkit-demo *.egg-info

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "graphkit needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUN): setup.cfg pyproject.toml | $(BIN)/python
	@echo "Installing graphkit and what it needs into $(VENV): a few minutes and about 750 MB the first time."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(NOTEBOOK): setup.cfg pyproject.toml | $(BIN)/python
	@echo "Installing graphkit and JupyterLab into $(VENV): a few minutes and about 1 GB the first time."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[notebook]'
	@touch $@ $(RUN)

$(SITE): setup.cfg pyproject.toml | $(BIN)/python
	@echo "Installing graphkit and Sphinx into $(VENV): a few minutes and about 800 MB the first time."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[docs]'
	@touch $@ $(RUN)

$(DEV): setup.cfg pyproject.toml | $(BIN)/python
	@echo "Installing graphkit, what it needs and what tests it into $(VENV): a few minutes and about 1 GB the first time."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ $(RUN)
