//! Keys on the lanes: from segment to segment, along the axis, into folds.

use loopscope_picture::hit::Direction;
use loopscope_picture::{Axis, hit};
use loopscope_trace::Moment;
use yew::prelude::*;

use super::{Timeline, ZOOM_STEP, step_bar};
use crate::message::Msg;

/// How far Shift and an arrow key pan, in pixels.
const KEY_PANS: f64 = 100.0;

impl Timeline {
    /// Does what a key means.
    pub(super) fn key(&mut self, ctx: &Context<Self>, event: &KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let send = &ctx.props().send;
        match event.key().as_str() {
            "ArrowLeft" if event.shift_key() => self.stage.scroll_by(-KEY_PANS, 0.0),
            "ArrowRight" if event.shift_key() => self.stage.scroll_by(KEY_PANS, 0.0),
            "Enter" => {
                // The editor has the focus by then, and would take a new line.
                event.prevent_default();
                self.show_line(ctx);
            }
            "End" => {
                event.prevent_default();
                let last = ctx.props().run.borrow().recording.len().saturating_sub(1);
                send.emit(Msg::GoTo(Moment(last as u32)));
            }
            "Escape" => send.emit(Msg::Choose(None)),
            "o" => {
                let next = if self.stage.axis() == Axis::Time { Axis::Order } else { Axis::Time };
                self.stage.choose(next);
            }
            "+" | "=" => self.zoom(ctx, ZOOM_STEP, None),
            "-" => self.zoom(ctx, 1.0 / ZOOM_STEP, None),
            "0" => self.stage.fit(),
            "f" => self.fold_chosen(ctx),
            key => {
                if let Some(direction) = direction(key) {
                    event.prevent_default();
                    self.pointer = None;
                    send.emit(Msg::Walk { direction, rows: self.rows.clone(), pointed: self.pointed() });
                } else if let Some(msg) = step_bar::of_key(event) {
                    send.emit(msg);
                }
            }
        }
    }

    /// Folds what is below the chosen lane, or else what is beside it.
    fn fold_chosen(&mut self, ctx: &Context<Self>) {
        let props = ctx.props();
        let Some(spot) = props.at.spot else { return };
        let run = props.run.borrow();
        let Some(lane) = run.lanes.get(spot.lane) else { return };
        let Some(folds) = Some(spot.lane).filter(|_| lane.has_children()).or(lane.parent()) else { return };
        drop(run);
        self.fold(ctx, folds);
        let unfolded = hit::unfolded(&props.run.borrow().lanes, &self.rows, spot);
        if unfolded != Some(spot) {
            props.send.emit(Msg::Choose(unfolded));
        }
    }
}

/// The way in which a key leads.
fn direction(key: &str) -> Option<Direction> {
    Some(match key {
        "ArrowLeft" => Direction::Left,
        "ArrowRight" => Direction::Right,
        "ArrowUp" => Direction::Up,
        "ArrowDown" => Direction::Down,
        "Home" => Direction::First,
        _ => return None,
    })
}
