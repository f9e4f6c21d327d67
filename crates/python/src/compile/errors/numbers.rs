//! Number literals, and what CPython says about bad ones.

use ruff_text_size::{TextRange, TextSize};

use super::tokens::{LexicalError, at};
use crate::compile::fault::Mark;

/// Words that may follow a number without a space.
const KEYWORDS: [&[u8]; 8] = [b"and", b"else", b"for", b"if", b"in", b"is", b"not", b"or"];

/// Where the number that starts at `start` ends.
pub(super) fn scan(bytes: &[u8], start: usize) -> Result<usize, LexicalError> {
    let mut scanner = Scanner { bytes, at: start };
    if scanner.peek() == b'0' {
        scanner.at += 1;
        match scanner.peek().to_ascii_lowercase() {
            b'x' => return scanner.radix("hexadecimal", 16),
            b'o' => return scanner.radix("octal", 8),
            b'b' => return scanner.radix("binary", 2),
            _ => {}
        }
        scanner.zeros(start)?;
    } else if scanner.peek() != b'.' {
        scanner.digits()?;
    }
    scanner.fraction()
}

struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Scanner<'_> {
    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    /// Digits with single underscores between.
    fn digits(&mut self) -> Result<(), LexicalError> {
        loop {
            while self.peek().is_ascii_digit() {
                self.at += 1;
            }
            if self.peek() != b'_' {
                return Ok(());
            }
            self.at += 1;
            if !self.peek().is_ascii_digit() {
                return Err(at(self.at, "invalid decimal literal"));
            }
        }
    }

    fn radix(&mut self, name: &str, radix: u32) -> Result<usize, LexicalError> {
        self.at += 1;
        let is_digit = |byte: u8| (byte as char).is_digit(radix);
        loop {
            if self.peek() == b'_' {
                self.at += 1;
            }
            if !is_digit(self.peek()) {
                let digit = self.peek();
                if digit.is_ascii_digit() {
                    let message = format!("invalid digit '{}' in {name} literal", digit as char);
                    return Err(at(self.at + 1, message));
                }
                return Err(at(self.at, format!("invalid {name} literal")));
            }
            while is_digit(self.peek()) {
                self.at += 1;
            }
            if self.peek() != b'_' {
                break;
            }
        }
        let digit = self.peek();
        if digit.is_ascii_digit() {
            return Err(at(self.at + 1, format!("invalid digit '{}' in {name} literal", digit as char)));
        }
        self.end(name)?;
        Ok(self.at)
    }

    /// After a leading zero, only zeros, unless it becomes a float.
    fn zeros(&mut self, start: usize) -> Result<(), LexicalError> {
        loop {
            if self.peek() == b'_' {
                self.at += 1;
                if !self.peek().is_ascii_digit() {
                    return Err(at(self.at, "invalid decimal literal"));
                }
            }
            if self.peek() != b'0' {
                break;
            }
            self.at += 1;
        }
        let zeros_end = self.at;
        if self.peek().is_ascii_digit() {
            self.digits()?;
            if !matches!(self.peek(), b'.' | b'e' | b'E' | b'j' | b'J') {
                let message = "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers";
                let mut error = at(self.at, message);
                let [start, end] = [start, zeros_end].map(|offset| TextSize::new(offset as u32));
                error.fault.range = TextRange::new(start, end);
                error.fault.mark = Mark::Range;
                return Err(error);
            }
        }
        Ok(())
    }

    fn fraction(&mut self) -> Result<usize, LexicalError> {
        if self.peek() == b'.' {
            self.at += 1;
            if self.peek().is_ascii_digit() {
                self.digits()?;
            }
        }
        if matches!(self.peek(), b'e' | b'E') {
            let mark = self.at;
            self.at += 1;
            let signed = matches!(self.peek(), b'+' | b'-');
            if signed {
                self.at += 1;
            }
            if self.peek().is_ascii_digit() {
                self.digits()?;
            } else if signed {
                return Err(at(self.at, "invalid decimal literal"));
            } else {
                self.at = mark;
                self.end("decimal")?;
                return Ok(self.at);
            }
        }
        if matches!(self.peek(), b'j' | b'J') {
            self.at += 1;
            self.end("imaginary")?;
        } else {
            self.end("decimal")?;
        }
        Ok(self.at)
    }

    /// A name must not follow a number at once, but for some keywords.
    fn end(&self, name: &str) -> Result<(), LexicalError> {
        let rest = &self.bytes[self.at..];
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80;
        let is_keyword = KEYWORDS.iter().any(|keyword| rest.starts_with(keyword));
        if rest.first().is_some_and(|&byte| is_name(byte)) && !is_keyword {
            return Err(at(self.at, format!("invalid {name} literal")));
        }
        Ok(())
    }
}
