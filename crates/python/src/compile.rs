//! Python source to bytecode. The only room that knows the parser.
//!
//! Parse, collect the names of each scope ([`scope`]), then walk the tree and emit ([`compiler`]).

mod assignment;
mod calls;
mod compiler;
mod comprehensions;
mod conditions;
mod constant_set;
mod effect;
mod errors;
mod exceptions;
mod expressions;
mod fault;
mod functions;
mod future;
mod limits;
mod lines;
mod loops;
mod on_demand;
mod patterns;
mod scope;
mod statements;
mod strings;
mod unit;
mod unparse;
mod warnings;

use std::hash::BuildHasherDefault;
use std::rc::Rc;

use ruff_python_ast::{Mod, PythonVersion};
use ruff_python_parser::{Mode, ParseOptions, Parsed, parse_unchecked};
use ruff_text_size::{Ranged, TextRange};

use crate::bytecode::{Code, CodeKind, Op, Params};
use crate::object::Module;
use crate::symbol::FxHasher;
use crate::work;
use compiler::Compiler;
use fault::Outcome;
use future::Future;
use lines::Lines;

pub use effect::verify;
pub use fault::SyntaxErrorKind;
pub(crate) use on_demand::is_on_demand;
pub(crate) use scope::mangled;
pub use warnings::SyntaxWarning;

/// A map whose order is never looked at.
type Map<K, V> = hashbrown::HashMap<K, V, BuildHasherDefault<FxHasher>>;

/// Why a source is no program, as CPython 3.11 words it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The exception to raise.
    pub kind: SyntaxErrorKind,
    /// `msg`
    pub message: String,
    /// `lineno`, from 1.
    pub line: u32,
    /// `offset`, from 1; 0 for none. CPython 3.11 counts bytes, though its tokenizer counts characters,
    /// and so does this.
    pub column: u32,
    /// `end_lineno`
    pub end_line: u32,
    /// `end_offset`; 0 for none: then one character is marked.
    pub end_column: u32,
    /// `text`: the source of `line`, without its line break.
    pub text: String,
}

/// What the compiler is told besides the source.
#[derive(Clone, Debug)]
pub struct Options {
    /// The file's name as tracebacks show it.
    pub filename: Rc<str>,
    /// Whether tracebacks leave this code out: our own library in Python.
    pub internal: bool,
    /// Whether the outermost variables are not the module's: `exec` with a namespace.
    pub in_namespace: bool,
    /// See [`Code::lines_before`].
    pub lines_before: u32,
}

impl Options {
    /// For a file, or another text, of a program.
    pub fn of_program(filename: Rc<str>) -> Options {
        Options { filename, internal: false, in_namespace: false, lines_before: 0 }
    }
}

/// What compiling costs in units of work.
const UNITS_PER_BYTE: u64 = 4;

/// Whether a source may name characters, as `"\N{BULLET}"` does: then it is compiled when their names have come.
pub fn names_characters(source: &str) -> bool {
    source.contains("\\N{")
}

/// Compiles a module, whose globals get their slots in `module`. All code objects of it are among the
/// constants of the result, and of each other's; their [`Code::index`]es count from 0 in the order in
/// which they were finished, so that the same source always gives the same numbers.
///
/// # Errors
///
/// The first [`SyntaxError`] that CPython 3.11 would report.
pub fn compile_module(source: &str, options: &Options, module: &Module) -> Result<Rc<Code>, SyntaxError> {
    compile(source, Mode::Module, options, module).map(|(code, _)| code)
}

/// Like [`compile_module`], with what CPython warns of, in the order in which it does.
///
/// # Errors
///
/// See [`compile_module`].
pub fn compile_module_with_warnings(
    source: &str,
    options: &Options,
    module: &Module,
) -> Result<(Rc<Code>, Vec<SyntaxWarning>), SyntaxError> {
    compile(source, Mode::Module, options, module)
}

/// Compiles a single expression, as `eval` takes it: running the code returns its value.
///
/// # Errors
///
/// See [`compile_module`].
pub fn compile_expression(source: &str, options: &Options, module: &Module) -> Result<Rc<Code>, SyntaxError> {
    let source = source.trim_start_matches([' ', '\t']);
    let (mut code, _) = compile(source, Mode::Expression, options, module)?;
    if let Some(code) = Rc::get_mut(&mut code) {
        code.kind = CodeKind::Expression;
    }
    Ok(code)
}

fn compile(
    source: &str,
    mode: Mode,
    options: &Options,
    module: &Module,
) -> Result<(Rc<Code>, Vec<SyntaxWarning>), SyntaxError> {
    work::charge((source.len() as u64).saturating_mul(UNITS_PER_BYTE));
    let lines = Lines::new(source);
    let told = |fault| errors::tell(&lines, fault);
    // Our own library is known to be right: a test compiles it as if it were a program's.
    if !options.internal {
        let tokens = errors::check_source(&lines).map_err(told)?;
        errors::check_grammar(&tokens, &lines, mode).map_err(told)?;
    }
    let parsed = parse_unchecked(source, ParseOptions::from(mode).with_target_version(PythonVersion::PY311));
    errors::check_parsed(&parsed).map_err(told)?;
    emit(&parsed, &lines, options, module).map_err(told)
}

fn emit<'a>(
    parsed: &'a Parsed<Mod>,
    lines: &'a Lines<'a>,
    options: &'a Options,
    module: &'a Module,
) -> Outcome<(Rc<Code>, Vec<SyntaxWarning>)> {
    let everything = parsed.syntax().range();
    let begun = |scopes| {
        let mut compiler = Compiler::new(lines, scopes, module, options);
        compiler.begin(0, "<module>");
        compiler
    };
    let mut compiler;
    match parsed.syntax() {
        Mod::Module(tree) => {
            let future = future::future(&tree.body)?;
            compiler = begun(scope::build(&tree.body, None, future)?);
            compiler.named_on_demand();
            let body = compiler.module_prologue(&tree.body)?;
            compiler.body(body)?;
            let last = tree.body.last().map_or(TextRange::default(), Ranged::range);
            compiler.emit(Op::LoadNone, last);
            compiler.emit(Op::Return, last);
        }
        Mod::Expression(tree) => {
            compiler = begun(scope::build(&[], Some(&tree.body), Future::default())?);
            compiler.named_on_demand();
            compiler.expression(&tree.body)?;
            compiler.emit(Op::Return, tree.body.range());
        }
    }
    let code = compiler.finish(everything, 1, Params::default(), None);
    Ok((code, compiler.warnings))
}
