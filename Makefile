# Every target sets up what it needs, once. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help serve check test record site runtime lesson rename move remove fork upgrade bench coverage screenshot audit lock clean

PORT ?= 8000
python := .venv/bin/python
# what `make check` looks at for types: all that needs no browser's driver
rooms := corpus counting engine fork lessons pyodide scripts
light := -p engine -p snippets $(addprefix -p tests.,$(rooms))
# what `engine.gates` has just said
judged := --deselect tests/engine/test_gates.py::test_the_site_keeps \
	--deselect tests/engine/test_exercises.py::test_its_own_answers_are_judged \
	--deselect tests/engine/test_transcripts.py::test_a_replay_prints
# all cores, each with browsers of its own; a file's tests stay together, in our order
cores := -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
prepare := @PYTHON="$(PYTHON)" sh engine/setup/prepare.sh
# who wants nothing compiled beside the sources has it kept elsewhere: else each process
# compiles all of it again
kept := $(if $(PYTHONDONTWRITEBYTECODE),env -u PYTHONDONTWRITEBYTECODE \
	PYTHONPYCACHEPREFIX='$(CURDIR)/.cache/compiled')

# what a target of the kit is given: of these variables those that were typed, for a
# shell may have a NAME of its own, and as they were typed, a $ too
typed = $(foreach each,$(1),$(if $(filter command,$(origin $(each))),$(each)))
quoted = '$(subst ','\'',$(value $(1)))'
kit = @$(foreach each,$(call typed,$(2)),$(each)=$(call quoted,$(each))) \
	$(python) -m engine.kit $(1) $(call typed,$(2))

# TensorFlow greets at length; and figures must not depend on who has a GPU
export TF_CPP_MIN_LOG_LEVEL = 3
export CUDA_VISIBLE_DEVICES = -1

help:
	@sed -n 's/^\([a-z]*\): *## */make \1:/p' Makefile | \
		while IFS=: read -r name what; do printf '%-16s %s\n' "$$name" "$$what"; done

serve: ## read the site here, rebuilt as you edit (PORT=8001 for another port)
	$(prepare) site
	@$(python) -m engine.setup.runtime
	@$(python) -m engine.setup.wheelhouse
	@$(python) -P engine/site/serve.py "$(PORT)"

check: ## run after each edit: what needs no browser or heavy package, in seconds
	$(prepare) check
	@$(kept) $(python) -m engine.setup.wheelhouse
	@$(kept) $(python) -m engine.setup.node scripts
	@$(kept) $(python) -m ruff check --quiet .
	@$(kept) $(python) -m mypy --no-error-summary --follow-imports=silent $(light)
	@$(kept) $(python) -m engine.gates --run
	@$(kept) $(python) -m tests.changes --note -q $(cores) \
		-m "not heavy and not browser and not slow" $(judged)

test: ## everything, as CI runs it: heavy packages, real browsers (WHOLE=1: all)
	$(prepare) test
	@$(python) -m engine.setup.optional $(if $(WHOLE),--required)
	@$(python) -m engine.setup.wheelhouse
	@$(python) -m engine.setup.node scripts browser
	@$(python) -m engine.setup.runtime --node --required
	@$(python) -m engine.setup.browser
	@$(python) -m engine.setup.nginx
	@$(python) -m ruff check --quiet .
	@$(python) -m mypy --no-error-summary
	@$(python) -m pytest $(cores) --cov --cov-fail-under=100

record: ## run snippets again, rewrite what changed (NAMES=… for some; TIMES=1)
	$(prepare) $(if $(NAMES),check,test)
	@$(if $(NAMES),,$(python) -m engine.setup.optional)
	@$(python) -m engine.setup.wheelhouse
	@$(python) -m engine.setup.runtime --node --required
	@$(python) -m engine.record.outputs $(if $(TIMES),--times) $(NAMES)

site: ## build the site into site/ (RUN=1 fails where its code could not run)
	$(prepare) site
	@$(python) -m engine.setup.runtime $(if $(RUN),--node --required)
	@$(python) -m engine.setup.wheelhouse $(if $(RUN),--required)
	@$(python) -m engine.site.build

runtime: ## fetch the Python for readers' browsers, and npm if you have none
	$(prepare) site
	@$(python) -m engine.setup.runtime --node --required

lesson: ## create one: PART=… NAME=… TITLE=… (AFTER=… a page; NEW=1: new part)
	$(prepare) check
	$(call kit,lesson,PART NAME TITLE AFTER NEW)

rename: ## rename a page: NAME=… TO=…
	$(prepare) check
	$(call kit,rename,NAME TO)

move: ## move a page to another part: NAME=… PART=… (AFTER=… a page; NEW=1)
	$(prepare) check
	$(call kit,move,NAME PART AFTER NEW)

remove: ## delete a page: NAME=… (INSTEAD=… the page to link to in its place)
	$(prepare) check
	$(call kit,remove,NAME INSTEAD)

fork: ## make an empty site: NAME=… AUTHOR=… (TO=… a folder, else in place)
	$(prepare) check
	$(call kit,fork,NAME AUTHOR TO)

upgrade: ## bring a fork a newer engine: FROM=… a folder or address (EDITED=1)
	$(prepare) check
	$(call kit,upgrade,FROM EDITED)

bench: ## measure what no test asserts: builds, Run, Step, Lighthouse
	$(prepare) test
	@$(python) -m engine.setup.optional
	@$(python) -m engine.setup.node browser --all
	@$(python) -m engine.setup.runtime --node --required
	@$(python) -m engine.setup.browser Chromium
	@$(python) -m tests.bench.build
	@$(python) -m tests.bench.gates
	@$(python) -m tests.bench.running
	@$(python) -m tests.bench.recording
	@$(python) -m tests.bench.lessons
	@$(python) -m tests.browser.lighthouse

coverage: ## how much of engine/ the tests run, on CPython and in Pyodide together
	$(prepare) test
	@$(python) -m engine.setup.wheelhouse
	@$(python) -m engine.setup.node scripts
	@$(python) -m engine.setup.runtime --node --required
	@$(python) -m tests.counting

screenshot: ## draw the first page for the README, in a real browser
	$(prepare) test
	@$(python) -m engine.setup.browser Chromium
	@$(python) -m tests.browser.screenshot

audit: ## look up known weaknesses in what the locks name, on public lists
	$(prepare) audit
	@$(python) -m engine.setup.audit

lock: ## resolve the dependencies again (UPGRADE=--upgrade for newer ones)
	$(prepare) lock
	@$(python) -m engine.setup.lock $(UPGRADE)

clean: ## delete what can be made again
	rm -rf .venv .site-* site .cache .coverage .pytest_cache .mypy_cache .ruff_cache
	rm -rf tests/browser/node_modules tests/scripts/node_modules
