//! The WebAssembly that makes files for elsewhere of a run. Share loads it (`web/share/picture.js`) when such a file is asked for, so
//! that the page need not have it.

#![deny(unsafe_code)]

use loopscope_picture::Axis;
use loopscope_picture::svg::{Options, Theme, USUAL_WIDTH, picture_of};
use wasm_bindgen::prelude::*;

/// The timeline of a run, as `loopscope svg` draws it, light or dark as whoever reads wants it, with a link to the program. The events
/// are the batches that a recording has kept, one after the other.
///
/// # Errors
/// If they are no such batches.
#[wasm_bindgen]
pub fn svg(events: &[u8], title: &str, link: &str) -> Result<String, JsValue> {
    let options = Options {
        axis: Axis::Time,
        width: USUAL_WIDTH,
        theme: Theme::Auto,
        filter: "",
        title,
        link: Some(link),
    };
    picture_of(events, false, &options).map_err(|error| error.to_string().into())
}
