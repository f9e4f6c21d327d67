//! The WebAssembly that runs an isolate in a page or in a Web Worker.
