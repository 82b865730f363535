"""Words that decide what a piece of a skill field is. Lower case, one space between words."""

from __future__ import annotations

VENDORS = frozenset(
    """
    adobe amazon apache cisco dell google hp ibm juniper microsoft ms oracle red sap sun core
    advanced
    """.split()
)

# Words that name no skill when they stand alone.
GENERIC = frozenset(
    """
    access accounts administration administrative administrator advanced agency analysis analyst
    analytical analyze app application applications apps architect architecture area assembly
    automated automotive ba backend bank base based batch bridges browser browsers build builds
    business case certification certifications certified change charts circuit circuits civil
    clearance client clients clinical code coding company computer computers configuration
    configure configuring consultant consulting content contract contracts coordination
    coordinator cto current customer customers customization cyber data database databases debug
    degree delivery deploy deployment deployments depth design designer designing designs desktop
    detail develop developement developer developers developing development device devices
    diagnostic digital directly director distribution driver drivers dynamic eco ecosystem eight
    engineer engineering engineers enhancement enhancements enrollment enterprise entity env
    environment environmental environments equipment equivalent etc evangelist excellent execution
    executive experience expert expertise feature features fiber field fields financial five fix
    foundation four framework frameworks frontend functional functions game games general genetic
    global government graphics group hardware health heavy high hire hub hybrid image implement
    implementation implementations implementing incident index industry information infrastructure
    inquire inspection install installation installations instrument integration interface
    interfaces intern internal internet issue it iterative job jobs knowledge language languages
    laptop large layout lead learning level libraries library life lifecycle load local maintain
    maintenance manage management manager managers managing manual manufacturing mapping materials
    mathematical mechanical media medical method methodologies methodology methods metrics micro
    migration migrations mobile model modeling modelling models module modules monitor monitoring
    move multiple native network networks nine office offshore one onsite operation operations
    organization packages packaging patch payments pc performance perm phone plains plan planning
    plastic platform platforms plus pm policy portal position power practice practices principles
    printer procedures process processes processing product production products professional
    proficient program programmer programming programs project projects proposals protocol
    protocols proxy quality quantitative queries query real recovery recruiter regression regular
    related relational release remote report reporting reports requirement requirements research
    responsible risk role scale scheduler scheduling science scientific scope script scripts
    search security senior sensitive server servers service services set seven similar site six
    skill skills small software solution solutions source specialist specification specifications
    specs sr stack standards startup status strategy strong suite supervision supervisor support
    surveillance system systems tables team tech technical technician technologies technology
    telecommute ten test tester testers testing tests threat three ticket tickets tool tools
    tracking training travel troubleshoot troubleshooter tuning two type ui- upgrade upgrades
    urgent usage user users utilities utility validation various verification video views visual
    vulnerability web window work working world year years
    """.split()
)

# Words in capitals that are no names.
CAPITALS = frozenset(
    """
    ALL AND ANY ASAP BSCS BSEE CEO CFO CIO CISO CTO CXO DAY DESIRED EAD FOR FROM FTE GED HAVE INC
    JOB KEY LIVE LLC LTD MBA MSCS MSEE MUST NICE NOT NOTE OFF ONE ONLY PHD PLEASE PLUS ROLE SEE
    SKILLS SSN TBD THE TOP TWO USA USD VERY WILL WITH WORK YEAR YEARS YOU
    """.split()
)

# Makers of many things: inside a phrase their name alone says little.
COMPANIES = frozenset("adobe amazon apple dell google hp hpe ibm microsoft".split())

# `Apex API` is one thing.
HEADS = frozenset({"api", "apis", "sdk", "ui"})

# After a known name these add nothing: `Java programming` asks for Java.
REDUNDANT = frozenset(
    """
    certification certifications certified code coding database databases dba dev developer
    developers developing development environment environments experience expertise framework
    frameworks guru industry language languages methodologies methodology platform platforms
    products programing programming projects skill skills software solutions systems technologies
    technology tool tools
    """.split()
)

ROLES = frozenset(
    """
    accountant admin administrator administrators admins agent agents analyst analysts architect
    architects assistant associate consultant consultants coordinator designer designers dev
    developer developers devloper devs director engineer engineers executive expert experts
    graduate guru job lead leader manager managers officer pm position positions programmer
    programmers recruiter recruiters representative resource resources role roles scientist sme
    specialist specialists supervisor techlead technician technicians tester testers trainer
    writer
    """.split()
)

# Roles that make a phrase a title wherever they stand (`procurement manager services`).
PEOPLE = frozenset(
    """
    administrator agent analyst analysts architect assistant consultant consultants developer
    developers engineer engineers manager managers programmer recruiter specialist technician
    tester
    """.split()
)

# Names whose number is part of them.
VERSIONED = frozenset(
    """
    angular as/400 css exchange html level office oracle project sharepoint sql tier visio windows
    word
    """.split()
)

# `Identity Manager` is a product, `Project Manager` is not.
PRODUCT_MANAGERS = frozenset(
    "access call communications configuration endpoint enterprise experience identity queue solution"
    " storage tag traffic workload workspace".split()
)

# Words of sentences, not of names.
SENTENCE = frozenset(
    """
    a able an any are as at be been being both but by can candidate candidates could do does
    from has have having if is like looking may most must need needed needs not our over own
    responsible shall should someone such that the their them then these they this those through
    to understand using was we well were what when where which who will with within would you
    your
    """.split()
)

# Slashed names that are one thing, blanks around the slash taken out.
COMPOUNDS = frozenset(
    """
    a/b a/d a/p a/r a/v abap/4 as/400 b/s ci/cd cics/vs client/server cobol/400 db2/400 e/m f/m
    fi/co h/w hp/ux i/o ip/mpls j/k l2/l3 n/a os/2 os/390 os/400 p/l p/r pci/dss pl/1 pl/i pl/sql
    plan/build q/a r/3 r/s route/switch rpg/400 s/390 s/4 s/4hana s/w scada/hmi smp/e sql/pl
    tcp/ip tcp/udp ts/sci tso/ispf ui/ux ux/ui v/f w/o wi/fi z/linux z/os z/vm
    """.split()
)

# Words between names.
LINKS = frozenset(
    """
    a an and as at by for from in including into is of on or per the to via
    """.split()
)
