//! The page's address.

use wasm_bindgen::prelude::*;
use web_sys::Window;

/// The address's part behind `#`, with it; empty if there is none.
pub(super) fn hash() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Changes the address's part behind `#` without loading anything.
pub(super) fn set_hash(hash: &str) {
    let replace = |window: Window| {
        window.history().ok()?.replace_state_with_url(&JsValue::NULL, "", Some(&format!("#{hash}"))).ok()
    };
    web_sys::window().and_then(replace);
}

/// Changes the address's part behind `#`, so that the browser's Back leads to what was there.
pub(super) fn push_hash(hash: &str) {
    let push = |window: Window| {
        window.history().ok()?.push_state_with_url(&JsValue::NULL, "", Some(&format!("#{hash}"))).ok()
    };
    web_sys::window().and_then(push);
}

/// The address with another part behind `#`.
pub(super) fn with_hash(hash: &str) -> String {
    let address = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    format!("{}#{hash}", address.split('#').next().unwrap_or_default())
}

/// Opens the page itself at a hash, in a window of its own; `None` if the browser does not allow it.
pub(super) fn open_outside(hash: &str) -> Option<()> {
    web_sys::window()?.open_with_url_and_target(&format!("./#{hash}"), "_blank").ok()?.map(drop)
}
