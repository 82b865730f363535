# The API and the command line. The graph is a Neo4j beside it (see docker-compose.yml), or, without
# NEO4J_URI, the embedded engine under /data.
FROM python:3.12-slim AS build
WORKDIR /src
RUN python -m venv /opt/skillgraph
COPY . .
RUN PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt \
    /opt/skillgraph/bin/pip install --no-cache-dir -c constraints.txt ".[documents,openai]"

FROM python:3.12-slim
RUN useradd --system --uid 10001 --no-create-home skillgraph \
    && install --directory --owner=skillgraph /data
COPY --from=build /opt/skillgraph /opt/skillgraph
ENV PATH=/opt/skillgraph/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    SKILLGRAPH_HOME=/data \
    SKILLGRAPH_HOST=0.0.0.0 \
    SKILLGRAPH_PORT=8000
USER skillgraph
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=6 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/v1/health', timeout=4)"]
CMD ["skillgraph", "serve"]
