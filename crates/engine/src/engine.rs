//! A program, for JavaScript.

use std::cell::{RefCell, RefMut};
use std::rc::Rc;

use js_sys::Array;
use loopscope_isolate::{
    Config, FetchDone, FetchError, FetchResponse, Island, Isolate, LineRead, Program, Status,
};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{crash, outbox, status};

/// How much a program may write.
const OUTPUT_LIMIT_BYTES: usize = 10_000_000;

/// A program.
#[wasm_bindgen]
pub struct Engine {
    isolate: Rc<RefCell<Isolate>>,
    exit_status: i32,
}

impl Engine {
    fn new(isolate: Isolate) -> Engine {
        let isolate = Rc::new(RefCell::new(isolate));
        crash::watch(&isolate);
        Engine { isolate, exit_status: 0 }
    }

    fn isolate(&self) -> RefMut<'_, Isolate> {
        self.isolate.borrow_mut()
    }
}

/// How a heap begins in a page.
pub(crate) fn config(epoch_micros: f64, seed: u32) -> Config {
    Config {
        seed: u64::from(seed),
        output_limit_bytes: OUTPUT_LIMIT_BYTES,
        ..Config::new(epoch_micros as u64)
    }
}

#[wasm_bindgen]
impl Engine {
    /// A program that has not begun. `epoch_micros` is what `time.time()` is at program time 0, in
    /// microseconds since 1970; `seed` is where `random` begins.
    #[wasm_bindgen(js_name = forProgram)]
    pub fn for_program(epoch_micros: f64, seed: u32, filename: String, source: String) -> Engine {
        Engine::new(Isolate::for_program(config(epoch_micros, seed), Program { filename, source }))
    }

    /// A heap for an island, which takes no turns before `beginIsland`.
    #[wasm_bindgen(js_name = prepareIsland)]
    pub fn prepare_island() -> Engine {
        Engine::new(Isolate::prepare_island(config(0.0, 0)))
    }

    /// Makes a prepared heap the island of a thread; why it can't be, if it can't. `parcel` is what `startIsland` of the
    /// outbox came with.
    #[wasm_bindgen(js_name = beginIsland)]
    pub fn begin_island(
        &mut self,
        epoch_micros: f64,
        now_micros: f64,
        filename: String,
        source: String,
        thread: u16,
        parcel: Vec<u8>,
    ) -> Option<String> {
        let island = Island { thread, parcel };
        self.isolate().set_epoch(epoch_micros as u64);
        self.isolate().begin_island(Program { filename, source }, &island, now_micros as u64).err()
    }

    /// How many more threads may begin in islands, and why none may if it is none.
    #[wasm_bindgen(js_name = setFreeIslands)]
    pub fn set_free_islands(&mut self, count: usize, why_none: &str) {
        self.isolate().set_free_islands(count, why_none);
    }

    /// Gives the program a message: in an island from its home (0), else from the island of a thread.
    pub fn receive(&mut self, from: u16, message: &[u8]) {
        self.isolate().receive(from, message);
    }

    /// The island of a thread is no more; if it had not begun, the thread begins beside the others.
    #[wasm_bindgen(js_name = islandLost)]
    pub fn island_lost(&mut self, thread: u16, reason: &str, had_begun: bool) {
        if had_begun {
            self.isolate().island_failed(thread, reason);
        } else {
            self.isolate().island_refused(thread, reason);
        }
    }

    /// How many bytes of output, and how many events, this engine has recorded.
    pub fn recorded(&self) -> Vec<f64> {
        let (written_bytes, events) = self.isolate().recorded();
        vec![written_bytes as f64, f64::from(events)]
    }

    /// Other engines of the program have recorded so much, which counts against the limits of this one.
    #[wasm_bindgen(js_name = setOthers)]
    pub fn set_others(&mut self, written_bytes: f64, events: f64) {
        self.isolate().set_others(written_bytes as usize, events as u32);
    }

    /// These lines have breakpoints from now on, and no others.
    #[wasm_bindgen(js_name = setBreakpoints)]
    pub fn set_breakpoints(&mut self, lines: &[u32]) {
        self.isolate().set_breakpoints(lines);
    }

    /// Runs until all threads are blocked, or have made about `budget` calls and turns of loops: -1 if the
    /// program wants another turn, -2 if it ended, -3 if it stands at a breakpoint, from where another turn lets it go on, -4 if it needs the modules that few programs import before
    /// that, else when it goes on, in microseconds of program time, or infinity.
    pub fn turn(&mut self, now_micros: f64, budget: u32) -> f64 {
        let status = self.isolate().turn(now_micros as u64, budget);
        if let Status::Ended { exit_status } = status {
            self.exit_status = exit_status;
        }
        status::to_number(status)
    }

    /// The exit status of a program that has ended.
    #[wasm_bindgen(js_name = exitStatus)]
    pub fn exit_status(&self) -> i32 {
        self.exit_status
    }

    /// What happened since the last call, as batches of events; `undefined` if nothing did.
    #[wasm_bindgen(js_name = takeEvents)]
    pub fn take_events(&mut self) -> Option<Vec<u8>> {
        self.isolate().take_events()
    }

    /// What the program was given since the last call, for `Again`.
    #[wasm_bindgen(js_name = takeInputs)]
    pub fn take_inputs(&mut self) -> Vec<u8> {
        self.isolate().take_inputs()
    }

    /// Keeps what the island of a thread was given meanwhile: for `Again`.
    #[wasm_bindgen(js_name = keepIsland)]
    pub fn keep_island(&mut self, thread: u16, inputs: Vec<u8>) {
        self.isolate().keep_island(thread, inputs);
    }

    /// How many pieces of output wait for `takeEvents`.
    #[wasm_bindgen(js_name = pendingOutputs)]
    pub fn pending_outputs(&self) -> usize {
        self.isolate().pending_outputs()
    }

    /// What the program wants from its host since the last call, as arrays; `undefined` if nothing.
    #[wasm_bindgen(js_name = takeOutbox)]
    pub fn take_outbox(&mut self) -> Option<Array> {
        let outgoing = self.isolate().take_outbox();
        (!outgoing.is_empty()).then(|| outgoing.iter().map(outbox::to_array).collect())
    }

    /// What is taken in from now on happens at this program time, in microseconds.
    #[wasm_bindgen(js_name = setNow)]
    pub fn set_now(&mut self, now_micros: f64) {
        self.isolate().set_now(now_micros as u64);
    }

    /// Stop: `KeyboardInterrupt`, or what the program made of `SIGINT`.
    pub fn interrupt(&mut self) {
        self.isolate().interrupt();
    }

    /// Lets another thread run next, if one is ready: the one that runs has been held up for long.
    #[wasm_bindgen(js_name = giveWay)]
    pub fn give_way(&mut self) {
        self.isolate().give_way();
    }

    /// The line of the program that runs; 0 if none does.
    pub fn line(&self) -> u32 {
        self.isolate().line()
    }

    /// Stops a program in which nothing can ever happen again, and says who waits for what.
    #[wasm_bindgen(js_name = stopDeadlock)]
    pub fn stop_deadlock(&mut self) {
        self.isolate().stop_deadlock();
    }

    /// Who waits for what, a line for each thread: for a program in which nothing happens by itself any more.
    #[wasm_bindgen(js_name = describeWaits)]
    pub fn describe_waits(&self) -> String {
        self.isolate().describe_waits()
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
        self.isolate().fetch_done(FetchDone { id, result: Ok(response) });
    }

    /// Answers `readLine` with what was typed, or with nothing when the input has ended.
    #[wasm_bindgen(js_name = lineRead)]
    pub fn line_read(&mut self, id: u32, line: Option<String>) {
        let line = line.map(|line| line + "\n");
        self.isolate().line_read(LineRead { id, line, is_typed: true });
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
        self.isolate().fetch_done(FetchDone { id, result: Err(error) });
    }
}
