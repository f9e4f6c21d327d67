//! Programs into links and out of them.

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStream, ReadableStreamDefaultReader, ReadableWritablePair};

use super::link::{self, Source};
use super::{address, draft};
use crate::message::Linked;
use crate::model::clock::Clock;
use crate::model::lessons;

/// How links are compressed.
const FORMAT: &str = "deflate-raw";

// web-sys has these only behind its flag for unstable interfaces.
#[wasm_bindgen]
extern "C" {
    type CompressionStream;

    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;

    type DecompressionStream;

    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
}

/// A linked program may not be larger than this many bytes.
const PROGRAM_LIMIT: usize = 1 << 20;

/// The program that the address's hash leads to, and what the reader made of it; `None` if it names none.
///
/// # Errors
/// What is wrong with the link, in a sentence for the reader.
pub(super) async fn open(hash: &str) -> Result<Option<Linked>, String> {
    let Some(link) = link::parse(hash) else {
        // Here a file was opened, or the page without a link.
        return Ok(draft::kept(hash).map(|text| Linked { text, lesson: None, clock: None, kept: None }));
    };
    let clock = link.clock;
    let (text, lesson) = match link.source {
        Source::Lesson(name) => match lessons::find(name) {
            Some(lesson) => (lessons::LESSONS[lesson].program.to_owned(), Some(lesson)),
            None => return Err("This link leads to a lesson that does not exist.".to_owned()),
        },
        Source::Encoded(code) => match js_sys::decode_uri_component(code) {
            Ok(text) if text.length() as usize <= PROGRAM_LIMIT => (text.into(), None),
            Ok(_) => return Err(too_large()),
            Err(_) => return Err(damaged("its percent-encoding is not valid")),
        },
        Source::Compressed(compressed) => {
            let bytes = link::from_base64(compressed).ok_or_else(|| damaged("it is not base64url"))?;
            (inflate(&bytes).await?, None)
        }
    };
    Ok(Some(Linked { text, lesson, clock, kept: draft::kept(hash) }))
}

/// Puts a link that holds `text` into the address and the clipboard; whether the browser allowed the latter.
///
/// # Errors
/// As for [`link_to`].
pub(super) async fn share(text: &str, clock: Clock) -> Result<bool, String> {
    let hash = link_to(text, clock).await?;
    // The link holds the text from now on.
    draft::forget(&address::hash());
    address::set_hash(&hash);
    Ok(address::copy().await.is_some())
}

/// The hash, without `#`, of a link that holds `text`.
///
/// # Errors
/// If the program is too large, or the browser can't compress.
async fn link_to(text: &str, clock: Clock) -> Result<String, String> {
    if text.len() > PROGRAM_LIMIT {
        return Err("The program is too large for a link.".to_owned());
    }
    let compressed = deflate(text.as_bytes()).await.map_err(|_| "This browser can't compress.".to_owned())?;
    Ok(link::to_compressed(&link::to_base64(&compressed), clock))
}

async fn deflate(bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
    let stream = CompressionStream::new(FORMAT)?;
    let mut compressed = Vec::new();
    let piped = pipe(bytes, stream.unchecked_ref())?;
    read(&piped, |chunk| {
        compressed.extend_from_slice(&chunk);
        true
    })
    .await?;
    Ok(compressed)
}

async fn inflate(bytes: &[u8]) -> Result<String, String> {
    let broken = |_| damaged("it does not unpack");
    let stream = DecompressionStream::new(FORMAT).map_err(broken)?;
    let mut text = Vec::new();
    let piped = pipe(bytes, stream.unchecked_ref()).map_err(broken)?;
    let complete = read(&piped, |chunk| {
        text.extend_from_slice(&chunk);
        text.len() <= PROGRAM_LIMIT
    });
    if !complete.await.map_err(broken)? {
        return Err(too_large());
    }
    String::from_utf8(text).map_err(|_| damaged("it is not text"))
}

fn pipe(bytes: &[u8], through: &ReadableWritablePair) -> Result<ReadableStream, JsValue> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    Ok(Blob::new_with_u8_array_sequence(&parts)?.stream().pipe_through(through))
}

/// Reads a stream piece by piece until `take` returns false; whether it was read to its end.
async fn read(stream: &ReadableStream, mut take: impl FnMut(Vec<u8>) -> bool) -> Result<bool, JsValue> {
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    loop {
        let next = JsFuture::from(reader.read()).await?;
        if Reflect::get(&next, &"done".into())?.is_truthy() {
            return Ok(true);
        }
        let chunk: Uint8Array = Reflect::get(&next, &"value".into())?.unchecked_into();
        if !take(chunk.to_vec()) {
            // Nobody waits for it to be cancelled.
            let _ = reader.cancel();
            return Ok(false);
        }
    }
}

fn damaged(how: &str) -> String {
    format!("This link is damaged: {how}. The program in it can’t be read; ask for the link again.")
}

fn too_large() -> String {
    "This link holds a program of more than 1 MB; it was not opened.".to_owned()
}
