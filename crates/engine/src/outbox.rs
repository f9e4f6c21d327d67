//! What an isolate wants from its host, as JavaScript arrays: a word, then what belongs to it.

use js_sys::{Array, Uint8Array};
use loopscope_isolate::{Outgoing, wire};
use wasm_bindgen::JsValue;

/// `["send", to, bytes]`, `["sendToOthers", bytes]`, `["wantThreadId"]`, `["start", thread, bytes]`,
/// `["fetch", id, method, url, headers, body]` with `headers` as name, value, name, value, …, or
/// `["cancelFetch", id]`.
pub(crate) fn to_array(outgoing: &Outgoing) -> Array {
    match outgoing {
        Outgoing::Send { to, message } => array("send", [(*to).into(), bytes(&wire::encode(message))]),
        Outgoing::SendToOthers(message) => array("sendToOthers", [bytes(&wire::encode(message))]),
        Outgoing::WantThreadId => array("wantThreadId", []),
        Outgoing::Start(start) => array("start", [start.id().into(), bytes(&wire::encode(start))]),
        Outgoing::Fetch(fetch) => {
            let headers: Array =
                fetch.headers.iter().flat_map(|(name, value)| [name, value]).map(JsValue::from).collect();
            let (id, method, url) = (fetch.id.into(), (&fetch.method).into(), (&fetch.url).into());
            array("fetch", [id, method, url, headers.into(), bytes(&fetch.body)])
        }
        Outgoing::CancelFetch(id) => array("cancelFetch", [(*id).into()]),
    }
}

fn array<const N: usize>(word: &str, rest: [JsValue; N]) -> Array {
    std::iter::once(JsValue::from(word)).chain(rest).collect()
}

fn bytes(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}
