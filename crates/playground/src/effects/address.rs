//! The page's address.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
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

/// Copies the address; `None` if the browser does not allow it.
pub(super) async fn copy() -> Option<()> {
    let window = web_sys::window()?;
    let address = window.location().href().ok()?;
    // Without a secure context there is no clipboard.
    let clipboard = js_sys::Reflect::get(&window.navigator(), &"clipboard".into()).ok()?;
    let clipboard = clipboard.dyn_into::<web_sys::Clipboard>().ok()?;
    JsFuture::from(clipboard.write_text(&address)).await.ok()?;
    Some(())
}
