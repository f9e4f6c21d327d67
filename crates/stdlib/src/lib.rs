//! The modules that programs import.
