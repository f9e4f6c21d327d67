//! Tabs, where there is room for one pane at a time.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::message::Msg;
use crate::model::tabs::{Tab, Tabs};

/// The tabs, of which one is reached by Tab and the others from there by arrow keys.
pub(crate) fn bar(tabs: Tabs, send: &Callback<Msg>) -> Html {
    let on_key = {
        let send = send.clone();
        move |event: KeyboardEvent| {
            let last = Tab::ALL.len() - 1;
            let to = match (event.key().as_str(), tabs.chosen as usize) {
                ("ArrowLeft", 0) | ("End", _) => last,
                ("ArrowLeft", from) => from - 1,
                ("ArrowRight", from) if from < last => from + 1,
                ("ArrowRight" | "Home", _) => 0,
                _ => return,
            };
            event.prevent_default();
            send.emit(Msg::ShowTab(Tab::ALL[to]));
            let tab = event.target_dyn_into::<Element>().and_then(|tab| {
                tab.parent_element()?.query_selector(&format!(":nth-child({})", to + 1)).ok()?
            });
            if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<HtmlElement>().ok()) {
                let _ = tab.focus();
            }
        }
    };
    let tab = |tab: Tab| {
        let (name, chosen, has_news) = (tab.name(), tabs.chosen == tab, tabs.has_news(tab));
        html! {
            <button class="quiet" role="tab" id={format!("{name}-tab")} aria-selected={chosen.to_string()} aria-controls={name}
                aria-label={has_news.then(|| format!("{name}, with news"))}
                tabindex={if chosen { "0" } else { "-1" }} onclick={send.reform(move |_: MouseEvent| Msg::ShowTab(tab))}>
                { name }
                if has_news {
                    <i></i>
                }
            </button>
        }
    };
    html! {
        <div class="tabs" role="tablist" aria-label="Panes" onkeydown={on_key}>
            { for Tab::ALL.into_iter().map(tab) }
        </div>
    }
}

/// A pane in its place: where there is room for one, it is that of a tab.
pub(crate) fn panel(tabs: Tabs, tab: Tab, pane: Html) -> Html {
    let name = tab.name();
    html! {
        <div class="panel" id={name} role={tabs.narrow.then_some("tabpanel")}
            aria-labelledby={tabs.narrow.then(|| format!("{name}-tab"))} hidden={!tabs.shows(tab)}>
            { pane }
        </div>
    }
}
