//! The timeline: what every thread and task did when, drawn while the program runs.
//!
//! The lanes scroll as any element does; a canvas as large as what is seen of them stays in place and is
//! drawn anew, so thousands of lanes cost no more than those in view.

use gloo_timers::callback::Timeout;
use loopscope_picture::hit::{self, Direction};
use loopscope_picture::scene::Subject;
use loopscope_picture::{Axis, Captions, Rows, Scene, Shown, Spot, View, tip};
use loopscope_story::Lanes;
use loopscope_story::causes::{Place, segment_of, way_to};
use loopscope_story::lanes::LaneIndex;
use loopscope_story::steps::{Step, Way, destination};
use loopscope_story::words::{sentence, time_words};
use loopscope_story::worlds::Worlds;
use loopscope_trace::{EventId, EventKind, Moment};
use web_sys::{HtmlElement, HtmlInputElement, WheelEvent};
use yew::prelude::*;

use crate::effects::frame;
use crate::model::run::{Run, SharedRun};
use crate::panes::console::with_commas;
use crate::panes::icons::Icon;
use crate::state::Phase;
use gestures::{Gesture, Gestures};
use listeners::Listeners;
use stage::Stage;
use table::Table;
use theme::Theme;
use why::State;

mod gestures;
mod listeners;
mod paint;
mod stage;
mod step_bar;
mod table;
mod theme;
mod tree;
mod why;

/// How many causes behind one another are shown.
const HOPS: usize = 5;
/// How many lanes are named for those who can't see them.
const NAMED_LANES: usize = 20;
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
/// How far Shift and an arrow key pan, in pixels.
const KEY_PANS: f64 = 100.0;
/// How long to wait between two pictures when no event asks for one, in milliseconds.
const LIVE_MILLIS: u32 = 40;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) run: SharedRun,
    /// Grows with what `run` knows.
    pub(crate) version: u64,
    pub(crate) phase: Phase,
    /// Whether the program stands still.
    pub(crate) paused: bool,
    /// It is to stand still, or to go on.
    pub(crate) on_pause: Callback<bool>,
    /// Grows when the colours change.
    pub(crate) theme: u32,
    /// Where the reader last went from outside, and how often they did.
    pub(crate) went_to: Option<(EventId, u32)>,
    /// The reader wants to see a line of the program.
    pub(crate) on_show_line: Callback<u32>,
    /// The reader stands at a line of the program.
    pub(crate) on_point_at: Callback<u32>,
    /// The reader stands at a place in the run, or nowhere any more.
    pub(crate) on_stand: Callback<Option<Moment>>,
    /// The line of the program that the editor's cursor is in, from 1.
    pub(crate) line_in_editor: Callback<(), u32>,
}

pub(crate) enum Msg {
    Draw,
    /// What is around the picture changes.
    Around,
    Changed,
    NewColors,
    Gesture(Gesture),
    /// Lanes with this in their names are looked for.
    Filter(String),
    Key(KeyboardEvent),
    /// A key in what shows the same moment elsewhere.
    KeyBeside(KeyboardEvent),
    Wheel(WheelEvent),
    Zoom(f64),
    Fit,
    Choose(Axis),
    /// The reader chooses what they point at.
    Select,
    /// The reader goes to an event.
    GoTo(Moment),
    /// The reader steps on or back.
    Step(Step, Way),
    /// The reader stands nowhere any more.
    Leave,
    ShowLine,
}

/// The timeline.
pub(crate) struct Timeline {
    stage: Stage,
    probe: NodeRef,
    theme: Option<Theme>,
    pointer: Option<(f64, f64)>,
    /// The segment that the reader chose, and the event that began it.
    selected: Option<Spot>,
    begun_by: Option<EventId>,
    chosen: Option<Chosen>,
    /// Where the reader stands.
    state: Option<State>,
    worlds: Worlds,
    /// The last step led nowhere.
    found_none: bool,
    /// A paused program goes on until there is where this step leads.
    pending: Option<Step>,
    lanes_in_view: usize,
    shown: Shown,
    rows: Rows,
    captions: Captions,
    gestures: Gestures,
    drawing: bool,
    /// The picture is drawn as soon as the elements around it have changed.
    outdated: bool,
    next_picture: Option<Timeout>,
    _listeners: Option<Listeners>,
}

/// The segment that the reader points at or chose.
struct Chosen {
    spot: Spot,
    text: String,
    way: Vec<Place>,
    /// Where the tip is: its left edge and the edge of the lane that it is at.
    x: f64,
    y: f64,
    above: bool,
}

impl Component for Timeline {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Timeline {
            stage: Stage::default(),
            probe: NodeRef::default(),
            theme: None,
            pointer: None,
            selected: None,
            begun_by: None,
            chosen: None,
            state: None,
            worlds: Worlds::default(),
            found_none: false,
            pending: None,
            lanes_in_view: 0,
            shown: Shown::default(),
            rows: Rows::default(),
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
        if props.run != old.run {
            self.stage.fit();
            self.shown.unfold();
            self.worlds = Worlds::default();
            if self.selected.take().is_some() {
                self.stand(ctx, None);
            }
            self.chosen = None;
        }
        if props.theme != old.theme {
            self.theme = None;
        }
        if let Some((event, _)) = props.went_to.filter(|_| props.went_to != old.went_to) {
            let moment = props.run.borrow().recording.moment_of(event);
            if let Some(moment) = moment {
                self.go_to(ctx, moment);
            }
        }
        if props.version != old.version {
            self.find_selected(&props.run.borrow());
            self.captions.clear();
            self.rows = self.shown.rows(&props.run.borrow().lanes);
            self.outdated = true;
            self.step_on(ctx);
        } else {
            self.request_picture(ctx);
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Draw => {
                self.drawing = false;
                ctx.props().run.borrow_mut().begin_picture();
                return self.draw(ctx);
            }
            Msg::Around => return true,
            Msg::Changed => {}
            Msg::NewColors => self.theme = None,
            Msg::Key(event) => {
                self.key(ctx, &event);
                self.request_picture(ctx);
                return true;
            }
            Msg::KeyBeside(event) => {
                if let Some((step, way)) = step_bar::of_key(&event) {
                    self.step(ctx, step, way);
                } else if event.key() == "Escape" && self.selected.is_some() {
                    self.selected = None;
                    self.stand(ctx, None);
                } else {
                    return false;
                }
                self.request_picture(ctx);
                return true;
            }
            Msg::Wheel(event) => {
                event.prevent_default();
                let notches = (event.delta_y().abs() / 60.0).min(1.0);
                let factor = 1.0 + (ZOOM_STEP - 1.0) * notches;
                let factor = if event.delta_y() > 0.0 { 1.0 / factor } else { factor };
                self.zoom(ctx, factor, self.pointer.map(|(x, _)| x));
            }
            Msg::Gesture(gesture) => self.gesture(ctx, gesture),
            Msg::Filter(text) => {
                self.shown.filter(&text);
                self.lanes_changed(ctx);
                return true;
            }
            Msg::Zoom(factor) => self.zoom(ctx, factor, None),
            Msg::Fit => self.stage.fit(),
            Msg::Choose(axis) => {
                self.stage.choose(axis);
                self.request_picture(ctx);
                return true;
            }
            // The end of a drag is no click.
            Msg::Select if self.gestures.dragged() => {}
            Msg::Select => {
                let run = ctx.props().run.borrow();
                let at = self.stage.arrange(&run, &self.rows).zip(self.pointer);
                if let Some(lane) = at.and_then(|(view, (x, y))| hit::fold_at(&self.rows, &view, x, y)) {
                    drop(run);
                    self.fold(ctx, lane);
                    return true;
                }
                self.selected = at.and_then(|(view, (x, y))| hit::at(&run.lanes, &self.rows, &view, x, y));
                drop(run);
                self.stand(ctx, None);
                self.request_picture(ctx);
                return true;
            }
            Msg::GoTo(moment) => {
                self.go_to(ctx, moment);
                // The link that was followed is there no more; and keys go on from here.
                if let Some(scroller) = self.stage.scroller.cast::<HtmlElement>() {
                    let _ = scroller.focus();
                }
                self.request_picture(ctx);
                return true;
            }
            Msg::Step(step, way) => {
                self.step(ctx, step, way);
                self.request_picture(ctx);
                return true;
            }
            Msg::Leave => {
                self.selected = None;
                self.stand(ctx, None);
                self.request_picture(ctx);
                return true;
            }
            Msg::ShowLine => self.show_line(ctx),
        }
        self.request_picture(ctx);
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let run = props.run.borrow();
        let link = ctx.link();
        let empty = run.lanes.is_empty();
        let gesture =
            |gesture: fn(PointerEvent) -> Gesture| link.callback(move |event| Msg::Gesture(gesture(event)));
        html! {
            <section class="pane timeline" aria-label="Timeline">
                <header>
                    <h2>{ "Timeline" }</h2>
                    <p class="summary">{ self.summary(&run.lanes) }</p>
                    <input class="filter" type="search" placeholder="Filter" aria-label="Filter lanes by name"
                        hidden={empty} oninput={link.callback(|event: InputEvent| Msg::Filter(filter_of(event)))}
                        onkeydown={link.batch_callback(clear_filter)} />
                    <div class="axis clock" role="radiogroup" aria-label="Scale">
                        { for Axis::ALL.into_iter().map(|axis| self.axis_choice(ctx, axis)) }
                    </div>
                    <div class="zoom" role="group" aria-label="Zoom">
                        <button class="quiet only-icon" aria-label="Zoom out" title="Zoom out (−)" disabled={empty}
                            onclick={link.callback(|_| Msg::Zoom(1.0 / ZOOM_STEP))}>{ Icon::Minus.html() }</button>
                        <button class="quiet only-icon" aria-label="Zoom in" title="Zoom in (+)" disabled={empty}
                            onclick={link.callback(|_| Msg::Zoom(ZOOM_STEP))}>{ Icon::Plus.html() }</button>
                        <button class="quiet" title="Show the whole run (0)" disabled={empty}
                            onclick={link.callback(|_| Msg::Fit)}>{ "Fit" }</button>
                    </div>
                </header>
                <div class="lanes" hidden={empty}>
                    <div class="scroller" ref={&self.stage.scroller} tabindex="0" role="application"
                        aria-label="Lanes of threads and tasks: arrow keys go from segment to segment, Shift with them pans, F folds the lanes below, Enter shows the line"
                        onscroll={link.callback(|_| Msg::Changed)} onkeydown={link.callback(Msg::Key)}>
                        <div class="sizer" ref={&self.stage.sizer}>
                            <canvas ref={&self.stage.canvas} aria-hidden="true" onpointermove={gesture(Gesture::Move)}
                                onpointerdown={gesture(Gesture::Press)} onpointerleave={gesture(Gesture::Leave)}
                                onclick={link.callback(|_| Msg::Select)}
                                ondblclick={link.callback(|_| Msg::ShowLine)}></canvas>
                        </div>
                    </div>
                    { self.tip() }
                    if self.shown.filters() && self.rows.is_empty() {
                        <p class="empty none">{ "No lane is called that." }</p>
                    }
                    <p class="unseen">{ self.names(&run.lanes) }</p>
                    <p class="unseen" role="status">{ self.told() }</p>
                </div>
                if !empty {
                    { self.why(ctx, &run) }
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
                        <Table run={props.run.clone()} version={props.version} running={props.phase == Phase::Running} />
                    }
                </footer>
                <span class="probe" ref={&self.probe} aria-hidden="true"></span>
            </section>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            self._listeners =
                self.stage.scroller.cast().and_then(|scroller| Listeners::new(&scroller, ctx.link()));
        }
        if std::mem::take(&mut self.outdated) {
            // The version grows when it is time for a frame: no need to wait for another one.
            if self.draw(ctx) {
                ctx.link().send_message(Msg::Around);
            }
        }
    }
}

/// What stands in the field for the filter.
fn filter_of(event: InputEvent) -> String {
    event.target_dyn_into::<HtmlInputElement>().map_or_else(String::new, |field| field.value())
}

/// Escape clears the filter.
fn clear_filter(event: KeyboardEvent) -> Option<Msg> {
    let field: HtmlInputElement = event.target_dyn_into().filter(|_| event.key() == "Escape")?;
    event.prevent_default();
    field.set_value("");
    Some(Msg::Filter(String::new()))
}

impl Timeline {
    /// The lanes' names, for those who can't see the picture.
    fn names(&self, lanes: &Lanes) -> String {
        let named = (0..NAMED_LANES).filter_map(|row| lanes.get(self.rows.get(row)?.lane));
        let mut text = named.map(|lane| lane.name().to_string()).collect::<Vec<_>>().join(", ");
        if self.rows.len() > NAMED_LANES {
            text += &format!(" and {} more", with_commas(self.rows.len() - NAMED_LANES));
        }
        text
    }

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
        self.rows = self.shown.rows(&ctx.props().run.borrow().lanes);
        self.request_picture(ctx);
    }

    fn axis_choice(&self, ctx: &Context<Self>, axis: Axis) -> Html {
        html! {
            <label title={axis.explanation()}>
                <input type="radio" name="axis" checked={self.stage.axis() == axis}
                    onchange={ctx.link().callback(move |_| Msg::Choose(axis))} />
                <span>{ axis.label() }</span>
            </label>
        }
    }

    /// Why what the reader chose happened, step by step, and what was there then.
    fn why(&self, ctx: &Context<Self>, run: &Run) -> Html {
        let link = ctx.link();
        let keys = link.batch_callback(|event: KeyboardEvent| {
            step_bar::of_key(&event).map(|(step, way)| Msg::Step(step, way))
        });
        html! {
            <div class="here" onkeydown={keys}>
                <div class="here-bar">
                    { step_bar::html(&link.callback(|(step, way)| Msg::Step(step, way)), self.found_none) }
                    if self.selected.is_some() {
                        <button class="quiet only-icon leave" aria-label="Leave" title="Leave (Esc)"
                            onclick={link.callback(|_| Msg::Leave)}>{ Icon::Close.html() }</button>
                    }
                </div>
                if let Some(spot) = self.selected {
                    <div class="stand">
                        { why::steps(run, spot, self.state.as_ref(), &link.callback(Msg::GoTo)) }
                        { self.state.as_ref().map(why::state) }
                    </div>
                }
            </div>
        }
    }

    /// Chooses what happened at a place in the run, and shows its line.
    fn go_to(&mut self, ctx: &Context<Self>, moment: Moment) {
        let run = ctx.props().run.borrow();
        let Some(event) = run.recording.at(moment) else { return };
        if let Some((lane, segment)) = segment_of(&run.recording, &run.lanes, &event) {
            let spot = Spot { lane, segment };
            (self.selected, self.pointer) = (Some(spot), None);
            self.stage.reveal(&run, &self.rows, spot);
        }
        drop(run);
        self.stand(ctx, Some(moment));
    }

    /// Goes to where a step leads.
    fn step(&mut self, ctx: &Context<Self>, step: Step, way: Way) {
        let props = ctx.props();
        let step = match step {
            Step::Line(_) => Step::Line(props.line_in_editor.emit(())),
            step => step,
        };
        let from = self.state.as_ref().map(|state| state.moment);
        let found = destination(&props.run.borrow().recording, from, step, way);
        if let Some(moment) = found {
            self.go_to(ctx, moment);
        }
        self.found_none = found.is_none();
        if self.found_none && props.paused && way == Way::Forward {
            self.pending = Some(step);
            props.on_pause.emit(false);
        }
    }

    /// Takes the step for which the program goes on, if there is where it leads, and pauses again.
    fn step_on(&mut self, ctx: &Context<Self>) {
        let Some(step) = self.pending else { return };
        let props = ctx.props();
        let from = self.state.as_ref().map(|state| state.moment);
        let found = destination(&props.run.borrow().recording, from, step, Way::Forward);
        if let Some(moment) = found {
            self.go_to(ctx, moment);
            props.on_pause.emit(true);
        } else if props.phase == Phase::Running {
            return;
        }
        self.pending = None;
    }

    fn summary(&self, lanes: &Lanes) -> String {
        if lanes.is_empty() {
            return String::new();
        }
        let counted = |count: usize, name: &str| {
            format!("{} {name}{}", with_commas(count), if count == 1 { "" } else { "s" })
        };
        let mut text = counted(lanes.thread_count(), "thread");
        if lanes.task_count() > 0 {
            text += &format!(", {}", counted(lanes.task_count(), "task"));
        }
        if self.lanes_in_view < lanes.len() {
            text += &format!("; {} of {} lanes in view", self.lanes_in_view, with_commas(lanes.len()));
        }
        if let Some(full) = lanes.full_at_micros() {
            text += &format!("; recorded until {}", time_words(full));
        }
        text
    }

    /// The sentence about what is pointed at or chosen, for those who go from segment to segment by keys.
    fn told(&self) -> String {
        let Some(chosen) = self.chosen.as_ref().filter(|_| self.selected.is_some()) else {
            return String::new();
        };
        let row = self.rows.of(chosen.spot.lane).and_then(|row| self.rows.get(row));
        match row.map_or(0, |row| row.hidden) {
            0 => chosen.text.clone(),
            hidden => format!("{}; {hidden} folded below", chosen.text),
        }
    }

    fn tip(&self) -> Html {
        // What was chosen is told below.
        let pointed = self.chosen.as_ref().filter(|chosen| Some(chosen.spot) != self.selected);
        let place = pointed.map_or_else(String::new, |chosen| {
            let shift = if chosen.above { "; transform: translateY(-100%)" } else { "" };
            format!("left: {}px; top: {}px{shift}", chosen.x as i32, chosen.y as i32)
        });
        html! {
            <p class="tip" style={place} hidden={pointed.is_none()}>{ pointed.map(|chosen| chosen.text.clone()) }</p>
        }
    }

    fn request_picture(&mut self, ctx: &Context<Self>) {
        if !self.drawing {
            self.drawing = true;
            let link = ctx.link().clone();
            frame::request(move || link.send_message(Msg::Draw));
        }
    }

    /// Draws what is in view; whether the elements around it change too.
    fn draw(&mut self, ctx: &Context<Self>) -> bool {
        let props = ctx.props();
        let run = props.run.borrow();
        if run.lanes.is_empty() {
            return false;
        }
        let Some(view) = self.stage.arrange(&run, &self.rows) else { return false };
        let pointed = self.pointer.and_then(|(x, y)| hit::at(&run.lanes, &self.rows, &view, x, y));
        let spot = pointed.or(self.selected);
        let before =
            self.chosen.as_ref().map(|chosen| (chosen.text.clone(), chosen.x as i32, chosen.y as i32));
        self.chosen = spot.and_then(|spot| {
            let text = sentence(&run.recording, &run.lanes, spot.lane, spot.segment)?;
            let segment = run.lanes.get(spot.lane)?.segments().get(spot.segment)?;
            let way = way_to(&run.recording, &run.lanes, spot.lane, spot.segment, HOPS);
            let at = self.pointer.map_or_else(|| view.x(view.axis.start_of(segment)), |(x, _)| x);
            let x = at.max(view.labels).min(view.width - tip::TIP_WIDTH.min(view.width) - 8.0).max(8.0);
            let row_of = |lane| self.rows.of_or_above(&run.lanes, lane);
            let named: Vec<usize> = way.iter().filter_map(|place| row_of(place.lane)).collect();
            let tip::Edge { y, above } = tip::place(&view, row_of(spot.lane)?, &named, &text);
            Some(Chosen { spot, text, way, x, y, above })
        });
        let in_view = view.rows(self.rows.len()).len();
        let counted = std::mem::replace(&mut self.lanes_in_view, in_view) != in_view;
        self.paint(view, &run);
        let is_live = run.is_live() && props.phase == Phase::Running;
        drop(run);
        props.run.borrow_mut().end_picture();
        if is_live {
            let link = ctx.link().clone();
            let wait = LIVE_MILLIS + props.run.borrow().millis_to_picture() as u32;
            self.next_picture = Some(Timeout::new(wait, move || link.send_message(Msg::Changed)));
        }
        let after =
            self.chosen.as_ref().map(|chosen| (chosen.text.clone(), chosen.x as i32, chosen.y as i32));
        counted || before != after
    }

    fn paint(&mut self, view: View, run: &Run) -> Option<()> {
        if self.theme.is_none() {
            self.theme = Theme::read(&self.probe.cast()?);
        }
        let context = self.stage.context(&view)?;
        let subject = Subject {
            recording: &run.recording,
            lanes: &run.lanes,
            rows: &self.rows,
            view,
            end: self.stage.end(run),
            chosen: self.chosen.as_ref().map(|chosen| (chosen.spot, chosen.way.as_slice())),
            pointer_x: self.pointer.map(|(x, _)| x),
        };
        let scene = Scene::of(&subject, &mut self.captions);
        paint::Painter { context: &context, theme: self.theme.as_ref()? }.paint(&scene);
        Some(())
    }

    fn key(&mut self, ctx: &Context<Self>, event: &KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let direction = match event.key().as_str() {
            "ArrowLeft" if event.shift_key() => return self.stage.scroll_by(-KEY_PANS, 0.0),
            "ArrowRight" if event.shift_key() => return self.stage.scroll_by(KEY_PANS, 0.0),
            "ArrowLeft" => Direction::Left,
            "ArrowRight" => Direction::Right,
            "ArrowUp" => Direction::Up,
            "ArrowDown" => Direction::Down,
            "Home" => Direction::First,
            "End" => Direction::Last,
            "Enter" => return self.show_line(ctx),
            "Escape" => {
                self.selected = None;
                return self.stand(ctx, None);
            }
            "o" => {
                let next = if self.stage.axis() == Axis::Time { Axis::Order } else { Axis::Time };
                return self.stage.choose(next);
            }
            "+" | "=" => return self.zoom(ctx, ZOOM_STEP, None),
            "-" => return self.zoom(ctx, 1.0 / ZOOM_STEP, None),
            "0" => return self.stage.fit(),
            "f" => return self.fold_chosen(ctx),
            _ => {
                if let Some((step, way)) = step_bar::of_key(event) {
                    self.step(ctx, step, way);
                }
                return;
            }
        };
        event.prevent_default();
        self.pointer = None;
        let run = ctx.props().run.borrow();
        let from = self.selected.or(self.chosen.as_ref().map(|chosen| chosen.spot));
        self.selected = hit::neighbour(&run.lanes, &self.rows, from, direction).or(from);
        if let Some(spot) = self.selected {
            self.stage.reveal(&run, &self.rows, spot);
        }
        drop(run);
        self.stand(ctx, None);
    }

    /// Folds what is below the chosen lane, or else what is beside it.
    fn fold_chosen(&mut self, ctx: &Context<Self>) {
        let Some(spot) = self.selected else { return };
        let run = ctx.props().run.borrow();
        let Some(lane) = run.lanes.get(spot.lane) else { return };
        let Some(folds) = Some(spot.lane).filter(|_| lane.has_children()).or(lane.parent()) else { return };
        drop(run);
        self.fold(ctx, folds);
        let run = ctx.props().run.borrow();
        let unfolded = hit::unfolded(&run.lanes, &self.rows, spot);
        drop(run);
        if unfolded != self.selected {
            self.selected = unfolded;
            self.stand(ctx, None);
        }
    }

    fn show_line(&self, ctx: &Context<Self>) {
        if let Some(line) = self.chosen.as_ref().and_then(|chosen| line_of(ctx, chosen.spot)) {
            ctx.props().on_show_line.emit(line);
        }
    }

    /// The reader stands at what they chose, or at an event in it: its line is marked, and the state there is found out.
    fn stand(&mut self, ctx: &Context<Self>, at: Option<Moment>) {
        let run = ctx.props().run.borrow();
        let segment = self.selected.and_then(|spot| run.lanes.get(spot.lane)?.segments().get(spot.segment));
        self.begun_by = segment.map(|segment| segment.begun_by);
        let moment = at.or_else(|| {
            let moment = run.recording.moment_of(self.begun_by?)?;
            // A new task comes into its queue right after it was made.
            let is_new =
                run.recording.at(moment).is_some_and(|it| matches!(it.kind, EventKind::TaskCreated { .. }));
            Some(Moment(moment.0 + u32::from(is_new)))
        });
        let line = moment.and_then(|moment| run.recording.at(moment)).map_or(0, |event| event.line);
        self.state = moment.map(|moment| why::state_at(&run, &mut self.worlds, moment, self.selected));
        self.found_none = false;
        self.pending = None;
        drop(run);
        ctx.props().on_point_at.emit(line);
        ctx.props().on_stand.emit(moment);
    }

    /// The number of a segment may change while the program runs: those that turn out to be empty are left out.
    fn find_selected(&mut self, run: &Run) {
        let (Some(spot), Some(begun_by)) = (self.selected, self.begun_by) else { return };
        let segment = run.lanes.get(spot.lane).and_then(|lane| lane.segments().get(spot.segment));
        if segment.is_none_or(|segment| segment.begun_by != begun_by) {
            let found =
                run.recording.get(begun_by).and_then(|event| segment_of(&run.recording, &run.lanes, &event));
            self.selected = found.map(|(lane, segment)| Spot { lane, segment });
        }
    }
}

/// The line of the program at which a segment began.
fn line_of(ctx: &Context<Timeline>, spot: Spot) -> Option<u32> {
    let run = ctx.props().run.borrow();
    let segment = run.lanes.get(spot.lane)?.segments().get(spot.segment)?;
    let line = run.recording.get(segment.begun_by)?.line;
    (line > 0).then_some(line)
}
