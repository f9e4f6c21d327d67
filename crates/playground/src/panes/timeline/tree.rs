//! Who awaits whom where the reader stands: nested lists, of which long ones are folded.

use loopscope_story::words::RowWords;
use yew::prelude::*;

use crate::model::told::Row;

/// The rows as nested lists.
pub(super) fn html(rows: &[Row]) -> Html {
    html! { <ul>{ for rows.iter().map(item) }</ul> }
}

fn item(row: &Row) -> Html {
    let RowWords { sign, name, state, more } = &row.words;
    let text = html! { <>
        <i class={*state} aria-hidden="true">{ *sign }</i>
        { name }
        if !state.is_empty() {
            { ": " }<b class={*state}>{ *state }</b>{ more }
        }
    </> };
    html! {
        <li>
            if row.children.is_empty() {
                { text }
            } else {
                <details open={!row.folded}><summary>{ text }</summary>{ html(&row.children) }</details>
            }
        </li>
    }
}
