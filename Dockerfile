# plantrace without a network: every package by its hash, no root, nothing but what it needs to run.
#   docker build -t plantrace .
#   docker run --rm --network none --read-only --tmpfs /tmp --user "$(id -u):$(id -g)" \
#       -v "$PWD/plans:/plans:ro" -v "$PWD/output:/data" plantrace ingest /plans
FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements.txt requirements-build.txt ./
RUN python -m venv /opt/plantrace \
    && /opt/plantrace/bin/pip install --no-cache-dir --require-hashes -r requirements-build.txt \
    && /opt/plantrace/bin/pip install --no-cache-dir --no-build-isolation --require-hashes -r requirements.txt
COPY setup.cfg pyproject.toml README.md LICENSE NOTICE ./
COPY models models
COPY parsers parsers
COPY pipeline pipeline
RUN /opt/plantrace/bin/pip install --no-cache-dir --no-index --no-deps --no-build-isolation .

FROM python:3.11-slim
COPY --from=build /opt/plantrace /opt/plantrace
RUN useradd --uid 10001 --no-create-home plantrace && install --directory --owner=plantrace /data
ENV PATH=/opt/plantrace/bin:$PATH PLANTRACE_DB=/data/plans.db PYTHONDONTWRITEBYTECODE=1
USER plantrace
WORKDIR /data
VOLUME /data
ENTRYPOINT ["plantrace"]
CMD ["--help"]
