//! Expressions that operators join: names, literals, brackets, and what follows them.

use super::node::{Kind, Node};
use super::{Grammar, Memo, Rule, Stop};
use crate::compile::errors::tokens::{Token, TokenKind};

/// Words that are no names.
pub(super) const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
    "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
    "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

impl Grammar<'_> {
    pub(super) fn name(&mut self) -> Rule {
        let token = self.token()?;
        if token.kind != TokenKind::Name || KEYWORDS.contains(&self.text(token)) {
            return Err(Stop::No);
        }
        self.at += 1;
        Ok(Node { range: token.range(), kind: Kind::Name })
    }

    pub(super) fn primary(&mut self) -> Rule {
        self.remembered(Memo::Primary, |grammar| {
            let start = grammar.at;
            let mut node = grammar.atom()?;
            while let Some(next) = grammar.attempt(|grammar| grammar.trailer(start))? {
                node = next;
            }
            Ok(node)
        })
    }

    /// What follows an expression that began at the token `start`.
    fn trailer(&mut self, start: usize) -> Rule {
        if self.accept(".")? {
            self.name()?;
            return Ok(Node { range: self.since(start), kind: Kind::Attribute });
        }
        if self.sees("(")? {
            if self.attempt(Self::generator_expression)?.is_none() {
                self.expect("(")?;
                self.attempt(Self::arguments)?;
                self.expect(")")?;
            }
            return Ok(Node::other(self.since(start), "function call"));
        }
        self.expect("[")?;
        self.slices()?;
        self.expect("]")?;
        Ok(Node { range: self.since(start), kind: Kind::Subscript })
    }

    fn slices(&mut self) -> Rule<()> {
        let whole = self.attempt(|grammar| {
            grammar.slice()?;
            if grammar.sees(",")? { Err(Stop::No) } else { Ok(()) }
        })?;
        if whole.is_some() {
            return Ok(());
        }
        loop {
            match self.sees("*")? {
                true => drop(self.starred(Self::expression)?),
                false => self.slice()?,
            }
            if !self.accept(",")? || self.sees("]")? {
                return Ok(());
            }
        }
    }

    fn slice(&mut self) -> Rule<()> {
        let range = self.attempt(|grammar| {
            grammar.attempt(Self::expression)?;
            grammar.expect(":")?;
            grammar.attempt(Self::expression)?;
            if grammar.accept(":")? {
                grammar.attempt(Self::expression)?;
            }
            Ok(())
        })?;
        if range.is_none() {
            self.named_expression()?;
        }
        Ok(())
    }

    fn atom(&mut self) -> Rule {
        let token = self.token()?;
        match token.kind {
            TokenKind::Name => match self.text(token) {
                "True" => self.constant(token, "True"),
                "False" => self.constant(token, "False"),
                "None" => self.constant(token, "None"),
                _ => self.name(),
            },
            TokenKind::Number => self.constant(token, "literal"),
            TokenKind::String => self.strings(),
            TokenKind::Operator => match self.text(token) {
                "(" => self.parenthesised(),
                "[" => self.bracketed(),
                "{" => self.braced(),
                "..." => self.constant(token, "ellipsis"),
                _ => Err(Stop::No),
            },
            _ => Err(Stop::No),
        }
    }

    fn constant(&mut self, token: Token, name: &'static str) -> Rule {
        self.at += 1;
        Ok(Node::other(token.range(), name))
    }

    /// A list, a tuple, or a generator expression, to which `=` gives no hint.
    pub(super) fn display(&mut self) -> Rule {
        if self.sees("[")? {
            return self.list();
        }
        match self.attempt(Self::tuple)? {
            Some(tuple) => Ok(tuple),
            None => self.generator_expression(),
        }
    }

    fn parenthesised(&mut self) -> Rule {
        if let Some(tuple) = self.attempt(Self::tuple)? {
            return Ok(tuple);
        }
        if let Some(group) = self.attempt(Self::group)? {
            return Ok(group);
        }
        self.generator_expression()
    }

    fn tuple(&mut self) -> Rule {
        let open = self.expect("(")?;
        let mut items = Vec::new();
        if !self.sees(")")? {
            items.push(self.star_named_expression()?);
            self.expect(",")?;
            while let Some(item) = self.attempt(Self::star_named_expression)? {
                items.push(item);
                if !self.accept(",")? {
                    break;
                }
            }
        }
        let close = self.expect(")")?;
        Ok(Node { range: Self::between(open.range(), close.range()), kind: Kind::Tuple(items.into()) })
    }

    fn group(&mut self) -> Rule {
        let start = self.at;
        let found = self.attempt(|grammar| {
            grammar.expect("(")?;
            let inner = match grammar.sees("yield")? {
                true => grammar.yield_expression()?,
                false => grammar.named_expression()?,
            };
            grammar.expect(")")?;
            Ok(inner)
        })?;
        if let Some(inner) = found {
            return Ok(inner);
        }
        self.at = start;
        self.mistake(|grammar| {
            grammar.expect("(")?;
            if grammar.sees("*")? {
                let starred = grammar.starred(Self::expression)?;
                grammar.expect(")")?;
                return grammar.raise(starred.range, "cannot use starred expression here");
            }
            let stars = grammar.expect("**")?;
            grammar.expression()?;
            grammar.expect(")")?;
            grammar.raise(stars.range(), "cannot use double starred expression here")
        })?;
        Err(Stop::No)
    }

    pub(super) fn generator_expression(&mut self) -> Rule {
        self.comprehension("(", ")", "generator expression", |grammar| {
            match grammar.attempt(Self::assignment_expression)? {
                Some(found) => Ok(found),
                None => grammar.expression_not_named(),
            }
        })
    }

    fn comprehension(
        &mut self,
        open: &str,
        close: &str,
        name: &'static str,
        element: fn(&mut Self) -> Rule,
    ) -> Rule {
        let found = self.attempt(|grammar| {
            let open = grammar.expect(open)?;
            element(grammar)?;
            grammar.for_clauses()?;
            let close = grammar.expect(close)?;
            Ok(Node::other(Self::between(open.range(), close.range()), name))
        })?;
        if let Some(found) = found {
            return Ok(found);
        }
        self.mistake(Self::mistaken_comprehension)?;
        Err(Stop::No)
    }

    fn mistaken_comprehension(&mut self) -> Rule<()> {
        if !self.sees_any(&["[", "(", "{"])? {
            return Ok(());
        }
        let is_round = self.sees("(")?;
        self.at += 1;
        let start = self.at;
        if self.sees("*")? {
            let found = self.attempt(|grammar| {
                let starred = grammar.starred(Self::expression)?;
                grammar.for_clauses()?;
                Ok(starred)
            })?;
            if let Some(starred) = found {
                return self.raise(starred.range, "iterable unpacking cannot be used in comprehension");
            }
        }
        self.at = start;
        if is_round {
            return Ok(());
        }
        let message = "did you forget parentheses around the comprehension target?";
        let first = self.star_named_expression()?;
        let comma = self.expect(",")?;
        let mut end = comma.range();
        while let Some(item) = self.attempt(Self::star_named_expression)? {
            end = item.range;
            if !self.sees(",")? {
                break;
            }
            self.at += 1;
        }
        self.for_clauses()?;
        self.raise(Self::between(first.range, end), message)
    }

    fn bracketed(&mut self) -> Rule {
        if let Some(list) = self.attempt(Self::list)? {
            return Ok(list);
        }
        self.comprehension("[", "]", "list comprehension", Self::named_expression)
    }

    fn list(&mut self) -> Rule {
        let open = self.expect("[")?;
        let items = self.items()?;
        let close = self.expect("]")?;
        Ok(Node { range: Self::between(open.range(), close.range()), kind: Kind::List(items.into()) })
    }

    /// Starred or named expressions, separated by commas; maybe none.
    fn items(&mut self) -> Rule<Vec<Node>> {
        let mut items = Vec::new();
        while let Some(item) = self.attempt(Self::star_named_expression)? {
            items.push(item);
            if !self.accept(",")? {
                break;
            }
        }
        Ok(items)
    }

    fn braced(&mut self) -> Rule {
        if let Some(dict) = self.attempt(Self::dict)? {
            return Ok(dict);
        }
        if let Some(set) = self.attempt(Self::set)? {
            return Ok(set);
        }
        if let Some(found) = self.attempt(Self::dict_comprehension)? {
            return Ok(found);
        }
        self.comprehension("{", "}", "set comprehension", Self::named_expression)
    }

    fn set(&mut self) -> Rule {
        let open = self.expect("{")?;
        if self.items()?.is_empty() {
            return Err(Stop::No);
        }
        let close = self.expect("}")?;
        Ok(Node::other(Self::between(open.range(), close.range()), "set display"))
    }

    fn dict(&mut self) -> Rule {
        let found = self.attempt(|grammar| {
            let open = grammar.expect("{")?;
            while let Some(()) = grammar.attempt(Self::dict_item)? {
                if !grammar.accept(",")? {
                    break;
                }
            }
            let close = grammar.expect("}")?;
            Ok(Node::other(Self::between(open.range(), close.range()), "dict literal"))
        })?;
        if let Some(found) = found {
            return Ok(found);
        }
        // CPython looks for these mistakes in its first pass already.
        self.attempt(|grammar| {
            grammar.expect("{")?;
            grammar.mistaken_dict_items()
        })?;
        Err(Stop::No)
    }

    fn dict_item(&mut self) -> Rule<()> {
        if self.accept("**")? {
            self.bitwise_or()?;
            return Ok(());
        }
        self.expression()?;
        self.expect(":")?;
        self.expression()?;
        Ok(())
    }

    fn mistaken_dict_items(&mut self) -> Rule<()> {
        let start = self.at;
        let mut count = 0;
        while self.attempt(Self::dict_item)?.is_some() {
            count += 1;
            let after = self.at;
            if !self.accept(",")? {
                break;
            }
            if !self.ahead(Self::dict_item)? {
                self.at = after;
                break;
            }
        }
        if count > 0 && self.accept(",")? {
            self.attempt(Self::mistaken_dict_item)?;
        }
        self.at = start;
        self.expression()?;
        self.mistaken_value()
    }

    fn mistaken_dict_item(&mut self) -> Rule<()> {
        let key = self.expression()?;
        if !self.sees(":")? {
            let end = key.range.end() - ruff_text_size::TextSize::new(1);
            let mut fault =
                self.fault(ruff_text_size::TextRange::empty(end), "':' expected after dictionary key");
            fault.mark = crate::compile::fault::Mark::Byte;
            return Err(Stop::Fault(fault));
        }
        self.mistaken_value()
    }

    fn mistaken_value(&mut self) -> Rule<()> {
        let colon = self.expect(":")?;
        if self.sees("*")? {
            let star = self.advance()?;
            self.bitwise_or()?;
            return self.raise_from(star.range(), "cannot use a starred expression in a dictionary value");
        }
        if self.sees_any(&["}", ","])? {
            return self.raise(colon.range(), "expression expected after dictionary key and ':'");
        }
        Ok(())
    }

    fn dict_comprehension(&mut self) -> Rule {
        let found = self.attempt(|grammar| {
            let open = grammar.expect("{")?;
            grammar.expression()?;
            grammar.expect(":")?;
            grammar.expression()?;
            grammar.for_clauses()?;
            let close = grammar.expect("}")?;
            Ok(Node::other(Self::between(open.range(), close.range()), "dict comprehension"))
        })?;
        if let Some(found) = found {
            return Ok(found);
        }
        self.mistake(|grammar| {
            grammar.expect("{")?;
            let stars = grammar.expect("**")?;
            grammar.bitwise_or()?;
            grammar.for_clauses()?;
            grammar.expect("}")?;
            grammar.raise(stars.range(), "dict unpacking cannot be used in dict comprehension")
        })?;
        Err(Stop::No)
    }

    /// The `for` and `if` of a comprehension. What it gives stands for the last item of the last clause.
    pub(super) fn for_clauses(&mut self) -> Rule<ForClauses> {
        let mut last = self.for_clause()?;
        while let Some(next) = self.attempt(Self::for_clause)? {
            last = next;
        }
        Ok(last)
    }

    fn for_clause(&mut self) -> Rule<ForClauses> {
        let start = self.at;
        let head = self.attempt(|grammar| {
            grammar.accept("async")?;
            grammar.expect("for")?;
            let target = grammar.star_targets()?;
            grammar.expect("in")?;
            Ok(target)
        })?;
        let Some(target) = head else {
            self.at = start;
            self.mistake(Self::mistaken_for_target)?;
            return Err(Stop::No);
        };
        let mut last = self.disjunction()?;
        while self.sees("if")? {
            let before = self.at;
            self.at += 1;
            match self.attempt(Self::disjunction)? {
                Some(condition) => last = condition,
                None => {
                    self.at = before;
                    break;
                }
            }
        }
        Ok(ForClauses { target, last })
    }
}

/// What messages show of the clauses of a comprehension.
pub(super) struct ForClauses {
    /// The variable of the last `for`.
    pub(super) target: Node,
    /// Its last condition, or what it iterates over.
    pub(super) last: Node,
}
