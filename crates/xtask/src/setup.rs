//! Installing what is missing, once, into a cache outside the checkout.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process::{announce, output, run};
use crate::{npm, workspace};

/// The Trunk that builds with the Rust of this workspace's `rust-version`.
const TRUNK_VERSION: &str = "0.22.0-beta.1";
/// Any Trunk of this series on the PATH will do.
const TRUNK_SERIES: &str = "0.22.";
const MDBOOK_VERSION: &str = "0.5.4";
/// It says `v` before its version.
const MDBOOK_SERIES: &str = "v0.5.";
/// The target of the engine and of the page.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The tools of a build, found or installed.
pub(crate) struct Tools {
    path: OsString,
}

impl Tools {
    /// A command that finds the tools on its PATH, run in the checkout.
    pub(crate) fn command(&self, program: &str) -> Command {
        // The child's PATH does not count when its own program is looked up.
        let found = env::split_paths(&self.path).map(|dir| dir.join(program)).find(|file| file.is_file());
        let mut command = Command::new(found.unwrap_or_else(|| PathBuf::from(program)));
        command.env("PATH", &self.path).current_dir(workspace::root());
        command
    }
}

/// Installs what a build of the page needs and is not there yet.
///
/// # Errors
///
/// When something is missing that cannot be installed from here, with a line that says what to do.
pub(crate) fn setup() -> Result<Tools> {
    add_wasm_target()?;
    let bindgen_version = locked_version("wasm-bindgen")?;
    let bindgen = Tool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: &bindgen_version,
        series: &bindgen_version,
        minutes: 2,
        options: &[],
    };
    let trunk = Tool {
        package: "trunk",
        program: "trunk",
        version: TRUNK_VERSION,
        series: TRUNK_SERIES,
        minutes: 9,
        options: &[],
    };
    let mut dirs: Vec<PathBuf> = [bindgen.dir()?, trunk.dir()?].into_iter().flatten().collect();
    npm::install()?;
    dirs.push(workspace::web().join("node_modules/.bin"));
    dirs.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    Ok(Tools { path: env::join_paths(dirs)? })
}

/// The program mdBook, for the sample of its preprocessor: it builds pages and need not serve or search them.
///
/// # Errors
///
/// When cargo cannot install it.
pub(crate) fn mdbook() -> Result<PathBuf> {
    let tool = Tool {
        package: "mdbook",
        program: "mdbook",
        version: MDBOOK_VERSION,
        series: MDBOOK_SERIES,
        minutes: 2,
        options: &["--no-default-features", "--debug"],
    };
    Ok(tool.dir()?.map_or_else(|| PathBuf::from(tool.program), |dir| dir.join(tool.program)))
}

/// A program that cargo can install.
struct Tool<'a> {
    package: &'a str,
    program: &'a str,
    version: &'a str,
    /// What the version of one on the PATH must begin with.
    series: &'a str,
    /// How long it takes to compile on two cores.
    minutes: u32,
    /// What cargo is told besides.
    options: &'a [&'a str],
}

impl Tool<'_> {
    /// The directory to put on the PATH, or None when a fitting one is there already.
    fn dir(&self) -> Result<Option<PathBuf>> {
        if version_of(Path::new(self.program)).is_some_and(|version| self.fits(&version)) {
            return Ok(None);
        }
        let root = workspace::cache()?.join("tools").join(format!("{}-{}", self.package, self.version));
        let bin = root.join("bin");
        if version_of(&bin.join(self.program)).is_none() {
            self.install(&root)?;
        }
        Ok(Some(bin))
    }

    fn fits(&self, version: &str) -> bool {
        version == self.series || (self.series.ends_with('.') && version.starts_with(self.series))
    }

    fn install(&self, root: &Path) -> Result<()> {
        announce(&format!(
            "installing {} {} into {} (once; about {} minutes on two cores)",
            self.package,
            self.version,
            root.display(),
            self.minutes
        ));
        let install = |lock: &[&str]| {
            run(Command::new("cargo")
                .args(["install", self.package, "--version"])
                .arg(format!("={}", self.version))
                .arg("--root")
                .arg(root)
                .args(lock)
                .args(self.options)
                .current_dir(env::temp_dir())
                .env_remove("CARGO_TARGET_DIR"))
        };
        // trunk 0.22.0-beta.1 compiles with its own lock file only, wasm-bindgen-cli 0.2.130 without it only: the
        // file names a crate that was withdrawn, which shows at once.
        install(&["--locked"]).or_else(|_| {
            announce("once more, with the newest of what it depends on");
            install(&[])
        })
    }
}

/// The version that a program gives of itself, as in `trunk 0.22.0-beta.1`.
fn version_of(program: &Path) -> Option<String> {
    let text = output(Command::new(program).arg("--version"))?;
    text.split_whitespace().nth(1).map(str::to_owned)
}

fn add_wasm_target() -> Result<()> {
    let libdir = output(Command::new("rustc").args(["--print", "target-libdir", "--target", WASM_TARGET]));
    if libdir.is_some_and(|dir| Path::new(dir.trim()).is_dir()) {
        return Ok(());
    }
    announce(&format!("adding the Rust target {WASM_TARGET} (some seconds)"));
    run(Command::new("rustup").args(["target", "add", WASM_TARGET])).with_context(|| {
        format!(
            "Rust's target {WASM_TARGET} is missing, and `rustup target add {WASM_TARGET}` could not add it"
        )
    })
}

/// The version of a package in Cargo.lock.
fn locked_version(package: &str) -> Result<String> {
    let lock = fs::read_to_string(workspace::root().join("Cargo.lock")).context("cannot read Cargo.lock")?;
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    match lines.next().and_then(|line| line.strip_prefix("version = \"")) {
        Some(version) => Ok(version.trim_end_matches('"').to_owned()),
        None => bail!("Cargo.lock has no package called {package}"),
    }
}
