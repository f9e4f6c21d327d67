//! `import`

use std::rc::Rc;

use crate::Result;
use crate::bytecode::Code;
use crate::compile::{self, is_on_demand};
use crate::native::Args;
use crate::object::Module;
use crate::symbol::{Sym, sym};
use crate::value::{Raised, Value};
use crate::vm::frame::Then;
use crate::vm::{PRELUDE, Vm};

/// The longest source that is compiled.
const MAX_SOURCE_BYTES: usize = 1 << 18;

/// Packages of CPython that are plain modules of ours.
const PACKAGES: [&str; 3] = ["html", "json", "re"];

/// What of a module is written in Rust. The modules of the [`Image`](crate::bytecode::Image) can be imported without that.
#[derive(Clone, Copy)]
pub enum NativeModule {
    /// All of it.
    Whole(fn(&mut Vm) -> Result<Rc<Module>>),
    /// What it has before its Python source runs, which the image has under its name.
    Part(fn(&mut Vm, &Rc<Module>) -> Result<()>),
}

impl Vm {
    /// Says what of a module is written in Rust.
    pub fn register_module(&mut self, name: &str, native: NativeModule) {
        self.natives.insert(Sym::new(name), native);
    }

    /// Whether there are modules in a package.
    fn is_package(&self, package: &str) -> bool {
        if let Some(is_package) = self.is_own_package(package) {
            return is_package;
        }
        if package == "os" {
            // It has `os.path` and is none.
            return false;
        }
        let is_inside = |name: &str| name.strip_prefix(package).is_some_and(|rest| rest.starts_with('.'));
        self.image.names().any(is_inside)
    }

    /// What CPython's module of this name has and our library's lacks, with spaces between the names, if that has one in Python. The prelude is none.
    pub fn lacks(&self, name: &str) -> Option<&'static str> {
        if name == PRELUDE { None } else { self.image.lacks(name) }
    }

    /// Compiles the source of a module.
    ///
    /// # Errors
    /// `SyntaxError`
    pub fn compile_source(
        &mut self,
        module: &Rc<Module>,
        source: &str,
        filename: &str,
        internal: bool,
    ) -> Result<Rc<Code>> {
        let options = compile::Options { internal, ..compile::Options::of_program(filename.into()) };
        self.compile_with_warnings(module, source, &options).map(|(code, _)| code)
    }

    /// Refuses a source that takes long to compile: that can't be interrupted.
    ///
    /// # Errors
    /// `MemoryError`
    fn check_source(&self, source: &str) -> Result<()> {
        if source.len() > MAX_SOURCE_BYTES {
            let limit = format!("Loopscope compiles at most {MAX_SOURCE_BYTES} bytes at once");
            return Err(self.memory_error(limit));
        }
        Ok(())
    }

    /// Like [`Vm::compile_source`], with what CPython would warn of.
    ///
    /// # Errors
    /// `SyntaxError`, `MemoryError`
    pub fn compile_with_warnings(
        &mut self,
        module: &Rc<Module>,
        source: &str,
        options: &compile::Options,
    ) -> Result<(Rc<Code>, Vec<compile::SyntaxWarning>)> {
        self.check_source(source)?;
        let (code, warnings) = compile::compile_module_with_warnings(source, options, module)
            .map_err(|error| self.syntax_error(&error, &options.filename))?;
        Ok((code, warnings))
    }

    /// The code of a module of our library; an empty module has none.
    pub(crate) fn library_code(&mut self, module: &Rc<Module>) -> Option<Rc<Code>> {
        self.image.code(&module.name, module, &format!("<{}>", module.name))
    }

    /// Whether a module's code has a builtin that statements call: code that is executed may have others for builtins.
    pub(crate) fn has_builtin(&self, module: &Module, name: &str) -> bool {
        module.builtins().is_none_or(|builtins| {
            Rc::ptr_eq(builtins, &self.builtins) || builtins.get(Sym::new(name)).is_some()
        })
    }

    /// `ImportName`
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    pub(crate) fn import_name(
        &mut self,
        importer: &Rc<Module>,
        name: Sym,
        level: u8,
        fromlist: &Value,
    ) -> Result<()> {
        if !self.has_builtin(importer, "__import__") && !is_on_demand(&name.name()) {
            return Err(self.import_error("__import__ not found"));
        }
        let full = self.absolute_name(importer, &name.name(), level)?;
        let wanted =
            if fromlist.is_none() && level == 0 { full.split('.').next().unwrap_or(&full) } else { &full };
        if let Some(module) = self.modules.get(&Sym::new(wanted))
            && self.modules.contains_key(&Sym::new(&full))
            && !module.is_none()
        {
            self.stack.push(module.clone());
            return Ok(());
        }
        // The pieces of `a.b.c` are imported in order; the frames below run them one after the other.
        let pieces: Vec<String> = full
            .match_indices('.')
            .map(|(at, _)| full[..at].to_owned())
            .chain(std::iter::once(full.clone()))
            .filter(|piece| !self.modules.contains_key(&Sym::new(piece)))
            .collect();
        let Some(first) = pieces.first() else { return self.import_one(&full, Then::Push) };
        if pieces.len() > 1 || first != wanted {
            let args = Args::new([
                Value::tuple(pieces.iter().map(|piece| Value::str(piece)).collect()),
                Value::str(wanted),
            ]);
            return self.call(self.prelude("_import_pieces"), args, Then::Push);
        }
        let module = first.clone();
        self.import_one(&module, Then::Push)
    }

    /// Imports one module whose parents are imported.
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    pub(crate) fn import_one(&mut self, name: &str, then: Then) -> Result<()> {
        if let Some(module) = self.modules.get(&Sym::new(name)).cloned() {
            if module.is_none() {
                let error = format!("import of {name} halted; None in sys.modules");
                return Err(Self::with_name(self.module_not_found_error(error), name));
            }
            return self.deliver_return(then, module, false);
        }
        if self.is_own_package(name).is_some() {
            return self.import_own(name, then);
        }
        if let Some(part) = self.part_of(name) {
            if self.asks_for(part) {
                let name = Value::str(name);
                let args = Args::new([Value::tuple(vec![name.clone()]), name]);
                return self.follow(Self::when_come(self.prelude("_import_pieces"), args), then);
            }
            if self.lacks_part(part, name) {
                return Err(self.import_error(format!("the module {name} could not be loaded")));
            }
        }
        let native = self.natives.get(&Sym::new(name)).copied();
        if let Some(NativeModule::Whole(make)) = native {
            let module = make(self)?;
            self.add_module(name, module.clone());
            return self.deliver_return(then, Value::Module(module), false);
        }
        let Some(lacks) = self.lacks(name) else { return Err(self.no_module(name)) };
        let module = self.new_module(name);
        module.lacks.set(lacks);
        self.add_module(name, module.clone());
        if let Some(NativeModule::Part(fill)) = native {
            fill(self, &module)?;
        }
        let Some(code) = self.library_code(&module) else {
            return self.deliver_return(then, Value::Module(module), false);
        };
        self.run_module(code, module, then)
    }

    /// Runs the code of a module that is being imported.
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    pub(super) fn run_module(&mut self, code: Rc<Code>, module: Rc<Module>, then: Then) -> Result<()> {
        if !matches!(then, Then::Push) {
            return Err(self.import_error(format!("module {} can't be imported from Rust", module.name)));
        }
        let function = Self::function_of(code, module.clone());
        let locals = vec![Value::Undefined; function.code.local_count()];
        self.push_frame(function, locals, Then::Import(module), None)
    }

    /// A module with `__name__`, whose names fall back to the builtins.
    pub fn new_module(&mut self, name: &str) -> Rc<Module> {
        let module = Rc::new(Module::new(name, Some(self.builtins.clone())));
        module.set(sym::NAME, Value::str(name));
        module.set(sym::DOC, Value::None);
        module
    }

    pub(super) fn add_module(&mut self, name: &str, module: Rc<Module>) {
        if let Some((parent, child)) = name.rsplit_once('.')
            && let Some(Value::Module(parent)) = self.modules.get(&Sym::new(parent))
        {
            parent.set(Sym::new(child), Value::Module(module.clone()));
        }
        self.modules.insert(Sym::new(name), Value::Module(module));
    }

    /// An import's module code raised: the module is as if it had not been imported.
    pub(crate) fn forget_import(&mut self, module: &Module) {
        self.modules.remove(&Sym::new(&module.name));
    }

    /// `ImportFrom`: `module -> module attribute`
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    pub(crate) fn import_from(&mut self, module: &Value, name: Sym) -> Result<()> {
        let Value::Module(source) = module else {
            return self.import_by_attribute(module, name);
        };
        if let Some(value) = source.get(name) {
            self.stack.push(value);
            return Ok(());
        }
        let submodule = format!("{}.{name}", source.name);
        if self.image.names().any(|known| *known == *submodule) || self.is_own_package(&submodule).is_some() {
            return self.import_one(&submodule, Then::Push);
        }
        if let Some(module) = self.modules.get(&Sym::new(&submodule)) {
            self.stack.push(module.clone());
            return Ok(());
        }
        if source.is_lacking(&name.name()) {
            return Err(self.import_error(self.lacking(source, name)));
        }
        if self.is_own_package(&source.name).is_some() && source.get(sym::GETATTR).is_none() {
            return Err(self.cannot_import(source, name));
        }
        self.import_by_attribute(module, name)
    }

    /// What a module's `__getattr__` gives, or an object that stands for a module in `sys.modules` has.
    fn import_by_attribute(&mut self, module: &Value, name: Sym) -> Result<()> {
        let args = Args::new([module.clone(), Value::str(&name.name())]);
        self.call(self.prelude("_import_attribute"), args, Then::Push)
    }

    pub(super) fn with_name(error: Raised, name: &str) -> Raised {
        error.0.attrs.borrow_mut().insert(sym::NAME_ATTR, Value::str(name));
        error
    }

    /// `ImportStar`
    ///
    /// # Errors
    /// None for modules.
    pub(crate) fn import_star(&mut self, into: &Rc<Module>, module: &Value) -> Result<()> {
        let Value::Module(module) = module else { return Err(self.import_error("not a module")) };
        let listed = match module.get(sym::ALL) {
            Some(all) => crate::builtins::iterators::collect(self, &all)?,
            None => None,
        };
        match listed {
            Some(names) => {
                for name in names {
                    let name = Sym::new(name.as_str().unwrap_or_default());
                    match module.get(name) {
                        Some(value) => into.set(name, value),
                        None => return Err(self.attribute_error(self.lacking(module, name))),
                    };
                }
            }
            None => {
                for (name, value) in module.entries() {
                    if !name.name().starts_with('_') {
                        into.set(name, value);
                    }
                }
            }
        }
        Ok(())
    }

    fn absolute_name(&self, importer: &Module, name: &str, level: u8) -> Result<String> {
        if level == 0 {
            return Ok(name.to_owned());
        }
        let mut package = importer.name.to_string();
        let up = usize::from(level) - usize::from(self.is_package(&package));
        for _ in 0..up {
            match package.rsplit_once('.') {
                Some((parent, _)) => package = parent.to_owned(),
                None => {
                    return Err(self.import_error("attempted relative import with no known parent package"));
                }
            }
        }
        Ok(if name.is_empty() { package } else { format!("{package}.{name}") })
    }

    fn no_module(&self, name: &str) -> Raised {
        let parent = name.split('.').next().unwrap_or(name);
        let known = crate::builtins::known_modules::CPYTHON.binary_search(&parent).is_ok();
        let error = if known && !self.modules.contains_key(&Sym::new(parent)) {
            self.module_not_found_error(format!(
                "No module named '{name}' (Loopscope does not have this module of the standard library yet)"
            ))
        } else if let Some((package, _)) = name.rsplit_once('.')
            && self.modules.contains_key(&Sym::new(package))
            && !self.is_package(package)
            && !PACKAGES.contains(&package)
        {
            self.module_not_found_error(format!("No module named '{name}'; '{package}' is not a package"))
        } else {
            self.module_not_found_error(format!("No module named '{name}'"))
        };
        Self::with_name(error, name)
    }
}
