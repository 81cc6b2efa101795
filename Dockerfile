# One image for every part of Airflow: the locked environment, then the project, run by a user without rights.
FROM python:3.12-slim-bookworm AS environment
ENV UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy
RUN pip install --no-cache-dir --root-user-action=ignore --target /opt/uv "uv>=0.8"
WORKDIR /opt/claimwire
COPY requirements.lock ./
RUN /opt/uv/bin/uv venv --no-project --python /usr/local/bin/python3 /opt/venv \
 && /opt/uv/bin/uv pip sync --no-cache --require-hashes --compile-bytecode --python /opt/venv/bin/python requirements.lock
COPY pyproject.toml README.md ./
COPY claimwire claimwire
COPY extractors extractors
COPY expectations expectations
RUN /opt/uv/bin/uv pip install --no-cache --no-deps --no-build-isolation --no-index --python /opt/venv/bin/python --editable .

FROM python:3.12-slim-bookworm
RUN useradd --uid 50000 --gid 0 --no-log-init --create-home airflow \
 && install --directory --owner 50000 --group 0 --mode 0775 /data /opt/airflow
COPY --from=environment /opt/venv /opt/venv
WORKDIR /opt/claimwire
COPY . .
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    AIRFLOW_HOME=/opt/airflow \
    AIRFLOW__CORE__DAGS_FOLDER=/opt/claimwire/dags \
    CLAIMWIRE_HOME=/data
USER 50000:0
VOLUME /data
ENTRYPOINT []
CMD ["airflow", "version"]
