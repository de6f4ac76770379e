#!/usr/bin/env bash
# Plays newcomers from a clean clone: each follows its README in an empty folder until the first quotation is on the screen, and is timed.
# newcomers.sh [journalist|debian|python|wheel|c|node|go|java|rust|stranger|operator]… (all by default). Needs the build, the wheel
# (scripts/wheel.sh), Debian packages (scripts/packages.sh or release.sh), and what the clients' tools are.
# Fails when one takes more than five minutes, sees no quotation, or leaves a file in the checkout that git does not ignore.
set -euo pipefail
cd "$(dirname "$0")/.."
limit=300
quoted='Hallam|Fiona Reid'  # Of the article, or of what a README has in its code.
build=$PWD/build
work=$(mktemp -d)
git clone -q . "$work/textanalysis"
ln -s "$build" "$work/textanalysis/build"
"$build/service/textanalysis_server" --address=127.0.0.1:0 --http_address=127.0.0.1:0 --drain_delay=0s 2>"$work/server.log" &
server=$!
trap 'kill "$server" 2>/dev/null || true; rm -rf --one-file-system "$work"' EXIT
until grep -q '"serving"' "$work/server.log"; do kill -0 "$server"; sleep 0.2; done
port() { sed -n "s/.*\"$1\":\([0-9]*\).*/\1/p" "$work/server.log" | head -1; }
address=127.0.0.1:$(port port)
http=127.0.0.1:$(port http_port)
article=$work/textanalysis/examples/harbour.txt

# The first block of shell of a README, which says how to depend on it.
install_lines() { sed -n '/^```sh$/,/^```$/p' "$work/textanalysis/$1" | sed -n '2,/^```$/p' | sed '$d'; }
# Its first block of another language.
code() { sed -n "/^\`\`\`$2\$/,/^\`\`\`\$/p" "$work/textanalysis/$1" | sed '1d;/^```$/,$d'; }
follow() { bash -euo pipefail -c "$(install_lines "$1")" >install.log 2>&1 || { tail -20 install.log >&2; return 1; }; }
example() { cp "$work/textanalysis/client/$1" "$2"; }

journalist() { PATH="$work/textanalysis/build/client/cpp:$PATH" textanalysis quotes --embedded --format=csv "$work/textanalysis/examples"; }
python() {
  python3 -m venv venv
  PATH="$PWD/venv/bin:$PATH" follow client/python/README.md
  example python/examples/who_said_what.py main.py
  venv/bin/python main.py "$address" "$article"
}
wheel() {
  python3 -m venv venv
  local made=("$build"/release/*/textanalysis-[0-9]*.whl "$build"/wheel/*.whl)
  venv/bin/pip install -q "$(ls -d "${made[@]}" 2>/dev/null | head -1)"
  venv/bin/python -c 'import sys, textanalysis
for quote in textanalysis.analyze(open(sys.argv[1], "rb").read()).quotes: print(quote.speaker.name, quote.content)' "$article"
}
debian() {
  local package packages
  packages=("$build"/packages/*.deb "$build"/release/*/*.deb)
  # Unpacked, not installed: the machine stays as it is.
  for package in "${packages[@]}"; do if [ -e "$package" ]; then dpkg-deb -x "$package" unpacked; fi; done
  PATH="$PWD/unpacked/usr/bin:$PATH" textanalysis quotes --embedded "$article"
}
c() {
  follow embed/python/README.md
  cat answer.txt
}
# Who has no client of ours, but the description of the HTTP port.
stranger() {
  (cd "$work/textanalysis" && PYTHONDONTWRITEBYTECODE=1 scripts/generated_client.sh "$build") >install.log 2>&1 || { tail -20 install.log >&2; return 1; }
  "$build/generated-client/venv/bin/python" -c 'import sys, newsroom
api = newsroom.DefaultApi(newsroom.ApiClient(newsroom.Configuration(host=sys.argv[1])))
request = newsroom.ExtractQuotesRequest.from_dict({"document": {"content": open(sys.argv[2], encoding="utf-8").read()}})
for quote in api.extract_quotes(request).quotes: print(quote.speaker and quote.speaker.name, quote.content)' "http://$http" "$article"
}
node() {
  follow client/node/README.md
  example node/example/who-said-what.js main.mjs
  command node main.mjs "$address" "$article"
}
go() {
  command go mod init example >/dev/null 2>&1
  code client/go/README.md go | sed "s/localhost:50051/$address/" >main.go
  follow client/go/README.md
  command go run .
}
java() {
  follow client/java/README.md
  mvn -q -f "$work/textanalysis/client/java/pom.xml" dependency:build-classpath -Dmdep.outputFile="$PWD/classpath" >/dev/null
  example java/src/main/java/org/textanalysis/client/WhoSaidWhat.java Main.java
  sed -i 's/^package .*/import org.textanalysis.client.TextAnalysisClient;/; s/WhoSaidWhat/Main/g' Main.java
  command java -cp "$(echo "$HOME"/.m2/repository/org/textanalysis/textanalysis-client/*/*.jar | tr ' ' ':'):$(cat classpath)" Main.java "$address" "$article"
}
rust() {
  cargo init -q --name example .
  follow client/rust/README.md
  example rust/examples/who_said_what.rs src/main.rs
  cargo run -q -- "http://$address" "$article"
}
operator() {
  curl -sf "http://$http/v1/documents:extractQuotes" -H 'Content-Type: application/json' -d '{"document": {"content": "“Yes,” said Martin Hallam."}}'
}

if [ $# -eq 0 ]; then set -- journalist debian python wheel c node go java rust stranger operator; fi
failed=0
for who in "$@"; do
  mkdir "$work/$who"
  begin=$SECONDS
  if (cd "$work/$who" && "$who") >"$work/$who.log" 2>&1 && grep -qE "$quoted" "$work/$who.log" && [ $((SECONDS - begin)) -le $limit ]; then
    echo "$who: first quotation after $((SECONDS - begin)) s"
    stray=$(git -C "$work/textanalysis" status --porcelain -- . ':!build')
    if [ -n "$stray" ]; then
      printf '%s: left in the checkout:\n%s\n' "$who" "$stray" >&2
      failed=1
    fi
  else
    echo "$who: no quotation after $((SECONDS - begin)) s" >&2
    tail -20 "$work/$who.log" >&2
    failed=1
  fi
done
exit "$failed"
