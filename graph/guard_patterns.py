"""Patterns of a statement: paths of nodes and relationships, quantified ones, labels."""

from __future__ import annotations

from graph.guard_cursor import Cursor
from graph.guard_expressions import Expressions

_SELECTORS = (
    *("any", "all", "shortest", "path", "paths", "group", "groups"),
    *("walk", "trail", "acyclic", "simple"),
)


class Patterns(Expressions, Cursor):
    """Reads patterns."""

    def patterns(self) -> None:
        """Read patterns, separated by commas."""
        self.separated(self._pattern)

    def _pattern(self) -> None:
        if self.now.kind in ("word", "name") and self.ahead().is_sign("="):
            self.take()
            self.take()
        # `ANY 2 SHORTEST PATHS`, `SHORTEST $k GROUPS`: words and a number before the path.
        while self.now.is_word(*_SELECTORS) or self.now.kind == "number" or self.now.is_sign("$"):
            if self.now.is_sign("$"):
                self.parameter()
            else:
                self.take()
        self.path()

    def path(self) -> None:
        """Read a path: elements with relationships between them, or beside one another."""
        with self.deeper():
            self._element()
            while True:
                if self.now.is_sign("-", "<"):
                    self._relationship()
                    self._quantifier()
                elif not self.now.is_sign("("):
                    return
                self._element()

    def _element(self) -> None:
        if self.now.is_word("shortestpath", "allshortestpaths"):
            self.take()
            self.need_sign("(")
            self.path()
            self.need_sign(")")
            return
        if not self.now.is_sign("("):
            raise self.unexpected("a node in parentheses")
        first, second = self.ahead(), self.ahead(2)
        if first.is_sign("(") or (first.kind in ("word", "name") and second.is_sign("=")):
            self._part()
        else:
            self._node()

    def _part(self) -> None:
        """`((a)-[r]->(b) WHERE …){1,3}`."""
        self.need_sign("(")
        if self.ahead().is_sign("="):
            self.name()
            self.take()
        self.path()
        if self.word("where"):
            self.expression()
        self.need_sign(")")
        self._quantifier()

    def _node(self) -> None:
        self.need_sign("(")
        self._filling(relationship=False)
        self.need_sign(")")

    def _relationship(self) -> None:
        """`-[r:TYPE*1..3 {key: 1}]->`, `<--`, `--`."""
        self.sign("<")
        self.need_sign("-")
        if self.sign("["):
            self._filling(relationship=True)
            self.need_sign("]")
        self.need_sign("-")
        self.sign(">")

    def _filling(self, *, relationship: bool) -> None:
        """What a node and a relationship hold: a name, labels, a length, properties, a condition."""
        if self.now.kind == "name" or (
            self.now.kind == "word" and not self.now.is_word("where", "is")
        ):
            self.take()
        if self.sign(":") or self.word("is"):
            self.label_expression(bar=True)
        if relationship and self.sign("*"):
            self._number()
            if self.sign(".."):
                self._number()
        if self.now.is_sign("{"):
            self.map()
        elif self.now.is_sign("$"):
            self.parameter()
        if self.word("where"):
            self.expression()

    def _number(self) -> None:
        if self.now.kind == "number":
            self.take()

    def _quantifier(self) -> None:
        """`+`, `*`, `{2}`, `{1,3}`, `{,3}`, `{1,}`."""
        if self.sign("+", "*") or not self.sign("{"):
            return
        self._number()
        if self.sign(","):
            self._number()
        self.need_sign("}")

    def label_expression(self, *, bar: bool) -> None:
        """Read `A`, `A&!B`, `A|B`, `(A|B)&C`, `%`, `A:B`, `$(…)`; any word may be a label."""
        with self.deeper():
            self._label()
            joints = ("&", ":", "|") if bar else ("&", ":")
            while self.sign(*joints):
                self.sign(":")
                self._label()

    def _label(self) -> None:
        while self.sign("!"):
            pass
        if self.sign("%"):
            return
        if self.sign("("):
            self.label_expression(bar=True)
            self.need_sign(")")
        elif self.sign("$"):
            self.word("any", "all")
            self.need_sign("(")
            self.expression()
            self.need_sign(")")
        else:
            self.name()
