# Two commands on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: help demo test lint format readme pictures bench growth soak fuzz audit wheel lock clean

help:
	@echo 'make demo    repair a damaged article and write its report'
	@echo 'make test    ruff, mypy, import-linter and pytest'
	@echo 'make format  let ruff mend what it can'
	@echo 'make readme  write the rule table of the README anew'
	@echo 'make bench   measure speed, memory and start-up'
	@echo 'make growth  measure how the time grows with the size of the work'
	@echo 'make soak    hold the invariants against every text at hand'
	@echo 'make fuzz    run every fuzz target for a minute (SECONDS_EACH=600 for longer)'
	@echo 'make audit   ask for known weaknesses of the locked dependencies (needs a network)'
	@echo 'make pictures take the pictures of the review page anew (needs Chromium)'
	@echo 'make wheel   build the wheel and the source archive into dist/'
	@echo 'make lock    resolve the dependencies anew'

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "cleancopy needs Python 3.11 or newer; try make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(READY)

demo: $(READY)
	@mkdir -p demo
	@$(BIN)/cleancopy clean tests/articles/damaged/01-gas-talks.txt --verbose \
	    -o demo/gas-talks.txt --report demo/gas-talks.html --report demo/gas-talks.json
	@echo 'The article: demo/gas-talks.txt   Its report: demo/gas-talks.html'

test: lint
	$(BIN)/python -m pytest -q

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

readme: $(READY)
	$(BIN)/python tests/rule_table.py --write

bench: $(READY)
	$(BIN)/python tests/benchmarks/bench.py $(BENCH)

growth: $(READY)
	$(BIN)/python tests/benchmarks/growth.py $(GROWTH)

soak: $(READY)
	$(BIN)/python tests/soak.py $(SOAK)

SECONDS_EACH ?= 60
FUZZ ?= $(notdir $(wildcard tests/fuzz/corpus/*))
fuzz: $(READY)
	@failed=0; for target in $(FUZZ); do \
	    $(BIN)/python tests/fuzz/run.py $$target --seconds $(SECONDS_EACH) || failed=1; \
	done; exit $$failed

audit: $(READY)
	$(PYTHON) -m venv $(VENV)-audit
	$(VENV)-audit/bin/python -m pip install --quiet pip-audit
	$(VENV)-audit/bin/pip-audit --strict --require-hashes --disable-pip -r requirements.lock
	rm -rf $(VENV)-audit

pictures: $(READY)
	$(BIN)/python tests/pictures.py

wheel: $(READY)
	rm -rf dist
	$(BIN)/python -m build --no-isolation --outdir dist .

lock:
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip install --quiet pip-tools
	$(VENV)-lock/bin/pip-compile --quiet --upgrade --generate-hashes --all-extras --strip-extras \
	    --allow-unsafe --no-header --no-annotate --no-emit-options --no-emit-index-url \
	    --no-emit-find-links --no-emit-trusted-host -o requirements.lock pyproject.toml
	rm -rf $(VENV)-lock

clean:
	rm -rf dist demo $(VENV)
