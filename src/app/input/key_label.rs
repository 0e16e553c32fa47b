//! Keys as people write them: `空格`, `↓`, `Ctrl-E`.

use super::key::Key;
use crate::messages::Catalogue;

/// Returns a key sequence as people write it; keys of more than one letter are parted by a blank.
pub fn sequence_label(keys: &[Key], m: &Catalogue) -> String {
    let labels: Vec<String> = keys.iter().map(|key| key_label(*key, m)).collect();
    let is_short = labels.iter().all(|label| label.chars().count() == 1);
    labels.join(if is_short { "" } else { " " })
}

/// Returns a key in notation (`]]`, `<C-f>`) as people write it; text that is no notation stays.
pub fn notation_label(notation: &str, m: &Catalogue) -> String {
    match Key::parse_sequence(notation) {
        Some(keys) => sequence_label(&keys, m),
        None => notation.to_owned(),
    }
}

/// Returns a key as people write it.
pub fn key_label(key: Key, m: &Catalogue) -> String {
    let written = key.to_string();
    let Some(mut inner) = written
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'))
        .filter(|inner| !inner.is_empty())
    else {
        return written;
    };
    let mut label = String::new();
    while let Some((modifier, rest)) = inner.split_once('-').filter(|(_, rest)| !rest.is_empty()) {
        label.push_str(match modifier {
            "C" => "Ctrl-",
            "A" => "Alt-",
            _ => "Shift-",
        });
        inner = rest;
    }
    label.push_str(match inner {
        "Space" => m.keys.space,
        "lt" => "<",
        "BS" => "Backspace",
        "BackTab" => "Shift-Tab",
        "Up" => "\u{2191}",
        "Down" => "\u{2193}",
        "Left" => "\u{2190}",
        "Right" => "\u{2192}",
        letter if letter.chars().count() == 1 => return label + &letter.to_uppercase(),
        name => name,
    });
    label
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Lang;

    #[test]
    fn keys_are_written_as_on_the_keyboard() {
        let m = Lang::ZhHans.catalogue();
        for (notation, want) in [
            ("j", "j"),
            ("<C-e>", "Ctrl-E"),
            ("<C-]>", "Ctrl-]"),
            ("<Space>", "空格"),
            ("<S-Space>", "Shift-空格"),
            ("<A-Left>", "Alt-\u{2190}"),
            ("]]", "]]"),
            ("<lt>", "<"),
            ("<PgDn>", "PgDn"),
            ("g<Space>", "g 空格"),
        ] {
            assert_eq!(notation_label(notation, m), want);
        }
    }
}
