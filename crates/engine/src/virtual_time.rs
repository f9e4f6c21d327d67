//! Virtual time, for JavaScript.

use loopscope_isolate::virtual_time::TURN_BUDGET;
use loopscope_isolate::{Next, VirtualTime as Inner};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::status;

/// All threads wait for a web request, or the program ended.
const NOTHING: f64 = -1.0;
/// Nothing can ever happen again.
const DEADLOCK: f64 = -2.0;

/// Says when a program in virtual time has its next turn.
#[wasm_bindgen]
#[derive(Default)]
pub struct VirtualTime {
    inner: Inner,
}

#[wasm_bindgen]
impl VirtualTime {
    /// A program that has not begun.
    #[wasm_bindgen(constructor)]
    pub fn new() -> VirtualTime {
        VirtualTime::default()
    }

    /// The budget of each turn.
    #[wasm_bindgen(getter)]
    pub fn budget(&self) -> u32 {
        TURN_BUDGET
    }

    /// Program time of the next turn in microseconds; -1 if there is none until [`VirtualTime::nudge`] or
    /// [`VirtualTime::fetch_ended`], -2 if the program can't go on.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> f64 {
        match self.inner.next() {
            Next::Turn { now_micros } => now_micros as f64,
            Next::Fetch | Next::Ended { .. } => NOTHING,
            Next::Deadlock => DEADLOCK,
        }
    }

    /// The turn is over; `status` is what it gave.
    #[wasm_bindgen(js_name = turnEnded)]
    pub fn turn_ended(&mut self, status: f64) {
        self.inner.turn_ended(status::from_number(status));
    }

    /// Gives the program a turn though it is blocked.
    pub fn nudge(&mut self) {
        self.inner.nudge();
    }

    /// A web request went out.
    #[wasm_bindgen(js_name = fetchStarted)]
    pub fn fetch_started(&mut self) {
        self.inner.fetch_started();
    }

    /// A web request ended.
    #[wasm_bindgen(js_name = fetchEnded)]
    pub fn fetch_ended(&mut self) {
        self.inner.fetch_ended();
    }
}
