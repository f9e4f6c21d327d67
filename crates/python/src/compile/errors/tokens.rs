//! The tokens of bad source as CPython 3.11 sees them. Only asked when the parser has found an error, to
//! say where CPython would have noticed it: errors of its tokenizer come before those of its parser.

use ruff_text_size::{TextRange, TextSize};

use super::numbers;
use crate::compile::fault::{Fault, Mark, SyntaxErrorKind};
use crate::compile::limits::{MAX_BRACKETS, MAX_INDENTS};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::compile) enum TokenKind {
    /// A name or a keyword.
    Name,
    Number,
    /// A string with its prefix and quotes; f-strings too.
    String,
    Operator,
    Newline,
    Indent,
    Dedent,
    End,
}

/// A token, in byte offsets.
#[derive(Clone, Copy, Debug)]
pub(in crate::compile) struct Token {
    pub(in crate::compile) kind: TokenKind,
    pub(in crate::compile) start: u32,
    pub(in crate::compile) end: u32,
    /// How many brackets are open after it.
    pub(in crate::compile) level: u32,
}

impl Token {
    /// Where it is.
    pub(in crate::compile) fn range(self) -> TextRange {
        TextRange::new(TextSize::new(self.start), TextSize::new(self.end))
    }
}

/// All tokens up to the end, or up to an error of the tokenizer.
pub(in crate::compile) struct Tokens {
    pub(in crate::compile) tokens: Vec<Token>,
    pub(in crate::compile) error: Option<LexicalError>,
}

/// Why there are no more tokens.
pub(in crate::compile) struct LexicalError {
    pub(in crate::compile) fault: Fault,
    /// Whether CPython prefers it to an earlier error of the parser.
    pub(super) is_preferred: bool,
    /// For a bracket that is never closed, which the end of the file shows.
    pub(super) unclosed: Option<u32>,
}

struct Tokenizer<'a> {
    source: &'a str,
    bytes: &'a [u8],
    at: usize,
    line_start: usize,
    tokens: Vec<Token>,
    indents: Vec<Indent>,
    /// Open brackets and where they are.
    brackets: Vec<(u8, u32)>,
    is_line_start: bool,
}

/// The width of an indentation with tabs to multiples of 8, and with tabs as wide as a space.
#[derive(Clone, Copy, Default)]
struct Indent {
    width: u32,
    narrow: u32,
}

type Step<T = ()> = Result<T, LexicalError>;

/// Splits a source.
pub(in crate::compile) fn tokenize(source: &str) -> Tokens {
    let mut tokenizer = Tokenizer {
        source,
        bytes: source.as_bytes(),
        at: if source.starts_with('\u{feff}') { 3 } else { 0 },
        line_start: 0,
        tokens: Vec::new(),
        indents: vec![Indent::default()],
        brackets: Vec::new(),
        is_line_start: true,
    };
    let error = loop {
        match tokenizer.step() {
            Ok(true) => {}
            Ok(false) => break None,
            Err(error) => break Some(error),
        }
    };
    Tokens { tokens: tokenizer.tokens, error }
}

/// An error that is told at one place only: CPython points at the last character it read.
pub(super) fn at(offset: usize, message: impl Into<String>) -> LexicalError {
    let start = TextSize::new(offset.saturating_sub(1) as u32);
    lexical(SyntaxErrorKind::Syntax, TextRange::empty(start), message.into(), true)
}

fn lexical(kind: SyntaxErrorKind, range: TextRange, message: String, is_preferred: bool) -> LexicalError {
    let mark = Mark::Character;
    let fault = Fault { kind, mark, ..*Fault::new(range, message) };
    LexicalError { fault, is_preferred, unclosed: None }
}

impl Tokenizer<'_> {
    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn push(&mut self, kind: TokenKind, start: usize) {
        let level = self.brackets.len() as u32;
        self.tokens.push(Token { kind, start: start as u32, end: self.at as u32, level });
    }

    /// Whether there is more to come.
    fn step(&mut self) -> Step<bool> {
        if std::mem::take(&mut self.is_line_start) && self.brackets.is_empty() {
            self.line_start = self.at;
            self.indentation()?;
        }
        while matches!(self.peek(0), b' ' | b'\t' | b'\x0c') {
            self.at += 1;
        }
        let comment = self.at;
        if self.peek(0) == b'#' {
            self.at = self.line_end(self.at);
        }
        if self.at >= self.bytes.len() {
            return self.end();
        }
        let start = self.at;
        match self.peek(0) {
            b'\r' | b'\n' => self.newline(comment),
            b'\\' => self.continuation()?,
            b'"' | b'\'' => self.string(start)?,
            b'0'..=b'9' => self.number()?,
            b'.' if self.peek(1).is_ascii_digit() => self.number()?,
            byte if byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80 => self.word()?,
            _ => self.operator()?,
        }
        Ok(true)
    }

    fn line_end(&self, from: usize) -> usize {
        let rest = &self.bytes[from..];
        rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).map_or(self.bytes.len(), |at| from + at)
    }

    /// The end of a line; the token starts with the comment before it.
    fn newline(&mut self, comment: usize) {
        let start = self.at;
        let is_blank = self.tokens.last().is_none_or(|token| {
            matches!(token.kind, TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent)
        });
        if self.brackets.is_empty() && !is_blank {
            self.push(TokenKind::Newline, comment);
        }
        self.at += 1;
        if self.bytes[start] == b'\r' && self.peek(0) == b'\n' {
            self.at += 1;
        }
        self.line_start = self.at;
        self.is_line_start = true;
    }

    fn continuation(&mut self) -> Step {
        self.at += 1;
        match self.peek(0) {
            _ if self.at >= self.bytes.len() => Err(self.unexpected_end()),
            b'\r' | b'\n' => {
                self.at += if self.peek(0) == b'\r' && self.peek(1) == b'\n' { 2 } else { 1 };
                self.line_start = self.at;
                if self.at >= self.bytes.len() { Err(self.unexpected_end()) } else { Ok(()) }
            }
            _ => {
                let range = TextRange::empty(TextSize::new(self.at as u32));
                let message = "unexpected character after line continuation character".to_owned();
                Err(lexical(SyntaxErrorKind::Syntax, range, message, false))
            }
        }
    }

    fn unexpected_end(&self) -> LexicalError {
        let last = self.source.strip_suffix(['\n', '\r']).map_or(self.source.len(), str::len);
        let range = TextRange::empty(TextSize::new(last as u32));
        let mut error =
            lexical(SyntaxErrorKind::Syntax, range, "unexpected EOF while parsing".to_owned(), false);
        if self.tokens.is_empty() {
            error.fault.mark = Mark::Nothing;
        }
        error
    }

    fn indentation(&mut self) -> Step {
        let mut indent = Indent::default();
        loop {
            match self.peek(0) {
                b' ' => indent = Indent { width: indent.width + 1, narrow: indent.narrow + 1 },
                b'\t' => indent = Indent { width: (indent.width / 8 + 1) * 8, narrow: indent.narrow + 1 },
                b'\x0c' => indent = Indent::default(),
                _ => break,
            }
            self.at += 1;
        }
        if self.at >= self.bytes.len() || matches!(self.peek(0), b'#' | b'\n' | b'\r') {
            return Ok(());
        }
        let current = *self.indents.last().expect("the outermost level stays");
        if indent.width == current.width {
            return if indent.narrow == current.narrow { Ok(()) } else { Err(self.tab_error()) };
        }
        if indent.width > current.width {
            if self.indents.len() >= MAX_INDENTS {
                let range = TextRange::empty(TextSize::new(self.line_start as u32));
                let message = "too many levels of indentation".to_owned();
                return Err(lexical(SyntaxErrorKind::Indentation, range, message, false));
            }
            if indent.narrow <= current.narrow {
                return Err(self.tab_error());
            }
            self.indents.push(indent);
            self.push(TokenKind::Indent, self.at);
            return Ok(());
        }
        while self.indents.last().is_some_and(|outer| indent.width < outer.width) {
            self.indents.pop();
            self.push(TokenKind::Dedent, self.at);
        }
        let outer = self.indents.last().copied().unwrap_or_default();
        if outer.width != indent.width {
            let range = TextRange::empty(TextSize::new(self.line_end(self.at) as u32));
            let message = "unindent does not match any outer indentation level".to_owned();
            // The tokenizer fails before it hands out the dedents of this line.
            while self.tokens.last().is_some_and(|token| token.kind == TokenKind::Dedent) {
                self.tokens.pop();
            }
            return Err(lexical(SyntaxErrorKind::Indentation, range, message, false));
        }
        if outer.narrow == indent.narrow { Ok(()) } else { Err(self.tab_error()) }
    }

    fn tab_error(&self) -> LexicalError {
        let range = TextRange::empty(TextSize::new(self.line_start as u32));
        let message = "inconsistent use of tabs and spaces in indentation".to_owned();
        lexical(SyntaxErrorKind::Tab, range, message, false)
    }

    fn end(&mut self) -> Step<bool> {
        if let Some(&(bracket, offset)) = self.brackets.last() {
            let range = TextRange::empty(TextSize::new(offset));
            let message = format!("'{}' was never closed", bracket as char);
            let error = lexical(SyntaxErrorKind::Syntax, range, message, false);
            return Err(LexicalError { unclosed: Some(offset), ..error });
        }
        let needs_newline = self.tokens.last().is_some_and(|token| {
            !matches!(token.kind, TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent)
        });
        if needs_newline {
            self.push(TokenKind::Newline, self.at);
        }
        for _ in 1..self.indents.len() {
            self.push(TokenKind::Dedent, self.at);
        }
        self.push(TokenKind::End, self.at);
        Ok(false)
    }

    fn word(&mut self) -> Step {
        let start = self.at;
        while let byte = self.peek(0)
            && (byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80)
        {
            self.at += 1;
        }
        let word = &self.source[start..self.at];
        let is_prefix = word.len() <= 2 && word.bytes().all(|byte| b"rRbBuUfF".contains(&byte));
        if is_prefix && matches!(self.peek(0), b'"' | b'\'') && is_string_prefix(word) {
            return self.string(start);
        }
        for (offset, character) in word.char_indices().filter(|(_, it)| !it.is_ascii()) {
            let is_fine = if offset == 0 {
                unicode_ident::is_xid_start(character)
            } else {
                unicode_ident::is_xid_continue(character)
            };
            if !is_fine {
                let code = u32::from(character);
                let message = if is_printable(character) {
                    format!("invalid character '{character}' (U+{code:04X})")
                } else {
                    format!("invalid non-printable character U+{code:04X}")
                };
                let start = TextSize::new((start + offset) as u32);
                return Err(lexical(SyntaxErrorKind::Syntax, TextRange::empty(start), message, true));
            }
        }
        self.push(TokenKind::Name, start);
        Ok(())
    }

    fn string(&mut self, start: usize) -> Step {
        let quote = self.peek(0);
        let is_triple = self.peek(1) == quote && self.peek(2) == quote;
        self.at += if is_triple { 3 } else { 1 };
        loop {
            if self.at >= self.bytes.len() || (!is_triple && matches!(self.peek(0), b'\n' | b'\r')) {
                let offset = self.at.min(self.bytes.len());
                let line = 1 + self.lines_before(offset, offset == self.bytes.len());
                let kind = if is_triple { "triple-quoted string" } else { "string" };
                return Err(at(start + 1, format!("unterminated {kind} literal (detected at line {line})")));
            }
            match self.peek(0) {
                b'\\' => self.at += if self.peek(1) == b'\r' && self.peek(2) == b'\n' { 3 } else { 2 },
                byte if byte == quote && !is_triple => break self.at += 1,
                byte if byte == quote && self.peek(1) == quote && self.peek(2) == quote => {
                    break self.at += 3;
                }
                _ => self.at += 1,
            }
        }
        self.push(TokenKind::String, start);
        Ok(())
    }

    /// How many lines end before `offset`; for the end of the file, a last empty line does not count.
    fn lines_before(&self, offset: usize, at_end: bool) -> usize {
        let before = &self.source[..offset];
        let before = if at_end { before.strip_suffix('\n').unwrap_or(before) } else { before };
        before.matches('\n').count()
    }

    fn number(&mut self) -> Step {
        let start = self.at;
        self.at = numbers::scan(self.bytes, start)?;
        self.push(TokenKind::Number, start);
        Ok(())
    }

    fn operator(&mut self) -> Step {
        let start = self.at;
        let rest = &self.bytes[start..];
        let length =
            OPERATORS.iter().find(|operator| rest.starts_with(operator.as_bytes())).map_or(1, |it| it.len());
        self.at += length;
        let byte = rest[0];
        if byte.is_ascii_control() {
            return Err(at(self.at, format!("invalid non-printable character U+{byte:04X}")));
        }
        match byte {
            b'(' | b'[' | b'{' => {
                if self.brackets.len() >= MAX_BRACKETS {
                    return Err(at(self.at, "too many nested parentheses"));
                }
                self.brackets.push((byte, start as u32));
            }
            b')' | b']' | b'}' => self.close(byte)?,
            _ => {}
        }
        self.push(TokenKind::Operator, start);
        Ok(())
    }

    fn close(&mut self, closing: u8) -> Step {
        let closing = closing as char;
        let Some((opening, offset)) = self.brackets.pop() else {
            return Err(at(self.at, format!("unmatched '{closing}'")));
        };
        let opening = opening as char;
        if !matches!((opening, closing), ('(', ')') | ('[', ']') | ('{', '}')) {
            let line = 1 + self.lines_before(offset as usize, false);
            let on_line =
                if offset as usize >= self.line_start { String::new() } else { format!(" on line {line}") };
            let message = format!(
                "closing parenthesis '{closing}' does not match opening parenthesis '{opening}'{on_line}"
            );
            return Err(at(self.at, message));
        }
        Ok(())
    }
}

/// Operators of more than one character, longer ones first.
const OPERATORS: [&str; 25] = [
    "**=", "//=", ">>=", "<<=", "...", "!=", "->", ":=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=",
    "@=", "==", "<=", ">=", "<<", ">>", "**", "//", "<>",
];

fn is_string_prefix(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    matches!(word.as_str(), "r" | "b" | "u" | "f" | "rb" | "br" | "rf" | "fr")
}

fn is_printable(character: char) -> bool {
    !character.is_control()
        && !character.is_whitespace()
        && !matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}' | '\u{e000}'..='\u{f8ff}')
}
