//! The page: what happens goes to the update, what that asks for to the effects, what is known then to the panes.

use yew::prelude::*;

use crate::effects::Effects;
use crate::effects::frame::now_millis;
use crate::message::Msg;
use crate::model::Model;
use crate::model::embed::Embed;
use crate::model::tabs::Tab;
use crate::panes::calls::Calls;
use crate::panes::console::Console;
use crate::panes::embed_bar::EmbedBar;
use crate::panes::notice;
use crate::panes::program::Program;
use crate::panes::tabs;
use crate::panes::timeline::Timeline;
use crate::panes::toolbar::Toolbar;
use crate::update::update;

/// The page.
pub(crate) struct App {
    model: Model,
    effects: Effects,
    /// The same one always: what is drawn with it is not drawn anew for another.
    send: Callback<Msg>,
}

impl Component for App {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let send = ctx.link().callback(|msg| msg);
        let mut app = App { model: Model::default(), effects: Effects::new(send.clone()), send };
        app.model.embed = app.effects.is_embedded().then(Embed::default);
        // What its address names is opened first.
        app.take(Msg::OpenAddress);
        app
    }

    fn update(&mut self, _: &Context<Self>, msg: Msg) -> bool {
        self.take(msg)
    }

    fn view(&self, _: &Context<Self>) -> Html {
        let App { model, effects, send } = self;
        let (phase, run, at) = (model.phase, model.run.seen(), &model.cursor.at);
        let (paused, tabs) = (phase.is_paused(), model.tabs);
        let view = model.embed.as_ref().map(|embed| embed.view).unwrap_or_default();
        // A frame that has been given no program yet loads no text for that which it shows meanwhile.
        let lesson = model.lesson().filter(|_| model.embed.is_none() || !model.origin.is_default);
        let panel = |tab: Tab, pane: Html| tabs::panel(tabs, tab, pane);
        html! {
            <div class="app" data-state={phase.name()}
                data-exit-status={phase.exit_status().map(|status| status.to_string())}>
                if model.embed.is_some() {
                    <EmbedBar running={phase.is_on()} {paused} run_button={&effects.run_button} {send} />
                } else {
                    <Toolbar running={phase.is_on()} {paused} clock={model.settings.clock} lesson={model.lesson()}
                        ended={phase.exit_status().is_some()} files={effects.files.clone()}
                        run_button={&effects.run_button} {send} />
                }
                if let Some(it) = &model.notice {
                    { notice::notice(it, send) }
                }
                if let Some(aim) = &model.aim {
                    { notice::aim(aim, model.embed.is_some(), send) }
                }
                <main>
                    if tabs.narrow {
                        { tabs::bar(tabs, send) }
                    }
                    { panel(Tab::Program, html! { <Program {lesson} lines={model.lines.clone()} drafts={model.drafts} editor={effects.editor.clone()} sleeps={model.embed.is_some()} {send} /> }) }
                    <div class="results" ref={&effects.results}>
                        if let Some(waits) = &model.stuck {
                            { notice::stuck(waits) }
                        }
                        if view.has_console() || model.question.is_some() {
                            { panel(Tab::Console, html! {
                                <Console run={run.clone()} {phase} stops={model.stops} question={model.question.clone()} stands_at={at.moment} seen={tabs.shows(Tab::Console)} {send} />
                            }) }
                        }
                        if view.has_timeline() {
                            { panel(Tab::Timeline, html! {
                                <Timeline {run} running={phase.is_on()} at={at.clone()} dark={model.dark} {send} />
                            }) }
                        }
                    </div>
                    { panel(Tab::Calls, self.calls()) }
                </main>
            </div>
        }
    }
}

impl App {
    /// Takes in what happened; whether the page may look different then.
    fn take(&mut self, msg: Msg) -> bool {
        let outcome = update(&mut self.model, msg, now_millis());
        for effect in outcome.effects {
            self.effects.perform(effect, &self.model);
        }
        outcome.shows
    }

    /// What threads and tasks were doing where the reader stands.
    fn calls(&self) -> Html {
        let App { model, effects, send } = self;
        let run = model.run.borrow();
        let event = model.cursor.at.moment.and_then(|moment| run.recording.at(moment));
        match (event, effects.runner.looker()) {
            (Some(event), Some(looker)) => {
                let chosen = model.cursor.at.call;
                let lines = model.run.borrow().lanes.lines.clone();
                html! { <Calls event={event.id} task={event.task} {looker} {lines} edited={model.is_edited()} {chosen} {send} /> }
            }
            _ if model.tabs.narrow => html! {
                <p class="pane empty">{ "Go to a line of the console or a bar of the timeline, and the calls there are here." }</p>
            },
            _ => Html::default(),
        }
    }
}
