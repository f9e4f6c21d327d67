//! Filling up to a width, and grouping digits.

use std::iter::repeat_n;

use super::spec::{Align, Spec};

/// A number in the parts that alignment and grouping treat differently.
#[derive(Default)]
pub(super) struct NumberText {
    /// `+`, `-`, a space or nothing.
    pub sign: &'static str,
    /// `0x` and the like.
    pub prefix: &'static str,
    /// The digits before the point.
    pub digits: String,
    /// The point and what follows, or `inf`.
    pub rest: String,
}

impl NumberText {
    /// The number as the specification wants it.
    pub(super) fn layout(&self, spec: &Spec) -> String {
        let around = self.sign.len() + self.prefix.len() + self.rest.chars().count();
        let zero_filled = spec.fill == '0' && spec.align == Align::AfterSign;
        let least_digits = if zero_filled { spec.width.saturating_sub(around) } else { 0 };
        let digits = group(&self.digits, spec.grouping, spec.group_size(), least_digits);
        let fill = spec.width.saturating_sub(around + digits.len());
        let (before, inside, after) = match spec.align {
            Align::Left => (0, 0, fill),
            Align::Right => (fill, 0, 0),
            Align::Center => (fill / 2, 0, fill - fill / 2),
            Align::AfterSign => (0, fill, 0),
        };
        let mut text = String::with_capacity(around + digits.len() + fill * spec.fill.len_utf8());
        fill_up(&mut text, spec.fill, before);
        text.push_str(self.sign);
        text.push_str(self.prefix);
        fill_up(&mut text, spec.fill, inside);
        text.push_str(&digits);
        text.push_str(&self.rest);
        fill_up(&mut text, spec.fill, after);
        text
    }
}

/// The sign to show.
pub(super) fn sign(is_negative: bool, wanted: Option<char>) -> &'static str {
    match wanted {
        _ if is_negative => "-",
        Some('+') => "+",
        Some(' ') => " ",
        _ => "",
    }
}

/// A text filled up to the width.
pub(super) fn pad(text: &str, spec: &Spec) -> String {
    let fill = spec.width.saturating_sub(text.chars().count());
    let (before, after) = match spec.align {
        Align::Left => (0, fill),
        Align::Right | Align::AfterSign => (fill, 0),
        Align::Center => (fill / 2, fill - fill / 2),
    };
    let mut result = String::with_capacity(text.len() + fill * spec.fill.len_utf8());
    fill_up(&mut result, spec.fill, before);
    result.push_str(text);
    fill_up(&mut result, spec.fill, after);
    result
}

/// Adds the same character so many times; millions at once, for a width can be anything.
fn fill_up(text: &mut String, with: char, times: usize) {
    text.push_str(&with.encode_utf8(&mut [0; 4]).repeat(times));
}

/// Groups of digits from the right, with zeros before them up to the width; never begins with a separator.
fn group(digits: &str, separator: Option<char>, size: usize, least_width: usize) -> String {
    // What has no digits, such as `inf`, has no groups either.
    let Some(separator) = separator.filter(|_| !digits.is_empty()) else {
        let zeros = least_width.saturating_sub(digits.len());
        return repeat_n('0', zeros).chain(digits.chars()).collect();
    };
    let mut reversed = String::with_capacity(least_width.max(digits.len()) * 4 / 3 + 1);
    let mut from_right = digits.chars().rev();
    let mut count = 0;
    loop {
        let next = from_right.next();
        if next.is_none() && reversed.len() >= least_width {
            break;
        }
        if count > 0 && count % size == 0 {
            reversed.push(separator);
        }
        reversed.push(next.unwrap_or('0'));
        count += 1;
    }
    reversed.chars().rev().collect()
}
