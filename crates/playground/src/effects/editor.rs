//! The program's editor: `web/src/editor.js`, `web/src/plain.js` until that is there, and the element that they are in.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::Callback;

use super::engine;
use crate::message::Msg;
use crate::model::run::Uncaught;

#[wasm_bindgen(raw_module = "./plain.js")]
extern "C" {
    #[wasm_bindgen(js_name = showPlain)]
    fn show_plain(place: &Element, text: &str, folded: &[u32]);

    #[wasm_bindgen(js_name = foldedInPlain)]
    fn folded_in_plain(place: &Element) -> Vec<u32>;

    #[wasm_bindgen(js_name = markPlain)]
    fn mark_plain(place: &Element, kind: &str, line: u32);
}

#[wasm_bindgen]
extern "C" {
    type EditorModule;

    #[wasm_bindgen(method, catch)]
    fn create(this: &EditorModule, parent: &Element, options: &Object) -> Result<JsEditor, JsValue>;

    type JsEditor;

    #[wasm_bindgen(method)]
    fn text(this: &JsEditor) -> String;

    #[wasm_bindgen(method, js_name = setText)]
    fn set_text(this: &JsEditor, text: &str);

    #[wasm_bindgen(method)]
    fn fold(this: &JsEditor, folded: &[u32]);

    #[wasm_bindgen(method)]
    fn focus(this: &JsEditor);

    #[wasm_bindgen(method, js_name = letEdit)]
    fn let_edit(this: &JsEditor, may: bool);

    #[wasm_bindgen(method, js_name = markError)]
    fn mark_error(this: &JsEditor, line: u32, message: &str);

    #[wasm_bindgen(method, js_name = clearError)]
    fn clear_error(this: &JsEditor);

    #[wasm_bindgen(method, js_name = showLine)]
    fn show_line(this: &JsEditor, line: u32);

    #[wasm_bindgen(method, js_name = addFile)]
    fn add_file(this: &JsEditor);

    #[wasm_bindgen(method)]
    fn line(this: &JsEditor) -> u32;

    #[wasm_bindgen(method)]
    fn begin(this: &JsEditor);

    #[wasm_bindgen(method)]
    fn breakpoints(this: &JsEditor) -> Array;

    #[wasm_bindgen(method, js_name = pointAt)]
    fn point_at(this: &JsEditor, line: u32);
}

/// What the place of an editor says of itself that will come when it is touched.
const ASLEEP: [(&str, &str); 4] =
    [("role", "textbox"), ("aria-label", "Program"), ("aria-multiline", "true"), ("tabindex", "0")];

/// The editor, for everyone who reads or writes the program. Until CodeMirror is there the program can be read in its place.
#[derive(Clone, Default)]
pub(crate) struct Editor(Rc<RefCell<Content>>);

#[derive(Default)]
struct Content {
    editor: Option<Mounted>,
    /// Where it is to be.
    place: Option<Element>,
    is_coming: bool,
    /// The program can't be changed.
    is_read_only: bool,
    /// The program while there is no editor.
    text: String,
    /// The first and last line, from 1, of each run of its lines that are folded away at first.
    folded: Vec<u32>,
    /// What is marked in it then.
    error: Option<Uncaught>,
    here: u32,
}

struct Mounted {
    editor: JsEditor,
    /// What `editor` calls.
    _callbacks: Callbacks,
}

struct Callbacks {
    on_change: Closure<dyn Fn(String, bool)>,
    on_run: Closure<dyn Fn()>,
    on_leave: Closure<dyn Fn()>,
    on_breakpoints: Closure<dyn Fn()>,
}

impl PartialEq for Editor {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Editor {
    /// The program.
    pub(crate) fn text(&self) -> String {
        let content = self.0.borrow();
        content.editor.as_ref().map_or_else(|| content.text.clone(), |mounted| mounted.editor.text())
    }

    /// The line that the cursor is in, from 1.
    pub(crate) fn line(&self) -> u32 {
        self.0.borrow().editor.as_ref().map_or(1, |mounted| mounted.editor.line())
    }

    /// The program, which begins to run: its lines are those that have breakpoints, until another one does.
    pub(crate) fn begin(&self) -> String {
        if let Some(mounted) = &self.0.borrow().editor {
            mounted.editor.begin();
        }
        self.text()
    }

    /// The lines of the program that runs, from 1, that have breakpoints.
    pub(crate) fn breakpoints(&self) -> Array {
        self.0.borrow().editor.as_ref().map_or_else(Array::new, |mounted| mounted.editor.breakpoints())
    }

    /// Replaces the program; the reader can undo that.
    pub(crate) fn set_text(&self, text: &str) {
        let mut content = self.0.borrow_mut();
        text.clone_into(&mut content.text);
        (content.error, content.here) = (None, 0);
        content.folded.clear();
        match &content.editor {
            Some(mounted) => mounted.editor.set_text(text),
            None => content.show_plain(),
        }
    }

    /// Folds lines of the program away, from the first to the last of each run of them, from 1.
    pub(crate) fn fold(&self, runs: &[(u32, u32)]) {
        let mut content = self.0.borrow_mut();
        content.folded = runs.iter().flat_map(|(first, last)| [*first, *last]).collect();
        match &content.editor {
            Some(mounted) => mounted.editor.fold(&content.folded),
            None => content.show_plain(),
        }
    }

    /// Whether the program can be changed.
    pub(crate) fn let_edit(&self, may: bool) {
        let mut content = self.0.borrow_mut();
        content.is_read_only = !may;
        if let Some(mounted) = &content.editor {
            mounted.editor.let_edit(may);
        }
    }

    /// Marks the line of an error.
    pub(crate) fn mark_error(&self, uncaught: &Uncaught) {
        let mut content = self.0.borrow_mut();
        match &content.editor {
            Some(mounted) => mounted.editor.mark_error(uncaught.line, &uncaught.message),
            None => {
                content.error = Some(uncaught.clone());
                content.mark_plain("error", uncaught.line);
            }
        }
    }

    /// Takes the mark away.
    pub(crate) fn clear_error(&self) {
        let mut content = self.0.borrow_mut();
        match &content.editor {
            Some(mounted) => mounted.editor.clear_error(),
            None => {
                content.error = None;
                content.mark_plain("error", 0);
            }
        }
    }

    /// Puts the cursor into a line, from 1.
    pub(crate) fn show_line(&self, line: u32) {
        if let Some(mounted) = &self.0.borrow().editor {
            mounted.editor.show_line(line);
        }
    }

    /// Begins another file at the end of the program, whose name the reader can type then.
    pub(crate) fn add_file(&self) {
        if let Some(mounted) = &self.0.borrow().editor {
            mounted.editor.add_file();
        }
    }

    /// Marks a line, from 1, as where the reader stands; 0 takes the mark away. The focus stays where it is.
    pub(crate) fn point_at(&self, line: u32) {
        let mut content = self.0.borrow_mut();
        match &content.editor {
            Some(mounted) => mounted.editor.point_at(line),
            None => {
                content.here = line;
                content.mark_plain("here", line);
            }
        }
    }

    /// Shows the program in an element, where the editor will be.
    /// Until then it can be found as one if it `sleeps`, until the reader touches it.
    pub(crate) fn place(&self, place: Element, sleeps: bool) {
        let mut content = self.0.borrow_mut();
        for (name, value) in ASLEEP.into_iter().filter(|_| sleeps) {
            // These names are names.
            let _ = place.set_attribute(name, value);
        }
        content.place = Some(place);
        content.show_plain();
    }

    /// Starts CodeMirror in its place, unless it has been started; what the reader does there is told by `send`.
    ///
    /// # Errors
    /// Why it could not be loaded.
    pub(crate) async fn mount(&self, send: &Callback<Msg>) -> Result<(), String> {
        let Some(place) = self.0.borrow().place.clone() else { return Ok(()) };
        if std::mem::replace(&mut self.0.borrow_mut().is_coming, true) {
            return Ok(());
        }
        let started = self.start(&place, send).await;
        if started.is_err() {
            let mut content = self.0.borrow_mut();
            content.show_plain();
            content.is_coming = false;
        }
        started
    }

    async fn start(&self, place: &Element, send: &Callback<Msg>) -> Result<(), String> {
        let module: EditorModule = engine::import("editor.js").await?.unchecked_into();
        let callbacks = Callbacks::new(send);
        let options = Object::new();
        let text = JsValue::from(&*self.0.borrow().text);
        let functions: [(&str, &Function); 4] = [
            ("onChange", callbacks.on_change.as_ref().unchecked_ref()),
            ("onRun", callbacks.on_run.as_ref().unchecked_ref()),
            ("onLeave", callbacks.on_leave.as_ref().unchecked_ref()),
            ("onBreakpoints", callbacks.on_breakpoints.as_ref().unchecked_ref()),
        ];
        let failed = |_| "CodeMirror could not start".to_owned();
        Reflect::set(&options, &"text".into(), &text).map_err(failed)?;
        for (name, function) in functions {
            Reflect::set(&options, &name.into(), function).map_err(failed)?;
        }
        let folded = folded_in_plain(place);
        let has_focus = place.matches(":focus-within").unwrap_or(false);
        place.set_text_content(None);
        for (name, _) in ASLEEP {
            let _ = place.remove_attribute(name);
        }
        let editor = module.create(place, &options).map_err(failed)?;
        editor.fold(&folded);
        let mut content = self.0.borrow_mut();
        if let Some(uncaught) = content.error.take() {
            editor.mark_error(uncaught.line, &uncaught.message);
        }
        if content.is_read_only {
            editor.let_edit(false);
        }
        if content.here > 0 {
            editor.point_at(content.here);
        }
        if has_focus {
            editor.focus();
        }
        content.editor = Some(Mounted { editor, _callbacks: callbacks });
        Ok(())
    }
}

impl Content {
    /// Shows the program in the editor's place.
    fn show_plain(&self) {
        if let Some(place) = &self.place {
            show_plain(place, &self.text, &self.folded);
            self.mark_plain("error", self.error.as_ref().map_or(0, |uncaught| uncaught.line));
            self.mark_plain("here", self.here);
        }
    }

    fn mark_plain(&self, kind: &str, line: u32) {
        if let Some(place) = &self.place {
            mark_plain(place, kind, line);
        }
    }
}

impl Callbacks {
    fn new(send: &Callback<Msg>) -> Callbacks {
        let [edited, run, leave, breakpoints] = [(); 4].map(|()| send.clone());
        Callbacks {
            on_change: Closure::new(move |text, by_user| {
                if by_user {
                    edited.emit(Msg::Edited(text));
                }
            }),
            on_run: Closure::new(move || run.emit(Msg::Run)),
            on_leave: Closure::new(move || leave.emit(Msg::LeaveEditor)),
            on_breakpoints: Closure::new(move || breakpoints.emit(Msg::Breakpoints)),
        }
    }
}
