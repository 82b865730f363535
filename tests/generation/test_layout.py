from __future__ import annotations

from generation.layout import Style
from generation.wording import Chooser

LONG = "Worked with Microsoft SQL Server and with Amazon Web Services for many years and liked it."


def test_lines_are_broken_at_the_width_but_never_in_a_name():
    style = Style("{}", "- ", tight=True, width=30)
    text = style.laid_out(
        [LONG, "", "| a | table row that is longer than the width |"], ["SQL Server"]
    )
    broken, table = text.split("\n\n")
    assert len(broken.split("\n")) > 2
    assert broken.replace("\n", " ") == LONG
    assert "SQL Server" in broken
    assert "\n" not in table


def test_without_a_width_lines_stay():
    assert Style("{}", "- ", tight=True).laid_out(["a", LONG], []) == f"a\n\n{LONG}"


def test_lists_and_headings_take_the_style():
    assert Style("upper:", "number)", tight=True).section("Skills", ["a"]) == "SKILLS:\na"
    assert Style("none", "number)", tight=True).bullets(["a", "b"]) == ["1) a", "2) b"]
    assert Style("underline", "", tight=False).titled("Work") == ["Work", "---", ""]
    assert Style("none", "", tight=True).section("Skills", ["a"]) == "a"


def test_styles_differ():
    styles = {Style.chosen(Chooser(str(n)), "resume") for n in range(300)}
    assert len({s.heading for s in styles}) > 9
    assert len({s.bullet for s in styles}) > 9
    assert (
        0.02 < sum(Style.chosen(Chooser(str(n)), "x").width > 0 for n in range(1_000)) / 1_000 < 0.2
    )
