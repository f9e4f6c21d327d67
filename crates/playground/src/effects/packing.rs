//! Programs compressed for links, and out of them: the browser does it.

use js_sys::Uint8Array;
use loopscope_link::{PROGRAM_LIMIT, Problem, Why};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/effects/page.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn deflate(bytes: &[u8]) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch)]
    async fn inflate(bytes: &[u8], most: usize) -> Result<JsValue, JsValue>;
}

/// A program, compressed.
///
/// # Errors
/// If it is too large for a link, or the browser can't compress.
pub(super) async fn pack(program: &str) -> Result<Vec<u8>, String> {
    if program.len() > PROGRAM_LIMIT {
        return Err("the program is too large for a link".to_owned());
    }
    let packed = deflate(program.as_bytes()).await.map_err(|_| "this browser can’t compress".to_owned())?;
    Ok(Uint8Array::from(packed).to_vec())
}

/// A compressed program.
///
/// # Errors
/// What is wrong with it.
pub(super) async fn unpack(packed: &[u8]) -> Result<String, Problem> {
    let wrong = |why: Why| why.of("z");
    let bytes = inflate(packed, PROGRAM_LIMIT).await.map_err(|_| wrong(Why::NotPacked))?;
    let bytes = bytes.dyn_into::<Uint8Array>().map_err(|_| wrong(Why::TooLarge))?;
    String::from_utf8(bytes.to_vec()).map_err(|_| wrong(Why::NotText))
}
