//! Compiles the library's Python sources into an image, so that no isolate has to when it starts.
//!
//! A file of `src/python` is the module of its path; `library/` only groups them. What CPython's module has and ours lacks is in a comment
//! that begins with `# Lacks:`, and goes on in lines that are farther in.

use std::path::{Path, PathBuf};
use std::{env, fs};

use loopscope_python::Module;
use loopscope_python::bytecode::image::Writer;
use loopscope_python::compile::{Options, compile_module};
use loopscope_python::vm::{PRELUDE, PRELUDE_SOURCE};

fn main() {
    let sources = Path::new("src/python");
    println!("cargo::rerun-if-changed={}", sources.display());
    let mut files = Vec::new();
    find(sources, &mut files);
    files.sort();

    let mut image = Writer::default();
    add(&mut image, PRELUDE, PRELUDE_SOURCE);
    for file in files {
        let source = fs::read_to_string(&file).expect("a source of the library is readable");
        let path = file.strip_prefix(sources).expect("it was found there").with_extension("");
        let path = path.strip_prefix("library").unwrap_or(&path);
        let name = path.to_string_lossy().replace(['/', '\\'], ".");
        add(&mut image, name.strip_suffix(".__init__").unwrap_or(&name), &source);
    }
    let target = PathBuf::from(env::var_os("OUT_DIR").expect("cargo says where")).join("library.image");
    fs::write(target, image.finish()).expect("the image is writable");
}

fn add(image: &mut Writer, name: &str, source: &str) {
    let module = Module::new(name, None);
    let options = Options { filename: name.into(), internal: true };
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
