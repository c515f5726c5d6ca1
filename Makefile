# The everyday commands. They use .venv when it is there.
PYTHON := $(if $(wildcard .venv/bin/python),.venv/bin/python,python3)
BIN := $(if $(wildcard .venv/bin/python),.venv/bin/,)

.PHONY: install check test gate stories cold example picture shelf ci

install:
	python3 -m venv .venv && .venv/bin/pip install -e '.[dev]'

check:
	$(BIN)ruff check .
	$(BIN)mypy
	PYTHONPATH=src $(BIN)lint-imports

test:
	$(PYTHON) -m pytest

gate:
	$(PYTHON) -m bench.gate

stories:
	$(PYTHON) -m bench.stories $(NAME) $(if $(MISSES),--misses,)

cold:
	$(PYTHON) bench/cold.py

# The README's picture, made from the example.
picture: example
	chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1280,1300 \
		--screenshot=docs/report.png "file://$(CURDIR)/example.html"

example:
	$(BIN)rashomon report examples/*.txt --out example.html

shelf:
	$(PYTHON) -m rashomon.know.build

ci:
	.ci/run
