//! The patterns of `case`.

use ruff_text_size::TextRange;

use super::{Grammar, Rule, Stop};
use crate::compile::errors::tokens::TokenKind;

impl Grammar<'_> {
    /// A pattern, or several with commas.
    pub(super) fn patterns(&mut self) -> Rule<()> {
        self.maybe_star_pattern()?;
        while self.accept(",")? {
            if self.attempt(Self::maybe_star_pattern)?.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn maybe_star_pattern(&mut self) -> Rule<()> {
        if self.accept("*")? {
            self.name()?;
            return Ok(());
        }
        self.pattern()
    }

    fn pattern(&mut self) -> Rule<()> {
        self.alternatives()?;
        let before = self.at;
        if !self.accept("as")? {
            return Ok(());
        }
        let target = self.token()?;
        let is_name = self.attempt(Self::name)?.is_some();
        if is_name && self.text(target) != "_" && !self.sees_any(&[".", "(", "="])? {
            return Ok(());
        }
        if self.is_strict {
            if is_name && self.text(target) == "_" {
                return self.raise(target.range(), "cannot use '_' as a target");
            }
            if !is_name && let Some(expression) = self.attempt(Self::expression)? {
                return self.raise(expression.range, "invalid pattern target");
            }
        }
        self.at = before;
        Ok(())
    }

    fn alternatives(&mut self) -> Rule<()> {
        self.closed_pattern()?;
        while self
            .attempt(|grammar| {
                grammar.expect("|")?;
                grammar.closed_pattern()
            })?
            .is_some()
        {}
        Ok(())
    }

    fn closed_pattern(&mut self) -> Rule<()> {
        let token = self.token()?;
        match token.kind {
            TokenKind::String => {
                self.strings()?;
                Ok(())
            }
            TokenKind::Number => self.number_pattern(),
            TokenKind::Operator => match self.text(token) {
                "-" => self.number_pattern(),
                "(" => self.sequence_pattern("(", ")"),
                "[" => self.sequence_pattern("[", "]"),
                "{" => self.mapping_pattern(),
                _ => Err(Stop::No),
            },
            TokenKind::Name if matches!(self.text(token), "None" | "True" | "False") => {
                self.at += 1;
                Ok(())
            }
            TokenKind::Name => self.name_pattern(),
            _ => Err(Stop::No),
        }
    }

    fn number_pattern(&mut self) -> Rule<()> {
        self.accept("-")?;
        let real = self.expect_kind(TokenKind::Number)?;
        if self.sees_any(&["+", "-"])? {
            self.at += 1;
            let imaginary = self.expect_kind(TokenKind::Number)?;
            let is_imaginary = |token| self.text(token).ends_with(['j', 'J']);
            if is_imaginary(real) {
                return self.raise(real.range(), "real number required in complex literal");
            }
            if !is_imaginary(imaginary) {
                return self.raise(imaginary.range(), "imaginary number required in complex literal");
            }
        }
        Ok(())
    }

    fn sequence_pattern(&mut self, open: &str, close: &str) -> Rule<()> {
        self.expect(open)?;
        if !self.sees(close)? {
            self.patterns()?;
        }
        self.expect(close)?;
        Ok(())
    }

    fn mapping_pattern(&mut self) -> Rule<()> {
        self.expect("{")?;
        while !self.sees("}")? {
            if self.accept("**")? {
                self.name()?;
                self.accept(",")?;
                break;
            }
            match self.token()?.kind {
                TokenKind::Name => self.mapping_key()?,
                _ => self.closed_pattern()?,
            }
            self.expect(":")?;
            self.pattern()?;
            if !self.accept(",")? {
                break;
            }
        }
        self.expect("}")?;
        Ok(())
    }

    /// A constant, or a name with at least one dot.
    fn mapping_key(&mut self) -> Rule<()> {
        let is_constant = self.sees_any(&["None", "True", "False"])?;
        let start = self.at;
        self.dotted_pattern()?;
        if !is_constant && self.at == start + 1 { Err(Stop::No) } else { Ok(()) }
    }

    fn dotted_pattern(&mut self) -> Rule<()> {
        if self.sees_any(&["None", "True", "False"])? {
            self.at += 1;
            return Ok(());
        }
        self.name()?;
        while self.accept(".")? {
            self.name()?;
        }
        Ok(())
    }

    /// A name to bind, a dotted name, or a class.
    fn name_pattern(&mut self) -> Rule<()> {
        self.dotted_pattern()?;
        if !self.accept("(")? {
            return if self.sees("=")? { Err(Stop::No) } else { Ok(()) };
        }
        let mut has_keyword = false;
        let mut misplaced: Option<TextRange> = None;
        while !self.sees(")")? {
            let start = self.token()?.range();
            let is_keyword = self
                .attempt(|grammar| {
                    grammar.name()?;
                    grammar.expect("=")
                })?
                .is_some();
            self.pattern()?;
            if !is_keyword && has_keyword {
                let end = self.tokens[self.at - 1].range();
                misplaced = Some(misplaced.map_or(start, |first| first).cover(end));
            }
            has_keyword |= is_keyword;
            if !self.accept(",")? {
                break;
            }
        }
        if let Some(range) = misplaced {
            if self.is_strict {
                return self.raise(range, "positional patterns follow keyword patterns");
            }
            return Err(Stop::No);
        }
        self.expect(")")?;
        Ok(())
    }
}
