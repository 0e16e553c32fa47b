//! Stub, to be written with the line setting.
