//! Statements that fit on a line.

use super::node::{Kind, Purpose};
use super::{Grammar, Rule, Stop};
use crate::compile::errors::tokens::TokenKind;

const AUGMENTED: [&str; 13] =
    ["+=", "-=", "*=", "@=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=", "**=", "//="];

impl Grammar<'_> {
    pub(super) fn file(&mut self) -> Rule<()> {
        while self.attempt(Self::statement)?.is_some() {}
        self.expect_kind(TokenKind::End)?;
        Ok(())
    }

    /// A single expression, as `eval` takes it.
    pub(super) fn evaluated(&mut self) -> Rule<()> {
        self.expressions()?;
        while self.sees_kind(TokenKind::Newline)? {
            self.at += 1;
        }
        self.expect_kind(TokenKind::End)?;
        Ok(())
    }

    pub(super) fn statement(&mut self) -> Rule<()> {
        match self.attempt(Self::compound_statement)? {
            Some(()) => Ok(()),
            None => self.simple_statements(),
        }
    }

    pub(super) fn simple_statements(&mut self) -> Rule<()> {
        loop {
            self.simple_statement()?;
            if !self.accept(";")? || self.sees_kind(TokenKind::Newline)? {
                break;
            }
        }
        self.expect_kind(TokenKind::Newline)?;
        Ok(())
    }

    fn simple_statement(&mut self) -> Rule<()> {
        if self.attempt(Self::assignment)?.is_some() || self.attempt(Self::star_expressions)?.is_some() {
            return Ok(());
        }
        let token = self.token()?;
        if token.kind != TokenKind::Name {
            return Err(Stop::No);
        }
        match self.text(token) {
            "return" => {
                self.at += 1;
                self.attempt(Self::star_expressions)?;
            }
            "import" => self.import()?,
            "from" => self.import_from()?,
            "raise" => {
                self.at += 1;
                if self.attempt(Self::expression)?.is_some() {
                    let before = self.at;
                    if self.accept("from")? && self.attempt(Self::expression)?.is_none() {
                        self.at = before;
                    }
                }
            }
            "pass" | "break" | "continue" => self.at += 1,
            "del" => self.delete()?,
            "yield" => {
                self.yield_expression()?;
            }
            "assert" => {
                self.at += 1;
                self.expression()?;
                let before = self.at;
                if self.accept(",")? && self.attempt(Self::expression)?.is_none() {
                    self.at = before;
                }
            }
            "global" | "nonlocal" => {
                self.at += 1;
                self.name()?;
                while self
                    .attempt(|grammar| {
                        grammar.expect(",")?;
                        grammar.name()
                    })?
                    .is_some()
                {}
            }
            _ => return Err(Stop::No),
        }
        Ok(())
    }

    fn assignment(&mut self) -> Rule<()> {
        let found = self.attempt(|grammar| {
            grammar.single_target()?;
            grammar.expect(":")?;
            grammar.expression()?;
            let before = grammar.at;
            if grammar.accept("=")? && grammar.attempt(Self::assigned)?.is_none() {
                grammar.at = before;
            }
            Ok(())
        })?;
        if found.is_some() {
            return Ok(());
        }
        if self.attempt(Self::plain_assignment)?.is_some() {
            return Ok(());
        }
        let start = self.at;
        if self.attempt(Self::single_target)?.is_some() && self.sees_any(&AUGMENTED)? {
            self.at += 1;
            // from here on it is an augmented assignment or nothing
            self.assigned()?;
            return Ok(());
        }
        self.at = start;
        self.mistake(Self::mistaken_assignment)?;
        Err(Stop::No)
    }

    fn plain_assignment(&mut self) -> Rule<()> {
        let mut count = 0;
        while self
            .attempt(|grammar| {
                grammar.star_targets()?;
                grammar.expect("=")
            })?
            .is_some()
        {
            count += 1;
        }
        if count == 0 {
            return Err(Stop::No);
        }
        self.assigned()?;
        if self.sees("=")? { Err(Stop::No) } else { Ok(()) }
    }

    fn assigned(&mut self) -> Rule {
        match self.sees("yield")? {
            true => self.yield_expression(),
            false => self.star_expressions(),
        }
    }

    fn mistaken_assignment(&mut self) -> Rule<()> {
        let start = self.at;
        if let Some(target) = self.attempt(Self::mistaken_annotation_target)? {
            let message = format!("only single target (not {}) can be annotated", target.name());
            return self.raise(target.range, message);
        }
        let found = self.attempt(|grammar| {
            let first = grammar.star_named_expression()?;
            grammar.expect(",")?;
            // CPython's rule repeats lists, so that no comma is needed here.
            while grammar.attempt(Self::star_named_expression)?.is_some() {
                grammar.accept(",")?;
            }
            grammar.expect(":")?;
            grammar.expression()?;
            Ok(first)
        })?;
        if let Some(first) = found {
            return self.raise(first.range, "only single target (not tuple) can be annotated");
        }
        let found = self.attempt(|grammar| {
            let target = grammar.expression()?;
            grammar.expect(":")?;
            grammar.expression()?;
            Ok(target)
        })?;
        if let Some(target) = found {
            return self.raise(target.range, "illegal target for annotation");
        }
        while self
            .attempt(|grammar| {
                grammar.star_targets()?;
                grammar.expect("=")
            })?
            .is_some()
        {}
        let last = self.at;
        if let Some(target) = self.attempt(Self::star_expressions)?
            && self.sees("=")?
        {
            self.check_target(&target, Purpose::Assign)?;
        }
        self.at = last;
        if let Some(target) = self.attempt(Self::yield_expression)?
            && self.sees("=")?
        {
            return self.raise(target.range, "assignment to yield expression not possible");
        }
        self.at = start;
        let target = self.star_expressions()?;
        if self.sees_any(&AUGMENTED)? {
            self.at += 1;
            self.assigned()?;
            let message = format!("'{}' is an illegal expression for augmented assignment", target.name());
            return self.raise(target.range, message);
        }
        Ok(())
    }

    /// A list or tuple, maybe in parentheses, with an annotation.
    fn mistaken_annotation_target(&mut self) -> Rule {
        let target = self.primary()?;
        if !matches!(target.kind, Kind::List(_) | Kind::Tuple(_)) {
            return Err(Stop::No);
        }
        self.expect(":")?;
        self.expression()?;
        Ok(target)
    }

    fn delete(&mut self) -> Rule<()> {
        self.expect("del")?;
        let start = self.at;
        if self.attempt(Self::delete_targets)?.is_some()
            && (self.sees(";")? || self.sees_kind(TokenKind::Newline)?)
        {
            return Ok(());
        }
        self.at = start;
        self.mistake(|grammar| {
            let target = grammar.star_expressions()?;
            grammar.check_target(&target, Purpose::Delete)
        })?;
        Err(Stop::No)
    }

    fn dotted_name(&mut self) -> Rule<()> {
        self.name()?;
        while self
            .attempt(|grammar| {
                grammar.expect(".")?;
                grammar.name()
            })?
            .is_some()
        {}
        Ok(())
    }

    /// ` as name`, if it is there.
    pub(super) fn alias(&mut self) -> Rule<()> {
        self.attempt(|grammar| {
            grammar.expect("as")?;
            grammar.name()
        })?;
        Ok(())
    }

    fn import(&mut self) -> Rule<()> {
        self.expect("import")?;
        loop {
            self.dotted_name()?;
            self.alias()?;
            if !self.sees(",")? {
                return Ok(());
            }
            self.at += 1;
        }
    }

    fn import_from(&mut self) -> Rule<()> {
        self.expect("from")?;
        let mut dots = 0;
        while self.sees_any(&[".", "..."])? {
            self.at += 1;
            dots += 1;
        }
        if self.attempt(Self::dotted_name)?.is_none() && dots == 0 {
            return Err(Stop::No);
        }
        self.expect("import")?;
        if self.accept("*")? {
            return Ok(());
        }
        if self.accept("(")? {
            self.imported_names()?;
            self.accept(",")?;
            self.expect(")")?;
            return Ok(());
        }
        let start = self.at;
        self.imported_names()?;
        if !self.sees(",")? {
            return Ok(());
        }
        self.at = start;
        self.mistake(|grammar| {
            grammar.imported_names()?;
            grammar.expect(",")?;
            grammar.expect_kind(TokenKind::Newline)?;
            grammar.raise_here("trailing comma not allowed without surrounding parentheses")
        })?;
        Err(Stop::No)
    }

    fn imported_names(&mut self) -> Rule<()> {
        let mut needs_comma = false;
        while self
            .attempt(|grammar| {
                if needs_comma {
                    grammar.expect(",")?;
                }
                grammar.name()?;
                grammar.alias()
            })?
            .is_some()
        {
            needs_comma = true;
        }
        if needs_comma { Ok(()) } else { Err(Stop::No) }
    }
}
