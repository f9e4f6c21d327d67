//! What `disassembly.py` compiles to, in `disassembly.txt`. `UPDATE=1 cargo test` writes it again.

use std::fs;
use std::path::Path;

use loopscope_python::Module;
use loopscope_python::bytecode::disassemble;
use loopscope_python::compile::{Options, compile_module};

#[test]
fn code_is_as_it_was() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let source = fs::read_to_string(folder.join("disassembly.py")).expect("the program is readable");
    let options = Options::of_program("disassembly.py".into());
    let code = compile_module(&source, &options, &Module::new("__main__", None))
        .map_err(|error| error.message)
        .expect("the program compiles");
    let actual = disassemble(&code);
    let record = folder.join("disassembly.txt");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&record, &actual).expect("the record is writable");
    }
    let expected = fs::read_to_string(&record).unwrap_or_default();
    assert!(actual == expected, "disassembly.txt differs from:\n{actual}");
}
