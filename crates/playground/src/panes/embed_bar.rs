//! The toolbar of an example in another page: Run, Pause, Stop, and the way to the page itself.

use yew::prelude::*;

use super::icons::Icon;
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
    let (running, paused) = (*running, *paused);
    html! {
        <header class="embed-bar">
            <button class="run" ref={run_button} onclick={send.reform(|_| Msg::Run)} title="Run the program (Ctrl+Enter)">
                { Icon::Run.html() }{ "Run" }
            </button>
            <button class="pause only-icon" onclick={send.reform(move |_: MouseEvent| Msg::Pause(!paused))} disabled={!running}
                aria-label={if paused { "Go on" } else { "Pause" }} aria-pressed={paused.to_string()}>
                { if paused { Icon::Run } else { Icon::Pause }.html() }
            </button>
            <button class="stop" onclick={send.reform(|_| Msg::Stop)} disabled={!running}>
                { Icon::Stop.html() }{ "Stop" }
            </button>
            <button class="quiet outside" onclick={send.reform(|_| Msg::OpenOutside)}
                title="Open the program, as it is here, in a page of its own">
                { Icon::Mark.html() }{ "Open in Loopscope" }
            </button>
        </header>
    }
}
