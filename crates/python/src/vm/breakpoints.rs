//! Breakpoints: while there are any, the program's code runs with an [`Op::Breakpoint`] in place of the first instruction of
//! each statement. It stands still before the statement if that has one; else, and going on, it does what that instruction does.

use std::mem;
use std::rc::Rc;

use crate::Result;
use crate::bytecode::fuse::unfused;
use crate::bytecode::{Code, Op, Statement};
use crate::object::Function;
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::frame::PythonFrame;

/// Which there are, and which was come to.
#[derive(Default)]
pub(super) struct Breakpoints {
    /// The lines that are to have one.
    wanted: Vec<u32>,
    /// Of each of the program's files that was compiled: its text, and of each line whether a statement begins there that has one. What the
    /// program compiles itself has none.
    files: Vec<(Rc<str>, Vec<bool>)>,
    /// The line in which the thread stands that ran, and what it has left of its budget.
    hit: Option<(u32, i64)>,
}

/// Where a frame stands before a statement, or stood and has not gone on yet: an injected call came between.
pub(super) struct Stand {
    /// How many frames there are up to this one.
    depth: usize,
    /// The instruction.
    at: usize,
    /// How many of the statements that begin there are done with: a `try` begins where its body does.
    passed: usize,
    line: u32,
}

impl Vm {
    /// These lines of the program, whose module `program` is, have breakpoints, and no others; lines are numbered on from file to
    /// file. One in a line in which no statement begins is for the one that the line belongs to, or else for the next one.
    pub fn set_breakpoints(&mut self, program: &Code, lines: &[u32]) {
        self.breakpoints.wanted = lines.to_vec();
        self.breakpoints.files.clear();
        self.has_breakpoints = false;
        self.break_in(program);
        for code in self.own_files.codes() {
            self.break_in(&code);
        }
    }

    /// The code of a file of the program has the breakpoints that are wanted there.
    pub(super) fn break_in(&mut self, program: &Code) {
        // Of each line that of the statement that a breakpoint there is for.
        let mut statements = Vec::new();
        each_statement(program, &mut |statement| {
            let (line, end) = (statement.line as usize, statement.end_line as usize + 1);
            statements.resize(statements.len().max(end), 0);
            statements[line..end].iter_mut().for_each(|its| *its = line.max(*its));
        });
        let mut next = 0;
        for line in statements.iter_mut().rev() {
            if *line == 0 {
                *line = next;
            }
            next = *line;
        }
        let mut with = vec![false; statements.len()];
        for line in &self.breakpoints.wanted {
            let its = line.checked_sub(program.lines_before).filter(|line| *line > 0);
            if let Some(line) = its.and_then(|line| statements.get(line as usize)) {
                with[*line] = true;
                self.has_breakpoints = true;
            }
        }
        self.breakpoints.files.push((program.source.clone(), with));
    }

    /// Whether there are breakpoints.
    pub fn has_breakpoints(&self) -> bool {
        self.has_breakpoints
    }

    /// The line in which the thread stands, if it does since [`Vm::run`] was called.
    pub(super) fn hit(&mut self) -> Option<u32> {
        let (line, budget) = self.breakpoints.hit.take()?;
        self.budget = budget;
        Some(line)
    }

    /// Executes [`Op::Breakpoint`].
    #[inline(never)]
    pub(super) fn breakpoint(&mut self, function: &Rc<Function>, base: usize) -> Result<()> {
        let (code, depth) = (&function.code, self.frames.len());
        let at = self.top_python().pc() - 1;
        let passed = match self.stands.pop_if(|stand| (stand.depth, stand.at) == (depth, at)) {
            Some(stand) => stand.passed,
            None => 0,
        };
        let mut files = self.breakpoints.files.iter();
        let lines = files.find(|(source, _)| Rc::ptr_eq(source, &code.source)).map(|(_, lines)| lines);
        let first = code.statements.partition_point(|statement| (statement.at as usize) < at);
        let mut here = code.statements[first..].iter().take_while(|it| it.at as usize == at).enumerate();
        let hit = here.find(|(number, it)| {
            *number >= passed && lines.is_some_and(|its| its.get(it.line as usize) == Some(&true))
        });
        if let Some((number, Statement { line, .. })) = hit {
            let line = code.program_line(*line);
            self.stands.push(Stand { depth, at, passed: number + 1, line });
            self.top_python().set_pc(at);
            // So that nothing else runs.
            self.breakpoints.hit = Some((line, mem::take(&mut self.budget)));
            return Ok(());
        }
        match unfused(code.ops[at]) {
            Op::LoadConst(index) => self.stack.push(code.consts[index as usize].clone()),
            Op::LoadNone => self.stack.push(Value::None),
            Op::LoadInt(number) => self.stack.push(Value::Int(i64::from(number))),
            Op::LoadFast(slot)
                if let local = &self.stack[base + slot as usize]
                    && local.is_defined() =>
            {
                self.stack.push(local.clone());
            }
            Op::LoadGlobal(slot)
                if let value = function.module.load(slot)
                    && value.is_defined() =>
            {
                self.stack.push(value);
            }
            Op::LoadDeref(slot)
                if let value = self.cell_value(base, slot)
                    && value.is_defined() =>
            {
                self.stack.push(value);
            }
            Op::Pop => drop(self.pop()),
            Op::Jump(target) => self.top_python().set_pc(target as usize),
            Op::JumpBack(target) => {
                self.top_python().set_pc(target as usize);
                self.budget -= 1;
                self.at_back_edge = self.budget <= 0;
                self.bury();
            }
            other => return self.execute_instruction(other, function, base),
        }
        Ok(())
    }

    /// Whoever stood in a frame that is left, or in the one that an exception now comes to, does not go on from there.
    pub(super) fn forget_stands(&mut self) {
        let depth = self.frames.len();
        while self.stands.pop_if(|stand| stand.depth >= depth).is_some() {}
    }
}

/// The line before which a frame stands that is number `depth` of a thread's.
pub(super) fn line_of_stand(stands: &[Stand], frame: &PythonFrame, depth: usize) -> Option<u32> {
    let stand = stands.iter().find(|stand| stand.depth == depth)?;
    (stand.at == frame.pc()).then_some(stand.line)
}

fn each_statement(code: &Code, look: &mut dyn FnMut(&Statement)) {
    code.statements.iter().for_each(&mut *look);
    for value in &code.consts {
        if let Value::Code(inner) = value {
            each_statement(inner, look);
        }
    }
}
