"""Job descriptions of the offline teacher."""

from __future__ import annotations

from collections.abc import Sequence

from generation.facts import Facts, Job, years
from generation.layout import Style
from generation.people import phone
from generation.skill_lists import SkillList
from generation.skill_words import Said, is_deed, lettered
from generation.tasks import reworded
from generation.wording import Chooser, bank, fill, listed, needed

_SKILL_FORMS = (
    ("one", 30), ("plain", 30), ("sentence", 8), ("mixed", 5), ("prose", 8), ("pair", 6),
    ("inline", 5), ("cluster", 5), ("colon", 4),
)  # fmt: skip
_ORDERS = (
    (("title", "summary", "skills", "experience", "duties"), 80),
    (("title", "company", "summary", "duties", "skills", "experience", "offer", "equal"), 14),
    (("title", "summary", "duties", "skills", "experience", "offer", "apply"), 12),
    (("title", "summary", "experience", "skills", "duties", "apply"), 12),
    (("title", "skills", "experience", "duties", "company", "offer", "equal"), 9),
    (("equal", "title", "summary", "skills", "experience", "offer", "apply"), 4),
    (("company", "title", "duties", "experience", "skills", "apply", "equal"), 4),
)
_DUTY_FORMS = (("plain", 62), ("ing", 28), ("You will", 4), ("You", 3), ("Will", 3))
_YEAR_FORMS = (
    ("digits", 50), ("{word} {unit}", 20), ("{number}+ {unit}", 12), ("{number} {short}", 10),
    ("{word} ({number}) {unit}", 8),
)  # fmt: skip
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def write_posting(facts: Facts, chooser: Chooser) -> str:
    """A job description that asks for these skills and for the years in these jobs.

    The first job is the one on offer.
    """
    return _Posting(facts, chooser).text()


class _Posting:
    def __init__(self, facts: Facts, chooser: Chooser) -> None:
        self.pick = chooser
        self.words = bank("posting")
        self.style = Style.chosen(chooser, "posting")
        names = chooser.order(facts.skills, "posting order")
        self.skills = [Said(n, lettered(chooser, n), is_deed(n)) for n in names]
        self.jobs, self.duties = facts.jobs, facts.duties
        self.title = facts.jobs[0].title
        self.employer = chooser.phrase(bank("places")["employers"], "hiring") or "Our client"
        self.city = chooser.phrase(bank("places")["cities"], "site")

    def text(self) -> str:
        order = self.pick.weighted(_ORDERS, "posting sections")
        whole = [s.text for s in self.skills] + [job.title for job in self.jobs]
        return self.style.laid_out([getattr(self, f"_{name}")() for name in order], whole)

    def _titled(self, section: str, lines: Sequence[str]) -> str:
        heading = self.pick.heading(self.words[f"head_{section}"], "posting heading", section)
        return self.style.section(fill(heading, e=self.employer), lines)

    def _fill(self, phrase: str, about: object, **slots: str) -> str:
        number = self.pick.number

        def low() -> int:
            return 280 + number(900, "pay", about)

        usual = {
            "t": lambda: self.title,
            "e": lambda: self.employer,
            "city": lambda: self.city,
            "n": lambda: str(3 + number(27, "n", about)),
            "p": lambda: str(5 + 5 * number(6, "p", about)),
            "k": lambda: _money(low()),
            "k2": lambda: _money(low() + 20 + number(200, "more", about)),
            "email": lambda: "jobs@example.com",
            "ref": self._reference,
        }
        line = fill(phrase, **needed(phrase, usual) | slots)
        return line if phrase[:1] == "{" else line[:1].upper() + line[1:]

    def _title(self) -> str:
        if self.pick.chance(80, "title heading"):
            return self._titled("title", [self.title]) or self.title
        return self.title

    def _summary(self) -> str:
        named = [s for s in self.skills if not s.deed and self.pick.chance(30, "first", s.name)]
        phrases = self.words["summary" if named else "summary_plain"]
        phrase = self.pick.phrase(phrases, "posting summary")
        names = listed([s.text for s in named[:4]])
        line = self._fill(phrase, "summary", list=names) if phrase else ""
        return self._titled("summary", [line] if line else [])

    def _skills(self) -> str:
        form = self.pick.weighted(_SKILL_FORMS, "posting skill form")
        made = SkillList(self.pick, self.words, self.style, self._fill)
        return self._titled("skills", made.lines(form, self.skills))

    def _experience(self) -> str:
        return self._titled("experience", self.style.bullets([self._wanted(j) for j in self.jobs]))

    def _wanted(self, job: Job) -> str:
        phrase = self.pick.phrase(self.words["experience"], "wanted", job.title) or "{t}: {y}"
        line = self._fill(phrase, job.title, t=job.title, y=self._years(job))
        return line[:1].upper() + line[1:] if phrase.startswith("{y}") else line

    def _years(self, job: Job) -> str:
        number = job.end - job.start
        form = self.pick.weighted(_YEAR_FORMS, "year form")
        if form == "digits" or number >= len(_NUMBERS):
            return years(number)
        word, unit = _NUMBERS[number], years(number).partition(" ")[2]
        return form.format(word=word, number=number, unit=unit, short=unit.replace("ear", "r"))

    def _duties(self) -> str:
        named = [
            s
            for s in self.skills
            if not s.deed and self.pick.chance(5 if self.duties else 30, "duty", s.name)
        ]
        lines = []
        for skill in named:
            phrase = self.pick.phrase(self.words["duty_skill"], "duty", skill.name)
            others = [s.name for s in self.skills if s != skill and not s.deed] or [skill.name]
            other = self.pick.order(others, "other")[0]
            second = next(s.text for s in self.skills if s.name == other)
            lines.append(self._fill(phrase or "{s}.", skill.name, s=skill.text, s2=second))
        known = [self._duty(duty) for duty in self.duties if self.pick.allowed(duty)]
        number = int(self.pick.chance(23, "duties")) if len(known) > 1 else 4
        plain = self.pick.phrases(self.words["duty_plain"], number, "duty")
        lines += known + [self._fill(phrase, phrase) for phrase in plain]
        lines = self.pick.order(lines, "duty order")
        return self._titled("duties", self.style.bullets(list(dict.fromkeys(lines))))

    def _duty(self, duty: str) -> str:
        """A task of the occupation, in the form that all tasks of this document have."""
        form = self.pick.weighted(_DUTY_FORMS, "duty form")
        if form in ("plain", "ing"):
            return reworded(self.pick, duty, form)
        duty = reworded(self.pick, duty)
        return f"{form} {duty[:1].lower()}{duty[1:]}"

    def _offer(self) -> str:
        chosen = self.pick.phrases(self.words["offer"], 1 + self.pick.number(3, "offers"), "offer")
        lines = [self._fill(phrase, "offer") for phrase in chosen]
        return self._titled("offer", self.style.bullets(lines))

    def _company(self) -> str:
        line = self._fill(self.pick.phrase(self.words["company"], "company"), "company")
        return self._titled("company", [line] if line else [])

    def _equal(self) -> str:
        return self._fill(self.pick.phrase(self.words["equal"], "equal"), "equal")

    def _apply(self) -> str:
        phrase = self.pick.phrase(self.words["apply"], "apply")
        return self._fill(phrase, "apply", phone=phone(self.pick, "jobs"))

    def _reference(self) -> str:
        letters = self.pick.item(("JR-", "REQ", "#", "No. ", ""), "reference")
        return f"{letters}{self.pick.number(89_000, 'reference') + 10_000}"


def _money(hundreds: int) -> str:
    """Dollars: `52,300`."""
    return f"{hundreds * 100:,}"
