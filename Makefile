PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.installed

.PHONY: run test lint types unit bench figures schemas pictures build clean

run: $(READY)            ## set up, then open the app
	@$(BIN)/stretchtui $(ARGS)

test: lint types unit    ## everything CI checks

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(READY)
	$(BIN)/mypy

unit: $(READY)
	$(BIN)/pytest -n 4 --dist loadfile --no-loadscope-reorder

bench: $(READY)          ## speed, bytes and memory, as ratios measured in one run
	@$(BIN)/pip install --quiet --disable-pip-version-check --group bench
	@$(BIN)/python -m benchmarks

figures: $(READY)        ## all figures on one sheet, and the row of the README, in docs/
	@$(BIN)/python tools/contact_sheet.py
	@$(BIN)/python -m tools.figure_row

schemas: $(READY)        ## JSON Schemas of the files that people write, from the types
	@$(BIN)/python tools/make_schemas.py

pictures: $(READY)       ## the pictures of the README, still and moving, and of docs/therapist.md
	@$(BIN)/python -m tools.pictures
	@$(BIN)/python -m tools.moving_picture
	@$(BIN)/python -m tools.document_pages

build: $(READY)          ## wheel and sdist, in dist/
	@$(BIN)/python -m hatchling build

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache

$(READY): pyproject.toml
	@echo "Setting up in $(VENV) (once) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "stretchtui needs Python 3.11 or newer: make PYTHON=/path/to/python3.11")'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $@
