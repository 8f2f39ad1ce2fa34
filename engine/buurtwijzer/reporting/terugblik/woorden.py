"""The sentences of the page that depend on no number."""

from __future__ import annotations

INLEIDING = """\
Deze bladzijde vergelijkt de scores van Buurtwijzer met cijfers die er **niet** in zitten. En met eenvoudige manieren
die iedereen zonder Buurtwijzer kan gebruiken: het beste losse cijfer uit de score, alleen de WOZ-waarde, alleen hoe
stedelijk het is, en een gewoon gemiddelde waarin alles even zwaar telt. Er is geen grens die gehaald moet worden, en de
gewichten zijn niet op deze uitkomsten uitgerekend. Welk cijfer welke score mag toetsen, staat in de regels
(`toetsing`). Een cijfer dat zelf in een score zit, er een deel van is of het geheel, wordt daar geweigerd.

- **Samenhang met cijfers van RIVM is geen bewijs.** Die cijfers per buurt zijn zelf berekend, uit leeftijd, inkomen,
  vermogen, woning en ook herkomst. Veel scores zijn gemaakt van andere cijfers uit hetzelfde model. Dan is samenhang
  te verwachten. Daarom staat er *consistentie* bij.
- **De Leefbaarometer staat verder van ons af.** Hij is van een andere maker en met een ander model gemaakt. Maar ook
  daar zitten woningen, voorzieningen en misdrijven in. Daarom staat er *onafhankelijker* bij, en niet *bewijs*. De
  Leefbaarometer is nergens invoer van een score.
- **Misdrijven zijn geteld, niet berekend.** Waar ze niet in een score zitten staat er *onafhankelijk* bij. Ze hangen
  wel af van aangiften, van de politie en van bezoekers. Bij veiligheid en overlast zijn misdrijven zelf invoer: die
  scores worden er niet aan getoetst.
- Een echt bewijs vraagt eigen waarneming: een bewonersonderzoek, opkomst bij verkiezingen, meldingen of verhuizingen.
  Zulke cijfers zet u er zelf bij, met een eigen cijfer en een regel in `toetsing`."""

SLOT = """\
**Wat u hier niet uit mag opmaken.** Een samenhang over buurten zegt niets over een persoon, en niets over oorzaken. Wat
landelijk samenhangt, hoeft dat binnen één stad niet te doen. Eén uitschieter tussen veel vergelijkingen kan toeval
zijn."""

HOE = """\
Met de opdracht `buurtwijzer backtest BESTAND... --pagina PAGINA.md`. Zelf wijzigen heeft geen zin: de volgende keer
staat er weer wat geteld is."""

HOE_GEREKEND = """\
Samenhang is de rangcorrelatie van Spearman: 1 is precies dezelfde volgorde, 0 geen verband. Binnen een regel gaat alles
over precies dezelfde gebieden: met een score, met het andere cijfer en met wat de tegenstanders lezen (een los cijfer
doet mee als het in bijna al die gebieden bekend is). Gebieden die te klein zijn voor een score doen niet mee."""

UITLEG_KOLOMMEN = """\
- *bewijs*: hoeveel samenhang zegt; zie boven.
- *score*: samenhang van onze score. Een plus is de kant op die de regels verwachten.
- *marge*: hele gemeenten (binnen één gemeente: wijken) zijn telkens opnieuw getrokken, ook voor de rangnummers.
- *gewogen*: dezelfde samenhang, waarbij een gebied meetelt naar het aantal inwoners.
- *gelijke gewichten*: het gewone gemiddelde van dezelfde cijfers.
- *beste losse cijfer*: het cijfer uit de score zelf dat het sterkst samenhangt, in de richting die het best uitkomt.
  Gekozen op dezelfde gebieden, dus met kennis achteraf: dat is een strenge tegenstander.
- *WOZ*: hoge woningwaarde gezien als gunstig. *stedelijk*: het aantal adressen in de omgeving, in de beste richting.
- *oordeel*: de score naast de sterkste van deze vier. *voegt toe* of *minder dan* staat er alleen als de marge van het
  verschil 0 niet bevat en het verschil te zien is; anders *doet niet meer dan*.
- *helling*: hoeveel punten (0-100) van het cijfer bij één punt score horen, met de marge. 1: verschillen zijn even
  groot. Lager: de score overdrijft de verschillen."""

UITLEG_FOUT = """\
Hoe ver zit u ernaast als u het cijfer aan de score afleest? De score is geijkt in andere gemeenten dan waar hij wordt
getoetst. Hier staat welk deel overblijft van de fout die u maakt als u overal het gemiddelde zegt: 1,00 is niets
gewonnen. Het is het gemiddelde over de vergelijkingen, met erachter hetzelfde voor de sterkste tegenstander."""
