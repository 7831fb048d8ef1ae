"""What LibreOffice makes of documents with tracked changes; run by the Python that has UNO.

`python3 libreoffice.py FILE...` prints a JSON list: for each file the paragraphs with all accepted
and with all rejected, the tracked changes as [type, author] and the comments as [author, text].
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path.append("/usr/lib/libreoffice/program")  # where Debian keeps officehelper

import officehelper  # type: ignore[import-not-found]  # noqa: E402
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]  # noqa: E402


def main(paths: list[str]) -> None:
    """Look at each file in one office."""
    context = officehelper.bootstrap()
    services = context.ServiceManager
    desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    dispatcher = services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    try:
        print(json.dumps([looked_at(desktop, dispatcher, Path(path)) for path in paths]))
    finally:
        desktop.terminate()


def looked_at(desktop: Any, dispatcher: Any, path: Path) -> dict[str, Any]:
    """What a file holds, and what is left of it either way."""
    found: dict[str, Any] = {}
    for command in ("Accept", "Reject"):
        hidden = PropertyValue("Hidden", 0, True, 0)
        document = desktop.loadComponentFromURL(path.resolve().as_uri(), "_blank", 0, (hidden,))
        found["changes"] = [[c.RedlineType, c.RedlineAuthor] for c in each(document.Redlines)]
        fields = [field for field in each(document.TextFields) if hasattr(field, "Initials")]
        found["comments"] = [[field.Author, field.Content] for field in fields]
        frame = document.CurrentController.Frame
        dispatcher.executeDispatch(frame, f".uno:{command}AllTrackedChanges", "", 0, ())
        found[command] = [paragraph.String for paragraph in each(document.Text)]
        document.close(False)
    return found


def each(container: Any) -> list[Any]:
    """All that a container of UNO holds."""
    elements = container.createEnumeration()
    found = []
    while elements.hasMoreElements():
        found.append(elements.nextElement())
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
