//! Expressions from lists of them down to the operators.

use ruff_text_size::TextRange;

use super::node::{Kind, Node};
use super::{Grammar, Memo, Rule, Stop};
use crate::compile::errors::tokens::TokenKind;

/// The binary operators below comparisons, the loosest first.
const BINARY: [&[&str]; 6] =
    [&["|"], &["^"], &["&"], &["<<", ">>"], &["+", "-"], &["*", "/", "//", "%", "@"]];

impl Grammar<'_> {
    /// Expressions with commas, starred ones among them.
    pub(super) fn star_expressions(&mut self) -> Rule {
        self.comma_list(Self::star_expression)
    }

    /// Expressions with commas.
    pub(super) fn expressions(&mut self) -> Rule {
        self.comma_list(Self::expression)
    }

    /// One item, or a tuple of several with commas.
    pub(super) fn comma_list(&mut self, item: fn(&mut Self) -> Rule) -> Rule {
        let start = self.at;
        let first = item(self)?;
        if !self.sees(",")? {
            return Ok(first);
        }
        let mut items = vec![first];
        while self.accept(",")? {
            match self.attempt(item)? {
                Some(next) => items.push(next),
                None => break,
            }
        }
        Ok(Node { range: self.since(start), kind: Kind::Tuple(items.into()) })
    }

    pub(super) fn star_expression(&mut self) -> Rule {
        self.remembered(Memo::StarExpression, |grammar| match grammar.sees("*")? {
            true => grammar.starred(Self::bitwise_or),
            false => grammar.expression(),
        })
    }

    /// `*` and what it unpacks.
    pub(super) fn starred(&mut self, inner: fn(&mut Self) -> Rule) -> Rule {
        let start = self.at;
        self.expect("*")?;
        let inner = inner(self)?;
        Ok(Node { range: self.since(start), kind: Kind::Starred(inner.into()) })
    }

    pub(super) fn star_named_expression(&mut self) -> Rule {
        match self.sees("*")? {
            true => self.starred(Self::bitwise_or),
            false => self.named_expression(),
        }
    }

    /// `name := value`
    pub(super) fn assignment_expression(&mut self) -> Rule {
        let start = self.at;
        self.name()?;
        self.expect(":=")?;
        self.expression()?;
        Ok(Node::other(self.since(start), "named expression"))
    }

    pub(super) fn named_expression(&mut self) -> Rule {
        self.remembered(Memo::NamedExpression, |grammar| {
            if let Some(found) = grammar.attempt(Self::assignment_expression)? {
                return Ok(found);
            }
            grammar.mistake(Self::mistaken_named_expression)?;
            grammar.expression_not_named()
        })
    }

    /// An expression that no `:=` follows.
    pub(super) fn expression_not_named(&mut self) -> Rule {
        let found = self.expression()?;
        if self.sees(":=")? { Err(Stop::No) } else { Ok(found) }
    }

    fn mistaken_named_expression(&mut self) -> Rule<()> {
        let start = self.at;
        if let Some(target) = self.attempt(Self::expression)?
            && self.accept(":=")?
            && self.attempt(Self::expression)?.is_some()
        {
            let message = format!("cannot use assignment expressions with {}", target.name());
            return self.raise(target.range, message);
        }
        self.at = start;
        if let Some(name) = self.attempt(Self::name)?
            && self.accept("=")?
            && let Some(value) = self.attempt(Self::bitwise_or)?
            && !self.sees_any(&["=", ":="])?
        {
            let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
            return self.raise(Self::between(name.range, value.range), message);
        }
        self.at = start;
        if self.sees_any(&["True", "None", "False"])? || self.ahead(Self::display)? {
            return Ok(());
        }
        if let Some(target) = self.attempt(Self::bitwise_or)?
            && self.accept("=")?
            && self.attempt(Self::bitwise_or)?.is_some()
            && !self.sees_any(&["=", ":="])?
        {
            let message =
                format!("cannot assign to {} here. Maybe you meant '==' instead of '='?", target.name());
            return self.raise(target.range, message);
        }
        Ok(())
    }

    pub(super) fn expression(&mut self) -> Rule {
        self.remembered(Memo::Expression, |grammar| {
            grammar.mistake(Self::mistaken_expression)?;
            grammar.mistake(Self::mistaken_print)?;
            grammar.plain_expression()
        })
    }

    fn plain_expression(&mut self) -> Rule {
        if self.sees("lambda")? {
            return self.lambda();
        }
        let start = self.at;
        let body = self.disjunction()?;
        let after = self.at;
        if self.accept("if")? {
            let rest = self.attempt(|grammar| {
                grammar.disjunction()?;
                grammar.expect("else")?;
                grammar.expression()
            })?;
            match rest {
                Some(_) => return Ok(Node::other(self.since(start), "conditional expression")),
                None => self.at = after,
            }
        }
        Ok(body)
    }

    fn mistaken_expression(&mut self) -> Rule<()> {
        let start = self.at;
        if self.is_name_then_string()? || self.is_like_soft_keyword()? {
            return self.mistaken_conditional();
        }
        if let Some(first) = self.attempt(Self::disjunction)? {
            let strict = std::mem::replace(&mut self.is_strict, false);
            let second = self.attempt(Self::plain_expression);
            self.is_strict = strict;
            if let Some(second) = second? {
                let is_statement = matches!(first.kind, Kind::Name) && self.is_old_statement(first.range);
                if is_statement || self.tokens[self.at - 1].level == 0 {
                    return Ok(());
                }
                let range = Self::between(first.range, second.range);
                return self.raise(range, "invalid syntax. Perhaps you forgot a comma?");
            }
        }
        self.at = start;
        self.mistaken_conditional()
    }

    fn mistaken_conditional(&mut self) -> Rule<()> {
        let body = self.disjunction()?;
        self.expect("if")?;
        let test = self.disjunction()?;
        if self.sees_any(&["else", ":"])? {
            return Ok(());
        }
        self.raise(Self::between(body.range, test.range), "expected 'else' after 'if' expression")
    }

    /// Whether a soft keyword starts like the token here: CPython compares no more than that.
    fn is_like_soft_keyword(&mut self) -> Rule<bool> {
        let token = self.token()?;
        let text = self.text(token);
        Ok(token.kind == TokenKind::Name && ["_", "case", "match"].iter().any(|word| word.starts_with(text)))
    }

    fn is_name_then_string(&mut self) -> Rule<bool> {
        self.ahead(|grammar| {
            grammar.name()?;
            grammar.expect_kind(TokenKind::String)
        })
    }

    /// `print x`
    fn mistaken_print(&mut self) -> Rule<()> {
        let name = self.name()?;
        if self.sees("(")? {
            return Ok(());
        }
        let value = self.star_expressions()?;
        if self.is_old_statement(name.range) {
            let word = &self.source[name.range];
            let message = format!("Missing parentheses in call to '{word}'. Did you mean {word}(...)?");
            return self.raise(Self::between(name.range, value.range), message);
        }
        Ok(())
    }

    fn is_old_statement(&self, range: TextRange) -> bool {
        matches!(&self.source[range], "print" | "exec")
    }

    pub(super) fn disjunction(&mut self) -> Rule {
        self.remembered(Memo::Disjunction, |grammar| grammar.repeat(&["or"], Self::conjunction))
    }

    fn conjunction(&mut self) -> Rule {
        self.repeat(&["and"], Self::inversion)
    }

    /// Operands with operators of one kind between.
    fn repeat(&mut self, operators: &[&str], operand: impl Fn(&mut Self) -> Rule) -> Rule {
        let start = self.at;
        let mut left = operand(self)?;
        loop {
            let before = self.at;
            if !self.sees_any(operators)? {
                return Ok(left);
            }
            self.at += 1;
            if self.attempt(&operand)?.is_none() {
                self.at = before;
                return Ok(left);
            }
            left = Node::other(self.since(start), "expression");
        }
    }

    fn inversion(&mut self) -> Rule {
        let start = self.at;
        while self.accept("not")? {}
        let is_negated = self.at > start;
        let operand = self.comparison()?;
        Ok(if is_negated { Node::other(self.since(start), "expression") } else { operand })
    }

    fn comparison(&mut self) -> Rule {
        let start = self.at;
        let left = self.bitwise_or()?;
        let mut count = 0;
        let mut is_first_in = false;
        loop {
            let before = self.at;
            let is_in = self.sees("in")?;
            let found = self.attempt(|grammar| {
                grammar.comparison_operator()?;
                grammar.bitwise_or()
            })?;
            if found.is_none() {
                self.at = before;
                break;
            }
            is_first_in |= is_in && count == 0;
            count += 1;
        }
        if count == 0 {
            return Ok(left);
        }
        let range = self.since(start);
        Ok(Node { range, kind: Kind::Comparison(is_first_in.then(|| left.into())) })
    }

    fn comparison_operator(&mut self) -> Rule<()> {
        if self.accept("not")? {
            self.expect("in")?;
        } else if self.accept("is")? {
            self.accept("not")?;
        } else if self.sees_any(&["==", "!=", "<=", "<", ">=", ">", "in"])? {
            self.at += 1;
        } else {
            return Err(Stop::No);
        }
        Ok(())
    }

    pub(super) fn bitwise_or(&mut self) -> Rule {
        self.remembered(Memo::BitwiseOr, |grammar| grammar.binary(0))
    }

    fn binary(&mut self, level: usize) -> Rule {
        match BINARY.get(level) {
            Some(operators) => self.repeat(operators, |grammar| grammar.binary(level + 1)),
            None => self.factor(),
        }
    }

    fn factor(&mut self) -> Rule {
        let start = self.at;
        while self.sees_any(&["+", "-", "~"])? {
            self.at += 1;
        }
        let has_sign = self.at > start;
        let operand = self.power()?;
        Ok(if has_sign { Node::other(self.since(start), "expression") } else { operand })
    }

    fn power(&mut self) -> Rule {
        let start = self.at;
        let base = match self.accept("await")? {
            true => {
                self.primary()?;
                Node::other(self.since(start), "await expression")
            }
            false => self.primary()?,
        };
        let before = self.at;
        if self.accept("**")? {
            match self.attempt(Self::factor)? {
                Some(_) => return Ok(Node::other(self.since(start), "expression")),
                None => self.at = before,
            }
        }
        Ok(base)
    }

    pub(super) fn yield_expression(&mut self) -> Rule {
        let start = self.at;
        self.expect("yield")?;
        if self.accept("from")? {
            self.expression()?;
        } else {
            self.attempt(Self::star_expressions)?;
        }
        Ok(Node::other(self.since(start), "yield expression"))
    }
}
