//! Rows of a line of code that is longer than the measure.

/// Signs behind which a row may end.
const END_SIGNS: &str = ",;)]}/&|";

/// Returns whether a row may end between two characters of code: behind blanks, or behind a sign that ends something.
pub(crate) fn may_end_row(before: Option<char>, next: char) -> bool {
    let Some(before) = before else {
        return false;
    };
    let is_sign = END_SIGNS.contains(before);
    !next.is_whitespace() && (before.is_whitespace() || is_sign && before != next)
}

#[cfg(test)]
mod tests {
    use crate::doc::{Block, BlockKind};
    use crate::layout::{CodeStyle, Setting, TextOptions, prepare};
    use crate::text::units::Cells;

    /// Returns the rows of a line of code in `cells` cells beside the gutter.
    fn rows(text: &str, cells: u16) -> Vec<String> {
        let block = Block {
            kind: BlockKind::Code,
            text: text.into(),
            ..Block::default()
        };
        let setting = Setting {
            measure: Cells(cells + 2),
            ..Setting::default()
        };
        let lines =
            prepare(&block, &TextOptions::default()).set_code(&setting, CodeStyle::default());
        let row = |line: &crate::layout::Line| {
            let words = text.get(line.bytes.start as usize..line.bytes.end as usize);
            words.unwrap_or_default().to_owned()
        };
        lines.iter().map(row).collect()
    }

    #[test]
    fn a_row_ends_behind_a_blank_or_a_sign_near_its_end() {
        for (text, cells, want) in [
            (
                "make all && make install",
                20,
                &["make all && make ", "install"][..],
            ),
            ("make all  && make", 10, &["make all  ", "&& make"]),
            ("f(alpha,beta,gamma)", 14, &["f(alpha,beta,", "gamma)"]),
            ("a/bbbbbb/cccccc", 10, &["a/bbbbbb/", "cccccc"]),
            // The only blank is too far from the end.
            ("ab cdefghijklmno", 10, &["ab cdefghi", "jklmno"]),
            ("一二三四五六七", 10, &["一二三四五", "六七"]),
            ("a || bbbbbbbb", 10, &["a || bbbbb", "bbb"]),
            ("short", 10, &["short"]),
        ] {
            assert_eq!(rows(text, cells), want, "{text}");
            assert_eq!(rows(text, cells).concat(), text, "nothing is lost");
        }
    }
}
