//! Light or dark: as the system says, until the reader switches.

use web_sys::{Element, HtmlElement};

use wasm_bindgen::JsCast;

use super::matches;

const KEY: &str = "loopscope.theme";

/// Uses what the reader chose last time.
pub(super) fn restore() {
    let chosen = || web_sys::window()?.local_storage().ok()??.get_item(KEY).ok()?;
    if let Some(scheme) = chosen().filter(|scheme| scheme == "light" || scheme == "dark") {
        choose(&scheme);
    }
}

/// Switches to the other one; whether that is the dark one.
pub(super) fn switch() -> bool {
    let dark = root().is_some_and(|root| {
        let chosen = root.style().get_property_value("color-scheme").unwrap_or_default();
        if chosen.is_empty() { matches("(prefers-color-scheme: dark)") } else { chosen == "dark" }
    });
    let scheme = if dark { "light" } else { "dark" };
    choose(scheme);
    if let Some(storage) = web_sys::window().and_then(|window| window.local_storage().ok()?) {
        // Without storage the choice holds for this visit.
        let _ = storage.set_item(KEY, scheme);
    }
    !dark
}

/// Uses the page around's.
pub(super) fn follow(dark: bool) {
    choose(if dark { "dark" } else { "light" });
}

fn choose(scheme: &str) {
    if let Some(root) = root() {
        let _ = root.style().set_property("color-scheme", scheme);
    }
}

fn root() -> Option<HtmlElement> {
    let root: Element = web_sys::window()?.document()?.document_element()?;
    root.dyn_into().ok()
}
