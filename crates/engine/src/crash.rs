//! What is left of a panic: its message. The instance is of no use after it.

use std::cell::RefCell;
use std::panic;

use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static MESSAGE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Called once, when the module has been instantiated.
#[wasm_bindgen(start)]
pub fn watch_panics() {
    panic::set_hook(Box::new(|info| MESSAGE.with(|message| *message.borrow_mut() = Some(info.to_string()))));
}

/// The message of the panic that ended the engine, if one did.
#[wasm_bindgen(js_name = takePanic)]
pub fn take_panic() -> Option<String> {
    MESSAGE.with(|message| message.borrow_mut().take())
}
