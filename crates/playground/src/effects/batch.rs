//! The panel that turns rows into a program: `web/batch`.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use yew::Callback;

use super::engine;
use super::share::PanelModule;
use crate::message::Msg;

/// Opens the panel for what is in the editor; what the reader has it write comes by `send`.
///
/// # Errors
/// If it can't be loaded.
pub(super) async fn open(program: String, send: Callback<Msg>) -> Result<(), String> {
    let given = Object::new();
    let _ = Reflect::set(&given, &"program".into(), &program.into());
    let on_written = Closure::<dyn Fn(String, bool)>::new(move |program: String, runs: bool| {
        send.emit(Msg::Written(program));
        if runs {
            send.emit(Msg::Run);
        }
    });
    let _ = Reflect::set(&given, &"onWritten".into(), &on_written.into_js_value());
    let module: PanelModule = engine::import("batch/panel.js").await?.unchecked_into();
    let _ = JsFuture::from(module.open(&given)).await;
    Ok(())
}
