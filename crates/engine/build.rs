//! The linker's limits for the engine's memory.

/// Python frames live on the heap, but the parser and the destruction of long chains of objects recurse.
const STACK_BYTES: u32 = 4 << 20;
/// A program that wants more has run wild; the page says so and goes on.
const MEMORY_LIMIT_BYTES: u32 = 1 << 30;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        println!("cargo::rustc-link-arg-cdylib=-zstack-size={STACK_BYTES}");
        println!("cargo::rustc-link-arg-cdylib=--max-memory={MEMORY_LIMIT_BYTES}");
    }
}
