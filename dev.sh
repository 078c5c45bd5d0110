#!/bin/sh
# One entry point: sh dev.sh serve | test | quick | format | lint | build | setup | size | page-test | bench | fresh
# Safe to run again: what is there already is kept. Tools go to a cache outside the checkout,
# so that neither `cargo clean` nor a fresh clone throws them away.
set -eu
cd "$(dirname "$0")"
ROOT=$(pwd)
TARGET=wasm32-unknown-unknown
TRUNK_VERSION=0.21.14
LEPTOSFMT_VERSION=0.1.33
WASM_SPLIT_VERSION=0.2.4
TOOLS=${INFORMED_CHOICE_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/informed-choice-tools}
PATH="$ROOT/build:$TOOLS/bin:$ROOT/node_modules/.bin:$PATH"
WASM_BINDGEN="$TOOLS/bin/wasm-bindgen"
export PATH WASM_BINDGEN

say() { printf '== %s\n' "$*" >&2; }
have() { command -v "$1" >/dev/null 2>&1; }
need() { say "$1"; exit 1; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
apt_get() { # PACKAGE...: only where Debian's package manager is there
    have apt-get || need "Please install: $*"
    say "apt-get install $*"
    as_root env DEBIAN_FRONTEND=noninteractive sh -c \
        "apt-get update -q && apt-get install -qy --no-install-recommends $*" >&2
}
cargo_tool() { # CRATE VERSION BINARY [OPTION...]: builds a tool once, lightly optimised (two to three times as fast to build)
    crate=$1 version=$2 binary=$3
    shift 3
    # cargo's own note: not every tool says its version
    [ -x "$TOOLS/bin/$binary" ] && grep -q "^\"$crate $version " "$TOOLS/.crates.toml" 2>/dev/null && return 0
    say "building $crate $version (once; a few minutes)"
    for locked in --locked ''; do # a registry may lack a version that the tool's own lock file names
        if CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
           CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_TARGET_DIR="$TOOLS/build" \
           cargo install $locked "$crate" --version "$version" --root "$TOOLS" --force "$@" >&2; then
            rm -rf "$TOOLS/build"
            return 0
        fi
    done
    need "could not build $crate $version"
}
browser() { # prints the Chromium or Chrome that is installed
    for name in chromium chromium-browser google-chrome-stable google-chrome; do
        if have "$name"; then command -v "$name"; return 0; fi
    done
    for app in "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
               "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
        if [ -x "$app" ]; then printf '%s\n' "$app"; return 0; fi
    done
    return 1
}
office() { # prints LibreOffice's program, which recalculates workbooks in the tests
    if have soffice; then command -v soffice; return 0; fi
    for app in /Applications/LibreOffice.app/Contents/MacOS/soffice; do
        if [ -x "$app" ]; then printf '%s\n' "$app"; return 0; fi
    done
    return 1
}
setup_build() {
    have cargo || need 'Please install Rust with rustup first.'
    have cc || have gcc || have clang || need 'Please install a C compiler first.'
    mkdir -p "$TOOLS"
    if [ ! -e "$(rustc --print target-libdir --target $TARGET)/$(cd "$(rustc --print target-libdir --target $TARGET)" 2>/dev/null && ls | grep -m1 '^libcore-')" ]; then
        say "rustup target add $TARGET"
        rustup target add $TARGET >&2
    fi
    # the command line tool must be of exactly the version of the crate
    cargo_tool wasm-bindgen-cli "$(sed -n '/^name = "wasm-bindgen"$/{n;s/.*"\(.*\)"/\1/p;}' Cargo.lock)" wasm-bindgen
    cargo_tool trunk "$TRUNK_VERSION" trunk
    cargo_tool wasm_split_cli_support "$WASM_SPLIT_VERSION" wasm-split-cli --features build-binary
    have npm || apt_get nodejs npm
    if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
        say 'npm ci'
        npm ci --ignore-scripts --no-audit --no-fund >&2
    fi
}
setup_lint() { cargo_tool leptosfmt "$LEPTOSFMT_VERSION" leptosfmt; }
setup() {
    setup_build
    browser >/dev/null || apt_get chromium
    office >/dev/null || apt_get libreoffice-calc-nogui
}
both() { # the page and the part for workbooks side by side: Trunk, which asks for one after the other, then finds them made
    cargo build --locked --release --target $TARGET --bins
}
build() { both; trunk build --release; }

case ${1:-} in
    setup) setup ;;
    build) setup_build; build ;;
    serve)
        setup_build
        both
        say 'http://127.0.0.1:8123/'
        exec trunk serve --release
        ;;
    format) # Rust by rustfmt, and what stands inside view! by its own
        setup_lint
        cargo fmt --all
        for pass in 1 2 3 4; do leptosfmt --quiet $(find src -name '*.rs'); done # a long one settles in a few passes
        ;;
    lint)
        setup_lint
        # the page runs under a policy that forbids these
        if grep -rnE 'inner_html|[^:]style="|<script>' src index.html; then need 'no inner_html, style string or inline script'; fi
        cargo fmt --all --check
        leptosfmt --quiet --check $(find src -name '*.rs')
        cargo clippy --locked -p informed-choice-core --no-default-features --lib -- -D warnings
        cargo clippy --locked -p informed-choice-core --all-targets -- -D warnings
        cargo clippy --locked -p informed-choice --target $TARGET --lib --bins -- -D warnings
        ;;
    quick) # while working: formatting, lints and the core's tests, without its slowest
        sh dev.sh lint
        cargo test --locked -p informed-choice-core --lib --test properties --test tables_of_others --test soc --test layers
        ;;
    size) # what a reader loads, part by part, and whether the first load has grown
        setup_build
        [ -d dist ] || build
        node tests/page/size.mjs
        ;;
    test)
        setup
        say 'formatting and lints'
        sh dev.sh lint
        say 'the engine, natively'
        SOFFICE=$(office) cargo test --locked -p informed-choice-core
        say 'the page, built'
        build
        node tests/page/size.mjs
        say 'the page, in headless Chromium'
        CHROMIUM=$(browser) node --test --test-concurrency=2 tests/page/*.test.mjs
        ;;
    page-test) # only the page's tests, on the dist folder that is there
        shift
        setup
        CHROMIUM=$(browser) node --test --test-concurrency=2 tests/page/*.test.mjs
        ;;
    bench) # speed is reported, never tested
        setup
        cargo bench --locked -p informed-choice-core --bench fair_shares --bench lever --bench uncertainty | tee target/native.txt
        [ -d dist ] || build
        CHROMIUM=$(browser) node tests/page/bench.mjs target/native.txt
        CHROMIUM=$(browser) node tests/page/paint.mjs
        ;;
    fresh) # the proof: a fresh clone with an empty tool folder passes everything
        rm -rf target/fresh
        git clone -q . target/fresh
        INFORMED_CHOICE_TOOLS="$ROOT/target/fresh-tools" sh target/fresh/dev.sh test
        ;;
    *) sed -n '2,4s/^# //p' "$0" >&2; exit 2 ;;
esac
