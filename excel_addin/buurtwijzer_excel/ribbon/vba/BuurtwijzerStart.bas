Attribute VB_Name = "BuurtwijzerStart"
Option Explicit
' Start een opdracht in Python, of zegt in het Nederlands waarom dat niet gaat.

Public Sub BwzStart(opdracht As String)
    Dim reden As String
    reden = BwzBelemmering()
    If reden <> "" Then
        MsgBox reden, vbExclamation, "Buurtwijzer"
        Exit Sub
    End If
    On Error GoTo mislukt
    Application.StatusBar = "Buurtwijzer start..."
    RunPython "import buurtwijzer_excel.entry; buurtwijzer_excel.entry." & opdracht & "()"
    ' Op een Mac werkt Python door terwijl Excel verder gaat; dan ruimt Python de tekst onderaan zelf op.
    If Not BwzIsMac() Then Application.StatusBar = False
    Exit Sub
mislukt:
    reden = Err.Description
    Application.StatusBar = False
    MsgBox "Excel kon Python niet starten: " & reden & vbCrLf & vbCrLf & _
        "Vaak houdt een beveiligingsregel van de organisatie dit tegen. Er is niets gewijzigd." & vbCrLf & _
        "Gebruik het hulpprogramma: typ in een opdrachtvenster  buurtwijzer excel" & vbCrLf & _
        "Wat er mis is, zegt  buurtwijzer doctor", vbExclamation, "Buurtwijzer"
End Sub

' Geeft de reden waarom er niet gestart kan worden; leeg als alles goed is.
Public Function BwzBelemmering() As String
    Dim python As String
    BwzBelemmering = ""
    If ActiveWorkbook Is Nothing Then
        BwzBelemmering = "Er is geen werkmap open. Open eerst een werkmap met buurten."
        Exit Function
    End If
    If BwzGevaarlijkeNaam(ActiveWorkbook.Name, ActiveWorkbook.FullName) Then
        BwzBelemmering = "In de naam of de map van deze werkmap staat een teken dat niet kan, zoals ; of =. " & _
            "Sla de werkmap op onder een andere naam."
        Exit Function
    End If
    If BwzIsMac() Then
        python = GetConfig("INTERPRETER_MAC", "")
    Else
        python = GetConfig("INTERPRETER_WIN", "")
    End If
    If python = "" Then
        BwzBelemmering = "Buurtwijzer weet niet welke Python het moet gebruiken. " & _
            "Typ in een opdrachtvenster  buurtwijzer addin install"
    ElseIf Not BwzIsMac() Then
        If Not FileExists(python) Then
            BwzBelemmering = "Python staat niet meer op deze plaats: " & python & vbCrLf & _
                "Typ in een opdrachtvenster  buurtwijzer addin install"
        End If
    End If
End Function

' De naam van de werkmap gaat mee op een opdrachtregel: tekens die daar iets betekenen, worden geweigerd.
Public Function BwzGevaarlijkeNaam(naam As String, volledig As String) As Boolean
    BwzGevaarlijkeNaam = InStr(naam, "=") > 0 Or InStr(volledig, ";") > 0 Or InStr(volledig, Chr(34)) > 0
    If BwzIsMac() Then
        BwzGevaarlijkeNaam = BwzGevaarlijkeNaam Or InStr(volledig, "$") > 0 Or InStr(volledig, "|") > 0 _
            Or InStr(volledig, "`") > 0 Or InStr(volledig, "\") > 0
    End If
End Function

Public Function BwzIsMac() As Boolean
    #If Mac Then
        BwzIsMac = True
    #Else
        BwzIsMac = False
    #End If
End Function

' Wat in een cel komt als een functie van Buurtwijzer Python niet bereikt; nooit de foutmelding zelf.
Public Function BwzFunctieFout() As String
    If BwzIsMac() Then
        BwzFunctieFout = "Deze functie werkt alleen in Excel voor Windows. Gebruik de knop Analyseer selectie."
    Else
        BwzFunctieFout = "Buurtwijzer kon niet rekenen. Typ in een opdrachtvenster  buurtwijzer doctor"
    End If
End Function
