//! Who awaits whom where the reader stands: nested lists, of which long ones are folded.

use loopscope_story::tree::{Item, Node, await_tree};
use loopscope_story::words::{RowWords, row_words};
use loopscope_story::world::World;
use yew::prelude::*;

use crate::model::run::Run;

/// A tree of so many rows is shown whole, but for the tasks that have ended.
const WHOLE_ROWS: usize = 60;
/// In larger ones a task with more rows below it is folded.
const FOLDED_ROWS: usize = 12;

/// A row with what is below it.
pub(super) struct Row {
    words: RowWords,
    folded: bool,
    children: Vec<Row>,
}

/// The rows of a tree.
pub(super) fn rows_at(run: &Run, world: &World) -> Vec<Row> {
    let nodes = await_tree(world);
    let is_whole = nodes.iter().map(Node::rows).sum::<usize>() <= WHOLE_ROWS;
    nodes.iter().map(|node| row(run, world, node, is_whole)).collect()
}

fn row(run: &Run, world: &World, node: &Node, is_whole: bool) -> Row {
    let folded = match node.item {
        Item::Ended(_) => true,
        Item::Task(_) => !is_whole && node.rows() > FOLDED_ROWS,
        _ => false,
    };
    let words = row_words(&run.recording, &run.lanes, world, node.item);
    Row {
        words,
        folded,
        children: node.children.iter().map(|node| row(run, world, node, is_whole)).collect(),
    }
}

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
