//! Serving `dist/` as static hosts do: files and MIME types, for pages of all origins, without other headers.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::process::announce;
use crate::{build, setup, workspace};

/// The port when none is asked for.
const DEFAULT_PORT: u16 = 8080;
/// A request's line and headers may take at most this many bytes.
const REQUEST_LIMIT_BYTES: u64 = 16 * 1024;
const PATIENCE: Duration = Duration::from_secs(30);
/// The worker that keeps the page in a browser.
const KEEPER: &str = "offline.js";
/// What is sent in its place: it forgets what was kept, so that nobody looks at what they built before.
const RETIRED_KEEPER: &[u8] = include_bytes!("../../../web/offline/retire.js");
/// What pages ask for of which the page around asks for the same: see docs/embedding.md.
const ISOLATING_HEADERS: &str = "Cross-Origin-Opener-Policy: same-origin\r\n\
     Cross-Origin-Embedder-Policy: require-corp\r\n\
     Cross-Origin-Resource-Policy: cross-origin\r\n";

/// How the page is served.
#[derive(Clone, Copy)]
pub(crate) struct Options {
    /// Where, on this machine alone.
    pub(crate) port: u16,
    /// Whether it is built before.
    pub(crate) build: bool,
    /// Whether browsers keep it, as they do from other hosts.
    pub(crate) offline: bool,
    /// Whether it is sent with the headers that isolated pages want of their frames.
    pub(crate) isolated: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options { port: DEFAULT_PORT, build: true, offline: false, isolated: false }
    }
}

/// Sets up, builds and serves the page until the process ends.
///
/// # Errors
///
/// When the port is taken or a step fails.
pub(crate) fn serve(options: Options) -> Result<()> {
    let port = options.port;
    // First, so that nobody waits for a build to learn that the port is taken.
    let listener = match TcpListener::bind(("127.0.0.1", port)) {
        Ok(listener) => listener,
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
            bail!("port {port} is taken: choose another one with --port N");
        }
        Err(error) => bail!("cannot listen on port {port}: {error}"),
    };
    if options.build {
        let tools = setup::setup()?;
        build::build(&tools, build::Profile::Release)?;
    }
    let dist = workspace::dist();
    if !dist.join("index.html").is_file() {
        bail!("there is no built page in {}: run `cargo xtask build`", dist.display());
    }
    announce(&format!("serving the page at http://{} (Ctrl+C ends it)", listener.local_addr()?));
    for stream in listener.incoming().flatten() {
        let dist = dist.clone();
        // A reader who goes away in the middle of an answer is nothing to report.
        thread::spawn(move || answer(&dist, options, stream).ok());
    }
    Ok(())
}

fn answer(dist: &Path, options: Options, mut stream: TcpStream) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let request = read_request(&stream)?;
    let headers = if options.isolated { ISOLATING_HEADERS } else { "" };
    let mut respond = |status, mime, body: &[u8], with_body| {
        let head = head(status, mime, body.len(), headers);
        stream.write_all(head.as_bytes())?;
        if with_body {
            stream.write_all(body)?;
        }
        stream.flush()
    };
    let Some((method, target)) = request else {
        return respond("400 Bad Request", "text/plain", b"Bad Request", true);
    };
    let with_body = method != "HEAD";
    if !matches!(method.as_str(), "GET" | "HEAD") {
        return respond("405 Method Not Allowed", "text/plain", b"Method Not Allowed", with_body);
    }
    let found = resolve(dist, &target).and_then(|file| {
        let is_retired = !options.offline && file == dist.join(KEEPER);
        let bytes = if is_retired { RETIRED_KEEPER.to_vec() } else { fs::read(&file).ok()? };
        Some((bytes, mime(&file)))
    });
    match found {
        Some((bytes, mime)) => respond("200 OK", mime, &bytes, with_body),
        None => respond("404 Not Found", "text/plain", b"Not Found", with_body),
    }
}

/// Method and target of a request, with its headers read and dropped; None when it is not HTTP.
fn read_request(stream: &TcpStream) -> io::Result<Option<(String, String)>> {
    let mut lines = BufReader::new(io::Read::take(stream, REQUEST_LIMIT_BYTES)).lines();
    let Some(first) = lines.next().transpose()? else { return Ok(None) };
    for line in lines {
        if line?.is_empty() {
            let mut words = first.split(' ');
            return Ok(match (words.next(), words.next(), words.next()) {
                (Some(method), Some(target), Some(_)) => Some((method.to_owned(), target.to_owned())),
                _ => None,
            });
        }
    }
    Ok(None)
}

fn head(status: &str, mime: &str, length: usize, more: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: {mime}\r\nContent-Length: {length}\r\n{more}\
         Access-Control-Allow-Origin: *\r\nCache-Control: no-cache\r\nConnection: close\r\n\r\n"
    )
}

/// The file of `dist` that a request's target names, never one outside of it.
fn resolve(dist: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?;
    let path = percent_decode(path)?;
    let mut file = dist.to_path_buf();
    for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." || part.contains(['\\', ':', '\0']) {
            return None;
        }
        file.push(part);
    }
    if file.is_dir() {
        file.push("index.html");
    }
    file.is_file().then_some(file)
}

fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let (digits, tail) = rest.split_at_checked(2)?;
        let [high, low] = [digits[0], digits[1]].map(|digit| (digit as char).to_digit(16));
        bytes.push((high? << 4 | low?) as u8);
        rest = tail;
    }
    String::from_utf8(bytes).ok()
}

fn mime(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "py" | "md" | "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{mime, percent_decode, resolve};
    use std::path::Path;

    #[test]
    fn targets_stay_inside() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        assert_eq!(resolve(&root, "/main.rs?x=1"), Some(root.join("main.rs")));
        assert_eq!(resolve(&root, "//./main%2Ers"), Some(root.join("main.rs")));
        for outside in [
            "/../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/..%2fCargo.toml",
            "/x/../../Cargo.toml",
            "/..\\Cargo.toml",
        ] {
            assert_eq!(resolve(&root, outside), None, "{outside}");
        }
        assert_eq!(resolve(&root, "/missing.js"), None);
    }

    #[test]
    fn percent_signs_are_decoded() {
        assert_eq!(percent_decode("a%20b%C3%A9").as_deref(), Some("a bé"));
        assert_eq!(percent_decode("%"), None);
        assert_eq!(percent_decode("%zz"), None);
        assert_eq!(percent_decode("%+1"), None);
        assert_eq!(percent_decode("%ff"), None);
    }

    #[test]
    fn wasm_has_the_type_that_streaming_compilation_needs() {
        assert_eq!(mime(Path::new("a/engine_bg.wasm")), "application/wasm");
    }
}
