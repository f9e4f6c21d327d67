//! Deflating, decided as zlib 1.2.13 does (`deflate.c`): the same data is the same bytes, and as many.

use super::bits::Bits;
use super::trees::{self, Block, SHORTEST};

const LONGEST: usize = 258;
/// With less than this ahead more data is wanted.
const AHEAD: usize = LONGEST + SHORTEST + 1;
/// So far back a shortest match is not worth it.
const TOO_FAR: usize = 4096;
/// The most that a block of bytes as they are has.
const MOST_STORED: usize = 65_535;

/// What happens after the data.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd)]
pub(super) enum Flush {
    No,
    Partial,
    Sync,
    Full,
    Finish,
}

/// How hard matches are looked for.
#[derive(Clone, Copy)]
struct Effort {
    good: usize,
    lazy: usize,
    nice: usize,
    chain: usize,
}

const fn effort(good: usize, lazy: usize, nice: usize, chain: usize) -> Effort {
    Effort { good, lazy, nice, chain }
}

/// By level.
const EFFORTS: [Effort; 10] = [
    effort(0, 0, 0, 0),
    effort(4, 4, 8, 4),
    effort(4, 5, 16, 8),
    effort(4, 6, 32, 32),
    effort(4, 4, 16, 16),
    effort(8, 16, 32, 32),
    effort(8, 16, 128, 128),
    effort(8, 32, 128, 256),
    effort(32, 128, 258, 1024),
    effort(32, 258, 258, 4096),
];

/// What a stream of deflated data is made with.
#[derive(Clone, Copy)]
pub(super) struct Settings {
    pub(super) level: usize,
    pub(super) window_bits: u32,
    pub(super) memory_level: u32,
    pub(super) is_filtered: bool,
    pub(super) is_fixed: bool,
}

/// Data on its way to being deflated.
#[derive(Clone)]
pub(super) struct Deflate {
    settings: Settings,
    effort: Effort,
    pub(super) out: Bits,
    block: Block,
    window: Vec<u8>,
    size: usize,
    /// The last place of each hash, and the one before of each place; 0 is none.
    head: Vec<u16>,
    before: Vec<u16>,
    hash: usize,
    hash_shift: u32,
    /// Where it is in the window, and how much of that is ahead.
    at: usize,
    ahead: usize,
    block_start: isize,
    match_start: usize,
    match_length: usize,
    last_length: usize,
    has_literal: bool,
    /// How many places before `at` are not hashed yet.
    unhashed: usize,
    last_flush: Option<Flush>,
    is_finished: bool,
}

/// The data that is given, how much of it was taken, and how many steps may be made.
pub(super) struct Input<'a> {
    pub(super) data: &'a [u8],
    pub(super) taken: usize,
    pub(super) steps: i64,
}

impl Input<'_> {
    fn is_taken(&self) -> bool {
        self.taken == self.data.len()
    }
}

/// How far a call came.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Progress {
    /// All data is taken, and what was to follow has.
    Done,
    /// No more steps may be made.
    Paused,
}

impl Deflate {
    pub(super) fn new(settings: Settings) -> Deflate {
        let size = 1 << settings.window_bits;
        let hash_bits = settings.memory_level + 7;
        let most_symbols = (1 << (settings.memory_level + 6)) - 1;
        Deflate {
            settings,
            effort: EFFORTS[settings.level],
            out: Bits::default(),
            block: Block::new(most_symbols, settings.is_fixed),
            window: vec![0; 2 * size + LONGEST],
            size,
            head: vec![0; 1 << hash_bits],
            before: vec![0; size],
            hash: 0,
            hash_shift: hash_bits.div_ceil(SHORTEST as u32),
            at: 0,
            ahead: 0,
            block_start: 0,
            match_start: 0,
            match_length: SHORTEST - 1,
            last_length: SHORTEST - 1,
            has_literal: false,
            unhashed: 0,
            last_flush: None,
            is_finished: false,
        }
    }

    /// Takes data, and deflates until it wants more.
    pub(super) fn run(&mut self, input: &mut Input<'_>, flush: Flush) -> Progress {
        let is_repeated = self.last_flush.is_some_and(|last| flush <= last) && flush != Flush::Finish;
        let is_idle = input.is_taken() && self.ahead == 0;
        if self.is_finished || (is_idle && (flush == Flush::No || is_repeated)) {
            self.last_flush = Some(flush);
            return Progress::Done;
        }
        let progress = match self.settings.level {
            0 => self.store(input, flush),
            1..=3 => self.deflate_fast(input, flush),
            _ => self.deflate_slow(input, flush),
        };
        if progress == Progress::Paused {
            return progress;
        }
        self.last_flush = Some(flush);
        match flush {
            Flush::No => {}
            Flush::Finish => self.is_finished = true,
            Flush::Partial => trees::partial(&mut self.out),
            Flush::Sync | Flush::Full => {
                trees::store(&mut self.out, &[], false);
                if flush == Flush::Full {
                    self.head.fill(0);
                    if self.ahead == 0 {
                        (self.at, self.block_start, self.unhashed) = (0, 0, 0);
                    }
                }
            }
        }
        progress
    }

    fn farthest(&self) -> usize {
        self.size - AHEAD
    }

    fn roll(&mut self, byte: u8) {
        self.hash = (self.hash << self.hash_shift ^ usize::from(byte)) & (self.head.len() - 1);
    }

    /// Makes a place known by its hash; the one before with the same.
    fn insert(&mut self, place: usize) -> usize {
        self.roll(self.window[place + SHORTEST - 1]);
        let last = std::mem::replace(&mut self.head[self.hash], place as u16);
        let at = place & (self.size - 1);
        self.before[at] = last;
        usize::from(last)
    }

    fn fill(&mut self, input: &mut Input<'_>) {
        loop {
            let mut room = 2 * self.size - self.ahead - self.at;
            if self.at >= self.size + self.farthest() {
                self.slide(room);
                room += self.size;
            }
            if input.is_taken() {
                break;
            }
            let count = room.min(input.data.len() - input.taken);
            let end = self.at + self.ahead;
            self.window[end..end + count].copy_from_slice(&input.data[input.taken..input.taken + count]);
            input.taken += count;
            self.ahead += count;
            if self.ahead + self.unhashed >= SHORTEST {
                let mut place = self.at - self.unhashed;
                self.hash = usize::from(self.window[place]);
                self.roll(self.window[place + 1]);
                while self.unhashed > 0 {
                    self.insert(place);
                    place += 1;
                    self.unhashed -= 1;
                    if self.ahead + self.unhashed < SHORTEST {
                        break;
                    }
                }
            }
            if self.ahead >= AHEAD {
                break;
            }
        }
    }

    /// Forgets the first half of the window.
    fn slide(&mut self, room: usize) {
        let size = self.size;
        self.window.copy_within(size..2 * size - room, 0);
        self.match_start = self.match_start.wrapping_sub(size);
        self.at -= size;
        self.block_start -= size as isize;
        self.unhashed = self.unhashed.min(self.at);
        for place in self.head.iter_mut().chain(&mut self.before) {
            *place = usize::from(*place).saturating_sub(size) as u16;
        }
    }

    /// The longest match that begins at a place or at one before it with the same hash; how many were tried.
    fn longest_match(&mut self, mut place: usize) -> (usize, usize) {
        let Effort { good, nice, chain, .. } = self.effort;
        let mut left = if self.last_length >= good { chain >> 2 } else { chain };
        let mut tried = 0;
        let nice = nice.min(self.ahead);
        let limit = self.at.saturating_sub(self.farthest());
        let mut best = self.last_length;
        let window = &self.window;
        let scan = &window[self.at..self.at + LONGEST];
        loop {
            tried += 1;
            let candidate = &window[place..place + LONGEST];
            if candidate[best] == scan[best]
                && candidate[best - 1] == scan[best - 1]
                && candidate[..2] == scan[..2]
            {
                let length = scan.iter().zip(candidate).take_while(|(a, b)| a == b).count();
                if length > best {
                    self.match_start = place;
                    best = length;
                    if length >= nice {
                        break;
                    }
                }
            }
            place = usize::from(self.before[place & (self.size - 1)]);
            left -= 1;
            if place <= limit || left == 0 {
                break;
            }
        }
        (best.min(self.ahead), tried)
    }

    fn flush_block(&mut self, is_last: bool) {
        let length = (self.at as isize - self.block_start) as usize;
        let stored = usize::try_from(self.block_start).ok().map(|start| &self.window[start..self.at]);
        self.block.write(&mut self.out, stored, length, is_last);
        self.block_start = self.at as isize;
    }

    /// Whether there is something to go on with; `None` if more is wanted.
    fn more(&mut self, input: &mut Input<'_>, flush: Flush) -> Option<bool> {
        if self.ahead < AHEAD {
            self.fill(input);
            if self.ahead < AHEAD && flush == Flush::No {
                return None;
            }
        }
        Some(self.ahead > 0)
    }

    fn end(&mut self, flush: Flush) -> Progress {
        self.unhashed = self.at.min(SHORTEST - 1);
        if flush == Flush::Finish {
            self.flush_block(true);
        } else if !self.block.is_empty() {
            self.flush_block(false);
        }
        Progress::Done
    }

    fn is_reachable(&self, place: usize) -> bool {
        place != 0 && self.at - place <= self.farthest()
    }

    fn deflate_fast(&mut self, input: &mut Input<'_>, flush: Flush) -> Progress {
        loop {
            if input.steps <= 0 {
                return Progress::Paused;
            }
            match self.more(input, flush) {
                None => return Progress::Done,
                Some(false) => return self.end(flush),
                Some(true) => {}
            }
            let place = if self.ahead >= SHORTEST { self.insert(self.at) } else { 0 };
            input.steps -= 1;
            if self.is_reachable(place) {
                let (length, tried) = self.longest_match(place);
                self.match_length = length;
                input.steps -= (tried + length / 16) as i64;
            }
            let is_full;
            if self.match_length >= SHORTEST {
                let length = std::mem::take(&mut self.match_length);
                is_full = self.block.repeat(self.at - self.match_start, length - SHORTEST);
                self.ahead -= length;
                if length <= self.effort.lazy && self.ahead >= SHORTEST {
                    for _ in 1..length {
                        self.at += 1;
                        self.insert(self.at);
                    }
                    self.at += 1;
                } else {
                    self.at += length;
                    self.hash = usize::from(self.window[self.at]);
                    self.roll(self.window[self.at + 1]);
                }
            } else {
                is_full = self.block.literal(self.window[self.at]);
                self.ahead -= 1;
                self.at += 1;
            }
            if is_full {
                self.flush_block(false);
            }
        }
    }

    fn deflate_slow(&mut self, input: &mut Input<'_>, flush: Flush) -> Progress {
        loop {
            if input.steps <= 0 {
                return Progress::Paused;
            }
            match self.more(input, flush) {
                None => return Progress::Done,
                Some(false) => break,
                Some(true) => {}
            }
            let place = if self.ahead >= SHORTEST { self.insert(self.at) } else { 0 };
            input.steps -= 1;
            (self.last_length, self.match_length) = (self.match_length, SHORTEST - 1);
            let last_start = self.match_start;
            if place != 0 && self.last_length < self.effort.lazy && self.is_reachable(place) {
                let (length, tried) = self.longest_match(place);
                input.steps -= (tried + length / 16) as i64;
                let is_weak =
                    self.settings.is_filtered || (length == SHORTEST && self.at - self.match_start > TOO_FAR);
                self.match_length = if length <= 5 && is_weak { SHORTEST - 1 } else { length };
            }
            if self.last_length >= SHORTEST && self.match_length <= self.last_length {
                let last_to_insert = (self.at + self.ahead) as isize - SHORTEST as isize;
                let is_full = self.block.repeat(self.at - 1 - last_start, self.last_length - SHORTEST);
                self.ahead -= self.last_length - 1;
                for _ in 0..self.last_length - 2 {
                    self.at += 1;
                    if self.at as isize <= last_to_insert {
                        self.insert(self.at);
                    }
                }
                self.has_literal = false;
                self.match_length = SHORTEST - 1;
                self.at += 1;
                if is_full {
                    self.flush_block(false);
                }
            } else {
                if std::mem::replace(&mut self.has_literal, true)
                    && self.block.literal(self.window[self.at - 1])
                {
                    self.flush_block(false);
                }
                self.at += 1;
                self.ahead -= 1;
            }
        }
        if std::mem::take(&mut self.has_literal) {
            self.block.literal(self.window[self.at - 1]);
        }
        self.end(flush)
    }

    /// Level 0: bytes as they are, in the longest blocks. zlib's blocks may be shorter.
    fn store(&mut self, input: &mut Input<'_>, flush: Flush) -> Progress {
        self.window.truncate(self.ahead);
        self.window.extend(&input.data[input.taken..]);
        input.taken = input.data.len();
        self.ahead = self.window.len();
        if flush == Flush::No {
            return Progress::Done;
        }
        let bytes = std::mem::take(&mut self.window);
        self.ahead = 0;
        let count = bytes.len().div_ceil(MOST_STORED);
        for (at, block) in bytes.chunks(MOST_STORED).enumerate() {
            trees::store(&mut self.out, block, flush == Flush::Finish && at + 1 == count);
        }
        if bytes.is_empty() && flush == Flush::Finish {
            trees::store(&mut self.out, &[], true);
        }
        Progress::Done
    }
}
