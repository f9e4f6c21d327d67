//! Which pane is seen where there is room for one at a time.

/// A pane with its tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Tab {
    #[default]
    Program,
    Console,
    Timeline,
    Calls,
}

impl Tab {
    pub(crate) const ALL: [Tab; 4] = [Tab::Program, Tab::Console, Tab::Timeline, Tab::Calls];

    /// What it is called.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Tab::Program => "Program",
            Tab::Console => "Console",
            Tab::Timeline => "Timeline",
            Tab::Calls => "Calls",
        }
    }
}

/// The tabs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tabs {
    /// Whether there is room for one pane only.
    pub(crate) narrow: bool,
    pub(crate) chosen: Tab,
    /// In which of [`Tab::ALL`] there is something that was not seen yet.
    news: [bool; 4],
}

impl Tabs {
    /// Whether a pane is seen.
    pub(crate) fn shows(&self, tab: Tab) -> bool {
        !self.narrow || self.chosen == tab
    }

    /// Whether there is something new in a pane that is not seen.
    pub(crate) fn has_news(&self, tab: Tab) -> bool {
        self.news[tab as usize]
    }

    /// Shows a pane.
    pub(crate) fn choose(&mut self, tab: Tab) {
        self.chosen = tab;
        self.news[tab as usize] = false;
    }

    /// There is something new in a pane.
    pub(crate) fn tell(&mut self, tab: Tab) {
        self.news[tab as usize] = self.chosen != tab;
    }

    /// Nothing is new any more.
    pub(crate) fn forget(&mut self) {
        self.news = [false; 4];
    }
}
