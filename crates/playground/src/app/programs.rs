//! Which program is in the editor: from the address, from the lessons, into a link.

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{App, Msg};
use crate::effects::address;
use crate::effects::draft;
use crate::effects::engine;
use crate::effects::share::{self, Linked};
use crate::model::lessons::LESSONS;
use crate::state::Action;

/// How long a toast is shown, in milliseconds.
const TOAST_MILLIS: u32 = 2_500;

impl App {
    /// Opens what the address names, else what the reader wrote here before, else the first lesson.
    pub(super) fn open_first(&mut self, ctx: &Context<Self>) {
        if !address::hash().is_empty() {
            return self.read_address(ctx);
        }
        self.open_first_lesson();
        if let Some(text) = draft::kept("") {
            spawn_local(engine::expect(text.clone()));
            self.editor.set_text(&text);
            self.state.apply(Action::Edit { program: text });
        }
    }

    pub(super) fn open_first_lesson(&mut self) {
        if let Some(lesson) = LESSONS.first() {
            self.open(lesson.program, Some(0));
        }
    }

    pub(super) fn read_address(&self, ctx: &Context<Self>) {
        ctx.link().send_future(async { Msg::Opened(share::open(&address::hash()).await) });
    }

    pub(super) fn open_linked(&mut self, linked: Linked) {
        if let Some(clock) = linked.clock {
            self.state.apply(Action::Choose(clock));
        }
        match draft::kept(&address::hash()) {
            Some(text) => {
                self.open(&text, linked.lesson);
                self.state.apply(Action::Edit { program: text });
            }
            None => self.open(&linked.text, linked.lesson),
        }
    }

    pub(super) fn open(&mut self, text: &str, lesson: Option<usize>) {
        self.forget_run();
        spawn_local(engine::expect(text.to_owned()));
        self.editor.set_text(text);
        self.state.apply(Action::Open { lesson });
    }

    pub(super) fn share(&self, ctx: &Context<Self>) {
        let (text, clock) = (self.editor.text(), self.state.clock);
        ctx.link().send_future(async move {
            Msg::Shared(match share::link_to(&text, clock).await {
                Ok(new_hash) => {
                    // The link holds the text from now on.
                    draft::forget(&address::hash());
                    address::set_hash(&new_hash);
                    Ok(address::copy().await.is_some())
                }
                Err(problem) => Err(problem),
            })
        });
    }

    pub(super) fn shared(&mut self, ctx: &Context<Self>, shared: Result<bool, String>) {
        match shared {
            Ok(copied) => {
                let toast = if copied { "Link copied" } else { "The link is in the address bar" };
                self.state.apply(Action::Toast(Some(toast)));
                let link = ctx.link().clone();
                self.toast = Some(Timeout::new(TOAST_MILLIS, move || link.send_message(Msg::ToastOver)));
            }
            Err(problem) => self.state.apply(Action::Report { problem }),
        }
    }
}
