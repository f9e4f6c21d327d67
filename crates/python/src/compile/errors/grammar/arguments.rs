//! The arguments of calls and classes.

use ruff_text_size::TextRange;

use super::node::Node;
use super::{Grammar, Memo, Rule, Stop};

/// Arguments that could be read.
struct Args {
    range: TextRange,
    positional: Vec<Node>,
    /// Whether there is a `**mapping`.
    has_unpacking: bool,
}

impl Grammar<'_> {
    pub(super) fn arguments(&mut self) -> Rule<()> {
        self.remembered(Memo::Arguments, |grammar| {
            let found = grammar.attempt(|grammar| {
                let args = grammar.args()?;
                grammar.accept(",")?;
                if grammar.sees(")")? { Ok(args) } else { Err(Stop::No) }
            })?;
            if let Some(args) = found {
                return Ok(Node::other(args.range, "arguments"));
            }
            grammar.mistake(Self::mistaken_arguments)?;
            Err(Stop::No)
        })?;
        Ok(())
    }

    fn args(&mut self) -> Rule<Args> {
        let start = self.token()?.range();
        let mut args = Args { range: start, positional: Vec::new(), has_unpacking: false };
        let mut count = 0;
        while let Some(item) = self.after_comma(count > 0, Self::positional_argument)? {
            args.range = Self::between(start, item.range);
            args.positional.push(item);
            count += 1;
        }
        while let Some(item) = self.after_comma(count > 0, Self::keyword_or_starred)? {
            args.range = Self::between(start, item.range);
            count += 1;
        }
        while let Some((item, is_unpacking)) = self.after_comma(count > 0, Self::keyword_or_mapping)? {
            args.range = Self::between(start, item.range);
            args.has_unpacking |= is_unpacking;
            count += 1;
        }
        if count == 0 { Err(Stop::No) } else { Ok(args) }
    }

    /// An item, after a comma unless it is the first.
    fn after_comma<T>(&mut self, needs_comma: bool, item: fn(&mut Self) -> Rule<T>) -> Rule<Option<T>> {
        self.attempt(|grammar| {
            if needs_comma {
                grammar.expect(",")?;
            }
            item(grammar)
        })
    }

    fn positional_argument(&mut self) -> Rule {
        if self.sees("*")? {
            return self.starred(Self::expression);
        }
        let item = match self.attempt(Self::assignment_expression)? {
            Some(item) => item,
            None => self.expression_not_named()?,
        };
        if self.sees("=")? { Err(Stop::No) } else { Ok(item) }
    }

    fn keyword_argument(&mut self) -> Rule {
        self.mistake(Self::mistaken_keyword)?;
        let name = self.name()?;
        self.expect("=")?;
        let value = self.expression()?;
        Ok(Node::other(Self::between(name.range, value.range), "keyword"))
    }

    fn keyword_or_starred(&mut self) -> Rule {
        match self.attempt(Self::keyword_argument)? {
            Some(keyword) => Ok(keyword),
            None => self.starred(Self::expression),
        }
    }

    fn keyword_or_mapping(&mut self) -> Rule<(Node, bool)> {
        if let Some(keyword) = self.attempt(Self::keyword_argument)? {
            return Ok((keyword, false));
        }
        let stars = self.expect("**")?;
        let value = self.expression()?;
        Ok((Node::other(Self::between(stars.range(), value.range), "keyword"), true))
    }

    fn mistaken_keyword(&mut self) -> Rule<()> {
        let start = self.at;
        if self.sees_any(&["True", "False", "None"])? {
            let constant = self.advance()?;
            if self.sees("=")? {
                let equals = self.advance()?;
                let message = format!("cannot assign to {}", self.text(constant));
                return self.raise(Self::between(constant.range(), equals.range()), message);
            }
        }
        self.at = start;
        if let Some(name) = self.attempt(Self::name)?
            && self.sees("=")?
        {
            let equals = self.advance()?;
            let found = self.attempt(|grammar| {
                grammar.expression()?;
                grammar.for_clauses()
            })?;
            if found.is_some() {
                let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
                return self.raise(Self::between(name.range, equals.range()), message);
            }
            return Ok(());
        }
        self.at = start;
        let value = self.expression()?;
        let equals = self.expect("=")?;
        let message = "expression cannot contain assignment, perhaps you meant \"==\"?";
        self.raise(Self::between(value.range, equals.range()), message)
    }

    fn mistaken_arguments(&mut self) -> Rule<()> {
        self.attempt(|grammar| {
            grammar.args()?;
            grammar.expect(",")?;
            let star = grammar.expect("*")?;
            grammar
                .raise::<()>(star.range(), "iterable argument unpacking follows keyword argument unpacking")
        })?;
        let parenthesise = "Generator expression must be parenthesized";
        self.attempt(|grammar| {
            let element = grammar.expression()?;
            let clauses = grammar.for_clauses()?;
            grammar.expect(",")?;
            grammar.raise::<()>(Self::between(element.range, clauses.last.range), parenthesise)
        })?;
        self.attempt(|grammar| {
            let name = grammar.name()?;
            let equals = grammar.expect("=")?;
            grammar.expression()?;
            grammar.for_clauses()?;
            let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
            grammar.raise::<()>(Self::between(name.range, equals.range()), message)
        })?;
        self.attempt(|grammar| {
            let args = grammar.args()?;
            let clauses = grammar.for_clauses()?;
            match &args.positional[..] {
                [_, .., last] => {
                    grammar.raise::<()>(Self::between(last.range, clauses.last.range), parenthesise)
                }
                _ => Err(Stop::No),
            }
        })?;
        self.attempt(|grammar| {
            grammar.args()?;
            grammar.expect(",")?;
            let element = grammar.expression()?;
            let clauses = grammar.for_clauses()?;
            grammar.raise::<()>(Self::between(element.range, clauses.target.range), parenthesise)
        })?;
        let args = self.args()?;
        self.expect(",")?;
        self.args()?;
        let unpacking = if args.has_unpacking { " unpacking" } else { "" };
        self.raise_here(format!("positional argument follows keyword argument{unpacking}"))
    }
}
