//! The Yew page: editor, console, timeline, lessons, sharing.
