//! Skipping a step whose inputs did not change: a fingerprint of the inputs, kept beside the output.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Directories that are never an input.
const IGNORED: [&str; 2] = ["node_modules", "target"];

/// A hash over the names and contents of files, and over words such as options.
#[derive(Default)]
pub(crate) struct Fingerprint {
    hasher: DefaultHasher,
}

impl Fingerprint {
    /// Adds a word: an option, a version.
    pub(crate) fn word(&mut self, word: &str) {
        word.hash(&mut self.hasher);
    }

    /// Adds a file, or a directory with everything below it, but for `node_modules` and `target`.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub(crate) fn add(&mut self, path: &Path) -> Result<()> {
        self.add_except(path, &[])
    }

    /// Adds a file or a directory without the entries of the given names.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub(crate) fn add_except(&mut self, path: &Path, except: &[&str]) -> Result<()> {
        for file in files(path, except)? {
            file.hash(&mut self.hasher);
            fs::read(&file)
                .with_context(|| format!("cannot read {}", file.display()))?
                .hash(&mut self.hasher);
        }
        Ok(())
    }

    /// The fingerprint as a word.
    pub(crate) fn hex(&self) -> String {
        format!("{:016x}", self.hasher.finish())
    }
}

/// Every file at or below `path`, in the order of their names.
///
/// # Errors
///
/// When a directory cannot be read.
pub(crate) fn files(path: &Path, except: &[&str]) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut entries: Vec<PathBuf> = fs::read_dir(path)
        .and_then(|dir| dir.map(|entry| entry.map(|entry| entry.path())).collect())
        .with_context(|| format!("cannot read {}", path.display()))?;
    entries.retain(|entry| {
        let name = entry.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        !IGNORED.contains(&name) && !except.contains(&name)
    });
    entries.sort();
    let mut all = Vec::new();
    for entry in entries {
        all.extend(files(&entry, except)?);
    }
    Ok(all)
}

/// The fingerprint that a step left when it last succeeded.
pub(crate) struct Stamp {
    file: PathBuf,
}

impl Stamp {
    /// The stamp of a step, in the target directory.
    pub(crate) fn of(step: &str) -> Stamp {
        Stamp::at(crate::workspace::target().join("xtask").join(format!("{step}.stamp")))
    }

    /// A stamp in a file of its own choosing.
    pub(crate) fn at(file: PathBuf) -> Stamp {
        Stamp { file }
    }

    /// Whether the step succeeded with these very inputs.
    pub(crate) fn is(&self, wanted: &Fingerprint) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|text| text == wanted.hex())
    }

    /// Notes that the step succeeded with these inputs.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub(crate) fn write(&self, inputs: &Fingerprint) -> Result<()> {
        if let Some(dir) = self.file.parent() {
            fs::create_dir_all(dir)?;
        }
        fs::write(&self.file, inputs.hex()).with_context(|| format!("cannot write {}", self.file.display()))
    }
}
