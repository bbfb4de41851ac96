# Two commands are all that is needed on a machine with Python 3.11 and make: `make run`, `make test`.
# Each does what is still to be done and nothing twice.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test check bench browser lock messages format screenshots clean

run: .venv/.run static/vendor/.done locale/.compiled
	@PORT=$(PORT) exec $(BIN)/python manage.py serve --demonstration

test: .venv/.dev static/vendor/.done locale/.compiled
	@$(BIN)/python -m pytest -n 2 $(ARGS)

check: .venv/.dev static/vendor/.done locale/.compiled
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy .
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m tests.translations
	HTTPS=1 $(BIN)/python manage.py check --deploy --fail-level WARNING

bench: .venv/.dev static/vendor/.done locale/.compiled
	@$(BIN)/python -m tests.bench

# -- what the others need ------------------------------------------------------------------------

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed.")'
	$(PYTHON) -m venv .venv

.venv/.run: requirements.lock | .venv/bin/python
	$(BIN)/pip install --quiet --require-hashes --requirement requirements.lock
	@touch $@

.venv/.dev: requirements-dev.lock | .venv/bin/python
	$(BIN)/pip install --quiet --require-hashes --requirement requirements-dev.lock
	@touch $@ .venv/.run

static/vendor/.done: package-lock.json config/assets.py | .venv/bin/python
	$(BIN)/python config/assets.py

locale/.compiled: $(wildcard locale/*/LC_MESSAGES/*.po) config/catalogues.py | .venv/bin/python
	@$(BIN)/python config/catalogues.py
	@touch $@

# -- now and then --------------------------------------------------------------------------------

format: .venv/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: .venv/.dev package.json
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet --output-file requirements-dev.lock
	npm install --package-lock-only --ignore-scripts

messages: .venv/.dev
	$(BIN)/python manage.py makemessages --locale fa --no-location --no-obsolete --no-wrap --ignore .venv --ignore node_modules --ignore var

clean:
	rm -rf .venv node_modules static/vendor locale/.compiled locale/*/LC_MESSAGES/*.mo
