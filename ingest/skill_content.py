"""Skill fields that hold something else: placeholders, terms of employment, pay, schooling."""

from __future__ import annotations

import re

_PLACEHOLDER = re.compile(
    r"(?:(?:please |pls |kindly |must )*(?:see|refer|check|read|view|review|look at|as per|per"
    r"|same as|check out|listed in|in)"
    r"(?: to)?(?: (?:the|our|full|complete|attached|above|below))* ?"
    r"(?:below|above|job|jd|description|desc|descriptions?|overview|details?|requirements?"
    r"|posting|req|attached|ad|advert|summary|notes?|spec|skills?|required|qualifications?)?"
    r"(?: (?:description|desc|overview|details?|requirements?|posting|req|summary|spec|below"
    r"|above|section|for|more|information|info|and|the|skills?|required|additional"
    r"|qualifications?))*"
    r"|(?:job|full|complete|position)? ?(?:jd|description)(?: (?:below|above|attached))?"
    r"|null|none|n ?a|nil|nan|test|tbd|tba|name|skills?|various|multiple|other|others|etc"
    r"|etc etc|misc|asap|and|or|computers general|engineering general|e g|i e|eg|ie"
    r"|p\d|(?:level|tier) \d|us|u s|provisional|advanced|proficient|intermediate|beginner|expert"
    r"|basic level|good to have|nice to have|must have|required|preferred|desired|mandatory"
    r"|optional|plus|a plus|hands(?: on)?|related(?: work)?|(?:applicable )?industry)"
)
_TERMS = re.compile(
    r"telecommut|travel (?:not )?required|no travel|\d ?% travel|full[- ]?time|part[- ]?time|\bfte\b"
    r"|\bcontract (?:w2|independent|corp|to hire|position)|contract[- ]to[- ]hire"
    r"|corp[- ]to[- ]corp|\bc2[ch]\b|\bw-?2\b|\b1099\b|direct[- ]hire|permanent|perm position"
    r"|third part|3rd part(?:y|ies) (?:corp|compan|candid|recruit|vendor)|no sub ?contract"
    r"|\bh-?1b\b|\bgreen ?card|\bgc\b.*\bead\b|us citizen|\bcitizens?(?:hip)?\b|\bvisas?\b|relocat"
    r"|\bsponsor|work from home|\bremote (?:work|position|job)|per (?:hour|annum)|\$ ?\d|\bbonus\b"
    r"|/ ?(?:hour|hr|year|yr)\b|hours ?/ ?week|^(?!401)\d+ ?k$|career (?:growth|opportunit)"
    r"|\b\d+ ?\+?(?:-|–| to )? ?\d* ?\+? ?mo(?:nth)?s?\b|bachelor|master.?s degree|\bdegree\b"
    r"|^b\.?s\.?$|\bb\.?s\.? (?:in|degree)\b|high school|\bphd\b|\bph\.d"
    r"|\bphone interview|long[- ]term|immediate|\bresumes?\b|\bsalary\b|\bclearance\b|\burgent"
    r"|veteran friendly|top secret$|\bwithin \d+ miles|\byears? (?:of )?experience$|we are looking"
    r"|^looking for\b|^gc$|^mba$|\bbsee\b|\bts[ /]sci\b|\bjob in\b|sales general"
    r"|certificate from|\blocal to\b|^fulltime\b",
    re.IGNORECASE,
)


def is_placeholder(text: str) -> bool:
    """Whether the text says that skills are named elsewhere, or nowhere (`SEE BELOW`, `null`)."""
    words = re.sub(r"[^\w\s]+", " ", text.casefold())
    return bool(_PLACEHOLDER.fullmatch(" ".join(words.split())))


def is_wrong_content(text: str) -> bool:
    """Whether the text states terms of employment, pay, travel or schooling."""
    return bool(_TERMS.search(text))
