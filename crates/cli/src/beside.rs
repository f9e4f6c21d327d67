//! The files beside a program: the modules of its own that it imports, and those that the command line names.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// A program may have so many files beside it.
const MOST_FILES: usize = 200;

/// A program with the modules in `directory` that it imports, and that these import, and with the files of that which are `named`, in the
/// order of their names.
///
/// # Errors
///
/// What can't be read, in the terms of who named it.
pub(crate) fn with_files(mut source: String, directory: &Path, named: &[PathBuf]) -> Result<String, String> {
    let mut found = Found { directory, files: BTreeMap::new() };
    for path in named {
        found.name(path)?;
    }
    for file in loopscope_files::files(&source) {
        // Those that the text has itself come first.
        found.files.insert(file.name.to_owned(), None);
        found.follow(file.text, &[])?;
    }
    for (name, text) in found.files {
        if let Some(text) = text {
            loopscope_files::add(&mut source, &name, &text)
                .map_err(|why| format!("can't take '{name}': {why}"))?;
        }
    }
    Ok(source)
}

struct Found<'d> {
    directory: &'d Path,
    /// By their names; without a text if the program has it already.
    files: BTreeMap<String, Option<String>>,
}

impl Found<'_> {
    /// Takes a file that the command line names.
    fn name(&mut self, path: &Path) -> Result<(), String> {
        let cant = |why: &str| format!("can't read '{}': {why}", path.display());
        let whole = fs::canonicalize(path).map_err(|error| cant(&error.to_string()))?;
        let directory = fs::canonicalize(self.directory).map_err(|error| cant(&error.to_string()))?;
        let inside =
            whole.strip_prefix(&directory).map_err(|_| cant("it is not in the program's directory"))?;
        let names: Vec<_> =
            inside.components().map(Component::as_os_str).map(|it| it.to_string_lossy()).collect();
        let text = fs::read_to_string(&whole).map_err(|error| cant(&error.to_string()))?;
        self.add(names.join("/"), text)
    }

    fn add(&mut self, name: String, text: String) -> Result<(), String> {
        let is_new = self.files.insert(name.clone(), Some(text.clone())).is_none();
        if name.ends_with(".py") && is_new {
            let package: Vec<&str> = name.split('/').collect();
            self.follow(&text, &package[..package.len() - 1])?;
        }
        if self.files.len() > MOST_FILES {
            return Err(format!("the program has more than {MOST_FILES} files beside it"));
        }
        Ok(())
    }

    /// Takes what a source in a package imports. Whatever is not there is not of the program: it says so when it runs.
    fn follow(&mut self, source: &str, package: &[&str]) -> Result<(), String> {
        for module in imported(source, package) {
            let pieces: Vec<&str> = module.split('.').collect();
            for end in 1..=pieces.len() {
                let path = pieces[..end].join("/");
                for name in [format!("{path}/__init__.py"), format!("{path}.py")] {
                    if self.files.contains_key(&name) {
                        break;
                    }
                    if let Ok(text) = fs::read_to_string(self.directory.join(&name)) {
                        self.add(name, text)?;
                        break;
                    }
                }
            }
        }
        Ok(())
    }
}

/// The modules that a source may import, also `a.b` for `from a import b`. What only looks like an import does no harm: there is no such file.
fn imported(source: &str, package: &[&str]) -> Vec<String> {
    let mut modules = Vec::new();
    let joined = source.replace("\\\n", " ");
    let mut lines = joined.lines();
    while let Some(line) = lines.next() {
        let line = line.split('#').next().unwrap_or_default().trim();
        let line = line.split(';').map(str::trim);
        for statement in line {
            if let Some(names) = statement.strip_prefix("import ") {
                modules.extend(names.split(',').map(first_word));
            } else if let Some((from, names)) =
                statement.strip_prefix("from ").and_then(|rest| rest.split_once(" import"))
            {
                let Some(from) = absolute(from.trim(), package) else { continue };
                let mut names = names.trim().to_owned();
                while names.starts_with('(') && !names.contains(')') {
                    let Some(line) = lines.next() else { break };
                    names.push(',');
                    names.push_str(line.split('#').next().unwrap_or_default());
                }
                let names =
                    names.trim_matches(|it: char| it == '(' || it == ')' || it.is_whitespace()).to_owned();
                let dot = if from.is_empty() { "" } else { "." };
                modules.extend(names.split(',').map(first_word).map(|name| format!("{from}{dot}{name}")));
                modules.push(from);
            }
        }
    }
    modules.retain(|module| module.split('.').all(is_name));
    modules
}

/// `.b` in the package `a` is `a.b`.
fn absolute(from: &str, package: &[&str]) -> Option<String> {
    let name = from.trim_start_matches('.');
    let dots = from.len() - name.len();
    if dots == 0 {
        return Some(name.to_owned());
    }
    let mut pieces = package.get(..(package.len() + 1).checked_sub(dots)?)?.to_vec();
    pieces.extend(Some(name).filter(|name| !name.is_empty()));
    Some(pieces.join("."))
}

fn first_word(text: &str) -> String {
    text.split_whitespace().next().unwrap_or_default().to_owned()
}

fn is_name(piece: &str) -> bool {
    !piece.is_empty() && piece.chars().all(|it| it.is_alphanumeric() || it == '_')
}

#[cfg(test)]
mod tests {
    use super::imported;

    #[test]
    fn imports_are_found_in_every_form() {
        let source = "import a, b.c as d  # e\nfrom f import g, h\nif x: pass; import i\n    from .j import (\n  k,  # l\n  m)\nfrom .. import n\n";
        let expected = ["a", "b.c", "f.g", "f.h", "f", "i", "p.q.j.k", "p.q.j.m", "p.q.j", "p.n", "p"];
        assert_eq!(imported(source, &["p", "q"]), expected);
    }

    #[test]
    fn what_leads_out_of_the_directory_is_not_followed() {
        assert_eq!(
            imported("from ... import secrets\nimport ../x\nimport /etc/passwd", &["p"]),
            Vec::<String>::new()
        );
    }
}
