//! `contextvars`: variables that every task has of its own.

mod module;

use std::rc::Rc;

use loopscope_python::Value;
use loopscope_python::object::Instance;

pub use module::{ContextData, VariableData, init, new_context_object};

use crate::state::State;

/// The variables of what runs now, or of what will run later. Copying it is cheap, as `copy_context()`
/// promises: the variables are shared until one is set.
#[derive(Clone, Default)]
pub struct Context {
    /// Variables that have a value, in the order in which they got their first; `None` for none.
    variables: Option<Rc<Vec<(Rc<Instance>, Value)>>>,
    /// The `contextvars.Context` that is entered, which keeps what is set.
    object: Option<Rc<Instance>>,
    /// Which context it is: tokens know it. 0 before a variable was set in it.
    number: u64,
}

impl Context {
    /// `copy_context()`: the same values, which later assignments don't change.
    #[inline]
    pub fn copy(&self) -> Context {
        Context { variables: self.variables.clone(), object: None, number: 0 }
    }

    /// The context that a `contextvars.Context` object holds, entered.
    pub fn entered(object: &Rc<Instance>) -> Context {
        let held =
            object.native::<ContextData>().map(|data| data.context.borrow().clone()).unwrap_or_default();
        Context { object: Some(object.clone()), ..held }
    }

    /// Whether no variable has a value.
    pub fn is_empty(&self) -> bool {
        self.object.is_none() && self.variables.as_ref().is_none_or(|variables| variables.is_empty())
    }

    /// The value of a variable.
    pub fn get(&self, variable: &Rc<Instance>) -> Option<Value> {
        let variables = self.variables.as_ref()?;
        let (_, value) = variables.iter().find(|(known, _)| Rc::ptr_eq(known, variable))?;
        Some(value.clone())
    }

    /// Sets a variable, or unsets it with `None`; the value that it had.
    pub fn set(&mut self, variable: &Rc<Instance>, value: Option<Value>) -> Option<Value> {
        let variables = Rc::make_mut(self.variables.get_or_insert_default());
        let at = variables.iter().position(|(known, _)| Rc::ptr_eq(known, variable));
        match (at, value) {
            (Some(at), Some(value)) => Some(std::mem::replace(&mut variables[at].1, value)),
            (Some(at), None) => Some(variables.remove(at).1),
            (None, Some(value)) => {
                variables.push((variable.clone(), value));
                None
            }
            (None, None) => None,
        }
    }

    /// Variables and values.
    pub fn entries(&self) -> Vec<(Rc<Instance>, Value)> {
        self.variables.as_deref().cloned().unwrap_or_default()
    }

    /// Shows what it holds, once for each reference; what it shares with other contexts is taken to be held from elsewhere.
    pub(crate) fn held(&self, see: &mut dyn FnMut(&Value)) {
        self.object.iter().for_each(|object| see(&Value::Instance(object.clone())));
        for (variable, value) in
            self.variables.iter().filter(|it| Rc::strong_count(it) == 1).flat_map(|it| &**it)
        {
            see(&Value::Instance(variable.clone()));
            see(value);
        }
    }

    /// Whether both are the same object's context.
    fn is_entered(&self, object: &Rc<Instance>) -> bool {
        self.object.as_ref().is_some_and(|entered| Rc::ptr_eq(entered, object))
    }

    /// Whether it is an object's context, and the other isn't the same one's.
    pub fn is_of_another_object(&self, other: &Context) -> bool {
        self.object.as_ref().is_some_and(|object| !other.is_entered(object))
    }

    /// Writes what was set back into the `contextvars.Context` that is left.
    fn leave(&self) {
        if let Some(data) = self.object.as_ref().and_then(|object| object.native::<ContextData>()) {
            *data.context.borrow_mut() = Context { object: None, ..self.clone() };
        }
    }
}

/// Enters a context; give what this returns to [`leave`].
#[inline]
pub fn enter(state: &mut State, context: Context) -> Context {
    let context = match &context.object {
        Some(object) => Context::entered(object),
        None => context,
    };
    std::mem::replace(&mut state.current.context, context)
}

/// Leaves the context that was entered and gives it, with what was set in it.
#[inline]
pub fn leave(state: &mut State, outer: Context) -> Context {
    let left = std::mem::replace(&mut state.current.context, outer);
    left.leave();
    left
}
