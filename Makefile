# Lược đồ: everything runs in its own virtual environment under .venv/.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help demo test lint bench samples clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/'

$(VENV)/.core: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(STAMP): pyproject.toml $(VENV)/.core
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev,models]'
	@touch $@

demo: $(VENV)/.core ## set up, ingest the sample corpus and open the search page
	$(BIN)/luocdo demo

lint: $(STAMP) ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint ## set up, lint and run every test
	$(BIN)/pytest -n auto

bench: $(STAMP) ## run the measurements; results go to bench/results/
	$(BIN)/python -m bench

samples: $(STAMP) ## build the sample corpus again from its sources
	$(BIN)/python -m corpus.samples.build

clean: ## remove the virtual environment, caches and build results; libraries stay
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist *.egg-info
