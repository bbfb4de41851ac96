# Two commands are all that is needed on a machine with Python 3.11 and make: `make run`, `make test`.
# Each does what is still to be done and nothing twice.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
# One step of the set-up at a time, also when two people type `make` at once.
ALONE := $(PYTHON) config/alone.py
INSTALL := $(ALONE) $(BIN)/python -m pip install --quiet --require-hashes --requirement
SET_UP := static/vendor/.done locale/.compiled
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore
export PYTHONUNBUFFERED := 1

.PHONY: run test check style rooms types migrations texts drawn deployment docs bench lock format pictures clean
.DELETE_ON_ERROR:

run: .venv/.run $(SET_UP)
	@exec $(BIN)/python manage.py serve --port $(PORT) --demonstration --end-with-parent

test: .venv/.dev $(SET_UP)
	@exec $(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

# What .pre-commit-config.yaml calls too.
check: style rooms types migrations texts drawn deployment

style: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

rooms: .venv/.dev
	$(BIN)/lint-imports

types: .venv/.dev
	$(BIN)/mypy .

migrations: .venv/.dev $(SET_UP)
	$(BIN)/python manage.py makemigrations --check --dry-run

texts: .venv/.dev $(SET_UP)
	$(BIN)/python -m tests.translations

drawn: .venv/.dev $(SET_UP)
	$(BIN)/python manage.py draw_docs --check

deployment: .venv/.dev $(SET_UP)
	HTTPS=1 $(BIN)/python manage.py check --deploy --fail-level WARNING

docs: .venv/.dev $(SET_UP)
	@$(BIN)/python manage.py draw_docs

bench: .venv/.dev $(SET_UP)
	@exec $(BIN)/python -m tests.bench

# -- what the others need ------------------------------------------------------------------------
# A step is done when its stamp is there, and the stamp is made last: what was interrupted is begun
# again.

.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed." if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -c 'import ensurepip, venv' || { echo "Python's venv is missing; on Debian: apt install python3-venv"; exit 1; }
	$(ALONE) $(PYTHON) -m venv .venv
	@touch $@

.venv/.run: requirements.lock .venv/.made
	$(INSTALL) requirements.lock
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.made
	$(INSTALL) requirements-dev.lock
	@touch .venv/.run $@

static/vendor/.done: package-lock.json requirements-node.lock config/assets.py | .venv/.made
	$(ALONE) $(BIN)/python config/assets.py

locale/.compiled: $(wildcard locale/*/LC_MESSAGES/*.po) config/catalogues.py | .venv/.run
	@$(ALONE) $(BIN)/python config/catalogues.py
	@touch $@

# -- now and then --------------------------------------------------------------------------------

format: .venv/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

COMPILE = $(BIN)/uv pip compile --universal --fork-strategy fewest --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet

lock: .venv/.dev package.json
	$(BIN)/python -m pip install --quiet uv
	$(COMPILE) pyproject.toml --output-file requirements.lock
	$(COMPILE) pyproject.toml --group dev --output-file requirements-dev.lock
	$(COMPILE) --group node --output-file requirements-node.lock
	npm install --package-lock-only --ignore-scripts

# Of a running `make run`, for docs/pictures; needs a Chromium.
pictures: .venv/.dev
	$(BIN)/python -m tests.pictures http://localhost:$(PORT)

clean:
	rm -rf .venv node_modules static/vendor locale/.compiled locale/*/LC_MESSAGES/*.mo
