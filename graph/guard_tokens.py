"""Cut a statement into tokens, refusing every character that two servers might read differently.

Where a string, a comment or a name ends decides what is a clause. So nothing is let through here on
which lexers could disagree: Cypher's `\\u` escapes (decoded before lexing by some servers, within
strings only by others), letters that another case or a compatibility form turns into ASCII ones,
characters that cannot be seen, comments within comments, numbers that run into words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from graph.errors import NotReadOnly, QueryError

MAX_LENGTH = 100_000
"""Characters of a statement; longer lists of values belong into parameters."""

_LEXER = re.compile(
    r"(?P<blank>[ \t\r\n]+)"
    r"|(?P<comment>//[^\r\n]*|/\*(?:[^*]|\*(?!/))*\*/)"
    r"|(?P<string>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
    r"|(?P<quoted>`(?:[^`]|``)*`)"
    r"|(?P<number>0[xX][0-9a-fA-F_]+|0[oO][0-7_]+"
    r"|(?:[0-9][0-9_]*(?:\.[0-9][0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9]+)?[fFdD]?)"
    r"|(?P<word>[^\W\d]\w*)"
    r"|(?P<sign>\.\.|::|<>|<=|>=|=~|!=|\|\||/(?!\*)|[-+*%^=<>.,:;|&!$()\[\]{}])",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u+([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|[uU])")
_OPENING = {"'": "string", '"': "string", "`": "name", "/": "comment"}


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is word, name (in back-ticks), number, string, sign or end; words are lower case."""

    kind: str
    text: str
    at: int

    def is_sign(self, *signs: str) -> bool:
        """Whether this is one of these signs."""
        return self.kind == "sign" and self.text in signs

    def is_word(self, *words: str) -> bool:
        """Whether this is one of these words, not in back-ticks."""
        return self.kind == "word" and self.text in words

    @property
    def shown(self) -> str:
        """How a message quotes it; the values of strings may be personal."""
        return "a string" if self.kind == "string" else f"`{self.text[:40]}`"


def tokens(text: str) -> list[Token]:
    """The tokens of a statement without blanks and comments, and one of kind `end` after them.

    Raises:
        QueryError: something is not closed, or the text is too long.
        NotReadOnly: characters or escapes that could hide something from this check.
    """
    if len(text) > MAX_LENGTH:
        raise QueryError(
            f"The statement has {len(text):,} characters; {MAX_LENGTH:,} are allowed.",
            hint="Pass long lists of values as parameters.",
        )
    found = []
    at = 0
    while at < len(text):
        match = _LEXER.match(text, at)
        if match is None:
            raise _unreadable(text, at)
        kind = match.lastgroup or ""
        at = match.end()
        if kind == "blank":
            continue
        _CHECKS.get(kind, _no_check)(match[0], match.start(), text[at : at + 2])
        if kind != "comment":
            found.append(_token(kind, match[0], match.start()))
    return [*found, Token("end", "", len(text))]


def _token(kind: str, text: str, at: int) -> Token:
    if kind == "quoted":
        return Token("name", text[1:-1].replace("``", "`"), at)
    return Token(kind, text.lower() if kind == "word" else text, at)


def _unreadable(text: str, at: int) -> QueryError | NotReadOnly:
    character = text[at]
    opened = _OPENING.get(character)
    if opened and (character != "/" or text.startswith("/*", at)):
        return QueryError(
            f"The {opened} that begins at character {at + 1} is not closed.",
            hint=f"Add the closing {'*/' if opened == 'comment' else character}.",
        )
    if character == "\\":
        return NotReadOnly(
            f"Escapes outside of strings are not allowed (character {at + 1}).",
            hint="Write the character itself.",
        )
    return _odd(character, at)


def _odd(character: str, at: int) -> NotReadOnly:
    name = unicodedata.name(character, "a control character").lower()
    return NotReadOnly(
        f"The character U+{ord(character):04X} ({name}) at {at + 1} is not allowed there.",
        hint="Retype it in plain letters and blanks, or put it into a string.",
    )


# ---- one check per kind: the token, where it begins, the two characters after it ----------------


def _no_check(text: str, at: int, after: str) -> None:
    return


def _check_string(text: str, at: int, after: str) -> None:
    """An escape must mean the same wherever it is decoded: it may not end or continue the string."""
    for match in _ESCAPE.finditer(text):
        code = int(match[1] or match[2] or "0", 16)
        decoded = chr(code) if code <= 0x10FFFF else ""
        if decoded in ("", "'", '"', "\\", "`") or not (decoded.isprintable() or code > 0xFFFF):
            raise NotReadOnly(
                f"The escape {match[0]} in the string at character {at + 1} is not allowed.",
                hint="Write the character itself, or pass the value as a parameter.",
            )
    for offset, character in enumerate(text):
        if _is_control(character):
            raise _odd(character, at + offset)


def _check_comment(text: str, at: int, after: str) -> None:
    nested = text.startswith("/*") and ("/*" in text[2:] or text.startswith("/*/"))
    # Some servers end a line at a lone carriage return, others read on.
    lone_return = text.startswith("//") and after.startswith("\r") and after != "\r\n"
    if nested or lone_return or _ESCAPE.search(text):
        raise NotReadOnly(
            f"The comment at character {at + 1} can be read in two ways.",
            hint="Leave it out: no comment within a comment, no escapes, plain line ends.",
        )
    _all_visible(text, at)


def _check_quoted(text: str, at: int, after: str) -> None:
    if "\\" in text:
        raise NotReadOnly(
            f"Escapes in the name at character {at + 1} are not allowed.",
            hint="Write the character itself.",
        )
    _all_visible(text, at)


def _check_word(text: str, at: int, after: str) -> None:
    if text.isascii():
        return
    for offset, character in enumerate(text):
        if not character.isascii() and _passes_for_ascii(character):
            raise _odd(character, at + offset)


def _check_number(text: str, at: int, after: str) -> None:
    runs_on = after[:1].isidentifier() or (after[:1] == "." and after != "..")
    if runs_on or text.endswith("_"):
        raise QueryError(
            f"The number at character {at + 1} runs into what follows.",
            hint="Put a blank after it; write 1.0 for 1.",
        )


_CHECKS = {
    "string": _check_string,
    "comment": _check_comment,
    "quoted": _check_quoted,
    "word": _check_word,
    "number": _check_number,
}


def _all_visible(text: str, at: int) -> None:
    for offset, character in enumerate(text):
        if not character.isprintable() and character not in "\t\r\n":
            raise _odd(character, at + offset)


def _is_control(character: str) -> bool:
    # Lone surrogates too: they cannot be sent.
    return unicodedata.category(character) in ("Cc", "Cs") and character not in "\t\r\n"


@cache
def _passes_for_ascii(character: str) -> bool:
    """Whether a server that folds case or compatibility forms may take it for an ASCII letter."""
    if character in "ßẞ":  # becomes SS, which is in no clause; German names have it
        return False
    forms = {unicodedata.normalize("NFKC", character), character.upper(), character.lower()}
    forms |= {character.casefold()}
    changes = unicodedata.normalize("NFKC", character) != character
    return changes or any(c.isascii() for form in forms for c in form)
