//! Blocks of deflated data and their Huffman codes, decided as zlib 1.2.13 does (`trees.c`): the same data is the same bytes.
//!
//! Source: RFC 1951.

use super::bits::Bits;

pub(super) const LENGTH_EXTRA: [u8; 29] =
    [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
pub(super) const DISTANCE_EXTRA: [u8; 30] =
    [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const CODE_EXTRA: [u8; 19] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 3, 7];
/// In which order the lengths of codes for lengths of codes are written.
pub(super) const CODE_ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
pub(super) const SHORTEST: usize = 3;
const LITERALS: usize = 256;
pub(super) const END: usize = 256;
const LENGTH_SYMBOLS: usize = LITERALS + 1 + 29;
pub(super) const MOST_BITS: usize = 15;
const MOST_CODE_BITS: usize = 7;
/// Codes of codes: the one before again, and zeros.
const AGAIN: usize = 16;
const ZEROS: usize = 17;
const MANY_ZEROS: usize = 18;

/// How a symbol is written.
#[derive(Clone, Copy, Default)]
struct Code {
    bits: u16,
    length: u16,
}

/// A code that fits how often symbols come.
#[derive(Clone)]
struct Tree {
    counts: Vec<u16>,
    codes: Vec<Code>,
    /// The largest symbol that comes.
    last: usize,
}

/// What a tree is of.
struct Kind {
    /// The code that is always there.
    fixed: Option<Vec<Code>>,
    extra: &'static [u8],
    extra_base: usize,
    symbols: usize,
    most_bits: usize,
}

/// The symbols of a block, and how it is written.
#[derive(Clone)]
pub(super) struct Block {
    /// Literals, with distance 0, and lengths without [`SHORTEST`].
    symbols: Vec<(u16, u8)>,
    literals: Tree,
    distances: Tree,
    most_symbols: usize,
    is_fixed: bool,
}

/// The sizes of a block in bits.
#[derive(Default)]
struct Sizes {
    own: u64,
    fixed: u64,
}

/// The shortest length of a symbol, without [`SHORTEST`].
pub(super) fn length_base(symbol: usize) -> usize {
    match symbol {
        0..8 => symbol,
        28 => 255,
        _ => (4 + symbol % 4) << LENGTH_EXTRA[symbol],
    }
}

/// The shortest distance of a symbol, less one.
pub(super) fn distance_base(symbol: usize) -> usize {
    if symbol < 2 { symbol } else { (2 + symbol % 2) << DISTANCE_EXTRA[symbol] }
}

fn length_symbol(length: usize) -> usize {
    match length {
        0..8 => length,
        // The longest has a symbol of its own.
        255 => 28,
        _ => {
            let bits = length.ilog2() as usize;
            4 * bits - 4 + (length >> (bits - 2) & 3)
        }
    }
}

/// The symbol of a distance, less one.
fn distance_symbol(distance: usize) -> usize {
    if distance < 4 {
        return distance;
    }
    let bits = distance.ilog2() as usize;
    2 * bits + (distance >> (bits - 1) & 1)
}

/// The length of each literal or length in the code that needs no description.
pub(super) fn fixed_lengths() -> Vec<u8> {
    (0..288)
        .map(|at| match at {
            0..144 => 8,
            144..256 => 9,
            256..280 => 7,
            _ => 8,
        })
        .collect()
}

fn fixed(lengths: &[u8]) -> Vec<Code> {
    let mut codes: Vec<Code> = lengths.iter().map(|it| Code { bits: 0, length: u16::from(*it) }).collect();
    number(&mut codes);
    codes
}

fn literal_kind() -> Kind {
    let fixed = Some(fixed(&fixed_lengths()));
    Kind {
        fixed,
        extra: &LENGTH_EXTRA,
        extra_base: LITERALS + 1,
        symbols: LENGTH_SYMBOLS,
        most_bits: MOST_BITS,
    }
}

fn distance_kind() -> Kind {
    let fixed = Some(fixed(&[5; 30]));
    Kind { fixed, extra: &DISTANCE_EXTRA, extra_base: 0, symbols: 30, most_bits: MOST_BITS }
}

fn code_kind() -> Kind {
    Kind { fixed: None, extra: &CODE_EXTRA, extra_base: 0, symbols: 19, most_bits: MOST_CODE_BITS }
}

/// Gives codes with lengths their bits.
fn number(codes: &mut [Code]) {
    let mut counts = [0_u16; MOST_BITS + 1];
    codes.iter().for_each(|code| counts[usize::from(code.length)] += 1);
    counts[0] = 0;
    let (mut next, mut code) = ([0_u16; MOST_BITS + 1], 0_u16);
    for length in 1..=MOST_BITS {
        code = code.wrapping_add(counts[length - 1]) << 1;
        next[length] = code;
    }
    for code in codes.iter_mut().filter(|code| code.length > 0) {
        let length = usize::from(code.length);
        code.bits = next[length].reverse_bits() >> (16 - code.length);
        next[length] = next[length].wrapping_add(1);
    }
}

impl Tree {
    fn new(symbols: usize) -> Tree {
        Tree { counts: vec![0; symbols], codes: vec![Code::default(); symbols], last: 0 }
    }

    /// Finds the lengths and bits of the codes, and adds up what the symbols take.
    fn build(&mut self, kind: &Kind, sizes: &mut Sizes) {
        let nodes = 2 * kind.symbols + 1;
        let (mut counts, mut depths, mut parents) = (vec![0_u32; nodes], vec![0_u8; nodes], vec![0; nodes]);
        let mut heap = Heap { nodes: vec![0] };
        let mut last = None;
        for (at, count) in self.counts.iter().enumerate().filter(|(_, count)| **count != 0) {
            counts[at] = u32::from(*count);
            heap.nodes.push(at);
            last = Some(at);
        }
        let mut lengths = vec![0_u16; nodes];
        // A code has two symbols at least.
        while heap.nodes.len() - 1 < 2 {
            let node = match last {
                Some(at) if at >= 2 => 0,
                _ => {
                    let next = last.map_or(0, |at| at + 1);
                    last = Some(next);
                    next
                }
            };
            heap.nodes.push(node);
            counts[node] = 1;
            sizes.own = sizes.own.wrapping_sub(1);
            if let Some(fixed) = &kind.fixed {
                sizes.fixed = sizes.fixed.wrapping_sub(u64::from(fixed[node].length));
            }
        }
        self.last = last.unwrap_or_default();
        for at in (1..=(heap.nodes.len() - 1) / 2).rev() {
            heap.sink(at, &counts, &depths);
        }
        // From the most frequent node, the root, to the least.
        let mut order = Vec::new();
        let mut node = kind.symbols;
        loop {
            let one = heap.pop(&counts, &depths);
            let other = heap.nodes[1];
            order.extend([one, other]);
            counts[node] = counts[one] + counts[other];
            depths[node] = depths[one].max(depths[other]) + 1;
            (parents[one], parents[other]) = (node, node);
            heap.nodes[1] = node;
            node += 1;
            heap.sink(1, &counts, &depths);
            if heap.nodes.len() - 1 < 2 {
                break;
            }
        }
        let root = heap.nodes[1];
        order.push(root);
        self.measure(kind, sizes, &order, &parents, &counts, &mut lengths);
        self.codes
            .iter_mut()
            .zip(&lengths)
            .for_each(|(code, length)| *code = Code { bits: 0, length: *length });
        number(&mut self.codes);
    }

    /// The lengths of codes, none of them longer than it may be.
    fn measure(
        &self,
        kind: &Kind,
        sizes: &mut Sizes,
        order: &[usize],
        parents: &[usize],
        counts: &[u32],
        lengths: &mut [u16],
    ) {
        let mut with_length = [0_u16; MOST_BITS + 1];
        let mut too_long = 0_i32;
        for &node in order.iter().rev().skip(1) {
            let mut length = usize::from(lengths[parents[node]]) + 1;
            if length > kind.most_bits {
                length = kind.most_bits;
                too_long += 1;
            }
            lengths[node] = length as u16;
            if node > self.last {
                continue;
            }
            with_length[length] += 1;
            let extra = node.checked_sub(kind.extra_base).map_or(0, |at| u64::from(kind.extra[at]));
            sizes.own = sizes.own.wrapping_add(u64::from(counts[node]) * (length as u64 + extra));
            if let Some(fixed) = &kind.fixed {
                let length = u64::from(fixed[node].length);
                sizes.fixed = sizes.fixed.wrapping_add(u64::from(counts[node]) * (length + extra));
            }
        }
        if too_long == 0 {
            return;
        }
        while too_long > 0 {
            let mut bits = kind.most_bits - 1;
            while with_length[bits] == 0 {
                bits -= 1;
            }
            with_length[bits] -= 1;
            with_length[bits + 1] += 2;
            with_length[kind.most_bits] -= 1;
            too_long -= 2;
        }
        let mut leaves = order.iter().filter(|node| **node <= self.last);
        for length in (1..=kind.most_bits).rev() {
            for _ in 0..with_length[length] {
                let Some(&leaf) = leaves.next() else { break };
                let more = (length as u64).wrapping_sub(u64::from(lengths[leaf]));
                sizes.own = sizes.own.wrapping_add(more.wrapping_mul(u64::from(counts[leaf])));
                lengths[leaf] = length as u16;
            }
        }
    }

    fn lengths(&self) -> impl Iterator<Item = usize> {
        self.codes[..=self.last].iter().map(|code| usize::from(code.length))
    }
}

/// Nodes, the least frequent first, from index 1.
struct Heap {
    nodes: Vec<usize>,
}

impl Heap {
    fn sink(&mut self, mut at: usize, counts: &[u32], depths: &[u8]) {
        let is_smaller =
            |one: usize, other: usize| (counts[one], depths[one]) <= (counts[other], depths[other]);
        let node = self.nodes[at];
        while 2 * at < self.nodes.len() {
            let mut child = 2 * at;
            if child + 1 < self.nodes.len() && is_smaller(self.nodes[child + 1], self.nodes[child]) {
                child += 1;
            }
            if is_smaller(node, self.nodes[child]) {
                break;
            }
            self.nodes[at] = self.nodes[child];
            at = child;
        }
        self.nodes[at] = node;
    }

    fn pop(&mut self, counts: &[u32], depths: &[u8]) -> usize {
        let first = self.nodes[1];
        self.nodes[1] = self.nodes.pop().unwrap_or_default();
        self.sink(1, counts, depths);
        first
    }
}

/// The lengths of codes as they are written: a code, and the value of its extra bits.
fn runs(lengths: impl Iterator<Item = usize>) -> Vec<(usize, u32)> {
    let lengths: Vec<usize> = lengths.collect();
    let mut written = Vec::new();
    let mut before = None;
    let mut at = 0;
    while at < lengths.len() {
        let length = lengths[at];
        let most = match length {
            0 => 138,
            _ if Some(length) == before => 6,
            _ => 7,
        };
        let mut count = lengths[at..].iter().take(most).take_while(|it| **it == length).count();
        at += count;
        if length != 0 && Some(length) != before {
            written.push((length, 0));
            count -= 1;
        }
        match (length, count) {
            (0, 3..=10) => written.push((ZEROS, count as u32 - 3)),
            (0, 11..) => written.push((MANY_ZEROS, count as u32 - 11)),
            (1.., 3..) => written.push((AGAIN, count as u32 - 3)),
            _ => written.extend(std::iter::repeat_n((length, 0), count)),
        }
        before = Some(length);
    }
    written
}

impl Block {
    /// With room for so many symbols; with `is_fixed` codes of its own are not tried.
    pub(super) fn new(most_symbols: usize, is_fixed: bool) -> Block {
        let (literals, distances) = (Tree::new(LENGTH_SYMBOLS), Tree::new(30));
        let mut block = Block { symbols: Vec::new(), literals, distances, most_symbols, is_fixed };
        block.begin();
        block
    }

    fn begin(&mut self) {
        self.symbols.clear();
        self.literals.counts.fill(0);
        self.distances.counts.fill(0);
        self.literals.counts[END] = 1;
    }

    pub(super) fn is_empty(&self) -> bool {
        self.symbols.is_empty()
    }

    /// Adds a literal; whether the block is full.
    pub(super) fn literal(&mut self, byte: u8) -> bool {
        self.symbols.push((0, byte));
        self.literals.counts[usize::from(byte)] += 1;
        self.symbols.len() == self.most_symbols
    }

    /// Adds what was so far before, of a length without [`SHORTEST`].
    pub(super) fn repeat(&mut self, distance: usize, length: usize) -> bool {
        self.symbols.push((distance as u16, length as u8));
        self.literals.counts[LITERALS + 1 + length_symbol(length)] += 1;
        self.distances.counts[distance_symbol(distance - 1)] += 1;
        self.symbols.len() == self.most_symbols
    }

    /// Writes the block in the shortest way: `stored` is what it stands for, if that is known.
    pub(super) fn write(&mut self, out: &mut Bits, stored: Option<&[u8]>, length: usize, is_last: bool) {
        let (literals, distances) = (literal_kind(), distance_kind());
        let mut sizes = Sizes::default();
        self.literals.build(&literals, &mut sizes);
        self.distances.build(&distances, &mut sizes);
        let written = [runs(self.literals.lengths()), runs(self.distances.lengths())].concat();
        let mut codes = Tree::new(19);
        written.iter().for_each(|(code, _)| codes.counts[*code] += 1);
        codes.build(&code_kind(), &mut sizes);
        let code_count =
            CODE_ORDER.iter().rposition(|code| codes.codes[*code].length != 0).unwrap_or_default().max(3) + 1;
        sizes.own = sizes.own.wrapping_add(3 * code_count as u64 + 5 + 5 + 4);
        let (own, fixed) = ((sizes.own + 3 + 7) >> 3, (sizes.fixed + 3 + 7) >> 3);
        let shortest = if fixed <= own || self.is_fixed { fixed } else { own };
        match stored {
            Some(stored) if length as u64 + 4 <= shortest => store(out, stored, is_last),
            _ if fixed == shortest => {
                out.put(1 << 1 | u32::from(is_last), 3);
                let codes = [literals.fixed.unwrap_or_default(), distances.fixed.unwrap_or_default()];
                self.write_symbols(out, &codes[0], &codes[1]);
            }
            _ => {
                out.put(2 << 1 | u32::from(is_last), 3);
                out.put((self.literals.last + 1 - 257) as u32, 5);
                out.put(self.distances.last as u32, 5);
                out.put(code_count as u32 - 4, 4);
                CODE_ORDER[..code_count]
                    .iter()
                    .for_each(|code| out.put(u32::from(codes.codes[*code].length), 3));
                for (code, extra) in written {
                    put(out, codes.codes[code]);
                    out.put(extra, u32::from(CODE_EXTRA[code]));
                }
                self.write_symbols(out, &self.literals.codes, &self.distances.codes);
            }
        }
        self.begin();
        if is_last {
            out.align();
        }
    }

    fn write_symbols(&self, out: &mut Bits, literals: &[Code], distances: &[Code]) {
        for &(distance, value) in &self.symbols {
            let (distance, value) = (usize::from(distance), usize::from(value));
            if distance == 0 {
                put(out, literals[value]);
                continue;
            }
            let length = length_symbol(value);
            put(out, literals[LITERALS + 1 + length]);
            out.put((value - length_base(length)) as u32, u32::from(LENGTH_EXTRA[length]));
            let far = distance_symbol(distance - 1);
            put(out, distances[far]);
            out.put((distance - 1 - distance_base(far)) as u32, u32::from(DISTANCE_EXTRA[far]));
        }
        put(out, literals[END]);
    }
}

fn put(out: &mut Bits, code: Code) {
    out.put(u32::from(code.bits), u32::from(code.length));
}

/// A block of bytes as they are.
pub(super) fn store(out: &mut Bits, bytes: &[u8], is_last: bool) {
    out.put(u32::from(is_last), 3);
    out.align();
    let length = bytes.len() as u16;
    out.bytes.extend(length.to_le_bytes());
    out.bytes.extend((!length).to_le_bytes());
    out.bytes.extend(bytes);
}

/// An empty block of the code that needs no description, with which what came before is whole.
pub(super) fn partial(out: &mut Bits) {
    out.put(1 << 1, 3);
    out.put(0, 7);
}
