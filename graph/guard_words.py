"""What a statement of a user may call, and the words that tell a write from a slip of the pen.

Functions and procedures are allow lists: what is not here is refused, also what servers learn to do
tomorrow. The functions are those of the Cypher manual that compute from their arguments or read the
graph; left out are the ones that tell of files (`file`, `linenumber`), of other graphs
(`graph.byName`) and everything of plugins (`apoc`, `gds`, `genai`) or of an engine's own.
"""

from __future__ import annotations

CLAUSES_THAT_WRITE = frozenset(
    "create merge set delete detach nodetach remove foreach load drop use insert".split()
)
WRITES = CLAUSES_THAT_WRITE | frozenset(
    "using grant deny revoke alter rename show terminate start stop enable deallocate reallocate "
    "dryrun explain profile cypher commit periodic upsert update import export begin rollback".split()
)
"""Words that begin clauses and commands that do more than read. Nothing is allowed because it is
absent here: the list only chooses between two sentences, "not allowed" and "cannot be read"."""

PROCEDURES = frozenset(
    {
        "db.index.fulltext.queryNodes",
        "db.index.fulltext.queryRelationships",
        "db.index.vector.queryNodes",
        "db.index.vector.queryRelationships",
        "db.labels",
        "db.relationshipTypes",
        "db.propertyKeys",
        "db.schema.visualization",
        "db.schema.nodeTypeProperties",
        "db.schema.relTypeProperties",
    }
)

_PLAIN = """
all any none single exists isempty isnan nullif coalesce
count sum avg min max collect stdev stdevp percentilecont percentiledisc
abs ceil floor round sign sqrt exp log log10 e pi rand randomuuid
sin cos tan cot asin acos atan atan2 degrees radians haversin sinh cosh tanh coth
tointeger tofloat tostring toboolean tointegerornull tofloatornull tostringornull tobooleanornull
tointegerlist tofloatlist tostringlist tobooleanlist valuetype
size length char_length character_length head last tail reverse range reduce keys properties
nodes relationships labels type id elementid startnode endnode
shortestpath allshortestpaths
left right substring split replace trim btrim ltrim rtrim toupper tolower upper lower normalize
date time datetime localtime localdatetime duration timestamp
point vector vector_dimension_count vector_distance vector_norm
"""
_MEMBERS = {
    "date": "transaction statement realtime truncate",
    "time": "transaction statement realtime truncate",
    "datetime": "transaction statement realtime truncate fromepoch fromepochmillis",
    "localtime": "transaction statement realtime truncate",
    "localdatetime": "transaction statement realtime truncate",
    "duration": "between inmonths indays inseconds",
    "point": "distance withinbbox",
    "vector.similarity": "cosine euclidean",
}
FUNCTIONS = frozenset(_PLAIN.split()) | {
    f"{group}.{name}" for group, names in _MEMBERS.items() for name in names.split()
}

TYPES = frozenset(
    "null boolean bool string varchar int integer signed int8 int16 int32 int64 float float32 "
    "float64 date local zoned time datetime timestamp timezone zone duration point "
    "node vertex relationship edge map list array any property value path nothing not".split()
)
"""Words of a type, as after `IS ::`."""
