"""Refuse statements of users that are not plain reads, before any server sees them.

This is the first of two barriers: the second is the server's own (the plan's type, or a user with
reading rights only), see `graph.bolt`. Words inside strings, comments, back-ticked names, property
names, labels and map keys do no harm.
"""

from __future__ import annotations

import re

from graph.errors import NotReadOnly, QueryError

FORBIDDEN = frozenset(
    "create merge set delete detach remove drop foreach load alter grant deny revoke rename "
    "start stop terminate show explain profile use insert".split()
)
PROCEDURES = frozenset(
    {
        "db.index.fulltext.querynodes",
        "db.index.vector.querynodes",
        "db.labels",
        "db.relationshiptypes",
        "db.propertykeys",
    }
)
_NAMING = frozenset({".", ":", "$", "&", "|", "as"})
_ESCAPE = re.compile(r"\\u+([0-9A-Fa-f]{4})")
_TOKEN = re.compile(
    r"(?P<quiet>'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|//[^\n]*|/\*.*?\*/)"
    r"|(?P<quoted>`(?:[^`]|``)*`)"
    r"|(?P<word>[^\W\d]\w*)"
    r"|(?P<blank>\s+)"
    r"|(?P<sign>.)",
    re.DOTALL,
)


def check(text: str) -> None:
    """Raise unless the text looks like one plain read.

    Raises:
        QueryError: it is empty.
        NotReadOnly: it holds a forbidden clause, a procedure outside the allow list, or several
            statements.
    """
    # Servers decode such escapes anywhere in a statement, so the check must see what they will.
    decoded = _ESCAPE.sub(lambda m: chr(int(m[1], 16)), text)
    tokens = [
        (m.lastgroup or "", m[0])
        for m in _TOKEN.finditer(decoded)
        if m.lastgroup not in ("quiet", "blank")
    ]
    if not tokens:
        raise QueryError(
            "The statement is empty.", hint="Try: MATCH (s:Skill) RETURN s.name LIMIT 5"
        )
    _one_statement(tokens)
    named = False
    for position, (kind, token) in enumerate(tokens):
        before = tokens[position - 1][1] if position else ""
        after = tokens[position + 1][1] if position + 1 < len(tokens) else ""
        # A name cannot introduce another: in `AS as SET` only the middle word is a name.
        named = not named and (before.lower() in _NAMING or (after == ":" and bool(before)))
        if kind != "word" or named:
            continue
        word = token.lower()
        if word in FORBIDDEN:
            raise NotReadOnly(
                f"{token.upper()} is not allowed: statements here only read.",
                hint="Quote a name with back-ticks if it only looks like a clause.",
            )
        if word == "call":
            _procedure(tokens[position + 1 :])


def _one_statement(tokens: list[tuple[str, str]]) -> None:
    ends = [i for i, (_, token) in enumerate(tokens) if token == ";"]
    if ends and ends[0] != len(tokens) - 1:
        raise NotReadOnly(
            "Only one statement at a time is allowed.", hint="Remove what follows `;`."
        )


def _procedure(following: list[tuple[str, str]]) -> None:
    if following and following[0][1] in ("{", "("):
        return
    name = ""
    for kind, token in following:
        if kind in ("word", "quoted") or token == ".":
            name += token.strip("`").lower()
        else:
            break
    if name not in PROCEDURES:
        raise NotReadOnly(
            f"The procedure {name or '?'} is not allowed.",
            hint=f"Allowed are {', '.join(sorted(PROCEDURES))}.",
        )
