//! Virtual time, for JavaScript.

use js_sys::{Array, Uint8Array};
use loopscope_isolate::conductor::TURN_BUDGET;
use loopscope_isolate::{Conductor as Inner, Next};
use loopscope_trace::ThreadId;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::status;

/// Says whose turn it is in virtual time. Messages pass through it unread.
#[wasm_bindgen]
#[derive(Default)]
pub struct Conductor {
    inner: Inner<Uint8Array>,
}

#[wasm_bindgen]
impl Conductor {
    /// A program with only its main thread.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Conductor {
        Conductor::default()
    }

    /// The next turn as `[thread, now_micros, budget, messages]`; `undefined` while nobody can run, until
    /// [`Conductor::nudge`] or [`Conductor::fetch_ended`].
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> Option<Array> {
        match self.inner.next() {
            Next::Turn { thread, now_micros, messages } => Some(Array::of4(
                &thread.into(),
                &(now_micros as f64).into(),
                &TURN_BUDGET.into(),
                &messages.into_iter().map(JsValue::from).collect::<Array>(),
            )),
            Next::Fetch | Next::Deadlock | Next::Ended { .. } => None,
        }
    }

    /// The thread's turn is over; `status` is what its turn gave.
    #[wasm_bindgen(js_name = turnEnded)]
    pub fn turn_ended(&mut self, thread: ThreadId, status: f64) {
        self.inner.turn_ended(thread, status::from_number(status));
    }

    /// The thread whose turn it is started `thread`.
    #[wasm_bindgen(js_name = threadStarted)]
    pub fn thread_started(&mut self, thread: ThreadId) {
        self.inner.thread_started(thread);
    }

    /// A thread that ended is not needed any more.
    #[wasm_bindgen(js_name = threadGone)]
    pub fn thread_gone(&mut self, thread: ThreadId) {
        self.inner.thread_gone(thread);
    }

    /// A message for a thread.
    pub fn send(&mut self, to: ThreadId, message: Uint8Array) {
        self.inner.send(to, message);
    }

    /// A message for all threads but one.
    #[wasm_bindgen(js_name = sendToOthers)]
    pub fn send_to_others(&mut self, from: ThreadId, message: Uint8Array) {
        self.inner.send_to_others(from, message);
    }

    /// Gives a thread a turn though it is blocked.
    pub fn nudge(&mut self, thread: ThreadId) {
        self.inner.nudge(thread);
    }

    /// A web request went out.
    #[wasm_bindgen(js_name = fetchStarted)]
    pub fn fetch_started(&mut self) {
        self.inner.fetch_started();
    }

    /// A web request of a thread ended.
    #[wasm_bindgen(js_name = fetchEnded)]
    pub fn fetch_ended(&mut self, thread: ThreadId) {
        self.inner.fetch_ended(thread);
    }
}
