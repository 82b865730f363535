"""Clauses of a statement: the reading ones, each with what may stand in it, and no others."""

from __future__ import annotations

from collections.abc import Callable

from graph.errors import NotReadOnly
from graph.guard_patterns import Patterns
from graph.guard_words import PROCEDURES

_PROCEDURES = frozenset(name.lower() for name in PROCEDURES)


class Clauses(Patterns):
    """Reads whole statements."""

    def statement(self) -> None:
        """Read one statement up to its end.

        Raises:
            NotReadOnly: something in it does more than read, or a second statement follows.
            QueryError: it is not Cypher as this reader knows it.
        """
        self.query()
        if self.sign(";") and self.now.kind != "end":
            raise NotReadOnly(
                "Only one statement at a time is allowed.", hint="Remove what follows `;`."
            )
        if self.now.kind != "end":
            raise self.unexpected("a clause that reads, such as MATCH or RETURN")

    def query(self) -> None:
        """Read clauses, joined by UNION, up to a closing brace, a semicolon or the end."""
        with self.deeper():
            self._clauses()
            while self.word("union"):
                self.word("all", "distinct")
                self._clauses()

    def _clauses(self) -> None:
        count = 0
        while self._clause():
            count += 1
        if not count:
            raise self.unexpected("a clause that reads, such as MATCH or RETURN")

    def _clause(self) -> bool:
        readers: dict[str, Callable[[], None]] = {
            "match": self._match,
            "optional": self._optional,
            "unwind": self._unwind,
            "with": self._with,
            "return": self._projecting,
            "call": self._call_clause,
            "order": self._order,
            "skip": self._one_value,
            "offset": self._one_value,
            "limit": self._one_value,
            "filter": self._filter,
            "let": self._let,
            "finish": self._nothing,
        }
        reader = readers.get(self.now.text) if self.now.kind == "word" else None
        if reader is None:
            return False
        self.take()
        reader()
        return True

    def _nothing(self) -> None:
        """FINISH has nothing after it."""

    def _one_value(self) -> None:
        self.expression()

    def _optional(self) -> None:
        if self.word("call"):
            self._call_clause()
        else:
            self.need_word("match")
            self._match()

    def _match(self) -> None:
        if self.word("repeatable"):
            self.need_word("element", "elements")
        elif self.word("different"):
            self.need_word("relationship", "relationships")
        self.patterns()
        while self.now.is_word("using"):
            self._hint()
        self._where()

    def _hint(self) -> None:
        """`USING INDEX n:Label(key)`, `USING SCAN n:Label`, `USING JOIN ON n`."""
        if not self.ahead().is_word("index", "range", "text", "point", "scan", "join"):
            raise self.unexpected("INDEX, SCAN or JOIN")
        self.take()
        if self.word("join"):
            self.need_word("on")
            self.separated(self.name)
            return
        self.word("range", "text", "point")
        self.need_word("index", "scan")
        self.word("seek")
        self.name()
        self.need_sign(":")
        self.name()
        if self.sign("("):
            self.separated(self.name)
            self.need_sign(")")

    def _where(self) -> None:
        if self.word("where"):
            self.expression()

    def _filter(self) -> None:
        self.word("where")
        self.expression()

    def _let(self) -> None:
        self.separated(self._assignment)

    def _assignment(self) -> None:
        self.name()
        self.need_sign("=")
        self.expression()

    def _unwind(self) -> None:
        self.expression()
        self.need_word("as")
        self.name()

    def _with(self) -> None:
        self._projecting()
        self._where()

    def _projecting(self) -> None:
        """The columns of WITH and RETURN, and how they are sorted and cut."""
        self.word("distinct")
        if not self.sign("*"):
            self._column()
        while self.sign(","):
            self._column()
        if self.word("order"):
            self._order()
        while self.word("skip", "offset", "limit"):
            self.expression()

    def _column(self) -> None:
        self.expression()
        if self.word("as"):
            self.name()

    def _order(self) -> None:
        self.need_word("by")
        self.separated(self._sort_key)

    def _sort_key(self) -> None:
        self.expression()
        self.word("asc", "ascending", "desc", "descending")

    # ---- CALL ----

    def _call_clause(self) -> None:
        if self.now.is_sign("(", "{"):
            self._subquery_clause()
        else:
            self._procedure()

    def _subquery_clause(self) -> None:
        if self.sign("("):
            if not self.sign("*") and not self.now.is_sign(")"):
                self.separated(self.name)
            self.need_sign(")")
        self.need_sign("{")
        self.query()
        self.need_sign("}")

    def _procedure(self) -> None:
        at = self.now.at
        parts = [self.name()]
        while self.sign("."):
            parts.append(self.name())
        procedure = ".".join(parts)
        if procedure.lower() not in _PROCEDURES:
            raise NotReadOnly(
                f"The procedure {procedure} is not allowed (character {at + 1}).",
                hint=f"Allowed are {', '.join(sorted(PROCEDURES))}.",
            )
        if self.sign("(") and not self.sign(")"):
            self.separated(self.expression)
            self.need_sign(")")
        if self.word("yield"):
            if not self.sign("*"):
                self.separated(self._column)
            self._where()
