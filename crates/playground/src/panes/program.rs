//! The program: its lesson's text and its editor.

use gloo_timers::callback::Timeout;
use loopscope_files::Lines;
use web_sys::Element;
use yew::prelude::*;

use crate::effects::editor::Editor;
use crate::effects::{frame, lessons};
use crate::message::Msg;
use crate::model::drafts::Drafts;
use crate::model::lessons::LESSONS;

#[derive(Properties, PartialEq, Clone)]
pub(crate) struct Props {
    /// The lesson's number, if the program is one's.
    pub(crate) lesson: Option<usize>,
    /// In which of the program's files lines are.
    pub(crate) lines: Lines,
    /// What is kept of the reader's own.
    pub(crate) drafts: Drafts,
    pub(crate) editor: Editor,
    /// The editor comes when the program is touched, and not by itself.
    pub(crate) sleeps: bool,
    pub(crate) send: Callback<Msg>,
}

/// So long the editor waits for a program that is run as soon as the page is there.
const LATEST_MILLIS: u32 = 400;

/// The lesson's text, and the element that CodeMirror fills when the page has been seen.
#[component]
pub(crate) fn Program(props: &Props) -> Html {
    let parent = use_node_ref();
    {
        let (parent, Props { editor, send, sleeps, .. }) = (parent.clone(), props.clone());
        use_effect_with((), move |()| {
            if let Some(parent) = parent.cast::<Element>() {
                editor.place(parent, sleeps);
                if sleeps {
                    return;
                }
                let late = send.clone();
                Timeout::new(LATEST_MILLIS, move || late.emit(Msg::WakeEditor { wanted: true })).forget();
                frame::request(move || frame::request(move || send.emit(Msg::WakeEditor { wanted: false })));
            }
        });
    }
    let text = use_node_ref();
    {
        let text = text.clone();
        use_effect_with(props.lesson, move |lesson| {
            let lesson = lesson.and_then(|number| LESSONS.get(number));
            if let Some((lesson, place)) = lesson.zip(text.cast::<Element>()) {
                lessons::show(&place, lesson.name);
            }
        });
    }
    html! {
        <div class="program pane">
            if let Some(lesson) = props.lesson {
                { lesson_text(lesson, text) }
            }
            if !props.sleeps {
                { files(&props.lines, &props.send) }
            }
            <div class="editor" ref={parent} onpointerdown={props.send.reform(|_| Msg::WakeEditor { wanted: true })}
                onfocusin={props.send.reform(|_| Msg::WakeEditor { wanted: true })}></div>
            if props.drafts.count > 0 {
                { drafts(props.drafts, &props.send) }
            }
        </div>
    }
}

/// The program's files: each leads to its first line.
fn files(lines: &Lines, send: &Callback<Msg>) -> Html {
    let button = |name: &str, line: u32| {
        let onclick = send.reform(move |_: MouseEvent| Msg::ShowLine(line));
        html! { <button class="quiet" {onclick}>{ name.to_owned() }</button> }
    };
    html! {
        <div class={classes!("program-files", lines.others().next().is_none().then_some("one"))} role="group" aria-label="Files">
            { button("program.py", 1) }
            { for lines.others().map(|(name, before)| button(name, before + 1)) }
            <button class="quiet" title="Adds a file that the program can import or open" onclick={send.reform(|_| Msg::AddFile)}>{ "+ File" }</button>
        </div>
    }
}

/// The reader's drafts of the program, and the program as it came.
fn drafts(drafts: Drafts, send: &Callback<Msg>) -> Html {
    let button = |number: usize| {
        let name = match number {
            0 => "Original".to_owned(),
            _ if drafts.count == 1 => "My draft".to_owned(),
            number => format!("Draft {number}"),
        };
        let onclick = send.reform(move |_: MouseEvent| Msg::ShowDraft(number));
        html! { <button class="quiet" aria-pressed={(drafts.shown == number).to_string()} {onclick}>{ name }</button> }
    };
    html! {
        <div class="drafts" role="group" aria-label="Kept in this browser">{ for (0..=drafts.count).map(button) }</div>
    }
}

/// Where a lesson's text is shown. It can be folded away.
fn lesson_text(number: usize, place: NodeRef) -> Html {
    let Some(lesson) = LESSONS.get(number) else { return Html::default() };
    html! {
        <details key={number} class="lesson" open=true>
            <summary><h2>{ lesson.title }</h2></summary>
            <div class="lesson-text" ref={place} tabindex="0" role="region" aria-label="Lesson"></div>
        </details>
    }
}
