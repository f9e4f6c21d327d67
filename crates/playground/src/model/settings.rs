//! What a reader can set and a link can say: the one table that links, Share and the toolbar read.

use loopscope_link::Fields;

use crate::model::clock::Clock;

/// How a program is run.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Settings {
    pub(crate) clock: Clock,
    /// Where `random` begins; `None` leaves that to the clock.
    pub(crate) seed: Option<u32>,
    /// What is typed for the reader when the program asks: what was typed in the run that the link points into.
    pub(crate) answers: Vec<String>,
}

impl Settings {
    /// Takes what a link says. What it says nothing of, or nothing that is known here, stays as the reader has it; but a seed is the
    /// link's own, as answers are.
    pub(crate) fn take(&mut self, link: &Fields) {
        self.clock = link.get(Fields::CLOCK).and_then(Clock::from_name).unwrap_or(self.clock);
        self.seed = link.seed().ok().flatten();
        self.answers = link.answers().unwrap_or_default();
    }

    /// Says them in a link, but for what a page without a link has, too.
    pub(crate) fn write(&self, link: &mut Fields) {
        link.set(Fields::CLOCK, Some(self.clock).filter(|clock| *clock != Clock::default()).map(Clock::name));
        link.set(Fields::SEED, self.seed.map(|seed| seed.to_string()).as_deref());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_go_through_links() {
        for clock in Clock::ALL {
            for seed in [None, Some(7)] {
                let settings = Settings { clock, seed, ..Settings::default() };
                let mut fields = Fields::default();
                settings.write(&mut fields);
                let mut taken = Settings::default();
                taken.take(&fields);
                assert_eq!(taken, settings);
            }
        }
    }

    #[test]
    fn what_a_link_does_not_say_stays() {
        let mut settings = Settings { clock: Clock::Virtual, seed: Some(1), ..Settings::default() };
        settings.take(&Fields::default());
        assert_eq!(settings, Settings { clock: Clock::Virtual, ..Settings::default() });
        let mut odd = Fields::default();
        odd.set(Fields::CLOCK, Some("odd"));
        settings.take(&odd);
        assert_eq!(settings.clock, Clock::Virtual);
    }
}
