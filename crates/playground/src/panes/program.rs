//! The program: its lesson's text and its editor.

use wasm_bindgen_futures::spawn_local;
use web_sys::Element;
use yew::prelude::*;

use crate::effects::editor::{Callbacks, Editor};
use crate::model::lessons::{Block, LESSONS, Span};

#[derive(Properties, PartialEq)]
pub(crate) struct LessonProps {
    /// The lesson's number.
    pub(crate) lesson: usize,
}

/// A lesson's text, above the editor. It can be folded away.
#[component]
pub(crate) fn LessonText(props: &LessonProps) -> Html {
    let Some(lesson) = LESSONS.get(props.lesson) else { return Html::default() };
    html! {
        <details class="lesson" open=true>
            <summary><h2>{ lesson.title }</h2></summary>
            <div class="lesson-text" tabindex="0" role="region" aria-label="Lesson">{ for lesson.blocks.iter().map(block) }</div>
        </details>
    }
}

fn block(block: &Block) -> Html {
    match block {
        Block::Heading(spans) => html! { <h3>{ for spans.iter().map(span) }</h3> },
        Block::Paragraph(spans) => html! { <p>{ for spans.iter().map(span) }</p> },
        Block::Bullets(items) => html! { <ul>{ for items.iter().map(item) }</ul> },
        Block::Numbered(items) => html! { <ol>{ for items.iter().map(item) }</ol> },
        Block::Code(text) => html! { <pre><code>{ *text }</code></pre> },
    }
}

fn item(spans: &&[Span]) -> Html {
    html! { <li>{ for spans.iter().map(span) }</li> }
}

fn span(piece: &Span) -> Html {
    match piece {
        Span::Text(text) => html! { *text },
        Span::Code(text) => html! { <code>{ *text }</code> },
        Span::Strong(spans) => html! { <strong>{ for spans.iter().map(span) }</strong> },
        Span::Emphasis(spans) => html! { <em>{ for spans.iter().map(span) }</em> },
        Span::Link(url, spans) => {
            html! { <a href={*url} target="_blank" rel="noreferrer">{ for spans.iter().map(span) }</a> }
        }
    }
}

#[derive(Properties, PartialEq, Clone)]
pub(crate) struct Props {
    pub(crate) editor: Editor,
    /// The reader changed the program to this.
    pub(crate) on_edit: Callback<String>,
    /// The reader wants to run it, by Ctrl+Enter.
    pub(crate) on_run: Callback<()>,
    /// The reader leaves the editor, by Escape.
    pub(crate) on_leave: Callback<()>,
    /// There can be no editor, for this reason.
    pub(crate) on_failure: Callback<String>,
}

/// The element that CodeMirror fills.
#[component]
pub(crate) fn EditorPane(props: &Props) -> Html {
    let parent = use_node_ref();
    {
        let (parent, props) = (parent.clone(), props.clone());
        use_effect_with((), move |()| {
            if let Some(parent) = parent.cast::<Element>() {
                let (edited, run, leave) = (props.on_edit, props.on_run, props.on_leave);
                let callbacks = Callbacks::new(edited, run, leave);
                spawn_local(async move {
                    if let Err(reason) = props.editor.mount(&parent, callbacks).await {
                        props.on_failure.emit(reason);
                    }
                });
            }
        });
    }
    html! { <div class="editor" ref={parent}></div> }
}
