"""A small set of occupations with names of our own, for tests about titles."""

from collections.abc import Iterable

from graph.encoder import Encoder
from ingest.title_names import TitleName
from ingest.title_ranker import TitleIndex

OCCUPATIONS = {
    "soc:11-9111": ("Medical and Health Services Managers", "Plan and direct health services."),
    "soc:15-1244": ("Network and Computer Systems Administrators", "Install and maintain systems."),
    "soc:15-1252": ("Software Developers", "Research, design and develop software."),
    "soc:15-1253": ("Software Quality Assurance Analysts and Testers", "Test software."),
    "soc:29-1141": ("Registered Nurses", "Assess patients and carry out care."),
    "soc:53-3032": ("Heavy and Tractor-Trailer Truck Drivers", "Drive a truck."),
}
_NAMES = {
    "soc:11-9111": "Clinic Manager|Hospital Manager|Nursing Home Manager|Health Unit Manager",
    "soc:15-1244": "Server Administrator|Unix Administrator|Windows Administrator|IT Systems Engineer"
    "|Network Support Administrator|Infrastructure Engineer",
    "soc:15-1252": "Java Developer|Backend Developer|Software Engineer|Application Developer"
    "|Mobile Developer|Embedded Software Engineer|Systems Engineer",
    "soc:15-1253": "Test Engineer|Software Tester|QA Analyst|Automation Tester|Manual Tester",
    "soc:29-1141": "Registered Nurse|Ward Nurse|Hospital Nurse|Emergency Room Nurse|Staff Nurse",
    "soc:53-3032": "Truck Driver|Lorry Driver|Long Haul Driver|Tanker Driver|Systems Engineer",
}


def small_names() -> list[TitleName]:
    """The titles, and names of O*NET's kind; `Systems Engineer` belongs to two occupations."""
    names = [TitleName(title, key, "soc_title") for key, (title, _) in OCCUPATIONS.items()]
    for key, texts in _NAMES.items():
        names += [TitleName(text, key, "onet_title") for text in texts.split("|")]
    return names


def small_index(names: Iterable[TitleName] | None = None) -> TitleIndex:
    """An index over these names, or others of the same occupations."""
    return TitleIndex.build(small_names() if names is None else names, OCCUPATIONS, Encoder(1))
