//! The buttons and keys with which the reader steps through a run.

use loopscope_story::steps::{Step, Way};
use yew::prelude::*;

use crate::message::Msg;

/// A button: the step, its way, its name with its key, and what it shows.
type Button = (Step, Way, &'static str, &'static str);

// Which line is known when it is wanted.
const BUTTONS: [Button; 14] = [
    (Step::Event, Way::Back, "Previous event (Shift+E)", "‹"),
    (Step::Event, Way::Forward, "Next event (E)", "Event ›"),
    (Step::Over, Way::Back, "Back to where this task went on before (Shift+N)", "‹"),
    (Step::Over, Way::Forward, "Over the await, to where this task goes on (N)", "Await ›"),
    (Step::Into, Way::Back, "Back to what created or woke this (Shift+I)", "‹"),
    (Step::Into, Way::Forward, "Into what this creates, schedules or wakes (I)", "Into ›"),
    (Step::Out, Way::Back, "Back to before this call (Shift+U)", "‹"),
    (Step::Out, Way::Forward, "Out of this call (U)", "Out ›"),
    (Step::Switch, Way::Back, "Previous task switch (Shift+S)", "‹"),
    (Step::Switch, Way::Forward, "Next task switch (S)", "Switch ›"),
    (Step::Iteration, Way::Back, "Previous iteration of the loop (Shift+R)", "‹"),
    (Step::Iteration, Way::Forward, "Next iteration of the loop (R)", "Iteration ›"),
    (Step::Line(0), Way::Back, "Previous event at the editor’s line (Shift+L)", "‹"),
    (Step::Line(0), Way::Forward, "Next event at the editor’s line (L)", "Line ›"),
];

/// The step that a key means; with Shift it leads back.
pub(super) fn of_key(event: &KeyboardEvent) -> Option<Msg> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    let key = match event.key().as_bytes() {
        [letter] => letter.to_ascii_lowercase(),
        _ => return None,
    };
    let place = b"eniusrl".iter().position(|other| *other == key)?;
    let (step, way, ..) = BUTTONS[2 * place + usize::from(!event.shift_key())];
    Some(Msg::Step(step, way))
}

/// The buttons.
pub(super) fn html(send: &Callback<Msg>, nowhere: &'static str) -> Html {
    let button = |&(step, way, name, text): &Button| {
        let onclick = send.reform(move |_: MouseEvent| Msg::Step(step, way));
        html! { <button class="quiet" aria-label={name} title={name} {onclick}>{ text }</button> }
    };
    html! {
        <div class="steps" role="group" aria-label="Step">
            { for BUTTONS.chunks(2).map(|pair| html! { <span>{ for pair.iter().map(button) }</span> }) }
            <span role="status">{ nowhere }</span>
        </div>
    }
}
