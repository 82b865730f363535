"""Expressions of a statement: operators, calls, lists, maps, CASE, subqueries, pattern expressions.

What is read here is a little wider than Cypher (no precedence, no types): the server says what is
wrong with an expression. What matters is that no clause can stand in one, and that everything that
looks like a call is looked up.
"""

from __future__ import annotations

from graph.errors import NotReadOnly
from graph.guard_cursor import Cursor
from graph.guard_words import CLAUSES_THAT_WRITE, FUNCTIONS, TYPES

_OPERATORS = ("+", "-", "*", "/", "%", "^", "=", "<>", "!=", "<", "<=", ">", ">=", "=~", "||", "|")
# `|` separates the parts of comprehensions and reductions; each part is an expression.
_COMPARISONS = ("=", "<>", "!=", "<", "<=", ">", ">=", "=~")
_QUERY_STARTS = ("match", "optional", "with", "unwind", "return", "call", "let", "filter")


class Expressions(Cursor):
    """Reads expressions."""

    def expression(self) -> None:
        """Read an expression: operands with operators between them."""
        with self.deeper():
            self._operand()
            while self._operator():
                self._operand()

    def _operator(self) -> bool:
        if self.word("and", "or", "xor", "in", "contains"):
            return True
        if self.now.is_word("starts", "ends") and self.ahead().is_word("with"):
            self.take()
            return bool(self.take())
        return self.sign(*_OPERATORS)

    def _operand(self) -> None:
        while self._prefix():
            pass
        self._atom()
        while self._postfix():
            pass

    def _prefix(self) -> bool:
        if self.now.is_word("not") and not self.ahead().is_sign(")", ",", ".", "]", "}"):
            return bool(self.take())
        return self.sign("+", "-", "!")

    def _atom(self) -> None:
        token = self.now
        if token.kind in ("number", "string"):
            self.take()
        elif token.is_sign("$"):
            self.parameter()
        elif token.is_sign("("):
            self._parenthesised()
        elif token.is_sign("["):
            self._list()
        elif token.is_sign("{"):
            self.map()
        elif token.is_word("case") and not self.ahead().is_sign(")", ",", ".", "]", "}"):
            self._case()
        elif token.is_word("exists", "count", "collect") and self.ahead().is_sign("{"):
            self._subquery()
        else:
            self._named()

    def parameter(self) -> None:
        """Read `$name`."""
        self.need_sign("$")
        if self.now.kind not in ("word", "name", "number"):
            raise self.unexpected("the name of a parameter")
        self.take()

    def _parenthesised(self) -> None:
        if self._begins_pattern():
            self.path()
            return
        self.take()
        self.expression()
        self.need_sign(")")

    def _begins_pattern(self) -> bool:
        """Whether a relationship follows the bracket: `(a)-[`, `(a)<-[`, `(a)--(`, `(a)-->(`."""
        first, second, third = (self.after_bracket(steps) for steps in (1, 2, 3))
        if first.is_sign("<") and second.is_sign("-"):
            return third.is_sign("[", "-")
        if first.is_sign("-") and second.is_sign("-"):
            return third.is_sign("(", ">")
        return first.is_sign("-") and second.is_sign("[")

    def _list(self) -> None:
        """A list or a comprehension, over a list or over a pattern that may have a name."""
        self.take()
        named = self.now.kind in ("word", "name") and self.ahead().is_sign("=")
        if named and self.ahead(2).is_sign("("):
            self.take()
            self.take()
        if self.sign("]"):
            return
        self.separated(self._argument)
        self.need_sign("]")

    def _argument(self) -> None:
        self.expression()
        if self.word("where"):
            self.expression()

    def map(self) -> None:
        """Read `{key: value, …}`; any word may be a key."""
        with self.deeper():
            self.need_sign("{")
            if not self.sign("}"):
                self.separated(self._entry)
                self.need_sign("}")

    def _entry(self) -> None:
        self.name()
        self.need_sign(":")
        self.expression()

    def _projection(self) -> None:
        """`variable {.name, .*, key: value, other}`."""
        with self.deeper():
            self.need_sign("{")
            if not self.sign("}"):
                self.separated(self._projected)
                self.need_sign("}")

    def _projected(self) -> None:
        if self.sign("."):
            if not self.sign("*"):
                self.name()
            return
        self.name()
        if self.sign(":"):
            self.expression()

    def _case(self) -> None:
        self.take()
        if not self.now.is_word("when"):
            self.expression()
        self.need_word("when")
        self._when()
        while self.word("when"):
            self._when()
        if self.word("else"):
            self.expression()
        self.need_word("end")

    def _when(self) -> None:
        self.separated(self._alternative)
        self.need_word("then")
        self.expression()

    def _alternative(self) -> None:
        """A value to compare with, or the right side of a comparison: `WHEN > 5`, `WHEN IS NULL`."""
        if self._is_test():
            return
        if self.now.is_word("starts", "ends") and self.ahead().is_word("with"):
            self.take()
            self.take()
        else:
            self.sign(*_COMPARISONS)
        self.expression()

    def _subquery(self) -> None:
        self.take()
        with self.deeper():
            self.need_sign("{")
            if self.now.is_word(*_QUERY_STARTS):
                self.query()
            else:
                self.patterns()
                if self.word("where"):
                    self.expression()
            self.need_sign("}")

    # ---- names: variables, properties, calls ----

    def _named(self) -> None:
        at = self.now.at
        self._no_clause()
        parts = [self.name()]
        while self.now.is_sign(".") and self.ahead().kind in ("word", "name"):
            self.take()
            parts.append(self.name())
        if self.now.is_sign("("):
            self._call(".".join(parts), at)
        elif self.now.is_sign("{") and len(parts) == 1:
            self._projection()

    def _no_clause(self) -> None:
        """Refuse `DELETE [n][0]` and the like as a variable with an index.

        No clause can begin where an operand must stand, by the grammars of both servers; but should
        one of them ever see the word before as a name, this would be one.
        """
        if self.now.is_word(*CLAUSES_THAT_WRITE):
            after = self.ahead()
            if after.is_sign("[", "{", "$") or after.kind in ("name", "string", "number"):
                raise self.unexpected("an expression")

    def _call(self, function: str, at: int) -> None:
        if function.lower() not in FUNCTIONS:
            raise NotReadOnly(
                f"The function {function} is not allowed (character {at + 1}).",
                hint="The functions of Cypher itself are, those of plugins and servers are not.",
            )
        self.need_sign("(")
        self.word("distinct", "all")
        if self.sign("*") or self.now.is_sign(")"):
            self.need_sign(")")
            return
        self.word("both", "leading", "trailing")
        if not self.now.is_word("from"):
            self.separated(self._argument)
        if self.word("from"):
            self.expression()
        self.need_sign(")")

    # ---- what may follow an operand ----

    def _postfix(self) -> bool:
        if self.sign("."):
            self.name()
            return True
        if self.sign("["):
            self._index()
            return True
        if self.sign("::"):
            self._type()
            return True
        if self.now.is_sign(":"):
            self.take()
            self.label_expression(bar=False)
            return True
        return self._is_test()

    def _index(self) -> None:
        """`[1]`, `[1..2]`, `[..2]`, `[1..]`."""
        if not self.sign(".."):
            self.expression()
            if self.sign("]"):
                return
            self.need_sign("..")
        if not self.sign("]"):
            self.expression()
            self.need_sign("]")

    def _is_test(self) -> bool:
        if not self.word("is"):
            return False
        self.word("not")
        if self.sign("::", ":") or self.word("typed"):
            self._type()
        elif self.word("nfc", "nfd", "nfkc", "nfkd"):
            self.need_word("normalized")
        else:
            self.need_word("null", "normalized")
        return True

    def _type(self) -> None:
        """`INTEGER NOT NULL`, `LIST<STRING | FLOAT>`, `ZONED DATETIME`."""
        with self.deeper():
            if not self.now.is_word(*TYPES):
                raise self.unexpected("a type")
            while self.word(*TYPES) or self._with_time_zone():
                pass
            if self.sign("<"):
                self._type()
                self.need_sign(">")
                if self.word("not"):
                    self.need_word("null")
            self.sign("!")
            if self.now.is_sign("|") and self.ahead().is_word(*TYPES):
                self.take()
                self._type()

    def _with_time_zone(self) -> bool:
        """`TIME WITH TIMEZONE`; any other WITH is the next clause."""
        zoned = self.now.is_word("with", "without") and self.ahead().is_word("time", "timezone")
        return zoned and bool(self.take())
