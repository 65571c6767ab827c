# From the clone to the tests: `make help` lists what can be typed.

PORT ?= 8000
PYTHON ?=
ARGS ?=

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
OLDEST := python3.11

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
INSTALL := $(BIN)/python -m pip install --quiet --require-hashes

.DEFAULT_GOAL := help
.PHONY: help run install test lint format lock messages screenshots clean
.DELETE_ON_ERROR:

help: ## list these commands
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 20
	@echo
	@echo "  PORT=8001           the port of make run"
	@echo "  PYTHON=python3.12   the interpreter that .venv is made with, once"
	@echo "  ARGS='-k story -x'  arguments of pytest for make test, or of pip-compile for make lock"

# As in production, but for this machine only: DEBUG off, static files with hashed names, plain HTTP.
run: export DEBUG := off
run: export HTTPS := off
run: export ALLOWED_HOSTS := localhost,127.0.0.1,[::1]
run: export SITE_URL := http://localhost:$(PORT)
run: $(VENV)/.run ## set up what is missing, then serve the newsroom on this machine
	@$(BIN)/python -c 'import socket; socket.create_server(("127.0.0.1", $(PORT))).close()' 2>/dev/null || { \
	  echo "Nothing can be served on port $(PORT): it is taken, or not ours to use. Try: make run PORT=8001" >&2; exit 1; }
	@set -e; SECRET_KEY="$$(DEBUG=on $(BIN)/python -c 'from newsroom import settings; print(settings.SECRET_KEY)')"; \
	export SECRET_KEY; \
	$(BIN)/python manage.py prepare --port $(PORT); \
	exec $(BIN)/python -m granian --interface wsgi --host 127.0.0.1 --port $(PORT) \
	  --blocking-threads 4 --log-level warning newsroom.wsgi:application

install: $(VENV)/.run ## only install what the site needs, into .venv

test: $(VENV)/.test $(VENV)/.web ## run the whole suite on SQLite and on PostgreSQL
	@$(BIN)/python -m tests.both $(ARGS)

lint: $(VENV)/.test ## check format and style
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m ruff check .

format: $(VENV)/.test ## format, and mend what can be mended
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python -m ruff format .

# Made with the oldest Python, which needs the most packages, and from the public index alone, so that a machine's own
# pip settings reach neither versions nor hashes. Versions stay unless ARGS is `--upgrade` or `--upgrade-package NAME`.
lock: export CUSTOM_COMPILE_COMMAND := make lock
lock: export PIP_CONFIG_FILE := /dev/null
lock: export PIP_FIND_LINKS :=
lock: export PIP_EXTRA_INDEX_URL :=
lock: ## write both locks from pyproject.toml
	@command -v $(OLDEST) >/dev/null || { echo "The locks are made with $(OLDEST), which is not on PATH." >&2; exit 1; }
	@set -e; tools="$$(mktemp -d)"; trap 'rm -rf "$$tools"' EXIT; trap 'exit 130' INT TERM; \
	$(OLDEST) -m venv "$$tools"; "$$tools/bin/pip" install --quiet 'pip-tools>=7.6,<8'; \
	compile="$$tools/bin/pip-compile --quiet --no-config --generate-hashes --strip-extras --allow-unsafe --no-annotate \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host $(ARGS)"; \
	$$compile --output-file requirements.txt pyproject.toml; \
	$$compile --extra test --extra s3 --extra heic --constraint requirements.txt --output-file requirements-test.txt pyproject.toml
	@! grep -nE '^ *-|://|(^|[ =])/' requirements.txt requirements-test.txt | grep -v -- --hash=

# GNU gettext does the work (Debian: apt-get install gettext). What it makes is in the repository: who runs the site, or
# works on something else, needs none of it.
messages: $(VENV)/.run ## write the words of readers' pages into locale/, and compile what is translated
	$(BIN)/python manage.py makemessages --all --no-obsolete --add-location file --ignore 'tests/*' --ignore 'var/*' \
	  --ignore 'benchmarks/*' --ignore 'docs/*' --ignore 'static/*' --extension html,py
	$(BIN)/python manage.py compilemessages --ignore $(VENV)

screenshots: $(VENV)/.test ## take the pictures of the guide and of the README again
	$(BIN)/python -m docs.screenshots

clean: ## remove what was installed and cached; var/, with the stories, stays
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made:
	@set -e; found=; for python in $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11); do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "Newsroom needs Python 3.11 or newer, and found none$(if $(PYTHON), in PYTHON=$(PYTHON))." \
	    "Install it, or name it: make $(or $(MAKECMDGOALS),run) PYTHON=/path/to/python3" >&2; exit 1; \
	fi; \
	if ! $$found -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo "$$found cannot make a virtual environment: ensurepip is missing." \
	    "On Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; \
	fi; \
	echo "Making $(VENV) with $$($$found --version) ..."; \
	$$found -m venv $(VENV); touch $@

$(VENV)/.run: requirements.txt | $(VENV)/.made
	@echo "Installing what is in requirements.txt ..."
	@$(INSTALL) -r requirements.txt
	@touch $@

# The test lock holds all of the other, in the same versions.
$(VENV)/.test: requirements-test.txt | $(VENV)/.made
	@echo "Installing what is in requirements-test.txt ..."
	@$(INSTALL) -r requirements-test.txt
	@touch $@

# What checks pages in the tests and is no Python. Without npm those tests are skipped, and say so.
$(VENV)/.web: tests/web/package.json tests/web/package-lock.json | $(VENV)/.made
	@if ! command -v npm >/dev/null; then \
	  echo "npm is missing: Lighthouse and the HTML checker are not installed, and their tests are skipped."; exit 0; \
	fi; \
	set -e; echo "Installing what is in tests/web/package-lock.json ..."; \
	mkdir -p $(VENV)/web; cp $^ $(VENV)/web; \
	(cd $(VENV)/web && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null); touch $@
