"""README.md's commands outside of its blocks, those of tables and indented lines, answer; and what the blocks name that need a container daemon or a
cluster is held against the files and flags that answer to it. The blocks themselves: client/python/tests/test_readme.py. readme_test.py SERVER CLIENT ROOT"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from harness import Server, run_tests  # noqa: E402

server_binary, client_binary, root = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
readme = (root / "README.md").read_text()
consoles = "\n".join(re.findall(r"^```console\n(.*?)^```$", readme, re.M | re.S))


def reader_has(folder):
    """Makes what the words of the README's commands stand for."""
    text, page = (root / "examples/harbour.txt").read_text(), (root / "examples/bakery.html").read_text()
    for name in ("pages", "articles"):
        (folder / name).mkdir()
        (folder / name / "harbour.txt").write_text(text)
        (folder / name / "bakery.html").write_text(page)
    for name, content in (("page.html", page), ("article.html", page), ("minutes.html", page), ("article.txt", text), ("interview.txt", text), ("draft.txt", text),
                          ("articles.jsonl", '{"id": "1", "text": "“Yes,” said Ana Diaz."}\n'), ("members.tsv", "Q1\tPriya Okafor\tperson\n")):
        (folder / name).write_text(content)


def test_each_command_of_a_table_or_of_its_own_line_answers():
    commands = re.findall(r"^    (textanalysis .+)$", readme, re.M)
    commands += [command for line in re.findall(r"^\| .*$", readme, re.M) for command in re.findall(r"`(textanalysis [^`]+)`", line)]
    assert len(commands) >= 7, commands
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        reader_has(folder)
        (folder / "bin").mkdir()
        (folder / "bin/textanalysis").symlink_to(pathlib.Path(client_binary).resolve())
        for command in commands:
            run = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True, timeout=60,
                                 env={**os.environ, "PATH": f"{folder}/bin:{os.environ['PATH']}"})
            written = re.search(r"> (\S+)$", command)
            answer = (folder / written[1]).read_text() if written else run.stdout
            assert run.returncode == 0 and len(answer) > 100, (command, run.stderr)


def test_what_the_console_blocks_name_is_there():
    for name in re.findall(r"(?<![\w/])((?:scripts|packaging|k8s|examples)/[\w./-]+)", consoles):
        made = name.startswith("packaging/compose/tls/")  # By the script of the line before.
        assert made or (root / name).exists(), name
    targets = set(re.findall(r"^FROM \S+ AS (\S+)$", (root / "Dockerfile").read_text(), re.M))
    named = set(re.findall(r"docker build .*?--target ([\w-]+)", readme))
    assert named and named <= targets, (named, targets)


def test_the_targets_that_are_built_by_name_and_the_packages_that_are_installed_are_there():
    made = "".join(path.read_text() for path in (root / "training").glob("CMakeLists.txt"))
    built = re.findall(r"cmake --build build --target (\w+)", readme)
    assert built == ["accurate_bundle"] and f"add_custom_target({built[0]} " in made and "build/textanalysis-accurate.bundle" in readme
    installed = re.findall(r"pip install \./([\w/]+)`", readme)
    assert installed and all((root / folder / "pyproject.toml").exists() for folder in installed), installed


def test_the_flags_of_docker_run_are_the_servers_and_listen_on_what_is_mapped():
    [command] = re.findall(r"^docker run (.+)$", consoles.replace("\\\n", ""), re.M)
    options, _, flags = command.partition(" textanalysis-server:")
    flags = flags.split()[1:]
    listened = {flag.rpartition(":")[2] for flag in flags if "address=0.0.0.0:" in flag}
    assert {mapped.rpartition(":")[2] for mapped in re.findall(r"-p (\S+)", options)} == listened
    free = [re.sub(r":\d+$", ":0", flag) for flag in flags if not flag.startswith("--address=")]
    with Server(server_binary, *free, address="0.0.0.0:0") as server:
        run = subprocess.run([client_binary, "quotes", f"--server=localhost:{server.port}", str(root / "examples/harbour.txt")],
                             capture_output=True, text=True, timeout=60)
        assert run.returncode == 0 and "Hallam" in run.stdout, run.stderr


run_tests(globals())
