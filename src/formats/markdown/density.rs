//! Density of syntax in a text: one that is too dense is not read as Markdown.

/// Most lines of a text that is read as Markdown. Each may be a block, and the parser holds all of them.
const MAX_LINES: usize = 400_000;
/// Most characters of syntax in a text that is read as Markdown. Each may be a node of the parser.
const MAX_SYNTAX_CHARS: usize = 1_000_000;

/// Returns 1 for a character that may begin or end syntax: one of ``*_`[]<>|~\&!=$``. Comparisons without branches: all
/// bytes of a text are counted before its first page.
fn is_syntax(byte: u8) -> u8 {
    let is_within = |first: u8, count: u8| u8::from(byte.wrapping_sub(first) < count);
    let is = |sign: u8| u8::from(byte == sign);
    // < = >, [ \ ] and _ `.
    is_within(b'<', 3)
        | is_within(b'[', 3)
        | is_within(b'_', 2)
        | is(b'*')
        | is(b'|')
        | is(b'~')
        | is(b'&')
        | is(b'!')
        | is(b'$')
}

/// Number of lines and of characters of syntax: how many blocks and marks a text may have.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Density {
    lines: usize,
    syntax_chars: usize,
}

impl Density {
    /// Counts more text.
    pub(super) fn add(&mut self, text: &str) {
        let chunks = || text.as_bytes().chunks(usize::from(u8::MAX));
        let is_line_end = |byte| u8::from(byte == b'\n') | u8::from(byte == b'\r');
        self.lines += chunks()
            .map(|chunk| count(chunk, is_line_end))
            .sum::<usize>();
        self.syntax_chars += chunks().map(|chunk| count(chunk, is_syntax)).sum::<usize>();
    }

    /// Returns whether blocks and marks would take far more memory than the bytes of the text.
    pub(super) const fn is_too_high(self) -> bool {
        self.lines > MAX_LINES || self.syntax_chars > MAX_SYNTAX_CHARS
    }
}

/// Counts the bytes of a chunk for which `is` gives 1.
fn count(chunk: &[u8], is: impl Fn(u8) -> u8) -> usize {
    usize::from(chunk.iter().fold(0_u8, |sum, &byte| sum + is(byte)))
}

/// Returns whether a text is too dense to be read as Markdown.
pub(crate) fn is_too_dense(text: &str) -> bool {
    let mut density = Density::default();
    density.add(text);
    density.is_too_high()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_syntax_are_counted_and_nothing_else() {
        let signs: Vec<u8> = (0..=u8::MAX).filter(|&byte| is_syntax(byte) > 0).collect();
        assert_eq!(signs, b"!$&*<=>[\\]_`|~");
    }
}
