//! What stands below the lanes: what the bars and signs mean, of those that are there, and where the program can be run.

use loopscope_story::lanes::State;
use loopscope_story::words::{LEGEND_OF_OUTCOMES, LEGEND_OF_STATES, RUN_IT, more_lanes_words};
use loopscope_trace::Outcome;

use super::letters::width;
use super::paint;
use super::writer::Writer;
use crate::scene::Scene;

const MARGIN: f64 = 12.0;
const SIZE: f64 = 11.0;
const LINE: f64 = 20.0;
const PADDING: f64 = 7.0;
/// The room between a sign and its word, and behind the word.
const APART: f64 = 6.0;
const BEHIND: f64 = 16.0;

/// The signs, the words and the places of the legend.
pub(super) struct Legend<'a> {
    /// From the left and from above.
    items: Vec<(f64, f64, Item)>,
    link: Option<(&'a str, f64, f64)>,
    lines: f64,
}

enum Item {
    State(State, &'static str),
    Outcome(Outcome<()>, &'static str),
    Words(String),
}

impl Item {
    fn sign(&self) -> f64 {
        match self {
            Item::State(..) => 20.0,
            Item::Outcome(..) => 9.0,
            Item::Words(_) => -APART,
        }
    }

    fn words(&self) -> &str {
        match self {
            Item::State(_, words) | Item::Outcome(_, words) => words,
            Item::Words(words) => words,
        }
    }

    fn width(&self) -> f64 {
        self.sign() + APART + width(self.words(), SIZE, false)
    }
}

impl<'a> Legend<'a> {
    /// The legend of a scene that leaves out so many lanes.
    pub(super) fn of(scene: &Scene, left_out: usize, link: Option<&'a str>, all: f64) -> Legend<'a> {
        let has = |state: State| scene.lanes.iter().any(|lane| !lane.bars.of(state).is_empty());
        let ended = |outcome: &Outcome<()>| {
            scene.lanes.iter().any(|lane| lane.label.outcome.as_ref() == Some(outcome))
        };
        let states = LEGEND_OF_STATES.into_iter().filter(|(state, _)| has(*state));
        let outcomes = LEGEND_OF_OUTCOMES.into_iter().filter(|(outcome, _)| ended(outcome));
        let mut found: Vec<Item> = states.map(|(state, words)| Item::State(state, words)).collect();
        found.extend(outcomes.map(|(outcome, words)| Item::Outcome(outcome, words)));
        if left_out > 0 {
            found.push(Item::Words(more_lanes_words(left_out)));
        }
        let (mut x, mut line, mut items) = (MARGIN, 0.0, Vec::new());
        let mut place = |wide: f64| {
            if x > MARGIN && x + wide > all - MARGIN {
                (x, line) = (MARGIN, line + 1.0);
            }
            let at = (x, line);
            x += wide + BEHIND;
            at
        };
        for item in found {
            let (x, line) = place(item.width());
            items.push((x, line, item));
        }
        let link = link.map(|link| {
            let wide = width(RUN_IT, SIZE, false);
            let (_, line) = place(wide);
            (link, all - MARGIN - wide, line)
        });
        Legend { items, link, lines: line + 1.0 }
    }

    /// How high it is.
    pub(super) fn height(&self) -> f64 {
        self.lines * LINE + 2.0 * PADDING
    }

    /// Writes it below a height.
    pub(super) fn write(&self, out: &mut Writer, top: f64) {
        for (x, line, item) in &self.items {
            let middle = top + PADDING + (line + 0.5) * LINE;
            match item {
                Item::State(state, _) => paint::bar(out, *state, (*x, x + 20.0), middle - 5.0, 10.0),
                Item::Outcome(outcome, _) => paint::outcome(out, outcome, x + 4.5, middle),
                Item::Words(_) => {}
            }
            out.words("s d", x + item.sign() + APART, middle, SIZE, item.words());
        }
        out.raw("\n");
    }

    /// Writes the link below a height.
    pub(super) fn write_link(&self, out: &mut Writer, top: f64) {
        if let Some((link, x, line)) = self.link {
            out.raw("<a href=\"").text(link).raw("\" target=\"_top\">");
            out.words("s l", x, top + PADDING + (line + 0.5) * LINE, SIZE, RUN_IT).raw("</a>\n");
        }
    }
}
