//! The instructions that the hot loop leaves to a function.

use std::mem;
use std::rc::Rc;

use crate::bytecode::{BinaryOp, Op};
use crate::native::{Args, Flow};
use crate::object::cycles::tracked;
use crate::object::{Cell, Function, Slice};
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::frame::Then;
use crate::{Raised, Result, builtins};

impl Vm {
    /// Executes an instruction of the frame on top, whose `function` and locals (from `base`) these are. Its
    /// `pc` is already at the next instruction.
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    #[inline(never)]
    #[allow(clippy::too_many_lines)]
    pub(super) fn execute_instruction(&mut self, op: Op, function: &Rc<Function>, base: usize) -> Result<()> {
        let code = &*function.code;
        let module = &function.module;
        match op {
            Op::Breakpoint => return self.breakpoint(function, base),
            Op::Nop => {}
            Op::LoadFast(slot) => return Err(self.unbound_local(code, slot)),
            Op::LoadGlobal(slot) => return Err(self.undefined_global(module, slot)),
            Op::LoadDeref(slot) => return Err(self.unbound_cell(code, slot)),
            Op::DeleteFast(slot) => {
                if !mem::take(&mut self.stack[base + slot as usize]).is_defined() {
                    return Err(self.unbound_local(code, slot));
                }
            }
            Op::StoreGlobal(slot) => {
                let value = self.pop();
                module.store(slot, value);
            }
            Op::DeleteGlobal(slot) => {
                if !module.store(slot, Value::Undefined).is_defined() {
                    return Err(self.undefined_global(module, slot));
                }
            }
            Op::LoadName { name } => {
                let value = self.load_name(function, name)?;
                self.stack.push(value);
            }
            Op::StoreName(name) => {
                let value = self.pop();
                self.store_name(name, value);
            }
            Op::DeleteName(name) => self.delete_name(name)?,
            Op::MakeCell(slot) => {
                let variable = &mut self.stack[base + slot as usize];
                *variable = Value::Cell(tracked(Cell::new(mem::take(variable))));
            }
            Op::LoadClassDeref(slot) => {
                let value = match self.namespace_value(code.locals[slot as usize]) {
                    Some(value) => value,
                    None => self.cell_value(base, slot),
                };
                if !value.is_defined() {
                    return Err(self.unbound_cell(code, slot));
                }
                self.stack.push(value);
            }
            Op::StoreDeref(slot) => {
                let value = self.pop();
                self.store_cell(base, slot, value);
            }
            Op::DeleteDeref(slot) => {
                if !self.store_cell(base, slot, Value::Undefined).is_defined() {
                    return Err(self.unbound_cell(code, slot));
                }
            }
            Op::LoadClosure(slot) => {
                let cell = self.stack[base + slot as usize].clone();
                self.stack.push(cell);
            }

            Op::Dup => {
                let top = self.top(0).clone();
                self.stack.push(top);
            }
            Op::Dup2 => {
                let at = self.stack.len() - 2;
                self.stack.extend_from_within(at..);
            }
            Op::Swap(depth) => {
                let top = self.stack.len() - 1;
                self.stack.swap(top, top - depth as usize);
            }
            Op::Rot3 => {
                let at = self.stack.len() - 3;
                self.stack[at..].rotate_right(1);
            }
            Op::Rot4 => {
                let at = self.stack.len() - 4;
                self.stack[at..].rotate_right(1);
            }

            Op::Binary(how) | Op::Inplace(how) => {
                let b = self.pop();
                let a = self.pop();
                let (a, b) = match (how, a, b) {
                    (BinaryOp::Add, Value::Str(a), Value::Str(b)) => {
                        return self.add_texts(function, base, a, &b);
                    }
                    (_, a, b) => (a, b),
                };
                let flow = self.binary(how, a, b, matches!(op, Op::Inplace(_)))?;
                return self.push_flow(flow);
            }
            Op::Unary(how) => {
                let a = self.pop();
                let flow = self.unary(how, a)?;
                return self.push_flow(flow);
            }
            Op::Compare(how) => {
                let b = self.pop();
                let a = self.pop();
                let flow = self.compare(how, a, b)?;
                return self.push_flow(flow);
            }
            Op::Is | Op::IsNot => {
                let b = self.pop();
                let a = self.pop();
                self.stack.push(Value::Bool(a.is(&b) == (op == Op::Is)));
            }
            Op::In | Op::NotIn => {
                let container = self.pop();
                let item = self.pop();
                let flow = self.contains(container, item, op == Op::NotIn)?;
                return self.push_flow(flow);
            }
            Op::Not => {
                if let Some(truth) = self.take_truth()? {
                    self.stack.push(Value::Bool(!truth));
                }
            }

            Op::PopJumpIfFalse(target) | Op::PopJumpIfTrue(target) => {
                if self.take_truth()? == Some(matches!(op, Op::PopJumpIfTrue(_))) {
                    self.top_python().set_pc(target as usize);
                }
            }
            Op::PopJumpIfNone(target) | Op::PopJumpIfNotNone(target) => {
                if self.pop().is_none() == matches!(op, Op::PopJumpIfNone(_)) {
                    self.top_python().set_pc(target as usize);
                }
            }
            Op::JumpIfFalseOrPop(target) | Op::JumpIfTrueOrPop(target) => {
                let on = matches!(op, Op::JumpIfTrueOrPop(_));
                match self.truth(self.top(0)) {
                    None => {
                        let value = self.top(0).clone();
                        return self.ask_branch(value, on, target);
                    }
                    Some(truth) if truth == on => self.top_python().set_pc(target as usize),
                    Some(_) => drop(self.stack.pop()),
                }
            }

            Op::BuildTuple(count) => {
                let items = self.take(count);
                self.stack.push(Value::tuple(items));
            }
            Op::BuildList(count) => {
                let items = self.take(count);
                self.stack.push(Value::list(items));
            }
            Op::BuildSet(count) => {
                let items = self.take(count);
                let flow = builtins::set::build(self, items)?;
                return self.push_flow(flow);
            }
            Op::BuildMap(count) => {
                let items = self.take(count * 2);
                let flow = builtins::dict::build(self, items)?;
                return self.push_flow(flow);
            }
            Op::BuildString(count) => {
                let at = self.stack.len() - count as usize;
                let text: String = self.stack[at..].iter().filter_map(Value::as_str).collect();
                self.stack.truncate(at);
                self.stack.push(Value::string(text));
            }
            Op::BuildSlice(count) => {
                let step = if count == 3 { self.pop() } else { Value::None };
                let stop = self.pop();
                let start = self.pop();
                self.stack.push(Value::Slice(Rc::new(Slice { start, stop, step })));
            }
            Op::FormatValue { conversion, has_spec } => {
                let spec = if has_spec { self.pop() } else { self.empty.clone() };
                let value = self.pop();
                let flow = self.format_value(value, conversion, spec)?;
                return self.push_flow(flow);
            }
            Op::ListAppend(depth) => {
                let item = self.pop();
                if let Value::List(list) = self.top(depth - 1) {
                    list.items.borrow_mut().push(item);
                }
            }
            Op::SetAdd(depth) => {
                let item = self.pop();
                let set = self.top(depth - 1).clone();
                let flow = builtins::set::add(self, &set, item)?;
                return self.follow(flow, Then::Discard);
            }
            Op::MapAdd(depth) => {
                let value = self.pop();
                let key = self.pop();
                let dict = self.top(depth - 1).clone();
                let flow = self.store_subscript(dict, key, value)?;
                return self.follow(flow, Then::Discard);
            }
            Op::ListExtend => {
                let iterable = self.pop();
                let list = self.top(0).clone();
                let callee = match code.ops.get(self.top_python().pc()..).unwrap_or_default() {
                    [Op::CallEx { .. }, ..] => Some(self.top(1).clone()),
                    // The keyword arguments are below the list.
                    [Op::Swap(1), Op::CallEx { .. }, ..] => Some(self.top(2).clone()),
                    _ => None,
                };
                let flow = builtins::list::extend(self, &list, iterable, callee.as_ref())?;
                return self.follow(flow, Then::Discard);
            }
            Op::SetUpdate => {
                let iterable = self.pop();
                let set = self.top(0).clone();
                let flow = builtins::set::update(self, &set, iterable)?;
                return self.follow(flow, Then::Discard);
            }
            Op::DictUpdate => {
                let mapping = self.pop();
                let dict = self.top(0).clone();
                let flow = builtins::dict::update(self, &dict, mapping)?;
                return self.follow(flow, Then::Discard);
            }
            Op::DictMerge => {
                let mapping = self.pop();
                let (dict, callee) = (self.top(0).clone(), self.top(2).clone());
                let flow = builtins::dict::merge_keywords(self, &dict, mapping, &callee)?;
                return self.follow(flow, Then::Discard);
            }
            Op::ListToTuple => {
                if let Value::List(list) = self.pop() {
                    let items = list.items.borrow().clone();
                    self.stack.push(Value::tuple(items));
                }
            }
            Op::UnpackSequence(count) => {
                let sequence = self.pop();
                if let Value::Tuple(items) = &sequence
                    && items.len() == count as usize
                {
                    self.stack.extend(items.iter().rev().cloned());
                    return Ok(());
                }
                match self.unpack(&sequence, count as usize)? {
                    Some(items) => self.stack.extend(items.into_iter().rev()),
                    None => return self.unpack_by_python(sequence, count as usize, None),
                }
            }
            Op::UnpackStar { before, after } => {
                let sequence = self.pop();
                let (before, after) = (before as usize, after as usize);
                match self.unpack_star(&sequence, before, after)? {
                    Some(items) => self.stack.extend(items.into_iter().rev()),
                    None => return self.unpack_by_python(sequence, before, Some(after)),
                }
            }

            Op::DeleteAttr(name) => {
                let object = self.pop();
                let call = self.del_attr(&object, name)?;
                return self.follow(call.into(), Then::Discard);
            }
            Op::StoreSubscr => {
                let index = self.pop();
                let container = self.pop();
                let value = self.pop();
                let flow = self.store_subscript(container, index, value)?;
                return self.follow(flow, Then::Discard);
            }
            Op::DeleteSubscr => {
                let index = self.pop();
                let container = self.pop();
                let flow = self.delete_subscript(container, index)?;
                return self.follow(flow, Then::Discard);
            }

            Op::CallKw(argc) => return self.called(|vm| vm.call_with_keywords(argc as usize)),
            Op::CallEx { has_kwargs } => return self.called(|vm| vm.call_with_unpacking(has_kwargs)),
            Op::MakeFunction(flags) => {
                let made = self.make_function(function, flags);
                self.stack.push(made);
            }
            Op::LoadBuildClass => {
                if !self.has_builtin(module, "__build_class__") {
                    return Err(self.name_error("__build_class__ not found"));
                }
                let build_class = self.build_class.clone();
                self.stack.push(build_class);
            }

            Op::GetIter => {
                let value = self.pop();
                let flow = self.get_iter(value)?;
                return self.push_flow(flow);
            }
            Op::AsyncYield => {
                let value = self.pop();
                let then = self.suspend_top();
                return self.deliver_async_yield(then, value);
            }
            Op::GetYieldFromIter => {
                let value = self.pop();
                let flow = self.get_yield_from_iter(value)?;
                return self.push_flow(flow);
            }
            Op::GetAwaitable => {
                let value = self.pop();
                let flow = self.get_awaitable(value)?;
                return self.push_flow(flow);
            }
            Op::GetAiter => {
                let value = self.pop();
                let flow = self.get_aiter(value)?;
                return self.push_flow(flow);
            }
            Op::GetAnext => {
                let iterator = self.top(0).clone();
                let flow = self.get_anext(iterator)?;
                return self.push_flow(flow);
            }
            Op::EndAsyncFor(target) => {
                let raised = self.pop_raised();
                if !raised.is(&self.exceptions.stop_async_iteration) {
                    self.unwind(raised, false);
                    return Ok(());
                }
                self.stack.pop();
                self.top_python().set_pc(target as usize);
            }

            Op::BeforeWith => {
                let manager = self.pop();
                let (exit, enter) = self.with_methods(&manager)?;
                self.stack.push(exit);
                return self.push_flow(enter);
            }
            Op::BeforeAsyncWith => {
                let manager = self.pop();
                let (exit, enter) = self.async_with_methods(&manager)?;
                self.stack.push(exit);
                return self.push_flow(enter);
            }
            Op::WithExceptStart => return self.called(Vm::call_exit),

            Op::PushExcInfo => {
                let raised = self.pop();
                let previous = self.top_python().handle(raised.clone());
                self.stack.push(previous);
                self.stack.push(raised);
            }
            Op::PopExcept => {
                let previous = self.pop();
                self.top_python().handle(previous);
            }
            Op::CheckExcMatch => {
                let class = self.pop();
                let matches = self.exception_matches(self.top(0), &class)?;
                self.stack.push(Value::Bool(matches));
            }
            Op::CheckEgMatch => {
                let class = self.pop();
                let group = self.pop();
                return self.called(|vm| vm.check_group_match(group, class));
            }
            Op::PrepReraiseStar => {
                let caught = self.pop();
                let original = self.pop();
                return self.called(|vm| vm.prepare_reraise_star(original, caught));
            }
            Op::Reraise => {
                let raised = self.pop_raised();
                self.unwind(raised, false);
            }
            Op::Raise(count) => self.raise_statement(count),
            Op::LoadAssertionError => {
                let class = Value::Type(self.exceptions.assertion_error.clone());
                self.stack.push(class);
            }

            Op::ImportName { name, level } => {
                let fromlist = self.pop();
                return self.called(|vm| vm.import_name(module, name, level, &fromlist));
            }
            Op::ImportFrom(name) => {
                let from = self.top(0).clone();
                return self.called(|vm| vm.import_from(&from, name));
            }
            Op::ImportStar => {
                let from = self.pop();
                self.import_star(module, &from)?;
            }

            Op::MatchSequence => {
                let matches = self.is_pattern_sequence(self.top(0));
                self.stack.push(Value::Bool(matches));
            }
            Op::MatchMapping => {
                let matches = self.is_pattern_mapping(self.top(0));
                self.stack.push(Value::Bool(matches));
            }
            Op::MatchKeys => {
                let args = [self.top(1).clone(), self.top(0).clone()];
                return self.call_prelude("_match_keys", args);
            }
            Op::MatchClass(count) => {
                let names = self.pop();
                let class = self.pop();
                let subject = self.pop();
                let args = [subject, class, names, Value::Int(i64::from(count))];
                return self.call_prelude("_match_class", args);
            }
            Op::GetLen => {
                let subject = self.top(0).clone();
                return self.call_prelude("_len", [subject]);
            }
            Op::MatchRest => {
                let keys = self.pop();
                let subject = self.pop();
                return self.call_prelude("_match_rest", [subject, keys]);
            }
            _ => unreachable!("the loop executes it"),
        }
        Ok(())
    }

    /// Pushes what an operation gave, now or when its call returns.
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    #[inline(never)]
    pub(super) fn push_flow(&mut self, flow: Flow) -> Result<()> {
        match flow {
            Flow::Value(value) => {
                self.stack.push(value);
                Ok(())
            }
            flow => self.follow(flow, Then::Push),
        }
    }

    /// A call, which uses up the budget.
    fn called(&mut self, call: impl FnOnce(&mut Vm) -> Result<()>) -> Result<()> {
        self.budget -= 1;
        call(self)?;
        if self.graveyard.occupied.get() {
            self.bury();
        }
        Ok(())
    }

    fn call_prelude<const N: usize>(&mut self, name: &str, args: [Value; N]) -> Result<()> {
        let function = self.prelude(name);
        self.called(|vm| vm.call(function, Args::new(args), Then::Push))
    }

    /// Takes the truth of the value on top; `None` if Python code must tell: then the instruction runs again
    /// with a bool in its place.
    fn take_truth(&mut self) -> Result<Option<bool>> {
        let value = self.pop();
        let truth = self.truth(&value);
        if truth.is_none() {
            let frame = self.top_python();
            frame.set_pc(frame.pc() - 1);
            if let Err(raised) = self.ask_truth(value) {
                self.step_into_next();
                return Err(raised);
            }
        }
        Ok(truth)
    }

    /// Takes the value on top.
    #[inline]
    pub(super) fn pop(&mut self) -> Value {
        self.stack.pop().unwrap_or_default()
    }

    fn pop_raised(&mut self) -> Raised {
        let Value::Instance(raised) = self.pop() else { unreachable!("an exception was pushed") };
        Raised(raised)
    }

    /// The value on top.
    #[inline]
    pub(super) fn top_mut(&mut self) -> &mut Value {
        let top = self.stack.len() - 1;
        &mut self.stack[top]
    }

    /// The value `depth` places below the top.
    #[inline]
    pub(super) fn top(&self, depth: u32) -> &Value {
        &self.stack[self.stack.len() - 1 - depth as usize]
    }
}
