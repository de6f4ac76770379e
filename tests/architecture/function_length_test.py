"""function_length_test.py ROOT: no function is longer than 60 lines, from its first line to its closing brace; tables are data."""

import ast
import pathlib
import re
import sys

MOST = 60
root = pathlib.Path(sys.argv[1])
CONTROL = re.compile(r"^\s*(?:else\s+)?(?:if|for|while|switch|catch|do|try|else)\b")


def blank(match):
    """What is no code, as spaces: lines keep their numbers."""
    return re.sub(r"[^\n]", " ", match.group())


def code_of(text):
    text = re.sub(r'R"(\w*)\((?:.|\n)*?\)\1"', blank, text)
    text = re.sub(r"^\s*#(?:[^\n]*\\\n)*[^\n]*", blank, text, flags=re.M)
    return re.sub(r"//[^\n]*|/\*(?:.|\n)*?\*/|\"(?:\\.|[^\"\\\n])*\"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])*'", blank, text)


def cpp_functions(text):
    """-> (first line, lines) of each function body outside others."""
    code, begin, stack, out = code_of(text), 0, [], []
    for at, c in enumerate(code):
        if c == "{":
            head = code[begin:at]
            inside = any(function for _, function in stack)
            is_function = not inside and ")" in head and not CONTROL.match(head) and not re.search(r"=\s*$|\b(?:namespace|class|struct|enum)\s+\w*\s*$", head)
            first = begin + len(head) - len(head.lstrip())
            stack.append((first, is_function))
            begin = at + 1
        elif c == "}":
            if not stack:
                continue
            first, is_function = stack.pop()
            if is_function:
                line = code.count("\n", 0, first) + 1
                out.append((line, code.count("\n", first, at) + 1))
            begin = at + 1
        elif c == ";":
            begin = at + 1
    return out


def python_functions(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.lineno, node.end_lineno - node.lineno + 1


FOLDERS = ("analysis", "service", "client/cpp", "client/python", "embed", "tests", "fuzz", "training", "benchmarks", "eval", "scripts")
files = [p for folder in FOLDERS for p in (root / folder).rglob("*") if p.suffix in (".cc", ".h", ".py")]
found, too_long = 0, []
for path in files:
    name = path.relative_to(root).as_posix()
    if "node_modules" in name or re.search(r"_pb2(_grpc)?\.py$", name):
        continue
    text = path.read_text(encoding="utf-8")
    for line, lines in (python_functions if name.endswith(".py") else cpp_functions)(text):
        found += 1
        if lines > MOST:
            too_long.append(f"{name}:{line}: {lines} lines")
assert found > 3000, f"only {found} functions found below {root}"
assert not too_long, "\n" + "\n".join(too_long)
print(found, "functions, none over", MOST, "lines")
