// The mark of a program's error: its line and a sign in the gutter, until the program is edited.

import { RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, gutterLineClass, GutterMarker } from "@codemirror/view";

/** Marks the line that begins at `from`, with the error's message. */
export const setMark = StateEffect.define();
/** Takes the mark away. */
export const clearMark = StateEffect.define();

class ErrorLine extends GutterMarker {
  elementClass = "error-line-number";
}

/** The extension that keeps and shows the mark. */
export const errorMark = StateField.define({
  create: () => null,
  update(mark, transaction) {
    if (transaction.docChanged) mark = null;
    for (const effect of transaction.effects) {
      if (effect.is(setMark)) mark = effect.value;
      if (effect.is(clearMark)) mark = null;
    }
    return mark;
  },
  provide: (field) => [
    EditorView.decorations.from(field, (mark) =>
      mark
        ? Decoration.set([
            Decoration.line({ class: "error-line", attributes: { title: mark.message } }).range(mark.from),
          ])
        : Decoration.none,
    ),
    gutterLineClass.from(field, (mark) =>
      mark ? RangeSet.of([new ErrorLine().range(mark.from)]) : RangeSet.empty,
    ),
  ],
});
