"""Catalogue of what the doctor finds (X421-X449). Codes are never reused."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

X421 = IssueKind(
    "X421",
    Severity.FOUT,
    "Onderdeel van Python ontbreekt of is te oud",
    "Nodig is {nodig}; aanwezig is {aanwezig}.",
    "Installeer Buurtwijzer opnieuw, in de map van het project: python -m pip install -c constraints.txt .",
)
X422 = IssueKind(
    "X422",
    Severity.WAARSCHUWING,
    "Geen venster mogelijk",
    "Deze Python heeft geen tkinter; 'buurtwijzer excel' kan dan geen venster tonen.",
    "Gebruik 'buurtwijzer excel --opdracht NAAM', of installeer tkinter ('sudo apt install python3-tk' op Linux; op "
    "Windows en Mac hoort het bij Python van python.org).",
)
X423 = IssueKind(
    "X423",
    Severity.WAARSCHUWING,
    "Geen Excel gevonden",
    "Excel is op deze computer niet gevonden.",
    "Staat Excel er wel, dan is er niets aan de hand. Anders: werk met bestanden, met 'buurtwijzer score'.",
)
X424 = IssueKind(
    "X424",
    Severity.WAARSCHUWING,
    "Invoegtoepassing niet geïnstalleerd",
    "De invoegtoepassing staat niet in de startmap van Excel.",
    "Wilt u het tabblad in Excel: buurtwijzer addin install. Zonder kan ook: buurtwijzer excel",
)
X425 = IssueKind(
    "X425",
    Severity.FOUT,
    "Ander bestand in de startmap",
    "In de startmap van Excel staat een bestand met deze naam dat niet van Buurtwijzer is, of beschadigd.",
    "Verplaats het en typ: buurtwijzer addin install",
)
X426 = IssueKind(
    "X426",
    Severity.FOUT,
    "Geblokkeerd door Windows",
    "Windows ziet de invoegtoepassing als een bestand van internet; Excel voert er dan niets van uit.",
    "Klik in Verkenner met rechts op het bestand, kies Eigenschappen en vink Blokkering opheffen aan.",
)
X427 = IssueKind(
    "X427",
    Severity.FOUT,
    "De knoppen vinden geen Python",
    "De invoegtoepassing moet Python starten, maar {waarom}.",
    "Typ opnieuw: buurtwijzer addin install",
)
X428 = IssueKind(
    "X428",
    Severity.FOUT,
    "Andere versie van xlwings",
    "De invoegtoepassing hoort bij xlwings {nodig}; aanwezig is {aanwezig}.",
    "Typ: python -m pip install xlwings=={nodig} en daarna: buurtwijzer addin install",
)
X429 = IssueKind(
    "X429",
    Severity.WAARSCHUWING,
    "Bibliotheek voor functies in een cel ontbreekt",
    "{bestand} staat niet naast Python; de functies BWZ_... werken dan niet. De knoppen wel.",
    "Installeer xlwings opnieuw in dezelfde omgeving: python -m pip install --force-reinstall xlwings",
)
X430 = IssueKind(
    "X430",
    Severity.FOUT,
    "Script voor de Mac ontbreekt",
    "{bestand} ontbreekt; de knoppen kunnen Python dan niet starten.",
    "Typ opnieuw: buurtwijzer addin install",
)
X431 = IssueKind(
    "X431",
    Severity.WAARSCHUWING,
    "Andere versie van de invoegtoepassing",
    "In Excel staat versie {daar}; deze installatie heeft versie {hier} of een nieuwere bouw.",
    "Sluit Excel en typ: buurtwijzer addin install",
)
X432 = IssueKind(
    "X432",
    Severity.WAARSCHUWING,
    "Geen schrijfrecht",
    "In deze map mag u niet schrijven.",
    "Vraag ICT om schrijfrecht, of kies een andere map.",
)
X433 = IssueKind(
    "X433",
    Severity.FOUT,
    "Regelboek niet bruikbaar",
    "Het regelboek ({gekozen}) heeft {aantal}, te beginnen met {code}.",
    "Typ voor alle plaatsen: buurtwijzer rules check",
)
X434 = IssueKind(
    "X434",
    Severity.WAARSCHUWING,
    "Fouten in het logboek",
    "De laatste fouten: {codes}.",
    "Bij elk bericht stond wat te doen. Komt u er niet uit, maak dan een bundel voor wie u helpt: "
    "buurtwijzer doctor --bundel buurtwijzer-hulp.zip",
)
X435 = IssueKind(
    "X435",
    Severity.WAARSCHUWING,
    "Geen logboek",
    "Het logboek kan niet worden geschreven. Buurtwijzer werkt wel, maar bij een fout is er niets om na te lezen.",
    "Vraag ICT om schrijfrecht in deze map.",
)
X436 = IssueKind(
    "X436",
    Severity.WAARSCHUWING,
    "Achtergebleven tijdelijke bestanden",
    "{aantal} van afgebroken werk: {waar}.",
    "Dit kan geen kwaad. In een map met uitvoer ruimt Buurtwijzer ze zelf op bij de volgende keer schrijven; de rest "
    "mag u weggooien.",
)
X437 = IssueKind(
    "X437",
    Severity.WAARSCHUWING,
    "Calc is niet bereikbaar",
    "{wat}",
    "Typ: sudo apt install libreoffice-calc python3-uno. Werken met bestanden kan altijd: buurtwijzer score",
)
X438 = IssueKind(
    "X438",
    Severity.FOUT,
    "Installatie niet compleet",
    "Bij de installatie hoort {wat}; dat ontbreekt of is beschadigd.",
    "Installeer Buurtwijzer opnieuw.",
)
X439 = IssueKind(
    "X439",
    Severity.WAARSCHUWING,
    "Niet na te kijken",
    "Dit kon niet worden nagekeken ({soort}).",
    "Maak een bundel voor wie u helpt: buurtwijzer doctor --bundel buurtwijzer-hulp.zip",
)
X440 = IssueKind(
    "X440",
    Severity.MELDING,
    "ASR-regel van Defender",
    "Of Excel andere programma's mag starten (ASR-regel 'Block all Office applications from creating child "
    "processes').",
    "Doet een knop niets of meldt Excel dat iets niet mag: werk met 'buurtwijzer excel'. Dat start niets vanuit Excel.",
)
X441 = IssueKind(
    "X441",
    Severity.MELDING,
    "Virusscanner",
    "Of een virusscanner de invoegtoepassing tegenhoudt of in quarantaine zet.",
    "Verdwijnt buurtwijzer.xlam uit de startmap, laat ICT het bestand dan toestaan, of werk met 'buurtwijzer excel'.",
)
X442 = IssueKind(
    "X442",
    Severity.MELDING,
    "Macro's en vertrouwde locaties",
    "Of ICT macro's of de startmap van Excel heeft uitgezet.",
    "Verschijnt het tabblad niet, vraag ICT dan de startmap als vertrouwde locatie toe te staan, of werk met "
    "'buurtwijzer excel'.",
)
X443 = IssueKind(
    "X443",
    Severity.MELDING,
    "OneDrive en SharePoint",
    "Of een werkmap alleen online staat.",
    "Noemt een bericht een web-adres of vindt Buurtwijzer een bron niet: kies in Verkenner 'Altijd behouden op dit "
    "apparaat', en zet bij 'bronnen' op Instellingen de hele naam met map.",
)
X444 = IssueKind(
    "X444",
    Severity.MELDING,
    "Toestemming op de Mac",
    "Of Excel en Terminal elkaar mogen bedienen.",
    "Kijk bij Systeeminstellingen > Privacy en beveiliging > Automatisering, en vink Microsoft Excel aan.",
)
X445 = IssueKind(
    "X445",
    Severity.MELDING,
    "LibreOffice in een afgeschermde omgeving",
    "Of LibreOffice uit Flatpak of Snap komt; dan is het van buiten niet bereikbaar.",
    "Lukt verbinden niet, installeer LibreOffice dan met apt: sudo apt install libreoffice-calc python3-uno",
)

KINDS = (
    X421, X422, X423, X424, X425, X426, X427, X428, X429, X430, X431, X432, X433, X434, X435, X436, X437, X438, X439,
    X440, X441, X442, X443, X444, X445,
)  # fmt: skip
