// The program's editor: CodeMirror 6 with Python. Colours come from the page's style sheet.

import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from "@codemirror/commands";
import {
  bracketMatching,
  codeFolding,
  foldEffect,
  getIndentUnit,
  indentOnInput,
  indentUnit,
  LanguageSupport,
  syntaxHighlighting,
} from "@codemirror/language";
import { pythonLanguage } from "@codemirror/lang-python";
import { Compartment, EditorState, Prec, Transaction } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
} from "@codemirror/view";
import { begun, breakpointLane, breakpoints, clearBreakpoints } from "./breakpoints.js";
import { fileHeadings, newFile } from "./files.js";
import { lineMark } from "./line-mark.js";
import { wordsOfFold } from "./plain/folds.js";
import { highlighting, theme } from "./theme.js";

/** The room that is left above and below a line that is scrolled to, in pixels. */
const MARGIN = 40;

/**
 * What can't be seen, or changes the order in which the rest of a line is seen, beyond what CodeMirror shows as a dot by itself. What joins emoji
 * (U+200D) is shown where it joins none.
 */
const INVISIBLE =
  /[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200c\u202a-\u202c\u2060-\u2065\u2068\u206a-\u206f\u2800\u3164\uffa0\u{e0000}-\u{e0fff}]|(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d/u;

const error = lineMark("error");
/** Where the reader stands. */
const here = lineMark("here");

/** Whether the program can be changed. */
const writing = new Compartment();

/**
 * Puts an editor into `parent`.
 *
 * `options` has `text`, and the callbacks `onChange(text, byUser)`, `onRun()` for Ctrl+Enter,
 * `onLeave()` for Escape and `onBreakpoints()` when the reader has set or taken away one.
 */
export function create(parent, options) {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        writing.of([]),
        breakpointLane(options.onBreakpoints),
        codeFolding({ preparePlaceholder: countLines, placeholderDOM: foldedLines }),
        fileHeadings,
        error.extension,
        here.extension,
        history(),
        highlightSpecialChars({ addSpecialChars: INVISIBLE }),
        drawSelection(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        indentOnInput(),
        indentUnit.of("    "),
        EditorState.tabSize.of(4),
        bracketMatching(),
        closeBrackets(),
        new LanguageSupport(pythonLanguage),
        syntaxHighlighting(highlighting),
        theme,
        EditorView.contentAttributes.of({
          "aria-label": "Program",
          "aria-description": "Python. Escape leaves the editor, and then Tab goes past it until something is typed. Control+Enter runs the program. F9 sets a breakpoint in the line, or takes it away.",
          autocapitalize: "off",
          tabindex: "0",
          spellcheck: "false",
        }),
        Prec.high(
          keymap.of([
            { key: "Mod-Enter", run: () => call(options.onRun) },
            { key: "Escape", run: (view) => leave(view, options.onLeave) },
            { key: "Tab", run: indent, shift: indentLess },
          ]),
        ),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) {
            const byUser = update.transactions.some((one) => one.annotation(Transaction.userEvent));
            if (byUser) update.view.setTabFocusMode(false);
            options.onChange(update.state.doc.toString(), byUser);
          }
        }),
      ],
    }),
  });
  return new Editor(view);
}

class Editor {
  #view;
  /** Where the reader stands. @type {number | undefined} */
  #here;

  constructor(view) {
    this.#view = view;
    // What is below the program grows and shrinks as the reader goes on.
    new ResizeObserver(() => this.#showHere()).observe(view.scrollDOM);
  }

  /** The program. */
  text() {
    return this.#view.state.doc.toString();
  }

  /** The line that the cursor is in, from 1. */
  line() {
    const { state } = this.#view;
    return state.doc.lineAt(state.selection.main.head).number;
  }

  /** The program runs that is there now: these are its lines until another one does. */
  begin() {
    this.#view.dispatch({ effects: begun.of(null) });
  }

  /** The lines of the program that runs, from 1, that have a breakpoint. */
  breakpoints() {
    return breakpoints(this.#view.state);
  }

  /** Replaces the program; undo brings the old one back. */
  setText(text) {
    const { state } = this.#view;
    this.#view.dispatch({
      changes: { from: 0, to: state.doc.length, insert: text },
      selection: { anchor: 0 },
      effects: [error.set.of(null), here.set.of(null), clearBreakpoints.of(null), EditorView.scrollIntoView(0)],
    });
  }

  /** Folds lines away: `runs` has the first and last of each run of them, from 1. */
  fold(runs) {
    const { doc } = this.#view.state;
    const effects = [];
    for (let at = 0; at + 1 < runs.length; at += 2) {
      const [first, last] = [runs[at], Math.min(runs[at + 1], doc.lines)];
      if (first <= last) effects.push(foldEffect.of({ from: doc.line(first).from, to: doc.line(last).to }));
    }
    this.#view.dispatch({ effects });
  }

  /** Whether the program can be changed. It can be read, and walked through by keys, in any case. */
  letEdit(may) {
    this.#view.dispatch({ effects: writing.reconfigure(EditorState.readOnly.of(!may)) });
  }

  /** Marks a line (from 1) as that of an error, and shows it. */
  markError(line, message) {
    const { state } = this.#view;
    if (line < 1 || line > state.doc.lines) return;
    const { from } = state.doc.line(line);
    this.#view.dispatch({
      effects: [error.set.of({ from, title: message }), EditorView.scrollIntoView(from, { y: "nearest", yMargin: MARGIN })],
    });
  }

  /** Shows a line (from 1) and puts the cursor there. */
  showLine(line) {
    const { state } = this.#view;
    if (line < 1 || line > state.doc.lines) return;
    const { from } = state.doc.line(line);
    this.#view.dispatch({
      selection: { anchor: from },
      effects: EditorView.scrollIntoView(from, { y: "nearest", yMargin: MARGIN }),
    });
    this.#view.focus();
  }

  /** Begins another file at the end of the program. What is typed next is its name. */
  addFile() {
    const { state } = this.#view;
    const { insert, name } = newFile(state);
    const from = state.doc.length + name.from;
    this.#view.dispatch({
      changes: { from: state.doc.length, insert },
      selection: { anchor: from, head: from + name.length },
      scrollIntoView: true,
      userEvent: "input.file",
    });
    this.#view.focus();
  }

  /** Marks a line (from 1) as where the reader stands, and leaves the focus where it is; 0 takes the mark away. */
  pointAt(line) {
    const { state } = this.#view;
    this.#here = undefined;
    if (line < 1 || line > state.doc.lines) {
      this.#view.dispatch({ effects: here.set.of(null) });
      return;
    }
    const { from } = state.doc.line(line);
    this.#view.dispatch({ effects: here.set.of({ from, title: "" }) });
    this.#here = from;
    this.#showHere();
  }

  /** Only in the editor: the reader looks at something else of the page. */
  #showHere() {
    if (this.#here === undefined || this.#here > this.#view.state.doc.length) return;
    const { top, bottom } = this.#view.lineBlockAt(this.#here);
    const { scrollDOM } = this.#view;
    const most = top - MARGIN;
    const least = bottom + MARGIN - scrollDOM.clientHeight;
    if (scrollDOM.scrollTop > most) scrollDOM.scrollTop = most;
    else if (scrollDOM.scrollTop < least) scrollDOM.scrollTop = least;
  }

  clearError() {
    this.#view.dispatch({ effects: error.set.of(null) });
  }

  focus() {
    this.#view.focus();
  }
}

function countLines(state, { from, to }) {
  return state.doc.lineAt(to).number - state.doc.lineAt(from).number + 1;
}

/** What is seen of lines that are folded away. */
function foldedLines(_, unfold, count) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "folded", textContent: wordsOfFold(count), onclick: unfold });
  return button;
}

/** Who left the editor comes through it again on the way to what is behind it: there Tab goes on, until something is typed. */
function leave(view, onLeave) {
  view.setTabFocusMode(true);
  return call(onLeave);
}

function call(callback) {
  callback();
  return true;
}

/** Within a line Tab goes to the next tab stop; before the text and over a selection it indents lines. */
function indent(view) {
  const { state } = view;
  const { main } = state.selection;
  const line = state.doc.lineAt(main.head);
  const before = line.text.slice(0, main.head - line.from);
  if (state.readOnly || !main.empty || before.trim() === "") return indentMore(view);
  const unit = getIndentUnit(state);
  const spaces = " ".repeat(unit - (before.length % unit));
  view.dispatch(state.update(state.replaceSelection(spaces), { userEvent: "input.indent", scrollIntoView: true }));
  return true;
}
