// Breakpoints: dots beside the lines, which move with the text. One that is set where no statement begins goes to the next one.

import { ensureSyntaxTree } from "@codemirror/language";
import { ChangeSet, RangeSet, StateEffect, StateField } from "@codemirror/state";
import { EditorView, gutter, GutterMarker, keymap, lineNumbers } from "@codemirror/view";
import { inFile } from "./files.js";

/** So long a click may take to find out where statements begin. */
const PARSE_MILLIS = 100;

/** Sets or takes away that of the line which begins at this position. */
const toggled = StateEffect.define();
/** Takes all away. */
export const clearBreakpoints = StateEffect.define();
/** The program runs that is in the editor now. */
export const begun = StateEffect.define();

const dot = new (class extends GutterMarker {
  // What is typed at the beginning of a line comes before its dot.
  startSide = 1;
  endSide = 1;
  toDOM() {
    return document.createTextNode("●");
  }
})();

const field = StateField.define({
  create: () => RangeSet.empty,
  update(dots, { changes, docChanged, effects, newDoc }) {
    if (docChanged && dots.size > 0) {
      const starts = new Set();
      dots.map(changes).between(0, newDoc.length, (from) => starts.add(newDoc.lineAt(from).from));
      dots = RangeSet.of([...starts].map((from) => dot.range(from)), true);
    }
    for (const effect of effects) {
      if (effect.is(clearBreakpoints)) dots = RangeSet.empty;
      if (!effect.is(toggled)) continue;
      const at = effect.value;
      dots = has(dots, at)
        ? dots.update({ filter: (from) => from !== at })
        : dots.update({ add: [dot.range(at)], sort: true });
    }
    return dots;
  },
});

/** The program that runs, and how it has been changed since. */
const running = StateField.define({
  create: (state) => unchanged(state.doc),
  update({ doc, changes }, { changes: others, docChanged, effects, newDoc }) {
    if (effects.some((effect) => effect.is(begun)) || newDoc.eq(doc)) return unchanged(newDoc);
    return { doc, changes: docChanged ? changes.compose(others) : changes };
  },
});

function unchanged(doc) {
  return { doc, changes: ChangeSet.empty(doc.length) };
}

/** The lines of the program that runs, from 1, that have one: those of which something is left in a line that has one now. */
export function breakpoints(state) {
  const { doc, changes } = state.field(running);
  const dots = state.field(field);
  const lines = new Set();
  changes.iterGaps((begin, beginNow, length) => {
    for (let at = begin; at < begin + length; ) {
      const { number, to } = doc.lineAt(at);
      if (at < to && has(dots, state.doc.lineAt(beginNow + at - begin).from)) lines.add(number);
      at = to + 1;
    }
  });
  return [...lines];
}

/**
 * Line numbers, and before them a lane for breakpoints. A click in either, and F9, sets one or takes it away, and calls
 * `onChange`.
 */
export function breakpointLane(onChange) {
  const mousedown = (view, block, event) => {
    if (event.button !== 0) return false;
    toggle(view, block.from);
    return true;
  };
  return [
    field,
    running,
    gutter({
      class: "cm-breakpoints",
      markers: (view) => view.state.field(field),
      renderEmptyElements: true,
      domEventHandlers: { mousedown },
    }),
    lineNumbers({ domEventHandlers: { mousedown }, formatNumber: (number, state) => String(inFile(state, number).number || "") }),
    keymap.of([{ key: "F9", run: (view) => toggle(view, view.state.selection.main.head) }]),
    EditorView.updateListener.of(({ docChanged, startState, state }) => {
      if (!docChanged && startState.field(field) !== state.field(field)) onChange();
    }),
  ];
}

function has(dots, at) {
  let found = false;
  dots.between(at, at, () => {
    found = true;
  });
  return found;
}

function toggle(view, position) {
  const { state } = view;
  const { doc } = state;
  let line = doc.lineAt(position);
  const isSet = has(state.field(field), line.from);
  if (!isSet) {
    let number = Infinity;
    for (const other of beginnings(state)) {
      if (other >= line.number && other < number) number = other;
    }
    if (number === Infinity) return true;
    line = doc.line(number);
    // The click was for the statement below, which has one.
    if (has(state.field(field), line.from)) return true;
  }
  const { number, name } = inFile(state, line.number);
  const words = `Breakpoint ${isSet ? "taken away from" : "set in"} line ${number}${name ? ` of ${name}` : ""}`;
  view.dispatch({ effects: [toggled.of(line.from), EditorView.announce.of(words)] });
  return true;
}

/** The numbers of the lines at which the engine's compiler lets a breakpoint stand. */
function beginnings(state) {
  const { doc } = state;
  const lines = new Set();
  ensureSyntaxTree(state, doc.length, PARSE_MILLIS)?.iterate({
    enter({ name, type, from, node }) {
      const isText = name === "ExpressionStatement" && node.firstChild?.name === "String";
      const isFirst = node.parent?.parent?.name === "FunctionDefinition" && node.prevSibling?.name === ":";
      const begins = type.is("Statement") || ["Decorator", "MatchClause", "elif", "except"].includes(name);
      if (begins && name !== "ScopeStatement" && !(isText && isFirst)) lines.add(doc.lineAt(from).number);
      if (name === "LambdaExpression" && node.lastChild) lines.add(doc.lineAt(node.lastChild.from).number);
    },
  });
  return lines;
}
