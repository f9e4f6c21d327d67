//! What a program wants from its host, as JavaScript arrays: a word, then what belongs to it.

use js_sys::{Array, Uint8Array};
use loopscope_isolate::Outgoing;
use wasm_bindgen::JsValue;

/// `["fetch", id, method, url, headers, body]` with `headers` as name, value, name, value, …,
/// `["cancelFetch", id]`, `["readLine", id, prompt, isHidden]`, `["cancelReadLine", id]`,
/// `["startIsland", thread, parcel]`, `["toIsland", thread, message]`, or `["toHome", message]`.
pub(crate) fn to_array(outgoing: &Outgoing) -> Array {
    match outgoing {
        Outgoing::Fetch(fetch) => {
            let headers: Array =
                fetch.headers.iter().flat_map(|(name, value)| [name, value]).map(JsValue::from).collect();
            let (id, method, url) = (fetch.id.into(), (&fetch.method).into(), (&fetch.url).into());
            let body = Uint8Array::from(&fetch.body[..]).into();
            array("fetch", [id, method, url, headers.into(), body])
        }
        Outgoing::CancelFetch(id) => array("cancelFetch", [(*id).into()]),
        Outgoing::ReadLine(wanted) => {
            array("readLine", [wanted.id.into(), (&wanted.prompt).into(), wanted.is_hidden.into()])
        }
        Outgoing::CancelReadLine(id) => array("cancelReadLine", [(*id).into()]),
        Outgoing::StartIsland(island) => {
            array("startIsland", [island.thread.into(), Uint8Array::from(&island.parcel[..]).into()])
        }
        Outgoing::ToIsland { thread, message } => {
            array("toIsland", [(*thread).into(), Uint8Array::from(&message[..]).into()])
        }
        Outgoing::ToHome(message) => array("toHome", [Uint8Array::from(&message[..]).into()]),
    }
}

fn array<const N: usize>(word: &str, rest: [JsValue; N]) -> Array {
    std::iter::once(JsValue::from(word)).chain(rest).collect()
}
