"""Job descriptions of the offline teacher."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle

from generation.layout import Style, joined, weighted
from generation.people import phone
from generation.resume_writer import Job, years
from generation.wording import Chooser, bank, fill, listed, said

_SKILL_FORMS = (
    ("one", 40),
    ("plain", 20),
    ("sentence", 15),
    ("prose", 12),
    ("pair", 8),
    ("inline", 5),
)
_ORDERS = (
    (("title", "summary", "skills", "experience", "duties"), 40),
    (("title", "company", "summary", "duties", "skills", "experience", "offer", "equal"), 20),
    (("title", "summary", "duties", "skills", "experience", "offer", "apply"), 15),
    (("title", "summary", "experience", "skills", "duties", "equal", "apply"), 15),
    (("title", "skills", "experience", "duties", "company", "offer", "equal"), 10),
)
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def write_posting(skills: Sequence[str], jobs: Sequence[Job], chooser: Chooser) -> str:
    """A job description that asks for these skills and for the years in these jobs.

    The first job is the one on offer.
    """
    return _Posting(skills, jobs, chooser).text()


class _Posting:
    def __init__(self, skills: Sequence[str], jobs: Sequence[Job], chooser: Chooser) -> None:
        self.pick = chooser
        self.words = bank("posting")
        self.style = Style.chosen(chooser, "posting")
        self.skills = [said(chooser, s) for s in chooser.order(skills, "posting order")]
        self.jobs = jobs
        self.title = jobs[0].title
        self.employer = chooser.phrase(bank("places")["employers"], "hiring") or "Our client"
        self.city = chooser.phrase(bank("places")["cities"], "site")

    def text(self) -> str:
        order = weighted(self.pick, _ORDERS, "posting sections")
        return joined([getattr(self, f"_{name}")() for name in order])

    def _titled(self, section: str, lines: Sequence[str]) -> str:
        heading = self.pick.phrase(self.words[f"head_{section}"], "posting heading", section)
        return self.style.section(fill(heading, e=self.employer), lines)

    def _fill(self, phrase: str, about: object, **slots: str) -> str:
        return fill(
            phrase,
            t=self.title,
            e=self.employer,
            city=self.city,
            n=str(3 + self.pick.number(27, "n", about)),
            p=str(5 + 5 * self.pick.number(6, "p", about)),
            **slots,
        )

    def _title(self) -> str:
        if self.pick.chance(80, "title heading"):
            return self._titled("title", [self.title]) or self.title
        return self.title

    def _summary(self) -> str:
        named = [s for s in self.skills if self.pick.chance(30, "wanted first", s)][:4]
        phrases = self.words["summary" if named else "summary_plain"]
        phrase = self.pick.phrase(phrases, "posting summary")
        line = self._fill(phrase, "summary", list=listed(named)) if phrase else ""
        return self._titled("summary", [line] if line else [])

    def _skills(self) -> str:
        form = weighted(self.pick, _SKILL_FORMS, "posting skill form")
        return self._titled("skills", getattr(self, f"_{form}")())

    def _one(self) -> list[str]:
        return self.style.bullets([self._asked(s, "skill_one") for s in self.skills])

    def _plain(self) -> list[str]:
        return self.style.bullets(self.skills)

    def _sentence(self) -> list[str]:
        return self.style.bullets([self._asked(s, "skill_sentence") for s in self.skills])

    def _asked(self, skill: str, use: str) -> str:
        return fill(self.pick.phrase(self.words[use], "asked", skill) or "{s}", s=skill)

    def _prose(self) -> list[str]:
        phrases = self.pick.phrases(self.words["skill_prose"], 9, "asked") or ["{list}."]
        groups = [self.skills[at : at + 3] for at in range(0, len(self.skills), 3)]
        lines = [fill(p, list=listed(g)) for p, g in zip(cycle(phrases), groups, strict=False)]
        return [" ".join(lines)]

    def _pair(self) -> list[str]:
        lines = []
        for at in range(0, len(self.skills), 2):
            two = self.skills[at : at + 2]
            phrase = self.pick.phrase(self.words["skill_pair"], "asked", at) or "{s}, {s2}"
            lines.append(fill(phrase, s=two[0], s2=two[1]) if len(two) == 2 else two[0])
        return self.style.bullets(lines)

    def _inline(self) -> list[str]:
        return [", ".join(self.skills)]

    def _experience(self) -> str:
        return self._titled("experience", self.style.bullets([self._wanted(j) for j in self.jobs]))

    def _wanted(self, job: Job) -> str:
        phrase = self.pick.phrase(self.words["experience"], "wanted", job.title) or "{t}: {y}"
        line = fill(phrase, t=job.title, y=self._years(job))
        return line[:1].upper() + line[1:] if phrase.startswith("{y}") else line

    def _years(self, job: Job) -> str:
        number = job.end - job.start
        if not self.pick.chance(25, "in words") or number >= len(_NUMBERS):
            return years(number)
        return f"{_NUMBERS[number]} year{'' if number == 1 else 's'}"

    def _duties(self) -> str:
        named = [s for s in self.skills if self.pick.chance(30, "duty", s)]
        lines = []
        for skill in named:
            phrase = self.pick.phrase(self.words["duty_skill"], "duty", skill)
            other = self.pick.order([s for s in self.skills if s != skill] or [skill], "other")[0]
            lines.append(self._fill(phrase or "{s}.", skill, s=skill, s2=other))
        plain = self.pick.phrases(
            self.words["duty_plain"], 2 + self.pick.number(4, "duties"), "duty"
        )
        lines += [self._fill(phrase, phrase) for phrase in plain]
        return self._titled("duties", self.style.bullets(list(dict.fromkeys(lines))))

    def _offer(self) -> str:
        chosen = self.pick.phrases(self.words["offer"], 2 + self.pick.number(4, "offers"), "offer")
        lines = [self._fill(phrase, "offer") for phrase in chosen]
        return self._titled("offer", self.style.bullets(lines))

    def _company(self) -> str:
        line = self._fill(self.pick.phrase(self.words["company"], "company"), "company")
        return self._titled("company", [line] if line else [])

    def _equal(self) -> str:
        return self._fill(self.pick.phrase(self.words["equal"], "equal"), "equal")

    def _apply(self) -> str:
        phrase = self.pick.phrase(self.words["apply"], "apply")
        return self._fill(phrase, "apply", email="jobs@example.com", phone=phone(self.pick, "jobs"))
