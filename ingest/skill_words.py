"""Words that decide what a piece of a skill field is. Lower case, one space between words."""

from __future__ import annotations

from graph.keys import skill_key

# Common technology names, as they are usually written; `;` separates them.
_NAMES = """
.NET; .NET Core; .NET Framework; A/B testing; ABAP; Active Directory; ADO.NET; Agile; AIX; Ajax;
Android; Android SDK; Angular; AngularJS; Angular JS; Angular 2; Ansible; Ant; Apache; Apex;
API; Ariba; AS/400; ASP; ASP.NET; ASP.NET MVC; AutoCAD; AWS; Azure; Backbone; Backbone.js; Bash;
BGP; Big Data; BI; Bootstrap; BPM; Business Analysis; Business Intelligence; Business Objects;
C; C#; C++; Cassandra; CCIE; CCNA; CCNP; CheckPoint; Chef; CI/CD; CICS; Cisco; CISSP; CISA;
CISM; Citrix; Cloud; COBOL; CloudFormation; Cognos; ColdFusion; Confluence;
Configuration Management; Core Java; CRM; Crystal Reports; CSS; CSS3; D3; D3.js; Data Analysis;
Data Mining; Data Modeling; Data Warehouse; Data Warehousing; DataStage; DB2; DevOps; DHCP;
Disaster Recovery; Django; DNS; Docker; Drupal; EC2; Eclipse; EDI; EIGRP; EJB; Elasticsearch;
Ember; Ember.js; Entity Framework; ERP; ESB; ESX; ESXi; Ethernet; ETL; Excel; Exchange; Express;
F5; FICO; Firewall; Firewalls; Flask; Flume; FPGA; Git; GitHub; GIS; Go; Golang;
Google Analytics; Gradle; Grails; Groovy; Hadoop; HBase; HDFS; Help Desk; Helpdesk; Hibernate;
Hive; HTML; HTML 5; HTML5; HTTP; Hudson; Hyper-V; Hyperion; IBM; IDS; IPS; IIS; Illustrator;
Informatica; iOS; IP; IPSec; IPv6; ITIL; J2EE; Jasmine; Java; Java EE; Java Script; Java 8;
JavaScript; JBoss; JCL; JDBC; JD Edwards; JEE; Jenkins; JIRA; JMS; JMeter; JPA; jQuery; JSF;
JSON; JSP; JUnit; Juniper; Kafka; Kanban; Kerberos; Kubernetes; LAMP; LAN; Laravel; LDAP; Linux;
Load Balancing; LoadRunner; Lync; Machine Learning; Magento; Mainframe; Map Reduce; MapReduce;
MATLAB; Maven; Microservices; Microsoft Excel; Microsoft Office; Microsoft Project;
Microsoft SQL Server; MicroStrategy; Middleware; Mobile; MongoDB; MPLS; MQ; MS Access; MS Excel;
MS Office; MS Project; MS SQL; MS SQL Server; MSBI; MSSQL; MuleSoft; Multithreading;
Multi-threading; MVC; MySQL; Nagios; NAS; NetSuite; Networking; Network Security;
Information Security; Cyber Security; Nginx; Node; Node JS; Node.js; NodeJS; NoSQL; OBIEE;
Objective C; Objective-C; Object Oriented Design; Object Oriented Programming; Office 365; OLAP;
OOA; OOAD; OOD; OOP; OpenStack; Oracle; Oracle 11g; Oracle 12c; Oracle EBS; OSPF; Outlook;
Palo Alto; Payroll; PCI; PeopleSoft; Perl; Photoshop; PHP; Pig; PL/SQL; PMP; Postgres;
PostgreSQL; PowerPoint; PowerShell; Power BI; Predictive Analytics; Product Management;
Program Management; Project Management; Puppet; Python; QA; QlikView; QTP; Quality Assurance;
Quality Center; R; RabbitMQ; Rails; RDBMS; React; React JS; React.js; ReactJS; Red Hat; RedHat;
Redis; Redshift; Redux; REST; REST API; RESTful; RESTful Web Services; RHEL; Routers; Ruby;
Ruby on Rails; S3; SaaS; Salesforce; Salesforce.com; SAN; SAP; SAS; SASS; Scala; SCCM; Scrum;
SDLC; Selenium; ServiceNow; Servlets; SharePoint; Shell; Shell Scripting; Shell Script; Siebel;
SIEM; SIP; SNMP; SOA; SOAP; Software Development; Solaris; Solr; SOX; Spark; Splunk; Spring;
Spring Boot; Spring MVC; SQL; SQL Server; SQS; SSAS; SSIS; SSL; SSO; SSRS; Storage; Struts;
Subversion; Supply Chain; SVN; Swift; Swing; Switches; Sybase; Tableau; Talend; TCP/IP; TCP;
TDD; TeamCity; Technical Writing; Teradata; Terraform; TestNG; TFS; Tibco; TLS; TOAD; Tomcat;
Troubleshooting; TypeScript; T-SQL; TSQL; UAT; Ubuntu; UI; UI/UX; UML; Unit Testing; Unix; UX;
VB; VB.NET; VBA; VBScript; Veritas; Verilog; VHDL; Virtualization; Visio; Visual Basic;
Visual Studio; Visualforce; VLAN; VMware; VoIP; VPN; vSphere; WAN; WCF; Web API; Web Design;
Web Development; Web Services; WebLogic; WebServices; WebSphere; Windows; Windows 7; Windows 8;
Windows 10; Windows Server; WinForms; Wireless; Wireshark; Wordpress; Workday; WPF;
Red Hat Linux; Red Hat Enterprise Linux; Spring Data; Spring Security; Oracle SOA; Oracle ADF;
Oracle Database; Oracle Apps; Oracle Linux; SoapUI; Soap UI; SOAP UI; REST Services; REST APIs;
RESTful Services; RESTful API; SOAP Web Services; REST Web Services; Microsoft Exchange;
Exchange Server; jQuery Mobile; jQuery UI; Java Web Services; Java UI; Windows 2008;
Windows 2012; Windows Server 2008; Windows Server 2012; SQL Developer; Linux Kernel;
Shell Scripts; SAP BI; SAP HANA; Apache Spark; Apache Tomcat; Apache Kafka; Cisco IOS;
Cisco ASA; XML; XSL; XSLT; Xamarin; Xcode; z/OS
"""

# Names that are also everyday words: inside a sentence they count only in this case.
EVERYDAY = frozenset(
    "Agile Ant Apex API C Chef Cloud Eclipse Excel Exchange Express Flask Flume Go Hive IP IPS Mobile "
    "Networking Node Oracle Outlook Pig Puppet R React REST Shell SOAP Spark Spring Storage Swift "
    "Swing Switches Troubleshooting Windows Wireless UI UX BI QA".split()
)

# By key; of several spellings the first is shown.
KNOWN = {skill_key(name): " ".join(name.split()) for name in reversed(_NAMES.split(";"))}

VENDORS = frozenset(
    """
    adobe amazon apache cisco dell google hp ibm juniper microsoft ms oracle red sap sun core
    advanced
    """.split()
)

# Words that name no skill when they stand alone.
GENERIC = frozenset(
    """
    access administration administrative administrator analysis analyst analytical analytics any
    application applications architect architecture assembly automated automation automotive
    backend browser browsers case certification change cloud code coding communication
    compliance computer computers configuration consultant consulting contract coordination
    coordinator customer data database databases degree deployment design designer desktop
    developer developers development diagnostic director documentation engineer engineering
    engineers enterprise environment excellent executive experience expert finance financial
    foundation frontend functional general genetic graphics hardware health implementation
    industry information infrastructure inspection installation insurance integration internet
    it iterative knowledge languages laptop lead leadership libraries library life lifecycle
    maintenance management manager managers manufacturing marketing materials mechanical metrics
    migration mobile model modeling modelling monitoring network networks office operations
    packaging pc performance physics planning platform platforms printer process processes
    processing product production program programmer programming programs project projects
    protocol protocols quality recruiter recruiting release reporting reports requirements
    research responsible retail risk sales scheduling science scientific scripts security senior
    server servers service services skills software solution solutions source specialist
    specification specifications standards strategy supervision supervisor support system
    systems team technical technician technologies technology telecom telecommunications test
    tester testers testing tool tools training urgent user users validation video web writing
    """.split()
)

ROLES = frozenset(
    """
    admin administrator administrators admins analyst analysts architect architects associate
    consultant consultants coordinator designer designers developer developers devloper director
    engineer engineers executive expert experts job lead leader manager managers officer
    position positions programmer programmers recruiter recruiters representative role roles
    scientist specialist specialists supervisor technician technicians tester testers writer
    """.split()
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
    fi/co h/w i/o ip/mpls j/k l2/l3 n/a os/2 os/390 os/400 p/l p/r pci/dss pl/1 pl/i pl/sql
    plan/build q/a r/3 r/s route/switch rpg/400 s/390 s/4 s/4hana s/w scada/hmi smp/e sql/pl
    tcp/ip tcp/udp ts/sci tso/ispf ui/ux ux/ui v/f w/o wi/fi z/linux z/os z/vm
    """.split()
)

# Words between names.
LINKS = frozenset(
    """
    a an and as at by for from in into is of on or per the to via
    """.split()
)

STATES = frozenset("AZ FL GA IL MN NC NJ NY OH TN TX".split())
