//! A run as a file, for JavaScript.

use loopscope_isolate::Program;
use loopscope_isolate::recorded::{Clock, Recorded};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::engine::config;

/// What JavaScript calls a clock.
pub(crate) fn clock_word(clock: Clock) -> &'static str {
    match clock {
        Clock::Real => "real",
        Clock::Faster => "x10",
        Clock::Virtual => "virtual",
    }
}

/// The unpacked file of a run with what `Engine.forProgram` got, up to what `Engine.takeInputs` gave, which follows.
#[wasm_bindgen(js_name = beginningOfFile)]
pub fn beginning_of_file(
    clock: &str,
    epoch_micros: f64,
    seed: u32,
    filename: String,
    source: String,
) -> Vec<u8> {
    let clocks = [Clock::Real, Clock::Faster, Clock::Virtual];
    let clock = clocks.into_iter().find(|it| clock_word(*it) == clock).unwrap_or(Clock::Virtual);
    let program = Program { filename, source };
    Recorded { clock, config: config(epoch_micros, seed), program, inputs: Vec::new() }.to_bytes()
}
