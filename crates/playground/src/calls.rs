//! The calls that threads and tasks are in where the reader stands, and their variables.

use std::rc::Rc;

use js_sys::Array;
use loopscope_trace::{EventId, ObjectId, ThreadId};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlDetailsElement;
use yew::prelude::*;

use crate::engine::Looker;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// The event at which the reader stands.
    pub(crate) event: EventId,
    /// The task in which it happened, if it did in one.
    pub(crate) task: Option<ObjectId>,
    /// Where the run is looked at.
    pub(crate) looker: LookerOf,
    /// The reader wants to see a line of the program.
    pub(crate) on_show_line: Callback<u32>,
}

/// A run's.
#[derive(Clone)]
pub(crate) struct LookerOf(pub(crate) Rc<Looker>);

impl PartialEq for LookerOf {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

pub(crate) enum Msg {
    /// What all are in at an event, unless that can't be had.
    Looked(EventId, Option<Array>),
    /// The reader wants to see what is in a variable.
    Open(u32),
    /// What is in a variable that was shown at an event.
    Opened(EventId, u32, Option<Array>),
}

/// The calls.
pub(crate) struct Calls {
    /// Until they are known, those of the event before: keys go fast.
    stacks: Option<Vec<Stack>>,
    /// What is in variables that the reader opened.
    parts: Vec<(u32, Vec<Variable>)>,
    /// Whether they can't be had.
    missing: bool,
    /// Whether those of the event are yet to come.
    busy: bool,
}

/// The calls of a thread, or of a task.
struct Stack {
    thread: Option<ThreadId>,
    task: ObjectId,
    name: String,
    /// Each with its function, its line and its variables, the outermost first.
    calls: Vec<(String, u32, Vec<Variable>)>,
}

struct Variable {
    name: String,
    text: String,
    /// If something is in it.
    number: Option<u32>,
}

impl Component for Calls {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        look(ctx);
        Calls { stacks: None, parts: Vec::new(), missing: false, busy: true }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        if ctx.props().event != old.event || ctx.props().looker != old.looker {
            look(ctx);
            // What is shown is of the event before until its answer comes.
            self.busy = true;
            return true;
        }
        false
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let looker = ctx.props().looker.0.clone();
        match msg {
            Msg::Looked(event, stacks) if event == ctx.props().event => {
                self.missing = stacks.is_none();
                self.busy = false;
                self.stacks = stacks.map(|stacks| stacks.iter().filter_map(|it| Stack::read(&it)).collect());
                self.parts.clear();
            }
            Msg::Open(number) => {
                let event = ctx.props().event;
                let known = self.parts.iter().any(|(known, _)| *known == number);
                if !known {
                    ctx.link()
                        .send_future(async move { Msg::Opened(event, number, looker.parts(number).await) });
                }
                return false;
            }
            Msg::Opened(event, number, Some(parts)) if event == ctx.props().event => {
                self.parts.push((number, variables(&parts)));
            }
            Msg::Looked(..) | Msg::Opened(..) => return false,
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let shown = match &self.stacks {
            _ if self.missing => html! {
                <p>{ "What this thread was doing can’t be looked at: it was in a Web Worker, or this page has none." }</p>
            },
            None => return Html::default(),
            Some(stacks) => {
                let Props { event, task, .. } = ctx.props();
                let its = stacks.iter().position(|stack| stack.is_of(event.thread, *task));
                let others = stacks.iter().enumerate();
                let others = others.filter(|(at, stack)| Some(*at) != its && !stack.calls.is_empty());
                html! { <>
                    { for its.map(|at| self.stack(ctx, &stacks[at], true)) }
                    { for others.map(|(_, stack)| self.stack(ctx, stack, false)) }
                </> }
            }
        };
        html! { <section class="calls" aria-label="Calls" aria-busy={self.busy.to_string()}>{ shown }</section> }
    }
}

/// Asks what all are in at the event.
fn look(ctx: &Context<Calls>) {
    let (event, looker) = (ctx.props().event, ctx.props().looker.0.clone());
    ctx.link().send_future(async move { Msg::Looked(event, looker.look(event).await) });
}

impl Calls {
    fn stack(&self, ctx: &Context<Self>, stack: &Stack, open: bool) -> Html {
        // The innermost first, as one looks for it.
        let calls = stack.calls.iter().rev().map(|(function, line, variables)| {
            let (line, show) = (*line, ctx.props().on_show_line.clone());
            html! {
                <li>
                    <button class="quiet" onclick={move |_| show.emit(line)}>{ format!("{function}, line {line}") }</button>
                    { self.variables(ctx, variables) }
                </li>
            }
        });
        html! {
            <details key={stack.name.clone()} {open}>
                <summary>{ &stack.name }</summary>
                <ol>{ for calls }</ol>
            </details>
        }
    }

    fn variables(&self, ctx: &Context<Self>, variables: &[Variable]) -> Html {
        let text = |variable: &Variable| {
            html! { <><var>{ &variable.name }</var>{ " = " }<code>{ &variable.text }</code></> }
        };
        let item = |variable: &Variable| match variable.number {
            None => html! { <li>{ text(variable) }</li> },
            Some(number) => {
                let ontoggle = ctx.link().batch_callback(move |event: Event| {
                    let details: Option<HtmlDetailsElement> = event.target_dyn_into();
                    details.filter(HtmlDetailsElement::open).map(|_| Msg::Open(number))
                });
                let parts = self.parts.iter().find(|(known, _)| *known == number);
                html! {
                    <li>
                        <details {ontoggle}>
                            <summary>{ text(variable) }</summary>
                            { for parts.map(|(_, parts)| self.variables(ctx, parts)) }
                        </details>
                    </li>
                }
            }
        };
        html! { <ul>{ for variables.iter().map(item) }</ul> }
    }
}

impl Stack {
    /// What `Again.stacks` made.
    fn read(stack: &JsValue) -> Option<Stack> {
        let stack: &Array = stack.dyn_ref()?;
        let number = |at: u32| stack.get(at).as_f64().unwrap_or_default();
        let thread = number(0);
        let call = |call: JsValue| {
            let call: Array = call.dyn_into().ok()?;
            let line = call.get(1).as_f64()? as u32;
            Some((call.get(0).as_string()?, line, variables(call.get(2).dyn_ref()?)))
        };
        Some(Stack {
            thread: (thread >= 0.0).then_some(thread as ThreadId),
            task: ObjectId { heap: number(1) as ThreadId, index: number(2) as u32 },
            name: stack.get(3).as_string()?,
            calls: stack.get(4).dyn_ref::<Array>()?.iter().filter_map(call).collect(),
        })
    }

    /// Whether it is of that task or, without one, of that thread.
    fn is_of(&self, thread: ThreadId, task: Option<ObjectId>) -> bool {
        match task {
            Some(task) => self.thread.is_none() && self.task == task,
            None => self.thread == Some(thread),
        }
    }
}

/// What `Again.partsOf` made.
fn variables(parts: &Array) -> Vec<Variable> {
    let text = |at: u32| parts.get(at).as_string().unwrap_or_default();
    let variable = |at: u32| {
        let number = parts.get(at + 2).as_f64().filter(|number| *number >= 0.0);
        Variable { name: text(at), text: text(at + 1), number: number.map(|number| number as u32) }
    };
    (0..parts.length() / 3).map(|at| variable(3 * at)).collect()
}
