//! What the program prints, line by line.

use std::rc::Rc;

use loopscope_story::console::{Chunk, Line};
use loopscope_story::words::{decimal, time_words};
use loopscope_trace::{EventId, EventKind, Moment, Recording, Stream};
use web_sys::Element;
use yew::prelude::*;

use crate::message::Msg;
use crate::model::Question;
use crate::model::phase::Phase;
use crate::model::run::{Run, Seen};
use crate::panes::ask::Ask;

/// How close to the end the console must be scrolled to follow what is printed, in pixels.
const FOLLOWS_WITHIN: i32 = 24;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) run: Seen,
    pub(crate) phase: Phase,
    /// How often Stop was asked for.
    pub(crate) stops: u32,
    /// The line of input that the program waits for.
    pub(crate) question: Option<Question>,
    /// Where the reader stands in the run: what was printed later is dimmed.
    pub(crate) stands_at: Option<Moment>,
    /// Whether the console is in view.
    pub(crate) seen: bool,
    pub(crate) send: Callback<Msg>,
}

#[component]
pub(crate) fn Console(props: &Props) -> Html {
    let Props { run, phase, stops, question, stands_at, seen, send } = props;
    html! {
        <section class="pane console">
            <header>
                <h2>{ "Console" }</h2>
                { status(*phase, *stops, run.borrow().still_micros()) }
            </header>
            <Log run={run.in_console()} silence={silence(*phase)} stands_at={*stands_at} seen={*seen} {send} />
            if let Some(question) = question {
                <Ask question={question.clone()} {send} />
            }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct LogProps {
    run: Seen,
    /// What is told when nothing is printed.
    silence: &'static str,
    stands_at: Option<Moment>,
    seen: bool,
    send: Callback<Msg>,
}

/// The lines. They are drawn when a frame brings new ones, and not for whatever else the page has to show: while a
/// program floods the console, a click on Stop need not wait for what was printed since the last frame, and one that prints seldom
/// need not draw them for each picture of its lanes.
#[component]
fn Log(props: &LogProps) -> Html {
    let log = use_node_ref();
    let follows = use_mut_ref(|| true);
    let stands = props.stands_at.is_some();
    {
        let (log, follows) = (log.clone(), follows.clone());
        let run = props.run.borrow();
        // To ask for the height costs a layout: only when it may have changed.
        use_effect_with(
            (run.console.pieces(), run.revealed(), props.silence, stands, props.seen),
            move |_| {
                // Whoever stands somewhere looks at that.
                if let Some(log) = log.cast::<Element>().filter(|_| *follows.borrow() && !stands) {
                    log.set_scroll_top(log.scroll_height());
                }
            },
        );
    }
    {
        let log = log.clone();
        use_effect_with((props.stands_at, props.seen), move |_| reveal_here(&log));
    }
    let on_scroll = Callback::from(move |event: Event| {
        if let Some(log) = event.target_dyn_into::<Element>().filter(|_| !stands) {
            let below = log.scroll_height() - log.scroll_top() - log.client_height();
            *follows.borrow_mut() = below <= FOLLOWS_WITHIN;
        }
    });

    let on_click = {
        let (run, send) = (props.run.clone(), props.send.clone());
        // One for all lines: a flood of output makes thousands of them.
        move |event: MouseEvent| {
            let number = event.target_dyn_into::<Element>().and_then(|element| line_number(&element));
            let line = number.and_then(|number| {
                let run = run.borrow();
                moment_of(&run.recording, run.console.line(number)?)
            });
            if let Some(moment) = line.filter(|_| !has_selection()) {
                send.emit(Msg::GoTo(moment));
            }
        }
    };
    let on_key = {
        let (run, send, stands_at) = (props.run.clone(), props.send.clone(), props.stands_at);
        move |event: KeyboardEvent| {
            let on = match event.key().as_str() {
                "ArrowDown" => true,
                "ArrowUp" => false,
                _ => return,
            };
            event.prevent_default();
            let next = next_line(&run.borrow(), stands_at, on);
            if let Some(next) = next {
                send.emit(Msg::GoTo(next));
            }
        }
    };

    let run = props.run.borrow();
    let is_later =
        |line: &Line| props.stands_at.is_some_and(|at| run.recording.moment_of(line.event) > Some(at));
    let is_here = |line: &&Line| stands && moment_of(&run.recording, line) == props.stands_at;
    let lines = |chunk: &Rc<Chunk>| {
        // They are in the order of the run, but for lines that several threads write at once.
        let until = chunk.lines.iter().position(is_later).unwrap_or(chunk.lines.len());
        let here = chunk.lines[..until].iter().rev().take_while(is_here).count();
        html! { <Lines key={chunk.first} chunk={SharedChunk(chunk.clone())} {until} {here} /> }
    };
    let cut = run.console.cut();
    html! {
        <div class="lines" role="log" aria-label="Console" aria-description="Arrow keys go from line to line" tabindex="0"
            ref={log} onscroll={on_scroll} onclick={on_click} onkeydown={on_key}>
            if run.console.total() == 0 {
                <p class="empty">{ props.silence }</p>
            }
            <div class="chunks">
                { for run.console.head().iter().map(lines) }
            </div>
            if cut > 0 {
                <p class="cut">{ format!("{} lines between these are not kept.", with_commas(cut)) }</p>
            }
            // An element of their own: beside siblings without keys Yew would make all of them anew.
            <div class="chunks">
                { for run.revealed_chunks().map(lines) }
            </div>
        </div>
    }
}

/// When a line was printed: for the lines of a traceback, that of the exception.
fn moment_of(recording: &Recording, line: &Line) -> Option<Moment> {
    let next = EventId { seq: line.event.seq + 1, ..line.event };
    let is_traceback = line.stream == Stream::Stderr
        && recording.get(next).is_some_and(|it| matches!(it.kind, EventKind::UncaughtException { .. }));
    recording.moment_of(if is_traceback { next } else { line.event })
}

/// When the line was printed that comes after, or before, those that the reader has come to; the last one, if they stand
/// nowhere.
fn next_line(run: &Run, stands_at: Option<Moment>, on: bool) -> Option<Moment> {
    let mut lines = run.console.head().iter().chain(run.revealed_chunks()).flat_map(|chunk| &chunk.lines);
    let moment = |line: &&Line| moment_of(&run.recording, line);
    let found = match (stands_at, on) {
        (None, _) => lines.last(),
        (at, true) => lines.find(|line| moment(line) > at),
        (at, false) => lines.filter(|line| moment(line) < at).last(),
    };
    moment(&found?)
}

/// Scrolls the console, and nothing else, so that the line where the reader stands is seen.
fn reveal_here(log: &NodeRef) {
    let Some(log) = log.cast::<Element>() else { return };
    let Ok(Some(line)) = log.query_selector(".here-printed") else { return };
    let (log_box, line_box) = (log.get_bounding_client_rect(), line.get_bounding_client_rect());
    let (above, below) = (line_box.top() - log_box.top(), line_box.bottom() - log_box.bottom());
    if above < 0.0 || below > 0.0 {
        let by = if above < 0.0 { above } else { below };
        log.set_scroll_top(log.scroll_top() + by as i32);
    }
}

/// The number of the line that an element is in.
fn line_number(element: &Element) -> Option<usize> {
    let line = element.closest("[data-stream]").ok()??;
    let first: usize = line.parent_element()?.get_attribute("data-first")?.parse().ok()?;
    let before = std::iter::successors(line.previous_element_sibling(), Element::previous_element_sibling);
    Some(first + before.count())
}

/// Whether the reader has just marked text.
fn has_selection() -> bool {
    let selection = web_sys::window().and_then(|window| window.get_selection().ok()?);
    selection.is_some_and(|selection| !selection.is_collapsed())
}

/// A number with a comma between thousands.
pub(crate) fn with_commas(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}

fn silence(phase: Phase) -> &'static str {
    match phase {
        Phase::Idle => {
            "What the program prints will appear here, with the time, thread and task of every line."
        }
        Phase::Ended { .. } | Phase::Crashed => "The program printed nothing.",
        _ => "Nothing printed yet.",
    }
}

/// How far the program has come, and when that was.
fn status(phase: Phase, stops: u32, micros: u64) -> Html {
    let seconds = time_words(micros);
    let text = match phase {
        Phase::Idle => return Html::default(),
        Phase::Crashed => "Crashed".to_owned(),
        Phase::Ended { exit_status: 0 } => format!("Ended after {seconds}"),
        Phase::Ended { exit_status } => format!("Exit status {exit_status} after {seconds}"),
        Phase::Paused { line: 0 } => format!("Paused at {seconds}"),
        Phase::Paused { line } => format!("Stands at the breakpoint in line {line}"),
        _ if stops > 0 => "Interrupted; Stop again ends it".to_owned(),
        _ => "Running".to_owned(),
    };
    let failed = phase == Phase::Crashed || phase.exit_status().is_some_and(|status| status != 0);
    html! {
        <p class={classes!("status", phase.name(), failed.then_some("failed"))} role="status">{ text }</p>
    }
}

#[derive(Clone)]
struct SharedChunk(Rc<Chunk>);

impl PartialEq for SharedChunk {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Properties, PartialEq)]
struct LinesProps {
    chunk: SharedChunk,
    /// So many of them were printed before the reader's place in the run.
    until: usize,
    /// So many of these, the last ones, were printed there.
    here: usize,
}

/// Some lines: they are drawn anew only when one of them changed.
#[component]
fn Lines(props: &LinesProps) -> Html {
    let lines = &props.chunk.0.lines;
    let previous = std::iter::once(None).chain(lines.iter().map(Some));
    html! { <div class={classes!("chunk", props.chunk.0.is_full().then_some("full"))} data-first={props.chunk.0.first.to_string()}>
        { for lines.iter().zip(previous).enumerate().map(|(number, (line, previous))| {
            let class = match number {
                number if number >= props.until => Some("later"),
                number if number >= props.until - props.here => Some("here-printed"),
                _ => None,
            };
            line_html(line, previous, class)
        }) }
    </div> }
}

fn time_text(line: &Line) -> String {
    decimal(line.at_micros, 1_000_000, 3)
}

fn line_html(line: &Line, previous: Option<&Line>, class: Option<&'static str>) -> Html {
    let repeats =
        previous.is_some_and(|previous| previous.thread == line.thread && previous.task == line.task);
    let time = time_text(line);
    let same_time = repeats && previous.is_some_and(|previous| time_text(previous) == time);
    let stream = match line.stream {
        Stream::Stdout => "stdout",
        Stream::Stderr => "stderr",
    };
    let (thread, task) = (AttrValue::from(line.thread.clone()), AttrValue::from(line.task.clone()));
    // Few attributes: a flood of output makes thousands of these.
    html! {
        <div class={classes!(repeats.then_some("repeats"), same_time.then_some("same-time"), class)} data-stream={stream} data-thread={&thread} data-task={&task}>
            <time>{ time }</time>
            <span>{ thread }</span>
            <span>{ task }</span>
            <span data-text="">{ &line.text }</span>
            if line.cut_chars > 0 {
                <em>{ format!("… and {} more characters", with_commas(line.cut_chars)) }</em>
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_told_apart() {
        for (number, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(with_commas(number), text);
        }
    }
}
