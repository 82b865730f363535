"""The seven industries of the released data, and which one an occupation belongs to.

Technology, social, product, finance, manual labour, healthcare, administrative (Pezeshkpour et al.
2023, arXiv:2311.06383, section 3).
"""

from __future__ import annotations

import re

INDUSTRIES = (
    "technology", "social", "product", "finance", "manual", "healthcare", "administrative",
)  # fmt: skip

# SOC 2018 major groups.
_BY_MAJOR = {
    "11": "administrative", "13": "finance", "15": "technology", "17": "product", "19": "product",
    "21": "social", "23": "administrative", "25": "social", "27": "product", "29": "healthcare",
    "31": "healthcare", "33": "social", "35": "manual", "37": "manual", "39": "social",
    "41": "product", "43": "administrative", "45": "manual", "47": "manual", "49": "manual",
    "51": "manual", "53": "manual", "55": "social",
}  # fmt: skip
_BY_WORD = tuple(
    (industry, re.compile(rf"\b(?:{words})", re.I))
    for industry, words in (
        ("healthcare", "nurs|medic|clinic|patient|dent|physician|therap|pharm|health|surg"),
        ("finance", "account|financ|audit|tax|bank|actuar|loan|credit|payroll|trader|trading"),
        ("social", "teach|tutor|social work|counsel|child|coach|school"),
        ("manual", "driver|mechanic|welder|electrician|warehouse|machinist|carpent|cook|cleaner"),
        ("product", "sales|marketing|product|design|merchandis|brand|account manager"),
        ("administrative", "admin assist|secretar|clerk|receptionist|office|paralegal|recruit"),
    )
)


def industry_of(occupation: str, title: str) -> str:
    """The industry of an occupation, by the major group of its SOC code, else by its title.

    Args:
        occupation: its key.
        title: what it is called; without a known word it is technology, as most postings are.
    """
    if occupation.startswith("soc:") and occupation[4:6] in _BY_MAJOR:
        return _BY_MAJOR[occupation[4:6]]
    return next((industry for industry, words in _BY_WORD if words.search(title)), "technology")
