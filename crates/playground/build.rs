//! Turns `lessons/NN_name/{program.py, lesson.md}` into constants of the page.
//!
//! Their texts are files of the page, which `cargo xtask build` makes.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let lessons = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../lessons");
    println!("cargo::rerun-if-changed={}", lessons.display());
    println!("cargo::rerun-if-changed=build.rs");

    let mut source = String::from("pub(crate) const LESSONS: &[Lesson] = &[\n");
    for folder in folders(&lessons)? {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text =
            fs::read_to_string(folder.join("lesson.md")).map_err(|error| format!("{name}: {error}"))?;
        let program = folder.join("program.py").canonicalize().map_err(|error| format!("{name}: {error}"))?;
        let Some((title, _)) = text.strip_prefix("# ").and_then(|rest| rest.split_once('\n')) else {
            return Err(format!("{name}/lesson.md does not begin with a title, as in '# Title'").into());
        };
        writeln!(source, "Lesson {{ name: {name:?}, title: {:?},", title.trim())?;
        writeln!(source, "program: include_str!({program:?}) }},")?;
    }
    source.push_str("];\nconst ALIASES: &[(&str, &str)] = &[");
    let aliases = fs::read_to_string(lessons.join("aliases.txt"))?;
    for line in aliases.lines().filter(|line| !line.starts_with('#')) {
        let (old, new) =
            line.split_once(' ').ok_or_else(|| format!("aliases.txt: {line:?} is not two names"))?;
        write!(source, "({old:?}, {new:?}), ")?;
    }
    source.push_str("];\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("lessons.rs"), source)?;
    Ok(())
}

/// The lessons' folders in the order of their names.
fn folders(lessons: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    if !lessons.is_dir() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(lessons)?.collect::<Result<Vec<_>, _>>()?;
    let mut folders: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).collect();
    folders.retain(|folder| folder.join("program.py").is_file() && folder.join("lesson.md").is_file());
    folders.sort();
    Ok(folders)
}
