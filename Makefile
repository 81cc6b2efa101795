# make run   the main job on the demo world      make up / down   the scheduled system
# make test  every test                          make lint        style, types, layers

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
.PHONY: help setup run test up down lint env format lock benchmark clean

export UV_PYTHON_DOWNLOADS := never
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt),)
export UV_SYSTEM_CERTS := true
export UV_NATIVE_TLS := true
endif
unexport VIRTUAL_ENV PYTHONHOME PYTHONPATH
BIN := .venv/bin
READY := .venv/ready
COMPARED := .venv-benchmarks/ready

help:  ## Say what can be made.
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

setup: $(READY)  ## Make the environment in .venv from requirements.lock.

$(READY): requirements.lock pyproject.toml
	@find_python() {
	  for name in python3 python3.13 python3.12 python3.11; do
	    path=$$(command -v $$name) || continue
	    if $$path -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
	      $$path -c 'import sys; print(sys.executable)'; return
	    fi
	  done
	  echo "Claimwire needs Python 3.11, 3.12 or 3.13: install python3." >&2; exit 1
	}
	find_uv() {
	  if command -v uv; then return; fi
	  if [ ! -x .tools/bin/uv ]; then
	    echo "Fetching uv into .tools" >&2
	    if "$$1" -m pip --version >/dev/null 2>&1; then
	      "$$1" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-warn-script-location --upgrade --target .tools 'uv>=0.8' >&2
	    elif "$$1" -m venv .tools 2>/dev/null; then
	      .tools/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.8' >&2
	    else
	      echo "Neither uv nor pip is there: install uv, or python3-pip." >&2; exit 1
	    fi
	  fi
	  echo .tools/bin/uv
	}
	started=$$SECONDS
	python=$$(find_python)
	uv=$$(find_uv "$$python")
	echo "Setting up .venv with $$python (a few minutes the first time)"
	if ! $(BIN)/python -c '' 2>/dev/null; then
	  rm -rf .venv
	  "$$uv" venv --quiet --no-project --python "$$python" .venv
	fi
	"$$uv" pip sync --quiet --require-hashes --compile-bytecode --python $(BIN)/python requirements.lock
	"$$uv" pip install --quiet --no-deps --no-build-isolation --no-index --python $(BIN)/python --editable .
	touch $(READY)
	echo "The environment is ready after $$((SECONDS - started)) s"

$(COMPARED): benchmarks/requirements.lock $(READY)
	@uv=$$(command -v uv || echo .tools/bin/uv)
	echo "Setting up .venv-benchmarks with the readers to compare with"
	"$$uv" venv --quiet --clear --no-project --python $(BIN)/python .venv-benchmarks
	"$$uv" pip sync --quiet --require-hashes --python .venv-benchmarks/bin/python benchmarks/requirements.lock
	touch $(COMPARED)

benchmark: $(COMPARED)  ## Measure the reading of pages and posts beside other readers; keep the tables in benchmarks.
	@for name in memory_pages hostile_pages annotate_posts parse_pages reading_quality; do
	  .venv-benchmarks/bin/python -m benchmarks.$$name --write
	done

run: $(READY)  ## Run the main job through Airflow on the demo world, offline.
	@$(BIN)/python -m demo.main_job

test: $(READY)  ## Run every test.
	@$(BIN)/python -m pytest $(ARGS)

up: $(READY)  ## Start PostgreSQL, Airflow and the demo outlets; Ctrl-C ends them.
	@exec $(BIN)/claimwire up

down: $(READY)  ## End what `make up` started.
	@$(BIN)/claimwire down

lint: $(READY)  ## Check style, types, layers and SQL layout.
	@$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfmt --check --quiet dbt_project

env: .env  ## Write .env with generated secrets, for docker compose.

.env: .env.example
	@if [ -e .env ]; then echo ".env is there already and is left as it is."; exit; fi
	umask 077
	while IFS= read -r line; do
	  case $$line in
	    AIRFLOW_FERNET_KEY=) line+=$$(head -c 32 /dev/urandom | base64 | tr '+/' '-_') ;;
	    [A-Z]*=) line+=$$(head -c 24 /dev/urandom | base64 | tr '+/' '-_') ;;
	  esac
	  printf '%s\n' "$$line"
	done < .env.example > .env
	echo ".env is written; the user is admin, the password CLAIMWIRE_ADMIN_PASSWORD in it."

format: $(READY)  ## Lay out the code and the SQL.
	@$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .
	$(BIN)/sqlfmt --quiet dbt_project

lock:  ## Resolve requirements.lock again (needs uv).
	@uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-emit-index-url --upgrade \
	  --quiet --output-file requirements.lock
	uv pip compile --group benchmarks --universal --generate-hashes --no-emit-index-url --upgrade --quiet \
	  --output-file benchmarks/requirements.lock

clean:  ## Remove what was made here, except the data under var.
	@rm -rf .venv .venv-benchmarks .tools .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build
