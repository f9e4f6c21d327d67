//! Recognises source by the grammar of CPython 3.11, only to find out where and how CPython would fail.
//!
//! As in CPython there are two passes. The first says which token was the last that any rule looked at: a
//! plain `invalid syntax` is told there. The second one also tries the rules for common mistakes, in the
//! order in which CPython tries them; the first that matches says what is wrong.

mod arguments;
mod atoms;
mod blocks;
mod expressions;
mod functions;
mod guarded;
mod node;
mod patterns;
mod statements;
mod strings;
mod targets;

use ruff_python_parser::Mode;
use ruff_text_size::{TextRange, TextSize};

use super::tokens::{LexicalError, Token, TokenKind, Tokens};
use crate::compile::Map;
use crate::compile::fault::{Fault, Mark, SyntaxErrorKind};
use node::Node;

/// Why a rule did not match.
enum Stop {
    /// It just does not.
    No,
    /// The source is wrong, and this is how.
    Fault(Box<Fault>),
}

type Rule<T = Node> = Result<T, Stop>;

/// Rules whose results are remembered, lest nested source take exponential time.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Memo {
    Expression,
    Disjunction,
    BitwiseOr,
    NamedExpression,
    StarExpression,
    Primary,
    Arguments,
}

struct Grammar<'a> {
    source: &'a str,
    tokens: &'a [Token],
    error: Option<&'a LexicalError>,
    at: usize,
    /// The last token looked at.
    furthest: usize,
    /// Whether this is the second pass, which tries the rules for mistakes.
    is_strict: bool,
    memo: Map<(Memo, usize, bool), Option<(Node, usize)>>,
    /// Put before messages: `f-string: ` while the expressions of one are read.
    prefix: &'static str,
    depth: usize,
    /// Whether CPython does not read on after the error.
    is_final: bool,
}

/// What CPython says about `source`, if its grammar refuses it.
pub(super) fn diagnose(source: &str, tokens: &Tokens, mode: Mode) -> Option<Box<Fault>> {
    let Tokens { tokens, error } = tokens;
    let mut grammar = Grammar::new(source, tokens, error.as_ref(), "");
    let start = if mode == Mode::Expression { Grammar::evaluated } else { Grammar::file };
    match grammar.run(start) {
        Ok(()) => None,
        Err(fault) if grammar.is_final => Some(fault),
        Err(fault) => Some(prefer_lexical(source, fault, grammar.furthest_line(), error.as_ref())),
    }
}

/// CPython reads on after an error of the parser: a bad token further down is told instead, and so is a
/// bracket opened on an earlier line and never closed.
fn prefer_lexical(source: &str, fault: Box<Fault>, line: usize, error: Option<&LexicalError>) -> Box<Fault> {
    let Some(error) = error else { return fault };
    let unclosed_before = error.unclosed.is_some_and(|offset| line_of(source, offset) < line);
    if error.is_preferred || unclosed_before { Box::new(error.fault.clone()) } else { fault }
}

fn line_of(source: &str, offset: u32) -> usize {
    source[..offset as usize].matches('\n').count()
}

impl<'a> Grammar<'a> {
    fn new(
        source: &'a str,
        tokens: &'a [Token],
        error: Option<&'a LexicalError>,
        prefix: &'static str,
    ) -> Self {
        Grammar {
            source,
            tokens,
            error,
            at: 0,
            furthest: 0,
            is_strict: false,
            memo: Map::default(),
            prefix,
            depth: 0,
            is_final: false,
        }
    }

    /// Both passes, from `start` on.
    fn run(&mut self, start: fn(&mut Self) -> Rule<()>) -> Result<(), Box<Fault>> {
        match start(self) {
            Ok(()) => return Ok(()),
            Err(Stop::Fault(fault)) => return Err(fault),
            Err(Stop::No) => {}
        }
        let last = self.furthest;
        self.at = 0;
        self.is_strict = true;
        self.memo.clear();
        if let Err(Stop::Fault(fault)) = start(self) {
            return Err(fault);
        }
        let token = self.tokens[last.min(self.tokens.len() - 1)];
        let message = match token.kind {
            TokenKind::Indent => "unexpected indent",
            TokenKind::Dedent => "unexpected unindent",
            _ => return Err(self.fault(token.range(), "invalid syntax")),
        };
        let mut fault = self.fault(token.range(), message);
        fault.kind = SyntaxErrorKind::Indentation;
        fault.mark = Mark::Nothing;
        self.is_final = true;
        Err(fault)
    }

    fn furthest_line(&self) -> usize {
        self.tokens.get(self.furthest).map_or(0, |token| line_of(self.source, token.start))
    }

    fn fault(&self, range: TextRange, message: impl Into<String>) -> Box<Fault> {
        Fault::new(range, format!("{}{}", self.prefix, message.into()))
    }

    /// Refuses the source.
    fn raise<T>(&self, range: TextRange, message: impl Into<String>) -> Rule<T> {
        Err(Stop::Fault(self.fault(range, message)))
    }

    /// Refuses the source at the last token looked at.
    fn raise_here<T>(&self, message: impl Into<String>) -> Rule<T> {
        Err(Stop::Fault(self.fault_here(message)))
    }

    fn fault_here(&self, message: impl Into<String>) -> Box<Fault> {
        let last = self.tokens[self.furthest.min(self.tokens.len() - 1)];
        if last.start as usize >= self.source.len() && last.kind != TokenKind::Newline {
            // The end of the file counts as a part of its last line.
            let end = self.source.strip_suffix('\n').map_or(self.source.len(), str::len);
            let mut fault = self.fault(TextRange::empty(TextSize::new(end as u32)), message);
            fault.mark = Mark::Nothing;
            return fault;
        }
        let mut fault = self.fault(last.range(), message);
        if matches!(last.kind, TokenKind::Indent | TokenKind::Dedent) {
            fault.mark = Mark::Nothing;
        }
        fault
    }

    /// Refuses the source from `start` up to the last token looked at.
    fn raise_from<T>(&self, start: TextRange, message: impl Into<String>) -> Rule<T> {
        let last = self.tokens[self.furthest.min(self.tokens.len() - 1)];
        // CPython forgets to count the last column here.
        let end = (last.range().end() - TextSize::new(1)).max(start.end());
        self.raise(TextRange::new(start.start(), end), message)
    }

    fn raise_indentation<T>(&self, what: &str, keyword: Token) -> Rule<T> {
        let line = 1 + line_of(self.source, keyword.start);
        let message = format!("expected an indented block after {what} on line {line}");
        let mut fault = self.fault_here(message);
        fault.kind = SyntaxErrorKind::Indentation;
        if fault.mark == Mark::Range {
            fault.mark = Mark::Byte;
        }
        Err(Stop::Fault(fault))
    }

    /// The token here. The end of the tokens is the tokenizer's error.
    fn token(&mut self) -> Rule<Token> {
        match self.tokens.get(self.at) {
            Some(&token) => {
                self.furthest = self.furthest.max(self.at);
                Ok(token)
            }
            None => match self.error {
                Some(error) => Err(Stop::Fault(Box::new(error.fault.clone()))),
                None => Err(Stop::No),
            },
        }
    }

    fn text(&self, token: Token) -> &'a str {
        &self.source[token.start as usize..token.end as usize]
    }

    /// Whether the token here is this operator or keyword.
    fn sees(&mut self, text: &str) -> Rule<bool> {
        let token = self.token()?;
        let is_word = matches!(token.kind, TokenKind::Operator | TokenKind::Name);
        Ok(is_word && self.text(token) == text)
    }

    fn sees_any(&mut self, texts: &[&str]) -> Rule<bool> {
        let token = self.token()?;
        let is_word = matches!(token.kind, TokenKind::Operator | TokenKind::Name);
        Ok(is_word && texts.contains(&self.text(token)))
    }

    fn sees_kind(&mut self, kind: TokenKind) -> Rule<bool> {
        Ok(self.token()?.kind == kind)
    }

    /// Takes this operator or keyword.
    fn expect(&mut self, text: &str) -> Rule<Token> {
        if !self.sees(text)? {
            return Err(Stop::No);
        }
        self.advance()
    }

    /// Takes this operator or keyword, or refuses the source.
    fn force(&mut self, text: &str) -> Rule<Token> {
        if self.sees(text)? {
            return self.advance();
        }
        let token = self.token()?;
        self.raise(token.range(), format!("expected '{text}'"))
    }

    fn expect_kind(&mut self, kind: TokenKind) -> Rule<Token> {
        if !self.sees_kind(kind)? {
            return Err(Stop::No);
        }
        self.advance()
    }

    fn advance(&mut self) -> Rule<Token> {
        let token = self.token()?;
        self.at += 1;
        Ok(token)
    }

    /// Takes a token if it is this one.
    fn accept(&mut self, text: &str) -> Rule<bool> {
        let is_there = self.sees(text)?;
        self.at += usize::from(is_there);
        Ok(is_there)
    }

    /// Tries a rule; if it does not match, nothing was taken.
    fn attempt<T>(&mut self, rule: impl FnOnce(&mut Self) -> Rule<T>) -> Rule<Option<T>> {
        let start = self.at;
        match rule(self) {
            Ok(found) => Ok(Some(found)),
            Err(Stop::No) => {
                self.at = start;
                Ok(None)
            }
            Err(stop) => Err(stop),
        }
    }

    /// Tries a rule for a mistake, in the second pass. It refuses the source, or nothing was taken.
    fn mistake(&mut self, rule: impl FnOnce(&mut Self) -> Rule<()>) -> Rule<()> {
        if self.is_strict {
            let start = self.at;
            self.attempt(rule)?;
            self.at = start;
        }
        Ok(())
    }

    /// Whether a rule matches here; takes nothing.
    fn ahead<T>(&mut self, rule: impl FnOnce(&mut Self) -> Rule<T>) -> Rule<bool> {
        let start = self.at;
        let found = self.attempt(rule)?;
        self.at = start;
        Ok(found.is_some())
    }

    fn remembered(&mut self, memo: Memo, rule: impl FnOnce(&mut Self) -> Rule) -> Rule {
        // CPython too remembers, in its second pass, what a part without the rules for mistakes found.
        let key = (memo, self.at, memo == Memo::NamedExpression && self.is_strict);
        if let Some(known) = self.memo.get(&key) {
            return match known.clone() {
                Some((node, end)) => {
                    self.at = end;
                    Ok(node)
                }
                None => Err(Stop::No),
            };
        }
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let token = self.token()?;
            return self.raise(token.range(), "too many nested expressions");
        }
        let found = self.attempt(rule)?;
        self.depth -= 1;
        let result = found.map(|node| (node, self.at));
        self.memo.insert(key, result.clone());
        result.map(|(node, _)| node).ok_or(Stop::No)
    }

    /// The range from the token `start` to the last one taken.
    fn since(&self, start: usize) -> TextRange {
        Self::between(self.tokens[start].range(), self.tokens[self.at - 1].range())
    }

    /// The range from one node or token to another.
    fn between(start: TextRange, end: TextRange) -> TextRange {
        TextRange::new(start.start(), end.end().max(start.start()))
    }
}

/// Rules within rules; more than the compiler's own limit, for one expression passes through several.
const MAX_DEPTH: usize = 1500;
