//! Why the chosen segment is as it is: the steps back to the line of the program that made it so; and what the program's
//! queues held then.

use loopscope_picture::Spot;
use loopscope_story::causes::explaining;
use loopscope_story::explain::{Step, explain};
use loopscope_story::lanes::{Lane, LaneKind};
use loopscope_story::words::{Listed, event_words, not_yet_words, sentence, time_words, world_words};
use loopscope_story::worlds::Worlds;
use loopscope_trace::Moment;
use yew::prelude::*;

use super::tree::{self, Row};
use crate::model::run::Run;

/// The state of the program where the reader stands.
pub(super) struct State {
    /// The event right after which it is.
    pub(super) moment: Moment,
    /// What happened there.
    told: String,
    /// Why the chosen task does not go on yet.
    not_yet: Vec<Step>,
    tree: Vec<Row>,
    lists: Vec<Listed>,
}

/// The state right after an event.
pub(super) fn state_at(run: &Run, worlds: &mut Worlds, moment: Moment, spot: Option<Spot>) -> State {
    let event = run.recording.at(moment);
    let world = worlds.at(&run.recording, moment);
    let task = match spot.and_then(|spot| run.lanes.get(spot.lane)).map(Lane::kind) {
        Some(LaneKind::Task { task, .. }) => Some(*task),
        _ => None,
    };
    let not_yet = task.map(|task| not_yet_words(&run.recording, &run.lanes, world, task));
    State {
        moment,
        told: event.map_or_else(String::new, |event| event_words(&run.recording, &run.lanes, &event)),
        not_yet: not_yet.unwrap_or_default(),
        tree: tree::rows_at(run, world),
        lists: world_words(&run.recording, &run.lanes, world),
    }
}

/// The state as a tree and as lists.
pub(super) fn state(state: &State) -> Html {
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
            <p>{ format!("After #{}: {}", state.moment.0, state.told) }</p>
            <div class="tree" role="group" aria-label="Who awaits whom">{ tree::html(&state.tree) }</div>
            <dl>{ for state.lists.iter().map(list) }</dl>
        </section>
    }
}

/// The steps, each of which leads to its event; and of a task that waits, what has to happen first.
pub(super) fn steps(run: &Run, spot: Spot, state: Option<&State>, go_to: &Callback<Moment>) -> Html {
    let not_yet = state.map_or(&[][..], |state| &state.not_yet);
    let Spot { lane, segment } = spot;
    let Some(told) = sentence(&run.recording, &run.lanes, lane, segment) else { return Html::default() };
    let begun_by = run.lanes.get(lane).and_then(|lane| Some(lane.segments().get(segment)?.begun_by));
    let event = explaining(&run.recording, &run.lanes, lane, segment).or(begun_by);
    let mut steps = event.map_or_else(Vec::new, |event| explain(&run.recording, &run.lanes, event));
    if event == begun_by {
        // The sentence has said it.
        steps.drain(..1.min(steps.len()));
    }
    html! {
        <section class="why" aria-label="Why">
            <p>{ told }</p>
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
