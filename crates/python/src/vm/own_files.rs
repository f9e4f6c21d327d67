//! The files of a program: the one that runs, and those beside it, which it can import and read.

use std::borrow::Cow;
use std::rc::Rc;

use loopscope_files::File;

use crate::Result;
use crate::builtins::known_modules::BUILT_IN;
use crate::bytecode::Code;
use crate::compile::{Options, SyntaxWarning};
use crate::object::cycles::tracked;
use crate::object::{Dict, Module};
use crate::symbol::Sym;
use crate::value::{Raised, Value};
use crate::vm::Vm;
use crate::vm::frame::{Frame, PythonFrame, Then};

/// Where relative paths begin, of a program without other files.
const HOME: &str = "/home/user";

/// A program's files.
#[derive(Default)]
pub(crate) struct OwnFiles {
    /// The name of the file that runs, and its text.
    main: (String, Rc<str>),
    files: Vec<OwnFile>,
}

struct OwnFile {
    name: String,
    text: Rc<str>,
    lines_before: u32,
    /// Once it was imported.
    code: Option<Rc<Code>>,
}

/// What a name that is imported stands for among the program's files.
enum Found {
    /// A file; of a package its `__init__.py`.
    File { at: usize, is_package: bool },
    /// A directory without `__init__.py`.
    Directory,
}

impl OwnFiles {
    fn new(filename: &str, program: &str) -> OwnFiles {
        if loopscope_files::are_in(program) {
            return OwnFiles::cut(filename, program);
        }
        OwnFiles { main: (filename.to_owned(), program.into()), files: Vec::new() }
    }

    #[cold]
    fn cut(filename: &str, program: &str) -> OwnFiles {
        let mut files = loopscope_files::files(program);
        let main = (filename.to_owned(), files.next().map_or("", |main| main.text).into());
        let own = |file: File<'_>| OwnFile {
            name: file.name.to_owned(),
            text: file.text.into(),
            lines_before: file.lines_before,
            code: None,
        };
        OwnFiles { main, files: files.map(own).collect() }
    }

    /// The directory that the program is in, without a slash at its end.
    fn directory(&self) -> Cow<'_, str> {
        match self.main.0.rsplit_once('/') {
            None => HOME.into(),
            Some((directory, _)) if self.main.0.starts_with('/') => directory.into(),
            Some((directory, _)) => below_home(directory).into(),
        }
    }

    /// The code of those that were imported.
    pub(super) fn codes(&self) -> Vec<Rc<Code>> {
        self.files.iter().filter_map(|file| file.code.clone()).collect()
    }

    fn path(&self, file: &OwnFile) -> String {
        format!("{}/{}", self.directory(), file.name)
    }

    /// What a module's name stands for, if the program has a file or a directory for it. Modules that CPython has built in come first.
    #[inline]
    fn find(&self, module: &str) -> Option<Found> {
        if self.files.is_empty() { None } else { self.find_among(module) }
    }

    #[cold]
    fn find_among(&self, module: &str) -> Option<Found> {
        if BUILT_IN.contains(&module.split('.').next().unwrap_or(module)) {
            return None;
        }
        let path = module.replace('.', "/");
        let at = |name: &str| self.files.iter().position(|file| file.name == name);
        if let Some(at) = at(&format!("{path}/__init__.py")) {
            return Some(Found::File { at, is_package: true });
        }
        if let Some(at) = at(&format!("{path}.py")) {
            return Some(Found::File { at, is_package: false });
        }
        let is_inside = |file: &OwnFile| file.name.strip_prefix(&path).is_some_and(|it| it.starts_with('/'));
        self.files.iter().any(is_inside).then_some(Found::Directory)
    }
}

#[cold]
fn below_home(directory: &str) -> String {
    match directory.strip_prefix("./").unwrap_or(directory) {
        "." | "" => HOME.to_owned(),
        directory => format!("{HOME}/{directory}"),
    }
}

impl Vm {
    /// Says what files the program has, whose first one is called so: it is [one text](loopscope_files). The text that runs.
    pub fn set_files(&mut self, filename: &str, program: &str) -> Rc<str> {
        self.own_files = OwnFiles::new(filename, program);
        self.own_files.main.1.clone()
    }

    /// Whether the program has modules of its own.
    pub fn has_own_modules(&self) -> bool {
        self.own_files.files.iter().any(|file| file.name.ends_with(".py"))
    }

    /// The path and the content of each file of the program, the one that runs first; none if that is none, as `<stdin>`.
    #[cold]
    pub fn file_contents(&self) -> Vec<(String, Rc<str>)> {
        let own = &self.own_files;
        let (name, text) = &own.main;
        let last = name.rsplit('/').next().unwrap_or_default();
        let main = (!last.is_empty() && !last.ends_with('>'))
            .then(|| (format!("{}/{last}", own.directory()), text.clone()));
        let others = own.files.iter().map(|file| (own.path(file), file.text.clone()));
        main.into_iter().chain(others).collect()
    }

    /// Where relative paths begin: at the program's files, wherever its host has them.
    pub fn working_directory(&self) -> Cow<'_, str> {
        if self.own_files.files.is_empty() { HOME.into() } else { self.program_directory() }
    }

    /// Where the program is, and its modules are looked for: what `sys.path` begins with.
    pub fn program_directory(&self) -> Cow<'_, str> {
        match self.own_files.directory() {
            directory if directory.is_empty() => "/".into(),
            directory => directory,
        }
    }

    /// How many lines of the program come before a file's, by its path; `None` if it is not one of those beside the file that runs.
    pub fn lines_before(&self, path: &str) -> Option<u32> {
        let mut files = self.own_files.files.iter();
        files.find(|file| self.own_files.path(file) == path).map(|file| file.lines_before)
    }

    /// Whether a module is one of the program's own, and a package.
    pub(super) fn is_own_package(&self, name: &str) -> Option<bool> {
        match self.own_files.find(name)? {
            Found::File { is_package, .. } => Some(is_package),
            Found::Directory => Some(true),
        }
    }

    /// Whether a module's code runs now for its import.
    #[cold]
    pub(super) fn is_being_imported(&self, module: &Module) -> bool {
        let mut frames = self.frames.iter();
        frames.any(|frame| matches!(frame, Frame::Python(PythonFrame { then: Then::Import(its), .. }) if std::ptr::eq(&**its, module)))
    }

    /// `ImportError`: a module of the program's own lacks a name.
    #[cold]
    pub(super) fn cannot_import(&self, module: &Module, name: Sym) -> Raised {
        let path = module.get(Sym::new("__file__"));
        let place = path.as_ref().and_then(Value::as_str).unwrap_or("unknown location");
        let its = &module.name;
        let from = match self.is_being_imported(module) {
            true => format!("partially initialized module '{its}' (most likely due to a circular import)"),
            false => format!("'{its}'"),
        };
        let error = Self::with_name(
            self.import_error(format!("cannot import name '{name}' from {from} ({place})")),
            its,
        );
        error.0.attrs.borrow_mut().insert(Sym::new("path"), path.unwrap_or_default());
        error
    }

    /// Imports a module of the program's own.
    ///
    /// # Errors
    /// `SyntaxError`
    #[cold]
    pub(super) fn import_own(&mut self, name: &str, then: Then) -> Result<()> {
        let module = self.new_module(name);
        let found = self.own_files.find(name);
        let directory = format!("{}/{}", self.own_files.directory(), name.replace('.', "/"));
        let is_package = !matches!(found, Some(Found::File { is_package: false, .. }));
        let package = if is_package { name } else { name.rsplit_once('.').map_or("", |(parent, _)| parent) };
        module.define("__package__", Value::str(package));
        for name in ["__loader__", "__spec__"] {
            module.define(name, Value::None);
        }
        if is_package {
            module.define("__path__", Value::list(vec![Value::str(&directory)]));
        }
        let Some(Found::File { at, .. }) = found else {
            self.add_module(name, module.clone());
            return self.deliver_return(then, Value::Module(module), false);
        };
        let (own, path) = (&self.own_files.files[at], self.own_files.path(&self.own_files.files[at]));
        let (text, lines_before) = (own.text.clone(), own.lines_before);
        module.define("__file__", Value::str(&path));
        module.define("__cached__", Value::None);
        module.define("__annotations__", Value::Dict(tracked(Dict::default())));
        module.define("__builtins__", Value::Module(self.builtins.clone()));
        let options = Options { lines_before, ..Options::of_program(path.as_str().into()) };
        let (code, warnings) = self.compile_with_warnings(&module, &text, &options)?;
        self.show_warnings(&path, &text, &warnings);
        self.own_files.files[at].code = Some(code.clone());
        self.break_in(&code);
        self.add_module(name, module.clone());
        self.run_module(code, module, then)
    }

    /// Writes warnings of the compiler to stderr, as CPython shows them.
    #[cold]
    pub fn show_warnings(&mut self, filename: &str, source: &str, warnings: &[SyntaxWarning]) {
        for SyntaxWarning { message, line } in warnings {
            let text = source.lines().nth(*line as usize - 1).unwrap_or_default().trim();
            self.write(true, &format!("{filename}:{line}: SyntaxWarning: {message}\n  {text}\n"));
        }
    }
}
