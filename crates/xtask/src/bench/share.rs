//! How much of a run is in its recording.

use anyhow::{Result, anyhow};
use loopscope_trace::EventKind;
use loopscope_trace::codec::{self, Batch, DecodeError};

use super::programs::{BEGIN, END};

/// How much of a run is in its recording.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Share {
    /// How many events there are.
    pub(super) events: u64,
    /// How much of the measured time has events: 1 unless the recording became full.
    pub(super) of_time: f64,
}

/// The moments of a recording that matter here, in microseconds of program time.
#[derive(Default)]
pub(super) struct Moments {
    events: u64,
    begin: Option<u64>,
    full: Option<u64>,
    end: Option<u64>,
}

impl Moments {
    /// Takes in the next event: what it printed, if it did, and whether the recording was full then.
    pub(super) fn see(&mut self, at_micros: u64, printed: Option<&str>, is_full: bool) {
        self.events += 1;
        if is_full {
            self.full = Some(at_micros);
        }
        match printed.map(str::trim_end) {
            Some(BEGIN) => self.begin = Some(at_micros),
            Some(END) => self.end = Some(at_micros),
            _ => {}
        }
    }

    /// From the program's `begin` to its `end` by the times that its host gave it, in seconds.
    pub(super) fn seconds(&self) -> Option<f64> {
        Some(self.end?.checked_sub(self.begin?)? as f64 / 1e6)
    }

    pub(super) fn share(&self) -> Option<Share> {
        let (begin, end) = (self.begin?, self.end?);
        let full = self.full.map_or(end, |full| full.clamp(begin, end.max(begin)));
        let of_time = if end > begin { (full - begin) as f64 / (end - begin) as f64 } else { 1.0 };
        Some(Share { events: self.events, of_time })
    }
}

/// Reads batches of events, as a page gets them.
///
/// # Errors
///
/// When that is not what they are.
pub(super) fn of_batches(bytes: &[u8]) -> Result<Moments> {
    let invalid = |error: DecodeError| anyhow!("not a recording: {error}");
    let mut moments = Moments::default();
    for batch in codec::batches(bytes) {
        for event in Batch::new(batch.map_err(invalid)?).map_err(invalid)?.events() {
            let event = event.map_err(invalid)?;
            let printed = match event.kind {
                EventKind::Output { text, .. } => Some(text),
                _ => None,
            };
            moments.see(event.at_micros, printed, event.kind == EventKind::RecordingFull);
        }
    }
    Ok(moments)
}

/// Reads a line of what `loopscope run --trace` writes.
pub(super) fn see_line(moments: &mut Moments, line: &str) {
    let after = |key: &str| line.split_once(key).map(|(_, rest)| rest);
    let Some(at) = after("\"at_micros\":").and_then(|rest| rest.split(',').next()?.parse().ok()) else {
        return;
    };
    let printed =
        after("{\"Output\":").and_then(|rest| rest.split("\"text\":\"").nth(1)?.split(['"', '\\']).next());
    moments.see(at, printed, line.contains("\"kind\":\"RecordingFull\""));
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: [&str; 4] = [
        r#"{"id":{"thread":0,"seq":1},"at_micros":1000,"cause":null,"line":1,"task":null,"kind":{"Output":{"stream":"Stdout","text":"begin\n"}}},"#,
        r#"{"id":{"thread":0,"seq":2},"at_micros":1500,"cause":null,"line":1,"task":null,"kind":"Unblocked"},"#,
        r#"{"id":{"thread":0,"seq":3},"at_micros":2000,"cause":null,"line":1,"task":null,"kind":"RecordingFull"},"#,
        r#"{"id":{"thread":0,"seq":4},"at_micros":5000,"cause":null,"line":1,"task":null,"kind":{"Output":{"stream":"Stdout","text":"end\n"}}}"#,
    ];

    fn moments(lines: &[&str]) -> Moments {
        let mut moments = Moments::default();
        lines.iter().for_each(|line| see_line(&mut moments, line));
        moments
    }

    #[test]
    fn a_recording_that_became_full_has_a_part_of_its_run() {
        let moments = moments(&LINES);
        assert_eq!(moments.share(), Some(Share { events: 4, of_time: 0.25 }));
        assert_eq!(moments.seconds(), Some(0.004));
    }

    #[test]
    fn a_recording_that_did_not_has_all_of_it() {
        let share = moments(&[LINES[0], LINES[1], LINES[3]]).share();
        assert_eq!(share, Some(Share { events: 3, of_time: 1.0 }));
        assert_eq!(moments(&LINES[..2]).share(), None);
    }
}
