//! Texts that come again and again, and their numbers in the batch that is being written.

use std::rc::Rc;

/// How many texts are remembered from batch to batch at most.
const MOST_REMEMBERED: usize = 1_000;
/// How many places in memory are remembered.
const HINTS: usize = 16;

/// The texts. A function's name comes from the same place in memory each time, so it is looked for where the text
/// from that place was found last, before it is searched for.
#[derive(Debug, Default)]
pub(super) struct Texts {
    known: Vec<Known>,
    /// Places in `known`, in the order of the texts.
    order: Vec<usize>,
    hints: [usize; HINTS],
    /// The number of the batch, from 0.
    batch: u64,
    /// Where each text of the batch ends, as its bytes.
    ends: Vec<u8>,
    texts: Vec<u8>,
}

#[derive(Debug)]
struct Known {
    text: Rc<str>,
    /// The batch in which it was written last, plus 1.
    written_in: u64,
    /// Its number there.
    number: u32,
}

impl Texts {
    /// The number of a text in this batch, from 0.
    #[inline]
    pub(super) fn number(&mut self, text: &str) -> u32 {
        let hint = (text.as_ptr() as usize >> 3) % HINTS;
        let place = self.hints[hint];
        match self.known.get(place) {
            Some(known) if known.written_in == self.batch + 1 && *known.text == *text => known.number,
            _ => self.look_up(text, hint),
        }
    }

    /// How many texts the batch has.
    pub(super) fn len(&self) -> u32 {
        (self.ends.len() / size_of::<u32>()) as u32
    }

    /// How many bytes they have.
    pub(super) fn text_bytes(&self) -> usize {
        self.texts.len()
    }

    /// Adds the batch's texts to its bytes, and begins another batch.
    pub(super) fn finish(&mut self, bytes: &mut Vec<u8>) {
        bytes.append(&mut self.ends);
        bytes.append(&mut self.texts);
        self.batch += 1;
        if self.known.len() > MOST_REMEMBERED {
            self.known.clear();
            self.order.clear();
        }
    }

    #[cold]
    fn look_up(&mut self, text: &str, hint: usize) -> u32 {
        let place = match self.order.binary_search_by(|place| (*self.known[*place].text).cmp(text)) {
            Ok(found) => self.order[found],
            Err(at) => {
                self.order.insert(at, self.known.len());
                self.known.push(Known { text: text.into(), written_in: 0, number: 0 });
                self.known.len() - 1
            }
        };
        self.hints[hint] = place;
        let next = self.len();
        let known = &mut self.known[place];
        if known.written_in != self.batch + 1 {
            (known.written_in, known.number) = (self.batch + 1, next);
            self.texts.extend_from_slice(text.as_bytes());
            self.ends.extend_from_slice(&(self.texts.len() as u32).to_le_bytes());
        }
        known.number
    }
}
