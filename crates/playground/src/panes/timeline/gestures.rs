//! What hands do on the lanes: point, drag to pan, pinch to zoom, and drag along the axis to go through the run.

use loopscope_picture::hit;
use loopscope_picture::view::AXIS_HEIGHT;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent, TouchEvent};
use yew::Context;

use super::{Props, Stage, Timeline};
use crate::message::Msg;

/// A pointer that moved less than this since it was pressed has not dragged, in pixels.
const DRAG_BEGINS: f64 = 4.0;

/// What a pointer or two fingers do.
pub(crate) enum Gesture {
    Press(PointerEvent),
    Move(PointerEvent),
    Leave(PointerEvent),
    /// Fingers are put down, lifted or moved.
    Touch(TouchEvent),
}

/// What hands are about.
#[derive(Default)]
pub(super) struct Gestures {
    /// Where the mouse was pressed, or dragged to, in the window.
    pressed: Option<(f64, f64)>,
    dragged: bool,
    /// Whether the pointer was pressed on the axis.
    on_axis: bool,
    /// Where two fingers are and how far apart.
    fingers: Option<Fingers>,
}

#[derive(Clone, Copy)]
struct Fingers {
    x: f64,
    y: f64,
    apart: f64,
}

impl Gestures {
    /// Whether what ends with a click was a drag.
    pub(super) fn dragged(&self) -> bool {
        self.dragged
    }
}

impl Timeline {
    pub(super) fn gesture(&mut self, ctx: &Context<Self>, gesture: Gesture) {
        match gesture {
            Gesture::Press(event) => {
                self.gestures.dragged = false;
                // Fingers scroll by themselves.
                if event.pointer_type() != "touch" && event.button() == 0 {
                    self.gestures.pressed = Some(place_of(&event));
                }
                self.point(&event);
                let view = self.stage.arrange(&ctx.props().run.borrow(), &self.rows);
                self.gestures.on_axis = self.gestures.pressed.is_some()
                    && event.offset_y() < AXIS_HEIGHT as i32
                    && view.is_some_and(|view| f64::from(event.offset_x()) >= view.labels);
                if self.gestures.on_axis {
                    self.go_along(ctx, &event);
                }
            }
            Gesture::Move(event) => {
                self.point(&event);
                match self.gestures.on_axis && event.buttons() & 1 == 1 {
                    true => self.go_along(ctx, &event),
                    false => self.drag(&event),
                }
            }
            // A finger that is lifted still points: its tip stays.
            Gesture::Leave(event) if event.pointer_type() == "touch" => {}
            Gesture::Leave(_) => self.pointer = None,
            Gesture::Touch(event) => self.touch(ctx, &event),
        }
    }

    fn point(&mut self, event: &PointerEvent) {
        self.pointer = Some((f64::from(event.offset_x()), f64::from(event.offset_y())));
    }

    /// The reader stands at what is below or above the pointer, as on the axis.
    fn go_along(&mut self, ctx: &Context<Self>, event: &PointerEvent) {
        self.gestures.dragged = true;
        capture(event);
        let Props { run, at, send, .. } = ctx.props();
        let run = run.borrow();
        let Some((view, (x, _))) = self.stage.arrange(&run, &self.rows).zip(self.pointer) else { return };
        let spot = hit::on_axis(&run.lanes, &self.rows, &view, x.max(view.labels).min(view.width));
        // What is told is told of what is chosen.
        self.pointer = None;
        if spot.is_some() && spot != at.spot {
            send.emit(Msg::Choose(spot));
        }
    }

    fn drag(&mut self, event: &PointerEvent) {
        let Some(from) = self.gestures.pressed.filter(|_| event.buttons() & 1 == 1) else {
            self.gestures.pressed = None;
            return;
        };
        let to = place_of(event);
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        if !self.gestures.dragged {
            if dx.abs().max(dy.abs()) < DRAG_BEGINS {
                return;
            }
            self.gestures.dragged = true;
            capture(event);
        }
        self.gestures.pressed = Some(to);
        self.stage.scroll_by(-dx, -dy);
    }

    fn touch(&mut self, ctx: &Context<Self>, event: &TouchEvent) {
        let before = std::mem::replace(&mut self.gestures.fingers, fingers_of(event, &self.stage));
        if let (Some(before), Some(now)) = (before, self.gestures.fingers) {
            self.pointer = None;
            self.stage.scroll_by(before.x - now.x, before.y - now.y);
            self.zoom(ctx, now.apart / before.apart, Some(now.x));
        }
    }
}

/// It goes on where the pointer leaves the canvas.
fn capture(event: &PointerEvent) {
    if let Some(canvas) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
        let _ = canvas.set_pointer_capture(event.pointer_id());
    }
}

fn place_of(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}

/// Two fingers, as seen from the corner of what scrolls.
fn fingers_of(event: &TouchEvent, stage: &Stage) -> Option<Fingers> {
    let touches = event.touches();
    let (one, other) = (touches.get(0)?, touches.get(1)?);
    let at = |touch: &web_sys::Touch| (f64::from(touch.client_x()), f64::from(touch.client_y()));
    let ((x1, y1), (x2, y2)) = (at(&one), at(&other));
    let corner = stage.scroller.cast::<Element>()?.get_bounding_client_rect();
    Some(Fingers {
        x: (x1 + x2) / 2.0 - corner.left(),
        y: (y1 + y2) / 2.0 - corner.top(),
        apart: ((x1 - x2).powi(2) + (y1 - y2).powi(2)).sqrt().max(1.0),
    })
}
