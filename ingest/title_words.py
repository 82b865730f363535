"""Words that decide what a part of a job title is. Folded unless they are state codes."""

from __future__ import annotations

import re

SENIORITY = frozenset(
    """
    sr senior snr jr junior jnr mid mid-level midlevel intermediate entry-level entry level
    principal staff sr/lead senior/lead lead/senior sr/jr jr/sr urgent urgently immediate need
    needed hiring wanted hot multiple experienced expert to and a an the level looking
    """.split()
)
GRADE = re.compile(
    r"(?:[\s,-]+(?:(?:level|lvl|tier|grade|l)[\s-]?(?:[1-9]|i{1,3}|iv|v)|[1-9]|i{1,3}|iv|v"
    r"|[1-9]/[1-9]|i{1,3}/i{1,3}|sr|senior|jr|junior))+\.?$",
    re.IGNORECASE,
)
SINGLE_ROLES = frozenset(
    """
    administrator administrators analyst analysts architect architects consultant consultants
    coordinator designer designers developer developers director engineer engineers manager
    managers programmer programmers recruiter specialist specialists technician technicians
    tester testers
    """.split()
)
ROLE_NOUNS = SINGLE_ROLES | frozenset(
    """
    accountant admin administrators advisor agent artist assistant associate auditor buyer ceo
    cio clerk coach coordinators cto dba dev executive expert lead leader manger officer
    operator owner planner president producer representative researcher scientist sdet sme
    strategist supervisor support tech techs trainer writer
    """.split()
)
ABBREVIATIONS = {
    "admin": "administrator",
    "admins": "administrator",
    "admn": "administrator",
    "asst": "assistant",
    "coord": "coordinator",
    "dba": "database administrator",
    "dbas": "database administrator",
    "dev": "developer",
    "engg": "engineer",
    "engr": "engineer",
    "mgmt": "management",
    "mgr": "manager",
    "prog": "programmer",
    "rep": "representative",
    "sys": "system",
    "sysadmin": "system administrator",
    "tech": "technician",
}
SHORT_AT_END = frozenset({"dev", "rep", "tech"})
PLURAL_KEPT = frozenset(
    """
    sales news series always business its goods gas bus sas aws ios analytics communications
    """.split()
)
STATES = frozenset(
    """
    AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH
    NJ NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY
    """.split()
)
TERMS = re.compile(
    r"\b(?:direct[ -]?(?:hire|client)s?|contract[ -](?:to|2)[ -](?:hire|perm)(?:ment)?"
    r"|contract opportunity|(?:long|short)[ -]term(?: contract)?"
    r"|(?:full|part)[ -]?time|c2[ch]|corp[ -]to[ -]corp|w-?2(?: only)?|1099"
    r"|perm(?:anent)?(?: position| role)?|temp(?:orary)?[ -]to[ -](?:hire|perm)"
    r"|work from home|telecommut\w*|100% remote|remote$|(?<=-)\s*remote|on-?site$"
    r"|locals?(?: only| candidates?(?: only)?)?$|no (?:third part\w+|sub ?contract\w+|c2c"
    r"|corp\w*|h1b?)"
    r"|(?:us citizens?|usc|gc|green card|h-?1b?|ead|citizenship)(?:\s*(?:only|required|/|or"
    r"|and)\s*)*|f2f|face to face|in[ -]person(?: interview)?|phone (?:and|then) \w+"
    r"|(?:urgent(?:ly)?|immediate)(?: (?:need|requirement|opening|hire|start|position)\w*)?"
    r"|immediate$|(?:top )?secret clearance|ts/sci|clearance required"
    r"|\d+\s?(?:\+|plus)?(?:\s?(?:-|to)\s?\d+)?\s?\+?\s?(?:months?|years?|yrs?|mos?|weeks?"
    r"|wks?)\b(?: contract)?(?: of)?(?: exp\w*)?"
    r"|(?:1st|2nd|3rd|first|second|third|night|day) shift|multiple (?:roles|positions|openings"
    r"|locations)|entry[ -]level|mid[ -](?:level|senior)|"
    r"(?<=\w )contract(?:or)?(?: position| role)?$|contract(?= - )|^contract(?=\s+(?!admin"
    r"|manag|spec|analyst|officer|negot|attorney|assist|writer|engineer|coord|clerk|tech))"
    r"|(?:all )?new opportunity|(?:great )?opportunity(?: available)?$|^(?:job "
    r"|open )?(?:position|opening|role|job) for"
    r"|robert half technology)(?!\w)|\bfulltime\b",
    re.IGNORECASE,
)
SPELLED_OUT = {
    "anlyst": "analyst",
    "arch": "architect",
    "automated": "automation",
    "ba": "business analyst",
    "bi": "business intelligence",
    "bsa": "business system analyst",
    "cnsltnt": "consultant",
    "cto": "chief technology officer",
    "devop": "devops",
    "dw": "data warehouse",
    "eng": "engineer",
    "ehr": "electronic health record",
    "helpdesk": "help desk",
    "hr": "human resources",
    "iam": "identity access management",
    "it": "information technology",
    "lsa": "lead system architect",
    "noc": "network operation center",
    "pm": "project manager",
    "pmo": "project management office",
    "qa": "quality assurance",
    "qe": "quality engineer",
    "rn": "registered nurse",
    "ror": "ruby on rails",
    "scrummaster": "scrum master",
    "sde": "software development engineer",
    "sdet": "software development engineer in test",
    "sfdc": "salesforce",
    "sqa": "software quality assurance",
    "sre": "site reliability engineer",
    "swe": "software engineer",
    "tpm": "technical program manager",
    "vp": "vice president",
}
"""Abbreviations in titles of postings; applied to names too before the two are compared."""
WORK = frozenset(
    """
    accounting administration analysis analytics architecture audit auditing automation
    collections compliance configuration coordination data deployment design desk desktop
    dev development devops engineering executive faculty head help implementation
    instruction integration lead maintenance management marketing monitoring networking
    nursing operation payable payroll production programming quality receivable recruiting
    recruitment release reporting research sale sales scrum security service sme staffing
    support testing training troubleshooting ui usability ux writing
    """.split()
)
"""Words that say what is done though nobody is called so: `Cyber Security`, `QA with SQL`."""
BARE_RANKS = frozenset(
    """
    analyst associate consultant contractor coordinator director employee executive expert
    freelancer intern lead leader manager member of officer principal professional specialist
    staff supervisor team trainee worker
    """.split()
)
"""A title of these words alone says how high or how long, and of what nothing."""
