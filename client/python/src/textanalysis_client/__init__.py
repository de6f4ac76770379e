"""Client of the textanalysis service.

    from textanalysis_client import Client

    with Client("localhost:50051") as client:
        for quote in client.analyze("“The port is shut,” said Fiona Reid.").quotes:
            print(quote.speaker.name, "—", quote.content)

Offsets count code points, so that they index a Python string: cleaned[span.begin_offset:span.end_offset].
"""

from ._aio import AsyncClient
from ._client import Cancellation, Client
from ._errors import Reason, TextAnalysisError
from ._request import document
from .v1 import text_analysis_service_pb2 as messages

__all__ = ["AsyncClient", "Cancellation", "Client", "Reason", "TextAnalysisError", "document", "messages"]
