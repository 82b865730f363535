"""Changes to the bytes of any file, and values that no column expects."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable

Change = Callable[[random.Random, bytes], bytes]

ODD_TEXTS = (
    *("nan", "inf", "-1e999", "1e400", "99999999999999999999", "0x1F", "1_000", "-0", "½", "٣"),
    *("=1+1", '=HYPERLINK("http://example.com","x")', "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3"),
    *(
        "15-1252.00\n",
        "15–1252",
        "１５-１２５２",
        "http://data.europa.eu/esco/skill/",
        "[2]",
        "[2][3]",
    ),
    *(
        "\u202eoverride",
        "e\u0301" * 50,
        "\ufeffmark",
        "\U0001f600",
        "ﬁ",
        "İ",
        "\x0b",
        "\x7f",
        "\u2028",
    ),
    *("x" * 5_000, "a, " * 3_000, "(" * 400, "/" * 4_000, "*" * 3_000, " " * 5_000, "n/a", "null"),
)


def truncate(draw: random.Random, content: bytes) -> bytes:
    return content[: draw.randrange(1, len(content))]


def flip(draw: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(draw.choice([1, 1, 3, 30])):
        changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
    return bytes(changed)


def overwrite(draw: random.Random, content: bytes) -> bytes:
    at, length = draw.randrange(len(content)), draw.choice([1, 8, 64, 1024])
    fill = draw.choice([b"\x00", b"\xff", b'"', b"\n"]) * length
    return content[:at] + fill + content[at + length :]


def splice(draw: random.Random, content: bytes) -> bytes:
    first, second = sorted(draw.randrange(len(content)) for _ in range(2))
    piece = content[first:second]
    return draw.choice(
        [content[:first] + content[second:], content[:second] + piece + content[second:], piece]
    )


def garbage(draw: random.Random, content: bytes) -> bytes:
    noise = draw.randbytes(draw.choice([1, 100, 5_000]))
    return draw.choice([content + noise, noise + content, content[:4] + noise, noise])


def empty(draw: random.Random, content: bytes) -> bytes:
    return draw.choice(
        [b"", b"\n", b" ", b"\x00" * 100, b"\xef\xbb\xbf", content[:4], b"\n" * 9999]
    )


def packed_again(draw: random.Random, content: bytes) -> bytes:
    packed = gzip.compress(content, mtime=0)
    return draw.choice(
        [packed, packed[: len(packed) // 2], gzip.compress(packed, mtime=0), packed + b"end"]
    )
