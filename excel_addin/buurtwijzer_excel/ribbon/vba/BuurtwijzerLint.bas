Attribute VB_Name = "BuurtwijzerLint"
Option Explicit
' De knoppen van het tabblad Buurtwijzer: elke knop start een opdracht in Python.

Public Sub BwzAnalyseerSelectie(control As IRibbonControl)
    BwzStart "analyseer_selectie"
End Sub

Public Sub BwzLegUit(control As IRibbonControl)
    BwzStart "leg_uit"
End Sub

Public Sub BwzAdvies(control As IRibbonControl)
    BwzStart "advies"
End Sub

Public Sub BwzVergelijkScenarios(control As IRibbonControl)
    BwzStart "vergelijk_scenarios"
End Sub

Public Sub BwzWaardePerEuro(control As IRibbonControl)
    BwzStart "waarde_per_euro"
End Sub

Public Sub BwzBestePlan(control As IRibbonControl)
    BwzStart "beste_plan"
End Sub

Public Sub BwzVervers(control As IRibbonControl)
    BwzStart "ververs"
End Sub

Public Sub BwzRegelsControleren(control As IRibbonControl)
    BwzStart "regels_controleren"
End Sub

Public Sub BwzOpruimen(control As IRibbonControl)
    BwzStart "opruimen"
End Sub

Public Sub BwzInstellingen(control As IRibbonControl)
    BwzStart "instellingen"
End Sub
