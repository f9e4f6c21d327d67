//! The calls that threads and tasks are in where the reader stands, and their variables.

use std::rc::Rc;

use js_sys::Array;
use loopscope_files::Lines;
use loopscope_story::frames::Frames;
use loopscope_story::tree::Item;
use loopscope_story::words::frame_words;
use loopscope_trace::{EventId, ObjectId, ThreadId};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlDetailsElement};
use yew::prelude::*;

use crate::effects::engine::Looker;
use crate::message::Msg;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// The event at which the reader stands.
    pub(crate) event: EventId,
    /// The task in which it happened, if it did in one.
    pub(crate) task: Option<ObjectId>,
    /// In which files the program's lines are.
    pub(crate) lines: Lines,
    /// The program was changed since it ran.
    pub(crate) edited: bool,
    /// The call that the reader chose: whose, and its number.
    pub(crate) chosen: Option<(Item, usize)>,
    /// Where the run is looked at.
    pub(crate) looker: Rc<Looker>,
    pub(crate) send: Callback<Msg>,
}

pub(crate) enum Answer {
    /// The answer to the question with this number: what all are in at the event, unless that can't be had.
    Looked(u32, Option<Array>),
    /// The reader opened a variable, in which something is, or closed it.
    Toggle { path: String, number: u32, open: bool },
    /// What is in a variable that the answer to the question with this number has.
    Opened(u32, String, Option<Array>),
}

/// The calls.
pub(crate) struct Calls {
    /// How many questions have been asked.
    asked: u32,
    /// Until they are known, those of the event before: keys go fast.
    stacks: Option<Vec<Stack>>,
    /// The variables that the reader opened, by where they are: they stay open from event to event.
    open: Vec<String>,
    /// What is in these: at the event before until it is known, so that nothing loses the focus.
    parts: Vec<(String, Vec<Variable>)>,
    /// Whether they can't be had.
    missing: bool,
    /// Whether those of the event are yet to come.
    busy: bool,
    /// The call that the reader chose.
    chosen: NodeRef,
    /// It is to come into view.
    shows_chosen: bool,
}

/// The calls of a thread, or of a task.
struct Stack {
    thread: Option<ThreadId>,
    task: ObjectId,
    name: String,
    /// Each with its function, its line and its variables, the outermost first.
    calls: Vec<(String, u32, Vec<Variable>)>,
    /// How many lie outside of these.
    left_out: usize,
}

struct Variable {
    name: String,
    text: String,
    /// If something is in it.
    number: Option<u32>,
}

impl Component for Calls {
    type Message = Answer;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        look(ctx, 1);
        let (open, parts) = (Vec::new(), Vec::new());
        Calls {
            asked: 1,
            stacks: None,
            open,
            parts,
            missing: false,
            busy: true,
            chosen: NodeRef::default(),
            shows_chosen: false,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let is_elsewhere = ctx.props().event != old.event || ctx.props().looker != old.looker;
        if is_elsewhere {
            self.asked += 1;
            look(ctx, self.asked);
            // What is shown is of the event before until its answer comes.
            self.busy = true;
        }
        self.shows_chosen = ctx.props().chosen.is_some() && ctx.props().chosen != old.chosen;
        is_elsewhere || ctx.props().edited != old.edited || ctx.props().chosen != old.chosen
    }

    fn update(&mut self, ctx: &Context<Self>, answer: Answer) -> bool {
        match answer {
            Answer::Looked(asked, stacks) if asked == self.asked => {
                (self.missing, self.busy) = (stacks.is_none(), false);
                self.stacks = stacks.map(|stacks| stacks.iter().filter_map(|it| Stack::read(&it)).collect());
                let Props { event, send, .. } = ctx.props();
                send.emit(Msg::Looked(*event, self.stacks.as_deref().map(|stacks| Rc::new(frames(stacks)))));
                for stack in self.stacks.iter().flatten() {
                    for (at, (.., variables)) in stack.calls.iter().enumerate() {
                        self.ask_again(ctx, &stack.path(at), variables);
                    }
                }
            }
            Answer::Toggle { path, number, open } => {
                self.open.retain(|other| *other != path);
                if open {
                    self.ask(ctx, &path, number);
                    self.open.push(path);
                }
                return false;
            }
            Answer::Opened(asked, path, Some(parts)) if asked == self.asked => {
                let parts = variables(&parts);
                self.ask_again(ctx, &path, &parts);
                self.parts.retain(|(other, _)| *other != path);
                self.parts.push((path, parts));
            }
            Answer::Looked(..) | Answer::Opened(..) => return false,
        }
        true
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        if std::mem::take(&mut self.shows_chosen)
            && let Some(call) = self.chosen.cast::<Element>()
        {
            call.scroll_into_view();
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let shown = match &self.stacks {
            _ if self.missing => html! {
                <p>{ "What this thread was doing can’t be looked at: its Web Worker failed, or this page may have none." }</p>
            },
            None => return Html::default(),
            Some(stacks) => {
                let Props { event, task, .. } = ctx.props();
                let whose = task.map_or(Item::Thread(event.thread), Item::Task);
                let its = stacks.iter().position(|stack| stack.whose() == whose);
                let others = stacks.iter().enumerate();
                let others = others.filter(|(at, stack)| Some(*at) != its && !stack.calls.is_empty());
                html! { <>
                    <div>{ for its.map(|at| self.stack(ctx, &stacks[at], true)) }</div>
                    <div>{ for others.map(|(_, stack)| self.stack(ctx, stack, false)) }</div>
                </> }
            }
        };
        let changed = "The program was changed since this run: the lines are those of then.";
        let changed = ctx.props().edited.then_some(changed);
        html! {
            <section class="calls pane" aria-label="Calls" aria-busy={self.busy.to_string()} tabindex="0">
                <div class="more">{ changed }</div>
                <div>{ shown }</div>
            </section>
        }
    }
}

/// Asks what all are in at the event.
fn look(ctx: &Context<Calls>, asked: u32) {
    let (event, task, looker) = (ctx.props().event, ctx.props().task, ctx.props().looker.clone());
    ctx.link().send_future(async move { Answer::Looked(asked, looker.look(event, task).await) });
}

/// Where the variables of a call or of another variable are, each with its own place: in the calls of whom, in which call, and in
/// which variables. Two keys of a dict may look the same.
fn placed<'a>(path: &'a str, variables: &'a [Variable]) -> impl Iterator<Item = (String, &'a Variable)> {
    let is_call = !path.contains('/');
    let place = move |(at, variable): (usize, &'a Variable)| {
        let at = if is_call { 0 } else { at };
        (format!("{path}/{at} {}", variable.name), variable)
    };
    variables.iter().enumerate().map(place)
}

impl Calls {
    /// Asks what is in a variable.
    fn ask(&self, ctx: &Context<Self>, path: &str, number: u32) {
        let (asked, path, looker) = (self.asked, path.to_owned(), ctx.props().looker.clone());
        ctx.link().send_future(async move { Answer::Opened(asked, path, looker.parts(number).await) });
    }

    /// Asks what is in those variables that the reader had opened before.
    fn ask_again(&self, ctx: &Context<Self>, path: &str, variables: &[Variable]) {
        for (path, variable) in placed(path, variables) {
            if let Some(number) = variable.number
                && self.open.contains(&path)
            {
                self.ask(ctx, &path, number);
            }
        }
    }

    fn stack(&self, ctx: &Context<Self>, stack: &Stack, open: bool) -> Html {
        let chosen = ctx.props().chosen.filter(|(whose, _)| *whose == stack.whose());
        let open = open || chosen.is_some();
        // The innermost first, as one looks for it.
        let calls = stack.calls.iter().enumerate().rev().map(|(at, (function, line, variables))| {
            let line = *line;
            let show = ctx.props().send.reform(move |_: MouseEvent| Msg::ShowLine(line));
            let is_chosen = chosen.is_some_and(|(_, number)| number == at);
            html! {
                <li aria-current={is_chosen.then_some("true")} ref={if is_chosen { self.chosen.clone() } else { NodeRef::default() }}>
                    <button class="quiet" onclick={show}>{ frame_words(&ctx.props().lines, function, line) }</button>
                    { self.variables(ctx, &stack.path(at), variables) }
                </li>
            }
        });
        html! {
            <details key={stack.path(0)} {open}>
                <summary>{ &stack.name }</summary>
                <ol>{ for calls }</ol>
            </details>
        }
    }

    fn variables(&self, ctx: &Context<Self>, path: &str, variables: &[Variable]) -> Html {
        let text = |variable: &Variable| {
            html! { <><var>{ &variable.name }</var>{ " = " }<code>{ &variable.text }</code></> }
        };
        let item = |(path, variable): (String, &Variable)| match variable.number {
            None => html! { <li key={path}>{ text(variable) }</li> },
            Some(number) => {
                let ontoggle = ctx.link().batch_callback({
                    let path = path.clone();
                    move |event: Event| {
                        let details: HtmlDetailsElement = event.target_dyn_into()?;
                        Some(Answer::Toggle { path: path.clone(), number, open: details.open() })
                    }
                });
                let parts = self.parts.iter().find(|(other, _)| *other == path);
                html! {
                    <li key={path.clone()}>
                        <details open={self.open.contains(&path)} {ontoggle}>
                            <summary>{ text(variable) }</summary>
                            // Beside it the summary would be made anew, and lose the focus.
                            <div>{ for parts.map(|(_, parts)| self.variables(ctx, &path, parts)) }</div>
                        </details>
                    </li>
                }
            }
        };
        html! { <ul>{ for placed(path, variables).map(item) }</ul> }
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
            left_out: number(5) as usize,
        })
    }

    fn whose(&self) -> Item {
        self.thread.map_or(Item::Task(self.task), Item::Thread)
    }

    /// Where the variables of a call are.
    fn path(&self, call: usize) -> String {
        format!("{:?} {} {} {call}", self.thread, self.task.heap, self.task.index)
    }
}

/// What the tree shows of the calls.
fn frames(stacks: &[Stack]) -> Frames {
    let mut frames = Frames::default();
    for stack in stacks {
        frames.add(
            stack.whose(),
            stack.left_out,
            &mut stack.calls.iter().map(|(function, line, _)| (function.as_str(), *line)),
        );
    }
    frames
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
