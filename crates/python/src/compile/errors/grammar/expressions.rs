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

    fn comma_list(&mut self, item: fn(&mut Self) -> Rule) -> Rule {
        let first = item(self)?;
        if !self.sees(",")? {
            return Ok(first);
        }
        let start = first.range;
        let mut end = first.range;
        let mut items = vec![first];
        while self.sees(",")? {
            end = self.advance()?.range();
            match self.attempt(item)? {
                Some(next) => {
                    end = next.range;
                    items.push(next);
                }
                None => break,
            }
        }
        Ok(Node { range: Self::between(start, end), kind: Kind::Tuple(items.into()) })
    }

    pub(super) fn star_expression(&mut self) -> Rule {
        self.remembered(Memo::StarExpression, |grammar| match grammar.sees("*")? {
            true => grammar.starred(Self::bitwise_or),
            false => grammar.expression(),
        })
    }

    /// `*` and what it unpacks.
    pub(super) fn starred(&mut self, inner: fn(&mut Self) -> Rule) -> Rule {
        let star = self.expect("*")?;
        let inner = inner(self)?;
        Ok(Node { range: Self::between(star.range(), inner.range), kind: Kind::Starred(inner.into()) })
    }

    pub(super) fn star_named_expression(&mut self) -> Rule {
        match self.sees("*")? {
            true => self.starred(Self::bitwise_or),
            false => self.named_expression(),
        }
    }

    /// `name := value`
    pub(super) fn assignment_expression(&mut self) -> Rule {
        let name = self.name()?;
        self.expect(":=")?;
        let value = self.expression()?;
        Ok(Node::other(Self::between(name.range, value.range), "named expression"))
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
        let body = self.disjunction()?;
        let after = self.at;
        if self.accept("if")? {
            let rest = self.attempt(|grammar| {
                grammar.disjunction()?;
                grammar.expect("else")?;
                grammar.expression()
            })?;
            match rest {
                Some(orelse) => {
                    let range = Self::between(body.range, orelse.range);
                    return Ok(Node::other(range, "conditional expression"));
                }
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
        self.remembered(Memo::Disjunction, |grammar| {
            let first = grammar.conjunction()?;
            grammar.repeat(first, &["or"], Self::conjunction)
        })
    }

    fn conjunction(&mut self) -> Rule {
        let first = self.inversion()?;
        self.repeat(first, &["and"], Self::inversion)
    }

    /// More operands of the same operators.
    fn repeat(&mut self, first: Node, operators: &[&str], operand: fn(&mut Self) -> Rule) -> Rule {
        let mut left = first;
        loop {
            let before = self.at;
            if !self.sees_any(operators)? {
                return Ok(left);
            }
            self.at += 1;
            match self.attempt(operand)? {
                Some(right) => left = Node::other(Self::between(left.range, right.range), "expression"),
                None => {
                    self.at = before;
                    return Ok(left);
                }
            }
        }
    }

    fn inversion(&mut self) -> Rule {
        let start = self.at;
        while self.accept("not")? {}
        let operand = self.comparison()?;
        if self.at == start || self.text(self.tokens[start]) != "not" {
            return Ok(operand);
        }
        Ok(Node::other(Self::between(self.tokens[start].range(), operand.range), "expression"))
    }

    fn comparison(&mut self) -> Rule {
        let left = self.bitwise_or()?;
        let mut end = left.range;
        let mut count = 0;
        let mut is_first_in = false;
        loop {
            let before = self.at;
            let is_in = self.sees("in")?;
            let found = self.attempt(|grammar| {
                grammar.comparison_operator()?;
                grammar.bitwise_or()
            })?;
            let Some(right) = found else {
                self.at = before;
                break;
            };
            is_first_in |= is_in && count == 0;
            count += 1;
            end = right.range;
        }
        if count == 0 {
            return Ok(left);
        }
        let range = Self::between(left.range, end);
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
        let Some(operators) = BINARY.get(level) else { return self.factor() };
        let mut left = self.binary(level + 1)?;
        loop {
            let before = self.at;
            if !self.sees_any(operators)? {
                return Ok(left);
            }
            self.at += 1;
            match self.attempt(|grammar| grammar.binary(level + 1))? {
                Some(right) => left = Node::other(Self::between(left.range, right.range), "expression"),
                None => {
                    self.at = before;
                    return Ok(left);
                }
            }
        }
    }

    fn factor(&mut self) -> Rule {
        let start = self.at;
        while self.sees_any(&["+", "-", "~"])? {
            self.at += 1;
        }
        let operand = self.power()?;
        if self.tokens[start].kind == TokenKind::Operator
            && operand.range.start() > self.tokens[start].range().start()
        {
            let is_sign = matches!(self.text(self.tokens[start]), "+" | "-" | "~");
            if is_sign {
                return Ok(Node::other(
                    Self::between(self.tokens[start].range(), operand.range),
                    "expression",
                ));
            }
        }
        Ok(operand)
    }

    fn power(&mut self) -> Rule {
        let base = match self.sees("await")? {
            true => {
                let keyword = self.advance()?;
                let awaited = self.primary()?;
                Node::other(Self::between(keyword.range(), awaited.range), "await expression")
            }
            false => self.primary()?,
        };
        let before = self.at;
        if self.accept("**")? {
            match self.attempt(Self::factor)? {
                Some(exponent) => {
                    return Ok(Node::other(Self::between(base.range, exponent.range), "expression"));
                }
                None => self.at = before,
            }
        }
        Ok(base)
    }

    pub(super) fn yield_expression(&mut self) -> Rule {
        let keyword = self.expect("yield")?;
        let mut end = keyword.range();
        if self.sees("from")? {
            end = self.advance()?.range();
            end = self.expression()?.range.cover(end);
        } else if let Some(value) = self.attempt(Self::star_expressions)? {
            end = value.range;
        }
        Ok(Node::other(Self::between(keyword.range(), end), "yield expression"))
    }
}
