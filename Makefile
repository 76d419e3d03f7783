# Two commands: make run, make test. Each makes its own environment.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
ADDR ?= 127.0.0.1:8000
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-strip-extras --custom-compile-command "make lock" --quiet

# Tests on all cores, each worker with a database of its own.
SPREAD := -n logical --maxprocesses=4 --dist worksteal

.PHONY: run test coverage quick campaign lint format lock clean bench bench-fora bench-memo bench-impact peers mutation

# The server as a visitor gets it: shipped edition, sample cases, demonstration accounts.
run: export DEMO = 1
run: export HASHED_STATIC = 1
run: .venv/base
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) seed
	$(MANAGE) demo
	$(MANAGE) collectstatic --noinput --verbosity 0
	@echo "Subsidium answers on http://$(ADDR)/ (stop with Ctrl-C)"
	$(BIN)/gunicorn config.wsgi --bind $(ADDR) --workers 2 --threads 4 --limit-request-line 8190 --logger-class config.access_log.Masked --access-logfile - --access-logformat '%(h)s %(t)s %(m)s %(U)s %(s)s %(b)s' --log-level warning

# Everything: lint, the suite on SQLite, the suite on a real PostgreSQL started for it. Coverage of
# the core is measured; measuring all of it doubles the time, see `make coverage`.
test: .venv/dev lint
	$(BIN)/python -m pytest $(SPREAD) -m "inner and not random and not heavy" --cov=decisions/subsidiarity --cov-report=
	$(BIN)/coverage report --fail-under=100
	$(BIN)/python -m pytest $(SPREAD) -m "(not inner or random) and not heavy"
	$(BIN)/python -m tests.postgres $(BIN)/python -m pytest $(SPREAD) -m "not core and not looks and not heavy and not browser"

# How much of all our code do the tests run? Without the browser, which needs no measuring.
coverage: .venv/dev
	$(BIN)/python -m pytest $(SPREAD) -m "not random and not heavy and not browser" --cov --cov-report=
	$(BIN)/python -m tests.postgres $(BIN)/python -m pytest $(SPREAD) -m "not core and not looks and not heavy and not browser" --cov --cov-append --cov-report=
	$(BIN)/coverage report --fail-under=95

# While working: no browser, no second database.
quick: .venv/dev
	$(BIN)/python -m pytest $(SPREAD) -m "not browser" -q

# The random campaigns, 24 times as large: 100,000 inputs against the reference, a sample for z3.
# Then what is too heavy for every run: planted faults, counterfactuals, journeys of other matters,
# pages in further looks; journeys and races on PostgreSQL too.
campaign: .venv/dev
	CAMPAIGN=24 $(BIN)/python -m pytest $(SPREAD) tests/subsidiarity/test_oracle.py tests/subsidiarity/test_laws.py tests/subsidiarity/test_what_if.py tests/peers/test_z3_results.py tests/guide/test_import_export.py -q
	$(BIN)/python -m pytest $(SPREAD) -m heavy -q
	$(BIN)/python -m tests.postgres $(BIN)/python -m pytest $(SPREAD) -m "browser and not looks or heavy and faults" -q

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'templates/*.html')

format: .venv/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djade --target-version 5.2 $$(git ls-files 'templates/*.html')

lock: .venv/bin/python
	$(BIN)/pip install --quiet uv
	$(BIN)/$(LOCK) requirements/base.in --output-file requirements/base.txt
	$(BIN)/$(LOCK) requirements/dev.in --output-file requirements/dev.txt

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/base: requirements/base.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	touch $@

.venv/dev: requirements/dev.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@ .venv/base

# Side by side with other rule engines (benchmarks/README.md). QUICK=1 takes fewer cases, prints only.
bench: export QUICK := $(QUICK)
bench: benchmarks/.venv/ready benchmarks/node_modules/ready
	benchmarks/.venv/bin/python -m benchmarks

# Does the rule book as DMN say the same in ZEN, feelin and SpiffWorkflow? (benchmarks/PEERS.md)
peers: benchmarks/.venv/ready benchmarks/node_modules/ready
	benchmarks/.venv/bin/python -m benchmarks.peers

# How matching grows with the catalogue; needs no other engine.
bench-fora: .venv/dev
	$(BIN)/python -m benchmarks.matching

# How long it takes to print a recommendation, and how large it is.
bench-memo: .venv/dev
	$(BIN)/python -m benchmarks.memo

# A draft weighed against 10,000 and 100,000 recommendations; some ten minutes. (benchmarks/IMPACT.md)
bench-impact: .venv/dev
	$(BIN)/python -m benchmarks.impact

# The archive's list among 100 and among 100,000 recommendations, on both databases; some ten minutes.
bench-archive: .venv/dev
	$(BIN)/python -m benchmarks.archive

benchmarks/.venv/ready: benchmarks/requirements.txt
	$(PYTHON) -m venv benchmarks/.venv
	benchmarks/.venv/bin/python -m pip install --quiet --disable-pip-version-check -r benchmarks/requirements.txt
	touch $@

benchmarks/node_modules/ready: benchmarks/package.json
	npm install --prefix benchmarks --no-package-lock --no-audit --no-fund --silent
	touch $@

# Would the tests notice if one small thing in the core were wrong? (mutation/README.md; takes long.)
# AGAIN=--again takes up what survived the last run.
mutation: .venv/dev mutation/.venv/ready
	mkdir -p mutants
	mutation/.venv/bin/python mutation/mutants.py mutants/all.json
	DJANGO_SETTINGS_MODULE=config.settings PYTHONHASHSEED=0 nice $(BIN)/python -m mutation.run $(AGAIN)

mutation/.venv/ready: mutation/requirements.txt
	$(PYTHON) -m venv mutation/.venv
	mutation/.venv/bin/python -m pip install --quiet --disable-pip-version-check -r mutation/requirements.txt
	touch $@

clean:
	rm -rf .venv mutants mutation/.venv benchmarks/.venv benchmarks/node_modules var .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
