//! Fences of blocks of code, for those who look at the lines of a text before the parser does.

/// Least blanks before a line of code without a fence, in cells.
pub(super) const CODE_INDENT_CELLS: usize = 4;
/// Fewest characters of a fence.
const MIN_FENCE_CHARS: usize = 3;

/// Fence of a block of code.
#[derive(Clone, Copy)]
pub(super) struct Fence {
    sign: char,
    len: usize,
    /// Whether it may belong to an item of a list instead of the top level.
    pub(super) is_indented: bool,
}

impl Fence {
    /// Returns the fence that a line opens. `indent` is in cells, `words` the rest of the line.
    pub(super) fn opened_by(words: &str, indent: usize) -> Option<Self> {
        let sign = words.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let info = words.trim_start_matches(sign);
        let len = words.len() - info.len();
        let is_open = indent < CODE_INDENT_CELLS
            && len >= MIN_FENCE_CHARS
            && !(sign == '`' && info.contains('`'));
        is_open.then_some(Self {
            sign,
            len,
            is_indented: indent > 0,
        })
    }

    /// Returns whether a line closes the fence.
    pub(super) fn is_closed_by(self, words: &str, indent: usize) -> bool {
        let after = words.trim_start_matches(self.sign);
        indent < CODE_INDENT_CELLS
            && words.len() - after.len() >= self.len
            && after.trim().is_empty()
    }
}

/// Walk over the lines of a text that knows which are code between fences.
#[derive(Default)]
pub(super) struct FencedLines {
    fence: Option<Fence>,
}

impl FencedLines {
    /// Returns whether the next line is code or a fence. `indent` is in cells, `words` the rest of the line.
    pub(super) fn takes(&mut self, words: &str, indent: usize) -> bool {
        match self.fence {
            Some(fence) => {
                self.fence = Some(fence).filter(|fence| !fence.is_closed_by(words, indent));
                true
            }
            None => {
                self.fence = Fence::opened_by(words, indent);
                self.fence.is_some()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_is_closed_by_one_as_long_and_alone() {
        let mut lines = FencedLines::default();
        let text = "甲|````|```|乙|```` js|````|丙|~~~|```|~~~~|丁|``` `x` ```|戊";
        let code: String = (text.split('|'))
            .map(|line| if lines.takes(line, 0) { '`' } else { '.' })
            .collect();
        assert_eq!(code, ".`````.```...");
    }
}
