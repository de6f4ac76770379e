"""who_said_what.py SERVER FILE…: prints who said what in each file."""

import pathlib
import sys

from textanalysis_client import Client

with Client(sys.argv[1]) as client:
    for path in sys.argv[2:]:
        answer = client.analyze(pathlib.Path(path).read_bytes())
        print(answer.cleaned_document.title.value or path)
        for quote in answer.quotes:
            print(f"  {quote.speaker.name or '(nobody named)'}: {quote.content}")
