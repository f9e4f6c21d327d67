//! Times and durations.

/// A time since the program's start: `2.001 s`.
pub fn time_words(micros: u64) -> String {
    format!("{:.3} s", micros as f64 / 1e6)
}

/// A duration in seconds, or a short one in its unit: `2.001 s`, `350 µs`.
pub fn duration_words(micros: u64) -> String {
    match micros {
        0..1_000 => format!("{micros} µs"),
        1_000..1_000_000 => format!("{:.1} ms", micros as f64 / 1e3),
        _ => format!("{:.3} s", micros as f64 / 1e6),
    }
}
