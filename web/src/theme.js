// How the editor looks, in the variables of the page's style sheet.

import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

export const theme = EditorView.theme({
  "&": { height: "100%", backgroundColor: "transparent", color: "var(--text)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--mono)",
    fontSize: "var(--code-size)",
    lineHeight: "1.6",
    overflow: "auto",
  },
  ".cm-content": { padding: "12px 0", caretColor: "var(--accent)" },
  ".cm-line": { padding: "0 16px 0 8px" },
  ".cm-gutters": { backgroundColor: "transparent", border: "none", color: "var(--faint)" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "28px", padding: "0 8px 0 2px", cursor: "pointer" },
  ".cm-breakpoints .cm-gutterElement": {
    width: "18px",
    textAlign: "center",
    fontSize: "1.4em",
    lineHeight: "1.15",
    color: "var(--error)",
    cursor: "pointer",
  },
  ".cm-breakpoints .cm-gutterElement:empty:hover::before": { content: "'●'", opacity: "0.4" },
  ".cm-file": { borderTop: "1px solid var(--rule)", fontWeight: "600" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "var(--active-line)" },
  ".cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLineGutter": { color: "var(--text)" },
  ".cm-cursor": { borderLeft: "2px solid var(--accent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--selection)",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--selection)", outline: "none" },
  "&.cm-focused .cm-nonmatchingBracket": { color: "var(--error)" },
  ".error-line, &.cm-focused .error-line": {
    backgroundColor: "var(--error-soft)",
    boxShadow: "inset 2px 0 var(--error)",
  },
  ".here-line, &.cm-focused .here-line": { backgroundColor: "var(--active-line)", boxShadow: "inset 3px 0 var(--accent)" },
  ".here-line-number": { color: "var(--accent)", fontWeight: "600" },
  ".error-line-number": { color: "var(--error)", fontWeight: "600" },
});

export const highlighting = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
  { tag: tags.comment, color: "var(--code-comment)", fontStyle: "italic" },
  {
    tag: [tags.definition(tags.function(tags.variableName)), tags.definition(tags.className)],
    color: "var(--code-definition)",
  },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: "var(--code-call)" },
  { tag: [tags.meta, tags.self], color: "var(--code-definition)" },
]);
