//! What servers remember of those who asked before.

use loopscope_python::SortedMap;

/// So many requests are answered in a second.
const MOST_IN_A_SECOND: usize = 3;
const SECOND_MICROS: u64 = 1_000_000;

/// The requests of a run that matter to later ones.
#[derive(Debug, Default)]
pub struct Visits {
    /// How often something that answers only sometimes was asked, by its URL.
    counts: SortedMap<String, u64>,
    /// When each server with a limit answered last, by its name, in microseconds of program time.
    answered: SortedMap<String, Vec<u64>>,
}

impl Visits {
    /// Counts a request; how many there were before.
    pub(super) fn count(&mut self, url: &str) -> u64 {
        let count = self.counts.get(url).copied().unwrap_or(0);
        self.counts.insert(url.to_owned(), count + 1);
        count
    }

    /// Whether a server that limits its requests answers this one.
    pub(super) fn is_within_limit(&mut self, host: &str, now_micros: u64) -> bool {
        let mut answered = self.answered.get(host).cloned().unwrap_or_default();
        answered.retain(|&then| then + SECOND_MICROS > now_micros);
        let within = answered.len() < MOST_IN_A_SECOND;
        if within {
            answered.push(now_micros);
        }
        self.answered.insert(host.to_owned(), answered);
        within
    }
}
