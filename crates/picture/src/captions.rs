//! The words in bars, kept from frame to frame: to make them costs more than to paint them.

use std::rc::Rc;

use loopscope_story::Lanes;
use loopscope_story::lanes::Segment;
use loopscope_story::words::captions;
use loopscope_trace::Recording;

use crate::hit::Spot;

/// For how many segments words are kept: more than are seen at once.
const KEPT: usize = 1 << 12;

/// The words of segments, as long as nothing new happens.
#[derive(Debug, Default)]
pub struct Captions(Vec<Option<(Spot, Rc<[String]>)>>);

impl Captions {
    /// Forgets what is kept: the lanes have changed.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// What can stand in a segment's bar, from the longest to the shortest.
    pub(crate) fn of(
        &mut self,
        recording: &Recording,
        lanes: &Lanes,
        spot: Spot,
        segment: &Segment,
    ) -> Rc<[String]> {
        if self.0.is_empty() {
            self.0.resize(KEPT, None);
        }
        // Segments of neighbouring lanes are seen together.
        let kept = &mut self.0[spot.lane.wrapping_mul(67).wrapping_add(spot.segment) % KEPT];
        match kept {
            Some((of, texts)) if *of == spot => texts.clone(),
            _ => {
                let mut texts = captions(recording, lanes, segment);
                texts.retain(|text| !text.is_empty());
                kept.insert((spot, texts.into())).1.clone()
            }
        }
    }
}
