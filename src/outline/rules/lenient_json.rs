//! JSON as rule files have it, read leniently: apps write tabs into strings and commas behind the last
//! item, and their own readers take both, which a strict one would refuse.

/// Deepest nesting that is read.
const MAX_DEPTH: u8 = 32;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    Null,
    Truth(bool),
    Number(f64),
    Text(String),
    List(Vec<Json>),
    Table(Vec<(String, Json)>),
}

impl Json {
    /// The value of a key; `None` if this is no table or has none of that name.
    pub(crate) fn get(&self, key: &str) -> Option<&Json> {
        match self {
            Json::Table(rows) => rows.iter().find(|(name, _)| name == key).map(|row| &row.1),
            Json::Null | Json::Truth(_) | Json::Number(_) | Json::Text(_) | Json::List(_) => None,
        }
    }

    /// The words of a text.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            Json::Null | Json::Truth(_) | Json::Number(_) | Json::List(_) | Json::Table(_) => None,
        }
    }

    /// A number.
    pub(crate) fn number(&self) -> Option<f64> {
        match self {
            Json::Number(number) => Some(*number),
            Json::Null | Json::Truth(_) | Json::Text(_) | Json::List(_) | Json::Table(_) => None,
        }
    }
}

/// Reads one value, which has to be all of the text.
///
/// # Errors
/// The byte at which it is none.
pub(crate) fn parse(text: &str) -> Result<Json, usize> {
    let mut reader = JsonReader {
        rest: text.trim_start_matches('\u{FEFF}'),
    };
    let value = reader.value(0);
    reader.blanks();
    match value {
        Some(value) if reader.rest.is_empty() => Ok(value),
        _ => Err(text.len() - reader.rest.len()),
    }
}

struct JsonReader<'t> {
    rest: &'t str,
}

impl JsonReader<'_> {
    fn blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// Takes `c`, and blanks before it, if it is next.
    fn takes(&mut self, c: char) -> bool {
        self.blanks();
        let rest = self.rest.strip_prefix(c);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn next(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let c = chars.next();
        self.rest = chars.as_str();
        c
    }

    fn value(&mut self, depth: u8) -> Option<Json> {
        self.blanks();
        if depth > MAX_DEPTH {
            return None;
        }
        if self.takes('[') {
            return self.list(depth);
        }
        if self.takes('{') {
            return self.table(depth);
        }
        if self.rest.starts_with('"') {
            return self.text().map(Json::Text);
        }
        let end = self
            .rest
            .find(|c: char| c.is_whitespace() || ",]}".contains(c));
        let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        let value = match word {
            "null" => Json::Null,
            "true" => Json::Truth(true),
            "false" => Json::Truth(false),
            _ => Json::Number(word.parse().ok()?),
        };
        self.rest = rest;
        Some(value)
    }

    fn list(&mut self, depth: u8) -> Option<Json> {
        let mut items = Vec::new();
        while !self.takes(']') {
            items.push(self.value(depth + 1)?);
            if !self.takes(',') && !self.rest.starts_with(']') {
                return None;
            }
        }
        Some(Json::List(items))
    }

    fn table(&mut self, depth: u8) -> Option<Json> {
        let mut rows = Vec::new();
        while !self.takes('}') {
            self.blanks();
            let name = self.text()?;
            if !self.takes(':') {
                return None;
            }
            rows.push((name, self.value(depth + 1)?));
            if !self.takes(',') && !self.rest.starts_with('}') {
                return None;
            }
        }
        Some(Json::Table(rows))
    }

    fn text(&mut self) -> Option<String> {
        let mut out = String::new();
        if self.next()? != '"' {
            return None;
        }
        loop {
            match self.next()? {
                '"' => return Some(out),
                '\\' => out.push(self.escaped()?),
                c => out.push(c),
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        Some(match self.next()? {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let unit = self.unit()?;
                let pair = match unit {
                    0xD800..=0xDBFF => self.rest.strip_prefix("\\u"),
                    _ => None,
                };
                let Some(rest) = pair else {
                    return Some(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER));
                };
                self.rest = rest;
                let low = self.unit()?;
                let code = 0x10000 + ((unit - 0xD800) << 10) + (low.wrapping_sub(0xDC00) & 0x3FF);
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            c => c,
        })
    }

    fn unit(&mut self) -> Option<u32> {
        let (digits, rest) = self.rest.split_at_checked(4)?;
        self.rest = rest;
        u32::from_str_radix(digits, 16).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_read_as_apps_write_it() {
        let text = "\u{FEFF}[ {\"a\":-1.5e1, \"b\" : \"一\t\\\\d\\n\\u4e00\\ud83d\\ude00\\\"\", \"c\":[true,null,],}, {} ] ";
        let value = parse(text).unwrap();
        let Json::List(items) = &value else {
            panic!("{value:?}")
        };
        let first = &items[0];
        assert_eq!(first.get("a").and_then(Json::number), Some(-15.0));
        assert_eq!(first.get("b").and_then(Json::text), Some("一\t\\d\n一😀\""));
        assert_eq!(
            first.get("c"),
            Some(&Json::List(vec![Json::Truth(true), Json::Null]))
        );
        assert_eq!(items[1], Json::Table(Vec::new()));
    }

    #[test]
    fn what_is_none_is_told_with_its_place() {
        for (text, at) in [
            ("", 0),
            ("[1 2]", 3),
            ("{\"a\" 1}", 5),
            ("[1] x", 4),
            ("\"a", 2),
            ("\"\\u12\"", 3),
        ] {
            assert_eq!(parse(text), Err(at), "{text}");
        }
        assert!(parse(&"[".repeat(100_000)).is_err());
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "([\\[\\]{}\",:\\\\u0-9a-f ]|\\PC){0,60}") {
            if let Err(at) = parse(&text) {
                proptest::prop_assert!(at <= text.len());
            }
        }
    }
}
