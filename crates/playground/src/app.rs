//! The page: what its parts tell each other.

use gloo_timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::address;
use crate::clock::Clock;
use crate::console::ConsolePane;
use crate::draft::{self, Draft};
use crate::editor::{Editor, EditorPane};
use crate::engine::{self, Report, Session};
use crate::frame;
use crate::icons::Icon;
use crate::lessons::{LESSONS, LessonText};
use crate::run::SharedRun;
use crate::share::{self, Linked};
use crate::state::{Action, Notice, Phase, State};
use crate::theme;
use crate::timeline::Timeline;
use crate::toolbar::Toolbar;

/// How long a toast is shown, in milliseconds.
const TOAST_MILLIS: u32 = 2_500;

/// In how many frames the page shows a program's last output before it says that the program ended.
const FRAMES_TO_END: u32 = 3;

pub(crate) enum Msg {
    Run,
    Stop,
    /// The engine has taken the program of run `number`, or could not.
    Started {
        number: u32,
        session: Result<Session, String>,
    },
    /// The program of run `number` says something.
    Reported {
        number: u32,
        report: Report,
    },
    /// The browser draws next.
    Frame,
    Choose(Clock),
    OpenLesson(usize),
    /// The address changed, or was read for the first time.
    OpenAddress,
    Opened(Result<Option<Linked>, String>),
    Edited(String),
    LeaveEditor,
    ShowLine(u32),
    EditorFailed(String),
    Share,
    Shared(Result<(String, bool), String>),
    SwitchTheme,
    Dismiss,
    ToastOver,
}

/// The page.
pub(crate) struct App {
    state: State,
    editor: Editor,
    run_button: NodeRef,
    run: SharedRun,
    session: Option<Session>,
    /// The program ended, but its output is not shown yet.
    ending: Option<Ending>,
    /// Counts the runs: what an earlier one still says is not heard.
    number: u32,
    /// Grows with what `run` knows.
    version: u64,
    frame_requested: bool,
    theme_version: u32,
    draft: Draft,
    toast: Option<Timeout>,
    _hash_changed: Option<Closure<dyn FnMut()>>,
}

/// How a program ended, and in how many frames at most the page will say so.
struct Ending {
    exit_status: i32,
    frames: u32,
}

impl Component for App {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        theme::restore();
        let link = ctx.link().clone();
        let hash_changed = Closure::<dyn FnMut()>::new(move || link.send_message(Msg::OpenAddress));
        if let Some(window) = web_sys::window() {
            window.set_onhashchange(Some(hash_changed.as_ref().unchecked_ref()));
        }
        let mut app = App {
            state: State::default(),
            editor: Editor::default(),
            run_button: NodeRef::default(),
            run: SharedRun::new(Clock::default()),
            session: None,
            ending: None,
            number: 0,
            version: 0,
            frame_requested: false,
            theme_version: 0,
            draft: Draft::default(),
            toast: None,
            _hash_changed: Some(hash_changed),
        };
        app.open_first(ctx);
        app
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Run => self.start(ctx),
            Msg::Stop => self.stop(),
            Msg::Started { number, session } => return self.started(number, session),
            Msg::Reported { number, report } => return self.reported(ctx, number, report),
            Msg::Frame => {
                self.frame_requested = false;
                self.version += 1;
                let more = self.run.borrow_mut().reveal();
                if more {
                    self.request_frame(ctx);
                }
                self.end_when_shown(more);
            }
            Msg::Choose(clock) => self.state.apply(Action::Choose(clock)),
            Msg::OpenLesson(lesson) => {
                address::set_hash(&format!("lesson={}", LESSONS[lesson].name));
                self.open(LESSONS[lesson].program, Some(lesson));
            }
            Msg::OpenAddress => {
                self.read_address(ctx);
                return false;
            }
            Msg::Opened(Ok(Some(linked))) => self.open_linked(linked),
            Msg::Opened(Ok(None)) => return false,
            Msg::Opened(Err(problem)) => {
                self.open("", None);
                self.state.apply(Action::Report { problem });
            }
            Msg::Edited(text) => {
                self.editor.clear_error();
                self.draft.keep(address::hash(), text);
                return false;
            }
            Msg::LeaveEditor => {
                if let Some(button) = self.run_button.cast::<HtmlElement>() {
                    let _ = button.focus();
                }
                return false;
            }
            Msg::ShowLine(line) => {
                self.editor.show_line(line);
                return false;
            }
            Msg::EditorFailed(reason) => {
                let problem = format!("The editor could not be loaded: {reason}. Load the page again.");
                self.state.apply(Action::Report { problem });
            }
            Msg::Share => {
                self.share(ctx);
                return false;
            }
            Msg::Shared(shared) => self.shared(ctx, shared),
            Msg::SwitchTheme => {
                theme::switch();
                self.theme_version += 1;
            }
            Msg::Dismiss => self.state.apply(Action::Dismiss),
            Msg::ToastOver => self.state.apply(Action::Toast(None)),
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let state = &self.state;
        html! {
            <div class="app" data-state={state.phase.name()}
                data-exit-status={state.exit_status.map(|status| status.to_string())}>
                <Toolbar running={state.running()} clock={state.clock} lesson={state.lesson}
                    run_button={self.run_button.clone()} on_run={link.callback(|()| Msg::Run)}
                    on_stop={link.callback(|()| Msg::Stop)} on_share={link.callback(|()| Msg::Share)}
                    on_clock={link.callback(Msg::Choose)} on_lesson={link.callback(Msg::OpenLesson)}
                    on_theme={link.callback(|()| Msg::SwitchTheme)} />
                { self.notice(ctx) }
                <main>
                    <div class="program pane">
                        if let Some(lesson) = state.lesson {
                            <LessonText key={lesson} {lesson} />
                        }
                        <EditorPane editor={self.editor.clone()} on_edit={link.callback(Msg::Edited)}
                            on_run={link.callback(|()| Msg::Run)} on_leave={link.callback(|()| Msg::LeaveEditor)}
                            on_failure={link.callback(Msg::EditorFailed)} />
                    </div>
                    <div class="results">
                        <ConsolePane run={self.run.clone()} version={self.version} phase={state.phase}
                            exit_status={state.exit_status} stops={state.stops} />
                        <Timeline run={self.run.clone()} version={self.version} phase={state.phase}
                            theme={self.theme_version} on_show_line={link.callback(Msg::ShowLine)} />
                    </div>
                </main>
                <p class="toast" role="status" data-shown={state.toast.is_some().to_string()}>{ state.toast }</p>
            </div>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, first: bool) {
        if first {
            spawn_local(engine::preload());
        }
    }
}

impl App {
    fn notice(&self, ctx: &Context<Self>) -> Html {
        let Some(notice) = &self.state.notice else { return Html::default() };
        let content = match notice {
            Notice::Problem(text) => html! { <p>{ text }</p> },
            Notice::Crash(message) => html! { <>
                <p>{ "Loopscope’s engine failed: " }{ message }{ ". Your program is safe in the editor." }</p>
                <button onclick={ctx.link().callback(|_| Msg::Run)}>{ "Run again" }</button>
            </> },
        };
        html! {
            <div class="notice" role="alert">
                { content }
                <button class="quiet only-icon" aria-label="Dismiss" onclick={ctx.link().callback(|_| Msg::Dismiss)}>
                    { Icon::Close.html() }
                </button>
            </div>
        }
    }

    /// Takes up the program, the clock and the engine for a new run.
    fn start(&mut self, ctx: &Context<Self>) {
        self.forget_run();
        self.editor.clear_error();
        self.state.apply(Action::Start);
        let (number, clock, source) = (self.number, self.state.clock, self.editor.text());
        let link = ctx.link().clone();
        spawn_local(async move {
            let reporter = link.clone();
            let report = move |report| reporter.send_message(Msg::Reported { number, report });
            let session = Session::start(&source, clock, report).await;
            link.send_message(Msg::Started { number, session });
        });
    }

    fn started(&mut self, number: u32, session: Result<Session, String>) -> bool {
        // A session that nobody waits for any more ends when it is dropped here.
        if number != self.number {
            return false;
        }
        match session {
            Ok(session) if self.state.phase == Phase::Running => {
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

    fn stop(&mut self) {
        if !self.state.running() {
            return;
        }
        self.state.apply(Action::Stop);
        if let Some(Err(message)) = self.session.as_ref().map(Session::stop) {
            self.crash(message);
        }
    }

    fn reported(&mut self, ctx: &Context<Self>, number: u32, report: Report) -> bool {
        if number != self.number {
            return false;
        }
        match report {
            Report::Events(batch) => {
                let taken = self.run.borrow_mut().take(&batch);
                match taken {
                    Ok(Some(uncaught)) => self.editor.mark_error(&uncaught),
                    Ok(None) => {}
                    Err(error) => {
                        self.crash(format!("its events can’t be read ({error})"));
                        return true;
                    }
                }
                self.request_frame(ctx);
                false
            }
            Report::Ended(exit_status) => {
                self.session = None;
                self.run.borrow_mut().end();
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
    fn end_when_shown(&mut self, more: bool) {
        let Some(ending) = &mut self.ending else { return };
        ending.frames -= 1;
        if !more || ending.frames == 0 {
            let exit_status = ending.exit_status;
            self.ending = None;
            self.state.apply(Action::End { exit_status });
        }
    }

    fn crash(&mut self, message: String) {
        self.session = None;
        self.run.borrow_mut().end();
        self.version += 1;
        self.state.apply(Action::Crash { message });
    }

    /// Ends the run, if there is one, and forgets what is known of it.
    fn forget_run(&mut self) {
        self.number += 1;
        self.session = None;
        self.ending = None;
        self.run = SharedRun::new(self.state.clock);
    }

    fn request_frame(&mut self, ctx: &Context<Self>) {
        if !self.frame_requested {
            self.frame_requested = true;
            let link = ctx.link().clone();
            frame::request(move || link.send_message(Msg::Frame));
        }
    }

    /// Opens what the address names, else what the reader wrote here before, else the first lesson.
    fn open_first(&mut self, ctx: &Context<Self>) {
        if let Some(lesson) = LESSONS.first() {
            self.state.apply(Action::Open { lesson: Some(0) });
            self.editor.set_text(lesson.program);
        }
        if !address::hash().is_empty() {
            self.read_address(ctx);
        } else if let Some(text) = draft::kept("") {
            self.editor.set_text(&text);
        }
    }

    fn read_address(&self, ctx: &Context<Self>) {
        ctx.link().send_future(async { Msg::Opened(share::open(&address::hash()).await) });
    }

    fn open_linked(&mut self, linked: Linked) {
        if let Some(clock) = linked.clock {
            self.state.apply(Action::Choose(clock));
        }
        match draft::kept(&address::hash()) {
            Some(text) => self.open(&text, linked.lesson),
            None => self.open(&linked.text, linked.lesson),
        }
    }

    fn open(&mut self, text: &str, lesson: Option<usize>) {
        self.forget_run();
        self.editor.set_text(text);
        self.state.apply(Action::Open { lesson });
    }

    fn share(&self, ctx: &Context<Self>) {
        let (text, clock) = (self.editor.text(), self.state.clock);
        ctx.link().send_future(async move {
            Msg::Shared(match share::link_to(&text, clock).await {
                Ok(new_hash) => {
                    address::set_hash(&new_hash);
                    Ok((new_hash, address::copy().await.is_some()))
                }
                Err(problem) => Err(problem),
            })
        });
    }

    fn shared(&mut self, ctx: &Context<Self>, shared: Result<(String, bool), String>) {
        match shared {
            Ok((_, copied)) => {
                // The link holds the text now.
                self.draft.forget();
                let toast = if copied { "Link copied" } else { "The link is in the address bar" };
                self.state.apply(Action::Toast(Some(toast)));
                let link = ctx.link().clone();
                self.toast = Some(Timeout::new(TOAST_MILLIS, move || link.send_message(Msg::ToastOver)));
            }
            Err(problem) => self.state.apply(Action::Report { problem }),
        }
    }
}
