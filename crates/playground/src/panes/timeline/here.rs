//! Where the reader stands: the buttons to step on from there, why what is chosen happened, and what the program held then.

use web_sys::HtmlElement;
use yew::prelude::*;

use super::{step_bar, why};
use crate::message::Msg;
use crate::model::cursor::Standing;
use crate::model::run::Seen;
use crate::panes::icons::Icon;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) at: Standing,
    /// The run, if something in it is chosen: what is told of that may change as it goes on.
    pub(super) run: Option<Seen>,
    /// Where keys go on from an event that was gone to.
    pub(super) scroller: NodeRef,
    pub(super) send: Callback<Msg>,
}

#[component]
pub(super) fn Here(props: &Props) -> Html {
    let Props { at, run, scroller, send } = props;
    let on_key = {
        let send = send.clone();
        move |event: KeyboardEvent| {
            if let Some(msg) = step_bar::of_key(&event) {
                send.emit(msg);
            }
        }
    };
    let go_to = {
        let (scroller, send) = (scroller.clone(), send.clone());
        Callback::from(move |moment| {
            // The link that was followed is there no more.
            if let Some(scroller) = scroller.cast::<HtmlElement>() {
                let _ = scroller.focus();
            }
            send.emit(Msg::GoTo(moment));
        })
    };
    html! {
        <div class="here" onkeydown={on_key}>
            <div class="here-bar">
                { step_bar::html(send, at.nowhere) }
                if at.spot.is_some() {
                    <button class="quiet only-icon leave" aria-label="Leave" title="Leave (Esc)"
                        onclick={send.reform(|_| Msg::Choose(None))}>{ Icon::Close.html() }</button>
                }
            </div>
            if let Some((spot, run)) = at.spot.zip(run.as_ref()) {
                <div class="stand">
                    { why::steps(&run.borrow(), spot, at.told.as_deref(), &go_to) }
                    if let Some(told) = &at.told {
                        { why::state(told, at.frames.as_deref(), send) }
                    }
                </div>
            }
        </div>
    }
}
