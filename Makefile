# Everything is installed into .venv; no environment needs to be active.
# `make` lists the targets.

.DEFAULT_GOAL := help
.SUFFIXES:
.DELETE_ON_ERROR:

# Where the graph lives; empty for the platform's data folder, which `skillgraph` uses by default.
HOME_DIR ?=
PORT ?= 8000
NEO4J_PORT ?= 7687
# Tests run in so many processes, each with two servers of its own; a server of yours has one user.
WORKERS ?= $(if $(NEO4J_TEST_URI),0,2)

VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
# The build back end is pinned too: older pips read the one variable, newer ones the other.
PINNED := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt

.PHONY: help
help:  ## List the targets
	@awk -F ':.*##' '/^[a-z0-9-]+:.*##/ {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo "  DATA=DIR demo: your own files    ARGS=… test: for pytest    PORT=$(PORT) serve, NEO4J_PORT=$(NEO4J_PORT) neo4j"

# ---- environments -------------------------------------------------------------------------------

$(VENV)/made:
	@for python in $(PYTHON) python3 python3.13 python3.12 python3.11 python; do \
	    if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	        echo "Making $(VENV) with $$($$python --version)"; \
	        $$python -m venv --clear $(VENV) && touch $@; exit; \
	    fi; \
	done; echo "Python 3.11 or later is needed; name one: make PYTHON=/path/to/python3.12"; exit 1

# What the demo needs, and no more.
$(VENV)/core: $(VENV)/made pyproject.toml constraints.txt
	@echo "Installing (once; again when pyproject.toml or constraints.txt change)"
	@$(PINNED) $(PIP) install -c constraints.txt -e ".[documents]"
	@touch $@

$(VENV)/dev: $(VENV)/core
	@echo "Installing what tests and checks need"
	@$(PINNED) $(PIP) install -c constraints.txt -e ".[dev,documents,notebook,openai,parquet,providers,quality]"
	@touch $@

.PHONY: setup
setup: $(VENV)/dev  ## Install everything for development into .venv

.PHONY: train-setup
train-setup: $(VENV)/dev  ## Add torch and what training large students needs (5 GB)
	@$(PINNED) $(PIP) install -c constraints.txt -e ".[train]"

.PHONY: pins
pins: $(VENV)/made  ## Resolve all dependencies anew into constraints.txt
	@python=$$(realpath $(PY)) && scratch=$$(mktemp -d) && trap 'rm -rf "$$scratch"' EXIT && \
	"$$python" -m venv "$$scratch/venv" && "$$scratch/venv/bin/pip" install --quiet --upgrade pip && \
	"$$scratch/venv/bin/pip" install --quiet --dry-run --ignore-installed --report "$$scratch/report.json" \
	    ".[dev,documents,notebook,openai,parquet,providers,quality,train]" hatchling editables && \
	"$$python" docs/pins.py "$$scratch/report.json" > "$$scratch/constraints.txt" && \
	mv "$$scratch/constraints.txt" constraints.txt
	@echo "constraints.txt: $$(wc -l < constraints.txt) packages"

# What others' ways of loading and walking need caps packages that ours does not: an environment of its own.
.venv-bench/made: pyproject.toml benchmarks/constraints.txt $(VENV)/made
	@$(PY) -m venv --clear .venv-bench
	@PIP_CONSTRAINT=benchmarks/constraints.txt PIP_BUILD_CONSTRAINT=benchmarks/constraints.txt \
	    .venv-bench/bin/pip install --quiet -c benchmarks/constraints.txt -e ".[bench]"
	@touch $@

.PHONY: bench-setup
bench-setup: .venv-bench/made  ## Install into .venv-bench what benchmarks compare us with

# ---- using it -----------------------------------------------------------------------------------

.PHONY: demo
demo: $(VENV)/core  ## Run the whole loop on the shipped sample, or on DATA=DIR
	@$(BIN)/skillgraph $(if $(HOME_DIR),--home "$(HOME_DIR)") demo $(if $(DATA),--data "$(DATA)")

.PHONY: serve
serve: $(VENV)/core  ## Serve the API on PORT
	@$(BIN)/skillgraph $(if $(HOME_DIR),--home "$(HOME_DIR)") serve --port $(PORT)

# ---- checks -------------------------------------------------------------------------------------

.PHONY: test
test: $(VENV)/dev  ## Run all tests, on the embedded engine and on a real Neo4j
	@$(PY) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

.PHONY: lint
lint: $(VENV)/dev  ## Check style and formatting
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

.PHONY: format
format: $(VENV)/dev  ## Format, and mend what can be mended
	@$(BIN)/ruff check --fix --quiet || true
	@$(BIN)/ruff format

.PHONY: types
types: $(VENV)/dev  ## Check types
	@$(BIN)/mypy

.PHONY: docs
docs: $(VENV)/dev  ## Write the generated pages under docs/
	@$(PY) -m docs.generate

.PHONY: docs-check
docs-check: $(VENV)/dev  ## Fail when a generated page is stale
	@$(PY) -m docs.generate --check

.PHONY: bench
bench: $(VENV)/dev .venv-bench/made  ## Run the benchmarks; JSON lines
	@for file in $$(grep -l 'Report(' benchmarks/*.py); do \
	    name=$$(basename "$$file" .py); python=$(PY); \
	    case $$name in ingest|growth|walks) python=.venv-bench/bin/python;; esac; \
	    $$python -m "benchmarks.$$name" || exit 1; done

# ---- shipping -----------------------------------------------------------------------------------

.PHONY: wheel
wheel: $(VENV)/dev  ## Build the wheel and the source archive into dist/
	@rm -rf dist
	@$(PINNED) $(PY) -m build --outdir dist .
	@ls dist

.PHONY: wheel-test
wheel-test: $(VENV)/dev  ## Install the wheel into a clean environment elsewhere, and use it there
	@$(PY) -m pytest -m wheel tests/test_wheel.py

# ---- a Neo4j for development --------------------------------------------------------------------

.PHONY: neo4j
neo4j: $(VENV)/dev  ## Fetch and start a Neo4j on NEO4J_PORT (needs Java 17 and Maven)
	@$(PY) -m tests.neo4j_server start --home .neo4j --port $(NEO4J_PORT)

.PHONY: neo4j-stop
neo4j-stop: $(VENV)/dev  ## Stop it
	@$(PY) -m tests.neo4j_server stop --home .neo4j

.PHONY: clean
clean:  ## Remove what was built or installed; graphs stay
	rm -rf $(VENV) .venv-bench build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
