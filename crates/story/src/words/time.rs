//! Times and durations. Numbers with decimals are written from whole ones: what a machine's floating point numbers need to be
//! written would make the page larger by some kilobytes.

/// A time since the program's start: `2.001 s`.
pub fn time_words(micros: u64) -> String {
    decimal(micros, 1_000_000, 3) + " s"
}

/// A duration in seconds, or a short one in its unit: `2.001 s`, `350 µs`.
pub fn duration_words(micros: u64) -> String {
    match micros {
        0..1_000 => format!("{micros} µs"),
        1_000..1_000_000 => decimal(micros, 1_000, 1) + " ms",
        _ => time_words(micros),
    }
}

/// How many times a number holds a unit, rounded to so many decimals.
pub fn decimal(number: u64, unit: u64, decimals: u32) -> String {
    let (whole, scale) = (number / unit, 10u64.pow(decimals));
    let fraction = (number % unit * scale + unit / 2) / unit;
    let (whole, fraction) = (whole + fraction / scale, fraction % scale);
    if decimals == 0 {
        return whole.to_string();
    }
    format!("{whole}.{fraction:0width$}", width = decimals as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_rounded() {
        let seconds = |micros| decimal(micros, 1_000_000, 3);
        assert_eq!([0, 499, 500, 1_000].map(seconds), ["0.000", "0.000", "0.001", "0.001"]);
        assert_eq!([2_001_499, 999_999, 59_999_500].map(seconds), ["2.001", "1.000", "60.000"]);
        assert_eq!(decimal(1_499, 1_000, 0), "1");
        assert_eq!(decimal(1_500, 1_000, 0), "2");
        assert_eq!(decimal(u64::MAX, 1_000_000, 3), "18446744073709.552");
    }

    #[test]
    fn durations_have_a_unit_that_suits_them() {
        assert_eq!([350, 1_000, 350_049].map(duration_words), ["350 µs", "1.0 ms", "350.0 ms"]);
        assert_eq!([999_999, 1_000_000].map(duration_words), ["1000.0 ms", "1.000 s"]);
    }
}
