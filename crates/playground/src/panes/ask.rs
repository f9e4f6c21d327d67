//! The field at the end of the console for the line of input that the program waits for.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::message::Msg;
use crate::model::Question;

/// What the field is called when the program has asked without words.
const NO_WORDS: &str = "Input of the program";

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) question: Question,
    pub(crate) send: Callback<Msg>,
}

#[component]
pub(crate) fn Ask(props: &Props) -> Html {
    let Props { question, send } = props;
    let field = use_node_ref();
    {
        let field = field.clone();
        use_effect_with((), move |()| {
            // Who is writing the program goes on with that.
            if let Some(field) = field.cast::<HtmlInputElement>().filter(|_| !writes_elsewhere()) {
                let _ = field.focus();
            }
        });
    }
    let on_submit = {
        let (field, send) = (field.clone(), send.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(field) = field.cast::<HtmlInputElement>() {
                send.emit(Msg::Answer(Some(field.value())));
                field.set_value("");
            }
        })
    };
    let on_key = {
        let (field, send) = (field.clone(), send.clone());
        Callback::from(move |event: KeyboardEvent| {
            let is_end = event.ctrl_key() && event.key() == "d";
            let is_empty = field.cast::<HtmlInputElement>().is_some_and(|field| field.value().is_empty());
            if is_end {
                event.prevent_default();
            }
            if is_end && is_empty {
                send.emit(Msg::Answer(None));
            }
        })
    };
    let words = question.prompt.trim().lines().last().unwrap_or(NO_WORDS).to_owned();
    let kind = if question.is_hidden { "password" } else { "text" };
    html! {
        <form class="ask" onsubmit={on_submit}>
            <input ref={field} type={kind} aria-label={words} autocomplete="off" autocapitalize="off" spellcheck="false"
                placeholder="The program waits for a line" onkeydown={on_key} />
            <button type="submit">{ "Enter" }</button>
            <button type="button" class="quiet" title="No more input (Ctrl+D)" onclick={send.reform(|_| Msg::Answer(None))}>
                { "End input" }
            </button>
        </form>
    }
}

/// Whether the focus is where one writes.
fn writes_elsewhere() -> bool {
    let focused = web_sys::window().and_then(|window| window.document()?.active_element());
    focused.is_some_and(|element| {
        element.closest("input, textarea, [contenteditable=true]").is_ok_and(|found| found.is_some())
    })
}
