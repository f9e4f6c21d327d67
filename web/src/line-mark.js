// Marks of one line of the program each, such as its error or where the reader stands, until the program is edited.

import { RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, gutterLineClass, GutterMarker } from "@codemirror/view";

/**
 * A mark whose line has the class `NAME-line`, and its number `NAME-line-number`.
 *
 * `set` is an effect with the position at which the line begins and a title, which may be empty, or `null`, which takes
 * the mark away; `extension` keeps and shows it.
 */
export function lineMark(name) {
  const set = StateEffect.define();
  class Marked extends GutterMarker {
    elementClass = `${name}-line-number`;
  }
  const extension = StateField.define({
    create: () => null,
    update(mark, transaction) {
      if (transaction.docChanged) mark = null;
      for (const effect of transaction.effects) {
        if (effect.is(set)) mark = effect.value;
      }
      return mark;
    },
    provide: (field) => [
      EditorView.decorations.from(field, (mark) =>
        mark
          ? Decoration.set([
              Decoration.line({ class: `${name}-line`, attributes: { title: mark.title } }).range(mark.from),
            ])
          : Decoration.none,
      ),
      gutterLineClass.from(field, (mark) => (mark ? RangeSet.of([new Marked().range(mark.from)]) : RangeSet.empty)),
    ],
  });
  return { set, extension };
}
