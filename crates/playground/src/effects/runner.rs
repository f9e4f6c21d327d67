//! Who runs programs: the session of the one that runs, and who looks at the last one again.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::engine::{Looker, Session};
use crate::message::Msg;
use crate::model::options::RunOptions;

/// What is held of a run.
#[derive(Clone, Default)]
pub(crate) struct Runner(Rc<RefCell<Held>>);

#[derive(Default)]
struct Held {
    /// The number of the run.
    number: u32,
    session: Option<Session>,
    looker: Option<Rc<Looker>>,
}

impl Runner {
    /// Runs a program, of which `send` tells.
    pub(super) fn start(&self, source: String, options: RunOptions, send: &Callback<Msg>) {
        let number = self.0.borrow().number;
        let (runner, send) = (self.clone(), send.clone());
        spawn_local(async move {
            let reporter = send.clone();
            let report = move |report| reporter.emit(Msg::Reported { number, report });
            let result = Session::start(&source, &options, report).await;
            let result = result.map(|session| runner.hold(number, session));
            send.emit(Msg::Started { number, result });
        });
    }

    /// Keeps a session that has started. One that nobody waits for any more ends when it is dropped here.
    fn hold(&self, number: u32, session: Session) {
        let mut held = self.0.borrow_mut();
        if held.number == number {
            held.looker = Some(Rc::new(session.looker()));
            held.session = Some(session);
        }
    }

    /// Looks at a run that is over.
    pub(super) fn look_at(&self, looker: Option<Looker>) {
        self.0.borrow_mut().looker = looker.map(Rc::new);
    }

    /// Interrupts the program.
    ///
    /// # Errors
    /// If the engine is broken.
    pub(super) fn stop(&self) -> Result<(), String> {
        self.0.borrow().session.as_ref().map_or(Ok(()), Session::stop)
    }

    /// Gives the program the line of input that it wants.
    ///
    /// # Errors
    /// If the engine is broken.
    pub(super) fn answer(&self, line: Option<String>) -> Result<(), String> {
        self.0.borrow().session.as_ref().map_or(Ok(()), |session| session.answer(line))
    }

    /// Lets the program stand still, or go on: in a step, until something has happened.
    ///
    /// # Errors
    /// If the engine is broken.
    pub(super) fn pause(&self, paused: bool, steps: bool) -> Result<(), String> {
        self.0.borrow().session.as_ref().map_or(Ok(()), |session| session.pause(paused, steps))
    }

    /// The lines that have breakpoints.
    ///
    /// # Errors
    /// If the engine is broken.
    pub(super) fn set_breakpoints(&self, lines: &Array) -> Result<(), String> {
        self.0.borrow().session.as_ref().map_or(Ok(()), |session| session.set_breakpoints(lines))
    }

    /// Lets go of the session.
    pub(super) fn end(&self) {
        let _over = self.0.borrow_mut().session.take();
    }

    /// Lets go of all of a run; the next one has this number.
    pub(super) fn forget(&self, number: u32) {
        let _over = self.0.replace(Held { number, ..Held::default() });
    }

    /// Who looks at the run, from its beginning on.
    pub(crate) fn looker(&self) -> Option<Rc<Looker>> {
        self.0.borrow().looker.clone()
    }
}
