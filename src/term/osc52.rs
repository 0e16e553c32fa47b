//! OSC 52: the terminal's clipboard, set by an escape sequence. It has no answer.

/// Longest text that is sent, in bytes; its base64 has 99,992. Terminals drop longer sequences without a word.
pub const MAX_TEXT_BYTES: usize = 74_994;

/// Longest piece in one device control string of GNU screen, in bytes. Its buffer for strings has 256.
const MAX_SCREEN_PIECE_BYTES: usize = 240;

/// Program between this one and the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Multiplexer {
    /// None, or one that takes the sequence itself.
    #[default]
    None,
    /// GNU screen, which passes device control strings on.
    Screen,
}

/// Returns the sequence that sets the clipboard to `text`.
pub fn set_clipboard(text: &str, through: Multiplexer) -> Vec<u8> {
    let sequence = format!("\x1b]52;c;{}\x07", base64(text.as_bytes()));
    match through {
        Multiplexer::None => sequence.into_bytes(),
        Multiplexer::Screen => {
            let pieces = sequence.as_bytes().chunks(MAX_SCREEN_PIECE_BYTES);
            let wrapped = pieces.map(|piece| [b"\x1bP", piece, b"\x1b\\"].concat());
            wrapped.collect::<Vec<_>>().concat()
        }
    }
}

/// Returns the base64 of bytes (RFC 4648, section 4).
pub fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |index: usize| u32::from(group.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            let value = bits >> (18 - 6 * digit) & 63;
            let is_padding = digit > group.len() as u32;
            let c = DIGITS.get(value as usize).copied().map_or('=', char::from);
            out.push(if is_padding { '=' } else { c });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        for (text, want) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
        ] {
            assert_eq!(base64(text.as_bytes()), want, "{text}");
        }
        assert_eq!(base64("统筹".as_bytes()), "57uf5625");
    }

    #[test]
    fn screen_gets_pieces_that_it_can_hold() {
        let text = "字".repeat(300);
        let plain = set_clipboard(&text, Multiplexer::None);
        let wrapped = set_clipboard(&text, Multiplexer::Screen);
        let mut joined = Vec::new();
        let mut rest = wrapped.as_slice();
        while let Some(piece) = rest.strip_prefix(b"\x1bP") {
            let end = piece.windows(2).position(|pair| pair == b"\x1b\\").unwrap();
            assert!(end <= MAX_SCREEN_PIECE_BYTES);
            joined.extend_from_slice(&piece[..end]);
            rest = &piece[end + 2..];
        }
        assert_eq!(joined, plain);
        assert!(rest.is_empty());
    }
}
