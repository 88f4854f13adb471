# Every target builds .venv by itself from the hashed requirements. PYTHON picks the interpreter it is built with.
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
MADE := $(VENV)/.made-from-requirements
CANDIDATES := python3 python3.14 python3.13 python3.12 python3.11 python
PYTHON ?= $(shell for p in $(CANDIDATES); do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
IDENTITY := 'import sys; print(sys.version)'
UV ?= $(or $(shell command -v uv),$(wildcard $(BIN)/uv),uv)

.DEFAULT_GOAL := help
.PHONY: help run test check style types data bench eval presses faults soak fuzz audit pages lock clean

help:  ## say what there is
	@sed -n 's/^\([a-z]*\):[^#]*## /make \1	/p' $(MAKEFILE_LIST)

run: $(MADE)  ## start Podium: on Discord if there is a token, else in the terminal
	@$(BIN)/python -m bot

test: $(MADE)  ## run the tests, a file at a time on each core
	@$(BIN)/python -m pytest -q -n auto --dist loadfile

check: style types data test  ## style, types, the shipped data and the tests

style: $(MADE)  ## ruff: rules and layout
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(MADE)  ## mypy, strict
	@$(BIN)/mypy

data: $(MADE)  ## every problem in the shipped knowledge, with file and line
	@$(BIN)/python -m bot check knowledge

bench: $(MADE)  ## measure start-up, answers, memory and scale into BENCHMARKS.md
	@$(BIN)/python -m bench

eval: $(MADE)  ## ask the whole corpus: right, missed and wrong by family, and every failure
	@$(BIN)/python -m tests.corpus

presses: $(MADE)  ## press every button and every choice of every menu under every answer of the corpus (a minute)
	@$(BIN)/python -m pytest -q -s tests/test_presses.py --every-choice

faults: $(MADE)  ## everything that goes wrong between Podium and Discord, one at a time, and what holds then
	@$(BIN)/python -m tests.loopback faults

soak: $(MADE)  ## 200 messages in a second, 2,000 in a minute, the memory after 20,000 (four minutes)
	@$(BIN)/python -m tests.loopback load

fuzz: $(MADE)  ## 10,000 hostile messages, options, modals and custom_ids
	@$(BIN)/python -m tests.loopback fuzz

audit: $(MADE)  ## known weaknesses of the pinned packages (asks a database on the internet)
	@"$(PYTHON)" -m venv --clear build/audit && build/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	@build/audit/bin/pip-audit --requirement requirements.txt --disable-pip --require-hashes --strict --progress-spinner off

pages: $(MADE)  ## write the examples and tables of README and CONTRIBUTING anew from the real thing
	@$(BIN)/python -m tests.house.pages

lock:  ## resolve requirements.txt anew for Python 3.11 to 3.14 (needs uv)
	@command -v "$(UV)" >/dev/null || { echo "make lock needs uv: install it, or say UV=/path/to/uv" >&2; exit 1; }
	@"$(UV)" pip compile pyproject.toml --group dev --universal --python-version 3.11 --upgrade --generate-hashes --quiet \
		--no-config --no-emit-index-url --no-annotate --no-header --output-file requirements.txt

clean:  ## remove what the other targets made, .venv included
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis *.egg-info
	find bot bench tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Some systems ship Python without ensurepip: then pip stays outside and is pointed at the new folder.
# A .venv made by hand with the same Python is brought to the locked versions; one of another Python is made anew.
$(MADE): requirements.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Podium needs Python 3.11 or newer: install it, or say PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "$(PYTHON) is not Python 3.11 or newer: say PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Setting up $(VENV) (once) ..." >&2
	@test "$$($(BIN)/python -c $(IDENTITY) 2>/dev/null)" = "$$("$(PYTHON)" -c $(IDENTITY))" || \
		"$(PYTHON)" -m venv --clear $(VENV) >/dev/null 2>&1 || "$(PYTHON)" -m venv --clear --without-pip $(VENV)
	@if $(BIN)/python -m pip --version >/dev/null 2>&1; then pip="$(BIN)/python -m pip"; \
	else pip="$(PYTHON) -m pip --python $(BIN)/python"; fi; \
	$$pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.txt && \
	$$pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@$(BIN)/python -m compileall -q bot
	@touch $@
