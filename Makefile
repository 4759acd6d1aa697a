# make reports needs python3.11 or newer (with venv), make and git; all else is fetched into .venv.
.DEFAULT_GOAL := help
.PHONY: help venv axe reports test quick check lab docs pictures lock clean

VENV := .venv
RUN := $(VENV)/bin
PIP := $(RUN)/pip install --disable-pip-version-check
ARTICLES ?= data/articles

# The first Python that is new enough and can make virtual environments; `make PYTHON=...` decides.
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	$$python -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' \
		>/dev/null 2>&1 && echo $$python && break; done)

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

# The environment is made anew when the lock or the place of the checkout changed, else kept.
venv:
	@lock="$$(cksum < requirements.lock) $(CURDIR)"; package="$$(cksum < pyproject.toml)"; \
	if [ "$$(cat $(VENV)/.lock 2>/dev/null)" != "$$lock" ]; then \
		if [ -z "$(PYTHON)" ]; then \
			echo "Python 3.11 or newer with its venv module is needed and was not found." >&2; \
			echo "On Debian or Ubuntu: apt-get install python3 python3-venv." >&2; \
			echo "Elsewhere, name one: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; \
			exit 1; \
		fi; \
		echo "Making $(VENV) from requirements.lock (once; a minute or two)"; \
		$(PYTHON) -m venv --clear $(VENV) || exit 1; \
		$(PIP) --require-hashes -r requirements.lock || exit 1; \
		echo "$$lock" > $(VENV)/.lock; \
	fi; \
	if [ "$$(cat $(VENV)/.package 2>/dev/null)" != "$$package" ]; then \
		$(PIP) --quiet --no-deps --no-build-isolation --editable . || exit 1; \
		echo "$$package" > $(VENV)/.package; \
	fi

# Exit code 3 says that some articles were skipped: the reports of the others are made all the same.
reports: venv ## Read data/articles/, write data/figures.*, render reports/*.html
	@$(RUN)/analysis extract $(ARTICLES) -o data/figures.parquet -o data/figures.csv || [ $$? -eq 3 ]
	@$(RUN)/analysis report --articles $(ARTICLES) --figures data/figures.parquet

# The script with which the tests look for what keeps people out of a page. Without it they skip that.
axe: venv
	@if ! ls $(VENV)/axe/*.whl >/dev/null 2>&1; then \
		$(RUN)/pip download --disable-pip-version-check --quiet --no-deps --require-hashes -r tests/axe.lock -d $(VENV)/axe || \
			echo "axe-core could not be fetched; the tests that need it are skipped." >&2; \
	fi

test: quick axe ## Run the tests
	$(RUN)/pytest -m slow

quick: venv ## Run the tests that take less than a minute together
	$(RUN)/pytest -m 'not slow' --numprocesses auto --dist loadfile

check: venv axe ## Run what CI runs: format, lint, types, tests
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/mypy
	$(MAKE) test

lab: venv ## Open notebooks/explore.ipynb in JupyterLab
	$(RUN)/jupyter lab --LabApp.default_url=/lab/tree/notebooks/explore.ipynb

# As root chromium cannot build its sandbox.
CAMERA := chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --log-level=3
CHART := import analysis; from analysis import charts; \
	figures = analysis.read_figures("data/figures.parquet"); \
	chart = charts.strikes_by_month(analysis.strikes(figures)); \
	charts.save(chart, "docs/images/strikes.png")
pictures: reports ## Take README's pictures of a report and a chart (needs chromium)
	mkdir -p docs/images
	$(CAMERA) --window-size=1100,1400 --screenshot=docs/images/briefing.png \
		"file://$(CURDIR)/reports/briefing.html"
	$(RUN)/python -c '$(CHART)'

docs: venv ## Write into README what its examples print now
	$(RUN)/python tests/examples.py

lock: venv ## Renew requirements.lock within pyproject.toml's bounds
	$(RUN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --upgrade \
		--generate-hashes --no-annotate --no-header --no-strip-extras \
		--no-emit-index-url --no-emit-find-links --quiet --output-file requirements.lock
	@# pip before 23.3 takes the two spellings of this extra for two requirements.
	@sed -i 's/^lxml\[html-clean\]/lxml[html_clean]/' requirements.lock

clean: ## Remove what the other targets made
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	rm -f data/figures.parquet data/figures.csv data/.figures.parquet.state
	find reports -mindepth 1 -maxdepth 1 ! -name reports.toml ! -name README.md -exec rm -rf {} +
