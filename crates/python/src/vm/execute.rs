//! The loop that executes instructions.
//!
//! Only what is hot stands here, written for small numbers; everything else is a call of a function that is never
//! inlined, so that this loop stays small enough to be compiled well, and soon: a browser makes good code of it only
//! after a while, and the larger it is, the later.

use std::mem;
use std::rc::Rc;

use crate::bytecode::{BinaryOp, CompareOp, Op};
use crate::object::{Function, Quick};
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::frame::{Frame, PythonFrame, Then};

impl Vm {
    /// Executes the Python frame on top, and those it calls, until something else must be looked at.
    #[inline]
    #[allow(clippy::too_many_lines)]
    pub(super) fn execute(&mut self) {
        'frame: loop {
            if self.budget <= 0 || self.blocked || self.outcome.is_some() {
                return;
            }
            let Some(Frame::Python(frame)) = self.frames.last() else { return };
            let mut function: Rc<Function> = frame.function.clone();
            let mut base = frame.base();
            let mut pc = frame.pc();

            // A frame that a plain call began, or to which one returned, goes on here.
            'code: loop {
                let code = &*function.code;
                let ops: &[Op] = if self.has_breakpoints { code.with_breakpoints() } else { &code.ops };

                // Keeps `pc` in the frame, for whoever looks at it while other code runs.
                macro_rules! save {
                    () => {
                        match self.frames.last_mut() {
                            Some(Frame::Python(frame)) => frame.set_pc(pc),
                            _ => unreachable!("the frame on top is executing"),
                        }
                    };
                }
                // Attends to what waits between two instructions.
                macro_rules! attend {
                    () => {{
                        save!();
                        self.bury();
                        continue 'frame;
                    }};
                }
                // Does what may raise, call, jump or block; goes on at once if it did nothing of these.
                macro_rules! leaving {
                ($work:expr) => {{
                    save!();
                    let depth = self.frames.len();
                    if let Err(raised) = $work {
                        self.raise_here(raised);
                        continue 'frame;
                    }
                    // An exception thrown into a generator may have come back to a handler of this frame.
                    if self.frames.len() != depth
                        || self.blocked
                        || !matches!(self.frames.last(), Some(Frame::Python(frame)) if frame.pc() == pc)
                    {
                        continue 'frame;
                    }
                }};
            }
                // Like `leaving`, for calls that use up the budget.
                macro_rules! calling {
                    ($call:expr) => {{
                        leaving!({
                            let result = $call;
                            if result.is_ok() && self.graveyard.occupied.get() {
                                self.bury();
                                // A native may have done the work of many calls.
                                continue 'frame;
                            }
                            result
                        });
                    }};
                }
                // Leaves it to the instruction's own function.
                macro_rules! elsewhere {
                    ($op:expr) => {{
                        leaving!(self.execute_instruction($op, &function, base));
                        if self.graveyard.occupied.get() || self.budget <= 0 {
                            self.bury();
                            continue 'frame;
                        }
                    }};
                }
                // Calls what is on the stack: a plain function here, all else by `$call`.
                macro_rules! call {
                    ($at:expr, $args:expr, $bottom:expr, $call:expr) => {{
                        self.budget -= 1;
                        match self.begin_plain_call(pc, $at, $args, $bottom) {
                            Some(callee) => {
                                if self.budget <= 0 {
                                    continue 'frame;
                                }
                                function = callee;
                                base = $args;
                                pc = 0;
                                continue 'code;
                            }
                            None => calling!($call),
                        }
                    }};
                }
                macro_rules! local {
                    ($slot:expr) => {
                        self.stack[base + $slot as usize]
                    };
                }
                // Pushes a variable.
                macro_rules! load_local {
                    ($slot:expr) => {
                        match &local!($slot) {
                            Value::Undefined => elsewhere!(Op::LoadFast(u32::from($slot))),
                            value => {
                                let value = copy(value);
                                self.stack.push(value);
                            }
                        }
                    };
                }
                // Goes on with the truth of a comparison: most often the next instruction jumps on it.
                macro_rules! compared {
                    ($truth:expr) => {{
                        let truth = $truth;
                        match ops[pc] {
                            Op::PopJumpIfFalse(target) => pc = if truth { pc + 1 } else { target as usize },
                            Op::PopJumpIfTrue(target) => pc = if truth { target as usize } else { pc + 1 },
                            _ => self.stack.push(Value::Bool(truth)),
                        }
                    }};
                }
                // Assigns to a variable. What was in it may have a last word.
                macro_rules! store_local {
                    ($slot:expr, $value:expr) => {
                        if store(&mut local!($slot), $value) && self.graveyard.has_dropped() {
                            attend!();
                        }
                    };
                }
                // Goes on with a value: most often the next instruction stores it.
                macro_rules! computed {
                    ($value:expr) => {{
                        let value = $value;
                        match ops[pc] {
                            Op::StoreFast(slot) => {
                                pc += 1;
                                store_local!(slot, value);
                            }
                            _ => self.stack.push(value),
                        }
                    }};
                }
                // Jumps on the truth of the value on top, and pops it.
                macro_rules! branch {
                    ($on:expr, $target:expr, $op:expr) => {
                        match self.stack.last() {
                            Some(Value::Bool(truth)) => {
                                let truth = *truth;
                                mem::forget(self.stack.pop());
                                if truth == $on {
                                    pc = $target as usize;
                                }
                            }
                            _ => elsewhere!($op),
                        }
                    };
                }

                loop {
                    let op = &ops[pc];
                    pc += 1;
                    match *op {
                        Op::LoadConst(at) => self.stack.push(code.consts[at as usize].clone()),
                        Op::LoadNone => self.stack.push(Value::None),
                        Op::LoadInt(number) => self.stack.push(Value::Int(i64::from(number))),
                        Op::LoadFast(slot) => load_local!(slot),
                        Op::StoreFast(slot) => {
                            if let Some(value) = self.stack.pop() {
                                store_local!(slot, value);
                            }
                        }
                        Op::LoadGlobal(slot) => match function.module.load(slot) {
                            Value::Undefined => elsewhere!(*op),
                            value => self.stack.push(value),
                        },
                        Op::LoadDeref(slot) => match self.cell_value(base, slot) {
                            Value::Undefined => elsewhere!(*op),
                            value => self.stack.push(value),
                        },
                        Op::Pop => {
                            self.stack.pop();
                            if self.graveyard.occupied.get() {
                                attend!();
                            }
                        }

                        Op::AddFastFast(a, b) => match (&local!(a), &local!(b)) {
                            (Value::Int(x), Value::Int(y)) if let Some(sum) = x.checked_add(*y) => {
                                pc += 2;
                                computed!(Value::Int(sum));
                            }
                            (Value::Float(x), Value::Float(y)) => {
                                let sum = x + y;
                                pc += 2;
                                computed!(Value::Float(sum));
                            }
                            _ => load_local!(a),
                        },
                        Op::AddFastInt(a, b) => match &local!(a) {
                            Value::Int(x) if let Some(sum) = x.checked_add(i64::from(b)) => {
                                pc += 2;
                                computed!(Value::Int(sum));
                            }
                            _ => load_local!(a),
                        },
                        Op::FastFast(how, a, b) => match arithmetic(how, &local!(a), &local!(b)) {
                            Some(value) => {
                                pc += 2;
                                computed!(value);
                            }
                            None => load_local!(a),
                        },
                        Op::FastInt(how, a, b) => {
                            match arithmetic(how, &local!(a), &Value::Int(i64::from(b))) {
                                Some(value) => {
                                    pc += 2;
                                    computed!(value);
                                }
                                None => load_local!(a),
                            }
                        }
                        Op::CompareFastFast(how, a, b) => match (&local!(a), &local!(b)) {
                            (Value::Int(x), Value::Int(y)) => {
                                let truth = holds(how, x, y);
                                pc += 2;
                                compared!(truth);
                            }
                            _ => load_local!(a),
                        },
                        Op::CompareFastInt(how, a, b) => match &local!(a) {
                            Value::Int(x) => {
                                let truth = holds(how, x, &i64::from(b));
                                pc += 2;
                                compared!(truth);
                            }
                            _ => load_local!(a),
                        },

                        Op::Binary(how) | Op::Inplace(how) => match self.stack.as_slice() {
                            [.., a, b] => match arithmetic(how, a, b) {
                                Some(value) => {
                                    self.forget_two();
                                    computed!(value);
                                }
                                None => elsewhere!(*op),
                            },
                            _ => elsewhere!(*op),
                        },
                        Op::Compare(how) => {
                            let truth = match self.stack.as_slice() {
                                [.., Value::Int(a), Value::Int(b)] => Some(holds(how, a, b)),
                                [.., Value::Float(a), Value::Float(b)] => Some(holds(how, a, b)),
                                _ => None,
                            };
                            match truth {
                                Some(truth) => {
                                    self.forget_two();
                                    compared!(truth);
                                }
                                None => elsewhere!(*op),
                            }
                        }

                        Op::Jump(target) => pc = target as usize,
                        Op::JumpBack(target) => {
                            pc = target as usize;
                            self.budget -= 1;
                            if self.budget <= 0 || self.graveyard.occupied.get() {
                                self.at_back_edge = self.budget <= 0;
                                attend!();
                            }
                        }
                        Op::PopJumpIfFalse(target) => branch!(false, target, *op),
                        Op::PopJumpIfTrue(target) => branch!(true, target, *op),

                        Op::LoadAttr(name) => {
                            if !self.hot_load_attr::<true>(name) {
                                leaving!(self.load_attr(name));
                            }
                            // The object may have been there for this attribute only.
                            if self.graveyard.has_dropped() {
                                attend!();
                            }
                        }
                        Op::StoreAttr(name) => {
                            if !self.hot_store_attr::<true>(name) {
                                leaving!(self.store_attr(name));
                            }
                            if self.graveyard.has_dropped() {
                                attend!();
                            }
                        }
                        Op::LoadMethod(name) => {
                            if !self.hot_load_method::<true>(name) {
                                leaving!(self.load_method(name));
                            }
                        }
                        Op::LoadSubscr => {
                            if !self.hot_load_subscr::<true>() {
                                leaving!(self.load_subscr());
                            }
                            if self.graveyard.occupied.get() {
                                attend!();
                            }
                        }
                        Op::Call(argc) => {
                            let args = self.stack.len() - argc as usize;
                            call!(args - 1, args, args - 1, self.hot_call::<true>(argc as usize));
                        }
                        Op::CallMethod(argc) => {
                            let (args, bottom) = {
                                let args = self.stack.len() - argc as usize;
                                // What `LoadMethod` left is a function and its first argument, or a callee alone.
                                if self.stack[args - 2].is_defined() {
                                    (args - 1, args - 2)
                                } else {
                                    (args, args - 2)
                                }
                            };
                            call!(args - 1, args, bottom, self.hot_call_method::<true>(argc as usize));
                        }
                        Op::Return => {
                            let value = self.stack.pop().unwrap_or_default();
                            if !self.end_plain_call() {
                                let Some(Frame::Python(frame)) = self.frames.last_mut() else { return };
                                frame.set_pc(pc);
                                if let Err(raised) = self.hot_return::<true>(value) {
                                    self.raise_here(raised);
                                }
                                self.bury();
                                continue 'frame;
                            }
                            self.stack.push(value);
                            let Some(Frame::Python(frame)) = self.frames.last() else { continue 'frame };
                            function = frame.function.clone();
                            base = frame.base();
                            pc = frame.pc();
                            if self.graveyard.occupied.get() {
                                self.bury();
                                continue 'frame;
                            }
                            if self.budget <= 0 {
                                continue 'frame;
                            }
                            continue 'code;
                        }

                        Op::ForIter(exit) => {
                            let quick = match self.stack.last() {
                                Some(Value::Iter(iter)) => iter.state.borrow_mut().quick(),
                                _ => Quick::Ask,
                            };
                            match quick {
                                Quick::Item(item) => computed!(item),
                                Quick::End => {
                                    self.stack.pop();
                                    pc = exit as usize;
                                    if self.graveyard.has_dropped() {
                                        attend!();
                                    }
                                }
                                Quick::Ask => {
                                    self.budget -= 1;
                                    calling!(self.hot_iterate::<true>(exit));
                                }
                            }
                        }
                        Op::Yield => {
                            let value = self.stack.pop().unwrap_or_default();
                            save!();
                            let then = self.hot_suspend_top::<true>();
                            if let Err(raised) = self.hot_deliver_yield::<true>(then, value) {
                                self.raise_here(raised);
                            }
                            continue 'frame;
                        }
                        Op::YieldFrom => {
                            let value = self.stack.pop().unwrap_or_default();
                            pc -= 1;
                            save!();
                            self.budget -= 1;
                            let depth = self.frames.len();
                            if let Err(raised) = self.hot_delegate::<true>(value) {
                                self.raise_from_delegation(raised, depth);
                            }
                            continue 'frame;
                        }
                        _ => elsewhere!(*op),
                    }
                }
            }
        }
    }

    /// Begins a call of the function at `callee`, if it takes the arguments that are on the stack from `args` on as they are, and gives
    /// it back. The call's own part of the stack begins at `bottom`.
    #[inline(always)]
    fn begin_plain_call(
        &mut self,
        pc: usize,
        callee: usize,
        args: usize,
        bottom: usize,
    ) -> Option<Rc<Function>> {
        let count = self.stack.len() - args;
        match self.stack.get(callee) {
            Some(Value::Function(function))
                if function.code.plain_args as usize == count && self.is_depth_left() => {}
            _ => return None,
        }
        if let Some(Frame::Python(caller)) = self.frames.last_mut() {
            caller.set_pc(pc);
        }
        let Value::Function(function) = mem::take(&mut self.stack[callee]) else { return None };
        self.push_other_locals(&function, args);
        let frame = PythonFrame::of_call(function.clone(), args, Then::Push).with_bottom(bottom);
        self.frames.push(Frame::Python(frame));
        Some(function)
    }

    /// Takes the frame on top away if it is one of a plain call, which another frame waits for.
    #[inline(always)]
    fn end_plain_call(&mut self) -> bool {
        match self.frames.as_slice() {
            [.., _, Frame::Python(PythonFrame { then: Then::Push, generator: None, .. })] => {}
            _ => return false,
        }
        let Some(Frame::Python(frame)) = self.frames.pop() else { return false };
        let bottom = frame.bottom();
        frame.drop_plain();
        // Most variables are numbers; the others are dropped in their order.
        while self.stack.len() > bottom
            && let Some(Value::Undefined | Value::None | Value::Bool(_) | Value::Int(_) | Value::Float(_)) =
                self.stack.last()
        {
            mem::forget(self.stack.pop());
        }
        self.stack.truncate(bottom);
        true
    }

    /// Takes two numbers off the stack, which need no dropping.
    #[inline(always)]
    fn forget_two(&mut self) {
        mem::forget(self.stack.pop());
        mem::forget(self.stack.pop());
    }
}

/// A copy of a value; that of a small number needs no counting.
#[inline(always)]
fn copy(value: &Value) -> Value {
    match value {
        Value::Int(number) => Value::Int(*number),
        other => other.clone(),
    }
}

/// Assigns to a variable; a small number for a small number needs no dropping. Whether something was dropped.
#[inline(always)]
fn store(variable: &mut Value, value: Value) -> bool {
    if let (Value::Int(old), Value::Int(new)) = (&mut *variable, &value) {
        *old = *new;
        mem::forget(value);
        false
    } else {
        *variable = value;
        true
    }
}

/// Arithmetic on small integers and floats, which needs nothing else.
#[inline(always)]
fn arithmetic(op: BinaryOp, a: &Value, b: &Value) -> Option<Value> {
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
fn holds<T: PartialOrd>(op: CompareOp, a: &T, b: &T) -> bool {
    match op {
        CompareOp::Eq => a == b,
        CompareOp::Ne => a != b,
        CompareOp::Lt => a < b,
        CompareOp::Le => a <= b,
        CompareOp::Gt => a > b,
        CompareOp::Ge => a >= b,
    }
}
