//! Building the page: the bundles of scripts, the engine, and the Yew app with Trunk.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::process::{announce, cargo, output, run};
use crate::setup::{Tools, WASM_TARGET};
use crate::stamp::{Fingerprint, Stamp, files};
use crate::wasm::Parts;
use crate::{lessons, size, wasm, workspace};

/// The engine's name as Rust spells it in file names.
const ENGINE: &str = "loopscope_engine";
/// What makes files for elsewhere, likewise, and where Share finds it.
const EXPORTS: &str = "loopscope_exports";
const SHARE: &str = "build/share";
/// What is best after gzip: the second round finds 1,700 bytes more; inlining and common subexpressions make fewer bytes of code, but less alike. The lowest
/// kilobyte of memory is the end of a stack, where no address that is counted from begins.
const PASSES: &[&str] = &["--low-memory-unused", "--no-inline=*", "-Oz", "-Oz", "--skip-pass=local-cse"];
/// What every current browser has and rustc already uses.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];
/// What makes WebAssembly files smaller, besides binaryen.
const OPTIMISING: &str = "crates/xtask/src/wasm";
/// Where the programs are of which the functions of the engine come first, and the script that runs them.
const RUN_SOON: [&str; 4] = ["lessons", "bench", "web/engine", "web/what-runs.js"];
/// Benchmarks that nothing is tuned to.
const HELD_OUT: &str = "held-out";
/// What the page's own crate is built from, in `crates/`.
const NOT_IN_THE_PAGE: [&str; 4] = ["cli", "engine", "exports", "xtask"];

/// For whom the page is built.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Profile {
    /// Quick to build.
    Dev,
    /// Small and fast.
    Release,
}

impl Profile {
    /// The profile that `--dev` or its absence asks for.
    pub(crate) fn from_dev(dev: bool) -> Profile {
        if dev { Profile::Dev } else { Profile::Release }
    }

    fn cargo_name(self) -> &'static str {
        match self {
            Profile::Dev => "dev",
            Profile::Release => "wasm-release",
        }
    }

    fn directory(self) -> &'static str {
        match self {
            Profile::Dev => "debug",
            Profile::Release => "wasm-release",
        }
    }
}

/// Builds the page into `dist/` and prints its sizes; steps whose inputs did not change are skipped.
///
/// # Errors
///
/// When a step fails.
pub(crate) fn build(tools: &Tools, profile: Profile) -> Result<()> {
    scripts(tools)?;
    lessons::write()?;
    engine(tools, profile)?;
    exports(tools, profile)?;
    page(tools, profile)?;
    size::print()
}

/// The compiled engine, as the page loads it: what a program needs to begin.
pub(crate) fn engine_wasm() -> PathBuf {
    engine_dir().join(format!("{ENGINE}_bg.wasm"))
}

/// What comes after that, if the engine is in several files.
pub(crate) fn engine_rest() -> PathBuf {
    engine_dir().join(format!("{ENGINE}_rest.wasm"))
}

/// The modules that few programs import, likewise.
pub(crate) fn engine_rare() -> PathBuf {
    engine_dir().join(format!("{ENGINE}_rare.wasm"))
}

/// What Unicode says of characters, likewise.
pub(crate) fn engine_unicode() -> PathBuf {
    engine_dir().join(format!("{ENGINE}_unicode.wasm"))
}

fn engine_dir() -> PathBuf {
    workspace::web().join("build/engine")
}

fn scripts(tools: &Tools) -> Result<()> {
    let web = workspace::web();
    let mut inputs = Fingerprint::default();
    inputs.add_except(&web, &["build"])?;
    let stamp = Stamp::of("scripts");
    if stamp.is(&inputs) && web.join("build").is_dir() {
        return Ok(());
    }
    announce("bundling the scripts of the editor and the engine with esbuild");
    run(tools.command("npm").args(["run", "--silent", "build"]).current_dir(&web))?;
    stamp.write(&inputs)
}

fn engine(tools: &Tools, profile: Profile) -> Result<()> {
    announce("compiling the engine to WebAssembly (release: some minutes the first time)");
    let compiled = compile("loopscope-engine", ENGINE, profile)?;

    let (root, mut inputs) = (workspace::root(), Fingerprint::default());
    inputs.add(&compiled)?;
    for input in RUN_SOON.iter().chain([&OPTIMISING]) {
        inputs.add(&root.join(input))?;
    }
    PASSES.iter().for_each(|pass| inputs.word(pass));
    let stamp = Stamp::of("engine");
    if stamp.is(&inputs) && engine_wasm().is_file() {
        return Ok(());
    }
    announce("generating the engine's JavaScript with wasm-bindgen");
    bind(tools, &compiled, &engine_dir())?;
    if profile == Profile::Release {
        announce("optimising the engine with wasm-opt");
        let module = optimise(tools, &engine_wasm())?;
        announce("running lessons and benchmarks to split the engine by what runs soon");
        let Parts { first, rest, data: [rare, unicode] } = wasm::split(&module, &what_runs(tools, &module)?)?;
        fs::write(engine_wasm(), first)?;
        fs::write(engine_rest(), rest)?;
        fs::write(engine_rare(), rare)?;
        fs::write(engine_unicode(), unicode)?;
    } else {
        for part in [engine_rest(), engine_rare(), engine_unicode()] {
            if part.exists() {
                fs::remove_file(part)?;
            }
        }
    }
    stamp.write(&inputs)
}

/// What Share loads for a file of a run. The page's other files are made smaller with it, by [`page`].
fn exports(tools: &Tools, profile: Profile) -> Result<()> {
    announce("compiling what makes pictures of runs to WebAssembly");
    let compiled = compile("loopscope-exports", EXPORTS, profile)?;
    let (directory, mut inputs) = (workspace::web().join(SHARE), Fingerprint::default());
    inputs.add(&compiled)?;
    let stamp = Stamp::of("exports");
    if stamp.is(&inputs) && directory.join(format!("{EXPORTS}_bg.wasm")).is_file() {
        return Ok(());
    }
    bind(tools, &compiled, &directory)?;
    stamp.write(&inputs)
}

/// Compiles a package to WebAssembly; the file.
fn compile(package: &str, name: &str, profile: Profile) -> Result<PathBuf> {
    let mut command = cargo("build --lib --package");
    run(command.args([package, "--target", WASM_TARGET, "--profile", profile.cargo_name()]))?;
    Ok(workspace::target().join(WASM_TARGET).join(profile.directory()).join(format!("{name}.wasm")))
}

/// Makes of what was compiled what a page loads.
fn bind(tools: &Tools, compiled: &Path, directory: &Path) -> Result<()> {
    run(tools
        .command("wasm-bindgen")
        .args(["--target", "web", "--no-typescript", "--remove-producers-section", "--out-dir"])
        .arg(directory)
        .arg(compiled))
}

/// For each function of the engine whether it is run by a program of [`RUN_SOON`], or to set it up.
fn what_runs(tools: &Tools, module: &[u8]) -> Result<Vec<bool>> {
    let mut programs = Vec::new();
    for directory in RUN_SOON {
        programs.extend(files(&workspace::root().join(directory), &[HELD_OUT])?);
    }
    programs.retain(|file| file.extension().is_some_and(|extension| extension == "py"));
    let marked = engine_dir().join("marked.wasm");
    let (bytes, marks) = wasm::mark(module)?;
    fs::write(&marked, bytes)?;
    let mut node = tools.command("node");
    node.arg(workspace::web().join("what-runs.js"))
        .arg(engine_dir().join(format!("{ENGINE}.js")))
        .arg(&marked);
    let ran = output(node.args([marks.start, marks.end].map(|it| it.to_string())).args(programs))
        .context("a program could not be run in node")?;
    fs::remove_file(&marked)?;
    Ok(ran.trim().bytes().map(|it| it == b'1').collect())
}

/// What a WebAssembly file is when it has been made smaller; the script beside it is changed in place.
fn optimise(tools: &Tools, wasm: &Path) -> Result<Vec<u8>> {
    let smaller = wasm.with_extension("opt");
    let script = PathBuf::from(wasm.to_string_lossy().replace("_bg.wasm", ".js"));
    run(tools.command("wasm-opt").args(PASSES).args(WASM_FEATURES).arg(wasm).arg("-o").arg(&smaller))?;
    let module = fs::read(&smaller).context("cannot read what wasm-opt made")?;
    fs::remove_file(&smaller)?;
    let (module, renamed) =
        wasm::shorten_names(&wasm::forget_places(&module)?, &fs::read_to_string(&script)?)?;
    fs::write(&script, renamed)?;
    Ok(module)
}

fn page(tools: &Tools, profile: Profile) -> Result<()> {
    let root = workspace::root();
    let mut inputs = Fingerprint::default();
    inputs.word(profile.cargo_name());
    for input in ["Cargo.lock", "Cargo.toml", "Trunk.toml", "index.html", "lessons", "web", OPTIMISING] {
        inputs.add(&root.join(input))?;
    }
    inputs.add_except(&root.join("crates"), &NOT_IN_THE_PAGE)?;
    let stamp = Stamp::of("page");
    if stamp.is(&inputs) && workspace::dist().join("index.html").is_file() {
        return Ok(());
    }
    // Trunk's --offline is also cargo's.
    run(&mut cargo("fetch --quiet"))?;
    announce("building the page with Trunk");
    let mut trunk = tools.command("trunk");
    trunk.args(["build", "--offline", "--cargo-profile", profile.cargo_name()]);
    if profile == Profile::Release {
        trunk.arg("--release");
    }
    // Trunk takes only true and false as a value of NO_COLOR.
    run(trunk.env_remove("NO_COLOR"))?;
    embed_page()?;
    if profile == Profile::Release {
        announce("optimising the page's own WebAssembly");
        let is_wasm = |file: &PathBuf| file.extension().is_some_and(|extension| extension == "wasm");
        for wasm in files(&workspace::dist(), &["engine"])?.iter().filter(|file| is_wasm(file)) {
            fs::write(wasm, wasm::order(&optimise(tools, wasm)?)?)?;
        }
        minify(tools)?;
    }
    version(tools)?;
    stamp.write(&inputs)
}

/// Writes `embed.html`: the page as an example in other pages.
fn embed_page() -> Result<()> {
    let page = fs::read_to_string(workspace::dist().join("index.html"))?;
    let embedded = page.replacen("<html ", "<html data-embed ", 1);
    ensure!(embedded != page, "index.html has no <html> to mark");
    // There the editor comes when the program is touched.
    let lean = without_link_to(&embedded, "./editor.js").context("index.html does not preload the editor")?;
    fs::write(workspace::dist().join("embed.html"), lean).context("cannot write embed.html")
}

/// A page without its `<link>` to an address.
fn without_link_to(page: &str, address: &str) -> Option<String> {
    let found = page.find(address)?;
    let (start, end) = (page[..found].rfind("<link")?, found + page[found..].find('>')? + 1);
    Some(format!("{}{}", &page[..start], &page[end..]))
}

/// Puts the files of the page into a folder named for what is in them, and beside it the worker that keeps them.
fn version(tools: &Tools) -> Result<()> {
    let script = workspace::web().join("offline/publish.js");
    run(tools.command("node").arg(script).arg(workspace::dist()))
}

/// Takes comments and long names out of the page's scripts.
fn minify(tools: &Tools) -> Result<()> {
    announce("minifying the page's scripts with terser");
    let is_script = |file: &PathBuf| file.extension().is_some_and(|extension| extension == "js");
    let mut scripts = files(&workspace::dist(), &[])?;
    scripts.retain(is_script);
    run(tools.command("node").arg("minify.js").args(scripts).current_dir(workspace::web()))
}
