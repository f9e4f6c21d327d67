//! The state of a compilation, and what all its parts share: emitting, names, constants, code objects.

use std::cell::OnceCell;
use std::rc::Rc;

use ruff_text_size::TextRange;

use super::constant_set::table_of;
use super::fault::{Outcome, fault};
use super::limits::MAX_NESTING;
use super::lines::Lines;
use super::scope::{Place, Scope, ScopeKind, Scopes};
use super::unit::{ConstKey, Label, Unit};
use super::warnings::SyntaxWarning;
use super::{Map, Options};
use crate::builtins::number::parse::parse_literal;
use crate::bytecode::{Code, CodeKind, Op, Params, Position};
use crate::object::{Module, Set};
use crate::symbol::Sym;
use crate::value::Value;

/// A module being compiled.
pub(super) struct Compiler<'a> {
    pub(super) lines: &'a Lines<'a>,
    pub(super) scopes: Scopes,
    pub(super) module: &'a Module,
    pub(super) options: &'a Options,
    source: Rc<str>,
    /// The code objects around the present place, the innermost last.
    pub(super) units: Vec<Unit<'a>>,
    /// What tracebacks mark within the expression at a range ([`Position::anchor`]).
    pub(super) anchors: Map<TextRange, (u32, u32)>,
    /// The range of the last comparison that decided a jump. CPython's compiler goes on to use it for what
    /// follows in an `assert` and in a comprehension, and so tracebacks show it.
    pub(super) compared: Option<TextRange>,
    /// Finished code by the range of its source: the body of a `finally` is compiled more than once.
    finished: Map<TextRange, Rc<Code>>,
    next_index: u32,
    pub(super) warnings: Vec<SyntaxWarning>,
    strings: Map<Rc<str>, Value>,
    nesting: usize,
}

/// Reading, writing or unbinding a variable.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Load,
    Store,
    Delete,
}

impl<'a> Compiler<'a> {
    pub(super) fn new(
        lines: &'a Lines<'a>,
        scopes: Scopes,
        module: &'a Module,
        options: &'a Options,
    ) -> Self {
        Compiler {
            lines,
            scopes,
            module,
            options,
            source: lines.source().into(),
            units: Vec::new(),
            anchors: Map::default(),
            compared: None,
            finished: Map::default(),
            next_index: 0,
            warnings: Vec::new(),
            strings: Map::default(),
            nesting: 0,
        }
    }

    /// The code object under construction.
    pub(super) fn unit(&mut self) -> &mut Unit<'a> {
        self.units.last_mut().expect("a unit is open while code is emitted")
    }

    /// The scope of the code object under construction.
    pub(super) fn scope(&self) -> &Scope {
        self.scopes.get(self.scope_number())
    }

    pub(super) fn scope_number(&self) -> usize {
        self.units.last().expect("a unit is open while code is emitted").scope
    }

    pub(super) fn position(&self, range: TextRange) -> Position {
        let mut position = self.lines.position(range);
        if let Some(&anchor) = self.anchors.get(&range) {
            position.anchor = anchor;
        }
        position
    }

    pub(super) fn emit(&mut self, op: Op, range: TextRange) {
        let position = self.position(range);
        self.unit().emit(op, position);
    }

    /// Notes that what has `range`, without its body, begins here, for breakpoints.
    pub(super) fn begins(&mut self, range: TextRange) {
        if !self.options.internal {
            let (line, end_line) = (self.lines.line(range.start()), self.lines.line(range.end()));
            self.unit().begins(line, end_line);
        }
    }

    /// The same for what may stand behind something else in its line, where it begins nothing, unless that is an `else:` or what
    /// calls this.
    pub(super) fn begins_line(&mut self, range: TextRange) {
        let (line, column) = self.lines.location(range.start());
        let before = self.lines.text(line)[..column as usize].trim();
        let has_no_code = before.starts_with("else") || before.starts_with("finally");
        if before.is_empty() || has_no_code && before.ends_with(':') || self.unit().statements.is_empty() {
            self.begins(range);
        }
    }

    pub(super) fn jump(&mut self, op: impl FnOnce(u32) -> Op, label: Label, range: TextRange) {
        let position = self.position(range);
        self.unit().jump(op, label, position);
    }

    pub(super) fn label(&mut self) -> Label {
        self.unit().label()
    }

    pub(super) fn bind(&mut self, label: Label) {
        self.unit().bind(label);
    }

    /// Runs `inside` one level deeper, unless the source nests too deeply.
    pub(super) fn nested<T>(
        &mut self,
        range: TextRange,
        inside: impl FnOnce(&mut Self) -> Outcome<T>,
    ) -> Outcome<T> {
        self.nesting += 1;
        if self.nesting > MAX_NESTING {
            return fault(range, "too many nested expressions");
        }
        let result = inside(self);
        self.nesting -= 1;
        result
    }

    /// Emits the access to the variable that the source calls `name`.
    pub(super) fn variable(&mut self, name: &str, access: Access, range: TextRange) -> Outcome {
        if access == Access::Load && name == "__debug__" {
            self.constant(&ConstKey::Bool(true), range);
            return Ok(());
        }
        let name = self.scope().mangle(name);
        self.symbol(name, access, range)
    }

    /// Emits the access to the variable `name`, mangled already.
    pub(super) fn symbol(&mut self, name: Sym, access: Access, range: TextRange) -> Outcome {
        if &*name.name() == "__debug__" {
            let verb = if access == Access::Delete { "delete" } else { "assign to" };
            return fault(range, format!("cannot {verb} __debug__"));
        }
        let mut place = self.scopes.place(self.scope_number(), name);
        if self.options.in_namespace && self.is_module_level() && !self.scope().symbol(name).global {
            place = Place::Name;
        }
        let op = match (place, access) {
            (Place::Fast(slot), Access::Load) => Op::LoadFast(slot),
            (Place::Fast(slot), Access::Store) => Op::StoreFast(slot),
            (Place::Fast(slot), Access::Delete) => Op::DeleteFast(slot),
            (Place::Deref(slot), Access::Load) => Op::LoadDeref(slot),
            (Place::ClassDeref(slot), Access::Load) => Op::LoadClassDeref(slot),
            (Place::Deref(slot) | Place::ClassDeref(slot), Access::Store) => Op::StoreDeref(slot),
            (Place::Deref(slot) | Place::ClassDeref(slot), Access::Delete) => Op::DeleteDeref(slot),
            (Place::Global, Access::Load) => Op::LoadGlobal(self.module.slot(name)),
            (Place::Global, Access::Store) => Op::StoreGlobal(self.module.slot(name)),
            (Place::Global, Access::Delete) => Op::DeleteGlobal(self.module.slot(name)),
            (Place::Name, Access::Load) => Op::LoadName { name },
            (Place::Name, Access::Store) => Op::StoreName(name),
            (Place::Name, Access::Delete) => Op::DeleteName(name),
        };
        self.emit(op, range);
        Ok(())
    }

    pub(super) fn is_module_level(&self) -> bool {
        self.scope().kind == ScopeKind::Module
    }

    /// Emits the load of a constant.
    pub(super) fn constant(&mut self, key: &ConstKey, range: TextRange) {
        let op = match key {
            ConstKey::None => Op::LoadNone,
            ConstKey::Int(number) if i32::try_from(*number).is_ok() => Op::LoadInt(*number as i32),
            _ => Op::LoadConst(self.constant_index(key)),
        };
        self.emit(op, range);
    }

    fn constant_index(&mut self, key: &ConstKey) -> u32 {
        let value = self.constant_value(key);
        self.unit().constant(key.clone(), || value)
    }

    /// The value of a constant. Equal strings of a module are one object.
    pub(super) fn constant_value(&mut self, key: &ConstKey) -> Value {
        match key {
            ConstKey::None => Value::None,
            ConstKey::Ellipsis => Value::Ellipsis,
            ConstKey::Bool(value) => Value::Bool(*value),
            ConstKey::Int(value) => Value::Int(*value),
            ConstKey::Float(bits) => Value::Float(f64::from_bits(*bits)),
            ConstKey::Big(digits) => Value::big(parse_literal(digits).unwrap_or_default()),
            ConstKey::Str(text) => {
                self.strings.entry(text.clone()).or_insert_with(|| Value::str(text)).clone()
            }
            ConstKey::Bytes(bytes) => Value::bytes(bytes.clone()),
            ConstKey::Tuple(items) => {
                Value::tuple(items.iter().map(|item| self.constant_value(item)).collect())
            }
            ConstKey::Set(keys) => {
                let keys: Vec<Value> = keys.iter().map(|key| self.constant_value(key)).collect();
                Value::Set(Rc::new(Set::new(true, table_of(keys))))
            }
            ConstKey::Code(_) => unreachable!("code objects are no literals"),
        }
    }

    /// Emits the load of a `str`.
    pub(super) fn string(&mut self, text: &str, range: TextRange) {
        self.constant(&ConstKey::Str(text.into()), range);
    }

    /// Opens the code object of a scope.
    pub(super) fn begin(&mut self, scope: usize, name: &str) {
        let qualname = self.qualname(name);
        let unit = Unit::new(scope, name.into(), qualname.into());
        self.units.push(unit);
        for slot in self.scope().cell_slots() {
            self.unit().emit(Op::MakeCell(slot), Position::default());
        }
    }

    /// The code made before of the source at `range`.
    pub(super) fn finished(&self, range: TextRange) -> Option<Rc<Code>> {
        self.finished.get(&range).cloned()
    }

    /// Closes the innermost code object.
    pub(super) fn finish(
        &mut self,
        range: TextRange,
        first_line: u32,
        params: Params,
        doc: Option<Value>,
    ) -> Rc<Code> {
        let mut unit = self.units.pop().expect("a unit is open while code is emitted");
        let handlers = unit.resolve();
        crate::bytecode::fuse(&mut unit.ops);
        let scope = self.scopes.get(unit.scope);
        let kind = code_kind(scope);
        let code = Rc::new(Code {
            name: unit.name,
            qualname: unit.qualname,
            filename: self.options.filename.clone(),
            source: self.source.clone(),
            index: self.next_index,
            kind,
            first_line,
            plain_args: kind.plain_args(&params),
            params,
            locals: scope.slots.clone(),
            free_count: scope.free().len() as u32,
            ops: unit.ops,
            with_breakpoints: OnceCell::new(),
            shortcut: OnceCell::new(),
            statements: unit.statements,
            consts: unit.consts,
            positions: unit.positions,
            handlers,
            doc,
            internal: self.options.internal,
            lines_before: self.options.lines_before,
        });
        self.next_index += 1;
        debug_assert_eq!(super::verify(&code), Ok(()));
        self.finished.insert(range, code.clone());
        code
    }

    fn qualname(&self, name: &str) -> String {
        let Some(around) = self.units.last() else { return name.to_owned() };
        let scope = self.scopes.get(around.scope);
        if scope.kind == ScopeKind::Module || scope.is_declared_global(scope.mangle(name)) {
            return name.to_owned();
        }
        let locals = if scope.is_function() { ".<locals>" } else { "" };
        format!("{}{locals}.{name}", around.qualname)
    }

    /// Emits the load of a code object and the making of its function; `flags` says which parts
    /// ([`Op::MakeFunction`]) are on the stack, without the closure, which is added here.
    pub(super) fn make_function(&mut self, code: Rc<Code>, scope: usize, flags: u32, range: TextRange) {
        let captures = self.closure(scope, range);
        let has_closure = captures > 0;
        if has_closure {
            self.closure_below(flags.count_ones(), range);
        }
        let key = ConstKey::Code(code.index);
        let index = self.unit().constant(key, || Value::Code(code));
        self.emit(Op::LoadConst(index), range);
        self.emit(Op::MakeFunction(flags | if has_closure { 8 } else { 0 }), range);
    }

    /// Emits the tuple of the cells that the code of `scope` captures; how many there are.
    fn closure(&mut self, scope: usize, range: TextRange) -> usize {
        let free = self.scopes.get(scope).free().to_vec();
        for &name in &free {
            let slot = self.scopes.closure_slot(self.scope_number(), name);
            self.emit(Op::LoadClosure(slot), range);
        }
        if !free.is_empty() {
            self.emit(Op::BuildTuple(free.len() as u32), range);
        }
        free.len()
    }

    /// Moves the closure on top below the other parts of a function.
    fn closure_below(&mut self, parts: u32, range: TextRange) {
        for distance in (1..=parts).rev() {
            self.emit(Op::Swap(distance), range);
        }
    }
}

fn code_kind(scope: &Scope) -> CodeKind {
    let (is_async, yields) = match scope.kind {
        ScopeKind::Module => return CodeKind::Module,
        ScopeKind::Class => return CodeKind::Class,
        ScopeKind::Function { is_async } => (is_async, scope.yields),
        ScopeKind::Comprehension => (scope.awaits, scope.is_generator_expression),
    };
    match (is_async, yields) {
        (false, false) => CodeKind::Function,
        (false, true) => CodeKind::Generator,
        (true, false) => CodeKind::Coroutine,
        (true, true) => CodeKind::AsyncGenerator,
    }
}
