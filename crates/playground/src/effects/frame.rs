//! The page's clock, and work that waits for the browser's next frame.

use wasm_bindgen::prelude::*;

/// Calls `work` before the browser draws next.
pub(crate) fn request(work: impl FnOnce() + 'static) {
    let work = Closure::once_into_js(work);
    if let Some(window) = web_sys::window() {
        // This fails only for a page that is being closed.
        let _ = window.request_animation_frame(work.unchecked_ref());
    }
}

/// The time of the page's clock in milliseconds.
pub(crate) fn now_millis() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}
