# Everything starts from a bare machine with Python 3.11+, pip and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 2

.PHONY: run test bench shots clean

run: $(VENV)/.installed
	@$(BIN)/python -m planner demo

test: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n $(WORKERS)

bench: $(VENV)/.tested
	$(BIN)/python -m benchmarks

shots: $(VENV)/.tested
	$(BIN)/python -m docs.shots

$(VENV)/.installed: pyproject.toml constraints.txt
	@echo "Setting up $(VENV): half a minute, once." 1>&2
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e . 1>&2
	@touch $@

$(VENV)/.tested: pyproject.toml constraints.txt $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]' 1>&2
	@touch $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
