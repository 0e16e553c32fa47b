//! Lenient JSON of rule files.
//!
//! Apps write tabs and line ends into strings, trailing commas, and comments. Their own parsers accept all of
//! that, a strict one rejects it. The text is therefore cleaned, then parsed strictly.

use serde_json::Value;

/// Parses one value, which must be the whole text.
///
/// # Errors
/// The line, from 1, of the first syntax error.
pub(crate) fn parse(text: &str) -> Result<Value, usize> {
    let mut cleaner = Cleaner::default();
    cleaner.clean(text.trim_start_matches('\u{FEFF}'));
    serde_json::from_str(&cleaner.json).map_err(|error| {
        // Strings lose their line ends, so a line of the cleaned text may be several of the file.
        let line = error.line().saturating_sub(1);
        let swallowed = cleaner.swallowed_lines.get(..line).unwrap_or_default();
        error.line().max(1) + swallowed.iter().sum::<usize>()
    })
}

/// Strict JSON under construction.
#[derive(Default)]
struct Cleaner {
    json: String,
    /// Place in `json` for a comma that is only written if another item follows.
    pending_comma: Option<usize>,
    /// Removed line ends per line of `json`, except the last line.
    swallowed_lines: Vec<usize>,
    swallowed_count: usize,
}

impl Cleaner {
    fn clean(&mut self, text: &str) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let comment = comment_len(rest);
            let taken = match c {
                '"' => self.push_string(rest),
                _ if comment > 0 => {
                    let comment = rest.get(..comment).unwrap_or_default();
                    self.swallowed_count += comment.matches('\n').count();
                    comment.len()
                }
                ',' if self.is_after_item() => {
                    self.pending_comma = Some(self.json.len());
                    1
                }
                _ => {
                    self.push_char(c);
                    c.len_utf8()
                }
            };
            rest = rest.get(taken..).unwrap_or_default();
        }
        self.push_comma();
    }

    /// Returns whether a comma may be next: an item precedes, and no comma follows it yet.
    fn is_after_item(&self) -> bool {
        self.pending_comma.is_none() && !self.json.trim_end().ends_with(['[', '{'])
    }

    /// Adds a character outside strings. Blanks keep a pending comma.
    fn push_char(&mut self, c: char) {
        match c {
            ']' | '}' => self.pending_comma = None,
            c if c.is_whitespace() => {}
            _ => self.push_comma(),
        }
        if c == '\n' {
            self.swallowed_lines
                .push(std::mem::take(&mut self.swallowed_count));
        }
        // JSON allows no other blanks.
        self.json.push(match c {
            c if c.is_whitespace() && c != '\n' => ' ',
            c => c,
        });
    }

    fn push_comma(&mut self) {
        if let Some(at) = self.pending_comma.take() {
            self.json.insert(at, ',');
        }
    }

    /// Adds the string at the start of `rest`. Returns its bytes.
    fn push_string(&mut self, rest: &str) -> usize {
        self.push_comma();
        self.json.push('"');
        let mut chars = rest.char_indices().skip(1);
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.json.push('"');
                    return at + 1;
                }
                '\\' => match chars.next() {
                    Some((_, escaped @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u'))) => {
                        self.json.extend(['\\', escaped]);
                    }
                    Some((_, other)) => self.push_in_string(other),
                    None => self.json.push('\\'),
                },
                c => self.push_in_string(c),
            }
        }
        rest.len()
    }

    fn push_in_string(&mut self, c: char) {
        self.swallowed_count += usize::from(c == '\n');
        if c.is_ascii_control() {
            self.json.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            self.json.push(c);
        }
    }
}

/// Returns the bytes of the comment at the start of `text`; 0 without a comment.
fn comment_len(text: &str) -> usize {
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    match text.strip_prefix("/*") {
        Some(rest) => rest.find("*/").map_or(text.len(), |end| end + 4),
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn json_is_read_as_apps_write_it() {
        for (text, want) in [
            ("[]", json!([])),
            (
                "\u{FEFF}[ {\"a\":-1.5e1,\r\n\"b\" : \"一\t\\\\d\\n\\u4e00\\ud83d\\ude00\\\"\", \"c\":[true,null,],}, {} ] ",
                json!([{"a": -15.0, "b": "一\t\\d\n一😀\"", "c": [true, null]}, {}]),
            ),
            ("[1 ,\n // 二, \"\n 2, /* 三\n */ ]", json!([1, 2])),
            ("{\"甲\": \"//一, ]\\d\n\", }", json!({"甲": "//一, ]d\n"})),
            ("\u{3000}\"a\"", json!("a")),
        ] {
            assert_eq!(parse(text), Ok(want), "{text}");
        }
    }

    #[test]
    fn an_error_has_its_line() {
        for (text, line) in [
            ("", 1),
            ("[1 2]", 1),
            ("{\n\"a\" 1}", 2),
            ("[1]\nx", 2),
            ("[\"一\n二\",\nx]", 3),
            ("[1, /* \n\n */\nx]", 4),
            ("[,]", 1),
            ("[1,,2]", 1),
            ("\"a", 1),
            ("\"\\u12\"", 1),
        ] {
            assert_eq!(parse(text), Err(line), "{text}");
        }
        assert!(parse(&"[".repeat(100_000)).is_err());
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "([\\[\\]{}\",:\\\\/*u0-9a-f \n]|\\PC){0,60}") {
            if let Err(line) = parse(&text) {
                proptest::prop_assert!((1..=text.matches('\n').count() + 1).contains(&line));
            }
        }

        #[test]
        fn strict_json_stays_as_it_is(text in "\\PC{0,20}", numbers in proptest::collection::vec(0_u32.., 0..5)) {
            let value = json!({ "text": text, "numbers": [numbers, {}] });
            proptest::prop_assert_eq!(parse(&value.to_string()), Ok(value));
        }
    }
}
