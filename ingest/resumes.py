"""Documents to text: `.txt`, `.md`, `.docx` and `.pdf`, told apart by content where it shows.

Text comes back in NFC with `\\n` line ends and without control characters; layout is not kept.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import MissingExtra, UnreadableFile
from ingest.tables import OLE, UTF16, ZIP, first_bytes

if TYPE_CHECKING:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

SUFFIXES = (".docx", ".md", ".pdf", ".txt")
MAX_BYTES = 20 * 1024 * 1024
MAX_CHARACTERS = 1_000_000
_MAX_UNPACKED = 200 * 1024 * 1024
_PDF = b"%PDF-"
_LINE_END = re.compile(r"\r\n?|[\f\v\x85\u2028\u2029]")
_BLANK_LINES = re.compile(r"\n{3,}")
_WRAP = re.compile(r"(?<=[^\n]{60})(?<![.:;!?])[ ]*\n(?=[a-z])")
"""A line end that only the width of the page made: a name broken there would not be found."""

_LINE_BLANKS = re.compile(r"[ \t\u00a0]+(?=\n|$)")
_INSTALL = 'Install it with `pip install "skillgraph[documents]"`.'


def find_documents(paths: Iterable[Path]) -> list[Path]:
    """The documents named, and those under the folders named: sorted, each once.

    A file named outright is taken whatever its suffix; in folders only `SUFFIXES` count, and
    hidden files and folders are passed over.

    Raises:
        UnreadableFile: A path does not exist.
    """
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            found.update(_walk(path))
        elif path.exists():
            found.add(path)
        else:
            raise UnreadableFile(f"{path} does not exist.", hint="Check the path.")
    return sorted(found)


def read_document(path: Path) -> str:
    """The text of a document.

    Raises:
        UnreadableFile: Empty, too large, damaged, protected by a password, not a document, or
            without text (a scanned PDF).
        MissingExtra: The package that reads this format is not installed.
    """
    start = first_bytes(path)
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise UnreadableFile(
            f"{path.name} is too large: {size / 2**20:.0f} MiB, at most {MAX_BYTES // 2**20}.",
            hint="Split it, or save it without pictures.",
        )
    text = _tidy(_extract(path, start))
    if not any(c.isalnum() for c in text):
        raise UnreadableFile(
            f"{path.name} holds no text.",
            hint="A scanned document needs text recognition first.",
        )
    if len(text) > MAX_CHARACTERS:
        raise UnreadableFile(
            f"{path.name} is too large: {len(text):,} characters, at most {MAX_CHARACTERS:,}.",
            hint="Split it.",
        )
    return text


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in SUFFIXES and path.is_file():
            yield path


def _extract(path: Path, start: bytes) -> str:
    # Some writers put a few bytes in front of a PDF's header; the format allows 1,024.
    if _PDF in start[:1024]:
        return _pdf_text(path)
    if start.startswith(ZIP):
        return _docx_text(path)
    if start.startswith(OLE):
        raise UnreadableFile(
            f"{path.name} is an old or encrypted Office document.",
            hint="Save it as .docx without a password.",
        )
    return _plain_text(path)


def _plain_text(path: Path) -> str:
    raw = path.read_bytes()
    encoding = "utf-16" if raw.startswith(UTF16) else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        raise UnreadableFile(
            f"{path.name} is not UTF-8: byte {fault.start} (line {line}) is 0x{raw[fault.start]:02x}.",
            hint="Save it as UTF-8.",
        ) from fault
    if text.count("\x00") > len(text) // 100:
        raise UnreadableFile(
            f"{path.name} is no text document.", hint=f"Known formats: {', '.join(SUFFIXES)}."
        )
    return text


def _docx_text(path: Path) -> str:
    _check_archive(path)
    try:
        import docx
    except ImportError as fault:
        raise MissingExtra(f"{path.name} needs the package python-docx.", hint=_INSTALL) from fault
    try:
        document = docx.Document(str(path))
        return "\n".join(_blocks(document.iter_inner_content()))
    except Exception as fault:
        raise _damaged(path, "Word document") from fault


def _check_archive(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile as fault:
        raise _damaged(path, "Word document") from fault
    if not any(member.filename.startswith("word/") for member in members):
        raise UnreadableFile(
            f"{path.name} is an archive, but no Word document.",
            hint=f"Known formats: {', '.join(SUFFIXES)}.",
        )
    if sum(member.file_size for member in members) > _MAX_UNPACKED:
        raise UnreadableFile(
            f"{path.name} is too large: it unpacks to more than {_MAX_UNPACKED // 2**20} MiB.",
            hint="Save it without pictures.",
        )


def _blocks(blocks: Iterable[Paragraph | Table]) -> Iterator[str]:
    """Paragraphs and table rows in the order of the page; merged cells once."""
    for block in blocks:
        rows = getattr(block, "rows", None)
        if rows is None:
            yield getattr(block, "text", "")
            continue
        for row in rows:
            cells = {cell._tc: cell for cell in row.cells}.values()
            texts = ("\n".join(_blocks(cell.iter_inner_content())).strip() for cell in cells)
            yield "\t".join(text for text in texts if text)


def _pdf_text(path: Path) -> str:
    try:
        import pypdf
    except ImportError as fault:
        raise MissingExtra(f"{path.name} needs the package pypdf.", hint=_INSTALL) from fault
    try:
        reader = pypdf.PdfReader(path)
        # Many PDFs are encrypted with an empty password: anyone may read them.
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if locked else [page.extract_text() for page in reader.pages]
    except pypdf.errors.DependencyError:
        locked, pages = True, []
    except Exception as fault:
        raise _damaged(path, "PDF") from fault
    if locked:
        raise UnreadableFile(f"{path.name} is encrypted.", hint="Save it without a password.")
    return _WRAP.sub(" ", "\n".join(pages))


def _tidy(text: str) -> str:
    text = unicodedata.normalize("NFC", _LINE_END.sub("\n", text)).replace("\uf0b7", "•")
    text = "".join(c for c in text if c in "\n\t" or not unicodedata.category(c).startswith("C"))
    return _BLANK_LINES.sub("\n\n", _LINE_BLANKS.sub("", text)).strip()


def _damaged(path: Path, kind: str) -> UnreadableFile:
    return UnreadableFile(f"{path.name} is a damaged {kind}.", hint="Save or export it again.")
