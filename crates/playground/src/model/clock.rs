//! The choice of how fast the program's time passes.

/// What the program's clock does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Clock {
    /// It passes as ours does.
    #[default]
    Real,
    /// Ten times as fast.
    TimesTen,
    /// It jumps to the next deadline.
    Virtual,
}

impl Clock {
    pub(crate) const ALL: [Clock; 3] = [Clock::Real, Clock::TimesTen, Clock::Virtual];

    /// Its name for the engine and in links.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Clock::Real => "real",
            Clock::TimesTen => "x10",
            Clock::Virtual => "virtual",
        }
    }

    /// The clock that [`Clock::name`] calls `name`.
    pub(crate) fn from_name(name: &str) -> Option<Clock> {
        Clock::ALL.into_iter().find(|clock| clock.name() == name)
    }

    /// What the page calls it.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Clock::Real => "Real",
            Clock::TimesTen => "×10",
            Clock::Virtual => "Virtual",
        }
    }

    /// What follows [`Clock::label`] where there is room for it.
    pub(crate) fn label_end(self) -> &'static str {
        if self == Clock::TimesTen { "" } else { " time" }
    }

    /// What it does, in a sentence.
    pub(crate) fn explanation(self) -> &'static str {
        match self {
            Clock::Real => "Waits take as long as they say",
            Clock::TimesTen => "Waits pass ten times as fast",
            Clock::Virtual => "Time jumps to the next deadline: no waiting, and the same order every time",
        }
    }

    /// How many of the program's microseconds pass in a millisecond of ours while the program waits;
    /// `None` when they don't pass but jump.
    pub(crate) fn micros_per_milli(self) -> Option<f64> {
        match self {
            Clock::Real => Some(1e3),
            Clock::TimesTen => Some(1e4),
            Clock::Virtual => None,
        }
    }
}
