//! The page's header: what it is, which program, which clock, Run, Stop and Share.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::model::clock::Clock;
use crate::model::lessons::LESSONS;
use crate::panes::icons::Icon;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) running: bool,
    pub(crate) paused: bool,
    pub(crate) clock: Clock,
    pub(crate) lesson: Option<usize>,
    pub(crate) run_button: NodeRef,
    pub(crate) on_run: Callback<()>,
    pub(crate) on_stop: Callback<()>,
    pub(crate) on_pause: Callback<bool>,
    pub(crate) on_share: Callback<()>,
    pub(crate) on_clock: Callback<Clock>,
    pub(crate) on_lesson: Callback<usize>,
    pub(crate) on_theme: Callback<()>,
}

#[component]
pub(crate) fn Toolbar(props: &Props) -> Html {
    let paused = props.paused;
    let click = |callback: &Callback<()>| callback.reform(|_: MouseEvent| ());
    html! {
        <header class="toolbar">
            <div class="brand">
                <h1>{ Icon::Mark.html() }{ "Loopscope" }</h1>
                <p>{ "See what asyncio runs when, and why." }</p>
            </div>
            <LessonPicker lesson={props.lesson} on_lesson={props.on_lesson.clone()} />
            <ClockPicker clock={props.clock} on_clock={props.on_clock.clone()} />
            <div class="actions">
                <button class="run" ref={props.run_button.clone()} onclick={click(&props.on_run)}
                    title="Run the program (Ctrl+Enter)">
                    { Icon::Run.html() }{ "Run" }
                </button>
                <button class="pause only-icon" onclick={props.on_pause.reform(move |_: MouseEvent| !paused)} disabled={!props.running}
                    aria-label={if props.paused { "Go on" } else { "Pause" }} aria-pressed={props.paused.to_string()}
                    title={if props.paused { "Let the program go on" } else { "Let the program and its time stand still" }}>
                    { if props.paused { Icon::Run } else { Icon::Pause }.html() }
                </button>
                <button class="stop" onclick={click(&props.on_stop)} disabled={!props.running}
                    title="Interrupt the program, as Ctrl+C does">
                    { Icon::Stop.html() }{ "Stop" }
                </button>
                <button class="quiet share" onclick={click(&props.on_share)} title="Copy a link that holds the program">
                    { Icon::Share.html() }<span>{ "Share" }</span>
                </button>
                <button class="quiet only-icon" onclick={click(&props.on_theme)} aria-label="Light or dark"
                    title="Light or dark">
                    { Icon::Theme.html() }
                </button>
            </div>
        </header>
    }
}

#[derive(Properties, PartialEq)]
struct LessonProps {
    lesson: Option<usize>,
    on_lesson: Callback<usize>,
}

#[component]
fn LessonPicker(props: &LessonProps) -> Html {
    let on_lesson = props.on_lesson.clone();
    let on_change = move |event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        if let Some(lesson) = select.and_then(|select| select.value().parse().ok()) {
            on_lesson.emit(lesson);
        }
    };
    let options = LESSONS.iter().enumerate().map(|(number, lesson)| {
        html! { <option value={number.to_string()} selected={props.lesson == Some(number)}>{ lesson.title }</option> }
    });
    html! {
        <label class="lesson-picker">
            <span class="unseen">{ "Lesson" }</span>
            <select onchange={on_change}>
                <option value="" disabled=true selected={props.lesson.is_none()}>{ "Choose a lesson" }</option>
                { for options }
            </select>
        </label>
    }
}

#[derive(Properties, PartialEq)]
struct ClockProps {
    clock: Clock,
    on_clock: Callback<Clock>,
}

#[component]
fn ClockPicker(props: &ClockProps) -> Html {
    let on_clock = props.on_clock.clone();
    let on_change = Callback::from(move |event: Event| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        if let Some(clock) = input.and_then(|input| Clock::from_name(&input.value())) {
            on_clock.emit(clock);
        }
    });
    let choices = Clock::ALL.into_iter().map(|clock| {
        html! {
            <label title={clock.explanation()}>
                <input type="radio" name="clock" value={clock.name()} checked={props.clock == clock}
                    onchange={on_change.clone()} />
                <span>{ clock.label() }<span class="more">{ clock.label_end() }</span></span>
            </label>
        }
    });
    html! { <div class="clock" role="radiogroup" aria-label="Clock">{ for choices }</div> }
}
