"""Refuse statements of users that are not plain reads, before any server sees them.

The text is cut into tokens (`guard_tokens`) and read from its first clause to its end
(`guard_clauses`): where a clause may begin only a reading one is accepted, and whatever is called
must be in an allow list (`guard_words`). Words inside strings, comments, names, labels, property
names and map keys do no harm, because no clause can begin there.

This is the first of two barriers; the second is the server's own, see `graph.bolt_adhoc`.
"""

from __future__ import annotations

from graph.errors import QueryError
from graph.guard_clauses import Clauses
from graph.guard_tokens import tokens


def check(text: str) -> None:
    """Return if the text is one statement that only reads.

    Raises:
        QueryError: it is empty, too long, or not Cypher.
        NotReadOnly: it writes, changes the schema, holds several statements, calls what is not in
            the allow lists, or hides something behind escapes or look-alike characters.
    """
    found = tokens(text)
    if found[0].kind == "end":
        raise QueryError(
            "The statement is empty.", hint="Try: MATCH (s:Skill) RETURN s.name LIMIT 5"
        )
    Clauses(found).statement()
