//! The subset of YAML in front matter of other programs: flat `key: value` lines, lists, folded text. Entries with
//! anchors, types or nesting are skipped.

/// Parses keys and values in order; the items of a list are joined with `、`. `None` if the text between two rules
/// is not front matter.
pub(crate) fn parse_pairs(source: &str) -> Option<Vec<(String, String)>> {
    let mut pairs: Vec<YamlPair> = Vec::new();
    for line in source.lines() {
        let bare = line.trim();
        if bare.is_empty() || bare.starts_with('#') {
            continue;
        }
        let continues = line.starts_with([' ', '\t']) || bare == "-" || bare.starts_with("- ");
        if continues {
            pairs.last_mut()?.push_line(bare);
        } else {
            let (key, value) = bare.split_once(':')?;
            if key.is_empty() || key.contains([' ', '\t']) || !is_key_end(value) {
                return None;
            }
            pairs.push(YamlPair::new(key, value.trim()));
        }
    }
    (!pairs.is_empty()).then(|| pairs.into_iter().map(YamlPair::finish).collect())
}

/// Returns whether a colon followed by `value` ends a key.
fn is_key_end(value: &str) -> bool {
    value.is_empty() || value.starts_with([' ', '\t'])
}

struct YamlPair {
    key: String,
    value: String,
    /// Separator between two lines of the value.
    separator: &'static str,
}

impl YamlPair {
    fn new(key: &str, value: &str) -> Self {
        // `|` keeps lines, `>` folds them. Either may carry `+`, `-` or an indent.
        let block = value
            .strip_prefix(['|', '>'])
            .is_some_and(|rest| rest.chars().all(|c| matches!(c, '+' | '-' | '0'..='9')));
        Self {
            key: unquote(key),
            separator: if value.starts_with('|') && block {
                "\n"
            } else {
                " "
            },
            value: if block {
                String::new()
            } else {
                parse_scalar(value)
            },
        }
    }

    /// Appends a line to the value.
    fn push_line(&mut self, line: &str) {
        let item = line.strip_prefix("- ").map(str::trim);
        let joint = if item.is_some() {
            "、"
        } else {
            self.separator
        };
        if !self.value.is_empty() {
            self.value.push_str(joint);
        }
        self.value
            .push_str(&item.map_or_else(|| line.to_owned(), unquote));
    }

    fn finish(self) -> (String, String) {
        (self.key, self.value)
    }
}

/// Parses a value on the line of its key.
fn parse_scalar(value: &str) -> String {
    match value
        .strip_prefix('[')
        .and_then(|list| list.strip_suffix(']'))
    {
        Some(list) => {
            let items: Vec<_> = list.split(',').map(|item| unquote(item.trim())).collect();
            items.join("、")
        }
        None => unquote(value),
    }
}

/// Removes the quotes of a text, or the comment after an unquoted one.
fn unquote(value: &str) -> String {
    for quote in ['"', '\''] {
        let inner = value
            .strip_prefix(quote)
            .and_then(|rest| rest.strip_suffix(quote));
        if let Some(inner) = inner {
            return match quote {
                '"' => inner.replace("\\\"", "\"").replace("\\\\", "\\"),
                _ => inner.replace("''", "'"),
            };
        }
    }
    let end = value.find(" #").unwrap_or(value.len());
    value.get(..end).unwrap_or_default().trim_end().to_owned()
}
