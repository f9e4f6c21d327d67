//! How often the page is drawn while a program keeps it busy: the program gets most of the time.

/// So many times as long as the last picture took, the page does other things before the next one. What the
/// browser does with a picture takes about as long again as it takes us to draw it.
const PICTURES_APART: f64 = 10.0;
/// The longest time between two pictures in milliseconds: what is seen goes on.
const LONGEST_MILLIS: f64 = 100.0;

/// When pictures were drawn, in milliseconds of the page's clock.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    began_at: f64,
    ended_at: f64,
}

impl Pace {
    /// The page begins to draw.
    pub(crate) fn begin(&mut self, now: f64) {
        (self.began_at, self.ended_at) = (now, now);
    }

    /// The page has drawn.
    pub(crate) fn end(&mut self, now: f64) {
        self.ended_at = now;
    }

    /// How long to wait before the next picture.
    pub(crate) fn wait_millis(&self, now: f64) -> f64 {
        let took = self.ended_at - self.began_at;
        let apart = (took * PICTURES_APART).min(LONGEST_MILLIS);
        (self.ended_at + apart - now).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_picture_waits_longer_the_longer_the_last_one_took() {
        let mut pace = Pace::default();
        assert_eq!(pace.wait_millis(1_000.0), 0.0);
        pace.begin(1_000.0);
        pace.end(1_002.0);
        assert_eq!(pace.wait_millis(1_004.0), 18.0);
        assert_eq!(pace.wait_millis(1_100.0), 0.0);
        pace.begin(2_000.0);
        pace.end(2_030.0);
        assert_eq!(pace.wait_millis(2_040.0), 90.0);
    }
}
