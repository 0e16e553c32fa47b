//! Lines of copies that mail or a tool has broken by width. The texts of the site have a paragraph in each line.

use crate::formats::line_ends::hard_wrap::HardWrap;
use crate::text::script::TextLang;
use std::borrow::Cow;

/// Lines of a text that may be broken by width.
pub(super) struct CopyLines {
    hard_wrap: Option<HardWrap>,
}

impl CopyLines {
    /// Detects whether `lines` are broken by width.
    pub(super) fn detect(lines: &[&str]) -> Self {
        Self {
            hard_wrap: HardWrap::detect(TextLang::Ja, lines.iter()),
        }
    }

    /// Returns the paragraph that begins with the first of `lines`, and the number of its lines.
    pub(super) fn paragraph<'t>(&self, lines: &[&'t str]) -> (Cow<'t, str>, usize) {
        let line = |index: usize| {
            lines
                .get(index)
                .map(|line| line.trim_end_matches(['\n', '\r']))
        };
        let mut text = Cow::Borrowed(line(0).unwrap_or_default());
        let mut count = 1;
        while let (Some(above), Some(next)) = (line(count - 1), line(count))
            && self.goes_on(above, next)
        {
            text.to_mut().push_str(next.trim_start());
            count += 1;
        }
        (text, count)
    }

    fn goes_on(&self, line: &str, next: &str) -> bool {
        !next.trim().is_empty()
            && !next.starts_with("［＃")
            && !line.ends_with('］')
            && self.hard_wrap.as_ref().is_some_and(|wrap| {
                wrap.has_body_indent(line, next)
                    && wrap.continues(TextLang::Ja, line, next.trim_start())
            })
    }
}
