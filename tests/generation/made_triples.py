"""Small triples that say all that a triple can: other names, implied skills, what was added."""

from __future__ import annotations

from generation.examples import (
    Added,
    AnnotatedDocument,
    Context,
    Experience,
    Filtered,
    How,
    Provenance,
    SampledSkill,
    SkillSpan,
    Triple,
    WalkStep,
)

JAVA = SampledSkill(key="java", name="Java", aliases=("Java SE",))
SQL = SampledSkill(key="sql", name="SQL")
TESTING = SampledSkill(key="unittesting", name="Unit Testing")
SCALA = SampledSkill(key="scala", name="Scala")
DEVELOPER = Experience(title="Java Developer", occupation="soc:1", start=2018, end=2022)
TESTER = Experience(title="QA Tester, Web", occupation="soc:2", start=2016, end=2018)

JOB = """Java Developer
We ask for Java SE and SQL. You will write tests for every change.
4 years as a Java Developer, two years as a QA Tester - Web."""
MATCHED = """Ada Doe
Skills: Java, SQL
I wrote tests for every change.
Java Developer (2018 - 2022)
QA Tester, Web (2016 - 2018)"""
UNMATCHED = """Ada Doe
Skills: Scala, SQL
I wrote tests for every change.
Java Developer (2018 - 2020)
QA Tester, Web (2016 - 2018)"""


def document(text: str, *told: tuple[str, SampledSkill, How]) -> AnnotatedDocument:
    """A text with the span of each of these surfaces, where it first stands."""
    spans = tuple(
        SkillSpan(
            start=text.index(surface),
            end=text.index(surface) + len(surface),
            text=surface,
            skill=skill.key,
            how=how,
        )
        for surface, skill, how in told
    )
    return AnnotatedDocument(text=text, spans=spans)


def triple(
    index: int = 0, *, matched: str = MATCHED, unmatched: str = UNMATCHED, job: str = JOB
) -> Triple:
    """A faithful triple, unless one of its texts is another."""
    tests: tuple[str, SampledSkill, How] = ("tests for every change", TESTING, "implied")

    def told(text: str, *more: tuple[str, SampledSkill, How]) -> AnnotatedDocument:
        return document(text, *(m for m in (tests, *more) if m[0] in text))

    return Triple(
        key=f"{index:032x}",
        context=Context(
            seed=1,
            index=index,
            job_title=DEVELOPER.title,
            skills=(JAVA, SQL, TESTING),
            experiences=(DEVELOPER, TESTER),
            filtered=Filtered(
                skills=(JAVA,),
                experience_change="shortened",
                experience=DEVELOPER,
                years_removed=2,
            ),
            added=Added(skills=(SCALA,)),
            trace=walk("soc:1 java soc:2 unittesting", "soc:1 java soc:2", "soc:1 sql"),
        ),
        job_description=told(job, ("Java SE", JAVA, "alias")),
        matched=told(matched),
        unmatched=told(unmatched, ("Scala", SCALA, "verbatim")),
        provenance=Provenance(teacher="rule", templates={"triple": "v1:0"}),
    )


def walk(*ways: str) -> tuple[WalkStep, ...]:
    """Steps, each way beginning with a jump back except the first."""
    steps: list[WalkStep] = []
    for way in ways:
        for at, key in enumerate(way.split()):
            steps.append(
                WalkStep(
                    kind="occupation" if key.startswith("soc:") else "skill",
                    key=key,
                    name=key.title(),
                    restarted=not at and bool(steps),
                )
            )
    return tuple(steps)
