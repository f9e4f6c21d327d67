//! Inflating, in pieces: what is not whole yet waits for more data.
//!
//! Source: RFC 1950, RFC 1951, RFC 1952; the words of errors are zlib's.

use super::checksums::{Adler, Crc};
use super::trees::{self, CODE_ORDER, DISTANCE_EXTRA, END, LENGTH_EXTRA, MOST_BITS, SHORTEST};

/// The format around the deflated data.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Raw,
    Zlib,
    Gzip,
    /// One of the two.
    Either,
}

/// Why it can't go on.
pub(super) enum Stop {
    /// More data is wanted.
    Starved,
    /// The data is wrong, in zlib's words.
    Wrong(&'static str),
    /// A dictionary is wanted.
    Dictionary,
}

type Step<T = ()> = Result<T, Stop>;

#[derive(Clone)]
enum State {
    Header,
    Block,
    Stored {
        left: usize,
    },
    Codes(Box<[Code; 2]>),
    /// Part of a repeat, which more room is wanted for.
    Repeat {
        codes: Box<[Code; 2]>,
        length: usize,
        distance: usize,
    },
    Trailer,
    End,
}

/// A Huffman code: how many symbols there are of each length, and these in their order.
#[derive(Clone)]
struct Code {
    counts: [u16; MOST_BITS + 1],
    symbols: Vec<u16>,
}

/// Data on its way to being inflated.
#[derive(Clone)]
pub(super) struct Inflate {
    format: Format,
    window_bits: u32,
    state: State,
    is_last: bool,
    /// What was given and not read.
    input: Vec<u8>,
    read: Reader,
    /// What came out: the last 32 kB at least, and what was not taken.
    out: Vec<u8>,
    taken: usize,
    adler: Adler,
    crc: Crc,
    checked: usize,
    total: u32,
}

/// Where it is in the input: less than a byte of what was read is held.
#[derive(Clone, Copy, Default)]
struct Reader {
    at: usize,
    held: u32,
    count: u32,
}

const WINDOW: usize = 1 << 15;

impl Reader {
    fn bits(&mut self, input: &[u8], count: u32) -> Step<u32> {
        while self.count < count {
            let byte = *input.get(self.at).ok_or(Stop::Starved)?;
            self.held |= u32::from(byte) << self.count;
            self.at += 1;
            self.count += 8;
        }
        let value = self.held & ((1_u64 << count) - 1) as u32;
        self.held = (u64::from(self.held) >> count) as u32;
        self.count -= count;
        Ok(value)
    }

    /// Forgets the rest of a byte.
    fn align(&mut self) {
        self.held >>= self.count % 8;
        self.count -= self.count % 8;
    }

    fn byte(&mut self, input: &[u8]) -> Step<u8> {
        self.bits(input, 8).map(|byte| byte as u8)
    }

    fn number(&mut self, input: &[u8], bytes: u32) -> Step<u32> {
        (0..bytes).try_fold(0, |number, at| Ok(number | u32::from(self.byte(input)?) << (8 * at)))
    }
}

impl Code {
    /// `None` if there are more codes than there can be, or less and `is_incomplete` does not allow that.
    fn new(lengths: &[u8], is_incomplete: fn(usize) -> bool) -> Option<Code> {
        let mut counts = [0; MOST_BITS + 1];
        lengths.iter().for_each(|length| counts[usize::from(*length)] += 1);
        let longest = (1..=MOST_BITS).rev().find(|length| counts[*length] > 0).unwrap_or(0);
        let mut left = 1_i32;
        for count in &counts[1..] {
            left = (left << 1) - i32::from(*count);
            if left < 0 {
                return None;
            }
        }
        if longest > 0 && left > 0 && !is_incomplete(longest) {
            return None;
        }
        let of =
            |length: usize| lengths.iter().enumerate().filter(move |(_, it)| usize::from(**it) == length);
        let symbols = (1..=MOST_BITS).flat_map(of).map(|(symbol, _)| symbol as u16).collect();
        Some(Code { counts, symbols })
    }

    fn read(&self, reader: &mut Reader, input: &[u8], wrong: &'static str) -> Step<usize> {
        let (mut code, mut first, mut index) = (0, 0, 0);
        for count in &self.counts[1..] {
            code |= reader.bits(input, 1)? as usize;
            let count = usize::from(*count);
            if code < first + count {
                return Ok(usize::from(self.symbols[index + code - first]));
            }
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        Err(Stop::Wrong(wrong))
    }
}

impl Inflate {
    pub(super) fn new(format: Format, window_bits: u32) -> Inflate {
        let state = if format == Format::Raw { State::Block } else { State::Header };
        Inflate {
            format,
            window_bits,
            state,
            is_last: false,
            input: Vec::new(),
            read: Reader::default(),
            out: Vec::new(),
            taken: 0,
            adler: Adler::default(),
            crc: Crc::default(),
            checked: 0,
            total: 0,
        }
    }

    /// Gives it more data.
    pub(super) fn give(&mut self, data: &[u8]) {
        self.input.drain(..self.read.at);
        self.read.at = 0;
        self.input.extend(data);
    }

    /// Whether all has come out.
    pub(super) fn is_at_end(&self) -> bool {
        matches!(self.state, State::End)
    }

    /// Takes back what was given and not read.
    pub(super) fn take_unread(&mut self) -> Vec<u8> {
        self.input.split_off(self.read.at)
    }

    /// How much has come out that was not taken.
    pub(super) fn ready(&self) -> usize {
        self.out.len() - self.taken
    }

    /// Takes what has come out.
    pub(super) fn take_out(&mut self) -> Vec<u8> {
        let taken = self.out[self.taken..].to_vec();
        let old = self.out.len().saturating_sub(WINDOW);
        self.out.drain(..old);
        (self.taken, self.checked) = (self.out.len(), self.out.len());
        taken
    }

    /// Inflates until so much is ready; whether it is, or the end was reached, before so many steps.
    pub(super) fn run(&mut self, most: usize, steps: usize) -> Step<bool> {
        for _ in 0..steps {
            let is_at_codes =
                matches!(self.state, State::Codes(_) | State::Repeat { .. } | State::Stored { .. });
            if self.is_at_end() || (self.ready() >= most && is_at_codes) {
                self.check();
                return Ok(true);
            }
            let before = self.read;
            if let Err(stop) = self.step(most) {
                self.check();
                if matches!(stop, Stop::Starved) {
                    self.read = before;
                }
                return Err(stop);
            }
        }
        self.check();
        Ok(false)
    }

    /// Sums up what has come out since the last time.
    fn check(&mut self) {
        let new = &self.out[self.checked..];
        self.total = self.total.wrapping_add(new.len() as u32);
        match self.format {
            Format::Zlib | Format::Either => self.adler.add(new),
            Format::Gzip => self.crc.add(new),
            Format::Raw => {}
        }
        self.checked = self.out.len();
    }

    /// One piece of a header, or one symbol.
    fn step(&mut self, most: usize) -> Step {
        match std::mem::replace(&mut self.state, State::End) {
            State::Header => self.header().inspect_err(|_| self.state = State::Header),
            State::Block => self.block().inspect_err(|_| self.state = State::Block),
            State::Stored { left } => {
                let room = most.saturating_sub(self.ready());
                let count = left.min(room).min(self.input.len() - self.read.at);
                self.out.extend(&self.input[self.read.at..self.read.at + count]);
                self.read.at += count;
                self.state = State::Stored { left: left - count };
                if count == left {
                    self.end_block();
                } else if count == 0 {
                    return Err(Stop::Starved);
                }
                Ok(())
            }
            State::Codes(codes) => match self.symbol(&codes) {
                Ok((0, _)) => {
                    self.state = State::Codes(codes);
                    Ok(())
                }
                Ok((END, 0)) => {
                    self.end_block();
                    Ok(())
                }
                Ok((length, distance)) => {
                    self.state = State::Repeat { codes, length, distance };
                    Ok(())
                }
                Err(stop) => {
                    self.state = State::Codes(codes);
                    Err(stop)
                }
            },
            State::Repeat { codes, length, distance } => {
                let count = length.min(most.saturating_sub(self.ready()));
                for _ in 0..count {
                    self.out.push(self.out[self.out.len() - distance]);
                }
                self.state = match length - count {
                    0 => State::Codes(codes),
                    length => State::Repeat { codes, length, distance },
                };
                Ok(())
            }
            State::Trailer => self.trailer().inspect_err(|_| self.state = State::Trailer),
            State::End => Ok(()),
        }
    }

    fn end_block(&mut self) {
        self.state = match (self.is_last, self.format) {
            (false, _) => State::Block,
            (true, Format::Raw) => State::End,
            (true, _) => State::Trailer,
        };
    }

    fn header(&mut self) -> Step {
        let (reader, input) = (&mut self.read, &self.input[..]);
        let head = [reader.byte(input)?, reader.byte(input)?];
        if head == [0x1f, 0x8b] && matches!(self.format, Format::Gzip | Format::Either) {
            gzip_header(reader, input)?;
            self.format = Format::Gzip;
        } else {
            let [method, flags] = head.map(u32::from);
            if self.format == Format::Gzip || (method << 8 | flags) % 31 != 0 {
                return Err(Stop::Wrong("incorrect header check"));
            }
            if method & 15 != 8 {
                return Err(Stop::Wrong("unknown compression method"));
            }
            if method >> 4 > 7 || (self.window_bits != 0 && (method >> 4) + 8 > self.window_bits) {
                return Err(Stop::Wrong("invalid window size"));
            }
            if flags & 0x20 != 0 {
                return Err(Stop::Dictionary);
            }
            self.format = Format::Zlib;
        }
        self.state = State::Block;
        Ok(())
    }

    fn block(&mut self) -> Step {
        let (reader, input) = (&mut self.read, &self.input[..]);
        let is_last = reader.bits(input, 1)? == 1;
        self.state = match reader.bits(input, 2)? {
            0 => {
                reader.align();
                let (length, check) = (reader.number(input, 2)?, reader.number(input, 2)?);
                if length != !check & 0xffff {
                    return Err(Stop::Wrong("invalid stored block lengths"));
                }
                State::Stored { left: length as usize }
            }
            1 => {
                let codes = [Code::new(&trees::fixed_lengths(), |_| true), Code::new(&[5; 30], |_| true)];
                let [Some(literals), Some(distances)] = codes else {
                    unreachable!("they are as they should be")
                };
                State::Codes(Box::new([literals, distances]))
            }
            2 => State::Codes(Box::new(codes(reader, input)?)),
            _ => return Err(Stop::Wrong("invalid block type")),
        };
        self.is_last = is_last;
        if let State::Stored { left: 0 } = self.state {
            self.end_block();
        }
        Ok(())
    }

    /// Reads a literal, which comes out, (0, 0); or the length and distance of a repeat; or the end, (END, 0).
    fn symbol(&mut self, [literals, distances]: &[Code; 2]) -> Step<(usize, usize)> {
        let (reader, input) = (&mut self.read, &self.input[..]);
        let symbol = literals.read(reader, input, "invalid literal/length code")?;
        if symbol < END {
            self.out.push(symbol as u8);
            return Ok((0, 0));
        }
        if symbol == END {
            return Ok((END, 0));
        }
        let at = symbol - END - 1;
        let Some(extra) = LENGTH_EXTRA.get(at) else {
            return Err(Stop::Wrong("invalid literal/length code"));
        };
        let length = SHORTEST + trees::length_base(at) + reader.bits(input, u32::from(*extra))? as usize;
        let at = distances.read(reader, input, "invalid distance code")?;
        let Some(extra) = DISTANCE_EXTRA.get(at) else { return Err(Stop::Wrong("invalid distance code")) };
        let distance = 1 + trees::distance_base(at) + reader.bits(input, u32::from(*extra))? as usize;
        if distance > self.out.len() {
            return Err(Stop::Wrong("invalid distance too far back"));
        }
        Ok((length, distance))
    }

    fn trailer(&mut self) -> Step {
        self.check();
        let (reader, input) = (&mut self.read, &self.input[..]);
        reader.align();
        if self.format == Format::Gzip {
            if reader.number(input, 4)? != self.crc.sum() {
                return Err(Stop::Wrong("incorrect data check"));
            }
            if reader.number(input, 4)? != self.total {
                return Err(Stop::Wrong("incorrect length check"));
            }
        } else if reader.number(input, 4)?.swap_bytes() != self.adler.sum() {
            return Err(Stop::Wrong("incorrect data check"));
        }
        self.state = State::End;
        Ok(())
    }
}

/// The rest of a header of gzip.
fn gzip_header(reader: &mut Reader, input: &[u8]) -> Step {
    if reader.byte(input)? != 8 {
        return Err(Stop::Wrong("unknown compression method"));
    }
    let flags = reader.byte(input)?;
    if flags & 0xe0 != 0 {
        return Err(Stop::Wrong("unknown header flags set"));
    }
    reader.number(input, 4)?;
    reader.number(input, 2)?;
    if flags & 4 != 0 {
        for _ in 0..reader.number(input, 2)? {
            reader.byte(input)?;
        }
    }
    for text in [8, 16] {
        while flags & text != 0 && reader.byte(input)? != 0 {}
    }
    if flags & 2 != 0 {
        reader.number(input, 2)?;
    }
    Ok(())
}

/// The codes of a block that describes them.
fn codes(reader: &mut Reader, input: &[u8]) -> Step<[Code; 2]> {
    let literals = reader.bits(input, 5)? as usize + 257;
    let distances = reader.bits(input, 5)? as usize + 1;
    let count = reader.bits(input, 4)? as usize + 4;
    if literals > 286 || distances > 30 {
        return Err(Stop::Wrong("too many length or distance symbols"));
    }
    let mut lengths = [0; 19];
    for at in &CODE_ORDER[..count] {
        lengths[*at] = reader.bits(input, 3)? as u8;
    }
    let wrong = Stop::Wrong("invalid code lengths set");
    let code = Code::new(&lengths, |_| false).filter(|code| !code.symbols.is_empty()).ok_or(wrong)?;
    let mut lengths: Vec<u8> = Vec::with_capacity(literals + distances);
    while lengths.len() < literals + distances {
        let symbol = code.read(reader, input, "invalid bit length repeat")?;
        let (length, count) = match symbol {
            16 => (lengths.last().copied(), 3 + reader.bits(input, 2)?),
            17 => (Some(0), 3 + reader.bits(input, 3)?),
            18 => (Some(0), 11 + reader.bits(input, 7)?),
            _ => (Some(symbol as u8), 1),
        };
        let all = lengths.len() + count as usize;
        let length = length.filter(|_| all <= literals + distances);
        lengths.resize(all, length.ok_or(Stop::Wrong("invalid bit length repeat"))?);
    }
    if lengths[END] == 0 {
        return Err(Stop::Wrong("invalid code -- missing end-of-block"));
    }
    let single = |longest| longest == 1;
    let (of_literals, of_distances) = lengths.split_at(literals);
    let wrong = Stop::Wrong("invalid literal/lengths set");
    let of_literals = Code::new(of_literals, single).ok_or(wrong)?;
    let of_distances = Code::new(of_distances, single).ok_or(Stop::Wrong("invalid distances set"))?;
    Ok([of_literals, of_distances])
}
