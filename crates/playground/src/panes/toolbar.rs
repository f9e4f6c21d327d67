//! The page's header: what it is, which program, which clock, Run, Stop and Share.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::icons::Icon;
use crate::effects::files::Files;
use crate::message::Msg;
use crate::model::clock::Clock;
use crate::model::lessons::LESSONS;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) running: bool,
    pub(crate) paused: bool,
    pub(crate) clock: Clock,
    pub(crate) lesson: Option<usize>,
    /// Whether there is a run that has ended.
    pub(crate) ended: bool,
    pub(crate) files: Files,
    pub(crate) run_button: NodeRef,
    pub(crate) send: Callback<Msg>,
}

#[component]
pub(crate) fn Toolbar(props: &Props) -> Html {
    let Props { running, paused, clock, lesson, ended, files, run_button, send } = props;
    let onchange = {
        let files = files.clone();
        move |event: Event| files.open(&event)
    };
    let click = |msg: fn() -> Msg| send.reform(move |_: MouseEvent| msg());
    html! {
        <header class="toolbar">
            <div class="brand">
                <h1>{ Icon::Mark.html() }{ "Loopscope" }</h1>
                <p>{ "See what asyncio runs when, and why." }</p>
            </div>
            { lesson_picker(*lesson, send.clone()) }
            { clock_picker(*clock, send) }
            <div class="actions">
                { run_buttons(*running, *paused, run_button, send) }
                <button class="quiet share" onclick={click(|| Msg::OpenBatch)} title="Write a program that fetches URLs and runs timed tasks">
                    { Icon::Batch.html() }<span>{ "Batch" }</span>
                </button>
                <button class="quiet share" onclick={click(|| Msg::Share)} title="Get a link that holds the program">
                    { Icon::Share.html() }<span>{ "Share" }</span>
                </button>
                <button class="quiet file" onclick={click(|| Msg::Save)} disabled={!ended} aria-label="Save this run"
                    title="Save this run as a file, which shows all of it when it is opened here or dropped onto the page">
                    { Icon::Save.html() }<span>{ "Save" }</span>
                </button>
                <label class="file" title="Open a recording or a Python program, or drop it onto the page">
                    <input type="file" accept=".loopscope,.py" aria-label="Open a recording or a program" {onchange} />
                    { Icon::Open.html() }<span>{ "Open" }</span>
                </label>
                <button class="quiet only-icon" onclick={click(|| Msg::SwitchTheme)} aria-label="Light or dark"
                    title="Light or dark">
                    { Icon::Theme.html() }
                </button>
            </div>
        </header>
    }
}

/// Run, Pause and Stop.
pub(crate) fn run_buttons(running: bool, paused: bool, run_button: &NodeRef, send: &Callback<Msg>) -> Html {
    html! { <>
        <button class="run" ref={run_button} onclick={send.reform(|_: MouseEvent| Msg::Run)} title="Run the program (Ctrl+Enter)">
            { Icon::Run.html() }{ "Run" }
        </button>
        <button class="pause only-icon" onclick={send.reform(move |_: MouseEvent| Msg::Pause(!paused))} disabled={!running}
            aria-label={if paused { "Go on" } else { "Pause" }} aria-pressed={paused.to_string()}
            title={if paused { "Let the program go on" } else { "Let the program and its time stand still" }}>
            { if paused { Icon::Run } else { Icon::Pause }.html() }
        </button>
        <button class="stop" onclick={send.reform(|_: MouseEvent| Msg::Stop)} disabled={!running}
            title="Interrupt the program, as Ctrl+C does">
            { Icon::Stop.html() }{ "Stop" }
        </button>
    </> }
}

fn lesson_picker(chosen: Option<usize>, send: Callback<Msg>) -> Html {
    let on_change = move |event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        if let Some(lesson) = select.and_then(|select| select.value().parse().ok()) {
            send.emit(Msg::OpenLesson(lesson));
        }
    };
    let options = LESSONS.iter().enumerate().map(|(number, lesson)| {
        html! { <option value={number.to_string()} selected={chosen == Some(number)}>{ lesson.title }</option> }
    });
    html! {
        <label class="lesson-picker">
            <span class="unseen">{ "Lesson" }</span>
            <select onchange={on_change}>
                <option value="" disabled=true selected={chosen.is_none()}>{ "Choose a lesson" }</option>
                { for options }
            </select>
        </label>
    }
}

fn clock_picker(chosen: Clock, send: &Callback<Msg>) -> Html {
    let choices = Clock::ALL.into_iter().map(|clock| {
        let onchange = send.reform(move |_: Event| Msg::ChooseClock(clock));
        html! {
            <label title={clock.explanation()}>
                <input type="radio" name="clock" value={clock.name()} checked={chosen == clock} {onchange} />
                <span>{ clock.label() }<span class="more">{ clock.label_end() }</span></span>
            </label>
        }
    });
    html! { <div class="clock" role="radiogroup" aria-label="Clock">{ for choices }</div> }
}
