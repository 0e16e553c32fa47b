//! Replacements for control characters, which must not reach a terminal: the control pictures of Unicode
//! (U+2400).

/// Returns the picture of a control character, U+FFFD if Unicode has no picture for it; `None` for other
/// characters.
pub fn control_picture(c: char) -> Option<char> {
    match c {
        '\0'..='\x1F' => char::from_u32(0x2400 + c as u32),
        '\x7F' => Some('\u{2421}'),
        '\u{80}'..='\u{9F}' => Some(char::REPLACEMENT_CHARACTER),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_control_character_has_a_picture_and_no_other_has() {
        for c in '\0'..='\u{FFFF}' {
            let shown = control_picture(c);
            assert_eq!(shown.is_some(), c.is_control(), "{c:?}");
            assert!(shown.is_none_or(|shown| !shown.is_control()), "{c:?}");
        }
        assert_eq!(control_picture('\x1b'), Some('␛'));
    }
}
