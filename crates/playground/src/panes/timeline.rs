//! The timeline: what every thread and task did when, drawn while the program runs.
//!
//! The lanes scroll as any element does; a canvas as large as what is seen of them stays in place and is
//! drawn anew, so thousands of lanes cost no more than those in view. Scale, folding, filter and pointer are the timeline's own;
//! where the reader stands is the page's.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use loopscope_picture::{Axis, Captions, Rows, Shown, Spot, hit};
use loopscope_story::lanes::LaneIndex;
use web_sys::{HtmlInputElement, WheelEvent};
use yew::prelude::*;

use super::icons::Icon;
use crate::effects::frame::now_millis;
use crate::message::Msg;
use crate::model::cursor::Standing;
use crate::model::run::Seen;
use gestures::{Gesture, Gestures};
use here::Here;
use listeners::Listeners;
use picture::Pointed;
use stage::Stage;
use table::Table;
use theme::Theme;

mod gestures;
mod here;
mod keys;
mod listeners;
mod paint;
mod picture;
mod said;
mod stage;
mod step_bar;
mod table;
mod theme;
mod tree;
mod why;

const ZOOM_STEP: f64 = 1.6;
/// What the legend explains, each by its class in the style sheet.
const LEGEND: [(&str, &str); 7] = [
    ("running", "Running"),
    ("ready", "Ready"),
    ("waiting", "Waiting"),
    ("blocked", "Blocked"),
    ("done", "Done"),
    ("failed", "Failed"),
    ("cancelled", "Cancelled"),
];

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) run: Seen,
    pub(crate) running: bool,
    /// Where the reader stands.
    pub(crate) at: Standing,
    /// What the reader chose of light and dark.
    pub(crate) dark: Option<bool>,
    pub(crate) send: Callback<Msg>,
}

/// What happens to the picture only.
pub(crate) enum Change {
    Draw,
    /// What is around the picture changes.
    Around,
    Changed,
    NewColors,
    Gesture(Gesture),
    /// Lanes with this in their names are looked for.
    Filter(String),
    Key(KeyboardEvent),
    Wheel(WheelEvent),
    Zoom(f64),
    Fit,
    Choose(Axis),
    /// The reader chooses what they point at.
    Click,
    /// The reader wants to see the line of what they point at.
    ShowLine,
}

/// The timeline.
pub(crate) struct Timeline {
    stage: Stage,
    probe: NodeRef,
    theme: Option<Theme>,
    pointer: Option<(f64, f64)>,
    pointed: Option<Pointed>,
    lanes_in_view: usize,
    shown: Shown,
    rows: Rc<Rows>,
    captions: Captions,
    gestures: Gestures,
    drawing: bool,
    /// The picture is drawn as soon as the elements around it have changed.
    outdated: bool,
    next_picture: Option<Timeout>,
    _listeners: Option<Listeners>,
}

impl Component for Timeline {
    type Message = Change;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Timeline {
            stage: Stage::default(),
            probe: NodeRef::default(),
            theme: None,
            pointer: None,
            pointed: None,
            lanes_in_view: 0,
            shown: Shown::default(),
            rows: Rc::default(),
            captions: Captions::default(),
            gestures: Gestures::default(),
            drawing: false,
            outdated: false,
            next_picture: None,
            _listeners: None,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let props = ctx.props();
        if !props.run.is_of(&old.run) {
            self.stage.fit();
            self.shown.unfold();
            self.pointed = None;
        }
        if props.dark != old.dark {
            self.theme = None;
        }
        if props.run != old.run {
            self.captions.clear();
            self.rows = Rc::new(self.shown.rows(&props.run.borrow().lanes));
            self.outdated = true;
        } else {
            self.request_picture(ctx);
        }
        if props.at.arrivals != old.at.arrivals {
            self.pointer = None;
            if let Some(spot) = props.at.spot {
                self.stage.reveal(&props.run.borrow(), &self.rows, spot);
            }
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, change: Change) -> bool {
        let mut around = false;
        match change {
            Change::Draw => {
                self.drawing = false;
                ctx.props().run.borrow_mut().begin_picture(now_millis());
                return self.draw(ctx);
            }
            Change::Around => return true,
            Change::Changed => {}
            Change::NewColors => self.theme = None,
            Change::Key(event) => {
                self.key(ctx, &event);
                around = true;
            }
            Change::Wheel(event) => {
                event.prevent_default();
                let notches = (event.delta_y().abs() / 60.0).min(1.0);
                let factor = 1.0 + (ZOOM_STEP - 1.0) * notches;
                let factor = if event.delta_y() > 0.0 { 1.0 / factor } else { factor };
                self.zoom(ctx, factor, self.pointer.map(|(x, _)| x));
            }
            Change::Gesture(gesture) => self.gesture(ctx, gesture),
            Change::Filter(text) => {
                self.shown.filter(&text);
                self.lanes_changed(ctx);
                around = true;
            }
            Change::Zoom(factor) => self.zoom(ctx, factor, None),
            Change::Fit => self.stage.fit(),
            Change::Choose(axis) => {
                self.stage.choose(axis);
                around = true;
            }
            // The end of a drag is no click.
            Change::Click if self.gestures.dragged() => {}
            Change::Click => around = self.click(ctx),
            Change::ShowLine => self.show_line(ctx),
        }
        self.request_picture(ctx);
        around
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let (run, at) = (props.run.borrow(), &props.at);
        let link = ctx.link();
        let empty = run.lanes.is_empty();
        let gesture = |gesture: fn(PointerEvent) -> Gesture| {
            link.callback(move |event| Change::Gesture(gesture(event)))
        };
        html! {
            <section class="pane timeline" aria-label="Timeline">
                <header>
                    <h2>{ "Timeline" }</h2>
                    <p class="summary">{ self.summary(&run.lanes) }</p>
                    <input class="filter" type="search" placeholder="Filter" aria-label="Filter lanes by name"
                        hidden={empty} oninput={link.callback(|event: InputEvent| Change::Filter(filter_of(event)))}
                        onkeydown={link.batch_callback(clear_filter)} />
                    <div class="axis clock" role="radiogroup" aria-label="Scale">
                        { for Axis::ALL.into_iter().map(|axis| self.axis_choice(ctx, axis)) }
                    </div>
                    <div class="zoom" role="group" aria-label="Zoom">
                        <button class="quiet only-icon" aria-label="Zoom out" title="Zoom out (−)" disabled={empty}
                            onclick={link.callback(|_| Change::Zoom(1.0 / ZOOM_STEP))}>{ Icon::Minus.html() }</button>
                        <button class="quiet only-icon" aria-label="Zoom in" title="Zoom in (+)" disabled={empty}
                            onclick={link.callback(|_| Change::Zoom(ZOOM_STEP))}>{ Icon::Plus.html() }</button>
                        <button class="quiet" title="Show the whole run (0)" disabled={empty}
                            onclick={link.callback(|_| Change::Fit)}>{ "Fit" }</button>
                    </div>
                </header>
                <div class="lanes" hidden={empty}>
                    <div class="scroller" ref={&self.stage.scroller} tabindex="0" role="application"
                        aria-label="Lanes of threads and tasks: arrow keys go from segment to segment, Shift with them pans, F folds the lanes below, Enter shows the line"
                        onscroll={link.callback(|_| Change::Changed)} onkeydown={link.callback(Change::Key)}>
                        <div class="sizer" ref={&self.stage.sizer}>
                            <canvas ref={&self.stage.canvas} aria-hidden="true" onpointermove={gesture(Gesture::Move)}
                                onpointerdown={gesture(Gesture::Press)} onpointerleave={gesture(Gesture::Leave)}
                                onclick={link.callback(|_| Change::Click)}
                                ondblclick={link.callback(|_| Change::ShowLine)}></canvas>
                        </div>
                    </div>
                    { self.tip(at.spot) }
                    if self.shown.filters() && self.rows.is_empty() {
                        <p class="empty none">{ "No lane is called that." }</p>
                    }
                    <p class="unseen">{ self.names(&run.lanes) }</p>
                    <p class="unseen" role="status">{ self.told(at.spot) }</p>
                </div>
                if !empty {
                    <Here at={at.clone()} run={at.spot.map(|_| props.run.clone())} scroller={&self.stage.scroller} send={&props.send} />
                }
                if empty {
                    <p class="empty">
                        { "Run the program, and every thread and every task gets a lane here: when it ran, \
                           when it waited and what for, and when it was ready but had to wait for its turn." }
                    </p>
                }
                <footer>
                    <ul class="legend" aria-label="Legend">
                        { for LEGEND.iter().map(|(class, name)| html! { <li><i class={*class}></i>{ *name }</li> }) }
                    </ul>
                    if !empty {
                        <Table run={props.run.clone()} running={props.running} />
                    }
                </footer>
                <span class="probe" ref={&self.probe} aria-hidden="true"></span>
            </section>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            self._listeners = self
                .stage
                .scroller
                .cast()
                .and_then(|scroller| Listeners::new(&scroller, ctx.link(), &ctx.props().send));
        }
        if std::mem::take(&mut self.outdated) {
            // The version grows when it is time for a frame: no need to wait for another one.
            if self.draw(ctx) {
                ctx.link().send_message(Change::Around);
            }
        }
    }
}

/// What stands in the field for the filter.
fn filter_of(event: InputEvent) -> String {
    event.target_dyn_into::<HtmlInputElement>().map_or_else(String::new, |field| field.value())
}

/// Escape clears the filter.
fn clear_filter(event: KeyboardEvent) -> Option<Change> {
    let field: HtmlInputElement = event.target_dyn_into().filter(|_| event.key() == "Escape")?;
    event.prevent_default();
    field.set_value("");
    Some(Change::Filter(String::new()))
}

impl Timeline {
    fn zoom(&mut self, ctx: &Context<Self>, factor: f64, x: Option<f64>) {
        self.stage.zoom(&ctx.props().run.borrow(), &self.rows, factor, x);
    }

    /// Folds the lanes below another away, or shows them again.
    fn fold(&mut self, ctx: &Context<Self>, lane: LaneIndex) {
        self.shown.fold(lane);
        self.lanes_changed(ctx);
    }

    /// Other lanes have a row.
    fn lanes_changed(&mut self, ctx: &Context<Self>) {
        self.rows = Rc::new(self.shown.rows(&ctx.props().run.borrow().lanes));
        self.request_picture(ctx);
    }

    fn axis_choice(&self, ctx: &Context<Self>, axis: Axis) -> Html {
        html! {
            <label title={axis.explanation()}>
                <input type="radio" name="axis" checked={self.stage.axis() == axis}
                    onchange={ctx.link().callback(move |_| Change::Choose(axis))} />
                <span>{ axis.label() }</span>
            </label>
        }
    }

    /// Folds the lane whose name is pointed at, or chooses the segment; whether what is around the picture changes.
    fn click(&mut self, ctx: &Context<Self>) -> bool {
        let props = ctx.props();
        let run = props.run.borrow();
        let at = self.stage.arrange(&run, &self.rows).zip(self.pointer);
        if let Some(lane) = at.and_then(|(view, (x, y))| hit::fold_at(&self.rows, &view, x, y)) {
            drop(run);
            self.fold(ctx, lane);
            return true;
        }
        let spot = at.and_then(|(view, (x, y))| hit::at(&run.lanes, &self.rows, &view, x, y));
        props.send.emit(Msg::Choose(spot));
        false
    }

    /// What is pointed at or, else, where the reader stands.
    fn pointed(&self) -> Option<Spot> {
        self.pointed.as_ref().map(|pointed| pointed.spot)
    }

    fn show_line(&self, ctx: &Context<Self>) {
        let Props { run, send, .. } = ctx.props();
        let run = run.borrow();
        let begin = self.pointed().and_then(|spot| run.recording.get(run.begin_of(spot)?));
        if let Some(event) = begin.filter(|event| event.line > 0) {
            send.emit(Msg::ShowLine(event.line));
        }
    }
}
