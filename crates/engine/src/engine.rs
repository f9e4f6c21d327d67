//! One Python thread, for JavaScript.

use js_sys::Array;
use loopscope_isolate::{Config, Isolate, Program, Status, wire};
use loopscope_stdlib::remote::{FetchDone, FetchError, FetchResponse};
use loopscope_trace::ThreadId;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{outbox, status};

/// How much a thread may write.
const OUTPUT_LIMIT_BYTES: usize = 10_000_000;

/// One Python thread.
#[wasm_bindgen]
pub struct Engine {
    isolate: Isolate,
    exit_status: i32,
}

#[wasm_bindgen]
impl Engine {
    /// The main thread of a program. `epoch_micros` is what `time.time()` is at program time 0, in
    /// microseconds since 1970; `seed` is where `random` begins.
    #[wasm_bindgen(js_name = forProgram)]
    pub fn for_program(epoch_micros: f64, seed: u32, filename: String, source: String) -> Engine {
        let config = config(0, epoch_micros, seed);
        Engine { isolate: Isolate::for_program(config, Program { filename, source }), exit_status: 0 }
    }

    /// The thread that `start`, from another thread's outbox, describes.
    ///
    /// # Errors
    /// If the bytes are not from an outbox.
    #[wasm_bindgen(js_name = forThread)]
    pub fn for_thread(epoch_micros: f64, seed: u32, start: &[u8]) -> Result<Engine, JsError> {
        let start: wire::Start = wire::decode(start)?;
        let config = config(start.id(), epoch_micros, seed);
        Ok(Engine { isolate: Isolate::for_thread(config, start), exit_status: 0 })
    }

    /// Runs until the thread blocks, or has made about `budget` calls and turns of loops: -1 if it wants
    /// another turn, -2 if it ended, else when it goes on, in microseconds of program time, or infinity.
    pub fn turn(&mut self, now_micros: f64, budget: u32) -> f64 {
        let status = self.isolate.turn(now_micros as u64, budget);
        if let Status::Ended { exit_status } = status {
            self.exit_status = exit_status;
        }
        status::to_number(status)
    }

    /// The exit status of a main thread that has ended.
    #[wasm_bindgen(js_name = exitStatus)]
    pub fn exit_status(&self) -> i32 {
        self.exit_status
    }

    /// Whether a thread that has ended may still be asked for objects that live in it.
    #[wasm_bindgen(js_name = isNeeded)]
    pub fn is_needed(&self) -> bool {
        self.isolate.is_needed()
    }

    /// What happened since the last call, as a batch of events; `undefined` if nothing did.
    #[wasm_bindgen(js_name = takeEvents)]
    pub fn take_events(&mut self) -> Option<Vec<u8>> {
        self.isolate.take_events()
    }

    /// How many pieces of output wait for `takeEvents`.
    #[wasm_bindgen(js_name = pendingOutputs)]
    pub fn pending_outputs(&self) -> usize {
        self.isolate.pending_outputs()
    }

    /// What the thread wants from its host since the last call, as arrays; `undefined` if nothing.
    #[wasm_bindgen(js_name = takeOutbox)]
    pub fn take_outbox(&mut self) -> Option<Array> {
        let outgoing = self.isolate.take_outbox();
        (!outgoing.is_empty()).then(|| outgoing.iter().map(outbox::to_array).collect())
    }

    /// Takes in a message from another thread's outbox.
    ///
    /// # Errors
    /// If the bytes are not from an outbox.
    pub fn deliver(&mut self, message: &[u8]) -> Result<(), JsError> {
        self.isolate.deliver(wire::decode(message)?);
        Ok(())
    }

    /// Answers `wantThreadId`; `undefined` if there are too many threads.
    #[wasm_bindgen(js_name = threadIdGiven)]
    pub fn thread_id_given(&mut self, thread: Option<ThreadId>) {
        self.isolate.thread_id_given(thread);
    }

    /// Stop: `KeyboardInterrupt`, or what the program made of `SIGINT`.
    pub fn interrupt(&mut self) {
        self.isolate.interrupt();
    }

    /// Answers `fetch`. `headers` are name, value, name, value, …
    #[wasm_bindgen(js_name = fetchDone)]
    pub fn fetch_done(
        &mut self,
        id: u32,
        status: u16,
        reason: String,
        url: String,
        headers: Vec<String>,
        body: Vec<u8>,
    ) {
        let mut texts = headers.into_iter();
        let headers = std::iter::from_fn(|| Some((texts.next()?, texts.next()?))).collect();
        let response = FetchResponse { status, reason, url, headers, body };
        self.isolate.fetch_done(FetchDone { id, result: Ok(response) });
    }

    /// Answers `fetch` when there is no answer; `kind` is `InvalidUrl`, `TooLarge`, `Payload` or `Network`.
    #[wasm_bindgen(js_name = fetchFailed)]
    pub fn fetch_failed(&mut self, id: u32, kind: &str, message: String) {
        let error = match kind {
            "InvalidUrl" => FetchError::InvalidUrl,
            "TooLarge" => FetchError::TooLarge,
            "Payload" => FetchError::Payload(message),
            _ => FetchError::Network(message),
        };
        self.isolate.fetch_done(FetchDone { id, result: Err(error) });
    }
}

fn config(thread: ThreadId, epoch_micros: f64, seed: u32) -> Config {
    Config {
        seed: u64::from(seed),
        output_limit_bytes: OUTPUT_LIMIT_BYTES,
        ..Config::new(thread, epoch_micros as u64)
    }
}
