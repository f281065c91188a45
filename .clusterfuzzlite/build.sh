#!/usr/bin/env bash
# Builds all fuzz targets after the contract of OSS-Fuzz and ClusterFuzzLite: $CC, $CXX, $CFLAGS, $CXXFLAGS and
# $LIB_FUZZING_ENGINE say how, $SRC/wireproof is the source, $WORK is for what is passing, and $OUT gets of each target
# the program, NAME.options, NAME.dict and NAME_seed_corpus.zip.
#
#   WIREPROOF_FUZZ_TARGETS   names of targets, for a short build (all)
#   WIREPROOF_FUZZ_SEEDS     a wireproof-fuzz-seeds that is built already (it is built with the system's compiler)
set -euo pipefail
source=$SRC/wireproof
targets=$WORK/targets
: "${LIB_FUZZING_ENGINE:?}" "${OUT:?}"

# Machines that fuzz have a C library and not much more: what else is needed must be inside of the program. {fmt} comes by
# its headers, because a shared one might be built for another C++ library than that of $CXXFLAGS.
static_library() {  # NAME PACKAGE
    local found
    found=$(find /usr/lib /usr/local/lib -name "$1.a" -print -quit)
    echo "${found:?no static $1: Debian and Ubuntu have it in $2}"
}
libdeflate=$(static_library libdeflate libdeflate-dev)
libz=$(static_library libz zlib1g-dev)
liblzma=$(static_library liblzma liblzma-dev)
cmake -S "$source" -B "$targets" -G Ninja \
    -DCMAKE_C_COMPILER="$CC" -DCMAKE_CXX_COMPILER="$CXX" \
    -DCMAKE_C_FLAGS="${CFLAGS:-}" -DCMAKE_CXX_FLAGS="${CXXFLAGS:-} -DFMT_HEADER_ONLY" -DCMAKE_EXE_LINKER_FLAGS=-Wl,--as-needed \
    -DLibdeflate_LIBRARY="$libdeflate" -DZLIB_LIBRARY="$libz" -DLIBLZMA_LIBRARY="$liblzma" \
    -DWIREPROOF_FUZZ=ON -DWIREPROOF_TESTS=OFF -DWIREPROOF_TOOLS=OFF
read -ra chosen <<<"${WIREPROOF_FUZZ_TARGETS:-}"
cmake --build "$targets" --target "${chosen[@]:-fuzz-targets}"

# Seeds come from the vectors by a program that needs libraries of the host: it must not get the flags of the fuzzer.
seeds=${WIREPROOF_FUZZ_SEEDS:-}
if [[ -z $seeds ]]; then
    host=$WORK/host
    env -u CFLAGS -u CXXFLAGS -u LIB_FUZZING_ENGINE cmake -S "$source" -B "$host" -G Ninja \
        -DCMAKE_C_COMPILER=gcc -DCMAKE_CXX_COMPILER=g++ -DCMAKE_BUILD_TYPE=Release -DWIREPROOF_FUZZ=OFF
    cmake --build "$host" --target wireproof-fuzz-seeds
    seeds=$host/bin/wireproof-fuzz-seeds
fi

shopt -s nullglob
for options in "$targets"/bin/fuzz_*.options; do
    name=$(basename "$options" .options)
    program=$targets/bin/$name
    if [[ ! -x $program ]]; then
        continue  # not among the chosen
    fi
    cp "$program" "$options" "$targets/bin/$name.dict" "$OUT/"
    IFS=_ read -r _ protocol kind <<<"$name"
    max_len=$(sed -n 's/^max_len = //p' "$options")
    corpus=$WORK/corpora/$name
    mkdir -p "$WORK/corpora"
    WIREPROOF_DATA=$source "$seeds" corpus "$protocol" "$kind" "$max_len" "$corpus"
    for regression in "$source/fuzz/regressions/$name"/*; do
        cp "$regression" "$corpus/"
    done
    rm -f "$OUT/${name}_seed_corpus.zip"
    python3 -m zipfile -c "$OUT/${name}_seed_corpus.zip" "$corpus/"
done
