//! A module that notes which of its functions have run.

use std::ops::Range;

use anyhow::{Context, Result};

use super::calls::after_locals;
use super::module::Module;
use super::unsigned;

const PAGE_BYTES: usize = 64 * 1024;
const I32_STORE8: u8 = 0x3a;

/// The module, in which each function of its own that runs sets a byte of the memory to 1, and where these bytes are.
///
/// # Errors
///
/// When `wasm` is no module that binaryen wrote.
pub(crate) fn mark(wasm: &[u8]) -> Result<(Vec<u8>, Range<usize>)> {
    let mut module = Module::read(wasm)?;
    let memory = module.memory.as_mut().context("a module without memory")?;
    // What an allocator gets from now on lies behind that.
    let first = memory.first * PAGE_BYTES;
    memory.first += module.bodies.len().div_ceil(PAGE_BYTES);
    for (function, body) in module.bodies.iter_mut().enumerate() {
        let at = after_locals(body)?;
        let store = [&[0x41, 0, 0x41, 1, I32_STORE8, 0], &unsigned(first + function)[..]].concat();
        body.splice(at..at, store);
    }
    Ok((module.to_bytes(), first..first + module.bodies.len()))
}
