//! What the page does outside of its model: all that an update asks for.

use gloo_timers::callback::Timeout;
use loopscope_story::causes::task_of;
use loopscope_story::steps::{Step, Way, around};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::message::{Msg, Report};
use crate::model::Model;
use crate::update::cursor::NO_FURTHER;
use crate::update::effect::Effect;
use drafts::Drafts;
use editor::Editor;
use files::Files;
use host::Host;
use runner::Runner;
use share::Shared;

mod address;
mod batch;
mod drafts;
pub(crate) mod editor;
pub(crate) mod engine;
pub(crate) mod files;
pub(crate) mod frame;
mod host;
pub(crate) mod lessons;
mod opening;
mod packing;
mod runner;
mod share;
mod theme;

/// When the panes are below each other, as the style sheet has it.
const ONE_COLUMN: &str = "(max-width: 860px)";
/// When there is room for one pane at a time.
const NARROW: &str = "(max-width: 560px)";
/// So many events of a task are looked at for one outside of a call.
const MOST_EVENTS: usize = 500;
/// What a step out of a call says that would lead beyond these.
const TOO_FAR: &str = "Further than 500 events";
/// What is said where no window can be opened.
const NO_WINDOW: &str = "The page around this example, or the browser, does not let it open a window.";

/// What effects are performed with.
pub(crate) struct Effects {
    pub(crate) editor: Editor,
    pub(crate) run_button: NodeRef,
    pub(crate) results: NodeRef,
    pub(crate) runner: Runner,
    pub(crate) files: Files,
    drafts: Drafts,
    host: Option<Host>,
    frame: Option<Timeout>,
    send: Callback<Msg>,
    _hash_changed: Closure<dyn FnMut()>,
    _resized: Closure<dyn FnMut()>,
}

impl Effects {
    /// What happens outside is told by `send`.
    pub(crate) fn new(send: Callback<Msg>) -> Effects {
        theme::restore();
        let hash_changed = Closure::<dyn FnMut()>::new({
            let send = send.clone();
            move || send.emit(Msg::OpenAddress)
        });
        let resized = Closure::<dyn FnMut()>::new({
            let send = send.clone();
            move || send.emit(Msg::Narrow(matches(NARROW)))
        });
        if let Some(window) = web_sys::window() {
            window.set_onhashchange(Some(hash_changed.as_ref().unchecked_ref()));
            window.set_onresize(Some(resized.as_ref().unchecked_ref()));
        }
        send.emit(Msg::Narrow(matches(NARROW)));
        Effects {
            editor: Editor::default(),
            run_button: NodeRef::default(),
            results: NodeRef::default(),
            runner: Runner::default(),
            files: Files::new(send.clone()),
            drafts: Drafts::new(send.clone()),
            host: Host::meet(send.clone()),
            frame: None,
            send,
            _hash_changed: hash_changed,
            _resized: resized,
        }
    }

    /// Whether this is an example in another page.
    pub(crate) fn is_embedded(&self) -> bool {
        self.host.is_some()
    }

    /// Does what an update asked for.
    pub(crate) fn perform(&mut self, effect: Effect, model: &Model) {
        match effect {
            Effect::Start => self.runner.start(self.editor.begin(), model.run_options(), &self.send),
            Effect::Interrupt => self.tried(self.runner.stop(), model),
            Effect::Answer(line) => self.tried(self.runner.answer(line), model),
            Effect::Pause(paused) => {
                self.tried(self.runner.pause(paused, model.cursor.pending.is_some()), model);
            }
            Effect::SetBreakpoints => self.set_breakpoints(0, model),
            Effect::RunTo(line) => self.set_breakpoints(line, model),
            Effect::EndSession => self.runner.end(),
            Effect::ForgetRun => self.runner.forget(model.number),
            Effect::Frame(millis) => self.frame(millis),
            Effect::ShowResults => self.show_results(),

            Effect::WakeEditor => {
                let (editor, send) = (self.editor.clone(), self.send.clone());
                spawn_local(async move {
                    if let Err(reason) = editor.mount(&send).await {
                        send.emit(Msg::EditorFailed(reason));
                    }
                });
            }
            Effect::Open(text) => {
                self.drafts.begin(&model.origin, model.drafts.shown);
                self.editor.set_text(&text);
                spawn_local(engine::expect(text));
            }
            Effect::Keep(text) => {
                self.drafts.keep(&text);
                spawn_local(engine::expect(text));
            }
            Effect::LookAtFile => self.runner.look_at(self.files.take_looker()),
            Effect::Save(name) => {
                let (send, looker) = (self.send.clone(), self.runner.looker());
                spawn_local(async move {
                    if let Some(looker) = looker
                        && let Err(why) = looker.save(&name).await
                    {
                        send.emit(Msg::NotSaved(why));
                    }
                });
            }
            Effect::MarkError(uncaught) => self.editor.mark_error(&uncaught),
            Effect::ClearError => self.editor.clear_error(),
            Effect::PointAt(line) => self.editor.point_at(line),
            Effect::ShowLine(line) => {
                let editor = self.editor.clone();
                // When it is in view again.
                spawn_local(async move { editor.show_line(line) });
            }
            Effect::AddFile => {
                let (editor, send) = (self.editor.clone(), self.send.clone());
                spawn_local(async move {
                    // Where it can't come, that has been said.
                    if editor.mount(&send).await.is_ok() {
                        editor.add_file();
                    }
                });
            }
            Effect::StepToLine(way) => self.send.emit(Msg::Step(Step::Line(self.editor.line()), way)),
            Effect::StepOut(way) => self.step_out(way, model),
            Effect::FocusRun => {
                if let Some(button) = self.run_button.cast::<HtmlElement>() {
                    let _ = button.focus();
                }
            }

            Effect::ReadAddress => {
                let (send, drafts) = (self.send.clone(), self.drafts.clone());
                spawn_local(
                    async move { send.emit(Msg::Opened(opening::open(&address::hash(), &drafts).await)) },
                );
            }
            Effect::LookAtDraft(number) => {
                let (draft, drafts) = self.drafts.look(&model.origin.name, Some(number));
                self.send.emit(Msg::DraftShown(draft, drafts));
            }
            Effect::Name(address) => address::push_hash(&address),
            Effect::Rename(address) => address::set_hash(&address),
            Effect::BeginDraft => {
                self.drafts.begin(&model.origin, 0);
                self.send.emit(Msg::Kept(self.drafts.look(&model.origin.name, Some(0)).1));
            }
            Effect::Share => {
                let (send, shared) = (self.send.clone(), Shared::of(model, self.editor.text()));
                spawn_local(async move {
                    if let Err(why) = shared.open(send.clone()).await {
                        send.emit(Msg::NotShared(why));
                    }
                });
            }
            Effect::OpenBatch => {
                let (send, program) = (self.send.clone(), self.editor.text());
                spawn_local(async move {
                    if let Err(why) = batch::open(program, send.clone()).await {
                        send.emit(Msg::NotOpened(why));
                    }
                });
            }
            Effect::Write(text) => self.editor.set_text(&text),
            Effect::Tell(word) => {
                if let Some(host) = &self.host {
                    host.tell(&word);
                }
            }
            Effect::UseTheme { dark } => {
                theme::follow(dark);
                self.send.emit(Msg::Themed(dark));
            }
            Effect::LetEdit(may) => self.editor.let_edit(may),
            Effect::Fold(runs) => self.editor.fold(&runs),
            Effect::OpenOutside => {
                let (send, shared) = (self.send.clone(), Shared::of(model, self.editor.text()));
                spawn_local(async move {
                    let link = shared.link().await;
                    let opened =
                        link.and_then(|link| address::open_outside(&link).ok_or(NO_WINDOW.to_owned()));
                    if let Err(why) = opened {
                        send.emit(Msg::NotOpened(why));
                    }
                });
            }
            Effect::SwitchTheme => self.send.emit(Msg::Themed(theme::switch())),
        }
    }

    /// Tells the engine which lines have breakpoints, and another one unless that is 0.
    fn set_breakpoints(&self, goal: u32, model: &Model) {
        let lines = self.editor.breakpoints();
        if goal > 0 {
            lines.push(&goal.into());
        }
        self.tried(self.runner.set_breakpoints(&lines), model);
    }

    /// Finds where a step out of a call leads.
    fn step_out(&self, way: Way, model: &Model) {
        let (run, from) = (model.run.borrow(), model.cursor.at.moment);
        let Some((from, event)) = from.and_then(|from| Some((from, run.recording.at(from)?))) else { return };
        let (task, events) = (task_of(&event), around(&run.recording, from, way, MOST_EVENTS));
        let (looker, send) = (self.runner.looker(), self.send.clone());
        spawn_local(async move {
            let found = match &looker {
                Some(looker) => looker.out(task, way == Way::Back, &events).await,
                None => None,
            };
            let why = if events.len() > MOST_EVENTS { TOO_FAR } else { NO_FURTHER };
            send.emit(Msg::SteppedOut(from, way, found.map(|found| events[found]).ok_or(why)));
        });
    }

    /// An engine that can't do what it was told to is broken.
    fn tried(&self, result: Result<(), String>, model: &Model) {
        if let Err(message) = result {
            self.send.emit(Msg::Reported { number: model.number, report: Report::Crashed(message) });
        }
    }

    /// Asks for a frame after so many milliseconds, in place of one that was asked for later.
    fn frame(&mut self, millis: u32) {
        let send = self.send.clone();
        let request = move || frame::request(move || send.emit(Msg::Frame));
        self.frame = None;
        if millis > 0 {
            self.frame = Some(Timeout::new(millis, request));
        } else {
            request();
        }
    }

    /// Scrolls to the console where it is below the program.
    fn show_results(&self) {
        if let Some(results) = self.results.cast::<Element>().filter(|_| matches(ONE_COLUMN)) {
            results.scroll_into_view();
        }
    }
}

/// Whether a media query holds.
fn matches(query: &str) -> bool {
    let query = web_sys::window().and_then(|window| window.match_media(query).ok()?);
    query.is_some_and(|query| query.matches())
}
