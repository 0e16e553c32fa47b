//! JSON as rule files have it. Apps write tabs and line ends into strings, commas after the last item, and
//! comments; their own readers take all of it, and a strict one would refuse the file. So the text is cleaned, and
//! then read strictly.

use serde_json::Value;

/// Reads one value, which has to be all of the text.
///
/// # Errors
/// The line, from 1, at which the text is no JSON.
pub(crate) fn parse(text: &str) -> Result<Value, usize> {
    let mut cleaner = Cleaner::default();
    cleaner.clean(text.trim_start_matches('\u{FEFF}'));
    serde_json::from_str(&cleaner.json).map_err(|error| {
        // A line of the cleaned text may be several of the file: strings lose their line ends.
        let line = error.line().saturating_sub(1);
        let swallowed = cleaner.swallowed_lines.get(..line).unwrap_or_default();
        error.line().max(1) + swallowed.iter().sum::<usize>()
    })
}

/// Strict JSON in the making.
#[derive(Default)]
struct Cleaner {
    json: String,
    /// A comma that waits for the next item, and where it goes.
    pending_comma: Option<usize>,
    /// Line ends left out, of each line of `json` but the last.
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

    /// Whether the item before has no comma yet, and there is one.
    fn is_after_item(&self) -> bool {
        self.pending_comma.is_none() && !self.json.trim_end().ends_with(['[', '{'])
    }

    /// Adds a character that is in no string. Blanks do not end the wait of a comma.
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
        // JSON knows no other blanks.
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

    /// Adds the string that `rest` begins with. Returns its bytes.
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

/// Returns the bytes of the comment that `text` begins with; 0 without one.
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
