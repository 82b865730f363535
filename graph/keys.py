"""Keys: how text becomes the identity of a node. Pure functions, the same on every machine."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_BLANKS = re.compile(r"\s+")
_DROPPED = {n: None for n in range(128) if not (chr(n).isalnum() or chr(n) in "+#&")}
_SLUG_BREAK = re.compile(r"[^a-z0-9+#]+")


def fold(text: str) -> str:
    """NFKC, lower case, single blanks, trimmed: the key of an `Alias`.

    Characters outside the Basic Multilingual Plane are dropped, because engines that compare
    strings by UTF-16 unit would order them differently from Python.
    """
    if text.isascii():
        # Most of it is; this is many times faster and gives the same.
        return " ".join(text.replace("\x00", "").lower().split())
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _BLANKS.sub(" ", "".join(c for c in plain if ord(c) < 0x10000 and c != "\x00")).strip()


def skill_key(text: str) -> str:
    """The key of a `Skill`: folded, with only letters, digits, `+`, `#`, `&` and a leading dot left.

    `Node.JS`, `NodeJS` and `Node JS` share a key; `c`, `c#`, `c++`, `.net` keep theirs. Empty when
    nothing of the text can name a skill.
    """
    folded = fold(text)
    if folded.isascii():
        kept = folded.translate(_DROPPED)
    else:
        kept = "".join(c for c in folded if c.isalnum() or c in "+#&")
    if not kept.strip("+#&"):
        return ""
    dotted = len(folded) > 1 and folded[0] == "." and folded[1].isalnum()
    return "." + kept if dotted else kept


def title_key(title: str) -> str:
    """The key of an occupation that no SOC code covers: `title:java-developer`.

    A title without a Latin letter or digit is named by its hash.
    """
    folded = fold(title)
    return "title:" + (_SLUG_BREAK.sub("-", folded).strip("-") or content_hash(folded)[:12])


def soc_key(code: str) -> str:
    """The key of a SOC occupation or group: `soc:15-1252`."""
    return f"soc:{code.strip()}"


def content_hash(*parts: str) -> str:
    """32 hex digits over the parts in order; parts cannot run into each other."""
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8, "big"))
        digest.update(raw)
    return digest.hexdigest()[:32]
