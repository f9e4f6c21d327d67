//! The reader's own texts, one for each address, kept for this tab in case the page is loaded again.

use gloo_timers::callback::Timeout;
use web_sys::Storage;

/// Followed by the address's hash.
const KEY: &str = "loopscope.draft";
/// How long the reader must pause before the text is kept, in milliseconds.
const PAUSE_MILLIS: u32 = 300;

/// Keeps what the reader wrote.
#[derive(Default)]
pub(super) struct Draft {
    saving: Option<Timeout>,
}

impl Draft {
    /// Keeps `text`, written at an address with `hash`, soon.
    pub(super) fn keep(&mut self, hash: String, text: String) {
        self.saving = Some(Timeout::new(PAUSE_MILLIS, move || {
            if let Some(storage) = storage() {
                // A browser that has no room for it loses nothing but this convenience.
                let _ = storage.set_item(&key(&hash), &text);
            }
        }));
    }
}

/// Forgets what was kept for an address with `hash`.
pub(super) fn forget(hash: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&key(hash));
    }
}

/// What the reader wrote at an address with `hash` before the page was loaded again.
pub(super) fn kept(hash: &str) -> Option<String> {
    storage()?.get_item(&key(hash)).ok()?
}

fn key(hash: &str) -> String {
    format!("{KEY}{hash}")
}

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}
