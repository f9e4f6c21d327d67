//! How often the page is drawn while a program keeps it busy: the program gets most of the time.

/// So many times as long as the last picture took, the page does other things before the next one. What the
/// browser does with a picture takes about as long again as it takes us to draw it.
const PICTURES_APART: f64 = 10.0;
/// The longest time between two pictures in milliseconds: what is seen goes on.
const LONGEST_MILLIS: f64 = 100.0;

/// How long a program runs before its first picture, in milliseconds, unless it ends: the first one takes longest,
/// and many programs are done by then.
const FIRST_MILLIS: f64 = 30.0;

/// When pictures were drawn, in milliseconds of the page's clock.
#[derive(Debug)]
pub(crate) struct Pace {
    began_at: f64,
    ended_at: f64,
    /// How long to wait after `ended_at`.
    apart_millis: f64,
}

impl Pace {
    /// A program begins to run.
    pub(crate) fn new(now: f64) -> Pace {
        Pace { began_at: now, ended_at: now, apart_millis: FIRST_MILLIS }
    }

    /// The page begins to draw.
    pub(crate) fn begin(&mut self, now: f64) {
        self.began_at = now;
    }

    /// The page has drawn.
    pub(crate) fn end(&mut self, now: f64) {
        self.ended_at = now;
        self.apart_millis = ((now - self.began_at) * PICTURES_APART).min(LONGEST_MILLIS);
    }

    /// How long to wait before the next picture.
    pub(crate) fn wait_millis(&self, now: f64) -> f64 {
        (self.ended_at + self.apart_millis - now).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_picture_waits_longer_the_longer_the_last_one_took() {
        let mut pace = Pace::new(900.0);
        assert_eq!(pace.wait_millis(910.0), 20.0);
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
