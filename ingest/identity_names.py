"""What a skill's name is besides its words: number, spelling habits, qualifiers, versions, brackets.

Everything here reads one string and knows no others; whether a shorter reading names anything is
decided by those who know what is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from graph.keys import fold, skill_key
from ingest.known_aliases import Known

_WORD = re.compile(r"[^\s/,;:_–-]+")
_PLURAL_ACRONYM = re.compile(r"([A-Z]{2,})['’]?s")
_BRACKETED = re.compile(r"(.*\S)\s*\(([^()]+)\)")
_PART = r"(?:v?\d+(?:\.\d+|\.x)*\+?|\d+[cgix]|(?:r|sp|cs)\d)"
_VERSION = re.compile(f"{_PART}(?:[/&,-]{_PART})*")
_BEYOND = frozenset("x and or above higher later newer plus + version versions".split())
_GLUED = re.compile(r"([a-z][a-z.+#]{2,}?)v?(\d+(?:\.x|[./]\d+)*)\+?")
_JOINERS = frozenset({"and", "&", "the"})
_LISTED = re.compile(r"\s(?:and|&)\s|/")

# Words in `s` that are no plurals, or mean something else in the singular.
_KEEP = frozenset(
    """
    access aerospace always analysis arms atlas axis bias business canvas chaos chess class classes
    communications compass corps cosmos cross css docs dos economics express focus forms glass goods
    graphics jenkins kubernetes less logistics maths news numbers outlooks physics pages pandas
    postgres process rails redis sales sas sass securities series sheets sketches slides solaris
    status stocks struts studios teams themes works windows wireless
    """.split()
)
# Spelling habits and everyday abbreviations inside longer names.
_SAME_WORD = {
    **dict.fromkeys(("modelling", "modelings"), "modeling"),
    **dict.fromkeys(("programme", "programmes", "programs"), "program"),
    **dict.fromkeys(("mgmt", "mgt", "mngt", "managment"), "management"),
    **dict.fromkeys(("admin", "admins", "administering"), "administration"),
    **dict.fromkeys(("db", "dbs", "databases"), "database"),
    **dict.fromkeys(("app", "apps", "applications"), "application"),
    **dict.fromkeys(("procs", "proc"), "procedure"),
    **dict.fromkeys(("config", "configs"), "configuration"),
    **dict.fromkeys(("centre", "centres", "centers"), "center"),
    **dict.fromkeys(("cert", "certs", "certifications"), "certification"),
    **dict.fromkeys(("reqs", "req", "requirements"), "requirement"),
    **dict.fromkeys(("specs", "spec"), "specification"),
    **dict.fromkeys(("test", "tests"), "testing"),
    **{"ms": "microsoft", "window": "windows"},
    **{"dev": "development", "labour": "labor", "colour": "color", "licence": "license"},
    **{"behaviour": "behavior", "defence": "defense", "catalogue": "catalog"},
    **{"labelling": "labeling", "travelling": "traveling", "grey": "gray", "favour": "favor"},
    **{"svc": "service", "svcs": "service", "mfg": "manufacturing", "eng": "engineering"},
}
_BRITISH = re.compile(r"(\w{3,})(is)(e|ed|es|ing|ation|ations)")
_NOT_BRITISH = frozenset(
    """
    advise advises advised advising comprise concise devise disguise enterprise enterprises exercise
    exercises expertise franchise merchandise merchandising noise precise premise premises promise
    raise raising revise rise supervise supervised supervising surprise wise arise appraise promised
    televise otherwise raised exercising revising improvisation supervises
    """.split()
)

_PRAISE = frozenset(
    """
    strong good great excellent solid basic basics advanced advance intermediate expert expertise
    proficient proficiency knowledge experience experienced exp hands-on hands on working in-depth
    depth deep extensive exposure familiar familiarity skilled skills fluent using understanding
    with in of to the and beginner senior sr
    """.split()
)
_ANY_TAIL = frozenset(
    """
    skill skills experience experiences exp knowledge expertise proficiency abilities background
    methodology methodologies principles concepts concept fundamentals basics techniques
    """.split()
)
_TOOL_TAIL = frozenset(
    """
    development developer developers developement programming programing programmer programmers
    coding code coder language languages scripting script scripts framework database databases db
    tool tools software platform platforms system systems technology technologies environment
    environments engineer engineers consultant consultants specialist expert experts os dev lang cc
    """.split()
)
_SCRIPTS = frozenset("scripting script scripts".split())
_SYSTEMS = frozenset("unix linux windows windowsserver macos ios android".split())
# Who does a thing, and the thing that is done.
_DOERS = {
    **{"analyst": "analysis", "engineer": "engineering", "designer": "design", "tester": "testing"},
    **{"manager": "management", "developer": "development", "administrator": "administration"},
    **{"architect": "architecture", "writer": "writing", "scientist": "science"},
}
_REMARKS = frozenset(
    """
    computer programming program language software tool framework library database preferred
    required desired optional plus must nice have a years year yrs yr experience skills knowledge
    any version or higher and strong basic advanced intermediate
    """.split()
)
_CERTIFIED = frozenset("certification certifications certified certificate cert certs".split())
_ROLE_TAIL = frozenset("engineer engineers specialist expert consultant consultants".split())


_SMALL = frozenset({"and", "of", "the", "for", "in", "as"})


def words(text: str) -> list[str]:
    """The words of a folded name; blanks, slashes and hyphens part them."""
    return _WORD.findall(fold(text))


@lru_cache(maxsize=1 << 18)
def plain_key(text: str) -> str:
    """The key without number, joining words and spelling habits: `REST APIs` and `REST API` share it.

    Empty when fewer than three letters would be left to tell names apart.
    """
    singular = _PLURAL_ACRONYM.sub(r"\1", text)
    kept = [word for word in words(singular) if word not in _JOINERS]
    key = skill_key(" ".join(_plain_word(word, alone=len(kept) == 1) for word in kept))
    return key if sum(c.isalpha() for c in key) > 2 else ""


@lru_cache(maxsize=1 << 16)
def _plain_word(word: str, *, alone: bool) -> str:
    word = word.replace("'s", "s").replace("’s", "s").rstrip(".)").lstrip("(")
    if word in _SAME_WORD and not alone:
        return _SAME_WORD[word]
    british = _BRITISH.fullmatch(word)
    if british and word not in _NOT_BRITISH:
        word = f"{british[1]}iz{british[3]}"
    return _singular(word)


def _singular(word: str) -> str:
    # `SANS`, `FTPS` and `CAMS` are no plurals, and `APIs` was seen to before.
    if len(word) < 5 or word in _KEEP or not word.endswith("s"):
        return word
    if word.endswith(("ss", "us", "is", "ics", "os")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1]


def listed_key(text: str) -> str:
    """A key for names that list things in any order: `Routing & Switching`, `switching and routing`.

    Empty for names that list nothing.
    """
    if not _LISTED.search(text.casefold()):
        return ""
    return " ".join(sorted(_plain_word(w, alone=False) for w in words(text) if w not in _JOINERS))


def without_remark(text: str) -> str:
    """`Python (computer programming)` without its brackets, when they hold but a remark."""
    split = without_brackets(text)
    if not split or not all(w in _REMARKS or w.strip("+").isdigit() for w in words(split[1])):
        return text
    return split[0]


def without_brackets(text: str) -> tuple[str, str] | None:
    """`Amazon Web Services (AWS)` → the name and what stands in brackets behind it."""
    match = _BRACKETED.fullmatch(text.strip())
    return (match[1], match[2].strip()) if match else None


def initials_fit(short: str, long: str) -> bool:
    """Whether an acronym of three letters or more is made of the first letters of the words.

    Small words may be left out (`Internet of Things`: IoT and IT would both fit, IT is too short).
    """
    letters = skill_key(short)
    parts = [word for word in words(long.replace(".", " ")) if word[0].isalnum()]
    every = "".join(word[0] for word in parts)
    large = "".join(word[0] for word in parts if word not in _SMALL)
    return len(letters) > 2 and letters.isalnum() and letters in (every, large)


def spells(acronym: str, long: str) -> bool:
    """Whether an acronym is made of letters of the words in their order, the first of each among them.

    `Extensible markup language` is XML, `JavaScript Object Notation` JSON, `Common business oriented
    language` COBOL; small words may be left out. Too loose but for a name that ends in its acronym.
    """
    letters = skill_key(acronym)
    if len(letters) < 3 or not letters.isalnum():
        return False
    parts = [skill_key(word) for word in words(long.replace("-", " "))]
    parts = [word for word in parts if word and word not in _SMALL]
    pattern = "".join(_some_of(re.sub("^ex", "x", word)) for word in parts)
    return re.fullmatch(pattern, letters) is not None


def _some_of(word: str) -> str:
    """A pattern for the first letter of a word and any later ones, in their order."""
    return re.escape(word[0]) + "".join(f"{re.escape(letter)}?" for letter in word[1:])


def shorter(text: str) -> Iterator[tuple[str, str]]:
    """Readings without qualifiers, longest first, each with what came off last.

    `strong python 3 developer` gives `python 3 developer`, `python 3`, `python`.
    """
    bare = without_remark(text)
    left = [word for word in fold(bare).split() if word not in {"-", "/", "&"}]
    if bare != text:
        yield " ".join(left), "any"
    taken = "any"
    while left:
        taken = _take(left, taken)
        if not taken:
            return
        yield " ".join(left), taken


def done(text: str) -> str:
    """`Data Analyst` → `data analysis`: what the person does; empty where no doer is named."""
    *before, last = fold(text).split() or [""]
    deed = _DOERS.get(last) or _DOERS.get(last.removesuffix("s"))
    return " ".join([*before, deed]) if deed and before else ""


def _take(left: list[str], before: str) -> str:
    """Take one qualifier off; what has come off so far, the most telling kind winning."""
    last = left[-1].strip("().,:")
    if len(left) > 1 and left[0].strip("().,:") in _PRAISE:
        left.pop(0)
        return before
    if len(left) > 2 and left[-2] == "operating" and left[-1] in ("system", "systems"):
        del left[-2:]
        return "tool"
    for kind, tails in (("any", _ANY_TAIL), ("certified", _CERTIFIED), ("tool", _TOOL_TAIL)):
        if len(left) > 1 and last in tails:
            left.pop()
            if last in _SCRIPTS:
                return "script"
            return before if kind == "any" else "role" if last in _ROLE_TAIL else kind
    if len(left) > 1 and left[0] in _CERTIFIED:
        left.pop(0)
        return "certified"
    return _take_version(left)


def _take_version(left: list[str]) -> str:
    count = len(left)
    while count > 1 and (left[count - 1] in _BEYOND or _VERSION.fullmatch(left[count - 1])):
        count -= 1
    if any(c.isdigit() for word in left[count:] for c in word):
        del left[count:]
        return "version"
    glued = _GLUED.fullmatch(left[0]) if len(left) == 1 else None
    if glued:
        left[0] = glued[1]
        return "version"
    return ""


def allowed(kind: str, line: Known) -> bool:
    """Whether taking off a qualifier of this kind leaves the skill of this line what it was."""
    if kind == "any":
        return line.section != "vendor"
    if kind == "certified":
        return line.section == "certification"
    if kind == "role":
        return line.section in ("technology", "practice")
    if kind == "script" and line.key in _SYSTEMS:
        # Scripts of a system are shell scripts.
        return False
    # `C 4` and `R 3` may be anything; `python 3` is Python.
    return line.section == "technology" and (kind != "version" or len(line.key) > 2)
