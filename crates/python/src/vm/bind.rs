//! Binding arguments to a function's parameters, with CPython's messages.

use crate::Result;
use crate::native::Args;
use crate::object::cycles::tracked;
use crate::object::{Dict, DictTable, Function};
use crate::symbol::Sym;
use crate::value::{Raised, Value};
use crate::vm::Vm;

impl Vm {
    /// Appends the locals of a call of `function`: its parameters, unbound variables, its closure.
    ///
    /// # Errors
    /// `TypeError` if the arguments don't fit the parameters; then some may have been appended.
    #[inline]
    pub(crate) fn bind(&self, function: &Function, args: Args, stack: &mut Vec<Value>) -> Result<()> {
        let base = stack.len();
        let params = &function.code.params;
        let given = args.pos.len();
        let mut rest = args.pos.into_iter();
        stack.extend(rest.by_ref().take(params.positional as usize));
        stack.resize(base + function.code.free_start(), Value::Undefined);
        if params.plain_args() as usize != given || !args.kw.is_empty() {
            self.bind_rest(function, &mut stack[base..], given, rest, args.kw)?;
        }
        stack.extend(function.closure.iter().map(|cell| Value::Cell(cell.clone())));
        Ok(())
    }

    /// Binds what is not simply one argument for one parameter.
    fn bind_rest(
        &self,
        function: &Function,
        locals: &mut [Value],
        given: usize,
        rest: impl Iterator<Item = Value>,
        kw: Vec<(Sym, Value)>,
    ) -> Result<()> {
        let params = &function.code.params;
        if let Some(slot) = params.varargs_slot() {
            locals[slot] = Value::tuple(rest.collect());
        } else if given > params.positional as usize {
            return Err(self.too_many(function, given, &kw));
        }
        let extra = self.bind_keywords(function, locals, kw)?;
        if let Some(slot) = params.kwargs_slot() {
            locals[slot] = Value::Dict(tracked(Dict::new(extra)));
        }
        self.fill_defaults(function, locals)
    }

    /// Binds keyword arguments; those for `**kwargs` come back.
    fn bind_keywords(
        &self,
        function: &Function,
        locals: &mut [Value],
        kw: Vec<(Sym, Value)>,
    ) -> Result<DictTable> {
        let code = &function.code;
        let named = (code.params.positional + code.params.keyword_only) as usize;
        let only = code.params.positional_only as usize;
        let mut extra = DictTable::default();
        let mut positional_only = Vec::new();
        for (name, value) in kw {
            let slot = code.locals[..named].iter().position(|&parameter| parameter == name);
            match slot {
                Some(slot) if slot >= only => {
                    if locals[slot].is_defined() {
                        let function = function.qualname();
                        return Err(self
                            .type_error(format!("{function}() got multiple values for argument '{name}'")));
                    }
                    locals[slot] = value;
                }
                _ if code.params.kwargs => {
                    let key = Value::str(&name.name());
                    let Value::Str(text) = &key else { continue };
                    extra.push(text.hash(), key.clone(), value);
                }
                Some(_) => positional_only.push(name),
                None => {
                    let function = function.qualname();
                    return Err(
                        self.type_error(format!("{function}() got an unexpected keyword argument '{name}'"))
                    );
                }
            }
        }
        if !positional_only.is_empty() {
            let names: Vec<_> = positional_only.iter().map(|name| name.name().to_string()).collect();
            return Err(self.type_error(format!(
                "{}() got some positional-only arguments passed as keyword arguments: '{}'",
                function.qualname(),
                names.join(", ")
            )));
        }
        Ok(extra)
    }

    fn fill_defaults(&self, function: &Function, locals: &mut [Value]) -> Result<()> {
        let code = &function.code;
        let positional = code.params.positional as usize;
        let defaults = function.defaults.borrow();
        let first_default = positional - defaults.len().min(positional);
        let mut missing = Vec::new();
        for slot in 0..positional {
            if !locals[slot].is_defined() {
                match slot.checked_sub(first_default) {
                    Some(at) => locals[slot] = defaults[at].clone(),
                    None => missing.push(code.locals[slot]),
                }
            }
        }
        if !missing.is_empty() {
            return Err(self.missing(function, "positional", &missing));
        }
        let kw_defaults = function.kw_defaults.borrow();
        for slot in positional..positional + code.params.keyword_only as usize {
            if !locals[slot].is_defined() {
                let name = code.locals[slot];
                match kw_defaults.iter().find(|(key, _)| *key == name) {
                    Some((_, value)) => locals[slot] = value.clone(),
                    None => missing.push(name),
                }
            }
        }
        if !missing.is_empty() {
            return Err(self.missing(function, "keyword-only", &missing));
        }
        Ok(())
    }

    fn missing(&self, function: &Function, kind: &str, names: &[Sym]) -> Raised {
        let quoted: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
        let list = match quoted.as_slice() {
            [one] => one.clone(),
            [one, two] => format!("{one} and {two}"),
            [most @ .., last] => format!("{}, and {last}", most.join(", ")),
            [] => String::new(),
        };
        let plural = if names.len() == 1 { "" } else { "s" };
        let count = names.len();
        self.type_error(format!(
            "{}() missing {count} required {kind} argument{plural}: {list}",
            function.qualname()
        ))
    }

    fn too_many(&self, function: &Function, given: usize, kw: &[(Sym, Value)]) -> Raised {
        let params = &function.code.params;
        let most = params.positional as usize;
        let least = most - function.defaults.borrow().len().min(most);
        let takes = if least == most { format!("{most}") } else { format!("from {least} to {most}") };
        let plural = if most == 1 && least == most { "" } else { "s" };
        let only_start = most;
        let only = &function.code.locals[only_start..only_start + params.keyword_only as usize];
        let only_given = kw.iter().filter(|(name, _)| only.contains(name)).count();
        let verb = if given == 1 && only_given == 0 { "was" } else { "were" };
        let also = if only_given == 0 {
            String::new()
        } else {
            let own = if given == 1 { "" } else { "s" };
            let theirs = if only_given == 1 { "" } else { "s" };
            format!(" positional argument{own} (and {only_given} keyword-only argument{theirs})")
        };
        let name = function.qualname();
        self.type_error(format!(
            "{name}() takes {takes} positional argument{plural} but {given}{also} {verb} given"
        ))
    }
}
