//! The page's program keeps what the linker knew, so that it can be cut into its parts (`build/wasm-bindgen`).

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        println!("cargo:rustc-link-arg-bin=informed-choice=--emit-relocs");
    }
}
