"""Catalogue of what can go wrong between the companion and the program (X411-X419). Codes are never reused."""

from __future__ import annotations

import sys

from buurtwijzer.core.issues import Issue, IssueKind, Severity

X411 = IssueKind(
    "X411",
    Severity.FOUT,
    "Geen Excel op dit systeem",
    "Op Linux is er geen Excel.",
    "Gebruik LibreOffice Calc: buurtwijzer excel --programma calc",
)
X412 = IssueKind(
    "X412",
    Severity.FOUT,
    "Excel draait niet",
    "Er is geen Excel open waar Buurtwijzer zich aan kan koppelen.",
    "Open de werkmap in Excel en probeer het opnieuw.",
)
X413 = IssueKind(
    "X413",
    Severity.FOUT,
    "Het programma antwoordt niet",
    "{programma} antwoordt niet ({soort}).",
    "Rond een open cel af met Enter en sluit open vragen. Start {programma} en Buurtwijzer allebei gewoon, niet het "
    "ene als beheerder.{mac}",
)
_ON_MAC = " Sta ook Terminal of Python toe bij Systeeminstellingen > Privacy > Automatisering."
X414 = IssueKind(
    "X414",
    Severity.FOUT,
    "Het venster kan niet worden getoond",
    "Het venster kan hier niet worden getoond: {reden}.",
    "Voer een opdracht uit zonder venster: buurtwijzer excel --opdracht analyseer_selectie. Of installeer tkinter "
    "('sudo apt install python3-tk' op Linux; op Windows en Mac hoort het bij Python van python.org).",
)
X415 = IssueKind(
    "X415",
    Severity.FOUT,
    "Calc is gestart maar luistert niet",
    "LibreOffice Calc is gestart, maar Buurtwijzer krijgt na {seconden} seconden nog geen verbinding.",
    "Sluit alle vensters van LibreOffice en start Calc zelf, in een terminal: {opdracht}",
)

KINDS = (X411, X412, X413, X414, X415)


def no_answer(programma: str, error: Exception) -> Issue:
    """Tell that a program does not answer, with what only a Mac asks for on a Mac."""
    mac = _ON_MAC if sys.platform == "darwin" else ""
    return X413.at(programma, programma=programma, soort=type(error).__name__, mac=mac)
