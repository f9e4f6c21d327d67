//! The reader's own texts, for each program its own: `drafts.js` keeps them in this browser.

use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::prelude::*;
use yew::Callback;

use crate::message::Msg;
use crate::model::drafts::Drafts as Known;
use crate::model::origin::Origin;

#[wasm_bindgen(module = "/src/effects/drafts.js")]
extern "C" {
    #[wasm_bindgen(js_name = Drafts)]
    type JsDrafts;

    #[wasm_bindgen(constructor, js_class = "Drafts")]
    fn new(on_kept: &JsValue) -> JsDrafts;

    #[wasm_bindgen(method, js_class = "Drafts")]
    fn look(this: &JsDrafts, name: &str, wanted: Option<usize>) -> Array;

    #[wasm_bindgen(method, js_class = "Drafts")]
    fn begin(this: &JsDrafts, name: &str, original: Option<&str>, shown: usize);

    #[wasm_bindgen(method, js_class = "Drafts")]
    fn keep(this: &JsDrafts, text: &str);
}

/// Who keeps what the reader writes.
#[derive(Clone)]
pub(super) struct Drafts(Rc<Held>);

struct Held {
    drafts: JsDrafts,
    /// What `drafts` calls.
    _on_kept: Closure<dyn Fn(usize, usize, bool)>,
}

impl Drafts {
    /// What is kept is told by `send`.
    pub(super) fn new(send: Callback<Msg>) -> Drafts {
        let on_kept = Closure::<dyn Fn(usize, usize, bool)>::new(move |shown, count, refused| {
            send.emit(Msg::Kept(Known { shown, count, refused }));
        });
        Drafts(Rc::new(Held { drafts: JsDrafts::new(on_kept.as_ref()), _on_kept: on_kept }))
    }

    /// A draft of a program: that with this number, 0 being none, or else the last one; and which drafts there are.
    pub(super) fn look(&self, name: &str, wanted: Option<usize>) -> (Option<String>, Known) {
        let found = self.0.drafts.look(name, wanted);
        let number = |at: u32| found.get(at).as_f64().map_or(0, |number| number as usize);
        (found.get(0).as_string(), Known { shown: number(1), count: number(2), refused: false })
    }

    /// The reader writes in a program from now on, and sees this draft of it.
    pub(super) fn begin(&self, origin: &Origin, shown: usize) {
        self.0.drafts.begin(&origin.name, origin.original(), shown);
    }

    /// Keeps what the reader wrote, soon.
    pub(super) fn keep(&self, text: &str) {
        self.0.drafts.keep(text);
    }
}
