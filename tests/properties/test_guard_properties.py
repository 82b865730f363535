"""The guard under mutation: attacks stay refused, reads stay allowed, nothing else is ever raised."""

from __future__ import annotations

import contextlib
import re

import hypothesis.strategies as st
from hypothesis import HealthCheck, example, given, settings

from graph import guard
from graph.bolt import BoltStore
from graph.errors import NotReadOnly, QueryError, StoreError
from graph.guard_tokens import tokens
from tests.statements import ATTACKS, PARAMETERS, READS, Statement

PLAIN_ATTACKS = [a.text for a in ATTACKS if a.kind != "hidden"]
FILLERS = (" ", "\n", "\t", "\r\n", "/**/", "/* x */", "// x\n", "/* ; ' \" ` */", "// '\n", " \n ")
WORDS = (
    *("create", "merge", "set", "delete", "detach", "remove", "foreach", "load", "drop", "call"),
    *("use", "show", "start", "explain", "profile", "insert", "grant", "terminate", "alter"),
)
_PIECES = re.compile(
    r"//[^\n]*\n?|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`|\w+|\s+|.", re.DOTALL
)


def refused(text: str) -> bool:
    """Whether the guard refuses it; anything else that it raises fails the test."""
    try:
        guard.check(text)
    except (NotReadOnly, QueryError):
        return True
    return False


# ---- mutations ----------------------------------------------------------------------------------


@st.composite
def recased(draw: st.DrawFn, text: str) -> str:
    """The same text with the case of ASCII letters changed here and there, not within strings."""
    flips = draw(st.randoms(use_true_random=False))

    def recase(match: re.Match[str]) -> str:
        piece = match[0]
        if not piece[0].isalpha() or not piece.isascii():
            return piece
        return "".join(c.swapcase() if flips.random() < 0.5 else c for c in piece)

    return _PIECES.sub(recase, text)


@st.composite
def filled(draw: st.DrawFn, text: str, cuts: list[int]) -> str:
    """The same text with blanks and comments at some of these places."""
    places = draw(st.lists(st.sampled_from(cuts), max_size=5, unique=True))
    for place in sorted(places, reverse=True):
        text = text[:place] + draw(st.sampled_from(FILLERS)) + text[place:]
    return text


def edges(text: str) -> list[int]:
    """Where the pieces of a text begin."""
    return [match.start() for match in _PIECES.finditer(text)]


@given(st.data())
@settings(max_examples=400)
def test_mutated_attacks_are_refused(data: st.DataObject) -> None:
    attack = data.draw(st.sampled_from(ATTACKS)).text
    attack = data.draw(recased(attack))
    if attack in PLAIN_ATTACKS or data.draw(st.booleans()):
        attack = data.draw(st.sampled_from(PLAIN_ATTACKS))
        attack = data.draw(recased(data.draw(filled(attack, edges(attack)))))
    assert refused(attack)


@given(st.data())
@settings(max_examples=300)
def test_mutated_reads_pass(data: st.DataObject) -> None:
    read = data.draw(st.sampled_from(READS)).text
    read = data.draw(recased(read))
    guard.check(data.draw(filled(read, [token.at for token in tokens(read)])))


@given(st.sampled_from(READS), st.sampled_from(PLAIN_ATTACKS), st.sampled_from(["\n", ";\n"]))
@settings(max_examples=300)
def test_an_attack_after_a_read_is_refused(read: Statement, attack: str, between: str) -> None:
    assert refused(f"{read.text}{between}{attack}")


# ---- reads with words that write, where they do no harm ------------------------------------------


word = st.sampled_from(WORDS).flatmap(recased)
variable = st.one_of(word, st.sampled_from(["n", "s", "x1", "größe"]), word.map("`{}`".format))
text_value = st.lists(word, min_size=1, max_size=3).map(lambda ws: f"'{' '.join(ws)} (n:Bad);'")
comment = st.one_of(word.map("/* {} (n) */".format), word.map("// {} n\n".format), st.just(" "))


def _map(key: str, value: str) -> str:
    return f"{{{key}: {value}}}"


leaf = st.one_of(
    st.integers(0, 99).map(str),
    text_value,
    variable,
    word.map("${}".format),
    st.tuples(variable, word).map(".".join),
)
value = st.recursive(
    leaf,
    lambda inner: st.one_of(
        inner.map("({})".format),
        st.tuples(word, inner).map(lambda t: _map(*t)),
        st.tuples(inner, st.sampled_from(["+", "=", "AND", "IN", "<>", "starts with"]), inner).map(
            " ".join
        ),
        st.lists(inner, max_size=3).map(lambda xs: f"[{', '.join(xs)}]"),
        st.tuples(variable, inner, inner).map(lambda t: "[{} IN {} | {}]".format(*t)),
        st.tuples(inner, inner).map(lambda t: "CASE WHEN {} THEN {} END".format(*t)),
        st.tuples(st.sampled_from(["size", "toUpper", "coalesce", "COUNT"]), inner).map(
            lambda t: "{}({})".format(*t)
        ),
        st.tuples(variable, word, inner).map(
            lambda t: "EXISTS {{ MATCH ({}:{}) WHERE {} }}".format(*t)
        ),
    ),
    max_leaves=6,
)
node = st.tuples(variable, word, word, leaf).map(lambda t: "({}:{} {{{}: {}}})".format(*t))
pattern = st.tuples(node, variable, word, node).map(lambda t: "{}-[{}:{}]->{}".format(*t))
clause = st.one_of(
    pattern.map("MATCH {}".format),
    st.tuples(pattern, value).map(lambda t: "OPTIONAL MATCH {} WHERE {}".format(*t)),
    st.tuples(value, variable).map(lambda t: "UNWIND {} AS {}".format(*t)),
    st.tuples(value, variable).map(lambda t: "WITH {} AS {}".format(*t)),
    st.tuples(value, variable).map(lambda t: "CALL {{ RETURN {} AS {} }}".format(*t)),
)
end = st.tuples(value, variable, value).map(lambda t: "RETURN {} AS {} ORDER BY {}".format(*t))


@given(st.lists(st.one_of(clause, comment), max_size=5), end, comment)
@settings(max_examples=300)
@example(["MATCH (set:create {delete: 1})"], "RETURN set.merge AS drop", "// DROP\n")
def test_words_that_write_do_no_harm_as_names(clauses: list[str], last: str, note: str) -> None:
    guard.check("\n".join([*clauses, last, note]))


# ---- anything at all ----------------------------------------------------------------------------

FRAGMENTS = sorted({piece for s in (*ATTACKS, *READS) for piece in _PIECES.findall(s.text)})


@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    refused(text)


@given(st.lists(st.sampled_from([*FRAGMENTS, "'", '"', "`", "/*", "*/", "//", "\\"]), max_size=60))
@settings(max_examples=400)
def test_any_mixture_is_answered(pieces: list[str]) -> None:
    refused(" ".join(pieces))


@st.composite
def spliced(draw: st.DrawFn) -> str:
    """A read with a piece of an attack somewhere within it."""
    read = draw(st.sampled_from(READS)).text
    attack = draw(st.sampled_from([a.text for a in ATTACKS if a.kind in ("write", "nested")]))
    at = draw(st.sampled_from(edges(read)))
    cuts = edges(attack)
    first = draw(st.sampled_from(cuts))
    last = draw(st.sampled_from([*[c for c in cuts if c > first], len(attack)]))
    return f"{read[:at]} {attack[first:last]} {read[at:]}"


@given(spliced())
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_passes_is_a_read_for_the_server_too(loaded_store: BoltStore, text: str) -> None:
    if not refused(text):
        # Any other error is fine, NotReadOnly is not: the two barriers would disagree.
        with contextlib.suppress(StoreError):
            loaded_store.ad_hoc(text, PARAMETERS, timeout=5, max_rows=5)
