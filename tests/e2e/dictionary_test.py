"""Dictionaries of a server and of the embedded command: reloads under load, damaged files, ids over gRPC's command and HTTP."""

import http.client
import json
import pathlib
import re
import signal
import subprocess
import sys
import tempfile

from harness import Server, run_tests, wait_for

server_binary, client_binary, root = sys.argv[1:4]
folder = pathlib.Path(tempfile.mkdtemp())
TEXT = "The ferry will sail, Fiona Reid said on Monday. “We are ready,” Reid told reporters."


def write(name, content):
    (folder / "new").write_text(content, encoding="utf-8")
    (folder / "new").rename(folder / name)
    return folder / name


def post(server, body, method="analyze"):
    connection = http.client.HTTPConnection("127.0.0.1", server.http_port)
    connection.request("POST", f"/v1/documents:{method}", json.dumps(body), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read())


def ids(response):
    return {e.get("dictionaryId") for e in response["entities"]} - {None}


def test_ids_are_in_entities_mentions_and_speakers():
    names = write("names.tsv", "Q1\tFiona Reid\tperson\n")
    with Server(server_binary, "--http_address=127.0.0.1:0", f"--dictionary={names}") as server:
        status, response = post(server, {"document": {"content": TEXT}})
        assert status == 200 and ids(response) == {"Q1"}, response
        reid = next(e for e in response["entities"] if e.get("dictionaryId"))
        assert reid["name"] == "Fiona Reid" and len(reid["mentions"]) == 2, reid
        assert [m.get("dictionaryId") for m in reid["mentions"]] == ["Q1", None], "the model found the surname"
        assert response["quotes"] and all(q["speaker"]["dictionaryId"] == "Q1" for q in response["quotes"]), response["quotes"]


def test_a_request_brings_entries_that_count_first():
    names = write("names.tsv", "Q1\tFiona Reid\tperson\n")
    entry = {"id": "mine", "name": "Fiona Reid", "type": "ENTITY_TYPE_PERSON", "aliases": ["the harbour lioness"]}
    with Server(server_binary, "--http_address=127.0.0.1:0", f"--dictionary={names}") as server:
        for method in ("analyze", "extractEntities"):
            status, response = post(server, {"document": {"content": TEXT}, "dictionary": [entry]}, method)
            assert status == 200 and ids(response) == {"mine"}, response
        status, response = post(server, {"document": {"content": TEXT}, "dictionary": [entry]}, "extractQuotes")
        assert status == 200 and {e["dictionaryId"] for e in response["speakers"]} == {"mine"}, response
        for change, field in (({"name": "!"}, "dictionary[1].name"), ({"type": "ENTITY_TYPE_MONEY"}, "dictionary[1].type"), ({"id": ""}, "dictionary[1].id"),
                              ({"aliases": ["a" * 256]}, "dictionary[1].aliases[0]")):
            status, response = post(server, {"document": {"content": TEXT}, "dictionary": [entry, {**entry, **change}]})
            assert status == 400 and response["details"][0]["reason"] == "INVALID_DICTIONARY", response
            assert field in json.dumps(response), response
        status, response = post(server, {"document": {"content": TEXT}, "dictionary": [entry] * 1001})
        assert status == 400 and response["details"][0]["metadata"]["maxEntries"] == "1000", response


def test_a_damaged_file_is_named_and_ends_the_start():
    names = write("damaged.tsv", "Q1\tFiona Reid\tperson\nQ2\tPort of Leith\tharbour\n")
    run = subprocess.run([server_binary, "--address=127.0.0.1:0", f"--dictionary={names}"], capture_output=True, text=True, timeout=60)
    assert run.returncode == 1 and f"{names}:2: type: the type is none of" in run.stderr, run.stderr
    run = subprocess.run([client_binary, "entities", "--embedded", f"--dictionary={names}", "-"], input=TEXT, capture_output=True, text=True, timeout=60)
    assert run.returncode == 2 and f"{names}:2: type:" in run.stderr, run.stderr


def test_the_command_takes_dictionaries():
    one, two = write("one.tsv", "Q1\tFiona Reid\tperson\n"), write("two.jsonl", '{"id": "Q2", "name": "Monday", "type": "other"}\n')
    run = subprocess.run([client_binary, "analyze", "--embedded", "--format=json", "--dictionary", one, f"--dictionary={two}", "-"],
                         input=TEXT.replace("on Monday", "of The Monday Club"), capture_output=True, text=True, timeout=60)
    assert run.returncode == 0 and "Q1" in ids(json.loads(run.stdout)), run.stderr + run.stdout


def test_the_command_sends_a_dictionary_to_a_server():
    names = write("sent.tsv", "Q1\tFiona Reid\tperson\t\t\texact\n")
    many = write("many.tsv", "".join(f"Q{k}\tName Number{k}\tperson\n" for k in range(1001)))
    with Server(server_binary, "--http_address=127.0.0.1:0") as server:
        run = lambda *arguments: subprocess.run([client_binary, *arguments, f"--server=127.0.0.1:{server.port}"], input=TEXT,
                                                capture_output=True, text=True, timeout=60)
        for command in ("analyze", "entities"):
            answer = run(command, "--format=json", "--dictionary", names, "-")
            assert ids(json.loads(answer.stdout)) == {"Q1"}, answer.stderr + answer.stdout
        refused = run("analyze", "--dictionary", many, "-")
        assert refused.returncode == 2 and f"{many}:1001: there are more than 1000 entries" in refused.stderr, refused.stderr


def test_the_documentation_makes_a_dictionary_of_members():
    script = re.search(r"```python\n(.*?)```", pathlib.Path(root, "docs/dictionaries.md").read_text(encoding="utf-8"), re.S)[1]
    assert len(script.strip().splitlines()) <= 10
    members = write("members.csv", "last_name,first_name,middle_name,nickname,wikipedia_id,bioguide_id\n"
                                   "Reid,Fiona,Jane,Fi,Fi Reid (politician),R000001\nOkafor,Priya,,,,O000002\n")
    made = subprocess.run([sys.executable, "-c", script, members], capture_output=True, text=True, timeout=60, check=True).stdout
    assert "R000001\tFiona Reid\tperson\tFi Reid|Fiona Jane Reid|Fiona Reid\n" in made, made
    names = write("members.tsv", made)
    run = subprocess.run([client_binary, "analyze", "--embedded", "--format=json", "--dictionary", names, "-"],
                         input=TEXT.replace("Fiona Reid", "Fi Reid"), capture_output=True, text=True, timeout=60)
    assert ids(json.loads(run.stdout)) == {"R000001"}, run.stdout


def test_reloads_under_load_lose_nothing():
    names = write("live.tsv", "first\tFiona Reid\tperson\n")
    lines = [json.dumps({"id": str(k), "text": TEXT}) for k in range(3000)]
    (folder / "in.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    flags = ("--http_address=127.0.0.1:0", "--access_log=false", "--reload_interval=1h", f"--dictionary={names}")
    with Server(server_binary, *flags) as server:
        reloads = lambda words: sum(words in line.get("result", "") for line in server.lines)
        with open(folder / "in.jsonl", encoding="utf-8") as documents:
            batch = subprocess.Popen([client_binary, "batch", "--rpc=analyze", f"--server=127.0.0.1:{server.port}"], stdin=documents,
                                     stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        answers = [batch.stdout.readline()]
        write("live.tsv", "broken\tFiona Reid\n")
        server.process.send_signal(signal.SIGHUP)
        wait_for(lambda: reloads(f"the old one is kept: {names}:1: ") == 1)
        assert ids(post(server, {"document": {"content": TEXT}})[1]) == {"first"}
        write("live.tsv", "second\tFiona Reid\tperson\n")
        server.process.send_signal(signal.SIGHUP)
        wait_for(lambda: reloads("a new one is served") == 1)
        assert ids(post(server, {"document": {"content": TEXT}})[1]) == {"second"}
        answers += batch.stdout.readlines()
        assert batch.wait(120) == 0 and len(answers) == len(lines)
        found = [ids(json.loads(line)["response"]) for line in answers]
        assert all(f in ({"first"}, {"second"}) for f in found), "each answer is by one of the two"
        assert not any("Fiona" in str(line) for line in server.lines), "no name in the log"


run_tests(dict(globals()))
