"""The real binaries: server, client, batch, resume, drain, and what is logged."""

import csv
import fcntl
import gzip
import io
import json
import os
import pathlib
import pty
import re
import signal
import subprocess
import sys
import tempfile
import time

server_binary, client_binary, root = sys.argv[1:4]
article = str(pathlib.Path(root, "examples/harbour.txt"))


class Server:
    """A server on a free port; `log` holds its lines after stop()."""

    def __init__(self, *flags, environment=None):
        self.process = subprocess.Popen(
            [server_binary, "--address=127.0.0.1:0", "--drain_delay=100ms", *flags],
            stderr=subprocess.PIPE, text=True, env={**os.environ, **(environment or {})})
        first = json.loads(self.process.stderr.readline())
        assert first["message"] == "serving", first
        self.address = f"127.0.0.1:{first['port']}"

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.log = self.process.communicate(timeout=30)[1]
        return self.process.returncode


def client(*arguments, **options):
    return subprocess.run([client_binary, *arguments], capture_output=True, text=True, timeout=60, **options)


def test_calls_and_drain():
    server = Server()
    at = "--server=" + server.address
    pretty = client("analyze", at, article)
    assert pretty.returncode == 0, pretty.stderr
    assert "Martin Hallam — direct, said —" in pretty.stdout and "\033" not in pretty.stdout, pretty.stdout
    for command, member in (("clean", "cleanedDocument"), ("quotes", "quotes"), ("entities", "entities")):
        answer = client(command, at, "--format=json", "--encoding=utf32", article)
        assert member in json.loads(answer.stdout), answer.stderr
    empty = client("clean", at, "-", input="")
    assert empty.returncode == 1 and "DOCUMENT_EMPTY" in empty.stderr, empty.stderr
    assert server.stop() == 0, "drain ends with exit code 0"
    lines = [json.loads(line) for line in server.log.splitlines()]
    assert [line["message"] for line in lines][-2:] == ["draining", "stopped"], lines
    assert any(line.get("reason") == "DOCUMENT_EMPTY" for line in lines), lines
    assert "Hallam" not in server.log and "crane" not in server.log, "no document text in the log"


def test_batch_keeps_order_and_reports_errors_in_place():
    lines = [{"id": f"d{k}", "text": f"“Word {k},” said Ana Diaz."} for k in range(40)]
    lines[7]["text"] = ""
    lines[9] = {"id": "d9", "file": "examples/bakery.html"}
    text = "\n".join(map(json.dumps, lines)) + "\nnot json\n"
    run = client("batch", "--embedded", "--rpc=analyze", "--folder=" + root, input=text)
    out = [json.loads(line) for line in run.stdout.splitlines()]
    assert run.returncode == 1 and "2 of 41" in run.stderr, run.stderr
    assert [line["id"] for line in out[:40]] == [line["id"] for line in lines]
    assert out[7]["error"]["details"] == [{"reason": "DOCUMENT_EMPTY", "field": "document.content"}], out[7]
    assert "bell" in out[9]["response"]["cleanedDocument"]["text"]
    assert out[40]["error"]["code"] == "INVALID_ARGUMENT"


PAGE = """<html><head><title>Port shut</title></head><body><nav><a href="/">Home</a></nav><article><h1>Port shut</h1>
<p>&ldquo;The port is shut,&rdquo; said Fiona Reid on Monday.</p><p>She paid &pound;4m.</p></article></body></html>"""


def test_every_command_takes_pages_texts_folders_patterns_and_gzip():
    with tempfile.TemporaryDirectory() as folder:
        at = pathlib.Path(folder)
        (at / "a.html").write_text(PAGE, encoding="utf-8")
        (at / "b.txt").write_text("“The port is shut,” said Fiona Reid on Monday.", encoding="utf-8")
        (at / "c.html.gz").write_bytes(gzip.compress(PAGE.encode("utf-8")))
        for command in ("clean", "quotes", "entities", "analyze"):
            run = client(command, "--embedded", "--format=jsonl", folder)
            lines = [json.loads(line) for line in run.stdout.splitlines()]
            assert run.returncode == 0 and [line["file"][-4:] for line in lines] == ["html", ".txt", "l.gz"], run.stderr
            types = [line["response"]["metadata"]["documentType"][14:] for line in lines]
            assert types == ["HTML", "PLAIN_TEXT", "HTML"], types
            if command in ("quotes", "analyze"):
                assert all(line["response"]["quotes"][0]["speaker"]["name"] == "Fiona Reid" for line in lines), lines
            piped = client(command, "--embedded", "--format=jsonl", input=PAGE)
            assert json.loads(piped.stdout)["response"] == lines[0]["response"], piped.stderr
        assert client("quotes", "--embedded", "--format=csv", folder + "/*.html").stdout.count("\n") == 2
        missing = client("quotes", "--embedded", folder + "/*.pdf")
        assert missing.returncode == 1 and "no file matches" in missing.stderr, missing.stderr


def test_texts_in_other_charsets_are_read_as_the_page_reads_them():
    said = "“The café is shut,” said Fiona Reid on Monday."
    with tempfile.TemporaryDirectory() as folder:
        at = pathlib.Path(folder)
        texts = {"a-western.txt": said.encode("cp1252"), "b-little.txt": b"\xFF\xFE" + said.encode("utf-16-le"), "c-big.txt": b"\xFE\xFF" + said.encode("utf-16-be"),
                 "d-mark.txt": b"\xEF\xBB\xBF" + said.encode(), "e-plain.txt": said.encode(), "f-page.html": f"<p>{said}</p>".encode("utf-16")}
        for name, content in texts.items():
            (at / name).write_bytes(content)
        run = client("analyze", "--embedded", "--format=jsonl", folder)
        quotes = [json.loads(line)["response"]["quotes"][0] for line in run.stdout.splitlines()]
        assert run.returncode == 0 and [(quote["content"], quote["speaker"]["name"]) for quote in quotes] == [("The café is shut,", "Fiona Reid")] * 6, run.stderr
        assert run.stderr == f"textanalysis: {at / 'a-western.txt'}: the text is not UTF-8 and was read as windows-1252\n", run.stderr
        assert '"source": "“The café' in client("analyze", "--embedded", "--format=html", str(at / "b-little.txt")).stdout
        lines = [{"id": 1, "file": "a-western.txt"}, {"id": 2, "file": "a-western.txt", "charset": "latin1"}, {"id": 3, "file": "b-little.txt"}]
        batch = client("batch", "--embedded", "--rpc=quotes", "--folder=" + folder, input="\n".join(map(json.dumps, lines)))
        assert [json.loads(line)["response"]["quotes"][0]["content"] for line in batch.stdout.splitlines()] == ["The café is shut,"] * 3, batch.stdout
        assert batch.stderr == "textanalysis: 1 of 3 documents are text that is not UTF-8 and says of no other charset; read as windows-1252\n", batch.stderr
        checked = client("verify", "--embedded", "--format=json", str(at / "b-little.txt"), "--source", str(at / "a-western.txt"))
        assert json.loads(checked.stdout)["verifications"][0]["verdict"] == "QUOTE_VERDICT_VERBATIM" and "a-western.txt: the text is not" in checked.stderr, checked
        (at / "controls.txt").write_bytes(b"\x01\x02\xFF")
        controls = client("analyze", "--embedded", str(at / "controls.txt"))
        assert controls.returncode == 1 and "INVALID_UTF8" in controls.stderr, controls.stderr


def test_what_is_no_text_is_named_and_the_others_are_answered():
    with tempfile.TemporaryDirectory() as folder:
        at = pathlib.Path(folder)
        (at / "draft.docx").write_bytes(b"PK\x03\x04\x14\x00")
        (at / "said.txt").write_text("“The port is shut,” said Fiona Reid.", encoding="utf-8")
        run = client("quotes", "--embedded", "--format=jsonl", str(at / "draft.docx"), str(at / "said.txt"))
        assert run.returncode != 0 and run.stderr == f"textanalysis: {at / 'draft.docx'} is a Word file or an archive; save it as text or HTML, and name that file\n", run.stderr
        assert [json.loads(line)["file"] for line in run.stdout.splitlines()] == [str(at / "said.txt")], run.stdout
        lines = [{"id": 1, "file": "draft.docx"}, {"id": 2, "file": "said.txt"}]
        batch = client("batch", "--embedded", "--rpc=quotes", "--folder=" + folder, input="\n".join(map(json.dumps, lines)))
        answers = [json.loads(line) for line in batch.stdout.splitlines()]
        assert batch.returncode == 1 and "is a Word file or an archive" in answers[0]["error"]["message"] and "response" in answers[1], answers
        checked = client("verify", "--embedded", str(at / "said.txt"), "--source", str(at / "draft.docx"))
        assert checked.returncode != 0 and "draft.docx is a Word file" in checked.stderr, checked


def test_options_reach_the_service():
    def analyze(*flags):
        return json.loads(client("analyze", "--embedded", "--format=json", *flags, input=PAGE).stdout)

    plain = analyze()
    assert len(plain["quotes"]) == 1 and len(plain["entities"]) == 3, plain
    assert "quotes" not in analyze("--forms=indirect")
    kinds = {e["type"] for e in analyze("--types=money,date_time")["entities"]}
    assert kinds == {"ENTITY_TYPE_DATE_TIME", "ENTITY_TYPE_MONEY"}, kinds
    dated = analyze("--reference_date=2024-06-05")["entities"]
    assert any(e.get("normalizedValue", {}).get("dateTime") == "2024-06-03" for e in dated), dated
    def pronouns(answer):
        return [m for e in answer["entities"] for m in e["mentions"] if m["type"] == "MENTION_TYPE_PRONOUN"]

    assert pronouns(analyze("--coreference")) and not pronouns(plain)
    assert not pronouns(analyze("--coreference", "--min_confidence=0.9")), "pronouns are less sure"
    assert "Home" in analyze("--profile=visible_text")["cleanedDocument"]["text"]
    refused = client("quotes", "--embedded", "--language=de", input=PAGE)
    assert refused.returncode == 1 and "UNSUPPORTED_LANGUAGE" in refused.stderr, refused.stderr
    line = json.dumps({"id": 1, "html": PAGE}) + "\n"
    batch = client("batch", "--embedded", "--rpc=quotes", "--forms=indirect", input=line)
    assert "quotes" not in json.loads(batch.stdout)["response"], batch.stdout


def test_what_is_hidden_is_counted_and_shown_when_asked_for():
    text = "Fiona Reid promised that the port would stay open. She hopes that it pays. “It is shut,” said Tom Hale."
    shown = client("quotes", "--embedded", input=text).stdout
    assert "Quotations (1)" in shown and "(2 further attributions are hidden: " in shown, shown
    everything = client("quotes", "--embedded", "--attribution_types=all", "--include_unsettled", input=text).stdout
    assert "Quotations (3)" in everything and "hidden" not in everything, everything
    assert client("quotes", "--embedded", "--format=csv", input=text).stdout.count("\n") == 2, "a table has what the service gives"


def test_formats():
    def shown(command, form, *files):
        run = client(command, "--embedded", f"--format={form}", *files, input=PAGE)
        assert run.returncode == 0, run.stderr
        return run.stdout

    assert shown("clean", "text") == "Port shut\n\n“The port is shut,” said Fiona Reid on Monday.\n\nShe paid £4m.\n"
    assert shown("clean", "markdown").startswith("# Port shut\n\n“The port")
    assert "Removed (1)\n\n  navigation       Home\n" in shown("clean", "pretty", "--removed")
    assert shown("clean", "csv", "--removed", "--encoding=utf16") == f'file,reason,begin,end,content\n"-","navigation","{PAGE.index("Home")}","{PAGE.index("Home") + 4}","Home"\n'
    marked = PAGE.replace(">Home<", ">Home <b>&amp;</b> away<")
    assert "navigation       Home & away\n" in client("clean", "--embedded", "--removed", input=marked).stdout, "tags are not read"
    assert '"Home & away"' in client("clean", "--embedded", "--format=csv", "--removed", input=marked).stdout
    for flags in (("--format=json", "--removed"), ("--format=csv",)):
        refused = client("clean", "--embedded", *flags, input=PAGE)
        assert refused.returncode == 2 and "--removed" in refused.stderr, refused.stderr
    table = list(csv.DictReader(io.StringIO(shown("analyze", "csv"))))
    assert [row["kind"] for row in table] == ["quote", "entity", "entity", "entity"], table
    assert [(row["speaker"], row["content"]) for row in table][0] == ("Fiona Reid", "The port is shut,"), table
    with tempfile.TemporaryDirectory() as folder:
        names = pathlib.Path(folder, "names.tsv")
        names.write_text("Q101\tFiona Reid\tperson\n")
        for command in ("quotes", "entities", "analyze"):
            run = client(command, "--embedded", "--format=csv", f"--dictionary={names}", input=PAGE)
            assert [row["dictionary_id"] for row in csv.DictReader(io.StringIO(run.stdout))].count("Q101") == (2 if command == "analyze" else 1), run
        assert "Fiona Reid [Q101]" in client("quotes", "--embedded", f"--dictionary={names}", input=PAGE).stdout
        draft = pathlib.Path(folder, "draft.txt")
        draft.write_text("“The port is open,” said Fiona Reid.", encoding="utf-8")
        source = pathlib.Path(folder, "source.html")
        source.write_text(PAGE, encoding="utf-8")
        row, = csv.DictReader(io.StringIO(client("verify", "--embedded", "--format=csv", "--encoding=utf32", f"--dictionary={names}", str(draft), "--source", str(source)).stdout))
        assert (row["file"], row["source"], row["dictionary_id"], row["source_dictionary_id"]) == (str(draft), str(source), "Q101", "Q101"), row
        assert (row["verdict"], row["begin"], row["end"], row["source_content"], row["speaker_agreement"]) == ("altered", "1", "18", "The port is shut", "same speaker"), row
    report = shown("analyze", "html", article, article)
    assert report.count("<!doctype html>") == report.count("</html>") == 1 and report.count('class="document"') == 2
    wrong = client("quotes", "--embedded", "--format=markdown", input=PAGE)
    assert wrong.returncode == 2 and "clean alone" in wrong.stderr, wrong.stderr


def test_batch_resumes():
    lines = "".join(json.dumps({"id": k, "text": f"Line {k}."}) + "\n" for k in range(10))
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "out.jsonl")
        whole = client("batch", "--embedded", "--rpc=clean", input=lines).stdout
        path.write_text("".join(whole.splitlines(True)[:4]) + whole.splitlines()[4][:10])
        for _ in range(2):
            run = client("batch", "--embedded", "--rpc=clean", "--resume-from=" + str(path), input=lines)
            assert run.returncode == 0, run.stderr
            assert path.read_text() == whole
        source, fresh = pathlib.Path(folder, "in.jsonl"), pathlib.Path(folder, "fresh.jsonl")
        source.write_text(lines)
        run = client("batch", "--embedded", "--rpc=clean", f"--input={source}", f"--resume-from={fresh}")
        assert run.returncode == 0 and fresh.read_text() == whole, run.stderr


def test_a_flag_that_a_command_does_not_go_by_is_refused():
    for command, flag, commands in (("verify", "--forms=direct", "quotes, analyze, batch"), ("verify", "--min-confidence=0.5", "quotes, entities, analyze, batch"),
                                    ("quotes", "--coreference", "entities, analyze, batch"), ("clean", f"--source={article}", "verify"),
                                    ("clean", "--tier=fast", "quotes, entities, analyze, verify, batch"), ("clean", f"--dictionary={article}", "quotes, entities, analyze, verify, batch")):
        run = client(command, "--embedded", flag, article)
        assert run.returncode == 2 and f"changes nothing for {command}; it is of {commands}" in run.stderr, run.stderr
    for flags, is_refused in ((("--rpc=clean", "--tier=fast"), True), (("--rpc=entities", "--forms=direct"), True), (("--rpc=quotes", "--forms=direct"), False), (("--rpc=clean", "--folder=" + root), False)):
        run = client("batch", "--embedded", *flags, input='{"text": "“Yes,” said Ana Diaz."}\n')
        assert (run.returncode, f"changes nothing for batch {flags[0]}; it is of" in run.stderr) == ((2, True) if is_refused else (0, False)), run
    unknown = client("batch", "--embedded", "--rpc=sing", "--tier=fast", input="")
    assert unknown.returncode == 2 and "sing" in unknown.stderr and "changes nothing" not in unknown.stderr, unknown
    refused = client("verify", "--embedded", "--model=" + str(pathlib.Path(client_binary).parents[2] / "textanalysis.bundle"), "--tier=accurate", article, "--source", str(pathlib.Path(root, "examples/bakery.html")))
    assert refused.returncode == 1 and "MODEL_TIER_NOT_SERVED" in refused.stderr, "the models that are asked for, or none: " + refused.stderr


def test_every_flag_is_documented():
    usage = subprocess.run([server_binary, "--help"], capture_output=True, text=True, timeout=30).stdout
    flags = re.findall(r"^    --(\w+) ", usage, re.M)
    page = pathlib.Path(root, "docs/operations.md").read_text(encoding="utf-8")
    assert len(flags) > 20 and not [flag for flag in flags if f"`--{flag}`" not in page], flags
    version = subprocess.run([server_binary, "--version"], capture_output=True, text=True, timeout=30).stdout
    assert re.match(r"textanalysis_server \d+\.\d+\.\d+ ", version), version


def test_a_second_signal_ends_at_once():
    server = subprocess.Popen([server_binary, "--address=127.0.0.1:0", "--drain_delay=60s"], stderr=subprocess.PIPE, text=True)
    assert "serving" in server.stderr.readline()
    server.send_signal(signal.SIGTERM)
    assert "draining" in server.stderr.readline()
    server.send_signal(signal.SIGTERM)
    assert server.wait(timeout=10) == 130


def test_errors_say_what_to_do():
    gone = client("clean", "--server=127.0.0.1:1", article)
    assert gone.returncode == 1 and "is the server running? try --embedded" in gone.stderr, gone.stderr
    assert client("sing").returncode == 2
    assert client("clean", "--embedded", "no/such/file").stderr.startswith("textanalysis: cannot read")
    bad = subprocess.run([server_binary, "--model=no/such"], capture_output=True, text=True, timeout=30)
    assert bad.returncode == 1 and bad.stderr.count("\n") == 1 and "no/such" in json.loads(bad.stderr)["error"], bad.stderr
    limit = subprocess.run([server_binary, "--stream_window=0"], capture_output=True, text=True, timeout=30)
    assert limit.returncode == 2 and "[1, 1024]" in limit.stderr, limit.stderr


def test_a_source_whose_path_is_too_long_for_an_id_is_named_by_it():
    with tempfile.TemporaryDirectory() as folder:
        deep = pathlib.Path(folder, "x" * 100, "y" * 60)
        deep.mkdir(parents=True)
        names = [str(deep / name) for name in ("s.txt", "t.txt")]
        for name, said in zip(names, ("The port is shut", "The quay is open to everybody")):
            pathlib.Path(name).write_text(f"“{said},” said Fiona Reid.", encoding="utf-8")
        draft = pathlib.Path(folder, "draft.txt")
        draft.write_text("“The quay is open to everybody,” said Fiona Reid.", encoding="utf-8")
        for form, shown in (("pretty", f"in {names[1]}:3"), ("json", f'"sourceId": "{names[0]}"'), ("csv", f'"{names[1]}"'), ("html", json.dumps(names[1]))):
            run = client("verify", "--embedded", f"--format={form}", str(draft), "--source", *names)
            assert run.returncode == 0 and shown in run.stdout, (form, run.stderr, run.stdout[-500:])
        pathlib.Path(names[1]).write_text("", encoding="utf-8")
        empty = client("verify", "--embedded", str(draft), "--source", *names)
        assert empty.returncode == 1 and f"{names[1]}: " in empty.stderr, empty.stderr


def test_an_error_of_a_check_names_the_file_at_fault():
    with tempfile.TemporaryDirectory() as folder:
        empty = os.path.join(folder, "empty.txt")
        open(empty, "w").close()
        for draft, sources, at_fault in ((article, (article, empty), empty), (empty, (article,), empty)):
            refused = client("verify", "--embedded", draft, "--source", *sources)
            assert refused.returncode == 1 and refused.stderr.startswith(f"textanalysis: {at_fault}: "), refused.stderr


def test_environment_stands_for_flags():
    server = Server(environment={"TEXTANALYSIS_MAX_DOCUMENT_BYTES": "10"})
    run = client("clean", "--server=" + server.address, "-", input="eleven bytes")
    assert "DOCUMENT_TOO_LARGE" in run.stderr and "maxBytes 10" in run.stderr, run.stderr
    assert server.stop() == 0


def test_batch_loses_nothing_silently():
    lines = "".join(json.dumps({"id": k, "text": f"Line {k}."}) + "\n" for k in range(10))
    with open("/dev/full", "w") as full:
        run = subprocess.run([client_binary, "batch", "--embedded", "--rpc=clean"], input=lines, stdout=full, stderr=subprocess.PIPE,
                             text=True, timeout=60)
    assert run.returncode == 1 and "cannot write the output" in run.stderr, run.stderr
    missing = client("clean", "--embedded", "no/such/file", article)
    assert missing.returncode == 1 and "no/such/file" in missing.stderr and "Cleaned text" in missing.stdout, missing.stderr
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "out.jsonl")
        path.write_text('{"id":7,"response":{}}\n')
        run = client("batch", "--embedded", "--rpc=clean", f"--resume-from={path}", input=lines)
        assert run.returncode == 2 and "not to line 1" in run.stderr, run.stderr
        run = client("batch", "--embedded", "--rpc=clean", str(path), input="")
        assert run.returncode != 0 and "--input=FILE" in run.stderr, run
        run = client("batch", "--embedded", "--rpc=clean", "--resume-from=/dev/null", input=lines)
        assert run.returncode == 2 and "not a file" in run.stderr, run.stderr
        with open(path) as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            run = client("batch", "--embedded", "--rpc=clean", f"--resume-from={path}", input=lines)
            assert run.returncode == 2 and "another run" in run.stderr, run.stderr


def test_what_cannot_be_read_or_written_is_told_with_the_real_reason():
    def shell(program, words):
        return subprocess.run(["sh", "-c", f'exec "$0" {words}', program], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)

    full, closed = "No space left on device", "Bad file descriptor"
    for program in (client_binary, server_binary):
        for flag in ("--version", "--help"):
            run = shell(program, flag + " > /dev/full")
            assert run.returncode > 0 and "cannot write standard output: " + full in run.stderr, run
    for words, reason in ((f"clean --embedded {article} {article} > /dev/full", full), (f"clean --embedded {article} >&-", closed),
                          (f"verify --embedded {article} --source={root}/README.md > /dev/full", full), ("clean --embedded <&-", closed)):
        run = shell(client_binary, words)
        assert run.returncode == 1 and reason in run.stderr and run.stderr.count("\n") == 1, run
    lines = json.dumps({"text": "A line."}) + "\n"
    with tempfile.NamedTemporaryFile("w") as source:
        source.write(lines * 20)
        source.flush()
        for words, reason in (("> /dev/full", full), (">&-", closed), ("--input=- <&-", closed)):
            run = shell(client_binary, f"batch --embedded --input={source.name} {words}")
            assert run.returncode == 1 and reason + "; no line was answered" in run.stderr, run


def test_batch_reads_its_own_input_and_has_its_output_alone():
    lines = "".join(json.dumps({"id": k, "text": f"Line {k}."}) + "\n" for k in range(5))
    with tempfile.TemporaryDirectory() as folder:
        source, out = pathlib.Path(folder, "in.jsonl"), pathlib.Path(folder, "out.jsonl")
        source.write_text(lines)

        def call(command, *flags, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE):
            return subprocess.run([client_binary, command, "--embedded", *flags], stdin=stdin, stdout=stdout, stderr=subprocess.PIPE, text=True, timeout=60)

        def batch(*flags, **files):
            return call("batch", *flags, **files)

        descriptor = os.open(folder, os.O_RDONLY)
        for run in (batch(f"--input={folder}"), batch(stdin=descriptor)):
            assert run.returncode == 1 and "cannot read the input: Is a directory" in run.stderr, run
        os.close(descriptor)
        with open(source, "a") as same:
            for run in (batch(f"--input={source}", stdout=same), batch(stdin=open(source), stdout=same), batch(f"--input={source}", f"--resume-from={source}")):
                assert run.returncode == 2 and "is the input, too" in run.stderr, run.stderr
        assert source.read_text() == lines, "the input is left as it was"
        with open(out, "w") as held, open(out, "a") as second:
            fcntl.flock(held, fcntl.LOCK_EX)
            run = batch(f"--input={source}", stdout=second)
            assert run.returncode == 2 and "another run writes to standard output" in run.stderr, run.stderr
        with open(out, "w") as shared:
            first = subprocess.Popen([client_binary, "batch", "--embedded"], stdin=subprocess.PIPE, stdout=shared, text=True)
            first.stdin.write(lines * 2)  # More than are under way at once.
            first.stdin.flush()
            while out.stat().st_size == 0:
                time.sleep(0.05)
            for run in (batch(f"--input={source}", stdout=shared), call("quotes", article, stdout=open(out, "a")), call("clean", article, stdout=shared)):
                assert run.returncode == 2 and "another run writes to standard output" in run.stderr, run
            first.communicate(timeout=60)
            assert first.returncode == 0 and len(out.read_text().splitlines()) == 2 * 5, out.read_text()
            assert call("quotes", article, stdout=shared).returncode == 0, "it is free again"
        with open(out, "w") as first:
            assert batch("--rpc=quotes", f"--input={source}", stdout=first).returncode == 0
        whole = out.read_text()
        run = batch("--rpc=clean", f"--input={source}", f"--resume-from={out}")
        assert run.returncode == 2 and "is an answer of --rpc" in run.stderr and out.read_text() == whole, run.stderr
        run = batch("--format=csv", f"--input={source}")
        assert run.returncode == 2 and "batch writes JSON lines alone" in run.stderr, run.stderr


def test_encryption_and_token_that_are_asked_for_are_not_left_out():
    server = Server()
    with tempfile.TemporaryDirectory() as folder:
        empty, token, odd = (pathlib.Path(folder, name) for name in ("empty", "token", "odd"))
        empty.touch()
        token.write_text("a-token\n")
        odd.write_text("secret\nsecret\n")
        for flags in ((f"--tls_ca={empty}",), (f"--tls_certificate={article}",), (f"--tls_key={article}",), ("--tls_ca=",), ("--tls_ca", ""),
                      (f"--tls_certificate={article}", f"--tls_key={article}"), (f"--token_file={empty}",), ("--token_file=",), (f"--token_file={odd}",)):
            run = client("clean", "--server=" + server.address, f"--token_file={token}", *flags, article)
            assert run.returncode == 2 and run.stderr.count("\n") == 1 and "secret" not in run.stderr, run
            assert flags[0].split("=")[0] in run.stderr and flags[0].partition("=")[2] in run.stderr, run.stderr
    assert server.stop() == 0
    assert '"call"' not in server.log, "nothing was sent"


def on_a_terminal(*arguments):
    """-> what the client shows on a terminal, but a batch's bar, which begins its line again."""
    terminal, side = pty.openpty()
    process = subprocess.Popen([client_binary, *arguments], stdin=subprocess.DEVNULL, stdout=side, stderr=subprocess.DEVNULL if "batch" in arguments else side)
    os.close(side)
    shown = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # The other side is closed.
            break
        if not part:
            break
        shown += part
    os.close(terminal)
    process.wait(60)
    return shown.decode("utf-8")


def test_no_document_commands_a_terminal():
    text = "“The port\x1b]0;x\x07 is\u009b31m \u202eshut\u2066,” said Fiona\x1b[31m Reid. \x7f\n"
    with tempfile.TemporaryDirectory() as folder:
        name = folder + "/a\x1b[31m.txt"
        pathlib.Path(name).write_text(text, encoding="utf-8")
        lines = pathlib.Path(folder, "in.jsonl")
        lines.write_text(json.dumps({"id": "a\u009b", "text": text}) + "\n")
        commands = [("clean", "--format=" + form, name, name) for form in ("pretty", "text", "markdown", "json", "jsonl", "textproto")]
        commands += [("quotes", "--format=csv", name, name), ("analyze", "--format=html", name), ("clean", name + "none"), ("verify", name, "--source", name, "--format=json"),
                     ("batch", f"--input={lines}")]
        for command in commands:
            shown = re.sub("\r+\n", "\n", on_a_terminal(*command, "--embedded"))  # The terminal adds one.
            shown = re.sub("\x1b\\[[0-9;]*m", "", shown) if "--format=pretty" in command else shown  # The program's own colours.
            found = re.findall("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\u202a-\u202e\u2066-\u2069]", shown)
            assert shown and not found, (command, found)
        piped = client("clean", "--embedded", "--format=text", name)
        assert "\u202e" in piped.stdout, "what is no terminal gets the text as it is"


def refusal(*flags, **environment):
    """-> what a server says that does not start."""
    run = subprocess.run([server_binary, "--address=127.0.0.1:0", *flags], capture_output=True, text=True, timeout=30,
                         env={**os.environ, **environment})
    assert run.returncode != 0, "it must not serve"
    line = json.loads(run.stderr)
    assert line["severity"] == "ERROR", line
    return line["error"]


def test_what_is_misspelt_ends_the_start():
    for variable in ("TEXTANALYSIS_TOKENFILE", "textanalysis_token_file", "Textanalysis_Token_File", "TEXT_ANALYSIS_TOKEN_FILE", "TEXTANALYSIS__TOKEN_FILE",
                     "TEXTANALYSIS_token_file", "_TEXTANALYSIS_TOKEN_FILE", "TEXT-ANALYSIS-TOKEN-FILE"):
        assert f"no flag has the variable {variable}; did you mean TEXTANALYSIS_TOKEN_FILE?" in refusal(**{variable: "tokens"})
    for variable in ("TEXTANALYSIS", "TEXTANALYSIS_TOKEN_FILE_PORT", "TEXT_ANALYSIS_TOKENFILE_SERVICE_HOST", "textanalysis_service_host"):
        assert f"no flag has the variable {variable}; " in refusal(**{variable: "tokens"})
    assert "--token_file" in refusal("token_file=tokens")
    assert "TEXTANALYSIS_TOKEN_FILE is empty" in refusal(TEXTANALYSIS_TOKEN_FILE="")
    assert "--tls_client_ca" in refusal("--tls_client_ca=")
    assert "--http_address" in refusal("--http_address=127.0.0.1:70000")
    assert "--http_address" in refusal("--http_address=unix:/tmp/socket")
    assert "--address" in refusal("--address=::1:50051")
    assert "--memory_mib=64" in refusal("--memory_mib=64", "--max_document_bytes=8388608")
    assert "--allow_public_metrics" in refusal("--metrics_address=0.0.0.0:0")
    assert "is a directory" in refusal("--token_file=/")
    assert "nothing would be served" in refusal("--address=")
    assert "needs --http_address" in refusal("--http_cors_origin=https://desk.example")
    assert "an empty name" in refusal("--tls_allowed_names=desk.example,")
    for flag in ("--http_cors_origin=desk.example", "--http_cors_origin=https://desk.example/", "--http_cors_origin=https://a\x01b", "--otlp_endpoint=nonsense", "--otlp_endpoint=collector:0",
                 "--otlp_endpoint=http://collector:4317"):
        assert flag in refusal(flag)


def test_mistakes_in_flags_are_told_alike():
    for flags, words in ((["--addres=127.0.0.1:0"], "did you mean --address?"), (["--workers=abc"], "--workers cannot be read"),
                         (["--workers"], "--workers has no value"), (["--flagfile=no/such"], "--flagfile: cannot read no/such")):
        run = subprocess.run([server_binary, *flags], capture_output=True, text=True, timeout=30)
        assert run.returncode == 2 and words in json.loads(run.stderr)["error"], run.stderr
    for flags, words in ((["--formt=csv"], "did you mean --format?"), (["--fromat=csv"], "did you mean --format?"), (["--json"], "--json is no flag; --help lists all flags"), (["--min_confidence=abc"], "--min_confidence cannot be read"),
                         (["--flagfile=no/such"], "--flagfile: cannot read no/such")):
        run = client("clean", *flags, article)
        assert run.returncode == 2 and words in run.stderr and run.stderr.count("\n") == 1, run.stderr
    for deadline in ("-2s", "0"):
        run = client("clean", "--embedded", f"--deadline={deadline}", article)
        assert run.returncode == 2 and "--deadline is " in run.stderr and "it must be over 0" in run.stderr, run.stderr
    for program in (server_binary, client_binary):
        run = subprocess.run([program, "--help"], capture_output=True, text=True, timeout=30)
        assert run.returncode == 0 and "--tls_key (none)" in run.stdout and ".cc" not in run.stdout, run


def test_variables_of_kubernetes_are_not_flags():
    server = Server(environment={
        "TEXTANALYSIS_SERVICE_HOST": "10.0.0.1", "TEXTANALYSIS_SERVICE_PORT": "50051", "TEXTANALYSIS_SERVICE_PORT_GRPC": "50051",
        "TEXTANALYSIS_PORT": "tcp://10.0.0.1:50051", "TEXTANALYSIS_PORT_50051_TCP": "tcp://10.0.0.1:50051",
        "TEXTANALYSIS_PORT_50051_TCP_ADDR": "10.0.0.1", "TEXTANALYSIS_CLUSTER_SERVICE_HOST": "10.0.0.2",
        "TEXT_ANALYSIS_SERVICE_HOST": "fd00::1", "TEXT_ANALYSIS_PORT_50051_TCP_PROTO": "tcp", "TEXTANALYSIS_HEALTH_PORT": "tcp://10.0.0.3:80",
        "TEXTANALYSIS_HEALTH_SERVICE_HOST": "fd00::1", "TEXTANALYSIS_HEALTH_SERVICE_PORT": "80", "TEXTS_ANALYSIS": "another program's"})
    assert server.stop() == 0


def test_log_has_numbers_and_one_set_of_severities():
    server = Server()
    assert client("clean", "--server=" + server.address, article).returncode == 0
    assert server.stop() == 0
    lines = [json.loads(line) for line in server.log.splitlines()]
    call = next(line for line in lines if line["message"] == "call")
    assert all(isinstance(call[name], (int, float)) for name in ("request_bytes", "wait_ms", "duration_ms")), call
    assert {line["severity"] for line in lines} <= {"DEBUG", "INFO", "WARNING", "ERROR"}, lines


tests = [value for name, value in sorted(globals().items()) if name.startswith("test_")]
for test in tests:
    test()
    print("passed", test.__name__)
