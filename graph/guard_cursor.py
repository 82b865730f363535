"""A place in the tokens of a statement: look, take, or say what is wrong there."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from graph.errors import NotReadOnly, QueryError
from graph.guard_tokens import Token
from graph.guard_words import WRITES

DEEPEST = 40
"""Brackets and subqueries within one another; Python's own stack would allow about twice as many."""
_PAIRS = {"(": ")", "[": "]", "{": "}"}


class Cursor(ABC):
    """Tokens, and how far they were read.

    The three readers call one another (a pattern holds expressions, an expression holds patterns and
    whole queries), so each knows the others by these methods only.

    Raises:
        QueryError: brackets do not match.
    """

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0
        self._partner = _partners(tokens)

    @abstractmethod
    def expression(self) -> None:
        """Read an expression."""

    @abstractmethod
    def patterns(self) -> None:
        """Read patterns, separated by commas."""

    @abstractmethod
    def path(self) -> None:
        """Read one path."""

    @abstractmethod
    def label_expression(self, *, bar: bool) -> None:
        """Read what follows the colon of a label; `bar` says whether `|` belongs to it."""

    @abstractmethod
    def query(self) -> None:
        """Read clauses up to a closing brace or the end."""

    # ---- look ----

    @property
    def now(self) -> Token:
        """The next token."""
        return self._tokens[self._at]

    def ahead(self, steps: int = 1) -> Token:
        """The token so many steps after the next one."""
        return self._tokens[min(self._at + steps, len(self._tokens) - 1)]

    def after_bracket(self, steps: int = 1) -> Token:
        """The token after the bracket that closes the one that comes next."""
        return self._tokens[min(self._partner[self._at] + steps, len(self._tokens) - 1)]

    # ---- take ----

    def take(self) -> Token:
        """The next token, and go on."""
        token = self.now
        if token.kind != "end":
            self._at += 1
        return token

    def sign(self, *signs: str) -> bool:
        """Take one of these signs if it comes next."""
        return self.now.is_sign(*signs) and bool(self.take())

    def word(self, *words: str) -> bool:
        """Take one of these words if it comes next."""
        return self.now.is_word(*words) and bool(self.take())

    def need_sign(self, *signs: str) -> None:
        """Take one of these signs.

        Raises:
            QueryError, NotReadOnly: something else comes next.
        """
        if not self.sign(*signs):
            raise self.unexpected(" or ".join(signs))

    def need_word(self, *words: str) -> None:
        """Take one of these words.

        Raises:
            QueryError, NotReadOnly: something else comes next.
        """
        if not self.word(*words):
            raise self.unexpected(" or ".join(word.upper() for word in words))

    def name(self) -> str:
        """Take a name, whatever word it is: where a name must stand, no clause can begin.

        Raises:
            QueryError, NotReadOnly: something else comes next.
        """
        if self.now.kind not in ("word", "name"):
            raise self.unexpected("a name")
        return self.take().text

    def separated(self, read: Callable[[], object]) -> None:
        """Read one or more, with commas between."""
        read()
        while self.sign(","):
            read()

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """One level further in.

        Raises:
            QueryError: that is too deep.
        """
        self._depth += 1
        if self._depth > DEEPEST:
            raise QueryError(
                f"The statement is nested more than {DEEPEST} levels deep.", hint="Flatten it."
            )
        yield
        self._depth -= 1

    # ---- say what is wrong ----

    def unexpected(self, wanted: str) -> QueryError | NotReadOnly:
        """What to raise when the next token is not what must come here."""
        token = self.now
        if token.kind == "word" and token.text in WRITES:
            return NotReadOnly(
                f"{token.text.upper()} is not allowed (character {token.at + 1}):"
                " statements here only read.",
                hint="Put back-ticks around a name that only looks like a clause.",
            )
        what = "it ends" if token.kind == "end" else f"there is {token.shown}"
        return QueryError(
            f"The statement cannot be read at character {token.at + 1}: {what}.",
            hint=f"Expected was {wanted}.",
        )


def _partners(tokens: list[Token]) -> dict[int, int]:
    """Where each bracket is closed."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for index, token in enumerate(tokens):
        if token.is_sign("(", "[", "{"):
            opened.append(index)
        elif token.is_sign(")", "]", "}"):
            if not opened or _PAIRS[tokens[opened[-1]].text] != token.text:
                raise QueryError(
                    f"The {token.text} at character {token.at + 1} closes nothing.",
                    hint="Remove it, or open it before.",
                )
            found[opened.pop()] = index
    if opened:
        token = tokens[opened[-1]]
        raise QueryError(
            f"The {token.text} at character {token.at + 1} is not closed.",
            hint=f"Add the {_PAIRS[token.text]}.",
        )
    return found
