# Podium in a container. Both stages stand in the same folder, so that the .venv of the first works in the second; it is
# built by the Makefile's own target, which the tests run too.
FROM python:3.13-slim AS build
RUN apt-get update && apt-get install --no-install-recommends --yes make && rm -rf /var/lib/apt/lists/*
WORKDIR /podium
COPY . .
RUN make .venv/.made-from-requirements PYTHON=python3

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /state podium && install --directory --owner=podium /state
COPY --from=build /podium /podium
ENV KNOWLEDGE_DIR=/podium/knowledge HEALTH_FILE=/state/podium.health STATE_PATH=/state/podium.sqlite3
VOLUME ["/podium/knowledge", "/state"]
WORKDIR /state
USER podium
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["/podium/.venv/bin/podium", "healthy"]
ENTRYPOINT ["/podium/.venv/bin/podium"]
CMD ["run"]
