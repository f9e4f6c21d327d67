//! String literals, and the expressions in f-strings, which CPython 3.11 reads apart from the rest.

use super::node::Node;
use super::{Grammar, Rule, Stop};
use crate::compile::errors::escapes::bad_escape;
use crate::compile::errors::tokens::{Token, TokenKind};

impl Grammar<'_> {
    pub(super) fn strings(&mut self) -> Rule {
        let first = self.expect_kind(TokenKind::String)?;
        let mut parts = vec![first];
        while self.sees_kind(TokenKind::String)? {
            parts.push(self.advance()?);
        }
        let range = Self::between(first.range(), parts[parts.len() - 1].range());
        let mut name = "literal";
        let mut is_bytes = None;
        for part in parts {
            let text = self.text(part);
            let prefix = text[..text.find(['"', '\'']).unwrap_or(0)].to_ascii_lowercase();
            if *is_bytes.get_or_insert(prefix.contains('b')) != prefix.contains('b') {
                return self.raise_here("cannot mix bytes and nonbytes literals");
            }
            if prefix.contains('f') {
                name = "f-string expression";
                self.f_string(part, &prefix)?;
            } else {
                self.check_escapes(part, &prefix)?;
            }
        }
        Ok(Node::other(range, name))
    }

    /// The escapes of a literal that is no f-string.
    fn check_escapes(&self, token: Token, prefix: &str) -> Rule<()> {
        let text = self.text(token);
        let is_bytes = prefix.contains('b');
        if is_bytes && !text.is_ascii() {
            return self.raise(token.range(), "bytes can only contain ASCII literal characters");
        }
        let quotes = quotes(&text[prefix.len()..]);
        let body = &text[prefix.len() + quotes..text.len() - quotes];
        match bad_escape(body, is_bytes).filter(|_| !prefix.contains('r')) {
            Some(message) => self.raise_here(message),
            None => Ok(()),
        }
    }

    fn f_string(&mut self, token: Token, prefix: &str) -> Rule<()> {
        let text = self.text(token);
        let quotes = if text[prefix.len()..].starts_with("\"\"\"") || text[prefix.len()..].starts_with("'''")
        {
            3
        } else {
            1
        };
        let body = &text[prefix.len() + quotes..text.len() - quotes];
        let mut scanner = FString { grammar: self, text: body, at: 0, is_raw: prefix.contains('r') };
        scanner.pieces(0)
    }
}

/// An f-string being read.
struct FString<'g, 'a> {
    grammar: &'g mut Grammar<'a>,
    text: &'a str,
    at: usize,
    is_raw: bool,
}

impl FString<'_, '_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.at += character.len_utf8();
        Some(character)
    }

    fn fail<T>(&self, message: &str) -> Rule<T> {
        self.grammar.raise_here(format!("f-string: {message}"))
    }

    fn fail_plainly<T>(&self, message: &str) -> Rule<T> {
        self.grammar.raise_here(format!("f-string {message}"))
    }

    /// Text and replacement fields, up to the end, or up to the brace that ends a format specification.
    fn pieces(&mut self, depth: usize) -> Rule<()> {
        let mut literal = self.at;
        while let Some(character) = self.peek() {
            match character {
                '{' if depth == 0 && self.text[self.at..].starts_with("{{") => {
                    self.literal(literal, self.at + 1)?;
                    self.at += 2;
                    literal = self.at;
                }
                '{' => {
                    self.literal(literal, self.at)?;
                    self.field(depth)?;
                    literal = self.at;
                }
                '}' if depth > 0 => return self.literal(literal, self.at),
                '}' if self.text[self.at..].starts_with("}}") => {
                    self.literal(literal, self.at + 1)?;
                    self.at += 2;
                    literal = self.at;
                }
                '}' => {
                    self.literal(literal, self.at)?;
                    return self.fail("single '}' is not allowed");
                }
                '\\' if !self.is_raw => {
                    self.bump();
                    let is_name = self.bump() == Some('N') && self.peek() == Some('{');
                    if is_name {
                        self.at += self.text[self.at..].find('}').map_or(0, |end| end + 1);
                    }
                }
                _ => {
                    self.bump();
                }
            }
        }
        self.literal(literal, self.at)
    }

    /// The escapes of a piece of text between fields.
    fn literal(&self, start: usize, end: usize) -> Rule<()> {
        match bad_escape(&self.text[start..end], false).filter(|_| !self.is_raw) {
            Some(message) => self.grammar.raise_here(message),
            None => Ok(()),
        }
    }

    fn field(&mut self, depth: usize) -> Rule<()> {
        if depth >= 2 {
            return self.fail("expressions nested too deeply");
        }
        self.bump();
        let start = self.at;
        self.skip_expression()?;
        let expression = &self.text[start..self.at];
        if self.peek().is_none() {
            return self.fail("expecting '}'");
        }
        if expression.trim_matches([' ', '\t', '\n', '\x0c', '\r']).is_empty() {
            return self.fail("empty expression not allowed");
        }
        self.expression(expression)?;
        if self.peek() == Some('=') {
            self.bump();
            while self.peek().is_some_and(|it| it.is_ascii_whitespace()) {
                self.bump();
            }
        }
        if self.peek() == Some('!') {
            self.bump();
            match self.bump() {
                None => return self.fail("expecting '}'"),
                Some('s' | 'r' | 'a') => {}
                Some(_) => {
                    return self.fail("invalid conversion character: expected 's', 'r', or 'a'");
                }
            }
        }
        if self.peek() == Some(':') {
            self.bump();
            self.pieces(depth + 1)?;
        }
        match self.bump() {
            Some('}') => Ok(()),
            _ => self.fail("expecting '}'"),
        }
    }

    /// Goes to the end of the expression of a field.
    fn skip_expression(&mut self) -> Rule<()> {
        let mut open: Vec<char> = Vec::new();
        while let Some(character) = self.peek() {
            let rest = &self.text[self.at..];
            match character {
                '\\' => return self.fail_plainly("expression part cannot include a backslash"),
                '#' => return self.fail_plainly("expression part cannot include '#'"),
                '\'' | '"' => self.skip_string(character)?,
                '(' | '[' | '{' => {
                    open.push(character);
                    self.bump();
                }
                '!' | '=' | '<' | '>' | ':' | '}' if open.is_empty() => {
                    if rest.starts_with("!=")
                        || rest.starts_with("==")
                        || rest.starts_with("<=")
                        || rest.starts_with(">=")
                    {
                        self.at += 2;
                    } else if matches!(character, '<' | '>') {
                        self.bump();
                    } else {
                        return Ok(());
                    }
                }
                ')' | ']' | '}' => {
                    let Some(opening) = open.pop() else {
                        return self.fail(&format!("unmatched '{character}'"));
                    };
                    if !matches!((opening, character), ('(', ')') | ('[', ']') | ('{', '}')) {
                        return self.fail(&format!(
                            "closing parenthesis '{character}' does not match opening parenthesis '{opening}'"
                        ));
                    }
                    self.bump();
                }
                _ => {
                    self.bump();
                }
            }
        }
        match open.last() {
            Some(opening) => self.fail(&format!("unmatched '{opening}'")),
            None => Ok(()),
        }
    }

    fn skip_string(&mut self, quote: char) -> Rule<()> {
        let rest = &self.text[self.at..];
        let triple: String = [quote; 3].iter().collect();
        let width = if rest.starts_with(&triple) { 3 } else { 1 };
        let inner = &rest[width..];
        if let Some(at) = inner.find('\\')
            && inner.find(&triple[..width]).is_none_or(|end| at < end)
        {
            return self.fail_plainly("expression part cannot include a backslash");
        }
        match inner.find(&triple[..width]) {
            Some(end) => {
                self.at += width + end + width;
                Ok(())
            }
            None => self.fail("unterminated string"),
        }
    }

    /// Reads the expression in parentheses, as CPython does; its messages show that text.
    fn expression(&mut self, expression: &str) -> Rule<()> {
        let text = format!("({expression})");
        let inner = crate::compile::errors::tokens::tokenize(&text);
        let mut grammar = Grammar::new(&text, &inner.tokens, inner.error.as_ref(), "f-string: ");
        grammar.depth = self.grammar.depth;
        match grammar.run(Grammar::f_string_expression) {
            Ok(()) => Ok(()),
            Err(mut fault) => {
                if fault.text.is_none() {
                    fault.text = Some(text.as_str().into());
                    fault.line_offset = self.line_offset();
                }
                Err(Stop::Fault(fault))
            }
        }
    }

    /// How many lines before this expression's own.
    fn line_offset(&self) -> u32 {
        let token = self.grammar.tokens[self.grammar.at - 1];
        super::line_of(self.grammar.source, token.start) as u32
    }
}

impl Grammar<'_> {
    /// `(…)` with a star expression or `yield` in it, and nothing after.
    fn f_string_expression(&mut self) -> Rule<()> {
        if self.attempt(Self::star_expressions)?.is_none() {
            return Err(Stop::No);
        }
        while self.sees_kind(TokenKind::Newline)? {
            self.at += 1;
        }
        self.expect_kind(TokenKind::End)?;
        Ok(())
    }
}

/// How many quotes open a literal, after its prefix.
fn quotes(text: &str) -> usize {
    if text.starts_with("\"\"\"") || text.starts_with("'''") { 3 } else { 1 }
}
