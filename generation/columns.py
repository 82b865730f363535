"""Triples as rows of typed columns: the Arrow types follow from the models themselves."""

from __future__ import annotations

import json
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from generation.examples import Triple
from graph.export_formats import pyarrow


def schema() -> Any:
    """The Arrow schema of triples.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    pa, _ = pyarrow()
    return pa.schema(list(_type(pa, Triple)))


def rows(triples: list[Triple], columns: Any) -> Any:
    """A batch of triples as Arrow columns of the schema."""
    pa, _ = pyarrow()
    whole = pa.struct(list(columns))
    return pa.RecordBatch.from_pylist(
        [_fit(pa, triple.model_dump(mode="json"), whole) for triple in triples], schema=columns
    )


def _type(pa: Any, annotation: Any) -> Any:
    """Structs for models, lists for tuples; what has no fixed fields is JSON text."""
    plain = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    if annotation in plain:
        return plain[annotation]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = annotation.model_fields.items()
        return pa.struct([(name, _type(pa, field.annotation)) for name, field in fields])
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        (only,) = (part for part in inner if part is not type(None))
        return _type(pa, only)
    if origin is tuple:
        return pa.list_(_type(pa, inner[0]))
    if origin in (Literal, dict):
        return pa.string()
    raise TypeError(f"No column holds {annotation}.")


def _fit(pa: Any, value: Any, kind: Any) -> Any:
    if value is None:
        return None
    if pa.types.is_struct(kind):
        return {field.name: _fit(pa, value[field.name], field.type) for field in kind}
    if pa.types.is_list(kind):
        return [_fit(pa, each, kind.value_type) for each in value]
    return json.dumps(value, sort_keys=True) if isinstance(value, dict) else value
