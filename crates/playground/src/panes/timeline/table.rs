//! The timeline as a table, for those who can't see it and those who search it.

use loopscope_picture::Spot;
use loopscope_story::words::{sentence, time_words};
use loopscope_trace::Moment;
use web_sys::HtmlDetailsElement;
use yew::prelude::*;

use crate::model::run::{Run, Seen};
use crate::panes::console::with_commas;

/// How many rows there are at most.
const MAX_ROWS: usize = 300;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) run: Seen,
    pub(crate) running: bool,
}

pub(crate) enum Msg {
    Toggled(bool),
    Refresh,
}

/// The table. It is made when it is opened, and again when the program ends.
pub(crate) struct Table {
    open: bool,
    rows: Vec<Row>,
    total: usize,
}

struct Row {
    start_micros: u64,
    lane: AttrValue,
    text: String,
}

impl Component for Table {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Table { open: false, rows: Vec::new(), total: 0 }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        if let Msg::Toggled(open) = msg {
            self.open = open;
        }
        self.fill(&ctx.props().run.borrow());
        true
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let (props, begun) = (ctx.props(), self.rows.is_empty());
        let over = !props.run.is_of(&old.run) || !props.running;
        if self.open && (over || begun) {
            self.fill(&props.run.borrow());
        }
        props.running != old.running || (self.open && (over || begun))
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let on_toggle = ctx.link().batch_callback(|event: Event| {
            let details: HtmlDetailsElement = event.target_dyn_into()?;
            Some(Msg::Toggled(details.open()))
        });
        html! {
            <details class="table" ontoggle={on_toggle}>
                <summary>{ "Timeline as table" }</summary>
                if self.open {
                    <div class="rows" tabindex="0" role="group" aria-label="Timeline as table">
                        if ctx.props().running {
                            <button class="quiet" onclick={ctx.link().callback(|_| Msg::Refresh)}>{ "Refresh" }</button>
                        }
                        if self.total > self.rows.len() {
                            <p>{ format!("The first {} of {} rows.", self.rows.len(), with_commas(self.total)) }</p>
                        }
                        <table>
                            <thead><tr>
                                <th scope="col">{ "Time" }</th>
                                <th scope="col">{ "Lane" }</th>
                                <th scope="col">{ "What happens" }</th>
                            </tr></thead>
                            <tbody>{ for self.rows.iter().map(|row| html! {
                                <tr>
                                    <td>{ time_words(row.start_micros) }</td>
                                    <td>{ &row.lane }</td>
                                    <td>{ &row.text }</td>
                                </tr>
                            }) }</tbody>
                        </table>
                    </div>
                }
            </details>
        }
    }
}

impl Table {
    fn fill(&mut self, run: &Run) {
        if !self.open {
            self.rows = Vec::new();
            return;
        }
        let lanes = &run.lanes;
        // What happened at the same time is told in the order in which it did.
        let mut spots: Vec<(u64, Option<Moment>, Spot)> = Vec::new();
        self.total = 0;
        for (lane, _) in lanes.order() {
            let segments = lanes.get(lane).map_or(&[][..], |lane| lane.segments());
            self.total += segments.len();
            for (segment, shown) in segments.iter().enumerate() {
                let start = shown.start_micros;
                // There may be a million of them, of which the first are shown.
                if spots.get(MAX_ROWS - 1).is_some_and(|last| last.0 < start) {
                    break;
                }
                let moment = run.recording.moment_of(shown.begun_by);
                let place = spots.partition_point(|spot| (spot.0, spot.1) <= (start, moment));
                spots.insert(place, (start, moment, Spot { lane, segment }));
                spots.truncate(MAX_ROWS);
            }
        }
        let rows = spots.into_iter().filter_map(|(start_micros, _, Spot { lane, segment })| {
            let text = sentence(&run.recording, lanes, lane, segment)?;
            Some(Row { start_micros, lane: lanes.get(lane)?.name().into(), text })
        });
        self.rows = rows.collect();
    }
}
