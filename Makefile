# `make` alone lists the commands. Everything a command needs, it sets up itself.

PYTHON ?= python3
PORT ?= 8000
CHROMIUM ?= /usr/bin/chromium
export PORT CHROMIUM

VENV := .venv
PY := $(VENV)/bin/python
KEY := var/secret-key
# A stamp bears the checksum of what it stands for, lies in what was made of it, and is written
# last: nothing half made has one, and nothing unchanged is made again.
checksum = $(shell $(1) 2>/dev/null | cksum | cut -d ' ' -f 1)
RUN_READY := $(VENV)/.run-$(call checksum,cat requirements.txt)
PDF_READY := $(VENV)/.pdf-$(call checksum,cat requirements-pdf.txt)
DEV_READY := $(VENV)/.dev-$(call checksum,cat requirements-dev.txt)
STATIC_READY := var/static/.ready-$(call checksum,find static -type f -exec cksum {} + | sort)
LIGHTHOUSE := tests/browser/lighthouse
LIGHTHOUSE_READY := var/lighthouse/.ready-$(call checksum,cat $(LIGHTHOUSE)/package-lock.json)
PIP_INSTALL := $(PY) -m pip install --quiet --quiet --disable-pip-version-check --no-input \
	--require-hashes --only-binary :all:
LOCK := $(VENV)/bin/uv pip compile pyproject.toml --quiet --generate-hashes --universal \
	--no-emit-index-url --custom-compile-command 'make lock' $(UPGRADE)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run ready packages demo test test-postgres test-browser bench check format lock

help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | \
		awk -F ':.*## ' '{ printf "  make %-15s %s\n", $$1, $$2 }'

run: ready ## Serve the portal on http://127.0.0.1:8000/ (PORT=… changes it)
	@exec $(PY) -m gunicorn sunagawa_plan.wsgi

ready: $(RUN_READY) $(if $(PDF),$(PDF_READY)) $(KEY) $(STATIC_READY) ## Set everything up without serving (PDF=1 adds what makes PDFs)
	@umask 077 && $(PY) manage.py prepare

packages: $(RUN_READY)

demo: export DATABASE_URL := sqlite:///var/demo.sqlite3
demo: export SAMPLE_DATA := 1
demo: ready ## The same on sample values, in a database of its own
	@$(PY) manage.py load_sample
	@exec $(PY) -m gunicorn sunagawa_plan.wsgi

test: $(DEV_READY) ## Run the tests (ARGS="-k name" chooses)
	@$(PY) -m pytest $(ARGS)

test-postgres: $(DEV_READY) ## The same on PostgreSQL: DATABASE_URL, else a throw-away cluster
	@$(PY) tests/postgres.py $(PY) -m pytest $(ARGS)

test-browser: $(DEV_READY) $(KEY) $(STATIC_READY) $(LIGHTHOUSE_READY) ## Run the tests that drive a real Chromium
	@$(PY) -m pytest tests/browser -m browser --junitxml=var/browser-report.xml $(ARGS)

bench: $(DEV_READY) ## Measure pages, files and imports
	@$(PY) -m pytest tests/bench -m bench --capture=no $(ARGS)

# The deploy check judges the settings of a real site, whatever the machine at hand is set to.
check: export DATABASE_URL := sqlite://:memory:
check: export HTTPS := 1
check: export HSTS_SECONDS := 31536000
check: export ALLOWED_HOSTS := portal.example.jp
check: export DEBUG :=
check: export SAMPLE_DATA :=
check: $(DEV_READY) $(KEY) $(STATIC_READY) ## Lint, format, types, templates, migrations, deploy check
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	find templates -name '*.html' -exec $(VENV)/bin/djade --check --target-version 5.2 {} +
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) manage.py check --deploy --fail-level WARNING

format: $(DEV_READY) ## Put code and templates into the house format
	@$(VENV)/bin/ruff check --fix .
	@$(VENV)/bin/ruff format .
	@find templates -name '*.html' -exec $(VENV)/bin/djade --target-version 5.2 {} +

lock: $(DEV_READY) ## Lock the packages of pyproject.toml with hashes (UPGRADE=--upgrade renews them)
	@$(LOCK) --output-file requirements.txt
	@$(LOCK) --output-file requirements-pdf.txt --extra pdf --constraint requirements.txt
	@$(LOCK) --output-file requirements-dev.txt --extra dev --constraint requirements.txt

$(RUN_READY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed as '$(PYTHON)' (or say PYTHON=…)." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python's venv module is missing. On Debian: apt install python3-venv" >&2; exit 1; }
	@echo "Creating the virtual environment in $(VENV) …"
	@$(PYTHON) -m venv --clear $(VENV)
	@echo "Installing the packages of requirements.txt …"
	@$(PIP_INSTALL) --requirement requirements.txt
	@touch $@

$(PDF_READY): $(RUN_READY)
	@echo "Installing the packages of requirements-pdf.txt …"
	@rm -f $(VENV)/.pdf-*
	@$(PIP_INSTALL) --requirement requirements-pdf.txt
	@touch $@

$(DEV_READY): $(RUN_READY)
	@echo "Installing the packages of requirements-dev.txt …"
	@rm -f $(VENV)/.dev-*
	@$(PIP_INSTALL) --requirement requirements-dev.txt
	@touch $@

# Made once, readable by its owner only, and left alone ever after.
$(KEY): | $(RUN_READY)
	@echo "Creating the secret key in $@ …"
	@mkdir -p $(@D)
	@umask 077 && $(PY) -c 'import secrets; print(secrets.token_urlsafe(50))' > $@

$(STATIC_READY): $(RUN_READY) | $(KEY)
	@echo "Collecting the static files …"
	@$(PY) manage.py collectstatic --noinput --clear --verbosity 0
	@touch $@

# Lighthouse comes from npm; where that is missing its tests say so and are skipped.
$(LIGHTHOUSE_READY):
	@rm -rf $(@D) && mkdir -p $(@D)
	@cp $(LIGHTHOUSE)/package.json $(LIGHTHOUSE)/package-lock.json $(@D)
	@if command -v npm >/dev/null; then \
		echo "Installing Lighthouse …"; \
		npm ci --prefix $(@D) --no-audit --no-fund --silent; \
	fi
	@touch $@
