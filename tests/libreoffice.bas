' What LibreOffice makes of documents with tracked changes.
'
' For each document of a folder a text file beside it: a line for each tracked change (type, author)
' and each comment (author, text), then the paragraphs with all accepted and with all rejected.

Sub Look(folder As String)
    On Error GoTo Failed
    Dim name As String
    name = Dir(ConvertFromURL(folder) & "/*.docx", 0)
    Do While name <> ""
        LookAt(folder & "/" & name)
        name = Dir
    Loop
Failed:
    StarDesktop.terminate()
End Sub

Sub LookAt(url As String)
    Dim document As Object, files As Object, found As Object
    files = CreateUnoService("com.sun.star.ucb.SimpleFileAccess")
    found = CreateUnoService("com.sun.star.io.TextOutputStream")
    found.setOutputStream(files.openFileWrite(url & ".tsv"))
    found.setEncoding("UTF-8")
    document = Loaded(url)
    WriteChanges(document, found)
    Resolve(document, found, "Accept")
    document = Loaded(url)
    Resolve(document, found, "Reject")
    found.closeOutput()
End Sub

Function Loaded(url As String) As Object
    Dim hidden(0) As New com.sun.star.beans.PropertyValue
    hidden(0).Name = "Hidden"
    hidden(0).Value = True
    Loaded = StarDesktop.loadComponentFromURL(url, "_blank", 0, hidden())
End Function

Sub WriteChanges(document As Object, found As Object)
    Dim elements As Object, element As Object
    elements = document.Redlines.createEnumeration()
    Do While elements.hasMoreElements()
        element = elements.nextElement()
        Record(found, "Change", element.RedlineType & Chr(9) & element.RedlineAuthor)
    Loop
    elements = document.TextFields.createEnumeration()
    Do While elements.hasMoreElements()
        element = elements.nextElement()
        If element.supportsService("com.sun.star.text.textfield.Annotation") Then
            Record(found, "Comment", element.Author & Chr(9) & element.Content)
        End If
    Loop
End Sub

Sub Resolve(document As Object, found As Object, way As String)
    Dim dispatcher As Object, frame As Object, elements As Object, none()
    dispatcher = CreateUnoService("com.sun.star.frame.DispatchHelper")
    frame = document.CurrentController.Frame
    dispatcher.executeDispatch(frame, ".uno:" & way & "AllTrackedChanges", "", 0, none())
    elements = document.Text.createEnumeration()
    Do While elements.hasMoreElements()
        Record(found, way, elements.nextElement().String)
    Loop
    document.close(False)
End Sub

Sub Record(found As Object, kind As String, text As String)
    Dim line As String
    line = Join(Split(Join(Split(text, Chr(13)), ""), Chr(10)), " / ")
    found.writeString(kind & Chr(9) & line & Chr(10))
End Sub
