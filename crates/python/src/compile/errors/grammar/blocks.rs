//! Statements with blocks.

use super::functions::Form;
use super::node::Purpose;
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
    fn mistaken_block(
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

    fn else_block(&mut self) -> Rule<()> {
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

    fn with_statement(&mut self) -> Rule<()> {
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

    fn try_statement(&mut self) -> Rule<()> {
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
