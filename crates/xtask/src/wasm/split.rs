//! A module in several files: what runs soon, the rest, which comes later, and data that few need.
//!
//! The rest is a module that shares memory, tables and globals with the first. Functions of the one reach those of the other through slots of the
//! function table; the rest fills its slots when it is instantiated. Until then a call of a function that is not there traps.
//! Data goes to the rest where it says of itself that it may, with all functions that know its address; and data of which few programs have need, to modules of its own
//! that have nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use anyhow::{Result, ensure};

use super::calls::{CALL, CALL_INDIRECT, calls};
use super::module::{Export, Import, Imported, Limits, Module};
use super::{END, FUNCTION, I32_CONST, likeness, signed, unsigned};

const LOCAL_GET: u8 = 0x20;
const UNREACHABLE: u8 = 0;
/// How what the rest needs is called in the exports of the first: a word and a number. Functions are called by the number of their slot alone.
const SHARED: [&str; 4] = ["", "table", "memory", "global"];

/// What stands before data that comes with the rest, and its length behind that (`crates/stdlib/build.rs`).
const REST_MARK: &[u8; 16] = b"rest of library:";
/// And before data that comes when it is needed: the rare modules, and what Unicode says of characters (`crates/unicode-names/build.rs`). Before that
/// there are zeros.
const DATA_MARKS: [&[u8; 16]; 2] = [b"rare in library:", b"unicode tables: "];
/// How many bytes mark and length take.
const HEAD_BYTES: usize = 20;

/// A module in its parts.
pub(crate) struct Parts {
    /// What can be instantiated without the other, and is whole if that is empty.
    pub(crate) first: Vec<u8>,
    /// Imports what it needs from a module without name.
    pub(crate) rest: Vec<u8>,
    /// Data for the memory of the first, in the order of its marks; likewise.
    pub(crate) data: [Vec<u8>; 2],
}

/// Splits a module: the functions of its own for which `is_first` has `true` come first. In each part like functions stand beside like, which compresses better.
///
/// # Errors
///
/// When `wasm` is no module that binaryen wrote.
pub(crate) fn split(wasm: &[u8], is_first: &[bool]) -> Result<Parts> {
    let module = Module::read(wasm)?;
    ensure!(is_first.len() == module.bodies.len(), "another number of functions than the module has");
    let (mut is_first, mut late, mut data) = (is_first.to_vec(), 0..0, [0..0, 0..0]);
    if is_first.contains(&false) {
        data = DATA_MARKS.map(|mark| marked_data(&module, mark).unwrap_or(0..0));
    }
    if let Some(rest) = marked_data(&module, REST_MARK).filter(|_| is_first.contains(&false)) {
        let address = signed(rest.start);
        let knows = |body: &[u8]| body.windows(address.len()).any(|bytes| bytes == address);
        let mut known = is_first.iter_mut().zip(&module.bodies).filter(|(_, body)| knows(body)).peekable();
        ensure!(known.peek().is_some(), "no function knows the data that comes with the rest");
        known.for_each(|(is_first, _)| *is_first = false);
        late = rest;
    }
    let split = Split::new(module, &is_first, late, data)?;
    Ok(Parts {
        first: split.first()?.to_bytes(),
        rest: split.rest()?.to_bytes(),
        data: split.data.clone().map(|addresses| split.data_alone(addresses).to_bytes()),
    })
}

struct Split {
    module: Module,
    /// The functions of the module's own in each part, by their numbers in the module.
    hot: Vec<usize>,
    cold: Vec<usize>,
    is_cold: BTreeSet<usize>,
    /// The slot of each function that is in the table.
    slots: BTreeMap<usize, usize>,
    /// Those that the rest calls and that are not in it.
    shared: Vec<usize>,
    /// Slots that the module has not: of functions that the rest calls, and after these of functions that the first calls.
    new_hot: Vec<usize>,
    new_cold: Vec<usize>,
    /// The addresses whose data comes with the rest.
    late: Range<usize>,
    /// And those whose data comes when it is needed, in the order of their marks.
    data: [Range<usize>; 2],
}

impl Split {
    fn new(module: Module, is_first: &[bool], late: Range<usize>, data: [Range<usize>; 2]) -> Result<Split> {
        let imported = module.imports.len();
        let part = |first: bool| {
            let functions: Vec<usize> = (0..is_first.len()).filter(|it| is_first[*it] == first).collect();
            let bodies: Vec<&[u8]> = functions.iter().map(|it| &module.bodies[*it][..]).collect();
            likeness::order(&bodies).into_iter().map(|it| imported + functions[it]).collect::<Vec<usize>>()
        };
        let (hot, cold) = (part(true), part(false));
        let is_cold: BTreeSet<usize> = cold.iter().copied().collect();
        let mut slots = BTreeMap::new();
        for (first, functions) in &module.elements {
            functions.iter().enumerate().for_each(|(at, it)| _ = slots.entry(*it).or_insert(first + at));
        }
        let mut split = Split {
            module,
            hot,
            cold,
            is_cold,
            slots,
            shared: Vec::new(),
            new_hot: Vec::new(),
            new_cold: Vec::new(),
            late,
            data,
        };
        split.share()?;
        Ok(split)
    }

    /// Gives a slot to each function that the other part calls.
    fn share(&mut self) -> Result<()> {
        let numbers = self.numbers_in_first();
        let (mut of_first, mut of_rest) = (BTreeSet::new(), self.cold_exports());
        for (functions, others) in [(&self.hot, &mut of_rest), (&self.cold, &mut of_first)] {
            for &function in functions {
                let called = calls(self.body(function))?.into_iter().map(|call| call.function);
                others.extend(called.filter(|it| self.is_cold(*it) != self.is_cold(function)));
            }
        }
        let has_no_slot = |function: &usize| !self.slots.contains_key(function);
        self.new_hot = of_first.iter().copied().filter(has_no_slot).collect();
        self.new_hot.sort_by_key(|it| numbers.get(it));
        self.new_cold = of_rest.into_iter().filter(has_no_slot).collect();
        self.shared = of_first.into_iter().collect();
        let next = self.module.tables.first().map_or(0, |(_, limits)| limits.first);
        let new = self.new_hot.iter().chain(&self.new_cold);
        self.slots.extend(new.enumerate().map(|(at, function)| (*function, next + at)));
        self.shared.sort_by_key(|it| self.slots.get(it));
        Ok(())
    }

    fn is_cold(&self, function: usize) -> bool {
        self.is_cold.contains(&function)
    }

    fn body(&self, function: usize) -> &[u8] {
        &self.module.bodies[function - self.module.imports.len()]
    }

    /// The functions of the rest that can be called from outside.
    fn cold_exports(&self) -> BTreeSet<usize> {
        let functions = self.module.exports.iter().filter(|it| it.kind == FUNCTION).map(|it| it.index);
        functions.filter(|it| self.is_cold(*it)).collect()
    }

    fn numbers_in_first(&self) -> BTreeMap<usize, usize> {
        numbered((0..self.module.imports.len()).chain(self.hot.iter().copied()))
    }

    fn first(&self) -> Result<Module> {
        let numbers = self.numbers_in_first();
        let mut first = self.module.clone();
        (first.functions, first.bodies) = (Vec::new(), Vec::new());
        first.data = self.kept().into_iter().flat_map(|addresses| self.data_at(addresses)).collect();
        for &function in &self.hot {
            first.functions.push(self.module.type_of(function)?);
            first.bodies.push(self.rewritten(function, &numbers)?);
        }
        let mut exported = numbers.clone();
        for function in self.cold_exports() {
            exported.insert(function, self.module.imports.len() + first.functions.len());
            first.functions.push(self.module.type_of(function)?);
            first.bodies.push(self.calls_rest(function)?);
        }
        for export in first.exports.iter_mut().filter(|it| it.kind == FUNCTION) {
            export.index = exported[&export.index];
        }
        if self.cold.is_empty() {
            first.elements = self.elements(|function| numbers.get(&function).copied());
            return Ok(first);
        }
        // Of whatever type, a call of it traps.
        let nothing = self.module.imports.len() + first.functions.len();
        first.functions.push(0);
        first.bodies.push(vec![0, UNREACHABLE, END]);
        first.elements =
            self.elements(|function| Some(if self.is_cold(function) { nothing } else { numbers[&function] }));
        if let Some((_, limits)) = first.tables.first_mut() {
            let new_hot = self.new_hot.iter().map(|it| numbers[it]).collect();
            first.elements.push((limits.first, new_hot));
            *limits = self.grown(*limits);
        }
        for (kind, count) in [(1, first.tables.len()), (2, 1), (3, first.globals.len())] {
            let share = |index| Export { name: shared(kind, index).into_bytes(), kind: kind as u8, index };
            first.exports.extend((0..count).map(share));
        }
        Ok(first)
    }

    fn rest(&self) -> Result<Module> {
        let mut rest = Module { types: self.module.types.clone(), ..Module::default() };
        for &function in &self.shared {
            let kind = Imported::Function(self.module.type_of(function)?);
            rest.imports.push(import(self.slots[&function].to_string(), kind));
        }
        for (index, (kind, limits)) in self.module.tables.iter().enumerate() {
            rest.imports.push(import(shared(1, index), Imported::Table(*kind, without_most(*limits))));
        }
        rest.imports.extend(self.imported_memory());
        for (index, (kind, _)) in self.module.globals.iter().enumerate() {
            rest.imports.push(import(shared(3, index), Imported::Global(*kind)));
        }
        rest.data = self.data_at(self.late.clone()).collect();
        let numbers = numbered(self.shared.iter().chain(&self.cold).copied());
        for &function in &self.cold {
            rest.functions.push(self.module.type_of(function)?);
            rest.bodies.push(self.rewritten(function, &numbers)?);
        }
        rest.elements =
            self.elements(|function| numbers.get(&function).copied().filter(|_| self.is_cold(function)));
        if let Some(&first) = self.new_cold.first() {
            let new_cold = self.new_cold.iter().map(|it| numbers[it]).collect();
            rest.elements.push((self.slots[&first], new_cold));
        }
        Ok(rest)
    }

    /// The addresses whose data stays with the first.
    fn kept(&self) -> Vec<Range<usize>> {
        let mut gone: Vec<&Range<usize>> = self.data.iter().chain([&self.late]).collect();
        gone.sort_by_key(|addresses| addresses.start);
        let mut begin = 0;
        let mut kept: Vec<Range<usize>> =
            gone.into_iter().map(|gone| std::mem::replace(&mut begin, gone.end)..gone.start).collect();
        kept.push(begin..usize::MAX);
        kept
    }

    /// A module with nothing but data.
    fn data_alone(&self, addresses: Range<usize>) -> Module {
        let (imports, data) = (self.imported_memory().collect(), self.data_at(addresses).collect());
        Module { imports, data, ..Module::default() }
    }

    fn imported_memory(&self) -> impl Iterator<Item = Import> {
        self.module.memory.into_iter().map(|it| import(shared(2, 0), Imported::Memory(without_most(it))))
    }

    /// What the module's data has at these addresses.
    fn data_at(&self, addresses: Range<usize>) -> impl Iterator<Item = (usize, Vec<u8>)> {
        self.module.data.iter().filter_map(move |(begin, bytes)| {
            let from = addresses.start.max(*begin);
            let to = addresses.end.min(begin + bytes.len());
            (from < to).then(|| (from, bytes[from - begin..to - begin].to_vec()))
        })
    }

    /// A table with the new slots.
    fn grown(&self, limits: Limits) -> Limits {
        let new = self.new_hot.len() + self.new_cold.len();
        Limits { first: limits.first + new, most: limits.most.map(|most| most + new) }
    }

    /// The elements of the module with other numbers, without those that have none.
    fn elements(&self, number: impl Fn(usize) -> Option<usize>) -> Vec<(usize, Vec<usize>)> {
        let mut elements: Vec<(usize, Vec<usize>)> = Vec::new();
        for (first, functions) in &self.module.elements {
            for (slot, function) in functions.iter().enumerate().map(|(at, it)| (first + at, *it)) {
                let Some(number) = number(function) else { continue };
                match elements.last_mut() {
                    Some((first, last)) if *first + last.len() == slot => last.push(number),
                    _ => elements.push((slot, vec![number])),
                }
            }
        }
        elements
    }

    /// A function with the numbers that others have in its part, and calls through the table of those that have none.
    fn rewritten(&self, function: usize, numbers: &BTreeMap<usize, usize>) -> Result<Vec<u8>> {
        let body = self.body(function);
        let (mut rewritten, mut done) = (Vec::with_capacity(body.len()), 0);
        for call in calls(body)? {
            rewritten.extend_from_slice(&body[done..call.at.start]);
            done = call.at.end;
            match numbers.get(&call.function) {
                Some(number) => rewritten.extend([vec![CALL], unsigned(*number)].concat()),
                None => rewritten.extend(self.through_table(call.function)?),
            }
        }
        rewritten.extend_from_slice(&body[done..]);
        Ok(rewritten)
    }

    /// What calls a function of the rest, with its own parameters.
    fn calls_rest(&self, function: usize) -> Result<Vec<u8>> {
        let mut body = vec![0];
        for parameter in 0..self.module.parameters(self.module.type_of(function)?)? {
            body.push(LOCAL_GET);
            body.extend(unsigned(parameter));
        }
        body.extend(self.through_table(function)?);
        body.push(END);
        Ok(body)
    }

    fn through_table(&self, function: usize) -> Result<Vec<u8>> {
        let kind = unsigned(self.module.type_of(function)?);
        Ok([vec![I32_CONST], signed(self.slots[&function]), vec![CALL_INDIRECT], kind, vec![0]].concat())
    }
}

fn without_most(limits: Limits) -> Limits {
    Limits { most: None, ..limits }
}

/// The addresses of the data that begins with a mark.
fn marked_data(module: &Module, mark: &[u8; 16]) -> Option<Range<usize>> {
    module.data.iter().find_map(|(address, bytes)| {
        let at = bytes.windows(mark.len()).position(|it| it == mark)?;
        let length = bytes.get(at + mark.len()..at + HEAD_BYTES)?;
        let length = u32::from_le_bytes(length.try_into().ok()?) as usize;
        Some(address + at..address + at + HEAD_BYTES + length)
    })
}

fn numbered(functions: impl Iterator<Item = usize>) -> BTreeMap<usize, usize> {
    functions.enumerate().map(|(number, function)| (function, number)).collect()
}

fn shared(kind: usize, index: usize) -> String {
    format!("{}{index}", SHARED[kind])
}

fn import(name: String, what: Imported) -> Import {
    Import { module: String::new(), name, what }
}

#[cfg(test)]
mod tests {
    use super::super::module::{Export, Import, Imported, Limits, Module};
    use super::split;

    /// An import 0; 1 is exported and calls 0 and 2; 2 and 3, which is in the table, call 1; 2 is exported.
    fn module() -> Module {
        let limits = Limits { first: 2, most: Some(2) };
        let export = |name: &[u8], index| Export { name: name.to_vec(), kind: 0, index };
        Module {
            types: vec![vec![0x60, 0, 0]],
            imports: vec![Import { module: "m".into(), name: "f".into(), what: Imported::Function(0) }],
            functions: vec![0; 3],
            tables: vec![(0x70, limits)],
            memory: Some(Limits { first: 1, most: None }),
            globals: vec![([0x7f, 1], vec![0x41, 0, 0x0b])],
            exports: vec![export(b"a", 1), export(b"b", 2)],
            elements: vec![(1, vec![3])],
            bodies: vec![
                vec![0, 0x10, 0, 0x10, 2, 0x0b],
                vec![0, 0x10, 1, 0x0b],
                vec![0, 0x10, 1, 0x01, 0x0b],
            ],
            data: Vec::new(),
        }
    }

    fn names(exports: &[Export]) -> Vec<(&str, u8, usize)> {
        exports.iter().map(|it| (str::from_utf8(&it.name).unwrap(), it.kind, it.index)).collect()
    }

    #[test]
    fn functions_of_the_other_part_are_called_through_the_table() {
        let parts = split(&module().to_bytes(), &[true, false, false]).unwrap();
        let first = Module::read(&parts.first).unwrap();
        // In slot 1 is what traps, in slot 2 the function 1, and in slot 3 what is 2 in the module.
        let nothing = vec![0, 0, 0x0b];
        assert_eq!(first.bodies[0], [0, 0x10, 0, 0x41, 3, 0x11, 0, 0, 0x0b]);
        assert_eq!(first.bodies[1..], [vec![0, 0x41, 3, 0x11, 0, 0, 0x0b], nothing]);
        assert_eq!(first.elements, [(1, vec![3]), (2, vec![1])]);
        let shared = [("table0", 1, 0), ("memory0", 2, 0), ("global0", 3, 0)];
        assert_eq!(names(&first.exports), [&[("a", 0, 1), ("b", 0, 2)][..], &shared].concat());
        let (_, grown) = first.tables[0];
        assert_eq!((grown.first, grown.most), (4, Some(4)));
    }

    #[test]
    fn the_rest_imports_what_it_calls_and_fills_its_slots() {
        let parts = split(&module().to_bytes(), &[true, false, false]).unwrap();
        // A module of ours imports functions only; what is imported here stands as text.
        for name in ["table0", "memory0", "global0"] {
            assert!(parts.rest.windows(name.len()).any(|bytes| bytes == name.as_bytes()));
        }
        let elements = b"\x02\x00\x41\x01\x0b\x01\x02\x00\x41\x03\x0b\x01\x01";
        assert!(parts.rest.windows(elements.len()).any(|bytes| bytes == elements));
        assert!(parts.rest.ends_with(b"\x04\x00\x10\x00\x0b\x05\x00\x10\x00\x01\x0b"));
    }

    #[test]
    fn data_comes_with_the_rest_and_so_does_who_knows_it() {
        let mut module = module();
        module.data = vec![(8, [&b"ab"[..], super::REST_MARK, &[3, 0, 0, 0], b"xyzcd"].concat())];
        // The data begins at 10.
        module.bodies[1].splice(1..1, [0x41, 10, 0x1a]);
        let parts = split(&module.to_bytes(), &[true, true, false]).unwrap();
        let first = Module::read(&parts.first).unwrap();
        assert_eq!(first.bodies[0], [0, 0x10, 0, 0x41, 3, 0x11, 0, 0, 0x0b]);
        assert_eq!(first.data, [(8, b"ab".to_vec()), (33, b"cd".to_vec())]);
        let late = [&[0x0b, 29, 1, 0, 0x41, 10, 0x0b, 23][..], super::REST_MARK, &[3, 0, 0, 0], b"xyz"];
        assert!(parts.rest.ends_with(&late.concat()));
    }

    #[test]
    fn data_that_few_need_is_a_module_of_its_own() {
        let mut module = module();
        module.data = vec![(8, [&b"ab"[..], super::DATA_MARKS[0], &[3, 0, 0, 0], b"xyzcd"].concat())];
        let parts = split(&module.to_bytes(), &[true, true, false]).unwrap();
        let first = Module::read(&parts.first).unwrap();
        assert_eq!(first.data, [(8, b"ab".to_vec()), (33, b"cd".to_vec())]);
        let rare = [&[0x0b, 29, 1, 0, 0x41, 10, 0x0b, 23][..], super::DATA_MARKS[0], &[3, 0, 0, 0], b"xyz"];
        assert!(parts.data[0].ends_with(&rare.concat()));
        assert!(parts.data[0].windows(7).any(|bytes| bytes == b"memory0"));
    }

    #[test]
    fn what_runs_soon_altogether_stays_one_module() {
        let parts = split(&module().to_bytes(), &[true; 3]).unwrap();
        let first = Module::read(&parts.first).unwrap();
        assert_eq!(names(&first.exports), [("a", 0, 1), ("b", 0, 2)]);
        assert_eq!(first.bodies.len(), 3);
    }
}
