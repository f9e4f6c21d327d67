//! Parameters, of functions and of lambdas.

use super::{Grammar, Rule, Stop};
use crate::compile::errors::tokens::Token;

use super::node::Node;

/// What ends the parameters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Function,
    Lambda,
}

impl Form {
    fn end(self) -> &'static str {
        if self == Form::Function { ")" } else { ":" }
    }
}

impl Grammar<'_> {
    pub(super) fn lambda(&mut self) -> Rule {
        let start = self.at;
        self.expect("lambda")?;
        self.attempt(|grammar| grammar.parameters(Form::Lambda))?;
        self.expect(":")?;
        self.expression()?;
        Ok(Node::other(self.since(start), "lambda"))
    }

    pub(super) fn parameters(&mut self, form: Form) -> Rule<()> {
        self.mistake(|grammar| grammar.mistaken_parameters(form))?;
        let mut count = 0;
        let mut has_default = false;
        // positional, with at most one `/`
        while let Some(with_default) = self.attempt(|grammar| grammar.plain_parameter(form))? {
            if has_default && !with_default {
                return Err(Stop::No);
            }
            has_default |= with_default;
            count += 1;
        }
        if count > 0 && self.attempt(|grammar| grammar.slash(form))?.is_some() {
            while let Some(with_default) = self.attempt(|grammar| grammar.plain_parameter(form))? {
                if has_default && !with_default {
                    return Err(Stop::No);
                }
                has_default |= with_default;
            }
        }
        let has_star = self.attempt(|grammar| grammar.star_parameters(form))?.is_some();
        if count == 0 && !has_star { Err(Stop::No) } else { Ok(()) }
    }

    fn slash(&mut self, form: Form) -> Rule<()> {
        self.expect("/")?;
        self.parameter_end(form)
    }

    /// The comma after a parameter, or the end.
    fn parameter_end(&mut self, form: Form) -> Rule<()> {
        if self.accept(",")? || self.sees(form.end())? { Ok(()) } else { Err(Stop::No) }
    }

    /// A name and its annotation.
    fn parameter(&mut self, form: Form) -> Rule {
        let start = self.at;
        let name = self.name()?;
        if form == Form::Function && self.accept(":")? {
            self.expression()?;
            return Ok(Node { range: self.since(start), ..name });
        }
        Ok(name)
    }

    /// A parameter with what ends it; whether it has a default.
    fn plain_parameter(&mut self, form: Form) -> Rule<bool> {
        self.parameter(form)?;
        let has_default = self.attempt(|grammar| grammar.default(form))?.is_some();
        self.parameter_end(form)?;
        Ok(has_default)
    }

    fn without_default(&mut self, form: Form) -> Rule {
        let parameter = self.parameter(form)?;
        self.parameter_end(form)?;
        Ok(parameter)
    }

    fn default(&mut self, form: Form) -> Rule<()> {
        let equals = self.expect("=")?;
        if self.attempt(Self::expression)?.is_some() {
            return Ok(());
        }
        if self.is_strict && (self.sees(form.end())? || self.sees(",")?) {
            return self.raise(equals.range(), "expected default value expression");
        }
        Err(Stop::No)
    }

    fn star_parameters(&mut self, form: Form) -> Rule<()> {
        self.mistake(|grammar| grammar.mistaken_star(form))?;
        if self.accept("*")? {
            if self.accept(",")? {
                self.plain_parameter(form)?;
            } else {
                self.star_parameter(form)?;
                self.parameter_end(form)?;
            }
            while self.attempt(|grammar| grammar.plain_parameter(form))?.is_some() {}
            self.attempt(|grammar| grammar.mapping_parameter(form))?;
            return Ok(());
        }
        self.mapping_parameter(form)
    }

    /// The name after `*`, which may be annotated with `*types`.
    fn star_parameter(&mut self, form: Form) -> Rule<()> {
        self.name()?;
        if form == Form::Function && self.accept(":")? {
            self.star_expression()?;
        }
        Ok(())
    }

    fn mapping_parameter(&mut self, form: Form) -> Rule<()> {
        self.mistake(|grammar| grammar.mistaken_mapping(form))?;
        self.expect("**")?;
        self.without_default(form)?;
        Ok(())
    }

    fn mistaken_parameters(&mut self, form: Form) -> Rule<()> {
        let start = self.at;
        let mut has_default = false;
        loop {
            let before = self.at;
            match self.attempt(|grammar| grammar.plain_parameter(form))? {
                Some(true) => has_default = true,
                Some(false) if has_default => {
                    self.at = before;
                    let parameter = self.parameter(form)?;
                    return self.raise(parameter.range, "non-default argument follows default argument");
                }
                Some(false) => {}
                None => match self.attempt(|grammar| grammar.slash(form))? {
                    Some(()) if before > start => {}
                    _ => break,
                },
            }
        }
        self.at = start;
        while self.attempt(|grammar| grammar.without_default(form))?.is_some() {}
        if self.sees("(")? {
            return self.mistaken_parentheses(form);
        }
        self.at = start;
        self.mistaken_slash(form)
    }

    fn mistaken_parentheses(&mut self, form: Form) -> Rule<()> {
        let open = self.advance()?;
        let mut count = 0;
        while self.attempt(|grammar| grammar.nested_parameter(form))?.is_some() {
            count += 1;
        }
        if count == 0 {
            return Ok(());
        }
        let close = self.expect(")")?;
        let what = if form == Form::Function { "Function" } else { "Lambda expression" };
        let range = Self::between(open.range(), close.range());
        self.raise(range, format!("{what} parameters cannot be parenthesized"))
    }

    fn nested_parameter(&mut self, form: Form) -> Rule<()> {
        self.parameter(form)?;
        if self.accept(",")? || self.sees(")")? { Ok(()) } else { Err(Stop::No) }
    }

    fn mistaken_slash(&mut self, form: Form) -> Rule<()> {
        if self.sees("/")? {
            let slash = self.advance()?;
            if self.sees(",")? {
                return self.raise(slash.range(), "at least one argument must precede /");
            }
            return Ok(());
        }
        let mut seen: Option<Token> = None;
        let mut has_star = false;
        loop {
            if self.attempt(|grammar| grammar.plain_parameter(form))?.is_some() {
                continue;
            }
            if self.sees("/")? {
                let slash = self.advance()?;
                if has_star {
                    return self.raise(slash.range(), "/ must be ahead of *");
                }
                if seen.is_some() {
                    return self.raise(slash.range(), "/ may appear only once");
                }
                if self.sees("*")? {
                    let star = self.advance()?;
                    return self.raise(star.range(), "expected comma between / and *");
                }
                seen = Some(slash);
                self.parameter_end(form)?;
            } else if !has_star && self.sees("*")? {
                self.at += 1;
                has_star = true;
                if !self.accept(",")? {
                    self.without_default(form)?;
                }
            } else {
                return Ok(());
            }
        }
    }

    fn mistaken_star(&mut self, form: Form) -> Rule<()> {
        let star = self.expect("*")?;
        let start = self.at;
        let has_comma = self.accept(",")?;
        if self.sees(form.end())? || has_comma && self.sees("**")? {
            let bare = "named arguments must follow bare *";
            return match form {
                Form::Function => self.raise(star.range(), bare),
                Form::Lambda => self.raise_here(bare),
            };
        }
        if !has_comma && self.attempt(|grammar| grammar.parameter(form))?.is_some() && self.sees("=")? {
            let equals = self.advance()?;
            return self.raise(equals.range(), "var-positional argument cannot have default value");
        }
        self.at = start;
        if !self.accept(",")? {
            self.without_default(form)?;
        }
        while self.attempt(|grammar| grammar.plain_parameter(form))?.is_some() {}
        let second = self.expect("*")?;
        if !self.accept(",")? {
            self.without_default(form)?;
        }
        self.raise(second.range(), "* argument may appear only once")
    }

    fn mistaken_mapping(&mut self, form: Form) -> Rule<()> {
        self.expect("**")?;
        self.parameter(form)?;
        if self.sees("=")? {
            let equals = self.advance()?;
            return self.raise(equals.range(), "var-keyword argument cannot have default value");
        }
        self.expect(",")?;
        let message = "arguments cannot follow var-keyword argument";
        if self.sees_any(&["*", "**", "/"])? {
            let token = self.advance()?;
            return self.raise(token.range(), message);
        }
        let parameter = self.parameter(form)?;
        self.raise(parameter.range, message)
    }
}
