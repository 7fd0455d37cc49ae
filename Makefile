# What a newcomer runs: `make site` and `make test`. The rest is for contributors.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

# LOCK=requirements/ci.txt installs exactly what that file names, by hash, as CI does; else the newest that fit are installed.
LOCK   ?=

# As users have it: what is imported is compiled once. Where it may not be kept, every process compiles a tenth of a second long.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: site test lint audit bench compare fuzz edits kills growth matrix docs catalogues gallery settings lock sbom dist clean

site: $(READY)
	$(BIN)/python -m sphinx -W -n --keep-going -q -b html example-site build/site
	$(BIN)/python -m sphinx -W -n --keep-going -q -b html example-lab build/lab
	@echo
	@echo "A researcher's site and a lab's are built. Open $(CURDIR)/build/site/index.html and $(CURDIR)/build/lab/index.html"

# Three at once on two processors: what waits for a browser leaves its turn to another.
test: $(READY)
	$(BIN)/python tests/browser/chromium.py
	$(BIN)/python tests/node_packages.py
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: $(READY)
	$(BIN)/python -m benchmarks

# Accessibility, validity, weight and speed of the pages, against what is to be reached; --write puts the table into the docs.
audit: $(READY)
	$(BIN)/python tests/browser/chromium.py
	$(BIN)/python -m audit

# What a change does to what users get: make compare BASE=<commit>; OPTIONS="--site docs --only html,latex" for a part.
compare: $(READY)
	$(BIN)/python -m trials.compare $(BASE) $(OPTIONS)

# Random edits, each followed by a build of what has changed, against a clean build: make edits OPTIONS="--sequences 100 --seed 2".
edits: $(READY)
	$(BIN)/python -m trials.edits $(OPTIONS)

# Builds that are killed at random moments, and whether the next ones are right: make kills OPTIONS="50 --seed 2".
kills: $(READY)
	$(BIN)/python -m trials.kills $(OPTIONS)

# The tests of builds with every Sphinx and every Python that is there, with the lowest and the newest dependencies.
matrix: $(READY)
	$(BIN)/nox

# Random input for every reader, the markup, the writers and the mender of YAML: make fuzz MINUTES=10 TARGETS="yaml bibtex".
MINUTES ?= 10
fuzz: $(READY)
	$(BIN)/python -m trials.fuzz --minutes $(MINUTES) $(TARGETS)

docs: $(READY)
	$(BIN)/python -m sphinx -W -n --keep-going -q -b html docs build/docs

# Builds every setting and option with every kind of wrong value, some 800 builds.
settings: $(READY)
	$(BIN)/python -m trials.settings

# What takes more than twice the time for twice the data, in every field of every format; an hour.
growth: $(READY)
	$(BIN)/python -m trials.growth

# Brings the catalogues in sphinx_academic/locale up to the words in the source.
catalogues: $(READY)
	$(BIN)/python tests/unit/catalogues.py

# Takes the documentation's pictures of looks and of other themes anew.
gallery: $(READY)
	$(BIN)/python tests/browser/look_gallery.py
	$(BIN)/python tests/browser/theme_gallery.py

# Writes the lock anew, with the newest that fit.
lock: $(READY)
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --extra dev --generate-hashes --no-annotate \
		--custom-compile-command "make lock" --output-file requirements/ci.txt pyproject.toml

# What is handed out, and beside it a list of all that it needs (CycloneDX).
dist: $(READY)
	$(BIN)/python -m build --outdir build/dist

sbom: $(READY)
	mkdir -p build/dist
	$(PYTHON) -m venv --without-pip --clear build/sbom
	$(BIN)/python -m pip --python build/sbom install --quiet --disable-pip-version-check '.[csl]'
	$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --mc-type library --output-reproducible \
		--output-file build/dist/sphinx-academic.cdx.json build/sbom

clean:
	rm -rf build

# One virtual environment for everything; made again when the declared dependencies or the catalogues change.
$(READY): pyproject.toml hatch_build.py $(LOCK) $(wildcard sphinx_academic/locale/*/LC_MESSAGES/*.po)
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; this is %s. Try: make PYTHON=python3.11 $(MAKECMDGOALS)" % sys.version.split()[0])'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
ifeq ($(LOCK),)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
else
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $(LOCK)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
endif
	@touch $(READY)
