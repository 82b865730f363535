"""Places among the pieces of a skill field: states, large cities, `Middle River, MD`."""

from __future__ import annotations

import re

_STATES = frozenset(
    """
    AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH
    NJ NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY USA
    """.split()
)
# These are also products, modules or words: they count as states only beside a city.
_AMBIGUOUS = frozenset("AL AR CA CO DE HI ID IN LA MA ME MI MS MT ND OK OR PA SC SD".split())

_NAMES = frozenset(
    """
    alabama; alaska; arizona; arkansas; california; colorado; connecticut; delaware; florida;
    georgia; hawaii; idaho; illinois; indiana; iowa; kansas; kentucky; louisiana; maine; maryland;
    massachusetts; michigan; minnesota; mississippi; missouri; montana; nebraska; nevada; new
    hampshire; new jersey; new mexico; new york; north carolina; north dakota; ohio; oklahoma;
    oregon; pennsylvania; rhode island; south carolina; south dakota; tennessee; texas; utah;
    vermont; virginia; washington; washington dc; washington state; west virginia; wisconsin;
    wyoming; usa; united states; canada; india; mexico; united kingdom; uk; albany; albuquerque;
    alpharetta; ann arbor; arlington; atlanta; austin; bakersfield; baltimore; bay area; bellevue;
    bentonville; birmingham; boise; boston; bridgewater; buffalo; burlington; cambridge;
    charlotte; chicago; cincinnati; cleveland; columbus; cupertino; dallas; dayton; denver; des
    moines; detroit; edison; el paso; fort lauderdale; fort worth; fremont; fresno; hartford;
    herndon; hoboken; honolulu; houston; indianapolis; irvine; irving; jacksonville; jersey city;
    kansas city; las vegas; lexington; little rock; long beach; los angeles; louisville; madison;
    mclean; memphis; menlo park; mesa; miami; milwaukee; minneapolis; mountain view; nashville;
    newark; new orleans; northern virginia; nyc; oakland; oklahoma city; omaha; orlando; overland
    park; parsippany; philadelphia; phoenix; pittsburgh; plano; pleasanton; portland; princeton;
    providence; raleigh; redmond; reston; richmond; rochester; sacramento; salt lake city; san
    antonio; san diego; san francisco; san jose; san mateo; santa clara; scottsdale; seattle; sfo;
    silicon valley; silver spring; st louis; st. louis; st paul; stamford; sunnyvale; tampa;
    tempe; toledo; toronto; tucson; tulsa; virginia beach; warren; washington d.c.; wilmington;
    aurora; bethesda; rockville; gaithersburg; fairfax; chantilly; ashburn; annapolis; san ramon;
    dulles; chesterfield; north chesterfield; colorado springs; boulder; fort collins; durham;
    research triangle park; greensboro; winston salem; chattanooga; knoxville; spokane; tacoma;
    bellingham; everett; kirkland; eugene; boca raton; fort myers; st petersburg; tallahassee;
    gainesville; naperville; schaumburg; peoria; grand rapids; lansing; akron; syracuse; white
    plains; brooklyn; long island; morristown; piscataway; trenton; king of prussia; harrisburg;
    allentown; hyderabad; bangalore; london
    """.replace("\n", " ").split(";")
)  # fmt: skip
_PLACES = frozenset(" ".join(name.split()) for name in _NAMES)
_CITY_WORDS = 3
_LONGEST_STATE = 8  # with blanks around
_CITY = re.compile(r"(?:[A-Z][a-z.']+ ){0,2}[A-Z][a-z.']+")


def is_place(text: str) -> bool:
    """Whether a piece is a state or a large city, or a city with its state (`Parsippany NJ`)."""
    if text in _STATES and text not in _AMBIGUOUS:
        return True
    if text.casefold() in _PLACES:
        return True
    city, _, state = text.rpartition(" ")
    return without_city(city, state) == ""


def is_state(text: str) -> bool:
    """Whether the piece is a state's abbreviation; beside no city it may still be a product."""
    return len(text) < _LONGEST_STATE and text.strip(" .") in _STATES


def without_city(text: str, state: str) -> str | None:
    """What stands before the city (`FPGA engineer at Santa Clara` → `FPGA engineer at`).

    None when the text does not end in a city of that state. Beside an ambiguous abbreviation (`CA`
    is a maker of software, too) only a large city is one.
    """
    state = state.strip(" .")
    if state not in _STATES:
        return None
    words = text.strip(" ,").split()
    for width in range(min(_CITY_WORDS, len(words)), 0, -1):
        city = " ".join(words[-width:])
        if city.casefold() in _PLACES:
            return " ".join(words[:-width])
    if state not in _AMBIGUOUS and _CITY.fullmatch(" ".join(words)):
        return ""
    return None
