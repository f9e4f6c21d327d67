//! `with` and `try`.

use super::node::Purpose;
use super::{Grammar, Rule, Stop};
use crate::compile::errors::tokens::TokenKind;

impl Grammar<'_> {
    pub(super) fn with_statement(&mut self) -> Rule<()> {
        for header in [Self::loose_items, Self::loose_parenthesised_items] {
            self.mistaken_block("'with' statement", false, header)?;
        }
        for header in [Self::parenthesised_items, Self::plain_items] {
            let found = self.attempt(|grammar| {
                header(grammar)?;
                grammar.expect(":")?;
                grammar.block()
            })?;
            if found.is_some() {
                return Ok(());
            }
        }
        for header in [Self::loose_items, Self::loose_parenthesised_items] {
            self.mistake(|grammar| {
                header(grammar)?;
                grammar.expect_kind(TokenKind::Newline)?;
                grammar.raise_here("expected ':'")
            })?;
        }
        Err(Stop::No)
    }

    fn with_keyword(&mut self) -> Rule<()> {
        self.accept("async")?;
        self.expect("with")?;
        Ok(())
    }

    fn parenthesised_items(&mut self) -> Rule<()> {
        self.with_keyword()?;
        self.expect("(")?;
        self.separated(Self::with_item)?;
        self.accept(",")?;
        self.expect(")")?;
        Ok(())
    }

    fn plain_items(&mut self) -> Rule<()> {
        self.with_keyword()?;
        self.separated(Self::with_item)
    }

    fn loose_items(&mut self) -> Rule<()> {
        self.with_keyword()?;
        self.separated(|grammar| {
            grammar.expression()?;
            grammar.loose_as()
        })
    }

    fn loose_parenthesised_items(&mut self) -> Rule<()> {
        self.with_keyword()?;
        self.expect("(")?;
        self.separated(|grammar| {
            grammar.expression()?;
            grammar.loose_as()
        })?;
        self.accept(",")?;
        self.expect(")")?;
        Ok(())
    }

    fn loose_as(&mut self) -> Rule<()> {
        self.attempt(|grammar| {
            grammar.expect("as")?;
            grammar.star_target()
        })?;
        Ok(())
    }

    /// Items with commas between.
    fn separated(&mut self, item: fn(&mut Self) -> Rule<()>) -> Rule<()> {
        item(self)?;
        while self
            .attempt(|grammar| {
                grammar.expect(",")?;
                item(grammar)
            })?
            .is_some()
        {}
        Ok(())
    }

    fn with_item(&mut self) -> Rule<()> {
        let start = self.at;
        let found = self.attempt(|grammar| {
            grammar.expression()?;
            grammar.expect("as")?;
            grammar.star_target()?;
            if grammar.sees_any(&[",", ")", ":"])? { Ok(()) } else { Err(Stop::No) }
        })?;
        if found.is_some() {
            return Ok(());
        }
        self.at = start;
        self.mistake(|grammar| {
            grammar.expression()?;
            grammar.expect("as")?;
            let target = grammar.expression()?;
            if grammar.sees_any(&[",", ")", ":"])? {
                grammar.check_target(&target, Purpose::Assign)
            } else {
                Ok(())
            }
        })?;
        self.expression()?;
        Ok(())
    }

    pub(super) fn try_statement(&mut self) -> Rule<()> {
        self.mistaken_block("'try' statement", false, |grammar| grammar.expect("try").map(drop))?;
        self.mistake(Self::mistaken_try)?;
        self.expect("try")?;
        self.force(":")?;
        self.block()?;
        if self.sees("finally")? {
            return self.finally_block();
        }
        let mut count = 0;
        let mut stars = None;
        while self.sees("except")? {
            let is_star = self.tokens.get(self.at + 1).is_some_and(|&token| self.text(token) == "*");
            if stars.is_some_and(|stars| stars != is_star) {
                return Err(Stop::No);
            }
            stars = Some(is_star);
            if self.attempt(|grammar| grammar.except_block(is_star))?.is_none() {
                break;
            }
            count += 1;
        }
        if count == 0 {
            return Err(Stop::No);
        }
        self.attempt(Self::else_block)?;
        self.attempt(Self::finally_block)?;
        Ok(())
    }

    fn mistaken_try(&mut self) -> Rule<()> {
        self.expect("try")?;
        self.expect(":")?;
        self.block()?;
        if !self.sees_any(&["except", "finally"])? {
            return self.raise_here("expected 'except' or 'finally' block");
        }
        let mut first = None;
        while self.sees("except")? {
            let keyword = self.token()?;
            let star = self.tokens.get(self.at + 1).copied().filter(|&token| self.text(token) == "*");
            let is_star = star.is_some();
            if *first.get_or_insert(is_star) != is_star {
                let end = star.unwrap_or(keyword);
                let range = Self::between(keyword.range(), end.range());
                return self.raise(range, "cannot have both 'except' and 'except*' on the same 'try'");
            }
            self.except_block(is_star)?;
        }
        Ok(())
    }

    fn except_block(&mut self, is_star: bool) -> Rule<()> {
        let what = if is_star { "'except*' statement" } else { "'except' statement" };
        let head = |grammar: &mut Self| {
            grammar.expect("except")?;
            if is_star {
                grammar.expect("*")?;
            }
            Ok(())
        };
        self.mistaken_block(what, false, |grammar| {
            head(grammar)?;
            grammar.exception_type()
        })?;
        if !is_star {
            self.mistaken_block(what, false, head)?;
        }
        let found = self.attempt(|grammar| {
            head(grammar)?;
            if is_star || !grammar.sees(":")? {
                grammar.exception_type()?;
            }
            grammar.expect(":")?;
            grammar.block()
        })?;
        if found.is_some() {
            return Ok(());
        }
        self.mistake(Self::mistaken_except)?;
        Err(Stop::No)
    }

    fn exception_type(&mut self) -> Rule<()> {
        self.expression()?;
        self.alias()
    }

    fn mistaken_except(&mut self) -> Rule<()> {
        self.expect("except")?;
        let is_star = self.accept("*")?;
        let start = self.at;
        let found = self.attempt(|grammar| {
            let first = grammar.expression()?;
            grammar.expect(",")?;
            grammar.expressions()?;
            grammar.alias()?;
            grammar.expect(":")?;
            Ok(first)
        })?;
        if let Some(first) = found {
            return self.raise_from(first.range, "multiple exception types must be parenthesized");
        }
        self.at = start;
        if self.attempt(Self::exception_type)?.is_some() && self.sees_kind(TokenKind::Newline)? {
            return self.raise_here("expected ':'");
        }
        self.at = start;
        if is_star && (self.sees_kind(TokenKind::Newline)? || self.sees(":")?) {
            return self.raise_here("expected one or more exception types");
        }
        if self.sees_kind(TokenKind::Newline)? {
            return self.raise_here("expected ':'");
        }
        Ok(())
    }

    fn finally_block(&mut self) -> Rule<()> {
        self.mistaken_block("'finally' statement", false, |grammar| grammar.expect("finally").map(drop))?;
        self.expect("finally")?;
        self.force(":")?;
        self.block()
    }
}
