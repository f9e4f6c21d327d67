//! What is left when the engine has died: the message of the panic, and what its program had recorded. Nothing else of the
//! instance is of any use then.

use std::cell::RefCell;
use std::panic;
use std::rc::{Rc, Weak};

use loopscope_isolate::Isolate;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static MESSAGE: RefCell<Option<String>> = const { RefCell::new(None) };
    static WATCHED: RefCell<Weak<RefCell<Isolate>>> = const { RefCell::new(Weak::new()) };
}

/// Called once, when the module has been instantiated.
#[wasm_bindgen(start)]
pub fn watch_panics() {
    panic::set_hook(Box::new(|info| {
        // The first one says what was wrong.
        MESSAGE.with(|message| {
            message.borrow_mut().get_or_insert_with(|| {
                let what = info.payload_as_str().unwrap_or("a panic");
                // A build for readers has no places: a recording of the run tells it in any other build.
                match info.location().filter(|at| at.line() > 0) {
                    Some(at) => format!("{what} ({}:{})", at.file(), at.line()),
                    None => what.to_owned(),
                }
            });
        });
    }));
}

/// The program that runs from now on, and may be the one that ends the engine.
pub(crate) fn watch(isolate: &Rc<RefCell<Isolate>>) {
    WATCHED.with(|watched| *watched.borrow_mut() = Rc::downgrade(isolate));
}

/// The message of the panic that ended the engine, if one did.
#[wasm_bindgen(js_name = takePanic)]
pub fn take_panic() -> Option<String> {
    MESSAGE.with(|message| message.borrow_mut().take())
}

/// After a trap, and only then: what the program had recorded that was not taken yet, as batches of events. The last event may be
/// cut off.
#[wasm_bindgen(js_name = takeLastWords)]
pub fn take_last_words() -> Option<Vec<u8>> {
    after_trap(Isolate::take_events).flatten()
}

/// After a trap, and only then: what the program was given that was not taken yet.
#[wasm_bindgen(js_name = takeLastInputs)]
pub fn take_last_inputs() -> Option<Vec<u8>> {
    after_trap(Isolate::take_inputs)
}

/// After a trap, and only then: the line of the program that ran; 0 if none did.
#[wasm_bindgen(js_name = lastLine)]
pub fn last_line() -> u32 {
    after_trap(|isolate| isolate.line()).unwrap_or_default()
}

#[allow(unsafe_code)]
fn after_trap<T>(look: impl FnOnce(&mut Isolate) -> T) -> Option<T> {
    let isolate = WATCHED.with(|watched| watched.borrow().upgrade())?;
    // SAFETY: WebAssembly has no threads here, and whoever had borrowed the program was ended by the trap and never goes on:
    // nobody else uses it.
    Some(look(unsafe { &mut *isolate.as_ptr() }))
}
