//! What the page has to say: above the program, beside its output, and in passing.

use loopscope_link::At;
use yew::prelude::*;

use super::icons::Icon;
use crate::message::Msg;
use crate::model::Notice;
use crate::model::aim::Aim;

/// A message above the program.
pub(crate) fn notice(notice: &Notice, send: &Callback<Msg>) -> Html {
    let (role, class) = match notice {
        Notice::Hint(_) | Notice::Unasked | Notice::Private(_) => ("status", "notice hint"),
        Notice::Asks => ("alert", "notice hint"),
        _ => ("alert", "notice"),
    };
    let content = match notice {
        Notice::Problem(text) | Notice::Hint(text) => html! { <p>{ text }</p> },
        Notice::Crash(message) => html! { <>
            <p>{ message }{ " Your program is safe in the editor." }</p>
            <button onclick={send.reform(|_| Msg::Run)}>{ "Run again" }</button>
        </> },
        Notice::Unasked => html! {
            <p>{ "It was stopped: what runs by itself has two seconds of the processor. Press Run, and it has all it needs." }</p>
        },
        Notice::Private(origin) => html! { <>
            <p>{ "The program wanted to ask " }<q>{ origin }</q>{ ", which is your own network or this page’s own host. \
                Allow that only if you know what the program does there." }</p>
            <button onclick={allow(origin, send)}>{ "Allow it and run again" }</button>
        </> },
        Notice::Asks => html! { <>
            <p>{ "A program is running. To open the link ends it." }</p>
            <button onclick={send.reform(|_| Msg::Answered(true))}>{ "Open the link" }</button>
            <button onclick={send.reform(|_| Msg::Answered(false))}>{ "Stay here" }</button>
        </> },
    };
    html! {
        <div {class} {role}>
            { content }
            if *notice != Notice::Asks {
                <button class="quiet only-icon" aria-label="Dismiss" onclick={send.reform(|_| Msg::Dismiss)}>
                    { Icon::Close.html() }
                </button>
            }
        </div>
    }
}

fn allow(origin: &str, send: &Callback<Msg>) -> Callback<MouseEvent> {
    let origin = origin.to_owned();
    send.reform(move |_| Msg::Allow(origin.clone()))
}

/// The moment that the link points at, and the way there.
pub(crate) fn aim(aim: &Aim, is_example: bool, send: &Callback<Msg>) -> Html {
    let At { event, line, sentence } = &aim.at;
    // The words are the link's, whoever wrote it, and not the page's.
    let what = match (sentence.is_empty(), line) {
        (false, _) => html! { <>{ format!("#{event}, and says of it: ") }<q>{ sentence }</q></> },
        (true, 0) => html! { format!("event #{event}.") },
        (true, line) => html! { format!("event #{event} in line {line}.") },
    };
    html! {
        <section class="notice hint" aria-label={if is_example { "Where this example points" } else { "Where this link points" }}>
            <p>{ if is_example { "This example points at " } else { "This link points at " } }{ what }</p>
            <button onclick={send.reform(|_| Msg::RunToAim)} title="Run the program in virtual time until then">{ "Run to it" }</button>
            <button class="quiet only-icon" aria-label="Leave it" onclick={send.reform(|_| Msg::LeaveAim)}>
                { Icon::Close.html() }
            </button>
        </section>
    }
}

/// Who waits for what, when nothing will end that.
pub(crate) fn stuck(waits: &str) -> Html {
    html! {
        <div class="stuck pane" role="status">
            <p>{ "Nothing in the program will end these waits. Stop interrupts it." }</p>
            <ul>{ for waits.lines().map(|line| html! { <li>{ line.trim() }</li> }) }</ul>
        </div>
    }
}
