//! Printed rows, which may be joined to lines without breaks.

use std::io::{Result, Write};

/// Fewest blanks in a row that only centre a text, or set it right, in a measure that no text fills.
const MIN_ALIGNING_CELLS: usize = 1_000;

/// Writer of rows. The end of a row is written with the next one.
pub(crate) struct RowWriter<'w> {
    out: &'w mut dyn Write,
    is_open: bool,
}

impl<'w> RowWriter<'w> {
    /// Creates a writer without a row.
    pub(crate) fn new(out: &'w mut dyn Write) -> Self {
        Self {
            out,
            is_open: false,
        }
    }

    /// Writes a new row.
    pub(crate) fn add(&mut self, text: &str) -> Result<()> {
        self.end()?;
        self.is_open = true;
        self.out.write_all(text.as_bytes())
    }

    /// Writes a row behind the one before; words of letters keep a blank between.
    pub(crate) fn join(&mut self, text: &str) -> Result<()> {
        let text = text.trim_start();
        if text.starts_with(|c: char| c.is_ascii_graphic()) {
            self.out.write_all(b" ")?;
        }
        self.out.write_all(text.as_bytes())
    }

    /// Ends the row, and writes what is buffered.
    pub(crate) fn finish(&mut self) -> Result<()> {
        self.end()?;
        self.out.flush()
    }

    fn end(&mut self) -> Result<()> {
        if std::mem::take(&mut self.is_open) {
            self.out.write_all(b"\n")?;
        }
        Ok(())
    }
}

/// Returns a row without the blanks that only align its parts: two between them, none before the first.
pub(crate) fn without_aligning_blanks(text: &str) -> String {
    let blanks = " ".repeat(MIN_ALIGNING_CELLS);
    let mut parts = text.split(&blanks);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let part = part.trim_start_matches(' ');
        if !out.is_empty() && !part.is_empty() {
            out.push_str("  ");
        }
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_joined_and_lose_what_aligns_them() {
        let mut out = Vec::new();
        let mut rows = RowWriter::new(&mut out);
        for text in ["一", "二"] {
            rows.add(text).unwrap();
        }
        rows.join("  三").unwrap();
        rows.join("four").unwrap();
        rows.finish().unwrap();
        rows.finish().unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "一\n二三 four\n");
        let wide = " ".repeat(14_000);
        for (text, want) in [
            (format!("{wide}题"), "题"),
            (format!("左{wide}右"), "左  右"),
            ("  甲    乙".to_owned(), "  甲    乙"),
            (String::new(), ""),
        ] {
            assert_eq!(without_aligning_blanks(&text), want);
        }
    }
}
