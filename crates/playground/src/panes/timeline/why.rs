//! Why the chosen segment is as it is: the steps back to the line of the program that made it so; and what the program's
//! queues held then.

use loopscope_picture::Spot;
use loopscope_story::causes::explaining;
use loopscope_story::explain::{Step, explain};
use loopscope_story::frames::Frames;
use loopscope_story::words::{Listed, sentence, time_words};
use loopscope_trace::Moment;
use yew::prelude::*;

use super::tree;
use crate::message::Msg;
use crate::model::run::Run;
use crate::model::told::Told;

/// The state as a tree and as lists.
pub(super) fn state(told: &Told, frames: Option<&Frames>, send: &Callback<Msg>) -> Html {
    let list = |list: &Listed| {
        html! {
            <div>
                <dt>{ &list.heading }</dt>
                <dd>{ list.items.join(", ") }</dd>
            </div>
        }
    };
    html! {
        <section class="state" aria-label="State">
            <p>{ &told.text }</p>
            <div class="tree" role="group" aria-label="Who awaits whom">{ tree::html(&told.tree, &told.lines, frames, send) }</div>
            <dl>{ for told.lists.iter().map(list) }</dl>
        </section>
    }
}

/// The steps, each of which leads to its event; and of a task that waits, what has to happen first.
pub(super) fn steps(run: &Run, spot: Spot, told: Option<&Told>, go_to: &Callback<Moment>) -> Html {
    let not_yet = told.map_or(&[][..], |told| &told.not_yet);
    let Spot { lane, segment } = spot;
    let Some(sentence) = sentence(&run.recording, &run.lanes, lane, segment) else { return Html::default() };
    let begun_by = run.begin_of(spot);
    let event = explaining(&run.recording, &run.lanes, lane, segment).or(begun_by);
    let mut steps = event.map_or_else(Vec::new, |event| explain(&run.recording, &run.lanes, event));
    if event == begun_by {
        // The sentence has said it.
        steps.drain(..1.min(steps.len()));
    }
    html! {
        <section class="why" aria-label="Why">
            <p>{ sentence }</p>
            <ol aria-label="Because">{ for steps.iter().map(|step| link(step, go_to)) }</ol>
            if !not_yet.is_empty() {
                <p>{ "It does not go on yet:" }</p>
                <ol aria-label="Not yet">{ for not_yet.iter().map(|step| link(step, go_to)) }</ol>
            }
        </section>
    }
}

fn link(step: &Step, go_to: &Callback<Moment>) -> Html {
    let moment = step.moment;
    let onclick = go_to.reform(move |_: MouseEvent| moment);
    html! {
        <li>
            <button class="quiet" {onclick}>
                <span>{ format!("#{}", moment.0) }</span>
                <time>{ time_words(step.at_micros) }</time>
                <span>{ &step.text }</span>
            </button>
        </li>
    }
}
