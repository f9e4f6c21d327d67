//! Statements with blocks.

use super::functions::Form;
use super::{Grammar, Rule, Stop};
use crate::compile::errors::tokens::TokenKind;

impl Grammar<'_> {
    pub(super) fn compound_statement(&mut self) -> Rule<()> {
        let token = self.token()?;
        let start = self.at;
        match self.text(token) {
            _ if !matches!(token.kind, TokenKind::Name | TokenKind::Operator) => Err(Stop::No),
            "def" => self.function(),
            "@" => self.decorated(),
            "class" => self.class(),
            "if" => self.if_statement(),
            "with" => self.with_statement(),
            "for" => self.for_statement(),
            "try" => self.try_statement(),
            "while" => self.while_statement(),
            "match" => self.match_statement(),
            "async" => {
                for rule in [Self::function, Self::with_statement, Self::for_statement] {
                    if self.attempt(rule)?.is_some() {
                        return Ok(());
                    }
                    self.at = start;
                }
                Err(Stop::No)
            }
            _ => Err(Stop::No),
        }
    }

    /// What follows a colon.
    pub(super) fn block(&mut self) -> Rule<()> {
        if !self.sees_kind(TokenKind::Newline)? {
            return self.simple_statements();
        }
        self.at += 1;
        self.expect_kind(TokenKind::Indent)?;
        self.depth += 1;
        self.statement()?;
        while self.attempt(Self::statement)?.is_some() {}
        self.depth -= 1;
        self.expect_kind(TokenKind::Dedent)?;
        Ok(())
    }

    /// The mistakes after the header of a block: no colon before the end of the line, or no indented block.
    pub(super) fn mistaken_block(
        &mut self,
        what: &str,
        needs_colon: bool,
        header: impl FnOnce(&mut Self) -> Rule<()>,
    ) -> Rule<()> {
        self.mistake(|grammar| {
            let mut keyword = grammar.token()?;
            if grammar.text(keyword) == "async" {
                keyword = *grammar.tokens.get(grammar.at + 1).unwrap_or(&keyword);
            }
            header(grammar)?;
            if needs_colon && grammar.sees_kind(TokenKind::Newline)? {
                return grammar.raise_here("expected ':'");
            }
            grammar.expect(":")?;
            grammar.expect_kind(TokenKind::Newline)?;
            if grammar.sees_kind(TokenKind::Indent)? {
                return Ok(());
            }
            grammar.raise_indentation(what, keyword)
        })
    }

    fn if_statement(&mut self) -> Rule<()> {
        self.if_clause("if", "'if' statement")?;
        while self.sees("elif")? {
            if self.attempt(|grammar| grammar.if_clause("elif", "'elif' statement"))?.is_none() {
                return Ok(());
            }
        }
        self.attempt(Self::else_block)?;
        Ok(())
    }

    fn if_clause(&mut self, keyword: &str, what: &str) -> Rule<()> {
        self.mistaken_block(what, true, |grammar| {
            grammar.expect(keyword)?;
            grammar.named_expression()?;
            Ok(())
        })?;
        self.expect(keyword)?;
        self.named_expression()?;
        self.expect(":")?;
        self.block()
    }

    pub(super) fn else_block(&mut self) -> Rule<()> {
        self.mistaken_block("'else' statement", false, |grammar| grammar.expect("else").map(drop))?;
        self.expect("else")?;
        self.force(":")?;
        self.block()
    }

    fn while_statement(&mut self) -> Rule<()> {
        self.mistaken_block("'while' statement", true, |grammar| {
            grammar.expect("while")?;
            grammar.named_expression()?;
            Ok(())
        })?;
        self.expect("while")?;
        self.named_expression()?;
        self.expect(":")?;
        self.block()?;
        self.attempt(Self::else_block)?;
        Ok(())
    }

    fn for_statement(&mut self) -> Rule<()> {
        self.mistaken_block("'for' statement", true, |grammar| {
            grammar.for_header()?;
            Ok(())
        })?;
        let start = self.at;
        match self.attempt(Self::for_targets)? {
            None => {
                self.at = start;
                self.mistake(Self::mistaken_for_target)?;
                Err(Stop::No)
            }
            Some(()) => {
                self.star_expressions()?;
                self.expect(":")?;
                self.block()?;
                self.attempt(Self::else_block)?;
                Ok(())
            }
        }
    }

    fn for_targets(&mut self) -> Rule<()> {
        self.accept("async")?;
        self.expect("for")?;
        self.star_targets()?;
        self.expect("in")?;
        Ok(())
    }

    fn for_header(&mut self) -> Rule {
        self.for_targets()?;
        self.star_expressions()
    }

    fn decorated(&mut self) -> Rule<()> {
        while self.accept("@")? {
            self.named_expression()?;
            self.expect_kind(TokenKind::Newline)?;
        }
        match self.sees("class")? {
            true => self.class(),
            false => self.function(),
        }
    }

    fn function(&mut self) -> Rule<()> {
        self.mistaken_block("function definition", false, |grammar| {
            grammar.accept("async")?;
            grammar.expect("def")?;
            grammar.name()?;
            grammar.expect("(")?;
            grammar.attempt(|grammar| grammar.parameters(Form::Function))?;
            grammar.expect(")")?;
            grammar.returns()
        })?;
        self.accept("async")?;
        self.expect("def")?;
        self.name()?;
        self.force("(")?;
        self.attempt(|grammar| grammar.parameters(Form::Function))?;
        self.expect(")")?;
        self.returns()?;
        self.force(":")?;
        self.block()
    }

    fn returns(&mut self) -> Rule<()> {
        self.attempt(|grammar| {
            grammar.expect("->")?;
            grammar.expression()
        })?;
        Ok(())
    }

    fn class(&mut self) -> Rule<()> {
        self.mistaken_block("class definition", true, Self::class_header)?;
        self.class_header()?;
        self.expect(":")?;
        self.block()
    }

    fn class_header(&mut self) -> Rule<()> {
        self.expect("class")?;
        self.name()?;
        self.attempt(|grammar| {
            grammar.expect("(")?;
            grammar.attempt(Self::arguments)?;
            grammar.expect(")")
        })?;
        Ok(())
    }

    fn match_statement(&mut self) -> Rule<()> {
        let found = self.attempt(|grammar| {
            grammar.match_header()?;
            grammar.expect(":")?;
            grammar.expect_kind(TokenKind::Newline)?;
            grammar.expect_kind(TokenKind::Indent)?;
            grammar.case_block()?;
            while grammar.attempt(Self::case_block)?.is_some() {}
            grammar.expect_kind(TokenKind::Dedent)?;
            Ok(())
        })?;
        if found.is_some() {
            return Ok(());
        }
        self.mistaken_block("'match' statement", true, |grammar| grammar.match_header().map(drop))?;
        Err(Stop::No)
    }

    fn match_header(&mut self) -> Rule {
        self.expect("match")?;
        self.comma_list(Self::star_named_expression)
    }

    fn case_block(&mut self) -> Rule<()> {
        self.mistaken_block("'case' statement", true, Self::case_header)?;
        self.case_header()?;
        self.expect(":")?;
        self.block()
    }

    fn case_header(&mut self) -> Rule<()> {
        self.expect("case")?;
        self.patterns()?;
        self.attempt(|grammar| {
            grammar.expect("if")?;
            grammar.named_expression()
        })?;
        Ok(())
    }
}
