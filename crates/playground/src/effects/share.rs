//! Links to what is in the editor, and the panel that gives them to the reader: `web/share`.

use js_sys::{Object, Promise, Reflect, Uint8Array};
use loopscope_link::{At, Fields, Link, Program};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use yew::Callback;

use super::{address, engine, packing};
use crate::message::{Given, Msg};
use crate::model::Model;
use crate::model::lessons::LESSONS;
use crate::model::run::SharedRun;

#[wasm_bindgen]
extern "C" {
    /// A panel that is loaded when it is asked for.
    pub(super) type PanelModule;

    #[wasm_bindgen(method)]
    pub(super) fn open(this: &PanelModule, given: &Object) -> Promise;
}

/// What a link is made of.
pub(super) struct Shared {
    text: String,
    fields: Fields,
    /// The lesson, if the text is its program.
    lesson: Option<&'static str>,
    at: Option<At>,
    /// What was typed on the way to that moment.
    answers: Vec<String>,
    /// What it is called as a file.
    name: &'static str,
    /// The run of this program.
    run: Option<SharedRun>,
}

impl Shared {
    /// What is in the editor, with what the link said that it came from, and the settings of now.
    pub(super) fn of(model: &Model, text: String) -> Shared {
        let mut fields = model.origin.fields.clone();
        model.settings.write(&mut fields);
        fields.set_at(None);
        let made_of = model.lesson().and_then(|lesson| LESSONS.get(lesson));
        let lesson = made_of.filter(|lesson| lesson.program == text);
        fields.set(Fields::OF, made_of.map(|lesson| lesson.name));
        // What was not to be seen stays here.
        let answers = if model.answered.has_hidden { Vec::new() } else { model.answered.lines.clone() };
        Shared {
            text,
            fields,
            lesson: lesson.map(|lesson| lesson.name),
            at: model.stands_at(),
            answers,
            name: made_of.map_or("program", |lesson| lesson.name),
            run: (!model.is_edited()).then(|| model.run.clone()),
        }
    }

    /// A link to it, from behind its `#` on.
    ///
    /// # Errors
    /// As for [`Shared::open`].
    pub(super) async fn link(self) -> Result<String, String> {
        let program = Program::Packed(packing::pack(&self.text).await?);
        Ok(Link { fields: self.fields, program }.write())
    }

    /// Lets the reader have the link, and tells by `send` when they do.
    ///
    /// # Errors
    /// If the program is too large, or the browser can't compress.
    pub(super) async fn open(self, send: Callback<Msg>) -> Result<(), String> {
        let Shared { text, fields, lesson, at, answers, name, run } = self;
        let mut link = Link { fields, program: Program::Packed(packing::pack(&text).await?) };
        let panel = Object::new();
        let set = |name: &str, value: &JsValue| {
            let _ = Reflect::set(&panel, &name.into(), value);
        };
        if let Some(at) = at {
            let typed = if answers.is_empty() {
                String::new()
            } else {
                format!(", with what was typed: {}", answers.join(", "))
            };
            set("where", &format!("#{}, {}{typed}", at.event, at.sentence).into());
            let fields = link.fields.clone();
            link.fields.set_at(Some(&at));
            link.fields.set_answers(&answers);
            set("linkAt", &address::with_hash(&link.write()).into());
            link.fields = fields;
        }
        if let Some(lesson) = lesson {
            link.fields.set(Fields::OF, None);
            link.program = Program::Lesson(lesson.to_owned());
        }
        set("link", &address::with_hash(&link.write()).into());
        set("program", &text.as_str().into());
        set("name", &name.into());
        if let Some(run) = run {
            let events = Closure::<dyn Fn() -> Uint8Array>::new(move || {
                let mut events = Vec::new();
                run.borrow().recording.batches().for_each(|batch| events.extend_from_slice(batch));
                Uint8Array::from(&*events)
            });
            set("events", &events.into_js_value());
        }
        let on_given = Closure::<dyn Fn(String)>::new(move |link: String| {
            send.emit(Msg::Given(Given { link, program: text.clone() }));
        });
        set("onGiven", &on_given.into_js_value());
        let module: PanelModule = engine::import("share/panel.js").await?.unchecked_into();
        let _ = JsFuture::from(module.open(&panel)).await;
        Ok(())
    }
}
