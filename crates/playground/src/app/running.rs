//! Running a program: from Run to its end.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;
use yew::prelude::*;

use super::{App, Msg};
use crate::effects::engine::{Report, Session};
use crate::effects::frame;
use crate::model::run::SharedRun;
use crate::state::Action;

/// In how many frames the page shows a program's last output before it says that the program ended.
const FRAMES_TO_END: u32 = 3;

/// When the panes are below each other, as the style sheet has it.
const ONE_COLUMN: &str = "(max-width: 860px)";
/// How long to wait between two frames while more is written than they can show: nobody can read that, and
/// the page has other things to do.
const FLOOD_MILLIS: u32 = 80;
/// A shorter pause is none: the browser's next frame is not nearer.
const SHORTEST_PAUSE_MILLIS: u32 = 4;

/// How a program ended, and in how many frames at most the page will say so.
pub(super) struct Ending {
    exit_status: i32,
    frames: u32,
}

/// A message as a sentence.
fn sentence(message: &str) -> String {
    let mut chars = message.trim_end_matches('.').chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(chars).chain(['.']).collect()
}

impl App {
    /// Takes up the program, the clock and the engine for a new run.
    pub(super) fn start(&mut self, ctx: &Context<Self>) {
        self.forget_run();
        self.edited = false;
        self.editor.clear_error();
        self.state.apply(Action::Start);
        self.show_results();
        let (number, clock, source) = (self.number, self.state.clock, self.editor.text());
        let link = ctx.link().clone();
        spawn_local(async move {
            let reporter = link.clone();
            let report = move |report| reporter.send_message(Msg::Reported { number, report });
            let session = Session::start(&source, clock, report).await;
            link.send_message(Msg::Started { number, session });
        });
    }

    /// Scrolls to the console where it is below the program.
    fn show_results(&self) {
        let window = web_sys::window();
        let narrow = window.and_then(|window| window.match_media(ONE_COLUMN).ok()?);
        if let Some(results) =
            self.results.cast::<Element>().filter(|_| narrow.is_some_and(|it| it.matches()))
        {
            results.scroll_into_view();
        }
    }

    pub(super) fn started(&mut self, number: u32, session: Result<Session, String>) -> bool {
        // A session that nobody waits for any more ends when it is dropped here.
        if number != self.number {
            return false;
        }
        if let Ok(session) = &session {
            self.run.borrow_mut().looker = Some(Rc::new(session.looker()));
        }
        match session {
            Ok(session) if self.state.running() && self.ending.is_none() => {
                // Whoever pressed Stop while the engine was loading meant this run.
                let stopped = (0..self.state.stops).try_for_each(|_| session.stop());
                self.session = Some(session);
                if let Err(message) = stopped {
                    self.crash(message);
                }
                self.state.notice.is_some()
            }
            // It ended at once.
            Ok(_) => false,
            Err(message) => {
                self.crash(message);
                true
            }
        }
    }

    pub(super) fn stop(&mut self) {
        if !self.state.running() {
            return;
        }
        self.state.apply(Action::Stop);
        self.run.borrow_mut().pause(false);
        if let Some(Err(message)) = self.session.as_ref().map(Session::stop) {
            self.crash(message);
        }
    }

    /// Lets the program and its time stand still, or go on.
    pub(super) fn pause(&mut self, paused: bool) {
        if let Some(session) = &self.session {
            if let Err(message) = session.pause(paused) {
                return self.crash(message);
            }
            self.state.apply(Action::Pause(paused));
            self.run.borrow_mut().pause(self.state.paused);
        }
    }

    pub(super) fn reported(&mut self, ctx: &Context<Self>, number: u32, report: Report) -> bool {
        if number != self.number {
            return false;
        }
        match report {
            Report::Events(batch) => {
                let taken = self.run.borrow_mut().take(batch);
                match taken {
                    // In an edited program the line is another one.
                    Ok(Some(uncaught)) if !self.edited => self.editor.mark_error(&uncaught),
                    Ok(_) => {}
                    Err(error) => {
                        self.crash(format!("the engine’s events can’t be read ({error})"));
                        return true;
                    }
                }
                self.request_frame(ctx);
                false
            }
            Report::Stuck(waits) => {
                self.state.apply(Action::Stick { waits });
                true
            }
            Report::Ended(exit_status) => {
                self.session = None;
                self.run.borrow_mut().end();
                // What comes now is the last: nothing to wait for.
                if self.pause.take().is_some() {
                    self.frame_requested = false;
                }
                self.ending = Some(Ending { exit_status, frames: FRAMES_TO_END });
                self.request_frame(ctx);
                false
            }
            Report::Crashed(message) => {
                self.crash(message);
                true
            }
        }
    }

    /// Says that the program ended, once its output is shown; not for ever, when that is a flood.
    pub(super) fn end_when_shown(&mut self, more: bool) {
        let Some(ending) = &mut self.ending else { return };
        ending.frames -= 1;
        if !more || ending.frames == 0 || self.run.borrow().flooded() {
            let exit_status = ending.exit_status;
            self.ending = None;
            self.state.apply(Action::End { exit_status });
        }
    }

    fn crash(&mut self, message: String) {
        self.session = None;
        self.run.borrow_mut().end();
        self.version += 1;
        self.state.apply(Action::Crash { message: sentence(&message) });
    }

    /// Ends the run, if there is one, and forgets what is known of it.
    pub(super) fn forget_run(&mut self) {
        self.number += 1;
        self.session = None;
        self.ending = None;
        self.run = SharedRun::new(self.state.clock);
    }

    pub(super) fn request_frame(&mut self, ctx: &Context<Self>) {
        if self.frame_requested {
            return;
        }
        self.frame_requested = true;
        let link = ctx.link().clone();
        let request = move || frame::request(move || link.send_message(Msg::Frame));
        let run = self.run.borrow();
        let wait = if run.flooded() { FLOOD_MILLIS } else { run.millis_to_picture() as u32 };
        if wait >= SHORTEST_PAUSE_MILLIS && self.ending.is_none() {
            self.pause = Some(Timeout::new(wait, request));
        } else {
            request();
        }
    }
}
