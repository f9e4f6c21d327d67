//! Who awaits whom where the reader stands: nested lists, of which long ones are folded.

use loopscope_files::Lines;
use loopscope_story::frames::{Frame, Frames};
use loopscope_story::tree::Item;
use loopscope_story::words::{RowWords, frame_words};
use yew::prelude::*;

use crate::message::Msg;
use crate::model::told::Row;

/// The rows as nested lists, with the calls that threads and tasks are in as soon as these are known.
pub(super) fn html(rows: &[Row], lines: &Lines, frames: Option<&Frames>, send: &Callback<Msg>) -> Html {
    html! { <ul>{ for rows.iter().map(|row| item(row, lines, frames, send)) }</ul> }
}

fn item(row: &Row, lines: &Lines, frames: Option<&Frames>, send: &Callback<Msg>) -> Html {
    let RowWords { sign, name, state, more } = &row.words;
    let text = html! { <>
        <i class={*state} aria-hidden="true">{ *sign }</i>
        { name }
        if !state.is_empty() {
            { ": " }<b class={*state}>{ *state }</b>{ more }
        }
    </> };
    let calls = row.whose.map(|whose| calls(whose, lines, frames, send));
    html! {
        <li>
            if row.children.is_empty() {
                { text }{ for calls }
            } else {
                <details open={!row.folded}>
                    <summary>{ text }</summary>
                    { for calls }
                    { html(&row.children, lines, frames, send) }
                </details>
            }
        </li>
    }
}

/// The calls of whose row it is.
fn calls(whose: Item, lines: &Lines, frames: Option<&Frames>, send: &Callback<Msg>) -> Html {
    let (outermost, left_out, innermost) = frames.map_or_else(Default::default, |frames| frames.of(whose));
    let call = |frame: &Frame| {
        let Frame { number, line, ref function } = *frame;
        let onclick = send.reform(move |_: MouseEvent| Msg::ChooseCall(whose, number, line));
        html! { <button class="quiet" {onclick}>{ frame_words(lines, function, line) }</button> }
    };
    html! {
        <div class="frames">
            { for outermost.iter().map(call) }
            if left_out > 0 {
                <span>{ format!("{left_out} more") }</span>
            }
            { for innermost.iter().map(call) }
        </div>
    }
}
