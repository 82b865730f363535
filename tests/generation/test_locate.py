from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.examples import SampledSkill
from generation.locate import by_line, locate, years
from graph.keys import skill_key
from tests.generation.walks import SKILLS, TITLES, gazetteer


def sampled(*names: str) -> list[SampledSkill]:
    return [SampledSkill(key=skill_key(name), name=name) for name in names]


def found(text: str, *names: str, titles: tuple[str, ...] = (), more: tuple[str, ...] = ()):
    return locate(text, sampled(*names), titles, gazetteer(more).find)


@pytest.mark.parametrize(
    ("name", "text", "count"),
    [
        ("C", "C and C++ and C#, then C.", 2),
        ("C++", "C++, C++11 and C++.", 3),
        (".NET", ".NET and ASP.NET, .net", 2),
        ("R", "R & D, R&D, R.", 2),
        ("Java", "Java, JavaScript, java, JAVA/J2EE", 3),
        ("Python", "python Python pythonic", 2),
        ("Node.js", "node.js, Node.js.", 2),
        ("Go", "Go and go, to go. Let it go.", 1),
        ("Customer Service", "customer service; Customer Services", 1),
        ("CI/CD", "CI/CD. CI, CD", 1),
        ("SQL", "SQL, MySQL, T-SQL, SQL.", 3),
    ],
)
def test_names_are_found_as_words_of_their_own(name, text, count):
    spans = [s for s in found(text, name).spans if s.text.casefold() == name.casefold()]
    assert len(spans) == count
    assert all(text[s.start : s.end] == s.text for s in spans)


def test_the_longest_name_wins():
    spans = found("SQL Server, SQL", "SQL", "SQL Server").spans
    assert [(s.text, s.skill) for s in spans] == [("SQL Server", "sqlserver"), ("SQL", "sql")]


def test_another_name_is_found_and_told_apart():
    skill = SampledSkill(key="aws", name="Amazon Web Services", aliases=("aws", "amazon cloud"))
    text = "AWS, amazon cloud, Amazon Web Services and laws."
    spans = locate(text, [skill], (), gazetteer().find).spans
    assert [(s.text, s.how) for s in spans] == [
        ("AWS", "alias"),
        ("amazon cloud", "alias"),
        ("Amazon Web Services", "verbatim"),
    ]


def test_a_skill_inside_a_title_is_neither_mention_nor_invention():
    here = found("Java Developer, knows SQL", "SQL", titles=("Java Developer",))
    assert [s.text for s in here.spans] == ["SQL"]
    assert here.invented == ()
    assert here.titles == {"Java Developer": [(0, 14)]}
    assert found("Java Developer", "Java", titles=("Java Developer",)).spans == ()


@pytest.mark.parametrize(
    "text",
    [
        "B.S. in Data Analysis, Hill College",
        "Bachelor's degree in Data Analysis",
        "Master of Science in Data Analysis",
        "Hill College: BSc in Data Analysis",
    ],
)
def test_a_field_of_study_is_neither_mention_nor_invention(text):
    for names in (("SQL",), ("Data Analysis",)):
        here = found(f"{text}\nSQL and more", "SQL", *names)
        assert [s.text for s in here.spans] == ["SQL"]
        assert here.invented == ()


def test_a_certificate_alone_hides_nothing():
    assert found("Certificate: Java. I have a degree. Oracle", "SQL").invented != ()


def test_a_title_inside_another_is_not_counted_twice():
    titles = ("Java Developer", "Senior Java Developer")
    here = found("Senior Java Developer", titles=titles)
    assert here.titles == {"Java Developer": [], "Senior Java Developer": [(0, 21)]}


def test_other_spellings_of_a_sampled_skill_are_mentions():
    spans = found("NodeJS and Node JS", "Node.js").spans
    assert [(s.text, s.skill) for s in spans] == [("NodeJS", "nodejs"), ("Node JS", "nodejs")]


@pytest.mark.parametrize(
    ("text", "invented"),
    [
        ("Java and Oracle at work.", ["Java", "Oracle"]),
        ("We support each other in training.", []),
        ("Training of newcomers.", []),  # a word of our own phrases
        ("Was I am tired.", []),
        ("At least three years.", []),
        ("E-mail: me", []),
        ("SQL is a must", []),
        ("strong customer service", ["customer service"]),
        ("SQL skills and excellent SQL experience", []),
        ("SQL Server", ["SQL Server"]),
    ],
)
def test_known_skills_that_were_not_sampled_are_inventions(text, invented):
    here = found(text, "SQL", more=("IAM", "SQL experience", "Three Years", "E-mail", "SQLISA"))
    assert [match.text for match in here.invented] == invented


@given(
    st.lists(st.sampled_from([*SKILLS, *TITLES, " and ", ", ", "\n", ". ", "2019"]), max_size=12)
)
def test_spans_lie_in_the_text_in_order_and_apart(parts):
    text = "".join(parts)
    here = locate(text, sampled(*SKILLS[:12]), TITLES, gazetteer().find)
    ends = 0
    for span in here.spans:
        assert ends <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
        ends = span.end
    for places in here.titles.values():
        for start, end in places:
            assert not any(s.start < end and start < s.end for s in here.spans)


@given(st.lists(st.sampled_from([*SKILLS, "\n", "\n\n", " ", ", "]), max_size=20))
def test_line_by_line_is_the_same_as_the_whole_text(parts):
    text = "".join(parts)
    known = gazetteer()
    find = by_line(known)
    assert find(text) == known.find(text) == find(text)


def test_years_are_four_digits_of_two_centuries():
    assert years("2019-2021, 1999, 12019, 20201, 555-0119, 3019") == [
        (2019, 0),
        (2021, 5),
        (1999, 11),
    ]
