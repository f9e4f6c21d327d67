//! A module, taken apart and put together.

use anyhow::{Context, Result, bail, ensure};

use super::{
    CODE_SECTION, CUSTOM_SECTION, DATA_SECTION, END, EXPORT_SECTION, FUNCTION, HEADER, HEADER_BYTES,
    I32_CONST, IMPORT_SECTION, Reader, signed, sized, unsigned,
};

const TYPE_SECTION: u8 = 1;
const FUNCTION_SECTION: u8 = 3;
const TABLE_SECTION: u8 = 4;
const MEMORY_SECTION: u8 = 5;
const GLOBAL_SECTION: u8 = 6;
const ELEMENT_SECTION: u8 = 9;
const DATA_COUNT_SECTION: u8 = 12;
/// What a type of a function begins with.
const FUNCTION_TYPE: u8 = 0x60;

/// What rustc, wasm-bindgen and binaryen make: functions are imported and nothing else, and functions are put into the first table only.
#[derive(Clone, Default)]
pub(super) struct Module {
    /// Each as it is written.
    pub(super) types: Vec<Vec<u8>>,
    pub(super) imports: Vec<Import>,
    /// The type of each function of its own.
    pub(super) functions: Vec<usize>,
    /// Kind and limits of each.
    pub(super) tables: Vec<(u8, Limits)>,
    pub(super) memory: Option<Limits>,
    /// Type and mutability, and where it begins, as written.
    pub(super) globals: Vec<([u8; 2], Vec<u8>)>,
    pub(super) exports: Vec<Export>,
    /// Functions in successive slots of the first table, with the first slot.
    pub(super) elements: Vec<(usize, Vec<usize>)>,
    /// What each function of its own is, from its locals on.
    pub(super) bodies: Vec<Vec<u8>>,
    /// What the memory has in it at first, and where.
    pub(super) data: Vec<(usize, Vec<u8>)>,
}

/// What a module is given from outside.
#[derive(Clone)]
pub(super) struct Import {
    pub(super) module: String,
    pub(super) name: String,
    pub(super) what: Imported,
}

#[derive(Clone)]
pub(super) enum Imported {
    /// With its type.
    Function(usize),
    Table(u8, Limits),
    Memory(Limits),
    Global([u8; 2]),
}

/// How large a table or memory is at first and at most.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    pub(super) first: usize,
    pub(super) most: Option<usize>,
}

/// What can be used from outside.
#[derive(Clone)]
pub(super) struct Export {
    pub(super) name: Vec<u8>,
    /// 0 for functions, then tables, memories, globals.
    pub(super) kind: u8,
    pub(super) index: usize,
}

impl Module {
    /// Takes a module apart; names and other notes are lost.
    ///
    /// # Errors
    ///
    /// When there is something in it that no module of ours has.
    pub(super) fn read(wasm: &[u8]) -> Result<Module> {
        ensure!(wasm.get(..HEADER_BYTES) == Some(&HEADER[..]), "no WebAssembly");
        let mut module = Module::default();
        let mut reader = Reader { bytes: wasm, at: HEADER_BYTES };
        while reader.at < wasm.len() {
            let id = reader.byte()?;
            let mut section = Reader { bytes: reader.sized()?, at: 0 };
            module.section(id, &mut section).with_context(|| format!("in section {id} of a module"))?;
        }
        ensure!(module.functions.len() == module.bodies.len(), "functions without bodies");
        Ok(module)
    }

    fn section(&mut self, id: u8, section: &mut Reader<'_>) -> Result<()> {
        match id {
            CUSTOM_SECTION | DATA_COUNT_SECTION => {}
            TYPE_SECTION => self.types = section.all(|it| it.function_type())?,
            IMPORT_SECTION => self.imports = section.all(|it| it.import())?,
            FUNCTION_SECTION => self.functions = section.all(|it| it.unsigned())?,
            TABLE_SECTION => self.tables = section.all(|it| Ok((it.byte()?, it.limits()?)))?,
            MEMORY_SECTION => self.memory = section.all(|it| it.limits())?.pop(),
            GLOBAL_SECTION => self.globals = section.all(|it| it.global())?,
            EXPORT_SECTION => self.exports = section.all(|it| it.export())?,
            ELEMENT_SECTION => self.elements = section.all(|it| it.element())?,
            CODE_SECTION => self.bodies = section.all(|it| Ok(it.sized()?.to_vec()))?,
            DATA_SECTION => self.data = section.all(|it| it.segment())?,
            _ => bail!("a section that is not known"),
        }
        Ok(())
    }

    /// The module as bytes.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut wasm = HEADER.to_vec();
        let mut section = |id: u8, items: Vec<Vec<u8>>| {
            if !items.is_empty() {
                wasm.push(id);
                wasm.extend(sized(&[unsigned(items.len()), items.concat()].concat()));
            }
        };
        section(TYPE_SECTION, self.types.clone());
        section(IMPORT_SECTION, self.imports.iter().map(Import::to_bytes).collect());
        section(FUNCTION_SECTION, self.functions.iter().map(|it| unsigned(*it)).collect());
        section(TABLE_SECTION, self.tables.iter().map(table).collect());
        section(MEMORY_SECTION, self.memory.into_iter().map(Limits::to_bytes).collect());
        section(GLOBAL_SECTION, self.globals.iter().map(|(kind, init)| [kind, &init[..]].concat()).collect());
        section(EXPORT_SECTION, self.exports.iter().map(Export::to_bytes).collect());
        section(ELEMENT_SECTION, self.elements.iter().map(element).collect());
        section(CODE_SECTION, self.bodies.iter().map(|body| sized(body)).collect());
        section(DATA_SECTION, self.data.iter().map(segment).collect());
        wasm
    }

    /// The type of a function, imported or not.
    pub(super) fn type_of(&self, function: usize) -> Result<usize> {
        match self.imports.get(function) {
            Some(Import { what: Imported::Function(kind), .. }) => Ok(*kind),
            Some(_) => bail!("an import is no function"),
            None => self
                .functions
                .get(function - self.imports.len())
                .copied()
                .context("a function that is not there"),
        }
    }

    /// How many parameters functions of a type have.
    pub(super) fn parameters(&self, kind: usize) -> Result<usize> {
        let bytes = self.types.get(kind).context("a type that is not there")?;
        Reader { bytes, at: 1 }.unsigned()
    }
}

impl Import {
    fn to_bytes(&self) -> Vec<u8> {
        let what = match &self.what {
            Imported::Function(kind) => [vec![0], unsigned(*kind)].concat(),
            Imported::Table(kind, limits) => [vec![1], table(&(*kind, *limits))].concat(),
            Imported::Memory(limits) => [vec![2], limits.to_bytes()].concat(),
            Imported::Global(kind) => [&[3][..], kind].concat(),
        };
        [sized(self.module.as_bytes()), sized(self.name.as_bytes()), what].concat()
    }
}

impl Limits {
    fn to_bytes(self) -> Vec<u8> {
        let most = self.most.map(unsigned);
        [vec![u8::from(most.is_some())], unsigned(self.first), most.unwrap_or_default()].concat()
    }
}

impl Export {
    fn to_bytes(&self) -> Vec<u8> {
        [sized(&self.name), vec![self.kind], unsigned(self.index)].concat()
    }
}

fn table((kind, limits): &(u8, Limits)) -> Vec<u8> {
    [vec![*kind], limits.to_bytes()].concat()
}

fn element((first, functions): &(usize, Vec<usize>)) -> Vec<u8> {
    let mut bytes = [vec![0, I32_CONST], signed(*first), vec![END], unsigned(functions.len())].concat();
    functions.iter().for_each(|function| bytes.extend(unsigned(*function)));
    bytes
}

fn segment((address, bytes): &(usize, Vec<u8>)) -> Vec<u8> {
    [vec![0, I32_CONST], signed(*address), vec![END], sized(bytes)].concat()
}

impl Reader<'_> {
    /// Items that follow their number.
    fn all<T>(&mut self, mut item: impl FnMut(&mut Self) -> Result<T>) -> Result<Vec<T>> {
        (0..self.unsigned()?).map(|_| item(self)).collect()
    }

    fn function_type(&mut self) -> Result<Vec<u8>> {
        let start = self.at;
        ensure!(self.byte()? == FUNCTION_TYPE, "a type that is no function's");
        let (_parameters, _results) = (self.sized()?, self.sized()?);
        Ok(self.bytes[start..self.at].to_vec())
    }

    fn import(&mut self) -> Result<Import> {
        let module = str::from_utf8(self.sized()?)?.to_owned();
        let name = str::from_utf8(self.sized()?)?.to_owned();
        ensure!(self.byte()? == FUNCTION, "an import is no function");
        Ok(Import { module, name, what: Imported::Function(self.unsigned()?) })
    }

    fn limits(&mut self) -> Result<Limits> {
        let has_most = self.byte()? & 1 == 1;
        let first = self.unsigned()?;
        Ok(Limits { first, most: has_most.then(|| self.unsigned()).transpose()? })
    }

    fn global(&mut self) -> Result<([u8; 2], Vec<u8>)> {
        let kind = [self.byte()?, self.byte()?];
        let start = self.at;
        self.constant()?;
        Ok((kind, self.bytes[start..self.at].to_vec()))
    }

    fn export(&mut self) -> Result<Export> {
        Ok(Export { name: self.sized()?.to_vec(), kind: self.byte()?, index: self.unsigned()? })
    }

    fn element(&mut self) -> Result<(usize, Vec<usize>)> {
        ensure!(self.unsigned()? == 0, "functions without a fixed place in the first table");
        Ok((self.constant()?, self.all(|it| it.unsigned())?))
    }

    fn segment(&mut self) -> Result<(usize, Vec<u8>)> {
        ensure!(self.unsigned()? == 0, "data without a fixed place");
        Ok((self.constant()?, self.sized()?.to_vec()))
    }

    /// A small number, as an expression.
    fn constant(&mut self) -> Result<usize> {
        ensure!(self.byte()? == I32_CONST, "a place that is not fixed");
        let number = self.unsigned()?;
        ensure!(self.byte()? == END, "a place that is not fixed");
        Ok(number)
    }
}
