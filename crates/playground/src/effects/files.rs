//! Files that the reader opens: `engine/files.js` reads them.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, HtmlInputElement};
use yew::Callback;

use super::engine::{self, Looker};
use crate::message::{Content, Msg, Opened, Recorded};
use crate::model::clock::Clock;

/// The end of a run that was still under way.
const CUT: i32 = -2;
/// The exit status of a program whose end was not its own.
const STOPPED: i32 = 130;

/// Who opens files.
#[derive(Clone)]
pub(crate) struct Files(Rc<RefCell<Held>>);

struct Held {
    /// Opens a file.
    open: Option<Function>,
    /// Who looks at the run of the file that was opened last.
    looker: Option<Looker>,
    /// What `engine/files.js` calls.
    _on_opened: Closure<dyn FnMut(String, Array)>,
}

/// There is one only.
impl PartialEq for Files {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Files {
    /// What is opened is told by `send`.
    pub(super) fn new(send: Callback<Msg>) -> Files {
        Files(Rc::new_cyclic(|held: &std::rc::Weak<RefCell<Held>>| {
            let held = held.clone();
            let on_opened = Closure::new({
                let held = held.clone();
                move |name: String, opened: Array| {
                    let Some(held) = held.upgrade() else { return };
                    held.borrow_mut().looker =
                        Some(opened.get(6)).filter(JsValue::is_object).map(Looker::of_file);
                    send.emit(Msg::FileOpened(Opened { name, content: content(&opened) }));
                }
            });
            let heard = on_opened.as_ref().clone();
            spawn_local(async move {
                // Without an engine nothing can be opened, and a program that is run says why.
                if let (Ok(open), Some(held)) = (engine::listen(&heard).await, held.upgrade()) {
                    held.borrow_mut().open = Some(open);
                }
            });
            RefCell::new(Held { open: None, looker: None, _on_opened: on_opened })
        }))
    }

    /// Opens what was chosen in a file input.
    pub(crate) fn open(&self, event: &Event) {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let (Some(input), Some(open)) = (input, self.0.borrow().open.clone()) else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            let _ = open.call1(&JsValue::NULL, &file);
        }
        // The same one may be chosen again.
        input.set_value("");
    }

    /// Who looks at the run of the file that was opened last.
    pub(super) fn take_looker(&self) -> Option<Looker> {
        self.0.borrow_mut().looker.take()
    }
}

/// What is in what `engine/files.js` calls `Opened`.
fn content(opened: &Array) -> Result<Content, String> {
    match opened.get(0).as_string() {
        Some(problem) => Err(problem),
        None => {
            Ok(Content { source: opened.get(1).as_string().unwrap_or_default(), recorded: recorded(opened) })
        }
    }
}

fn recorded(opened: &Array) -> Option<Recorded> {
    let batches: Array = opened.get(4).dyn_into().ok()?;
    let end = opened.get(5).as_f64()? as i32;
    Some(Recorded {
        clock: Clock::from_name(&opened.get(2).as_string()?)?,
        began: opened.get(3).as_string(),
        batches: batches.iter().map(|batch| batch.unchecked_into::<Uint8Array>().to_vec()).collect(),
        exit_status: if end < 0 { STOPPED } else { end },
        is_cut: end == CUT,
    })
}
