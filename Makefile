# What people type. `make demo` and `make test` need Python 3.11+ with pip, and nothing else done by hand.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup demo demo-reset run test every-test check bench lock states screenshot static

PY := .venv/bin/python
RUFF := .venv/bin/ruff
# The demo has a database of its own and hears nothing of yours.
DEMO := env -u DATABASE_URL -u REDIS_URL ASSENT_DEMO=1 ASSENT_LOG_LEVEL=WARNING
DEVELOP := env ASSENT_DEBUG=1

# A Python that was upgraded or removed takes its .venv with it: forget the stamps, and it is made anew.
ifneq ($(shell .venv/bin/python -c 'print(1)' 2>/dev/null),1)
$(shell rm -f .venv/base .venv/dev)
endif

help: ## list these commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F '\t' '{ printf "make %-12s %s\n", $$1, $$2 }'

setup: .venv/dev static ## install everything a developer needs into .venv

# UNTIL=2001-03-31 tells its story on to the end of that day.
demo: .venv/base static ## fill the demo and serve it on this machine until Ctrl-C
	@$(DEMO) $(PY) manage.py migrate --verbosity 0 --skip-checks
	@$(DEMO) $(PY) manage.py demo $(if $(UNTIL),--until $(UNTIL))
	@$(DEMO) $(PY) -m config.serve

demo-reset: ## forget the demo; `make demo` starts afresh
	rm -rf var/demo.sqlite3* var/demo-*

run: .venv/dev static ## serve for development, with your own database
	$(DEVELOP) $(PY) manage.py migrate
	$(DEVELOP) $(PY) manage.py runserver

test: check every-test ## check everything, then run every test on SQLite and on PostgreSQL

every-test: .venv/dev static
	@$(PY) -m tests.run

check: .venv/dev ## lint, format, types, layers, migrations and templates
	$(RUFF) check .
	$(RUFF) format --check .
	$(DEVELOP) $(PY) -m mypy
	.venv/bin/lint-imports --no-logo
	$(DEVELOP) $(PY) -W ignore manage.py makemigrations --check --dry-run
	$(DEVELOP) $(PY) manage.py check --fail-level WARNING
	.venv/bin/djlint --quiet --lint templates interface/templates

bench: .venv/dev ## measure what we promise about speed
	$(PY) -m benchmarks

# UPGRADE=--upgrade takes the newest of everything; without it only what changed moves.
lock: .venv/dev ## write requirements/*.txt anew from requirements/*.in
	@for name in base dev; do \
	  .venv/bin/uv pip compile requirements/$$name.in --output-file requirements/$$name.txt --quiet $(UPGRADE) \
	    --generate-hashes --python-version 3.11 --no-header --no-emit-index-url --no-emit-find-links || exit 1; \
	done

states: .venv/dev ## draw the state diagrams anew from the code
	$(DEVELOP) $(PY) manage.py draw_states

screenshot: .venv/dev static ## take the README's picture anew
	@$(DEMO) $(PY) manage.py screenshot

static: .venv/base # the stylesheet, script and font of every page; a second run is free
	@$(PY) -m interface.build_static

.venv/base: requirements/base.txt
	@scripts/environment base

.venv/dev: requirements/dev.txt
	@scripts/environment dev
