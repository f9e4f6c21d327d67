//! The page: what its parts tell each other.

use gloo_timers::callback::Timeout;
use loopscope_trace::{EventId, Moment};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::effects::address;
use crate::effects::draft::Draft;
use crate::effects::editor::Editor;
use crate::effects::engine::{self, Report, Session};
use crate::effects::share::Linked;
use crate::effects::theme;
use crate::model::clock::Clock;
use crate::model::lessons::LESSONS;
use crate::model::run::SharedRun;
use crate::panes::calls::{Calls, LookerOf};
use crate::panes::console::ConsolePane;
use crate::panes::icons::Icon;
use crate::panes::program::{EditorPane, LessonText};
use crate::panes::timeline::Timeline;
use crate::panes::toolbar::Toolbar;
use crate::state::{Action, Notice, State};
use running::Ending;

mod programs;
mod running;

pub(crate) enum Msg {
    Run,
    Stop,
    /// The program is to stand still, or to go on.
    Pause(bool),
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
    PointAt(u32),
    /// The reader stands at a place in the run, or nowhere any more.
    Stand(Option<Moment>),
    /// The reader goes to what printed a line.
    GoTo(EventId),
    EditorFailed(String),
    Share,
    /// The link is in the address; whether it is in the clipboard, too.
    Shared(Result<bool, String>),
    SwitchTheme,
    Dismiss,
    ToastOver,
}

/// The page.
pub(crate) struct App {
    state: State,
    editor: Editor,
    run_button: NodeRef,
    results: NodeRef,
    run: SharedRun,
    session: Option<Session>,
    /// The program ended, but its output is not shown yet.
    ending: Option<Ending>,
    /// The program was edited since it was run.
    edited: bool,
    /// Counts the runs: what an earlier one still says is not heard.
    number: u32,
    /// Grows with what `run` knows.
    version: u64,
    frame_requested: bool,
    /// The time until the next frame is requested.
    pause: Option<Timeout>,
    theme_version: u32,
    /// Where the reader last went from the console, and how often they did.
    went_to: Option<(EventId, u32)>,
    stands_at: Option<Moment>,
    // The same ones always: what is drawn with them is not drawn anew for others.
    on_go_to: Callback<EventId>,
    on_pause: Callback<bool>,
    on_show_line: Callback<u32>,
    on_point_at: Callback<u32>,
    on_stand: Callback<Option<Moment>>,
    line_in_editor: Callback<(), u32>,
    draft: Draft,
    toast: Option<Timeout>,
    _hash_changed: Option<Closure<dyn FnMut()>>,
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
        let editor = Editor::default();
        let link = ctx.link();
        let mut app = App {
            state: State::default(),
            line_in_editor: Callback::from({
                let editor = editor.clone();
                move |()| editor.line()
            }),
            editor,
            run_button: NodeRef::default(),
            results: NodeRef::default(),
            run: SharedRun::new(Clock::default()),
            session: None,
            ending: None,
            edited: false,
            number: 0,
            version: 0,
            frame_requested: false,
            pause: None,
            theme_version: 0,
            went_to: None,
            stands_at: None,
            on_go_to: link.callback(Msg::GoTo),
            on_pause: link.callback(Msg::Pause),
            on_show_line: link.callback(Msg::ShowLine),
            on_point_at: link.callback(Msg::PointAt),
            on_stand: link.callback(Msg::Stand),
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
            Msg::Pause(paused) => self.pause(paused),
            Msg::Started { number, session } => return self.started(number, session),
            Msg::Reported { number, report } => return self.reported(ctx, number, report),
            Msg::Frame => {
                self.frame_requested = false;
                self.version += 1;
                self.run.borrow_mut().begin_picture();
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
            // An address that names no program is as good as none, but takes no program away.
            Msg::Opened(Ok(None)) if self.editor.text().is_empty() => self.open_first_lesson(),
            Msg::Opened(Ok(None)) => return false,
            // A link that can't be read takes nothing away.
            Msg::Opened(Err(problem)) => {
                if self.editor.text().is_empty() {
                    self.open("", None);
                }
                self.state.apply(Action::Report { problem });
            }
            Msg::Edited(text) => {
                let was_edited = std::mem::replace(&mut self.edited, true);
                self.editor.clear_error();
                if !was_edited {
                    // What is marked is of the program that ran.
                    self.editor.point_at(0);
                }
                spawn_local(engine::expect(text.clone()));
                self.draft.keep(address::hash(), text.clone());
                let before = self.state.lesson();
                self.state.apply(Action::Edit { program: text });
                return self.state.lesson() != before || !was_edited;
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
            Msg::PointAt(line) => {
                // After an edit the lines of the run are not those of the program.
                self.editor.point_at(if self.edited { 0 } else { line });
                return false;
            }
            Msg::Stand(at) => self.stands_at = at,
            Msg::GoTo(event) => {
                let times = self.went_to.map_or(0, |(_, times)| times);
                self.went_to = Some((event, times + 1));
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
                <Toolbar running={state.running()} paused={state.paused} on_pause={&self.on_pause} clock={state.clock} lesson={state.lesson()}
                    run_button={self.run_button.clone()} on_run={link.callback(|()| Msg::Run)}
                    on_stop={link.callback(|()| Msg::Stop)} on_share={link.callback(|()| Msg::Share)}
                    on_clock={link.callback(Msg::Choose)} on_lesson={link.callback(Msg::OpenLesson)}
                    on_theme={link.callback(|()| Msg::SwitchTheme)} />
                { self.notice(ctx) }
                <main>
                    <div class="program pane">
                        if let Some(lesson) = state.lesson() {
                            <LessonText key={lesson} {lesson} />
                        }
                        <EditorPane editor={self.editor.clone()} on_edit={link.callback(Msg::Edited)}
                            on_run={link.callback(|()| Msg::Run)} on_leave={link.callback(|()| Msg::LeaveEditor)}
                            on_failure={link.callback(Msg::EditorFailed)} />
                    </div>
                    <div class="results" ref={&self.results}>
                        if let Some(waits) = &state.stuck {
                            <div class="stuck pane" role="status">
                                <p>{ "Nothing in the program will end these waits. Stop interrupts it." }</p>
                                <ul>{ for waits.lines().map(|line| html! { <li>{ line.trim() }</li> }) }</ul>
                            </div>
                        }
                        <ConsolePane run={self.run.clone()} version={self.version} phase={state.phase} paused={state.paused}
                            exit_status={state.exit_status} stops={state.stops} stands_at={self.stands_at} on_go_to={self.on_go_to.clone()} />
                        <Timeline run={self.run.clone()} version={self.version} phase={state.phase} paused={state.paused} on_pause={&self.on_pause}
                            theme={self.theme_version} went_to={self.went_to} on_show_line={self.on_show_line.clone()}
                            on_point_at={self.on_point_at.clone()} on_stand={self.on_stand.clone()} line_in_editor={self.line_in_editor.clone()} />
                    </div>
                    { self.calls() }
                </main>
                <p class="toast" role="status" data-shown={state.toast.is_some().to_string()}>{ state.toast }</p>
            </div>
        }
    }
}

impl App {
    /// What threads and tasks were doing where the reader stands.
    fn calls(&self) -> Html {
        let run = self.run.borrow();
        let stood = self.stands_at.and_then(|moment| run.recording.at(moment));
        let (Some(event), Some(looker)) = (stood, &run.looker) else { return Html::default() };
        html! {
            <Calls event={event.id} task={event.task} looker={LookerOf(looker.clone())} edited={self.edited} on_show_line={&self.on_show_line} />
        }
    }

    fn notice(&self, ctx: &Context<Self>) -> Html {
        let Some(notice) = &self.state.notice else { return Html::default() };
        let content = match notice {
            Notice::Problem(text) => html! { <p>{ text }</p> },
            Notice::Crash(message) => html! { <>
                <p>{ message }{ " Your program is safe in the editor." }</p>
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
}
