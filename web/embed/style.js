// How an example looks until it is touched.

export const style = new CSSStyleSheet();
style.replaceSync(`
:host { display: block; position: relative; margin-block: 1em }
:host([hidden]), :host([for]) { display: none }
:host > div { direction: ltr }
.block { position: relative }
.bar { position: absolute; inset-block-end: 4px; inset-inline-end: 4px; display: flex; gap: 4px; opacity: .85 }
:host(:hover) .bar, .bar:focus-within { opacity: 1 }
.bar > * { font: 500 13px/20px system-ui, sans-serif; padding: 1px 9px; border: 1px solid; border-radius: 5px; cursor: pointer;
  color: #24292f; background: #f6f8fa; border-color: #8c959f; text-decoration: none }
.dark .bar > * { color: #e6edf3; background: #21262d; border-color: #6e7681 }
.bar .run { color: #fff; background: #1a7f37; border-color: #1a7f37 }
iframe { display: block; width: 100%; border: 0; border-radius: 6px; color-scheme: normal }
pre { margin: 0; padding: 8px 12px; overflow: auto; white-space: pre-wrap; font: 13px/1.5 ui-monospace, monospace }
pre.output { border-block-start: 1px solid #8c959f }
.note, .at { margin: 4px 12px; font: 13px/1.4 system-ui, sans-serif }
.mark { position: absolute; inset-inline: 0; pointer-events: none; background: #4f46e522; border-inline-start: 3px solid #4f46e5 }
:host([lesson]) .block { min-block-size: 36px }
.live :is(.block, pre, .at) { display: none }
@media (max-width: 560px) { .bar :is(.edit, .wide) { display: none } }
@media print { iframe, .bar { display: none } .live :is(.block, pre):not([hidden]) { display: block } }
@media (forced-colors: active) { .bar > * { border-color: ButtonBorder } }
`);
