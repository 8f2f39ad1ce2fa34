"""The sentences of the page that do not depend on a number."""

from __future__ import annotations

SLOT = """\
**Wat de scores wel laten zien.** De meeste scores wijzen dezelfde kant op als cijfers van anderen over hetzelfde. U
kunt ze gebruiken om te zien waar u gaat kijken, en met de bijdragen per cijfer waarom.

**Wat de scores niet laten zien.**

- Ze zijn meestal niet beter dan één goed gekozen cijfer, of dan alleen weten hoe stedelijk het is. Wie alleen wil weten
  waar het slecht gaat, kan vaak met één cijfer toe, als hij vooraf weet welk. De winst van een score is dat u de
  onderdelen ziet, niet dat de volgorde beter klopt.
- Verschillen in de score zijn vaak groter dan die in het cijfer waarmee hij is vergeleken (een helling onder 1). Tien
  punten meer is dus niet tien punten erger.
- De gekozen gewichten doen het vaak bijna hetzelfde als gelijke gewichten. Hecht dus niet aan een paar punten verschil.
- Bij `voorzieningen` gaat de samenhang met gezondheid de andere kant op (een minteken), ook tussen buurten die even
  stedelijk zijn. De richting klopt: dichterbij is sterker. Maar ruime, duurdere wijken aan de rand hebben minder op
  loopafstand, en daar is de gezondheid gemiddeld beter. De score gaat over wat er is, niet over hoe het met mensen
  gaat. Door de correctie voor stedelijkheid hangt hij bijna niet meer samen met het deel voorzieningen van de
  Leefbaarometer: dat meet ook hoe stedelijk een wijk is. In de dichtst bebouwde buurten is de correctie te sterk: de
  rechte lijn verwacht daar een kleinere afstand dan er kan zijn. Vergelijk zulke buurten met elkaar.
- `leren` bestaat landelijk alleen uit de afstand tot de basisschool, want opleiding ontbreekt. Daarom gaat ook daar de
  samenhang de andere kant op, om dezelfde reden als bij `voorzieningen`. Lees die score dus niet als opleiding. Met
  cijfers over opleiding, zoals in Amsterdam, wijst `leren` de goede kant op. Het aantal scholen in de omtrek telt in
  geen score meer mee: dat groeit met de stad, en de correctie liet steden daar te laag uitkomen.
- Landelijk ontbreken opleiding, inkomen, energie en zorg. `werken` en `bestaanszekerheid` rusten daar op één cijfer.
  Ze zijn dan niets anders dan dat cijfer.
- Wat landelijk samenhangt, hoeft dat binnen één stad niet te doen. In Amsterdam zegt `weinig_contact` veel minder over
  eenzaamheid dan landelijk, en `verhuisdruk`, `mantelzorg` en `geworteld` zeggen er weinig of niets over.
- Een samenhang over buurten zegt niets over een persoon, en niets over oorzaken."""

HOE = """\
Met de opdracht `python -m tests.waarheid > docs/handboek/samenhang.md`, in de map van het project en met
`BUURTWIJZER_TESTDATA` gezet op de map met de bestanden van CBS, RIVM, politie en Leefbaarometer. Die doet drie keer wat
`buurtwijzer backtest` met uw eigen bestanden doet. Zelf wijzigen heeft geen zin: de volgende keer staat er weer wat
geteld is.

- **Nederland**: buurten van 2024 met de cijfers van RIVM over 2020, dekking minstens 30 procent. Ervaren gezondheid
  is daar het nieuwste cijfer dat er is (meestal 2024). Misdrijven zijn die van het nieuwste jaar.
- **Amsterdam**: buurten van 2019 met alle kolommen van CBS, met RIVM 2020 en de gewone dekking uit het regelboek.
- **Wijken**: wijken van 2024 met RIVM 2020, dekking minstens 30 procent. De Leefbaarometer van 2022 is er alleen voor
  gemeenten met een oneven code, en alleen voor wijken die in 2022 en 2024 dezelfde code hebben. De samenhang tussen
  risico's gaat over alle wijken.

Met welk cijfer een uitkomst wordt vergeleken is vooraf gekozen naar betekenis en staat in `rules/toetsing`. Een risico
met een officieel cijfer wordt daarmee vergeleken, behalve als dat cijfer het geheel is van wat erin zit (overlast)."""

UITLEG_WIJKEN = """\
**Waarom paren die op elkaar lijken toch allebei blijven staan.** De grens voor samenvoegen is 0,90 over de buurten van
Nederland. Waar een paar daar onder blijft maar bij wijken erboven komt, is dat omdat er per wijk minder cijfers zijn:
dan rusten `draagkracht`, `weinig_contact` en `mentale_druk` bijna alleen op cijfers van RIVM over vrijwilligers,
eenzaamheid en geluid. Met alle cijfers, zoals in Amsterdam, lopen ze uiteen. Ze blijven apart omdat er iets anders aan
te doen is: `draagkracht` gaat over wie steun kan geven, `weinig_contact` over elkaar tegenkomen, `mentale_druk` over
spanning. Voor de andere paren geldt: veel hangt met geld samen, maar rondkomen, gezondheid en eenzaamheid vragen een
andere aanpak. Wie voor wijken rekent, leest de drie als één signaal."""
