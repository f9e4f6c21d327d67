//! The toolbar of an example in another page: Run, Pause, Stop, and the way to the page itself.

use yew::prelude::*;

use super::icons::Icon;
use super::toolbar::run_buttons;
use crate::message::Msg;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) running: bool,
    pub(crate) paused: bool,
    pub(crate) run_button: NodeRef,
    pub(crate) send: Callback<Msg>,
}

#[component]
pub(crate) fn EmbedBar(props: &Props) -> Html {
    let Props { running, paused, run_button, send } = props;
    html! {
        <header class="embed-bar">
            { run_buttons(*running, *paused, run_button, send) }
            <button class="quiet outside" onclick={send.reform(|_| Msg::OpenOutside)}
                title="Open the program, as it is here, in a page of its own">
                { Icon::Mark.html() }{ "Open in Loopscope" }
            </button>
        </header>
    }
}
