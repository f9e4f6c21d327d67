//! `cargo xtask docs-tools`: the packages of `docs-tools/`, tested with the tools that they are for, and their sample sites.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::oracle;
use crate::process::{announce, cargo, run, watch};
use crate::stamp::{Fingerprint, Stamp};
use crate::test::{Tally, node_tests, number_before, settled};
use crate::{browser, npm, python, setup, workspace};

/// The packages in Python.
const PACKAGES: [&str; 2] = ["sphinx", "mkdocs"];
/// The sites that are built: where of what, and by which command, which ends with these two.
const SAMPLES: [(&str, &str, &[&str]); 3] = [
    ("sphinx", "sphinx/sample", &["sphinx", "--quiet", "--fail-on-warning", "--builder", "html"]),
    ("material", "mkdocs/sample/material", MKDOCS),
    ("mkdocs", "mkdocs/sample/plain", MKDOCS),
];
const MKDOCS: &[&str] = &["mkdocs", "build", "--quiet", "--strict"];
/// The test that opens the samples.
const BROWSER_TEST: &str = "tests/e2e/docs_tools.test.mjs";

/// Tests the packages, builds their samples and opens them beside the built page.
///
/// # Errors
///
/// When a tool can't be installed, or a sample can't be built.
pub(crate) fn docs_tools() -> Result<bool> {
    let tests = check()?;
    let node = npm::node(&setup::setup()?, &browser::chromium()?);
    let pages = node_tests(node, BROWSER_TEST)?;
    Ok(tests.failed == 0 && pages.failed == 0)
}

/// Tests the packages and builds their samples.
///
/// # Errors
///
/// When a tool can't be installed, or a sample can't be built.
pub(crate) fn check() -> Result<Tally> {
    oracle::check_series()?;
    let python = Python::new()?;
    let mut tally = Tally::default();
    for package in PACKAGES {
        let tests = python.tests(&room().join(package).join("tests"))?;
        tally.passed += tests.passed;
        tally.failed += tests.failed;
    }
    for (site, source, build) in SAMPLES {
        python.sample(site, &room().join(source), build)?;
        tally.passed += 1;
    }
    book()?;
    tally.passed += 1;
    Ok(tally)
}

/// Builds the sample of the preprocessor of mdBook. Its tests are among those of Rust.
fn book() -> Result<()> {
    let mdbook = setup::mdbook()?;
    run(&mut cargo("build --quiet --package mdbook-loopscope"))?;
    announce("building the sample mdbook of docs-tools/");
    let mut path = vec![workspace::target().join("debug")];
    path.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    let mut command = Command::new(mdbook);
    command.arg("build").arg(room().join("mdbook/sample")).arg("--dest-dir").arg(built().join("mdbook"));
    run(command.env("PATH", env::join_paths(path)?))
}

fn room() -> PathBuf {
    workspace::root().join("docs-tools")
}

/// Where the packages are installed and the samples are built.
fn built() -> PathBuf {
    workspace::target().join("docs-tools")
}

/// The Python of a virtual environment with the tools, and our packages as they would be installed from a registry.
struct Python {
    program: PathBuf,
    packages: PathBuf,
}

impl Python {
    fn new() -> Result<Python> {
        let requirements = room().join("requirements.txt");
        let program = python::environment("docs-tools", &requirements, "Sphinx and MkDocs")?;
        let packages = built().join("packages");
        let mut sources = Fingerprint::default();
        sources.word(&program.to_string_lossy());
        for package in PACKAGES {
            sources.add_except(&room().join(package), &["tests", "sample", "__pycache__"])?;
        }
        let (stamp, python) = (Stamp::of("docs-tools"), Python { program, packages });
        if !stamp.is(&sources) || !python.packages.is_dir() {
            python.install()?;
            stamp.write(&sources)?;
        }
        Ok(python)
    }

    fn install(&self) -> Result<()> {
        announce("installing the packages of docs-tools/");
        if self.packages.is_dir() {
            fs::remove_dir_all(&self.packages)?;
        }
        let mut pip = python::pip(&self.program);
        pip.args(["--no-deps", "--no-build-isolation", "--no-index", "--target"]).arg(&self.packages);
        run(pip.args(PACKAGES.map(|package| room().join(package))))
    }

    /// A command of a Python module.
    fn module(&self, words: &[&str]) -> Command {
        let mut command = oracle::plain(&self.program);
        command.arg("-m").args(words).env("PYTHONPATH", &self.packages).current_dir(workspace::root());
        // Material says before each build what becomes of MkDocs.
        command.env("NO_MKDOCS_2_WARNING", "1");
        command
    }

    fn tests(&self, directory: &Path) -> Result<Tally> {
        let mut tally = Tally::default();
        let words = ["pytest", "--quiet", "-p", "no:cacheprovider", "--import-mode=importlib", "-W", "error"];
        let succeeded = watch(self.module(&words).arg(directory), |line| {
            tally.passed += number_before(line, " passed").unwrap_or(0);
            tally.failed += number_before(line, " failed").unwrap_or(0);
            tally.failed += number_before(line, " error").unwrap_or(0);
        })?;
        Ok(settled(tally, succeeded))
    }

    /// Builds a sample anew, as an author does.
    fn sample(&self, name: &str, source: &Path, build: &[&str]) -> Result<()> {
        announce(&format!("building the sample {name} of docs-tools/"));
        let site = built().join(name);
        if site.is_dir() {
            fs::remove_dir_all(&site)?;
        }
        let mut command = self.module(build);
        if build == MKDOCS {
            command.arg("--config-file").arg(source.join("mkdocs.yml")).arg("--site-dir");
        } else {
            command.arg(source);
        }
        run(command.arg(&site))
    }
}
