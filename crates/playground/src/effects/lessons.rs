//! The texts of lessons, which are files of the page.

use wasm_bindgen::prelude::*;
use web_sys::Element;

#[wasm_bindgen(module = "/src/effects/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = showText)]
    fn show_text(place: &Element, path: &str);
}

/// Shows the text of the lesson of this name in an element.
pub(crate) fn show(place: &Element, name: &str) {
    show_text(place, &format!("lessons/{name}.txt"));
}
