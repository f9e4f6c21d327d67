//! Compiles the library's Python sources into an image, so that no isolate has to when it starts.
//!
//! A file of `src/python`, here or of `loopscope-library`, is the module of its path. What CPython's module has and ours lacks is in a
//! comment that begins with `# Lacks:`, and goes on in lines that are farther in.
//! The image is in three parts: what `import asyncio` and `import threading` need; the rest, which a page loads later; and what few programs import, which it
//! loads when one does.

use std::path::{Path, PathBuf};
use std::{env, fs};

use loopscope_python::Module;
use loopscope_python::bytecode::image::{Place, Writer};
use loopscope_python::compile::{Options, compile_module};
use loopscope_python::vm::{PRELUDE, PRELUDE_SOURCE};

/// Where the sources are.
const SOURCES: [&str; 2] = ["src/python", "../library/src/python"];
/// The packages and modules in the first part.
const SOON_PACKAGES: [&str; 1] = ["asyncio"];
const SOON: [&str; 6] = ["_thread", "contextvars", "signal", "sys", "threading", "time"];
/// The packages and modules in the third.
const RARE: &[&str] = &[
    "_breakpoint",
    "_docs",
    "_fileio",
    "_files",
    "_formatter",
    "_inspect_sources",
    "_normal_dist",
    "_os",
    "_special_functions",
    "_stdin",
    "_textio",
    "_user_containers",
    "aiohttp._multipart",
    "aiohttp.cookiejar",
    "argparse",
    "asyncio.constants",
    "asyncio.graph",
    "asyncio.log",
    "asyncio.own_ways",
    "asyncio.unix_events",
    "base64",
    "binascii",
    "cmath",
    "csv",
    "decimal",
    "difflib",
    "email",
    "fnmatch",
    "fractions",
    "getpass",
    "glob",
    "graphlib",
    "gzip",
    "hashlib",
    "hmac",
    "html.parser",
    "http",
    "importlib",
    "ipaddress",
    "logging._files",
    "logging.config",
    "logging.handlers",
    "numbers",
    "pathlib",
    "pickle",
    "platform",
    "pprint",
    "sched",
    "secrets",
    "selectors",
    "shutil",
    "stat",
    "statistics",
    "struct",
    "tempfile",
    "textwrap",
    "timeit",
    "unittest",
    "uuid",
    "weakref",
    "zlib",
];
/// The files of the parts, with what stands before each, and its length behind that: by that they are found in a program (`crates/xtask/src/wasm/split.rs`).
const FILES: [(&str, &[u8]); 3] =
    [("library.image", b""), ("library.rest", b"rest of library:"), ("library.rare", b"rare in library:")];

fn main() {
    let mut modules: Vec<_> = SOURCES.into_iter().flat_map(|folder| modules_in(Path::new(folder))).collect();
    modules.sort();
    for wanted in SOON_PACKAGES.iter().chain(&SOON).chain(RARE) {
        assert!(modules.iter().any(|(name, _)| name == wanted), "there is no module {wanted}");
    }
    let (soon, later): (Vec<_>, Vec<_>) = modules.into_iter().partition(|(name, _)| {
        (is_of(name, &SOON_PACKAGES) || SOON.contains(&&**name)) && !is_of(name, RARE)
    });
    let (rare, rest): (Vec<_>, Vec<_>) = later.into_iter().partition(|(name, _)| is_of(name, RARE));
    let mut image = Writer::default();
    add(&mut image, PRELUDE, PRELUDE_SOURCE);
    soon.iter().for_each(|(name, source)| add(&mut image, name, source));
    for (place, modules) in [(Place::Rest, &rest), (Place::Rare, &rare)] {
        image.announce(modules.iter().map(|(name, _)| &**name), place);
    }
    image.end_part();
    for modules in [rest, rare] {
        modules.iter().for_each(|(name, source)| add(&mut image, name, source));
        image.end_part();
    }
    let target = PathBuf::from(env::var_os("OUT_DIR").expect("cargo says where"));
    for ((name, mark), part) in FILES.into_iter().zip(image.finish()) {
        let length = (part.len() as u32).to_le_bytes();
        let head = if mark.is_empty() { Vec::new() } else { [mark, &length].concat() };
        fs::write(target.join(name), [head, part].concat()).expect("the image is writable");
    }
}

/// The modules below a folder, each with its source.
fn modules_in(folder: &Path) -> Vec<(String, String)> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = Vec::new();
    find(folder, &mut files);
    let module = |file: PathBuf| {
        let source = fs::read_to_string(&file).expect("a source of the library is readable");
        let path = file.strip_prefix(folder).expect("it was found there").with_extension("");
        let name = path.to_string_lossy().replace(['/', '\\'], ".");
        (name.strip_suffix(".__init__").unwrap_or(&name).to_owned(), source)
    };
    files.into_iter().map(module).collect()
}

/// Whether a module is one of these, or in one of them.
fn is_of(module: &str, these: &[&str]) -> bool {
    these
        .iter()
        .any(|it| module.strip_prefix(it).is_some_and(|inside| inside.is_empty() || inside.starts_with('.')))
}

fn add(image: &mut Writer, name: &str, source: &str) {
    let module = Module::new(name, None);
    let options = Options { internal: true, ..Options::of_program(name.into()) };
    match compile_module(source, &options, &module) {
        Ok(code) => image.add(name, &lacks(source), &code, &module),
        Err(error) => panic!("{name}, line {}: {}", error.line, error.message),
    }
}

/// The names that a module lacks, with spaces between them.
fn lacks(source: &str) -> String {
    let mut lines = source.lines().skip_while(|line| !line.starts_with("# Lacks:"));
    let first = lines.next().unwrap_or_default().trim_start_matches("# Lacks:");
    let more = lines.map_while(|line| line.strip_prefix("#     "));
    std::iter::once(first).chain(more).flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

fn find(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the library's folder is readable").flatten() {
        let path = entry.path();
        if path.is_dir() {
            find(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            found.push(path);
        }
    }
}
