//! The loop that executes instructions.

use std::rc::Rc;

use crate::builtins;
use crate::bytecode::{BinaryOp, CompareOp, Op};
use crate::native::{Flow, NativeStep, Resumed};
use crate::object::{GeneratorState, IterStep};
use crate::value::Value;
use crate::vm::frame::{Frame, Then};
use crate::vm::{Exit, Vm};

impl Vm {
    /// Runs until the program blocks or ends, or about `budget` calls and loop turns are done.
    pub fn run(&mut self, budget: u32) -> Exit {
        self.budget = i64::from(budget);
        loop {
            if let Some(outcome) = self.outcome.take() {
                return Exit::Finished(outcome);
            }
            self.take_injected();
            if self.blocked {
                return Exit::Blocked;
            }
            if self.budget <= 0 {
                return Exit::Yielded;
            }
            if self.graveyard.occupied.get() {
                self.bury();
            }
            match self.frames.last() {
                Some(Frame::Python(_)) => self.execute(),
                Some(Frame::Native(_)) => self.step_native(),
                // An injected call may have raised through the outermost frame.
                None => return Exit::Finished(self.outcome.take().unwrap_or(Ok(Value::None))),
            }
        }
    }

    fn step_native(&mut self) {
        self.budget -= 1;
        let Some(Frame::Native(slot)) = self.frames.last_mut() else { return };
        let (Some(mut frame), Some(input)) = (slot.frame.take(), slot.input.take()) else {
            unreachable!("a native frame on top has been told something");
        };
        let depth = self.frames.len();
        let step = frame.resume(self, input);
        let Some(Frame::Native(slot)) = self.frames.get_mut(depth - 1) else { return };
        let result = match step {
            Ok(NativeStep::Call(callee, args)) => {
                slot.frame = Some(frame);
                self.call(callee, args, Then::Native)
            }
            Ok(NativeStep::Resume(generator, resume)) => {
                slot.frame = Some(frame);
                self.resume(&generator, resume, Then::Native)
            }
            Ok(NativeStep::ClassBody(body, namespace)) => {
                slot.frame = Some(frame);
                self.run_class_body(body, namespace)
            }
            Ok(NativeStep::Again) => {
                slot.frame = Some(frame);
                slot.input = Some(Resumed::Start);
                Ok(())
            }
            Ok(NativeStep::Block) => {
                slot.frame = Some(frame);
                self.blocked = true;
                Ok(())
            }
            Ok(NativeStep::Return(value)) => {
                let then = slot.then.clone();
                self.frames.pop();
                self.deliver_return(then, value, false)
            }
            Err(raised) => {
                let Some(Frame::Native(slot)) = self.frames.pop() else { return };
                if let Some(raised) = self.leave(slot.then, false, raised) {
                    self.raise_here(raised);
                }
                return;
            }
        };
        if let Err(raised) = result {
            self.raise_here(raised);
        }
    }

    /// Executes the Python frame on top, and those it calls, until something else must be looked at.
    #[allow(clippy::too_many_lines)]
    fn execute(&mut self) {
        'frame: loop {
            if self.budget <= 0 || self.blocked || self.outcome.is_some() {
                return;
            }
            let Some(Frame::Python(frame)) = self.frames.last() else { return };
            let function = frame.function.clone();
            let base = frame.base;
            let mut pc = frame.pc;
            let code = &*function.code;
            let ops: &[Op] = &code.ops;

            // Keeps `pc` in the frame, for whoever looks at it while other code runs.
            macro_rules! save {
                () => {
                    match self.frames.last_mut() {
                        Some(Frame::Python(frame)) => frame.pc = pc,
                        _ => unreachable!("the frame on top is executing"),
                    }
                };
            }
            // Raises the error of a step in this frame.
            macro_rules! check {
                ($result:expr) => {
                    match $result {
                        Ok(value) => value,
                        Err(raised) => {
                            save!();
                            self.raise_here(raised);
                            continue 'frame;
                        }
                    }
                };
            }
            // Does what an operation gave; goes on in this frame if that was a plain value.
            macro_rules! follow {
                ($flow:expr) => {
                    match check!($flow) {
                        Flow::Value(value) => self.stack.push(value),
                        flow => {
                            save!();
                            if let Err(raised) = self.follow(flow, Then::Push) {
                                self.raise_here(raised);
                            }
                            continue 'frame;
                        }
                    }
                };
            }
            // Like `follow`, without a result.
            macro_rules! follow_discarding {
                ($flow:expr) => {
                    match check!($flow) {
                        Flow::Value(_) => {}
                        flow => {
                            save!();
                            if let Err(raised) = self.follow(flow, Then::Discard) {
                                self.raise_here(raised);
                            }
                            continue 'frame;
                        }
                    }
                };
            }
            // A call: changes the frame on top, or has pushed a result.
            macro_rules! calling {
                ($call:expr) => {{
                    save!();
                    self.budget -= 1;
                    if let Err(raised) = $call {
                        self.raise_here(raised);
                    }
                    if self.graveyard.occupied.get() {
                        self.bury();
                    }
                    continue 'frame;
                }};
            }
            // A call whose result is pushed: goes on at once if that has happened.
            macro_rules! calling_push {
                ($call:expr) => {{
                    save!();
                    self.budget -= 1;
                    let depth = self.frames.len();
                    if let Err(raised) = $call {
                        self.raise_here(raised);
                        continue 'frame;
                    }
                    if self.graveyard.occupied.get() {
                        self.bury();
                    }
                    if self.frames.len() != depth || self.blocked {
                        continue 'frame;
                    }
                    // An exception thrown into a generator may have come back to a handler of this frame.
                    if !matches!(self.frames.last(), Some(Frame::Python(frame)) if frame.pc == pc) {
                        continue 'frame;
                    }
                }};
            }
            macro_rules! pop {
                () => {
                    self.stack.pop().unwrap_or_default()
                };
            }
            // The truth of the value on top; if Python code must tell, this instruction runs again then.
            macro_rules! truth {
                () => {{
                    let value = pop!();
                    match self.truth(&value) {
                        Some(truth) => truth,
                        None => {
                            pc -= 1;
                            save!();
                            if let Err(raised) = self.ask_truth(value) {
                                self.step_over_delegation();
                                self.raise_here(raised);
                            }
                            continue 'frame;
                        }
                    }
                }};
            }

            loop {
                let op = ops[pc];
                pc += 1;
                match op {
                    Op::Nop => {}
                    Op::LoadConst(at) => self.stack.push(code.consts[at as usize].clone()),
                    Op::LoadNone => self.stack.push(Value::None),
                    Op::LoadInt(number) => self.stack.push(Value::Int(i64::from(number))),
                    Op::LoadFast(slot) => {
                        let value = self.stack[base + slot as usize].clone();
                        if !value.is_defined() {
                            check!(Err(self.unbound_local(code, slot)));
                        }
                        self.stack.push(value);
                    }
                    Op::StoreFast(slot) => {
                        let value = pop!();
                        self.stack[base + slot as usize] = value;
                    }
                    Op::DeleteFast(slot) => {
                        if !std::mem::take(&mut self.stack[base + slot as usize]).is_defined() {
                            check!(Err(self.unbound_local(code, slot)));
                        }
                    }
                    Op::LoadGlobal(slot) => {
                        let value = function.module.load(slot);
                        if !value.is_defined() {
                            check!(Err(self.undefined_global(&function.module, slot)));
                        }
                        self.stack.push(value);
                    }
                    Op::StoreGlobal(slot) => {
                        let value = pop!();
                        function.module.store(slot, value);
                    }
                    Op::DeleteGlobal(slot) => {
                        if !function.module.store(slot, Value::Undefined).is_defined() {
                            check!(Err(self.undefined_global(&function.module, slot)));
                        }
                    }
                    Op::LoadName { name } => {
                        let value = check!(self.load_name(&function, name));
                        self.stack.push(value);
                    }
                    Op::StoreName(name) => {
                        let value = pop!();
                        self.store_name(name, value);
                    }
                    Op::DeleteName(name) => check!(self.delete_name(name)),
                    Op::MakeCell(slot) => {
                        let value = std::mem::take(&mut self.stack[base + slot as usize]);
                        self.stack[base + slot as usize] =
                            Value::Cell(Rc::new(crate::object::Cell::new(value)));
                    }
                    Op::LoadDeref(slot) => {
                        let value = self.cell_value(base, slot);
                        if !value.is_defined() {
                            check!(Err(self.unbound_cell(code, slot)));
                        }
                        self.stack.push(value);
                    }
                    Op::LoadClassDeref(slot) => {
                        let value = match self.namespace_value(code.locals[slot as usize]) {
                            Some(value) => value,
                            None => self.cell_value(base, slot),
                        };
                        if !value.is_defined() {
                            check!(Err(self.unbound_cell(code, slot)));
                        }
                        self.stack.push(value);
                    }
                    Op::StoreDeref(slot) => {
                        let value = pop!();
                        self.store_cell(base, slot, value);
                    }
                    Op::DeleteDeref(slot) => {
                        if !self.store_cell(base, slot, Value::Undefined).is_defined() {
                            check!(Err(self.unbound_cell(code, slot)));
                        }
                    }
                    Op::LoadClosure(slot) => {
                        let cell = self.stack[base + slot as usize].clone();
                        self.stack.push(cell);
                    }

                    Op::Pop => {
                        self.stack.pop();
                        if self.graveyard.occupied.get() {
                            save!();
                            self.bury();
                            continue 'frame;
                        }
                    }
                    Op::Dup => {
                        let top = self.stack[self.stack.len() - 1].clone();
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

                    Op::Binary(op) => {
                        let b = pop!();
                        let a = pop!();
                        match quick_binary(op, &a, &b) {
                            Some(value) => self.stack.push(value),
                            None => {
                                save!();
                                follow!(self.binary(op, a, b, false));
                            }
                        }
                    }
                    Op::Inplace(op) => {
                        let b = pop!();
                        let a = pop!();
                        match quick_binary(op, &a, &b) {
                            Some(value) => self.stack.push(value),
                            None => {
                                save!();
                                follow!(self.binary(op, a, b, true));
                            }
                        }
                    }
                    Op::Unary(op) => {
                        let a = pop!();
                        follow!(self.unary(op, a));
                    }
                    Op::Not => {
                        let truth = truth!();
                        self.stack.push(Value::Bool(!truth));
                    }
                    Op::Compare(op) => {
                        let b = pop!();
                        let a = pop!();
                        match quick_compare(op, &a, &b) {
                            Some(value) => self.stack.push(Value::Bool(value)),
                            None => follow!(self.compare(op, a, b)),
                        }
                    }
                    Op::Is => {
                        let b = pop!();
                        let a = pop!();
                        self.stack.push(Value::Bool(a.is(&b)));
                    }
                    Op::IsNot => {
                        let b = pop!();
                        let a = pop!();
                        self.stack.push(Value::Bool(!a.is(&b)));
                    }
                    Op::In => {
                        let container = pop!();
                        let item = pop!();
                        follow!(self.contains(container, item, false));
                    }
                    Op::NotIn => {
                        let container = pop!();
                        let item = pop!();
                        follow!(self.contains(container, item, true));
                    }

                    Op::Jump(target) => pc = target as usize,
                    Op::JumpBack(target) => {
                        pc = target as usize;
                        self.budget -= 1;
                        if self.budget <= 0 || self.graveyard.occupied.get() {
                            save!();
                            self.bury();
                            continue 'frame;
                        }
                    }
                    Op::PopJumpIfFalse(target) => {
                        if !truth!() {
                            pc = target as usize;
                        }
                    }
                    Op::PopJumpIfTrue(target) => {
                        if truth!() {
                            pc = target as usize;
                        }
                    }
                    Op::PopJumpIfNone(target) => {
                        if pop!().is_none() {
                            pc = target as usize;
                        }
                    }
                    Op::PopJumpIfNotNone(target) => {
                        if !pop!().is_none() {
                            pc = target as usize;
                        }
                    }
                    Op::JumpIfFalseOrPop(target) | Op::JumpIfTrueOrPop(target) => {
                        let value = self.stack[self.stack.len() - 1].clone();
                        let Some(truth) = self.truth(&value) else {
                            let on = matches!(op, Op::JumpIfTrueOrPop(_));
                            calling!(self.ask_branch(value, on, target));
                        };
                        if truth == matches!(op, Op::JumpIfTrueOrPop(_)) {
                            pc = target as usize;
                        } else {
                            self.stack.pop();
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
                        follow!(builtins::set::build(self, items));
                    }
                    Op::BuildMap(count) => {
                        let items = self.take(count * 2);
                        follow!(builtins::dict::build(self, items));
                    }
                    Op::BuildString(count) => {
                        let parts = self.take(count);
                        let text: String = parts.iter().filter_map(Value::as_str).collect();
                        self.stack.push(Value::string(text));
                    }
                    Op::BuildSlice(count) => {
                        let step = if count == 3 { pop!() } else { Value::None };
                        let stop = pop!();
                        let start = pop!();
                        self.stack.push(Value::Slice(Rc::new(crate::object::Slice { start, stop, step })));
                    }
                    Op::FormatValue { conversion, has_spec } => {
                        let spec = if has_spec { pop!() } else { Value::str("") };
                        let value = pop!();
                        follow!(self.format_value(value, conversion, spec));
                    }
                    Op::ListAppend(depth) => {
                        let item = pop!();
                        let at = self.stack.len() - depth as usize;
                        if let Value::List(list) = &self.stack[at] {
                            list.items.borrow_mut().push(item);
                        }
                    }
                    Op::SetAdd(depth) => {
                        let item = pop!();
                        let set = self.stack[self.stack.len() - depth as usize].clone();
                        follow_discarding!(builtins::set::add(self, &set, item));
                    }
                    Op::MapAdd(depth) => {
                        let value = pop!();
                        let key = pop!();
                        let dict = self.stack[self.stack.len() - depth as usize].clone();
                        follow_discarding!(self.store_subscript(dict, key, value));
                    }
                    Op::ListExtend => {
                        let iterable = pop!();
                        let at = self.stack.len() - 1;
                        let list = self.stack[at].clone();
                        let called = matches!(ops.get(pc), Some(Op::CallEx { .. }));
                        let callee = if called { self.stack.get(at - 1).cloned() } else { None };
                        follow_discarding!(builtins::list::extend(self, &list, iterable, callee.as_ref()));
                    }
                    Op::SetUpdate => {
                        let iterable = pop!();
                        let set = self.stack[self.stack.len() - 1].clone();
                        follow_discarding!(builtins::set::update(self, &set, iterable));
                    }
                    Op::DictUpdate => {
                        let mapping = pop!();
                        let dict = self.stack[self.stack.len() - 1].clone();
                        follow_discarding!(builtins::dict::update(self, &dict, mapping));
                    }
                    Op::DictMerge => {
                        let mapping = pop!();
                        let at = self.stack.len();
                        let (dict, callee) = (self.stack[at - 1].clone(), self.stack[at - 3].clone());
                        follow_discarding!(builtins::dict::merge_keywords(self, &dict, mapping, &callee));
                    }
                    Op::ListToTuple => {
                        if let Value::List(list) = pop!() {
                            let items = list.items.borrow().clone();
                            self.stack.push(Value::tuple(items));
                        }
                    }
                    Op::UnpackSequence(count) => {
                        let sequence = pop!();
                        match check!(self.unpack(&sequence, count as usize)) {
                            Some(items) => self.stack.extend(items.into_iter().rev()),
                            None => calling!(self.unpack_by_python(sequence, count as usize, None)),
                        }
                    }
                    Op::UnpackStar { before, after } => {
                        let sequence = pop!();
                        match check!(self.unpack_star(&sequence, before as usize, after as usize)) {
                            Some(items) => self.stack.extend(items.into_iter().rev()),
                            None => {
                                calling!(self.unpack_by_python(
                                    sequence,
                                    before as usize,
                                    Some(after as usize)
                                ))
                            }
                        }
                    }

                    Op::LoadAttr(name) => {
                        let object = pop!();
                        save!();
                        follow!(self.get_attr(&object, name).map(Flow::from));
                    }
                    Op::StoreAttr(name) => {
                        let object = pop!();
                        let value = pop!();
                        save!();
                        follow_discarding!(self.set_attr(&object, name, value).map(Flow::from));
                    }
                    Op::DeleteAttr(name) => {
                        let object = pop!();
                        follow_discarding!(self.del_attr(&object, name).map(Flow::from));
                    }
                    Op::LoadMethod(name) => {
                        let object = pop!();
                        save!();
                        match check!(self.find_method(&object, name)) {
                            super::attr::MethodLookup::Method(function) => {
                                self.stack.push(function);
                                self.stack.push(object);
                            }
                            super::attr::MethodLookup::Attr(found) => {
                                self.stack.push(Value::Undefined);
                                follow!(Ok(Flow::from(found)));
                            }
                        }
                    }
                    Op::LoadSubscr => {
                        let index = pop!();
                        let container = pop!();
                        save!();
                        follow!(self.subscript(container, index));
                    }
                    Op::StoreSubscr => {
                        let index = pop!();
                        let container = pop!();
                        let value = pop!();
                        follow_discarding!(self.store_subscript(container, index, value));
                    }
                    Op::DeleteSubscr => {
                        let index = pop!();
                        let container = pop!();
                        follow_discarding!(self.delete_subscript(container, index));
                    }

                    Op::Call(argc) => calling_push!(self.call_on_stack(argc as usize)),
                    Op::CallMethod(argc) => {
                        let at = self.stack.len() - argc as usize - 2;
                        let mut count = argc as usize;
                        if self.stack[at].is_defined() {
                            count += 1;
                        } else {
                            self.stack.remove(at);
                        }
                        calling_push!(self.call_on_stack(count));
                    }
                    Op::CallKw(argc) => calling_push!(self.call_with_keywords(argc as usize)),
                    Op::CallEx { has_kwargs } => calling_push!(self.call_with_unpacking(has_kwargs)),
                    Op::MakeFunction(flags) => {
                        let made = self.make_function(&function, flags);
                        self.stack.push(made);
                    }
                    Op::LoadBuildClass => {
                        let build_class = self.build_class.clone();
                        self.stack.push(build_class);
                    }
                    Op::Return => {
                        let value = pop!();
                        let Some(Frame::Python(frame)) = self.frames.pop() else { return };
                        self.stack.truncate(frame.bottom);
                        let is_generator = match &frame.generator {
                            Some(generator) => {
                                generator.state.set(GeneratorState::Closed);
                                true
                            }
                            None => false,
                        };
                        if let Then::Push = frame.then {
                            self.stack.push(value);
                            if self.frames.is_empty() {
                                self.stack.pop();
                                self.outcome = Some(Ok(Value::None));
                            }
                        } else if let Err(raised) = self.deliver_return(frame.then, value, is_generator) {
                            self.raise_here(raised);
                        }
                        drop(function);
                        if self.graveyard.occupied.get() {
                            self.bury();
                        }
                        continue 'frame;
                    }

                    Op::GetIter => {
                        let value = pop!();
                        follow!(self.get_iter(value));
                    }
                    Op::ForIter(exit) => {
                        let at = self.stack.len() - 1;
                        if let Value::Iter(iter) = &self.stack[at] {
                            let iter = iter.clone();
                            let step = iter.state.borrow_mut().next(self, Value::None);
                            match check!(step) {
                                IterStep::Yield(item) => self.stack.push(item),
                                IterStep::Return(_) => {
                                    self.stack.pop();
                                    pc = exit as usize;
                                }
                                IterStep::Flow(flow) => calling!(self.follow(flow, Then::Iterate(exit))),
                            }
                        } else {
                            let iterator = self.stack[at].clone();
                            calling!(self.iterate_by_python(iterator, exit));
                        }
                    }
                    Op::Yield => {
                        let value = pop!();
                        save!();
                        let then = self.suspend_top();
                        if let Err(raised) = self.deliver_yield(then, value) {
                            self.raise_here(raised);
                        }
                        continue 'frame;
                    }
                    Op::AsyncYield => {
                        let value = pop!();
                        save!();
                        let then = self.suspend_top();
                        if let Err(raised) = self.deliver_async_yield(then, value) {
                            self.raise_here(raised);
                        }
                        continue 'frame;
                    }
                    Op::GetYieldFromIter => {
                        let value = pop!();
                        save!();
                        follow!(self.get_yield_from_iter(value));
                    }
                    Op::YieldFrom => {
                        let value = pop!();
                        pc -= 1;
                        save!();
                        self.budget -= 1;
                        let depth = self.frames.len();
                        if let Err(raised) = self.delegate(value) {
                            self.raise_from_delegation(raised, depth);
                        }
                        continue 'frame;
                    }
                    Op::GetAwaitable => {
                        let value = pop!();
                        save!();
                        follow!(self.get_awaitable(value));
                    }
                    Op::GetAiter => {
                        let value = pop!();
                        follow!(self.get_aiter(value));
                    }
                    Op::GetAnext => {
                        let iterator = self.stack[self.stack.len() - 1].clone();
                        follow!(self.get_anext(iterator));
                    }
                    Op::EndAsyncFor(target) => {
                        let raised = pop!();
                        let Value::Instance(raised) = raised else { unreachable!("an exception was pushed") };
                        let raised = crate::Raised(raised);
                        if raised.is(&self.exceptions.stop_async_iteration) {
                            self.stack.pop();
                            pc = target as usize;
                        } else {
                            save!();
                            self.unwind(raised, false);
                            continue 'frame;
                        }
                    }

                    Op::BeforeWith => {
                        let manager = pop!();
                        let (exit, enter) = check!(self.with_methods(&manager));
                        self.stack.push(exit);
                        follow!(Ok(enter));
                    }
                    Op::BeforeAsyncWith => {
                        let manager = pop!();
                        let (exit, enter) = check!(self.async_with_methods(&manager));
                        self.stack.push(exit);
                        follow!(Ok(enter));
                    }
                    Op::WithExceptStart => calling!(self.call_exit()),

                    Op::PushExcInfo => {
                        let raised = pop!();
                        let frame = self.top_python();
                        let previous = std::mem::replace(&mut frame.handling, raised.clone());
                        self.stack.push(previous);
                        self.stack.push(raised);
                    }
                    Op::PopExcept => {
                        let previous = pop!();
                        self.top_python().handling = previous;
                    }
                    Op::CheckExcMatch => {
                        let class = pop!();
                        let raised = self.stack[self.stack.len() - 1].clone();
                        let matches = check!(self.exception_matches(&raised, &class));
                        self.stack.push(Value::Bool(matches));
                    }
                    Op::CheckEgMatch => {
                        let class = pop!();
                        let group = pop!();
                        calling!(self.check_group_match(group, class));
                    }
                    Op::PrepReraiseStar => {
                        let caught = pop!();
                        let original = pop!();
                        calling!(self.prepare_reraise_star(original, caught));
                    }
                    Op::Reraise => {
                        let Value::Instance(raised) = pop!() else { unreachable!("an exception was pushed") };
                        save!();
                        self.unwind(crate::Raised(raised), false);
                        continue 'frame;
                    }
                    Op::Raise(count) => {
                        save!();
                        self.raise_statement(count);
                        continue 'frame;
                    }
                    Op::LoadAssertionError => {
                        let class = Value::Type(self.exceptions.assertion_error.clone());
                        self.stack.push(class);
                    }

                    Op::ImportName { name, level } => {
                        let fromlist = pop!();
                        calling!(self.import_name(&function.module, name, level, &fromlist));
                    }
                    Op::ImportFrom(name) => {
                        let module = self.stack[self.stack.len() - 1].clone();
                        calling!(self.import_from(&module, name));
                    }
                    Op::ImportStar => {
                        let module = pop!();
                        check!(self.import_star(&function.module, &module));
                    }

                    Op::MatchSequence => {
                        let matches = self.is_pattern_sequence(&self.stack[self.stack.len() - 1]);
                        self.stack.push(Value::Bool(matches));
                    }
                    Op::MatchMapping => {
                        let matches = self.is_pattern_mapping(&self.stack[self.stack.len() - 1]);
                        self.stack.push(Value::Bool(matches));
                    }
                    Op::MatchKeys => {
                        let at = self.stack.len();
                        let args = [self.stack[at - 2].clone(), self.stack[at - 1].clone()];
                        calling!(self.call(self.prelude("_match_keys"), crate::Args::new(args), Then::Push));
                    }
                    Op::MatchClass(count) => {
                        let names = pop!();
                        let class = pop!();
                        let subject = pop!();
                        let args = [subject, class, names, Value::Int(i64::from(count))];
                        calling!(self.call(self.prelude("_match_class"), crate::Args::new(args), Then::Push));
                    }
                    Op::GetLen => {
                        let subject = self.stack[self.stack.len() - 1].clone();
                        calling!(self.call(self.prelude("_len"), crate::Args::new([subject]), Then::Push));
                    }
                    Op::MatchRest => {
                        let keys = pop!();
                        let subject = pop!();
                        calling!(self.call(
                            self.prelude("_match_rest"),
                            crate::Args::new([subject, keys]),
                            Then::Push
                        ));
                    }
                }
            }
        }
    }
}

/// Arithmetic on small integers and floats, which needs nothing else.
#[inline(always)]
fn quick_binary(op: BinaryOp, a: &Value, b: &Value) -> Option<Value> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => match op {
            BinaryOp::Add => a.checked_add(*b).map(Value::Int),
            BinaryOp::Sub => a.checked_sub(*b).map(Value::Int),
            BinaryOp::Mul => a.checked_mul(*b).map(Value::Int),
            BinaryOp::Mod if *b > 0 => Some(Value::Int(a.rem_euclid(*b))),
            BinaryOp::FloorDiv if *b > 0 => Some(Value::Int(a.div_euclid(*b))),
            BinaryOp::And => Some(Value::Int(a & b)),
            _ => None,
        },
        (Value::Float(a), Value::Float(b)) => match op {
            BinaryOp::Add => Some(Value::Float(a + b)),
            BinaryOp::Sub => Some(Value::Float(a - b)),
            BinaryOp::Mul => Some(Value::Float(a * b)),
            _ => None,
        },
        _ => None,
    }
}

#[inline(always)]
fn quick_compare(op: CompareOp, a: &Value, b: &Value) -> Option<bool> {
    fn by<T: PartialOrd>(op: CompareOp, a: &T, b: &T) -> bool {
        match op {
            CompareOp::Eq => a == b,
            CompareOp::Ne => a != b,
            CompareOp::Lt => a < b,
            CompareOp::Le => a <= b,
            CompareOp::Gt => a > b,
            CompareOp::Ge => a >= b,
        }
    }
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => Some(by(op, a, b)),
        (Value::Float(a), Value::Float(b)) => Some(by(op, a, b)),
        _ => None,
    }
}
