//! The reader's own text, kept for this tab in case the page is loaded again.

use gloo_timers::callback::Timeout;
use web_sys::Storage;

const KEY: &str = "loopscope.draft";
/// How long the reader must pause before the text is kept, in milliseconds.
const PAUSE_MILLIS: u32 = 300;

/// Keeps what the reader wrote.
#[derive(Default)]
pub(crate) struct Draft {
    saving: Option<Timeout>,
}

impl Draft {
    /// Keeps `text`, written at an address with `hash`, soon.
    pub(crate) fn keep(&mut self, hash: String, text: String) {
        self.saving = Some(Timeout::new(PAUSE_MILLIS, move || {
            if let Some(storage) = storage() {
                // A browser that has no room for it loses nothing but this convenience.
                let _ = storage.set_item(KEY, &format!("{hash}\n{text}"));
            }
        }));
    }

    /// Forgets what was kept.
    pub(crate) fn forget(&mut self) {
        self.saving = None;
        if let Some(storage) = storage() {
            let _ = storage.remove_item(KEY);
        }
    }
}

/// What the reader wrote at an address with `hash` before the page was loaded again.
pub(crate) fn kept(hash: &str) -> Option<String> {
    let kept = storage()?.get_item(KEY).ok()??;
    let (kept_hash, text) = kept.split_once('\n')?;
    (kept_hash == hash).then(|| text.to_owned())
}

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}
