//! What can be assigned to or deleted.

use super::node::{Kind, Node, Purpose};
use super::{Grammar, Rule, Stop};

impl Grammar<'_> {
    /// Targets with commas, as they stand left of `=` and after `for`.
    pub(super) fn star_targets(&mut self) -> Rule {
        self.comma_list(Self::star_target)
    }

    pub(super) fn star_target(&mut self) -> Rule {
        if self.sees("*")? {
            let star = self.advance()?;
            if self.sees("*")? {
                return Err(Stop::No);
            }
            let inner = self.star_target()?;
            return Ok(Node {
                range: Self::between(star.range(), inner.range),
                kind: Kind::Starred(inner.into()),
            });
        }
        let target = self.primary()?;
        if target.invalid_target(Purpose::Assign).is_some() { Err(Stop::No) } else { Ok(target) }
    }

    /// A name, attribute or item, maybe in parentheses.
    pub(super) fn single_target(&mut self) -> Rule {
        let target = self.primary()?;
        match target.kind {
            Kind::Name | Kind::Attribute | Kind::Subscript => Ok(target),
            _ => Err(Stop::No),
        }
    }

    pub(super) fn delete_targets(&mut self) -> Rule {
        let targets = self.star_targets()?;
        if targets.invalid_target(Purpose::Delete).is_some() { Err(Stop::No) } else { Ok(targets) }
    }

    /// Refuses the part of `target` that is none, if there is one.
    pub(super) fn check_target(&self, target: &Node, purpose: Purpose) -> Rule<()> {
        let verb = if purpose == Purpose::Delete { "delete" } else { "assign to" };
        match target.invalid_target(purpose) {
            Some(invalid) => self.raise(invalid.range, format!("cannot {verb} {}", invalid.name())),
            None => Ok(()),
        }
    }

    pub(super) fn mistaken_for_target(&mut self) -> Rule<()> {
        self.accept("async")?;
        self.expect("for")?;
        let target = self.star_expressions()?;
        self.check_target(&target, Purpose::For)
    }
}
