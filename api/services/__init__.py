"""What the command line and the HTTP API both call. Nothing here prints.

Functions return dataclasses or pydantic models and raise `graph.errors.SkillgraphError`.
"""

from __future__ import annotations

from api.services.documents import (
    EnrichReport,
    ExtractReport,
    Failure,
    enrich_paths,
    enrich_text,
    extract_paths,
    extract_texts,
    load_student,
    undo,
)
from api.services.generating import generate, mix, teacher
from api.services.graph import (
    ReadableWalk,
    check_query,
    cypher,
    queries,
    query,
    value_of,
    walk,
    with_weights,
)
from api.services.learning import (
    TrainReport,
    score,
    train,
)
from api.services.loading import decide, forget, ingest
from api.services.lookups import edge_evidence, export_graph, gap, path, search, skill_why
from api.services.quality import (
    score_documents,
    score_edges,
    score_identity,
    score_parsing,
    score_titles,
)
from api.services.stores import Server, Status, down, exists, opened, server, status, up, version
from api.services.triples import (
    export_triples,
    find_triple,
    load_triples,
    triple,
    write_page,
)

__all__ = [
    "EnrichReport",
    "ExtractReport",
    "Failure",
    "ReadableWalk",
    "Server",
    "Status",
    "TrainReport",
    "check_query",
    "cypher",
    "decide",
    "down",
    "edge_evidence",
    "enrich_paths",
    "enrich_text",
    "exists",
    "export_graph",
    "export_triples",
    "extract_paths",
    "extract_texts",
    "find_triple",
    "forget",
    "gap",
    "generate",
    "ingest",
    "load_student",
    "load_triples",
    "mix",
    "opened",
    "path",
    "queries",
    "query",
    "score",
    "score_documents",
    "score_edges",
    "score_identity",
    "score_parsing",
    "score_titles",
    "search",
    "server",
    "skill_why",
    "status",
    "teacher",
    "train",
    "triple",
    "undo",
    "up",
    "value_of",
    "version",
    "walk",
    "with_weights",
    "write_page",
]
