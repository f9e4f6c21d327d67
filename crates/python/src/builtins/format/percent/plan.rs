//! Templates of `%`, and which value each conversion takes.

use super::render::Conversion;
use crate::Result;
use crate::builtins::fault::{Fault, PIECE_FACTOR, room_for};
use crate::builtins::number::convert::saturating_size;
use crate::builtins::number::{Number, plain};
use crate::object::PyStr;
use crate::value::Value;

/// A piece of a template.
pub(crate) enum Piece<'a> {
    /// Text as it is.
    Text(&'a str),
    /// A conversion and what to convert.
    Field(Conversion, Value),
}

/// The names of the values, in order.
pub(super) fn keys(template: &str) -> Result<Vec<&str>, Fault> {
    let mut keys = Vec::new();
    let mut cursor = Cursor { text: template, at: 0 };
    while let Some(at) = template[cursor.at..].find('%') {
        cursor.at += at + 1;
        if cursor.take_if(|c| c == '(').is_some() {
            keys.push(cursor.key()?);
        } else {
            cursor.take_if(|c| c == '%');
        }
    }
    Ok(keys)
}

/// Where the values come from.
struct Source<'a> {
    arguments: &'a Value,
    /// How many were taken; a single value that isn't a tuple counts as one.
    taken: usize,
    is_mapping: bool,
    /// Whether the template and its keys are `bytes`.
    is_bytes: bool,
}

impl Source<'_> {
    fn next(&mut self) -> Result<Value, Fault> {
        let value = match plain(self.arguments) {
            Value::Tuple(items) => items.get(self.taken).cloned(),
            _ => (self.taken == 0).then(|| self.arguments.clone()),
        };
        self.taken += 1;
        value.ok_or_else(|| Fault::type_error("not enough arguments for format string"))
    }

    fn by_key(&mut self, key: &str) -> Result<Value, Fault> {
        let Value::Dict(dict) = plain(self.arguments) else {
            return Err(Fault::type_error("format requires a mapping"));
        };
        // A value fetched by key takes the place of the arguments, and is used up.
        self.taken = 1;
        let table = dict.table.borrow();
        let entry = if self.is_bytes {
            let is_key = |candidate: &Value| match candidate {
                Value::Bytes(bytes) => bytes.as_slice().iter().map(|&byte| byte as char).eq(key.chars()),
                _ => false,
            };
            table.iter().find(|entry| is_key(&entry.key))
        } else {
            let at = table.find(PyStr::new(key).hash(), |candidate| candidate.as_str() == Some(key));
            at.and_then(|at| table.entry(at))
        };
        entry.map(|entry| entry.value.clone()).ok_or_else(|| match self.is_bytes {
            true => Fault::bytes_key(key),
            false => Fault::key(key.to_owned()),
        })
    }

    /// A width or precision that is among the arguments, which has to fit the C type.
    fn amount(&mut self, most: i64, c_type: &str) -> Result<i64, Fault> {
        match Number::of(&self.next()?) {
            Some(Number::Int(amount)) if amount.unsigned_abs() <= most.unsigned_abs() => Ok(amount),
            Some(Number::Int(_) | Number::Big(_)) => {
                Err(Fault::overflow(format!("Python int too large to convert to C {c_type}")))
            }
            _ => Err(Fault::type_error("* wants int")),
        }
    }

    fn check_all_taken(&self) -> Result<(), Fault> {
        let given = match plain(self.arguments) {
            Value::Tuple(items) => items.len(),
            _ if self.is_mapping => 0,
            _ => 1,
        };
        if self.taken < given {
            let what = if self.is_bytes { "bytes" } else { "string" };
            return Err(Fault::type_error(format!("not all arguments converted during {what} formatting")));
        }
        Ok(())
    }
}

/// A template whose conversions have got their values.
pub(crate) struct Plan<'a> {
    /// The pieces in order.
    pub pieces: Vec<Piece<'a>>,
    /// What is wrong after these pieces: raised only if none of them raises.
    pub fault: Option<Fault>,
}

impl<'a> Plan<'a> {
    /// Parses a template and gives every conversion its value.
    pub(crate) fn new(template: &'a str, arguments: &Value, is_mapping: bool, is_bytes: bool) -> Plan<'a> {
        let mut plan = Plan { pieces: Vec::new(), fault: None };
        let mut source = Source { arguments, taken: 0, is_mapping, is_bytes };
        plan.fault = plan.parse(template, &mut source).and_then(|()| source.check_all_taken()).err();
        plan
    }

    fn parse(&mut self, template: &'a str, source: &mut Source) -> Result<(), Fault> {
        // A piece takes more room than its text.
        room_for(template.len().checked_mul(PIECE_FACTOR))?;
        let mut field = Cursor { text: template, at: 0 };
        while let Some(at) = template[field.at..].find('%') {
            if at > 0 {
                self.pieces.push(Piece::Text(&template[field.at..field.at + at]));
            }
            field.at += at + 1;
            self.pieces.push(match field.take_if(|c| c == '%') {
                Some(_) => Piece::Text("%"),
                None => field.parse(source)?,
            });
        }
        self.pieces.push(Piece::Text(&template[field.at..]));
        Ok(())
    }
}

/// A position in a template, after a `%`.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn parse(&mut self, source: &mut Source) -> Result<Piece<'a>, Fault> {
        let mut conversion = Conversion::default();
        let mut keyed = None;
        if self.take_if(|c| c == '(').is_some() {
            if !source.is_mapping {
                return Err(Fault::type_error("format requires a mapping"));
            }
            keyed = Some(source.by_key(self.key()?)?);
        }
        while let Some(flag) = self.take_if(|c| matches!(c, '-' | '+' | ' ' | '#' | '0')) {
            match flag {
                '-' => conversion.left = true,
                '+' => conversion.plus = true,
                ' ' => conversion.space = true,
                '#' => conversion.alternate = true,
                _ => conversion.zero = true,
            }
        }
        if self.take_if(|c| c == '*').is_some() {
            let width = source.amount(i64::MAX, "ssize_t")?;
            conversion.left |= width < 0;
            conversion.width = saturating_size(width.saturating_abs());
        } else {
            conversion.width = self.number("width too big")?.unwrap_or(0);
        }
        if self.take_if(|c| c == '.').is_some() {
            conversion.precision = Some(if self.take_if(|c| c == '*').is_some() {
                source.amount(i32::MAX.into(), "int")?.max(0) as usize
            } else {
                self.number("precision too big")?.unwrap_or(0)
            });
        }
        self.take_if(|c| matches!(c, 'h' | 'l' | 'L'));
        let at = self.at;
        let kind = self.take_if(|_| true).ok_or_else(|| Fault::value("incomplete format"))?;
        let value = match keyed {
            Some(value) => value,
            None => source.next()?,
        };
        conversion.kind = match kind {
            'i' if source.is_bytes => 'd',
            's' | 'r' | 'a' | 'd' | 'i' | 'u' | 'o' | 'x' | 'X' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'c' => {
                kind
            }
            'b' if source.is_bytes => kind,
            _ => return Err(self.unsupported(kind, at)),
        };
        Ok(Piece::Field(conversion, value))
    }

    fn take_if(&mut self, is_wanted: impl Fn(char) -> bool) -> Option<char> {
        let c = self.text[self.at..].chars().next().filter(|&c| is_wanted(c))?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// The key up to the parenthesis that closes it.
    fn key(&mut self) -> Result<&'a str, Fault> {
        let start = self.at;
        let mut depth = 1;
        while let Some(c) = self.take_if(|_| true) {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Ok(&self.text[start..self.at - 1]);
            }
        }
        Err(Fault::value("incomplete format key"))
    }

    fn number(&mut self, too_big: &'static str) -> Result<Option<usize>, Fault> {
        let start = self.at;
        while self.take_if(|c| c.is_ascii_digit()).is_some() {}
        if start == self.at {
            return Ok(None);
        }
        match self.text[start..self.at].parse::<i64>() {
            Ok(number) => Ok(Some(number as usize)),
            Err(_) => Err(Fault::value(too_big)),
        }
    }

    fn unsupported(&self, kind: char, at: usize) -> Fault {
        let shown = if matches!(kind, '\x1f'..='~') { kind } else { '?' };
        let index = self.text[..at].chars().count();
        let code = kind as u32;
        Fault::value(format!("unsupported format character '{shown}' (0x{code:x}) at index {index}"))
    }
}
