//! JSON that is safe on a terminal.

use crate::term::width_confidence::is_control_or_bidi;
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{CharEscape, Formatter};
use std::io::{self, Write};

/// Returns JSON with each item of a list on a line of its own. Control characters are escaped.
pub(crate) fn to_json(value: &impl Serialize) -> String {
    let mut out = Vec::new();
    value
        .serialize(&mut Serializer::with_formatter(&mut out, PrintableJson))
        .expect("memory takes every byte, and no map has keys other than text");
    String::from_utf8(out).expect("the serializer writes UTF-8")
}

struct PrintableJson;

impl Formatter for PrintableJson {
    fn begin_array_value<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        out.write_all(if first { b"\n" } else { b",\n" })
    }

    fn end_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b"\n]")
    }

    fn write_string_fragment<W: Write + ?Sized>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        fragment.chars().try_for_each(|c| {
            if is_control_or_bidi(c) {
                write!(out, "\\u{:04x}", c as u32)
            } else {
                out.write_all(c.encode_utf8(&mut [0; 4]).as_bytes())
            }
        })
    }

    fn write_char_escape<W: Write + ?Sized>(
        &mut self,
        out: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        let control = match escape {
            CharEscape::Quote => return out.write_all(b"\\\""),
            CharEscape::ReverseSolidus => return out.write_all(b"\\\\"),
            CharEscape::Solidus => b'/',
            CharEscape::Backspace => 0x08,
            CharEscape::FormFeed => 0x0C,
            CharEscape::LineFeed => b'\n',
            CharEscape::CarriageReturn => b'\r',
            CharEscape::Tab => b'\t',
            CharEscape::AsciiControl(control) => control,
        };
        write!(out, "\\u{control:04x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_printable_and_has_a_line_for_each_item() {
        for (value, want) in [
            (vec![], "[\n]"),
            (vec!["一", "b"], "[\n\"一\",\n\"b\"\n]"),
            (
                vec!["“a\"b/\\\n\t\u{1b}\u{9b}\u{202E}"],
                "[\n\"“a\\\"b/\\\\\\u000a\\u0009\\u001b\\u009b\\u202e\"\n]",
            ),
        ] {
            assert_eq!(to_json(&value), want);
        }
    }
}
