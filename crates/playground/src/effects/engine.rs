//! The engine's JavaScript module `engine/session.js`, which `boot.js` has already begun to load.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use loopscope_trace::{EventId, ObjectId};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::message::Report;
use crate::model::Question;
use crate::model::options::RunOptions;

#[wasm_bindgen(module = "/src/effects/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = importModule)]
    fn import_module(path: &str) -> Promise;
}

#[wasm_bindgen]
extern "C" {
    type EngineModule;

    #[wasm_bindgen(method, getter, js_name = Session)]
    fn session(this: &EngineModule) -> Function;

    #[wasm_bindgen(method)]
    fn listen(this: &EngineModule, on_opened: &JsValue) -> Function;

    #[wasm_bindgen(method, catch)]
    fn expect(this: &EngineModule, source: &str) -> Result<(), JsValue>;

    /// One run of a program: `Session` of `engine/session.js`.
    type JsSession;

    #[wasm_bindgen(method, catch)]
    fn stop(this: &JsSession) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn answer(this: &JsSession, line: Option<String>) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn pause(this: &JsSession) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn resume(this: &JsSession, steps: bool) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = setBreakpoints)]
    fn set_breakpoints(this: &JsSession, lines: &Array) -> Result<(), JsValue>;

    #[wasm_bindgen(method, getter)]
    fn looker(this: &JsSession) -> JsLooker;

    #[wasm_bindgen(method, catch)]
    fn dispose(this: &JsSession) -> Result<(), JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// `Looker` of `engine/looker.js`.
    type JsLooker;

    #[wasm_bindgen(method)]
    fn look(this: &JsLooker, thread: u16, seq: u32, heap: u16, index: u32) -> Promise;

    #[wasm_bindgen(method)]
    fn out(this: &JsLooker, heap: u16, index: u32, back: bool, events: Vec<u32>) -> Promise;

    #[wasm_bindgen(method)]
    fn parts(this: &JsLooker, variable: u32) -> Promise;

    #[wasm_bindgen(method)]
    fn close(this: &JsLooker);

    #[wasm_bindgen(method)]
    fn save(this: &JsLooker, name: &str) -> Promise;
}

/// Imports a module of the page, by its address relative to the page's scripts.
///
/// # Errors
/// What the import threw, as text.
pub(crate) async fn import(path: &str) -> Result<JsValue, String> {
    JsFuture::from(import_module(path)).await.map_err(|error| text_of(&error))
}

async fn load() -> Result<EngineModule, String> {
    import("engine/session.js").await.map(JsValue::unchecked_into)
}

/// Tells the engine which program will probably be run next.
pub(crate) async fn expect(source: String) {
    // What fails here fails again when the program is run.
    if let Ok(module) = load().await {
        let _ = module.expect(&source);
    }
}

/// Files that are dropped onto the page are opened, and told to a function from now on; what opens one that is chosen.
///
/// # Errors
/// If the engine can't be loaded.
pub(super) async fn listen(on_opened: &JsValue) -> Result<Function, String> {
    load().await.map(|module| module.listen(on_opened))
}

/// A program that runs, or has run.
pub(crate) struct Session {
    session: JsSession,
    /// What `session` calls.
    _callbacks: Callbacks,
}

struct Callbacks {
    on_events: Closure<dyn FnMut(Uint8Array)>,
    on_stuck: Closure<dyn FnMut(Option<String>)>,
    on_ask: Closure<dyn FnMut(Option<String>, bool)>,
    on_refused: Closure<dyn FnMut(String)>,
    on_breakpoint: Closure<dyn FnMut()>,
    on_end: Closure<dyn FnMut(i32)>,
    on_crash: Closure<dyn FnMut(String)>,
}

impl Session {
    /// Runs `source`; `report` is called as long as the session is not dropped.
    ///
    /// # Errors
    /// If the engine can't be loaded or started.
    pub(crate) async fn start(
        source: &str,
        run: &RunOptions,
        report: impl Fn(Report) + Clone + 'static,
    ) -> Result<Session, String> {
        let module = load().await?;
        let callbacks = Callbacks {
            on_events: Closure::new({
                let report = report.clone();
                move |batch: Uint8Array| report(Report::Events(batch.to_vec()))
            }),
            on_stuck: Closure::new({
                let report = report.clone();
                move |waits| report(Report::Stuck(waits))
            }),
            on_ask: Closure::new({
                let report = report.clone();
                move |prompt: Option<String>, is_hidden| {
                    report(Report::Asks(prompt.map(|prompt| Question { prompt, is_hidden })));
                }
            }),
            on_refused: Closure::new({
                let report = report.clone();
                move |origin| report(Report::Refused(origin))
            }),
            on_breakpoint: Closure::new({
                let report = report.clone();
                move || report(Report::AtBreakpoint)
            }),
            on_end: Closure::new({
                let report = report.clone();
                move |status| report(Report::Ended(status))
            }),
            on_crash: Closure::new(move |message| report(Report::Crashed(message))),
        };
        let options = Object::new();
        for (name, value) in [
            ("clock", &JsValue::from(run.settings.clock.name())),
            ("seed", &JsValue::from(run.settings.seed)),
            ("isLimited", &JsValue::from(run.is_limited)),
            ("filename", &JsValue::from("program.py")),
            ("onEvents", callbacks.on_events.as_ref()),
            ("onStuck", callbacks.on_stuck.as_ref()),
            ("onAsk", callbacks.on_ask.as_ref()),
            ("allowed", &run.allowed.iter().map(|origin| JsValue::from(&**origin)).collect::<Array>().into()),
            ("onRefused", callbacks.on_refused.as_ref()),
            ("onBreakpoint", callbacks.on_breakpoint.as_ref()),
            ("onEnd", callbacks.on_end.as_ref()),
            ("onCrash", callbacks.on_crash.as_ref()),
        ] {
            Reflect::set(&options, &name.into(), value).map_err(|error| text_of(&error))?;
        }
        let arguments = Array::of2(&source.into(), &options);
        let session = Reflect::construct(&module.session(), &arguments).map_err(|error| text_of(&error))?;
        Ok(Session { session: session.unchecked_into(), _callbacks: callbacks })
    }

    /// Makes the program and its time stand still, or lets it go on: in a step, until something has happened.
    ///
    /// # Errors
    /// If the engine is broken.
    pub(crate) fn pause(&self, paused: bool, steps: bool) -> Result<(), String> {
        if paused { self.session.pause() } else { self.session.resume(steps) }
            .map_err(|error| text_of(&error))
    }

    /// Gives the program the line of input that it wants; without one, its input has ended.
    ///
    /// # Errors
    /// If the engine is broken.
    pub(crate) fn answer(&self, line: Option<String>) -> Result<(), String> {
        self.session.answer(line).map_err(|error| text_of(&error))
    }

    /// These lines have breakpoints from now on, and no others.
    ///
    /// # Errors
    /// If the engine is broken.
    pub(crate) fn set_breakpoints(&self, lines: &Array) -> Result<(), String> {
        self.session.set_breakpoints(lines).map_err(|error| text_of(&error))
    }

    /// Raises `KeyboardInterrupt` in the program; a second call ends it.
    ///
    /// # Errors
    /// If the engine is broken.
    pub(crate) fn stop(&self) -> Result<(), String> {
        self.session.stop().map_err(|error| text_of(&error))
    }
}

/// Looks at a run, as long as it is not dropped.
pub(crate) struct Looker(JsLooker);

impl Session {
    /// Looks at this run, also when that is over.
    pub(crate) fn looker(&self) -> Looker {
        Looker(self.session.looker())
    }
}

impl Looker {
    /// The calls of threads and tasks at an event in `task`, as `Again.stacks` gives them; `None` if they can't be had.
    pub(crate) async fn look(&self, event: EventId, task: Option<ObjectId>) -> Option<Array> {
        let task = task.unwrap_or(ObjectId { heap: 0, index: 0 });
        JsFuture::from(self.0.look(event.thread, event.seq, task.heap, task.index))
            .await
            .ok()?
            .dyn_into()
            .ok()
    }

    /// The number of the event to which a step out of a call in `task` leads, as `Again.lookOut` gives it.
    pub(crate) async fn out(&self, task: Option<ObjectId>, back: bool, events: &[EventId]) -> Option<usize> {
        let task = task.unwrap_or(ObjectId { heap: 0, index: 0 });
        let events = events.iter().flat_map(|event| [u32::from(event.thread), event.seq]).collect();
        let found = JsFuture::from(self.0.out(task.heap, task.index, back, events)).await.ok()?.as_f64()?;
        (found >= 0.0).then_some(found as usize)
    }

    /// The run of a file: `Looker` of `engine/looker.js`.
    pub(super) fn of_file(looker: JsValue) -> Looker {
        Looker(looker.unchecked_into())
    }

    /// Gives the run to the reader, as a file of this name.
    ///
    /// # Errors
    /// Why that can't be.
    pub(crate) async fn save(&self, name: &str) -> Result<(), String> {
        JsFuture::from(self.0.save(name)).await.map(drop).map_err(|error| text_of(&error))
    }

    /// What is in a variable of the last answer, as `Again.partsOf` gives it.
    pub(crate) async fn parts(&self, variable: u32) -> Option<Array> {
        JsFuture::from(self.0.parts(variable)).await.ok()?.dyn_into().ok()
    }
}

impl PartialEq for Looker {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Drop for Looker {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // A broken engine is thrown away all the same.
        let _ = self.session.dispose();
    }
}

fn text_of(error: &JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => error.message().into(),
        None => error.as_string().unwrap_or_else(|| "unknown error".to_owned()),
    }
}
