# shellcheck shell=bash
# What quickstart and test share: Debian packages, configuring and building a preset, phases with their durations.
# Sourced with `set -euo pipefail` and the repository root as working directory.

offline=false
jobs=$(nproc)

die() {
    printf 'error: %s\n' "$1" >&2
    exit "${2:-1}"
}

# install_packages FILE...: installs the Debian packages listed there that are missing; none missing needs no network.
install_packages() {
    local wanted missing=() package elevate=()
    wanted=$(sed -e 's/#.*//' "$@")
    command -v dpkg-query >/dev/null || die "no dpkg: this script is for Debian 12; see the package lists in tools/packages/" 3
    for package in $wanted; do
        [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
    done
    if ((${#missing[@]} == 0)); then
        echo "Debian packages: all there"
        return
    fi
    if $offline; then
        die "--offline, and these Debian packages are missing: ${missing[*]}" 3
    fi
    if ((EUID != 0)); then
        command -v sudo >/dev/null || die "run as root or with sudo installed: these packages are missing: ${missing[*]}" 3
        elevate=(sudo)
    fi
    echo "Debian packages to install: ${missing[*]}"
    "${elevate[@]}" apt-get update -qq
    "${elevate[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# build PRESET [TARGET...]: configures (with ccache where there is one) and builds it, or these targets of it. Warnings are errors: the
# compilers are those of Debian 12, and the code is clean with them.
build() {
    local launcher=()
    if command -v ccache >/dev/null; then
        launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
    fi
    cmake --preset "$1" -DWIREPROOF_WERROR=ON "${launcher[@]}" >"build/$1.configure.log" 2>&1 || {
        cat "build/$1.configure.log" >&2
        die "configuring the preset $1 failed"
    }
    cmake --build --preset "$1" -j "$jobs" ${2:+--target "${@:2}"}
}

phase_name=
phase_began=0
phase_times=()

# phase NAME: ends the phase before it, names the one that begins.
phase() {
    end_phase
    phase_name=$1
    phase_began=$SECONDS
    printf '\n==> %s\n' "$1"
}

end_phase() {
    if [[ -n $phase_name ]]; then
        printf '    %s: %d s\n' "$phase_name" $((SECONDS - phase_began))
        phase_times+=("$(printf '%5d s  %s' $((SECONDS - phase_began)) "$phase_name")")
    fi
    phase_name=
}

# Called by the EXIT trap: says which phase a run ended in.
report_failure() {
    local status=$?
    if ((status != 0)) && [[ -n $phase_name ]]; then
        printf '\nFAILED after %d s in: %s\n' $((SECONDS - phase_began)) "$phase_name" >&2
    fi
}
trap report_failure EXIT
