//! What the rules for mistakes need to know of an expression.

use std::rc::Rc;

use ruff_text_size::TextRange;

/// An expression.
#[derive(Clone)]
pub(super) struct Node {
    pub(super) range: TextRange,
    pub(super) kind: Kind,
}

#[derive(Clone)]
pub(super) enum Kind {
    Name,
    Attribute,
    Subscript,
    Starred(Rc<Node>),
    Tuple(Rc<[Node]>),
    List(Rc<[Node]>),
    /// `a in b`, of which a `for` may begin with the left side; other comparisons have none.
    Comparison(Option<Rc<Node>>),
    /// Anything else, by the name that messages give it.
    Other(&'static str),
}

/// What a target is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Assign,
    Delete,
    For,
}

impl Node {
    pub(super) fn other(range: TextRange, name: &'static str) -> Node {
        Node { range, kind: Kind::Other(name) }
    }

    /// What messages call it.
    pub(super) fn name(&self) -> &'static str {
        match &self.kind {
            Kind::Name => "name",
            Kind::Attribute => "attribute",
            Kind::Subscript => "subscript",
            Kind::Starred(_) => "starred",
            Kind::Tuple(_) => "tuple",
            Kind::List(_) => "list",
            Kind::Comparison(_) => "comparison",
            Kind::Other(name) => name,
        }
    }

    /// The part that can't be assigned to or deleted.
    pub(super) fn invalid_target(&self, purpose: Purpose) -> Option<Node> {
        match &self.kind {
            Kind::Name | Kind::Attribute | Kind::Subscript => None,
            Kind::Tuple(items) | Kind::List(items) => {
                items.iter().find_map(|item| item.invalid_target(purpose))
            }
            Kind::Starred(_) if purpose == Purpose::Delete => Some(self.clone()),
            Kind::Starred(inner) => inner.invalid_target(purpose),
            Kind::Comparison(Some(left)) if purpose == Purpose::For => left.invalid_target(purpose),
            // Not an `in`: CPython then says nothing of the comparison in a `for`.
            Kind::Comparison(_) if purpose == Purpose::For => None,
            Kind::Comparison(_) | Kind::Other(_) => Some(self.clone()),
        }
    }
}
