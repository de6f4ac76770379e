#!/usr/bin/env bash
# Makes the artefacts of a release out of the commit that is checked out, in build/release/VERSION, and tries each one away from its sources:
#   release.sh [debs|wheel|python|node|rust|java|go|chart|images|sbom]…      all by default; checksums always
# Says at the end what was made and what was not, and fails when anything was not. Nothing is published. Images take their base by
# digest from TEXTANALYSIS_BASE=docker.io/library/debian@sha256:…
set -euo pipefail
cd "$(dirname "$0")/.."
version=$(sed -n 's/^project(textanalysis VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
out=$PWD/build/release/$version
source=$PWD/build/release/source
logs=$PWD/build/release/logs
mkdir -p "$out" "$logs"
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
if ! [ -d "$source/.git" ]; then git clone -q . "$source"; fi
git -C "$source" fetch -q "$PWD" HEAD
git -C "$source" checkout -q --detach FETCH_HEAD
tools=$PWD/build/release/tools
venv() { [ -x "$tools/bin/python" ] || python3 -m venv "$tools"; "$tools/bin/pip" install -q build twine; }
fresh() { rm -rf "$1"; mkdir -p "$1"; cd "$1"; }

build() {
  cmake -S "$source" -B "$source/build" -G Ninja -DCMAKE_CXX_COMPILER_LAUNCHER=ccache -DTA_BUILD_TESTS=OFF -DTA_BUILD_TRAINING=OFF
  cmake --build "$source/build"
}

# Each step runs in a folder of its own, and leaves artefacts in $out.
debs() {
  build
  rm -f "$out"/*.deb
  (cd "$source/build" && cpack -B "$source/build/packages")
  cp "$source"/build/packages/*.deb "$out/"
  # Unpacked together, they are a system's /usr: the command there finds its models.
  for package in "$out"/*.deb; do
    [ "$(dpkg-deb -f "$package" Version)" = "$version" ]
    dpkg-deb -x "$package" root
  done
  echo '“Yes,” said Ana Diaz.' | root/usr/bin/textanalysis quotes --embedded | grep >/dev/null "Ana Diaz"
  root/usr/bin/textanalysis_server --version | grep >/dev/null "$version"
}
wheel() {
  build
  "$source/scripts/wheel.sh" "$source/build"
  rm -f "$out"/textanalysis-[0-9]*.whl
  cp "$source"/build/wheel/textanalysis-*.whl "$out/"
  python3 -m venv venv
  venv/bin/pip install -q "$out"/textanalysis-[0-9]*.whl
  venv/bin/python -c 'import textanalysis; assert textanalysis.analyze("“Yes,” said Ana Diaz.").quotes[0].speaker.name == "Ana Diaz"'
}
python() {
  venv
  rm -f "$out"/textanalysis_client-*
  "$tools/bin/python" -m build --outdir "$out" "$source/client/python"
  "$tools/bin/twine" check "$out"/textanalysis_client-*
  python3 -m venv venv
  venv/bin/pip install -q "$out"/textanalysis_client-*.whl
  venv/bin/python -c 'import textanalysis_client; from textanalysis_client.v1 import text_analysis_service_pb2'
}
node() {
  (cd "$source/client/node" && npm install --no-fund --no-audit && npm pack --pack-destination "$out")
  echo '{"type": "module"}' >package.json
  npm install --no-fund --no-audit "$out"/textanalysis-client-*.tgz
  command node --input-type=module -e 'import { Client } from "textanalysis-client"; if (typeof Client !== "function") process.exit(1)'
}
rust() {
  # The crate carries the schema of which its build makes the stubs.
  rm -rf "$source/client/rust/protos"
  cp -r "$source/protos" "$source/client/rust/protos"
  (cd "$source/client/rust" && cargo package --allow-dirty --target-dir "$PWD/target")
  cp "$source/client/rust/target/package/textanalysis-client-$version.crate" "$out/"
  tar -tzf "$out/textanalysis-client-$version.crate" | grep >/dev/null "protos/textanalysis/v1/text_analysis_service.proto"
}
java() {
  mvn -q -B -f "$source/client/java/pom.xml" package -Prelease -DskipTests
  for kind in "" -sources -javadoc; do cp "$source/client/java/target/textanalysis-client-$version$kind.jar" "$out/"; done
  cp "$source/client/java/pom.xml" "$out/textanalysis-client-$version.pom"
  jar tf "$out/textanalysis-client-$version.jar" | grep >/dev/null "org/textanalysis/client/TextAnalysisClient.class"
  jar tf "$out/textanalysis-client-$version-sources.jar" | grep >/dev/null "org/textanalysis/v1/AnalyzeRequest.java"
  jar tf "$out/textanalysis-client-$version-javadoc.jar" | grep >/dev/null "org/textanalysis/client/TextAnalysisClient.html"
}
go() {
  (cd "$source" && scripts/generate_clients.sh go)
  local module=github.com/textanalysis/textanalysis/client/go tag=client/go/v$version
  # As a module proxy serves it; GOPROXY=file://… is enough for who has only this.
  python3 "$source/scripts/go_module.py" "$source/client/go" "$source/LICENSE" "v$version" "$out/go"
  local command
  command=$("$source/scripts/go_tools.sh" --which)
  "$command" mod init example
  cp "$source/client/go/example/main.go" .
  # Its own dependencies come from where the machine's Go takes them.
  GOPROXY="file://$out/go,$("$command" env GOPROXY)"
  export GOPROXY GOFLAGS=-mod=mod GONOSUMDB=$module GONOSUMCHECK=1
  "$command" clean -modcache -n >/dev/null
  GOMODCACHE=$PWD/cache "$command" get "$module@v$version"
  GOMODCACHE=$PWD/cache "$command" build -o example .
  chmod -R u+w cache
  # And as a tag of the repository, whose commit holds the generated package, too.
  git -C "$source" add -f client/go/textanalysispb
  git -C "$source" -c user.name=release -c user.email=release@localhost commit -q -m "client/go: generated, v$version"
  git -C "$source" tag -f "$tag" >/dev/null
  git -C "$source" bundle create -q "$out/client-go-v$version.bundle" "$tag" --not "$(git rev-parse HEAD)"
}
chart() {
  "$source/scripts/helm-check.sh"
  "$HOME/.cache/textanalysis/bin/helm" package "$source/k8s/chart" --destination "$out"
}
images() {
  (cd "$source" && TA_IMAGE_TARGETS="server client server-accurate" TA_IMAGE_BASE="${TEXTANALYSIS_BASE:-}" scripts/image.sh)
  for target in server client server-accurate; do
    cp "$source/build/image/$target.tar" "$out/textanalysis-$target-$version.oci.tar"
  done
  cp "$source/build/image/server.spdx.json" "$out/textanalysis-server-$version-image.spdx.json"
}
sbom() {
  build
  python3 "$source/scripts/sbom.py" "$version" "$source/build/service/textanalysis_server" "$source/build/client/cpp/textanalysis" \
    "$source/build/embed/libtextanalysis.so" >"$out/textanalysis-$version.spdx.json"
}

if [ $# -eq 0 ]; then set -- debs wheel python node rust java go chart images sbom; fi
made=() failed=()
for step in "$@"; do
  begin=$SECONDS
  # In the background, for -e is not heeded in a condition.
  (
    fresh "$PWD/build/release/try/$step"
    "$step"
  ) >"$logs/$step.log" 2>&1 &
  if wait $!; then made+=("$step"); else
    failed+=("$step")
    tail -15 "$logs/$step.log" >&2
  fi
  echo "$step: $((SECONDS - begin)) s"
done
(cd "$out" && find . -type f ! -name SHA256SUMS -printf '%P\n' | sort | xargs sha256sum >SHA256SUMS && sha256sum --quiet --check SHA256SUMS)
echo "made in $out: ${made[*]:-nothing}"
(cd "$out" && find . -type f -printf '%10s  %P\n' | sort -k2)
if [ "${#failed[@]}" -gt 0 ]; then
  echo "not made, logs in $logs: ${failed[*]}" >&2
  exit 1
fi
