# Every target sets up what it needs, once. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help serve test check record site bench lock clean

PORT ?= 8000
PY := .venv/bin/python
PREPARE := @PYTHON="$(PYTHON)" sh engine/setup/prepare.sh

help: ## list what make can do
	@sed -n 's/^\([a-z]*\):.*## /make \1|/p' Makefile | while IFS='|' read -r name what; do \
		printf '  %-12s %s\n' "$$name" "$$what"; done

serve: ## the site on this machine, rebuilt as you edit (PORT=8000)
	$(PREPARE) site
	@$(PY) -m engine.weave.serve --port $(PORT)

test: ## everything, as CI runs it: lessons, engine, Keras, a real browser
	$(PREPARE) test
	@$(PY) -m engine.setup.browser >/dev/null
	@sh engine/setup/node.sh
	@$(PY) -m ruff check --quiet .
	@$(PY) -m mypy --no-error-summary
	@$(PY) -m coverage erase
	@$(PY) -m coverage run -m pytest
	@$(PY) -m coverage report --fail-under=100

check: ## what an author runs after each edit: no TensorFlow, no browser, seconds
	$(PREPARE) check
	@$(PY) -m ruff check --quiet .
	@$(PY) -m mypy --no-error-summary
	@$(PY) -m pytest -q -m "not keras and not browser and not slow"

record: ## run every snippet again and rewrite the outputs that changed
	$(PREPARE) test
	@$(PY) -m engine.weave.record

site: ## build the site into site/
	$(PREPARE) site
	@$(PY) -m engine.weave.site

bench: ## measure what is never asserted: build time, Lighthouse
	$(PREPARE) test
	@sh engine/setup/node.sh
	@$(PY) -m tests.bench.build
	@$(PY) -m tests.browser.lighthouse

lock: ## resolve the dependencies anew, with hashes, for every supported Python
	@test -x $(PY) || python3 -m venv .venv
	@$(PY) -m engine.setup.lock

clean: ## delete what can be made again: .venv, site, caches
	rm -rf .venv .site .site-* site .cache .coverage .pytest_cache .mypy_cache .ruff_cache tests/browser/node_modules
