//! The page around this one, when this is an example in another page: `host.js` talks with it.

use js_sys::{Object, Reflect};
use loopscope_link::Fields;
use loopscope_story::steps::{Step, Way};
use loopscope_trace::Stream;
use wasm_bindgen::prelude::*;
use yew::Callback;

use crate::message::{Ask, Example, Msg};
use crate::model::embed::Word;

#[wasm_bindgen(module = "/src/effects/host.js")]
extern "C" {
    #[wasm_bindgen(js_name = isEmbedded)]
    fn is_embedded() -> bool;

    #[wasm_bindgen(js_name = Host)]
    type JsHost;

    #[wasm_bindgen(constructor, js_class = "Host")]
    fn new(hear: &JsValue) -> JsHost;

    #[wasm_bindgen(method, js_class = "Host")]
    fn tell(this: &JsHost, message: &Object);
}

/// The page around this one.
pub(super) struct Host {
    page: JsHost,
    /// What `page` calls.
    _hear: Closure<dyn Fn(JsValue)>,
}

impl Host {
    /// The page around this one, which asks by `send`; none if this is a page of its own.
    pub(super) fn meet(send: Callback<Msg>) -> Option<Host> {
        is_embedded().then(|| {
            let hear = Closure::<dyn Fn(JsValue)>::new(move |message| {
                if let Some(ask) = read(&message) {
                    send.emit(Msg::Asked(ask));
                }
            });
            Host { page: JsHost::new(hear.as_ref()), _hear: hear }
        })
    }

    /// Tells it something.
    pub(super) fn tell(&self, word: &Word) {
        let message = Object::new();
        let set = |name: &str, value: JsValue| {
            // A fresh object takes whatever it is given.
            let _ = Reflect::set(&message, &name.into(), &value);
        };
        set("type", word.name().into());
        match word {
            Word::Started => {}
            Word::Edited(code) => set("code", code.into()),
            Word::Output(stream, text) => {
                set("stream", if *stream == Stream::Stdout { "stdout" } else { "stderr" }.into());
                set("text", text.into());
            }
            Word::Event(at) => {
                set("event", at.event.into());
                set("line", at.line.into());
                set("text", at.sentence.as_str().into());
            }
            Word::Finished(exit_status) => set("exitStatus", (*exit_status).into()),
            Word::Refused(why) => set("why", why.words().into()),
        }
        self.page.tell(&message);
    }
}

/// What a message asks for; `None` if that is nothing known here.
fn read(message: &JsValue) -> Option<Ask> {
    let field = |name: &str| Reflect::get(message, &name.into()).unwrap_or_default();
    let text = |name: &str| field(name).as_string();
    Some(match text("type")?.as_str() {
        "load" => {
            let mut fields = Fields::default();
            for name in Fields::OF_EXAMPLES {
                if let Some(value) = text(name) {
                    fields.take(name, &value);
                }
            }
            Ask::Load(Example {
                code: text("code"),
                lesson: text("lesson"),
                fields,
                dark: field("dark").as_bool(),
            })
        }
        "run" if field("to").as_string().as_deref() == Some("at") => Ask::RunTo,
        "run" => Ask::Run { is_unasked: field("unasked").is_truthy() },
        "pause" => Ask::Pause(field("paused").as_bool().unwrap_or(true)),
        "step" => {
            let way = if field("back").is_truthy() { Way::Back } else { Way::Forward };
            Ask::Step(step(&text("kind").unwrap_or_default())?, way)
        }
        "stop" => Ask::Stop,
        "seen" => Ask::Seen(field("seen").is_truthy()),
        "theme" => Ask::Theme(field("dark").is_truthy()),
        _ => return None,
    })
}

/// A step by its name.
fn step(name: &str) -> Option<Step> {
    Some(match name {
        "" | "event" => Step::Event,
        "over" => Step::Over,
        "into" => Step::Into,
        "switch" => Step::Switch,
        "iteration" => Step::Iteration,
        "line" => Step::Line(0),
        "out" => Step::Out,
        _ => return None,
    })
}
