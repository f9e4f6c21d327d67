//! The format specification mini-language: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`

use crate::Result;
use crate::builtins::fault::{Fault, room_for};
use crate::builtins::string::chars;

/// A parsed format specification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spec {
    /// What fills up to the width.
    pub fill: char,
    /// Where the fill goes.
    pub align: Align,
    /// `+`, `-` or a space, where given.
    pub sign: Option<char>,
    /// `z`: a zero that rounding made is not negative.
    pub positive_zero: bool,
    /// `#`
    pub alternate: bool,
    /// Least number of code points.
    pub width: usize,
    /// `,` or `_` between groups of digits.
    pub grouping: Option<char>,
    /// The number after the point.
    pub precision: Option<usize>,
    /// The last letter.
    pub kind: Option<char>,
}

/// Where the fill goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// `<`
    Left,
    /// `>`
    Right,
    /// `^`
    Center,
    /// `=`: between sign and digits.
    AfterSign,
}

impl Spec {
    /// Parses a specification for a type whose values go to `default_align`; `type_name` is for messages.
    ///
    /// # Errors
    /// `ValueError` in CPython's words, `MemoryError` for a width that can't be meant.
    pub fn parse(text: &str, default_align: Align, type_name: &str) -> Result<Spec, Fault> {
        let mut rest = Rest(text);
        let mut fill = None;
        let mut align = None;
        let mut ahead = text.chars();
        if let (Some(first), Some(given)) = (ahead.next(), ahead.next().and_then(Align::of)) {
            (fill, align) = (Some(first), Some(given));
            rest.0 = ahead.as_str();
        } else if let Some(given) = text.chars().next().and_then(Align::of) {
            align = Some(given);
            rest.0 = &text[1..];
        }
        let sign = rest.take_if(|c| matches!(c, '+' | '-' | ' '));
        let positive_zero = rest.take_if(|c| c == 'z').is_some();
        let alternate = rest.take_if(|c| c == '#').is_some();
        if fill.is_none() && rest.take_if(|c| c == '0').is_some() {
            fill = Some('0');
            if default_align == Align::Right {
                align = align.or(Some(Align::AfterSign));
            }
        }
        let width = rest.take_number()?;
        let grouping = rest.take_grouping()?;
        let precision = match rest.take_if(|c| c == '.') {
            Some(_) => {
                let number = rest.take_number()?;
                Some(number.ok_or_else(|| Fault::value("Format specifier missing precision"))?)
            }
            None => None,
        };
        let kind = rest.take_if(|_| true);
        if !rest.0.is_empty() {
            let message = format!("Invalid format specifier '{text}' for object of type '{type_name}'");
            return Err(Fault::value(message));
        }
        let width = width.unwrap_or(0);
        room_for(width.checked_mul(fill.map_or(1, char::len_utf8)))?;
        let spec = Spec {
            fill: fill.unwrap_or(' '),
            align: align.unwrap_or(default_align),
            sign,
            positive_zero,
            alternate,
            width,
            grouping,
            precision,
            kind,
        };
        spec.check_grouping((default_align == Align::Left).then_some('s'))?;
        Ok(spec)
    }

    /// How many digits make a group.
    pub(super) fn group_size(&self) -> usize {
        if matches!(self.kind, Some('b' | 'o' | 'x' | 'X')) { 4 } else { 3 }
    }

    /// `Unknown format code 'y' for object of type 'int'`
    pub(super) fn unknown_code(&self, type_name: &str) -> Fault {
        let kind = match self.kind.unwrap_or('\0') {
            c @ '!'..='\x7f' => c.to_string(),
            c => format!("\\x{:x}", c as u32),
        };
        Fault::value(format!("Unknown format code '{kind}' for object of type '{type_name}'"))
    }

    fn check_grouping(&self, default_kind: Option<char>) -> Result<(), Fault> {
        let (Some(grouping), Some(kind)) = (self.grouping, self.kind.or(default_kind)) else { return Ok(()) };
        match kind {
            'd' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F' => Ok(()),
            'b' | 'o' | 'x' | 'X' if grouping == '_' => Ok(()),
            '!'..='\x7f' => Err(Fault::value(format!("Cannot specify '{grouping}' with '{kind}'."))),
            _ => Err(Fault::value(format!("Cannot specify '{grouping}' with '\\x{:x}'.", kind as u32))),
        }
    }
}

impl Align {
    fn of(c: char) -> Option<Align> {
        match c {
            '<' => Some(Align::Left),
            '>' => Some(Align::Right),
            '^' => Some(Align::Center),
            '=' => Some(Align::AfterSign),
            _ => None,
        }
    }
}

/// What is still to be parsed.
struct Rest<'a>(&'a str);

impl Rest<'_> {
    fn take_if(&mut self, is_wanted: impl Fn(char) -> bool) -> Option<char> {
        let c = self.0.chars().next().filter(|&c| is_wanted(c))?;
        self.0 = &self.0[c.len_utf8()..];
        Some(c)
    }

    fn take_number(&mut self) -> Result<Option<usize>, Fault> {
        let mut number = None;
        while let Some(c) = self.take_if(|c| chars::decimal_value(c).is_some()) {
            let digit = chars::decimal_value(c).unwrap_or(0) as i64;
            let so_far: Option<i64> = number.unwrap_or(0_i64).checked_mul(10);
            let next = so_far.and_then(|so_far| so_far.checked_add(digit));
            number = Some(next.ok_or_else(|| Fault::value("Too many decimal digits in format string"))?);
        }
        Ok(number.map(|number| number as usize))
    }

    fn take_grouping(&mut self) -> Result<Option<char>, Fault> {
        let comma = self.take_if(|c| c == ',');
        let underscore = self.take_if(|c| c == '_');
        let both = comma.is_some() && underscore.is_some();
        if both || (underscore.is_some() && self.0.starts_with(',')) {
            return Err(Fault::value("Cannot specify both ',' and '_'."));
        }
        Ok(comma.or(underscore))
    }
}
