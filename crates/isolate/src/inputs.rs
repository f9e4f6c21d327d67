//! What a heap is given by its host, in order. A run is its inputs: a heap that is given the same does the same, event by
//! event and byte by byte (`docs/recording.md`).

use std::mem;

use loopscope_stdlib::fetch::request::{FetchDone, FetchError, FetchResponse, LineRead};
use loopscope_trace::ThreadId;
use loopscope_trace::codec::varint::{Cursor, put};

/// A log that is longer than this ends there.
const MOST_BYTES: usize = 32 << 20;

/// Something that a heap was given after its program.
#[derive(Clone, Debug)]
pub(crate) enum Input {
    /// `Isolate::turn`, with the budget of the turn before, at program time so many microseconds after the input before.
    Turn { later_micros: u64 },
    /// The turns from now on have this budget.
    Budget(u32),
    /// `Isolate::take_events`, which ends a batch; with its [`check`].
    TakeEvents { check: u32 },
    /// `Isolate::set_now`, so many microseconds after the input before.
    SetNow { later_micros: u64 },
    /// `Isolate::fetch_done`
    FetchDone(Box<FetchDone>),
    /// `Isolate::interrupt`
    Interrupt,
    /// `Isolate::give_way`
    GiveWay,
    /// `Isolate::stop_deadlock`
    StopDeadlock,
    /// `Isolate::receive`
    Receive { from: ThreadId, message: Vec<u8> },
    /// `Isolate::island_failed`
    IslandFailed { thread: ThreadId, reason: String },
    /// `Isolate::island_refused`
    IslandRefused { thread: ThreadId, reason: String },
    /// `Isolate::call_islands_home`
    CallIslandsHome,
    /// `Isolate::set_free_islands`
    SetFreeIslands { count: u32, why_none: String },
    /// `Isolate::set_others`
    SetOthers { written_bytes: u64, events: u32 },
    /// `Isolate::set_breakpoints`
    Breakpoints(Vec<u32>),
    /// The log is full: what came after this is not known.
    Full,
    /// `Isolate::begin_island`, at this program time.
    BeginIsland { later_micros: u64 },
    /// `Isolate::keep_island`: what the island of a thread was given meanwhile.
    OfIsland { thread: ThreadId, inputs: Vec<u8> },
    /// `Isolate::line_read`
    LineRead(LineRead),
}

impl Input {
    /// Writes it: a byte for which it is, then its numbers, and its texts each behind its length.
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Input::Turn { later_micros } => numbers(out, 0, [*later_micros]),
            Input::Budget(budget) => numbers(out, 1, [u64::from(*budget)]),
            Input::TakeEvents { check } => numbers(out, 2, [u64::from(*check)]),
            Input::SetNow { later_micros } => numbers(out, 3, [*later_micros]),
            Input::FetchDone(done) => {
                numbers(out, 4, [u64::from(done.id)]);
                write_result(out, &done.result);
            }
            Input::Interrupt => numbers(out, 5, []),
            Input::GiveWay => numbers(out, 6, []),
            Input::StopDeadlock => numbers(out, 7, []),
            Input::Receive { from, message } => {
                numbers(out, 8, [u64::from(*from)]);
                bytes(out, message);
            }
            Input::IslandFailed { thread, reason } => {
                numbers(out, 9, [u64::from(*thread)]);
                bytes(out, reason.as_bytes());
            }
            Input::IslandRefused { thread, reason } => {
                numbers(out, 10, [u64::from(*thread)]);
                bytes(out, reason.as_bytes());
            }
            Input::CallIslandsHome => numbers(out, 11, []),
            Input::SetFreeIslands { count, why_none } => {
                numbers(out, 12, [u64::from(*count)]);
                bytes(out, why_none.as_bytes());
            }
            Input::SetOthers { written_bytes, events } => {
                numbers(out, 13, [*written_bytes, u64::from(*events)])
            }
            Input::Full => numbers(out, 14, []),
            Input::Breakpoints(lines) => {
                numbers(out, 15, [lines.len() as u64]);
                lines.iter().for_each(|line| put(out, u64::from(*line)));
            }
            Input::BeginIsland { later_micros } => numbers(out, 16, [*later_micros]),
            Input::OfIsland { thread, inputs } => {
                numbers(out, 17, [u64::from(*thread)]);
                bytes(out, inputs);
            }
            Input::LineRead(LineRead { id, line, is_typed }) => {
                let kind = u64::from(*is_typed) << 1 | u64::from(line.is_some());
                numbers(out, 18, [u64::from(*id), kind]);
                bytes(out, line.as_deref().unwrap_or_default().as_bytes());
            }
        }
    }

    /// What [`Input::write`] wrote; `None` if it is something else.
    pub(crate) fn read(from: &mut Cursor<'_>) -> Option<Input> {
        Some(match from.byte().ok()? {
            0 => Input::Turn { later_micros: from.number().ok()? },
            1 => Input::Budget(from.small().ok()?),
            2 => Input::TakeEvents { check: from.small().ok()? },
            3 => Input::SetNow { later_micros: from.number().ok()? },
            4 => Input::FetchDone(Box::new(FetchDone { id: from.small().ok()?, result: read_result(from)? })),
            5 => Input::Interrupt,
            6 => Input::GiveWay,
            7 => Input::StopDeadlock,
            8 => Input::Receive { from: from.small().ok()?, message: read_bytes(from)? },
            9 => Input::IslandFailed { thread: from.small().ok()?, reason: read_text(from)? },
            10 => Input::IslandRefused { thread: from.small().ok()?, reason: read_text(from)? },
            11 => Input::CallIslandsHome,
            12 => Input::SetFreeIslands { count: from.small().ok()?, why_none: read_text(from)? },
            13 => Input::SetOthers { written_bytes: from.number().ok()?, events: from.small().ok()? },
            14 => Input::Full,
            15 => Input::Breakpoints(read_lines(from)?),
            16 => Input::BeginIsland { later_micros: from.number().ok()? },
            17 => Input::OfIsland { thread: from.small().ok()?, inputs: read_bytes(from)? },
            18 => {
                let (id, kind, line) = (from.small().ok()?, from.number().ok()?, read_text(from)?);
                Input::LineRead(LineRead { id, line: (kind & 1 > 0).then_some(line), is_typed: kind & 2 > 0 })
            }
            _ => return None,
        })
    }
}

fn write_result(out: &mut Vec<u8>, result: &Result<FetchResponse, FetchError>) {
    let (kind, host, port, message) = match result {
        Ok(FetchResponse { status, reason, url, headers, body }) => {
            numbers(out, 0, [u64::from(*status), headers.len() as u64]);
            let texts = headers.iter().flat_map(|(name, value)| [name, value]);
            texts.chain([reason, url]).for_each(|text| bytes(out, text.as_bytes()));
            return bytes(out, body);
        }
        Err(FetchError::InvalidUrl) => (1, "", 0, ""),
        Err(FetchError::Dns { host, port, message }) => (2, &**host, *port, &**message),
        Err(FetchError::Refused { host, port, message }) => (3, &**host, *port, &**message),
        Err(FetchError::Tls { host, port, message }) => (4, &**host, *port, &**message),
        Err(FetchError::Network(message)) => (5, "", 0, &**message),
        Err(FetchError::Disconnected) => (6, "", 0, ""),
        Err(FetchError::Timeout) => (7, "", 0, ""),
        Err(FetchError::TooLarge) => (8, "", 0, ""),
        Err(FetchError::Payload(message)) => (9, "", 0, &**message),
    };
    numbers(out, kind, [u64::from(port)]);
    bytes(out, host.as_bytes());
    bytes(out, message.as_bytes());
}

fn read_result(from: &mut Cursor<'_>) -> Option<Result<FetchResponse, FetchError>> {
    let kind = from.byte().ok()?;
    if kind == 0 {
        let (status, count) = (from.small().ok()?, from.number().ok()?);
        let mut headers = Vec::new();
        for _ in 0..count {
            headers.push((read_text(from)?, read_text(from)?));
        }
        let (reason, url, body) = (read_text(from)?, read_text(from)?, read_bytes(from)?);
        return Some(Ok(FetchResponse { status, reason, url, headers, body }));
    }
    let (port, host, message) = (from.small().ok()?, read_text(from)?, read_text(from)?);
    Some(Err(match kind {
        1 => FetchError::InvalidUrl,
        2 => FetchError::Dns { host, port, message },
        3 => FetchError::Refused { host, port, message },
        4 => FetchError::Tls { host, port, message },
        5 => FetchError::Network(message),
        6 => FetchError::Disconnected,
        7 => FetchError::Timeout,
        8 => FetchError::TooLarge,
        9 => FetchError::Payload(message),
        _ => return None,
    }))
}

fn numbers<const N: usize>(out: &mut Vec<u8>, kind: u8, numbers: [u64; N]) {
    out.push(kind);
    numbers.into_iter().for_each(|number| put(out, number));
}

pub(crate) fn bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

fn read_bytes(from: &mut Cursor<'_>) -> Option<Vec<u8>> {
    let length = from.small().ok()?;
    from.slice(length).ok().map(<[u8]>::to_vec)
}

fn read_lines(from: &mut Cursor<'_>) -> Option<Vec<u32>> {
    let count = from.number().ok()?;
    let mut lines = Vec::new();
    for _ in 0..count {
        lines.push(from.small().ok()?);
    }
    Some(lines)
}

pub(crate) fn read_text(from: &mut Cursor<'_>) -> Option<String> {
    let length = from.small().ok()?;
    from.text(length).ok().map(str::to_owned)
}

/// What a batch of events is known by when it comes again (FNV-1a).
pub(crate) fn check(batch: &[u8]) -> u32 {
    batch.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// Keeps what a heap is given.
#[derive(Debug, Default)]
pub(crate) struct Log {
    bytes: Vec<u8>,
    /// How many bytes were taken.
    taken: usize,
    now_micros: u64,
    budget: u32,
    is_full: bool,
}

impl Log {
    /// One that keeps something only if `keeps`.
    pub(crate) fn new(keeps: bool) -> Log {
        Log { is_full: !keeps, ..Log::default() }
    }

    pub(crate) fn turn(&mut self, now_micros: u64, budget: u32) {
        if mem::replace(&mut self.budget, budget) != budget {
            self.push(&Input::Budget(budget));
        }
        let later_micros = self.later(now_micros);
        self.push(&Input::Turn { later_micros });
    }

    pub(crate) fn begin_island(&mut self, now_micros: u64) {
        let later_micros = self.later(now_micros);
        self.push(&Input::BeginIsland { later_micros });
    }

    pub(crate) fn set_now(&mut self, now_micros: u64) {
        let later_micros = self.later(now_micros);
        self.push(&Input::SetNow { later_micros });
    }

    /// Keeps any other input.
    pub(crate) fn push(&mut self, input: &Input) {
        if self.is_full {
            return;
        }
        let before = self.bytes.len();
        input.write(&mut self.bytes);
        if self.taken + self.bytes.len() > MOST_BYTES {
            self.bytes.truncate(before);
            Input::Full.write(&mut self.bytes);
            self.is_full = true;
        }
    }

    /// What was kept since the last call.
    pub(crate) fn take(&mut self) -> Vec<u8> {
        self.taken += self.bytes.len();
        mem::take(&mut self.bytes)
    }

    /// Program time never goes backwards.
    fn later(&mut self, now_micros: u64) -> u64 {
        let later = now_micros.saturating_sub(self.now_micros);
        self.now_micros += later;
        later
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_inputs_are_read_as_they_were_written() {
        let text = || "naïve".to_owned();
        let response = FetchResponse {
            status: 404,
            reason: text(),
            url: text(),
            headers: vec![(text(), String::new()), (String::new(), text())],
            body: vec![0, 255],
        };
        let (host, port) = ("host".to_owned(), 65_535);
        let errors = [
            FetchError::InvalidUrl,
            FetchError::Dns { host: host.clone(), port, message: text() },
            FetchError::Refused { host: host.clone(), port, message: text() },
            FetchError::Tls { host, port, message: text() },
            FetchError::Network(text()),
            FetchError::Disconnected,
            FetchError::Timeout,
            FetchError::TooLarge,
            FetchError::Payload(text()),
        ];
        let results = errors.into_iter().map(Err).chain([Ok(response)]);
        let done = results.map(|result| Input::FetchDone(Box::new(FetchDone { id: 7, result })));
        let inputs: Vec<Input> = done
            .chain([
                Input::Turn { later_micros: u64::MAX },
                Input::Budget(u32::MAX),
                Input::TakeEvents { check: u32::MAX },
                Input::SetNow { later_micros: 300 },
                Input::Interrupt,
                Input::GiveWay,
                Input::StopDeadlock,
                Input::Receive { from: u16::MAX, message: vec![1, 2, 3] },
                Input::IslandFailed { thread: 1, reason: text() },
                Input::IslandRefused { thread: 2, reason: String::new() },
                Input::CallIslandsHome,
                Input::SetFreeIslands { count: 3, why_none: text() },
                Input::SetOthers { written_bytes: 1 << 40, events: 5 },
                Input::Breakpoints(Vec::new()),
                Input::Breakpoints(vec![1, u32::MAX]),
                Input::Full,
                Input::BeginIsland { later_micros: 1 << 20 },
                Input::OfIsland { thread: 300, inputs: vec![0, 1] },
                Input::LineRead(LineRead { id: 7, line: Some(text()), is_typed: true }),
                Input::LineRead(LineRead { id: u32::MAX, line: None, is_typed: false }),
            ])
            .collect();
        let mut bytes = Vec::new();
        inputs.iter().for_each(|input| input.write(&mut bytes));
        let mut cursor = Cursor::new(&bytes, 0);
        for input in inputs {
            let read = Input::read(&mut cursor).expect("it was just written");
            assert_eq!(format!("{read:?}"), format!("{input:?}"));
        }
        assert!(cursor.is_at_end());
        for end in 0..bytes.len() {
            let mut cursor = Cursor::new(&bytes[..end], 0);
            while Input::read(&mut cursor).is_some() {}
        }
    }

    #[test]
    fn a_full_log_says_so() {
        let mut log = Log::new(true);
        let message = vec![0; MOST_BYTES / 2];
        (0..3).for_each(|_| log.push(&Input::Receive { from: 1, message: message.clone() }));
        let bytes = log.take();
        let mut cursor = Cursor::new(&bytes, 0);
        assert!(matches!(Input::read(&mut cursor), Some(Input::Receive { .. })));
        assert!(matches!(Input::read(&mut cursor), Some(Input::Full)));
        assert!(cursor.is_at_end());
    }
}
