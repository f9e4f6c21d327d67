//! The timeline: what every thread and task did when, drawn while the program runs.
//!
//! The lanes scroll as any element does; a canvas as large as what is seen of them stays in place and is
//! drawn anew, so thousands of lanes cost no more than those in view.

use gloo_timers::callback::Timeout;
use loopscope_trace::lanes::State;
use loopscope_trace::why::{Place, sentence, way_to};
use loopscope_trace::{EventId, Lanes};
use wasm_bindgen::prelude::*;
use web_sys::{
    AddEventListenerOptions, CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement, MediaQueryList,
    ResizeObserver, WheelEvent,
};
use yew::prelude::*;

use crate::console::with_commas;
use crate::frame;
use crate::icons::Icon;
use crate::run::SharedRun;
use crate::state::Phase;
use hit::{Direction, Spot};
use table::Table;
use theme::Theme;
use view::{AXIS_HEIGHT, END_MARGIN, MARGIN, ROW_HEIGHT, View};

mod draw;
mod hit;
mod table;
mod theme;
mod view;

/// How many causes behind one another are shown.
const HOPS: usize = 5;
const ZOOM_STEP: f64 = 1.6;
/// How long to wait between two pictures when no event asks for one, in milliseconds.
const LIVE_MILLIS: u32 = 40;
/// The width below which lanes' names are short.
const NARROW: f64 = 560.0;
/// The largest width of a tip in pixels, as the style sheet has it.
const TIP_WIDTH: f64 = 340.0;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) run: SharedRun,
    /// Grows with what `run` knows.
    pub(crate) version: u64,
    pub(crate) phase: Phase,
    /// Grows when the colours change.
    pub(crate) theme: u32,
    /// The reader wants to see a line of the program.
    pub(crate) on_show_line: Callback<u32>,
}

pub(crate) enum Msg {
    Draw,
    Changed,
    NewColors,
    Pointer(Option<(f64, f64)>),
    Key(KeyboardEvent),
    Wheel(WheelEvent),
    Zoom(f64),
    Fit,
    ShowLine,
}

/// The timeline.
pub(crate) struct Timeline {
    scroller: NodeRef,
    sizer: NodeRef,
    canvas: NodeRef,
    probe: NodeRef,
    theme: Option<Theme>,
    /// The scale that the reader chose; `None` fits everything.
    micros_per_px: Option<f64>,
    pointer: Option<(f64, f64)>,
    /// The segment that the reader chose by keys.
    selected: Option<Spot>,
    chosen: Option<Chosen>,
    lanes_in_view: usize,
    drawing: bool,
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

struct Listeners {
    _resized: Closure<dyn FnMut()>,
    _observer: ResizeObserver,
    _wheel: Closure<dyn FnMut(WheelEvent)>,
    _colors: Closure<dyn FnMut()>,
}

impl Component for Timeline {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Timeline {
            scroller: NodeRef::default(),
            sizer: NodeRef::default(),
            canvas: NodeRef::default(),
            probe: NodeRef::default(),
            theme: None,
            micros_per_px: None,
            pointer: None,
            selected: None,
            chosen: None,
            lanes_in_view: 0,
            drawing: false,
            next_picture: None,
            _listeners: None,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let props = ctx.props();
        if props.run != old.run {
            self.micros_per_px = None;
            self.selected = None;
            self.chosen = None;
        }
        if props.theme != old.theme {
            self.theme = None;
        }
        self.request_picture(ctx);
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Draw => {
                self.drawing = false;
                return self.draw(ctx);
            }
            Msg::Changed => {}
            Msg::NewColors => self.theme = None,
            Msg::Pointer(pointer) => {
                self.pointer = pointer;
                self.selected = None;
            }
            Msg::Key(event) => self.key(ctx, &event),
            Msg::Wheel(event) => {
                event.prevent_default();
                let factor = ZOOM_STEP.powf(-f64::from(event.delta_y().clamp(-60.0, 60.0) as i32) / 60.0);
                self.zoom(ctx, factor, self.pointer.map(|(x, _)| x));
            }
            Msg::Zoom(factor) => self.zoom(ctx, factor, None),
            Msg::Fit => self.micros_per_px = None,
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
        let pointer = link.callback(|event: PointerEvent| {
            Msg::Pointer(Some((f64::from(event.offset_x()), f64::from(event.offset_y()))))
        });
        html! {
            <section class="pane timeline" aria-label="Timeline">
                <header>
                    <h2>{ "Timeline" }</h2>
                    <p class="summary">{ self.summary(&run.lanes) }</p>
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
                    <div class="scroller" ref={&self.scroller} tabindex="0" role="application"
                        aria-label="Lanes of threads and tasks: arrow keys go from segment to segment, Enter shows the line"
                        onscroll={link.callback(|_| Msg::Changed)} onkeydown={link.callback(Msg::Key)}>
                        <div class="sizer" ref={&self.sizer}>
                            <canvas ref={&self.canvas} aria-hidden="true" onpointermove={pointer.clone()}
                                onpointerdown={pointer} onpointerleave={link.callback(|_| Msg::Pointer(None))}
                                ondblclick={link.callback(|_| Msg::ShowLine)}></canvas>
                        </div>
                    </div>
                    { self.tip() }
                </div>
                if empty {
                    <p class="empty">
                        { "Run the program, and every thread and every task gets a lane here: when it ran, \
                           when it waited and what for, and when it was ready but had to wait for its turn." }
                    </p>
                }
                <footer>
                    <ul class="legend" aria-label="Legend">
                        <li><i class="running"></i>{ "Running" }</li>
                        <li><i class="ready"></i>{ "Ready" }</li>
                        <li><i class="waiting"></i>{ "Waiting" }</li>
                        <li><i class="blocked"></i>{ "Blocked" }</li>
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
            self._listeners = self.listen(ctx);
        }
    }
}

impl Timeline {
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
            text += &format!("; recorded until {:.3} s", full as f64 / 1e6);
        }
        text
    }

    fn tip(&self) -> Html {
        let place = self.chosen.as_ref().map_or_else(String::new, |chosen| {
            let shift = if chosen.above { "; transform: translateY(-100%)" } else { "" };
            format!("left: {:.0}px; top: {:.0}px{shift}", chosen.x, chosen.y)
        });
        html! {
            <p class="tip" role="status" style={place} hidden={self.chosen.is_none()}>
                { self.chosen.as_ref().map(|chosen| chosen.text.clone()) }
            </p>
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
        let now_micros = run.now_micros();
        let Some(view) = self.arrange(&run.lanes, now_micros, run.is_live()) else { return false };
        let spot = self.selected.or_else(|| {
            let (x, y) = self.pointer?;
            hit::at(&run.lanes, &view, x, y)
        });
        let before =
            self.chosen.as_ref().map(|chosen| (chosen.text.clone(), chosen.x as i32, chosen.y as i32));
        self.chosen = spot.and_then(|spot| {
            let text = sentence(&run.recording, &run.lanes, spot.lane, spot.segment)?;
            let segment = run.lanes.get(spot.lane)?.segments().get(spot.segment)?;
            let way = way_to(&run.recording, &run.lanes, told_event(&run.lanes, spot)?, HOPS);
            let at = self.pointer.map_or_else(|| view.x(segment.start_micros), |(x, _)| x);
            let x = at.max(view.labels).min(view.width - TIP_WIDTH.min(view.width) - 8.0).max(8.0);
            let row_y = view.y(run.lanes.row_of(spot.lane)?);
            let above = row_y > view.height / 2.0;
            let y = if above { row_y - 4.0 } else { row_y + ROW_HEIGHT + 4.0 };
            Some(Chosen { spot, text, way, x, y, above })
        });
        let in_view = view.rows(run.lanes.len()).len();
        let counted = std::mem::replace(&mut self.lanes_in_view, in_view) != in_view;
        self.paint(view, &run, now_micros);
        if run.is_live() && props.phase == Phase::Running {
            let link = ctx.link().clone();
            self.next_picture = Some(Timeout::new(LIVE_MILLIS, move || link.send_message(Msg::Changed)));
        }
        let after =
            self.chosen.as_ref().map(|chosen| (chosen.text.clone(), chosen.x as i32, chosen.y as i32));
        counted || before != after
    }

    fn paint(&mut self, view: View, run: &crate::run::Run, now_micros: u64) -> Option<()> {
        if self.theme.is_none() {
            self.theme = Theme::read(&self.probe.cast()?);
        }
        let canvas: HtmlCanvasElement = self.canvas.cast()?;
        let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        let ratio = web_sys::window()?.device_pixel_ratio();
        let (width, height) = ((view.width * ratio).round() as u32, (view.height * ratio).round() as u32);
        if canvas.width() != width || canvas.height() != height {
            canvas.set_width(width);
            canvas.set_height(height);
            canvas.style().set_property("width", &format!("{}px", view.width)).ok()?;
            canvas.style().set_property("height", &format!("{}px", view.height)).ok()?;
        }
        context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0).ok()?;
        draw::Picture {
            context: &context,
            theme: self.theme.as_ref()?,
            view,
            run,
            now_micros,
            chosen: self.chosen.as_ref().map(|chosen| (chosen.spot, chosen.way.as_slice())),
            pointer_x: self.pointer.map(|(x, _)| x),
        }
        .draw();
        Some(())
    }

    /// Gives the scrolled area its size; the part of it that is seen.
    fn arrange(&self, lanes: &Lanes, now_micros: u64, live: bool) -> Option<View> {
        let scroller: HtmlElement = self.scroller.cast()?;
        let sizer: HtmlElement = self.sizer.cast()?;
        let (width, height) = (f64::from(scroller.client_width()), f64::from(scroller.client_height()));
        if width == 0.0 {
            return None;
        }
        let labels = if width < NARROW { 104.0 } else { 184.0 };
        let plot = view::plot_width(width, labels);
        let fitting = view::fitting_scale(now_micros, live, plot);
        let micros_per_px = self.micros_per_px.unwrap_or(fitting);
        let full_width = match self.micros_per_px {
            None => width,
            Some(scale) => (labels + MARGIN + END_MARGIN + now_micros as f64 / scale).ceil().max(width),
        };
        let full_height = AXIS_HEIGHT + lanes.len() as f64 * ROW_HEIGHT + 4.0;
        let size = sizer.style();
        size.set_property("width", &format!("{full_width}px")).ok()?;
        size.set_property("height", &format!("{}px", full_height.max(height))).ok()?;
        let (left, top) = (f64::from(scroller.scroll_left()), f64::from(scroller.scroll_top()));
        Some(View { width, height, labels, micros_per_px, left, top })
    }

    /// Zooms in by a factor, or out, so that the time at `x` stays where it is.
    fn zoom(&mut self, ctx: &Context<Self>, factor: f64, x: Option<f64>) {
        let run = ctx.props().run.borrow();
        let now_micros = run.now_micros();
        let (Some(view), Some(scroller)) =
            (self.arrange(&run.lanes, now_micros, run.is_live()), self.scroller.cast::<HtmlElement>())
        else {
            return;
        };
        let x = x.unwrap_or(view.labels + view.plot_width() / 2.0).max(view.labels);
        let fixed_micros = view.micros(x);
        let scale = view::possible_scale(view.micros_per_px / factor, now_micros, view.plot_width());
        let whole = view.plot_width() * scale >= now_micros as f64 * 0.999;
        self.micros_per_px = (!whole).then_some(scale);
        self.arrange(&run.lanes, now_micros, run.is_live());
        scroller.set_scroll_left((view.labels + MARGIN + fixed_micros / scale - x).round() as i32);
    }

    fn key(&mut self, ctx: &Context<Self>, event: &KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let direction = match event.key().as_str() {
            "ArrowLeft" => Direction::Left,
            "ArrowRight" => Direction::Right,
            "ArrowUp" => Direction::Up,
            "ArrowDown" => Direction::Down,
            "Enter" => return self.show_line(ctx),
            "Escape" => {
                self.selected = None;
                return;
            }
            "+" | "=" => return self.zoom(ctx, ZOOM_STEP, None),
            "-" => return self.zoom(ctx, 1.0 / ZOOM_STEP, None),
            "0" => {
                self.micros_per_px = None;
                return;
            }
            _ => return,
        };
        event.prevent_default();
        self.pointer = None;
        let run = ctx.props().run.borrow();
        let from = self.selected.or(self.chosen.as_ref().map(|chosen| chosen.spot));
        self.selected = hit::neighbour(&run.lanes, from, direction).or(from);
        let _ = self.reveal(&run);
    }

    /// Scrolls so that the selected segment is seen.
    fn reveal(&self, run: &crate::run::Run) -> Option<()> {
        let spot = self.selected?;
        let scroller: HtmlElement = self.scroller.cast()?;
        let view = self.arrange(&run.lanes, run.now_micros(), run.is_live())?;
        let y = view.y(run.lanes.row_of(spot.lane)?);
        if y < AXIS_HEIGHT {
            scroller.set_scroll_top((view.top + y - AXIS_HEIGHT) as i32);
        } else if y + ROW_HEIGHT > view.height {
            scroller.set_scroll_top((view.top + y + ROW_HEIGHT - view.height) as i32);
        }
        let segment = run.lanes.get(spot.lane)?.segments().get(spot.segment)?;
        let x = view.x(segment.start_micros);
        if x < view.labels || x > view.width - 40.0 {
            scroller.set_scroll_left((view.left + x - view.labels - 80.0) as i32);
        }
        Some(())
    }

    fn show_line(&self, ctx: &Context<Self>) {
        let run = ctx.props().run.borrow();
        let line = self.chosen.as_ref().and_then(|chosen| {
            let segment = run.lanes.get(chosen.spot.lane)?.segments().get(chosen.spot.segment)?;
            Some(run.recording.get(segment.begun_by)?.line)
        });
        if let Some(line) = line.filter(|line| *line > 0) {
            ctx.props().on_show_line.emit(line);
        }
    }

    fn listen(&self, ctx: &Context<Self>) -> Option<Listeners> {
        let scroller: HtmlElement = self.scroller.cast()?;
        let link = ctx.link().clone();
        let resized = Closure::<dyn FnMut()>::new(move || link.send_message(Msg::Changed));
        let observer = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok()?;
        observer.observe(&scroller);

        // With the page's own listeners the browser would zoom the page as well.
        let link = ctx.link().clone();
        let wheel = Closure::<dyn FnMut(WheelEvent)>::new(move |event: WheelEvent| {
            if event.ctrl_key() || event.meta_key() {
                event.prevent_default();
                link.send_message(Msg::Wheel(event));
            }
        });
        let options = AddEventListenerOptions::new();
        options.set_passive(false);
        let function = wheel.as_ref().unchecked_ref();
        scroller
            .add_event_listener_with_callback_and_add_event_listener_options("wheel", function, &options)
            .ok()?;

        let link = ctx.link().clone();
        let colors = Closure::<dyn FnMut()>::new(move || link.send_message(Msg::NewColors));
        let dark: MediaQueryList = web_sys::window()?.match_media("(prefers-color-scheme: dark)").ok()??;
        dark.add_event_listener_with_callback("change", colors.as_ref().unchecked_ref()).ok()?;
        Some(Listeners { _resized: resized, _observer: observer, _wheel: wheel, _colors: colors })
    }
}

/// The event whose causes explain a segment: of a wait, what ended it; of what runs, what began it.
fn told_event(lanes: &Lanes, spot: Spot) -> Option<EventId> {
    let segments = lanes.get(spot.lane)?.segments();
    let segment = segments.get(spot.segment)?;
    let next = segments.get(spot.segment + 1);
    let waits = matches!(segment.state, State::Waiting | State::Blocked);
    Some(next.filter(|_| waits).unwrap_or(segment).begun_by)
}
