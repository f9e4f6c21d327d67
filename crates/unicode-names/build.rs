//! Puts a mark before the tables, and their length: by that they are found in a program (`crates/xtask/src/wasm/split.rs`).

use std::path::PathBuf;
use std::{env, fs};

/// What stands before them. Where they have not come there are zeros.
const MARK: &[u8; 16] = b"unicode tables: ";

fn main() {
    println!("cargo::rerun-if-changed=tables.txt");
    let tables = fs::read("tables.txt").expect("the tables are readable");
    let length = (tables.len() as u32).to_le_bytes();
    let target = PathBuf::from(env::var_os("OUT_DIR").expect("cargo says where"));
    fs::write(target.join("tables"), [&MARK[..], &length, &tables].concat()).expect("a copy is writable");
}
