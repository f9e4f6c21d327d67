//! The timeline's picture: when it is drawn, and what of it.

use gloo_timers::callback::Timeout;
use loopscope_picture::scene::Subject;
use loopscope_picture::{Axis, Scene, Spot, View, hit, tip};
use loopscope_story::causes::{Place, way_to};
use loopscope_story::words::sentence;
use yew::prelude::*;

use super::theme::Theme;
use super::{Change, Timeline, paint};
use crate::effects::frame;
use crate::model::cursor::Standing;
use crate::model::run::Run;

/// How many causes behind one another are shown.
const HOPS: usize = 5;
/// How long to wait at least between two pictures when no event asks for one, in milliseconds.
const LIVE_MILLIS: u32 = 40;
/// By how many pixels what goes on has to become longer before it is drawn again.
const PIXELS_LONGER: f64 = 2.0;

/// The segment that the reader points at or, else, chose.
pub(super) struct Pointed {
    pub(super) spot: Spot,
    pub(super) text: String,
    way: Vec<Place>,
    /// Where the tip is: its left edge and the edge of the lane that it is at.
    x: f64,
    y: f64,
    above: bool,
}

impl Timeline {
    pub(super) fn request_picture(&mut self, ctx: &Context<Self>) {
        if !self.drawing {
            self.drawing = true;
            let link = ctx.link().clone();
            frame::request(move || link.send_message(Change::Draw));
        }
    }

    /// Draws what is in view; whether the elements around it change too.
    pub(super) fn draw(&mut self, ctx: &Context<Self>) -> bool {
        let props = ctx.props();
        let run = props.run.borrow();
        if run.lanes.is_empty() {
            return false;
        }
        let Some(view) = self.stage.arrange(&run, &self.rows) else { return false };
        let spot = self.pointer.and_then(|(x, y)| hit::at(&run.lanes, &self.rows, &view, x, y));
        let spot = spot.or(props.at.spot);
        let before =
            self.pointed.as_ref().map(|pointed| (pointed.text.clone(), pointed.x as i32, pointed.y as i32));
        self.pointed = spot.and_then(|spot| {
            let text = sentence(&run.recording, &run.lanes, spot.lane, spot.segment)?;
            let segment = run.lanes.get(spot.lane)?.segments().get(spot.segment)?;
            let way = way_to(&run.recording, &run.lanes, spot.lane, spot.segment, HOPS);
            let at = self.pointer.map_or_else(|| view.x(view.axis.start_of(segment)), |(x, _)| x);
            let x = at.max(view.labels).min(view.width - tip::TIP_WIDTH.min(view.width) - 8.0).max(8.0);
            let row_of = |lane| self.rows.of_or_above(&run.lanes, lane);
            let named: Vec<usize> = way.iter().filter_map(|place| row_of(place.lane)).collect();
            let tip::Edge { y, above } = tip::place(&view, row_of(spot.lane)?, &named, &text);
            Some(Pointed { spot, text, way, x, y, above })
        });
        let in_view = view.rows(self.rows.len()).len();
        let counted = std::mem::replace(&mut self.lanes_in_view, in_view) != in_view;
        self.paint(view, &run, &props.at);
        let rate = run.micros_per_milli().filter(|_| props.running && view.axis == Axis::Time);
        drop(run);
        props.run.borrow_mut().end_picture(frame::now_millis());
        if let Some(micros_per_milli) = rate {
            let link = ctx.link().clone();
            // What goes on has become longer by then.
            let longer = (PIXELS_LONGER * view.units_per_px / micros_per_milli) as u32;
            let wait =
                longer.max(LIVE_MILLIS) + props.run.borrow().millis_to_picture(frame::now_millis()) as u32;
            self.next_picture = Some(Timeout::new(wait, move || link.send_message(Change::Changed)));
        }
        let after =
            self.pointed.as_ref().map(|pointed| (pointed.text.clone(), pointed.x as i32, pointed.y as i32));
        counted || before != after
    }

    fn paint(&mut self, view: View, run: &Run, at: &Standing) -> Option<()> {
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
            chosen: self.pointed.as_ref().map(|pointed| (pointed.spot, pointed.way.as_slice())),
            pointer_x: self.pointer.map(|(x, _)| x),
            stands: self.stands(at, run),
        };
        let scene = Scene::of(&subject, &mut self.captions);
        paint::Painter { context: &context, theme: self.theme.as_ref()? }.paint(&scene);
        Some(())
    }

    /// Where the reader stands, on the axis. By order that is where the chosen segment begins.
    fn stands(&self, at: &Standing, run: &Run) -> Option<u64> {
        let event = run.recording.at(at.moment?)?;
        match self.stage.axis() {
            Axis::Time => Some(event.at_micros),
            Axis::Order => {
                let spot = at.spot?;
                Some(Axis::Order.start_of(run.lanes.get(spot.lane)?.segments().get(spot.segment)?))
            }
        }
    }

    /// The tip at what is pointed at, but for what was chosen, which is told below.
    pub(super) fn tip(&self, chosen: Option<Spot>) -> Html {
        let pointed = self.pointed.as_ref().filter(|pointed| Some(pointed.spot) != chosen);
        let place = pointed.map_or_else(String::new, |pointed| {
            let shift = if pointed.above { "; transform: translateY(-100%)" } else { "" };
            format!("left: {}px; top: {}px{shift}", pointed.x as i32, pointed.y as i32)
        });
        html! {
            <p class="tip" style={place} hidden={pointed.is_none()}>{ pointed.map(|pointed| pointed.text.clone()) }</p>
        }
    }
}
